"""Stage: where each place is that a story names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from onrecord.model import Story
from onrecord.reading.places.countries import country_name
from onrecord.reading.places.gazetteer import FILE, digest_of
from onrecord.reading.places.resolving import resolve_names
from onrecord.reading.stage import Partial

__all__ = ["Places"]

# Domains of countries that are sold to everyone say nothing about where an outlet is.
_SOLD_TO_ALL = frozenset(
    ["ai", "am", "cc", "co", "dj", "fm", "gg", "gl", "io", "is", "la", "ly", "me", "sh", "so", "st", "tk", "to", "tv"]
)


class Places:
    """Fills ``place`` of every entity of kind place: where it is, or why that is not known.

    A story's dateline is one more name of a place among the others: it says where the story was written and helps to
    tell which places are meant, and stays a dateline.
    """

    name = "places"
    needs: frozenset[str] = frozenset({"entities"})
    adds: frozenset[str] = frozenset({"places"})

    @property
    def version(self) -> str:
        """Changes with the rules, the gazetteer and our own tables."""
        return f"1+gazetteer-{_digest()}"

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its places."""
        reading = partial.reading
        named = [
            (entity, [(one.start, one.end) for one in entity.mentions if one.form == "name"])
            for entity in reading.entities
            if entity.kind == "place"
        ]
        people = [
            (one.start, one.end) for entity in reading.entities if entity.kind == "person" for one in entity.mentions
        ]
        spans = [mentions for _, mentions in named]
        found = resolve_names(reading.story.text, spans, apart_from=people, outlet=outlet_country(reading.story))
        placed = {
            entity.id: msgspec.structs.replace(entity, place=place)
            for (entity, mentions), place in zip(named, found, strict=True)
            if mentions
        }
        return partial.with_fields(entities=tuple(placed.get(entity.id, entity) for entity in reading.entities))


def outlet_country(story: Story) -> str | None:
    """The country in whose domain the story was published ('.co.uk' -> 'GB'), None if that says nothing."""
    ending = (urlsplit(story.url).hostname or "").rsplit(".", 1)[-1] if story.url else ""
    code = {"uk": "GB"}.get(ending, ending.upper())
    return code if len(ending) == 2 and ending not in _SOLD_TO_ALL and country_name(code) else None


@cache
def _digest() -> str:
    here = Path(__file__).parent
    return digest_of(FILE, *sorted(here.glob("*.toml")), *sorted(here.glob("*.csv")))
