"""Curves of straight pieces, and learning them."""

import math

import pytest

from onrecord.reading.person_names.curves import KNOTS, Curves
from training.person_names.fit import logistic


def test_a_curve_is_made_of_straight_pieces_that_meet() -> None:
    # One feature: rises by 1 until the first knot, and is level from there on.
    curves = Curves([0.5, 1.0, -1.0, *[0.0] * (len(KNOTS) - 1)])
    assert curves.shares([0.1]) == pytest.approx([0.1])
    assert curves.shares([0.9]) == pytest.approx([KNOTS[0]])
    assert curves.probability([0.9]) == pytest.approx(1 / (1 + math.exp(-0.5 - KNOTS[0])))


def test_what_tells_two_classes_apart_is_learnt() -> None:
    values = [[0.1 * step, 0.5] for step in range(10)] * 20
    curves = logistic(values, [one[0] > 0.45 for one in values])
    assert curves.probability([0.2, 0.5]) < 0.1
    assert curves.probability([0.8, 0.5]) > 0.9
