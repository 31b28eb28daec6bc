"""What is dropped on the desk, read in the background: one job after the other, the language models loaded once."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec

from onrecord.errors import OnRecordError, QueryError
from onrecord.model import Capture, Refusal
from onrecord.record import ReadsStories, Record, Summary

__all__ = ["Form", "Intake", "Job", "Source"]

_KEPT = 50
_ADDRESSES = ("http://", "https://")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Something to read: an address to fetch, or the bytes of a file, or of pasted text, under a name."""

    name: str
    data: bytes | None = None


class Job(msgspec.Struct, kw_only=True):
    """Sources that were given together, and what has become of them so far.

    stories: new to the record; known: those that it held already. refused: a line for each source, or page, that could
    not be read, with what to do about it. failed: why the whole job stopped, if it did.
    """

    number: int
    names: tuple[str, ...]
    state: Literal["waiting", "reading", "done", "failed"] = "waiting"
    captures: int = 0
    stories: int = 0
    known: int = 0
    refused: tuple[str, ...] = ()
    failed: str | None = None


class Form(Mapping[str, str]):
    """What a form sent: its fields, its ``files`` as names and bytes, and the ``intake`` that reads those."""

    def __init__(self, fields: Mapping[str, str], files: list[tuple[str, bytes]], intake: Intake) -> None:
        self._fields, self.files, self.intake = fields, files, intake

    def __getitem__(self, name: str) -> str:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


class Intake:
    """Reads what it is given into the record at ``path``; ``reader``: the present stages, loaded at first need."""

    def __init__(self, path: Path, reader: ReadsStories | None = None) -> None:
        self._path, self._reader = path, reader
        self._jobs: dict[int, Job] = {}
        self._waiting: deque[tuple[Job, Sequence[Source]]] = deque()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._given = 0

    def give(self, sources: Sequence[Source]) -> Job:
        """Takes sources on; they are read after those that were given before. Raises ``QueryError`` for none."""
        if not sources:
            raise QueryError("there is nothing to read. Give an address, a text or a file")
        for one in sources:
            if one.data is None and not one.name.startswith(_ADDRESSES):
                raise QueryError(f"{one.name[:80]!r} is no address. Give one that begins with http:// or https://")
        with self._lock:
            self._given += 1
            job = Job(number=self._given, names=tuple(one.name for one in sources))
            self._jobs[job.number] = job
            while len(self._jobs) > _KEPT:
                self._jobs.pop(next(iter(self._jobs)))
            self._waiting.append((job, sources))
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="intake", daemon=True)
                self._worker.start()
        return job

    def job(self, number: int) -> Job | None:
        """What became of a job; None once it is forgotten (the last fifty are kept, until the desk is closed)."""
        return self._jobs.get(number)

    def jobs(self) -> list[Job]:
        """The jobs that are kept, the latest first."""
        return list(reversed(self._jobs.values()))

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = None
                    return
                job, sources = self._waiting.popleft()
            job.state = "reading"
            try:
                self._read(job, sources)
                job.state = "done"
            except OnRecordError as fault:
                job.failed, job.state = str(fault), "failed"
            except Exception as fault:  # the thread that reads must outlive whatever a page does to it
                job.failed, job.state = f"{type(fault).__name__}: {fault}", "failed"

    def _read(self, job: Job, sources: Sequence[Source]) -> None:
        from onrecord.reading import Reader

        self._reader = self._reader or Reader()
        before = Summary()

        def progress(summary: Summary, _: str) -> None:
            job.captures = before.captures + summary.captures
            job.stories = before.stories + summary.stories
            job.known = before.known + summary.known + summary.already_there

        with Record.open(self._path) as record:
            for source in sources:
                if source.data is None:
                    summary = record.add([source.name], reader=self._reader, progress=progress)
                else:
                    summary = record.add_found(_taken(source), reader=self._reader, progress=progress)
                progress(summary, source.name)
                for field in ("captures", "stories", "known", "already_there"):
                    setattr(before, field, getattr(before, field) + getattr(summary, field))
                job.refused += tuple(f"{one.source}: {one.found}. {one.advice}" for one in summary.refused)


def _taken(source: Source) -> Iterator[Capture | Refusal]:
    """The captures in the bytes of a file, under the file's own name."""
    from onrecord.capture import captures

    assert source.data is not None
    # A browser gives the name alone, but whatever it gives must not name a place on this computer.
    name = PureWindowsPath(PurePosixPath(source.name).name).name.strip().strip(".") or "unnamed"
    name = "".join(char if char.isprintable() else "_" for char in name)[:120]
    with TemporaryDirectory(prefix="onrecord-") as folder:
        file = Path(folder) / "given" / name
        file.parent.mkdir()
        file.write_bytes(source.data)
        for found in captures([str(file)]):
            inside = found.source.removeprefix(str(file))
            yield msgspec.structs.replace(found, source=name + inside)
