"""How long an answer takes, beside what most FAQ bots do: RapidFuzz's WRatio on every phrasing.

Both answer the questions in tests/messages from the same faq.yaml, in turns, so that a busy machine slows both.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

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
    lines = (ROOT / "tests" / "messages" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines][::4]
    rounds = [
        (
            timed(responder.respond, questions),
            timed(lambda question: process.extractOne(question, phrasings, scorer=fuzz.WRatio), questions),
        )
        for _ in range(ROUNDS)
    ]
    # The best of all rounds for each question, as what else the machine does only ever adds time.
    ours = [min(times) for times in zip(*(own for own, _ in rounds), strict=True)]
    peers = [min(times) for times in zip(*(peer for _, peer in rounds), strict=True)]
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


main()
