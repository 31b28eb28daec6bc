"""Stage: sentences and tokens, with spaCy, each part of the story as a text of its own.

Parts are fed one by one and never joined: on a whole story a parser attaches the cue of one paragraph to the words of
the next. Very long parts are fed in pieces, and runs of hundreds of signs without a space are no prose and are left
out, which bounds memory and time on hostile input.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from onrecord.model import Quotation
from onrecord.reading.english import language
from onrecord.reading.stage import Parse, Part, Partial

__all__ = ["Sentences"]

_LONGEST_PIECE = 10_000
# No English word or address is so long, and the tokenizer's time grows with the square of such a run.
_RUN = re.compile(r"\S{500,}")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")
_BEFORE_A_NETWORK = frozenset(["on", "via", "to", "platform", "site", "network", "app"])
_CLOSING_MARKS = frozenset("\"'”’»›")


class Sentences:
    """Adds ``sentences`` and ``parses``."""

    name = "sentences"
    version = "2"
    needs: frozenset[str] = frozenset({"quotations"})
    adds: frozenset[str] = frozenset({"sentences", "parses"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with a parse of each part, and the sentences of all in order."""
        text = partial.reading.story.text
        pieces = [(part, start, end) for part in partial.parts for start, end in _pieces(text, part)]
        docs = language().pipe(_tokenized(text[start:end]) for _, start, end in pieces)
        parses = tuple(Parse(part, start, doc) for (part, start, _), doc in zip(pieces, docs, strict=True))
        sentences = tuple(_sentences(text, parses, partial.reading.quotations))
        return Partial(partial.with_fields(sentences=sentences).reading, partial.parts, parses)


def _tokenized(text: str) -> Any:
    """The words of a piece. spaCy takes 'X.' for an initial, so that 'she said on X.' would end no sentence."""
    doc = language().make_doc(text)
    if "X." in text:
        names = [word for word in doc[1:] if word.text == "X." and word.nbor(-1).lower_ in _BEFORE_A_NETWORK]
        with doc.retokenize() as retokenizer:
            for word in names:
                retokenizer.split(word, ["X", "."], heads=[word.nbor(-1), word.nbor(-1)])
    return doc


def _pieces(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """The part, or stretches of it where it is too long: cut after a sentence, else at white space."""
    start = part.start
    for run in [*_RUN.finditer(text, part.start, part.end), None]:
        limit = run.start() if run else part.end
        while start < limit:
            end = min(start + _LONGEST_PIECE, limit)
            if end < limit:
                half = start + _LONGEST_PIECE // 2
                end = _last(_STOP, text, half, end) or _last(_SPACE, text, half, end) or end
            yield start, end
            start = end
        start = run.end() if run else limit


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    return max((match.end() for match in pattern.finditer(text, start, end)), default=None)


def _sentences(text: str, parses: tuple[Parse, ...], quotations: tuple[Quotation, ...]) -> Iterator[tuple[int, int]]:
    """The parser's sentences without white space at their edges; a mark that closes a quotation stays with it."""
    closing = sorted(one.end for one in quotations if one.closed)
    for parse in parses:
        pending: tuple[int, int] | None = None
        for sent in parse.doc.sents:
            start, end = _trimmed(text, parse.start + sent.start_char, parse.start + sent.end_char)
            if start >= end:
                continue
            if pending and text[start] in _CLOSING_MARKS and _is(closing, start + 1):
                pending, start = (pending[0], start + 1), _trimmed(text, start + 1, end)[0]
                if start >= end:
                    continue
            if pending:
                yield pending
            pending = (start, end)
        if pending:
            yield pending


def _is(positions: list[int], position: int) -> bool:
    index = bisect_left(positions, position)
    return index < len(positions) and positions[index] == position


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
