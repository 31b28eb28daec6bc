"""``onrecord export``: quotations, positions and citations travel; the texts of stories only when asked."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

import click

from onrecord.cli.options import asks, record_file
from onrecord.cli.output import say
from onrecord.errors import OnRecordError
from onrecord.export import FORMATS, export
from onrecord.record import Query, Record

__all__ = ["export_command"]

_HOLDS = "; ".join(f"{one.name}: {one.holds}" for one in FORMATS.values())


@click.command("export", short_help="Writes the record, or part of it, as JSON Lines or CSV.")
@record_file
@click.option("--format", "to", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True, help=_HOLDS)
@click.option("--table", metavar="NAME", help="With csv or jsonl: which table (stories, mentions, events, ...).")
@click.option("--with-text", is_flag=True, help="Write the texts of stories too. Mind their publishers' rights.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), default="-", show_default=True, help="The file.")
@asks(paged=False)
@click.option("--json", "json", is_flag=True, help="Short for --format jsonl.")
def export_command(
    path: str,
    to: str,
    table: str | None,
    with_text: bool,
    output: str,
    asked: Query,
    json: bool,
) -> None:
    """Exports the record, or the stories that the filters leave.

    \b
    onrecord export --format csv --table quotations -o quotations.csv
    """
    to = "jsonl" if json else to
    with Record.open(path, create=False, read_only=True) as record:
        if output == "-":
            if isinstance(sys.stdout, io.TextIOWrapper):  # UTF-8 whatever the terminal speaks, and CSV's own line ends
                sys.stdout.reconfigure(encoding="utf-8", newline="")
            export(record, sys.stdout, to=to, query=asked, with_text=with_text, table=table)
            return
        written = _whole_or_not(record, Path(output), to, asked, with_text, table)
    say(f"{written} entries written to {output}")


def _whole_or_not(record: Record, file: Path, to: str, query: Query, with_text: bool, table: str | None) -> int:
    """Writes beside the file first: an export that fails leaves what was there."""
    try:
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with open(handle, "w", encoding="utf-8", newline="") as out:
                written = export(record, out, to=to, query=query, with_text=with_text, table=table)
            os.replace(beside, file)
        except BaseException:
            os.unlink(beside)
            raise
    except OSError as fault:
        raise OnRecordError(f"{file} cannot be written: {fault.strerror}. Name another file, or make room") from fault
    return written
