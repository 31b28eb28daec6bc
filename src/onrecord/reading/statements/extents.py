"""How much of a sentence a cue may govern: the other extents that the content of a frame could have.

A parser's clause is often too short (a second half joined elsewhere) or too long (a loose clause that is the writer's
own). Each extent is a proposal of its own; ``weights`` chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.reading.statements.bearers import Tokens
from onrecord.reading.statements.frame import Frame

__all__ = ["extents_of"]

_SIGNS = frozenset([",", "-", "--", "—", "–", ";", ":", "―"])
_OPENERS = frozenset(["SCONJ", "ADP", "CCONJ", "VERB", "PRON", "DET", "ADV", "AUX"])
_MOST_CUTS = 3
_LONGEST = 150


def extents_of(frame: Frame) -> Iterator[Frame]:
    """The frame itself, and its other extents."""
    first, last = frame.content[-1]
    sentence = frame.head.sent
    cuts = _cuts(frame.parse.doc, first, last) if last - first <= _LONGEST else []
    yield _with(frame, "", frame.content, cuts)
    if last - first > _LONGEST:
        return
    stop = sentence.end - 1
    if first > frame.cue[1]:
        for at in [*cuts[: _MOST_CUTS - 1], *cuts[_MOST_CUTS - 1 :][-1:]]:
            yield _with(frame, "cut", [*frame.content[:-1], (first, at - 1)], [c for c in cuts if c < at],
                        [f"cut={frame.parse.doc[at + 1].lower_}", f"cutn={cuts.index(at)}"])  # fmt: skip
        if last < stop - 1:
            end = f"end={frame.parse.doc[last + 1].lower_}"
            yield _with(frame, "end", [*frame.content[:-1], (first, stop)], cuts, [end, f"far={min(6, stop - last)}"])
        if len(frame.content) == 1 and frame.cue[1] + 1 < first and frame.kind != "verb_then_quote":
            tail = (frame.cue[1] + 1, last)
            yield _with(frame, "tail", [tail], cuts, ["tail=" + frame.parse.doc[tail[0]].lower_])
            if last < stop - 1:
                yield _with(frame, "tail_end", [(tail[0], stop)], cuts)
    else:
        yield from _before_the_cue(frame, sentence, cuts)


def _before_the_cue(frame: Frame, sentence: Any, cuts: list[int]) -> Iterator[Frame]:
    first, last = frame.content[-1]
    doc = frame.parse.doc
    edge = min(frame.cue[0], frame.source[0] if frame.source and frame.source[0] > sentence.start else frame.cue[0])
    back = max(frame.cue[1], frame.source[1] if frame.source else frame.cue[1])
    if (
        sentence.start < edge - 1
        and (first, last) != (sentence.start, edge - 1)
        and frame.content[0][0] >= sentence.start
    ):
        yield _with(frame, "start", [(sentence.start, edge - 1)], cuts, [f"sign={doc[edge - 1].text}"])
    if edge > sentence.start and doc[edge - 1].text in _SIGNS and back + 2 < sentence.end and edge - 1 > sentence.start:
        around: list[Tokens] = [(min(first, sentence.start), edge - 1), (back + 1, sentence.end - 1)]
        yield _with(frame, "around", around, cuts, [f"after={doc[back + 1].lower_}"])


def _with(frame: Frame, extent: str, content: list[Tokens], cuts: list[int], extra: list[str] | None = None) -> Frame:
    loose = [f"loose={frame.parse.doc[at + 1].lower_}" for at in (cuts[0], cuts[-1])] if cuts else ["loose=-"]
    return replace(frame, content=content, extent=extent, extra=[*frame.extra, *(extra or ()), *dict.fromkeys(loose)])


def _cuts(doc: Any, first: int, last: int) -> list[int]:
    """The signs in a stretch after which a loose part may begin."""
    found = []
    depth = 0
    for at in range(first + 2, last - 1):
        word = doc[at]
        if word.text in ("“", "``") or (word.text in ('"', "''") and not depth):
            depth = 1
        elif word.text in ("”", '"', "''"):
            depth = 0
        elif (
            not depth
            and word.text in _SIGNS
            and (doc[at + 1].pos_ in _OPENERS or doc[at + 1].tag_ in ("WDT", "WP", "WRB", "IN"))
        ):
            found.append(at)
    return found
