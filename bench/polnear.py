"""PolNeAR (Newell, Margolin and Ruths 2018): news articles with their attributions, and the protocols that score them.

An attribution is a source, a cue and a content, each a tuple of ranges in code points of the article's text; a source
or a cue may be empty. The scorers count words (``words``); punctuation at the edges of a range does not count.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.harness import precision_recall_f1, split_files
from onrecord.model import DateRead, Span, Story, story_id

__all__ = [
    "Article", "Attribution", "Ranges", "Scored", "annotators", "articles", "contiguous", "gold_files", "match",
    "same_speaker", "score",
]  # fmt: skip

Ranges = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]*\S")


@dataclass(frozen=True)
class Attribution:
    """Who (source) is said (cue) to have said, thought or decided what (content)."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass
class Article:
    """A text with its attributions. ``words`` are the ranges of its words and punctuation marks."""

    name: str
    text: str
    title: str
    date: str
    attributions: list[Attribution]
    annotator: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [match.span() for match in _WORD.finditer(self.text)]
        self._starts = [start for start, _ in self.words]

    def numbers(self, ranges: Ranges) -> frozenset[int]:
        """The numbers of the words in ``ranges``, without the punctuation at the edges of each range."""
        found: set[int] = set()
        for start, end in ranges:
            first, last = self.edges(start, end)
            found.update(range(first, last))
        return frozenset(found)

    def edges(self, start: int, end: int, *, trim: bool = True) -> tuple[int, int]:
        """The first word of ``[start, end)`` and the one after the last; trim: without punctuation at the edges."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self.words[first - 1][1] > start:
            first -= 1
        while trim and first < last and not self._is_word(first):
            first += 1
        while trim and first < last and not self._is_word(last - 1):
            last -= 1
        return first, last

    def _is_word(self, number: int) -> bool:
        return self.text[self.words[number][0]].isalnum()

    def story(self) -> Story:
        """The article as a story: its first line is the headline, each other line a paragraph."""
        lines = [Span.of(self.text, *match.span()) for match in _LINE.finditer(self.text)]
        return Story(
            id=story_id(self.text), text=self.text, language="en", headline=lines[0] if lines else None,
            published=DateRead(value=self.date, read_from="given") if self.date else None,
            paragraphs=tuple(lines[1:]),
        )  # fmt: skip


def gold_files(data: Path, split: str, *, several: bool = False) -> list[Path]:
    """The files of a split. several: those whose articles several people annotated. Raises ``FileNotFoundError``."""
    folder = data / "statements" / "polnear"
    found = [path for path in split_files(folder, split, (".jsonl",)) if (".multi." in path.name) == several]
    found = [path for path in found if not path.name.startswith("speaker")]
    if not found:
        raise FileNotFoundError(2, "no attributions", str(folder))
    return found


def articles(data: Path, split: str) -> list[Article]:
    """The articles of a split, each once, by its first annotator."""
    return [_article(json.loads(line)) for path in gold_files(data, split) for line in path.open(encoding="utf-8")]


def annotators(data: Path, split: str) -> list[list[Article]]:
    """The articles of a split that several people annotated: for each, one reading a person."""
    groups: dict[str, list[Article]] = {}
    for path in gold_files(data, split, several=True):
        for line in path.open(encoding="utf-8"):
            one = _article(json.loads(line))
            groups.setdefault(one.name, []).append(one)
    return list(groups.values())


def _article(row: dict[str, object]) -> Article:
    rows = row["attributions"]
    assert isinstance(rows, list)
    found = [Attribution(*(tuple((a, b) for a, b in one[role]) for role in ("source", "cue", "content")))
             for one in rows]  # fmt: skip
    return Article(
        str(row["id"]), str(row["text"]), str(row["title"]), str(row["date"]), found, str(row["annotator"])
    )  # fmt: skip


# ---- scorers ---------------------------------------------------------------------------------------------------------


def match(
    article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution], at: float, *, token_f1: bool
) -> list[int | None]:
    """For each gold attribution the number of the prediction that it is matched with, or None.

    In gold's order each takes the free prediction whose content covers most of its own (P1), or has the highest token
    F1 with it (P1t), if that share lies above ``at``.
    """
    ours = [article.numbers(one.content) for one in predicted]
    holding: dict[int, list[int]] = {}
    for number, content in enumerate(ours):
        for word in content:
            holding.setdefault(word, []).append(number)
    taken: set[int] = set()
    found: list[int | None] = []
    for one in gold:
        content = article.numbers(one.content)
        shares = {}
        for number in sorted({number for word in content for number in holding.get(word, ())} - taken):
            shared = len(content & ours[number])
            shares[number] = 2 * shared / (len(content) + len(ours[number])) if token_f1 else shared / len(content)
        best = max(shares, key=lambda number: (shares[number], -number), default=None)
        if best is not None and shares[best] > at:
            taken.add(best)
            found.append(best)
        else:
            found.append(None)
    return found


def contiguous(article: Article, ranges: Iterable[tuple[int, int]], *, trim: bool) -> set[tuple[int, int]]:
    """The stretches of words that ranges cover: joined where they touch, cut where a line ends."""
    numbers: set[int] = set()
    for start, end in ranges:
        numbers.update(range(*article.edges(start, end, trim=False)))
    found: list[list[int]] = []
    for number in sorted(numbers):
        between = article.text[article.words[number - 1][1] : article.words[number][0]] if number else ""
        if found and found[-1][1] == number and "\n" not in between:
            found[-1][1] = number + 1
        else:
            found.append([number, number + 1])
    edges = {(first, last) for first, last in found}
    if trim:
        edges = {article.edges(article.words[a][0], article.words[b - 1][1]) for a, b in edges}
    return {(first, last) for first, last in edges if first < last}


@dataclass
class Scored:
    """Sums over articles; ``scores`` turns them into precision, recall and F1."""

    gold: int = 0
    predicted: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    roles: dict[str, list[int]] = field(default_factory=dict)

    def scores(self) -> dict[str, float]:
        """P1, P1t, exact triples, right speakers (all by matches) and P2, by name."""
        scores: dict[str, float] = {}
        for name in ("P1t_0.3", "P1t_0.8", "P1_0.3", "P1_0.8", "exact_triple"):
            precision, recall, f1 = precision_recall_f1(self.hits.get(name, 0), self.predicted, self.gold)
            scores |= {f"{name}_f1": f1, f"{name}_precision": precision, f"{name}_recall": recall}
        for name in ("P1t_0.3", "P1_0.3"):
            matched = self.hits.get(name, 0)
            scores[f"speaker_right_{name}"] = self.hits.get(f"speaker_{name}", 0) / matched if matched else 0.0
        for role, (right, found, wanted) in self.roles.items():
            scores[f"P2_{role}_f1"] = precision_recall_f1(right, found, wanted)[2]
        return scores


def score(article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution], total: Scored) -> None:
    """Adds one article to ``total``."""
    gold = [one for one in gold if article.numbers(one.content)]
    total.gold += len(gold)
    total.predicted += len(predicted)
    hits = total.hits
    for name, at, token_f1 in (("P1t_0.3", 0.3, True), ("P1t_0.8", 0.8, True), ("P1_0.3", 0.3, False),
                               ("P1_0.8", 0.8, False)):  # fmt: skip
        pairs = match(article, gold, predicted, at, token_f1=token_f1)
        hits[name] = hits.get(name, 0) + sum(one is not None for one in pairs)
        right = sum(
            same_speaker(article, wanted, predicted[one])
            for wanted, one in zip(gold, pairs, strict=True) if one is not None
        )  # fmt: skip
        hits[f"speaker_{name}"] = hits.get(f"speaker_{name}", 0) + right
    ours = {_triple(article, one) for one in predicted}
    hits["exact_triple"] = hits.get("exact_triple", 0) + sum(_triple(article, one) in ours for one in gold)
    for role in ("source", "cue", "content"):
        for label, trim in (("", True), ("_raw", False)):
            spans = [
                {edges for one in side for edges in contiguous(article, getattr(one, role), trim=trim)}
                for side in (gold, predicted)
            ]
            row = total.roles.setdefault(f"{role}{label}", [0, 0, 0])
            row[0] += len(spans[0] & spans[1])
            row[1] += len(spans[1])
            row[2] += len(spans[0])


def same_speaker(article: Article, wanted: Attribution, ours: Attribution) -> bool:
    """Whether the sources share a word, or both are empty."""
    gold, found = article.numbers(wanted.source), article.numbers(ours.source)
    return bool(gold & found) or not (gold or found)


def _triple(article: Article, one: Attribution) -> tuple[frozenset[int], ...]:
    return article.numbers(one.source), article.numbers(one.cue), article.numbers(one.content)
