"""Learning from labelled pairs of names: first what makes two name parts one, then what makes two names one person's.

Both are logistic regressions (Newton's method, L2). The training and each fold of the benchmark call ``fit``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.person_names import block_keys
from onrecord.reading.person_names.curves import KNOTS, Curves
from onrecord.reading.person_names.features import align, features, joined, kind_of
from onrecord.reading.person_names.folding import Script
from onrecord.reading.person_names.likeness import jaro_winkler, nicknames, rough_likeness, traits
from onrecord.reading.person_names.model import Model
from onrecord.reading.person_names.parts import Part, PersonName, name_of, part_of

KINDS: tuple[Script, ...] = ("latin", "alphabet", "consonants", "east_asian")
COUNTED_FROM = 6
_RIDGE = 0.3
_LOOK_ALIKE_EVERY = 9
_STRANGER_EVERY = 20
_SPELLING = 0.93
Labelled = tuple[str, str, bool]


def count_parts(names: dict[str, list[str]]) -> tuple[dict[str, int], int]:
    """How many of the people have each name part (by its sound), from ``COUNTED_FROM`` on; and how many people."""
    counts = Counter(
        part for found in names.values() for name in found for part in {part.sound for part in name_of(name).heavy}
    )
    people = sum(map(len, names.values()))
    return {part: count for part, count in sorted(counts.items()) if count >= COUNTED_FROM and len(part) > 1}, people


def fit(pairs: Iterable[Labelled], names: dict[str, list[str]]) -> Model:
    """A model of the labelled ``pairs``; ``names`` (by country) are for the frequencies of name parts."""
    by_kind: dict[Script, list[tuple[PersonName, PersonName, bool]]] = defaultdict(list)
    for left, right, same in pairs:
        one, other = name_of(left), name_of(right)
        by_kind[kind_of(one, other)].append((one, other, same))
    apart = [*look_alikes(names), *strangers(names)]
    by_kind["latin"] += [(name_of(one), name_of(other), False) for one, other in apart]
    model = Model(*count_parts(names), COUNTED_FROM, {}, {})
    for kind in KINDS:
        parts = [row for one, other, same in by_kind[kind] for row in labelled_parts(one, other, same)]
        model.parts[kind] = logistic([traits(one, other) for one, other, _ in parts], [same for *_, same in parts])
        alike = model.alike(kind)
        model.names[kind] = logistic(
            [features(one, other, alike, model.rarity) for one, other, _ in by_kind[kind]],
            [same for *_, same in by_kind[kind]],
        )
    return model


def look_alikes(names: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Names of different people made up of a real one and itself with one part exchanged for another of its country.

    Pairs that share all but one part are rare among the people of one house, and common among those of a country. Every
    other time the new part begins as the old one does. What is drawn goes by a hash.
    """
    for country, found in sorted(names.items()):
        people = [[part.written for part in name_of(name).heavy if len(part.written) > 2] for name in found]
        pool = sorted({part for parts in people for part in parts})
        by_start: dict[str, list[str]] = defaultdict(list)
        for part in pool:
            by_start[part[:2]].append(part)
        for number, parts in enumerate(people):
            draw = crc32(f"{country} {' '.join(parts)}".encode())
            if len(parts) < 2 or number % _LOOK_ALIKE_EVERY:
                continue
            place = draw % len(parts)
            choice = by_start[parts[place][:2]] if draw >> 8 & 1 else pool
            new = choice[(draw >> 9) % len(choice)]
            if not _spellings_of_one(parts[place], new):
                yield " ".join(parts), " ".join([*parts[:place], new, *parts[place + 1 :]])


def strangers(names: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Names of two people of a country who share nothing: the labelled pairs of different people all share a part."""
    for country, found in sorted(names.items()):
        for number, name in enumerate(found):
            other = found[crc32(f"{country} {name}".encode()) % len(found)]
            if number % _STRANGER_EVERY == 0 and block_keys(name).isdisjoint(block_keys(other)):
                yield name, other


def _spellings_of_one(part: str, other: str) -> bool:
    one, two = part_of(part, False), part_of(other, False)
    return one.skeleton == two.skeleton or nicknames(one, two) or jaro_winkler(one.sound, two.sound) >= _SPELLING


def labelled_parts(one: PersonName, other: PersonName, same: bool) -> Iterator[tuple[Part, Part, bool]]:
    """Pairs of parts and whether they are one. Of one person's names, as long as each other: the parts aligned, and
    two that were not. Of two people's: the least like of those aligned, for if all were alike, they would be one.
    """
    left, right = joined(one.heavy, other.heavy), joined(other.heavy, one.heavy)
    aligned = align(left, right, rough_likeness)
    rows: list[tuple[int, int, bool]] = []
    if same and len(left) == len(right):
        rows = [(i, j, True) for i, j, _ in aligned]
        if len(aligned) > 1:
            rows.append((aligned[0][0], aligned[1][1], False))
    elif not same and aligned:
        rows = [(aligned[-1][0], aligned[-1][1], False)]
    for i, j, label in rows:
        a, b = left[i], right[j]
        if a.written != b.written and not a.initial and not b.initial:
            yield a, b, label


def logistic(values: list[list[float]], same: list[bool]) -> Curves:
    """Curves fitted by logistic regression with an L2 penalty on all but the bias, each class as heavy as the other."""
    columns: NDArray[np.float64] = np.array(values)
    rows = np.column_stack(
        [np.ones(len(columns))]
        + [np.maximum(column - knot, 0) if knot else column for column in columns.T for knot in (0, *KNOTS)]
    )
    labels: NDArray[np.float64] = np.array(same, dtype=float)
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[0] = 1e-6
    share = labels.mean()
    mass = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (mass * (labels - chance)) - ridge * weights
        bend = (rows * (mass * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return Curves([round(float(weight), 3) for weight in weights])
