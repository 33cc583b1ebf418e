from collections.abc import Sequence
from importlib import resources

import pytest

from bot.language.word_lists import everyday_words, medicines, weak_words


def names(path: str) -> Sequence[str]:
    lines = resources.files("bot").joinpath(path).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("path", ["safety/opioids.txt", "safety/antidepressants.txt", "language/medicines.txt"])
def test_a_list_is_in_order_and_says_where_it_is_from(path: str) -> None:
    first = resources.files("bot").joinpath(path).read_text(encoding="utf-8").splitlines()[0]
    assert "drug-named-entity-recognition" in first
    assert list(names(path)) == sorted(set(names(path)), key=lambda line: (line.startswith(":"), line.split(":")[0]))


@pytest.mark.parametrize(
    "name",
    ["buprenorphine", "codeine", "fentanyl", "methadone", "oxycodone", "stadol", "suboxone", "tramadol", "xtampza"],
)
def test_opioids(name: str) -> None:
    assert name in names("safety/opioids.txt")


@pytest.mark.parametrize("word", ["naltrexone", "naloxone", "narcan", "vivitrol", "methylnaltrexone", "loperamide"])
def test_what_blocks_opioids_and_what_stops_a_diarrhoea_is_not_listed(word: str) -> None:
    assert not [name for name in names("safety/opioids.txt") if word in name.split()]


@pytest.mark.parametrize("path", ["safety/opioids.txt", "safety/antidepressants.txt"])
def test_names_are_those_of_medicines_alone(path: str) -> None:
    words = {name for name in names(path) if " " not in name}
    assert not words & weak_words()
    assert words & everyday_words() <= medicines().keys()


@pytest.mark.parametrize("word", ["sertraline", "zoloft", "gabapentin", "metformin", "synthroid", "zofran"])
def test_medicines(word: str) -> None:
    assert word in medicines()


def test_a_brand_has_its_substance() -> None:
    assert (medicines()["zoloft"], medicines()["sertraline"]) == ("sertraline", "sertraline")


@pytest.mark.parametrize("word", ["alli", "armour", "sits", "pepper", "doctor", "pharmacy", "depression"])
def test_words_of_every_day_are_no_medicines(word: str) -> None:
    assert word not in medicines()


def test_the_list_of_medicines_stays_small() -> None:
    assert sum(map(len, names("language/medicines.txt"))) < 500_000
