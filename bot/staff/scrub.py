"""What people write without what is personal in it: better one word too many than a name kept."""

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import cache

from bot.text import everyday_words, frequencies, normalise, stem, weak_words, word_list

MARK = "…"
MOST = 300
# No more of a text is looked at.
MOST_READ = 2_000

_INSIDE = "\ue000"  # stands for the mark while a text is normalised, which would spell it out as three dots
_ENDS = "com|net|org|edu|gov|mil|info|biz|io|co|us|me|uk|ca|de|fr|es|mx|in|ru|cn|jp|app|dev|ai|tv|ly|gg|xyz|online|site"
_MAILS = "gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|protonmail|proton|msn|live|comcast|gmx|mail"
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_ONES = "zero|oh|o|one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = rf"(?:{_ONES}|{_TEENS}|{_TENS}|hundred|thousand|double|triple)"
_DAYS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    "sixteenth|seventeenth|eighteenth|nineteenth|twentieth|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|"
    "sixth|seventh|eighth|ninth)|thirtieth"
)
_STREETS = (
    r"(?:\w+\s+){1,3}?(?:street|st|avenue|ave|road|rd|blvd|boulevard|lane|ln|highway|hwy|terrace|parkway|pkwy|circle)\b|"
    r"(?:\w+\s+){1,2}?(?:drive|dr|court|ct|way|place|pl|square|trail)\b"
)
_DOT = r"\s*(?:\.|[\[({<]\s*(?:dot|\.)\s*[\])}>]|\bdot\b)\s*"
_AT = r"\s*(?:[\[({<]\s*(?:at|@)\s*[\])}>]|@|\bat\b)\s*"

