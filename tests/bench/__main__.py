"""Measures the bot's matcher beside its peers; `make bench` runs all of it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from bot.faq.reading.loader import load
from tests.bench import on_faq, plots, public_data, report, scale, speed
from tests.bench.data import MESSAGES, DataError, Intents, labelled_in
from tests.bench.data import public_data as read_public_data
from tests.bench.matchers import left_out, peers
from tests.bench.peers import ENCODED, OURS
from tests.bench.probe import FAQ_FILE

NO_DATA = "Left out: CLINC150, BANKING77 and growth, which need a folder with the data (make bench DATA=<folder>)."

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order:
    """What the user asked for."""

    only: tuple[str, ...]
    questions: tuple[Path, ...]
    data: tuple[Intents, ...]
    seeds: int
    public_peers: bool
    out: Path | None


def main(arguments: list[str]) -> None:
    """Run the parts that were asked for, print each page, and write it where the user wants it."""
    try:
        order = ordered(arguments)
        for part in order.only:
            if order.data or part not in NEED_DATA:
                PARTS[part](order)
        if not order.data and set(NEED_DATA) & set(order.only):
            print(NO_DATA)
    except (DataError, OSError) as error:
        sys.exit(str(error))


def ordered(arguments: list[str]) -> Order:
    """The order that a command line gives."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; can be repeated")
    parser.add_argument(
        "--questions", type=Path, action="append", default=[], help="another folder of labelled .jsonl files"
    )
    parser.add_argument("--data", type=Path, help="a folder with copies of CLINC150 and BANKING77")
    parser.add_argument("--seeds", type=int, default=5, help="how often phrasings of public data are drawn (5)")
    parser.add_argument("--public-peers", action="store_true", help="the peers on public data too: some minutes more")
    parser.add_argument("--out", type=Path, help="a folder for the pages and plots; else they are only printed")
    given = parser.parse_args(arguments)
    if given.seeds < 1:
        parser.error("--seeds must be 1 or more")
    names = [folder.name for folder in (MESSAGES, *given.questions)]
    if len(set(names)) < len(names):
        parser.error(f"the folders of questions must have different names, and none {MESSAGES.name!r}")
    data = tuple(read_public_data(given.data)) if given.data else ()
    only = tuple(given.only or PARTS)
    return Order(only, tuple(given.questions), data, given.seeds, given.public_peers, given.out)


def run_speed(order: Order) -> None:
    """The time of one answer."""
    publish(order, "speed", report.speed_page(speed.measure(FAQ_FILE, labelled_in(MESSAGES))))


def run_faq(order: Order) -> None:
    """All matchers on the FAQ that ships."""
    sets = {folder.name: labelled_in(folder) for folder in (MESSAGES, *order.questions)}
    matchers = on_faq.made(load(FAQ_FILE.read_bytes()), [OURS, *ENCODED, *peers()])
    parts = [report.FAQ_TOLD]
    for name, messages in sets.items():
        rows = on_faq.measure(matchers, messages)
        parts += [report.counted(name, messages), report.faq_table(rows), report.as_shipped(rows[0])]
        plot(order, f"coverage-{name}", plots.coverage_plot, rows)
    messages = sets[MESSAGES.name]
    costs = report.cost_table(on_faq.in_turns(matchers, messages), on_faq.costs(list(matchers), messages))
    publish(order, "faq", report.page("Peers on faq.yaml", *parts, report.COST_TOLD, costs, *left_out()))


def run_public(order: Order) -> None:
    """All matchers on public data."""
    rows = list(public_data.measure(order.data, peers() if order.public_peers else {}, order.seeds))
    publish(order, "public", report.page("Public data", report.public_told(order.seeds), report.public_table(rows)))


def run_scale(order: Order) -> None:
    """How the matchers grow."""
    rows = list(scale.measure(order.data))
    publish(order, "scale", report.page("Growth", report.SCALE_TOLD, report.scale_table(rows)))
    plot(order, "growth", plots.growth_plot, rows)


def plot(order: Order, name: str, draw: Callable[[Path, Sequence[Row]], None], rows: Sequence[Row]) -> None:
    """Draw a plot where the user wants it."""
    if order.out and find_spec("matplotlib"):
        order.out.mkdir(parents=True, exist_ok=True)
        draw(order.out / f"{name}.svg", rows)


def publish(order: Order, name: str, text: str) -> None:
    """Print a page, and write it where the user wants it."""
    print(text, flush=True)
    if order.out:
        order.out.mkdir(parents=True, exist_ok=True)
        (order.out / f"{name}.md").write_text(text, "utf-8")


PARTS: dict[str, Callable[[Order], None]] = {
    "speed": run_speed,
    "faq": run_faq,
    "public": run_public,
    "scale": run_scale,
}
NEED_DATA = ("public", "scale")

if __name__ == "__main__":
    main(sys.argv[1:])
