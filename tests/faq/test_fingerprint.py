"""A text's fingerprint changes with what it says, not with how its lines are broken."""

from bot.faq.fingerprint import fingerprint


def test_other_words_make_another_fingerprint() -> None:
    assert fingerprint("Ask us.") != fingerprint("Ask us!")


def test_line_breaks_do_not_count() -> None:
    assert fingerprint("Ask us.\n\nCall now.\n") == fingerprint("Ask us. Call now.")
    assert len(fingerprint("")) == 8
