"""``onrecord erase``: gone for good, file included (source protection)."""

from __future__ import annotations

import click
from rich.text import Text

from onrecord.cli.options import as_json, record_file
from onrecord.cli.output import FAINT, console, print_json, safe
from onrecord.record import Erasure, Record

__all__ = ["erase"]


@click.command()
@record_file
@click.option("--story", metavar="STORY", help="The story to erase, by its id or the beginning of it.")
@click.option("--person", metavar="NAME", help="Erase every story that names this person.")
@click.option("--reason", required=True, help="Why; it is kept, and should not name whom it protects.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@as_json
def erase(path: str, story: str | None, person: str | None, reason: str, yes: bool, json: bool) -> None:
    """Erases a story, or all stories that name a person, for good: texts, readings, captures, and the file's free
    pages. A tombstone of hashes and the reason stays, so that the same is refused from then on.

    Shows what would go first, and asks.

    \b
    onrecord erase --story 3f2a91 --reason 'source at risk'
    """
    if (story is None) == (person is None):
        raise click.UsageError("say what to erase: either --story or --person")
    with Record.open(path, create=False) as record:
        planned = record.erase(story=story, person=person, reason=reason, dry_run=True)
        if not json:
            _tell(planned)
        if not yes:
            click.confirm("Erase this for good?", abort=True, err=True)
        done = record.erase(story=story, person=person, reason=reason)
    if json:
        print_json(done)
    else:
        click.echo("Erased.")


def _tell(planned: Erasure) -> None:
    out = console()
    for line in planned.stories:
        out.print(Text.assemble((f"{line.id[:12]}  ", FAINT), safe(line.headline or "(no headline)")))
    out.print(
        f"{len(planned.stories)} stories and {len(planned.captures)} captures go, {planned.judgements} judgements"
    )
    if planned.kept_stories:
        out.print(f"{len(planned.kept_stories)} other stories of these captures stay")
    if planned.other_versions:
        ids = ", ".join(one[:12] for one in planned.other_versions)
        out.print(f"Other versions stay, unless you erase them too: {ids}")
