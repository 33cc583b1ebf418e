"""The command line: the only place that prints, and that picks the exit code."""

import json
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.clock import minute_of_week, now
from bot.conversation.replies import Action, Button, CopyText, OpenLink, Situation
from bot.conversation.responder import Responder, Response
from bot.errors import BotError, Problem
from bot.evaluation import Failure, Figures, evaluate, read_labelled
from bot.explanation import explain
from bot.faq.loader import MAX_BYTES, load
from bot.faq.rules import content_problems, unreviewed
from bot.links import bot_name, link, write_codes
from bot.matching.outcome import Answer, Answers, NoMatch, Suggestions, answered
from bot.matching.phrasings import phrasing_problems
from bot.safety.triage import Safety, Triage
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.sandbox.running import Sandbox

TOKEN_HINT = "For Telegram itself: get a token from @BotFather, then  TELEGRAM_BOT_TOKEN=<token> make run"
SANDBOX_PORT = 8765
FAQ_OPTION = click.option(
    "--faq", "faq_file", type=click.Path(path_type=Path), envvar="FAQ_FILE", default="faq.yaml", help="The FAQ file."
)

PORT_OPTION = click.option(
    "--port", type=click.IntRange(0, 65535), help=f"The port of the local Telegram; {SANDBOX_PORT}, or a free one."
)


