"""Which place each name of a story means, all names of the story being decided together.

A name's candidates are weighed by how many people live there, by what the story's words say contains them, and by
what else the story speaks of: its countries and their people, the divisions and the towns nearby. What one name
probably means is evidence for the others, so the weighing is done a few times over. The idea is that of spatial
minimality (Leidner 2007) and of context-sensitive toponym resolution (Lieberman and Samet 2012).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, exp, floor, log1p, radians

from onrecord.model import Place
from onrecord.reading.places.cues import containers, is_generic, kind_said, mentioned, national
from onrecord.reading.places.folding import folded
from onrecord.reading.places.listing import Candidate, candidates, is_a, is_site, listed_as, short_form

__all__ = ["FAR_OFF", "GENERIC", "NOT_LISTED", "UNDECIDED", "Weights", "resolve", "resolve_names"]

NOT_LISTED = "no such name in the gazetteer"
UNDECIDED = "several places of this name, nothing decides"
FAR_OFF = "only a small place of this name, and nothing points there"
GENERIC = "words for a kind of place, and nothing says which"
_ROUNDS = 3
# log10 of the people from which on a place may be meant though the story names nothing else of its country
_KNOWN_FAR_AND_WIDE = 4.5
# Large places go by several names in English
_LARGE = 5.5
_SURE, _A_TRACE = 0.95, 0.2
_CUES_A_NAME, _FORMS_A_NAME = 8, 4
_FIRST_ORDER = frozenset(["state", "province", "part of the country"])


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts. Tuned on half of two public corpora (docs/codebook/places.md).

    nation is more than that: a country named by its name is hardly ever a village, wherever the story plays; state is
    the same of a state or province that no large town is called like. seat: of a capital and a state of one country
    that share a name ('Washington') the capital is meant. enough: how much of a story can lie in a country and still
    speak for it; more of it says nothing more of one name.
    """

    people: float = 1.0
    also: float = 2.0
    capital: float = 0.5
    region: float = 0.45
    country: float = 1.3
    division: float = 1.6
    near: float = 1.6
    contained: float = 2.5
    nation: float = 2.0
    state: float = 1.0
    seat: float = 1.5
    enough: float = 3.0
    kind: float = 1.5
    told: float = 0.8
    national: float = 1.2
    outlet: float = 1.0
    surest: float = 0.4


@dataclass(slots=True)
class _Name:
    """One name of the story, wherever it stands: what it may mean, and how probable each of that is."""

    options: tuple[Candidate, ...]
    count: int
    local: list[float]
    shares: list[float] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return 1.0 + log1p(self.count - 1) / 2


class _Masses:
    """How much of the story lies where: by country, by division, by the degree of latitude and longitude."""

    def __init__(self) -> None:
        self.country: defaultdict[str, float] = defaultdict(float)
        self.division: defaultdict[str, float] = defaultdict(float)
        self.cell: defaultdict[tuple[int, int], float] = defaultdict(float)

    def add(self, name: _Name, sign: float = 1.0) -> None:
        for option, share in zip(name.options, name.shares, strict=True):
            mass = sign * share * name.weight
            place = option.place
            if option.country:
                self.country[option.country] += mass
            if len(option.division) > 2:
                self.division[option.division] += mass
            if place.lat is not None and place.lon is not None and place.feature not in _FIRST_ORDER:
                self.cell[_cell(place.lat, place.lon)] += mass

    def near(self, place: Place) -> float:
        """The mass within about a degree and a half, what is closest counting most."""
        if place.lat is None or place.lon is None:
            return 0.0
        lat, lon = _cell(place.lat, place.lon)
        total = 0.0
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                total += self.cell.get((lat + up, lon + right), 0.0)
        return total


def _cell(lat: float, lon: float) -> tuple[int, int]:
    """Cells of one degree of latitude, and as wide as high."""
    row = floor(lat)
    return row, floor(lon * max(0.1, cos(radians(row + 0.5))))


