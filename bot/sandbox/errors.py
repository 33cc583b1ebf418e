"""What the Bot API answers when it refuses: https://core.telegram.org/bots/api#making-requests."""

from typing import Any

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class ApiError(Exception):
    """A refusal, with the code and the description of the real server; `retry_after` in seconds, `moved_to` a chat."""

    def __init__(
        self, code: int, description: str = "", retry_after: int | None = None, moved_to: int | None = None
    ) -> None:
        self.code = code
        prefix = PREFIXES.get(code, "Error")
        self.description = f"{prefix}: {description}" if description else prefix
        named = {"retry_after": retry_after, "migrate_to_chat_id": moved_to}
        self.parameters = {name: value for name, value in named.items() if value is not None}
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class FormatError(Exception):
    """A text that Telegram refuses for its markup or its entities; the message is Telegram's."""

    @property
    def description(self) -> str:
        """What the Bot API says after "Bad Request: "."""
        return f"can't parse entities: {self}"


def bad_request(description: str) -> ApiError:
    """400 with a description."""
    return ApiError(400, description)


def too_many_requests(seconds: int) -> ApiError:
    """429, to be tried again after so many seconds."""
    return ApiError(429, f"retry after {seconds}", seconds)
