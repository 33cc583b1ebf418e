"""The characters that are written by a name or a number in Telegram's HTML, such as &lt; or &#128138;."""

import re

from bot.sandbox.errors import FormatError

_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<number>[0-9]*)|(?P<name>[A-Za-z]*));?")
_NAMES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def character_at(source: str, at: int) -> tuple[str, int]:
    """The character that stands at a place, be it as a reference, and the place behind it."""
    reference = _REFERENCE.match(source, at)
    if reference and (decoded := _decoded(reference)):
        return decoded, reference.end()
    return source[at], at + 1


def _decoded(reference: re.Match[str]) -> str:
    """The character that a reference names; empty if Telegram leaves it as typed."""
    if reference["name"] is not None:
        return _NAMES.get(reference["name"], "")
    if len(reference[0].rstrip(";")) >= 10:
        return ""
    code = int(reference["hex"] or "0", 16) if reference["number"] is None else int(reference["number"] or "0")
    if not 0 < code < 0x10FFFF:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        raise FormatError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)
