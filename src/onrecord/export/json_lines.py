"""JSON Lines: one story with its reading a line, laid out as ``onrecord read --json`` lays out a capture.

Each line has one entry in ``stories``; ``capture`` is the first that holds the story, ``also_in`` lists the others;
``judged`` says which of its values are a person's, and what else people and later versions say of its rows.
Without text the story's ``text`` is absent, and so are the words of the spans that together make it up (paragraphs,
captions, key points, standfirst, subheads): their positions stay.

As the table ``events``: one event a line, as ``onrecord events --json`` prints it, with the sentence it stands on.
"""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from onrecord.model import FORMAT, encode
from onrecord.record import EventQuery, Query, Record, StoredCapture, StoredStory

__all__ = ["TABLES", "line", "write"]

TABLES = ("readings", "events")

_ARTICLE = ("standfirst", "key_points", "paragraphs", "subheads")


def write(record: Record, out: TextIO, query: Query, with_text: bool, table: str | None) -> int:
    """Writes a line for each story that ``query`` filters, or for each event of these stories; gives their number."""
    count = 0
    if table == "events":
        for event in record.every_event(EventQuery(stories=query)):
            out.write(encode(msgspec.to_builtins(event)).decode() + "\n")
            count += 1
        return count
    for story in record.readings(query):
        out.write(encode(line(story, with_text=with_text)).decode() + "\n")
        count += 1
    return count


def line(story: StoredStory, *, with_text: bool) -> dict[str, Any]:
    """The document of one story."""
    entry = story.reading.to_builtins()
    first, *others = map(_capture, story.captures)
    return {
        "format": FORMAT,
        "capture": first,
        "also_in": others,
        "made_by": story.made_by,
        "judged": [msgspec.to_builtins(one) for said in story.judged.values() for one in said],
        "stories": [entry if with_text else _without_text(entry)],
    }


def _capture(capture: StoredCapture) -> dict[str, Any]:
    # Not the source: a path on the exporter's machine says nothing to others, and may say too much.
    return {
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "url": capture.url,
        "retrieved": capture.retrieved,
    }


def _without_text(entry: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in entry.items() if name != "text"}
    for name in _ARTICLE:
        kept[name] = _positions(kept[name])
    kept["captions"] = [caption | {"span": _positions(caption["span"])} for caption in kept["captions"]]
    return kept


def _positions(found: Any) -> Any:
    if isinstance(found, list | tuple):
        return [_positions(one) for one in found]
    return None if found is None else {"start": found["start"], "end": found["end"]}
