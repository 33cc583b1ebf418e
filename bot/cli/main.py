"""The list of commands; an error that was expected is explained, with exit code 1."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from bot.errors import BotError

# Where each command stands: it is imported when it is named, since those for the terminal would slow down a start.
COMMANDS = {
    "run": "bot.cli.run:run",
    "sandbox": "bot.cli.sandbox:sandbox",
    "init": "bot.cli.init:init",
    "ask": "bot.cli.ask:ask",
    "check": "bot.cli.check:check",
    "links": "bot.cli.links:links",
    "schema": "bot.cli.check:schema",
    "eval": "bot.cli.evaluate:evaluation",
    "new": "bot.cli.staff:new",
    "diff": "bot.cli.staff:diff",
    "gaps": "bot.cli.staff:gaps",
    "stats": "bot.cli.staff:stats",
    "history": "bot.cli.history:history",
}


class ExplainingGroup(click.Group):
    """Commands whose expected errors are shown as their explanation alone."""

    def invoke(self, ctx: click.Context) -> Any:
        """What a command returns; exits with 1 where it raises a BotError."""
        try:
            return super().invoke(ctx)
        except BotError as error:
            click.echo(error, err=True)
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """The command of a name, if there is one."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=ExplainingGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Answers questions from a curated faq.yaml, on Telegram or in a browser."""
    if sys.stdin is None:  # closed by whoever started us
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # stays open as long as the process
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