# In this order; each becomes the mark.
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\S*(?:http|www\.|://)\S*",
        rf"[\w.+-]+(?:\s+(?:dot|underscore|dash)\s+[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}(?:{_ENDS})\b",
        rf"[\w.+-]+(?:\s+(?:dot|underscore|dash)\s+[\w+-]+)*{_AT}(?:{_MAILS})\b(?!\s+(?:order|in))",
        r"\S*@\s*\w\S*|\S*@\S*",
        rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{_ENDS})\b(?:[/?#]\S*)?",
        r"\S+\.\w{2,}/\S*",
        rf"\b(?:{_MONTHS})\.?,?\s+(?:the\s+)?(?:\d\S*|{_DAYS})(?:,?\s+\d+)?|"
        rf"\b(?:\d\S*|{_DAYS})\s+(?:of\s+)?(?:{_MONTHS})\b(?:,?\s+\d+)?",
        rf"\b\d\S*\s+(?:{_STREETS})\.?",
        rf"\b{_NUMBER}(?:[\s,-]+(?:and\s+)?{_NUMBER}){{2,}}\b|\bnineteen[\s-]+(?:{_TEENS}|{_TENS})\b",
        r"\b(?:user ?name|user|handle|nick(?:name)?|insta(?:gram)?|ig|snap(?:chat)?|telegram|whats ?app|skype|wechat)"
        r"(?:(?:\s+(?:is|name is))?\s*[:=]\s*|\s+is\s+)\S+",
    )
]
_AMOUNT = re.compile(r"[\W\d_]*\d[\d.,/-]*(mg|mcg|ug|ml|g|gm|kg|lbs?|cc|%)?(\W*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’`´][^\W\d_]+)*")
_OWNED = re.compile(r"['’`´]s$")
_RUN = re.compile(rf"{MARK}(?:[\s,;:.'’()/&+-]*{MARK})+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set("dr doctor mr mister mrs ms miss prof professor nurse pastor rev sir madam")
_NAMED = _set("name names named called signed regards sincerely cheers patient client")
_CLOSINGS = _set("thanks thx thank you ty regards sincerely cheers best love")
_RELATIVES = _set(
    "wife husband hubby son daughter mother father mom mum dad sister brother aunt uncle friend partner boyfriend "
    "girlfriend fiance fiancee niece nephew cousin grandma grandpa grandson granddaughter neighbor boss"
)
_PARTICLES = _set("van von de der den da di dos del la le al el bin ibn abu mac mc st")
_SHORT = _set("im ive id hi hii hey hello lol omg pls plz u ur thx ty idk btw ok tbh hiya nope vs")
# A word in capitals that is no longer than this is no name but an abbreviation, such as MCAS.
_ABBREVIATION = 5


def scrubbed(text: str, known: Container[str] = ()) -> str:
    """A text of at most 300 characters in which names, numbers, addresses, links and dates are "…".

    Words of `known` are never taken for a name unless they follow a title or "my name is"; nor are everyday words and
    the words of medicine.
    """
    left = text[:MOST_READ]
    # Where something was taken out, what is around it may read in another way.
    while (again := _once(left, known)) != left:
        left = again
    return left


def _once(text: str, known: Container[str]) -> str:
    text = _plain(text)
    for pattern in _PATTERNS:
        text = pattern.sub(MARK, text)
    text = _without_names(" ".join(map(_without_digits, text.split(" "))), known)
    text = re.sub(r"[ \t]+", " ", _RUN.sub(MARK, text)).strip()
    return _cut(text)


def _plain(text: str) -> str:
    """One spelling of each character, without those that nobody sees."""
    text = unicodedata.normalize("NFKC", text.replace(_INSIDE, "").replace(MARK, _INSIDE)).replace(_INSIDE, MARK)
    lines = (" ".join(line.split()) for line in text.splitlines())
    text = "\n".join(line for line in lines if line)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")


def _cut(text: str) -> str:
    if len(text) <= MOST:
        return text
    return text[: MOST + 1].rsplit(None, 1)[0][:MOST].rstrip()


def _without_digits(token: str) -> str:
    """A run of characters without spaces, as the mark where a digit is in it; an amount keeps its unit."""
    if not any(map(_is_digit, token)):
        return token
    amount = _AMOUNT.fullmatch("".join("0" if _is_digit(c) else c for c in token))
    if not amount:
        return MARK
    return f"{MARK}{amount[1] or ''}{'?' if '?' in amount[2] else ''}"


def _is_digit(character: str) -> bool:
    return character.isnumeric() or unicodedata.category(character)[0] == "N"


def _without_names(text: str, known: Container[str]) -> str:
    found = list(_WORD.finditer(text))
    words = _Words(text, found, known)
    taken_out = [False] * len(found)
    for place in range(len(found)):
        goes_on = place > 0 and taken_out[place - 1] and words.goes_on(place)
        taken_out[place] = goes_on or words.is_name(place) or words.is_cued(place) or words.is_signature(place)
    for match, is_name in reversed(list(zip(found, taken_out, strict=True))):
        if is_name:
            text = text[: match.start()] + MARK + text[match.end() :]
    return text


class _Words:
    """The words of a text, and which of them look like names."""

    def __init__(self, text: str, found: Sequence[re.Match[str]], known: Container[str]) -> None:
        self._typed = [_OWNED.sub("", match[0]) for match in found]
        self._words = [normalise(typed) for typed in self._typed]
        ends = [0, *(match.end() for match in found)]
        self._gaps = [text[end : match.start()] for end, match in zip(ends, found, strict=False)]
        self._known, self._shouting = known, text.upper() == text

    def is_name(self, place: int) -> bool:
        """Whether a word is a name by itself: a first name, or in capitals and no word that everybody uses."""
        word = self._words[place]
        if word in word_list("staff/first_names.txt"):
            return word not in self._known
        if not self._is_capital(place) or (self._typed[place].isupper() and len(word) <= _ABBREVIATION):
            return False
        is_surname = word in word_list("staff/surnames.txt") and stem(word) not in frequencies()
        begins = place == 0 or bool(re.search(r"[.!?:\n]", self._gaps[place]))
        return not self._is_ordinary(place) or (is_surname and not begins and word not in self._known)

    def is_cued(self, place: int) -> bool:
        """Whether the words before it say that it is a name."""
        before = self._before(place)
        if not before:
            return False
        word, last = self._words[place], before[-1]
        if before[-3:] == ["my", "name", "is"]:
            return word not in weak_words() or self._is_capital(place) or word == "will"
        likely = self._is_capital(place) and (word not in self._known or word in weak_words())
        if last in _TITLES:
            return likely or word in word_list("staff/surnames.txt") or not self._is_ordinary(place)
        cued = last in _NAMED or last in _RELATIVES or last == "im"
        cued = cued or before[-2:] in (["i", "am"], ["this", "is"], ["name", "is"])
        return cued and (likely or not self._is_ordinary(place))

    def is_signature(self, place: int) -> bool:
        """Whether a word ends the message as a name does, or begins it ("priya here")."""
        if self._is_ordinary(place):
            return False
        if place == 0 and self._words[1:2] == ["here"]:
            return True
        tail = next((start for start in (place, place - 1) if start > 0 and len(self._words) - start <= 2), None)
        if tail is None or MARK in self._gaps[tail]:
            return False
        closed = self._words[tail - 1] in _CLOSINGS
        return closed or "\n" in self._gaps[tail] or bool(re.search(r"(?:^|\s)[-–—~]+\s*$", self._gaps[tail]))

    def goes_on(self, place: int) -> bool:
        """Whether a word right behind a name belongs to it."""
        word, typed, gap = self._words[place], self._typed[place], self._gaps[place]
        if gap.strip(" .-'’") or "\n" in gap or (gap.strip() == "." and len(self._words[place - 1]) > 3):
            return False
        if len(word) == 1:
            return typed.isupper() and typed != "I"
        is_part = word in word_list("staff/surnames.txt") or word in _PARTICLES
        return is_part or not self._is_ordinary(place) or (self._is_capital(place) and word not in weak_words())

    def _before(self, place: int) -> list[str]:
        """Up to three words before a word, in the same sentence."""
        found: list[str] = []
        while len(found) < 3 and place > 0:
            gap = self._gaps[place]
            is_title = "." in gap and self._words[place - 1] in _TITLES
            if MARK in gap or (re.search(r"[.!?\n]", gap) and not is_title):
                break
            place -= 1
            found.insert(0, self._words[place])
        return found

    def _is_capital(self, place: int) -> bool:
        return self._typed[place][0].isupper() and not self._shouting

    def _is_ordinary(self, place: int) -> bool:
        """Whether everybody uses a word, or the FAQ does."""
        word = self._words[place]
        if len(word) == 1 or word in self._known or word in weak_words() or word in _SHORT:
            return True
        return word in everyday_words() or stem(word) in frequencies() or stem(word) in _everyday_stems()


@cache
def _everyday_stems() -> frozenset[str]:
    return frozenset(map(stem, everyday_words()))
