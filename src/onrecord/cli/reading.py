"""``onrecord read``: what a page holds, without a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli.options import as_json, how_far, sources
from onrecord.cli.output import console, exit_code, print_json, print_refusals, safe
from onrecord.cli.telling import tell
from onrecord.front import AsStory, read_each
from onrecord.model import Reading, Refusal
from onrecord.record.rows import headline_of

__all__ = ["read"]


class _Range(click.ParamType[tuple[int, int]]):
    name = "START:END"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        start, colon, end = str(value).partition(":")
        if not (colon and start.isdecimal() and end.isdecimal()):
            self.fail(f"{value!r} is no range. Give two positions in code points, like 0:52", param, ctx)
        return int(start), int(end)


@click.command(short_help="Reads pages, texts, feeds and archives, and prints the stories.")
@sources
@how_far
@click.option("--as-story", is_flag=True, help="Take each text, unaltered, as exactly one story.")
@click.option("--headline", type=_Range(), help="With --as-story: where the headline stands, in code points.")
@click.option("--published", metavar="DATE", help="With --as-story: the story's date (YYYY-MM-DD).")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, writable=True),
    metavar="OUT",
    help="Write each story's page to this file, whole in itself; of several stories the others beside it.",
)
@as_json
def read(
    sources: tuple[str, ...],
    anatomy: bool,
    rules_only: bool,
    as_story: bool,
    headline: tuple[int, int] | None,
    published: str | None,
    html: str | None,
    json: bool,
) -> None:
    """Reads SOURCEs (files, folders, archives, feeds, addresses, - for standard input) and prints what they hold.

    \b
    onrecord read examples/captures/harbour-wall.html
    onrecord read --json - < copy.txt
    onrecord read page.html --html story.html
    """
    if (headline or published) and not as_story:
        raise click.UsageError("--headline and --published go with --as-story")
    if html and json:
        raise click.UsageError("--html writes a page, and --json prints none. Give one of them")
    from onrecord.reading import Reader

    asked = AsStory(headline=headline, published=published) if as_story else None
    reader = Reader(rules_only=True) if rules_only else None
    out = console()
    done = refused = 0
    for found in read_each(sources, anatomy=anatomy, as_story=asked, reader=reader):
        if isinstance(found, Refusal):
            refused += 1
            print_refusals([found])
            continue
        if json:
            print_json(found.to_builtins())
        elif html:
            for reading in found.readings:
                done += 1
                _write_page(reading, found.made_by, html, done)
        else:
            for reading in found.readings:
                if done:
                    out.rule()
                done += 1
                tell(out, reading)
        done += json
    click.get_current_context().exit(exit_code(done, refused))


def _write_page(reading: Reading, made_by: dict[str, Any], out: str, number: int) -> None:
    """The page of the ``number``-th story: story.html, story-2.html, ..."""
    from onrecord.desk.leaf import leaf

    asked = Path(out)
    path = asked if number == 1 else asked.with_stem(f"{asked.stem}-{number}")
    path.write_text(leaf(reading, made_by), encoding="utf-8", errors="replace")
    click.echo(f"{path}  {safe(' '.join((headline_of(reading.story) or 'no headline').split()))}")
