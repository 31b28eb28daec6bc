"""``onrecord add`` and ``onrecord reread``: into the record, and again with the present stages."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
import msgspec
from rich.console import Console
from rich.live import Live
from rich.text import Text

from onrecord.cli.options import as_json, how_far, record_file, sources
from onrecord.cli.output import STOPPED, console, exit_code, print_json, print_refusals, safe, say
from onrecord.record import ReadsStories, Record, Summary

__all__ = ["add", "reread"]


@click.command(short_help="Adds pages, texts, feeds and archives to the record.")
@sources
@record_file
@how_far
@as_json
def add(sources: tuple[str, ...], path: str, anatomy: bool, rules_only: bool, json: bool) -> None:
    """Adds SOURCEs (files, folders, archives, feeds, addresses, - for standard input) to the record.

    Adding the same again changes nothing; a page whose text has changed becomes a new version of its story. Stopped
    at any moment, it loses at most the page in hand, and the same command goes on from there.

    \b
    onrecord add pages/ crawl.warc.gz --record news.record
    """
    with _stoppable(), Record.open(path) as record, _Progress(_files(sources), "Adding") as progress:
        summary = record.add(sources, reader=_reader(anatomy, rules_only), progress=progress)
    _report(summary, json, path)
    _leave(summary)


@click.command(short_help="Reads the record's captures again with the present stages.")
@record_file
@how_far
@as_json
def reread(path: str, anatomy: bool, rules_only: bool, json: bool) -> None:
    """Reads all captures of the record again that other versions of the stages read; judgements stay.

    \b
    onrecord reread --record news.record
    """
    with _stoppable(), Record.open(path, create=False) as record:
        captures = record.status().counts["captures"]
        with _Progress(captures, "Reading again") as progress:
            summary = record.reread(_reader(anatomy, rules_only), progress=progress)
    _report(summary, json, path)
    _leave(summary)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Says, when the keyboard stops it, that nothing was lost."""
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped. What was done until now stays in the record; the same command goes on from there.")
        click.get_current_context().exit(STOPPED)


def _reader(anatomy: bool, rules_only: bool) -> ReadsStories:
    from onrecord.reading import AnatomyReader, Reader

    return AnatomyReader() if anatomy else Reader(rules_only=rules_only)


def _files(sources: Sequence[str]) -> int:
    """How many files and addresses the sources name, archives unopened: what progress is measured by."""
    total = 0
    for source in sources:
        if os.path.isdir(source):
            total += sum(not name.startswith(".") for _, _, names in os.walk(source) for name in names)
        else:
            total += 1
    return total


class _Progress:
    """One live line on a terminal: how many captures, how fast, how much longer. Silent elsewhere."""

    def __init__(self, total: int, verb: str) -> None:
        self._total, self._verb, self._files = total, verb, 0
        self._last: str | None = None
        self._started = time.monotonic()
        self._live = Live(console=Console(stderr=True), refresh_per_second=4, transient=True)

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty():
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def __call__(self, summary: Summary, source: str) -> None:
        file = source.partition("!")[0]
        self._files += file != self._last
        self._last = file
        if not self._live.is_started:
            return
        seconds = max(time.monotonic() - self._started, 1e-6)
        done = summary.captures + len(summary.refused)
        # The file in hand is not done; an archive of unknown length gives a rate, and no time left.
        finished = self._files - 1
        left = f", {_length(seconds / finished * (self._total - finished))} left" if finished else ""
        line = f"{self._verb}: {done:,} captures, {summary.stories:,} stories, {done / seconds:.1f} a second{left}  "
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(line).append(safe(source), "dim")
        self._live.update(text)


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _report(summary: Summary, json: bool, path: str) -> None:
    if json:
        print_json(msgspec.to_builtins(summary) | {"record": path})
        return
    print_refusals(summary.refused)
    out = console()
    rows = (
        ("captures added", summary.added),
        ("already there", summary.already_there),
        ("  read by other versions (onrecord reread)", summary.outdated),
        ("  addresses unchanged since they were fetched", summary.unchanged),
        ("stories new to the record", summary.stories),
        ("  known from another capture", summary.known),
        ("  new versions of a known story", summary.changed),
        ("sources refused", len(summary.refused)),
    )
    for name, number in rows:
        if number or not name.startswith("  "):
            out.print(f"{number:>8,}  {name}")
    rate = f", {summary.captures / summary.seconds:.1f} captures a second" if summary.seconds > 1 else ""
    out.print(Text(f"{safe(path)}, {summary.seconds:.1f} s{rate}", "dim"))


def _leave(summary: Summary) -> None:
    done = summary.added + summary.already_there + summary.unchanged
    click.get_current_context().exit(exit_code(done, len(summary.refused)))
