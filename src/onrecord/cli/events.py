"""``onrecord events``: who did what to whom."""

from __future__ import annotations

from textwrap import shorten
from typing import get_args

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.asking import country_code
from onrecord.cli.counting import counted, tell_sources, whose
from onrecord.cli.options import as_json, asks, question, record_file
from onrecord.cli.output import FAINT, STRONG, print_rows, safe, styled, sure
from onrecord.cli.resolving import who_was
from onrecord.cli.side_by_side import tell_side_by_side
from onrecord.model.assertion import EventStatus
from onrecord.record import EventLine, EventPlace, Query, Record, TakesPart
from onrecord.record.judging.marks import in_a_line

__all__ = ["events"]

_STATUS = click.Choice(get_args(EventStatus))
# A participant that takes more words is a description, which the sentence below shows in full.
_SHORT = 60


@click.command(short_help="Who did what to whom, and whether it happened.")
@click.argument("words", required=False)
@record_file
@click.option("--type", "type_", metavar="TYPE", help="Of this PLOVER type: CONSULT, ASSAULT, ... or type/mode.")
@click.option("--actor", metavar="NAME", help="Done by, or by those who act for, whoever goes by this name.")
@click.option("--recipient", metavar="NAME", help="Done to whoever goes by this name, or is described by these words.")
@click.option("--country", metavar="COUNTRY", help="An actor or recipient is of this country (name, people, ISO code).")
@click.option("--sector", metavar="CODE", help="An actor or recipient is of this PLOVER sector: GOV, MIL, REB, ...")
@click.option("--place", metavar="PLACE", help="It happened at a place of this name, or in this country.")
@click.option("--on", metavar="DATE", help="It happened then (YYYY, YYYY-MM, YYYY-MM-DD), as far as is told.")
@click.option("--status", type=_STATUS, help="Whether it happened.")
@click.option("--news", "news", is_flag=True, help="Leave out what is background of its story.")
@click.option("--confidence", type=float, metavar="NUMBER", help="At least this sure, 0 to 1.")
@click.option("--side-by-side", "event", metavar="EVENT", help="This one event (its id), as every story tells it.")
@asks(paged=True, ordered=True, told="events")
@as_json
def events(
    words: str | None,
    path: str,
    type_: str | None,
    actor: str | None,
    recipient: str | None,
    country: str | None,
    sector: str | None,
    place: str | None,
    on: str | None,
    status: EventStatus | None,
    news: bool,
    confidence: float | None,
    event: str | None,
    asked: Query,
    json: bool,
) -> None:
    """Lists who did what to whom, those of the latest stories first, each with its sentence and on whose word.

    WORDS: only events whose sentence answers this search; it is written as for onrecord search.

    \b
    onrecord events --type ASSAULT --place Norway --status actual
    """
    if event is not None:
        tell_side_by_side(path, event, asked.as_known, json=json)
        return
    kind, _, mode = (type_ or "").partition("/")
    query = question(
        "events",
        asked,
        type=kind.upper() or None,
        mode=mode.lower() or None,
        who=actor,
        whom=recipient,
        country=country_code(country, "--country") if country else None,
        sector=sector.upper() if sector else None,
        place=place,
        place_country=country_code(place) if place else None,
        on=on,
        status=status,
        historical=False if news else None,
        words=words,
        confidence=confidence,
    )
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(query)
    print_rows(found, _tell, json=json, otherwise="The record holds no such event.")


def _tell(out: Console, line: EventLine) -> None:
    """An event in a line, and below it its sentence, whose story and place."""
    kind = "/".join(filter(None, (line.type, line.mode))) or "no type"
    text = Text.assemble((safe(kind), STRONG), "  ", safe(_parties(line)))
    text.append(safe("  " + " · ".join(_facts(line))), FAINT)
    out.print(text)
    sentence = line.citation.sentence
    stands = f"{whose(line.citation)} · {line.trigger.start}-{line.trigger.end}"
    around = styled(sentence, [line.trigger]) if sentence else Text(safe(line.trigger.text))
    out.print(Text.assemble("    ", _on_one_line(around), (safe(f"  {stands}"), FAINT)))
    tell_sources(out, line.sources)


def _parties(line: EventLine) -> str:
    actors = ", ".join(map(_party, line.actors)) or "(nobody named)"
    return f"{actors} → {', '.join(map(_party, line.recipients))}" if line.recipients else actors


def _party(party: TakesPart) -> str:
    named = party.name or shorten(party.span.text, _SHORT, placeholder=" …")
    known = " ".join(filter(None, (party.country, party.sector)))
    known += ", as known" if known and party.known_by != "story" else ""
    return (f"{named} [{known}]" if known else named) + who_was(party.resolved_by)


def _facts(line: EventLine) -> list[str]:
    facts = [line.status, *(["background"] if line.historical else [])]
    code = "/".join(filter(None, (line.plover.type, line.plover.mode)))
    if line.plover.type and line.plover.type != line.type:
        facts.append(f"PLOVER {code}")
    given = {one.field for one in line.judged if one.row == line.id and one.verb == "correct"}
    if line.time:
        facts.append(f"{line.time} (from {'a person' if 'time' in given else _source(line.time_from)})")
    if line.place:
        source = "a person" if "place" in given else _source(line.place.taken_from)
        facts.append(f"{_where(line.place)} (from {source})")
    if line.according_to:
        facts.append(f"according to {line.according_to.name or line.according_to.words or 'a speaker not named'}")
    facts += [f"told {len(line.mentions)} times"] if len(line.mentions) > 1 else []
    facts += [f"confidence {sure(line.confidence)}"] if line.confidence is not None else []
    facts += [f"{told}, {line.event[:12]}" for told in counted(line.counts) if line.event]
    facts += in_a_line(line.judged)
    return facts


def _source(taken_from: str | None) -> str:
    """From what a place or time was taken, in words that a reader of the line knows."""
    return {"arguments": "its own words", None: "the text"}.get(taken_from) or f"its {taken_from}"


def _where(place: EventPlace) -> str:
    return f"{place.name}, {place.country}" if place.country else place.name


def _on_one_line(text: Text) -> Text:
    """Line breaks as spaces, the styles where they were."""
    one = text.copy()
    one.plain = text.plain.replace("\n", " ")
    return one
