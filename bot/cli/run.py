"""`run`: the bot on Telegram, on a local Telegram in the browser, or in the terminal."""

import gc
import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from bot.cli.beside import beside
from bot.cli.sandbox import PORT_OPTION, local_telegram, open_in_browser
from bot.errors import BotError
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.conversation.faqs import Faqs
    from bot.conversation.responder import Responder

TOKEN_HINT = "For Telegram itself: get a token from @BotFather, then  TELEGRAM_BOT_TOKEN=<token> make run"


class Read(NamedTuple):
    """What is answered from; where that is not the FAQ file, why it can't be used and what is done instead."""

    faqs: "Faqs"
    fault: str = ""


@click.command()
@click.option("--terminal", is_flag=True, help="Talk in the terminal.")
@PORT_OPTION
def run(terminal: bool, port: int | None) -> None:
    """Run the bot on Telegram; without a token, on a local Telegram in the browser."""
    gc.disable()  # what a start makes stays, and looking through it takes a sixth of its time
    settings = Settings.from_env(os.environ)
    reading = beside(partial(read, settings))
    if terminal:
        from bot.cli.terminal import chat  # what explains an answer

        responder, _ = _responder(reading)
        gc.enable()
        responder.warm_up(settings.state_dir)
        chat(responder)
        return
    from bot.telegram_app.running import run_on_telegram  # the terminal needs no network library

    responder, faq_usable = _responder(reading)
    if settings.token:
        run_on_telegram(settings, responder, faq_usable)
        return
    with local_telegram(port, name=responder.faq.pharmacy.name or "FAQ") as local:
        click.echo(f"The bot is at  {local.url}  in your browser; Ctrl-C ends it.\n{TOKEN_HINT}")
        open_in_browser(local.url)
        here = replace(settings, token=local.token, telegram_api_url=local.url, state_dir=None, webhook_url=None)
        run_on_telegram(here, responder, faq_usable)


def read(settings: Settings) -> Read:
    """Reads the FAQ file; while it can't be used, the last good version if it was kept, or else the fallback."""
    from bot.cli.files import faqs_or_fallback  # needed in the process that reads, not in the one that connects
    from bot.conversation.faqs import read_faqs
    from bot.faq.file import FaqFile

    faqs, error = faqs_or_fallback(settings.faq_file)
    if error is None:
        return Read(faqs)
    file = FaqFile(settings.faq_file, settings.state_dir if settings.token else None)
    content = file.last_good()
    with suppress(BotError):
        if content is not None:
            before = read_faqs(content, "the version before", translations=file.last_good_translations())
            return Read(before, f"{error}\n\nUntil this is fixed, the bot goes on with the version before.")
    instead = "gives emergency replies and the phone number alone"
    return Read(faqs, f"{error}\n\nUntil this is fixed, the bot {instead}.")


def _responder(reading: "Callable[[], Read]") -> "tuple[Responder, bool]":
    """Who answers, and whether that is from the FAQ file; the operator is told what is wrong."""
    from bot.cli.responders import detector_as_set  # which may take its time, as another process reads meanwhile
    from bot.conversation.responder import Responder

    detector = detector_as_set()
    faqs, fault = reading()
    if fault:
        click.echo(fault, err=True)
    for error in faqs.translations.faults:
        click.echo(f"{error}\n\nUntil this is fixed, people are answered in other languages alone.", err=True)
    return Responder(faqs, detector), not fault
