"""Memory that is needed no longer."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Has glibc give back to the system what was freed, of which it keeps all that others might ask for again."""
    with suppress(AttributeError, OSError, TypeError):  # another C library, or Windows
        ctypes.CDLL(None).malloc_trim(0)
