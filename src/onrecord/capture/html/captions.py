"""Pictures' captions and their credits, wherever they stand in a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from onrecord.capture.credits import credit_words, inline_credit
from onrecord.capture.draft import Block
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.lines import is_credit, is_date_line, is_furniture
from onrecord.capture.html.page import HEADINGS, Box, Line

__all__ = ["find_captions"]

# A figure can hold a whole gallery, an interactive chart or a box of text: only so much of it is a caption.
_LONGEST = 900
_LONGEST_CREDIT = 140
_LONGEST_TAIL = 60
# Without a name that says so, a short line beside a picture is its caption, in a box that holds hardly more.
_LONGEST_UNMARKED = 300
_LARGEST_FIGURE = 450
_LEVELS = 4
_COUNTER = re.compile(r"\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}", re.IGNORECASE)


def find_captions(lines: Iterable[Line], declared: Iterable[str] = ()) -> dict[int, Block]:
    """The caption and credit blocks among ``lines``, by line index.

    declared: captions that JSON-LD names; a visible line of the same words is a caption wherever it stands.
    """
    named = {fold for text in declared if len(fold := folded(text)) > 20}
    found: dict[int, Block] = {}
    figures: dict[int, Box | None] = {}
    for line in lines:
        if len(line.text) > _LONGEST or line.tag in HEADINGS or _COUNTER.fullmatch(line.text) or is_furniture(line.text):
            continue
        figure = _figure(line)
        kind = _kind(line, figure, named)
        if kind is None:
            continue
        credit = credit_words(line.text) if kind == "credit" else _credit_in(line)
        found[line.index] = Block(kind, line.text, credit=credit)
        figures[line.index] = figure or line.box.parent
    _turn_opening_credits(found, figures)
    return found


def _figure(line: Line) -> Box | None:
    """The box of a picture that the line belongs to: a ``figure``, or a small box that holds little but a picture."""
    for level, box in enumerate(line.box.ancestors()):
        if box.tag == "figure":
            return box
        if level < _LEVELS and box.pictures and box.size <= _LARGEST_FIGURE and not box.headings:
            return box
    return None


def _kind(line: Line, figure: Box | None, named: set[str]) -> Literal["caption", "credit"] | None:
    near = [box for _, box in zip(range(_LEVELS), line.box.ancestors(), strict=False)]
    in_caption = any(box.tag == "figcaption" or "caption" in box.hints for box in near) or _in_run(line, "caption")
    in_picture = in_caption or figure is not None
    if len(line.text) <= _LONGEST_CREDIT and (
        (in_picture and (is_credit(line.text) or "credit" in line.box.hints or _in_run(line, "credit")))
    ):
        return "credit"
    if in_caption:
        return "caption"
    if folded(line.text) in named or _ends_in_credit_run(line):
        return "caption"
    if figure is None or line.linked > 0.6 or is_date_line(line.text) or "byline" in line.hints(levels=3):
        return None
    if figure.tag == "figure":
        return "caption"
    return "caption" if len(line.text) <= _LONGEST_UNMARKED and line.box is not figure else None


def _in_run(line: Line, hint: str) -> bool:
    """Whether all of the line stands in an inline element that is named so."""
    return any(hint in run.hints and run.end - run.start >= 0.9 * len(line.text) for run in line.runs)


def _ends_in_credit_run(line: Line) -> bool:
    """Whether a line that is no paragraph closes with an inline element that is named as a credit."""
    return line.tag != "p" and any(
        "credit" in run.hints and run.start > 0 and run.end >= len(line.text) - 2 for run in line.runs
    )


def _credit_in(line: Line) -> tuple[int, int] | None:
    """Where the credit stands inside a caption: an inline element named as one, else as the words show it."""
    marked = [run for run in line.runs if "credit" in run.hints] or [run for run in line.runs if "byline" in run.hints]
    if marked:
        start, end = min(run.start for run in marked), max(run.end for run in marked)
        tail = line.text[end:]
        if tail.strip() and len(tail) <= _LONGEST_TAIL and (tail.lstrip()[0] in "/|,–-" or line.text[end - 1] == ":"):
            end = len(line.text)
        if end - start <= _LONGEST_CREDIT and (start > 0 or end < len(line.text)):
            inner = credit_words(line.text[start:end])
            return start + inner[0], start + inner[1]
    return inline_credit(line.text)


def _turn_opening_credits(found: dict[int, Block], figures: dict[int, Box | None]) -> None:
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
            found[index] = replace(block, opens=True)
