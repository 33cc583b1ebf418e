"""`init`: the smallest FAQ file that passes `check`, for another house to fill in."""

from importlib import resources
from pathlib import Path

import click

from bot.errors import BotError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def init(file: Path) -> None:
    """Write the smallest FAQ file that passes check, with comments that tell how to fill it in."""
    starter = resources.files("bot.faq").joinpath("starter.yaml").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(starter.replace("<file>", str(file)))
    except FileExistsError:
        raise BotError(f"{file} is there already, and stays as it is; name a new file") from None
    except OSError as error:
        raise BotError(f"can't write {file}: {error.strerror}; name a file in a folder where you may write") from None
    click.echo(
        f"{file} is ready: five questions with answers, for you to change. Next:\n"
        f"    python -m bot check {file}\n"
        f"    FAQ_FILE={file} python -m bot run"
    )
