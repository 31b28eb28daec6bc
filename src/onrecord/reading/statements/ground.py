"""The ground that attributions are read from: the parses and quotations of a story, and ways to ask for ranges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from onrecord.model import Quotation
from onrecord.reading.stage import Parse, Part, Partial
from onrecord.reading.statements.candidate import Range, trimmed

__all__ = ["Ground"]


class Ground:
    """A story's text with its parses and outer quotations, asked by position. Built once a story, in linear time."""

    def __init__(self, partial: Partial) -> None:
        self.story = partial.reading.story
        self.text = self.story.text
        self.parts: tuple[Part, ...] = partial.parts
        self.parses: tuple[Parse, ...] = partial.parses
        self.quotations: list[Quotation] = [one for one in partial.reading.quotations if one.depth == 0]
        self._quotation_starts = [one.start for one in self.quotations]
        self._part_starts = [part.start for part in self.parts]
        self._sentences = partial.reading.sentences
        self._sentence_starts = [start for start, _ in self._sentences]
        self._names = {
            (one.start, one.end)
            for entity in partial.reading.entities if entity.kind != "place" for one in entity.mentions
        }  # fmt: skip
        self._places = {
            one.end for entity in partial.reading.entities if entity.kind == "place"
            for one in entity.mentions if one.form == "name"
        }  # fmt: skip
        self._offsets = {id(parse.doc): parse.start for parse in partial.parses}
        self._parse_starts = [parse.start for parse in self.parses]

    def quotation_at(self, position: int) -> Quotation | None:
        """The outer quotation that holds this position, if any."""
        at = bisect_right(self._quotation_starts, position) - 1
        return self.quotations[at] if at >= 0 and position < self.quotations[at].end else None

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The outer quotations that begin in ``[start, end)``."""
        first = bisect_right(self._quotation_starts, start - 1)
        last = bisect_right(self._quotation_starts, end - 1)
        return self.quotations[first:last]

    def speaker_names(self, start: int, end: int) -> bool:
        """Whether the words of ``[start, end)`` are a mention of a person, a body or a group."""
        return trimmed(self.text, start, end) in self._names

    def names_place(self, token: Any) -> bool:
        """Whether a name of a place ends with this token."""
        offset = self.offset(token.doc)
        return offset is not None and offset + token.idx + len(token) in self._places

    def quotations_over(self, start: int, end: int) -> list[Quotation]:
        """The outer quotations that share words with ``[start, end)``."""
        first = max(0, bisect_right(self._quotation_starts, start) - 1)
        return [one for one in self.quotations[first : bisect_left(self._quotation_starts, end)] if one.end > start]

    def quotation_after(self, position: int) -> Quotation | None:
        """The first outer quotation that begins at or after this position."""
        at = bisect_left(self._quotation_starts, position)
        return self.quotations[at] if at < len(self.quotations) else None

    def sentence_end(self, position: int) -> int:
        """Where the sentence that holds this position ends; the position after it if none does."""
        at = bisect_right(self._sentence_starts, position) - 1
        return max(position + 1, self._sentences[at][1]) if at >= 0 else position + 1

    def sentence_around(self, position: int) -> Range:
        """The sentence that holds this position."""
        at = bisect_right(self._sentence_starts, position) - 1
        return self._sentences[at] if at >= 0 else (position, position)

    def parse_at(self, position: int) -> Parse | None:
        """The parse that holds this position."""
        at = bisect_right(self._parse_starts, position) - 1
        return self.parses[at] if at >= 0 else None

    def tokens(self, start: int, end: int) -> Any:
        """The tokens of ``[start, end)`` as a ``spacy.tokens.Span``, or None if it lies in no parse."""
        parse = self.parse_at(start)
        if parse is None:
            return None
        span = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="expand")
        return span if span is not None and len(span) else None

    def offset(self, doc: Any) -> int | None:
        """Where the text of one of this story's parses begins."""
        return self._offsets.get(id(doc))

    def part_at(self, position: int) -> Part | None:
        """The part of the story that holds this position, if any."""
        at = bisect_right(self._part_starts, position) - 1
        return self.parts[at] if at >= 0 and position < self.parts[at].end else None

    def part_number(self, position: int) -> int:
        """The number of the last part that begins at or before this position; -1 if there is none."""
        return bisect_right(self._part_starts, position) - 1

    def range_of(self, parse: Parse, first: int, last: int) -> Range | None:
        """The text of the tokens ``first`` up to and with ``last`` of a parse, trimmed at its edges."""
        start = parse.start + parse.doc[first].idx
        end = parse.start + parse.doc[last].idx + len(parse.doc[last])
        return trimmed(self.text, start, end)
