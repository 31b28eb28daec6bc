"""'The company', 'the outlawed group', 'the port city': the entity that was named before, if only one can be meant."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from onrecord.model import Entity
from onrecord.reading.descriptions.ground import Ground
from onrecord.reading.descriptions.phrases import Phrase, phrases
from onrecord.reading.descriptions.stated import Link
from onrecord.reading.descriptions.vocabulary import NounClass, classes, classes_of, classes_of_name
from onrecord.reading.places.countries import country_called, country_of_capital
from onrecord.reading.places.listing import candidates

__all__ = ["resolve"]

_NEAR, _FAR = 2, 25  # sentences
_MOST_MENTIONS, _MOST_LISTED = 200, 4
_LESS_LIKELY = 1.5  # powers of ten of people
_AREAS = frozenset(["state", "province", "county", "district", "disputed region", "part of the country"])
_RESTRICTING = frozenset(["of", "within", "behind", "for", "from", "against", "near", "inside", "outside", "with"])
# Words before a noun that say that another one is meant, or none in particular.
_OTHER = frozenset([
    "other", "another", "first", "second", "third", "new", "next", "last", "same", "whole", "parent", "rival",
    "neighbouring", "neighboring", "only", "entire", "largest", "biggest", "host", "home", "enemy",
])  # fmt: skip


@dataclass(slots=True)
class _Known:
    """What is known of an entity. nouns: what it was said to be. classes: of those nouns and of its name's words."""

    entity: Entity
    words: tuple[str, ...]
    country: str | None
    nouns: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)


class _Memory:
    """Every mention of the story in order, and what is said of each entity anywhere in it."""

    def __init__(self, ground: Ground, told: list[Link]) -> None:
        self.known = {entity.id: _known(entity) for entity in ground.entities}
        for link in told:
            known = self.known[link.named.entity.id]
            known.nouns.add(link.phrase.noun)
            known.classes.update(one.name for one in classes_of(link.phrase.noun))
        self.mentions = sorted((m.start, entity.id) for entity in ground.entities for m in entity.mentions)
        self.starts = [start for start, _ in self.mentions]
        self.ground = ground

    def before(self, position: int, sentences: int) -> dict[str, int]:
        """The entities mentioned before a position, so many sentences back at most: id -> how many. Nearest first."""
        here = self.ground.sentence_of(position)
        found: dict[str, int] = {}
        for at in islice(range(bisect_left(self.starts, position) - 1, -1, -1), _MOST_MENTIONS):
            start, entity = self.mentions[at]
            back = here - self.ground.sentence_of(start)
            if back > sentences:
                break
            found.setdefault(entity, back)
        return found

    def note(self, start: int, entity: str) -> None:
        """Remembers a mention that a description makes."""
        at = bisect_left(self.starts, start)
        self.starts.insert(at, start)
        self.mentions.insert(at, (start, entity))


def resolve(ground: Ground, told: list[Link]) -> None:
    """Adds the definite descriptions of the story to the entities that they mean."""
    memory = _Memory(ground, told)
    nouns = frozenset(noun for one in classes() if one.name != "relative" for noun in one.general | one.special)
    for link in told:
        if link.told:
            memory.note(link.phrase.start, link.named.entity.id)
    for phrase in phrases(ground, nouns):
        if not ground.is_free(phrase.start, phrase.end) or not _may_refer_back(phrase):
            continue
        entity = _meant(memory, phrase)
        if entity:
            ground.add(entity, phrase.start, phrase.end, "nominal")
            memory.note(phrase.start, entity)


def _may_refer_back(phrase: Phrase) -> bool:
    """'The company' may; 'a company', 'the company that', 'the biggest company' may not.

    'The outlawed group, whose leaders', which its adjective tells apart, may where the story said that it is one.
    """
    if phrase.determiner not in ("the", "this") or phrase.names or _OTHER.intersection(phrase.modifiers):
        return False
    token = phrase.token
    if token.dep_ in ("compound", "nmod", "attr", "npadvmod") or any(t.tag_ in ("JJS", "RBS") for t in token.lefts):
        return False
    following = _following(token)
    if phrase.noun == "capital" and following == "in":
        return False  # 'the capital in Kabul'
    if following in ("of", "that", "who", "where", "and") or token.ent_type_ in ("DATE", "TIME"):
        return False
    return _adds_only(phrase) or not any(
        child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ in _RESTRICTING)
        for child in token.rights
    )


def _adds_only(phrase: Phrase) -> bool:
    """Whether a relative clause follows that need not tell which one is meant."""
    return bool(phrase.modifiers) and _following(phrase.token) in ("whose", "which")


def _following(token: Any) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def _meant(memory: _Memory, phrase: Phrase) -> str | None:
    """The id of the one entity that the phrase can mean."""
    noun = phrase.noun
    near = memory.before(phrase.start, _FAR)
    said = [one for one in near if noun in memory.known[one].nouns or noun in memory.known[one].words]
    if said:
        return _nearest(said, near)
    for one in classes_of(noun):
        general = noun in one.general
        of_class = [known for known in near if one.name in memory.known[known].classes]
        if general and of_class and one.kind != "person":
            return _nearest(of_class, near)
        if not general or not one.open or _adds_only(phrase):
            continue
        may_be = [known for known in near if near[known] <= _NEAR and _compatible(memory.known[known], one)]
        if may_be:
            return _nearest(may_be, near)
    return None


def _nearest(ids: list[str], back: dict[str, int]) -> str | None:
    """The only candidate, or the only one in the nearest sentence that has any."""
    least = min(back[one] for one in ids)
    nearest = [one for one in ids if back[one] == least]
    return nearest[0] if len(nearest) == 1 else None


def _compatible(known: _Known, noun_class: NounClass) -> bool:
    """Whether an entity of which no class is known may be of this one."""
    if noun_class.name == "country":
        return known.entity.kind == "place" and known.country is not None
    return known.entity.kind == noun_class.kind and not known.classes


def _known(entity: Entity) -> _Known:
    words = tuple(entity.name.lower().split())
    known = _Known(entity, words if entity.kind in ("organisation", "place") else (), None)
    if entity.kind == "organisation":
        known.classes.update(one.name for one in classes_of_name(words) if one.kind == "organisation")
    if entity.kind == "place":
        known.country = country_called(entity.name)
        known.classes.update(one.name for one in classes_of_name(words) if one.kind == "place")
        if known.country:
            known.classes.add("country")
        else:
            _look_up(known)
    return known


def _look_up(known: _Known) -> None:
    """Notes what the gazetteer says that a place is: a town, a state, an island."""
    listed = candidates(known.entity.name)
    for one in listed[:_MOST_LISTED]:
        feature = one.place.feature or ""
        if one.prior < listed[0].prior - _LESS_LIKELY:
            break
        if one.place.precision == "town":
            known.classes.add("town")
        elif feature in _AREAS:
            known.classes.add("area")
        known.nouns.add(feature)
    if country_of_capital(known.entity.name):
        known.nouns.add("capital")
