"""The parts of a story around its body: standfirst, key points, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.capture.bylines import find_authors, is_byline
from onrecord.capture.draft import Block
from onrecord.capture.furniture import is_furniture
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.page import Line, is_running_text
from onrecord.capture.printed_dates import is_date_line

__all__ = ["find_bylines", "find_key_points", "find_standfirst"]

_LONGEST_BYLINE = 200
_SHORTEST_STANDFIRST = 25
_LONGEST_STANDFIRST = 900
_LISTS = frozenset(("ul", "ol"))
_BULLET = re.compile(r"^[\s•●▪■◦‣·►▶➤–—*-]+\s*")
_NAME_EDGE = " \t\u00a0,.;:|·•/–—-"


def find_bylines(lines: Iterable[Line], names: Sequence[str]) -> dict[int, Block]:
    """The byline blocks among ``lines``, by line index; ``names`` are the authors that metadata name."""
    found: dict[int, Block] = {}
    seen: set[str] = set()
    for line in lines:
        if len(line.text) > _LONGEST_BYLINE:
            continue
        authors = _named(line, names) or _linked(line)
        marked = "byline" in line.hints(levels=4)
        if not authors and (is_byline(line.text) or marked) and not is_date_line(line.text):
            authors = tuple(find_authors(line.text))
        if not authors and not is_byline(line.text):
            continue
        if not (marked or (authors and _is_mostly(line, authors)) or is_byline(line.text)):
            continue
        fold = folded(line.text)
        if fold in seen:
            continue
        seen.add(fold)
        found[line.index] = Block("byline", line.text, authors=authors)
    return found


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


def find_standfirst(lines: Sequence[Line], descriptions: Iterable[str], first_paragraphs: Sequence[Line]) -> list[Line]:
    """The lines of the standfirst, [] where there is none.

    lines: those between the headline and the body that are nothing else. descriptions: what metadata say the story
    is about. first_paragraphs: the first lines of the body, one of which may be a standfirst in disguise.
    """
    described = [folded(text) for text in descriptions]
    for line in lines:
        if _can_be(line) and _matches(line, described):
            return [line]
    marked = [line for line in lines if _can_be(line) and "standfirst" in line.hints(levels=3)]
    if marked:
        first = marked[0]
        return [line for line in marked if line.box.parent is first.box.parent or line.box is first.box]
    for line in lines:
        if _can_be(line) and (line.tag in ("h2", "h3") or is_running_text(line)) and line.linked < 0.3:
            return [line]
    if len(first_paragraphs) > 1:
        return _in_disguise(first_paragraphs, described)
    return []


def _in_disguise(paragraphs: Sequence[Line], described: list[str]) -> list[Line]:
    """The body's first line, if its place in the markup differs from the others' and it is marked or described."""
    first, second = paragraphs[0], paragraphs[1]
    alike = first.tag == second.tag and first.box.element.get("class") == second.box.element.get("class")
    same_parent = first.box.parent is second.box.parent
    if not _can_be(first):
        return []
    marked = "standfirst" in first.hints(levels=2) and "standfirst" not in second.hints(levels=2)
    if marked or ((not alike or not same_parent or first.strong > 0.9 > second.strong) and _matches(first, described)):
        return [first]
    return []


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
        len(other) >= 20 and (fold == other or fold.startswith(other[:120]) or (len(fold) > 40 and other.startswith(fold)))
        for other in described
    )
