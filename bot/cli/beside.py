"""Work in a process of its own, so that a start uses two cores."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins with some work in a copy of this process, and gives what waits for its result, which must fit a pickle.

    Where a copy can't be had, or fails, the work is done here when its result is asked for.
    """
    # Elsewhere a copy is slow or unsafe, and beside other threads it may hang.
    if sys.platform != "linux" or threading.active_count() > 1:
        return work
    here, there = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(here)  # should this process be killed, the copy must notice
        _hand_over(work, there)
    os.close(there)

    def result() -> T:
        with os.fdopen(here, "rb") as pipe:
            handed = pipe.read()
        _, status = os.waitpid(copy, 0)
        return cast(T, pickle.loads(handed)) if status == 0 else work()

    return result


def _hand_over(work: Callable[[], object], there: int) -> None:
    """Does the work, and ends the process; what is raised is left to who does it again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both, and one answer is enough
    try:
        with os.fdopen(there, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        os._exit(0)
    finally:
        os._exit(1)
