"""A reading, told to a person: the story's parts in page order, then what was understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from rich.console import Console
from rich.style import Style
from rich.text import Text

from onrecord.cli.output import FAINT, STRONG, safe, styled, sure
from onrecord.model import DateRead, Participant, Reading, Span, Statement, Story

__all__ = ["dates_of", "tell"]

_NAME, _QUOTATION = Style(bold=True), Style(italic=True)
_SHORT = 100


def tell(out: Console, reading: Reading) -> None:
    """Prints one reading."""
    story = reading.story
    out.print(Text(safe(story.headline.text) if story.headline else "(no headline)", STRONG))
    out.print(Text(safe(" · ".join(_facts(story))), FAINT))
    if story.url:
        out.print(Text(safe(story.url), FAINT))
    authors = [author.name for author in story.authors]
    if authors:
        out.print(Text(safe("By " + ", ".join(authors))))
    for point in story.key_points:
        out.print(Text("  • " + safe(point.text)))
    if story.standfirst:
        out.print()
        out.print(Text(safe(story.standfirst.text), Style(italic=True)))
    for caption in story.captions:
        words = safe(caption.span.text) if caption.span else "picture"
        credit = f" — {safe(caption.credit.text)}" if caption.credit else ""
        out.print(Text(f"[{words}{credit}]", FAINT))
    subheads = set(story.subheads)
    for span in sorted([*story.paragraphs, *story.subheads]):
        out.print()
        out.print(Text(safe(span.text), STRONG) if span in subheads else _marked(span, reading))
    _understood(out, reading)
    for note in story.notes:
        out.print(Text(f"Note: {safe(note)}", FAINT))


def dates_of(story: Story) -> Iterator[str]:
    """The story's dates, each with where it was read: 'published 2024-03-04 (printed)'."""
    for name, date in (("published", story.published), ("updated", story.updated)):
        if date:
            yield f"{name} {date.value} ({_where(date)})"


def _where(date: DateRead) -> str:
    return f"{date.read_from}: {date.path}" if date.path else date.read_from


def _facts(story: Story) -> Iterator[str]:
    if story.outlet:
        yield story.outlet
    yield from dates_of(story) if story.as_of else ("undated",)
    places = "/".join(dateline.span.text for dateline in story.datelines)
    if places:
        yield f"from {places}"
    yield story.language or "language unknown"
    yield f"story {story.id[:12]}"


def _marked(span: Span, reading: Reading) -> Text:
    """A paragraph with its names and quotations told apart, on a terminal that can."""
    names = [
        Span(mention.start, mention.end, mention.text)
        for entity in reading.entities
        for mention in entity.mentions
        if mention.form == "name" and span.start <= mention.start and mention.end <= span.end
    ]
    text = styled(span, names, _NAME)
    if len(text.plain) == len(span.text):
        for quotation in reading.quotations:
            if span.start <= quotation.start and quotation.end <= span.end:
                text.stylize(_QUOTATION, quotation.start - span.start, quotation.end - span.start)
    return text


def _understood(out: Console, reading: Reading) -> None:
    if reading.stopped_because:
        out.print()
        out.print(Text(f"Read to its anatomy: {safe(reading.stopped_because)}", FAINT))
    for kind in ("person", "organisation", "place", "group"):
        names = [
            f"{entity.name} ({len(entity.mentions)})" if len(entity.mentions) > 1 else entity.name
            for entity in reading.entities
            if entity.kind == kind
        ]
        if names:
            out.print()
            out.print(Text.assemble((f"{kind}s  ".replace("persons", "people"), FAINT), safe(", ".join(names))))
    _offices(out, reading)
    _statements(out, reading)
    _events(out, reading)
    _places(out, reading)
    told = [(time.text, time.value or time.duration or time.bound or "vague") for time in reading.times]
    if told:
        out.print()
        out.print(Text.assemble(("times  ", FAINT), safe(", ".join(f"{text} = {value}" for text, value in told))))


