"""Whatever staff do, and in whatever order: one reply each, and a file that a person wrote or that can be used."""

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.reply import AtDesk, Reply
from bot.faq.file import FaqFile
from bot.safety.triage import DangerDetector
from bot.staff.tasks import Who
from tests.small_faq import small
from tests.staff.office import Office
from tests.staff.test_conversation import ANSWER

Action = st.SearchStrategy[tuple[str, Any, Any]]

COMMENT = "# a comment that must stay\n"
START = small("      - id: price\n", f"      {COMMENT}      - id: price\n").replace("hours: null", "hours: null  # why")
PRICE = "      - id: price\n"
# What a person may do to the file by hand; each is given what stands there.
BY_HAND: dict[str, Callable[[str], str | None]] = {
    "other words": lambda text: text.replace("A *small* dose.", "A tiny dose."),
    "a mistake": lambda text: text.replace("answer: Please", "anwser: Please"),
    "a comment": lambda text: text + COMMENT,
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a draft": lambda text: text.replace(PRICE, PRICE + "        draft: yes\n").replace("[price]", "[greeting]"),
    "an entry gone": lambda text: re.sub(r"      - id: price\n(?:        .*\n)+", "", text).replace(
        "[price]", "[greeting]"
    ),
    "half of it": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "deleted": lambda text: None,
    "fixed": lambda text: START,
}
HOURS = "Mon-Sat 9am-5pm\nclosed Dec 25"
ENTRIES = ["what-is-ldn", "price", "greeting", "nothing"]
TEXTS = [
    "Can I travel with LDN?", "is ldn dear to buy", "is it expensive", ANSWER, "i want to die", "i feel so low", "…",
    "310 555 0100", "- a: b # c", "-", HOURS, "😀" * 40, "a\u2028b\x85c", "{phone} {nobody}", "*", "line\nline",
]  # fmt: skip

NUMBERS, FIRST, NOTHING = st.integers(0, 3), st.just(0), st.just("")


def act(what: str, first: st.SearchStrategy[Any], second: st.SearchStrategy[Any] = NOTHING) -> Action:
    return st.tuples(st.just(what), first, second)


VERBS = [
    "show", "same", "new", "aside", "save", "cancel", "edit", "topics", "into", "right", "correct", "later", "stop",
    "back", "answer", "question", "ways", "related", "source", "needs", "drop", "more", "pick", "turn", "publish",
    "open", "remove", "keep", "list", "hours", "phone", "done", "x",
]  # fmt: skip
COMMANDS = [
    "gaps", "undo", "cancel", "stats", "add", "reviewed", "review", "history", "drafts", "hours", "pharmacy", "x",
]  # fmt: skip
WITH_ENTRY = ["edit", "find", "show", "remove", "reviewed"]
PEOPLE = st.sampled_from([(7, 7), (8, 8)])
REVIEWS = st.builds("{} {}".format, st.sampled_from(ENTRIES), st.sampled_from(TEXTS))
ACTIONS = st.one_of(
    act("command", st.sampled_from(COMMANDS)),
    act("command", st.just("add"), st.sampled_from(TEXTS)),
    act("command", st.just("name"), st.sampled_from(TEXTS)),
    act("command", st.just("reviewed"), REVIEWS),
    act("command", st.sampled_from(WITH_ENTRY), st.sampled_from(ENTRIES)),
    act("button", NUMBERS),
    act("press", st.sampled_from(VERBS), NUMBERS),
    act("text", st.sampled_from(TEXTS)),
    act("ask", st.sampled_from(TEXTS)),
    act("by hand", st.sampled_from(sorted(BY_HAND))),
    act("look", NOTHING),
    # What leads far, more often than chance would.
    act("button", FIRST),
    act("command", st.just("add"), st.sampled_from(TEXTS[:3])),
    act("command", st.just("edit"), st.just("price")),
    act("press", st.sampled_from(["new", "answer", "question", "ways", "remove"]), FIRST),
    act("text", st.sampled_from([TEXTS[0], ANSWER, HOURS])),
    act("press", st.just("save"), FIRST),
    act("command", st.just("undo")),
)


class Story:
    """A desk, the last buttons that each of two people sees, and what stood in the file before each change."""

    def __init__(self, office: Office) -> None:
        self.office, self.file = office, office.file
        self.shown = {(7, 7): Reply(""), (8, 8): Reply("")}

    async def goes_on(self, who: Who, what: str, first: Any, second: Any) -> None:
        before = self.content()
        reply = await self.does(who, what, first, second)
        if reply is not None:
            assert isinstance(reply, Reply)
            assert reply.text.strip()
            self.shown[who] = reply
            self.check(before)

    async def does(self, who: Who, what: str, first: Any, second: Any) -> Reply | None:
        desk = self.office.desk
        buttons = [button.action for button in self.shown[who].buttons if isinstance(button.action, AtDesk)]
        match what:
            case "command":
                return await desk.command(who, first, second)
            case "button" if buttons:
                return await desk.press(who, buttons[first % len(buttons)])
            case "press":
                number = buttons[0].work if buttons else 1
                return await desk.press(who, AtDesk(first, number, second or 0))
            case "text" if desk.is_writing(who):
                return await desk.write(who, first)
            case "ask":
                await self.office.asked([first])
            case "by hand":
                self.writes(BY_HAND[first](self.content() or START))
            case "look":
                await self.office.reload.look()
        return None

    def content(self) -> str | None:
        return self.file.read_bytes().decode() if self.file.exists() else None

    def writes(self, text: str | None) -> None:
        if text is None:
            self.file.unlink(missing_ok=True)
        else:
            self.file.write_bytes(text.encode())

    def check(self, before: str | None) -> None:
        """The desk has left the file as it was, or changed it into one that can be used, with the one before beside.

        Every comment is in its place.
        """
        after = self.content()
        if after == before:
            return
        assert after is not None
        assert before is not None
        self.office.current.responder.with_content(after.encode(), "faq.yaml")
        assert FaqFile(self.file).previous.read_bytes().decode() == before
        assert after.count(COMMENT.strip()) == before.count(COMMENT.strip())
        assert after.count("# why") == before.count("# why")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(PEOPLE, ACTIONS), min_size=5, max_size=30))
def test_any_sequence(safety: DangerDetector, actions: list[tuple[Who, tuple[str, Any, Any]]]) -> None:
    async def told() -> None:
        with tempfile.TemporaryDirectory() as folder:
            story = Story(Office(Path(folder) / "faq.yaml", safety, START))
            for who, action in actions:
                await story.goes_on(who, *action)
            await story.office.journal.close()

    asyncio.run(told())
