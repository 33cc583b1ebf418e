"""Talking with the bot in a terminal, and its replies as lines of text."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from bot.cli.explain import explain
from bot.clock import day_there, minute_of_week, now
from bot.conversation.reply import Action, Button, CopyText, OpenLink, SetLanguage, Situation
from bot.conversation.responder import Responder
from bot.conversation.response import Response
from bot.matching.outcome import NoMatch, Suggestions
from bot.safety.triage import Triage


def chat(responder: Responder, why: bool = False, language: str | None = None) -> None:
    """Talk in the terminal until the input ends; a number presses the button of that number."""
    buttons: dict[str, Action] = {}
    situation = _now(responder, language)
    while True:
        try:
            query = input("\nYou: ")
        except (EOFError, KeyboardInterrupt):
            click.echo("\nGoodbye.")
            return
        action = buttons.get(query.strip())
        chosen = action.code if isinstance(action, SetLanguage) else situation.chosen
        response = _response(responder, query, buttons, replace(situation, chosen=chosen))
        after = response.answered[0] if len(response.answered) == 1 else situation.after
        situation = replace(_now(responder, chosen), after=after, last=response.language)
        buttons = {
            str(number): button.action
            for number, button in enumerate(response.reply.buttons, start=1)
            if not isinstance(button.action, CopyText | OpenLink)
        }
        click.echo(f"\nBot: {_as_text(response, _reason(responder, response, why))}")


def answer(responder: Responder, query: str, why: bool = False, language: str | None = None) -> str:
    """The reply to one line, with its buttons; and why it came about, where that is asked."""
    response = _response(responder, query, {}, _now(responder, language))
    return _as_text(response, _reason(responder, response, why))


def json_line(responder: Responder, query: str, language: str | None = None) -> str:
    """The reply to a question for programs: a JSON object on one line."""
    return json.dumps(_as_json(query, responder.respond(query, _now(responder, language))), ensure_ascii=False)


def _response(responder: Responder, query: str, buttons: Mapping[str, Action], situation: Situation) -> Response:
    """The response to what was typed in the terminal: a question, the number of a button, or a command."""
    typed = query.strip()
    reply = responder.press(buttons[typed], situation) if typed in buttons else None
    if reply is None and typed.startswith("/"):
        name, _, words = typed[1:].partition(" ")
        if words:
            return responder.command_with(name, words, situation)
        reply = responder.command(name, situation)
    return Response(reply, Triage(None, ())) if reply else responder.respond(query, situation)


def _reason(responder: Responder, response: Response, why: bool) -> str:
    return explain(response, responder.matcher_in(response.read_in)) if why else ""


def _now(responder: Responder, language: str | None) -> Situation:
    moment, timezone = now(), responder.faq.pharmacy.timezone
    day = day_there(moment, timezone).toordinal()
    return Situation(minute_of_week(moment, timezone), chosen=language, day=day)


def _as_text(response: Response, reason: str = "") -> str:
    buttons = [_as_line(number, button) for number, button in enumerate(response.reply.buttons, start=1)]
    parts = [response.reply.plain, "\n".join(buttons), reason]
    return "\n\n".join(part for part in parts if part)


def _as_line(number: int, button: Button) -> str:
    match button.action:
        case CopyText(value) | OpenLink(value):
            return f"{button.label}: {value}"
    return f"[{number}] {button.label}"


def _as_json(query: str, response: Response) -> dict[str, Any]:
    match, urgency = response.match, response.triage.urgency
    outcome = match.outcome if match else NoMatch()
    return {
        "query": query,
        "outcome": "urgent" if urgency else outcome.kind,
        "entries": list(response.answered),
        "suggestions": [candidate.entry.id for candidate in outcome.candidates]
        if isinstance(outcome, Suggestions)
        else [],
        "ranking": [[candidate.entry.id, round(candidate.confidence, 4)] for candidate in match.ranking]
        if match
        else [],
        "confidence": round(match.confidence, 4) if match else 0.0,
        "urgent": urgency,
        "cautions": list(response.triage.cautions),
        "reply": _as_text(response),
        "language": response.language,
    }
