from dataclasses import replace

from bot.faq.model import Faq
from bot.matching.matcher import Matcher
from bot.matching.phrasings import common_needs, phrasing_problems
from tests.small_faq import line_of, small_faq


def test_each_shipped_phrasing_finds_its_own_entry_by_a_margin(faq: Faq) -> None:
    assert list(phrasing_problems(faq, Matcher(faq))) == []


def test_a_phrasing_that_leads_elsewhere_is_an_error_with_its_line() -> None:
    faq = small_faq("- good morning", "- explain the meaning of ldn and what it costs")
    problem = next(each for each in phrasing_problems(faq, Matcher(faq)) if "what it costs" in each.message)
    assert problem.line == faq.entries["greeting"].lines.ask[0]
    assert 'finds "what-is-ldn"' in problem.message
    assert not problem.warning


def test_a_phrasing_that_nothing_finds() -> None:
    faq = small_faq("- good morning", "- '?!'")
    assert any("finds nothing" in problem.message for problem in phrasing_problems(faq, Matcher(faq)))


def with_needs(words: str) -> Faq:
    return small_faq("        answer: Hello to you.", f"        needs: [{words}]\n        answer: Hello to you.")


def test_a_word_that_is_needed_and_that_others_hold_too_is_a_warning() -> None:
    faq = with_needs("ldn, morning")
    more = replace(faq.entries["price"], ask=tuple(f"what is the cost of ldn {number}" for number in "abcde"))
    basics = replace(faq.topics[0], entries=(faq.entries["what-is-ldn"], more))
    faq = replace(faq, topics=(basics, faq.topics[1]))
    (problem,) = common_needs(faq, Matcher(faq))
    assert (problem.line, problem.warning) == (line_of("- id: greeting"), True)
    assert problem.message == 'entry "greeting": needs "ldn", which 9 of 9 other ways to ask hold too'
    assert problem.hint == "name words that this question alone has"


def test_in_a_small_file_a_few_others_do_no_harm() -> None:
    faq = with_needs("cost")
    assert list(common_needs(faq, Matcher(faq))) == []


def test_the_shipped_needs_tell_their_entries_apart(faq: Faq) -> None:
    assert list(common_needs(faq, Matcher(faq))) == []
