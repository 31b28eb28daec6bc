"""Which stories of the record are like one another: kept as each story is added, asked for by the linking of events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

from onrecord.linking.event_profiles import Weighted, weighted
from onrecord.linking.like_stories import NEAREST, company, like_stories, rarely

__all__ = ["LikeStories", "find_like_stories"]

_LONGEST = 20_000
# The stem that every story holds: so the stories whose stems were noted are counted with the stems.
_EVERY = ""


def find_like_stories(connection: sqlite3.Connection, key: int) -> None:
    """Notes a story's stems and the stories nearest to it, and it with those to which it is near itself.

    What was noted before is made anew. In a transaction.
    """
    connection.execute("DELETE FROM story_stem WHERE story = ?", (key,))
    connection.execute("DELETE FROM story_like WHERE story = ? OR other = ?", (key, key))
    row = connection.execute(f"SELECT substr(text, 1, {_LONGEST}) AS text FROM story WHERE key = ?", (key,)).fetchone()
    stems = [(stem, key, weight) for stem, weight in weighted(row["text"]).items()]
    connection.executemany("INSERT INTO story_stem VALUES (?, ?, ?)", [*stems, (_EVERY, key, 0.0)])
    for other, alike in like_stories(str(key), LikeStories(connection)).items():
        for story, near in ((key, int(other)), (int(other), key)):
            connection.execute("INSERT INTO story_like VALUES (?, ?, ?)", (story, near, alike))
            connection.execute(
                "DELETE FROM story_like WHERE story = ? AND other IN"
                " (SELECT other FROM story_like WHERE story = ? ORDER BY alike DESC, other LIMIT -1 OFFSET ?)",
                (story, story, NEAREST),
            )


class LikeStories:
    """The record's stories as ``linking.like_stories`` asks for them; each goes by its key, in figures."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._number: int | None = None
        self._counts: dict[str, int] = {}

    def telling(self, story: str) -> Weighted:
        """A story's stems, as rare as they are by now."""
        words = self.words(story)
        return rarely(words, self.holding(words), self.number())

    def company(self, story: str) -> Weighted:
        """The company that a story keeps by now."""
        rows = self.connection.execute("SELECT other, alike FROM story_like WHERE story = ?", (int(story),))
        return company(story, {str(row["other"]): row["alike"] for row in rows})

    def number(self) -> int:
        """See ``KnowsStories``."""
        if self._number is None:
            row = self.connection.execute("SELECT stories FROM stem WHERE stem = ?", (_EVERY,)).fetchone()
            self._number = int(row["stories"]) if row else 0
        return self._number

    def holding(self, stems: Collection[str]) -> Mapping[str, int]:
        """See ``KnowsStories``."""
        missing = [stem for stem in stems if stem not in self._counts]
        if missing:
            self._counts |= dict.fromkeys(missing, 0)
            rows = self.connection.execute(
                "SELECT stem, stories FROM stem WHERE stem IN (SELECT value FROM json_each(?))", (json.dumps(missing),)
            )
            self._counts |= {row["stem"]: row["stories"] for row in rows}
        return self._counts

    def with_stem(self, stem: str, limit: int) -> Sequence[str]:
        """See ``KnowsStories``."""
        rows = self.connection.execute(
            "SELECT story FROM story_stem WHERE stem = ? ORDER BY story DESC LIMIT ?", (stem, limit)
        )
        return [str(row["story"]) for row in rows]

    def words(self, story: str) -> Weighted:
        """See ``KnowsStories``."""
        select = "SELECT stem, weight FROM story_stem WHERE story = ? AND stem > ''"
        rows = self.connection.execute(select, (int(story),))
        return {row["stem"]: row["weight"] for row in rows}
