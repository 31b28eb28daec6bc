"""The trees and the network give what their arrays say, and the shipped scorer fits the features."""

import numpy as np

from onrecord.reading.pronouns.attention import ATTENDED, LOOKS, Network
from onrecord.reading.pronouns.features import NAMES
from onrecord.reading.pronouns.resolve import CHAIN
from onrecord.reading.pronouns.scorer import Scorer, Trees, scorer


def stump(feature: int, threshold: float) -> Trees:
    """One tree: log odds -2 up to the threshold, 2 above it."""
    return Trees(
        feature=np.array([feature, -1, -1], np.int16),
        threshold=np.array([threshold, 0, 0], np.float32),
        left=np.array([1, 1, 2], np.int32),
        right=np.array([2, 1, 2], np.int32),
        value=np.array([0, -2, 2], np.float32),
        roots=np.array([0], np.int32),
        base=0.0,
        depth=1,
    )


def test_a_stump() -> None:
    chances = stump(1, 0.5).probability(np.array([[9.0, 0.0], [9.0, 0.5], [9.0, 1.0]]))
    assert chances.round(3).tolist() == [0.119, 0.119, 0.881]


ONE_UNIT = Network(
    centre=np.array([1.0, 0.0], np.float32),
    spread=np.array([2.0, 1.0], np.float32),
    hidden=np.array([[1.0, 1.0]], np.float32),
    bias=np.array([-0.5], np.float32),
    out=np.array([3.0], np.float32),
    base=-1.0,
)


def test_a_network_of_one_unit() -> None:
    rows = np.array([[1.0, 0.0], [3.0, 0.5], [1.0, 99.0]])
    # Below nought the unit is silent; what is too far off is drawn in to five deviations.
    assert ONE_UNIT.odds(rows).tolist() == [-1.0, 2.0, 12.5]


def test_no_rows() -> None:
    assert len(stump(0, 0.5).probability(np.zeros((0, 2)))) == 0


def test_kept_and_loaded_it_is_the_same() -> None:
    again = Scorer.load(Scorer(ONE_UNIT, stump(0, 0.5), stump(1, 0.5)).dump())
    rows = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert again.first.probability(rows).tolist() == stump(0, 0.5).probability(rows).tolist()
    assert again.second.depth == 1
    assert again.attention.odds(rows).tolist() == ONE_UNIT.odds(rows).tolist()


def test_the_shipped_scorer_fits_the_features() -> None:
    assert scorer().attention.hidden.shape[1] == LOOKS + len(NAMES)
    assert scorer().first.feature.max() < len(NAMES) + len(ATTENDED)
    assert scorer().second.feature.max() < len(NAMES) + len(ATTENDED) + len(CHAIN)
