"""Stories, readings and captures of invented outlets for the record's tests."""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model import (
    Author,
    Capture,
    Commitment,
    DateRead,
    Dispute,
    Entity,
    Event,
    Mention,
    Office,
    Participant,
    Place,
    Quotation,
    Reading,
    Side,
    Span,
    SpeakerRef,
    Statement,
    Story,
    TimeValue,
    story_id,
)

MADE_BY: dict[str, Any] = {"onrecord": "test", "models": {}, "stages": {}}
BRIDGE = "Bridge stays closed\n\nBy Ada Lind\n\nThe mayor of Tarvik said on Monday that the bridge is not safe. "
BRIDGE += "“Nobody may cross it,” Mayor Ilse Brandt said. Café owners on the east bank were angry."


def story(text: str = BRIDGE, *, published: str | None = "2024-03-04", **fields: Any) -> Story:
    """A story of ``text``, its first paragraph the headline and the rest the body."""
    starts = [0] + [index + 2 for index in range(len(text)) if text.startswith("\n\n", index)]
    ends = [start - 2 for start in starts[1:]] + [len(text)]
    spans = [Span.of(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return Story(
        id=story_id(text),
        text=text,
        published=DateRead(value=published, read_from="printed") if published else None,
        headline=spans[0],
        paragraphs=tuple(spans[1:]),
        **{"outlet": "The Harbour Post"} | fields,
    )


def anatomy(one: Story) -> Reading:
    """A reading that no stage has made."""
    return Reading(story=one, stopped_at="anatomy", stopped_because="asked for")


def capture(data: str, **fields: Any) -> Capture:
    """A capture of these words."""
    return Capture(**{"source": "page.html", "data": data.encode(), "media_type": "text/html"} | fields)


def span(text: str, words: str) -> Span:
    """The first place of ``words`` in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def full_reading() -> Reading:
    """A reading of the story of the bridge with a row of every kind."""
    text = BRIDGE

    def at(words: str) -> Span:
        return span(text, words)

    def mention(words: str, form: Any = "name") -> Mention:
        found = at(words)
        return Mention(found.start, found.end, found.text, form)

    said = at("“Nobody may cross it,”")
    return Reading(
        story=story(authors=(Author(name="Ada Lind", read_from="printed", span=at("Ada Lind")),)),
        sentences=tuple((at(words).start, at(words).end) for words in (
            "Bridge stays closed", "The mayor of Tarvik said on Monday that the bridge is not safe.",
            "“Nobody may cross it,” Mayor Ilse Brandt said.", "Café owners on the east bank were angry.",
        )),
        quotations=(Quotation(said.start, said.end, said.text),),
        entities=(
            Entity(id="e1", kind="person", name="Ilse Brandt", acts_for="e2",
                   mentions=(mention("The mayor of Tarvik", "title"), mention("Ilse Brandt"))),
            Entity(id="e2", kind="place", name="Tarvik", mentions=(mention("Tarvik"),),
                   place=Place(lat=61.5, lon=9.25, country="NO", precision="town", geonames=None)),
        ),
        offices=(Office(holder="e1", title="mayor", of="e2", status="current", as_of="2024-03-04",
                        evidence=(at("Mayor Ilse Brandt"),)),),
        times=(TimeValue(start=at("on Monday").start, end=at("on Monday").end, text="on Monday", value="2024-03-04"),),
        statements=(
            Statement(id="s1", mode="indirect", content=(at("that the bridge is not safe"),), cue=at("said"),
                      speaker=SpeakerRef(span=at("The mayor of Tarvik"), entity="e1", acts_for="e2"), confidence=0.9),
            Statement(id="s2", mode="direct", act="warn", content=(said,), within="s1",
                      addressee=Participant(span=at("Café owners"))),
        ),
        events=(Event(id="v1", trigger=at("closed"), type="COERCE", mode="restrict", contexts=("human_security",),
                      mentions=(at("closed"),), actors=(Participant(span=at("The mayor of Tarvik"), entity="e1"),),
                      recipients=(Participant(span=at("Café owners"), country="NO", sector="BUS"),),
                      place="e2", place_from="arguments", time="2024-03-04", time_from="sentence", according_to="s1"),),
        disputes=(Dispute(about="whether the bridge is safe",
                          sides=(Side(stance="denies", parties=("e1",), statements=("s1",)),)),),
        commitments=(Commitment(content=said, by="e1", statement="s2", evidence=(at("stays closed"),)),),
    )  # fmt: skip


class AnatomyReader:
    """A reader without stages; ``version`` makes its readings those of another version."""

    def __init__(self, version: str = "1") -> None:
        self.made_by: dict[str, Any] = MADE_BY | {"onrecord": version}
        self.read = 0

    def read_many(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """Each story as it is."""
        for one in stories:
            self.read += 1
            yield anatomy(one)
