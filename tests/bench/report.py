"""What was measured, as Markdown; one page a part."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import date

from bot.cli.evaluate import Labelled
from tests.bench.figures import coverage
from tests.bench.on_faq import FaqRow
from tests.bench.probe import Cost
from tests.bench.public_data import PublicRow, Spread
from tests.bench.scale import ScaleRow
from tests.bench.speed import Speed

Row = Sequence[str]
MOST_WRONG = (0.02, 0.04)


def measured_on() -> str:
    """The day and the kind of machine."""
    return (
        f"Measured on {date.today().isoformat()}: Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}."
    )


def page(title: str, *parts: str) -> str:
    """A page with its title, its date and its paragraphs."""
    return "\n\n".join([f"# {title}", measured_on(), *parts]) + "\n"


def table(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table, its columns in line so that a terminal shows it well too."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in (head, *rows)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def speed_page(speed: Speed) -> str:
    """How fast an answer is."""
    rows = [
        ("load faq.yaml and make the bot ready", f"{speed.load_ms:.0f} ms"),
        ("text to composed reply, median", f"{speed.reply_ms:.3f} ms"),
        ("extractOne with WRatio, median", f"{speed.wratio_ms:.3f} ms"),
        ("times faster", f"{speed.wratio_ms / speed.reply_ms:.1f}"),
    ]
    told = f"{speed.phrasings} phrasings, {speed.questions} questions; the best of {speed.rounds} rounds for each."
    return page("How fast an answer is", told, table(("what", "figure"), rows))


FAQ_TOLD = """\
"Direct" is the share of questions that get the right answer outright when the threshold allows at most so many wrong
ones among the direct answers; "off-topic too" counts any answer to an off-topic message as a wrong one. Thresholds are
chosen on the same messages, for all matchers alike. All were made from the phrasings of faq.yaml alone, but the words
and weights of this bot were tuned with tests/messages, so see public.md as well. Where scores are equal, as RapidFuzz's
often are, the first phrasing in the file wins, as with its `extractOne`. "Mistyped" is with a slip in every fourth
word, the same for all matchers: a letter missing, added, wrong, or changed with the next."""


def faq_table(rows: Sequence[FaqRow]) -> str:
    """What the matchers reached on one set of messages."""
    limits = [f"{limit:.0%}" for limit in MOST_WRONG]
    head = (
        *("matcher", "top 1", "top 3", "top 1, mistyped"),
        *(f"direct, ≤ {limit} wrong" for limit in limits),
        *(f"≤ {limit}, off-topic too" for limit in limits),
        "off-topic AUROC",
    )
    return table(head, [_faq_row(row) for row in rows])


def _faq_row(row: FaqRow) -> Row:
    covered = [share(coverage(points, limit)) for points in (row.curve, row.curve_in_all) for limit in MOST_WRONG]
    return (row.matcher, share(row.top1), share(row.top3), share(row.top1_mistyped), *covered, share(row.auroc))


COST_TOLD = """\
## Cost

Time is the median over rounds in which all take turns; this bot's is the whole way from a text to its composed reply.
Load (libraries included) and memory are those of a process that has nothing but the one matcher."""


def cost_table(milliseconds: Mapping[str, float], costs: Mapping[str, Cost]) -> str:
    """What the matchers cost."""
    head = ("matcher", "ms a question", "load, s", "memory, MB")
    return table(
        head,
        [
            (name, f"{taken:.3f}", f"{costs[name].load_seconds:.1f}", f"{costs[name].resident_mb:.0f}")
            for name, taken in milliseconds.items()
        ],
    )


def as_shipped(row: FaqRow) -> str:
    """Where the threshold that ships lies."""
    point = row.as_shipped
    if point is None:
        return "As it ships, this bot answered nothing outright."
    return (
        f"As it ships, this bot answers {share(point.right)} of the questions directly and rightly, and "
        f"{share(point.wrong)} of its direct answers to them are wrong."
    )


def public_table(rows: Sequence[PublicRow]) -> str:
    """What the matchers reached on public data."""
    head = ("data", "phrasings an intent", "matcher", "top 1", "top 3", "in/out-of-scope AUROC")
    return table(head, [_public_row(row) for row in rows])


def _public_row(row: PublicRow) -> Row:
    return (row.data, str(row.phrasings), row.matcher, _spread(row.top1), _spread(row.top3), _spread(row.auroc))


def _spread(spread: Spread | None) -> str:
    return f"{spread.mean:.3f} ± {spread.deviation:.3f}" if spread else "–"


def share(value: float | None) -> str:
    """A figure from 0 to 1."""
    return "–" if value is None else f"{value:.3f}"


def counted(name: str, messages: Sequence[Labelled]) -> str:
    """A heading that says what a set of messages holds."""
    questions = sum(bool(message.ok) for message in messages)
    return f"## {name}: {questions:,} questions, {len(messages) - questions:,} off-topic messages"


def public_told(seeds: int) -> str:
    """How public data was used."""
    return (
        f"Phrasings were drawn from the training part with {seeds} seeds (mean ± standard deviation); the questions "
        "are the whole test part, and for CLINC150 its out-of-scope test part too."
    )


SCALE_TOLD = """\
FAQs made from the texts of public data, 20 phrasings an entry; beyond the real texts, halves of two are put together
and half of them get a made-up name. Each size and matcher has its own process; memory includes Python and the
phrasings. Questions are from the test parts, every fourth with a typing mistake. "Held" is how many entries the index
holds for the words of a question, summed over the words, in the median."""


def scale_table(rows: Sequence[ScaleRow]) -> str:
    """What the matchers cost by size."""
    head = ("phrasings", "entries", "matcher", "median ms a question", "load, s", "resident, MB", "held")
    return table(head, [_scale_row(row) for row in rows])


def _scale_row(row: ScaleRow) -> Row:
    cost = row.cost
    held = "–" if cost.postings is None else f"{cost.postings:,.0f}"
    figures = (f"{cost.median_ms:.3f}", f"{cost.load_seconds:.2f}", f"{cost.resident_mb:.0f}", held)
    return (f"{row.phrasings:,}", f"{row.entries:,}", row.matcher, *figures)
