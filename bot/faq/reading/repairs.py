"""Slips of which it is plain what was meant: each is told of once, and the line then read as if it were right."""

import re

from bot.errors import Problem

Repaired = tuple[Problem, str]

_QUOTED_KEY = re.compile(
    r"""^(?P<lead>\s*(?:- +)*)(?P<quote>["'])(?P<key>[^"'{}\[\]]+)(?P=quote)\s*:(?P<rest>\s.*|)$"""
)
_LOST_COLON = re.compile(r"^(?P<lead>\s*(?:- +)*)(?P<key>[a-z_]+)\s+(?P<sign>[|>])\s*$")
_OTHER_BULLET = re.compile(r"^(?P<lead>\s*)(?P<bullet>[•·‣◦▪–—](?=\s)|[•·‣◦▪]|\*(?=\s)|-(?=[^\s\d-]))\s*(?P<text>.*)$")
# What may follow a text of several lines: a key, an item, a comment, or the end of a document.
_NEXT = re.compile(r"""[a-z_][\w-]*:(?:\s|$)|["'{\[\]}#]|-(?:\s|$)|---|\.\.\.|[a-z_]+\s+[|>]\s*$""")


class Block:
    """A text of several lines below a key, whose first line says how far it is indented."""

    def __init__(self, key: int) -> None:
        self._key, self.indent = key, 0

    @property
    def hint(self) -> str:
        return f"begin it with {self.indent} spaces, as its neighbours do"

    def holds(self, line: str) -> bool:
        """Whether a line belongs to it."""
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            return True
        if not self.indent and indent > self._key:
            self.indent = indent
        return bool(self.indent) and indent >= self.indent

    def has_lost(self, line: str) -> bool:
        """Whether a line after it can only be meant to belong to it."""
        lead = line[: len(line) - len(line.lstrip())]
        return bool(self.indent) and "\t" not in lead and not _NEXT.match(line.strip())


def repair(number: int, line: str, in_list: bool) -> Repaired | None:
    """What is wrong with a line, and the line as it was meant; None where it is as it stands."""
    return _quoted_key(number, line) or _lost_colon(number, line) or (_other_bullet(number, line) if in_list else None)


def _quoted_key(number: int, line: str) -> Repaired | None:
    """A key in quotes."""
    found = _QUOTED_KEY.match(line)
    if found is None:
        return None
    key = found["key"].strip()
    problem = Problem(number, found.start("quote") + 1, f'the key "{key}" is in quotes', f"write  {key}:  without them")
    return problem, f"{found['lead']}{key}:{found['rest']}"


def _lost_colon(number: int, line: str) -> Repaired | None:
    """A key with a text below it, without its colon."""
    found = _LOST_COLON.match(line)
    if found is None:
        return None
    key, sign = found["key"], found["sign"]
    problem = Problem(number, found.end("key") + 1, f'"{key} {sign}" lacks its colon', f'write "{key}: |"')
    return problem, f"{found['lead']}{key}: |"


def _other_bullet(number: int, line: str) -> Repaired | None:
    """An item of a list with another sign before it, or no space."""
    found = _OTHER_BULLET.match(line)
    if found is None:
        return None
    message = 'no space after the "-"' if found["bullet"] == "-" else f'"{found["bullet"]}" begins no item of a list'
    hint = f'write "- " (a hyphen and a space):  - {found["text"][:60]}'
    return Problem(number, found.start("bullet") + 1, message, hint), f"{found['lead']}- {found['text']}"
