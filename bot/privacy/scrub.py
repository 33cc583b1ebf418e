"""What people write without what is personal in it: better one word too many than a name kept."""

import re
import unicodedata
from collections.abc import Container

from bot.privacy.names import MARK, without_names

MOST = 300
# No more of a text is looked at.
MOST_READ = 600

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
        rf"(?<![\w.+-])[\w.+-]+(?:\s+(?:dot|underscore|dash)\s+[\w+-]+)*{_AT}[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}(?:{_ENDS})\b",
        rf"(?<![\w.+-])[\w.+-]+(?:\s+(?:dot|underscore|dash)\s+[\w+-]+)*{_AT}(?:{_MAILS})\b(?!\s+(?:order|in))",
        r"\S*@\s*\w\S*|\S*@\S*",
        rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{_ENDS})\b(?:[/?#]\S*)?",
        r"\S+\.\w{2,}/\S*",
        rf"\b(?:{_MONTHS})\.?,?\s+(?:the\s+)?(?:\d\S*|{_DAYS})(?:,?\s+\d+)?|"
        rf"\b(?:\d\S*|{_DAYS})\s+(?:of\s+)?(?:{_MONTHS})\b(?:,?\s+\d+)?",
        rf"\b\d\S*\s+(?:{_STREETS})\.?",
        r"\b(?!(?:the|my|your|our|a|this|that|any|of|in|on|cross|down)\b)\w+\s+(?:street|avenue|boulevard|blvd)\b",
        rf"\b{_NUMBER}(?:[\s,-]+(?:and\s+)?{_NUMBER}){{2,}}\b|\bnineteen[\s-]+(?:{_TEENS}|{_TENS})\b",
        rf"\b(?:apt|apartment|unit|suite|ste|room)\s+(?:\w|{_NUMBER})(?:\s+[b-hj-z])?\b",
        r"(?<!['’])\b[^\W\d_](?:[ .-][^\W\d_]){2,}\b",
        r"\b(?:user ?name|handle|nick(?:name)?|insta(?:gram)?|ig|snap(?:chat)?|telegram|whats ?app|skype|wechat)"
        r"(?:(?:\s+(?:is|name is))?\s*[:=]\s*|\s+is\s+)\S+",
    )
]
_AMOUNT = re.compile(r"[\W\d_]*\d[\d.,/-]*(mg|mcg|ug|ml|g|gm|kg|lbs?|cc|%)?(\W*)", re.IGNORECASE)
_RUN = re.compile(rf"{MARK}(?:[\s,;:.'’()/&+-]*{MARK})+")


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
    text = without_names(" ".join(map(_without_digits, text.split(" "))), known)
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
