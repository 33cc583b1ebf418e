"""The README tells the truth."""

import re
from dataclasses import fields
from pathlib import Path

from click.testing import CliRunner

from bot.cli.main import main
from bot.faq.reading.loader import load
from bot.sandbox.control import Control
from bot.sandbox.server import BotApi
from bot.sandbox.world import World
from bot.settings import Settings
from tests.conftest import FAQ_FILE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_block_for_staff_can_be_copied_into_the_faq_as_it_stands() -> None:
    block = next(each for each in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "question:" in each)
    shipped = FAQ_FILE.read_text("utf-8")
    faq = load(shipped.replace("      - id: what-is-ldn\n", f"{block}\n      - id: what-is-ldn\n", 1))
    assert faq.entries["travel"].referral
    assert "starts a paragraph" in faq.entries["travel"].answer


def test_the_table_of_settings_is_complete() -> None:
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert {name.removeprefix("TELEGRAM_BOT_").lower() for name in table} == {
        *(field.name for field in fields(Settings)),
        "token_file",
    }
    source = (ROOT / "bot" / "settings.py").read_text("utf-8")
    assert table == set(re.findall(r'"([A-Z]+_[A-Z_]+)"', source))


def test_each_command_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"^(?:\S+=\S+ )?make (\w+)", README, re.MULTILINE)) | set(
        re.findall(r"`make (\w+)`", README)
    ):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for command in set(re.findall(r"python -m bot (\w+)", README)):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0, command


def test_each_file_of_the_map_exists() -> None:
    listed = README.split("Where everything lives")[1].split("```")[1]
    for name in re.findall(r"^  (\w+(?:\.\w+|/))", listed, re.MULTILINE):
        assert (ROOT / "bot" / name).exists(), name
    for name in re.findall(r"(\w+\.(?:py|yaml))", listed):
        assert list(ROOT.glob(f"{name}")) + list(ROOT.glob(f"bot/**/{name}")) + list(ROOT.glob(f"tests/**/{name}")), (
            name
        )


def test_the_head_of_the_faq_names_the_command_that_checks_it() -> None:
    head = FAQ_FILE.read_text("utf-8").split("\npharmacy:")[0].strip().splitlines()
    assert len(head) <= 10
    assert all(line.startswith("#") for line in head)
    assert any("python -m bot check" in line for line in head)


def test_the_table_of_orders_is_complete() -> None:
    table = README.split("| order | |")[1].split("\n\n")[0]
    listed = {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split(" | ")[0])}
    api = BotApi(World())
    assert listed == set(Control(api.world, api.webhook, api.faults).orders())
