"""How the command says in how many stories something stands, and in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.output import FAINT, safe
from onrecord.record import Counts, Source

__all__ = ["counted", "tell_sources"]


def counted(counts: Counts) -> list[str]:
    """'31 stories, 2 independent'; nothing for what stands in one story alone."""
    return [f"{counts.stories} stories, {counts.outlets} independent"] if counts.stories > 1 else []


def tell_sources(out: Console, sources: Iterable[Source]) -> None:
    """A line for each text, by the first story of it that is listed, and below it its copies; none for one story."""
    texts: dict[str, list[Source]] = defaultdict(list)
    listed = list(sources)
    for source in listed if len({source.story for source in listed}) > 1 else ():
        texts[source.telling or source.story].append(source)
    for first, *copies in texts.values():
        out.print(Text(safe(f"    in {_whose(first)}"), FAINT))
        for copy in copies:
            out.print(Text(safe(f"      repeated in {_whose(copy)}"), FAINT))


def _whose(source: Source) -> str:
    return " · ".join((source.outlet or "outlet unknown", source.date or "undated", source.story[:12]))
