"""Which words of a text are names of people, as far as their looks and the words around them tell."""

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import cache

from bot.language.text import normalise, stem
from bot.language.word_lists import everyday_words, frequencies, weak_words, word_list

# What stands for something that was taken out.
MARK = "…"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W\d_]+(?:['’`´][^\W\d_]+)*")
_OWNED = re.compile(r"['’`´]s$")
_SENTENCE_END = re.compile(r"[.!?\n]")
_SIGNING = re.compile(r"\n|[.!?]\s*$|(?:^|\s)[-–—~]+\s*$")
_BEFORE_SIGNING = re.compile(r"[,\n–—~-]")

_TITLES = _set("dr doctor mr mister mrs ms miss prof professor nurse pastor rev sir madam aunt auntie uncle")
_NAMED = _set("name names named called signed regards sincerely cheers patient pt client llamo mappelle soy told im")
_CLOSINGS = _set("thanks thx thank you ty regards sincerely cheers best love")
_RELATIVES = _set(
    "wife wifey husband hubby son daughter mother father mom mum mama dad papa sister sis brother bro friend bff "
    "partner boyfriend bf girlfriend gf fiance fiancee niece nephew cousin grandma grandpa grandson granddaughter "
    "nana grandmother grandfather daddy mommy doc stepson stepdaughter stepmom stepdad twin kid baby neighbor "
    "roommate coworker colleague boss therapist counselor sponsor ex"
)
# What is said to or of a person, as the two words before a name.
_OF_PEOPLE = _set(
    "i+am its+me by+dr this+is name+is nombre+es talked+to talked+with spoke+to spoke+with ask+for asked+for i+asked "
    "told+me order+for is+under order+under rx+for lady+named met+with"
)
# "can … take it", "can … and i", "… said it's fine"
_MAY, _DO = _set("can could should may must does did will"), _set("take use drink try start")
_SAYS = _set("said says told thinks asked takes wants")
_PARTICLES = _set("van von de der den da di dos del la le al el bin ibn abu mac mc st")
_SHORT = _set("im ive id hi hii hey hello lol omg pls plz u ur thx ty idk btw ok tbh hiya nope vs")
# A word in capitals that is no longer than this is no name but an abbreviation, such as MCAS.
_ABBREVIATION = 5
# The last of the Latin letters, but for those that Vietnamese has on top.
_LATIN, _MORE_LATIN = "\u024f", ("\u1e00", "\u1eff")
# How many words a signature has.
_MOST_SIGNED = 3


def without_names(text: str, known: Container[str]) -> str:
    """The text with "…" for each name; words of `known`, and those that everybody uses, need a cue to be one."""
    found = list(_WORD.finditer(text))
    words = _Words(text, found, known)
    for place in range(len(found)):
        words.look_at(place)
    for match, is_name in reversed(list(zip(found, words.names, strict=False))):
        if is_name:
            text = text[: match.start()] + MARK + text[match.end() :]
    return text


class _Words:
    """The words of a text, and which of those looked at so far are names."""

    def __init__(self, text: str, found: Sequence[re.Match[str]], known: Container[str]) -> None:
        self.names: list[bool] = []
        self._typed = [_OWNED.sub("", match[0]) for match in found]
        self._words = [normalise(typed) for typed in self._typed]
        self._bare = [_without_accents(word) for word in self._words]
        ends = [0, *(match.end() for match in found)]
        self._gaps = [text[end : match.start()] for end, match in zip(ends, found, strict=False)]
        self._known, self._shouting = known, text.upper() == text

    def look_at(self, place: int) -> None:
        """Finds out whether the next word is a name."""
        tests = (self._is_name, self._is_cued, self._is_subject, self._is_signature, self._goes_on)
        self.names.append(any(test(place) for test in tests))

    def _is_name(self, place: int) -> bool:
        """Whether a word is a name by itself: a first name, or no word that everybody uses and a surname or capital."""
        word = self._words[place]
        if self._bare[place] in word_list("first_names.txt", "bot.privacy"):
            return word not in self._known
        if self._is_surname(place) and not self._is_ordinary(place):
            return True
        if any(character > _LATIN and not _MORE_LATIN[0] <= character <= _MORE_LATIN[1] for character in word):
            return True
        if not self._is_capital(place) or (self._typed[place].isupper() and len(word) <= _ABBREVIATION):
            return False
        begins = place == 0 or bool(re.search(r"[.!?:\n]", self._gaps[place]))
        return not self._is_ordinary(place) or (not begins and word not in self._known and self._may_be_one(place))

    def _is_cued(self, place: int) -> bool:
        """Whether the words before it say that it is a name."""
        before = self._before(place)
        if not before:
            return False
        word, last = self._words[place], before[-1]
        if before[-3:] == ["my", "name", "is"]:
            return word not in weak_words() or self._is_capital(place) or word == "will"
        is_open = word not in self._known or word in weak_words() or self._is_both(place)
        likely = (self._is_capital(place) and word != "i" and is_open) or not self._is_ordinary(place)
        if last in _TITLES or last == "name":
            return likely or self._is_surname(place) or self._is_both(place)
        if last in _RELATIVES:
            return likely or self._is_both(place)
        return likely and (last in _NAMED or "+".join(before[-2:]) in _OF_PEOPLE)

    def _is_subject(self, place: int) -> bool:
        """Whether it stands where a person does: "can … take it", "Joy said no", "k. …"."""
        before, after = self._words[max(0, place - 1) : place], self._words[place + 1 : place + 3]
        if self._is_capital(place) and after[:1] and after[0] in _SAYS and self._is_both(place):
            return True
        if not before or self._is_ordinary(place):
            return False
        does = bool(after) and (after[0] in _DO or after in (["and", "i"], ["and", "me"], ["and", "my"]))
        is_initial = len(before[0]) == 1 and before[0] != "i" and self._gaps[place] == ". "
        return is_initial or (before[0] in _MAY and does)

    def _is_signature(self, place: int) -> bool:
        """Whether it ends the message as a name does, or begins it ("priya here")."""
        if place == 0 and self._words[1:2] == ["here"] and not self._is_ordinary(0):
            return True
        if place == 0 and self._words[2:3] == ["here"] and self._is_capital(0) and self._is_capital(1):
            return True
        starts = [start for start in (place - 1, place) if start > 0 and len(self._words) - start <= _MOST_SIGNED]
        return any(self._is_signed(start, place) for start in starts)

    def _is_signed(self, start: int, place: int) -> bool:
        """Whether a name that begins at a word ends the message, and another word is of it."""
        gap, closes = self._gaps[start], self._words[start - 1] in _CLOSINGS
        if MARK in gap:
            return False
        if closes and _BEFORE_SIGNING.search(gap):
            return self._words[place] not in weak_words() or self._is_capital(place)
        return (closes or bool(_SIGNING.search(gap))) and not self._is_ordinary(place)

    def _goes_on(self, place: int) -> bool:
        """Whether it belongs to the name right before it."""
        word, typed, gap = self._words[place], self._typed[place], self._gaps[place]
        if place == 0 or not self.names[place - 1] or "\n" in gap:
            return False
        reversed_name = place > 1 and self._words[place - 2] in _NAMED
        if gap.strip(" .-'’," if reversed_name else " .-'’") or ("." in gap and len(self._words[place - 1]) > 3):
            return False
        if len(word) == 1:
            return typed.isupper() and typed != "I"
        if self._is_surname(place) and (self._is_capital(place) or word not in self._known):
            return True
        return (
            word in _PARTICLES or not self._is_ordinary(place) or (self._is_capital(place) and word not in weak_words())
        )

    def _before(self, place: int) -> list[str]:
        """Up to three words before a word, in the same sentence."""
        found: list[str] = []
        while len(found) < 3 and place > 0:
            gap = self._gaps[place]
            is_title = "." in gap and self._words[place - 1] in _TITLES
            if MARK in gap or (_SENTENCE_END.search(gap) and not is_title):
                break
            place -= 1
            found.insert(0, self._words[place])
        return found

    def _is_capital(self, place: int) -> bool:
        return self._typed[place][0].isupper() and not self._shouting

    def _is_surname(self, place: int) -> bool:
        return self._bare[place] in word_list("surnames.txt", "bot.privacy")

    def _is_both(self, place: int) -> bool:
        """Whether it is a first name and an ordinary word ("rose")."""
        return self._bare[place] in word_list("words_and_names.txt", "bot.privacy")

    def _may_be_one(self, place: int) -> bool:
        """Whether, with a capital within a sentence, it is rather a name than a word."""
        return self._is_both(place) or (self._is_surname(place) and stem(self._words[place]) not in frequencies())

    def _is_ordinary(self, place: int) -> bool:
        """Whether everybody uses a word, or the FAQ does."""
        word = self._words[place]
        if len(word) == 1 or word in weak_words() or word in _SHORT:
            return True
        if word in self._known or self._bare[place] in self._known or word in everyday_words():
            return True
        return stem(word) in frequencies() or stem(word) in _everyday_stems()


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


@cache
def _everyday_stems() -> frozenset[str]:
    return frozenset(map(stem, everyday_words()))
