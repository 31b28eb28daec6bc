"""News as JSON: one object, a list of them, or JSON Lines, each object with the story in a ``text`` field.

Each object is a capture of its own bytes; its headline field is the first block of its text, and its other fields
are what is ``given`` of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of
from onrecord.capture.containers.lines import lines_of_html
from onrecord.capture.decoding import decode, mended
from onrecord.capture.draft import Draft
from onrecord.capture.opening import Opened, read_all
from onrecord.errors import SourceError
from onrecord.model import Capture, Refusal

__all__ = ["captures_of", "drafts_of"]

_TEXT = ("text", "body", "content", "articleBody", "article_text", "full_text", "maintext", "content_text")
_HTML = ("html", "raw_html", "content_html")
_HEADLINE = ("headline", "title")
_GIVEN = {
    "url": ("url", "link", "canonical_url", "source_url", "id_url"),
    "published": (
        "published", "date", "date_published", "datePublished", "published_at", "publishedAt", "publication_date",
        "pub_date", "pubDate", "date_publish", "created_at",
    ),
    "updated": ("updated", "modified", "date_modified", "dateModified", "updated_at", "date_modify"),
    "author": ("authors", "author", "byline", "creator"),
    "outlet": ("outlet", "source", "publisher", "publication", "site_name", "source_name", "sitename", "source_domain"),
    "language": ("language", "lang", "inLanguage"),
}  # fmt: skip
# 'summary' and 'description' are left out: they are as often a machine's, or a search engine's, as the page's own.
_STANDFIRST = ("standfirst", "subtitle", "subheadline", "dek")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6])\b[^<>]*>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LISTS = ("articles", "items", "results", "data", "docs", "documents", "stories", "news", "response")
_ADVICE = "Each object needs a 'text' field with the story"


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """One capture an object. A faulty line of JSON Lines gives one refusal, and the rest go on."""
    stream = opened.stream
    first = stream.readline(opened.limits.page + 1)
    second = stream.readline(opened.limits.page + 1)
    if _object(first) is None or not second:
        rest = read_all(opened, opened.limits.file)
        yield from _of_document(opened, first + second + rest)
        return
    yield _of_line(opened, first, 1)
    line, number = second, 2
    while line:
        if len(line) > opened.limits.page:
            yield opened.refused(f"longer than {opened.limits.page / 1e6:g} MB", "Split the object", str(number))
            while line and not line.endswith(b"\n"):
                line = stream.readline(opened.limits.page)
        elif line.strip():
            yield _of_line(opened, line, number)
        line, number = stream.readline(opened.limits.page + 1), number + 1


def drafts_of(capture: Capture) -> list[Draft]:
    """The draft of one JSON object; raises ``SourceError`` where it has no text."""
    value = _parsed(capture.data)
    fields = _news(value) if isinstance(value, dict) else None
    if fields is None:
        raise SourceError(capture.source, "JSON without a 'text' field", _ADVICE)
    given = _given(fields)
    headline, body = _first(fields, _HEADLINE), _first(fields, _TEXT) or _first(fields, _HTML)
    if _PAGE.search(body):
        from onrecord.capture.html import drafts

        return drafts(body, url=given.get("url"), given=given, given_from="metadata")
    if _MARKUP.search(body):
        body = "\n\n".join(lines_of_html(body))
    text, notes = mended(body.replace("\r\n", "\n"))
    draft = draft_of_fields(
        Fields(
            headline=mended(headline)[0],
            standfirst=_standfirst(fields, text),
            paragraphs=paragraphs_of(text),
            given=tuple(given.items()),
            notes=notes,
        )
    )
    return [draft] if draft else []


def _of_document(opened: Opened, data: bytes) -> Iterator[Capture | Refusal]:
    try:
        value = _parsed(data)
    except (ValueError, RecursionError) as fault:
        yield opened.refused(f"not valid JSON ({_words(fault)})", "Repair the file, or save it again")
        return
    objects = _objects(value)
    if not objects:
        yield opened.refused("JSON without a 'text' field", _ADVICE)
    if len(objects) == 1:
        yield _capture(opened, objects[0], None, data if objects[0] is value else None)
        return
    for number, found in enumerate(objects, start=1):
        if isinstance(found, dict) and _news(found):
            yield _capture(opened, found, number)
        else:
            yield opened.refused("no object with a 'text' field", _ADVICE, str(number))


def _objects(value: Any) -> list[Any]:
    """The news objects of a document: the document itself, its list, or the list that an answer of a service holds."""
    if isinstance(value, list):
        return value if any(isinstance(found, dict) and _news(found) for found in value) else []
    if not isinstance(value, dict):
        return []
    if _news(value):
        return [value]
    return next((found for name in _LISTS if name in value and (found := _objects(value[name]))), [])


def _of_line(opened: Opened, line: bytes, number: int) -> Capture | Refusal:
    try:
        value = _parsed(line)
    except (ValueError, RecursionError) as fault:
        return opened.refused(f"not valid JSON ({_words(fault)})", "Repair or drop the line", str(number))
    if not isinstance(value, dict) or not _news(value):
        return opened.refused("no object with a 'text' field", _ADVICE, str(number))
    given = _given(value)
    member = f"{opened.source}!{number}"
    data = line.rstrip(b"\r\n")
    return Capture(source=member, data=data, media_type="application/json", url=given.get("url"), given=given)


def _capture(opened: Opened, found: dict[str, Any], number: int | None, data: bytes | None = None) -> Capture:
    """The file's own bytes, or for one object of many that object written out again: same object, same bytes."""
    given = _given(found)
    data = json.dumps(found, separators=(",", ":")).encode() if data is None else data
    source = opened.source if number is None else f"{opened.source}!{number}"
    return Capture(source=source, data=data, media_type="application/json", url=given.get("url"), given=given)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = _parsed(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _parsed(data: bytes) -> Any:
    return json.loads(decode(data).text, strict=False)


def _news(fields: dict[str, Any]) -> dict[str, Any] | None:
    """The object, or its part, that holds the text."""
    if _first(fields, _TEXT) or _first(fields, _HTML):
        return fields
    return None


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value) and name in _TEXT:
            return "\n\n".join(value)
    return ""


def _standfirst(fields: dict[str, Any], body: str) -> str:
    """A description that is no mere opening of the body."""
    words = mended(_first(fields, _STANDFIRST))[0].strip()
    opening = words.rstrip(" .…")[:60]
    return "" if not words or opening in body else words


def _given(fields: dict[str, Any]) -> dict[str, str]:
    given = {"headline": _first(fields, _HEADLINE)}
    for name, keys in _GIVEN.items():
        given[name] = next((words for key in keys if (words := _said(fields.get(key)))), "")
    return {name: mended(words)[0].strip() for name, words in given.items() if words.strip()}


def _said(value: Any) -> str:
    """A field's words: a string or number, the ``name`` of an object, those of a list with ``; `` between them."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, dict):
        return next((words for key in ("name", "title", "id") if (words := _said(value.get(key)))), "")
    if isinstance(value, list):
        return "; ".join(words for found in value if (words := _said(found)))
    return ""


def _words(fault: Exception) -> str:
    return "nested too deeply" if isinstance(fault, RecursionError) else str(fault)
