"""Which names are one body's or one place's: a short form by definition, a name with or without country or legal form.

Two names of one country are one place: 'the U.S.', 'America'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_named, whole_country

__all__ = ["defined_together", "same_bodies", "same_places"]


def same_bodies(keys: Collection[str], defined: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The keys of each body together. defined: pairs of a long and a short form that the story defines.

    'Northland Taliban' is the 'Taliban' only where the story has no other body of that plain name.
    """
    groups = _together(keys, defined)
    fuller: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        for plain in _plainer(key):
            if plain in groups:
                fuller[plain].append(key)
    for plain, names in sorted(fuller.items()):
        if len({id(groups[name]) for name in names}) == 1:
            _join(groups, plain, names[0])
    return _distinct(groups)


def defined_together(keys: Collection[str], defined: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The keys together that the story itself says are one name's long and short form."""
    return _distinct(_together(keys, defined))


def same_places(names: Mapping[str, str], defined: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The keys of each place together. names: key -> the name as the story spells it (capitals tell 'US' from 'us')."""
    groups = _together(names, defined)
    countries: dict[str, str] = {}
    for key, spelling in names.items():
        code = whole_country(spelling)
        if code:
            _join(groups, countries.setdefault(code, key), key)
    return _distinct(groups)


def _together(keys: Collection[str], defined: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups = {key: {key} for key in keys}
    for long, short in defined:
        if long in groups and short in groups:
            _join(groups, long, short)
    return groups


def _join(groups: dict[str, set[str]], one: str, other: str) -> None:
    if groups[one] is not groups[other]:
        groups[one] |= groups[other]
        for key in groups[other]:
            groups[key] = groups[one]


def _distinct(groups: dict[str, set[str]]) -> list[set[str]]:
    return list({id(group): group for group in groups.values()}.values())


def _plainer(key: str) -> Iterable[str]:
    """A body's name without the country before or after it, or without its legal form or kind."""
    words = key.split()
    for cut in range(1, min(3, len(words))):
        if country_named(" ".join(words[:cut]).title()):
            yield " ".join(words[cut:])
    if " of " in key:
        head, _, country = key.rpartition(" of ")
        if country_named(country.removeprefix("the ").title()):
            yield head
    while len(words) > 1 and words[-1].rstrip(".") in _endings():
        words = words[:-1]
        if len(words) > 1 or len(words[0]) > 2:
            yield " ".join(words).rstrip(",")


def _endings() -> frozenset[str]:
    return frozenset(lexicon("titles")["body_endings"])
