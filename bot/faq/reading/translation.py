"""From the text of faq.es.yaml, over the English FAQ, to a Faq in another language."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import PurePath

import yaml

from bot.errors import Problem
from bot.faq.fingerprint import fingerprint
from bot.faq.model import Entry, Faq, Topic
from bot.faq.reading.entries import TopicReader
from bot.faq.reading.loader import refuse, root_of
from bot.faq.reading.placeholders import Slip, help_numbers, lost_numbers, wrong_numbers
from bot.faq.reading.sections import Section, SectionReader
from bot.faq.reading.syntax import position

SECTIONS = ("disclaimer", "messages", "labels", "profile", "commands", "safety")
# The key of a phone for another language.
_KEY = re.compile(r"\b(?:oprima|press) 2\b")
# What stands in the English file alone is not among them: kind, sources, related entries.
OF_ENTRY = ("answer_with_hours", "needs", "translates", "reviewed")


@dataclass(frozen=True)
class Translation:
    """A FAQ in another language, and what a person should see to though it can be used as it is."""

    faq: Faq
    remarks: tuple[Problem, ...] = ()


def load_translation(data: bytes | str, english: Faq, language: str, name: str) -> Translation:
    """The translation in a file's content; what it leaves out stays English.

    A text that has lost a help number of the English one is left out too. Raises FaqError as loading a FAQ does.
    """
    root, problems = root_of(data, name)
    reader = _Reader(problems, english)
    faq = reader.faq(root)
    refuse(name, problems)
    return Translation(replace(faq, language=language), tuple(sorted(reader.remarks)))


def name_of_translation(name: str, code: str) -> str:
    """The name of the file beside a FAQ file that has its translation."""
    path = PurePath(name)
    return str(path.with_name(f"{path.stem}.{code}{path.suffix}"))


class _Reader(SectionReader):
    """Reads what a translation words, and takes the rest from the English FAQ."""

    def __init__(self, problems: list[Problem], english: Faq) -> None:
        super().__init__(problems)
        self._english, self._entries = english, TopicReader(problems, OF_ENTRY)
        self.remarks: list[Problem] = []

    def faq(self, root: yaml.Node) -> Faq:
        """The FAQ with all that is worded in this language, and the rest in English."""
        nodes = self.block(root, "the file", [], [*SECTIONS, "serves", "subject", "synonyms", "topics"])
        english = self._english
        titles, entries = self._worded(nodes["topics"])
        lacking = frozenset(english.entries) - frozenset(entries)
        if lacking:
            self._remark_lacking(root, [id for id in english.entries if id in lacking])
        serves = english.pharmacy.serves if nodes["serves"] is None else self.text(nodes["serves"], "serves")
        return replace(
            english,
            pharmacy=replace(english.pharmacy, serves=serves),
            disclaimer=self._section(english.disclaimer, nodes["disclaimer"], "disclaimer"),
            messages=self._section(english.messages, nodes["messages"], "messages"),
            labels=self._section(english.labels, nodes["labels"], "labels"),
            profile=self._section(english.profile, nodes["profile"], "profile"),
            commands=self._section(english.commands, nodes["commands"], "commands"),
            safety=self._section(english.safety, nodes["safety"], "safety"),
            subject=english.subject if nodes["subject"] is None else self.subject(nodes["subject"]),
            synonyms=english.synonyms if nodes["synonyms"] is None else self.synonyms(nodes["synonyms"]),
            topics=tuple(_in_words(topic, titles, entries) for topic in english.topics),
            lacking=lacking,
            places=self.places,
        )

    def _remark(self, node: yaml.Node, message: str, hint: str, warning: bool = False) -> None:
        line, column = position(node)
        self.remarks.append(Problem(line, column, message, hint, warning))

    def _remark_lacking(self, root: yaml.Node, ids: list[str]) -> None:
        count = f"{len(ids)} of {len(self._english.entries)} entries are not translated"
        hint = "people read them in English, with a line that says so"
        self._remark(root, f"{count}: {', '.join(ids)}", hint, warning=True)

    def _section(self, english: Section, node: yaml.Node | None, where: str) -> Section:
        """A section over the English one."""
        written = self.written(type(english), node, where)
        return replace(
            english,
            **{
                key: text
                for key, (value, text) in written.items()
                if self._is_right(value, f'{where}: "{key}"', wrong_numbers(text, help_numbers(getattr(english, key))))
            },
        )

    def _is_right(self, node: yaml.Node, where: str, wrong: Iterable[Slip]) -> bool:
        """Whether nothing is wrong with the help numbers of a text."""
        wrong = list(wrong)
        for message, hint, _ in wrong:
            self._remark(node, f"{where} {message}", f"{hint}; until then people read it in English")
        return not wrong

    def _worded(self, node: yaml.Node | None) -> tuple[dict[str, str], dict[str, Entry]]:
        """The titles of topics and the entries, by their ids."""
        titles: dict[str, str] = {}
        entries: dict[str, Entry] = {}
        topics = [topic.id for topic in self._english.topics]
        for item in self.items(node, "topics"):
            nodes = self.block(item, "topic", ["id", "title", "entries"])
            id = self.identifier(nodes["id"], "topic: id")
            title = self.text(nodes["title"], f'topic "{id}": title')
            if self._is_new(item, "topic", id, topics, titles):
                titles[id] = title
            for each in self.items(nodes["entries"], f'topic "{id}": entries'):
                entry = self._entries.entry(each)
                if self._is_new(each, "entry", entry.id, list(self._english.entries), entries):
                    entries |= {worded.id: worded for worded in self._over(each, entry)}
        return titles, entries

    def _is_new(self, node: yaml.Node, kind: str, id: str, known: list[str], before: Container[str]) -> bool:
        """Whether an id stands in the English file, and for the first time in this one."""
        if id in before:
            self.fault(node, f'duplicate id "{id}": a {kind} above has it', "keep one of the two")
        elif id and id not in known:
            close = get_close_matches(id, known, n=1)
            hint = f'did you mean "{close[0]}"?' if close else f"take this {kind} out, or add it to the English file"
            self._remark(node, f'there is no {kind} "{id}" in the English file', hint)
        return id in known and id not in before

    def _compare_figures(self, node: yaml.Node, where: str, answer: str, english: str) -> None:
        """Tells of numbers that stand in one of two answers alone; the help numbers are looked at besides."""
        mine, theirs = _figures(answer), _figures(english)
        for figures, message in (
            (mine - theirs, "stands in its answer, and not in the English one"),
            (theirs - mine, "stands in the English answer, and not in this one"),
        ):
            for figure in sorted(figures):
                self._remark(node, f"{where}: {figure} {message}", "give both the same numbers", warning=True)

    def _over(self, node: yaml.Node, entry: Entry) -> Iterator[Entry]:
        """A translated entry over the English one; none where its answer has lost a help number."""
        english = self._english.entries[entry.id]
        where = f'entry "{entry.id}"'
        now = fingerprint(english.answer)
        if entry.translates is None:
            message = f"{where}: nothing tells which English answer it translates"
            self._remark(node, message, f"if it fits the one of today, add a line  translates: {now}", warning=True)
        elif entry.translates != now:
            message = f"{where}: its English answer has changed since"
            self._remark(node, message, f"bring it up to date, then write  translates: {now}", warning=True)
        self._compare_figures(node, where, entry.answer, english.answer)
        lost = lost_numbers(entry.answer, help_numbers(english.answer))
        if self._is_right(node, f"{where}: answer", lost):
            yield replace(
                english,
                question=entry.question,
                ask=entry.ask,
                answer=entry.answer,
                answer_with_hours=entry.answer_with_hours,
                needs=entry.needs,
                reviewed=replace(english.reviewed, of=None) if english.is_the_pharmacists else entry.reviewed,
                lines=entry.lines,
                translates=entry.translates,
            )


def _figures(text: str) -> set[str]:
    text = _KEY.sub("", text)
    return {found.replace(",", ".") for found in re.findall(r"(?<![\w-])\d+(?:[.,]\d+)?(?![\w-])", text)}


def _in_words(topic: Topic, titles: Mapping[str, str], entries: Mapping[str, Entry]) -> Topic:
    """An English topic with what is translated of it."""
    worded = tuple(entries.get(entry.id, entry) for entry in topic.entries)
    return replace(topic, title=titles.get(topic.id, topic.title), entries=worded)
