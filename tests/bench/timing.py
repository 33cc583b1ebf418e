"""How long answers take."""

import time
from collections.abc import Callable, Sequence


def timed(answer: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Seconds that each question took."""
    times = []
    for question in questions:
        started = time.perf_counter()
        answer(question)
        times.append(time.perf_counter() - started)
    return times
