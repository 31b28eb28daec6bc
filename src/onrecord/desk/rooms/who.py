"""Who: people, bodies, peoples and places by name, and the dossier of each: all that stories tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import get_args

import msgspec

from onrecord.desk.bars import Chart, chart
from onrecord.desk.intake import Form
from onrecord.desk.paper import path as in_path
from onrecord.desk.room import Action, Parameter, Room, Visit, numbers
from onrecord.errors import NotFoundError, QueryError
from onrecord.model.entity import EntityKind
from onrecord.record import (
    SECTIONS,
    Citation,
    CommitmentLine,
    DisputeLine,
    Dossier,
    EntityFound,
    EventLine,
    LinkTold,
    Section,
    Standing,
    StatementLine,
)

__all__ = ["ACTIONS", "ROOMS"]

KINDS: tuple[str, ...] = get_args(EntityKind)
_HANDFUL = 4
Told = EventLine | StatementLine | CommitmentLine | DisputeLine


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The entities that were asked for, those of most stories first. standings: by story."""

    rows: tuple[EntityFound, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entities."""
        return KINDS


class DossierPage(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One entity's dossier. standings: of the stories that it cites, by id."""

    dossier: Dossier
    standings: dict[str, Standing]

    @cached_property
    def chart(self) -> Chart:
        """Its offices over time."""
        return chart(self.dossier.tenures)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is told of it, in the order in which it is shown."""
        return SECTIONS


class SectionPage(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one section of a dossier. number: how many there are."""

    id: str
    name: str
    section: Section
    number: int
    rows: tuple[Told, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int


class NamesPage(msgspec.Struct, frozen=True, kw_only=True):
    """The stories' entities that were linked to one, under one name or all of them."""

    id: str
    name: str
    called: str | None
    links: tuple[LinkTold, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int


def find(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    kind = visit.asked.get("kind")
    if kind is not None and kind not in KINDS:
        raise QueryError(f"there is no kind of entity {kind[:40]!r}. There are: {', '.join(KINDS)}")
    asked = visit.asked.get("who") or visit.asked.get("name")
    rows = visit.record.found(asked, kind=kind, limit=limit, offset=offset)  # type: ignore[arg-type]
    return Page(
        rows=tuple(rows),
        standings=_standings(visit, (row.citation for row in rows)),
        limit=limit,
        offset=offset,
    )


def show(visit: Visit) -> DossierPage:
    """The dossier."""
    found = visit.record.dossier(visit.named["id"], handful=_HANDFUL)
    return DossierPage(dossier=found, standings=_standings(visit, _cited(found)))


def section(visit: Visit) -> SectionPage:
    """All of one section."""
    limit, offset = numbers(visit)
    asked = visit.named["section"]
    wanted = next((one for one in SECTIONS if one == asked), None)
    if wanted is None:
        raise NotFoundError(f"a dossier has no part {asked[:40]!r}. It has: {', '.join(SECTIONS)}")
    found = visit.record.identity(visit.named["id"])
    rows = visit.record.told_of(found.id, wanted, limit=limit, offset=offset)
    return SectionPage(
        id=found.id,
        name=found.name,
        section=wanted,
        number=found.counts[wanted],
        rows=tuple(rows),
        standings=_standings(visit, (row.citation for row in rows)),
        limit=limit,
        offset=offset,
    )


def names(visit: Visit) -> NamesPage:
    """The names, story by story."""
    limit, offset = numbers(visit)
    called = visit.asked.get("name")
    found = visit.record.identity(visit.named["id"])
    links = visit.record.links_told(found.id, name=called, limit=limit, offset=offset)
    return NamesPage(
        id=found.id,
        name=found.name,
        called=called,
        links=tuple(links),
        standings=_standings(visit, (link.citation for link in links)),
        limit=limit,
        offset=offset,
    )


def merge_or_split(visit: Visit, form: Form) -> str:
    """Says that a dossier's entity and another are one, or that they are two."""
    own, by, reason = visit.named["id"], form.get("by", ""), form.get("reason", "")
    typed = form.get("other", "").strip()
    other = visit.record.named(typed) if typed else form.get("may_be", "").strip()
    if not other:
        told = f"the record has nobody called {typed[:60]!r}" if typed else "nobody was chosen"
        raise QueryError(f"{told}. Choose one of those that may be the same, or give a name or an id")
    if form.get("verb") == "split":
        visit.record.judging.split(own, [other], by=by, reason=reason)
    else:
        visit.record.judging.merge(own, [other], by=by, reason=reason)
    return _back(visit, own)


def split_off(visit: Visit, form: Form) -> str:
    """Says that entities of stories, ticked in the form, are not this one."""
    own = visit.named["id"]
    rows = [name.removeprefix("row-") for name in form if name.startswith("row-")]
    if not rows:
        raise QueryError("nothing was ticked. Tick the stories in which it is somebody else")
    visit.record.judging.split(own, rows, by=form.get("by", ""), reason=form.get("reason", ""))
    return _back(visit, own)


def _back(visit: Visit, own: str) -> str:
    """The dossier; what it stood for may by now be part of another, or gone."""
    return f"/who/{in_path(visit.record.named(own) or own)}"


def _cited(found: Dossier) -> Iterator[Citation | None]:
    for part in SECTIONS:
        yield from (row.citation for row in getattr(found, part))
    for tenure in found.tenures:
        yield tenure.citation
        yield from tenure.evidence
        yield from (conflict.citation for conflict in tenure.conflicts)
    yield from (one.citation for one in found.suggestions)


def _standings(visit: Visit, cited: Iterator[Citation | None]) -> dict[str, Standing]:
    return visit.record.standings(one.story for one in cited if one is not None)


_PAGES = (
    Parameter("limit", "Rows on the page, 200 at most.", "integer"),
    Parameter("offset", "Rows to pass over.", "integer"),
)
ROOMS = (
    Room(
        "/who",
        "who.html",
        find,
        "People, bodies, peoples and places by name.",
        (
            Parameter("who", "A name, or words of one, the last of which may be but begun."),
            Parameter("kind", "What it is.", choices=KINDS),
            *_PAGES,
        ),
    ),
    Room(
        "/who/{id}/names",
        "names.html",
        names,
        "The stories' names that were linked to one entity.",
        (Parameter("name", "Under this full name alone."), *_PAGES),
    ),
    Room("/who/{id}/{section}", "section.html", section, "All that one part of a dossier holds.", _PAGES),
    Room("/who/{id}", "dossier.html", show, "All that stories tell of one person, body, people or place."),
)
ACTIONS = (
    Action("/who/{id}/merge", merge_or_split, "Says that two are one, or that they are two."),
    Action("/who/{id}/split", split_off, "Says that names in some stories are somebody else's."),
)
