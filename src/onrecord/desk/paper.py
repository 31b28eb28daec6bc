"""How values become words on a page: dates, counts, versions, marks. All text of stories is escaped by Jinja."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from onrecord.desk.citing import citation, selector
from onrecord.desk.sentence import event_pieces
from onrecord.record.judging.marks import in_a_line
from onrecord.version import __version__

__all__ = ["pages"]

_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
# EDTF's codes above December.
_PARTS_OF_YEARS = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of",
    35: "third quarter of", 36: "last quarter of", 40: "first half of", 41: "second half of",
}  # fmt: skip
_KEPT = "\n\t"
# Invisible characters that real pages need, and that steer nothing.
_HARMLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_STAGE_OF = {
    "statement": "statements", "event": "events", "office": "offices", "time": "times", "entity": "names",
    "dispute": "disputes", "commitment": "commitments", "place": "places",
}  # fmt: skip


@cache
def pages() -> Environment:
    """The templates, with the filters and globals that they use; whatever is undefined in one is an error."""
    paper = Environment(
        loader=PackageLoader("onrecord.desk"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    paper.filters |= {
        "shown": shown, "date": date, "number": number, "words": words, "made_by": made_by, "web": web,
        "marks": in_a_line, "path": path, "sure": sure, "lines": lines,
        "citation": citation, "selector": selector, "event_pieces": event_pieces,
    }  # fmt: skip
    paper.globals |= {"version": __version__}
    return paper


def shown(text: str | None) -> str:
    """Text of a story with the characters that could steer a page made visible; None is nothing."""
    return "".join(
        f"⟨U+{ord(char):04X}⟩"
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _KEPT and char not in _HARMLESS
        else char
        for char in text or ""
    )


def lines(text: str | None) -> str:
    """As ``shown``, in a line: runs of white space are one space."""
    return " ".join(shown(text).split())


def date(value: str | None) -> str:
    """An EDTF date in words, as precise as it is: '22 February 2023', 'February 2023', 'from 2021', 'undated'."""
    if not value:
        return "undated"
    head, slash, tail = value.partition("/")
    if slash:
        first, last = (_day(one) if one not in ("", "..") else "" for one in (head, tail))
        if first and last:
            return f"{first} to {last}"
        return f"from {first}" if first else f"until {last}" if last else "undated"
    return _day(value)


def _day(value: str) -> str:
    mark = {"?": ", perhaps", "~": ", about", "%": ", perhaps about"}.get(value[-1], "")
    parts = value.rstrip("?~%").split("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    year, *rest = parts
    if rest and int(rest[0]) in _PARTS_OF_YEARS:
        return f"{_PARTS_OF_YEARS[int(rest[0])]} {year}{mark}"
    if rest and not 1 <= int(rest[0]) <= 12:
        return value
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year]) + mark


def number(value: float, one: str = "", many: str = "") -> str:
    """A count with its noun: '1 story', '1,204 stories'; without nouns the number alone."""
    noun = one if value == 1 else many or f"{one}s"
    return f"{value:,} {noun}" if one else f"{value:,}"


def words(value: str | None) -> str:
    """A name of the codebook as words: 'decline_comment' is 'decline comment'."""
    return (value or "").replace("_", " ")


def sure(confidence: float | None) -> str:
    """A confidence as per cent, rounded down: only what is certain is 100 %."""
    return "" if confidence is None else f"{int(confidence * 100 + 1e-9)} %"


def made_by(maker: dict[str, Any], kind: str = "") -> str:
    """Which stage of which version made a row of this kind: 'statements 4, OnRecord 0.1.0'."""
    stages = maker.get("stages") or {}
    stage = _STAGE_OF.get(kind, kind)
    program = f"OnRecord {maker.get('onrecord', 'of unknown version')}"
    return f"{stage} {stages[stage]}, {program}" if stage in stages else program


def web(address: str | None) -> str | None:
    """An address to which a link may lead: of the web, and nothing else; None for all others."""
    try:
        fits = urlsplit(address or "").scheme in ("http", "https") and (address or "").isprintable()
    except ValueError:
        return None
    return address if fits else None


def path(*parts: str) -> str:
    """The parts as one segment of a path each."""
    return "/".join(quote(part, safe="") for part in parts)
