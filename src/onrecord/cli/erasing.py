"""``onrecord erase``: gone for good, file included (source protection)."""

from __future__ import annotations

import click
from rich.text import Text

from onrecord.cli.options import as_json, record_file
from onrecord.cli.output import FAINT, console, print_json, safe, say
from onrecord.record import Erasure, Record

__all__ = ["erase"]


@click.command(short_help="Erases a story, or all that names a person, for good.")
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
    if json and not yes:
        raise click.UsageError("--json asks nothing, so it goes with --yes")
    with Record.open(path, create=False) as record:
        planned = record.erase(story=story, person=person, reason=reason, dry_run=True)
        if not json:
            _tell(planned)
        if not (yes or _agreed()):
            say("Nothing was erased.")
            click.get_current_context().exit(1)
        done = record.erase(story=story, person=person, reason=reason)
    if json:
        print_json(done)
    else:
        click.echo("Erased.")


def _agreed() -> bool:
    try:
        return click.confirm("Erase this for good?", err=True)
    except click.Abort:  # the keyboard's interrupt, or nobody there to answer
        return False


def _tell(planned: Erasure) -> None:
    out = console()
    for line in planned.stories:
        out.print(Text.assemble((f"{line.id[:12]}  ", FAINT), safe(line.headline or "(no headline)")))
    out.print(f"{len(planned.stories)} stories, {len(planned.captures)} captures, {planned.judgements} judgements go")
    if planned.kept_stories:
        out.print(f"{len(planned.kept_stories)} other stories of these captures stay")
    if planned.other_versions:
        ids = ", ".join(one[:12] for one in planned.other_versions)
        out.print(f"Other versions stay, unless you erase them too: {ids}")
