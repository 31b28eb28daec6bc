"""From our EDTF values to TIMEX3 (TimeML), for gold that is annotated in it.

TIMEX3 has weeks, parts of the day and references that EDTF has not, and no intervals: 'since 1992' is tagged on '1992',
'from 2009 to 2011' on either year. The mapping goes one way and uses only our value and the words it stands on:

- a Monday-to-Sunday interval is a week (2023-W07), a Saturday and Sunday a weekend (2023-W07-WE); quarters 33..36 are
  Q1..Q4, halves 40, 41 are H1, H2, seasons 21..24 are SP, SU, FA, WI; 199X is 199;
- an open interval is its stated end; a closed one becomes two expressions, parted at the word that joins them;
- a vague time is its duration ('recent years', PXY) where a unit is named, else PAST_REF, PRESENT_REF or FUTURE_REF,
  as is a point at an open distance ('years ago');
- a recurring time is its period (SET P1Y), with a weekday XXXX-WXX-1; a part of the day is TMO, TMI, TAF, TEV, TNI;
- ``normal`` then writes both sides alike: zones of clock times, seconds, ``~`` and ``?`` are dropped, decades and
  quarters as lengths become years and months (P2DE is P20Y, P1Q is P3M).
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.model import TimeValue

__all__ = ["normal", "to_timex"]

_PARTS = {"morning": "TMO", "midday": "TMI", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_LONG = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2", "21": "SP", "22": "SU", "23": "FA",
         "24": "WI"}  # fmt: skip
_JOIN = re.compile(r"(?<=\w|\.)(?:\s+(?:to|and|through|until|till)\s+|\s*[-–—/]\s*)(?=\w)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
_WEEKDAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]
_OPENS = re.compile(r"(?:from|between|since|until|till|by|before|after|prior to)\s+", re.IGNORECASE)


def to_timex(found: TimeValue) -> list[tuple[int, int, str | None]]:
    """The TIMEX3 expressions that one of ours amounts to: start, end, normalised value."""
    start, end, value = found.start, found.end, found.value
    if value is None:
        return [(start, end, _without_value(found))]
    if "/" not in value:
        return [(start, end, normal(_one(value) + _PARTS.get(found.day_part or "", "") if "T" not in value else value))]
    begins, ends = value.split("/")
    if ".." in (begins, ends):
        opened = _OPENS.match(found.text)
        stated = begins if ends == ".." else ends
        return [(start + (opened.end() if opened else 0), end, _week_of(found, stated))]
    if found.rule == "overnight":
        return [(start, end, f"{ends}TNI")]
    opened = _OPENS.match(found.text)
    join = _JOIN.search(found.text, opened.end() if opened else 0)
    week = _week(begins, ends)
    if week and not (join and "week" not in found.text.lower()):
        return [(start, end, week)]
    if join is None:
        return [(start, end, normal(_one(begins)))]
    first = start + (opened.end() if opened else 0)
    return [(first, start + join.start(), normal(_one(begins))), (start + join.end(), end, normal(_one(ends)))]


def normal(value: str | None) -> str | None:
    """A TIMEX3 value in one way of writing it."""
    if not value:
        return None
    value = value.strip().upper().rstrip("~?%")
    value = re.sub(r"(T\d{2}(?::\d{2})?)(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?$", r"\1", value)
    if duration := re.fullmatch(r"P(T?)([\dX.]+)(DE|CE|Q|WE|E)", value):
        digits, unit = duration[2], duration[3]
        times, letter = {"DE": (10, "Y"), "E": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M"), "WE": (1, "WE")}[unit]
        if digits == "X":
            return f"P{ {'DE': 'X0Y', 'E': 'X0Y', 'CE': 'X00Y', 'Q': 'XM', 'WE': 'XWE'}[unit] }"
        return f"P{float(digits) * times:g}{letter}"
    return value


def _one(value: str) -> str:
    """One EDTF date as TIMEX3."""
    value = value.rstrip("~?%")
    if len(value) == 7 and value[5:] in _LONG:
        return f"{value[:4]}-{_LONG[value[5:]]}"
    return value.rstrip("X") if re.fullmatch(r"\d{2,3}X{1,2}", value) else value


def _week(begins: str, ends: str) -> str | None:
    try:
        first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    except ValueError:
        return None
    year, week, weekday = first.isocalendar()
    if (last - first).days == 6 and weekday == 1:
        return f"{year}-W{week:02}"
    return f"{year}-W{week:02}-WE" if (last - first).days == 1 and weekday == 6 else None


def _week_of(found: TimeValue, day: str) -> str | None:
    """The stated end of an open interval; the week it belongs to where the words name a week."""
    if re.search(r"\bweek(?:end)?\b", found.text, re.IGNORECASE):
        moment = date.fromisoformat(day)
        year, week, _ = moment.isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if "weekend" in found.text.lower() else "")
    return normal(_one(day))


def _without_value(found: TimeValue) -> str | None:
    if found.repeats:
        weekday = _WEEKDAY.search(found.text)
        return f"XXXX-WXX-{_WEEKDAYS.index(weekday[1].lower()) + 1}" if weekday else normal(found.repeats)
    if found.duration and not (found.vague and found.text.lower().endswith((" ago", " earlier", " later", " before"))):
        return normal(found.duration)
    if found.vague and found.bound:
        begins, _, ends = found.bound.rpartition("/")
        return "PAST_REF" if begins == ".." else "FUTURE_REF" if ends == ".." else "PRESENT_REF"
    return None
