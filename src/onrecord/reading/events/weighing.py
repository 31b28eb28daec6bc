"""The rules' status of an event and the trained head's, weighed together.

First whether it happened, over all statuses that say so, then which of those statuses: the head alone spreads its
chances over statuses that differ little. Weights: UDS-IH2's development part (Rudinger et al. 2018).
"""

from __future__ import annotations

import numpy as np

from onrecord.reading.events.labels import STATUSES
from onrecord.reading.events.learnt import Scores

__all__ = ["weighed"]

# Log odds that the rules add to the status that they give. That grammar denies, promises or asks for a deed is seldom
# mistaken, and to tell such a deed as done is the worst of errors.
_RULE = {"negated": 4.0, "demanded": 4.0, "planned": 1.5, "promised": 4.0, "hypothetical": 1.5}
_RULE_HAPPENED = 1.0
_ATTEMPT = 0.5  # ... to 'hypothetical', where they found an attempt
_FLOOR = 0.02
_HAPPENED = np.array([one in ("actual", "ongoing", "habitual") for one in STATUSES])


def weighed(rule: str, chances: Scores) -> str:
    """One of STATUSES, or ``attempted`` where the rules say so and nothing speaks against it.

    rule: one of STATUSES, or ``attempted``. chances: the head's, in the order of STATUSES.
    """
    scores = np.log(chances + _FLOOR)
    if rule == "attempted":
        scores[STATUSES.index("hypothetical")] += _ATTEMPT
    else:
        scores[STATUSES.index(rule)] += _RULE.get(rule, _RULE_HAPPENED)
    raised = np.exp(scores)
    happened = raised[_HAPPENED].sum() > raised[~_HAPPENED].sum()
    if rule == "attempted" and not happened:
        return rule
    return STATUSES[int(np.where(happened == _HAPPENED, raised, 0).argmax())]
