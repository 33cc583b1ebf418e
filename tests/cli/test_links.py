"""Links to the answers: each opens the bot at its entry."""

import re
from pathlib import Path

import pytest

from bot.cli.links import bot_name, link
from bot.conversation.reply import OpenEntry
from bot.conversation.responder import Responder
from bot.errors import BotError
from bot.faq.model import Faq
from bot.sandbox.running import Sandbox
from tests.cli.test_cli import file_with, run
from tests.small_faq import small
from tests.telegram_app.test_application import replies_to
from tests.telegram_app.wire import message

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("given", ["my_ldn_bot", "@my_ldn_bot", " my_ldn_bot "])
def test_the_name_of_a_bot(given: str) -> None:
    assert bot_name(given) == "my_ldn_bot"


@pytest.mark.parametrize("given", ["", "@", "bot name", "1bot", "a" * 33, "my-bot", "https://t.me/my_bot", "bot"])
def test_what_is_no_name_of_a_bot(given: str) -> None:
    with pytest.raises(BotError, match="is no name of a bot"):
        bot_name(given)


def test_each_entry_has_a_link_that_telegram_takes(faq: Faq) -> None:
    for id in faq.entries:
        assert re.fullmatch(r"https://t\.me/my_ldn_bot\?start=[A-Za-z0-9_-]{1,64}", link("my_ldn_bot", id))


async def test_each_link_opens_its_answer(responder: Responder) -> None:
    ids = list(responder.faq.entries)
    sent = await replies_to(responder, *(message(text=f"/start {id}") for id in ids))
    wanted = [responder.press(OpenEntry(id)).plain.split("\n")[0] for id in ids]
    assert [re.sub("<.*?>", "", each["text"].split("\n")[0]) for each in sent] == wanted


def test_links_are_printed_with_their_questions(faq: Faq) -> None:
    lines = run("links", "--bot", "@my_ldn_bot").stdout.splitlines()
    assert lines[0] == "What is LDN?\thttps://t.me/my_ldn_bot?start=what-is-ldn"
    assert len(lines) == len(faq.entries)


def test_another_faq(tmp_path: Path) -> None:
    stdout = run("links", "--bot", "my_ldn_bot", "--faq", file_with(tmp_path, small())).stdout
    assert [line.split("=")[1] for line in stdout.splitlines()] == ["what-is-ldn", "price", "greeting"]


def test_telegram_is_asked_for_the_name(sandbox: Sandbox) -> None:
    env = {"TELEGRAM_BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url}
    assert "https://t.me/sandbox_bot?start=dose" in run("links", env=env).stdout


def test_a_name_that_nobody_knows_is_asked_for(sandbox: Sandbox) -> None:
    nobody = run("links")
    assert nobody.exit_code == 1
    assert "Name it with --bot, or set TELEGRAM_BOT_TOKEN" in nobody.stderr
    wrong = run("links", env={"TELEGRAM_BOT_TOKEN": f"5:{'x' * 35}", "TELEGRAM_API_URL": sandbox.url})
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr == "Telegram does not accept this token; get the right one from @BotFather\n"
    sandbox.do("fault", method="getMe", kind="close")
    cut_off = run("links", env={"TELEGRAM_BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url})
    assert cut_off.exit_code == 1
    assert "Telegram can't be reached" in cut_off.stderr
    assert sandbox.token not in cut_off.stderr


@pytest.mark.parametrize(("options", "kinds"), [([], [".svg"]), (["--png"], [".png", ".svg"])])
def test_qr_codes_are_written(tmp_path: Path, faq: Faq, options: list[str], kinds: list[str]) -> None:
    folder = tmp_path / "new" / "codes"
    assert run("links", "--bot", "my_ldn_bot", "--qr", str(folder), *options).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{id}{kind}" for id in faq.entries for kind in kinds
    )
    for path in folder.iterdir():
        content = path.read_bytes()
        assert content.startswith(PNG) if path.suffix == ".png" else content.rstrip().endswith(b"</svg>")


def test_a_folder_that_cannot_be_written_to_is_explained(tmp_path: Path) -> None:
    taken = file_with(tmp_path, "a file", "codes")
    for folder in (taken, f"{taken}/below"):
        result = run("links", "--bot", "my_ldn_bot", "--qr", folder)
        assert (result.exit_code, result.stdout) == (1, "")
        assert re.search(r"can't write .*: (File exists|Not a directory); choose another folder", result.stderr)


def test_a_broken_faq_and_wrong_usage_are_explained(tmp_path: Path) -> None:
    assert "topics" in run("links", "--bot", "my_ldn_bot", "--faq", file_with(tmp_path, "topics:")).stderr
    assert "is no name of a bot" in run("links", "--bot", "").stderr
    assert run("links", "--png").exit_code == 2
