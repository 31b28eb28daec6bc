"""Which lines of a page are the story's body: its paragraphs and subheads.

Each line is weighed on what three readers say of it, independently: trafilatura's scorer, the article body in JSON-LD
where a page has one, and the page's own structure (tag, links, names of the boxes around it, and how the other lines
with the same place in the markup fare). Lines stay as they are on the page, in page order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field

from onrecord.capture.furniture import pleas
from onrecord.capture.html.evidence import Voter, folded
from onrecord.capture.html.lines import is_byline, is_date_line, is_furniture
from onrecord.capture.html.page import HEADINGS, Box, Line, Page, is_running_text

__all__ = ["Body", "find_body", "without_notes_on_authors"]

_STOPS = re.compile(r"[.!?…:;»”\"'’)\]。！？」؟।։።]$")
_FURNITURE_TAGS = frozenset(
    ("nav", "footer", "aside", "form", "figure", "figcaption", "details", "menu", "fieldset", "legend")
)
# The container of the body holds this share of the text that the readers agree on.
_CONTAINER_SHARE = 0.9
_LEAST_CORE = 250
_SHORTEST_SENTENCE = 35
# A place in the markup that holds this share of the body is the body's own.
_MAIN_SHARE = 0.3
_TEASER = 700
_SHORTEST_TEASER_TITLE = 15
_SHORTEST_QUOTE, _LONGEST_QUOTE = 30, 400
_MANY_LINES = 1_500
_CLOSING_NOTES = 2
# A longer line that begins like a byline or a date is a sentence.
_LONGEST_LABEL = 140


@dataclass(slots=True)
class Body:
    """The body's lines in page order with their role ('paragraph' or 'subhead'), and how far two readers agree on it.

    container: the box that holds most of it. agreement: 0 to 1, the share of characters that trafilatura and the
    page's structure alone both keep, of those that either keeps; None where there is no body.
    """

    lines: list[tuple[Line, str]] = field(default_factory=list)
    container: Box | None = None
    agreement: float | None = None


def find_body(page: Page, scorer: Voter, declared: Voter, *, apart: Set[int] = frozenset(), after: int = -1) -> Body:
    """The body of the story on ``page``.

    scorer: trafilatura's version; declared: the JSON-LD article body. Either may be empty. apart: indexes of lines
    that are known to be something else (headline, standfirst, captions, ...). after: the index of the headline's line,
    or -1.
    """
    kept = [line for line in page.lines if scorer.keeps(line.text)] if scorer else []
    stated = [line for line in page.lines if declared.keeps(line.text)] if declared else []
    core = _core(page, sorted({*kept, *stated}, key=lambda line: line.index), after)
    voted = {line.index for line in kept}
    if not voted.intersection(line.index for line in core):
        kept = core
    container = _container(core)
    if container is None:
        return Body()
    declared = declared if _is_reliable(declared, core) else Voter(())
    weights = _weights(page, container, {line.index for line in kept}, declared)
    chosen = [line for line in page.lines if weights[line.index] > 0 and line.index not in apart]
    own = {line.index for line in chosen}
    chosen = _without_teasers(page, _without_pull_quotes(chosen), container)
    lines = _with_subheads(page, chosen, container, weights, apart)
    return Body(lines, container, _agreement(page, own, voted))


def _core(page: Page, kept: list[Line], after: int) -> list[Line]:
    """The prose that shows where the body is: trafilatura's, unless the page's structure speaks against it.

    A cookie dialogue or an appeal for money can be longer than a short story; its names give it away.
    """
    scored = [line for line in kept if is_running_text(line) and not _is_part(line)]
    groups: dict[Box, list[Line]] = defaultdict(list)
    for line in page.lines:
        if line.index > after and line.linked < 0.3 and _is_sentence(line) and not _is_part(line):
            for _, box in zip(range(3), line.box.ancestors(), strict=False):
                groups[box].append(line)
    densest = max(groups.values(), key=_size, default=[])
    among = {line.index for line in densest}
    shared = sum(len(line.text) for line in scored if line.index in among)
    if shared == 0 and _size(densest) > max(_LEAST_CORE, 2 * _size(scored)):
        return densest
    if scored:
        return scored
    short = [line for line in kept if line.index > after and not _is_part(line)]
    return short if _size(short) > _size(densest) else densest


def _size(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_sentence(line: Line) -> bool:
    return is_running_text(line) or (len(line.text) > _SHORTEST_SENTENCE and _STOPS.search(line.text) is not None)


def _is_part(line: Line) -> bool:
    """Whether the line stands in a caption, a menu or another part that is never body."""
    return "furniture" in line.hints() or any(box.tag in _FURNITURE_TAGS for box in line.box.ancestors())


def _container(core: list[Line]) -> Box | None:
    """The innermost box that holds most of the agreed text."""
    total = sum(len(line.text) for line in core)
    if not total:
        return None
    held: dict[Box, int] = defaultdict(int)
    for line in core:
        for box in line.box.ancestors():
            held[box] += len(line.text)
    enough = [box for box, size in held.items() if size >= _CONTAINER_SHARE * total]
    container = max(enough, key=lambda box: box.order)
    # A lone paragraph's own box is no container: its neighbours would stand outside.
    while container.tag in ("p", "li", "span", "blockquote", *HEADINGS) and container.parent is not None:
        container = container.parent
    return container


def _is_reliable(declared: Voter, core: list[Line]) -> bool:
    """Whether a declared article body is this story's, in full: many are summaries, or cut at the paywall."""
    total = sum(len(line.text) for line in core)
    found = sum(len(line.text) for line in core if declared.keeps(line.text))
    return bool(declared) and found >= 0.7 * total


