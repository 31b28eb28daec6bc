"""Which stories of the record are like one another: kept as each story is added, asked for by the linking of events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

from onrecord.linking.event_profiles import Weighted, weighted
from onrecord.linking.like_stories import NEAREST, company, like_stories, rarity, weighed

__all__ = ["LikeStories", "find_like_stories"]

_LONGEST = 20_000
# The stem that every story holds: so the stories whose stems were noted are counted with the stems.
_EVERY = ""


def find_like_stories(connection: sqlite3.Connection, key: int) -> LikeStories:
    """Notes a story's stems and the stories nearest to it, and it with those to which it is near itself.

    What was noted before is made anew. In a transaction. Gives the record's stories as they are after that.
    """
    connection.execute("DELETE FROM story_stem WHERE story = ?", (key,))
    connection.execute("DELETE FROM story_like WHERE story = ? OR other = ?", (key, key))
    row = connection.execute(f"SELECT substr(text, 1, {_LONGEST}) AS text FROM story WHERE key = ?", (key,)).fetchone()
    stems = [(stem, key, weight) for stem, weight in weighted(row["text"]).items()]
    connection.executemany("INSERT INTO story_stem VALUES (?, ?, ?)", [*stems, (_EVERY, key, 0.0)])
    known = LikeStories(connection)
    near = sorted((-alike, int(other)) for other, alike in like_stories(str(key), known).items())
    likes = [(key, other, -unlike) for unlike, other in near[:NEAREST]] + [(other, key, -one) for one, other in near]
    connection.executemany("INSERT INTO story_like VALUES (?, ?, ?)", likes)
    connection.executemany(
        "DELETE FROM story_like WHERE story = ? AND other IN"
        " (SELECT other FROM story_like WHERE story = ? ORDER BY alike DESC, other LIMIT -1 OFFSET ?)",
        [(other, other, NEAREST) for _, other in near],
    )
    return known


class LikeStories:
    """The record's stories as ``linking.like_stories`` asks for them; each goes by its key, in figures.

    What was asked for is kept: after another story's stems were noted, make it anew.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._number: int | None = None
        self._counts: dict[str, int] = {}
        self._rarities: dict[str, float] = {}
        self._tellings: dict[str, Weighted] = {}

    def tellings(self, stories: Collection[str]) -> Mapping[str, Weighted]:
        """See ``KnowsStories``."""
        words = {story: self._words(story) for story in stories if story not in self._tellings}
        stems = {stem for each in words.values() for stem in each} - self._rarities.keys()
        number, counts = self.number(), self.holding(stems)
        self._rarities |= {stem: rarity(counts[stem], number) for stem in stems}
        self._tellings |= {story: weighed(each, self._rarities) for story, each in words.items()}
        return {story: self._tellings[story] for story in stories}

    def company(self, story: str) -> Weighted:
        """The company that a story keeps by now."""
        return self.companies([int(story)])[int(story)]

    def companies(self, stories: Collection[int]) -> dict[int, Weighted]:
        """The company that each of these stories (by key) keeps by now."""
        near: dict[int, dict[str, float]] = {story: {} for story in stories}
        select = (
            "SELECT k.story, k.other, k.alike FROM json_each(?) j CROSS JOIN story_like k ON k.story = j.value"
            " ORDER BY k.story, k.other"
        )
        for story, other, alike in self._rows(select, json.dumps(sorted(stories))):
            near[story][str(other)] = alike
        return {story: company(str(story), each) for story, each in near.items()}

    def number(self) -> int:
        """How many there are."""
        if self._number is None:
            row = self.connection.execute("SELECT stories FROM stem WHERE stem = ?", (_EVERY,)).fetchone()
            self._number = int(row["stories"]) if row else 0
        return self._number

    def holding(self, stems: Collection[str]) -> Mapping[str, int]:
        """See ``KnowsStories``."""
        missing = [stem for stem in stems if stem not in self._counts]
        if missing:
            self._counts |= dict.fromkeys(missing, 0)
            select = "SELECT stem, stories FROM stem WHERE stem IN (SELECT value FROM json_each(?))"
            self._counts |= dict(self._rows(select, json.dumps(missing)))
        return self._counts

    def with_stem(self, stem: str, limit: int) -> Sequence[str]:
        """See ``KnowsStories``."""
        rows = self._rows("SELECT story FROM story_stem WHERE stem = ? ORDER BY story DESC LIMIT ?", stem, limit)
        return [str(story) for (story,) in rows]

    def _words(self, story: str) -> dict[str, float]:
        return dict(self._rows("SELECT stem, weight FROM story_stem WHERE story = ? AND stem > ''", int(story)))

    def _rows(self, select: str, *values: str | int) -> sqlite3.Cursor:
        """Plain tuples: there are very many."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return cursor.execute(select, values)
