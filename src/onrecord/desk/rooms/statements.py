"""Statements: who said what, in which words; and one statement beside all other reports of it."""

from __future__ import annotations

from typing import get_args

import msgspec

from onrecord.desk.room import Parameter, Room, Visit, asking, numbers
from onrecord.desk.sentence import Piece, differing, pieces
from onrecord.model.assertion import StatementAct
from onrecord.record import Counts, Query, Standing, StatementLine
from onrecord.record.looking import Facets, Report

__all__ = ["ROOMS", "Row", "row_of"]

_MODES = ("direct", "indirect", "mixed")
_ACTS: tuple[str, ...] = get_args(StatementAct)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One statement. counts: in how many stories the same quotation stands."""

    line: StatementLine
    counts: Counts

    @property
    def pieces(self) -> list[Piece]:
        """Its sentence with its parts set apart."""
        return _pieces(self.line)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The statements that were asked for. facets: how the latest of them part; standings: by story."""

    rows: tuple[Row, ...]
    facets: Facets | None
    standings: dict[str, Standing]
    limit: int
    offset: int

    @property
    def acts(self) -> tuple[str, ...]:
        """What a statement can be."""
        return _ACTS

    @property
    def modes(self) -> tuple[str, ...]:
        """How it can be given."""
        return _MODES


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of what was said, with all reports that have it: one a row, copies of one text together.

    same: in the words of the statement that the page is of.
    """

    same: bool
    content: str
    reports: tuple[Report, ...]
    against: str

    @property
    def pieces(self) -> list[Piece]:
        """Its words, those that differ from the statement's marked."""
        return differing(self.against, self.content)


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, the one that contains it, and who else reports it, by wording."""

    row: Row
    within: Row | None
    wordings: tuple[Wording, ...]
    standings: dict[str, Standing]

    @property
    def content(self) -> str:
        """What was said, split quotations joined."""
        return said(self.row.line)

    def sentence_of(self, report: Report) -> list[Piece]:
        """The sentence of a report with its parts set apart."""
        return _pieces(report.line)


def said(line: StatementLine) -> str:
    """The words of what was said; where they stand in several places, with an ellipsis between."""
    return " … ".join(" ".join(span.text.split()) for span in line.content)


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    question = visit.question("statements", per=visit.asked.get("per", "quotation"))
    found = tuple(map(row_of, visit.record.find(question)))
    asked = question.compiled()
    return Page(
        rows=found,
        facets=visit.record.looking.statement_facets(asked),  # type: ignore[arg-type]
        standings=visit.record.standings(row.line.citation.story for row in found),
        limit=limit,
        offset=offset,
    )


def one(visit: Visit) -> Statement:
    """One statement with its other reports."""
    looking = visit.record.looking
    line = looking.statement(visit.named["id"])
    reports = looking.reports(line.id, Query(as_known=visit.asked.get("as_known")))
    stories = [line.citation.story, *(report.line.citation.story for report in reports)]
    return Statement(
        row=row_of(line),
        within=row_of(looking.statement(line.within)) if line.within else None,
        wordings=_wordings(said(line), reports),
        standings=visit.record.standings(stories),
    )


def _wordings(own: str, reports: list[Report]) -> tuple[Wording, ...]:
    together: dict[str, list[Report]] = {}
    for report in reports:
        together.setdefault(said(report.line), []).append(report)
    return tuple(
        Wording(same=some[0].same_words, content=content, reports=tuple(some), against=own)
        for content, some in together.items()
    )


def row_of(line: StatementLine) -> Row:
    """A statement as a row of a page."""
    return Row(line=line, counts=line.counts)


def _pieces(line: StatementLine) -> list[Piece]:
    if line.citation.sentence is None:
        return []
    named = [party.span for party in (line.addressee, line.medium) if party]
    return pieces(
        line.citation.sentence,
        [("cue", [line.cue]), ("speaker", [line.speaker.span]), ("named", named), ("content", line.content)],
    )


ROOMS = (
    Room(
        "/statements",
        "statements.html",
        show,
        "Who said what.",
        asking(
            Parameter("who", "A name of the speaker, or of whom the speaker acts for."),
            Parameter("whom", "A name of who is told."),
            Parameter("about", "A search expression for what was said, or a name it speaks of."),
            Parameter("words", "A search expression for the sentence."),
            Parameter("act", "What the statement does.", choices=_ACTS),
            Parameter("mode", "Whether the words are given.", choices=_MODES),
            Parameter("confidence", "The least confidence, 0 to 1.", "number"),
            Parameter("per", "What one row is.", choices=("quotation", "telling", "story")),
        ),
    ),
    Room(
        "/statements/{id}",
        "statement.html",
        one,
        "One statement, and who else reports it in which words.",
        (Parameter("as_known", "Only what had been captured by this date."),),
    ),
)
