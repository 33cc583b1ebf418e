"""Failures on demand: what the next calls of a method shall meet."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from bot.sandbox.errors import PREFIXES, ApiError, bad_request, too_many_requests

Breakage = Literal["html", "close", "half_body", "no_answer", "delay"]
BREAKAGES: tuple[str, ...] = get_args(Breakage)
MALFORMED: dict[str, Any] = {"message": {"message_id": "not a number", "chat": None}}
LASTING = 1_000_000_000


@dataclass
class Fault:
    """One order: what `method` ("*" is any), in one chat or in all, meets for the next `times` calls.

    `kind` is an HTTP status that Telegram answers, or one of BREAKAGES; `executed` says whether the call takes effect
    before the connection breaks; `seconds` is how long a delay or the silence lasts.
    """

    method: str
    kind: str
    times: int = 1
    chat_id: int | None = None
    executed: bool = False
    seconds: float = 5.0
    description: str = ""

    @classmethod
    def from_json(cls, order: dict[str, Any]) -> "Fault":
        """A fault as the control API takes it, with `retry_after` in seconds for 429, `lasting` for no end.

        Raises ApiError where it is no fault.
        """
        kind = str(order.get("kind", ""))
        if kind not in BREAKAGES and not (kind.isdecimal() and int(kind) in PREFIXES):
            known = ", ".join([*map(str, PREFIXES), *BREAKAGES, "malformed_update", "blocked"])
            raise bad_request(f'unknown kind of fault "{kind}" (known: {known})')
        try:
            return cls(
                method=str(order.get("method", "*")).lower(),
                kind=kind,
                times=LASTING if order.get("lasting") else int(order.get("times", 1)),
                chat_id=None if order.get("chat_id") is None else int(order["chat_id"]),
                executed=bool(order.get("executed", False)),
                seconds=float(order.get("retry_after", order.get("seconds", 5.0))),
                description=str(order.get("description", "")),
            )
        except (TypeError, ValueError):
            raise bad_request("times, chat_id and seconds of a fault must be numbers") from None

    def error(self) -> ApiError | None:
        """The refusal, where the fault is one."""
        if not self.kind.isdecimal():
            return None
        if self.kind == "429":
            return too_many_requests(int(self.seconds))
        return ApiError(int(self.kind), self.description)


class Faults:
    """The orders that stand, the oldest first."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Orders a fault."""
        self._orders.append(fault)

    def clear(self) -> None:
        """Takes back all orders."""
        self._orders.clear()

    def next(self, method: str, chat_id: str) -> Fault | None:
        """The fault that this call meets, if any."""
        for fault in self._orders:
            if fault.method in ("*", method.lower()) and fault.chat_id in (None, _number(chat_id)):
                fault.times -= 1
                if fault.times <= 0:
                    self._orders.remove(fault)
                return fault
        return None


def _number(chat_id: str) -> int | None:
    return int(chat_id) if chat_id.strip().lstrip("-").isdecimal() else None
