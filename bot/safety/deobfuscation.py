"""From a text as people in distress type it, or as they hide it from filters, to plain words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set

from bot.language.spelling import SHORT_WORD, Speller
from bot.language.text import normalise
from bot.language.word_lists import weak_words

MAX_WORD = 40
MIN_JOINED = 8
MAX_MASKED = 3
# Words so long are known in two halves, and read backwards.
MIN_TORN, MIN_HALF = 7, 3
SHORT_WORDS = frozenset(
    ["i", "a", "u", "to", "my", "me", "im", "be", "it", "no", "of", "do", "in", "on", "up", "us", "we", "he", "is"]
)
SENTENCE_END = "|"
# Short words that are no longer one with a letter missing ("pad" is not "paid").
SHORT_EVERYDAY = frozenset(
    ["pad", "min", "bid", "tid", "qid", "lid", "gel", "lab", "cap", "tab", "rub", "ray", "rib", "rag", "wet", "dry"]
)

_LEET = str.maketrans("013457@$!€£+", "oieastasielt")
_LOOKALIKE_LETTERS = str.maketrans("аеорсухіјԁӏαεινορτυκ", "aeopcyxijdlaeivoptuk")
_LATIN_LETTERS = str.maketrans("ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢđı", "abcdefghijklmnoprtuvwyzdi")
_SENTENCE_ENDS = re.compile(r"(?<![.!?;\n…。！？])[.!?;\n…。！？]+(?=\s|$)")
_EDGES = ' \t.,:;!?"()[]{}<>«»“”~^=/\\-_¡¿…*#'
_PARTS = re.compile(r"[^\W_]+(?:\*+[^\W_]+)*|\|")
_SPELLED = re.compile(r"(?<!\S)[^\W\d_](?:[ .\-_*/,]+[^\W\d_](?!\S|[^\W_])|[.\-_*/,]+[^\W\d_](?![^\W_]))+")
# Amounts and times, as "5mg", "3x" and "2nd", are no word in disguise.
_AMOUNT = re.compile(
    r"\d+(?:[.,/]\d+)*(?:mg|mcg|ml|g|x|st|nd|rd|th|h|hr|hrs|min|mins|d|wk|wks|mo|am|pm|yo|yr|yrs|lb|lbs|kg)"
)
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly")
_REPEATS = re.compile(r"(\w)\1{2,}")


class Deobfuscator:
    """Undoes spelling tricks and typing mistakes, towards the words that matter for safety.

    `known` are those words, `everyday` the words that look like one of them and are none, `pictures` the emoji that
    stand for a word.
    """

    def __init__(self, known: Set[str], everyday: Set[str], pictures: Mapping[str, str]) -> None:
        self._known = known
        self._plain = known | everyday | weak_words()
        self._not_everyday = (known | weak_words()) - everyday
        self._pictures = {ord(picture): f" {word} " for picture, word in pictures.items()}
        self._speller = Speller(word for word in known if word.isascii())
        self._longest = max(map(len, known), default=0)
        self._torn = {word for word in known - everyday if len(word) >= MIN_TORN}
        self._by_ends: dict[str, list[str]] = {}
        for word in sorted(known):
            self._by_ends.setdefault(word[0] + word[-1], []).append(word)
        self._first_halves = {word[:length] for word in self._torn for length in range(MIN_HALF, len(word))}

    def plain(self, text: str) -> str:
        """The text as lower-case words with one space around each, and "|" where a sentence ends."""
        text = folded(text if text.isascii() else text.translate(self._pictures))
        text = _SENTENCE_ENDS.sub(f" {SENTENCE_END} ", text)
        text = _SPELLED.sub(_closed_up, text)
        words: list[str] = []
        seen: dict[str, Sequence[str]] = {}  # in a long text words come again
        for chunk in text.split():
            if chunk in self._plain or chunk == SENTENCE_END:
                words.append(chunk)
            else:
                words += self._words(chunk, seen)
        if not self._first_halves.isdisjoint(words):
            words = list(self._joined(words))
        return f"{SENTENCE_END} {' '.join(words)} {SENTENCE_END}"

    def _words(self, chunk: str, seen: dict[str, Sequence[str]]) -> Iterator[str]:
        """The words of what stands between two blanks; `seen` are the words that came before."""
        chunk = chunk.strip(_EDGES)
        if chunk in self._plain:
            yield chunk
            return
        if _AMOUNT.fullmatch(chunk):
            yield chunk
            return
        if not chunk.isalpha() and any(map(str.isalpha, chunk)):
            undone = chunk.translate(_LEET)
            chunk = undone if not chunk[0].isdigit() or undone in self._known else chunk
        for part in _PARTS.findall(chunk):
            word = part[:MAX_WORD]
            if word not in seen:
                seen[word] = self._word(word)
            yield from seen[word]

    def _word(self, word: str) -> Sequence[str]:
        if word in self._plain or not word.isascii() or word.isdigit():
            return (word,)
        calm = _REPEATS.sub(r"\1", word)
        if calm != word:
            twice = _REPEATS.sub(r"\1\1", word)
            return (twice,) if twice in self._known else self._word(calm)
        if "*" in word:
            return (self._unmasked(word),)
        if any(word.endswith(ending) and self._is_everyday(word[: -len(ending)]) for ending in _ENDINGS):
            return (word,)
        if len(word) <= SHORT_WORD and word in SHORT_EVERYDAY:
            return (word,)
        if len(word) >= MIN_TORN and word[::-1] in self._known:
            return (word[::-1],)
        meant = self._speller.closest(word)
        return (meant[0],) if meant else self._split(word) or (word,)

    def _is_everyday(self, stem: str) -> bool:
        return any(word in self._plain and word not in self._not_everyday for word in (stem, f"{stem}e"))

    def _unmasked(self, word: str) -> str:
        """A word with letters starred out ("k*ll"), where just one known word fits best."""
        first, *others = re.split(r"\*+", word)
        # A word that was cut off ends with a star.
        candidates = self._known if word.endswith("*") else self._by_ends.get(word[0] + word[-1], ())
        fitting = [
            (abs(len(known) - len(word)), known)
            for known in candidates
            if known.startswith(first) and _fits(known, len(first), others)
        ]
        return min(fitting)[1] if fitting else word

    def _split(self, word: str) -> Sequence[str]:
        """Words written as one, such as "wanttodie"; empty where it does not come out even."""
        if len(word) < MIN_JOINED:
            return ()
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self._longest), end):
                before, part = best[start], word[start:end]
                if before is not None and part in self._known and (len(part) > 2 or part in SHORT_WORDS):
                    found = [*before, part]
                    shortest = best[end]
                    if shortest is None or len(found) < len(shortest):
                        best[end] = found
        return best[-1] or ()

    def _joined(self, words: Sequence[str]) -> Iterator[str]:
        """Words of which two halves, parted by a blank, are one ("su icide", "over dose")."""
        position = 0
        while position < len(words):
            pair = "".join(words[position : position + 2])
            if pair in self._torn:
                yield pair
                position += 2
            else:
                yield words[position]
                position += 1


def folded(text: str) -> str:
    """Normalised, without accents, and Latin where a word hides letters of another script that look alike."""
    text = normalise(text)
    if text.isascii():
        return text
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    bare = unicodedata.normalize("NFC", bare).translate(_LATIN_LETTERS)
    return " ".join(
        word.translate(_LOOKALIKE_LETTERS) if any("a" <= letter <= "z" for letter in word) else word
        for word in re.split(r"[^\S\n]+", bare)
    )


def _fits(known: str, start: int, parts: Sequence[str]) -> bool:
    """Whether a word goes on with these parts, one to three letters before each, and ends with the last."""
    ends = {start}
    for part in parts:
        ends = {
            end + gap + len(part)
            for end in ends
            for gap in range(1, MAX_MASKED + 1)
            if known.startswith(part, end + gap)
        }
    return len(known) in ends


def _closed_up(match: re.Match[str]) -> str:
    """Letters typed one by one ("k i l l", "d.i.e") as one word; a lone "i" or "a" before a word stays."""
    letters = re.findall(r"[^\W_]", match[0])
    return "".join(letters) if len(letters) > 2 else match[0]
