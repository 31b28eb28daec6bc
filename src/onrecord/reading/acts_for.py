"""Stage: for whom those act that stand for a government, a party or a body: capitals, palaces, ministries, spokesmen.

The one that stands for another is never merged with it: Islamabad stays a place, the foreign office a body of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from onrecord.model import Entity
from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_called, country_named, country_of_capital
from onrecord.reading.stage import Parse, Partial

__all__ = ["ActsFor", "acts_as_government"]

_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_LINK = re.compile(r"(?:['’]s?)?\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:of|for|in)\s")
_LONGEST_COUNTRY = 4  # words: 'Democratic Republic of Congo'
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


class ActsFor:
    """Sets ``acts_for`` of the entities that stand for another of the story; it comes after places and offices.

    An entity has one ``acts_for``: a capital's is set if the story lets it act for its government at least once, in
    whatever other places it is only a town.
    """

    name = "acts_for"
    version = "2"
    needs: frozenset[str] = frozenset({"parses", "entities", "descriptions"})
    adds: frozenset[str] = frozenset({"acts_for"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with the entities that act for another marked so."""
        reading = partial.reading
        entities = reading.entities
        story = _Parties(reading.story.text, entities)
        acting = _capitals_that_act(partial.parses, entities)
        whom = {entity.id: story.whom(entity, entity.id in acting) for entity in entities}
        for office in reading.offices:
            body, speaks, _ = office.title.casefold().partition("spokes")
            of = office.of or story.called(body.strip())
            if of and speaks and office.status != "former":
                # Whoever speaks for a ministry speaks for its government.
                whom[office.holder] = whom.get(of) or of
        marked = tuple(
            msgspec.structs.replace(entity, acts_for=whom[entity.id])
            if whom[entity.id] not in (None, entity.id)
            else entity
            for entity in entities
        )
        return partial.with_fields(entities=marked)


