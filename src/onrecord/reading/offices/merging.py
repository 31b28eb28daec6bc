"""Several statements of one office are one office: the fullest title, the body if any says it, all the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from onrecord.model import Entity, Office, Span
from onrecord.reading.lexicon import lexicon
from onrecord.reading.offices.terms import Term
from onrecord.reading.places.countries import country_called, country_named

__all__ = ["Stated", "merged"]

# With one of these before it a title is another one.
_OTHER = frozenset(
    [
        "vice",
        "deputy",
        "assistant",
        "associate",
        "under",
        "lieutenant",
        "shadow",
        "sub",
        "co",
        "major",
        "brigadier",
        "rear",
        "first",
        "state",
    ]
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Stated:
    """One office as one place of the story states it. of: the body's entity."""

    holder: str
    title: str
    of: Entity | None
    term: Term
    evidence: Span
    key: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.key = key_of(self.title)


def key_of(title: str) -> tuple[str, ...]:
    """The words of a title by which it is compared: one spelling, abbreviations written out, no articles."""
    same = _same_words()
    words = [same.get(word, word) for word in _WORD.findall(title.casefold())]
    return tuple(word for one in words for word in one.split() if word not in ("of", "the", "for", "and", "to", "a"))


@cache
def _same_words() -> dict[str, str]:
    same: dict[str, str] = lexicon("offices")["same"]
    return same


def merged(stated: list[Stated], as_of: str | None) -> tuple[Office, ...]:
    """The offices that ``stated`` amount to, in order of their first evidence."""
    groups: list[list[Stated]] = []
    by_holder: dict[str, list[list[Stated]]] = {}
    # The fullest first, so that each shorter one finds what it may be short for.
    ordered = sorted(stated, key=lambda one: (-len(one.key), one.of is None, one.evidence.start))
    for one in ordered:
        known = by_holder.setdefault(one.holder, [])
        group = next((group for group in known if all(_one_office(one, other) for other in group)), None)
        if group is None:
            group = []
            known.append(group)
            groups.append(group)
        group.append(one)
    offices = [_office(group, as_of) for group in groups]
    return tuple(sorted(offices, key=lambda office: (office.evidence[0].start, office.holder, office.title)))


def _one_office(one: Stated, other: Stated) -> bool:
    if not _same_body(one.of, other.of, one.key == other.key):
        return False
    if one.term.begins and other.term.begins and not _agree(one.term.begins, other.term.begins):
        return False
    short, long = sorted((set(one.key), set(other.key)), key=len)
    return bool(short) and short <= long and not (long - short) & _OTHER


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_body(one: Entity | None, other: Entity | None, same_title: bool) -> bool:
    if one is None or other is None or one.id == other.id:
        return True
    country = country_named(one.name)
    return country is not None and country == country_named(other.name) and same_title


def _office(group: list[Stated], as_of: str | None) -> Office:
    fullest = group[0]
    bodies = [one.of for one in group if one.of is not None]
    explicit = [one for one in group if one.term.explicit]
    begins = [one.term.begins for one in group if one.term.begins]
    ends = [one.term.ends for one in group if one.term.ends]
    said = sorted(explicit or group, key=lambda one: one.evidence.start)[0]
    evidence = sorted({one.evidence for one in group})
    return Office(
        holder=fullest.holder,
        title=fullest.title,
        of=bodies[0].id if bodies else None,
        begins=max(begins, key=len) if begins else None,
        ends=max(ends, key=len) if ends else None,
        status=said.term.status,
        as_of=as_of,
        evidence=tuple(evidence),
    )


def country_entity(body: Entity, entities: tuple[Entity, ...]) -> Entity:
    """For a people ('Kenyan') the story's entity of its country, where it is named; else ``body`` itself."""
    if body.kind != "group" and country_called(body.name):
        return body
    country = country_named(body.name)
    if country is None:
        return body
    named = (one for one in entities if one.kind == "place" and country_called(one.name) == country)
    return next(named, body)
