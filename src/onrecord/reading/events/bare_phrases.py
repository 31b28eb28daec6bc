"""What the bare words of an actor tell, without a story around them."""

from __future__ import annotations

from onrecord.reading.events.sectors import name_at_end, told
from onrecord.reading.office_holders import known_holder

__all__ = ["country_and_sector"]


def country_and_sector(words: str, day: str | None = None) -> tuple[str | None, str | None]:
    """The country (ISO 3166 alpha-2) and the PLOVER sector that a bare phrase tells; each None where it does not.

    'Norwegian lawmakers' -> ('NO', 'LEG'); 'Ruth Baker' -> (None, None). Whoever is named and is known to have held a
    public office has its country and, if a day (ISO 8601) is given, the sector of what he held on it.
    """
    found = told(words)
    if found.country or found.international:
        return found.country, found.sector
    name = name_at_end(words)
    holder = known_holder(name, day) if name else None
    if holder is None:
        return found.country, found.sector
    return holder.country, found.sector or holder.sector
