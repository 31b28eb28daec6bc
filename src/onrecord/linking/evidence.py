"""How much speaks for two entities of different stories being one, and why, in words.

Evidence is a sum of log-odds: each reason adds or takes away. What a name says depends on how rare its parts are, both
among the world's names (``reading.person_names``) and among the people of the record itself: 'Khan' says next to
nothing. From ``MERGE`` on two are one; from ``DOUBTFUL`` on they stay two and are suggested.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import Literal

from onrecord.linking.blocking import bearer_key, titled_keys
from onrecord.linking.profiles import Held, Profile, normalised, vocabulary
from onrecord.reading.person_names import THRESHOLD, same_person_name
from onrecord.reading.person_names.features import align, kind_of
from onrecord.reading.person_names.model import shipped
from onrecord.reading.person_names.parts import Part, PersonName, name_of

__all__ = ["DOUBTFUL", "MERGE", "Bearers", "Evidence", "Share", "compare", "with_companions"]

MERGE, DOUBTFUL = 3.0, 1.4
Bearers = Callable[[str], int]
"""How many entities of the record bear the name part of this key."""
Share = Callable[[str], float]
"""Which part of the stories that a key finds are those of the entity that is compared, 0 to 1."""

# Log-odds, set by hand on the development parts of the benchmarks; bench/accuracy/across_entities.py measures them.
_SAME, _OTHER_FORM, _RARITY = 2.0, 1.5, 1.5
_DROPPED, _DROPPED_INITIAL, _RESPELT, _RESPELT_MUCH, _INITIAL = 1.75, 0.3, 1.0, 2.0, 1.25
_UNIQUE_OFFICE, _OFFICE, _TITLE, _COUNTRY, _OTHER_COUNTRY = 2.5, 0.6, 0.4, 0.3, -1.5
_COMPANION, _MOST_COMPANIONS = 0.9, 2
_ONLY_ONE_TITLED, _BOTH_BARE, _COMMON, _FEW = 1.5, 0.6, 0.8, 2
_BODY, _NAME_IN_ONE, _SHORT_FORM, _ACRONYM, _GENERIC = 4.0, 3.2, -1.0, 0.5, 0.5
_BODY_COUNTRY, _BODY_OTHER_COUNTRY = 3.0, -4.0
_GENERATION, _NUMERAL, _MOST_OF_THEM = 3.0, 0.5, 0.8
_RESOLVED, _FEATURE, _UNRESOLVED, _KNOWN = 6.0, 3.2, 1.6, 4.5
_FURTHER = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """weight: log-odds. reasons: each in words, the name's first.

    needs: what else must be shared, whatever the weight: 1 for any office, title or companion (names of one word), 2
    for an office that one person holds, or a companion (names that are not written alike). has: what is shared. bare: a
    name of one word, and whether it is rare, crowded (several of the record bear it) or common in the world.
    """

    weight: float
    reasons: tuple[str, ...] = ()
    needs: int = 0
    has: int = 0
    bare: Literal["", "rare", "crowded", "common"] = ""

    @property
    def score(self) -> float:
        """The weight as a probability, 0 to 1."""
        return round(1 / (1 + math.exp(-max(min(self.weight, 30.0), -30.0))), 3)

    @property
    def one(self) -> bool:
        """Whether the two are one."""
        return self.weight >= MERGE and self.has >= self.needs

    @property
    def doubtful(self) -> bool:
        """Whether it is worth a person's look."""
        return not self.one and self.weight >= DOUBTFUL

    @property
    def why(self) -> str:
        """The reasons as one line."""
        return "; ".join(self.reasons)


NOTHING = Evidence(-30.0)


def compare(one: Profile, other: Profile, bearers: Bearers, share: Share | None = None) -> Evidence:
    """What the profiles alone say of two entities. share: of ``other``; unknown is 0."""
    if {one.kind, other.kind} <= {"organisation", "group"}:
        return _bodies(one, other)
    if one.kind != other.kind:
        return NOTHING
    return _people(one, other, bearers, share or (lambda _: 0.0)) if one.kind == "person" else _places(one, other)


def with_companions(found: Evidence, names: list[str]) -> Evidence:
    """The evidence with what it adds that both stand in stories with these others, named for the reason's words."""
    if not names:
        return found
    counted = min(len(names), _MOST_COMPANIONS)
    return Evidence(
        found.weight + _COMPANION * counted,
        (*found.reasons, f"both in stories with {' and '.join(names[:_MOST_COMPANIONS])}"),
        found.needs,
        2,
    )


# ---- people ----------------------------------------------------------------------------------------------------------


