"""Where the parts of a FAQ stand in the text of its file, and what is written beside them.

Places are those of the nodes, which don't count a byte order mark.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

import yaml

from bot.faq.reading.syntax import compose

BOM = "\ufeff"
# What announces a text of several lines: "|", or "|-" and the like.
_INDICATORS = re.compile(r"[|>][-+\d]*")


def topic_node(text: str, id: str) -> yaml.Node:
    return _with_id(_topics(text), id)


def entry_node(text: str, id: str) -> yaml.Node:
    return _with_id((entry for topic in _topics(text) for entry in values(topic)["entries"].value), id)


def values(node: yaml.Node) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value}


def _start(text: str, node: yaml.Node) -> int:
    return int(node.start_mark.index) + text.startswith(BOM)


def _end(text: str, node: yaml.Node) -> int:
    """Where the text of a node ends, without the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not _is_flow(node):
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: int(node.end_mark.index) + text.startswith(BOM)].rstrip(" \t\r\n"))


def appended(text: str, items: yaml.Node, lines: list[str], in_flow: str, apart: bool = False) -> str:
    """The text with an item more at the end of a list, `apart` with a blank line before it."""
    last = items.value[-1]
    if _is_flow(items):
        return _inserted(text, _end(text, last), f", {in_flow}")
    before = text[text.rfind("\n", 0, _start(text, last)) + 1 : _start(text, last)]
    lead = before if re.fullmatch(" *- +", before) else f"{' ' * items.start_mark.column}- "
    below = " " * len(lead)
    new = [lead + lines[0], *(below + line if line else "" for line in lines[1:])]
    return _below(text, _end(text, last), ["", *new] if apart else new)


def with_key(text: str, node: yaml.Node, line: str) -> str:
    """The text with a key more at the end of a block."""
    first_key, _ = node.value[0]
    if _is_flow(node):
        last_key, last = node.value[-1]
        before = text[text.rfind("\n", 0, _start(text, last_key)) + 1 : _start(text, last_key)]
        if before.isspace():  # each key on a line of its own
            return _inserted(text, _end(text, last), f",{_line_end(text)}{before}{line}")
        return _inserted(text, _end(text, last), f", {line}")
    return _below(text, _end(text, node), [" " * first_key.start_mark.column + line])


def with_value(text: str, node: yaml.Node, key: str, lines: list[str], in_flow: str) -> str:
    """The text with another value behind a key of a block, whose further lines stand below the key."""
    key_node, old = next((each, value) for each, value in node.value if each.value == key)
    start, end = _start(text, old), max(_start(text, old), _end(text, old))
    if _is_flow(node):
        return text[:start] + in_flow + text[end:]
    colon = text.index(":", _end(text, key_node)) + 1
    head = _INDICATORS.match(text, start) if isinstance(old, yaml.ScalarNode) and old.style in ("|", ">") else None
    head_end = head.end() if head else end
    if isinstance(old, yaml.CollectionNode) and not _is_flow(old):
        head_end, end = colon, _line_of(text, end)[1]
    line_end = _line_of(text, head_end)[1]
    comment, rest = text[head_end:line_end], text[max(end, line_end) :]
    indent = " " * key_node.start_mark.column
    below = (_line_end(text) + (indent + line if line else "") for line in lines[1:])
    return f"{text[:colon]}{f' {lines[0]}' if lines[0] else ''}{comment}{''.join(below)}{rest}"


def without_key(text: str, node: yaml.Node, key: str) -> str:
    """The text without a key of a block and all that stands behind it."""
    place = next(place for place, (each, _) in enumerate(node.value) if each.value == key)
    parts = [(_start(text, each), max(_end(text, each), _end(text, value))) for each, value in node.value]
    return _without(text, parts, place, _is_flow(node))


def without_item(text: str, items: yaml.Node, place: int, with_gap: bool = False) -> str:
    """The text without an item of a list; `with_gap` also without the blank line that sets it apart."""
    parts = [(_start(text, item), _end(text, item)) for item in items.value]
    return _without(text, parts, place, _is_flow(items), with_gap)


def _without(text: str, parts: list[tuple[int, int]], place: int, in_flow: bool, with_gap: bool = False) -> str:
    """The text without one of the parts of a list or block; outside brackets whole lines go."""
    start, end = parts[place]
    if in_flow:
        after = place + 1 < len(parts)
        return text[:start] + text[parts[place + 1][0] :] if after else text[: parts[place - 1][1]] + text[end:]
    first, last = _line_of(text, start)[0], text.find("\n", end) + 1 or len(text)
    before = re.sub(r"\n[ \t]*\r?\n\Z", "\n", text[:first]) if with_gap else text[:first]
    after_it = text[last:]
    return before + (after_it if before != text[:first] or not with_gap else re.sub(r"\A[ \t]*\r?\n", "", after_it))


def rewritten(text: str, node: yaml.Node, new: Mapping[str, str]) -> str:
    """The text with other values behind some keys of a block, each written out as it is to stand there."""
    old = values(node)
    for key in sorted(new, key=lambda key: -int(old[key].start_mark.index)):
        start, end = _start(text, old[key]), _end(text, old[key])
        text = f"{text[:end]} {new[key]}{text[end:]}" if end <= start else f"{text[:start]}{new[key]}{text[end:]}"
    return text


def _inserted(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]


def _below(text: str, at: int, lines: list[str]) -> str:
    """The text with lines below the one where `at` is, ended as the lines around them."""
    newline, end = text.find("\n", at), _line_of(text, at)[1]
    line_end = "\r\n" if text[end : end + 1] == "\r" or (newline < 0 and "\r\n" in text) else "\n"
    return _inserted(text, end, "".join(line_end + line for line in lines))


def _line_of(text: str, at: int) -> tuple[int, int]:
    """Where a line begins and ends, without what ends it."""
    newline = text.find("\n", at)
    end = len(text) if newline < 0 else newline - text[:newline].endswith("\r")
    return text.rfind("\n", 0, at) + 1, end


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def are_apart(text: str, entries: yaml.Node) -> bool:
    """Whether a blank line stands between the last two entries of a topic; so too where there is one alone."""
    if len(entries.value) == 1:
        return True
    before, last = entries.value[-2:]
    return bool(re.search(r"\n[ \t]*\r?\n", text[_end(text, before) : _start(text, last)]))


def pharmacy_node(text: str) -> yaml.Node:
    return values(_root(text))["pharmacy"]


@lru_cache(maxsize=2)
def _root(text: str) -> yaml.Node:
    root, _ = compose(text.removeprefix(BOM))
    return cast(yaml.Node, root)


def _topics(text: str) -> list[yaml.Node]:
    return list(values(_root(text))["topics"].value)


def _with_id(nodes: Iterable[yaml.Node], id: str) -> yaml.Node:
    return next(node for node in nodes if values(node)["id"].value.strip() == id)


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
