"""``onrecord judge``, ``merge``, ``split`` and ``judgements``: what people decide about rows, and the log of it."""

from __future__ import annotations

import getpass
import sys
from textwrap import shorten
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.options import as_json, record_file
from onrecord.cli.output import FAINT, STRONG, console, print_json, safe, say
from onrecord.errors import NotFoundError
from onrecord.model import Judgement
from onrecord.record import Conflict, Record, RowLine

__all__ = ["judge", "judgements", "merge", "split"]

_SHORT = 80
_DIGITS = 12


def _who_and_why(function: Any) -> Any:
    by = click.option("--by", metavar="NAME", help="Who decides; the name you are logged in by, unless told.")
    reason = click.option("--reason", metavar="TEXT", help="Why. It is kept.")
    return reason(by(function))


@click.command(short_help="Confirms, rejects or corrects a row; lists a story's rows.")
@click.argument("row")
@record_file
@click.option("--confirm", is_flag=True, help="The row is right; with --field, this value of it is.")
@click.option("--reject", is_flag=True, help="The row is wrong as a whole: leave it out of every answer.")
@click.option("--field", metavar="NAME", help="The value that is corrected: status, speaker, act, ...")
@click.option("--becomes", metavar="VALUE", help="What the value is; an entity or statement by its id.")
@click.option("--unknown", is_flag=True, help="The value is not known.")
@click.option("--undo", is_flag=True, help="ROW is a judgement: take it back.")
@_who_and_why
@as_json
def judge(
    row: str, path: str, confirm: bool, reject: bool, field: str | None, becomes: str | None, unknown: bool,
    undo: bool, by: str | None, reason: str | None, json: bool,
) -> None:  # fmt: skip
    """Says what a person decides about ROW, by its id or the beginning of it. What the record shows follows from now
    on, and outlives every reading again. With a STORY and nothing to decide: lists its rows with their ids and values.
    One of the record's own entities (n...), events (v...) or tellings (t...) can be confirmed or rejected: that what it
    links is one.

    \b
    onrecord judge 3f2a91d04c --field status --becomes negated --reason 'did not meet'
    onrecord judge 3f2a91d04c --reject --reason 'a metaphor'
    """
    corrects = field is not None and not confirm
    wanted = [
        name for name, asked in (("--confirm", confirm), ("--reject", reject), ("--undo", undo), ("--field", corrects))
        if asked
    ]  # fmt: skip
    if len(wanted) > 1 or (field is not None and (reject or undo)):
        raise click.UsageError(f"one decision at a time: {' and '.join(wanted or ['--field', '--reject'])} are two")
    if corrects and (becomes is None) == (not unknown):
        raise click.UsageError("say what the value is: either --becomes VALUE or --unknown")
    if not corrects and (becomes is not None or unknown):
        raise click.UsageError("--becomes and --unknown say what a value is: they go with --field")
    if not wanted:
        _list_rows(path, row, json)
        return
    who = _said(by, reason)
    with Record.open(path, create=False) as record:
        judging = record.judging
        if confirm:
            made = judging.confirm(row, field=field, **who)
        elif reject:
            made = judging.reject(row, **who)
        elif undo:
            made = judging.undo(row, **who)
        else:
            made = judging.correct(row, field or "", becomes, **who)
    _tell_made(made, json)


@click.command(short_help="Says that rows are one: entities, events, copies, disputes, promises.")
@click.argument("row")
@click.argument("others", nargs=-1, required=True)
@record_file
@_who_and_why
@as_json
def merge(row: str, others: tuple[str, ...], path: str, by: str | None, reason: str | None, json: bool) -> None:
    """Says that ROW and OTHERS are one and the same, in one story or in several: entities, events, stories (copies of
    one text), disputes or commitments.

    \b
    onrecord merge 8a01c2d47f 97f3e0b112 --reason 'both are the mayor'
    """
    with Record.open(path, create=False) as record:
        made = record.judging.merge(row, others, **_said(by, reason))
    _tell_made(made, json)


@click.command(short_help="Says that mentions are of somebody else, or that rows of several stories are not one.")
@click.argument("row")
@click.argument("others", nargs=-1, required=True)
@record_file
@click.option("--name", metavar="NAME", help="What the other is called; by the words of the mentions, unless told.")
@_who_and_why
@as_json
def split(
    row: str, others: tuple[str, ...], path: str, name: str | None, by: str | None, reason: str | None, json: bool
) -> None:
    """Says that OTHERS, mentions of the entity ROW, are of somebody else; or that OTHERS, of other stories, are not one
    with ROW: entities, events, stories (no copies), disputes or commitments.

    \b
    onrecord split 8a01c2d47f 5b9e77a0c3 --name 'Jon Vik' --reason 'the deputy'
    """
    with Record.open(path, create=False) as record:
        made = record.judging.split(row, others, name=name, **_said(by, reason))
    _tell_made(made, json)


