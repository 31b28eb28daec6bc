"""What a stage is: a step from a partial reading to a partial reading that says what it needs and what it adds.

Adding a stage is a file here, its test, and its page in the codebook; ``pipeline.default_stages`` orders them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from onrecord.model import Reading, Story

if TYPE_CHECKING:
    from onrecord.models.encoder import Encoded

__all__ = ["Parse", "Part", "Partial", "Stage", "parts_of"]

_SEPARATOR = re.compile(r"[\s)\].,:;/|\-\u2010-\u2015]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a story that is read as a text of its own: ``[start, end)`` and its role in the story.

    role: ``headline``, ``standfirst``, ``key_point``, ``caption``, ``subhead`` or ``paragraph`` (the first one
    without its dateline).
    """

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parse:
    """A stretch of one part with its parse. ``start`` is where the parsed text begins in the story's text.

    doc: a ``spacy.tokens.Doc``; add ``start`` to its character positions. It lives only while the story is read.
    """

    part: Part
    start: int
    doc: Any


@dataclass(frozen=True, slots=True)
class Partial:
    """A reading in the making: what is kept of it, and what only later stages use.

    parses: in order of the story's parts (which is the order of the text). encoded: the word pieces of the parses in
    order, with a vector each.
    """

    reading: Reading
    parts: tuple[Part, ...]
    parses: tuple[Parse, ...] = ()
    encoded: Encoded | None = None

    @classmethod
    def of(cls, story: Story) -> Partial:
        """Nothing understood yet but the story's parts."""
        return cls(Reading(story=story), parts_of(story))

    def with_fields(self, **fields: Any) -> Partial:
        """With these fields of the reading set."""
        return replace(self, reading=msgspec.structs.replace(self.reading, **fields))


class Stage(Protocol):
    """One step of a reading. It has no state between stories, and the same partial reading gives the same result.

    name, version: recorded with each reading; the version changes when the result may. needs, adds: names of what
    earlier stages must have added and what this one adds (``sentences``, ``parses``, ``quotations``, ...).
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def needs(self) -> frozenset[str]: ...
    @property
    def adds(self) -> frozenset[str]: ...

    def read(self, partial: Partial) -> Partial:
        """``partial`` with what this stage adds."""
        ...


def parts_of(story: Story) -> tuple[Part, ...]:
    """The parts of a story that are read, in text order, none overlapping. Bylines, credits, datelines are not prose.

    A standfirst of several lines is several parts, since a sentence does not run on from one to the next.
    """
    named = [
        *([("headline", story.headline)] if story.headline else []),
        *([("standfirst", story.standfirst)] if story.standfirst else []),
        *(("key_point", span) for span in story.key_points),
        *(("caption", caption.span) for caption in story.captions if caption.span),
        *(("subhead", span) for span in story.subheads),
        *(("paragraph", span) for span in story.paragraphs),
    ]
    parts: list[Part] = []
    for role, span in sorted(named, key=lambda item: (item[1].start, -item[1].end)):
        at = max(span.start, parts[-1].end if parts else 0)
        if role == "paragraph" and story.datelines and at <= story.datelines[0].span.start < span.end:
            at = _after_dateline(story, span.end)
        for piece in story.text[at : span.end].split("\n\n"):
            if piece.strip():
                parts.append(Part(role, at, at + len(piece)))
            at += len(piece) + 2
    return tuple(parts)


def _after_dateline(story: Story, limit: int) -> int:
    """Where the words begin after a dateline, its brackets and its dash or colon."""
    stated = [span for one in story.datelines for span in (one.span, one.date, one.agency) if span]
    match = _SEPARATOR.match(story.text, max(span.end for span in stated), limit)
    return match.end() if match else limit