def explained(command: Callable[..., None]) -> Callable[..., None]:
    """Turns a fault that was expected into its explanation and exit code 1."""

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except BotError as error:
            click.echo(error, err=True)
            sys.exit(1)

    return wrapper


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Answers questions about Low Dose Naltrexone from a curated faq.yaml."""
    if sys.stdin is None:  # closed by whoever started us
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # stays open as long as the process
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.option("--terminal", is_flag=True, help="Talk in the terminal.")
@PORT_OPTION
@explained
def run(terminal: bool, port: int | None) -> None:
    """Run the bot on Telegram; without a token, on a local Telegram in the browser."""
    settings = Settings.from_env(os.environ)
    responder, error = _responder_or_fallback(settings.faq_file)
    if error:
        click.echo(
            f"{error}\n\nUntil this is mended, the bot gives emergency replies and the pharmacy's number alone.",
            err=True,
        )
    if terminal:
        _chat(responder)
        return
    from bot.telegram_app.running import run_on_telegram  # the other commands need no network library

    if settings.token:
        run_on_telegram(settings, responder)
        return
    with _sandbox(port, name=responder.faq.pharmacy.name) as local:
        click.echo(f"The bot is at  {local.url}  in your browser; Ctrl-C ends it.\n{TOKEN_HINT}")
        _open_in_browser(local.url)
        here = replace(settings, token=local.token, telegram_api_url=local.url, state_dir=None, webhook_url=None)
        run_on_telegram(here, responder)


@main.command()
@click.option("--token", help="The only token to accept; otherwise the first that calls.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@PORT_OPTION
@explained
def sandbox(token: str | None, host: str, port: int | None) -> None:
    """Run the local Telegram alone, for any bot."""
    with suppress(KeyboardInterrupt), _sandbox(port, host=host, token=token) as local:
        click.echo(
            f"A local Telegram is at  {local.url}  in your browser; Ctrl-C ends it.\n"
            f"Bots call  {local.url}/bot<token>/<method>  with the token  {local.token}"
            + ("" if token else "  or one of their own.")
        )
        threading.Event().wait()


@main.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each line of standard input.")
@click.option("--why", is_flag=True, help="Show which words counted for how much.")
@FAQ_OPTION
@explained
def ask(question: tuple[str, ...], as_json: bool, why: bool, faq_file: Path) -> None:
    """Ask a question and print the reply; without one, chat, or answer each line of standard input."""
    responder, error = _responder_or_fallback(faq_file)
    if error:
        click.echo(error, err=True)
    if not question and not as_json and sys.stdin.isatty():
        _chat(responder, why)
    else:
        queries = [" ".join(question)] if question else (line.rstrip("\r\n") for line in sys.stdin)
        for query in queries:
            response = responder.respond(query, _now(responder)) if as_json else _response(responder, query, {})
            reason = explain(response, responder.matcher.index) if why else ""
            shown = json.dumps(_as_json(query, response), ensure_ascii=False) if as_json else _as_text(response, reason)
            click.echo(shown)
    if error:
        sys.exit(1)


@main.command()
@click.argument("file", envvar="FAQ_FILE", default="faq.yaml", type=click.Path(path_type=Path))
@explained
def check(file: Path) -> None:
    """Check a FAQ file: its structure, then what it says and how it is found."""
    responder = _responder(file, Safety())
    problems = sorted([*content_problems(responder.faq), *phrasing_problems(responder.faq, responder.matcher)])
    for problem in problems:
        click.echo(problem.describe(str(file)))
    waiting = len(unreviewed(responder.faq))
    if waiting:
        click.echo(f"{waiting} of {len(responder.faq.entries)} entries wait for a pharmacist's review.")
    click.echo(_verdict(problems))
    if any(not problem.warning for problem in problems):
        sys.exit(1)


@main.command()
@click.option("--bot", "name", help="The bot's name; without it Telegram is asked, with the token that is set.")
@click.option(
    "--qr", "folder", type=click.Path(path_type=Path), help="Also write a QR code of each link there, as SVG."
)
@click.option("--png", is_flag=True, help="Write the QR codes as PNG too.")
@FAQ_OPTION
@explained
def links(name: str | None, folder: Path | None, png: bool, faq_file: Path) -> None:
    """Print a link to each answer, for a website, a leaflet or a label."""
    if png and not folder:
        raise click.UsageError("--png needs --qr and a folder")
    entries = load(_content(faq_file, MAX_BYTES + 1), str(faq_file)).entries
    bot = bot_name(name) if name is not None else _name_on_telegram()
    addresses = {id: link(bot, id) for id in entries}
    if folder:
        write_codes(addresses, folder, ["svg", "png"] if png else ["svg"])
    for id, address in addresses.items():
        click.echo(f"{entries[id].question}\t{address}")


@main.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List each failure.")
@FAQ_OPTION
@explained
def evaluation(files: tuple[Path, ...], as_json: bool, verbose: bool, faq_file: Path) -> None:
    """Measure the bot on files of labelled messages, one JSON object a line."""
    responder = _responder(faq_file, Safety())
    messages = [
        message
        for file in files
        for message in read_labelled(_content(file).decode("utf-8-sig", "replace").split("\n"), str(file))
    ]
    figures, failures = evaluate(messages, responder.respond)
    if as_json:
        listed = {"failures": [vars(failure) for failure in failures]} if verbose else {}
        click.echo(json.dumps({**figures.shares(), "counts": vars(figures), **listed}, ensure_ascii=False))
    else:
        click.echo("\n".join(_table(figures)))
        if verbose:
            click.echo("\n".join(_listed(failures)))


def _content(path: Path, limit: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise BotError(
            f"can't read {path}: {error.strerror}; give the path of the file, or go to the folder where it is"
        ) from None


def _responder(path: Path, safety: Safety) -> Responder:
    return Responder.from_text(_content(path, MAX_BYTES + 1), str(path), safety)


def _responder_or_fallback(path: Path) -> tuple[Responder, BotError | None]:
    """A responder for a FAQ file; where it can't be used, the fallback that still helps people in danger, and why."""
    safety = Safety()
    try:
        return _responder(path, safety), None
    except BotError as error:
        return Responder.fallback(safety), error


def _name_on_telegram() -> str:
    """What Telegram calls the bot of the token that is set."""
    settings = Settings.from_env(os.environ)
    if not settings.token:
        raise BotError("which bot? Name it with --bot, or set TELEGRAM_BOT_TOKEN so that Telegram can be asked")
    from bot.telegram_app.running import name_on_telegram

    return name_on_telegram(settings)