@click.command(short_help="The log of what people decided; conflicts in it; another team's log.")
@click.argument("row", required=False)
@record_file
@click.option("--conflicts", is_flag=True, help="What does not fit together: rows that are gone, contradictions.")
@click.option(
    "--import",
    "log",
    type=click.File("rb"),
    metavar="FILE",
    help="Take in this log (JSON Lines; - for standard input).",
)
@as_json
def judgements(row: str | None, path: str, conflicts: bool, log: Any, json: bool) -> None:
    """Lists people's judgements in time order, all or those of ROW. With --json a log that another record can take in.

    \b
    onrecord judgements --conflicts
    onrecord judgements --json > ours.jsonl
    """
    if sum((row is not None, conflicts, log is not None)) > 1:
        raise click.UsageError("give one of them: a ROW, --conflicts or --import")
    if log is not None:
        with Record.open(path, create=False) as record:
            taken = record.judging.take_in(log)
        if json:
            print_json(taken)
        else:
            left = f", {taken.erased} of erased stories left out" if taken.erased else ""
            click.echo(f"{taken.added} judgements added, {taken.known} known{left}")
        return
    out = console()
    with Record.open(path, create=False, read_only=True) as record:
        found: list[Conflict] | list[Judgement] = record.judging.conflicts() if conflicts else record.judging.log(row)
    for one in found:
        if json:
            print_json(one)
        elif isinstance(one, Conflict):
            _tell_conflict(out, one)
        else:
            out.print(_line(one))
    if not found and not json:
        say("The log has no conflicts." if conflicts else "The log has no such judgement.")
    click.get_current_context().exit(0 if found or conflicts else 1)


def _said(by: str | None, reason: str | None) -> dict[str, str]:
    """Who decides and why; asks on a terminal for a reason that was not given."""
    if reason is None:
        if not sys.stdin.isatty():
            raise click.UsageError("a judgement needs a reason: --reason TEXT")
        reason = click.prompt("Why", err=True)
    if by is None:
        try:
            by = getpass.getuser()
        except (KeyError, OSError):
            raise click.UsageError("it is not known who you are. Say who decides: --by NAME") from None
    return {"by": by, "reason": str(reason)}


def _list_rows(path: str, story: str, json: bool) -> None:
    out = console()
    with Record.open(path, create=False, read_only=True) as record:
        try:
            found = record.judging.rows(story)
        except NotFoundError as fault:
            raise NotFoundError(
                f"{fault}. To decide about a row, give --confirm, --reject, --field or --undo"
            ) from None
    for line in found:
        if json:
            print_json(line)
        else:
            _tell_row(out, line)


def _tell_row(out: Console, line: RowLine) -> None:
    words = shorten(line.words or "", _SHORT, placeholder=" …")
    text = Text.assemble((f"{line.id[:_DIGITS]}  ", FAINT), (line.kind, STRONG), "  ", safe(words))
    known = [f"{name} {value[:_DIGITS] if len(value) == 24 else value}" for name, value in line.values.items() if value]
    decided = [f"rejected by {one.by}" for one in line.judged if one.verb == "reject"]
    decided += [f"{one.field} by {one.by}, was {one.was or 'unknown'}" for one in line.judged if one.field]
    text.append(safe("  " + " · ".join([*known, *decided])), FAINT)
    out.print(text)


def _tell_made(made: Judgement, json: bool) -> None:
    if json:
        print_json(made)
    else:
        console().print(_line(made))


def _line(one: Judgement) -> Text:
    """A judgement in a line: when, who, what of which row, why, and its id."""
    own = one.targets[0] if one.targets else None
    words = shorten(own.exact or "", _SHORT, placeholder=" …") if own else ""
    what = [one.verb, (own.kind or "") if own else "", one.row[:_DIGITS]]
    text = Text.assemble((f"{one.at[:19]}  ", FAINT), (safe(one.by), STRONG), "  ", " ".join(filter(None, what)))
    text.append(safe(f"  {words}" if words else ""))
    if one.field is not None:
        text.append(safe(f"  {one.field}: {one.was or 'unknown'} → {one.becomes or 'unknown'}"))
    elif one.undoes is not None:
        text.append(f"  takes back {one.undoes[:_DIGITS]}")
    elif one.verb in ("merge", "split"):
        text.append(safe(f"  {one.was}" + (f" → {one.becomes}" if one.becomes else "")))
    text.append(safe(f"  {one.reason} · judgement {one.id[:_DIGITS]}"), FAINT)
    return text


def _tell_conflict(out: Console, one: Conflict) -> None:
    field = f" {one.field}" if one.field else ""
    out.print(Text.assemble((one.sort.replace("_", " "), STRONG), f"  {one.row[:_DIGITS]}{field}  ", safe(one.why)))
    for judgement in one.judgements:
        out.print(Text("    ").append_text(_line(judgement)))
