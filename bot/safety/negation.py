"""What makes a phrase of danger none: denied, long past, or asked about as a topic."""

import re
from collections.abc import Mapping

from bot.safety.deobfuscation import SENTENCE_END


class Negation:
    """Looks around a phrase of danger for what makes it none."""

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        denied, past, topic = phrases["denied"], phrases["past"], phrases["topic"]
        self._denied = re.compile(f"(?<!why)(?<!if) (?:{denied['negation']})(?: (?:{denied['bridge']}))* $")
        self._then = re.compile(f" (?:{past['then']}) ")
        self._still = re.compile(f" (?:{past['still']}) ")
        self._asks = re.compile(
            f"^ (?:(?:hi|hello|hey|so|and|but|also|ok|please|just|curious|wondering|doctor said) )*(?:{topic['asks']}) "
        )
        self._about = re.compile(f" (?:{topic['about']}) ")
        self._oneself = re.compile(f" (?:{topic['oneself']}) ")

    def denied_or_past(self, plain: str, match: re.Match[str]) -> bool:
        """Whether a phrase is denied, or in a sentence about long ago with no word of now."""
        before, sentence = context(plain, match)
        if self._denied.search(before):
            return True
        return bool(self._then.search(sentence)) and not self._still.search(sentence)

    def topic(self, plain: str, match: re.Match[str]) -> bool:
        """Whether a sentence asks about the topic; not where it speaks of oneself before."""
        before, sentence = context(plain, match)
        if self._oneself.search(before):
            return False
        return bool(self._asks.search(before) or (self._about.search(sentence) and not self._oneself.search(sentence)))


def context(plain: str, match: re.Match[str]) -> tuple[str, str]:
    """The part of the sentence before a match, and the whole sentence, each with a blank at both ends."""
    start = plain.rfind(SENTENCE_END, 0, match.start()) + 1
    end = plain.find(SENTENCE_END, match.end())
    return plain[start : match.start()], plain[start : end if end >= 0 else len(plain)]
