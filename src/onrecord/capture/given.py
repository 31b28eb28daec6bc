"""What a container says of a story that the story's own bytes do not: merged into its draft, with a locator."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import get_args

import msgspec

from onrecord.capture.draft import Draft
from onrecord.model import DateRead, Headline
from onrecord.model.story import ReadFrom

__all__ = ["day_of", "merge"]

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def day_of(words: str) -> str | None:
    """The EDTF value of a date as containers write it, or None.

    Takes ISO 8601, RFC 2822 (the day as written there, in the writer's own time zone), ``20230222``, seconds or
    milliseconds since 1970 (the UTC day), and printed dates.
    """
    words = words.strip()
    if (iso := _ISO.match(words)) or (iso := _COMPACT.fullmatch(words)):
        return _valid(*iso.groups())
    if _EPOCH.fullmatch(words):
        seconds = float(words) / (1000 if len(words.split(".")[0]) > 10 else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    if _YEAR.fullmatch(words):
        return words
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    from onrecord.capture.printed_dates import find_dates

    return next((found.value for found in find_dates(words) if found.value), None)


def merge(draft: Draft, given: Mapping[str, str], given_from: str) -> None:
    """Adds to ``draft`` what ``given`` (as ``Capture.given``) says and the draft does not yet have.

    A date that the page itself gives stands; where the container's differs it is kept beside it. The container's
    headline becomes a variant, never words of the text.
    """
    read_from: ReadFrom = given_from if given_from in get_args(ReadFrom) else "metadata"  # type: ignore[assignment]
    headline = given.get("headline")
    if headline and not any(variant.read_from == read_from and variant.text == headline for variant in draft.headlines):
        draft.headlines.append(Headline(text=headline, read_from=read_from, path=f"{given_from}/headline"))
    draft.published = _dated(draft.published, given.get("published"), read_from, f"{given_from}/published")
    draft.updated = _dated(draft.updated, given.get("updated"), read_from, f"{given_from}/updated")
    draft.url = draft.url or given.get("url")
    draft.outlet = draft.outlet or given.get("outlet")
    draft.language = draft.language or given.get("language")
    if given.get("author") and not draft.metadata_authors:
        from onrecord.capture.bylines import clean_author

        draft.metadata_authors += [(name, f"{given_from}/author") for name in clean_author(given["author"])]


def _dated(found: DateRead | None, words: str | None, read_from: ReadFrom, path: str) -> DateRead | None:
    value = day_of(words) if words else None
    if value is None:
        return found
    other = DateRead(value=value, read_from=read_from, path=path, words=words)
    if found is None:
        return other
    if found.value.startswith(value) or any(known.value == value for known in found.other):
        return found
    return msgspec.structs.replace(found, other=(*found.other, other))


def _valid(year: str, month: str, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
