"""``onrecord timeline``: what the stories date, day by day."""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.counting import whose
from onrecord.cli.options import as_json, asks, record_file
from onrecord.cli.output import FAINT, STRONG, print_rows, safe
from onrecord.record import Query, Record, TimelineDay, TimelineLine, TimelineQuery

__all__ = ["timeline"]


@click.command(short_help="What happened when, as far as stories date it.")
@click.argument("name", required=False)
@record_file
@click.option("--place", metavar="PLACE", help="Of this place, instead of a person or body.")
@click.option("--words", metavar="QUERY", help="Of the sentences that answer this search, instead of a name.")
@click.option("--lines", type=click.IntRange(1), default=3, show_default=True, help="Lines a day at the most.")
@asks(paged=True)
@as_json
def timeline(
    name: str | None, path: str, place: str | None, words: str | None, lines: int, asked: Query, json: bool
) -> None:
    """Tells in time order what stories date of NAME: events, statements, the beginnings and ends of offices.

    Of more days than --limit allows, those that most stories tell of are shown.

    \b
    onrecord timeline 'Ilse Brandt' --limit 10
    onrecord timeline --place Tarvik --since 2024
    """
    query = TimelineQuery(who=name, place=place, words=words, lines=lines, stories=asked)
    with Record.open(path, create=False, read_only=True) as record:
        found = record.timeline(query)
    print_rows(found, _tell, json=json, otherwise="The record dates nothing of that.")


def _tell(out: Console, day: TimelineDay) -> None:
    told = f"{day.stories} stories" if day.stories > 1 else "1 story"
    told += f" of {day.outlets} outlets" if day.outlets > 1 else ""
    out.print(Text.assemble((safe(day.date), STRONG), (f"  {told}", FAINT)))
    for line in day.lines:
        out.print(_line(line))


def _line(line: TimelineLine) -> Text:
    """The sentence, then what it is, of whom, and where it stands."""
    sentence = line.citation.sentence
    words = " ".join(sentence.text.split()) if sentence else ""
    facts = [fact for fact in ((line.what or "").replace("_", " "), line.status, line.who) if fact]
    facts += [f"{line.stories} stories, {line.outlets} outlets"] if line.stories > 1 else []
    return Text.assemble(safe(f"    {words}"), (safe("  " + " · ".join([*facts, whose(line.citation)])), FAINT))
