"""How a text is written into a FAQ file so that it is read back as it was typed."""

import re

from bot.errors import EditError
from bot.faq.reading.lint import KEY_IN_TEXT
from bot.faq.reading.nodes import NULLS

_BREAK = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Where YAML, or who looks for slips of the pen, takes a text without quotes for something else.
_NEEDS_QUOTES = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\ufeff]|:(?:\s|$)|\s\#|[\n\t]""")
_NEEDS_QUOTES_IN_FLOW = re.compile(r"[,\[\]{}?]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def typed(text: str, what: str) -> str:
    """A text as it will be read back: without blanks around it, every line break a "\\n".

    Raises EditError where there is nothing left, or a character that nobody can read.
    """
    text = _BREAK.sub("\n", text).strip()
    if not text:
        raise EditError(f"{what} is empty; write the text there")
    if _UNREADABLE.search(text):
        raise EditError(f"{what} has a character that nobody can read; type the text again")
    return text


def scalar(text: str, in_flow: bool = False) -> str:
    """A text on one line, in quotes where it needs them; `in_flow` where it stands within [ ] or { }."""
    needs = text in NULLS or _NEEDS_QUOTES.search(text) or (in_flow and _NEEDS_QUOTES_IN_FLOW.search(text))
    if not needs:
        return text
    if re.search(r'["\\]', text) and not re.search(r"['\n\t]", text):
        return f"'{text}'"
    return f'"{text.translate(_ESCAPES)}"'


def block(key: str, text: str, indent: str) -> list[str]:
    """The lines of a key with a text of several lines below it, indented by two more."""
    lines = text.split("\n")
    if any(KEY_IN_TEXT.match(line.strip()) for line in lines):  # would be taken for a slip of the pen
        return [f"{indent}{key}: {scalar(text)}"]
    return [f"{indent}{key}: |", *(f"{indent}  {line}" if line else "" for line in lines)]
