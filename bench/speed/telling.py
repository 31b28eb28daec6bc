"""Writing an invented story and, as it is written, what a reader takes from it: a reading without a language model."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from string import Formatter

from bench.speed.world import Deed, Thing
from onrecord.model import (
    Author,
    Commitment,
    DateRead,
    Dispute,
    Entity,
    Event,
    Mention,
    Office,
    Participant,
    Quotation,
    Reading,
    Span,
    SpeakerRef,
    Statement,
    Story,
    TimeValue,
    story_id,
)

__all__ = ["Writer"]

_HE = ("he", "He")


class Writer:
    """A story in the making: each sentence adds its words, and the rows of its reading."""

    def __init__(self, day: datetime.date, outlet: str, url: str, headline: str, byline: str) -> None:
        self.day, self.outlet, self.url = day, outlet, url
        self.text = ""
        self._things: dict[Thing, tuple[str, list[Mention]]] = {}
        self.sentences: list[tuple[int, int]] = []
        self.quotations: list[Quotation] = []
        self.times: list[TimeValue] = []
        self.offices: list[Office] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.disputes: list[Dispute] = []
        self.commitments: list[Commitment] = []
        self.paragraphs: list[Span] = []
        self.headline = self._part(headline)
        self.byline = self._part(f"By {byline}")
        self.author = Author(name=byline, read_from="printed", span=self._span(self.byline.start + 3))

    def paragraph(self) -> None:
        """Begins the next one."""
        self._close()
        self.text += "\n\n"
        self._begun = len(self.text)

    def say(self, template: str, **fields: str | Thing | datetime.date) -> dict[str, Span]:
        """Adds a sentence; gives where its fields stand. 'he' stands for a thing that a field of that name gives."""
        if len(self.text) > self._begun:
            self.text += " "
        start = len(self.text)
        at: dict[str, Span] = {}
        for literal, name, _, _ in Formatter().parse(template):
            self.text += literal
            if name:
                at[name] = self._field(name, fields[name])
        self.sentences.append((start, len(self.text)))
        return at

    def local(self, thing: Thing) -> str:
        """The thing's id in the reading."""
        if thing not in self._things:
            self._things[thing] = (f"e{len(self._things) + 1}", [])
        return self._things[thing][0]

    def state(
        self, speaker: Thing, said: Span, content: Sequence[Span], cue: Span, act: str = "assert", *,
        direct: bool = False, told: tuple[Thing, Span] | None = None, time: str | None = None,
    ) -> str:  # fmt: skip
        """Adds a statement; gives its id."""
        own = f"s{len(self.statements) + 1}"
        if direct:
            self.quotations += [Quotation(one.start, one.end, one.text) for one in content]
        self.statements.append(Statement(
            id=own, mode="direct" if direct else "indirect", act=act, content=tuple(content), cue=cue, time=time,  # type: ignore[arg-type]
            speaker=SpeakerRef(span=said, entity=self.local(speaker)), confidence=0.6 + len(said.text) % 40 / 100,
            addressee=Participant(span=told[1], entity=self.local(told[0])) if told else None,
        ))  # fmt: skip
        return own

    def event(
        self, deed: Deed, words: Span, actor: tuple[Thing, Span], recipient: tuple[Thing, Span], *,
        where: Thing | None = None, day: datetime.date | None = None, by: str | None = None, historical: bool = False,
    ) -> None:  # fmt: skip
        """Adds an event; by: the statement on whose word it stands."""
        trigger = Span.of(self.text, words.start, words.start + len(words.text.split()[0]))
        self.events.append(Event(
            id=f"v{len(self.events) + 1}", trigger=trigger, type=deed.type, mode=deed.mode, mentions=(trigger,),
            actors=(self._takes_part(*actor),), recipients=(self._takes_part(*recipient),), status=deed.status,
            place=self.local(where) if where else None, place_from="arguments" if where else None,
            time=day.isoformat() if day else None, time_from="arguments" if day else None, according_to=by,
            historical=historical, confidence=0.5 + words.start % 50 / 100,
        ))  # fmt: skip

    def reading(self) -> Reading:
        """All of it."""
        self._close()
        text = self.text
        story = Story(
            id=story_id(text), text=text, language="en", outlet=self.outlet, url=self.url, headline=self.headline,
            published=DateRead(value=self.day.isoformat(), read_from="printed"), bylines=(self.byline,),
            authors=(self.author,), paragraphs=tuple(self.paragraphs),
        )  # fmt: skip
        entities = tuple(
            Entity(id=own, kind=thing.kind, name=thing.name, mentions=tuple(mentions), place=thing.where)
            for thing, (own, mentions) in self._things.items()
        )
        return Reading(
            story=story, sentences=tuple(self.sentences), quotations=tuple(self.quotations), entities=entities,
            offices=tuple(self.offices), times=tuple(self.times), statements=tuple(self.statements),
            events=tuple(self.events), disputes=tuple(self.disputes), commitments=tuple(self.commitments),
        )  # fmt: skip

    def _field(self, name: str, value: str | Thing | datetime.date) -> Span:
        start = len(self.text)
        if isinstance(value, Thing):
            own = value not in self._things
            self.local(value)
            form = "pronoun" if name in _HE else "name"
            self.text += name if form == "pronoun" else value.name if own else value.short
            span = self._span(start)
            self._things[value][1].append(Mention(span.start, span.end, span.text, form))  # type: ignore[arg-type]
        elif isinstance(value, datetime.date):
            self.text += f"{value:%-d %B %Y}" if abs((value - self.day).days) > 6 else f"{value:%A}"
            span = self._span(start)
            self.times.append(TimeValue(
                start=span.start, end=span.end, text=span.text, value=value.isoformat(), rule="day",
                anchor=self.day.isoformat(),
            ))  # fmt: skip
        else:
            self.text += value
            span = self._span(start)
        return span

    def _takes_part(self, thing: Thing, span: Span) -> Participant:
        return Participant(
            span=span, entity=self.local(thing), country=thing.country, sector="GOV" if thing.title else None
        )

    def _part(self, words: str) -> Span:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        self.text += words
        self._begun = len(self.text)
        self.sentences.append((start, len(self.text)))
        return self._span(start)

    def _close(self) -> None:
        if self.text[self._begun :].strip():
            self.paragraphs.append(self._span(self._begun))

    def _span(self, start: int) -> Span:
        return Span(start, len(self.text), self.text[start:])
