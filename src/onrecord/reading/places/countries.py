"""Which country a word means: its name, its people, its capital. For every stage that asks for a country's code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.reading.places.folding import folded

__all__ = [
    "capital_of",
    "country_called",
    "country_name",
    "country_named",
    "country_of_capital",
    "geonames_of",
    "people_of",
    "whole_country",
]

_DATA = Path(__file__).with_name("countries.toml")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")
_PLURAL = ("", "s", "es")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the file of countries says, ready to be asked."""

    rows: dict[str, dict[str, Any]]
    names: dict[str, str]
    people: dict[str, str]
    initials: dict[str, str]
    capitals: dict[str, str]


@cache
def _tables() -> _Tables:
    rows: dict[str, dict[str, Any]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    tables = _Tables(rows, {}, {}, {}, {})
    for code, row in rows.items():
        for name in (row["name"], *row.get("also", ()), *row.get("parts", ())):
            tables.names.setdefault(folded(name), code)
        for word in row.get("people", ()):
            tables.people.setdefault(folded(word), code)
        for word in row.get("initials", ()):
            tables.initials[word.replace(".", "")] = code
        for name in (*([row["capital"]] if "capital" in row else []), *row.get("capital_also", ())):
            _keep_larger(tables, folded(name), code)
        for name in row.get("seats", ()):
            _keep_larger(tables, folded(name), code)
    return tables


def _keep_larger(tables: _Tables, name: str, code: str) -> None:
    """Kingston is Jamaica's: of two countries whose capitals share a name, the one that has a people counts."""
    known = tables.capitals.get(name)
    if known is None or (not tables.rows[known].get("people") and tables.rows[code].get("people")):
        tables.capitals[name] = code


def _bare(words: str) -> str:
    return re.sub(r"^\s*[Tt]he\s+|['’]s?\s*$", "", words).strip()


def country_called(words: str) -> str | None:
    """The ISO alpha-2 code of the country whose name (not whose people) ``words`` is: 'Pakistan', 'the U.S.', 'UAE'."""
    tables = _tables()
    bare = _bare(words)
    if _INITIALS.fullmatch(bare):
        code = tables.initials.get(bare.replace(".", ""))
        if code:
            return code
    if bare.islower():
        return None
    key = folded(bare)
    return tables.names.get(key) or tables.names.get("the " + key)


def whole_country(words: str) -> str | None:
    """As ``country_called``, but None for a country's part: 'Britain' and 'the UK' are one place, 'Wales' another."""
    return None if folded(_bare(words)) in _parts() else country_called(words)


@cache
def _parts() -> frozenset[str]:
    return frozenset(folded(name) for row in _tables().rows.values() for name in row.get("parts", ()))


def country_named(words: str) -> str | None:
    """The ISO alpha-2 code of the country that ``words`` names, by its name, its people or its adjective.

    'Pakistan', "Pakistan's", 'Afghans', 'British', 'the U.S.', 'UAE' have one; 'us', 'european', 'Kurds' have none.
    Parts of the United Kingdom have its code. A word that is also something else (Georgia, Jordan, Chad) has the
    country's code all the same: whoever asks knows what the word is.
    """
    code = country_called(words)
    if code or words.islower():
        return code
    people = _tables().people
    key = folded(_bare(words))
    for plural in _PLURAL:
        if key.endswith(plural) and (code := people.get(key[: len(key) - len(plural)])):
            return code
    return people.get(key[:-3] + "y") if key.endswith("ies") else None


def country_name(code: str) -> str | None:
    """The country's name as news writes it ('AF' -> 'Afghanistan'); None for a code that is no country's."""
    row = _tables().rows.get(code.upper())
    return row["name"] if row else None


def capital_of(code: str) -> str | None:
    """The name of the country's capital ('AF' -> 'Kabul'); None where it has none or the code is no country's."""
    row = _tables().rows.get(code.upper())
    return row.get("capital") if row else None


def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital, or other seat of government, is called ``name`` ('Kyiv', 'Kiev')."""
    return _tables().capitals.get(folded(name))


def geonames_of(code: str) -> int | None:
    """The country's GeoNames id; None for a code that is no country's."""
    row = _tables().rows.get(code.upper())
    return row["geonames"] if row else None


def people_of(code: str) -> tuple[str, ...]:
    """The country's adjectives and demonyms in the singular ('GB' -> 'British', 'Briton', ...); may be empty."""
    row = _tables().rows.get(code.upper())
    return tuple(row.get("people", ())) if row else ()
