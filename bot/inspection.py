"""What `check` tells of a FAQ file: what it says, how it is found, and what waits in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.conversation.responder import Responder
from bot.errors import Problem
from bot.faq.rules import content_problems, drafts, unreviewed
from bot.matching.phrasings import phrasing_problems
from bot.safety.triage import Safety


@dataclass(frozen=True)
class Inspection:
    """Lines for a person, and whether nothing among them must be mended."""

    lines: tuple[str, ...]
    is_in_order: bool


def inspect(data: bytes, name: str) -> Inspection:
    """Inspects the content of a FAQ file with its drafts.

    Raises FaqError where the file can't be used at all.
    """
    responder = Responder.from_text(data, name, Safety(), with_drafts=True)
    problems = sorted([*content_problems(responder.faq), *phrasing_problems(responder.faq, responder.matcher)])
    lines = [*(problem.describe(name) for problem in problems), *_counts(responder, problems)]
    return Inspection(tuple(lines), all(problem.warning for problem in problems))


def _counts(responder: Responder, problems: Iterable[Problem]) -> Iterator[str]:
    unread, later = len(unreviewed(responder.faq)), drafts(responder.faq)
    if unread:
        yield f"{unread} of {len(responder.faq.entries) - len(later)} entries wait for a pharmacist's review."
    yield _verdict(problems)
    if later:
        names = ", ".join(f"{entry.id} (line {entry.lines.entry})" for entry in later)
        yield f"1 draft waits: {names}" if len(later) == 1 else f"{len(later)} drafts wait: {names}"


def _verdict(problems: Iterable[Problem]) -> str:
    warnings = [problem.warning for problem in problems]
    if not warnings:
        return "No problems."
    counts = {"error": warnings.count(False), "warning": warnings.count(True)}
    return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items()) + "."
