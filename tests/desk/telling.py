"""Readings of invented stories, written by hand where a test needs rows that no stage reads from a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Commitment, Dispute, Entity, Mention, Office, Reading, Side, SpeakerRef, Statement
from onrecord.record import Record
from tests.record.making import MADE_BY, capture, span, story

Said = tuple[str, str, str]
"""Of a statement the speaker's name, the words, the act."""


def told(
    text: str,
    date: str | None,
    outlet: str,
    *,
    people: Sequence[str] = (),
    said: Sequence[Said] = (),
    sides: Sequence[tuple[str, Sequence[str], Sequence[int]]] = (),
    about: str = "",
    state: Any = "open",
    promises: Sequence[tuple[str, str, str | None]] = (),
    offices: Sequence[Office] = (),
) -> Reading:
    """A reading of ``text`` (its first paragraph is the headline).

    people: names in the text, entities e1, e2, ... said: statements s1, s2, ... sides: of one dispute about ``about``,
    each with its stance, the names of its parties and the numbers of its statements. promises: who, the words, due.
    """
    own = {name: f"e{at}" for at, name in enumerate(people, 1)}
    entities = tuple(
        Entity(id=own[name], kind="person", name=name, mentions=(Mention(found.start, found.end, found.text),))
        for name in people
        for found in [span(text, name)]
    )
    statements = tuple(
        Statement(
            id=f"s{at}", mode="indirect", act=act, content=(span(text, words),),  # type: ignore[arg-type]
            speaker=SpeakerRef(span=span(text, speaker), entity=own[speaker]),
        )
        for at, (speaker, words, act) in enumerate(said, 1)
    )  # fmt: skip
    dispute = Dispute(
        about=about,
        state=state,
        sides=tuple(
            Side(
                stance=stance,  # type: ignore[arg-type]
                parties=tuple(own[name] for name in names),
                statements=tuple(f"s{at}" for at in numbers),
            )
            for stance, names, numbers in sides
        ),
    )
    head = text.index("\n\n")
    starts = [head + 2, *(at + 2 for at in range(head + 2, len(text)) if text.startswith(". ", at))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return Reading(
        story=story(text, published=date, outlet=outlet),
        sentences=((0, head), *zip(starts, ends, strict=True)),
        entities=entities,
        statements=statements,
        disputes=(dispute,) if sides else (),
        commitments=tuple(
            Commitment(content=span(text, words), by=own[who], made=date, due=due) for who, words, due in promises
        ),
        offices=tuple(offices),
    )


def recorded(path: Path, readings: Iterable[Reading]) -> Path:
    """A record of these readings at ``path``."""
    with Record.open(path) as record:
        for reading in readings:
            record.add_capture(capture(reading.story.text, source=reading.story.id), [reading], MADE_BY)
    return path
