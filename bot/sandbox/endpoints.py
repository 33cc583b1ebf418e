"""From functions that take and return JSON to endpoints over HTTP."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.arguments import as_id, parse_json, read_body
from bot.sandbox.errors import ApiError, bad_request

# Takes the fields of an order, and returns what becomes JSON, or its awaitable.
Handler = Callable[[dict[str, Any]], Any]


def post(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for an order, a JSON object in the body."""

    async def endpoint(request: Request) -> Response:
        try:
            order = parse_json(await read_body(request) or b"{}")
        except ValueError:
            order = None
        if not isinstance(order, dict):
            return _answer(bad_request("an order is a JSON object"))
        return await _carried_out(handler, order)

    return endpoint


def get(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for a view, asked for in the address."""

    async def endpoint(request: Request) -> Response:
        return await _carried_out(handler, dict(request.query_params))

    return endpoint


def number(order: dict[str, Any], name: str) -> int:
    """The whole number in a field.

    Raises ApiError where there is none.
    """
    value = order.get(name)
    found = value if type(value) is int else as_id(value) if isinstance(value, str) else None
    if found is None:
        raise bad_request(f'"{name}" must be a number')
    return found


def person(order: dict[str, Any], name: str) -> int:
    """The number of a person in a field.

    Raises ApiError where there is none.
    """
    id = number(order, name)
    if id <= 0:
        raise bad_request(f'"{name}" must be the number of a person, above 0')
    return id


async def _carried_out(handler: Handler, order: dict[str, Any]) -> Response:
    try:
        result = handler(order)
        return _answer(await result if isinstance(result, Awaitable) else result)
    except ApiError as error:
        return _answer(error)


def _answer(result: Any) -> Response:
    refused = isinstance(result, ApiError)
    body = result.body() if refused else {"ok": True, "result": result}
    return Response(json.dumps(body), result.code if refused else 200, media_type="application/json")
