"""One parsed stretch of a story as words: what each is, where it stands, and which entity it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import Entity, Mention
from onrecord.reading.offices.vocabulary import vocabulary
from onrecord.reading.stage import Parse, Partial

__all__ = ["Line", "Named", "lines"]

_SMALL = frozenset(["of", "the", "and"])
_HYPHENS = frozenset("-‐‑")
_MARKS = frozenset(['"', "“", "”", "'", "‘", "’", "``", "]"])


@dataclass(frozen=True, slots=True)
class Named:
    """Words ``[first, last)`` of a line that speak of an entity."""

    entity: Entity
    mention: Mention
    first: int
    last: int


@dataclass(slots=True)
class Line:
    """The words of one parse. Hyphens inside a word part it and are left out ('vice-president' is two, glued).

    texts: as written; low: lower case without full stops; tags: Penn tags; starts, ends: code points of the story.
    glued: joined to the word before by a hyphen. sentence: a number that changes where a sentence begins.
    named: the entity that a word speaks of. described: people who are spoken of by a title or description.
    tokens, word_of: the parse's token of a word and the reverse.
    """

    role: str
    texts: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    named: list[Named | None] = field(default_factory=list)
    described: list[Named] = field(default_factory=list)
    tokens: list[Any] = field(default_factory=list)
    word_of: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    def word(self, index: int) -> str:
        """The lower-case word at ``index``; '' beyond the line."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def past_address(self, at: int) -> int:
        """The word at or after ``at`` where a name may begin, past 'Dr', 'Mullah', 'Lt. Gen.' and quotation marks."""
        words = vocabulary()
        while at < len(self) and not self.person_at(at):
            size = next((size for size in (2, 1) if tuple(self.low[at : at + size]) in words.ranks), 0)
            size = size or int(self.low[at] in words.honorifics or self.texts[at] in _MARKS)
            if not size:
                break
            at += size
        return at

    def name(self, index: int) -> Named | None:
        """The entity that the word at ``index`` speaks of, if any."""
        return self.named[index] if 0 <= index < len(self.named) else None

    def name_at(self, index: int) -> Named | None:
        """The entity whose mention begins at the word ``index``."""
        found = self.name(index)
        return found if found and found.first == index else None

    def name_before(self, index: int) -> Named | None:
        """The entity whose mention ends just before the word ``index``."""
        found = self.name(index - 1)
        return found if found and found.last == index else None

    def person_at(self, index: int) -> Named | None:
        """As ``name_at``, if it is a person's name."""
        found = self.name_at(index)
        return found if found and found.entity.kind == "person" and found.mention.form == "name" else None

    def person_before(self, index: int) -> Named | None:
        """As ``name_before``, if it is a person's name."""
        found = self.name_before(index)
        return found if found and found.entity.kind == "person" and found.mention.form == "name" else None

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.sentence[one] == self.sentence[other]


def lines(partial: Partial) -> Iterator[Line]:
    """Each parse of the story as a line."""
    entities = partial.reading.entities
    mentions = sorted(
        ((mention.start, mention.end, entity, mention) for entity in entities for mention in entity.mentions),
        key=lambda item: (item[0], -item[1]),
    )
    starts = [start for start, *_ in mentions]
    for parse in partial.parses:
        line = _words(parse)
        end = parse.start + len(parse.doc.text)
        _name(line, mentions[bisect_left(starts, parse.start) : bisect_left(starts, end)])
        yield line


def _words(parse: Parse) -> Line:
    line, sentence, glue = Line(parse.part.role), 0, False
    doc = parse.doc
    abbreviations = vocabulary().abbreviations
    for token in doc:
        short = bool(line.low) and line.low[-1] in abbreviations
        sentence += bool(token.is_sent_start) and not short
        if token.is_space:
            continue
        text, at = token.text, parse.start + token.idx
        if text in _HYPHENS and token.i and not doc[token.i - 1].whitespace_ and not token.whitespace_:
            glue = True
            continue
        if text == "." and (short or token.tag_ != ".") and line.texts and line.ends[-1] == at:
            line.ends[-1] += 1  # 'Lt' and its full stop
            line.texts[-1] += "."
            continue
        line.word_of[token.i] = len(line.texts)
        line.texts.append(text)
        line.low.append(_low(text))
        line.tags.append(token.tag_)
        line.starts.append(at)
        line.ends.append(at + len(text))
        line.glued.append(glue)
        line.sentence.append(sentence)
        line.named.append(None)
        line.tokens.append(token)
        glue = False
    return line


def _low(text: str) -> str:
    low = text.casefold().replace("’", "'")
    bare = low.replace(".", "")
    return bare if len(low) > 1 and bare else low


def _name(line: Line, mentions: Iterable[tuple[int, int, Entity, Mention]]) -> None:
    """Marks the words of each mention. Where mentions lie in each other, names outrank other forms, then the outer."""
    ordered = sorted(mentions, key=lambda item: item[3].form != "name")
    for start, end, entity, mention in ordered:
        if entity.kind == "person" and mention.form in ("title", "nominal"):
            first, last = bisect_left(line.starts, start), bisect_left(line.starts, end)
            line.described.append(Named(entity, mention, first, last))
            continue  # it is made of the title that is to be read
        first, last = bisect_left(line.starts, start), bisect_left(line.starts, end)
        if not (first < last and line.starts[first] == start) or any(line.named[first:last]):
            continue
        if entity.kind == "person" and mention.form == "name":
            first, last = _bare_name(line, first, last)
        named = Named(entity, mention, first, last)
        line.named[first:last] = [named] * (last - first)


def _bare_name(line: Line, first: int, last: int) -> tuple[int, int]:
    """The words of a person's name without a title and small words that a tagger took into it; none if that is all."""
    while last > first and line.low[last - 1] in _SMALL:
        last -= 1
    while first < last and line.low[first] in _SMALL:
        first += 1
    never = vocabulary().never_names
    return next((at + 1 for at in range(last - 1, first - 1, -1) if line.low[at] in never), first), last
