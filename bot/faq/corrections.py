"""Corrections of what a FAQ file says already, which leave every other line of it as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

import yaml

from bot.errors import EditError
from bot.faq.edited import checked, known_as, known_entry, with_entry
from bot.faq.editing import with_review
from bot.faq.hours import hours_of
from bot.faq.model import Faq, Review
from bot.faq.places import (
    appended,
    entry_node,
    pharmacy_node,
    rewritten,
    topic_node,
    values,
    with_key,
    with_value,
    without_item,
    without_key,
)
from bot.faq.reading.loader import load
from bot.faq.scalars import block, scalar, typed

Value = str | bool | tuple[str, ...]
HoursLines = tuple[tuple[str, str], ...]
# The keys with a text that may run over several lines.
LONG = ("answer", "answer_with_hours")


def change_entry(text: str, entry_id: str, changes: Mapping[str, Value], signed: tuple[str, str] | None = None) -> str:
    """The file's text with other values behind some keys of an entry; an empty list or a "no" takes the key out.

    Lists keep the order of what stays, new items come last; `signed` is who vouches for it, and on which day. Raises
    EditError, and FaqError where the file can't be used as it is.
    """
    faq = load(text, with_drafts=True)
    entry = known_entry(faq, entry_id)
    wanted = {key: _clean(key, value) for key, value in changes.items()}
    _refuse_others(faq, entry_id, wanted)
    for key, value in wanted.items():
        text = _with_change(text, entry_id, key, value)
    changed = replace(entry, **wanted)  # type: ignore[arg-type]  # the keys are the fields
    if signed:
        changed = replace(changed, reviewed=Review(*signed, changed.fingerprint))
        text = with_review(text, entry_id, changed.reviewed)
    return checked(text, with_entry(faq, changed))


def remove_entry(text: str, entry_id: str) -> str:
    """The file's text without an entry, and without its name in the lists of related ones.

    Raises EditError, also for the last entry of a topic, and FaqError where the file can't be used as it is.
    """
    faq = load(text, with_drafts=True)
    known_entry(faq, entry_id)
    topic = next(topic for topic in faq.topics if any(entry.id == entry_id for entry in topic.entries))
    if len(topic.entries) == 1:
        raise EditError(f'it is the only answer of the topic "{topic.title}", which needs one; add another one first')
    for entry in faq.entries.values():
        if entry_id in entry.related and entry.id != entry_id:
            left = tuple(id for id in entry.related if id != entry_id)
            text, faq = _with_change(text, entry.id, "related", left), with_entry(faq, replace(entry, related=left))
    entries = values(topic_node(text, topic.id))["entries"]
    place = next(place for place, entry in enumerate(topic.entries) if entry.id == entry_id)
    topics = (
        replace(each, entries=tuple(entry for entry in each.entries if entry.id != entry_id)) for each in faq.topics
    )
    return checked(without_item(text, entries, place, with_gap=True), replace(faq, topics=tuple(topics)))


def change_pharmacy(text: str, key: str, value: str | HoursLines | None) -> str:
    """The file's text with another value behind a key of the pharmacy; hours are lines of days and times.

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    faq = load(text, with_drafts=True)
    if isinstance(value, tuple):
        expected: dict[str, object] = {key: hours_of(value)}
        text = _with_hours(text, value)
    else:
        value = None if value is None else typed(value, f"the {key}")
        written = "null" if value is None else scalar(value, in_flow=True)
        text, expected = with_value(text, pharmacy_node(text), key, [written], written), {key: value}
    return checked(text, replace(faq, pharmacy=replace(faq.pharmacy, **expected)))  # type: ignore[arg-type]  # as above


def _with_hours(text: str, lines: Sequence[tuple[str, str]]) -> str:
    """The text with other hours; where only the times are others, what is written beside the days stays."""
    pharmacy = pharmacy_node(text)
    old = values(pharmacy)["hours"]
    days = [key.value for key, _ in old.value] if isinstance(old, yaml.MappingNode) else []
    if [day.strip() for day in days] == [day for day, _ in lines]:
        times = (scalar(times, in_flow=True) for _, times in lines)
        return rewritten(text, old, dict(zip(days, times, strict=True)))
    below = [f"  {scalar(day)}: {scalar(times)}" for day, times in lines]
    in_flow = ", ".join(f"{scalar(day, in_flow=True)}: {scalar(times, in_flow=True)}" for day, times in lines)
    return with_value(text, pharmacy, "hours", ["", *below], f"{{{in_flow}}}")


def _clean(key: str, value: Value) -> Value:
    if isinstance(value, str):
        return typed(value, f"the {key.split('_')[0]}")
    return tuple(typed(item, "the text") for item in value) if isinstance(value, tuple) else value


def _refuse_others(faq: Faq, entry_id: str, wanted: Mapping[str, Value]) -> None:
    """Refuses what is worded as a phrasing of another entry."""
    asked = [wanted.get("question", ""), *cast(Iterable[str], wanted.get("ask", ()))]
    for phrasing in filter(None, map(str, asked)):
        other = known_as(faq, phrasing)
        if other and other.id != entry_id:
            raise EditError(f'"{phrasing}" is there already: it finds "{other.question}" ({other.id})')


def _with_change(text: str, entry_id: str, key: str, value: Value) -> str:
    entry = entry_node(text, entry_id)
    old = values(entry).get(key)
    if value in ((), False):
        return text if old is None else without_key(text, entry, key)
    if isinstance(value, tuple) and isinstance(old, yaml.SequenceNode):
        return _with_items(text, entry_id, key, value)
    written, in_flow = _written(key, value), _in_flow(value)
    return with_key(text, entry, f"{key}: {in_flow}") if old is None else with_value(text, entry, key, written, in_flow)


def _with_items(text: str, entry_id: str, key: str, wanted: tuple[str, ...]) -> str:
    """The text with some items of a list taken out, and others put in below."""
    there = [item.value.strip() for item in values(entry_node(text, entry_id))[key].value]
    for item in wanted:  # first, so that the list is never empty
        if item not in there:
            items = values(entry_node(text, entry_id))[key]
            text = appended(text, items, [scalar(item)], scalar(item, in_flow=True))
    for place in sorted((place for place, item in enumerate(there) if item not in wanted), reverse=True):
        text = without_item(text, values(entry_node(text, entry_id))[key], place)
    return text


def _written(key: str, value: Value) -> list[str]:
    """A value as it stands behind its key in a block, the first line beside it."""
    if not isinstance(value, str):
        return [_in_flow(value)]
    first, *rest = block(key, value, "") if key in LONG else [f"{key}: {scalar(value)}"]
    return [first.removeprefix(f"{key}: "), *rest]


def _in_flow(value: Value) -> str:
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(item, in_flow=True) for item in value)}]"
    return scalar(value, in_flow=True)
