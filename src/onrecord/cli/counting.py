"""How the command says in how many stories something stands, and in which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.output import FAINT, safe
from onrecord.record import Citation, Counts, Source

__all__ = ["cited", "counted", "tell_sources", "whose"]


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
        out.print(Text(safe(f"    in {whose(first)}"), FAINT))
        for copy in copies:
            out.print(Text(safe(f"      repeated in {whose(copy)}"), FAINT))


def whose(story: Citation | Source) -> str:
    """'The Alda Courier · 2024-03-04 · 3f2a91d04c11': a story by its outlet, its date and its id."""
    return " · ".join((story.outlet or "outlet unknown", story.date or "undated", story.story[:12]))


def cited(citation: Citation, indent: str = "    ") -> Text:
    """The sentence that is cited in a line, and whose it is."""
    words = " ".join(citation.sentence.text.split()) if citation.sentence else ""
    return Text.assemble(safe(indent + words), (safe(f"  {whose(citation)}"), FAINT))
