"""`ask`: one question, each line of the standard input, or a chat."""

import sys
from pathlib import Path

import click

from bot.cli.files import FAQ_OPTION, LANGUAGE_OPTION, STATE_DIR
from bot.cli.responders import responder_or_fallback
from bot.cli.terminal import answer, chat, json_line


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each line of standard input.")
@click.option("--why", is_flag=True, help="Show which words counted for how much.")
@LANGUAGE_OPTION
@FAQ_OPTION
def ask(question: tuple[str, ...], as_json: bool, why: bool, language: str | None, faq_file: Path) -> None:
    """Ask a question and print the reply; without one, chat, or answer each line of standard input."""
    responder, error = responder_or_fallback(faq_file)
    if error:
        click.echo(error, err=True)
    for fault in responder.faults:
        click.echo(fault, err=True)
    responder.warm_up(STATE_DIR)
    if not question and not as_json and sys.stdin.isatty():
        chat(responder, why, language)
    else:
        queries = [" ".join(question)] if question else (line.rstrip("\r\n") for line in sys.stdin)
        for query in queries:
            click.echo(json_line(responder, query, language) if as_json else answer(responder, query, why, language))
    if error:
        sys.exit(1)