def _people(one: Profile, other: Profile, bearers: Bearers, share: Share) -> Evidence:
    known = sorted(one.known & other.known)
    if one.known and other.known and not known:
        return NOTHING  # two holders of offices, whatever their names share
    named = Evidence(_KNOWN, (f"both known as {known[0]}",)) if known else _best_names(one, other, bearers)
    if named.weight <= NOTHING.weight:
        return named
    weight, reasons, has = named.weight, [*named.reasons], 0
    shared = _shared_office(one, other)
    titles = sorted(_titles(one) & _titles(other), key=lambda title: (-len(title), title))
    if shared and shared.unique:
        weight += _UNIQUE_OFFICE
        reasons.append(f"both {shared}")
        has = 2
    elif shared or titles:
        weight += _OFFICE if shared else _TITLE
        reasons.append(f"both {shared}" if shared else f"both {titles[0]}")
        has = 1
        both_keys = set(titled_keys(one)) & set(titled_keys(other)) if named.bare else ()
        if any(share(key) >= _MOST_OF_THEM for key in both_keys):
            weight += _ONLY_ONE_TITLED
            reasons.append("hardly another of the name has the title")
            has = 2
    if named.bare == "common" and not (shared and shared.unique and shared.year):
        return NOTHING  # nothing but an office that one person holds says which Khan is meant
    if named.bare == "crowded" and has < 2:
        return NOTHING
    if one.countries & other.countries:
        weight += _COUNTRY
    elif one.countries and other.countries:
        weight += _OTHER_COUNTRY
        reasons.append("offices of different countries")
    return Evidence(weight, tuple(reasons), named.needs, has)


def _titles(profile: Profile) -> frozenset[str]:
    return profile.titles | {held.title for held in profile.offices}


def _shared_office(one: Profile, other: Profile) -> Held | None:
    """The most telling office that both are said to have held: of the same whole, in the same year if one is known."""
    found = []
    theirs = {(held.title, held.of): held for held in sorted(other.offices)}
    for held in one.offices:
        match = theirs.get((held.title, held.of))
        if match:
            found.append(held if held in other.offices else Held(held.title, held.of))
    return max(found, key=lambda held: (held.unique, held.year, held.title, held.of), default=None)


def _best_names(one: Profile, other: Profile, bearers: Bearers) -> Evidence:
    """The evidence of the two names that speak most for one person; single words count only where there is no more."""
    mine, theirs = ([name for name in each.names if len(name_of(name).heavy) > 1] for each in (one, other))
    if mine and theirs:
        best = NOTHING
        for left, right in product(islice(mine, _FURTHER), islice(theirs, _FURTHER)):
            found = _full_names(left, right, bearers)
            best = max(best, found, key=lambda each: each.weight)
        return best
    best = NOTHING
    for left, right in product(islice(one.names, _FURTHER), islice(other.names, _FURTHER)):
        if len(name_of(left).heavy) == 1 or len(name_of(right).heavy) == 1:
            best = max(best, _bare_names(left, right, bearers, both=not (mine or theirs)), key=lambda each: each.weight)
    return best


def _full_names(left: str, right: str, bearers: Bearers) -> Evidence:
    a, b = name_of(left), name_of(right)
    if a.generation != b.generation and (a.generation and b.generation):
        return NOTHING
    written = [sorted(part.written for part in name.heavy) for name in (a, b)]
    if written[0] == written[1] and a.generation == b.generation:
        weight = _SAME + _RARITY * sum(_rarity(part, bearers) for part in a.heavy)
        plain = [part.written for part in a.heavy] == [part.written for part in b.heavy]
        return Evidence(weight, ("same full name" if plain else f"same full name in another order ({right})",))
    without_initials = [[part.written for part in name.heavy if not part.initial] for name in (a, b)]
    if without_initials[0] != without_initials[1] and not _alike(left, right):
        return NOTHING
    return _other_form(a, b, right, bearers)


@lru_cache(maxsize=1 << 16)
def _alike(left: str, right: str) -> bool:
    """Whether two names may be one person's. Kept: the same names come story after story."""
    return same_person_name(left, right) >= THRESHOLD


def _other_form(a: PersonName, b: PersonName, right: str, bearers: Bearers) -> Evidence:
    """Names that are not written alike: respelt, shortened, with initials."""
    pairs = align(a.heavy, b.heavy, shipped().alike(kind_of(a, b)))
    weight = _OTHER_FORM
    words = set()
    for i, j, alike in pairs:
        one, other = a.heavy[i], b.heavy[j]
        if one.initial or other.initial:
            if one.written != other.written:
                weight -= _INITIAL
                words.add("initial")
            continue
        weight += _RARITY * alike * min(_rarity(one, bearers), _rarity(other, bearers))
        if one.written != other.written:
            close = one.skeleton == other.skeleton
            weight -= _RESPELT if close else _RESPELT_MUCH
            words.add("other spelling")
    left_over = [part for i, part in enumerate(a.heavy) if all(i != row for row, _, _ in pairs)]
    left_over += [part for j, part in enumerate(b.heavy) if all(j != column for _, column, _ in pairs)]
    for part in left_over:
        weight -= _DROPPED_INITIAL if part.initial else _DROPPED
        words.add("middle initial" if part.initial else "shorter name")
    if a.generation != b.generation:
        weight -= _GENERATION if {a.generation, b.generation} & {"jr", "sr"} else _NUMERAL
        words.add("'junior' or 'senior' in one only")
    full = [part for i, j, _ in pairs for part in (a.heavy[i], b.heavy[j]) if not part.initial]
    if len(full) < 2 or not pairs:
        return NOTHING
    told = f"like name, {' and '.join(sorted(words)) or 'written otherwise'} ({right})"
    return Evidence(weight, (told,), needs=0 if words <= {"middle initial"} else 2)