@dataclass(slots=True)
class _Parties:
    """The story's entities, asked for whom one of them acts."""

    text: str
    entities: tuple[Entity, ...]
    _countries: dict[str, str] = field(default_factory=dict)
    _only: str | None = None
    _names: list[tuple[int, int, Entity]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _ending: dict[int, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes: set[str] = set()
        governments: dict[str, str] = {}
        self._names = sorted(
            ((m.start, m.end, one) for one in self.entities for m in one.mentions if m.form == "name"),
            key=lambda item: item[:2],
        )
        self._starts = [start for start, *_ in self._names]
        self._ending = {end: one for _, end, one in self._names}
        for entity in self.entities:
            code = _country(entity)
            if code is None:
                continue
            codes.add(code)
            if entity.kind == "place" and country_called(entity.name) == code:
                self._countries.setdefault(code, entity.id)
        for entity in self.entities:
            if _is_a_government(entity):
                said = self._said(entity)
                if isinstance(said, str):
                    codes.add(said)
                    if _last_words(entity.name) & {"government", "administration", "regime"}:
                        governments.setdefault(said, entity.id)
        for code, entity_id in governments.items():
            self._countries.setdefault(code, entity_id)
        self._only = next(iter(codes)) if len(codes) == 1 else None

    def whom(self, entity: Entity, acts: bool) -> str | None:
        """The id of the one that ``entity`` acts for. acts: it is a capital that the story lets act."""
        if entity.kind == "person":
            return None
        code = _seats().get(_bare(entity.name))
        if code is None and acts:
            code = country_of_capital(entity.name)
        if code is not None:
            return self._countries.get(code)
        if not (_is_a_government(entity) or _speaks_for_others(entity)):
            return None
        said = self._said(entity)
        if isinstance(said, Entity):
            return said.id
        if said is None and _is_a_government(entity):
            said = self._only
        return self._countries.get(said) if said else None

    def called(self, body: str) -> str | None:
        """The id of the one body of the story whose name, its place aside, is ``body`` ('foreign ministry')."""
        found = [one.id for one in self.entities if one.kind == "organisation" and _without_place(one.name) == body]
        return found[0] if body and len(found) == 1 else None

    def _said(self, entity: Entity) -> str | Entity | None:
        """Whose a body is, as its words and the name just before them say: a country's code, or another entity."""
        code = _country_in(entity.name)
        if code:
            return code
        other = None
        for mention in entity.mentions:
            for named in self._inside_or_before(mention.start, mention.end):
                if named.id == entity.id or named.kind == "person":
                    continue
                code = country_named(named.name) or country_of_capital(named.name)
                if code:
                    return code
                other = other or (named if named.kind in ("organisation", "group") else None)
        return other

    def _inside_or_before(self, start: int, end: int) -> Iterator[Entity]:
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end - 1)
        for at in range(first, min(last, first + 8)):
            if self._names[at][1] <= end:
                yield self._names[at][2]
        # 'Kenya's Foreign Ministry': the name that ends just before
        for length in (1, 2, 3):
            before = self._ending.get(start - length)
            if before and _LINK.fullmatch(self.text, start - length, start):
                yield before


def _capitals_that_act(parses: tuple[Parse, ...], entities: tuple[Entity, ...]) -> set[str]:
    """The ids of capitals that the story lets speak, decide or deal with another at least once."""
    capitals = {
        entity.id: entity for entity in entities if entity.kind in ("place", "organisation") and _is_a_capital(entity)
    }
    spans = sorted((m.start, m.end, one.id) for one in capitals.values() for m in one.mentions if m.form == "name")
    found: set[str] = set()
    at = 0
    for parse in parses:
        end = parse.start + len(parse.doc.text)
        while at < len(spans) and spans[at][0] < end:
            start, stop, entity = spans[at]
            at += 1
            if start < parse.start or entity in found:
                continue
            words = parse.doc.char_span(start - parse.start, stop - parse.start, alignment_mode="expand")
            if words is not None and len(words) and acts_as_government(words.root):
                found.add(entity)
    return found


def _is_a_capital(entity: Entity) -> bool:
    code = country_of_capital(entity.name)
    if code is None or country_called(entity.name):
        return False
    return entity.place is None or entity.place.country in (None, code)


def acts_as_government(token: Any) -> bool:
    """Whether the word is the subject or agent of a deed of governments, or one of two between whom there are ties."""
    words = lexicon("seats")["agents"]
    if token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
    head = token.head
    if token.dep_ in _SUBJECTS:
        return head.lemma_.lower() in words["verbs"]
    if token.dep_ != "pobj":
        return False
    if head.dep_ == "agent":
        return head.head.lemma_.lower() in words["verbs"]
    if head.lower_ == "between":
        return head.head.lower_ in words["between"]
    return bool(head.lower_ == "to" and head.i > 0 and head.nbor(-1).lower_ == "according")


@cache
def _seats() -> dict[str, str]:
    seats: dict[str, str] = lexicon("seats")["seats"]
    return seats


@cache
def _speaking() -> frozenset[str]:
    return frozenset(lexicon("bodies")["speaking_for"])


@cache
def _governments() -> frozenset[str]:
    return frozenset(lexicon("seats")["governments"]["words"])


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name).lower().replace("’", "'")


def _without_place(name: str) -> str:
    return _PLACE.split(_bare(name), maxsplit=1)[0]


def _last_words(name: str) -> set[str]:
    """The last word of a body's name before its place, and its last two or three: 'foreign office', 'ministry'."""
    words = _without_place(name).split()
    return {" ".join(words[-length:]) for length in (1, 2, 3) if len(words) >= length}


def _is_a_government(entity: Entity) -> bool:
    return entity.kind == "organisation" and bool(_last_words(entity.name) & _governments())


def _speaks_for_others(entity: Entity) -> bool:
    """'Afghan officials', 'the Pakistani delegation': a group without a name through which another speaks."""
    return entity.kind == "group" and bool(_last_words(entity.name) & _speaking())


def _country(entity: Entity) -> str | None:
    """The country that an entity is, or whose people or capital it is."""
    if entity.kind == "person":
        return None
    return country_named(entity.name) or (country_of_capital(entity.name) if entity.kind == "place" else None)


def _country_in(name: str) -> str | None:
    """The country that the words of a body's name say: 'Foreign Ministry of Kenya', 'Kenyan government'."""
    words = name.replace("’s", "").replace("'s", "").split()
    for length in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length]).strip(",.()")
            if phrase[:1].isupper() and (code := country_named(phrase)):
                return code
    for at, word in enumerate(words):
        if word[:1].isupper() and (code := country_of_capital(word)):
            # 'Kabul officials' are its government's, 'the Kabul summit officials' anybody's.
            following = " ".join(words[at + 1 :]).lower()
            return code if not following or following in _governments() | _speaking() else None
    return None
