"""Scores each gendered pronoun against the persons around it, in two passes.

The first pass looks at each pronoun alone. The second also asks whom the pronouns around it are likely to mean: in
'she … her … she' one answer bears out the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.pronouns.attention import Looks, Network, attended
from onrecord.reading.pronouns.features import Field, agreement, features
from onrecord.reading.pronouns.scene import Candidate, Pronoun
from onrecord.reading.pronouns.scorer import Numbers, Scorer

__all__ = ["CHAIN", "Scored", "fields_of", "score", "scored_field", "with_attention", "with_chain"]

# Pronouns further apart than this many sentences do not bear on each other; nor do persons last named before it.
_WINDOW = 6
_MOST_CANDIDATES = 12
_MOST_SPOTS = 200
# Below this the gender is a veto.
_LEAST_AGREEMENT = 0.12
# Log odds against 'somebody who is not among the candidates', when probabilities are shared out among them.
_NOBODY = 0.15

CHAIN: tuple[str, ...] = (
    "chain_before", "chain_near", "chain_last", "chain_same_sentence", "chain_after", "chain_next",
    "chain_other_gender", "chain_other_gender_here", "first_pass", "first_pass_best_rival",
)  # fmt: skip


@dataclass(slots=True)
class Scored:
    """A pronoun's field with the rows of its features and, once scored, a probability for each candidate.

    looks: what the encoder's attention shows, a row a candidate; None if it was not kept.
    """

    field: Field
    rows: Numbers
    probability: Numbers
    looks: NDArray[np.float32] | None = None


def fields_of(pronouns: Sequence[Pronoun], persons: Sequence[Candidate], looks: Looks | None = None) -> list[Scored]:
    """The field of each pronoun that has candidates: those of its gender in the sentences before, or its own."""
    reach = _Reach(persons)
    scored = []
    for pronoun in pronouns:
        near = [one for one in reach.of(pronoun) if agreement(pronoun, one) >= _LEAST_AGREEMENT]
        if near:
            scored.append(scored_field(pronoun, near, looks))
    return scored


def scored_field(pronoun: Pronoun, candidates: list[Candidate], looks: Looks | None = None) -> Scored:
    """The pronoun beside these candidates, not yet scored."""
    field = Field.of(pronoun, candidates)
    seen = looks.of(field) if looks else None
    return Scored(field, np.array(features(field)), np.zeros(len(candidates)), seen)


def with_attention(one: Scored, network: Network) -> Numbers:
    """The features of a pronoun with those of ``ATTENDED``."""
    return np.hstack([one.rows, attended(one.field, one.looks, one.rows, network)])


def score(scored: list[Scored], scorer: Scorer) -> None:
    """Sets the probabilities. Linear in the number of pronouns."""
    rows = [with_attention(one, scorer.attention) for one in scored]
    first = [scorer.first.probability(own) for own in rows]
    for at, one in enumerate(scored):
        one.probability = scorer.second.probability(with_chain(scored, rows, first, at))


def with_chain(scored: list[Scored], rows: list[Numbers], first: list[Numbers], at: int) -> Numbers:
    """The features of pronoun ``at`` with those of ``CHAIN``: what the first pass says of its neighbours.

    rows: of each pronoun the first pass's features; first: its probabilities.
    """
    one = scored[at]
    here = one.field.pronoun
    places = {id(candidate): row for row, candidate in enumerate(one.field.candidates)}
    chain = np.zeros((len(places), len(CHAIN)))
    seen_next = False
    for other in _neighbours(scored, at):
        there = scored[other].field.pronoun
        apart = there.spot.sentence - here.spot.sentence
        shares = first[other] / (first[other].sum() + _NOBODY)
        said = np.zeros(len(places))
        for share, candidate in zip(shares, scored[other].field.candidates, strict=True):
            if id(candidate) in places:
                said[places[id(candidate)]] = share
        if there.kind != here.kind:
            chain[:, 6] += said
            if apart == 0:
                chain[:, 7] = np.maximum(chain[:, 7], said)
        elif other < at:
            chain[:, 0] += said
            if apart >= -1:
                chain[:, 1] += said
            chain[:, 2] = said
            if apart == 0:
                chain[:, 3] = said
        else:
            chain[:, 4] += said
            if not seen_next:
                chain[:, 5], seen_next = said, True
    base = first[at]
    chain[:, 8] = base
    for row in range(len(base)):
        chain[row, 9] = max(np.delete(base, row), default=0.0)
    return np.hstack([rows[at], chain])


def _neighbours(scored: list[Scored], at: int) -> list[int]:
    """The pronouns within reach of ``at`` and not itself, in order."""
    here = scored[at].field.pronoun.spot.sentence
    low = high = at
    while low > 0 and here - scored[low - 1].field.pronoun.spot.sentence <= _WINDOW and at - low < 24:
        low -= 1
    while high + 1 < len(scored) and scored[high + 1].field.pronoun.spot.sentence - here <= _WINDOW and high - at < 24:
        high += 1
    return [other for other in range(low, high + 1) if other != at]


class _Reach:
    """Finds the persons named around a pronoun without a look at the whole story."""

    def __init__(self, persons: Sequence[Candidate]) -> None:
        self._persons = persons
        self._spots = sorted(
            (spot.sentence, spot.index, number) for number, person in enumerate(persons) for spot in person.spots
        )

    def of(self, pronoun: Pronoun) -> list[Candidate]:
        """The persons named in the window before or in the pronoun's own sentence; at most a dozen, the nearest."""
        here = pronoun.spot
        low = bisect_left(self._spots, (here.sentence - _WINDOW, -1, -1))
        high = bisect_left(self._spots, (here.sentence + 1, -1, -1))
        nearest: dict[int, int] = {}
        for _, index, number in self._spots[max(low, high - _MOST_SPOTS) : high]:
            apart = abs(here.index - index)
            nearest[number] = min(nearest.get(number, apart), apart)
        kept = sorted(nearest, key=lambda number: (nearest[number], number))[:_MOST_CANDIDATES]
        return [self._persons[number] for number in kept]
