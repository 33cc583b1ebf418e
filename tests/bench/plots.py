"""The plots: what can be answered outright at what price, and how the matchers grow."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import Point, coverage
from tests.bench.on_faq import FaqRow
from tests.bench.peers import OURS
from tests.bench.report import measured_on
from tests.bench.scale import ScaleRow

WIDEST = 0.15
STEPS = 60


def coverage_plot(path: Path, rows: Sequence[FaqRow]) -> None:
    """Right direct answers against wrong ones, a line a matcher; on the right, off-topic messages count as wrong."""
    figure, (left, right) = _figure(2, "")
    for row in rows:
        _coverage_line(left, row.matcher, row.curve)
        _coverage_line(right, row.matcher, row.curve_in_all)
    point = rows[0].as_shipped
    if point:
        left.plot([point.wrong], [point.right], "o", color="black", label="as it ships")
    left.set_title("questions alone")
    right.set_title("off-topic messages among them")
    for axes in (left, right):
        axes.set(xlabel="wrong among direct answers, at most", ylim=(0, 1), xlim=(0, WIDEST))
    left.set_ylabel("questions answered directly and rightly")
    _save(figure, left, path)


def _coverage_line(axes: Any, name: str, points: Sequence[Point]) -> None:
    limits = [WIDEST * step / STEPS for step in range(STEPS + 1)]
    axes.plot(limits, [coverage(points, limit) for limit in limits], label=name, **_style(name))


def growth_plot(path: Path, rows: Sequence[ScaleRow]) -> None:
    """What each matcher costs against the number of phrasings."""
    figure, panels = _figure(4, "phrasings")
    shown: list[tuple[str, Callable[[ScaleRow], float | None]]] = [
        ("median ms a question", lambda row: row.cost.median_ms),
        ("load, s", lambda row: row.cost.load_seconds),
        ("resident memory, MB", lambda row: row.cost.resident_mb),
        ("entries held for a question's words", lambda row: row.cost.postings),
    ]
    for axes, (title, value) in zip(panels, shown, strict=True):
        for name in dict.fromkeys(row.matcher for row in rows):
            own = [(row.phrasings, value(row)) for row in rows if row.matcher == name and value(row) is not None]
            axes.loglog([size for size, _ in own], [each for _, each in own], "o-", label=name, **_style(name))
        axes.set_title(title)
        axes.minorticks_off()
    _save(figure, panels[0], path)


def _style(name: str) -> dict[str, float]:
    return {"linewidth": 2.5, "zorder": 3} if name == OURS else {"linewidth": 1.2}


def _figure(panels: int, below: str) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("svg")
    # Texts stay texts, and the same figures give the same file.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "bench", "font.size": 9, "lines.markersize": 4})
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, panels, figsize=(9 if panels < 3 else 14, 4.4), layout="constrained")
    for each in axes:
        each.grid(alpha=0.3)
        each.set_xlabel(below)
    return figure, axes


def _save(figure: Any, labelled: Any, path: Path) -> None:
    handles, labels = labelled.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize=8)
    figure.suptitle(measured_on(), fontsize=8, color="grey")
    figure.savefig(path, metadata={"Date": None})
