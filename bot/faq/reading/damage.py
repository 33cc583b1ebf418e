"""What befell a file as a whole: versions put together by git, line breaks that nobody sees, an end that is missing."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.errors import Problem

_MARK = re.compile(r"(?P<lead>\s*)(?P<sign><{7}|\|{7}|={7}|>{7})(?:\s|$)")
_INVISIBLE = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
_BEGUN = re.compile(r"^ *- id: *(?P<id>\S+)", re.MULTILINE)
_BACK = "put the whole file back from the version before"
# So many names that lead nowhere are no slip any more; fewer where the last line is not ended.
MANY_LOST, SOME_LOST = 5, 2
# What is said of a line that is not whole.
_HALF_LINE = re.compile(r"is neither|can't begin with|not closed|never closed")


def merge_marks(text: str) -> Iterator[Problem]:
    """The places where git put two versions together, or left one of its marks."""
    hint = 'keep the lines that are right, and delete those with "<<<<<<<", "=======" and ">>>>>>>"'
    is_open = False
    lines = text.split("\n") if any(sign * 7 in text for sign in "<|=>") else ()
    for number, line in enumerate(lines, start=1):
        found = _MARK.match(line)
        if found is None or (found["sign"][0] == "=" and found["lead"] and not is_open):
            continue
        if not is_open:
            column = found.start("sign") + 1
            yield Problem(number, column, f'git put two versions together here: "{line.strip()}"', hint)
        is_open = found["sign"][0] != ">" and (is_open or found["sign"][0] == "<")


def invisible_breaks(text: str) -> tuple[list[Problem], str]:
    """The line breaks that editors don't show, and the text with spaces in their place."""
    problems = []
    for found in _INVISIBLE.finditer(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        after = " ".join(text[found.end() :].split("\n")[0].split()[:3])
        where = f'before "{after}"' if after else "at the end of this line"
        message = f"a line break that nobody sees (U+{ord(found[0]):04X}) {where}"
        problems.append(Problem(line, column, message, "delete it there; for a new line, press Enter"))
    return problems, _INVISIBLE.sub(" ", text) if problems else text


def cut_off(text: str, problems: Iterable[Problem], lost: Sequence[str]) -> Problem | None:
    """What is wrong with a file of which the end is missing; `lost` are the entries that others name in vain.

    None where the problems are of another kind.
    """
    last, begun = text.rstrip().count("\n") + 1, list(_BEGUN.finditer(text))
    if re.search(r"^pharmacy:", text, re.MULTILINE) and not re.search(r"^top\w*:", text, re.MULTILINE):
        return Problem(last, 1, 'the file ends before its "topics"', _BACK)
    if begun and not text.endswith("\n"):
        line = text.count("\n", 0, begun[-1].start("id")) + 1
        if any(_is_unfinished(problem, line, last) for problem in problems):
            return Problem(
                last, 1, f'the file ends in the middle of "{begun[-1]["id"]}"', f"{_BACK}, or write the rest"
            )
    if len(lost) >= (MANY_LOST if text.endswith("\n") else SOME_LOST):
        names = f"{', '.join(lost[:MANY_LOST])}{' …' * (len(lost) > MANY_LOST)}"
        return Problem(last, 1, f"{len(lost)} entries that others name are not in the file: {names}", _BACK)
    return None


def _is_unfinished(problem: Problem, begun: int, last: int) -> bool:
    """Whether a problem tells that the block that begins on one line and ends on the last is not whole."""
    return (problem.line == begun and problem.message.endswith("is missing")) or (
        problem.line == last and bool(_HALF_LINE.search(problem.message))
    )
