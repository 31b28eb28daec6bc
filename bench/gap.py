"""Reads GAP (Webster et al. 2018): snippets with a pronoun and two names, of which it means one or neither."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Span, Story, story_id
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.pipeline import Pipeline
from onrecord.reading.pronouns.attention import Looks
from onrecord.reading.pronouns.gender import set_gender
from onrecord.reading.pronouns.resolve import Scored, scored_field
from onrecord.reading.pronouns.scene import Candidate, Scene, Spot
from onrecord.reading.pronouns.unnamed import unnamed
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial

__all__ = ["Case", "Snippet", "cases", "fold_of", "pipeline", "snippet"]


@dataclass(frozen=True)
class Case:
    """One row: where the pronoun and the two names stand, and whether it means the first, the second (or neither)."""

    id: str
    text: str
    pronoun: int
    names: tuple[tuple[int, int], tuple[int, int]]
    gold: tuple[bool, bool]
    url: str

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is a woman's."""
        return self.text[self.pronoun :].lower().startswith(("she", "her"))


@dataclass
class Snippet:
    """A case read: all its gendered pronouns beside its persons, the two names first; target: which is asked."""

    case: Case
    scored: list[Scored]
    target: int


def cases(path: Path) -> list[Case]:
    """The rows of one file of GAP."""
    with path.open(encoding="utf-8", newline="") as opened:
        return [
            Case(
                row["ID"],
                row["Text"],
                int(row["Pronoun-offset"]),
                tuple((int(row[f"{one}-offset"]), int(row[f"{one}-offset"]) + len(row[one])) for one in "AB"),
                tuple(row[f"{one}-coref"].upper() == "TRUE" for one in "AB"),
                row["URL"],
            )
            for row in csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def fold_of(case: Case, folds: int) -> int:
    """The fold that a case is measured in: all snippets of one page are in the same."""
    return sum(case.url.encode()) % folds


def pipeline() -> Pipeline:
    """The stages that pronouns need."""
    return Pipeline((Quotations(), Sentences(), Encoding(), Names()))


def snippet(case: Case, stages: Pipeline) -> Snippet:
    """A case with its features; the story's other persons are candidates too, after the two names."""
    text = case.text
    story = Story(id=story_id(text), text=text, language="en", paragraphs=(Span.of(text, 0, len(text)),))
    partial = stages.read(Partial.of(story))
    scene = Scene(text, partial.parses, partial.reading.quotations)
    candidates = list(_candidates(case, partial, scene))
    candidates += unnamed(scene, candidates)
    looks = Looks(partial.encoded) if partial.encoded else None
    scored, target = [], -1
    for pronoun in scene.pronouns():
        if pronoun.spot.start == case.pronoun:
            target = len(scored)
        if pronoun.kind in ("masculine", "feminine"):
            scored.append(scored_field(pronoun, candidates, looks))
    return Snippet(case, scored, target)


def _candidates(case: Case, partial: Partial, scene: Scene) -> Iterator[Candidate]:
    entities = partial.reading.entities
    # Which of the entities each of the two names is; where they are the same one, or none, the name stands alone.
    owners = [
        next((one for one in entities if any(m.start < end and start < m.end for m in one.mentions)), None)
        for start, end in case.names
    ]
    if owners[0] is owners[1]:
        owners = [None, None]
    for (start, end), owner in zip(case.names, owners, strict=True):
        named = scene.spot(start, end)
        assert named is not None
        others = _spots(owner.mentions, case, scene) if owner else []
        full = max(owner.name if owner else "", case.text[start:end], key=len)
        yield _person(owner.id if owner else "", full, [named, *others])
    for one in entities:
        if one.kind == "person" and one not in owners and (spots := _spots(one.mentions, case, scene)):
            yield _person(one.id, one.name, spots)


def _spots(mentions, case: Case, scene: Scene) -> list[Spot]:  # type: ignore[no-untyped-def]
    """The mentions that overlap neither of the two names, where they stand."""
    free = [m for m in mentions if not any(m.start < end and start < m.end for start, end in case.names)]
    return [spot for one in free if (spot := scene.spot(one.start, one.end))]


def _person(identity: str, name: str, spots: list[Spot]) -> Candidate:
    person = Candidate(identity, "person", name, sorted(spots, key=lambda spot: spot.index))
    set_gender(person)
    return person
