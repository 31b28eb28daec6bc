"""The rules' status and the head's, weighed together."""

import numpy as np
import pytest

from onrecord.reading.events.labels import STATUSES
from onrecord.reading.events.learnt import Scores
from onrecord.reading.events.weighing import weighed


def chances(**given: float) -> Scores:
    rest = (1 - sum(given.values())) / (len(STATUSES) - len(given))
    return np.array([given.get(one, rest) for one in STATUSES], dtype=np.float32)


@pytest.mark.parametrize("status", STATUSES)
def test_an_undecided_head_leaves_it_to_the_rules(status: str) -> None:
    """As likely happened as not, and then each way as likely as the other."""
    happened = ("actual", "ongoing", "habitual")
    undecided = [0.5 / 3 if one in happened else 0.5 / 5 for one in STATUSES]
    assert weighed(status, np.array(undecided, dtype=np.float32)) == status


def test_a_sure_head_overrules() -> None:
    assert weighed("actual", chances(demanded=0.97)) == "demanded"
    assert weighed("planned", chances(actual=0.97)) == "actual"


def test_many_ways_not_to_have_happened_outweigh_one_way_to_have() -> None:
    split = chances(actual=0.4, planned=0.2, promised=0.2, hypothetical=0.19)
    assert weighed("planned", split) == "planned"


def test_an_attempt_stays_one_unless_it_happened() -> None:
    assert weighed("attempted", chances(hypothetical=0.6)) == "attempted"
    assert weighed("attempted", chances(actual=0.97)) == "actual"
