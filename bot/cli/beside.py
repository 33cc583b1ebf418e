"""Work in a process of its own, so that a start uses two cores."""

import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins with some work beside this process, and gives what returns its result; all of it must fit a pickle.

    Where a copy of this process can't be had, the work is done when its result is asked for.
    """
    # Elsewhere a copy is slow or unsafe, and beside other threads it may hang.
    if sys.platform != "linux" or threading.active_count() > 1:
        return work
    # Ctrl-C reaches both, and the other would answer with a traceback.
    quiet = signal.SIGINT, signal.SIG_IGN
    pool = ProcessPoolExecutor(1, get_context("fork"), initializer=signal.signal, initargs=quiet)
    begun = pool.submit(work)

    def result() -> T:
        try:
            with pool:
                return begun.result()
        except BrokenProcessPool:  # for want of memory, perhaps
            return work()

    return result