def _sandbox(port: int | None, host: str = "127.0.0.1", **more: Any) -> "Sandbox":
    """A local Telegram on the port that was asked for; without one on the usual port, or else on any that is free."""
    from bot.sandbox.running import Sandbox

    for attempt in [SANDBOX_PORT, 0] if port is None else [port]:
        try:
            return Sandbox(host=host, port=attempt, **more)
        except OSError as error:
            reason = error.strerror
    raise BotError(f"can't listen on {host} port {port}: {reason}; choose another with --port")


def _open_in_browser(url: str) -> None:
    """Shows a page where there is a display to show it on."""
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)


def _chat(responder: Responder, why: bool = False) -> None:
    """Talk in the terminal until the input ends; a number presses the button of that number."""
    buttons: dict[str, Action] = {}
    last: str | None = None
    while True:
        try:
            query = input("\nYou: ")
        except (EOFError, KeyboardInterrupt):
            click.echo("\nGoodbye.")
            return
        response = _response(responder, query, buttons, last)
        entries = [each.entry.id for each in answered(response.match.outcome)] if response.match else []
        last = entries[0] if len(entries) == 1 else last
        buttons = {
            str(number): button.action
            for number, button in enumerate(response.reply.buttons, start=1)
            if not isinstance(button.action, CopyText | OpenLink)
        }
        reason = explain(response, responder.matcher.index) if why else ""
        click.echo(f"\nBot: {_as_text(response, reason)}")


def _response(responder: Responder, query: str, buttons: Mapping[str, Action], last: str | None = None) -> Response:
    """The response to what was typed in the terminal: a question, the number of a button, or a command."""
    typed, situation = query.strip(), _now(responder, last)
    reply = responder.press(buttons[typed], situation) if typed in buttons else None
    if reply is None and typed.startswith("/"):
        name, _, words = typed[1:].partition(" ")
        if words:
            return responder.command_with(name, words, situation)
        reply = responder.command(name, situation)
    return Response(reply, Triage(None, ())) if reply else responder.respond(query, situation)


def _now(responder: Responder, last: str | None = None) -> Situation:
    return Situation(minute_of_week(now(), responder.faq.pharmacy.timezone), after=last)


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
    names = {Answer: "answer", Answers: "answers", Suggestions: "suggestions", NoMatch: "no_match"}
    return {
        "query": query,
        "outcome": "urgent" if urgency else names[type(outcome)],
        "entries": [candidate.entry.id for candidate in answered(outcome)],
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
    }


def _verdict(problems: Iterable[Problem]) -> str:
    warnings = [problem.warning for problem in problems]
    if not warnings:
        return "No problems."
    counts = {"error": warnings.count(False), "warning": warnings.count(True)}
    return ", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items()) + "."


def _table(figures: Figures) -> Iterator[str]:
    shares, wrong = figures.shares(), figures.answered - figures.answered_right
    if figures.questions:
        yield f"questions                  {figures.questions}"
        yield f"  top 1                    {shares['top1']:.3f}"
        yield f"  top 3                    {shares['top3']:.3f}"
        yield f"  answered directly, right {shares['answered_right']:.3f}"
        yield f"  helped                   {shares['helped']:.3f}"
        yield f"  wrong among direct       {shares['wrong_among_answered']:.3f}  ({wrong} of {figures.answered})"
    if figures.off_topic:
        yield f"off-topic answered         {figures.off_topic_answered} of {figures.off_topic}"
    if figures.crises:
        yield f"crises missed              {figures.crises_missed} of {figures.crises}  ({shares['crises_missed']:.3f})"
    if figures.no_crises:
        alarms = f"{figures.false_alarms} of {figures.no_crises}"
        yield f"false alarms               {alarms}  ({shares['false_alarms']:.3f})"


def _listed(failures: Iterable[Failure]) -> Iterator[str]:
    for failure in failures:
        yield f"{failure.kind}: {failure.query}\n    expected {failure.expected}, got {failure.got}"
