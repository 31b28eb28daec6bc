"""Datelines: the place, date and agency that open a news story's first paragraph.

``KABUL: ``, ``ISLAMABAD/KABUL: ``, ``OSTERA, Karvenia (AP) — ``, ``Berlin (dpa) - ``, ``MOSCOW, Feb 22 (Reuters) - ``,
``(ANSA) - ROMA, 22 FEB - ``, ``新华社北京2月22日电``. A word before a colon or dash that is no place ('CLAIM:',
'Dear Martha:', 'Exclusive –') opens no dateline: without a date or an agency, words must be printed as datelines print
places, and ordinary title case before a colon must be a place that is known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.capture.printed_dates import find_dates

__all__ = ["DatelineFound", "find_dateline", "is_agency"]

Range = tuple[int, int]

_LONGEST = 110
_SEPARATOR = re.compile(r"\s*(?:—|―|–|--+)\s*|\s+[-‐‑−]\s+|[.)]\s?[-‐]\s+|:\s+|\s+[|=]\s+|\.\s+|\)\s+(?=[^\W\d_])")
_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{2,40}?)\s*[)）\]]")
_TITLE_CASE = re.compile(r"[A-ZÀ-Þ][\w&'’.-]*(?: (?:of |for )?[A-ZÀ-Þ][\w&'’.-]*){0,3}")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‘ʼ-](?=[^\W\d_])|\.(?=\s|$|,)|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e])*")
_CHINESE = re.compile(
    r"^\s*(?:[【\[（(])?\s*(?P<agency>新华社|新華社|中新社|中新网|中央社|人民网|央视网)?(?:记者[^\s\d]{0,12})?\s*"
    r"(?P<place>[\u4e00-\u9fff]{2,8}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:[电電讯訊]|讯|\s*消息)"
    r"(?:[】\]）)])?(?:\s*[（(][^）)]{0,40}[）)])?[\s:：,，]*"
)
_JAPANESE = re.compile(
    r"^\s*[［\[【（(](?P<place>[\u4e00-\u9fff\u30a0-\u30ffー・]{2,12}?)(?:\s+|(?=共同|時事|聯合|AFP|ロイター))"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)?\s*(?P<agency>共同|時事|聯合ニュース|AFP時事|ロイター|AFP)?[^］\]】）)]{0,12}[］\]】）)]\s*[-－―—]*\s*"
)
_KOREAN = re.compile(
    r"^\s*[\[(](?P<place>[\uac00-\ud7a3]{2,8})\s?=\s?(?P<agency>[\uac00-\ud7a3A-Za-z0-9]{2,10})[\])]\s*(?:[\uac00-\ud7a3]{2,4}\s기자\s?(?:=\s?)?)?"
)


@dataclass(frozen=True, slots=True)
class DatelineFound:
    """The parts of one dateline as ``(start, end)`` in the paragraph; ``end`` is where the story's words begin."""

    places: tuple[Range, ...]
    date: Range | None
    agency: Range | None
    end: int


def find_dateline(paragraph: str) -> DatelineFound | None:
    """The dateline that opens ``paragraph``, or None."""
    for pattern in (_CHINESE, _JAPANESE, _KOREAN):
        match = pattern.match(paragraph)
        if match:
            parts = match.groupdict()
            return DatelineFound(
                places=(match.span("place"),),
                date=match.span("date") if parts.get("date") else None,
                agency=match.span("agency") if parts.get("agency") else None,
                end=match.end(),
            )
    best: DatelineFound | None = None
    for number, separator in enumerate(_SEPARATOR.finditer(paragraph, 0, _LONGEST)):
        if number == 4:
            break
        closing = 1 if separator[0][0] in ")." and separator[0].strip() != "." else 0
        found = _parsed(paragraph, separator.start() + closing, separator)
        # A later separator belongs to the dateline only if it adds a date or an agency to the same places.
        if found and (best is None or _adds(found, best)):
            best = found
    return best


def _adds(found: DatelineFound, best: DatelineFound) -> bool:
    return found.places == best.places and (found.date, found.agency) != (best.date, best.agency)


def is_agency(words: str) -> bool:
    """Whether ``words`` are the sign of a news agency ('AP', 'dpa/AFP', 'via Reuters')."""
    parts = [part.strip(" .").casefold() for part in re.split(r"[/,]|\s[-–]\s", words)]
    return bool(parts) and all(part.removeprefix("via ") in _words().agencies for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Words:
    agencies: frozenset[str]
    look_alikes: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    joints: frozenset[str]
    states: frozenset[str]
    places: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / "datelines.toml").read_text("utf-8"))
    return _Words(
        agencies=frozenset(data["agencies"]["names"]),
        look_alikes=frozenset(data["look_alikes"]["words"]),
        openers=frozenset(data["look_alikes"]["openers"]),
        titles=frozenset(data["look_alikes"]["titles"]),
        particles=frozenset(data["particles"]["words"]),
        joints=frozenset(data["particles"]["joints"]),
        states=frozenset(data["states"]["names"]),
        places=frozenset(data["places"]["names"]),
    )


