"""The benchmark's figures, by hand-made guesses whose figures can be counted on fingers."""

from collections.abc import Sequence

import pytest

from tests.bench.figures import Guess, Judged, Point, auroc, coverage, curve, off_topic_auroc, top

RIGHT, WRONG, OFF_TOPIC = ("a", "b"), ("b", "a"), ()


def judged(*rows: tuple[tuple[str, ...], float]) -> list[Judged]:
    """Messages whose right entry is "a", or which have none, with the confidence of the guess."""
    return [
        Judged(Guess(ids or ("b",), confidence), frozenset("a") if ids else frozenset()) for ids, confidence in rows
    ]


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([1, 1], [1], 0.5),
        ([1, 3], [2], 0.5),
        ([2, 3, 1], [1], 5 / 6),
        ([1], [], None),
        ([], [1], None),
    ],
)
def test_auroc(inside: Sequence[float], outside: Sequence[float], expected: float | None) -> None:
    assert auroc(inside, outside) == (None if expected is None else pytest.approx(expected))


def test_auroc_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    inside, outside = [0.9, 0.8, 0.8, 0.3, 0.1], [0.8, 0.2, 0.1, 0.05]
    labels = [1] * len(inside) + [0] * len(outside)
    assert auroc(inside, outside) == pytest.approx(metrics.roc_auc_score(labels, inside + outside))


def test_top_counts_questions_only() -> None:
    found = judged((RIGHT, 1), (WRONG, 1), (("b", "c", "a"), 1), (("b", "c", "d"), 1), (OFF_TOPIC, 1))
    assert top(found, 1) == 0.25
    assert top(found, 3) == 0.75
    assert top(judged((OFF_TOPIC, 1)), 1) == 0


def test_off_topic_messages_are_told_by_confidence_whether_the_guess_is_right_or_not() -> None:
    assert off_topic_auroc(judged((WRONG, 0.9), (RIGHT, 0.5), (OFF_TOPIC, 0.7))) == 0.5


def test_a_threshold_answers_all_that_is_as_sure() -> None:
    found = judged((RIGHT, 0.9), (RIGHT, 0.5), (WRONG, 0.5), (RIGHT, 0.1))
    assert list(curve(found)) == [Point(0.9, 0.25, 0), Point(0.5, 0.5, 1 / 3), Point(0.1, 0.75, 0.25)]


def test_coverage_takes_the_best_threshold_even_below_one_that_is_too_wrong() -> None:
    found = judged((WRONG, 1.0), *[(RIGHT, 0.9)] * 49, *[(WRONG, 0.1)] * 50)
    assert coverage(curve(found), 0.02) == 0.49
    assert coverage(curve(found), 0.019) == 0
    assert coverage(curve(found), 1) == 0.49


def test_an_answer_to_an_off_topic_message_is_a_wrong_one() -> None:
    found = judged(*[(RIGHT, 0.9)] * 10, (OFF_TOPIC, 0.9), *[(RIGHT, 0.95)] * 10)
    assert coverage(curve(found), 0.04) == 0.5
    assert coverage(curve([each for each in found if each.ok]), 0.04) == 1
    assert coverage(curve(found), 0.05) == 1


def test_what_holds_back_or_finds_nothing_is_no_direct_answer() -> None:
    found = [
        Judged(Guess(("a",), 0.9), frozenset("a")),
        Judged(Guess(("b",), 0.9, holds_back=True), frozenset("a")),
        Judged(Guess((), 0.0), frozenset("a")),
    ]
    assert list(curve(found)) == [Point(0.9, 1 / 3, 0)]
    assert coverage(curve([]), 1) == 0
