import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.languages import is_foreign
from bot.text import words


@pytest.mark.parametrize(
    "text",
    [
        "¿cuánto cuesta el medicamento?",
        "hola, puedo tomar esto con alcohol",
        "bonjour, combien est ce que je paie",
        "was kostet das und wo gibt es das",
        "что это такое",
        "这是什么",
        "이게 뭐예요",
        "ما هذا",
        "hola",
    ],
)
def test_another_language(text: str) -> None:
    assert is_foreign(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "what is ldn",
        "can I take it con food",
        "por favor what is ldn used for in adults",
        "hi",
        "LDN",
        "naïve café",
        "sin",
        "comment",
        "",
        "50 mg",
    ],
)
def test_english_or_too_little_to_tell(text: str) -> None:
    assert not is_foreign(words(text))


@given(st.text())
def test_takes_any_text(text: str) -> None:
    assert is_foreign(words(text)) in (True, False)
