import pytest

from bot.faq.model import Faq
from bot.faq.reading.translation import load_translation
from bot.faq.rules import content_problems, unreviewed
from bot.faq.writing import reading_grade
from tests.small_faq import line_of, small_faq, spanish

PLAIN = "Call the pharmacy first. It can help you. " * 7


def said_of(answer: str) -> list[str]:
    return [problem.message for problem in content_problems(small_faq("Please call and ask.", answer))]


@pytest.mark.parametrize(
    "claim",
    [
        "LDN cures depression.",
        "There is a cure.",
        "This is guaranteed.",
        "A proven therapy.",
        "LDN is safe.",
        "It is completely safe.",
        "It is 100% safe.",
        "A safe and effective medicine.",
        "It is risk-free.",
        "LDN is FDA-approved.",
        "LDN was approved in May.",
        "Take 4.5 mg at night.",
        "You can take 1 to 5 mg.",
        "Please note that we close.",
    ],
)
def test_claims_that_must_not_be_written(claim: str) -> None:
    problems = content_problems(small_faq("Please call and ask.", f"{PLAIN} {claim}"))
    assert [problem.warning for problem in problems if "says" in problem.message] == [False]


@pytest.mark.parametrize(
    "sentence",
    [
        "The FDA approved naltrexone in 1984.",
        "Nobody can say whether it is right for you.",
        "The articles report 1 to 5 mg a day.",
        "Ask how to keep it safely.",
        "Find a secure place.",
    ],
)
def test_sentences_that_may_be_written(sentence: str) -> None:
    assert not [message for message in said_of(f"{PLAIN} {sentence}") if "says" in message]


def test_claims_are_looked_for_in_messages_too() -> None:
    (problem,) = [
        each
        for each in content_problems(small_faq("Welcome to", "LDN cures you. Welcome to"))
        if "cures" in each.message
    ]
    assert "welcome" in problem.message


def test_length_and_reading_grade_are_warnings() -> None:
    hard = "Pharmacological considerations necessitate deliberation regarding immunomodulatory alternatives. " * 8
    problems = content_problems(small_faq("Please call and ask.", hard))
    assert any("school grade" in problem.message and problem.warning for problem in problems)
    assert any("words" in message for message in said_of("Too short."))


def test_reading_grade_takes_list_items_as_sentences() -> None:
    assert reading_grade("• one\n• two") == reading_grade("One. Two.")


def test_an_entry_needs_a_source_or_to_be_a_referral() -> None:
    problems = content_problems(small_faq("        source: [guide]\n", ""))
    assert any('no "source"' in problem.message and not problem.warning for problem in problems)


def test_a_phrasing_of_two_entries_is_an_error() -> None:
    problems = content_problems(small_faq("- monthly price", "- Explain LDN to me!"))
    assert any('is also a phrasing of "what-is-ldn"' in problem.message for problem in problems)


def reviewed(of: str) -> Faq:
    return small_faq("{by: null, on: null}", f"{{by: Dr. Ada, on: 2026-01-05{of}}}")


def test_an_answer_that_was_changed_after_its_review_waits_again() -> None:
    read = reviewed("").entries["what-is-ldn"].fingerprint
    for of in ("", f", of: {read}"):
        assert [entry.id for entry in unreviewed(reviewed(of))] == ["price"]
        assert not [problem for problem in content_problems(reviewed(of)) if "checked" in problem.message]
    changed = reviewed(", of: 0a1b2c3d")
    assert [entry.id for entry in unreviewed(changed)] == ["what-is-ldn", "price"]
    (told,) = [problem for problem in content_problems(changed) if "checked" in problem.message]
    assert told.warning
    assert told.line == line_of("answer: A *small*")
    assert told.message == 'entry "what-is-ldn": the answer was changed after Dr. Ada had checked it on 2026-01-05'


def test_small_talk_needs_no_review() -> None:
    assert [entry.id for entry in unreviewed(small_faq())] == ["what-is-ldn", "price"]


def test_the_shipped_answers_keep_the_rules(faq: Faq) -> None:
    assert content_problems(faq) == []


@pytest.mark.parametrize(
    "claim",
    [
        *(
            "La LDN cura la depresión.",
            "Está garantizado.",
            "Un remedio comprobado.",
            "La LDN es segura.",
            "No tiene riesgo, es seguro.",
        ),
        *("Es un remedio sin riesgos.", "La LDN está aprobada por la FDA.", "Tome 4.5 mg de noche."),
    ],
)
def test_claims_that_must_not_be_written_in_spanish(claim: str) -> None:
    english = small_faq()
    said = content_problems(load_translation(spanish("Una dosis *pequeña*.", claim), english, "es", "x").faq)
    assert [problem.warning for problem in said if "says" in problem.message] == [False]


@pytest.mark.parametrize(
    "sentence", ["¿Es segura la LDN?", "Su seguro paga.", "No estoy seguro.", "Se toma 1 mg de noche."]
)
def test_harmless_spanish_is_no_claim(sentence: str) -> None:
    said = content_problems(load_translation(spanish("Una dosis *pequeña*.", sentence), small_faq(), "es", "x").faq)
    assert [problem for problem in said if "says" in problem.message] == []


def test_hard_spanish_is_told() -> None:
    hard = "Administración farmacológica individualizada correspondiente exclusivamente a especialistas. " * 6
    said = content_problems(load_translation(spanish("Una dosis *pequeña*.", hard), small_faq(), "es", "x").faq)
    assert any("by Fernández-Huerta, below 65" in problem.message for problem in said)
