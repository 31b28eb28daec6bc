"""Web archives (ISO 28500, WARC): each page that was answered with success is a capture. Needs the ``warc`` extra."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from onrecord.capture.opening import Opened, cut_short, shown
from onrecord.errors import MissingExtraError, TooLargeError
from onrecord.model import Capture, Refusal

__all__ = ["captures_of"]

_PAGES = {"text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml"}
_CHUNK = 65_536


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """The ``response`` and ``resource`` records that hold a page, one at a time, in the archive's order.

    A damaged archive gives what can be read and then one refusal. Raises ``MissingExtraError`` without warcio.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtraError("Reading WARC and WACZ files", "warc") from None
    pages = 0
    try:
        for number, record in enumerate(ArchiveIterator(opened.stream), start=1):
            if number > opened.limits.members:
                raise TooLargeError(opened.source, f"more than {opened.limits.members} records", "Split the archive")
            found = _page(opened, record)
            if found is not None:
                pages += 1
                yield found
                if isinstance(found, Opened) and _ends_early(record):
                    yield cut_short(opened)
                    return
    except (ArchiveLoadFailed, EOFError, ValueError):
        yield cut_short(opened)
        return
    if not pages:
        yield opened.refused("no page in the archive", "It needs response or resource records of HTML or text")


def _page(opened: Opened, record: Any) -> Opened | Refusal | None:
    """The page of one record, or None for a record that holds none."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource") or not url.startswith(("http://", "https://")):
        return None
    headers = record.http_headers
    if headers is not None and not str(headers.get_statuscode()).startswith("2"):
        return None
    declared = headers.get_header("Content-Type") if headers else None
    declared = declared or record.rec_headers.get_header("Content-Type")
    media_type, _, parameters = (declared or "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in _PAGES or urlsplit(url).path == "/robots.txt":
        return None
    data = _read(opened, record)
    if data is None:
        return opened.refused(f"larger than {opened.limits.page / 1e6:g} MB", "No single page of news is", url)
    charset = parameters.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    date = record.rec_headers.get_header("WARC-Date")
    member = opened.member(url, io.BytesIO(data))
    return Opened(
        source=member.source, stream=member.stream, name=url.split("?")[0].rpartition("/")[2], media_type=media_type,
        charset=charset, url=shown(url), retrieved=shown(date) if date else None, depth=member.depth,
        limits=opened.limits,
    )  # fmt: skip


def _ends_early(record: Any) -> bool:
    """Whether the file ended before the record's stated length: what is not packed gives no other sign of it."""
    return getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1)


def _read(opened: Opened, record: Any) -> bytes | None:
    """The record's content without its transfer coding; None once it passes the limit for a page."""
    content, parts, size = record.content_stream(), [], 0
    while chunk := content.read(_CHUNK):
        size += len(chunk)
        if size > opened.limits.page:
            return None
        parts.append(chunk)
    return b"".join(parts)
