"""`new`, `diff`, `gaps`, `stats`: for those who keep the FAQ, what people ask, and what an edit changes."""

import asyncio
import os
from datetime import date
from pathlib import Path

import click

from bot.analytics.chart import picture
from bot.analytics.reading import gaps_report, kept_texts, statistics_of
from bot.analytics.statistics import report
from bot.cli.files import FAQ_OPTION, content_of, write
from bot.cli.responders import responder_of
from bot.clock import day_there, now
from bot.faq.file import FaqFile
from bot.faq.model import Faq
from bot.faq.reading.loader import MAX_BYTES, load
from bot.faq.template import with_template
from bot.language.markup import plain
from bot.settings import Settings
from bot.staff.preview import preview
from bot.staff.wording import StaffWording

# So many differences are printed.
MOST_DIFFERENCES = 100


@click.command()
@click.argument("id")
@click.option("--topic", help="The id of the topic where it belongs; the last one that is no small talk by default.")
@FAQ_OPTION
def new(id: str, topic: str | None, faq_file: Path) -> None:
    """Put an entry to fill in into the FAQ file, as a draft that nobody sees yet."""
    content = content_of(faq_file, MAX_BYTES + 1)
    load(content, str(faq_file))  # names the problems under the file's own name
    template = with_template(content.decode(), id, topic)
    FaqFile(faq_file).replace(template.text.encode(), expected=content)
    click.echo(
        f'The draft is at {faq_file}:{template.line}, in the topic "{template.topic}".\n'
        "Fill in its question, the other ways to ask it and its answer. Then check the file:\n"
        f"    python -m bot check {faq_file}\n"
        'Nobody sees it until you take its line "draft: yes" out.'
    )


@click.command()
@FAQ_OPTION
def gaps(faq_file: Path) -> None:
    """Print the questions that found no answer, the most frequent first."""
    settings, responder = Settings.from_env(os.environ), responder_of(faq_file)
    click.echo(asyncio.run(gaps_report(settings, responder, lambda: _today(responder.faq))))


@click.command()
@click.option("--days", type=click.IntRange(1, 366), default=28, show_default=True, help="How many days, up to today.")
@click.option("--picture", "file", type=click.Path(path_type=Path), help="Also write a picture there, as PNG.")
@FAQ_OPTION
def stats(days: int, file: Path | None, faq_file: Path) -> None:
    """Print how much was asked, what was answered, and which answers helped."""
    settings, responder = Settings.from_env(os.environ), responder_of(faq_file)
    found = asyncio.run(statistics_of(settings, responder, lambda: _today(responder.faq), days))
    click.echo(plain(report(found, responder.faq)))
    if file:
        write(file, picture(found, responder.faq))


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Print what another FAQ file would change: for its own phrasings, and for the questions that are kept."""
    settings, before = Settings.from_env(os.environ), responder_of(old)
    after = before.with_content(content_of(new, MAX_BYTES + 1), str(new))
    asked = asyncio.run(kept_texts(settings, lambda: _today(after.faq)))
    click.echo(plain(StaffWording(after.faq).preview(preview(before, after, asked), MOST_DIFFERENCES)))


def _today(faq: Faq) -> date:
    return day_there(now(), faq.pharmacy.timezone)
