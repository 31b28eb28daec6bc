"""How like each other two name parts are."""

from __future__ import annotations

from functools import lru_cache

from onrecord.reading.person_names.parts import Part
from onrecord.reading.person_names.vocabulary import NICKNAMES

__all__ = ["INITIAL", "TRAITS", "initial_fits", "jaro_winkler", "nicknames", "rough_likeness", "traits"]

INITIAL = 0.9
"""The likeness of an initial and a word that begins with it."""

TRAITS = (
    "written", "sound", "skeleton", "coarse", "bare", "edits", "edits_coarse", "sound_equal", "skeleton_equal",
    "coarse_equal", "bare_equal", "nickname", "short", "lengths", "first_sound", "last_sound", "sound_high",
    "skeleton_high", "first_three", "begins_alike",
)  # fmt: skip
"""What two name parts are compared by, in the order of a model's weights for parts."""

_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=1 << 15)
def jaro_winkler(a: str, b: str) -> float:
    """The Jaro-Winkler likeness of two strings (Winkler 1990; prefix scale .1, at most four letters), 0 to 1.

    >>> round(jaro_winkler("martha", "marhta"), 3)
    0.961
    """
    if a == b:
        return 1.0 if a else 0.0
    long, short = len(a), len(b)
    if not long or not short:
        return 0.0
    reach = max(long, short) // 2 - 1
    reach = max(reach, 0)
    taken = 0
    hits = []
    places = []
    for index, letter in enumerate(a):
        place = b.find(letter, max(index - reach, 0), index + reach + 1)
        while place >= 0 and taken >> place & 1:
            place = b.find(letter, place + 1, index + reach + 1)
        if place >= 0:
            taken |= 1 << place
            hits.append(letter)
            places.append(place)
    common = len(hits)
    if not common:
        return 0.0
    places.sort()
    swapped = sum(letter != b[place] for letter, place in zip(hits, places, strict=True)) / 2
    jaro = (common / long + common / short + (common - swapped) / common) / 3
    prefix = 0
    for one, other in zip(a[:4], b[:4], strict=False):
        if one != other:
            break
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)


def initial_fits(one: Part, other: Part) -> bool:
    """Whether one of the two is the other's first letter, as written or as it sounds."""
    return one.written[0] == other.written[0] or one.sound[:1] == other.sound[:1]


def nicknames(one: Part, other: Part) -> bool:
    """Whether the two are forms of one given name."""
    return not NICKNAMES.get(one.written, _NONE).isdisjoint(NICKNAMES.get(other.written, _NONE))


def edits(a: str, b: str) -> int:
    """How many letters are put in, left out or exchanged between two strings (Levenshtein)."""
    before = list(range(len(b) + 1))
    for row, letter in enumerate(a, 1):
        now = [row]
        left = row
        for column, other in enumerate(b):
            left = min(before[column] + (letter != other), before[column + 1] + 1, left + 1)
            now.append(left)
        before = now
    return before[-1]


def rough_likeness(one: Part, other: Part) -> float:
    """A likeness that needs no model: to align parts before there is one, and to see quickly what is unlike."""
    if one.written == other.written:
        return 1.0
    return max(
        jaro_winkler(one.sound, other.sound),
        jaro_winkler(one.coarse, other.coarse),
        jaro_winkler(one.bare, other.bare),
        float(nicknames(one, other)),
    )


def traits(one: Part, other: Part) -> list[float]:
    """What speaks for and against two parts' being one (see ``TRAITS``), each from 0 to 1."""
    heard = jaro_winkler(one.sound, other.sound)
    bones = jaro_winkler(one.skeleton, other.skeleton)
    short, long = sorted((len(one.sound), len(other.sound)))
    return [
        jaro_winkler(one.written, other.written),
        heard,
        bones,
        jaro_winkler(one.coarse, other.coarse),
        jaro_winkler(one.bare, other.bare),
        1 - edits(one.sound, other.sound) / long,
        1 - edits(one.coarse, other.coarse) / max(len(one.coarse), len(other.coarse)),
        float(one.sound == other.sound),
        _equal(one.skeleton, other.skeleton),
        _equal(one.coarse, other.coarse),
        _equal(one.bare, other.bare),
        float(nicknames(one, other)),
        1 / short,
        short / long,
        float(one.sound[0] == other.sound[0]),
        float(one.sound[-1] == other.sound[-1]),
        max(0.0, heard - 0.9) * 10,
        max(0.0, bones - 0.9) * 10,
        float(one.written[:3] == other.written[:3]),
        float(one.written.startswith(other.written) or other.written.startswith(one.written)),
    ]


def _equal(one: str, other: str) -> float:
    """For equal skeletons more, the longer they are; else 0."""
    return min(len(one), 5) / 5 if one == other else 0.0
