"""Stories whose names are given, so that what is tested is the reading of offices and not of names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from onrecord.model import DateRead, Entity, Mention, Reading, Span, Story, story_id
from onrecord.model.entity import EntityKind
from onrecord.reading import Partial, Reader
from onrecord.reading.offices import Offices
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences
from onrecord.reading.times import Times

KNOWN: dict[str, tuple[EntityKind, str]] = {
    "Maria Jensen": ("person", "Jensen"),
    "Peter Hansen": ("person", "Hansen"),
    "Anna Berg": ("person", "Berg"),
    "Norway": ("place", ""),
    "Kenya": ("place", ""),
    "Germany": ("place", ""),
    "Berlin": ("place", ""),
    "Texas": ("place", ""),
    "Norwegian": ("group", ""),
    "Kenyan": ("group", ""),
    "Orange Party": ("organisation", ""),
    "Harbour Union": ("organisation", ""),
    "University of Oslo": ("organisation", ""),
    "Interior Ministry": ("organisation", ""),
}

# Said of Maria Jensen.
SHE = re.compile(r"(?:The )?Ex-PM\b")


class GivenNames:
    """Adds the entities of ``KNOWN`` that the story names."""

    name = "names"
    version = "given"
    needs: frozenset[str] = frozenset({"parses"})
    adds: frozenset[str] = frozenset({"entities"})

    def read(self, partial: Partial) -> Partial:
        text = partial.reading.story.text
        found: list[Entity] = []
        for name, (kind, short) in KNOWN.items():
            pattern = rf"\b(?:{name}{'|' + short if short else ''})\b"
            mentions = [Mention(one.start(), one.end(), one.group()) for one in re.finditer(pattern, text)]
            if mentions and name == "Maria Jensen":
                mentions += [Mention(one.start(), one.end(), one.group(), "title") for one in SHE.finditer(text)]
            if mentions:
                found.append(Entity(id=f"e{len(found) + 1}", kind=kind, name=name, mentions=tuple(sorted(mentions))))
        return partial.with_fields(entities=tuple(found))


@pytest.fixture(scope="session")
def read_offices() -> Callable[[str], Reading]:
    """The reading of one paragraph, published on Wednesday, 22 February 2023."""
    reader = Reader((Quotations(), Sentences(), GivenNames(), Times(), Offices()))

    def _read(text: str) -> Reading:
        published = DateRead(value="2023-02-22", read_from="given")
        paragraphs = (Span.of(text, 0, len(text)),)
        return reader.read(
            Story(id=story_id(text), text=text, language="en", paragraphs=paragraphs, published=published)
        )

    return _read
