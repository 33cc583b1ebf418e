"""Topics with their entries, read from the file, and whether what they name is there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

import yaml

from bot.errors import Problem
from bot.faq.declaring import PHARMACY_DATA
from bot.faq.model import PHARMACIST, Entry, Faq, Lines, Review, Topic
from bot.faq.reading.nodes import NodeReader, place_of
from bot.faq.reading.placeholders import strange_placeholders
from bot.faq.reading.syntax import position
from bot.language.text import utf16_length

MAX_BUTTON = 64
# A button sends back at most 64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_TOPIC_ID = 64 - len("topic::9999")

FINGERPRINT = re.compile(r"[0-9a-f]{8}")
TEXTS = ("question", "answer", "answer_with_hours")
DATE = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


OPTIONAL = ("answer_with_hours", "needs", "small_talk", "draft", "referral", "source", "related", "reviewed")


class TopicReader(NodeReader):
    """Reads topics, and remembers the ids that their entries name until all are known.

    `optional` are the keys that an entry may have besides those that it must have.
    """

    def __init__(self, problems: list[Problem], optional: Sequence[str] = OPTIONAL) -> None:
        super().__init__(problems)
        self._optional = optional
        self.references: list[tuple[str, yaml.Node, str]] = []
        self.lost: list[str] = []

    def topic(self, node: yaml.Node) -> Topic:
        nodes = self.block(node, "topic", ["id", "title", "entries"])
        id = self.identifier(nodes["id"], "topic: id", MAX_TOPIC_ID)
        return Topic(
            id,
            self.text(nodes["title"], f'topic "{id}": title'),
            tuple(self.entry(item) for item in self.items(nodes["entries"], f'topic "{id}": entries')),
            position(node)[0],
        )

    def entry(self, node: yaml.Node) -> Entry:
        name = _value_of(node, "id")
        where = f'entry "{name}"' if name else "entry"
        # What nobody may write is as if it were not written.
        nodes = defaultdict[str, yaml.Node | None](lambda: None)
        nodes |= self.block(node, where, ["id", "question", "ask", "answer"], self._optional)
        ask = nodes["ask"]
        question = self.text(nodes["question"], f"{where}: question")
        if nodes["question"] is not None and utf16_length(question) > MAX_BUTTON:
            self.fault(
                nodes["question"],
                f"{where}: the question is {len(question)} characters long",
                f"buttons show it, so use at most {MAX_BUTTON}",
            )
        return Entry(
            id=self.identifier(nodes["id"], f"{where}: id"),
            question=question,
            ask=self.texts(ask, f"{where}: ask"),
            answer=self.answer(nodes["answer"], f"{where}: answer") or "",
            answer_with_hours=self.answer(nodes["answer_with_hours"], f"{where}: answer_with_hours"),
            needs=self.texts(nodes["needs"], f"{where}: needs"),
            source=self.named(nodes["source"], f"{where}: source", "article"),
            related=self.named(nodes["related"], f"{where}: related", "entry"),
            referral=self.flag(nodes["referral"], f"{where}: referral"),
            small_talk=self.flag(nodes["small_talk"], f"{where}: small_talk"),
            draft=self.flag(nodes["draft"], f"{where}: draft"),
            reviewed=self.review(nodes["reviewed"], f"{where}: reviewed"),
            lines=Lines(
                entry=position(node)[0],
                answer=position(nodes["answer"] or node)[0],
                ask=tuple(position(item)[0] for item in ask.value) if isinstance(ask, yaml.SequenceNode) else (),
                texts={key: place_of(text) for key in TEXTS if (text := nodes[key]) is not None},
            ),
            translates=self.optional_text(nodes["translates"], f"{where}: translates") if nodes["translates"] else None,
        )

    def answer(self, node: yaml.Node | None, where: str) -> str | None:
        if node is None:
            return None
        text = self.text(node, where)
        known = (*PHARMACY_DATA, "hours") if where.endswith("_hours") else PHARMACY_DATA
        self.check(node, where, strange_placeholders(text, known))
        return text

    def named(self, node: yaml.Node | None, where: str, kind: str) -> tuple[str, ...]:
        """A list of ids, each remembered so that it can be looked up when all are known."""
        texts = self.texts(node, where)
        if isinstance(node, yaml.SequenceNode):
            self.references += [
                (f"{where}: ", item, kind) for item, text in zip(node.value, texts, strict=True) if text
            ]
        return texts

    def review(self, node: yaml.Node | None, where: str) -> Review:
        if node is None:
            return Review()
        hint = "write  reviewed: {by: Dr. Name, on: 2026-01-31}"
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{where} must hold a name and a date", hint)
            return Review()
        nodes = self.block(node, where, ["by", "on"], ["of"])
        of = self.optional_text(nodes["of"], f"{where}: of") if nodes["of"] else None
        if of and not FINGERPRINT.fullmatch(of):
            self.fault(nodes["of"] or node, f'{where}: "{of}" names no wording', 'leave "of" out; /review writes it')
        by, on = self.optional_text(nodes["by"], f"{where}: by"), self.optional_text(nodes["on"], f"{where}: on")
        if (by is None) != (on is None):
            self.fault(node, f"{where} needs both a name and a date, or neither", hint)
        if on and not DATE.fullmatch(on):
            self.fault(
                nodes["on"] or node, f'{where}: "{on}" is no date', "write the date as year-month-day: 2026-01-31"
            )
        return Review(by, on, of)

    def check_references(self, faq: Faq) -> None:
        entries = list(faq.entries.values())
        ids = {
            "article": [*(article.id for article in faq.articles), PHARMACIST],
            "entry": [entry.id for entry in entries if not entry.is_draft],
        }
        ways_out = {entry.id: _way_out(entry) for entry in entries if entry.is_draft}
        for where, node, kind in self.references:
            if kind == "entry" and node.value in ways_out:
                hint = f"leave it out here until {ways_out[node.value]}"
                self.fault(node, f'{where}"{node.value}" is a draft, which nobody sees', hint)
            elif node.value not in ids[kind]:
                close = get_close_matches(str(node.value), ids[kind], n=1)
                hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(ids[kind][:8])} …"
                self.fault(node, f'{where}there is no {kind} "{node.value}"', hint)
                self.lost += [node.value] if kind == "entry" and node.value not in self.lost else []
        self.check_unique("entry", [(entry.id, entry.lines.entry) for topic in faq.topics for entry in topic.entries])
        self.check_unique("topic", [(topic.id, topic.line) for topic in faq.topics])
        self.check_unique("article", [(article.id, article.line) for article in faq.articles])

    def check_unique(self, kind: str, ids: Iterable[tuple[str, int]]) -> None:
        first: dict[str, int] = {}
        for id, line in ids:
            if id and first.setdefault(id, line) != line:
                message = f'duplicate id "{id}": the {kind} on line {first[id]} has it'
                self.problems.append(Problem(line, 1, message, f"give this {kind} an id of its own"))


def _way_out(draft: Entry) -> str:
    return f'the line "draft: yes" is taken out of "{draft.id}"' if draft.draft else f'somebody has signed "{draft.id}"'


def _value_of(node: yaml.Node, key: str) -> str:
    """The text behind a key of a block, for naming the block in messages; empty where there is none."""
    pairs: Iterator[tuple[yaml.Node, yaml.Node]] = iter(node.value) if isinstance(node, yaml.MappingNode) else iter(())
    return next(
        (str(value.value) for name, value in pairs if name.value == key and isinstance(value, yaml.ScalarNode)), ""
    )
