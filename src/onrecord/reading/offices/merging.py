"""Several statements of one office are one office: the fullest title, the body if any says it, all the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from onrecord.model import Entity, Office, Span
from onrecord.reading.lexicon import lexicon
from onrecord.reading.offices.terms import Term
from onrecord.reading.places.countries import country_called, country_named

__all__ = ["Stated", "countries", "country_entity", "key_of", "merged"]

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
_MOST_OFFICES = 50  # of one person that a further statement is compared with
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Stated:
    """One office as one place of the story states it. of: the body's entity.

    again: it adds to an office that another place states, and states none by itself.
    """

    holder: str
    title: str
    of: Entity | None
    term: Term
    evidence: Span
    again: bool = False
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
    alike: dict[tuple[object, ...], list[Stated]] = {}
    for one in stated:
        alike.setdefault((one.again, one.holder, one.key, one.of and one.of.id, one.term), []).append(one)
    # The fullest first, so that each shorter one finds what it may be short for.
    ordered = sorted(
        alike.values(), key=lambda same: (same[0].again, -len(same[0].key), same[0].of is None, same[0].evidence.start)
    )
    groups: list[list[list[Stated]]] = []
    by_holder: dict[str, list[list[list[Stated]]]] = {}
    for same in ordered:
        known = by_holder.setdefault(same[0].holder, [])
        fits = (group for group in known[:_MOST_OFFICES] if all(_one_office(same[0], other[0]) for other in group))
        group = next(fits, None)
        if group is None and same[0].again:
            continue
        if group is None:
            group = []
            known.append(group)
            groups.append(group)
        group.append(same)
    offices = [_office([one for same in group for one in same], as_of) for group in groups]
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


def countries(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    """The entity of each country that the story names, by the country's code."""
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.kind == "place" and (code := country_called(entity.name)):
            found.setdefault(code, entity)
    return found


def country_entity(body: Entity, known: dict[str, Entity]) -> Entity:
    """For a people ('Kenyan') the story's entity of its country, where it is named; else ``body`` itself."""
    code = None if country_called(body.name) else country_named(body.name)
    return known.get(code, body) if code else body
