"""``onrecord disputes`` and ``onrecord commitments``: what is disputed, what was promised."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
from rich.text import Text

from onrecord.cli.options import as_json, asks, record_file
from onrecord.cli.output import FAINT, STRONG, console, print_json, safe
from onrecord.model.assertion import CommitmentStanding
from onrecord.record import Citation, ClaimQuery, CommitmentThread, DisputeThread, Query, Record
from onrecord.record.judging.marks import in_a_line

__all__ = ["commitments", "disputes"]

_STANDINGS = click.Choice(get_args(CommitmentStanding))
_STATES = click.Choice(["open", "conceded", "settled"])


@click.command(short_help="What is disputed, by whom, and since when.")
@click.argument("words", required=False)
@record_file
@click.option("--party", metavar="NAME", help="Somebody of this name takes a side.")
@click.option("--with", "other", metavar="NAME", help="So does somebody of this name.")
@click.option("--state", type=_STATES, help="Whether a side gave in.")
@asks(paged=True, ordered=True)
@as_json
def disputes(
    words: str | None, path: str, party: str | None, other: str | None, state: str | None, asked: Query, json: bool
) -> None:
    """Lists what is disputed: the question, each side with who takes it and since when, and the stories that tell it.

    WORDS: only disputes of stories that answer this search. No line says who is right.

    \b
    onrecord disputes --party 'Water Authority'
    """
    query = ClaimQuery(who=party, whom=other, status=state, words=words, stories=asked)
    with Record.open(path, create=False, read_only=True) as record:
        found = record.disputes(query)
    out = console()
    for thread in found:
        if json:
            print_json(thread)
        else:
            for line in _dispute(thread):
                out.print(line)
    if not found and not json:
        click.echo("The record holds no such dispute.", err=True)
    click.get_current_context().exit(0 if found else 1)


@click.command(short_help="What was promised, by whom, until when.")
@click.argument("words", required=False)
@record_file
@click.option("--by", metavar="NAME", help="Promised by whoever goes by this name.")
@click.option("--to", metavar="NAME", help="Promised to whoever goes by this name.")
@click.option("--standing", type=_STANDINGS, help="How its own story, or a person, says that it stands.")
@click.option(
    "--ical", "calendar", type=click.Path(dir_okay=False, path_type=Path), help="Write the due dates to this file too."
)
@asks(paged=True, ordered=True)
@as_json
def commitments(
    words: str | None, path: str, by: str | None, to: str | None, standing: str | None, calendar: Path | None,
    asked: Query, json: bool,
) -> None:  # fmt: skip
    """Lists what was promised: by whom, to whom, when it is due, and what later stories report became of it.

    WORDS: only promises of stories that answer this search. Only a person closes one: onrecord judge.

    \b
    onrecord commitments --by 'Ilse Brandt' --ical due.ics
    """
    query = ClaimQuery(who=by, whom=to, status=standing, words=words, stories=asked)
    with Record.open(path, create=False, read_only=True) as record:
        found = record.commitments(query)
    if calendar is not None:
        from onrecord.export.ical import ical

        calendar.write_bytes(ical(found).encode("utf-8", "replace"))
    out = console()
    for thread in found:
        if json:
            print_json(thread)
        else:
            for line in _commitment(thread):
                out.print(line)
    if not found and not json:
        click.echo("The record holds no such commitment.", err=True)
    click.get_current_context().exit(0 if found else 1)


def _dispute(thread: DisputeThread) -> list[Text]:
    """A dispute: what is at issue, a line a side, and where it is told."""
    told = f"{len(thread.tellings)} stories" if len(thread.tellings) > 1 else "1 story"
    facts = [thread.state, f"since {thread.opened}" if thread.opened else "undated", told]
    lines = [Text.assemble((_line(thread.about), STRONG), (safe("  " + " · ".join(facts)), FAINT))]
    for stance in ("affirms", "denies", "doubts"):
        parties = [_party(one.party, one.date, thread.opened) for one in thread.joined if one.stance == stance]
        if parties:
            lines.append(Text(safe(f"  {stance}: {', '.join(parties)}")))
    return [*lines, *(_cited(one.citation) for one in thread.tellings)]


def _party(name: str, joined: str | None, opened: str | None) -> str:
    return f"{name} (since {joined})" if joined and joined != opened else name


def _commitment(thread: CommitmentThread) -> list[Text]:
    """A promise: who and what, its sentence, and a line for each that bears on it."""
    line = thread.commitment
    who = f"{line.by or '(nobody named)'}{f' → {line.to}' if line.to else ''}"
    facts = [thread.standing.replace("_", " ")]
    facts += [f"made {line.made}"] if line.made else []
    facts += [f"due {line.due}"] if line.due else []
    facts += in_a_line(line.judged)
    text = Text.assemble((safe(who), STRONG), f": {_line(line.content.text)}", (safe("  " + " · ".join(facts)), FAINT))
    lines = [text, _cited(line.citation)]
    for one in thread.evidence:
        whose = f"{one.by or 'somebody'}, {one.citation.outlet or 'outlet unknown'}, {one.citation.date or 'undated'}"
        kind = "spoken of" if one.bearing == "mention" else f"{one.bearing} reported"
        lines.append(Text.assemble(f"  {kind}: {_line(one.words)}", (safe(f"  {whose}"), FAINT)))
    return lines


def _cited(cited: Citation) -> Text:
    whose = " · ".join((cited.outlet or "outlet unknown", cited.date or "undated", cited.story[:12]))
    return Text.assemble(f"    {_line(cited.sentence.text if cited.sentence else '')}", (safe(f"  {whose}"), FAINT))


def _line(text: str) -> str:
    return safe(" ".join(text.split()))
