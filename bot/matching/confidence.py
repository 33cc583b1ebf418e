"""How sure a match is: two logistic regressions over what is known of it.

Fitted once on 1,700 labelled messages, none of them a phrasing. The weight of `names_ours` was held down, as none of
the messages that nothing answers spoke of our subject by its name.
"""

from math import exp, log


def ours(understood: float, words: float, names_ours: bool, spoken_for: float, likeness: float) -> float:
    """How likely the FAQ covers a question at all.

    From the share of it that the FAQ knows, its telling words, whether it names our subject, the share that the entry
    knows, and the likeness to the entry's nearest phrasing.
    """
    return _likelihood(
        1.97 * understood + 2.1 * log(max(words, 0.01)) + 2 * names_ours + 5.36 * spoken_for + 6.12 * likeness - 9.72
    )


def right(understood: float, words: float, margin: float, likeness: float) -> float:
    """How likely the entry is the one that is meant, where the FAQ covers a question; `margin` is how far it leads."""
    return _likelihood(0.7 * understood + 1.59 * log(max(words, 0.01)) + 5.58 * margin + 12.21 * likeness - 8.9)


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
