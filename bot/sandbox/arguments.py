"""The arguments of a call: query string, JSON, form and multipart come to the same."""

import json
import math
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.sandbox.errors import ApiError, bad_request

_INTEGER = re.compile(r"\s*(-?[0-9]{1,18})")
_ID = re.compile(r"\s*(-?[0-9]{1,18})\s*")
_TRUE = {"true", "yes", "1"}
MAX_BODY = 50_000_000
MAX_DEPTH = 100
# As much of an argument as goes on record.
MAX_SHOWN = 5_000


@dataclass(frozen=True)
class Upload:
    """A file that came with a call; what is in it is gone with the call, but for that of the latest photos."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Arguments:
    """Every argument as text, as the real server has them, and the files by the name of their part."""

    texts: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Arguments":
        """The arguments in a JSON object; null is as good as absent."""
        return cls({name: _as_text(value) for name, value in values.items() if value is not None})

    def text(self, name: str) -> str:
        """An argument as text, empty where there is none."""
        return self.texts.get(name, "")

    def required(self, name: str) -> str:
        """An argument that must be there.

        Raises ApiError where it is missing.
        """
        if not self.text(name):
            raise bad_request(f'parameter "{name}" is required')
        return self.text(name)

    def integer(self, name: str, default: int = 0, least: int | None = None, most: int | None = None) -> int:
        """A whole number, read as leniently as Telegram does, and brought between its bounds."""
        match = _INTEGER.match(self.text(name))
        value = int(match[1]) if match else default
        if least is not None:
            value = max(least, value)
        return value if most is None else min(most, value)

    def yes(self, name: str) -> bool:
        """A truth value; whatever is not a clear yes is no."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, problem: str) -> Any:
        """A value in JSON, or None where there is none.

        Raises ApiError with the problem where it is no JSON.
        """
        if not self.text(name):
            return None
        try:
            return parse_json(self.text(name))
        except ValueError:
            raise bad_request(problem) from None

    def shown(self) -> dict[str, str]:
        """The arguments for the record of calls, files by their names."""
        texts = {name: text[:MAX_SHOWN] for name, text in self.texts.items()}
        return {**texts, **{name: file.name for name, file in self.files.items()}}


async def read_arguments(request: Request) -> Arguments:
    """The arguments of a request, those of the body before those of the address.

    Raises ApiError where the body can't be read.
    """
    given = await parse_body(request.headers.get("content-type", ""), await read_body(request))
    return Arguments({**request.query_params, **given.texts}, given.files)


async def read_body(request: Request) -> bytes:
    """The body of a request.

    Raises ApiError where it is larger than Telegram takes.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise ApiError(413)
    return bytes(body)


async def parse_body(content_type: str, body: bytes) -> Arguments:
    """The arguments in a body of JSON, form or multipart; none in a body of another kind.

    Raises ApiError where it is not what it says.
    """
    kind = content_type.split(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(body)
    if kind == "application/x-www-form-urlencoded":
        return Arguments(dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))
    if kind == "multipart/form-data":
        return await _from_multipart(content_type, body)
    return Arguments({})


async def _from_multipart(content_type: str, body: bytes) -> Arguments:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    texts, files = {}, {}
    try:
        form = await MultiPartParser(Headers({"content-type": content_type}), stream()).parse()
    except (MultiPartException, KeyError) as error:
        raise bad_request(f"can't parse multipart form: {error}") from None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[name] = Upload(value.filename or name, value.content_type or "", await value.read())
        else:
            texts[name] = value
    await form.close()
    return Arguments(texts, files)


def _from_json(body: bytes) -> Arguments:
    try:
        values = parse_json(body or b"{}")
    except ValueError:
        raise bad_request("can't parse request body as JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("request body must be a JSON object")
    return Arguments.from_json(values)


def parse_json(text: str | bytes) -> Any:
    """A value in JSON, of numbers that are numbers and of a depth that Telegram takes.

    Raises ValueError where it is none.
    """
    try:
        value = json.loads(text, parse_float=_finite, parse_int=_bounded, parse_constant=_finite)
    except RecursionError:
        raise ValueError("nested too deep") from None
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [part for whole in level for part in _parts(whole)]
    if level:
        raise ValueError("nested too deep")
    return value


def as_id(text: str) -> int | None:
    """The number of a chat, or None where the text is none."""
    match = _ID.fullmatch(text)
    return int(match[1]) if match else None


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _bounded(text: str) -> int:
    if len(text) > 19:
        raise ValueError("a number is too large")
    return int(text)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