def _parsed(paragraph: str, head_end: int, separator: re.Match[str]) -> DatelineFound | None:
    head = paragraph[:head_end]
    rest = paragraph[separator.end() :]
    if len(re.findall(r"\w+", rest[:200])) < 3 and len(rest) < 12:
        return None
    mark = separator[0].strip(" )]")[:1] or ")"
    if mark == "." and separator[0].strip(" )]") != ".":
        mark = "-"
    agency: Range | None = None
    is_new = False  # an agency that nobody told us of
    masked = head
    for match in _BRACKETED.finditer(head):
        inner = match[1]
        known = is_agency(inner) or (
            len(inner) <= 12 and re.fullmatch(r"[A-ZÀ-Þ/ .-]+|[a-z]{2,5}(?:/[a-z]{2,5})*", inner)
        )
        if not known and find_dates(inner):
            continue
        if not known and not (_TITLE_CASE.fullmatch(inner) and match.end() == len(head.rstrip())):
            return None
        agency, is_new = match.span(1), not known
        masked = masked[: match.start()] + "\0" * len(match[0]) + masked[match.end() :]
    dates = find_dates(masked)
    date = (dates[0].start, dates[0].end) if dates else None
    if date:
        masked = masked[: date[0]] + "\0" * (date[1] - date[0]) + masked[date[1] :]
    if agency is None:
        agency, masked = _open_agency(masked)
    runs = [(m.start(), m.end()) for m in re.finditer(r"[^\0]+", masked)]
    runs = [trimmed for run in runs if (trimmed := _trim(masked, run))]
    if len(runs) != 1:
        return None
    places = tuple(_places(head, runs[0]))
    # 'PORT HOLM, May 3 (Bay News) - …': with a day and a place in capitals, whose it is needs not be known.
    if is_new and not (date and places and head[slice(*places[0])].partition(",")[0].isupper()):
        return None
    if not places or not all(_is_place(head[start:end], mark, rest, bool(agency or date)) for start, end in places):
        return None
    if mark in ".)" and not agency:
        # 'Berlin. Die Regierung …': only a place that is known, and not a full stop that shortens a word.
        town = head[places[0][0] : places[0][1]]
        if mark == ")" or date or not rest[:1].isupper() or not (_known(town) and "," not in town):
            return None
    return DatelineFound(places=places, date=date, agency=agency, end=separator.end())


def _open_agency(masked: str) -> tuple[Range | None, str]:
    """An agency that stands without brackets, last after a comma or dash: 'LONDON, Reuters'."""
    found = re.search(r"(?:,|—|–|--|\s-)\s*([^,—–\0]{2,30}?)\s*$", masked)
    if found and is_agency(found[1]):
        return found.span(1), masked[: found.start()] + "\0" * (len(masked) - found.start())
    return None, masked


def _trim(text: str, run: Range) -> Range | None:
    start, end = run
    while start < end and text[start] in " \t\xa0,.;:-–—/|([":
        start += 1
    while end > start and (text[end - 1] in " \t\xa0,;:-–—/|)]"):
        end -= 1
    return (start, end) if end > start else None


def _places(head: str, run: Range) -> Iterator[Range]:
    start = run[0]
    joint = "|".join(re.escape(word) for word in sorted(_words().joints))
    for separator in [*re.finditer(rf"\s*/\s*|\s+(?:{joint})\s+", head[: run[1]]), None]:
        if separator and separator.start() < start:
            continue
        end = separator.start() if separator else run[1]
        if separator and "/" not in separator[0]:
            sides = head[start:end], re.split(r"[/,]", head[separator.end() : run[1]])[0].strip()
            if not all(side.isupper() or _known(side) for side in sides):
                continue
        if trimmed := _trim(head, (start, end)):
            yield trimmed
        start = separator.end() if separator else end


def _known(place: str) -> bool:
    town, _, region = place.partition(",")
    return town.strip().casefold() in _words().places or region.strip(" .").casefold() in _words().states


def _is_place(name: str, mark: str, rest: str, certain: bool) -> bool:
    words = _words()
    folded = name.casefold().strip(" .")
    tokens = [token.strip(".,") for token in re.split(r"[\s,]+", name) if token.strip(".,")]
    if not tokens or len(tokens) > 6 or any(character.isdigit() for character in name) or folded in words.look_alikes:
        return False
    if not all(_WORD.fullmatch(token) for token in tokens):
        return False
    # 'Ill.' and 'St.' keep their full stops; a sentence that ends inside does not.
    if _known(name):
        return True
    if tokens[0].casefold() in words.openers | words.titles | words.look_alikes:
        return False
    cased = [token for token in tokens if token.lower() != token.upper()]
    if any(token[0].islower() and token.casefold() not in words.particles for token in cased):
        return False
    if certain:
        return len(tokens) <= 5
    town = name.partition(",")[0]
    if cased and town.isupper():
        return len(re.findall(r"[^\W\d_]", town)) >= 3
    if mark in ":.)":
        return False
    opens_sentence = bool(re.match(r"[\"'“„«‘(]?\s?(?:[^\W\d_]|\d)", rest)) and not rest[:1].islower()
    return len(tokens) <= (3 if cased else 2) and opens_sentence