def resolve(
    text: str, spans: Sequence[tuple[int, int]], *, outlet: str | None = None, weights: Weights | None = None
) -> list[Place]:
    """The place that each span of ``text`` names; one name means one place. As ``resolve_names`` otherwise."""
    where: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in spans:
        where[_key(text[start:end])].append((start, end))
    found = resolve_names(text, list(where.values()), outlet=outlet, weights=weights)
    places = dict(zip(where, found, strict=True))
    return [places[_key(text[start:end])] for start, end in spans]


def _key(name: str) -> str:
    return folded(name) or name


def resolve_names(
    text: str,
    names: Sequence[Sequence[tuple[int, int]]],
    *,
    apart_from: Sequence[tuple[int, int]] = (),
    outlet: str | None = None,
    weights: Weights | None = None,
) -> list[Place]:
    """For each name of ``text``, given as all its spans (half-open, at least one), the place that it means.

    What cannot be told has ``unresolved``. apart_from: spans whose words name no place (people's names). outlet: code
    of the country where the text was published, if known. The same arguments give the same places.
    """
    weights = weights or Weights()
    decided: list[_Name | None] = []
    generic = [bool(mentions) and _only_a_kind(text, mentions) for mentions in names]
    for mentions, no_name in zip(names, generic, strict=True):
        options = _options(text, mentions) if mentions and not no_name else ()
        local = _local(text, mentions, options, outlet, weights)
        decided.append(_Name(options, len(mentions), local) if options else None)
    spans = [span for mentions in names for span in mentions]
    taken = {at for start, end in (*spans, *apart_from) for at in range(start, end)}
    masses = _told(text, taken, weights)
    _decide([name for name in decided if name], masses, weights)
    return [
        Place(unresolved=GENERIC) if no_name else _chosen(name, masses, outlet, weights)
        for name, no_name in zip(decided, generic, strict=True)
    ]


def _only_a_kind(text: str, mentions: Sequence[tuple[int, int]]) -> bool:
    some = mentions[:_CUES_A_NAME]
    return all(is_generic(text[start:end]) and not is_site(text[start:end]) for start, end in some) and not any(
        True for start, end in some for _ in containers(text, start, end)
    )


def _options(text: str, mentions: Sequence[tuple[int, int]]) -> tuple[Candidate, ...]:
    """What a name may mean, its fullest form first. With what it is called after it, if it is listed so.

    'Clay' in 'Clay and Grant counties' is Clay County, 'Rafah' in 'the Rafah crossing' the crossing.
    """
    forms: dict[str, tuple[int, int]] = {}
    for start, end in mentions:
        forms.setdefault(text[start:end], (start, end))
    for name, (start, end) in sorted(forms.items(), key=lambda one: -len(one[0]))[:_FORMS_A_NAME]:
        if text[end : end + 1] == "." and (found := short_form(f"{name}.")):
            return found  # 'Wash.', whose full stop a tagger took for the sentence's
        kind = kind_said(text, start, end) if name[:1].isupper() else None
        if kind in ("county", "parish"):
            kind = kind.title()
        if kind and not name.endswith(kind):
            found = tuple(one for one in listed_as(f"{name} {kind}") if one.place.precision != "town")
            if found:  # 'Phoenix city' is no other town than Phoenix
                return found
        if found := candidates(name):
            return found
    return ()


