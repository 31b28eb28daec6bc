"""Bodies by whose names the news knows them: parties, services, armed groups, companies (the events' list)."""

from __future__ import annotations

from functools import cache

from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.folding import folded

__all__ = ["is_known_body"]

# Unrecognised territories and peoples stand in the list too, and are places and groups.
_NO_BODIES = frozenset(["CVL", "PRE"])
_LEAST = 4  # letters; shorter ones mean too much


def is_known_body(name: str) -> bool:
    """Whether a name, spelt with its capitals, is on the list of organisations."""
    return name[:1].isupper() and folded(name) in _names()


@cache
def _names() -> frozenset[str]:
    rows = lexicon("events/organisations")["rows"]
    return frozenset(
        folded(name) for _, sector, names in rows if sector not in _NO_BODIES for name in names if len(name) >= _LEAST
    )
