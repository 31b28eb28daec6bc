"""One happening that several invented outlets tell: a report with its copies, and a text of another outlet's own."""

from __future__ import annotations

from onrecord.model import Entity, Event, Mention, Participant, Place, Reading, Span, SpeakerRef, Statement
from tests.record.making import span, story

QUOTE = "“Nobody may cross the old bridge until it has been mended,”"
REPORT = (
    "Explosion closes the bridge\n\nAn explosion in Tarvik on Sunday killed at least 12 people and injured thirty "
    "more, the fire brigade of the town said after a night of searching the river banks with lamps and dogs. "
    f"{QUOTE} Mayor Ilse Brandt said. Ferries will carry the traffic of both banks until the engineers of the county "
    "have looked at every pillar, which is expected to take all of the coming week and perhaps some of the next."
)
OWN = (
    "Fifteen dead in Tarvik\n\nFifteen people are dead after the explosion in Tarvik, two hospitals reported. "
    "“Nobody may cross the old bridge until it has been mended,” Brandt told us at the quay, where relatives had come "
    "together to wait for news of those who were on their way to work."
)


def report(outlet: str, *, headline: str = "Explosion closes the bridge", date: str = "2024-03-04") -> Reading:
    """The report, or a copy of it under another headline."""
    text = REPORT.replace("Explosion closes the bridge", headline)
    return _reading(text, outlet, date, speaker="Mayor Ilse Brandt", name="Ilse Brandt", day="2024-03-03")


def own_text(outlet: str = "The Alda Courier", *, date: str = "2024-03-05") -> Reading:
    """What an outlet wrote itself."""
    return _reading(OWN, outlet, date, speaker="Brandt", name="Ilse Brandt", day="2024-03-04")


def _reading(text: str, outlet: str, date: str, *, speaker: str, name: str, day: str) -> Reading:
    says, where = span(text, speaker), span(text, "Tarvik")
    explosion = span(text, "explosion")
    starts = [0, *(at for at in range(2, len(text)) if text[at - 2 : at] in ("\n\n", ". ", ".” ") or _ends(text, at))]
    sentences = tuple(
        (start, len(text[:end].rstrip())) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )
    called = says if speaker == name else span(text, speaker.removeprefix("Mayor "))
    return Reading(
        story=story(text, published=date, outlet=outlet),
        sentences=sentences,
        entities=(
            Entity(id="e1", kind="person", name=name, mentions=(Mention(called.start, called.end, called.text),)),
            Entity(
                id="e2", kind="place", name="Tarvik", mentions=(Mention(where.start, where.end, where.text),),
                place=Place(lat=61.5, lon=9.25, country="NO", precision="town", geonames=314),
            ),
        ),
        statements=(
            Statement(id="s1", mode="direct", content=(span(text, QUOTE),), speaker=SpeakerRef(span=says, entity="e1")),
        ),
        events=(
            Event(
                id="v1", trigger=explosion, type="ASSAULT", mentions=(explosion,), place="e2", time=day,
                recipients=(Participant(span=_people(text)),),
            ),
        ),
    )  # fmt: skip


def _people(text: str) -> Span:
    return span(text, "people")


def _ends(text: str, at: int) -> bool:
    return text[at - 1] == " " and text[at - 2] in ".!?"
