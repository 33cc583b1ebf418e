"""Whatever people send who are not of the staff, they see no kept words, change nothing, and are in no log."""

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.safety.triage import DangerDetector
from bot.telegram_app.observability.logs import set_up_logging
from tests.telegram_app.test_staff import STAFF_ROOM, House
from tests.telegram_app.wire import ANNA, BOT, GROUP, PRIVATE, Wire, message, press

KEPT = "do zebrafinches like it"
STRANGER = {"id": 987654321, "is_bot": False, "first_name": "Zebulon", "last_name": "Quax", "username": "zebquax"}
HOME = {"id": 987654321, "type": "private", "first_name": "Zebulon", "username": "zebquax"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL = {"id": -1005550001, "type": "channel", "title": "Zebulon's channel"}
PERSONAL = ("zebulon", "quax", "987654321", "555 0199", "-1005550001", "hopeless", "want to die")
# Who is heard where; the first alone is of the staff, in a group that isn't theirs.
PLACES = [(GROUP, ANNA), (HOME, STRANGER), (GROUP, STRANGER), (STAFF_ROOM, STRANGER), (STAFF_ROOM, ANONYMOUS)]
COMMANDS = ["gaps", "add", "reviewed", "undo", "cancel", "stats", "start", "search", "topics", "help"]
WORDS = [
    "", "desk:save:1:0", "price Dr. Zebulon Quax", "i want to die", "i feel so hopeless, call 310 555 0199",
    "my name is Zebulon Quax, is it kosher", "what is ldn", "how pricey or dear is the meaning", "/gaps",
]  # fmt: skip
PHOTO = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
Raw = dict[str, Any]


@st.composite
def said(draw: st.DrawFn) -> Raw:
    """A message, new or edited, forwarded, below a picture, or of a chat's own."""
    chat, user = draw(st.sampled_from(PLACES))
    words = draw(st.sampled_from(WORDS))
    name = f"@{BOT['username']}"
    command = f"/{draw(st.sampled_from(COMMANDS))}{draw(st.sampled_from(['', name]))}"
    text = draw(st.sampled_from([words, f"{command} {words}", f"{name} {words}"])).strip()
    raw = message(chat, text=text)["message"]
    if text.startswith("@"):
        raw["entities"] = [{"type": "mention", "offset": 0, "length": len(name)}]
    raw["from"] = user
    if user is ANONYMOUS:
        raw["sender_chat"] = STAFF_ROOM
    match draw(st.sampled_from(["", "caption", "forwarded", "album"])):
        case "caption":
            raw = {**raw, "caption": raw.pop("text"), "caption_entities": raw.pop("entities", []), "photo": PHOTO}
        case "album":
            raw = {**raw, "caption": raw.pop("text"), "photo": PHOTO, "media_group_id": "1"}
        case "forwarded":
            raw["forward_origin"] = {"type": "user", "date": 1, "sender_user": ANNA}
    return {draw(st.sampled_from(["message", "edited_message"])): raw}


@st.composite
def pressed(draw: st.DrawFn) -> Raw:
    """A button, perhaps of a message that is old or was sent from elsewhere."""
    chat, user = draw(st.sampled_from(PLACES))
    verb = draw(st.sampled_from(["save", "same", "show", "new", "aside", "cancel"]))
    desk = f"desk:{verb}:{draw(st.integers(0, 5))}:{draw(st.integers(0, 2))}"
    raw = press(draw(st.sampled_from([desk, desk, "no:what-is-ldn", "none:", "what-is-ldn"])), chat, user)
    match draw(st.sampled_from(["", "no message", "inaccessible"])):
        case "no message":
            del raw["callback_query"]["message"]
            raw["callback_query"]["inline_message_id"] = "1"
        case "inaccessible":
            raw["callback_query"]["message"] = {"message_id": 1, "date": 0, "chat": chat}
    return raw


def asked_elsewhere(words: str) -> Raw:
    return {"inline_query": {"id": "1", "from": STRANGER, "query": words, "offset": ""}}


def posted(words: str) -> Raw:
    post = message(CHANNEL, text=words)["message"]
    del post["from"]
    return {"channel_post": {**post, "sender_chat": CHANNEL}}


UPDATES = st.one_of(said(), pressed(), st.sampled_from(WORDS).map(asked_elsewhere), st.sampled_from(WORDS).map(posted))


class Kept(logging.Handler):
    """Keeps what is logged, at any level."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def log() -> Any:
    set_up_logging("DEBUG", "plain")
    root, kept = logging.getLogger(), Kept()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.setLevel(level)
    root.removeHandler(kept)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(UPDATES, min_size=1, max_size=12))
def test_whatever_they_send(log: Kept, safety: DangerDetector, updates: list[Raw]) -> None:
    async def told() -> None:
        with tempfile.TemporaryDirectory() as folder:
            house = House(Path(folder) / "faq.yaml", safety, Wire())
            await prepare(house)
            before = house.file.read_bytes()
            calls = len(house.wire.calls)
            await house.hears(*updates)
            assert house.file.read_bytes() == before
            heard = repr(house.wire.calls[calls:])
            assert "zebrafinch" not in heard
            assert "desk:" not in heard.replace("/start desk:", "")
            texts = [kept.text.casefold() for kept in await house.journal.kept()]
            assert texts.count(KEPT) == 1
            for part in PERSONAL:
                assert not any(part in text for text in texts)
                assert part not in "\n".join(log.lines).casefold()
                assert part not in house.metrics.text().decode().casefold()
                assert part not in repr(await house.journal.counts(house.today())).casefold()
            await house.journal.close()

    log.lines.clear()
    asyncio.run(told())


async def prepare(house: House) -> None:
    """Staff look at a kept text, write an entry, and could save an edit, each in another place."""
    await house.journal.keep(KEPT)
    other = {"id": 9, "is_bot": False, "first_name": "Cleo"}
    for chat, user in ((PRIVATE, ANNA), (STAFF_ROOM, ANNA), ({**PRIVATE, "id": 9}, other)):
        say = message(chat, text="/gaps")
        say["message"]["from"] = user
        await house.hears(say)
    await house.hears(press("desk:same:1:0"), press("desk:new:2:0", STAFF_ROOM))
