"""Where the stories of one copy start.

A new story shows itself in two ways that hold for any outlet. Its head: a title, then within a few lines a date, a
byline, the title once more, a fresh dateline. And its words: the title's words come back in the paragraphs after it
and were not heard before, and the paragraphs on its two sides share fewer words than neighbouring paragraphs of one
story do (lexical cohesion: Hearst, "TextTiling", 1997). Neither alone is enough: a subhead is a title too, and a box
of related links holds titles with dates.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from onrecord.capture.plain.lines import Line, look

__all__ = ["starts", "story_ranges"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2,}")
_STEM = 7
_PARAGRAPHS = 8
_HEAD_LINES = 22
_ENOUGH_BODY = 240.0
_THRESHOLD = 3.0
# The share of words that the two sides of a place inside a story have in common, where a copy is too short to tell.
_ALIKE = 0.19


def starts(texts: Sequence[str]) -> list[int]:
    """The index of the line with which each story of a copy starts, in order."""
    lines = look(texts)
    return [lines[start].at for start, _ in story_ranges(lines)]


def story_ranges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The stories of a copy as half-open ranges of its lines. The first takes in whatever stands before it."""
    if not lines:
        return []
    copy = _Copy(lines)
    found: list[tuple[int, float]] = []
    for index in range(1, len(lines)):
        score = copy.score(index)
        if score >= _THRESHOLD:
            found.append((index, score))
    bounds = [0, *copy.apart(found), len(lines)]
    return [(start, end) for start, end in zip(bounds, bounds[1:], strict=False) if start < end]


class _Copy:
    """The lines of one copy, with what the search for starts asks of them again and again."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.stems = [_stems(line.text) if line.weight >= 15 else frozenset[str]() for line in lines]
        self.places: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            self.places.setdefault(line.key, []).append(index)
        self.body = [index for index, line in enumerate(lines) if _is_body(line)]
        # How many body lines, and how much of them, stand before each line.
        self.count = [0]
        self.amount = [0.0]
        for line in lines:
            body = _is_body(line)
            self.count.append(self.count[-1] + body)
            self.amount.append(self.amount[-1] + (line.weight if body else 0.0))

        self.usual = self._usual_likeness()

    def score(self, index: int) -> float:
        """How much speaks for a story that starts with the title in line ``index``; -inf if nothing can."""
        line = self.lines[index]
        if not line.is_title or line.byline or line.weight < 20:
            return -math.inf
        before, after = self.count[index], len(self.body) - self.count[index]
        if before < 2 or after < 2 or self.amount[index] < _ENOUGH_BODY or self.amount[-1] - self.amount[index] < _ENOUGH_BODY:
            return -math.inf
        return self._head(index) + self._cohesion(index) + (0.5 if 35 <= line.weight <= 140 else 0.0) - 1.0 * line.bullet

    def _head(self, index: int) -> float:
        """The evidence of a story's head in the lines after a title, up to where its paragraphs run."""
        title = self.lines[index]
        end = self._head_end(index)
        head = self.lines[index + 1 : end]
        score = 0.0
        score += 2.0 if any(line.date for line in head) else 1.2 if any(line.dated for line in head[:6]) else 0.0
        score += 1.5 if any(line.byline for line in head) else 0.8 if any(line.names for line in head) else 0.0
        same = self.places[title.key]
        if index != same[0] and len(same) <= 6:
            score -= 3.0
        elif len(same) <= 6 and any(at - index <= 25 for at in same[1:]):
            score += 3.0
        score += 0.5 if any(line.furniture for line in head) else 0.0
        score += 0.5 if any(line.inline or line.credit for line in head) else 0.0
        score += 2.0 if any(line.dateline for line in self.lines[index + 1 : end + 2]) else 0.0
        if end == min(len(self.lines), index + 1 + _HEAD_LINES):
            score -= 2.0
        # A subhead stands right before its paragraphs, and is followed by nothing else.
        return score - (1.5 if end == index + 1 else 0.0)

    def _head_end(self, index: int) -> int:
        """Where the paragraphs begin to run: two body lines that follow each other, the first not right at a date."""
        last = min(len(self.lines), index + 1 + _HEAD_LINES)
        for at in range(index + 1, last - 1):
            if _is_body(self.lines[at]) and _is_body(self.lines[at + 1]) and self.lines[at].weight >= 100:
                return at
        return last

    def _cohesion(self, index: int) -> float:
        """How much the words change at a title: negative where the paragraphs before and after it are of one story."""
        here = self.count[index]
        earlier, later = self._sides(here)
        title = self.stems[index]
        known = earlier.union(*(self.stems[at] for at in self.body[max(0, here - 3 * _PARAGRAPHS) : here]))
        taken_up = (_amount(title & later) - _amount(title & known)) / _amount(title) if title else 0.0
        change = 1.0 - _alike(earlier, later) / self.usual
        # Few paragraphs share few words by chance: less is concluded from them.
        trust = min(1.0, min(here, len(self.body) - here) / 4)
        return trust * (max(-2.5, min(2.5, 7.0 * (change - 0.18))) + max(-1.0, min(1.8, 2.2 * taken_up)))

    def _sides(self, here: int) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the body lines just before and just after the body line ``here``."""
        none = frozenset[str]()
        return (
            none.union(*(self.stems[at] for at in self.body[max(0, here - _PARAGRAPHS) : here])),
            none.union(*(self.stems[at] for at in self.body[here : here + _PARAGRAPHS])),
        )

    def _usual_likeness(self) -> float:
        """How many words the two sides of a place in this copy have in common, where nothing is known of the place."""
        last = len(self.body) - 3
        places = range(3, last, max(1, last // 200))
        alike = sorted(_alike(*self._sides(here)) for here in places)
        return max(0.02, alike[int(len(alike) * 0.6)]) if alike else _ALIKE

    def apart(self, found: Sequence[tuple[int, float]]) -> list[int]:
        """One start for each story: of the places that no body parts, the first that is nearly as good as the best."""
        groups: list[list[tuple[int, float]]] = []
        for place in found:
            if groups and self._body_between(groups[-1][-1][0], place[0]) < _ENOUGH_BODY * 2:
                groups[-1].append(place)
            else:
                groups.append([place])
        chosen = []
        for group in groups:
            best = max(score for _, score in group)
            chosen.append(next(index for index, score in group if score >= best - 1.5))
        return chosen

    def _body_between(self, start: int, end: int) -> float:
        return self.amount[end] - self.amount[start]


def _amount(stems: frozenset[str]) -> float:
    """How much a set of stems says: a long word is rarely one that any story holds."""
    return sum(0.4 if len(stem) == 4 else 0.7 if len(stem) == 5 else 1.0 for stem in stems)


def _alike(earlier: frozenset[str], later: frozenset[str]) -> float:
    return len(earlier & later) / math.sqrt(len(earlier) * len(later)) if earlier and later else 0.0


def _is_body(line: Line) -> bool:
    return line.is_sentence and line.weight >= 80 and not line.inline and not line.bullet


def _stems(text: str) -> frozenset[str]:
    folded = text.casefold()
    found = {word[:_STEM] for word in _WORD.findall(folded)}
    for run in _UNSPACED.findall(folded):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)
