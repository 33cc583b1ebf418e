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
    from bot.conversation.responder import Responder

TOKEN_HINT = "For Telegram itself: get a token from @BotFather, then  TELEGRAM_BOT_TOKEN=<token> make run"


class Begun(NamedTuple):
    """Who answers; where the FAQ file can't be used, what is wrong with it and what is done instead."""

    responder: "Responder"
    fault: str = ""


@click.command()
@click.option("--terminal", is_flag=True, help="Talk in the terminal.")
@PORT_OPTION
def run(terminal: bool, port: int | None) -> None:
    """Run the bot on Telegram; without a token, on a local Telegram in the browser."""
    gc.disable()  # what a start makes stays, and looking through it takes a sixth of its time
    settings = Settings.from_env(os.environ)
    reading = beside(partial(begin, settings))
    if terminal:
        from bot.cli.terminal import chat  # what explains an answer

        responder = _told(reading()).responder
        gc.enable()
        responder.warm_up(settings.state_dir)
        chat(responder)
        return
    from bot.telegram_app.running import run_on_telegram  # the terminal needs no network library

    begun = _told(reading())
    if settings.token:
        run_on_telegram(settings, begun.responder, faq_usable=not begun.fault)
        return
    with local_telegram(port, name=begun.responder.faq.pharmacy.name or "FAQ") as local:
        click.echo(f"The bot is at  {local.url}  in your browser; Ctrl-C ends it.\n{TOKEN_HINT}")
        open_in_browser(local.url)
        here = replace(settings, token=local.token, telegram_api_url=local.url, state_dir=None, webhook_url=None)
        run_on_telegram(here, begun.responder, faq_usable=not begun.fault)


def begin(settings: Settings) -> Begun:
    """Reads the FAQ file; while it can't be used, the last good version answers, if it was kept, or the fallback."""
    from bot.cli.files import responder_or_fallback  # which is needed in the process that reads
    from bot.faq.file import FaqFile

    fallback, error = responder_or_fallback(settings.faq_file)
    if error is None:
        return Begun(fallback)
    file = FaqFile(settings.faq_file, settings.state_dir if settings.token else None)
    content = file.last_good()
    with suppress(BotError):
        if content is not None:
            before = fallback.with_content(content, "the version before", file.last_good_translations())
            return Begun(before, f"{error}\n\nUntil this is fixed, the bot goes on with the version before.")
    instead = "gives emergency replies and the phone number alone"
    return Begun(fallback, f"{error}\n\nUntil this is fixed, the bot {instead}.")


def _told(begun: Begun) -> Begun:
    """The same, after the operator was told what is wrong."""
    if begun.fault:
        click.echo(begun.fault, err=True)
    for fault in begun.responder.faults:
        click.echo(f"{fault}\n\nUntil this is fixed, people are answered in other languages alone.", err=True)
    return begun
