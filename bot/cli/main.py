"""The list of commands; an error that was expected is explained, with exit code 1."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from bot.cli.ask import ask
from bot.cli.check import check, schema
from bot.cli.evaluate import evaluation
from bot.cli.history import history
from bot.cli.init import init
from bot.cli.links import links
from bot.cli.run import run
from bot.cli.sandbox import sandbox
from bot.cli.staff import diff, gaps, new, stats
from bot.errors import BotError

COMMANDS = (run, sandbox, init, ask, check, links, schema, evaluation, new, diff, gaps, stats, history)


class ExplainingGroup(click.Group):
    """Commands whose expected errors are shown as their explanation alone."""

    def invoke(self, ctx: click.Context) -> Any:
        """What a command returns; exits with 1 where it raises a BotError."""
        try:
            return super().invoke(ctx)
        except BotError as error:
            click.echo(error, err=True)
            sys.exit(1)


@click.group(cls=ExplainingGroup, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Answers questions from a curated faq.yaml, on Telegram or in a browser."""
    if sys.stdin is None:  # closed by whoever started us
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # stays open as long as the process
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
