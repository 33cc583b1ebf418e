"""What of a text the encoders read: bounded, without what no sentence has, a long one in windows."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator

# A text of so many characters is read at once; most messages are shorter.
WHOLE = 320
# A longer one is read by its sentences, so that the others don't drown the one that matters; short ones stay together.
WINDOW = 160
SHORT = 60
MOST_WINDOWS = 6
# A longer run without a blank is no word.
LONGEST_WORD = 60

# Controls, lone surrogates, and what nobody sees.
_UNREAD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]+"
)
# Marks above and below letters pile up in no language like this.
_MARKS = re.compile(r"([\u0300-\u036f]{3})[\u0300-\u036f]+")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+")
_REPEATED = re.compile(r"(.)\1{4,}", re.DOTALL)


def tidy(text: str) -> str:
    """The text on one line, composed (NFKC), without controls, lone surrogates, invisible characters, endless runs."""
    text = unicodedata.normalize("NFKC", text)
    text = _REPEATED.sub(r"\1\1\1\1", _MARKS.sub(r"\1", _UNREAD.sub(" ", text)))
    return " ".join(word[:LONGEST_WORD] for word in text.split())


def windows(text: str, weight: Callable[[str], float]) -> list[str]:
    """A text, tidied, in windows of a sentence or two, at most six: the first, the last, and those that weigh most."""
    whole = tidy(text)
    if len(whole) <= WHOLE:
        return [whole]
    parts = [part for line in text.splitlines() for part in _joined(_sentences(tidy(line)))]
    if len(parts) <= MOST_WINDOWS:
        return parts
    between = sorted(range(1, len(parts) - 1), key=lambda place: -weight(parts[place]))[: MOST_WINDOWS - 2]
    return [parts[place] for place in [0, *sorted(between), len(parts) - 1]]


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a line; one that is too long for a window in pieces."""
    for sentence in _SENTENCE_END.split(line):
        yield from textwrap.wrap(sentence, WINDOW, break_on_hyphens=False)


def _joined(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences, each short one together with the next."""
    held = ""
    for sentence in sentences:
        if held and len(held) + len(sentence) >= WINDOW:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
        if len(held) > SHORT:
            yield held
            held = ""
    if held:
        yield held
