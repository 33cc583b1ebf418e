"""Whether a message is in a language that the bot does not answer in."""

from collections.abc import Sequence

from bot.text import foreign_words

LAST_LATIN = "\u024f"
MIN_LONE_WORD = 4


def is_foreign(found: Sequence[str]) -> bool:
    """Whether words are in another script than Latin, or two and more of them everyday words of another language."""
    text = "".join(found)
    if not text.isascii() and sum(map(_is_foreign_letter, text)) * 2 > sum(map(str.isalpha, text)):
        return True
    foreign = [word for word in found if word in foreign_words()]
    if len(found) == 1:
        return len(found[0]) >= MIN_LONE_WORD and bool(foreign)
    return len(foreign) >= 2 and len(foreign) * 5 >= len(found) * 2


def _is_foreign_letter(character: str) -> bool:
    return character.isalpha() and character > LAST_LATIN and not "\u1e00" <= character <= "\u1eff"
