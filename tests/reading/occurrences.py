"""Names found in a text and grouped by whose they are."""

from collections.abc import Mapping

from onrecord.reading.people import grouped
from onrecord.reading.sightings import key_of

_NOBODY: Mapping[str, frozenset[str]] = {}


def people(text: str, *names: str, known: Mapping[str, frozenset[str]] = _NOBODY) -> list[list[str]]:
    """The occurrences of each person, found left to right; a longer name hides the shorter one in it.

    known: whom a short name means to all the world.
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    taken: set[int] = set()
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            if at not in taken:
                found.setdefault(key_of(name), []).append((at, at + len(name), name))
                taken.update(range(at, at + len(name)))
            at = text.find(name, at + 1)
    persons = grouped(found, text, known=lambda short: known.get(short, frozenset()))
    return [[words for _, _, words in places] for _, places in persons]
