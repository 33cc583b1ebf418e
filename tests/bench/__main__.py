"""How long an answer takes, beside what most FAQ bots do: RapidFuzz's WRatio on every phrasing.

Both answer the same questions from the same file, in turns, so that a busy machine slows both.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from bot.conversation.responder import Responder
from bot.safety.triage import Safety

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 20


def main() -> None:
    """Print median times in milliseconds and their ratio."""
    started = time.perf_counter()
    responder = Responder.from_text((ROOT / "faq.yaml").read_bytes(), "faq.yaml", Safety())
    loaded = time.perf_counter() - started
    phrasings = [phrasing for entry in responder.faq.entries.values() for phrasing in entry.phrasings]
    dialogues = yaml.safe_load((ROOT / "tests" / "dialogues.yaml").read_text("utf-8"))
    questions = [dialogue["say"] for dialogue in dialogues if "urgent" not in dialogue] + with_typos(phrasings[::7])
    ours, peers = [], []
    for _ in range(ROUNDS):
        ours += timed(responder.respond, questions)
        peers += timed(lambda question: process.extractOne(question, phrasings, scorer=fuzz.WRatio), questions)
    print(f"{len(phrasings)} phrasings, {len(questions)} questions, {ROUNDS} rounds")
    print(f"load                     {loaded * 1e3:8.1f} ms")
    print(f"text to composed reply   {statistics.median(ours) * 1e3:8.3f} ms median")
    print(f"extractOne with WRatio   {statistics.median(peers) * 1e3:8.3f} ms median")
    print(f"times faster             {statistics.median(peers) / statistics.median(ours):8.1f}")


def timed(answer: Callable[[str], object], questions: list[str]) -> list[float]:
    """Seconds that each question took."""
    times = []
    for question in questions:
        started = time.perf_counter()
        answer(question)
        times.append(time.perf_counter() - started)
    return times


def with_typos(phrasings: list[str]) -> list[str]:
    """The phrasings with two letters of their longest word changed about."""
    changed = []
    for phrasing in phrasings:
        longest = max(phrasing.split(), key=len)
        middle = len(longest) // 2
        mistyped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
        changed.append(phrasing.replace(longest, mistyped) if len(longest) > 3 else phrasing)
    return changed


main()
