"""Changes of the text of a FAQ file that leave every other line of it as it is."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from bot.errors import EditError
from bot.faq.edited import checked, known_entry, look_up, refuse_known, with_entry
from bot.faq.model import Entry, Review
from bot.faq.places import appended, are_apart, entry_node, rewritten, topic_node, values, with_key
from bot.faq.reading.loader import load
from bot.faq.reading.nodes import MAX_ID
from bot.faq.scalars import block, scalar, typed
from bot.language.text import words
from bot.language.word_lists import weak_words

WORDS_OF_ID = 5
HINTS_FROM = 33


@dataclass(frozen=True)
class NewEntry:
    """A question with its answer, as it is to stand in the file."""

    id: str
    question: str
    ask: tuple[str, ...]
    answer: str
    referral: bool = False
    source: tuple[str, ...] = ()
    draft: bool = False


def add_phrasing(text: str, entry_id: str, phrasing: str) -> str:
    """The file's text with another way to ask an entry, below the others.

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    faq, phrasing = load(text, with_drafts=True), typed(phrasing, "the phrasing")
    entry = known_entry(faq, entry_id)
    refuse_known(faq, [phrasing])
    ask = values(entry_node(text, entry_id))["ask"]
    edited = appended(text, ask, [scalar(phrasing)], scalar(phrasing, in_flow=True))
    return checked(edited, with_entry(faq, replace(entry, ask=(*entry.ask, phrasing))))


def add_entry(text: str, topic_id: str, new: NewEntry, hints: Mapping[str, str] | None = None) -> str:
    """The file's text with a new entry, the last of its topic; `hints` are comments on the lines of some keys.

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    faq, entry = load(text, with_drafts=True), _as_entry(new)
    if not entry.ask:
        raise EditError("there is no other way to ask it; add at least one")
    topics = {topic.id: topic for topic in faq.topics}
    look_up("topic", topic_id, topics)
    if entry.id in faq.entries:
        raise EditError(f'the id "{entry.id}" is taken; choose another')
    refuse_known(faq, entry.phrasings)
    entries = values(topic_node(text, topic_id))["entries"]
    lines = [_with_hint(line, hints or {}) for line in _lines(entry)]
    edited = appended(text, entries, lines, _in_flow(entry), apart=are_apart(text, entries))
    topic = replace(topics[topic_id], entries=(*topics[topic_id].entries, entry))
    return checked(edited, replace(faq, topics=tuple(topic if each.id == topic.id else each for each in faq.topics)))


def set_review(text: str, entry_id: str, by: str, on: str) -> str:
    """The file's text with the name of the pharmacist who has read an entry as it stands, and the date (2026-01-31).

    Raises EditError, and FaqError where the file can't be used as it is.
    """
    faq = load(text, with_drafts=True)
    entry = known_entry(faq, entry_id)
    review = Review(typed(by, "the name"), typed(on, "the date"), entry.fingerprint)
    return checked(with_review(text, entry_id, review), with_entry(faq, replace(entry, reviewed=review)))


def with_review(text: str, entry_id: str, review: Review) -> str:
    """The text with a review of an entry in the place of the one before; what that did not tell comes last."""
    node, written = entry_node(text, entry_id), _written(review)
    old = values(node).get("reviewed")
    if old is None:
        return with_key(text, node, f"reviewed: {_in_braces(written)}")
    text = rewritten(text, old, {key: value for key, value in written.items() if key in values(old)})
    for key in written.keys() - values(old).keys():
        text = with_key(text, values(entry_node(text, entry_id))["reviewed"], f"{key}: {written[key]}")
    return text


def new_id(question: str, taken: Container[str]) -> str:
    """An id of the telling words of a question that is not taken: "Can I travel by plane?" gives "travel-plane"."""
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode()
    all_words = [re.sub("[^a-z0-9]+", "-", word) for word in words(plain)]
    telling = [word for word in all_words if word not in weak_words()] or all_words or ["question"]
    id = "-".join(telling[:WORDS_OF_ID])
    names = (
        f"{id[: MAX_ID - len(end)].rstrip('-')}{end}" for end in chain([""], (f"-{number}" for number in count(2)))
    )
    return next(name for name in names if name not in taken)


def _as_entry(new: NewEntry) -> Entry:
    return Entry(
        id=typed(new.id, "the id"),
        question=typed(new.question, "the question"),
        ask=tuple(typed(phrasing, "the phrasing") for phrasing in new.ask),
        answer=typed(new.answer, "the answer"),
        referral=new.referral,
        source=tuple(typed(id, "the source") for id in new.source),
        draft=new.draft,
    )


# How an entry is written.


def _lines(entry: Entry) -> Iterator[str]:
    yield f"id: {scalar(entry.id)}"
    if entry.draft:
        yield "draft: yes"
    yield f"question: {scalar(entry.question)}"
    yield "ask:"
    yield from (f"  - {scalar(phrasing)}" for phrasing in entry.ask)
    yield from block("answer", entry.answer, "")
    yield from _rest(entry)


def _with_hint(line: str, hints: Mapping[str, str]) -> str:
    key = line.split(":")[0]
    return f"{line:<{HINTS_FROM}}  # {hints[key]}" if key in hints else line


def _in_flow(entry: Entry) -> str:
    texts = [f"{key}: {scalar(getattr(entry, key), in_flow=True)}" for key in ("id", "question", "answer")]
    ask = ", ".join(scalar(phrasing, in_flow=True) for phrasing in entry.ask)
    draft = ["draft: yes"] if entry.draft else []
    return f"{{{', '.join([*texts, f'ask: [{ask}]', *draft, *_rest(entry)])}}}"


def _rest(entry: Entry) -> Iterator[str]:
    if entry.referral:
        yield "referral: yes"
    if entry.source:
        yield f"source: [{', '.join(scalar(id, in_flow=True) for id in entry.source)}]"
    yield f"reviewed: {_in_braces(_written(entry.reviewed))}"


def _written(review: Review) -> dict[str, str]:
    values = {"by": review.by, "on": review.on, **({"of": review.of} if review.of else {})}
    return {key: "null" if value is None else scalar(value, in_flow=True) for key, value in values.items()}


def _in_braces(written: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in written.items())}}}"
