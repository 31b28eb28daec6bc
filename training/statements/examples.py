"""PolNeAR's articles as windows of words, each with its attributions as sets of words: what a tagger is trained on.

An attribution has no addressee (PolNeAR marks none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.polnear import Article, Ranges, articles

__all__ = ["Example", "RoleSets", "examples", "windows"]

MOST_PIECES = 384
_PIECES_PER_WORD = 1.3


@dataclass(frozen=True)
class RoleSets:
    """One attribution as the numbers of its words in the window, punctuation and quotation marks included.

    complete: whether all of it lies in the window; else what lies outside is left out.
    """

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    complete: bool


@dataclass(frozen=True)
class Example:
    """A window of consecutive paragraphs of one article.

    text: the article's, whole. words: the range of each word and mark of the window in ``text``. lines: the number of
    the first word of each paragraph. fresh: the number of the first word that the window before does not hold; cues
    before it are seen there with more of their surroundings. attributions: those whose cue lies in the window.
    """

    article: str
    text: str
    words: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]
    fresh: int
    attributions: tuple[RoleSets, ...]


def examples(
    data: Path, split: str, *, size: Callable[[str], int] | None = None, most: int = MOST_PIECES
) -> Iterator[Example]:
    """The windows of a split's articles, in order.

    data: the gold's root. size: how many word pieces a word makes (a guess from its length if None). most: the word
    pieces of a window, without the encoder's own marks. Raises ``FileNotFoundError`` if the data are not there.
    """
    for article in articles(data, split):
        yield from windows(article, size or _guessed, most)


def _guessed(word: str) -> int:
    return max(1, round(len(word) / 6 * _PIECES_PER_WORD))


def windows(article: Article, size: Callable[[str], int], most: int) -> Iterator[Example]:
    """The windows of one article. Each begins with the last paragraph of the one before, if that leaves it half free.

    A paragraph that is longer than a window is cut into several.
    """
    pieces = [size(article.text[start:end]) for start, end in article.words]
    chunks = _chunks(article, pieces, most)
    at, seen = 0, 0
    while at < len(chunks):
        last, total = at, 0
        while last < len(chunks) and (total + _weight(pieces, chunks[last]) <= most or last == at):
            total += _weight(pieces, chunks[last])
            last += 1
        yield _example(article, chunks[at:last], seen)
        seen = chunks[last - 1][1]
        if last == len(chunks):
            return
        at = last - 1 if last - 1 > at and _weight(pieces, chunks[last - 1]) <= most // 2 else last


def _weight(pieces: list[int], chunk: tuple[int, int]) -> int:
    return sum(pieces[chunk[0] : chunk[1]])


def _chunks(article: Article, pieces: list[int], most: int) -> list[tuple[int, int]]:
    """The paragraphs as ranges of words, cut where they do not fit a window."""
    found: list[tuple[int, int]] = []
    first, total = 0, 0
    for number, (start, _) in enumerate(article.words):
        opens = number > 0 and "\n" in article.text[article.words[number - 1][1] : start]
        if number > first and (opens or total + pieces[number] > most):
            found.append((first, number))
            first, total = number, 0
        total += pieces[number]
    return [*found, (first, len(article.words))] if article.words else []


def _example(article: Article, chunks: list[tuple[int, int]], seen: int) -> Example:
    first, last = chunks[0][0], chunks[-1][1]
    held = []
    for one in article.attributions:
        cue, source, content = (_numbers(article, ranges) for ranges in (one.cue, one.source, one.content))
        inside = [
            frozenset(number - first for number in role if first <= number < last) for role in (cue, source, content)
        ]
        if inside[0] and inside[2]:
            complete = sum(map(len, inside)) == len(cue) + len(source) + len(content)
            held.append(RoleSets(inside[1], inside[0], inside[2], complete))
    return Example(
        article.name, article.text, tuple(article.words[first:last]), tuple(chunk[0] - first for chunk in chunks),
        max(0, seen - first), tuple(held),
    )  # fmt: skip


def _numbers(article: Article, ranges: Ranges) -> set[int]:
    return {number for start, end in ranges for number in range(*article.edges(start, end, trim=False))}
