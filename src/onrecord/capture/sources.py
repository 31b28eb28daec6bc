"""Expands what a person names into captures: files, folders, archives, feeds, standard input and addresses."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.capture.limits import Limits
from onrecord.capture.opening import Gunzip, Opened, cut_short, read_all, shown
from onrecord.capture.sniffing import HEAD, Kind, binary_kind, kind_of
from onrecord.errors import MissingExtraError, SourceError
from onrecord.model import Capture, Refusal

if TYPE_CHECKING:
    from onrecord.capture.fetch import Fetcher

__all__ = ["captures", "expand"]

_CONTAINERS: dict[Kind, str] = {
    "zip": "zipped", "warc": "warc", "feed": "feed", "json": "json_lines", "mbox": "mail", "nexis": "nexis",
    "factiva": "factiva", "rtf": "rtf",
}  # fmt: skip
_WHOLE: dict[Kind, str] = {
    "html": "text/html", "text": "text/plain", "xml": "text/html", "mail": "message/rfc822", "pdf": "application/pdf",
}  # fmt: skip
_REFUSED: dict[Kind, tuple[str, str]] = {
    "empty": ("empty", "Give a file with words in it"),
    "sitemap": ("a sitemap, which lists pages and holds none", "Fetch the pages that it lists"),
    "code": ("a style sheet, script or setting, no news", "Leave it out"),
}
_MEDIA_TYPES: dict[Kind, str] = _WHOLE | {
    "json": "application/json", "feed": "application/xml", "rtf": "application/rtf",
}  # fmt: skip


def captures(
    sources: Iterable[str], *, fetcher: Fetcher | None = None, limits: Limits = Limits(), whole: bool = False
) -> Iterator[Capture | Refusal]:
    """The captures of ``sources``, one at a time, in the order named (folders and archives: sorted by name).

    A source is a file, a folder (hidden files left out), ``-`` (standard input) or an ``http(s)://`` address, which
    ``fetcher`` fetches (a polite default where None). What cannot be read gives one ``Refusal``, and the rest go on.
    whole: each file is one capture as it is: no container is opened. Nothing is read before it is asked for.
    """
    own = None
    try:
        for source in sources:
            if source.startswith(("http://", "https://")):
                if fetcher is None:
                    from onrecord.capture.fetch import Fetcher

                    fetcher = own = Fetcher(limits=limits)
                yield from _guarded(shown(source), partial(_fetched, source, fetcher, limits, whole))
            elif source == "-":
                yield from _guarded("-", partial(_from_standard_input, limits, whole))
            else:
                yield from _from_path(Path(source), limits, whole)
    finally:
        if own is not None:
            own.close()


def expand(opened: Opened) -> Iterator[Capture | Refusal]:
    """The captures of one opened source: itself, or what it contains."""
    stream = _peekable(opened.stream)
    head = _head(stream)
    kind = kind_of(head, name=opened.name, media_type=opened.media_type)
    opened = _on(opened, stream)
    if kind in _REFUSED:
        yield opened.refused(*_REFUSED[kind])
    elif kind == "binary":
        words = binary_kind(head) or "binary data"
        yield opened.refused(f"{words}, no text", "Give a page, a text, a feed or an archive of them")
    elif kind in ("gzip", "zip", "warc") and opened.depth >= opened.limits.depth:
        yield opened.refused(f"an archive inside {opened.depth} archives", "Unpack it first")
    elif kind == "gzip":
        yield from _unpacked(opened)
    elif kind in _CONTAINERS:
        module = import_module(f"onrecord.capture.containers.{_CONTAINERS[kind]}")
        find = cast("Callable[[Opened], Iterator[Capture | Refusal | Opened]]", module.captures_of)
        for found in find(opened):
            if isinstance(found, Opened):
                yield from _guarded(found.source, partial(expand, found))
            else:
                yield found
    else:
        limit = opened.limits.file if kind == "pdf" else opened.limits.page
        yield _as_capture(opened, read_all(opened, limit), _media_type(kind, head))


def _as_capture(opened: Opened, data: bytes, media_type: str) -> Capture:
    return Capture(
        source=opened.source,
        data=data,
        media_type=media_type,
        charset=opened.charset,
        url=opened.url,
        retrieved=opened.retrieved,
    )


def _media_type(kind: Kind, head: bytes) -> str:
    if kind == "mail" and b"multipart/related" in head.lower() and b"snapshot-content-location:" in head.lower():
        return "multipart/related"
    return _MEDIA_TYPES.get(kind, "text/plain")


def _unpacked(opened: Opened) -> Iterator[Capture | Refusal]:
    inner = Gunzip(opened)
    stream = cast(BinaryIO, io.BufferedReader(inner, HEAD))
    name = opened.name.removesuffix(".gz")
    yield from expand(replace(opened, stream=stream, name=name, media_type=None, depth=opened.depth + 1))
    if inner.damaged:
        yield cut_short(opened)


def _on(opened: Opened, stream: io.BufferedReader) -> Opened:
    return replace(opened, stream=cast(BinaryIO, stream))


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), HEAD)


def _head(stream: io.BufferedReader) -> bytes:
    return stream.peek(HEAD)[:HEAD]


def _guarded(source: str, read: Callable[[], Iterator[Capture | Refusal]]) -> Iterator[Capture | Refusal]:
    """Whatever goes wrong with one source becomes its refusal; what was read of it before that is kept."""
    try:
        yield from read()
    except SourceError as fault:
        yield Refusal(source=fault.source, found=fault.found, advice=fault.advice)
    except MissingExtraError as fault:
        purpose, _, advice = str(fault).partition(". ")
        yield Refusal(source=source, found=purpose, advice=advice)
    except PermissionError:
        yield Refusal(source=source, found="it may not be read", advice="Check its permissions")
    except FileNotFoundError:
        yield Refusal(source=source, found="there is no such file", advice="Check the name")
    except Exception as fault:  # one bad source must not end a run over thousands
        found = f"could not be read ({type(fault).__name__}: {shown(str(fault))})"
        yield Refusal(source=source, found=found, advice="If other programs can read it, report this")


def _from_path(path: Path, limits: Limits, whole: bool) -> Iterator[Capture | Refusal]:
    source = shown(str(path))
    if not path.is_dir():
        yield from _guarded(source, partial(_from_file, path, limits, whole))
        return
    empty = True
    for found in _files(path, frozenset()):
        empty = False
        if isinstance(found, Refusal):
            yield found
        else:
            yield from _guarded(shown(str(found)), partial(_from_file, found, limits, whole))
    if empty:
        yield Refusal(source=source, found="a folder without files", advice="Name a folder that holds captures")


def _files(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Refusal]:
    """The files under a folder, sorted by name; hidden ones, and folders that lead back to themselves, left out."""
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        found = f"the folder may not be read ({fault.strerror or fault})"
        yield Refusal(source=shown(str(folder)), found=found, advice="Check its permissions")
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        return
    pages = {entry.name.rsplit(".", 1)[0] for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not Path(entry.path).is_dir():
            yield Path(entry.path)
        # Browsers save a page's pictures and scripts in a folder beside it, under the page's name.
        elif not (entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages):
            yield from _files(Path(entry.path), above | {identity})


def _from_file(path: Path, limits: Limits, whole: bool) -> Iterator[Capture | Refusal]:
    if path.exists() and not path.is_file():
        yield Refusal(source=shown(str(path)), found="neither a file nor a folder", advice="Copy it to a file first")
        return
    with open(path, "rb", buffering=HEAD) as stream:
        opened = Opened(source=shown(str(path)), stream=stream, name=path.name, limits=limits)
        yield from _as_it_is(opened) if whole else expand(opened)


def _from_standard_input(limits: Limits, whole: bool) -> Iterator[Capture | Refusal]:
    outside = Opened(source="-", stream=sys.stdin.buffer, limits=limits)
    stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(read_all(outside, limits.file))), HEAD))
    opened = Opened(source="-", stream=stream, limits=limits)
    yield from _as_it_is(opened) if whole else expand(opened)


def _fetched(url: str, fetcher: Fetcher, limits: Limits, whole: bool) -> Iterator[Capture | Refusal]:
    fetched = fetcher.fetch(url)
    if fetched is None:  # unchanged since it was last fetched
        return
    opened = Opened(
        source=shown(url), stream=io.BytesIO(fetched.data), name=Path(fetched.url.split("?")[0]).name, url=fetched.url,
        media_type=fetched.media_type, charset=fetched.charset, retrieved=fetched.retrieved, limits=limits,
    )  # fmt: skip
    yield from _as_it_is(opened) if whole else expand(opened)


def _as_it_is(opened: Opened) -> Iterator[Capture | Refusal]:
    data = read_all(opened, opened.limits.page)
    kind = kind_of(data[:HEAD], name=opened.name, media_type=opened.media_type)
    if kind in ("empty", "binary"):
        words = binary_kind(data[:HEAD])
        yield opened.refused(f"{words}, no text" if words else "empty", "Give a text")
    else:
        yield _as_capture(opened, data, _media_type(kind, data[:HEAD]))
