"""What can go wrong and be explained to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a file: `line` and `column` count from 1; `hint` says how to fix it."""

    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = False

    def describe(self, name: str) -> str:
        """The problem as one line of text, `name` being the file's."""
        kind = "warning: " if self.warning else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{name}:{self.line}:{self.column}  {kind}{self.message}{hint}"


class BotError(Exception):
    """A fault that was expected; its text tells a person what to do."""


class SettingsError(BotError):
    """Environment variables that are missing or cannot be used."""


class FaqError(BotError):
    """A FAQ file that cannot be used, with every problem found in it."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = sorted(problems)
        super().__init__("\n".join(problem.describe(name) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """An error is made anew from its text otherwise."""
        return FaqError, (self.name, self.problems)


class QuestionsError(BotError):
    """A file of labelled questions that cannot be read."""


class EditError(BotError):
    """A change of a FAQ file that can't be made."""


class EncoderError(BotError):
    """A sentence encoder that can't be used on this computer."""
