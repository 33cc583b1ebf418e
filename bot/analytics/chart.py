"""The statistics as a picture for a phone."""

from collections.abc import Sequence
from io import BytesIO
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from bot.analytics.statistics import KINDS, Day, Statistics
from bot.errors import BotError
from bot.faq.model import Faq
from bot.faq.texts import StaffTexts
from bot.language.markup import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, DPI = 1080, 1620, 120
# Of Okabe and Ito, "Color Universal Design" (2008): told apart whatever colours a person sees.
COLOURS = {"answered": "#0072B2", "suggested": "#56B4E9", "unanswered": "#E69F00", "helped": "#009E73"}
NOT_HELPED = "#D55E00"
QUIET = "#666666"
LARGE, NORMAL, SMALL = 27, 22, 19
MOST_BARS = 6
LINE = 46
# The font has letters of many scripts up to here; pictures and Chinese come later.
LAST_CHARACTER = "\u2fff"


def picture(found: Statistics, faq: Faq) -> bytes:
    """A PNG of questions a day, the entries that were asked most, and whether answers helped.

    Raises BotError where what draws it is not installed.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # an extra
        from matplotlib.figure import Figure
        from matplotlib.layout_engine import ConstrainedLayoutEngine
    except ImportError:
        raise BotError("the picture needs one more package; install it with: pip install '.[stats]'") from None
    words = faq.staff
    figure = Figure((WIDTH / DPI, HEIGHT / DPI), DPI, layout=ConstrainedLayoutEngine(w_pad=0.25, h_pad=0.2))
    FigureCanvasAgg(figure)
    judged = bool(found.helped or found.not_helped)
    top, middle, bottom = figure.subplots(3, 1, height_ratios=[5, 6, 1.5 if judged else 0.01])
    _draw_days(top, found.days, words)
    _draw_asked(middle, found, words)
    bottom.axis("off")
    if judged:
        _draw_judged(bottom, found, words)
    file = BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def _draw_days(axes: "Axes", days: Sequence[Day], words: StaffTexts) -> None:
    places = range(len(days))
    bottoms = [0] * len(days)
    for kind in KINDS:
        heights = [getattr(day, kind) for day in days]
        axes.bar(
            places,
            heights,
            bottom=bottoms,
            color=COLOURS[kind],
            width=0.85,
            label=_drawable(words.say(f"stats_{kind}")),
        )
        bottoms = [below + height for below, height in zip(bottoms, heights, strict=True)]
    step = max(1, -(-len(days) // 4))
    shown = [*places[::step]]
    axes.set_xticks(shown, [f"{days[place].day:%b} {days[place].day.day}" for place in shown], fontsize=SMALL)
    axes.set_ylim(0, max(4, *bottoms) * 1.05)
    axes.locator_params(axis="y", integer=True, nbins=4)
    axes.tick_params(axis="y", labelsize=SMALL, length=0)
    axes.set_title(
        _drawable(words.say("stats_days")), fontsize=LARGE, loc="left", weight="bold", pad=58, parse_math=False
    )
    legend = axes.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, fontsize=SMALL, frameon=False, handlelength=0.8,
        columnspacing=1.0, handletextpad=0.4,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_parse_math(False)
    axes.grid(axis="y", color="#dddddd")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _draw_asked(axes: "Axes", found: Statistics, words: StaffTexts) -> None:
    """A bar for each entry, with the question above it, since a phone has no room beside it."""
    asked = found.asked[:MOST_BARS]
    places = range(len(asked))
    most = max((number for _, number in asked), default=1)
    axes.barh(places, [number for _, number in asked], height=0.34, color=COLOURS["answered"])
    for place, (entry, number) in zip(places, asked, strict=True):
        question = shorten(_drawable(entry.question), LINE, placeholder=" …")
        axes.text(0, place - 0.27, question, fontsize=SMALL, va="bottom", parse_math=False)
        axes.text(number + most * 0.015, place, f"{number:,}", fontsize=SMALL, va="center", color=QUIET)
    axes.set_ylim(max(len(asked), 3) - 0.6, -0.75)
    axes.set_xlim(0, most * 1.12)
    axes.set_title(
        _drawable(words.say("stats_top")), fontsize=LARGE, loc="left", weight="bold", pad=14, parse_math=False
    )
    axes.axis("off")


def _draw_judged(axes: "Axes", found: Statistics, words: StaffTexts) -> None:
    """One bar, with a share on each side."""
    axes.barh([0], [found.helped], color=COLOURS["helped"], height=0.5)
    axes.barh([0], [found.not_helped], left=[found.helped], color=NOT_HELPED, height=0.5)
    axes.set_xlim(0, found.helped + found.not_helped)
    axes.set_ylim(-0.4, 1.0)
    left = f"{found.helped:,} {words.say('stats_helped')}"
    right = f"{found.not_helped:,} {words.say('stats_not_helped')}"
    style: dict[str, Any] = {"fontsize": NORMAL, "va": "bottom", "weight": "bold", "parse_math": False}
    axes.text(0, 0.4, _drawable(left), color=COLOURS["helped"], **style)
    axes.text(found.helped + found.not_helped, 0.4, _drawable(right), ha="right", color=NOT_HELPED, **style)


def _title(axes: "Axes", text: str, above: int) -> None:
    axes.set_title(_drawable(text), fontsize=LARGE, loc="left", weight="bold", pad=above, parse_math=False)


def _drawable(text: str) -> str:
    return "".join(character for character in plain(text) if character <= LAST_CHARACTER).strip()
