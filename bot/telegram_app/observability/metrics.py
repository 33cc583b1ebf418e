"""Figures of a running bot; nothing in them tells of a person."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

# A bot whose figures nobody reads needs no library for them.
if TYPE_CHECKING:
    from prometheus_client.core import Metric

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
TENTHS = tuple(number / 10 for number in range(1, 10))


class Spread:
    """How many values came, by the first bound that each is not above."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds, self._counts, self._sum = bounds, [0] * (len(bounds) + 1), 0.0

    def note(self, value: float) -> None:
        """Another value."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def metric(self, name: str, about: str) -> "Metric":
        """As Prometheus has it: each bucket holds those below it too."""
        from prometheus_client.core import HistogramMetricFamily

        names = [*map(str, self._bounds), "+Inf"]
        buckets = [(bound, float(count)) for bound, count in zip(names, accumulate(self._counts), strict=True)]
        return HistogramMetricFamily(name, about, buckets=buckets, sum_value=self._sum)


class Metrics:
    """What Prometheus reads; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last_poll = now()
        self._version = ""
        self._questions: Counter[tuple[str, ...]] = Counter()
        self._judged: Counter[tuple[str, ...]] = Counter()
        self._calls: Counter[tuple[str, ...]] = Counter()
        self._confidence, self._updates = Spread(TENTHS), Spread(SECONDS)

    def faq(self, version: str) -> None:
        """This version of the FAQ is in use from now on."""
        self._version = version

    def question(self, outcome: str, confidence: float | None = None) -> None:
        """A message was answered in this way; `confidence` is from 0 to 1, where something was looked up."""
        self._questions[(outcome,)] += 1
        if confidence is not None:
            self._confidence.note(confidence)

    def judged(self, entry: str, helped: bool) -> None:
        """Somebody told whether an entry's answer helped."""
        self._judged[entry, "yes" if helped else "no"] += 1

    def finished(self, seconds: float) -> None:
        """An update is finished, so long after it came."""
        self._updates.note(seconds)

    def called(self, method: str, result: str) -> None:
        """A method of Telegram was called."""
        self._calls[method, result] += 1

    def polled(self) -> None:
        """Telegram answered a poll."""
        self._last_poll = self._now()

    def poll_age(self) -> float:
        """Seconds since Telegram last answered a poll, or since the start."""
        return self._now() - self._last_poll

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

        registry = CollectorRegistry()
        registry.register(self)
        ProcessCollector(registry=registry)
        return generate_latest(registry)

    def collect(self) -> Iterator["Metric"]:
        """All figures, as Prometheus' library asks for them."""
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily

        yield _counted("faqbot_questions", "Messages by what became of them", ["outcome"], self._questions)
        yield _counted("faqbot_judged", "Answers by whether they helped", ["entry", "helped"], self._judged)
        yield self._confidence.metric("faqbot_confidence", "How sure the matcher was")
        yield self._updates.metric("faqbot_update_seconds", "From the arrival of an update to its sent reply")
        yield _counted("faqbot_calls", "Calls of Telegram by their result", ["method", "result"], self._calls)
        yield InfoMetricFamily("faqbot_faq", "The FAQ in use", {"version": self._version})
        age = "Since Telegram last answered a poll"
        yield GaugeMetricFamily("faqbot_last_poll_age_seconds", age, self.poll_age())


def _counted(name: str, about: str, labels: Sequence[str], counts: Counter[tuple[str, ...]]) -> "Metric":
    from prometheus_client.core import CounterMetricFamily

    metric = CounterMetricFamily(name, about, labels=labels)
    for values, count in counts.items():
        metric.add_metric(values, count)
    return metric
