"""Full-text search: which stories, which of their sentences, and which words of those."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.model import Reading, Span, Story
from onrecord.record.expression import Expression, Term, parse
from onrecord.record.query import Query, check_per
from onrecord.record.rows import unpack_reading
from onrecord.record.stories import LINE, StoryLine, counts, lines, paged
from onrecord.record.words import Word, words

__all__ = ["Hit", "Passage", "search"]

PASSAGES = 3
"""How many sentences of a story a hit shows."""
HEADLINE_WEIGHT = 4.0
"""What a word in a headline counts, against one elsewhere in the text."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)]*\s+|[。！？]+[」』”]*|\n+")


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the story in which searched words stand, and where (both in positions of the story's text)."""

    sentence: Span
    marks: tuple[Span, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A story that answers a search: its line, and its sentences that hold most of what was asked, in page order.

    score: how well the story answers (higher is better; comparable within one search only).
    """

    story: StoryLine
    passages: tuple[Passage, ...]
    score: float


def search(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """The stories that answer ``query``, best first; raises ``QueryError`` for a search without words."""
    check_per("stories", query.per)
    expression = parse(query.words or "")
    condition, values = msgspec.structs.replace(query, words=None).conditions()
    # The + keeps SQLite from looking the words up anew for each story that passes the filter. Not FTS5's hidden
    # column `rank`: that ranks every match before a filter is asked, and sorts it more slowly.
    filtered = "" if condition == "1" else f" AND +story_words.rowid IN (SELECT s.key FROM story s WHERE {condition})"
    # Unless rows are folded, SQLite itself stops at the page: it then sorts no more than that.
    limited = " LIMIT :limit OFFSET :offset" if query.per == "story" else ""
    best = connection.execute(
        f"SELECT story_words.rowid AS key, bm25(story_words, {HEADLINE_WEIGHT}, 1.0) AS rank FROM story_words"
        f" WHERE story_words MATCH :expression{filtered} ORDER BY 2, 1 DESC{limited}",
        values | {"expression": expression.fts(), "limit": query.limit, "offset": query.offset},
    )
    ranks: dict[int, float] = {row["key"]: row["rank"] for row in best}
    page = list(ranks) if limited else paged(connection, ranks, query)
    rows = connection.execute(
        f"SELECT {LINE}, {counts(query)}, s.reading, s.text FROM story s"
        " WHERE s.key IN (SELECT value FROM json_each(:page))",
        values | {"page": json.dumps(page)},
    ).fetchall()
    by_key = {row["key"]: row for row in rows}
    found = lines(connection, [by_key[key] for key in page], query)
    return [_hit(by_key[key], line, -ranks[key], expression) for key, line in zip(page, found, strict=True)]


def _hit(row: sqlite3.Row, line: StoryLine, score: float, expression: Expression) -> Hit:
    reading = unpack_reading(row["reading"], row["text"])
    return Hit(story=line, passages=tuple(_passages(reading, expression)), score=score)


def _passages(reading: Reading, expression: Expression) -> list[Passage]:
    text = reading.story.text
    sentences = sorted(set(reading.sentences or _sentences(reading.story)))
    starts = [start for start, _ in sentences]
    marked: dict[tuple[int, int], dict[tuple[int, int], int]] = {}
    for number, start, end in occurrences(text, expression.terms):
        place = bisect_right(starts, start) - 1
        if place >= 0 and sentences[place][1] > start:
            sentence = sentences[place]
        else:
            after = sentences[place][1] if place >= 0 else 0
            sentence = _between(text, start, after, starts[place + 1] if place + 1 < len(starts) else len(text))
        marked.setdefault(sentence, {})[start, end] = number
    # The sentence with the most of the terms first; of equals the earliest.
    ranked = sorted(marked, key=lambda sentence: (-len(set(marked[sentence].values())), sentence))
    return [
        Passage(
            sentence=Span.of(text, *sentence),
            marks=tuple(Span.of(text, *_inside(mark, sentence)) for mark in sorted(marked[sentence])),
        )
        for sentence in sorted(ranked[:PASSAGES])
    ]


def occurrences(text: str, terms: Iterable[Term]) -> Iterator[tuple[int, int, int]]:
    """``(number of the term, start, end)`` of every place where one of ``terms`` stands in ``text``."""
    every = list(words(text))
    places: dict[str, list[int]] = {}
    for index, word in enumerate(every):
        places.setdefault(word.folded, []).append(index)
    for number, term in enumerate(terms):
        if term.prefix and len(term.words) == 1:
            firsts = [index for index, word in enumerate(every) if word.folded.startswith(term.words[0])]
        else:
            firsts = places.get(term.words[0], [])
        for index in firsts:
            if _stands_at(every, index, term):
                yield number, every[index].start, every[index + len(term.words) - 1].end


def _stands_at(every: list[Word], index: int, term: Term) -> bool:
    found = [word.folded for word in every[index : index + len(term.words)]]
    if len(found) < len(term.words):
        return False
    if term.prefix:
        return found[:-1] == list(term.words[:-1]) and found[-1].startswith(term.words[-1])
    return found == list(term.words)


def _sentences(story: Story) -> Iterator[tuple[int, int]]:
    """Sentences by their marks alone, part by part, for a story that no language stage has read."""
    for part in (story.headline, story.standfirst, *story.key_points, *story.paragraphs, *story.subheads):
        if part is None:
            continue
        start = part.start
        for end in [*(found.end() for found in _SENTENCE_END.finditer(part.text)), len(part.text)]:
            words_end = part.start + len(part.text[:end].rstrip())
            if words_end > start:
                yield start, words_end
            start = part.start + end


def _between(text: str, at: int, after: int, before: int) -> tuple[int, int]:
    """The rest of the line around ``at`` that no sentence covers (a credit, a byline)."""
    start = max(text.rfind("\n", 0, at) + 1, after)
    end = text.find("\n", at, before)
    words = text[start : before if end < 0 else end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _inside(mark: tuple[int, int], sentence: tuple[int, int]) -> tuple[int, int]:
    """A phrase that runs over the sentence's end is marked up to it."""
    return mark[0], min(mark[1], sentence[1])
