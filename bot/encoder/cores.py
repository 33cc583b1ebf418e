"""How many cores read a text."""

import os

# More than these would wait for each other: a text is a few dozen tokens.
MOST = 4


def cores() -> int:
    """As many as this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)
