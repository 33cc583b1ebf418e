"""A short name for what a text says, by which a later change shows."""

import hashlib

DIGITS = 8


def fingerprint(text: str) -> str:
    """The first hexadecimal digits of a text's SHA-256; how its lines are broken does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]
