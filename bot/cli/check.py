"""`check`: what a FAQ file says, how it is found, and what waits in it; `schema`: what it may hold."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from bot.analytics.statistics import year_before
from bot.cli.files import content_of
from bot.clock import day_there, now
from bot.conversation.responder import Responder
from bot.errors import Problem
from bot.faq.model import Entry
from bot.faq.reading.loader import MAX_BYTES
from bot.faq.rules import content_problems, drafts, unreviewed, unsigned
from bot.faq.schema import schema as faq_schema
from bot.matching.phrasings import phrasing_problems
from bot.safety.triage import DangerDetector


@click.command()
@click.argument("file", envvar="FAQ_FILE", default="faq.yaml", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check a FAQ file: its structure, then what it says and how it is found."""
    found = inspect(content_of(file, MAX_BYTES + 1), str(file), now())
    click.echo("\n".join(found.lines))
    if not found.is_in_order:
        sys.exit(1)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a FAQ file, for editors that complete and mark while someone types."""
    click.echo(json.dumps(faq_schema(), indent=2, ensure_ascii=False))


@dataclass(frozen=True)
class Inspection:
    """Lines for a person, and whether nothing among them must be fixed."""

    lines: tuple[str, ...]
    is_in_order: bool


def inspect(data: bytes, name: str, moment: datetime) -> Inspection:
    """Inspects the content of a FAQ file with its drafts; at `moment` a review can be too old.

    Raises FaqError where the file can't be used at all.
    """
    responder = Responder.from_text(data, name, DangerDetector(), with_drafts=True)
    problems = sorted([*content_problems(responder.faq), *phrasing_problems(responder.faq, responder.matcher)])
    lines = [*(problem.describe(name) for problem in problems), *_counts(responder, problems, moment)]
    return Inspection(tuple(lines), all(problem.warning for problem in problems))


def _counts(responder: Responder, problems: Iterable[Problem], moment: datetime) -> Iterator[str]:
    faq = responder.faq
    unread, later, waiting = unreviewed(faq), drafts(faq), unsigned(faq)
    since = year_before(day_there(moment, faq.pharmacy.timezone))
    old = [entry for entry in unreviewed(faq, since) if entry not in unread]
    if unread:
        total = len(faq.entries) - len(later) - len(waiting)
        yield f"{len(unread)} of {total} entries wait for a pharmacist's review: {_ids(unread)}"
    if old:
        yield f"{len(old)} {'entry was' if len(old) == 1 else 'entries were'} reviewed over a year ago: {_ids(old)}"
    if signed := sum(entry.is_the_pharmacists and not entry.is_draft for entry in faq.entries.values()):
        yield f"{signed} {'answer rests' if signed == 1 else 'answers rest'} on the pharmacist."
    yield _verdict(problems)
    if waiting:
        kind = "answer of the pharmacist waits" if len(waiting) == 1 else "answers of the pharmacist wait"
        yield f"{len(waiting)} {kind} for a signature: {_lines(waiting)}"
    if later:
        yield f"{len(later)} {'draft waits' if len(later) == 1 else 'drafts wait'}: {_lines(later)}"


def _ids(entries: Iterable[Entry]) -> str:
    return ", ".join(entry.id for entry in entries)


def _lines(entries: Iterable[Entry]) -> str:
    return ", ".join(f"{entry.id} (line {entry.lines.entry})" for entry in entries)


def _verdict(problems: Iterable[Problem]) -> str:
    warnings = [problem.warning for problem in problems]
    if not warnings:
        return "No problems."
    counts = {"error": warnings.count(False), "warning": warnings.count(True)}
    return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items()) + "."
