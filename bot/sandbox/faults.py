"""Failures on demand: what the next calls of a method shall meet."""

import math
from dataclasses import dataclass
from typing import Any

from bot.sandbox.arguments import as_id
from bot.sandbox.errors import PREFIXES, ApiError, bad_request, too_many_requests

BREAKAGES = ("html", "close", "half_body", "no_answer", "delay")
MALFORMED: dict[str, Any] = {"message": {"message_id": "not a number", "chat": None}}
LASTING = 1_000_000_000
MAX_SECONDS = 3600
FIELDS = frozenset(
    ["method", "kind", "times", "lasting", "chat_id", "executed", "seconds", "retry_after", "description"]
)


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
        unknown = order.keys() - FIELDS
        if unknown:
            raise bad_request(f"unknown field {sorted(unknown)} of a fault (known: {', '.join(sorted(FIELDS))})")
        kind = str(order.get("kind", ""))
        if kind not in BREAKAGES and kind not in map(str, PREFIXES):
            known = ", ".join([*map(str, PREFIXES), *BREAKAGES, "malformed_update", "blocked"])
            raise bad_request(f'unknown kind of fault "{kind[:50]}" (known: {known})')
        try:
            times = LASTING if order.get("lasting") else int(order.get("times", 1))
            seconds = float(order.get("retry_after", order.get("seconds", 5.0)))
            chat_id = None if order.get("chat_id") is None else int(order["chat_id"])
        except (TypeError, ValueError):
            raise bad_request("times, chat_id and seconds of a fault must be numbers") from None
        if times < 1 or not 0 <= seconds <= MAX_SECONDS:
            raise bad_request(f"times of a fault must be at least 1, its seconds from 0 to {MAX_SECONDS}")
        method, description = str(order.get("method", "*")).lower(), str(order.get("description", ""))
        return cls(method, kind, times, chat_id, bool(order.get("executed", False)), seconds, description)

    def error(self) -> ApiError | None:
        """The refusal, where the fault is one."""
        if not self.kind.isdecimal():
            return None
        if self.kind == "429":
            return too_many_requests(math.ceil(self.seconds))
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
            if fault.method in ("*", method.lower()) and fault.chat_id in (None, as_id(chat_id)):
                fault.times -= 1
                if fault.times <= 0:
                    self._orders.remove(fault)
                return fault
        return None