def _signature(line: Line, container: Box) -> tuple[object, ...]:
    """The line's place in the markup: tags and names of its box and the two boxes around it, up to the container."""
    parts: list[object] = []
    for box in line.box.ancestors():
        if box is container or len(parts) >= 3:
            break
        parts.append((box.tag, box.element.get("class")))
    return (line.box is container, *parts)


def _weights(page: Page, container: Box, kept: set[int], declared: Voter) -> list[float]:
    inside = {line.index for line in page.lines if container in line.box.ancestors()}
    held: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    signatures = {line.index: _signature(line, container) for line in page.lines if line.index in inside}
    for index, signature in signatures.items():
        size = len(page.lines[index].text)
        held[signature][0] += size
        held[signature][1] += size if index in kept else 0
    return [
        _weight(line, container, line.index in kept, declared, held[signatures[line.index]])
        if line.index in inside
        else -3.0
        for line in page.lines
    ]


def _weight(line: Line, container: Box, kept: bool, declared: Voter, alike: list[int]) -> float:
    """Above 0: a line of the body."""
    if line.tag in HEADINGS:
        return -1.0  # subheads are chosen afterwards, by what follows them
    weight = 1.5 if kept else -1.0
    if declared:
        weight += 2.5 if declared.keeps(line.text) else -1.0
    weight += 1.6 * (alike[1] / alike[0]) - 0.8 if alike[0] else 0.0
    if line.tag == "p":
        weight += 0.7
    if is_running_text(line):
        weight += 0.5
    if not _STOPS.search(line.text):
        weight -= 0.5
    if line.linked > 0.6:
        weight -= 2.0 if _STOPS.search(line.text) else 3.5 if line.linked < 0.95 else 5.0
    if line.tag in ("td", "th") and not is_running_text(line):
        weight -= 2.0
    hints = line.hints(container)
    if "furniture" in hints:
        weight -= 1.5
    if "embed" in hints:
        weight -= 3.0
    if "caption" in hints or "credit" in hints:
        weight -= 1.5
    if "byline" in hints or "date" in hints:
        weight -= 1.0
    if any(box.tag in _FURNITURE_TAGS for box in _between(line.box, container)):
        weight -= 2.5
    if is_furniture(line.text) or (
        len(line.text) <= _LONGEST_LABEL and (is_date_line(line.text) or is_byline(line.text))
    ):
        weight -= 4.0
    # The bars of a paywall often stand around the story itself: only what pleads is no part of it.
    if len(line.text) <= _LONGEST_LABEL and "paywall" in line.hints(levels=4) and pleas(line.text):
        weight -= 4.0
    return weight


