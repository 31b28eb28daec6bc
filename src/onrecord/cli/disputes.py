"""``onrecord disputes`` and ``onrecord commitments``: what is disputed, what was promised."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.counting import cited
from onrecord.cli.options import as_json, asks, record_file
from onrecord.cli.output import FAINT, STRONG, print_rows, safe
from onrecord.model.assertion import CommitmentStanding
from onrecord.record import ClaimQuery, CommitmentThread, DisputeThread, Query, Record
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
    print_rows(found, _tell_dispute, json=json, otherwise="The record holds no such dispute.")


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
    print_rows(found, _tell_commitment, json=json, otherwise="The record holds no such commitment.")


def _tell_dispute(out: Console, thread: DisputeThread) -> None:
    """A dispute: what is at issue, a line a side, and where it is told."""
    told = f"{len(thread.tellings)} stories" if len(thread.tellings) > 1 else "1 story"
    facts = [thread.state, f"since {thread.opened}" if thread.opened else "undated", told]
    out.print(Text.assemble((_line(thread.about), STRONG), (safe("  " + " · ".join(facts)), FAINT)))
    for stance in ("affirms", "denies", "doubts"):
        parties = [_party(one.party, one.date, thread.opened) for one in thread.joined if one.stance == stance]
        if parties:
            out.print(Text(safe(f"  {stance}: {', '.join(parties)}")))
    for one in thread.tellings:
        out.print(cited(one.citation))


def _party(name: str, joined: str | None, opened: str | None) -> str:
    return f"{name} (since {joined})" if joined and joined != opened else name


def _tell_commitment(out: Console, thread: CommitmentThread) -> None:
    """A promise: who and what, its sentence, and a line for each that bears on it."""
    line = thread.commitment
    who = f"{line.by or '(nobody named)'}{f' → {line.to}' if line.to else ''}"
    facts = [thread.standing.replace("_", " ")]
    facts += [f"made {line.made}"] if line.made else []
    facts += [f"due {line.due}"] if line.due else []
    facts += in_a_line(line.judged)
    promised = f": {_line(line.content.text)}"
    out.print(Text.assemble((safe(who), STRONG), promised, (safe("  " + " · ".join(facts)), FAINT)))
    out.print(cited(line.citation))
    for one in thread.evidence:
        whose = f"{one.by or 'somebody'}, {one.citation.outlet or 'outlet unknown'}, {one.citation.date or 'undated'}"
        kind = "spoken of" if one.bearing == "mention" else f"{one.bearing} reported"
        out.print(Text.assemble(f"  {kind}: {_line(one.words)}", (safe(f"  {whose}"), FAINT)))


def _line(text: str) -> str:
    return safe(" ".join(text.split()))
