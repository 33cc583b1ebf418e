import logging
from pathlib import Path

import numpy as np
import pytest

from bot.encoder.encoders import Encoders
from bot.encoder.kept import KeptVectors, key_of
from tests.encoder.fakes import Letters


def loaded(letters: Letters) -> Encoders:
    encoders = Encoders([lambda: letters])
    encoders.load()
    return encoders


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    first, second = Letters(), Letters()
    before = loaded(first).read_all(["a cab", "bed", "bed"], KeptVectors(tmp_path))
    after = loaded(second).read_all(["bed", "a cab", "fade"], KeptVectors(tmp_path))
    assert first.read == ["a cab", "bed"]
    assert second.read == ["fade"]
    assert np.allclose(before["letters"][0], after["letters"][1], atol=1e-3)


def test_the_file_holds_no_text(tmp_path: Path) -> None:
    loaded(Letters()).read_all(["a cab for Anna"], KeptVectors(tmp_path))
    (file,) = tmp_path.iterdir()
    assert b"Anna" not in file.read_bytes()
    assert len(key_of("a cab for Anna")) == 16


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x00" * 100])
def test_a_broken_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vectors-letters.npz").write_bytes(content)
    letters = Letters()
    loaded(letters).read_all(["bed"], KeptVectors(tmp_path))
    assert letters.read == ["bed"]
    assert KeptVectors(tmp_path).of("letters").keys() == {key_of("bed")}


def test_a_folder_that_can_not_be_written_costs_only_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "state").write_text("a file in place of the folder")
    with caplog.at_level(logging.WARNING):
        found = loaded(Letters()).read_all(["bed"], KeptVectors(tmp_path / "state"))
    assert found["letters"].shape == (1, 26)
    assert "could not be kept" in caplog.text
