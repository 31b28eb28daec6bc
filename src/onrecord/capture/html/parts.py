"""The parts of a story around its body: standfirst, key points, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.capture.bylines import find_authors, looks_like_names
from onrecord.capture.draft import Block
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.lines import is_byline, is_credit, is_date_line, is_furniture
from onrecord.capture.html.page import Line, Page, is_running_text

__all__ = ["find_bylines", "find_key_points", "find_standfirst", "first_after_head", "without_opening_names"]

_LONGEST_BYLINE = 200
_SHORTEST_STANDFIRST = 25
_LONGEST_STANDFIRST = 900
_LISTS = frozenset(("ul", "ol"))
_BULLET = re.compile(r"^[\s•●▪■◦‣·►▶➤–—*-]+\s*")
# So many lines open a body, and so many can stand between a standfirst and what follows it.
_OPENING = 3
_NAME_EDGE = " \t\u00a0,.;:|·•/–—-"


def find_bylines(lines: Iterable[Line], names: Sequence[str], *, elsewhere: bool = False) -> dict[int, Block]:
    """The byline blocks among ``lines``, by line index.

    names: the authors that metadata name. elsewhere: the lines stand above the headline or below the body, where
    other stories' bylines do too: only the known names and outright bylines count.
    """
    found: dict[int, Block] = {}
    seen: set[str] = set()
    for line in lines:
        if len(line.text) > _LONGEST_BYLINE or is_credit(line.text):
            continue
        authors = _named(line, names)
        outright = is_byline(line.text)
        marked = "byline" in line.hints(levels=4)
        known = bool(authors) and (outright or marked or _is_mostly(line, authors))
        if elsewhere and not known and (not outright or names or "furniture" in line.hints()):
            continue
        authors = authors or _linked(line)
        if not authors and (outright or marked) and not is_date_line(line.text):
            authors = tuple(find_authors(line.text))
        if not authors and not outright:
            continue
        if not (marked or outright or _is_mostly(line, authors)):
            continue
        fold = folded(line.text)
        if fold in seen:
            continue
        seen.add(fold)
        found[line.index] = Block("byline", line.text, authors=authors)
    return found


def without_opening_names(lines: list[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """The body without opening lines that are nothing but the names of a byline, by their words and their box."""
    opening = [
        (line, role)
        for line, role in lines[:_OPENING]
        if not ("byline" in line.hints(levels=2) and looks_like_names(line.text))
    ]
    return (opening + lines[_OPENING:]) or lines


def first_after_head(page: Page, lines: Sequence[Line]) -> int:
    """The index of the line where the head of the story ends.

    Mostly it is the body's first line. Where that is a standfirst, the byline and the date stand after it.
    """
    first = lines[0].index
    if len(lines) > 1 and lines[1].index - first <= _OPENING + 1:
        between = page.lines[first + 1 : lines[1].index]
        if any(is_byline(line.text) or is_date_line(line.text) or "byline" in line.hints(levels=2) for line in between):
            return lines[1].index
    return first


def _named(line: Line, names: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where the known authors' names stand in the line."""
    spans = []
    lower = line.text.casefold()
    if len(lower) != len(line.text):
        lower = line.text.lower()
    for name in names:
        at = lower.find(name.casefold())
        if at >= 0 and len(name) > 3:
            spans.append((at, at + len(name)))
    spans.sort()
    return tuple(span for at, span in enumerate(spans) if at == 0 or span[0] >= spans[at - 1][1])


def _linked(line: Line) -> tuple[tuple[int, int], ...]:
    """Names that stand in elements marked as authors (``rel=author``, ``itemprop=author``)."""
    spans = []
    for run in line.runs:
        if run.tag == "a" and "author" in (run.element.get("rel") or "").split():
            words = line.text[run.start : run.end]
            stripped = words.strip(_NAME_EDGE)
            if 3 < len(stripped) < 60:
                at = run.start + words.find(stripped)
                spans.append((at, at + len(stripped)))
    return tuple(sorted(set(spans)))


def _is_mostly(line: Line, authors: tuple[tuple[int, int], ...]) -> bool:
    """Whether names make up most of a line: then it is a byline without a label."""
    return sum(end - start for start, end in authors) >= 0.4 * len(line.text)


def find_key_points(lines: Iterable[Line]) -> dict[int, Block]:
    """Bulleted summaries before the body: list items in a box that is named as a summary."""
    found = {}
    for line in lines:
        boxes = list(line.box.ancestors())[:5]
        if "key_point" not in line.hints(levels=6) or not any(box.tag in ("li", *_LISTS) for box in boxes):
            continue
        text = _BULLET.sub("", line.text)
        if len(text) > 15 and line.linked < 0.8 and not is_furniture(text):
            found[line.index] = Block("key_point", text)
    return found


def find_standfirst(lines: Sequence[Line], descriptions: Iterable[str], first_of_body: Sequence[Line]) -> list[Line]:
    """The lines of the standfirst, [] where there is none.

    lines: those between the headline and the body that are nothing else. descriptions: what metadata say the story
    is about. first_of_body: the first lines of the body, the first of which may be a standfirst in disguise.
    """
    described = [folded(text) for text in descriptions]
    candidates = [line for line in lines if _can_be(line)]
    for line in candidates:
        if _matches(line, described):
            return [line]
    marked = [line for line in candidates if "standfirst" in line.hints(levels=3)]
    marked = [line for line in marked if "furniture" not in line.hints(levels=3)] or marked
    if marked:
        first = marked[0]
        return [line for line in marked if line.box.parent is first.box.parent or line.box is first.box]
    if _is_disguised(first_of_body, described):
        return [first_of_body[0]]
    for line in candidates:
        prominent = line.tag in ("h2", "h3") or is_running_text(line)
        if prominent and line.linked < 0.3 and "furniture" not in line.hints(levels=4):
            return [line]
    return []


def _is_disguised(lines: Sequence[Line], described: list[str]) -> bool:
    """Whether the body opens with a standfirst: set apart by name, by bold type, or by markup and the metadata."""
    if not lines or not _can_be(lines[0]):
        return False
    first, others = lines[0], lines[1:]
    if not others:
        return False
    if first.tag in ("h2", "h3", "h4") and (len(first.text) > 70 or _matches(first, described)):
        return True
    if "standfirst" in first.hints(levels=2) and not any("standfirst" in other.hints(levels=2) for other in others):
        return True
    if _is_bold(first) and not any(_is_bold(other) for other in others):
        return len(first.text) > 60
    alike = any(_markup(first) == _markup(other) for other in others)
    return not alike and _matches(first, described)


def _is_bold(line: Line) -> bool:
    return line.strong > 0.9


def _markup(line: Line) -> tuple[object, ...]:
    """What sets a paragraph's look: its tag and class, and the box it stands in."""
    return line.tag, line.box.element.get("class"), line.box.parent


def _can_be(line: Line) -> bool:
    return (
        _SHORTEST_STANDFIRST <= len(line.text) <= _LONGEST_STANDFIRST
        and line.linked < 0.7
        and not is_furniture(line.text)
        and not is_date_line(line.text)
    )


def _matches(line: Line, described: list[str]) -> bool:
    fold = folded(line.text)
    return any(
        len(other) >= 20
        and (fold == other or fold.startswith(other[:120]) or (len(fold) > 40 and other.startswith(fold)))
        for other in described
    )