def _between(box: Box, container: Box) -> list[Box]:
    found = []
    for around in box.ancestors():
        if around is container:
            break
        found.append(around)
    return found


def _with_subheads(
    page: Page, chosen: list[Line], container: Box, weights: list[float], apart: Set[int]
) -> list[tuple[Line, str]]:
    """The chosen lines as paragraphs, with the headings between them that open a stretch of them."""
    if not chosen:
        return []
    keep = {line.index for line in chosen}
    first, last = chosen[0].index, chosen[-1].index
    lines: list[tuple[Line, str]] = []
    for line in page.lines[max(first - 1, 0) : last + 1]:
        if line.index in keep:
            lines.append((line, "paragraph"))
        elif line.tag in HEADINGS and line.index not in apart and _opens_text(page, line, keep, container):
            lines.append((line, "subhead"))
    return lines


def _opens_text(page: Page, line: Line, keep: set[int], container: Box) -> bool:
    """Whether a heading is a subhead of the body: no furniture, and body text follows before long."""
    if line.tag == "h1" or line.linked > 0.6 or is_furniture(line.text):
        return False
    if "furniture" in line.hints(container) or any(box.tag in _FURNITURE_TAGS for box in _between(line.box, container)):
        return False
    if container not in line.box.ancestors():
        return False
    for following in page.lines[line.index + 1 : line.index + 4]:
        if following.index in keep:
            return True
        if following.tag in HEADINGS:
            return False
    return False


def _without_teasers(page: Page, chosen: list[Line], container: Box) -> list[Line]:
    """The chosen lines without those that tell of another story: set apart, beside a line that is a link."""
    sizes: dict[tuple[object, ...], int] = defaultdict(int)
    for line in chosen:
        sizes[_signature(line, container)] += len(line.text)
    total = sum(sizes.values())
    return [
        line
        for line in chosen
        if sizes[_signature(line, container)] > _MAIN_SHARE * total or not _is_teaser(page, line)
    ]


def _is_teaser(page: Page, line: Line) -> bool:
    """Whether the line just before or after is a link and shares a small box with it."""
    around = line.box.parent
    if around is None or around.size >= _TEASER:
        return False
    for neighbour in page.lines[max(line.index - 1, 0) : line.index] + page.lines[line.index + 1 : line.index + 2]:
        if neighbour.linked > 0.9 and around in neighbour.box.ancestors():
            return len(neighbour.text) > _SHORTEST_TEASER_TITLE
    return False


def _without_pull_quotes(chosen: list[Line]) -> list[Line]:
    """The chosen lines without those that only say again, in a box of their own, what a paragraph says."""
    if len(chosen) > _MANY_LINES:
        return chosen
    folds = [folded(line.text) for line in chosen]
    joined = "\n".join(folds)
    return [
        line
        for line, fold in zip(chosen, folds, strict=True)
        if not (_SHORTEST_QUOTE < len(fold) < _LONGEST_QUOTE and line.tag not in HEADINGS and joined.count(fold) > 1)
        or folds.count(fold) > 1
    ]


def without_notes_on_authors(lines: list[tuple[Line, str]], names: list[str]) -> list[tuple[Line, str]]:
    """The body without closing lines that introduce its author ('Jane Doe is a reporter who …')."""
    openings = [name.casefold() for name in names if len(name.split()) > 1]
    kept = list(lines)
    for _ in range(_CLOSING_NOTES):
        if len(kept) < 3 or not kept[-1][0].text.casefold().startswith(tuple(openings) or ("\n",)):
            break
        kept.pop()
    return kept


def _agreement(page: Page, own: set[int], kept: set[int]) -> float | None:
    either = sum(len(page.lines[index].text) for index in own | kept)
    both = sum(len(page.lines[index].text) for index in own & kept)
    return round(both / either, 3) if either else None
