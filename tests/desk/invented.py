"""Stories made by hand, of invented people: what they tell is known to the letter, and no model has to be loaded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.model import (
    Commitment,
    Dispute,
    Entity,
    Event,
    Mention,
    Office,
    Participant,
    Place,
    Reading,
    Side,
    Span,
    SpeakerRef,
    Statement,
)
from onrecord.record import Record
from tests.record.making import capture, span, story

MADE_BY: dict[str, Any] = {
    "onrecord": "0.1.0", "models": {}, "stages": {"statements": "4", "events": "1", "names": "3"},
}  # fmt: skip
NORWAY = Place(country="NO", precision="country", feature="country")


def met(
    one: str,
    other: str,
    *,
    day: str,
    type: str = "CONSULT",
    title: str | None = None,
    begins: str | None = None,
    ends: str | None = None,
    outlet: str = "The Harbour Post",
    confidence: float = 0.8,
    more: str = "",
    what: str = "quay",
) -> Reading:
    """A story in which ``one`` meets ``other`` and warns, promises and disputes; ``one`` may hold an office."""
    text = (
        f"Talks of {day}{more}\n\nThe {title or 'visitor'} {one} met {other} in Norway on Monday."
        f" “The {what} is not safe,” {one} warned {other}. {one} promised to mend the {what} by June."
    )
    sentences = [text.index("The "), text.index(f"“The {what}"), text.index(f"{one} promised"), len(text)]
    names = {"e1": one, "e2": other}

    def every(name: str) -> tuple[Mention, ...]:
        found, at = [], text.find(name, text.index("\n"))
        while at >= 0:
            found.append(Mention(at, at + len(name), name))
            at = text.find(name, at + 1)
        return tuple(found)

    said = span(text, f"“The {what} is not safe,”")
    promised = span(text, f"to mend the {what} by June")
    first, second = (Span.of(text, at, at + len(name)) for at, name in (
        (text.index(one, sentences[0]), one), (text.index(f"{other} in"), other),
    ))  # fmt: skip
    who, whom = Participant(span=first, entity="e1"), Participant(span=second, entity="e2")
    at = text.index("Norway")
    return Reading(
        story=story(text, published=day, outlet=outlet),
        sentences=tuple((start, end - (end < len(text))) for start, end in pairwise(sentences)),
        entities=(
            *(Entity(id=local, kind="person", name=name, mentions=every(name)) for local, name in names.items()),
            Entity(id="e9", kind="place", name="Norway", mentions=(Mention(at, at + 6, "Norway"),), place=NORWAY),
        ),
        offices=(Office(holder="e1", title=title, of="e9", begins=begins, ends=ends, status="current", as_of=day,
                        evidence=(span(text, f"The {title} {one}"),)),) if title else (),
        statements=(
            Statement(id="s1", mode="direct", act="warn", content=(said,), cue=span(text, "warned"),
                      speaker=SpeakerRef(span=who.span, entity="e1"), confidence=confidence),
            Statement(id="s2", mode="indirect", act="promise", content=(promised,), cue=span(text, "promised"),
                      speaker=SpeakerRef(span=who.span, entity="e1"), confidence=confidence),
        ),
        events=(Event(id="v1", type=type, trigger=span(text, "met"), mentions=(span(text, "met"),), actors=(who,),
                      recipients=(whom,), place="e9", place_from="arguments", status="actual", confidence=confidence),),
        disputes=(Dispute(about=f"whether the {what} is safe", sides=(
            Side(stance="denies", parties=("e1",), statements=("s1",)), Side(stance="affirms", parties=("e2",)))),),
        commitments=(Commitment(content=promised, by="e1", statement="s2", made=day),),
    )  # fmt: skip


def recorded(path: Path, readings: Iterable[Reading]) -> Path:
    """A record of these stories, each a capture of its own."""
    with Record.open(path) as record:
        for reading in readings:
            record.add_capture(capture(reading.story.text), [reading], MADE_BY)
    return path
