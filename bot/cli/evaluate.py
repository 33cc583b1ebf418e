"""`eval`: from labelled messages to how often the bot is right, and how often it keeps silent when it should."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bot.cli.files import FAQ_OPTION, LANGUAGE_OPTION, STATE_DIR, content_of
from bot.cli.responders import responder_of
from bot.conversation.reply import Situation
from bot.conversation.response import Response
from bot.errors import QuestionsError
from bot.matching.outcome import Suggestions

CRISES = ("self_harm", "overdose", "emergency")
NO_CRISIS = "not_crisis"
EITHER_WAY = ("debatable",)


@click.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List each failure.")
@LANGUAGE_OPTION
@FAQ_OPTION
def evaluation(files: tuple[Path, ...], as_json: bool, verbose: bool, language: str | None, faq_file: Path) -> None:
    """Measure the bot on files of labelled messages, one JSON object a line."""
    responder = responder_of(faq_file)
    responder.warm_up(STATE_DIR)
    messages = [
        message
        for file in files
        for message in read_labelled(content_of(file).decode("utf-8-sig", "replace").split("\n"), str(file))
    ]
    situation = Situation(chosen=language)
    figures, failures = evaluate(messages, lambda message: responder.respond(message, situation))
    if as_json:
        shown = {"failures": [vars(failure) for failure in failures]} if verbose else {}
        click.echo(json.dumps({**figures.shares(), "counts": vars(figures), **shown}, ensure_ascii=False))
    else:
        click.echo("\n".join(table(figures)))
        if verbose:
            click.echo("\n".join(listed(failures)))


@dataclass(frozen=True)
class Labelled:
    """A message, the entries that answer it rightly (None where that is not the point), and its topic."""

    query: str
    ok: frozenset[str] | None
    topic: str


@dataclass(frozen=True)
class Failure:
    """A message that was not dealt with as its label says."""

    kind: str
    query: str
    expected: str
    got: str


@dataclass(frozen=True)
class Figures:
    """Counts over a set of labelled messages; shares of nothing are 0."""

    questions: int = 0
    top1: int = 0
    top3: int = 0
    answered: int = 0
    answered_right: int = 0
    helped: int = 0
    off_topic: int = 0
    off_topic_answered: int = 0
    crises: int = 0
    crises_missed: int = 0
    no_crises: int = 0
    false_alarms: int = 0

    def shares(self) -> dict[str, float]:
        """The figures as shares from 0 to 1, under the names that `eval --json` prints."""
        return {
            "top1": _share(self.top1, self.questions),
            "top3": _share(self.top3, self.questions),
            "answered_right": _share(self.answered_right, self.questions),
            "helped": _share(self.helped, self.questions),
            "wrong_among_answered": _share(self.answered - self.answered_right, self.answered),
            "off_topic_answered": _share(self.off_topic_answered, self.off_topic),
            "crises_missed": _share(self.crises_missed, self.crises),
            "false_alarms": _share(self.false_alarms, self.no_crises),
        }


def read_labelled(lines: Iterable[str], name: str) -> Iterator[Labelled]:
    """Labelled messages from JSON lines with "q", and "ok" (entry ids) or "topic" (of a crisis set).

    Raises QuestionsError at the first line that is none.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _labelled(line, f"{name}:{number}")


def _labelled(line: str, where: str) -> Labelled:
    hint = 'each line must look like {"q": "where are you", "ok": ["location"]}'
    try:
        row: Any = json.loads(line)
        ok = row.get("ok")
        if not isinstance(row["q"], str) or not (ok is None or isinstance(ok, list)):
            raise TypeError
        if ok is None and row["topic"] not in (*CRISES, NO_CRISIS, *EITHER_WAY):
            raise ValueError
        return Labelled(row["q"], None if ok is None else frozenset(map(str, ok)), str(row.get("topic", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise QuestionsError(f"{where}  this is no labelled message; {hint}") from None


def evaluate(messages: Iterable[Labelled], respond: Callable[[str], Response]) -> tuple[Figures, list[Failure]]:
    """The figures for labelled messages, and every message that came out wrong."""
    counts = dict.fromkeys(Figures.__dataclass_fields__, 0)
    failures: list[Failure] = []
    for message in messages:
        counted, kind, got = _judged(message, respond(message.query))
        for count in counted:
            counts[count] += 1
        if kind:
            failures.append(Failure(kind, message.query, "/".join(sorted(message.ok or [message.topic])), got))
    return Figures(**counts), failures


def _judged(message: Labelled, response: Response) -> tuple[list[str], str, str]:
    """The counts that a response adds to; and what is wrong with it, if anything, and what came out."""
    urgent = response.triage.urgency is not None
    ranking = [candidate.entry.id for candidate in response.match.ranking] if response.match else []
    answers = list(response.answered)
    if message.ok:
        return _judged_question(message.ok, response, ranking, answers)
    if message.ok is not None:
        return (
            ["off_topic", "off_topic_answered"] if answers else ["off_topic"],
            "off-topic, but answered" if answers else "",
            " ".join(answers),
        )
    if message.topic in CRISES:
        return (
            ["crises"] if urgent else ["crises", "crises_missed"],
            "" if urgent else "crisis missed",
            "no urgent reply",
        )
    if message.topic == NO_CRISIS:
        return (
            ["no_crises", "false_alarms"] if urgent else ["no_crises"],
            "false alarm" if urgent else "",
            "urgent reply",
        )
    return [], "", ""


def _judged_question(
    ok: frozenset[str], response: Response, ranking: list[str], answers: list[str]
) -> tuple[list[str], str, str]:
    right = ranking[:1] != [] and ranking[0] in ok
    outcome = response.match.outcome if response.match else None
    suggested = isinstance(outcome, Suggestions) and any(candidate.entry.id in ok for candidate in outcome.candidates)
    counts = {
        "questions": True,
        "top1": right,
        "top3": not ok.isdisjoint(ranking[:3]),
        "answered": answers != [],
        "answered_right": not ok.isdisjoint(answers),
        "helped": suggested or not ok.isdisjoint(answers),
    }
    wrong = answers and ok.isdisjoint(answers)
    kind = "answered wrongly" if wrong else "" if right else "not first"
    return (
        [name for name, holds in counts.items() if holds],
        kind,
        " ".join(ranking[:3]) or str(response.triage.urgency or "no match"),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def table(figures: Figures) -> Iterator[str]:
    """The figures as lines for a person."""
    shares, wrong = figures.shares(), figures.answered - figures.answered_right
    if figures.questions:
        yield f"questions                  {figures.questions}"
        yield f"  top 1                    {shares['top1']:.3f}"
        yield f"  top 3                    {shares['top3']:.3f}"
        yield f"  answered directly, right {shares['answered_right']:.3f}"
        yield f"  helped                   {shares['helped']:.3f}"
        yield f"  wrong among direct       {shares['wrong_among_answered']:.3f}  ({wrong} of {figures.answered})"
    if figures.off_topic:
        yield f"off-topic answered         {figures.off_topic_answered} of {figures.off_topic}"
    if figures.crises:
        yield f"crises missed              {figures.crises_missed} of {figures.crises}  ({shares['crises_missed']:.3f})"
    if figures.no_crises:
        alarms = f"{figures.false_alarms} of {figures.no_crises}"
        yield f"false alarms               {alarms}  ({shares['false_alarms']:.3f})"


def listed(failures: Iterable[Failure]) -> Iterator[str]:
    """The failures as lines for a person."""
    for failure in failures:
        yield f"{failure.kind}: {failure.query}\n    expected {failure.expected}, got {failure.got}"
