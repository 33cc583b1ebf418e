"""From the text of faq.yaml to a Faq, or to every problem in it with its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import TypeVar, cast

import yaml

from bot.errors import FaqError, Problem
from bot.faq.model import (
    Article,
    Commands,
    Disclaimer,
    Entry,
    Faq,
    Labels,
    Lines,
    Messages,
    Pharmacy,
    Profile,
    Review,
    Safety,
    Subject,
    Topic,
)
from bot.faq.syntax import compose, position
from bot.text import utf16_length, words

MAX_BYTES = 1_000_000
MAX_ID = 64
MAX_BUTTON = 64
SAFETY_NUMBERS = {
    "self_harm": ("988", "911"),
    "emergency": ("911", "1-800-222-1222"),
    "low_mood": ("988",),
}
# Telegram's limits for what it shows of a bot: https://core.telegram.org/bots/api#setmydescription
PROFILE_LIMITS = {"description": 512, "short_description": 120}
PLACEHOLDERS = ("name", "phone")

_ID = re.compile(r"[A-Za-z0-9_-]+")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_KINDS = {"scalar": "text", "sequence": "a list", "mapping": 'a block of "key: text" lines'}
_NULLS = ("", "~", "null", "Null", "NULL")

T = TypeVar("T")


def load(data: bytes | str, name: str = "faq.yaml") -> Faq:
    """The FAQ in a file's content, `name` being what its problems are reported under.

    Raises FaqError with all problems found, sorted by line.
    """
    text = _decoded(data, name)
    root, problems = compose(text)
    reader = _Reader(problems)
    if root is None and not problems:
        problems.append(Problem(1, 1, "the file is empty", "restore it from the last version that worked"))
    faq = reader.faq(root) if root is not None else None
    if faq is None or problems:
        raise FaqError(name, _without_echoes(problems))
    return faq


def _decoded(data: bytes | str, name: str) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        hint = f"it may have at most {MAX_BYTES:,} bytes; take out what is not needed"
        raise FaqError(name, [Problem(1, 1, f"the file is too large ({len(raw):,} bytes)", hint)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        hint = "save the file again with the encoding UTF-8"
        raise FaqError(name, [Problem(line, column, "a character that is not UTF-8", hint)]) from None


def _without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """One problem a place: what the spelling of a line explains needs no second complaint about its shape."""
    kept: dict[int, list[Problem]] = {}
    for problem in problems:
        on_line = kept.setdefault(problem.line, [])
        if all(problem.column > other.column + 1 or "quotes" not in other.hint for other in on_line):
            on_line.append(problem)
    return [problem for on_line in kept.values() for problem in on_line]


class _Reader:
    """Reads nodes into the model; what does not fit is added to `problems` and read as empty."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.references: list[tuple[str, yaml.Node, str]] = []

    def faq(self, root: yaml.Node) -> Faq:
        nodes = self.block(root, "the file", [field.name for field in fields(Faq)])
        faq = Faq(
            pharmacy=self.pharmacy(nodes["pharmacy"]),
            disclaimer=self.texts_of(Disclaimer, nodes["disclaimer"], "disclaimer"),
            articles=tuple(self.article(node) for node in self.items(nodes["articles"], "articles")),
            messages=self.texts_of(Messages, nodes["messages"], "messages"),
            labels=self.texts_of(Labels, nodes["labels"], "labels"),
            profile=self.texts_of(Profile, nodes["profile"], "profile"),
            commands=self.texts_of(Commands, nodes["commands"], "commands"),
            safety=self.texts_of(Safety, nodes["safety"], "safety"),
            subject=self.subject(nodes["subject"]),
            synonyms=self.synonyms(nodes["synonyms"]),
            topics=tuple(self.topic(node) for node in self.items(nodes["topics"], "topics")),
        )
        self.check_references(faq)
        return faq

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> None:
        line, column = position(node)
        self.problems.append(Problem(line, column, message, hint))

    # One method for each kind of value.

    def block(
        self, node: yaml.Node | None, where: str, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, yaml.Node | None]:
        """The values of a block by key, every known key present; None stands for a missing one."""
        required, optional = list(required), list(optional)
        found: dict[str, yaml.Node | None] = dict.fromkeys([*required, *optional])
        if not isinstance(node, yaml.MappingNode):
            if node is not None:
                self.fault(node, f"{where} must be {_KINDS['mapping']}, not {_kind(node)}")
            return found
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in found:
                close = get_close_matches(key, found, n=1)
                meant = f' (did you mean "{close[0]}"?)' if close else ""
                self.fault(key_node, f'{where}: unknown key "{key}"{meant}', f"known keys: {', '.join(found)}")
            elif found[key] is not None:
                self.fault(key_node, f'{where}: "{key}" is there twice', "keep one of the two")
            else:
                found[key] = value
        for key in required:
            if found[key] is None:
                self.fault(node, f'{where}: "{key}" is missing', f'add a line "{key}: …"')
        return found

    def items(self, node: yaml.Node | None, where: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{where} must be a list, not {_kind(node)}", 'write one item a line, each after "- "')
            return []
        if not node.value:
            self.fault(node, f"{where} is empty", "add at least one item")
        return list(node.value)

    def text(self, node: yaml.Node | None, where: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, f"{where} must be text, not {_kind(node)}", "put the text in quotes")
            return ""
        text = str(node.value).strip()
        if not text or (_is_plain(node) and text in _NULLS):
            self.fault(node, f"{where} is empty", "write the text, or take the line out")
        return text

    def optional_text(self, node: yaml.Node | None, where: str) -> str | None:
        if isinstance(node, yaml.ScalarNode) and _is_plain(node) and node.value in _NULLS:
            return None
        return self.text(node, where) or None

    def texts(self, node: yaml.Node | None, where: str) -> tuple[str, ...]:
        return tuple(
            self.text(item, f"{where}, item {number}") for number, item in enumerate(self.items(node, where), 1)
        )

    def flag(self, node: yaml.Node | None, where: str) -> bool:
        if node is None:
            return False
        value = self.text(node, where).casefold()
        if value not in ("yes", "no", "true", "false"):
            self.fault(node, f'{where} must be yes or no, not "{value}"')
        return value in ("yes", "true")

    def identifier(self, node: yaml.Node | None, where: str) -> str:
        text = self.text(node, where)
        if node is not None and text and (not _ID.fullmatch(text) or len(text) > MAX_ID):
            hint = f'use at most {MAX_ID} of the letters a to z, digits, "-" and "_"'
            self.fault(node, f'{where}: "{text}" can\'t be used in a link', hint)
        return text

    def texts_of(self, model: type[T], node: yaml.Node | None, where: str) -> T:
        """A dataclass that has nothing but texts, checked for placeholders, lengths and help numbers."""
        nodes = self.block(node, where, [field.name for field in fields(cast("type[Safety]", model))])
        values = {key: self.text(value, f'{where}: "{key}"') for key, value in nodes.items()}
        for key, text in values.items():
            value = nodes[key]
            if value is None or not text:
                continue
            for name in _PLACEHOLDER.findall(text):
                if model is not Messages or name not in PLACEHOLDERS:
                    self.fault(
                        value,
                        f'{where}: "{{{name}}}" in "{key}" has no meaning',
                        "only {name} and {phone}, and only in messages",
                    )
            if model is Profile and utf16_length(text) > PROFILE_LIMITS[key]:
                self.fault(
                    value,
                    f'{where}: "{key}" is {utf16_length(text)} characters long',
                    f"Telegram allows {PROFILE_LIMITS[key]}",
                )
            if model is Safety:
                for number in SAFETY_NUMBERS.get(key, ()):
                    if number not in text:
                        self.fault(value, f'{where}: "{key}" must name {number}', f"put {number} back into the text")
        return model(**values)

    # One method for each part of the file.

    def pharmacy(self, node: yaml.Node | None) -> Pharmacy:
        keys = [field.name for field in fields(Pharmacy)]
        nodes = self.block(node, "pharmacy", keys)
        nullable = ("website", "email", "hours")
        plain = {key: self.text(nodes[key], f'pharmacy: "{key}"') for key in keys if key not in (*nullable, "address")}
        known = {key: self.optional_text(nodes[key], f'pharmacy: "{key}"') for key in nullable}
        return Pharmacy(**plain, **known, address=self.texts(nodes["address"], "pharmacy: address"))  # type: ignore[arg-type]  # the keys are the fields

    def article(self, node: yaml.Node) -> Article:
        nodes = self.block(node, "article", ["id", "title", "publisher"])
        return Article(
            self.identifier(nodes["id"], "article: id"),
            self.text(nodes["title"], "article: title"),
            self.optional_text(nodes["publisher"], "article: publisher"),
        )

    def subject(self, node: yaml.Node | None) -> Subject:
        nodes = self.block(node, "subject", ["ours", "others"])
        return Subject(self.texts(nodes["ours"], "subject: ours"), self.texts(nodes["others"], "subject: others"))

    def synonyms(self, node: yaml.Node | None) -> tuple[tuple[str, ...], ...]:
        groups = []
        seen: dict[tuple[str, ...], int] = {}
        for number, group in enumerate(self.items(node, "synonyms"), 1):
            where = f"synonyms, group {number}"
            items = self.items(group, where)
            groups.append(tuple(self.text(item, where) for item in items))
            if len(items) == 1:
                self.fault(group, f"{where} has one word only", "add a word that means the same, or take the line out")
            for item, text in zip(items, groups[-1], strict=True):
                before = seen.setdefault(tuple(words(text)), number)
                if text and before != number:
                    self.fault(
                        item,
                        f'"{text}" stands in two groups of synonyms',
                        f"keep it in one of the groups {before} and {number}",
                    )
        return tuple(groups)

    def topic(self, node: yaml.Node) -> Topic:
        nodes = self.block(node, "topic", ["id", "title", "entries"])
        id = self.identifier(nodes["id"], "topic: id")
        return Topic(
            id,
            self.text(nodes["title"], f'topic "{id}": title'),
            tuple(self.entry(item) for item in self.items(nodes["entries"], f'topic "{id}": entries')),
        )

    def entry(self, node: yaml.Node) -> Entry:
        name = _value_of(node, "id")
        where = f'entry "{name}"' if name else "entry"
        nodes = self.block(
            node,
            where,
            ["id", "question", "ask", "answer"],
            ["needs", "small_talk", "referral", "source", "related", "reviewed"],
        )
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
            answer=self.text(nodes["answer"], f"{where}: answer"),
            needs=self.texts(nodes["needs"], f"{where}: needs"),
            source=self.named(nodes["source"], f"{where}: source", "article"),
            related=self.named(nodes["related"], f"{where}: related", "entry"),
            referral=self.flag(nodes["referral"], f"{where}: referral"),
            small_talk=self.flag(nodes["small_talk"], f"{where}: small_talk"),
            reviewed=self.review(nodes["reviewed"], f"{where}: reviewed"),
            lines=Lines(
                entry=position(node)[0],
                answer=position(nodes["answer"] or node)[0],
                ask=tuple(position(item)[0] for item in ask.value) if isinstance(ask, yaml.SequenceNode) else (),
            ),
        )

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
        nodes = self.block(node, where, ["by", "on"])
        return Review(self.optional_text(nodes["by"], f"{where}: by"), self.optional_text(nodes["on"], f"{where}: on"))

    def check_references(self, faq: Faq) -> None:
        ids = {
            "article": [article.id for article in faq.articles],
            "entry": [entry.id for topic in faq.topics for entry in topic.entries],
        }
        for where, node, kind in self.references:
            if node.value not in ids[kind]:
                close = get_close_matches(str(node.value), ids[kind], n=1)
                hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(ids[kind][:8])} …"
                self.fault(node, f'{where}there is no {kind} "{node.value}"', hint)
        lines = [(entry.id, entry.lines.entry) for topic in faq.topics for entry in topic.entries]
        first_seen: dict[str, int] = {}
        for id, line in lines:
            if id and first_seen.setdefault(id, line) != line:
                self.problems.append(
                    Problem(
                        line,
                        1,
                        f'the id "{id}" is taken by the entry on line {first_seen[id]}',
                        "give this entry an id of its own",
                    )
                )


def _kind(node: yaml.Node) -> str:
    return _KINDS.get(str(getattr(node, "id", "")), "this")


def _is_plain(node: yaml.ScalarNode) -> bool:
    return node.style is None


def _value_of(node: yaml.Node, key: str) -> str:
    """The text behind a key of a block, for naming the block in messages; empty where there is none."""
    pairs: Iterator[tuple[yaml.Node, yaml.Node]] = iter(node.value) if isinstance(node, yaml.MappingNode) else iter(())
    return next(
        (str(value.value) for name, value in pairs if name.value == key and isinstance(value, yaml.ScalarNode)), ""
    )
