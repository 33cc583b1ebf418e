"""What of a text the encoders read: bounded, without what no sentence has, in overlapping windows."""

import re
import unicodedata
from collections.abc import Callable

# So many characters are read at once; most messages are shorter.
WINDOW = 320
# By so many characters one window runs into the next, so that no short sentence is cut in both.
OVERLAP = 80
MOST_WINDOWS = 6
# A longer run without a blank is no word.
LONGEST_WORD = 60

# Controls, lone surrogates, and what nobody sees.
_UNREAD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]+"
)
# Marks above and below letters pile up in no language like this.
_MARKS = re.compile(r"([\u0300-\u036f]{3})[\u0300-\u036f]+")
_REPEATED = re.compile(r"(.)\1{4,}", re.DOTALL)


def tidy(text: str) -> str:
    """The text on one line, composed (NFKC), without controls, lone surrogates, invisible characters, endless runs."""
    text = unicodedata.normalize("NFKC", text)
    text = _REPEATED.sub(r"\1\1\1\1", _MARKS.sub(r"\1", _UNREAD.sub(" ", text)))
    return " ".join(word[:LONGEST_WORD] for word in text.split())


def windows(text: str, weight: Callable[[str], float]) -> list[str]:
    """A tidy text in windows that overlap, at most six: the first, the last, and those that weigh most."""
    if len(text) <= WINDOW:
        return [text]
    starts = [0]
    while starts[-1] + WINDOW < len(text):
        start = starts[-1] + WINDOW - OVERLAP
        blank = text.rfind(" ", starts[-1] + 1, start)
        starts.append(blank + 1 if blank > starts[-1] else start)
    parts = [text[start : start + WINDOW].strip() for start in starts]
    if len(parts) <= MOST_WINDOWS:
        return parts
    between = sorted(range(1, len(parts) - 1), key=lambda place: -weight(parts[place]))[: MOST_WINDOWS - 2]
    return [parts[place] for place in [0, *sorted(between), len(parts) - 1]]
