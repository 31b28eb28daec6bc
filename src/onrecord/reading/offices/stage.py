"""Stage: who held what office, of what country or body, in which state and from when to when, as the story says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Entity, Span
from onrecord.reading.offices.apposition import beside
from onrecord.reading.offices.claims import Claim
from onrecord.reading.offices.clauses import joined, leaves
from onrecord.reading.offices.line import Line, lines
from onrecord.reading.offices.merging import Stated, countries, country_entity, merged
from onrecord.reading.offices.terms import Terms
from onrecord.reading.offices.titles import Title, titles
from onrecord.reading.stage import Partial

__all__ = ["Offices"]


class Offices:
    """Adds ``offices``."""

    name = "offices"
    version = "4"
    needs: frozenset[str] = frozenset({"parses", "entities", "times"})
    adds: frozenset[str] = frozenset({"offices"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with the offices that its story states, each once, in order of their first evidence."""
        story = partial.reading.story
        as_of = story.as_of.value if story.as_of else None
        terms = Terms(partial.reading.times, as_of)
        known = countries(partial.reading.entities)
        stated = [_stated(claim, story.text, terms, known) for claim in _claims(partial) if _counts(claim)]
        return partial.with_fields(offices=merged(stated, as_of))


def _claims(partial: Partial) -> Iterator[Claim]:
    for line in lines(partial):
        found = list(titles(line))
        said = list(beside(line, found))
        yield from said
        for claim in said:
            yield from leaves(line, claim)
        taken = {claim.title.head for claim in said}
        former: list[Claim] = []
        for title in found:
            if title.head in taken:
                former = []
                continue
            claims = list(joined(line, title)) or _and_also(line, former, title)
            yield from claims or (_described(line, title) if title.status else ())
            former = claims


def _and_also(line: Line, former: list[Claim], title: Title) -> list[Claim]:
    """'was elected president and commander of the guard': the second title has the first one's verb."""
    if not former or line.low[former[0].title.after : title.outer] not in (["and"], ["&"], ["and", "as"]):
        return []
    if line.person_at(title.after):
        return []
    return [
        replace(claim, title=title, of=title.of or (claim.of if claim.title.body_before else None)) for claim in former
    ]


def _described(line: Line, title: Title) -> Iterator[Claim]:
    """A title with its status that stands for somebody, as an earlier stage resolved it: 'the Ex-PM'."""
    for named in line.described:
        if named.first <= title.head < named.last:
            yield Claim(line, title, named, title.of, again=True)
            return


def _counts(claim: Claim) -> bool:
    """An occupation counts in a body only, a rank too."""
    needs = claim.title.needs
    return not needs or (claim.of is not None and claim.of.entity.kind in needs)


def _stated(claim: Claim, text: str, terms: Terms, known: dict[str, Entity]) -> Stated:
    line = claim.line
    title = text[line.starts[claim.title.first] : line.ends[claim.title.last - 1]]
    body = claim.of.entity if claim.of and claim.of.entity.id != claim.holder.entity.id else None
    return Stated(
        holder=claim.holder.entity.id,
        title=" ".join(title.split()),
        of=country_entity(body, known) if body else known.get(claim.title.country or ""),
        term=terms.of(claim),
        again=claim.again,
        evidence=Span.of(text, line.starts[claim.first], line.ends[claim.last - 1]),
    )
