"""Pictures' captions and their credits, wherever they stand in a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from onrecord.capture.bylines import looks_like_names
from onrecord.capture.credits import credit_words, inline_credit
from onrecord.capture.draft import Block
from onrecord.capture.furniture import pleas
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.lines import is_byline, is_credit, is_date_line, is_furniture
from onrecord.capture.html.page import HEADINGS, Box, Line

__all__ = ["find_captions"]

# A figure can hold a whole gallery, an interactive chart or a box of text: only so much of it is a caption.
_LONGEST = 900
_LONGEST_CREDIT = 140
_LONGEST_TAIL = 60
# Without a name that says so, a short line beside a picture is its caption, in a box that holds hardly more.
_LONGEST_UNMARKED = 300
_LARGEST_FIGURE = 450
_MOST_LINES = 3
_LEVELS = 4
_LONGEST_CLOSING = 50
_SHORTEST_CAPTION = 15
_CLOSING_NAME = re.compile(r"(?:\((?P<bracketed>[^()]{4,60})\)|\s/\s(?P<stroke>[^/()]{4,50}))\.?$")
_HANDED_ON = re.compile(
    r"(?:^|[|(©.:])\s*(?P<maker>[^|(©.:\s][^|(©.:]{2,80}\svia\s)$|[|(©.]\s*(?P<first>[^|(©.:\s][^|(©.:/]{2,40}/\s?)$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"[\s(\[|]+$")
_COUNTER = re.compile(r"\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}", re.IGNORECASE)


def find_captions(lines: Iterable[Line], declared: Iterable[str] = (), heading: Line | None = None) -> dict[int, Block]:
    """The caption and credit blocks among ``lines``, by line index.

    declared: captions that JSON-LD names; a visible line of the same words is a caption wherever it stands.
    heading: the headline's line: a box around it is a page's head, no picture with its caption.
    """
    named = {fold for text in declared if len(fold := folded(text)) > 20}
    head = set(heading.box.ancestors()) if heading is not None else set()
    found: dict[int, Block] = {}
    figures: dict[int, Box | None] = {}
    last: tuple[int, Box | None] | None = None
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        figure = _figure(line, head)
        kind = _kind(line, figure, named)
        if kind is None and last and last[0] == line.index - 1 and found[last[0]].role == "caption":
            named_credit = "credit" in line.hints(levels=2) and len(line.text) <= _LONGEST_CREDIT
            kind = "credit" if named_credit else None
        if kind is None or _is_label(line, kind):
            continue
        if kind == "caption" and last and figure and last[1] is figure and _can_close(line, found[last[0]]):
            kind = "credit"
        text = _OPEN_END.sub("", line.text) or line.text
        credit = credit_words(text) if kind == "credit" else _credit_in(line)
        found[line.index] = Block(kind, text, credit=credit if credit and credit[1] <= len(text) else None)
        figures[line.index] = figure or line.box.parent
        last = line.index, figure
    _turn_opening_credits(found, figures)
    return found


def _is_label(line: Line, kind: str) -> bool:
    """Whether a line beside a picture is a counter, a label or another part of the page after all."""
    if _COUNTER.fullmatch(line.text) or line.text.endswith(":") or is_furniture(line.text):
        return True
    figcaption = any(box.tag == "figcaption" for box in line.box.ancestors())
    # Outside a caption's own element a lone word is the name of a section or of the site; what pleads is a promotion.
    # (Scripts without capitals may write a whole caption without a blank.)
    lone = " " not in line.text and len(line.text) < _SHORTEST_CAPTION and line.text.upper() != line.text.lower()
    junk = kind == "caption" and (lone or pleas(line.text) > 0)
    return not figcaption and (junk or is_date_line(line.text) or is_byline(line.text))


def _figure(line: Line, head: set[Box]) -> Box | None:
    """The box of a picture that the line belongs to: a ``figure``, or a small box that holds little but a picture."""
    figure = next((box for box in line.box.ancestors() if box.tag == "figure"), None)
    if figure is not None:
        return figure
    found = None
    for _, box in zip(range(_LEVELS), line.box.ancestors(), strict=False):
        if box in head or box.tag in ("blockquote", "form", "aside", "li", "body"):
            break
        if box.pictures and box.size <= _LARGEST_FIGURE and box.count <= _MOST_LINES and not box.headings:
            found = box
    return found


def _kind(line: Line, figure: Box | None, named: set[str]) -> Literal["caption", "credit"] | None:
    near = [box for _, box in zip(range(_LEVELS), line.box.ancestors(), strict=False)]
    figcaption = any(box.tag == "figcaption" for box in near)
    in_caption = figcaption or any("caption" in box.hints for box in near) or _in_run(line, "caption")
    in_picture = in_caption or figure is not None
    declared = not in_picture and folded(line.text) in named
    if not (in_picture or declared or _has_credit_run(line)):
        return None
    if not figcaption and (line.tag in HEADINGS or "dialogue" in line.hints()):
        return None
    short = len(line.text) <= _LONGEST_CREDIT and not _has_credit_run(line)
    if in_picture and short and ("credit" in line.box.hints or _in_run(line, "credit") or is_credit(line.text)):
        return "credit"
    if in_caption:
        return "caption"
    if figure is not None and figure.tag == "figure" and line.linked <= 0.6 and not _is_set_apart(line, figure):
        return "caption"
    if declared or (line.tag != "p" and _has_credit_run(line)):
        return "caption"
    if figure is None or line.linked > 0.3 or len(line.text) > _LONGEST_UNMARKED or line.box is figure:
        return None
    return None if _SOMETHING_ELSE & line.hints(levels=5) else "caption"


_SOMETHING_ELSE = frozenset(("furniture", "byline", "headline", "kicker", "date", "quote", "embed", "standfirst"))


def _is_set_apart(line: Line, figure: Box) -> bool:
    """Whether the line stands in a quotation, a form or a promotion that a ``figure`` wraps."""
    inside = [box for box in line.box.ancestors() if box.order >= figure.order]
    return any(box.tag in ("blockquote", "form", "aside") or {"furniture", "quote"} & box.hints for box in inside)


def _can_close(line: Line, caption: Block) -> bool:
    """Whether a short line just after a caption in the same figure is the credit that the caption lacks."""
    return (
        caption.role == "caption"
        and caption.credit is None
        and len(caption.text) >= _SHORTEST_CAPTION
        and len(line.text) <= _LONGEST_CLOSING
        and line.text[0].isupper()
        and line.text[-1] not in ".!?:…"
    )


def _has_credit_run(line: Line) -> bool:
    """Whether an inline element that is named as a credit closes the line, with other words before it."""
    return any("credit" in run.hints and run.start > 3 and run.end >= len(line.text) - 2 for run in line.runs)


def _in_run(line: Line, hint: str) -> bool:
    """Whether all of the line stands in an inline element that is named so."""
    return any(hint in run.hints and run.end - run.start >= 0.9 * len(line.text) for run in line.runs)


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
            if sum(map(str.isalpha, line.text[start + inner[0] : start + inner[1]])) > 1:
                return start + inner[0], start + inner[1]
    if found := inline_credit(line.text):
        # 'Jane Doe/Example News via AFP' is one credit, whoever handed the picture on.
        handed_on = _HANDED_ON.search(line.text, max(found[0] - _LONGEST_CREDIT, 0), found[0])
        start = max(handed_on.start("maker"), handed_on.start("first")) if handed_on else found[0]
        return start, found[1]
    # In a caption that the markup names, a closing name in brackets or behind a stroke is its maker's.
    closing = _CLOSING_NAME.search(line.text)
    if closing and ("caption" in line.hints(levels=3) or any(box.tag == "figcaption" for box in line.box.ancestors())):
        name = closing["bracketed"] or closing["stroke"]
        after_sentence = closing["bracketed"] and line.text[: closing.start()].rstrip().endswith((".", "!", "?", "”"))
        if name[0].isupper() and (after_sentence or (len(name.split()) > 1 and looks_like_names(name))):
            at = closing.start("bracketed" if closing["bracketed"] else "stroke")
            return at, at + len(name)
    return None


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
