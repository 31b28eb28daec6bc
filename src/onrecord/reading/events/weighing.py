"""The rules' status of an event and the trained head's, weighed together.

First whether it happened, over all statuses that say so, then which of those statuses: the head alone spreads its
chances over statuses that differ little. Weights: UDS-IH2's development part (Rudinger et al. 2018).
"""

from __future__ import annotations

import numpy as np

from onrecord.reading.events.labels import STATUSES
from onrecord.reading.events.learnt import Scores

__all__ = ["weighed"]

_RULE = 1.0  # log odds that the rules add to the status that they give
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
        scores[STATUSES.index(rule)] += _RULE
    raised = np.exp(scores)
    happened = raised[_HAPPENED].sum() > raised[~_HAPPENED].sum()
    if rule == "attempted" and not happened:
        return rule
    return STATUSES[int(np.where(happened == _HAPPENED, raised, 0).argmax())]
