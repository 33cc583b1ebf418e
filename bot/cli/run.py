"""`run`: the bot on Telegram, on a local Telegram in the browser, or in the terminal."""

import gc
import os
from contextlib import suppress
from dataclasses import replace

import click

from bot.cli.files import responder_or_fallback
from bot.cli.sandbox import PORT_OPTION, local_telegram, open_in_browser
from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.faq.file import FaqFile
from bot.settings import Settings

TOKEN_HINT = "For Telegram itself: get a token from @BotFather, then  TELEGRAM_BOT_TOKEN=<token> make run"


@click.command()
@click.option("--terminal", is_flag=True, help="Talk in the terminal.")
@PORT_OPTION
def run(terminal: bool, port: int | None) -> None:
    """Run the bot on Telegram; without a token, on a local Telegram in the browser."""
    gc.disable()  # what a start makes stays, and looking through it takes a sixth of its time
    settings = Settings.from_env(os.environ)
    responder, error = responder_or_fallback(settings.faq_file)
    if error:
        responder, instead = _responder_meanwhile(settings, responder)
        click.echo(f"{error}\n\nUntil this is fixed, the bot {instead}.", err=True)
    for fault in responder.faults:
        click.echo(f"{fault}\n\nUntil this is fixed, people are answered in other languages alone.", err=True)
    if terminal:
        from bot.cli.terminal import chat  # what explains an answer

        gc.enable()
        responder.warm_up(settings.state_dir)
        chat(responder)
        return
    from bot.telegram_app.running import run_on_telegram  # the terminal needs no network library

    if settings.token:
        run_on_telegram(settings, responder, faq_usable=error is None)
        return
    with local_telegram(port, name=responder.faq.pharmacy.name or "FAQ") as local:
        click.echo(f"The bot is at  {local.url}  in your browser; Ctrl-C ends it.\n{TOKEN_HINT}")
        open_in_browser(local.url)
        here = replace(settings, token=local.token, telegram_api_url=local.url, state_dir=None, webhook_url=None)
        run_on_telegram(here, responder, faq_usable=error is None)


def _responder_meanwhile(settings: Settings, fallback: Responder) -> tuple[Responder, str]:
    """Who answers while the FAQ file can't be used, and what that one does: the last good version, if it was kept."""
    file = FaqFile(settings.faq_file, settings.state_dir if settings.token else None)
    content = file.last_good()
    with suppress(BotError):
        if content is not None:
            before = fallback.with_content(content, "the version before", file.last_good_translations())
            return before, "goes on with the version before"
    return fallback, "gives emergency replies and the phone number alone"
