import logging
import threading
from itertools import chain

import numpy as np
import pytest

from bot.encoder.encoders import CHOICES, Encoder, Encoders
from bot.encoder.windows import tidy
from bot.errors import EncoderError
from bot.settings import ENCODERS
from tests.encoder.fakes import Letters

ODD = [
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff lone",
    "😀" * 4096,
    "e" + "\u0301" * 4095,
    "\ufdfa" * 400,
    "a" * 4096,
    "漢" * 1000,
    "!?" * 2000,
    "".join(map(chr, range(1, 2000))),
    "".join(map(chr, chain(range(0x590, 0x700), range(0x900, 0xA00), range(0xE00, 0xF00)))),
]


@pytest.fixture
def both(both_encoders: Encoders) -> Encoders:
    return both_encoders


def test_each_choice_of_the_setting_is_known() -> None:
    assert set(ENCODERS) == set(CHOICES)


def test_nothing_is_read_before_they_are_loaded() -> None:
    encoders = Encoders([Letters])
    assert encoders.names == ()
    assert encoders.read("bed") == {}
    encoders.load()
    assert encoders.names == ("letters",)
    assert encoders.read("bed").keys() == {"letters"}


def test_a_text_is_read_once() -> None:
    letters = Letters()
    encoders = Encoders([lambda: letters])
    encoders.load()
    assert encoders.read("bed ") is encoders.read(" bed")
    assert letters.read == ["bed"]


def test_texts_that_are_read_together_get_the_vectors_that_each_gets_alone(both: Encoders) -> None:
    texts = ["is wine ok", "x", "my doctor gave me ldn and i cannot sleep since then, is that usual?", "¿y el alcohol?"]
    alone = Encoders(CHOICES["both"])
    alone.load()
    both.read_ahead([*texts, texts[0]])
    for text in texts:
        for name, vector in alone.read(text).items():
            np.testing.assert_allclose(both.read(text)[name], vector, atol=1e-5)


def test_one_that_can_not_be_used_is_named_and_left_out(caplog: pytest.LogCaptureFixture) -> None:
    def missing() -> Encoder:
        raise EncoderError("its wheel is for other computers")

    encoders = Encoders([missing, Letters])
    with caplog.at_level(logging.WARNING):
        encoders.load()
    assert encoders.names == ("letters",)
    assert "an encoder is left out: its wheel is for other computers" in caplog.text


def test_both_see_what_is_alike(both: Encoders) -> None:
    assert both.names == ("minilm", "e5")
    near, far = both.read("can i have a beer with it"), both.read("where is my parcel")
    asked = both.read("is drinking alcohol ok on ldn")
    for name in both.names:
        assert asked[name].shape == (384,)
        assert np.linalg.norm(asked[name]) == pytest.approx(1, abs=1e-3)
        assert asked[name] @ near[name] > asked[name] @ far[name]


def test_e5_reads_spanish(both: Encoders) -> None:
    asked, near, far = (both.read(text)["e5"] for text in ("quiero morirme", "i want to die", "what time do you open"))
    assert asked @ near > asked @ far


@pytest.mark.parametrize("text", ODD, ids=lambda text: f"{len(text)} {text[:1]!r}")
def test_odd_texts_are_read_and_break_nothing(both: Encoders, text: str) -> None:
    for vector in both.read(tidy(text)[:320]).values():
        assert np.isfinite(vector).all()


def test_threads_read_the_same(both: Encoders) -> None:
    texts = [f"question number {number} about ldn" for number in range(20)]
    alone = {text: both.read(text)["e5"].copy() for text in texts}
    both.load()  # forgets what was read
    found: dict[str, object] = {}
    threads = [threading.Thread(target=lambda: found.update({t: both.read(t)["e5"] for t in texts})) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(alone[text], found[text]) for text in texts)  # type: ignore[arg-type]
