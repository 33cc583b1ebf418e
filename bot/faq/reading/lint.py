"""Slips of the pen: lines that a person is likely to have meant otherwise than YAML reads them."""

import re
from collections.abc import Iterator

from bot.errors import Problem
from bot.faq.reading.repairs import Block, repair

_LINE = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_]\w*:(?:\s+|$))?(?P<value>.*)$")
# A line of the opening hours: everything before the ":" names days.
_DAY_LINE = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[^\s\"'#{\[-][^:]*:(?:\s+|$))?(?P<value>.*)$")
_BLOCK = re.compile(r"[|>][0-9+-]{0,2}\s*(\s#.*)?")
KEY_IN_TEXT = re.compile(
    r"(- )?(id|question|ask|answer|needs|source|referral|small_talk|draft|related|reviewed):(\s|$)"
)
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_BRACKETS = {"[": "]", "{": "}"}
_ON_ONE_LINE = {
    "[": 'write the whole list on this line: [one, two], or take the bracket out and write one item a line after "- "',
    "{": "write all of it on this line:  {by: Dr. Name, on: 2026-01-31}",
}
_QUOTED_ITEM = re.compile(r"""(?:(?<=[\[{,])|(?<=[,:] ))(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_RESERVED = "@`%*&!|>"
_STRANGE_BLANK = re.compile(r"[^\S ]")


def slips(text: str) -> tuple[list[Problem], str]:
    """What is wrong with single lines of a FAQ file, in their order, and its text with some of that put right.

    What is put right is read as it was meant, so that it gets no second complaint.
    """
    lines = text.split("\n")
    return list(_slips(lines)), "\n".join(lines)


def _slips(lines: list[str]) -> Iterator[Problem]:
    """The problems of lines, some of which are put right in their place."""
    block: Block | None = None
    hours: int | None = None
    above: re.Match[str] | None = None
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r")
        stripped, indent = line.strip(), len(line) - len(line.lstrip())
        if block is not None and block.holds(line):
            if KEY_IN_TEXT.match(stripped):
                yield Problem(number, indent + 1, "this looks like a key, but stands inside the text above", _line_up())
            continue
        if block is not None and block.has_lost(line):
            lines[number - 1] = f"{' ' * block.indent}{lines[number - 1].lstrip()}"
            yield Problem(
                number, indent + 1, "this line is indented less than the text that it goes on with", block.hint
            )
            continue
        block = None
        if not stripped or stripped.startswith("#"):
            continue
        if repaired := repair(number, line, in_list=_goes_on_in_a_list(above)):
            problem, line = repaired
            lines[number - 1] = line
            yield problem
        hours = hours if hours is not None and indent > hours else None
        match = (_LINE if hours is None else _DAY_LINE).match(line)
        assert match is not None  # the patterns take any line
        strange = _STRANGE_BLANK.search(line, 0, match.start("value"))
        if strange:
            kind = "a tab" if strange[0] == "\t" else "a blank that is no ordinary space"
            yield Problem(number, strange.start() + 1, f"{kind} before the text", "type ordinary spaces there instead")
        elif _BLOCK.fullmatch(match["value"]) and match["value"]:
            block = Block(indent)
            if match["value"][0] == ">":
                hint = 'use "|" instead of ">"'
                yield Problem(number, match.start("value") + 1, "the lines below would be run together", hint)
        elif hours is not None and "- " in match["lead"]:
            pass  # hours written as a list are told of as a whole
        elif hours is not None and not match["key"]:
            hint = "write a line for each day, such as  Saturday: 10 am to 2 pm"
            yield Problem(number, indent + 1, 'opening hours without a ":" after the day', hint)
        else:
            yield from _with_the_line_above(number, match, above)
            yield from _in_the_value(number, match)
        hours = indent if (match["key"] or "").strip() == "hours:" else hours
        above = match


def _goes_on_in_a_list(above: re.Match[str] | None) -> bool:
    return above is not None and ("- " in above["lead"] or not above["value"])


def _with_the_line_above(number: int, match: re.Match[str], above: re.Match[str] | None) -> Iterator[Problem]:
    """Lines that would silently become one with the line above."""
    if above is None or len(match["lead"]) <= len(above["lead"]) - 2 * above["lead"].count("- "):
        return
    deeper = "- " in above["lead"] and match["lead"].rfind("-") > above["lead"].rfind("-")
    if deeper and not above["key"] and above["value"]:
        message = "this line is indented more than the one above, so the two would become one"
        yield Problem(number, len(match["lead"]) - 1, message, _line_up())
    elif above["key"] and not above["value"] and not match["key"] and "- " not in match["lead"] and match["value"]:
        key = above["key"].strip()
        yield Problem(number - 1, 1, f'the text below "{key}" would lose its line breaks', f'write "{key} |"')


def _in_the_value(number: int, match: re.Match[str]) -> Iterator[Problem]:
    value, column = match["value"], match.start("value") + 1
    if not value or value.startswith("#"):
        return
    if value[0] in _CLOSED:
        yield from _in_quotes(number, column, value)
        return
    if value[0] in _BRACKETS:
        value = _QUOTED_ITEM.sub(lambda quoted: "x" * len(quoted[0]), value)
    kept, hash_sign, comment = value.partition(" #")
    kept, first = kept.rstrip(), value[0]
    is_comment = comment.startswith(" ") and value[: len(kept) + 2].endswith("  ")
    is_list = first in _BRACKETS and kept.endswith((_BRACKETS[first], ","))
    if hash_sign and not is_comment and not is_list:
        message = 'the rest of this line after " #" would be lost'
        yield Problem(number, column + len(kept) + 1, message, _quoted(value.rstrip()))
    elif first in "|>":
        hint = f'leave only "|" after the {"key" if match["key"] else "dash"}, and start the text on the next line'
        yield Problem(number, column, f'text on the same line as "{first}"', hint)
    elif kept in _BRACKETS:
        yield Problem(number, column, f'a lonely "{kept}"', _ON_ONE_LINE[kept])
    elif first in _BRACKETS and not is_list:
        yield Problem(number, column, f'a text can\'t begin with "{first}"', _bracket_hint(kept))
    elif first in _RESERVED:
        yield Problem(number, column, f'a text can\'t begin with "{first}"', _quoted(kept))
    elif match["key"] and value.startswith("- "):
        yield Problem(number, column, "a list can't begin on the line of its key", "start it on the next line")
    elif not is_list:
        yield from _colon(number, column, kept, bool(match["key"] or match["lead"].strip()))


def _colon(number: int, column: int, kept: str, is_item: bool) -> Iterator[Problem]:
    if ": " not in kept and not kept.endswith(":"):
        return
    if is_item:
        quotable = kept.replace('"', "'")
        yield Problem(number, column + kept.index(":"), 'a ":" in a text without quotes', _quoted(quotable))
    elif " " in kept.split(":")[0]:
        hint = 'write "|" after the key of this text, and indent all its lines below it'
        yield Problem(number, column + kept.index(":"), 'a ":" in a text of several lines', hint)


def _in_quotes(number: int, column: int, value: str) -> Iterator[Problem]:
    closed = _CLOSED[value[0]].match(value)
    if closed is None:
        hint = f"add the missing {value[0]} at the end of the text"
        yield Problem(number, column, "a quote that opens here is never closed", hint)
    elif value[closed.end() :].strip() and not value[closed.end() :].lstrip().startswith("#"):
        hint = 'put the whole text in "quotes", and use \' for those inside'
        yield Problem(number, column + closed.end(), "text after the closing quote", hint)


def _bracket_hint(kept: str) -> str:
    closing = _BRACKETS[kept[0]]
    looks_like_ids = re.fullmatch(r"\[[\w, -]*", kept) or re.fullmatch(r"\{\w+:.*", kept)
    return f'add the missing "{closing}" at the end' if looks_like_ids else _quoted(kept)


def _quoted(text: str) -> str:
    return f'put the text in quotes:  "{text[:60]}{"…" * (len(text) > 60)}"'


def _line_up() -> str:
    return "start it below the first letter of its neighbours"
