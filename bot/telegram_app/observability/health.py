"""What an operator sees from outside: whether the bot lives, whether it is ready, and its figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.telegram_app.observability.metrics import Metrics

# A bot whose state nobody asks for needs no web framework, which takes a tenth of a start.
if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

# A long poll takes half a minute; a bot without a good one for so many seconds had better be restarted.
LIVE_SECONDS = 120


@dataclass
class Health:
    """The state of a bot; one with a webhook polls nothing, and lives as long as it replies here."""

    metrics: Metrics
    polls: bool
    faq_usable: bool
    telegram_reached: bool = False
    # What keeps updates from coming.
    delivery_faults: list[str] = field(default_factory=list)
    # What an operator should know though the bot is ready.
    notes: Callable[[], list[str]] = list

    def app(self) -> "Starlette":
        """A web application with /healthz, /readyz and /metrics."""
        from starlette.applications import Starlette
        from starlette.routing import Route

        return Starlette(
            routes=[
                Route("/healthz", self._healthz),
                Route("/readyz", self._readyz),
                Route("/metrics", self._metrics),
            ]
        )

    def faults(self) -> list[str]:
        """What keeps the bot from being ready."""
        faults = []
        if not self.faq_usable:
            faults.append("faq.yaml can't be used; the log says why")
        if not self.telegram_reached:
            faults.append("Telegram was not reached yet")
        return faults + self.delivery_faults + self._stuck()

    def _stuck(self) -> list[str]:
        age = self.metrics.poll_age()
        return [f"no good poll for {age:.0f} s"] if self.polls and age > LIVE_SECONDS else []

    async def _healthz(self, _: "Request") -> "Response":
        return _verdict(self._stuck())

    async def _readyz(self, _: "Request") -> "Response":
        return _verdict(self.faults(), self.notes())

    async def _metrics(self, _: "Request") -> "Response":
        from prometheus_client import CONTENT_TYPE_LATEST
        from starlette.responses import Response

        return Response(self.metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _verdict(faults: list[str], notes: Sequence[str] = ()) -> "Response":
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("\n".join(faults or ["ok", *notes]), 503 if faults else 200)
