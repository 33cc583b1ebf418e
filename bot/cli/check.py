"""`check`: what a FAQ file says, how it is found, and what waits in it; `schema`: what it may hold."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import click

from bot.analytics.statistics import year_before
from bot.cli.files import content_of, translations_beside
from bot.clock import day_there, now
from bot.conversation.responder import Responder
from bot.errors import BotError, Problem
from bot.faq.comparison import compared_with, lost_help
from bot.faq.file import FaqFile, original_of
from bot.faq.model import Entry, Faq
from bot.faq.reading.loader import MAX_BYTES, load
from bot.faq.reading.translation import load_translation, name_of_translation
from bot.faq.rules import content_problems, drafts, unreviewed, unsigned
from bot.faq.schema import schema as faq_schema
from bot.matching.phrasings import common_needs, phrasing_problems
from bot.safety.triage import DangerDetector
from bot.settings import Settings


@click.command()
@click.argument("file", envvar="FAQ_FILE", default="faq.yaml", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check a FAQ file with its translations: its structure, then what it says and how it is found."""
    file = original_of(file)
    live = _live(file, Settings.from_env(os.environ))
    found = inspect(content_of(file, MAX_BYTES + 1), str(file), now(), live, translations_beside(file))
    click.echo("\n".join(found.lines))
    if not found.is_in_order:
        sys.exit(1)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a FAQ file, for editors that complete and mark while someone types."""
    click.echo(json.dumps(faq_schema(), indent=2, ensure_ascii=False))


def _live(file: Path, settings: Settings) -> Faq | None:
    """What the bot answers from: the last content that it could use, or else the file that it reads."""
    content = FaqFile(settings.faq_file, settings.state_dir).last_good()
    with suppress(BotError):
        if content is None and not is_the_same(file, settings.faq_file):
            content = content_of(settings.faq_file, MAX_BYTES + 1)
        return load(content) if content else None
    return None


def is_the_same(file: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    return os.path.realpath(file) == os.path.realpath(other)


@dataclass(frozen=True)
class Inspection:
    """Lines for a person, and whether nothing among them must be fixed."""

    lines: tuple[str, ...]
    is_in_order: bool


def inspect(
    data: bytes,
    name: str,
    moment: datetime,
    live: Faq | None = None,
    translations: Mapping[str, bytes] = MappingProxyType({}),
) -> Inspection:
    """Inspects the content of a FAQ file with its drafts and translations, beside what is live.

    At `moment` a review can be too old. Raises FaqError where the file can't be used at all.
    """
    responder = Responder.from_text(data, name, DangerDetector(), with_drafts=True, translations=translations)
    faq, matcher = responder.faq, responder.matcher
    found = [*content_problems(faq), *phrasing_problems(faq, matcher), *common_needs(faq, matcher)]
    seen = load(data, name)
    problems = sorted([*found, *(lost_help(live, seen, found) if live else ())])
    compared = [compared_with(live, seen)] if live and live != seen else []
    lines = [*(problem.describe(name) for problem in problems), *compared, *_counts(responder, problems, moment)]
    others = [_translation(responder, faq, translations[faq.language], name) for faq in responder.faqs[1:]]
    others += [Inspection((str(fault), f"{fault.name} can't be used."), False) for fault in responder.faults]
    return Inspection(
        (*lines, *(line for each in others for line in each.lines)),
        all(problem.warning for problem in problems) and all(each.is_in_order for each in others),
    )


def _translation(responder: Responder, faq: Faq, data: bytes, name: str) -> Inspection:
    """What there is to say of a translation that can be used."""
    file, matcher = name_of_translation(name, faq.language), responder.matcher_in(faq.language)
    remarks = load_translation(data, responder.faq, faq.language, file).remarks
    problems = sorted([*remarks, *content_problems(faq), *phrasing_problems(faq, matcher)])
    unread = sum(entry.id not in faq.lacking for entry in unreviewed(faq))
    reviews = f"{unread} of {len(faq.entries)} translated entries wait for a pharmacist's review. " if unread else ""
    lines = [*(problem.describe(file) for problem in problems), f"{Path(file).name}: {reviews}{_verdict(problems)}"]
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
