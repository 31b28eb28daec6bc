"""What a story says of an entity that may tell it from others: names, titles, offices with their years, countries.

A profile is made of one story's entity, or of all that the record has linked so far; both are compared alike. An
entity that no name is given for ('officials', 'gunmen', 'a source') has none: it is never linked to another story's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from onrecord.model import Entity, Office
from onrecord.reading.office_holders import holder_called
from onrecord.reading.places.countries import country_called, country_name, country_named

__all__ = ["Held", "Profile", "Trait", "normalised", "profiles_of", "vocabulary", "words_folded"]

Trait = tuple[str, str]
"""A kind and a value: how a profile is stored. Kinds: ``name``, ``title``, ``office``, ``country``, ``place``,
``known``."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_YEAR = re.compile(r"\d{4}")
_LONGEST, _MOST_NAMES, _MOST_TITLES = 160, 12, 8


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """An office: its title without qualifiers, the country's code or the body's name, and a year it was held in."""

    title: str
    of: str = ""
    year: str = ""

    @property
    def unique(self) -> bool:
        """Whether one person at a time holds it."""
        if not self.of:
            return False
        if self.title in vocabulary()["many_hold"]:
            return len(self.of) == 2 and self.title in vocabulary()["one_holds_of_a_country"]
        return True

    def __str__(self) -> str:
        """As a person says it: 'defence minister of Pakistan, 2023'."""
        whose = f" of {country_name(self.of) or self.of}" if self.of else ""
        return f"{self.title}{whose}, {self.year}" if self.year else f"{self.title}{whose}"


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells an entity from others. names: the fullest first.

    country: its own, for places, peoples and bodies. countries: those of a person's offices. place: of a place, a key
    for what it was resolved to (``geonames:1``, ``country:PK``), else None. known: under which name the table of office
    holders has a person of this name on the story's day.
    """

    kind: str
    names: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    offices: frozenset[Held] = frozenset()
    country: str | None = None
    place: str | None = None
    countries: frozenset[str] = field(default_factory=frozenset)
    known: frozenset[str] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0]

    def traits(self) -> list[Trait]:
        """The profile as pairs of kind and value; ``of_traits`` is the inverse."""
        found = [("name", name) for name in self.names]
        found += [("title", title) for title in sorted(self.titles)]
        found += [("office", "\t".join((one.title, one.of, one.year))) for one in sorted(self.offices)]
        found += [("country", code) for code in sorted(self.countries)]
        found += [("own_country", self.country)] if self.country else []
        found += [("place", self.place)] if self.place else []
        found += [("known", name) for name in sorted(self.known)]
        return found

    @classmethod
    def of_traits(cls, kind: str, traits: Iterable[Trait]) -> Profile:
        """The profile of an entity that has all these traits, those of most stories first."""
        by_kind: dict[str, list[str]] = {}
        for trait, value in traits:
            by_kind.setdefault(trait, []).append(value)
        names = sorted(dict.fromkeys(by_kind.get("name", ())), key=lambda name: -len(name.split()))
        return cls(
            kind,
            tuple(names),
            frozenset(by_kind.get("title", ())),
            frozenset(Held(*value.split("\t")) for value in by_kind.get("office", ())),
            next(iter(by_kind.get("own_country", ())), None),
            next(iter(by_kind.get("place", ())), None),
            frozenset(by_kind.get("country", ())),
            frozenset(by_kind.get("known", ())),
        )


def profiles_of(entities: Sequence[Entity], offices: Iterable[Office], date: str) -> dict[str, Profile]:
    """The profile of each of a story's entities that has a name, by its local id. date: the story's, or empty."""
    by_id = {entity.id: entity for entity in entities}
    held: dict[str, list[Office]] = {}
    for office in offices:
        held.setdefault(office.holder, []).append(office)
    found = {}
    for entity in entities:
        if profile := _profile(entity, held.get(entity.id, []), by_id, date):
            found[entity.id] = profile
    return found


def _profile(entity: Entity, offices: list[Office], by_id: dict[str, Entity], day: str) -> Profile | None:
    used = dict.fromkeys(
        " ".join(mention.text.split()) for mention in entity.mentions if mention.form == "name" and _names(mention.text)
    )
    if not used:
        return None
    name = " ".join(entity.name.split())
    names = [name] if _names(name) else []
    names += [one for one in sorted(used, key=lambda one: (-len(one.split()), one.isupper(), one)) if one != name]
    if entity.kind != "person":
        return Profile(
            entity.kind, tuple(names[:_MOST_NAMES]), country=_own_country(entity, by_id), place=_resolved(entity)
        )
    titles = {
        title
        for mention in entity.mentions
        if mention.form == "title" and (title := normalised_title(mention.text)) and len(title) < _LONGEST
    }
    year = _YEAR.match(day)
    known = holder_called(name, day or None)
    posts = frozenset(one for office in offices for one in _held(office, by_id, year[0] if year else ""))
    return Profile(
        "person",
        tuple(names[:_MOST_NAMES]),
        frozenset(sorted(titles)[:_MOST_TITLES]),
        posts,
        countries=frozenset(one.of for one in posts if len(one.of) == 2),
        known=frozenset([known] if known else ()),
    )


def _names(words: str) -> bool:
    """Whether the words can be a name: not too long, with a capital or of a script that has none."""
    return len(words) <= _LONGEST and any(
        letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper()) for letter in words
    )


def _held(office: Office, by_id: dict[str, Entity], year: str) -> Iterator[Held]:
    title = normalised_title(office.title)
    if not title:
        return
    of = by_id.get(office.of) if office.of else None
    whose = ""
    if of is not None:
        whose = _own_country(of, by_id) if _is_country(of) else ""
        whose = whose or normalised(of.name)
    stated = [match[0] for bound in (office.begins, office.ends) if bound and (match := _YEAR.search(bound))]
    as_of = _YEAR.match(office.as_of or "")
    when = stated or ([as_of[0]] if as_of else [year] if office.status in ("current", "acting") else [""])
    for one in dict.fromkeys(when):
        yield Held(title, whose, one)


def _is_country(entity: Entity) -> bool:
    return (
        entity.kind == "group" or bool(entity.place and entity.place.precision == "country") or entity.kind != "place"
    )


def _own_country(entity: Entity, by_id: dict[str, Entity]) -> str:
    """The country a place lies in, a people is of, or a body belongs to or acts for; empty if unknown."""
    for one in (entity, by_id.get(entity.acts_for) if entity.acts_for else None):
        if one and one.place and one.place.country:
            return one.place.country
        if one and one.kind == "group" and (code := country_named(one.name)):
            return code
    return ""


def _resolved(entity: Entity) -> str | None:
    """A key for what a place or people was resolved to."""
    if entity.kind == "group":
        code = country_named(entity.name)
        return f"people:{code}" if code else None
    if entity.kind != "place":
        return None
    place = entity.place
    if place and place.precision == "country" and place.country and country_called(entity.name):
        return f"country:{place.country}"
    if place and place.geonames:
        return f"geonames:{place.geonames}"
    code = country_called(entity.name)
    return f"country:{code}" if code else None


def words_folded(name: str) -> list[str]:
    """The words of a name in lower case, without marks of possession and full stops."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(name.casefold().replace(".", ""))]


def normalised(name: str) -> str:
    """The name of a body as others may write it: without article, legal form and marks; '&' is 'and'."""
    words = words_folded(name.replace("&", " and "))
    while len(words) > 1 and words[-1] in vocabulary()["legal_forms"]:
        words = words[:-1]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join({"mt": "mount"}.get(word) or vocabulary()["title_spellings"].get(word, word) for word in words)


def normalised_title(title: str) -> str:
    """A title as others may write it: 'Acting Defense Minister' is 'defence minister'."""
    words = words_folded(title.replace("-", " "))
    words = words[1:] if words[:1] == ["the"] else words
    while len(words) > 1 and words[0] in vocabulary()["before_titles"]:
        words = words[1:]
    return " ".join(vocabulary()["title_spellings"].get(word, word) for word in words)


@cache
def vocabulary() -> dict[str, Any]:
    """The content of ``words.toml``; not to be altered."""
    read = loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in read.items()}
