"""python -m bot."""

from bot.cli.main import main

main(prog_name="python -m bot")
