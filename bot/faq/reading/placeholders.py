"""What must stand in a text, and what must not, because people would read it as it is."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

SAFETY_NUMBERS = {
    "self_harm": ("988", "911"),
    "emergency": ("911", "1-800-222-1222", "988"),
    "self_harm_title": ("988", "911"),
    "emergency_title": ("911", "1-800-222-1222"),
    "low_mood": ("988",),
}
HELP_NUMBERS = {"988", "911", "1-800-222-1222"}
# The pharmacy's data that texts may name in braces; {hours} too, where an answer is for when they are known.
ALWAYS_KNOWN = ("name", "phone", "address", "pharmacist")
# What other texts may name, by their key; only the bot fills it in, each time anew.
FILLED_IN: dict[str, dict[str, tuple[str, ...]]] = {
    "messages": {"privacy_kept": ("days",)},
    "labels": {
        "checked": ("by", "month"),
        "open_now": ("time",),
        "opens_today": ("time",),
        "opens_later": ("day", "time"),
    },
    "staff": {
        "slip": ("command",),
        "more_problems": ("count",),
        "new": ("entries",),
        "gone": ("entries",),
        "changed": ("entries",),
        "ways": ("question", "count", "before"),
        "differently": ("asked", "asked_total", "phrasings", "phrasings_total"),
        "differently_in_file": ("phrasings", "phrasings_total"),
        "difference": ("text", "before", "after"),
        "more": ("count",),
        "says_suggestions": ("entries",),
        "gaps_head": ("place", "count"),
        "gaps_asked": ("number",),
        "gaps_counts": ("unanswered", "not_helped"),
        "same": ("question",),
        "too_long": ("count", "most"),
        "known": ("question",),
        "ready_phrasing": ("phrasing", "question", "before"),
        "ready_entry": ("topic",),
        "ready_length": ("count", "least", "most"),
        "ready_review": ("question",),
        "refused_taken": ("phrasing", "question", "taker"),
        "refused_vain": ("phrasing", "question", "taker"),
        "refused_rule": ("problem",),
        "no_such_entry": ("id", "near"),
        "failed": ("problem",),
        "stats_title": ("count", "days"),
        "stats_share": ("kind", "percent"),
        "stats_judged": ("helped", "not_helped"),
        "stats_line": ("entry", "count"),
        "stats_never": ("count", "total"),
        "stats_waiting": ("count", "total"),
        "stats_nothing": ("days",),
    },
}

_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_NUMBER = re.compile(r"(?<![\w-])\d[\d-]{2,}(?![\w-])")


def may_name(section: str, key: str) -> tuple[str, ...]:
    """The words in braces that a text may have."""
    own = FILLED_IN.get(section, {}).get(key, ())
    return (*ALWAYS_KNOWN, *own) if section == "messages" else own


def strange_placeholders(text: str, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words in braces that are not filled in with the pharmacy's data, each with the way to mend it."""
    may = ", ".join(f"{{{name}}}" for name in known)
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            yield f'has "{{{name}}}", which has no meaning here', f"use {may}" if may else "write the text out"


def help_numbers(text: str) -> list[str]:
    """The help numbers that a text names."""
    return sorted(HELP_NUMBERS.intersection(_NUMBER.findall(text)))


def wrong_numbers(text: str, required: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Help numbers that are missing, and numbers that look like one with a slip, each with the way to mend it."""
    found = set(_NUMBER.findall(text))
    for number in required:
        if number not in found:
            yield f"must name {number}", f"put {number} back into the text"
    for number in sorted(found - HELP_NUMBERS):
        close = get_close_matches(number, sorted(HELP_NUMBERS), n=1, cutoff=0)
        yield f"names {number}, which is no help number", f"did you mean {close[0]}?"
