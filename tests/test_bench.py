"""The benchmark itself: what it reads, what it makes of it, and that a slip of the user's gets one clear line."""

import json
from pathlib import Path
from random import Random

import pytest

from bot.cli.evaluate import Labelled
from tests.bench.__main__ import main
from tests.bench.data import DataError, Intents, labelled_in, mistyped, public_data
from tests.bench.figures import top
from tests.bench.matchers import on_entries, on_faq, peers
from tests.bench.on_faq import measure
from tests.bench.peers import OURS, judged
from tests.bench.public_data import spread
from tests.bench.report import counted, faq_table, table
from tests.bench.scale import asked, coined, grown, slipped
from tests.small_faq import small_faq

WORDS = ("apple", "bread", "candle", "door", "eagle", "fire", "glass", "house", "iron", "jacket")
CLINC = {
    "train": [[f"{coined(place)} {word} or {coined(place + 50)}", word] for word in WORDS for place in range(25)],
    "val": [["one more apple", "apple"]],
    "test": [[f"where is the {word}", word] for word in WORDS],
    "oos_test": [["how tall is the moon", "oos"], ["sing to me", "oos"]],
}
BANKING = 'text,category\nwhere is my card,card\n"my pin, please",pin\n'
ENTRIES = {"dog": ("feeding the dog", "walking a dog"), "cat": ("brushing the cat",), "fish": ("cleaning a fish tank",)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with public data, small enough to count."""
    (tmp_path / "clinc150_data_full.json").write_text(json.dumps(CLINC), "utf-8")
    (tmp_path / "train.csv").write_text(BANKING, "utf-8")
    (tmp_path / "banking77_test.csv").write_text(BANKING, "utf-8")
    return tmp_path


def test_both_spellings_of_the_files_are_read(folder: Path) -> None:
    clinc, banking = public_data(folder)
    assert (clinc.name, len(clinc.train), len(clinc.test), clinc.outside[1]) == ("CLINC150", 250, 10, "sing to me")
    assert banking.test == (("where is my card", "card"), ("my pin, please", "pin"))
    (folder / "clinc150_data_full.json").rename(folder / "data_full.json")
    assert public_data(folder) == [clinc, banking]
    (folder / "train.csv").unlink()
    assert public_data(folder) == [clinc]


def test_a_sample_is_the_same_for_the_same_seed_and_never_of_the_test_part(folder: Path) -> None:
    clinc = public_data(folder)[0]
    sample = clinc.sample(5, seed=1)
    assert sample == clinc.sample(5, seed=1) != clinc.sample(5, seed=2)
    assert {len(set(phrasings)) for phrasings in sample.values()} == {5}
    assert all((text, intent) in clinc.train for intent, phrasings in sample.items() for text in phrasings)
    assert [message.ok for message in clinc.questions()][-3:] == [frozenset(["jacket"]), frozenset(), frozenset()]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("data_full.json", "{", "this is not CLINC150's"),
        ("data_full.json", '{"train": []}', "this is not CLINC150's"),
        ("data_full.json", "[1]", "this is not CLINC150's"),
        ("data_full.json", json.dumps(CLINC | {"val": [["a", 1]]}), "this is not CLINC150's"),
        ("data_full.json", json.dumps(CLINC | {"oos_test": [["a"]]}), "this is not CLINC150's"),
        ("train.csv", "", "this is no table of BANKING77"),
        ("train.csv", "words,label\na,b\n", "this is no table of BANKING77"),
        ("train.csv", "text,category\nonly a text\n", "this is no table of BANKING77"),
        ("train.csv", b"text,category\n\xff,b\n", "this is no table of BANKING77"),
        ("other.txt", "", "neither CLINC150"),
    ],
)
def test_bad_data_gets_one_line(
    tmp_path: Path, name: str, content: str | bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test.csv").write_text(BANKING, "utf-8")
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(tmp_path)])
    assert told in str(stopped.value)
    assert str(tmp_path) in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("place", ["nowhere", "train.csv"])
def test_a_folder_that_is_none_gets_one_line(folder: Path, place: str) -> None:
    with pytest.raises(SystemExit, match=f"{place}: there is no such folder$"):
        main(["--data", str(folder / place)])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"q": "x", "topic": "self_harm"}', "no .jsonl file with labelled questions"),
        (b'{"q": "x", "ok": []}', "no .jsonl file with labelled questions"),
        (b'{"q": "x"}', "set.jsonl:1  this is no labelled message"),
        (b"\xff", "set.jsonl: this is no text in UTF-8"),
    ],
)
def test_bad_questions_get_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "set.jsonl").write_bytes(content)
    with pytest.raises(DataError, match=told):
        labelled_in(tmp_path)


def test_messages_about_danger_are_left_out(tmp_path: Path) -> None:
    rows = ['{"q": "a", "ok": ["x"]}', '{"q": "b", "ok": []}', '{"q": "c", "topic": "not_crisis"}']
    (tmp_path / "set.jsonl").write_text("\n".join(rows), "utf-8")
    messages = labelled_in(tmp_path)
    assert [message.query for message in messages] == ["a", "b"]
    assert counted("set", messages) == "## set: 1 questions, 1 off-topic messages"


def test_without_data_one_line_says_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--only", "public", "--only", "scale"])
    assert capsys.readouterr().out.splitlines() == [
        "Left out: CLINC150, BANKING77 and growth, which need a folder with the data (make bench DATA=<folder>)."
    ]


@pytest.mark.parametrize("arguments", [["--seeds", "0"], ["--only", "nothing"], ["--questions", "tests/messages"]])
def test_wrong_usage_is_told_at_once(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_public_data_is_measured_and_written(folder: Path) -> None:
    main(["--only", "public", "--data", str(folder), "--seeds", "2", "--out", str(folder / "results")])
    lines = (folder / "results" / "public.md").read_text("utf-8").splitlines()
    assert lines[2].startswith("Measured on 20")
    assert any(line.startswith("| CLINC150 ") and "| 1.000 ± 0.000 |" in line for line in lines)
    assert sum(line.startswith("| BANKING77 ") for line in lines) == 2


@pytest.mark.parametrize("name", [OURS, *peers()])
def test_every_matcher_finds_what_is_plain(name: str) -> None:
    if name.startswith("MiniLM"):
        pytest.skip("loading the encoder takes its time")
    peer = on_entries(name, ENTRIES)
    messages = [Labelled(text, frozenset([id]), "") for id, texts in ENTRIES.items() for text in texts]
    found = judged(peer, messages)
    assert top(found, 1) == 1
    assert all(len(set(each.guess.ids)) == len(each.guess.ids) <= 3 for each in found)
    assert peer.answer("feeding a dog") is not None
    assert peer.guess("?!").confidence <= min(each.guess.confidence for each in found)


def test_the_bot_is_measured_on_its_way_to_the_reply() -> None:
    messages = [
        Labelled("What does LDN cost?", frozenset(["price"]), ""),
        Labelled("i want to kill myself", frozenset(["price"]), ""),
        Labelled("who won the game", frozenset(), ""),
    ]
    (row,) = measure({OURS: on_faq(OURS, small_faq())}, messages)
    assert (row.top1, row.auroc) == (0.5, 0.75)
    assert row.as_shipped is not None
    assert (row.as_shipped.right, row.as_shipped.wrong) == (0.5, 0)
    assert faq_table([row]).splitlines()[-1].startswith("| this bot | 0.500 | 0.500 ")


def test_large_faqs_have_as_many_different_phrasings_as_was_asked(folder: Path) -> None:
    data = public_data(folder)[:1]
    entries = grown(data, 2_000)
    texts = [text for phrasings in entries.values() for text in phrasings]
    assert (len(entries), len(texts), len(set(texts))) == (100, 2_000, 2_000)
    assert grown(data, 2_000) == entries
    assert grown(data, 100).items() <= entries.items()


def test_too_little_data_for_large_faqs_is_told() -> None:
    with pytest.raises(DataError, match="too few texts"):
        grown([Intents("tiny", (("a b", "x"), ("c d", "y")), (("e", "x"),))], 100)


def test_names_are_of_one_entry_only() -> None:
    assert len({coined(number) for number in range(5_000)}) == 5_000


@pytest.mark.parametrize(
    ("text", "slip"), [("where is the lantern", "where is the latnern"), ("a", "a"), ("do it", "od it")]
)
def test_a_slip_exchanges_two_letters(text: str, slip: str) -> None:
    assert slipped(text) == slip


@pytest.mark.parametrize(
    ("text", "slips"), [("what are the side effects of ldn please", 2), ("ldn", 0), ("", 0), ("is it ok 12345", 0)]
)
def test_every_fourth_word_is_mistyped(text: str, slips: int) -> None:
    for seed in range(20):
        changed = mistyped(text, Random(seed)).split()
        pairs = list(zip(text.split(), changed, strict=True))
        assert sum(word != other for word, other in pairs) <= slips
        assert all(word[:1] == other[:1] and abs(len(word) - len(other)) <= 1 for word, other in pairs)
    assert {mistyped(text, Random(seed)) for seed in range(20)} != {text} or not slips


def test_every_fourth_question_has_a_slip(folder: Path) -> None:
    questions = asked(public_data(folder)[:1])
    assert len(questions) == 10
    assert [question for question, (text, _) in zip(questions, CLINC["test"], strict=True) if question != text] == (
        questions[3::4]
    )


def test_a_spread_is_mean_and_standard_deviation() -> None:
    assert (spread([1, 2, 3]).mean, spread([1, 2, 3]).deviation, spread([5]).deviation) == (2, 1, 0)


def test_a_table_stands_in_line() -> None:
    assert table(("a", "bcd"), [("ef", "g")]) == "| a  | bcd |\n| -- | --- |\n| ef | g   |"
