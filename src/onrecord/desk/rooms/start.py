"""Start: what is in the record, how well it is read, what is new; and a place to drop what is to be read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from onrecord.desk.intake import Form, Job, Source
from onrecord.desk.room import Action, Room, Visit
from onrecord.errors import NotFoundError, QueryError
from onrecord.record import Query, Standing, Status, StoryLine

__all__ = ["ACTIONS", "ROOMS"]

_NEW = 8
_OUTLETS = 12
_ADDRESSES = ("http://", "https://")


class Measured(msgspec.Struct, frozen=True):
    """One figure: of which kind of row, what was measured (``told``), how much, and on what."""

    kind: str
    told: str
    value: str
    on: str
    bench: str
    metric: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The record in numbers, its newest stories, how well rows of each kind are read, and what is being read now."""

    status: Status
    newest: tuple[StoryLine, ...]
    standings: dict[str, Standing]
    measured: tuple[Measured, ...]
    jobs: tuple[Job, ...]

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets of most stories, with their numbers; the unknown outlet is none."""
        known = ((name, number) for name, number in self.status.outlets.items() if name)
        return sorted(known, key=lambda one: (-one[1], one[0]))[:_OUTLETS]

    def languages(self) -> list[tuple[str, int]]:
        """The languages, those of most stories first."""
        return sorted(self.status.languages.items(), key=lambda one: (-one[1], one[0]))


class JobPage(msgspec.Struct, frozen=True, kw_only=True):
    """What became of something that was dropped on the desk."""

    job: Job


def show(visit: Visit) -> Page:
    """The front page."""
    newest = tuple(visit.record.stories(Query(limit=_NEW)))
    return Page(
        status=visit.record.status(),
        newest=newest,
        standings=visit.record.standings(line.id for line in newest),
        measured=measured(),
        jobs=tuple(visit.intake.jobs()[:3]) if visit.intake else (),
    )


def show_job(visit: Visit) -> JobPage:
    """How far a job has come."""
    number = visit.named["job"]
    job = visit.intake.job(int(number)) if visit.intake and number.isascii() and number.isdigit() else None
    if job is None:
        raise NotFoundError(f"nothing was dropped on this desk as number {number[:20]} since it was opened")
    return JobPage(job=job)


def add(visit: Visit, form: Form) -> str:
    """Takes on what was pasted or dropped, and leads to the page that tells what becomes of it."""
    pasted = form.get("text", "").strip()
    sources = [Source(name=name, data=data) for name, data in form.files]
    words = pasted.split()
    if words and all(word.startswith(_ADDRESSES) for word in words):
        sources += [Source(name=word) for word in words]
    elif pasted:
        sources.append(Source(name="pasted.txt", data=pasted.encode()))
    if not sources:
        raise QueryError("there is nothing to read. Paste an address or a text, or choose a file")
    return f"/added/{form.intake.give(sources).number}"


@cache
def measured() -> tuple[Measured, ...]:
    """The figures of ``measured.toml``."""
    told = tomllib.loads(files("onrecord.desk").joinpath("measured.toml").read_text())
    return msgspec.convert(told["figure"], tuple[Measured, ...])


ROOMS = (
    Room("/", "start.html", show, "What is in the record."),
    Room("/added/{job}", "added.html", show_job, "What became of something that was dropped on the desk."),
)
ACTIONS = (Action("/add", add, "Reads addresses, texts or files into the record."),)
