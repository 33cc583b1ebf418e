"""One matcher in a process of its own: how long it takes to load, what memory it needs, how fast it answers.

Run by the other parts with a JSON order on standard input; it prints a JSON answer.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.faq.reading.loader import load
from tests.bench.data import Entries
from tests.bench.timing import timed

if TYPE_CHECKING:
    from tests.bench.peers import Peer

ROOT = Path(__file__).parent.parent.parent
FAQ_FILE = ROOT / "faq.yaml"
ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """What a matcher costs: seconds until its first answer, memory of its process then, milliseconds a question."""

    load_seconds: float
    resident_mb: float
    median_ms: float
    postings: float | None = None


def cost(matcher: str, questions: Sequence[str], entries: Entries | None = None) -> Cost:
    """The cost of a matcher over entries, or over those of the FAQ that ships."""
    order = json.dumps({"matcher": matcher, "questions": list(questions), "entries": entries})
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.probe"], input=order, capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{matcher} could not be measured:\n{done.stderr}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Make the matcher that standard input asks for, and print its cost."""
    order = json.load(sys.stdin)
    faq = load(FAQ_FILE.read_bytes())
    started = time.perf_counter()
    # Here, as what a matcher needs of libraries is part of its cost.
    from tests.bench.matchers import on_entries, on_faq

    matcher = order["matcher"]
    peer = on_entries(matcher, order["entries"]) if order["entries"] else on_faq(matcher, faq)
    peer.answer("is this thing on")
    loaded = time.perf_counter() - started
    memory = resident_mb()
    questions = order["questions"]
    median = statistics.median(statistics.median(timed(peer.answer, questions)) for _ in range(ROUNDS))
    print(json.dumps(asdict(Cost(loaded, memory, median * 1e3, postings_a_question(peer, questions)))))


def postings_a_question(peer: "Peer", questions: Sequence[str]) -> float | None:
    """How many entries hold the words of a question, each counted once a word, in the median; None where unknown."""
    matcher = getattr(peer, "matcher", None)
    if matcher is None:
        return None
    held = [sum(len(matcher.index.holders(word.token)) for word in matcher.match(each).words) for each in questions]
    return statistics.median(held)


def resident_mb() -> float:
    """Memory of this process; where the system tells no more than its peak, the peak."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    main()
