"""Why two names are taken for one person's, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.person_names.features import FEATURES, align, features, joined, kind_of
from onrecord.reading.person_names.model import Model, shipped
from onrecord.reading.person_names.parts import Part, PersonName, name_of

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """likeness: as ``same_person_name`` gives it. aligned: the parts of both names that were held against each other,
    in plain Latin letters, with how like they are. left_over: the longer name's other parts. reasons: each feature's
    share in the score (a log-odds), the largest first.
    """

    likeness: float
    aligned: tuple[tuple[str, str, float], ...]
    left_over: tuple[str, ...]
    reasons: tuple[tuple[str, float], ...]


def explain(one: str, other: str, model: Model | None = None) -> Explanation:
    """What ``same_person_name`` says of two names, and why; ``aligned`` in the order of the two names."""
    model = model or shipped()
    if other < one:
        told = explain(other, one, model)
        return replace(told, aligned=tuple((b, a, likeness) for a, b, likeness in told.aligned))
    left, right = name_of(one), name_of(other)
    if not left.parts or not right.parts:
        return Explanation(0.0, (), (), ())
    kind = kind_of(left, right)
    found = features(left, right, model.alike(kind), model.rarity)
    a, b = _compared(left, right)
    aligned = align(a, b, model.alike(kind))
    shares = zip(FEATURES, model.names[kind].shares(found), strict=True)
    reasons = sorted(shares, key=lambda one: (-abs(one[1]), one[0]))
    left_over = [part.written for i, part in enumerate(a) if all(i != row for row, _, _ in aligned)]
    left_over += [part.written for j, part in enumerate(b) if all(j != column for _, column, _ in aligned)]
    return Explanation(
        model.probability(left, right, found),
        tuple((a[i].written, b[j].written, alike) for i, j, alike in sorted(aligned)),
        tuple(left_over),
        tuple((name, share) for name, share in reasons if share),
    )


def _compared(left: PersonName, right: PersonName) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    return joined(left.heavy, right.heavy), joined(right.heavy, left.heavy)
