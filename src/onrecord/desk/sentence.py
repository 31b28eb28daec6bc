"""A sentence cut into the parts of what stands on it, so that a page can set each part apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span
from onrecord.record import EventLine
from onrecord.text.difference import compare

__all__ = ["Piece", "differing", "event_pieces", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence that are alike in what they are part of: '', or the name of the part."""

    text: str
    part: str = ""


def pieces(sentence: Span, parts: Sequence[tuple[str, Iterable[Span | None]]]) -> list[Piece]:
    """The sentence in pieces; of words that are part of several things the first of ``parts`` names them."""
    spans = [(name, span) for name, some in parts for span in some if span is not None]
    edges = {sentence.start, sentence.end}
    edges |= {edge for _, span in spans for edge in (span.start, span.end) if sentence.start < edge < sentence.end}
    found: list[Piece] = []
    for start, end in pairwise(sorted(edges)):
        name = next((name for name, span in spans if span.start <= start and end <= span.end), "")
        words = sentence.text[start - sentence.start : end - sentence.start]
        if found and found[-1].part == name:
            found[-1] = Piece(found[-1].text + words, name)
        else:
            found.append(Piece(words, name))
    return found


def event_pieces(line: EventLine) -> list[Piece]:
    """The sentence of an event, with the words that name it (``trigger``) and those who take part (``taking``)."""
    if line.citation.sentence is None:
        return []
    taking = [one.span for one in (*line.actors, *line.recipients)]
    return pieces(line.citation.sentence, [("trigger", [line.trigger]), ("taking", taking)])


def differing(text: str, other: str) -> list[Piece]:
    """``other`` in pieces, against ``text``: what both have, what only ``other`` has (``added``) and what only
    ``text`` has (``removed``), where it stood."""
    found: list[Piece] = []
    for change in compare(text, other):
        old, new = text[slice(*change.old)], other[slice(*change.new)]
        if change.kind == "same":
            found.append(Piece(new))
            continue
        if old:
            found.append(Piece(old, "removed"))
        if new:
            found.append(Piece(new, "added"))
    return found
