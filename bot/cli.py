"""The command line: a list of commands; it prints, as the chat in terminal.py does, and picks the exit code."""

import json
import os
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from bot.clock import now
from bot.command_line import FAQ_OPTION, content_of, explained, responder_of
from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.evaluation import evaluate, listed, read_labelled, table
from bot.faq.loader import MAX_BYTES, load
from bot.faq.schema import schema as faq_schema
from bot.inspection import inspect
from bot.links import bot_name, link, write_codes
from bot.local_telegram import SANDBOX_PORT, local_telegram, open_in_browser
from bot.safety.triage import Safety
from bot.settings import Settings
from bot.staff.faq_file import FaqFile
from bot.staff_commands import diff, gaps, new, stats
from bot.terminal import answer, chat, json_line

TOKEN_HINT = "For Telegram itself: get a token from @BotFather, then  TELEGRAM_BOT_TOKEN=<token> make run"
PORT_OPTION = click.option(
    "--port", type=click.IntRange(0, 65535), help=f"The port of the local Telegram; {SANDBOX_PORT}, or a free one."
)


@click.group(commands=[new, diff, gaps, stats], context_settings={"help_option_names": ["-h", "--help"]})
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
        responder, instead = _responder_meanwhile(settings, responder)
        click.echo(f"{error}\n\nUntil this is mended, the bot {instead}.", err=True)
    if terminal:
        chat(responder)
        return
    from bot.telegram_app.running import run_on_telegram  # the other commands need no network library

    if settings.token:
        run_on_telegram(settings, responder)
        return
    with local_telegram(port, name=responder.faq.pharmacy.name) as local:
        click.echo(f"The bot is at  {local.url}  in your browser; Ctrl-C ends it.\n{TOKEN_HINT}")
        open_in_browser(local.url)
        here = replace(settings, token=local.token, telegram_api_url=local.url, state_dir=None, webhook_url=None)
        run_on_telegram(here, responder)


@main.command()
@click.option("--token", help="The only token to accept; otherwise the first that calls.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@PORT_OPTION
@explained
def sandbox(token: str | None, host: str, port: int | None) -> None:
    """Run the local Telegram alone, for any bot."""
    with suppress(KeyboardInterrupt), local_telegram(port, host=host, token=token) as local:
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
        chat(responder, why)
    else:
        queries = [" ".join(question)] if question else (line.rstrip("\r\n") for line in sys.stdin)
        for query in queries:
            click.echo(json_line(responder, query) if as_json else answer(responder, query, why))
    if error:
        sys.exit(1)


@main.command()
@click.argument("file", envvar="FAQ_FILE", default="faq.yaml", type=click.Path(path_type=Path))
@explained
def check(file: Path) -> None:
    """Check a FAQ file: its structure, then what it says and how it is found."""
    found = inspect(content_of(file, MAX_BYTES + 1), str(file), now())
    click.echo("\n".join(found.lines))
    if not found.is_in_order:
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
    entries = load(content_of(faq_file, MAX_BYTES + 1), str(faq_file)).entries
    bot = bot_name(name) if name is not None else _name_on_telegram()
    addresses = {id: link(bot, id) for id in entries}
    if folder:
        write_codes(addresses, folder, ["svg", "png"] if png else ["svg"])
    for id, address in addresses.items():
        click.echo(f"{entries[id].question}\t{address}")


@main.command()
def schema() -> None:
    """Print the JSON Schema of a FAQ file, for editors that complete and mark while someone types."""
    click.echo(json.dumps(faq_schema(), indent=2, ensure_ascii=False))


@main.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List each failure.")
@FAQ_OPTION
@explained
def evaluation(files: tuple[Path, ...], as_json: bool, verbose: bool, faq_file: Path) -> None:
    """Measure the bot on files of labelled messages, one JSON object a line."""
    responder = responder_of(faq_file, Safety())
    messages = [
        message
        for file in files
        for message in read_labelled(content_of(file).decode("utf-8-sig", "replace").split("\n"), str(file))
    ]
    figures, failures = evaluate(messages, responder.respond)
    if as_json:
        shown = {"failures": [vars(failure) for failure in failures]} if verbose else {}
        click.echo(json.dumps({**figures.shares(), "counts": vars(figures), **shown}, ensure_ascii=False))
    else:
        click.echo("\n".join(table(figures)))
        if verbose:
            click.echo("\n".join(listed(failures)))


def _responder_or_fallback(path: Path) -> tuple[Responder, BotError | None]:
    """A responder for a FAQ file; where it can't be used, the fallback that still helps people in danger, and why."""
    safety = Safety()
    try:
        return responder_of(path, safety), None
    except BotError as error:
        return Responder.fallback(safety), error


def _responder_meanwhile(settings: Settings, fallback: Responder) -> tuple[Responder, str]:
    """Who answers while the FAQ file can't be used, and what that one does: the last good version, if it was kept."""
    content = FaqFile(settings.faq_file, settings.state_dir if settings.token else None).last_good()
    with suppress(BotError):
        if content is not None:
            before = Responder.from_text(content, "the version before", fallback.safety)
            return before, "goes on with the version before"
    return fallback, "gives emergency replies and the pharmacy's number alone"


def _name_on_telegram() -> str:
    """What Telegram calls the bot of the token that is set."""
    settings = Settings.from_env(os.environ)
    if not settings.token:
        raise BotError("which bot? Name it with --bot, or set TELEGRAM_BOT_TOKEN so that Telegram can be asked")
    from bot.telegram_app.running import name_on_telegram

    return name_on_telegram(settings)