def _bare_names(left: str, right: str, bearers: Bearers, *, both: bool) -> Evidence:
    """A name of one word: never enough by itself. both: neither is known by more."""
    a, b = name_of(left), name_of(right)
    told = f"same name {left}" if left == right else f"name part {min((left, right), key=len)}"
    for one in a.heavy:
        for other in b.heavy:
            if one.written == other.written and not one.initial:
                common = shipped().rarity(one) < _COMMON
                crowded = bearers(bearer_key(one)) > _FEW
                weight = _RARITY * _world_rarity(one) + (_BOTH_BARE if both else 0.0)
                return Evidence(weight, (told,), needs=1, bare="common" if common else "crowded" if crowded else "rare")
    return NOTHING


def _rarity(part: Part, bearers: Bearers) -> float:
    """1 for a part that nobody else has, towards 0 for one that many have, in the world or in the record."""
    return _world_rarity(part) / (1 + 0.15 * math.log2(max(1, bearers(bearer_key(part)))))


def _world_rarity(part: Part) -> float:
    return max(0.0, 2.0 * (shipped().rarity(part) - 0.5))


# ---- bodies, peoples, places -----------------------------------------------------------------------------------------


def _is_acronym_of(one: Profile, other: Profile) -> bool:
    """Whether a name of ``one`` is written as the first letters of a name of ``other``."""
    short = {name.replace(".", "").casefold() for name in one.names if name.isupper() and " " not in name}
    letters = {
        "".join(word[0] for word in normalised(name).split() if word not in vocabulary()["small_words"])
        for name in other.names
        if " " in name
    }
    return any(len(each) > 1 and each in letters for each in short)


def _bodies(one: Profile, other: Profile) -> Evidence:
    if one.place or other.place:  # a country's people
        same = one.place == other.place
        return Evidence(_RESOLVED, ("same people",)) if same else NOTHING
    mine, theirs = (list(dict.fromkeys(map(normalised, each.names))) for each in (one, other))
    shared = [name for name in mine if name in theirs]
    if not shared:
        fits = _is_acronym_of(one, other) or _is_acronym_of(other, one)
        return Evidence(_ACRONYM, ("its initials",)) if fits else NOTHING
    name = max(shared, key=lambda each: (len(each.split()), each))
    longest = [max(len(each.split()) for each in names) for names in (mine, theirs)]
    words = len(name.split())
    generic = all(word in vocabulary()["body_words"] or word in vocabulary()["small_words"] for word in name.split())
    if generic:
        weight, reasons = _GENERIC, ["same name"]
    elif words < min(longest):  # each has a longer name of its own
        weight, reasons = _SHORT_FORM, [f"same short name ({shared[0]})"]
    elif words < max(longest):
        weight, reasons = _NAME_IN_ONE, [f"named as the other is for short ({name})"]
    else:
        weight, reasons = _BODY, ["same name"]
    if one.country and other.country:
        if one.country == other.country:
            weight += _BODY_COUNTRY
            reasons.append(f"both of {one.country}")
        else:
            weight += _BODY_OTHER_COUNTRY
            reasons.append("of different countries")
    elif generic:
        reasons.append("a name that bodies of many countries have")
    return Evidence(weight, tuple(reasons))


def _places(one: Profile, other: Profile) -> Evidence:
    if one.place and other.place:
        return Evidence(_RESOLVED, ("same place",)) if one.place == other.place else NOTHING
    shared = {*map(normalised, one.names)} & {*map(normalised, other.names)}
    if one.place or other.place or not shared:
        return NOTHING
    if one.country and other.country:
        return Evidence(MERGE, ("same name, same country",)) if one.country == other.country else NOTHING
    if any(not vocabulary()["natural_features"].isdisjoint(name.split()) and " " in name for name in shared):
        return Evidence(_FEATURE, ("same name of a sea, a mountain or the like",))
    return Evidence(_UNRESOLVED, ("same name of a place that was not found, or not told from others",))
