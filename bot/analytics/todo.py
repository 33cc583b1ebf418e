"""The one thing that is most worth doing, which staff read on Monday with the button that begins it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from bot.analytics.gaps import Gap
from bot.analytics.statistics import Judged, Statistics
from bot.conversation.reply import AtDesk, Button, Reply, paragraphs
from bot.faq.model import Faq

# How often something must have happened in a week to be worth it.
OFTEN = 2
# The number of a piece of work that nobody has begun yet.
NEW_WORK = 0


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """Many asked the same in vain."""

    gap: Gap


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """An answer did not help many."""

    judged: Judged


@dataclass(frozen=True, slots=True)
class CheckAnswers:
    """Answers wait for a pharmacist."""

    count: int


Todo = WriteAnswer | ReadAgain | CheckAnswers


def todo(found: Statistics, gaps: Sequence[Gap]) -> Todo | None:
    """What is most worth doing after some days, of which these are the gaps, the largest first."""
    if gaps and gaps[0].number >= OFTEN and gaps[0].legible:
        return WriteAnswer(gaps[0])
    if found.judged and found.judged[0].not_helped >= OFTEN:
        return ReadAgain(found.judged[0])
    return CheckAnswers(len(found.waiting)) if found.waiting else None


def with_todo(reply: Reply, found: Statistics, gaps: Sequence[Gap], faq: Faq) -> Reply:
    """The message of the week, with what is worth doing above it."""
    words = faq.staff
    match todo(found, gaps):
        case WriteAnswer(gap):
            said = words.say("todo_gap", number=gap.number, text=gap.legible[0])
            button = Button(words.todo_write, AtDesk("write", NEW_WORK, gap.ids[0]))
        case ReadAgain(judged):
            said = words.say("todo_disliked", question=judged.entry.question, number=judged.not_helped)
            place = list(faq.entries).index(judged.entry.id)
            button = Button(words.todo_correct, AtDesk("correct", NEW_WORK, place))
        case CheckAnswers(count):
            said = words.say("todo_review", count=count)
            button = Button(words.todo_check, AtDesk("check", NEW_WORK))
        case None:
            return reply
        case unknown:
            assert_never(unknown)
    return replace(reply, text=paragraphs(said, reply.text), buttons=(button,))