def _offices(out: Console, reading: Reading) -> None:
    names = {entity.id: entity.name for entity in reading.entities}
    if reading.offices:
        out.print()
    for office in reading.offices:
        held = office.title if office.of is None else f"{office.title}, {names.get(office.of, office.of)}"
        facts: list[str] = [office.status]
        facts += [f"from {office.begins}"] if office.begins else []
        facts += [f"to {office.ends}"] if office.ends else []
        told = f"{names.get(office.holder, office.holder)} = {held} ({', '.join(facts)})"
        out.print(Text.assemble(("office  ", FAINT), safe(told)))


def _statements(out: Console, reading: Reading) -> None:
    """A line a statement. What was said is cut short: it stands in the text above."""
    names = {entity.id: entity.name for entity in reading.entities}
    speakers = {statement.id: _speaker(statement, names) for statement in reading.statements}
    if reading.statements:
        out.print()
    for statement in reading.statements:
        facts = [statement.act.replace("_", " ")]
        facts[0] = f"not {facts[0]}" if statement.negated else facts[0]
        facts += ["hypothetical"] if statement.hypothetical else []
        if statement.addressee:
            facts.append(f"to {names.get(statement.addressee.entity or '', statement.addressee.span.text)}")
        facts += [f"as {speakers.get(statement.within, '?')} told it"] if statement.within else []
        facts += [sure(statement.confidence)] if statement.confidence is not None else []
        said = shorten(" … ".join(span.text for span in statement.content), _SHORT, placeholder=" …")
        told = f"{speakers[statement.id]} ({', '.join(facts)}): {said}"
        out.print(Text.assemble(("said  ", FAINT), safe(" ".join(told.split()))))


def _speaker(statement: Statement, names: dict[str, str]) -> str:
    speaker = statement.speaker
    if speaker is None or (speaker.entity is None and speaker.span is None):
        return "speaker not named"
    named = names.get(speaker.entity or "") or (
        shorten(speaker.span.text, _SHORT, placeholder=" …") if speaker.span else ""
    )
    party = names.get(speaker.acts_for or "")
    return f"{named}, for {party}" if party else named


def _events(out: Console, reading: Reading) -> None:
    """A line an event: what, by whom, to whom, where, when, and whether it happened on whose word."""
    names = {entity.id: entity.name for entity in reading.entities}
    speakers = {statement.id: _speaker(statement, names) for statement in reading.statements}
    if reading.events:
        out.print()
    for event in reading.events:
        facts = [f"“{event.trigger.text}”", event.status]
        facts += ["background"] if event.historical else []
        facts += [names[event.place]] if event.place in names else []
        facts += [event.time] if event.time else []
        facts += [f"{speakers[event.according_to]} says so"] if event.according_to in speakers else []
        facts += [sure(event.confidence)] if event.confidence is not None else []
        kind = "/".join(filter(None, (event.type or "no type", event.mode)))
        sides = " → ".join(_who(side, names) for side in (event.actors, event.recipients))
        told = f"{kind}: {sides} ({', '.join(facts)})"
        out.print(Text.assemble(("event  ", FAINT), safe(" ".join(told.split()))))


def _who(side: tuple[Participant, ...], names: dict[str, str]) -> str:
    told = (names.get(one.entity or "") or shorten(one.span.text, _SHORT, placeholder=" …") for one in side)
    return ", ".join(dict.fromkeys(told)) or "nobody named"


def _places(out: Console, reading: Reading) -> None:
    told = []
    for entity in reading.entities:
        place = entity.place
        if entity.kind != "place" or place is None:
            continue
        where = [place.feature or place.precision, place.country]
        if place.lat is not None and place.lon is not None:
            where.append(f"{place.lat:.2f} {place.lon:.2f}")
        if place.unresolved:
            where.append(f"unresolved, {place.unresolved}")
        told.append(f"{entity.name} = {' '.join(filter(None, where)) or 'unresolved'}")
    if told:
        out.print()
        out.print(Text.assemble(("where  ", FAINT), safe(", ".join(told))))
