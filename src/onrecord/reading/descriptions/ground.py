"""The ground that descriptions stand on: the words of each parse, which of them are names, and what is found so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

import msgspec

from onrecord.model import Entity, Mention
from onrecord.model.entity import EntityKind, MentionForm
from onrecord.reading.stage import Parse, Partial

__all__ = ["Ground", "Named"]


@dataclass(frozen=True, slots=True)
class Named:
    """Words ``[first, last)`` of a parse that name an entity."""

    entity: Entity
    first: int
    last: int


@dataclass(slots=True)
class Ground:
    """A story while its descriptions are read.

    names: for each parse, the name that a word (by its number) belongs to. places: (position, sentence number, entity
    id) of every mention by name, in order. found: the mentions that were added, by entity id.
    """

    text: str
    parses: tuple[Parse, ...]
    entities: tuple[Entity, ...]
    names: list[dict[int, Named]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    found: dict[str, list[Mention]] = field(default_factory=dict)
    made: list[Entity] = field(default_factory=list)
    _taken: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, partial: Partial) -> Ground:
        """The ground of a story whose names are known."""
        reading = partial.reading
        ground = cls(reading.story.text, partial.parses, reading.entities)
        spans = sorted(
            ((m.start, m.end, entity) for entity in reading.entities for m in entity.mentions if m.form == "name"),
            key=lambda item: item[:2],
        )
        ground.sentences = [start for start, _ in reading.sentences]
        at = 0
        for parse in partial.parses:
            words: dict[int, Named] = {}
            starts = {parse.start + token.idx: token.i for token in parse.doc}
            end = parse.start + len(parse.doc.text)
            while at < len(spans) and spans[at][0] < end:
                start, stop, entity = spans[at]
                at += 1
                first = starts.get(start)
                if first is None:
                    continue
                last = first + 1
                while last < len(parse.doc) and parse.start + parse.doc[last].idx < stop:
                    last += 1
                named = Named(entity, first, last)
                words |= {index: named for index in range(first, last) if index not in words}
            ground.names.append(words)
        return ground

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that holds a position."""
        return bisect_right(self.sentences, position) - 1

    def is_free(self, start: int, end: int) -> bool:
        """Whether no mention with exactly this range was added."""
        return (start, end) not in self._taken

    def add(self, entity: str, start: int, end: int, form: MentionForm) -> None:
        """Adds a mention, unless its range is spoken for."""
        if self.is_free(start, end):
            self._taken.add((start, end))
            self.found.setdefault(entity, []).append(Mention(start, end, self.text[start:end], form))

    def make(self, kind: EntityKind, name: str, ranges: list[tuple[int, int]]) -> None:
        """A new entity that the story does not name, spoken of at the free ones of ``ranges``."""
        free = [one for one in sorted(ranges) if self.is_free(*one)]
        if not free:
            return
        self._taken.update(free)
        mentions = tuple(Mention(start, end, self.text[start:end], "nominal") for start, end in free)
        self.made.append(Entity(id="", kind=kind, name=name, mentions=mentions))

    def result(self) -> tuple[Entity, ...]:
        """The entities with what was found; new ones come last, numbered in the order of their first mentions."""
        known = [
            msgspec.structs.replace(entity, mentions=tuple(sorted((*entity.mentions, *self.found[entity.id]))))
            if entity.id in self.found
            else entity
            for entity in self.entities
        ]
        number = len(known)
        made = sorted(self.made, key=lambda entity: (entity.mentions[0].start, -entity.mentions[0].end))
        return (*known, *(msgspec.structs.replace(entity, id=f"e{number + n}") for n, entity in enumerate(made, 1)))


def head_of(doc: Any, named: Named) -> Any:
    """The word of a name that the rest of its words depend on."""
    return doc[named.first : named.last].root
