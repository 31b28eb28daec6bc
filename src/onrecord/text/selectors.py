"""Selectors: a span described by its words and their surroundings, so that it is found again when a text changes.

After the W3C Web Annotation Data Model's TextQuoteSelector (exact, prefix, suffix). A span is found again on evidence
only, in this order: its words stand there once; or several times, and the surroundings tell which; or they were
edited a little, and one stretch is clearly the nearest. Where nothing decides, the answer is None: a judgement or a
quotation is never moved to the wrong words in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from onrecord.model import Span

__all__ = ["Anchored", "Selector", "anchor", "selector_for"]

_CONTEXT = 48
# More places than this with the very same words are not told apart by looking at each.
_MOST_PLACES = 2_000
# Edited words are looked for only where they are this many code points or fewer (difflib's cost grows with both).
_LONGEST_EDITED = 600
_SEED_WORDS, _MOST_SEEDS, _MOST_WINDOWS = 3, 24, 8
_SURELY, _MARGIN = 0.8, 0.08
_WORD = re.compile(r"\w+")


class Selector(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a span, and up to 48 code points before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Anchored(msgspec.Struct, frozen=True, kw_only=True):
    """Where a selector was found. score: 1.0 for unaltered words, else how alike the words are (0.8 and above).

    how: ``unique`` (the words stand there once), ``context`` (the surroundings decided) or ``edited``.
    """

    span: Span
    score: float
    how: str


def selector_for(text: str, span: Span) -> Selector:
    """The selector of ``span``; raises ``ValueError`` if the span is not one of ``text``."""
    if not span.holds_in(text):
        raise ValueError(f"span [{span.start}, {span.end}) does not hold in the text")
    return Selector(
        exact=span.text,
        prefix=text[max(span.start - _CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + _CONTEXT],
    )


def anchor(selector: Selector, text: str, *, was_at: int | None = None) -> Anchored | None:
    """Where ``selector`` points in ``text``, or None where that is not certain.

    was_at: where the span began in the text that it was made from. It decides only where the words and all their
    surroundings stand there unaltered.
    """
    if not selector.exact:
        return None
    if was_at is not None and _stands_as_it_was(selector, text, was_at):
        return Anchored(span=Span.of(text, was_at, was_at + len(selector.exact)), score=1.0, how="context")
    places = list(_places(selector.exact, text))
    if len(places) > _MOST_PLACES:
        return None
    if not places:
        return _edited(selector, text)
    if len(places) == 1 and _trusted_alone(selector, text, places[0]):
        return Anchored(span=Span.of(text, places[0], places[0] + len(selector.exact)), score=1.0, how="unique")
    return _by_context(selector, text, places)


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    found = 0
    while at >= 0 and found <= _MOST_PLACES:
        yield at
        found += 1
        at = text.find(words, at + 1)


def _trusted_alone(selector: Selector, text: str, at: int) -> bool:
    """Words that stand in the text once are the span, unless they are few and nothing around them is as it was."""
    return (
        len(_WORD.findall(selector.exact)) > 2
        or _agreement(selector, text, at) >= 8
        or not (selector.prefix or selector.suffix)
    )


def _agreement(selector: Selector, text: str, at: int) -> int:
    """How many code points before and after agree with the selector's surroundings, counted outwards."""
    end = at + len(selector.exact)
    before = _common(selector.prefix[::-1], text[max(at - len(selector.prefix), 0) : at][::-1])
    # The edge of a text is itself surroundings: nothing stood before, and nothing stands before now.
    edges = (_CONTEXT if not selector.prefix and at == 0 else 0) + (
        _CONTEXT if not selector.suffix and end == len(text) else 0
    )
    return before + _common(selector.suffix, text[end : end + len(selector.suffix)]) + edges


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _by_context(selector: Selector, text: str, places: list[int]) -> Anchored | None:
    agreements = [(_agreement(selector, text, at), at) for at in places]
    best = max(agreement for agreement, _ in agreements)
    leading = [at for agreement, at in agreements if agreement == best]
    if best < 8 or len(leading) > 1:
        return None
    runner_up = max((agreement for agreement, at in agreements if at != leading[0]), default=0)
    if best - runner_up < 4:
        return None
    return Anchored(span=Span.of(text, leading[0], leading[0] + len(selector.exact)), score=1.0, how="context")


def _stands_as_it_was(selector: Selector, text: str, at: int) -> bool:
    """Whether words and surroundings are whole at ``at``; surroundings cut short say that the text began or ended."""
    end = at + len(selector.exact)
    before, after = text[:at], text[end : end + _CONTEXT + 1]
    return (
        text.startswith(selector.exact, at)
        and (before.endswith(selector.prefix) if len(selector.prefix) >= _CONTEXT else before == selector.prefix)
        and (after.startswith(selector.suffix) if len(selector.suffix) >= _CONTEXT else after == selector.suffix)
    )


def _edited(selector: Selector, text: str) -> Anchored | None:
    """The one stretch that is nearly the selector's words: found by runs of its words, compared with difflib."""
    exact = selector.exact
    words = list(_WORD.finditer(exact))
    if len(exact) > _LONGEST_EDITED or len(words) < _SEED_WORDS:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(exact)
    found: list[tuple[float, int, int]] = []
    for window in _windows(exact, words, text):
        start, end = _fitted(matcher, text, window, len(exact))
        if end > start:
            matcher.set_seq1(text[start:end])
            found.append((matcher.ratio(), start, end))
    if not found:
        return None
    score, start, end = max(found)
    others = [other for other, begins, ends in found if ends <= start or begins >= end]
    if score < _SURELY or (others and score - max(others) < _MARGIN):
        return None
    return Anchored(span=Span.of(text, start, end), score=round(score, 4), how="edited")


def _windows(exact: str, words: list[re.Match[str]], text: str) -> list[int]:
    """Where in ``text`` the words may begin: each run of three of them that stands in the text says one place."""
    step = max(1, (len(words) - _SEED_WORDS + 1) // _MOST_SEEDS)
    starts: set[int] = set()
    for index in range(0, len(words) - _SEED_WORDS + 1, step):
        begins, ends = words[index].start(), words[index + _SEED_WORDS - 1].end()
        at = text.find(exact[begins:ends])
        while at >= 0 and len(starts) < _MOST_WINDOWS:
            # Rounded, so that seeds which agree but for a few inserted letters give one window.
            starts.add(max(0, (at - begins) // 16 * 16))
            at = text.find(exact[begins:ends], at + 1)
    return sorted(starts)


def _fitted(matcher: SequenceMatcher[str], text: str, start: int, length: int) -> tuple[int, int]:
    """The window's part that matches, from its first matching run of letters to its last, widened to whole words."""
    slack = max(24, length // 4)
    left = max(0, start - slack)
    window = text[left : start + length + slack]
    matcher.set_seq1(window)
    # A run of one or two letters matches anywhere and says nothing about where the words begin or end.
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= 4]
    if not blocks:
        return 0, 0
    begin, end = left + blocks[0].a, left + blocks[-1].a + blocks[-1].size
    while begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum():
        begin -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return begin, end
