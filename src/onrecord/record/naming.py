"""Entities by words in a row of a name, through the index of names' words: never by looking at all names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from onrecord.record.words import words_of

__all__ = ["are_few", "are_many", "named", "named_values"]

_MANY = 1500


def named(value: str) -> str:
    """SQL that selects the entities of stories that go by a name with these words in a row.

    value: what the words are called among the values of the query, which ``named_values`` gives.
    """
    return (
        "SELECT n.entity FROM name_word w JOIN entity_name n ON n.name = w.name"
        f" WHERE w.word = :{value}_word AND instr(' ' || w.name || ' ', :{value})"
    )


def are_many(connection: sqlite3.Connection, value: str, values: Mapping[str, Any], most: int) -> bool:
    """Whether so many entities of stories, ``most`` or more, go by the name that the stories are better gone through in
    their order: where one in some hundred rows has it, a page is found sooner so than by looking up all that do."""
    return not _fewer(connection, named(value), values, most)


def are_few(connection: sqlite3.Connection, table: str, wanted: Mapping[str, Any]) -> bool:
    """Whether so few rows of a table have one of these values that they are better looked up by it.

    wanted: by column, of which there is an index; None makes no difference.
    """
    return any(
        _fewer(connection, f"SELECT 1 FROM {table} WHERE {column} = :value", {"value": value})
        for column, value in wanted.items()
        if value is not None
    )


def _fewer(connection: sqlite3.Connection, rows: str, values: Mapping[str, Any], most: int = _MANY) -> bool:
    found = connection.execute(f"SELECT count(*) FROM ({rows} LIMIT {most})", dict(values)).fetchone()
    return int(found[0]) < most


def named_values(value: str, asked: str) -> dict[str, str]:
    """The values for ``named(value)``: the words asked for, and of these the one to look up, the longest."""
    words = words_of(asked)
    return {value: f" {words} ", f"{value}_word": max(words.split(), key=len, default="")}
