from bot.faq.model import Faq
from bot.matching.matcher import Matcher
from bot.matching.phrasings import phrasing_problems
from tests.small_faq import small_faq


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
