"""How sure a match is: two logistic regressions over what is known of it.

Fitted once on 1,700 labelled messages, none of them a phrasing. The weight of `names_ours` was held down, as none of
the messages that nothing answers spoke of our subject by its name.
"""

from math import exp, log
from typing import NamedTuple


class Evidence(NamedTuple):
    """What is known of a question and an entry.

    Of the question: `understood`, the share of it that the FAQ knows; `words`, what its words tell, in words as telling
    as can be; `names_ours`, whether it names our subject. Of the entry: `spoken_for`, the share of the question that it
    knows; `score` over what the words weigh; `margin`, the share by which it leads; `likeness` of its nearest phrasing.
    """

    understood: float
    words: float
    names_ours: bool
    spoken_for: float
    score: float
    margin: float
    likeness: float


def ours(known: Evidence) -> float:
    """How likely the FAQ covers a question at all."""
    return _likelihood(
        1.65 * known.understood
        + 2.34 * log(max(known.words, 0.01))
        + 2.0 * known.names_ours
        + 2.65 * known.spoken_for
        + 1.91 * log(known.score + 0.05)
        + 2.76 * known.likeness
        - 6.96
    )


def right(known: Evidence) -> float:
    """How likely the entry is the one that is meant, where the FAQ covers a question."""
    return _likelihood(0.93 * log(max(known.words, 0.01)) + 6.24 * known.margin + 9.55 * known.likeness - 6.49)


def _likelihood(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