def _local(
    text: str, mentions: Sequence[tuple[int, int]], options: tuple[Candidate, ...], outlet: str | None, weights: Weights
) -> list[float]:
    """What speaks for each candidate but the story's other places: its people, and what is said to contain it."""
    # Georgia is a country and a state; Italy, though a town in Texas too, is a country.
    states = [one for one in options if one.place.feature in _FIRST_ORDER and one.prior > _LARGE]
    plain = not states
    disputed = any(one.place.feature == "disputed region" for one in options)
    largest_town = max((one.prior for one in options if one.place.precision == "town"), default=0.0)
    scores = [
        weights.people * one.prior
        - weights.also * one.also * (0.5 if one.prior > _LARGE else 1.0)
        + weights.nation * (plain and one.place.precision == "country")
        + weights.state * (one in states and not one.also and not disputed and largest_town < one.prior - 1.0)
        + weights.capital * (one.place.feature == "capital")
        + weights.seat * (one.place.feature == "capital" and any(other.country == one.country for other in states))
        - weights.region * (one.place.precision == "region")
        + weights.outlet * (outlet is not None and one.country == outlet)
        for one in options
    ]
    if len(options) > 1:
        some = mentions[:_CUES_A_NAME]
        said = [around for start, end in some for around in containers(text, start, end)]
        if plain and any(one.place.precision == "country" for one in options):
            # 'Canada, Mexico and China' is a list.
            said = [around for around in said if around[0].place.precision != "country"]
        kinds = {kind for start, end in some if (kind := kind_said(text, start, end))}
        for index, option in enumerate(options):
            if any(_inside(option, container) for around in said for container in around[:5]):
                scores[index] += weights.contained
            if any(is_a(option, kind) for kind in kinds):
                scores[index] += weights.kind
    return scores


def _inside(option: Candidate, container: Candidate) -> bool:
    """Whether a candidate lies in what may be its container."""
    outer = container.place
    if outer.precision == "country":
        return option.country == container.country and option.place.precision != "country"
    if option.division != container.division or len(container.division) < 3 or option.place == outer:
        return False
    if outer.feature in _FIRST_ORDER:
        return True
    inner = option.place
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    reach = 0.8 if outer.precision == "region" else 0.4
    return abs(inner.lat - outer.lat) < reach and abs(inner.lon - outer.lon) < 1.5 * reach


def _told(text: str, taken: set[int], weights: Weights) -> _Masses:
    """The countries and divisions that the text speaks of outside the positions ``taken``."""
    masses = _Masses()
    for code, count in Counter(mentioned(text, taken)).items():
        mass = weights.told * (1 + log1p(count - 1))
        masses.country[code[0][:2]] += mass
        if code[1]:
            masses.division[code[0]] += mass
    for country, count in Counter(national(text)).items():
        masses.country[country] += weights.national * log1p(count)
    return masses


def _decide(names: list[_Name], masses: _Masses, weights: Weights) -> None:
    """Sets the shares of each name's candidates."""
    for name in names:
        name.shares = _shares(name.local)
        masses.add(name)
    for _ in range(_ROUNDS):
        for name in names:
            if len(name.options) == 1:
                continue
            masses.add(name, -1.0)
            name.shares = _shares(
                [
                    score
                    + weights.country * log1p(min(weights.enough, max(0.0, masses.country[one.country])))
                    + weights.division * log1p(max(0.0, masses.division[one.division]))
                    + weights.near * log1p(max(0.0, masses.near(one.place)))
                    for score, one in zip(name.local, name.options, strict=True)
                ]
            )
            masses.add(name)


def _shares(scores: list[float]) -> list[float]:
    """Probabilities out of scores, where ten times the people count about e squared."""
    best = max(scores)
    raised = [exp(min(0.0, 2.0 * (score - best))) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]


def _chosen(name: _Name | None, masses: _Masses, outlet: str | None, weights: Weights) -> Place:
    """The likeliest place, if it is likely enough. Of places that are all in one country, the country is known."""
    if name is None:
        return Place(unresolved=NOT_LISTED)
    best = max(range(len(name.options)), key=lambda index: name.shares[index])
    chosen = name.options[best]
    if name.shares[best] >= weights.surest:
        others = masses.country[chosen.country] - name.weight * name.shares[best]
        small = chosen.place.precision == "town" and chosen.prior < _KNOWN_FAR_AND_WIDE
        if small and others < _A_TRACE and chosen.country != outlet:
            return Place(unresolved=FAR_OFF)
        return chosen.place
    countries: defaultdict[str, float] = defaultdict(float)
    for option, share in zip(name.options, name.shares, strict=True):
        countries[option.country] += share
    country = max(countries, key=lambda code: countries[code])
    return Place(country=country if country and countries[country] >= _SURE else None, unresolved=UNDECIDED)
