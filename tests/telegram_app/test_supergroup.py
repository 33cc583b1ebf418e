"""The staff's group becomes a supergroup, which has another number: the bot goes with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.running import Sandbox
from tests.conftest import FAQ_FILE
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.shipped import shipped

SAM, GROUP = 1001, -2050
GROWN = GROUP - 10**12
MOVED = f"the staff's group has become a supergroup and is followed; set STAFF_CHAT_ID={GROWN}"


@pytest.fixture
def group(sandbox: Sandbox) -> Sandbox:
    sandbox.do("chat", id=GROUP, type="group", title="Staff", user_ids=[SAM])
    return sandbox


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[dict[str, str]]:
    file = tmp_path / "faq.yaml"
    shutil.copy(FAQ_FILE, file)
    yield {"STAFF_IDS": str(SAM), "STAFF_CHAT_ID": str(GROUP), "FAQ_FILE": str(file)}


def said(sandbox: Sandbox, chat_id: int) -> list[str]:
    """What the bot has written in a chat."""
    messages = sandbox.see("transcript", chat_id=chat_id)["messages"]
    return [message["text"] for message in messages if message["from"]["is_bot"] and "text" in message]


def menu_in(sandbox: Sandbox, chat_id: int) -> list[str]:
    """The names of the commands that Telegram shows in a chat of its own."""
    shown = sandbox.call("getMyCommands", scope={"type": "chat", "chat_id": chat_id})["result"]
    return [command["command"] for command in shown]


def test_while_the_bot_runs(group: Sandbox, settings: dict[str, str]) -> None:
    with running_bot(group, **settings) as bot:
        assert group.do("migrate", chat_id=GROUP)["id"] == GROWN
        group.do("message", chat_id=GROWN, user_id=SAM, text="/gaps")
        eventually(lambda: said(group, GROWN))
        eventually(lambda: "gaps" in menu_in(group, GROWN))
        file = Path(settings["FAQ_FILE"])
        file.write_text(file.read_text("utf-8").replace("question: What is LDN?", "question: What's LDN?"), "utf-8")
        eventually(lambda: len(said(group, GROWN)) == 2)
        bot.end()
    assert said(group, GROWN)[1].startswith(shipped("staff.reloaded"))
    assert said(group, GROUP) == []
    assert bot.log.count(MOVED) == 1
    assert "Traceback" not in bot.log


def test_while_the_bot_was_off(group: Sandbox, settings: dict[str, str]) -> None:
    group.do("migrate", chat_id=GROUP)
    (latest,) = group.call("getUpdates", offset=-1)["result"]
    assert group.call("getUpdates", offset=latest["update_id"] + 1)["result"] == []
    with running_bot(group, **settings) as bot:
        eventually(lambda: group.see("calls", method="sendChatAction"))
        group.do("message", chat_id=GROWN, user_id=SAM, text="/gaps")
        eventually(lambda: said(group, GROWN))
        bot.end()
    assert bot.log.count(MOVED) == 1


def test_another_group_is_not_followed(group: Sandbox, settings: dict[str, str]) -> None:
    other = int(group.do("chat", type="group", title="Friends", user_ids=[SAM])["id"])
    with running_bot(group, **settings) as bot:
        group.do("migrate", chat_id=other)
        group.do("message", chat_id=GROUP, user_id=SAM, text="/gaps")
        eventually(lambda: said(group, GROUP))
        bot.end()
    assert "supergroup" not in bot.log


def test_a_group_that_has_moved_says_where(group: Sandbox) -> None:
    group.do("migrate", chat_id=GROUP)
    answer = group.call("sendMessage", chat_id=GROUP, text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": GROWN}
    with pytest.raises(ValueError, match="only a group can become a supergroup, once"):
        group.do("migrate", chat_id=GROUP)
