"""Pictures' captions and their credits, wherever they stand in a story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.capture.credits import inline_credit
from onrecord.capture.draft import Block
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.lines import is_credit
from onrecord.capture.html.page import Line

__all__ = ["find_captions"]

_FIGURES = frozenset(("figure", "figcaption"))
# A figure can hold a whole gallery, an interactive chart or a box of text: only so much of it is a caption.
_LONGEST = 900
_LONGEST_CREDIT = 120
_COUNTER = re.compile(r"\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}", re.IGNORECASE)
_LABEL_EDGE = re.compile(r"^[\s|/·•,;:()\[\]–—-]+|[\s|/·•,;:(\[–—-]+$")


def find_captions(lines: Iterable[Line], declared: Iterable[str] = ()) -> dict[int, Block]:
    """The caption and credit blocks among ``lines``, by line index.

    declared: captions that JSON-LD names; a visible line of the same words is a caption wherever it stands.
    """
    named = {fold for text in declared if len(fold := folded(text)) > 20}
    found: dict[int, Block] = {}
    figures: dict[int, object] = {}
    for line in lines:
        figure = next((box for box in line.box.ancestors() if box.tag == "figure"), None)
        kind = _kind(line, figure is not None, named)
        if kind is None or _COUNTER.fullmatch(line.text):
            continue
        if kind == "credit":
            found[line.index] = Block("credit", line.text)
        else:
            found[line.index] = Block("caption", line.text, credit=_credit_in(line))
        figures[line.index] = figure if figure is not None else line.box.parent
    _turn_opening_credits(found, figures)
    return found


def _kind(line: Line, in_figure: bool, named: set[str]) -> str | None:
    if len(line.text) > _LONGEST:
        return None
    near = line.hints(levels=3)
    if "credit" in near and len(line.text) <= _LONGEST_CREDIT and (in_figure or "caption" in line.hints(levels=6)):
        if "credit" in line.box.hints or is_credit(line.text):
            return "credit"
    in_caption = any(box.tag == "figcaption" or "caption" in box.hints for box in _near(line, 4))
    if in_caption or in_figure:
        if is_credit(line.text) and len(line.text) <= _LONGEST_CREDIT:
            return "credit"
        if "credit" in line.box.hints and len(line.text) <= _LONGEST_CREDIT:
            return "credit"
        if line.linked > 0.9 and not in_caption:
            return None
        if in_caption or not in_figure or _stands_alone(line):
            return _whole_run(line) or "caption"
        return "caption"
    if folded(line.text) in named:
        return "caption"
    return None


def _near(line: Line, levels: int) -> list[object]:
    return [box for _, box in zip(range(levels), line.box.ancestors(), strict=False)]


def _stands_alone(line: Line) -> bool:
    return len(line.text) < _LONGEST


def _whole_run(line: Line) -> str | None:
    """'credit' if all of the line stands in an inline element that is named as one."""
    for run in line.runs:
        if "credit" in run.hints and run.end - run.start >= len(line.text) - 2 and len(line.text) <= _LONGEST_CREDIT:
            return "credit"
    return None


def _credit_in(line: Line) -> tuple[int, int] | None:
    """Where the credit stands inside a caption: an inline element named as one, else as the words show it."""
    for run in line.runs:
        if "credit" in run.hints and run.start > 0 and run.end > run.start and run.end - run.start <= _LONGEST_CREDIT:
            inner = line.text[run.start : run.end]
            found = inline_credit(inner)
            if found is not None:
                return run.start + found[0], run.start + found[1]
            return _trimmed(line.text, run.start, run.end)
    return inline_credit(line.text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    stripped = _LABEL_EDGE.sub("", words).rstrip(")]")
    if not stripped:
        return None
    at = words.find(stripped)
    return start + at, start + at + len(stripped)


def _turn_opening_credits(found: dict[int, Block], figures: dict[int, object]) -> None:
    """A credit that stands before its figure's only caption belongs to the caption after it."""
    order = sorted(found)
    for at, index in enumerate(order):
        block = found[index]
        if block.role != "credit" or at + 1 >= len(order):
            continue
        following = order[at + 1]
        before = order[at - 1] if at else None
        has_own = before is not None and figures[before] is figures[index] and found[before].role == "caption"
        if not has_own and figures[following] is figures[index] and found[following].role == "caption":
            found[index] = Block("credit", block.text, credit=block.credit, opens=True)
