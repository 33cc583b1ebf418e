"""Whether a message is in a language that the bot does not answer in."""

from collections import Counter
from collections.abc import Container, Sequence

from bot.language.word_lists import foreign_words, words_by_language

LAST_LATIN = "\u024f"
MIN_LONE_WORD = 4

# The letters of a script, and the language that people here most likely write with it.
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u3400", "\u9fff"),
    ("ko", "\uac00", "\ud7a3"),
    ("ru", "\u0400", "\u052f"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
)
# Letters of these scripts that Russian and Arabic don't have.
_OF_OTHERS = {"ru": frozenset("іїєґўјљњћђџѓќѕәғқңөұүһ"), "ar": frozenset("پچژگکیےہھںٹڈڑ")}


def is_foreign(found: Sequence[str]) -> bool:
    """Whether words are in another script than Latin, or two and more of them everyday words of another language."""
    if _is_in_other_script(found):
        return True
    foreign = [word for word in found if word in foreign_words()]
    if len(found) == 1:
        return len(found[0]) >= MIN_LONE_WORD and bool(foreign)
    return len(foreign) >= 2 and len(foreign) * 5 >= len(found) * 2


def is_other(found: Sequence[str], known: Container[str]) -> bool:
    """Whether words are foreign, and surely or perhaps in a language that is none of those that are known."""
    if not is_foreign(found):
        return False
    likeliest = [language_of(found)] if _is_in_other_script(found) else _likeliest(found)
    return not any(code in known for code in likeliest)


def language_of(found: Sequence[str]) -> str | None:
    """The code of the language of foreign words, by their script or the everyday words; None where that is unsure."""
    if _is_in_other_script(found):
        return _language_of_script("".join(found))
    likeliest = _likeliest(found)
    return likeliest[0] if len(likeliest) == 1 else None


def _is_in_other_script(found: Sequence[str]) -> bool:
    text = "".join(found)
    return not text.isascii() and sum(map(_is_foreign_letter, text)) * 2 > sum(map(str.isalpha, text))


def _likeliest(found: Sequence[str]) -> list[str]:
    """The languages of which most everyday words are found."""
    counts = {code: sum(word in everyday for word in found) for code, everyday in words_by_language().items()}
    return [code for code, count in counts.items() if count == max(counts.values())]


def _language_of_script(text: str) -> str | None:
    counts = Counter({code: sum(first <= letter <= last for letter in text) for code, first, last in _SCRIPTS})
    best, most = counts.most_common(1)[0]
    if best == "zh" and counts["ja"]:
        best = "ja"  # which writes with Chinese characters too, but never with them alone
    return best if most and not _OF_OTHERS.get(best, frozenset()).intersection(text) else None


def _is_foreign_letter(character: str) -> bool:
    return character.isalpha() and character > LAST_LATIN and not "\u1e00" <= character <= "\u1eff"
