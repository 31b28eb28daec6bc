"""How like each other two name parts are."""

from __future__ import annotations

from functools import lru_cache

from onrecord.reading.person_names.parts import Part
from onrecord.reading.person_names.vocabulary import NICKNAMES

__all__ = ["initial_fits", "jaro_winkler", "likeness", "nicknames"]

_INITIAL, _NICKNAME = 0.9, 0.95


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
    if not (one.initial or other.initial):
        return False
    return one.written[0] == other.written[0] or one.sound[:1] == other.sound[:1]


def nicknames(one: Part, other: Part) -> bool:
    """Whether the two are forms of one given name."""
    return not NICKNAMES.get(one.written, frozenset()).isdisjoint(NICKNAMES.get(other.written, frozenset()))


@lru_cache(maxsize=1 << 17)
def likeness(one: Part, other: Part, by: str) -> float:
    """How like each other two name parts are, 0 to 1. by: the kind of script of the pair's other name (see Script)."""
    if one.written == other.written:
        return 1.0
    if one.initial or other.initial:
        return _INITIAL if initial_fits(one, other) else 0.0
    if by == "consonants":
        best = max(jaro_winkler(one.bare, other.bare), jaro_winkler(one.coarse, other.coarse) * 0.98)
    elif by == "east_asian":
        best = (2 * jaro_winkler(one.coarse, other.coarse) + jaro_winkler(one.sound, other.sound)) / 3
    else:
        heard = jaro_winkler(one.sound, other.sound)
        bones = jaro_winkler(one.skeleton, other.skeleton)
        best = (jaro_winkler(one.written, other.written) + 2 * heard + bones) / 4
    return max(best, _NICKNAME) if by != "consonants" and nicknames(one, other) else best
