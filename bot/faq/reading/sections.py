"""The parts of a file that hold texts alone, and its lists of words."""

from dataclasses import fields
from typing import TypeVar

import yaml

from bot.errors import Problem
from bot.faq.declaring import Declared, declared
from bot.faq.model import Place, Subject
from bot.faq.reading.nodes import NodeReader, place_of
from bot.faq.reading.placeholders import strange_placeholders, wrong_numbers
from bot.faq.texts import Commands, Disclaimer, Labels, Messages, Profile, SafetyTexts, StaffTexts
from bot.language.text import utf16_length, words

Section = TypeVar("Section", Disclaimer, Messages, Labels, Profile, Commands, StaffTexts, SafetyTexts)


class SectionReader(NodeReader):
    """Reads sections of texts and where they stand, what the answers are about, and synonyms."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.places: dict[str, Place] = {}

    def texts_of(self, model: type[Section], node: yaml.Node | None, where: str) -> Section:
        """A section of texts; what the file leaves out says what is declared."""
        return model(**{key: text for key, (_, text) in self.written(model, node, where).items()})

    def written(self, model: type[Section], node: yaml.Node | None, where: str) -> dict[str, tuple[yaml.Node, str]]:
        """The texts of a section that the file has, with their nodes, by their keys."""
        keys = {key.name: declared(key) for key in fields(model)}
        found = {}
        for key, value in self.block(node, where, [], keys).items():
            if value is not None:
                text = self.text(value, f'{where}: "{key}"')
                self.check_text(value, f'{where}: "{key}"', text, keys[key], names_help=model is SafetyTexts)
                self.places[f"{where}.{key}"] = place_of(value)
                found[key] = (value, text)
        return found

    def check_text(self, node: yaml.Node, name: str, text: str, key: Declared, names_help: bool) -> None:
        """Checks a text for placeholders and length, and one that `names_help` for the help numbers."""
        if not text:
            return
        self.check(node, name, strange_placeholders(text, key.fills))
        if key.limit and utf16_length(text) > key.limit:
            self.fault(node, f"{name} is {utf16_length(text)} characters long", f"Telegram allows {key.limit}")
        if names_help:
            self.check(node, name, wrong_numbers(text, key.numbers))

    def subject(self, node: yaml.Node | None) -> Subject:
        nodes = self.block(node, "subject", ["ours", "others"], ["medicines"])
        return Subject(
            self.texts(nodes["ours"], "subject: ours"),
            self.texts(nodes["others"], "subject: others"),
            self.optional_text(nodes["medicines"], "subject: medicines") if nodes["medicines"] else None,
        )

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
