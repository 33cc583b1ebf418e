"""From the text of faq.yaml to a Faq, or to every problem in it with its line."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import yaml

from bot.errors import FaqError, Problem
from bot.faq.declaring import keys_of, may_be_left_out
from bot.faq.model import PHARMACIST, Article, Faq
from bot.faq.reading.damage import cut_off
from bot.faq.reading.entries import TopicReader
from bot.faq.reading.pharmacy import PharmacyReader
from bot.faq.reading.sections import SectionReader
from bot.faq.reading.syntax import compose, position
from bot.faq.texts import Commands, Disclaimer, Labels, Messages, Profile, SafetyTexts, StaffTexts

MAX_BYTES = 1_000_000
# So many contents are known that were read: a change, what it was made of, and what came before.
CONTENTS_KEPT = 4
# How files begin that Word and its like write: .docx and .odt, .doc, .rtf.
WORD_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def load(data: bytes | str, name: str = "faq.yaml", with_drafts: bool = False) -> Faq:
    """The FAQ in a file's content, `name` being what its problems are reported under.

    Drafts are checked as all entries are, and left out unless they are asked for, with topics that hold nothing else.
    Raises FaqError with all problems found, sorted by line.
    """
    faq, problems = _read(_decoded(data, name).encode())
    if faq is None or problems:
        raise FaqError(name, problems)
    return faq if with_drafts else _without_drafts(faq)


@lru_cache(maxsize=CONTENTS_KEPT)
def _read(utf_8: bytes) -> tuple[Faq | None, tuple[Problem, ...]]:
    """The FAQ in a text, or its problems; a change is read several times on its way, each in a fifth of a second.

    The text is known by its bytes, as with emoji in it a string takes four times as much memory.
    """
    text = utf_8.decode()
    root, problems = compose(text)
    reader = _Reader(problems)
    if root is None and not problems:
        problems.append(Problem(1, 1, "the file is empty", "restore it from the last version that worked"))
    faq = reader.faq(root) if root is not None else None
    if faq is not None and not problems:
        return faq, ()
    cut = cut_off(text, problems, reader.topics.lost)
    return None, (cut,) if cut else tuple(_without_echoes(problems))


def root_of(data: bytes | str, name: str) -> tuple[yaml.Node, list[Problem]]:
    """The root of a file's content, with what is wrong with its spelling.

    Raises FaqError where it has none.
    """
    root, problems = compose(_decoded(data, name))
    if root is None:
        refuse(name, problems or [Problem(1, 1, "the file is empty", "restore it from the last version that worked")])
    assert root is not None
    return root, problems


def refuse(name: str, problems: Iterable[Problem]) -> None:
    """Raises FaqError where there are problems."""
    if kept := _without_echoes(problems):
        raise FaqError(name, kept)


def _without_drafts(faq: Faq) -> Faq:
    topics = (
        replace(topic, entries=tuple(entry for entry in topic.entries if not entry.is_draft)) for topic in faq.topics
    )
    return replace(faq, topics=tuple(topic for topic in topics if topic.entries))


def _decoded(data: bytes | str, name: str) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        hint = f"it may have at most {MAX_BYTES:,} bytes; take out what is not needed"
        raise FaqError(name, [Problem(1, 1, f"the file is too large ({len(raw):,} bytes)", hint)])
    if raw.startswith(WORD_FILES):
        hint = 'save it as "Plain text", with the encoding UTF-8, or write in a plain text editor such as Notepad'
        raise FaqError(name, [Problem(1, 1, "this is a file of Word or the like", hint)])
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


class _Reader(SectionReader):
    """Reads the parts of a FAQ into the model."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.topics = TopicReader(problems)

    def faq(self, root: yaml.Node) -> Faq:
        required = [key.name for key in keys_of(Faq) if not may_be_left_out(key)]
        nodes = self.block(root, "the file", required, [key.name for key in keys_of(Faq) if may_be_left_out(key)])
        faq = Faq(
            pharmacy=PharmacyReader(self.problems).pharmacy(nodes["pharmacy"], self.places),
            disclaimer=self.texts_of(Disclaimer, nodes["disclaimer"], "disclaimer"),
            articles=tuple(self.article(node) for node in self.items(nodes["articles"], "articles")),
            messages=self.texts_of(Messages, nodes["messages"], "messages"),
            labels=self.texts_of(Labels, nodes["labels"], "labels"),
            profile=self.texts_of(Profile, nodes["profile"], "profile"),
            commands=self.texts_of(Commands, nodes["commands"], "commands"),
            staff=self.texts_of(StaffTexts, nodes["staff"], "staff"),
            safety=self.texts_of(SafetyTexts, nodes["safety"], "safety"),
            subject=self.subject(nodes["subject"]),
            synonyms=self.synonyms(nodes["synonyms"]),
            topics=tuple(self.topics.topic(node) for node in self.items(nodes["topics"], "topics")),
            places=self.places,
        )
        self.topics.check_references(faq)
        if faq.entries and all(entry.is_draft for entry in faq.entries.values()):
            self.fault(root, "every entry is a draft", 'take the line "draft: yes" out of one at least, or sign one')
        return faq

    def article(self, node: yaml.Node) -> Article:
        nodes = self.block(node, "article", ["id", "title", "publisher"], ["figures"])
        id = self.identifier(nodes["id"], "article: id")
        if id == PHARMACIST:
            self.fault(node, f'article: "{id}" stands for your pharmacist after "source"', "give it another id")
        return Article(
            id,
            self.text(nodes["title"], "article: title"),
            self.optional_text(nodes["publisher"], "article: publisher"),
            self.texts(nodes["figures"], "article: figures"),
            position(node)[0],
        )
