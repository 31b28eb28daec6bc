"""ZIP archives of captures, and WACZ (a ZIP around WARC files, by Webrecorder's specification)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.capture.opening import Opened
from onrecord.errors import TooLargeError
from onrecord.model import Capture, Refusal

__all__ = ["captures_of"]

_OFFICE = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "META-INF/container.xml": "an e-book",
    "content.xml": "an OpenDocument file",
}
_ENCRYPTED = 0x1


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """The members of the archive, sorted by name, hidden ones and folders left out; of a WACZ its WARC files.

    Names are only printed, never used as paths. Raises ``TooLargeError`` for bombs.
    """
    try:
        archive = zipfile.ZipFile(_seekable(opened))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        yield opened.refused(f"a damaged ZIP archive ({fault})", "Fetch or copy it again")
        return
    with archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        names = {info.filename for info in members}
        office = next((words for name, words in _OFFICE.items() if name in names), None)
        if office is not None:
            yield opened.refused(f"{office}, no capture", "Save it as plain text or HTML")
            return
        _check(opened, members)
        if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
            members = [info for info in members if info.filename.endswith((".warc", ".warc.gz"))]
        members = [info for info in members if not _hidden(info.filename)]
        if not members:
            yield opened.refused("an archive without files", "Give an archive that holds captures")
        for info in members:
            if info.flag_bits & _ENCRYPTED:
                yield opened.refused("locked with a password", "Unpack it first", info.filename)
                continue
            with archive.open(info) as stream:
                yield opened.member(info.filename, cast(BinaryIO, stream))


def _seekable(opened: Opened) -> BinaryIO:
    if opened.stream.seekable():
        return opened.stream
    import io

    from onrecord.capture.opening import read_all

    return io.BytesIO(read_all(opened, opened.limits.file))


def _check(opened: Opened, members: list[zipfile.ZipInfo]) -> None:
    limits = opened.limits
    unpacked, packed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    large = [info for info in members if info.file_size > limits.trusted]
    worst = max((info.file_size / max(info.compress_size, 1) for info in large), default=0)
    # Members that overlap count their packed bytes many times over, so the archive's own size is the other measure.
    size = _size(opened.stream) or packed
    if worst > limits.ratio or (unpacked > limits.trusted and unpacked > limits.ratio * max(min(packed, size), 1)):
        raise TooLargeError(
            opened.source,
            f"unpacks to more than {limits.ratio} times its size, as only bombs do",
            "Do not unpack it unless you know where it comes from",
        )
    if len(members) > limits.members:
        raise TooLargeError(opened.source, f"more than {limits.members} members", "Split the archive")


def _size(stream: BinaryIO) -> int:
    if not stream.seekable():
        return 0
    at = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(at)
    return size


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)
