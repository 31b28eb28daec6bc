"""Entities by words in a row of a name, through the index of names' words: never by looking at all names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from onrecord.record.words import words_of

__all__ = ["are_many", "named", "named_values"]

_MANY = 1500


def named(value: str) -> str:
    """SQL that selects the entities of stories that go by a name with these words in a row.

    value: what the words are called among the values of the query, which ``named_values`` gives.
    """
    return (
        "SELECT n.entity FROM name_word w JOIN entity_name n ON n.name = w.name"
        f" WHERE w.word = :{value}_word AND instr(' ' || w.name || ' ', :{value})"
    )


def are_many(connection: sqlite3.Connection, value: str, values: Mapping[str, Any]) -> bool:
    """Whether so many entities of stories go by the name that the stories are better gone through in their order."""
    asked = f"SELECT count(*) FROM ({named(value)} LIMIT {_MANY})"
    return int(connection.execute(asked, dict(values)).fetchone()[0]) == _MANY


def named_values(value: str, asked: str) -> dict[str, str]:
    """The values for ``named(value)``: the words asked for, and of these the one to look up, the longest."""
    words = words_of(asked)
    return {value: f" {words} ", f"{value}_word": max(words.split(), key=len, default="")}
