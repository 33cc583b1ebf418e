"""A change taken back from a text that has changed since then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Cut:
    """Lines of a text, from one to before another, and what stands in their place."""

    start: int
    end: int
    lines: tuple[str, ...]

    def is_apart(self, other: "Cut") -> bool:
        """Whether both can be done: they touch no line in common, and put nothing in at the same place."""
        if self.start == self.end == other.start == other.end:
            return False
        return self.end <= other.start or other.end <= self.start


def taken_back(now: str, before: str, after: str) -> str | None:
    """A text without the change from `before` to `after`, and with all that has changed since.

    None where something that was changed since stands in the same lines.
    """
    base = after.splitlines(keepends=True)
    since = _cuts(base, now.splitlines(keepends=True))
    # Some of it may be back already.
    back = [cut for cut in _cuts(base, before.splitlines(keepends=True)) if cut not in since]
    if not all(ours.is_apart(theirs) for ours in back for theirs in since):
        return None
    return _with_cuts(base, [*back, *since])


def _cuts(old: Sequence[str], new: Sequence[str]) -> list[Cut]:
    """How one text becomes another; the thousands of equal lines around the changes are passed over first."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    last = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    return [
        Cut(first + i, first + j, tuple(new[first + a : first + b]))
        for kind, i, j, a, b in matcher.get_opcodes()
        if kind != "equal"
    ]


def _with_cuts(lines: Sequence[str], cuts: Iterable[Cut]) -> str:
    made, at = list[str](), 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        made += [*lines[at : cut.start], *cut.lines]
        at = cut.end
    return "".join([*made, *lines[at:]])
