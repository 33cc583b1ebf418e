"""Figures of a running bot; nothing in them tells of a person."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
TENTHS = tuple(number / 10 for number in range(1, 10))


class Metrics:
    """What Prometheus reads; `now` gives the time in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last_poll = now()
        self._registry = registry = CollectorRegistry()
        self._questions = Counter("faqbot_questions", "Messages by what became of them", ["outcome"], registry=registry)
        self._judged = Counter(
            "faqbot_judged", "Answers by whether they helped", ["entry", "helped"], registry=registry
        )
        self._confidence = Histogram("faqbot_confidence", "How sure the matcher was", buckets=TENTHS, registry=registry)
        self._updates = Histogram(
            "faqbot_update_seconds",
            "From the arrival of an update to its sent reply",
            buckets=SECONDS,
            registry=registry,
        )
        self._calls = Counter(
            "faqbot_calls", "Calls of Telegram by their result", ["method", "result"], registry=registry
        )
        self._faq = Info("faqbot_faq", "The FAQ in use", registry=registry)
        age = Gauge("faqbot_last_poll_age_seconds", "Since Telegram last answered a poll", registry=registry)
        age.set_function(self.poll_age)
        ProcessCollector(registry=registry)

    def faq(self, version: str) -> None:
        """This version of the FAQ is in use from now on."""
        self._faq.info({"version": version})

    def question(self, outcome: str, confidence: float | None = None) -> None:
        """A message was answered in this way; `confidence` is from 0 to 1, where something was looked up."""
        self._questions.labels(outcome).inc()
        if confidence is not None:
            self._confidence.observe(confidence)

    def judged(self, entry: str, helped: bool) -> None:
        """Somebody told whether an entry's answer helped."""
        self._judged.labels(entry, "yes" if helped else "no").inc()

    def finished(self, seconds: float) -> None:
        """An update is finished, so long after it came."""
        self._updates.observe(seconds)

    def called(self, method: str, result: str) -> None:
        """A method of Telegram was called."""
        self._calls.labels(method, result).inc()

    def polled(self) -> None:
        """Telegram answered a poll."""
        self._last_poll = self._now()

    def poll_age(self) -> float:
        """Seconds since Telegram last answered a poll, or since the start."""
        return self._now() - self._last_poll

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return generate_latest(self._registry)
