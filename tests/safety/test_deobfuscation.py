import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.deobfuscation import Deobfuscator, folded

KNOWN = {"i", "want", "to", "die", "kill", "myself", "suicide", "suicidal", "overdose", "my", "end", "life", "jump"}
DISGUISE = Deobfuscator(KNOWN, frozenset({"while", "pill", "will", "skill", "mine"}), {"💀": "die"})


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I want to DIE!!", "| i want to die | |"),
        ("k1ll mys3lf", "| kill myself |"),
        ("k!ll my$elf", "| kill myself |"),
        ("k i l l  m y s e l f", "| kill myself |"),
        ("d.i.e", "| die |"),
        ("D-I-E", "| die |"),
        ("k*ll myself", "| kill myself |"),
        ("k**l mys*lf", "| kill myself |"),
        ("s***ide", "| suicide |"),
        ("k*l", "| kill |"),
        ("k**********l", "| kill |"),
        ("su*c*dal", "| suicidal |"),
        (f"k{'*' * 50}l", "| kill |"),
        ("k*x", "| k*x |"),
        ("w*ll", "| w*ll |"),
        ("k*ll-k*ll k*ll", "| kill kill kill |"),
        ("diiiie", "| die |"),
        ("killllll", "| kill |"),
        ("iwanttodie", "| i want to die |"),
        ("sucide", "| suicide |"),
        ("myslef", "| myself |"),
        ("over dose", "| overdose |"),
        ("edicius", "| suicide |"),
        ("llik", "| llik |"),
        ("i want to 💀", "| i want to die |"),
        ("kіll mуself", "| kill myself |"),
        ("ｋｉｌｌ", "| kill |"),
        ("k\u200bi\u200bll", "| kill |"),
        ("one. two", "| one | two |"),
        ("a pill while i will", "| a pill while i will |"),
        ("50mg b12", "| 50mg bi2 |"),
        ("", "|  |"),
    ],
)
def test_undoes_disguises(typed: str, plain: str) -> None:
    assert DISGUISE.plain(typed).replace("| |", "| |") == plain


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("MAÑANA", "manana"), ("tôi muốn chết", "toi muon chet"), ("хочу умереть", "хочу умереть"), ("đi", "di")],
)
def test_folding_leaves_other_scripts_and_drops_accents(typed: str, expected: str) -> None:
    assert folded(typed) == expected


@given(st.text(max_size=200))
def test_any_text_becomes_words_between_sentence_ends(text: str) -> None:
    plain = DISGUISE.plain(text)
    assert plain.startswith("| ")
    assert plain.endswith(" |")
    assert plain == plain.casefold() or not plain.isascii()
