"""``onrecord stories``, ``show``, ``search`` and ``status``: what is in the record."""

from __future__ import annotations

import os

import click
from rich.console import Console
from rich.style import Style
from rich.text import Text

from onrecord.cli.counting import counted, tell_sources
from onrecord.cli.options import as_json, as_known, asks, question, record_file
from onrecord.cli.output import FAINT, STRONG, console, print_json, print_rows, safe, styled
from onrecord.cli.telling import tell
from onrecord.record import Hit, Query, Record, StoryLine, Version

__all__ = ["search", "show", "status", "stories"]

_ADDED, _REMOVED = Style(color="green"), Style(color="red", strike=True)


@click.command()
@record_file
@asks(paged=True, ordered=True, told="stories")
@as_json
def stories(path: str, asked: Query, json: bool) -> None:
    """Lists the record's stories, newest first.

    \b
    onrecord stories --outlet 'The Alda Courier' --since 2024-03
    """
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(question("stories", asked))
    print_rows(found, _tell_story, json=json, otherwise="The record holds no such story.")


@click.command(short_help="Shows a story, its versions, or what changed.")
@click.argument("story")
@record_file
@click.option("--versions", is_flag=True, help="List the versions of the story at its address.")
@click.option("--diff", is_flag=True, help="What this version changed against the one before it.")
@click.option("--against", metavar="STORY", help="With --diff: compare with this story instead.")
@as_known
@as_json
def show(
    story: str, path: str, versions: bool, diff: bool, against: str | None, as_known: str | None, json: bool
) -> None:
    """Shows one STORY, by its id or the beginning of it.

    \b
    onrecord show 3f2a91 --diff
    """
    if against and not diff:
        raise click.UsageError("--against goes with --diff")
    if as_known and not versions:
        raise click.UsageError("--as-known goes with --versions")
    out = console()
    with Record.open(path, create=False, read_only=True) as record:
        if diff:
            _show_diff(out, record, story, against, json)
        elif versions:
            listed = record.versions(story, as_known=as_known)
            none = "The story stood at no address, so it has no versions."
            print_rows(listed, _tell_version, json=json, otherwise=none)
        else:
            found = record.story(story)
            if json:
                captures = [{"source": one.source, "sha256": one.sha256} for one in found.captures]
                print_json(found.reading.to_builtins() | {"captures": captures})
            else:
                tell(out, found.reading)
                out.print()
                for capture in found.captures:
                    out.print(Text(f"in {safe(capture.source)}", FAINT))


@click.command(short_help="Finds sentences by their words.")
@click.argument("query")
@record_file
@asks(paged=True, told="stories")
@as_json
def search(query: str, path: str, asked: Query, json: bool) -> None:
    """Searches the stories' words; prints the sentences they stand in, with outlet and date.

    QUERY: words that must all be there; "several words" in a row; OR between alternatives; -word for what must not
    be there; word* for beginnings.

    \b
    onrecord search '"harbour wall" -ferry' --since 2024
    """
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(question("stories", asked, words=query))
    print_rows(found, _tell_hit, json=json, otherwise="Nothing in the record answers that.")


@click.command()
@record_file
@as_json
def status(path: str, json: bool) -> None:
    """Says what the record holds.

    \b
    onrecord status --record news.record
    """
    # For writing where that can be: a record of an older version is brought up, as the message about it promises.
    writable = os.access(path, os.W_OK)
    with Record.open(path, create=False, read_only=not writable) as record:
        found = record.status()
    if json:
        print_json(found)
        return
    out = console()
    out.print(Text(f"{safe(found.path)}, {found.size / 1e6:.1f} MB, schema {found.schema}", STRONG))
    for name, number in found.counts.items():
        out.print(f"{number:>10,}  {name}")
    if found.earliest:
        undated = f", {found.undated} undated" if found.undated else ""
        out.print(f"dates      {found.earliest} to {found.latest}{undated}")
    for name, table in (("outlets", found.outlets), ("languages", found.languages)):
        listed = ", ".join(f"{key or 'unknown'} {number:,}" for key, number in list(table.items())[:12])
        if listed:
            more = f" and {len(table) - 12} more" if len(table) > 12 else ""
            out.print(f"{name:<10} {safe(listed)}{more}")
    for maker in found.made_by:
        stages = ", ".join(f"{name} {version}" for name, version in (maker.get("stages") or {}).items())
        out.print(Text(f"{maker['captures']:,} captures read by {maker.get('onrecord')}: {stages or 'anatomy'}", FAINT))


def _tell_story(out: Console, line: StoryLine) -> None:
    _line(out, line)
    tell_sources(out, line.sources)


def _tell_hit(out: Console, hit: Hit) -> None:
    """A story in a line, and below it the sentences in which the words stand."""
    _line(out, hit.story)
    for passage in hit.passages:
        text = styled(passage.sentence, passage.marks, Style(bold=True, underline=True))
        text.pad_left(4)
        out.print(text)
    tell_sources(out, hit.story.sources)


def _line(out: Console, line: StoryLine) -> None:
    facts = [line.date or "undated", line.outlet or "outlet unknown"]
    if line.versions and line.versions > 1:
        facts.append(f"version {line.version} of {line.versions}")
    if line.captures > 1:
        facts.append(f"{line.captures} captures")
    facts += counted(line.counts)
    text = Text(f"{line.id[:12]}  ", FAINT)
    text.append(safe(line.headline or "(no headline)"), STRONG)
    text.append(safe("  " + " · ".join(facts)), FAINT)
    out.print(text)


def _show_diff(out: Console, record: Record, story: str, against: str | None, json: bool) -> None:
    found = record.diff(story, against)
    if json:
        print_json(found)
        return
    out.print(Text(f"{found.earlier[:12]} -> {found.later[:12]}", FAINT))
    text = Text()
    plain = not out.is_terminal
    for kind, old, new in found.pieces():
        if kind == "same":
            text.append(safe(new))
            continue
        if old:
            text.append(f"[-{safe(old)}-]" if plain else safe(old), _REMOVED)
        if new:
            text.append(f"{{+{safe(new)}+}}" if plain else safe(new), _ADDED)
    out.print(text)


def _tell_version(out: Console, version: Version) -> None:
    facts = [version.date or "undated"]
    facts += [f"updated {version.updated}"] if version.updated else []
    facts += [f"taken {version.retrieved}"] if version.retrieved else []
    out.print(
        Text.assemble(
            (f"{version.number}  {version.story[:12]}  ", FAINT),
            safe(version.headline or "(no headline)"),
            (safe("  " + " · ".join([*facts, version.url])), FAINT),
        )
    )
