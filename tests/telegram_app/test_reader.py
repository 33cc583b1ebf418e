"""What waits for the encoders is read in one go, and what is clear waits for nobody."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from bot.conversation.responder import Current, Responder
from bot.encoder.encoders import Encoders
from bot.safety.triage import DangerDetector
from bot.telegram_app.reader import Reader
from tests.conftest import FAQ_FILE
from tests.encoder.fakes import Letters


class Slow(Letters):
    """Reads nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may, self.begun, self.at_once = threading.Event(), threading.Event(), list[int]()
        self.refused = ""

    def vectors(self, texts: Sequence[str]) -> Any:
        self.begun.set()
        assert self.may.wait(10)
        self.at_once.append(len(texts))
        if self.refused in texts:
            raise ValueError(self.refused)
        return super().vectors(texts)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def reader(slow: Slow) -> Iterator[Reader]:
    encoders = Encoders([lambda: slow])
    encoders.load()
    reader = Reader(Current(Responder.from_text(FAQ_FILE.read_bytes(), "faq.yaml", DangerDetector(encoders))))
    yield reader
    slow.may.set()
    reader.close()


async def test_what_waits_is_read_in_one_go_each_once(reader: Reader, slow: Slow) -> None:
    texts = ["is wine ok", "what is ldn", "does it help", "what does it cost"]
    reading = [asyncio.create_task(reader.triage(text)) for text in ["hello there", *texts, texts[0]]]
    await asyncio.to_thread(slow.begun.wait, 10)
    slow.may.set()
    found = await asyncio.gather(*reading)
    assert [triage.urgency for triage in found] == [None] * 6
    assert sorted(slow.read) == sorted(["hello there", *texts])
    assert max(slow.at_once) == len(texts)


async def test_clear_danger_waits_for_no_sentence(reader: Reader, slow: Slow) -> None:
    waiting = asyncio.create_task(reader.triage("is wine ok"))
    await asyncio.to_thread(slow.begun.wait, 10)
    assert (await reader.triage("i want to kill myself")).urgency == "self_harm"
    assert not waiting.done()
    slow.may.set()
    await waiting


async def test_a_fault_is_told_to_who_waits_and_to_nobody_else(reader: Reader, slow: Slow) -> None:
    slow.may.set()

    def fails(text: str) -> None:
        raise ValueError(text)

    given = await asyncio.gather(reader.run(fails, "a"), reader.run(str.upper, "b"), return_exceptions=True)
    assert isinstance(given[0], ValueError)
    assert given[1] == "B"


async def test_a_text_that_an_encoder_refuses_keeps_no_other_from_its_answer(reader: Reader, slow: Slow) -> None:
    slow.refused = "is wine ok"
    slow.may.set()
    texts = ["what is ldn", "is wine ok", "does it help"]
    given = await asyncio.gather(*(reader.triage(text) for text in texts), return_exceptions=True)
    assert [isinstance(each, ValueError) for each in given] == [False, True, False]
