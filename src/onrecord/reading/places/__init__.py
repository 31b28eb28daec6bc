"""Where the places are that a story names: the gazetteer, the countries, and what decides between namesakes."""

from onrecord.reading.places.countries import (
    capital_of,
    country_called,
    country_name,
    country_named,
    country_of_capital,
)
from onrecord.reading.places.resolving import resolve, resolve_names
from onrecord.reading.places.stage import Places

__all__ = [
    "Places",
    "capital_of",
    "country_called",
    "country_name",
    "country_named",
    "country_of_capital",
    "resolve",
    "resolve_names",
]
