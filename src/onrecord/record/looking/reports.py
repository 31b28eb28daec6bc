"""Who else reports what a statement does: the same speaker, in the same or in other words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations

import msgspec

from onrecord.errors import NotFoundError
from onrecord.linking.contents import content_words, shared_share
from onrecord.record.query import Query
from onrecord.record.statements import StatementLine, statements_by_id
from onrecord.record.words import words_of

__all__ = ["Report", "reports", "statement"]

_SOUGHT = 4  # of the longest words: a story that holds two of them is looked at
_STORIES, _MOST = 100, 60
_FEW = 3  # words that carry meaning: of fewer nobody can tell whether they were said once or twice
_ALIKE = 0.6


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Another story's report of what a statement says.

    same_words: the content is the same, letter case, diacritics and marks apart. same_text: it stands in a copy of the
    same text (see ``Counts.tellings``), so that it is no second witness. telling: the text it stands in.
    """

    line: StatementLine
    same_words: bool
    same_text: bool
    telling: str | None


class _Said(msgspec.Struct, frozen=True):
    """What is compared of a statement: the speakers' keys, the words, the text in which it stands."""

    id: str
    speakers: frozenset[str]
    words: str
    telling: str | None


_SAID = """
SELECT t.id, t.story, s.date, d.telling, t.speaker_words, e.name AS speaker_name,
       (SELECT l.linked FROM entity_link l WHERE l.story = t.story AND l.entity = t.speaker) AS speaker,
       (SELECT l.linked FROM entity_link l WHERE l.story = t.story AND l.entity = t.speaks_for) AS party,
       (SELECT group_concat(c.words, ' ') FROM (
          SELECT substr(s.text, v.start + 1, v."end" - v.start) AS words FROM evidence v
          WHERE v.row = t.id AND v.kind = 'content' ORDER BY v.position) c) AS content
FROM {stories} JOIN story s ON s.key = f.key JOIN statement t ON t.story = s.key
LEFT JOIN told d ON d.story = s.key LEFT JOIN entity e ON e.id = t.speaker
"""


def statement(connection: sqlite3.Connection, own: str) -> StatementLine:
    """The statement with this row id; raises ``NotFoundError``."""
    found = statements_by_id(connection, [own])
    if not found:
        raise NotFoundError(f"the record holds no statement {own!r}. See: onrecord said")
    return found[0]


def reports(connection: sqlite3.Connection, own: str, query: Query) -> list[Report]:
    """The statements of other stories that report what this one does, those in the same words first.

    They are of the same speaker or the same accountable party, and hold most of its words; of somebody who is not
    known, only in copies of the same text. Looked for among the stories that hold two of its longest words, those
    nearest in time first. query: its ``as_known`` holds. Raises ``NotFoundError``.
    """
    row = connection.execute(
        _SAID.format(stories="(SELECT story AS key FROM statement WHERE id = :own) f") + " WHERE t.id = :own",
        {"own": own},
    ).fetchone()
    if row is None:
        raise NotFoundError(f"the record holds no statement {own!r}. See: onrecord said")
    said = _said(row)
    alike = []
    for other in _near(connection, row, said, query):
        found = _said(other)
        if found.id != own and other["story"] != row["story"] and _same_speaker(said, found) and _shares(said, found):
            alike.append((found.words != said.words, found.telling == said.telling, other["date"] or "~", found))
    alike.sort(key=lambda one: (*one[:3], one[3].id))
    lines = statements_by_id(connection, [one.id for _, _, _, one in alike[:_MOST]])
    return [
        Report(line=line, same_words=not other_words, same_text=same_text and one.telling is not None,
               telling=one.telling)
        for line, (other_words, same_text, _, one) in zip(lines, alike, strict=False)
    ]  # fmt: skip


def _near(connection: sqlite3.Connection, row: sqlite3.Row, said: _Said, query: Query) -> Iterable[sqlite3.Row]:
    """The statements of stories that may report the same: copies of its text, and those that hold its longest words."""
    condition, values = Query(as_known=query.as_known).conditions()
    values |= {"own": row["id"], "telling": said.telling, "date": row["date"], "stories": _STORIES}
    copies = "SELECT s.key FROM told x JOIN story s ON s.key = x.story WHERE x.telling = :telling"
    sources = [f"SELECT * FROM ({copies} AND ({condition}) LIMIT :stories)"]
    longest = sorted(set(said.words.split()), key=lambda word: (-len(word), word))[:_SOUGHT]
    if len(longest) > 1:
        values["sought"] = " OR ".join(f'("{one}" AND "{other}")' for one, other in combinations(longest, 2))
        sources.append(
            "SELECT * FROM (SELECT s.key FROM story_words w JOIN story s ON s.key = w.rowid"
            f" WHERE w.story_words MATCH :sought AND ({condition})"
            " ORDER BY abs(julianday(s.date) - julianday(:date)), s.key LIMIT :stories)"
        )
    return connection.execute(_SAID.format(stories=f"({' UNION '.join(sources)}) f"), values).fetchall()


def _said(row: sqlite3.Row) -> _Said:
    speakers = {row["speaker"], row["party"]} - {None}
    if not speakers and row["speaker_name"]:
        speakers = {f"name:{words_of(row['speaker_name'])}"}
    words = words_of(row["content"] or "").split()
    # 'that' is the clause's, not the speaker's.
    words = words[1:] if words[:1] == ["that"] else words
    return _Said(row["id"], frozenset(speakers), " ".join(words), row["telling"])


def _same_speaker(one: _Said, other: _Said) -> bool:
    if one.speakers and other.speakers:
        return bool(one.speakers & other.speakers)
    return one.telling is not None and one.telling == other.telling


def _shares(one: _Said, other: _Said) -> bool:
    if one.words == other.words and one.words:
        return len(one.words.split()) > _FEW or one.telling == other.telling
    mine, theirs = content_words(one.words), content_words(other.words)
    return min(len(mine), len(theirs)) >= _FEW and shared_share(mine, theirs) >= _ALIKE
