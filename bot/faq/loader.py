"""From the text of faq.yaml to a Faq, or to every problem in it with its line."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import TypeVar, cast
from zoneinfo import ZoneInfo, available_timezones

import yaml

from bot.errors import FaqError, Problem
from bot.faq.hours import DAY, DAYS, Hours, HoursError, Line, days_in, times_in
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
    Staff,
    Subject,
    Topic,
)
from bot.faq.nodes import NodeReader
from bot.faq.syntax import compose, position
from bot.faq.wording import (
    ALWAYS_KNOWN,
    SAFETY_NUMBERS,
    help_numbers,
    may_name,
    strange_placeholders,
    wrong_numbers,
)
from bot.text import utf16_length, words

MAX_BYTES = 1_000_000
MAX_BUTTON = 64
# A button sends back at most 64 bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_TOPIC_ID = 64 - len("topic::9999")
# Telegram's limits for what it shows of a bot: https://core.telegram.org/bots/api#setmydescription and #botcommand
TEXT_LIMITS = {("Profile", "description"): 512, ("Profile", "short_description"): 120, ("Commands", ""): 256}

_DATE = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
# Telegram tells a person's language by such a code: https://en.wikipedia.org/wiki/IETF_language_tag
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")

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


class _Reader(NodeReader):
    """Reads the parts of a FAQ into the model."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.references: list[tuple[str, yaml.Node, str]] = []

    def faq(self, root: yaml.Node) -> Faq:
        names = [field.name for field in fields(Faq) if field.name != "translations"]
        nodes = self.block(root, "the file", names, ["translations"])
        messages = self.texts_of(Messages, nodes["messages"], "messages")
        faq = Faq(
            pharmacy=self.pharmacy(nodes["pharmacy"]),
            disclaimer=self.texts_of(Disclaimer, nodes["disclaimer"], "disclaimer"),
            articles=tuple(self.article(node) for node in self.items(nodes["articles"], "articles")),
            messages=messages,
            labels=self.texts_of(Labels, nodes["labels"], "labels"),
            profile=self.texts_of(Profile, nodes["profile"], "profile"),
            commands=self.texts_of(Commands, nodes["commands"], "commands"),
            staff=self.texts_of(Staff, nodes["staff"], "staff"),
            safety=self.texts_of(Safety, nodes["safety"], "safety"),
            subject=self.subject(nodes["subject"]),
            synonyms=self.synonyms(nodes["synonyms"]),
            topics=tuple(self.topic(node) for node in self.items(nodes["topics"], "topics")),
            translations=self.translations(nodes["translations"], messages),
        )
        self.check_references(faq)
        return faq

    def texts_of(self, model: type[T], node: yaml.Node | None, where: str) -> T:
        """A dataclass that has nothing but texts, checked for placeholders, lengths and help numbers."""
        nodes = self.block(node, where, [field.name for field in fields(cast("type[Safety]", model))])
        values = {key: self.text(value, f'{where}: "{key}"') for key, value in nodes.items()}
        for key, text in values.items():
            value = nodes[key]
            if value is None or not text:
                continue
            self.check(value, f'{where}: "{key}"', strange_placeholders(text, may_name(where, key)))
            limit = TEXT_LIMITS.get((model.__name__, key)) or TEXT_LIMITS.get((model.__name__, ""))
            if limit and utf16_length(text) > limit:
                message = f'{where}: "{key}" is {utf16_length(text)} characters long'
                self.fault(value, message, f"Telegram allows {limit}")
            if model is Safety:
                self.check(value, f'{where}: "{key}"', wrong_numbers(text, SAFETY_NUMBERS.get(key, ())))
        return model(**values)

    def translations(self, node: yaml.Node | None, english: Messages) -> dict[str, dict[str, str]]:
        """Messages in other languages, by the code of the language in small letters."""
        found: dict[str, dict[str, str]] = {}
        if node is None or self.is_null(node):
            return found
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "translations must be a block for each language", 'write "es:" and below it the messages')
            return found
        for key, value in node.value:
            code = str(key.value).casefold()
            if code in found:
                self.fault(key, f'translations: "{key.value}" is there twice', "put the messages of both together")
            elif not _LANGUAGE.fullmatch(code):
                hint = 'write its code, such as "es" for Spanish or "zh" for Chinese'
                self.fault(key, f'translations: "{key.value}" is no code of a language', hint)
            elif code.split("-")[0] == "en":
                self.fault(key, 'translations: English stands under "messages"', "change it there")
            found[code] = self.translation(value, f"translations: {code}", english)
        return found

    def translation(self, node: yaml.Node, where: str, english: Messages) -> dict[str, str]:
        """The messages that stand in one language; each must name the help numbers that it names in English."""
        nodes = self.block(node, where, [], [field.name for field in fields(Messages)])
        found = {}
        for key, value in nodes.items():
            if value is not None:
                found[key] = self.text(value, f'{where}: "{key}"')
                self.check(value, f'{where}: "{key}"', strange_placeholders(found[key], ALWAYS_KNOWN))
                self.check(value, f'{where}: "{key}"', wrong_numbers(found[key], help_numbers(getattr(english, key))))
        return found

    def check(self, node: yaml.Node, where: str, problems: Iterable[tuple[str, str]]) -> None:
        for message, hint in problems:
            self.fault(node, f"{where} {message}", hint)

    # One method for each part of the file.

    def pharmacy(self, node: yaml.Node | None) -> Pharmacy:
        keys = [field.name for field in fields(Pharmacy)]
        nodes = self.block(node, "pharmacy", keys)
        nullable, other = ("website", "email"), ("address", "hours")
        plain = {key: self.text(nodes[key], f'pharmacy: "{key}"') for key in keys if key not in (*nullable, *other)}
        known = {key: self.optional_text(nodes[key], f'pharmacy: "{key}"') for key in nullable}
        self.check_time_zone(nodes["timezone"], plain["timezone"])
        address, hours = self.texts(nodes["address"], "pharmacy: address"), self.hours(nodes["hours"])
        return Pharmacy(**plain, **known, address=address, hours=hours)  # type: ignore[arg-type]  # the keys are the fields

    def hours(self, node: yaml.Node | None) -> Hours | None:
        """The opening hours, one line for each day or days; None where they are not known."""
        if node is None or self.is_null(node):
            return None
        if not isinstance(node, yaml.MappingNode):
            hint = 'write them below "hours:", such as  Monday to Friday: 9 am to 6 pm'
            self.fault(node, "pharmacy: hours need a line for each day", hint)
            return None
        faults = len(self.problems)
        lines, openings, seen = [], [], dict[int, int]()
        for key, value in node.value:
            days, times = self.of_hours(days_in, key), self.of_hours(times_in, value)
            for day in days:
                if day in seen:
                    self.fault(key, f"pharmacy: hours: {DAYS[day]} is there twice", f"keep one; see line {seen[day]}")
                seen.setdefault(day, position(key)[0])
            lines.append(Line(str(key.value).strip(), str(value.value).strip()))
            openings += [(day * DAY + opens, day * DAY + closes) for day in days for opens, closes in times]
        if len(self.problems) == faults:
            self.check_week(node, seen, bool(openings))
        return Hours(tuple(lines), tuple(sorted(openings)))

    def of_hours(self, read: Callable[[str], list[T]], node: yaml.Node) -> list[T]:
        try:
            return read(str(node.value) if isinstance(node, yaml.ScalarNode) else "")
        except HoursError as error:
            self.fault(node, f"pharmacy: hours: {error.message}", error.hint)
            return []

    def check_week(self, node: yaml.Node, seen: Iterable[int], is_ever_open: bool) -> None:
        missing = [day for number, day in enumerate(DAYS) if number not in seen]
        if missing:
            hint = f'add a line "{", ".join(missing)}: closed", or with the times'
            self.fault(node, f"pharmacy: hours: nothing says when it is open on {', '.join(missing)}", hint)
        elif not is_ever_open:
            self.fault(node, "pharmacy: hours: every day is closed", "write  hours: null  while they are not known")

    def check_time_zone(self, node: yaml.Node | None, name: str) -> None:
        if node is None or not name:
            return
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            close = get_close_matches(name, sorted(available_timezones()), n=1)
            hint = f'did you mean "{close[0]}"?' if close else 'write "America/Los_Angeles" for Pacific time'
            self.fault(node, f'pharmacy: there is no timezone "{name}"', hint)

    def article(self, node: yaml.Node) -> Article:
        nodes = self.block(node, "article", ["id", "title", "publisher"])
        return Article(
            self.identifier(nodes["id"], "article: id"),
            self.text(nodes["title"], "article: title"),
            self.optional_text(nodes["publisher"], "article: publisher"),
            position(node)[0],
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
        nodes = self.block(
            node,
            where,
            ["id", "question", "ask", "answer"],
            ["answer_with_hours", "needs", "small_talk", "referral", "source", "related", "reviewed"],
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
            answer=self.answer(nodes["answer"], f"{where}: answer") or "",
            answer_with_hours=self.answer(nodes["answer_with_hours"], f"{where}: answer_with_hours"),
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

    def answer(self, node: yaml.Node | None, where: str) -> str | None:
        if node is None:
            return None
        text = self.text(node, where)
        known = (*ALWAYS_KNOWN, "hours") if where.endswith("_hours") else ALWAYS_KNOWN
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
        nodes = self.block(node, where, ["by", "on"])
        by, on = self.optional_text(nodes["by"], f"{where}: by"), self.optional_text(nodes["on"], f"{where}: on")
        if (by is None) != (on is None):
            self.fault(node, f"{where} needs both a name and a date, or neither", hint)
        if on and not _DATE.fullmatch(on):
            self.fault(
                nodes["on"] or node, f'{where}: "{on}" is no date', "write the date as year-month-day: 2026-01-31"
            )
        return Review(by, on)

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
        self.check_unique("entry", [(entry.id, entry.lines.entry) for topic in faq.topics for entry in topic.entries])
        self.check_unique("topic", [(topic.id, topic.line) for topic in faq.topics])
        self.check_unique("article", [(article.id, article.line) for article in faq.articles])

    def check_unique(self, kind: str, ids: Iterable[tuple[str, int]]) -> None:
        first: dict[str, int] = {}
        for id, line in ids:
            if id and first.setdefault(id, line) != line:
                message = f'the id "{id}" is taken by the {kind} on line {first[id]}'
                self.problems.append(Problem(line, 1, message, f"give this {kind} an id of its own"))


def _value_of(node: yaml.Node, key: str) -> str:
    """The text behind a key of a block, for naming the block in messages; empty where there is none."""
    pairs: Iterator[tuple[yaml.Node, yaml.Node]] = iter(node.value) if isinstance(node, yaml.MappingNode) else iter(())
    return next(
        (str(value.value) for name, value in pairs if name.value == key and isinstance(value, yaml.ScalarNode)), ""
    )
