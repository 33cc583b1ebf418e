"""The lists that ship beside the program, line by line; a language other than English has its code in their name."""

from collections.abc import Iterator
from importlib import resources


def lines_in(name: str, package: str = "bot.language") -> Iterator[str]:
    """The lines of a file of a package, without its remarks."""
    lines = resources.files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


def lines_for(name: str, language: str) -> Iterator[str]:
    """The lines of a list in a language, which need not be there but for English."""
    file = name if language == "en" else name.replace(".", f".{language}.")
    if resources.files("bot.language").joinpath(file).is_file():
        yield from lines_in(file)
