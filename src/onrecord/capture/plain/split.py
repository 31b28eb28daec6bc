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
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.capture.plain.lines import Line, look

__all__ = ["starts", "story_ranges"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2,}")
_STEM = 7
_PARAGRAPHS = 8
_HEAD_LINES = 16
_ENOUGH_BODY = 240.0
_THRESHOLD = 3.25
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
    return [(start, end) for start, end in pairwise(bounds) if start < end]


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
        """How much speaks for a story that starts with line ``index``; -inf if nothing can.

        A story starts with a title, or, where its title was not copied, with whatever follows a paragraph.
        """
        line = self.lines[index]
        titled = self._is_titled(index)
        if not titled and (_is_body(line) or not _is_body(self.lines[index - 1])):
            return -math.inf
        before, after = self.count[index], len(self.body) - self.count[index]
        enough = min(self.amount[index], self.amount[-1] - self.amount[index])
        if before < 2 or after < 2 or enough < _ENOUGH_BODY:
            return -math.inf
        shape = (0.5 if 35 <= line.weight <= 140 else 0.0) - 0.5 * line.bullet if titled else -0.7
        head, cohesion = self._head(index), self._cohesion(index, titled)
        # Each kind of evidence alone has misled: a box of links has a head, a change of scene a change of words.
        doubt = (1.5 if cohesion < 0.5 else 0.0) + (1.0 if head < 1.0 else 0.0)
        return head + cohesion + shape - doubt

    def _is_titled(self, index: int) -> bool:
        line = self.lines[index]
        return line.is_title and not line.byline and line.weight >= 18

    def _head(self, index: int) -> float:
        """The evidence of a story's head in the lines after a title, up to where its paragraphs run.

        What stands beyond a long sentence (a standfirst, a caption) counts less, and beyond two nothing counts.
        """
        end = min(len(self.lines), index + 4 * _HEAD_LINES)
        weights: dict[str, float] = {}
        sentences = telling = 0
        for at in range(index, end):
            line = self.lines[at]
            if at > index and _is_body(line):
                following = self.lines[at + 1] if at + 1 < len(self.lines) else None
                runs = following is not None and following.is_sentence and not following.inline and not following.bullet
                sentences += 1
                if line.dateline:
                    weights.setdefault("dateline", 2.0)
                if sentences == 3 or line.weight >= 330 or (runs and line.weight >= 100):
                    end = at
                    break
            telling += line.weight >= 12 and not line.furniture
            if telling > _HEAD_LINES:
                weights["list"] = -2.5
                end = at
                break
            share = (1.0, 0.8, 0.5)[sentences]
            for name, value in _signs(line) if line.again <= 3 else ():
                if at == index and line.is_title and name == "byline":
                    continue
                weights[name] = max(weights.get(name, 0.0), value * share)
        # Titles and dates with no paragraphs soon after them are a list of other stories.
        titles = sum(line.is_title for line in self.lines[index:end])
        weights["list"] = weights.get("list", 0.0) - 0.5 * max(0, titles - 4)
        weights["doubled"] = self._doubled(index)
        # A subhead stands right before its paragraphs, and is followed by nothing else.
        return sum(weights.values()) - (1.5 if end == index + 1 else 0.0)

    def _doubled(self, index: int) -> float:
        """What it says that a title stands here first, and soon once more, perhaps with words around it."""
        title = self.lines[index]
        same = self.places[title.key]
        if not title.is_title or len(same) > 6:
            return 0.0
        if index != same[0]:
            return -3.0
        if any(at - index <= 25 for at in same[1:]):
            return 3.0
        words = self.stems[index]
        for at in range(index + 1, min(len(self.lines), index + 26)):
            other = self.lines[at]
            if other.is_title and min(len(words), len(self.stems[at])) >= 3 and not other.furniture:
                shared = len(words & self.stems[at])
                if shared >= 0.75 * min(len(words), len(self.stems[at])) and shared >= 3:
                    return 2.2
        return 0.0

    def _cohesion(self, index: int, titled: bool) -> float:
        """How much the words change at a title: negative where the paragraphs before and after it are of one story."""
        here = self.count[index]
        earlier, later = self._sides(here)
        title = self.stems[index]
        known = earlier.union(*(self.stems[at] for at in self.body[max(0, here - 3 * _PARAGRAPHS) : here]))
        taken_up = (_amount(title & later) - _amount(title & known)) / _amount(title) if title and titled else 0.0
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
        """One start for each story: of the places that no body parts, the best."""
        groups: list[list[tuple[int, float]]] = []
        for place in found:
            if groups and self._body_between(groups[-1][-1][0], place[0]) < _ENOUGH_BODY * 2:
                groups[-1].append(place)
            else:
                groups.append([place])
        chosen = []
        for group in groups:
            # What has no title is a start only where no title can be.
            pool = [place for place in group if self._is_titled(place[0])] or group
            start = max(pool, key=lambda place: place[1])[0]
            # A kicker and other labels right after the last story's words belong to the title below them.
            above = start
            while above > 0 and start - above < 3 and _is_label(self.lines[above - 1]):
                above -= 1
            chosen.append(above if above > 0 and _is_body(self.lines[above - 1]) else start)
        return chosen

    def _body_between(self, start: int, end: int) -> float:
        return self.amount[end] - self.amount[start]


def _signs(line: Line) -> Iterator[tuple[str, float]]:
    """What a line says for being in a story's head."""
    if line.date:
        yield "date", 2.0
    elif line.dated and line.weight <= 80:
        yield "date", 1.2
    if line.byline:
        yield "byline", 1.6
    elif line.names:
        yield "byline", 0.7
    if line.furniture:
        yield "furniture", 0.5
    if line.inline or line.credit:
        yield "picture", 0.5


def _amount(stems: frozenset[str]) -> float:
    """How much a set of stems says: a long word is rarely one that any story holds."""
    return sum(0.4 if len(stem) == 4 else 0.7 if len(stem) == 5 else 1.0 for stem in stems)


def _alike(earlier: frozenset[str], later: frozenset[str]) -> float:
    return len(earlier & later) / math.sqrt(len(earlier) * len(later)) if earlier and later else 0.0


def _is_label(line: Line) -> bool:
    return line.weight < 30 and not line.ends


def _is_body(line: Line) -> bool:
    return line.is_sentence and line.weight >= 80 and line.again == 1 and not line.inline and not line.bullet


def _stems(text: str) -> frozenset[str]:
    folded = text.casefold()
    found = {word[:_STEM] for word in _WORD.findall(folded)}
    for run in _UNSPACED.findall(folded):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)
