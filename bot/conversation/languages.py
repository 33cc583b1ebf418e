"""Whether a message is in a language that the bot does not answer in."""

from collections.abc import Sequence

from bot.text import foreign_words

LAST_LATIN = "\u024f"


def is_foreign(found: Sequence[str]) -> bool:
    """Whether words are in another script than Latin, or two and more of them everyday words of another language."""
    text = "".join(found)
    if not text.isascii() and sum(map(_is_foreign_letter, text)) * 2 > sum(map(str.isalpha, text)):
        return True
    known = foreign_words()
    foreign = len([word for word in found if word in known])
    return foreign >= min(2, len(found)) and foreign * 5 >= len(found) * 2 and foreign > 0


def _is_foreign_letter(character: str) -> bool:
    return character.isalpha() and character > LAST_LATIN and not "\u1e00" <= character <= "\u1eff"
