"""Which words of a text stand inside quotation marks, though the marks be mixed, doubled, re-opened or missing.

Newspapers mix straight and curly marks, double apostrophes, open each paragraph of a long quotation anew without
closing the one before, and forget marks. Each paragraph is read on its own: among all ways to take its signs as
opening, closing or neither, the cheapest is chosen (a Viterbi search over the stack of open marks, after the costs of
``marks``), so that one slip damages one quotation and never the rest of the story. It needs no language model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Quotation
from onrecord.text.marks import IMPOSSIBLE, Family, Mark, angles_point_inwards, find_marks

__all__ = ["find_quotations"]

# The costs of what is no fault of one mark. Tuned on annotated news; each is explained where it is used.
_REOPENED, _LEFT_OPEN, _LEFT_OPEN_SINGLE, _RUNS_ON = 3.0, 2.5, 6.0, 0.5
_NESTED_ALIKE, _NESTED_OTHER_SIGN, _SINGLE_IN_SINGLE, _CLOSED_BY_OUTER, _CARRIED_IN = 2.0, 0.6, 4.0, 3.0, 1.0
_DEEPEST, _BEAM = 4, 10

# A search state is the stack of open marks, outermost first, each as (family, sign).
_Stack = tuple[tuple[Family, str], ...]
# A way through the marks: the step taken, and the way before it.
_Way = tuple[str, "_Way"] | None
_INHERITED = ""
_BRACKET = re.compile(r"[()\[\]]")


@dataclass(slots=True)
class _Open:
    start: int
    depth: int
    inner_end: int = 0  # where the last quotation inside it ends


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The quotations of consecutive paragraphs, sorted by where they begin, outer before inner.

    paragraphs: ``(start, end)`` of each in ``text``, in order, one flow of prose (a headline is its own flow). A
    quotation never crosses a paragraph: one that runs on is a chain, each link after the first with ``continues``.
    Two quotations either lie apart or one lies inside the other. Linear in the length of the text.
    """
    ranges = list(paragraphs)
    inwards = bool(ranges) and angles_point_inwards(text[ranges[0][0] : ranges[-1][1]])
    marks = [find_marks(text, start, end, inwards=inwards) for start, end in ranges]
    found: list[Quotation] = []
    carried = False
    for index, (start, end) in enumerate(ranges):
        following = marks[index + 1] if index + 1 < len(ranges) else []
        runs_on = bool(following) and _stands_at(text, following[0], ranges[index + 1][0]) and following[0].opens < 2
        reopened = bool(marks[index]) and _stands_at(text, marks[index][0], start)
        steps = _cheapest(marks[index], runs_on=runs_on, carried=carried and not reopened)
        own = sorted(_spans(text, start, end, marks[index], steps), key=lambda one: (one.start, -one.end))
        if own and carried and own[0].start == _first_letter(text, start, end):
            own[0] = Quotation(own[0].start, own[0].end, own[0].text, own[0].closed, True, own[0].depth)
        found += own
        carried = any(one.depth == 0 and not one.closed and one.end == _last_letter(text, start, end) for one in own)
    return tuple(found)


def _stands_at(text: str, mark: Mark, start: int) -> bool:
    """Whether only white space stands between the start of the paragraph and the mark."""
    return not text[start : mark.start].strip()


