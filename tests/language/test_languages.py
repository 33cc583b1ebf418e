import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.languages import is_foreign, language_of
from bot.language.text import words


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿cuánto cuesta el medicamento?", "es"),
        ("hola, puedo tomar esto con alcohol", "es"),
        ("hola", "es"),
        ("que efectos secundarios tiene", "es"),
        ("tengo dolor, donde estan ustedes", "es"),
        ("quanto custa o remédio", "pt"),
        ("olá, posso tomar isto com vinho", "pt"),
        ("bonjour, combien est ce que je paie", "fr"),
        ("ciao, posso prendere il farmaco", "it"),
        ("was kostet das und wo gibt es das", "de"),
        ("magkano po ang gamot", "tl"),
        ("tôi có thể xin thuốc được không", "vi"),
        ("что это такое", "ru"),
        ("скільки це коштує, чи є ліки", None),
        ("这个药有副作用吗", "zh"),
        ("これは何ですか", "ja"),
        ("副作用はありますか", "ja"),
        ("이게 뭐예요", "ko"),
        ("ما هذا الدواء", "ar"),
        ("این دارو چیست", None),
        ("یہ دوا کیا ہے", None),
        ("यह दवा क्या है", "hi"),
        ("τι είναι αυτό", None),
        ("מה זה", None),
        ("LDN что это такое", "ru"),
        ("por que", None),
    ],
)
def test_which_language_it_is(text: str, language: str | None) -> None:
    assert is_foreign(words(text))
    assert language_of(words(text)) == language


@given(st.text())
def test_names_a_language_or_none_for_any_text(text: str) -> None:
    assert language_of(words(text)) in (
        None,
        "ar",
        "de",
        "es",
        "fr",
        "hi",
        "it",
        "ja",
        "ko",
        "pt",
        "ru",
        "tl",
        "vi",
        "zh",
    )


@given(st.text())
def test_takes_any_text(text: str) -> None:
    assert is_foreign(words(text)) in (True, False)
