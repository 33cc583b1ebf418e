"""How long an answer takes, beside what most FAQ bots do: RapidFuzz's WRatio on every phrasing.

Both answer the questions in tests/messages from the same faq.yaml, in turns, so that a busy machine slows both.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.cli.evaluate import Labelled
from bot.conversation.responder import Responder
from bot.safety.triage import DangerDetector
from tests.bench.timing import timed

ROUNDS = 20
EVERY = 4


@dataclass(frozen=True)
class Speed:
    """Median times in milliseconds, and what they were measured with."""

    phrasings: int
    questions: int
    rounds: int
    load_ms: float
    reply_ms: float
    wratio_ms: float


def measure(faq_file: Path, messages: Sequence[Labelled]) -> Speed:
    """The times of both: the best of all rounds for each question, as other work only ever adds time."""
    started = time.perf_counter()
    responder = Responder.from_text(faq_file.read_bytes(), faq_file.name, DangerDetector())
    loaded = time.perf_counter() - started
    phrasings = [phrasing for entry in responder.faq.entries.values() for phrasing in entry.phrasings]
    questions = [message.query for message in messages if message.ok][::EVERY]
    rounds = [
        (
            timed(responder.respond, questions),
            timed(lambda question: process.extractOne(question, phrasings, scorer=fuzz.WRatio), questions),
        )
        for _ in range(ROUNDS)
    ]
    ours, peer = (
        statistics.median([min(times) for times in zip(*each, strict=True)]) * 1e3 for each in zip(*rounds, strict=True)
    )
    return Speed(len(phrasings), len(questions), ROUNDS, loaded * 1e3, ours, peer)