def _first_letter(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def _last_letter(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _cheapest(marks: list[Mark], *, runs_on: bool, carried: bool) -> list[str]:
    """The cheapest way to read the marks, one step a mark: o(pen), c(lose), r(e-open), x (close two), - (neither).

    runs_on: the next paragraph opens with a mark. carried: the paragraph before was left open and this one does not
    open anew; the first step is then ``i`` if the way starts inside that quotation, else ``-``.
    """
    states: dict[_Stack, tuple[float, _Way]] = {(): (0.0, ("-", None) if carried else None)}
    if carried:
        states[((Family.DOUBLE, _INHERITED),)] = (_CARRIED_IN, ("i", None))
    for mark in marks:
        reached: dict[_Stack, tuple[float, _Way]] = {}
        for stack, (cost, way) in states.items():
            for step, price, after in _steps(stack, mark):
                total = cost + price
                if price < IMPOSSIBLE and (after not in reached or total < reached[after][0]):
                    reached[after] = (total, (step, way))
        if len(reached) > _BEAM:
            reached = dict(sorted(reached.items(), key=lambda item: item[1][0])[:_BEAM])
        states = reached
    _, best = min(
        ((cost + _left_open(stack, runs_on), way) for stack, (cost, way) in states.items()), key=lambda end: end[0]
    )
    steps: list[str] = []
    while best is not None:
        steps.append(best[0])
        best = best[1]
    return steps[::-1]


def _steps(stack: _Stack, mark: Mark) -> Iterator[tuple[str, float, _Stack]]:
    """Each way to take ``mark`` when ``stack`` is open: the step, its cost, what is open then."""
    yield "-", mark.ignored, stack
    item = (mark.family, mark.sign)
    if not stack:
        yield "o", mark.opens, (item,)
        return
    top, sign = stack[-1]
    if top is mark.family:
        yield "c", mark.closes_after(sign), stack[:-1]
        if sign != _INHERITED:
            # The quotation before was never closed: it ends here at the latest.
            price = _REOPENED + (_LEFT_OPEN_SINGLE - _LEFT_OPEN if top is Family.SINGLE else 0.0)
            yield "r", mark.opens + price, (*stack[:-1], item)
    elif len(stack) > 1 and stack[-2][0] is mark.family:
        # “He said ‘no way.” One sign closes the outer quotation and what was open inside it.
        yield "x", mark.closes_after(stack[-2][1]) + _CLOSED_BY_OUTER, stack[:-2]
    if len(stack) < _DEEPEST:
        alike = [sign for family, sign in stack if family is mark.family]
        if mark.family is Family.SINGLE:
            price = _SINGLE_IN_SINGLE if alike else -0.5  # the usual mark inside another
        elif alike:
            # "A straight pair “around curly ones” is meant."
            price = _NESTED_ALIKE if mark.sign in alike else _NESTED_OTHER_SIGN
        else:
            price = 0.0
        yield "o", mark.opens + price, (*stack, item)


def _left_open(stack: _Stack, runs_on: bool) -> float:
    """The cost of ending a paragraph with ``stack`` open."""
    total = 0.0
    for depth, (family, sign) in enumerate(stack):
        if sign == _INHERITED:
            return IMPOSSIBLE  # or one lost mark would take in every paragraph to the end
        single = family is Family.SINGLE
        total += _RUNS_ON if runs_on and not (single and depth) else _LEFT_OPEN_SINGLE if single else _LEFT_OPEN
    return total


def _spans(text: str, start: int, end: int, marks: list[Mark], steps: list[str]) -> Iterator[Quotation]:
    """The quotations that the steps make of the marks; ends before trailing white space where nothing closes."""
    stack: list[_Open] = []
    if len(steps) > len(marks):
        if steps[0] == "i":
            stack.append(_Open(_first_letter(text, start, end), 0))
        steps = steps[1:]

    def ended(opened: _Open, at: int, closed: bool) -> Iterator[Quotation]:
        at = at if closed else _unclosed_end(text, opened, at)
        if stack:
            stack[-1].inner_end = at
        if not any(map(_says_something, text[opened.start : at])):
            return  # author="", '.'
        yield Quotation(opened.start, at, text[opened.start : at], closed, False, opened.depth)

    for mark, step in zip(marks, steps, strict=True):
        if step == "c":
            yield from ended(stack.pop(), mark.end, True)
        elif step == "x":
            yield from ended(stack.pop(), mark.start, False)
            yield from ended(stack.pop(), mark.end, True)
        elif step in "or":
            if step == "r":
                yield from ended(stack.pop(), mark.start, False)
            stack.append(_Open(mark.start, len(stack)))
    last = _last_letter(text, start, end)
    while stack:
        yield from ended(stack.pop(), last, False)


def _says_something(character: str) -> bool:
    """Whether the character is a letter, a digit or a picture, and no mark or space."""
    return character.isalnum() or unicodedata.category(character) == "So"


def _unclosed_end(text: str, opened: _Open, end: int) -> int:
    """Where a quotation that nothing closes ends: at ``end``, or before the bracket that it stands in closes."""
    depth = 0
    for match in _BRACKET.finditer(text, opened.start, end):
        depth += 1 if match[0] in "([" else -1
        if depth < 0 and match.start() >= opened.inner_end:
            end = match.start()
            break
    return opened.start + len(text[opened.start : end].rstrip())
