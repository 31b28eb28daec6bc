"""Dates as pages print them, in the world's main news languages.

A printed date is the outlet's local date. It is given in EDTF at the precision that is printed: a day
(``2023-02-22``) or a month (``2023-02``). A date that can be read in two ways (``03/04/2023``), or that leaves its
year out, is found but has no value: a guess would look like knowledge.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

__all__ = ["PrintedDate", "find_dates", "is_date_line", "without_dates"]

Kind = Literal["published", "updated"]

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
# A line that tells a time without a date ('vor 3 Stunden', '10:15 Uhr') is short.
_LONGEST_TIME = 60

# The digits of other scripts, one for one, so that positions stay.
_DIGITS = {zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for value in range(10)}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One printed date. ``start`` and ``end`` are code points in the line, cue words and time of day outside.

    value: EDTF, or None where the words can be read in two ways or name no year.
    kind: what the cue beside it says ('Updated', 'Veröffentlicht am'); None without a cue.
    """

    start: int
    end: int
    value: str | None
    kind: Kind | None = None


def find_dates(line: str, *, day_first: bool | None = None) -> list[PrintedDate]:
    """The dates that ``line`` prints, in order.

    ``day_first`` is what other evidence says of numeric dates such as ``03/04/2023``: True for 3 April, False for
    4 March, None where nothing is known, which leaves such a date without a value.
    """
    line = line.translate(_DIGITS)
    if not any(character.isdigit() for character in line):
        return []
    found: list[tuple[int, int, str | None]] = []
    taken = 0
    for match in _grammar().dates.finditer(line):
        if match.start() < taken:
            continue
        value = _value(match, day_first)
        if value is not False:
            found.append((match.start(), match.end(), value))
            taken = match.end()
    return list(_with_kinds(line, found))


def is_date_line(line: str) -> bool:
    """Whether ``line`` says when a story was published or updated, and nothing else.

    'Updated 22 February 2023', 'Feb. 22, 2023 | 10:15 am', 'vor 3 Stunden', '2023年2月22日 10時15分'.
    """
    line = line.strip().translate(_DIGITS)
    if not 3 <= len(line) <= 160:
        return False
    grammar = _grammar()
    dates = find_dates(line)
    if not dates and len(line) > _LONGEST_TIME:
        return False
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + " " + rest[date.end :]
    rest, times = grammar.times.subn(" ", rest)
    relative = 0
    if not dates:
        rest, relative = grammar.relative.subn(" ", rest)
        if not relative and not times:
            return False
    rest, cues = grammar.cue.subn(" ", rest)
    words = (word for word in _WORDS.findall(rest) if word.casefold() not in grammar.filling)
    letters = sum(map(len, words))
    if dates:
        return letters <= (14 if cues else 3)
    return letters == 0 and (relative > 0 or len(line) <= 30)


def without_dates(line: str) -> str:
    """The line with each printed date, time of day and time told from now replaced by as many bars: positions stay."""
    ascii_line = line.translate(_DIGITS)
    grammar = _grammar()
    spans = [(date.start, date.end) for date in find_dates(line)]
    if any(character.isdigit() for character in ascii_line):
        spans += [match.span() for match in grammar.times.finditer(ascii_line)]
    spans += [match.span() for match in grammar.relative.finditer(ascii_line)]
    for start, end in spans:
        line = line[:start] + "|" * (end - start) + line[end:]
    return line


@dataclass(frozen=True, slots=True)
class _Grammar:
    dates: re.Pattern[str]
    times: re.Pattern[str]
    relative: re.Pattern[str]
    cue: re.Pattern[str]
    months: dict[str, int]
    updated: frozenset[str]
    filling: frozenset[str]


@cache
def _grammar() -> _Grammar:
    words: dict[str, Any] = tomllib.loads((resources.files(__package__) / "printed_dates.toml").read_text("utf-8"))
    months: dict[str, int] = {}
    for names in words["months"].values():
        for number, forms in enumerate(names.split(), 1):
            for form in forms.split("|"):
                months.setdefault(form.replace("_", " ").casefold(), number)
    month = "|".join(_spaced(name) for name in sorted(months, key=len, reverse=True))
    letter = r"[^\W\d_]"
    named = rf"(?<!{letter})(?:{month})(?!{letter})\.?"
    year = r"(?:(?:19|20|25)\d\d|['’]\d\d)(?!\d)"
    # The lookbehinds keep '1 22 February 2023' and '10.2.2023' from being entered in the middle of a number.
    dates = re.compile(
        rf"""
        (?<![\d.,])(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|\.?[ºª°]|\.|-?го|-?е)?[\s-]{{0,2}}(?:de\s|of\s|d['’]|ngày\s)?[\s-]?
            (?P<m1>{named})(?:[\s,./-]{{0,3}}(?:de\s|del\s|of\s)?(?:พ\.ศ\.\s?)?(?P<y1>{year}))?
        | (?<![\d])(?P<y2>(?:19|20)\d\d)[.,]?\s(?:m\.\s)?(?P<m2>{named})[\s-](?P<d2>[0-3]?\d)(?!\d)
        | (?P<m3>{named})[\s-]{{0,2}}(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:[\s,./-]{{1,3}}(?P<y3>{year}))?
        | (?P<m4>{named})[\s,./-]{{1,2}}(?:de\s|del\s|of\s)?(?P<y4>{year})
        | (?<!\d)(?P<y5>(?:19|20)\d\d)\s?[年년]\s?(?P<m5>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<d5>[0-3]?\d)\s?[日일号號])?
        | (?<![\d./-])(?P<y6>(?:19|20)\d\d)(?P<s6>[-/.])\s?(?P<m6>1[0-2]|0?[1-9])(?P=s6)\s?(?P<d6>[0-3]?\d)
            (?![\d%]|[./-]\d)
        | (?<![\d./-])(?P<a7>[0-3]?\d)(?P<s7>[-/.]|\.\s)(?P<b7>[0-3]?\d)(?P=s7)(?P<y7>(?:19|20)\d\d|\d\d)
            (?![\d%]|[./-]\d)
        | (?<!\d)(?P<m8>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d8>[0-3]?\d)\s?[日일]
        """,
        re.VERBOSE | re.IGNORECASE,
    )
    told = words["relative"]["patterns"]
    relative = "|".join(pattern.replace("#", r"\d{1,3}").replace(" ", r"\s?") for pattern in told)
    cues = sorted({*words["cues"]["updated"], *words["cues"]["published"]}, key=len, reverse=True)
    zone = (
        r"(?:\s?(?:[ap]\.?m\b\.?|uhr\b|h\b|hrs\b|uur\b|ore\b))?(?:\s?\(?(?:[A-Z]{3,4}|ET|PT|CT)\b\)?)?"
        r"(?:\s?[+-]\d\d:?\d\d)?"
    )
    times = (
        rf"(?<![\d])\d{{1,2}}\s?[:.h]\s?[0-5]\d(?:[:.][0-5]\d)?(?!\d){zone}|\d{{1,2}}\s?(?:[ap]\.?m\b\.?|uhr\b|h\b)"
        r"|\d{1,2}\s?[時时點点시]\s?(?:\d{1,2}\s?[分분])?"
    )
    return _Grammar(
        dates=dates,
        times=re.compile(times, re.IGNORECASE),
        relative=re.compile(rf"(?<!{letter})(?:{relative})(?!{letter})", re.IGNORECASE),
        cue=re.compile("|".join(_word(cue) for cue in cues), re.IGNORECASE),
        months=months,
        updated=frozenset(cue.casefold() for cue in words["cues"]["updated"]),
        filling=frozenset(words["filling"]["words"]) | frozenset(words["weekdays"]["names"]),
    )


def _spaced(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s")


def _word(cue: str) -> str:
    """A cue as a whole word; scripts that write no spaces have no word edges to ask for."""
    letter = r"[^\W\d_]"
    return _spaced(cue) if cue[0] >= "\u0e00" else rf"(?<!{letter}){_spaced(cue)}(?!{letter})"


def _value(match: re.Match[str], day_first: bool | None) -> str | Literal[False] | None:
    """EDTF; None where it cannot be told; False where the words are no date at all (31 February)."""
    part = match.groupdict()
    months = _grammar().months
    for index in ("1", "2", "3", "4"):
        name = part[f"m{index}"]
        if name:
            month = months[" ".join(name.casefold().rstrip(".").split())] if name else 0
            return _edtf(_year(part[f"y{index}"]), month, part.get(f"d{index}"))
    for index in ("5", "6"):
        if part[f"y{index}"]:
            return _edtf(int(part[f"y{index}"]), int(part[f"m{index}"]), part[f"d{index}"])
    if part["m8"]:
        return _edtf(None, int(part["m8"]), part["d8"])
    return _numeric(part, day_first)


def _numeric(part: dict[str, str], day_first: bool | None) -> str | Literal[False] | None:
    first, second, separator = int(part["a7"]), int(part["b7"]), part["s7"].strip()
    year = _year(part["y7"])
    if len(part["y7"]) == 2 and separator == "-":
        return False
    # Where full stops part the numbers, the day stands first the world over.
    if separator == "." or first == second or first > 12 or (day_first is True and second <= 12):
        return _edtf(year, second, part["a7"])
    if second > 12 or day_first is False:
        return _edtf(year, first, part["b7"])
    return None


def _year(words: str | None) -> int | None:
    if not words:
        return None
    digits = int(words.lstrip("'’"))
    if digits < 100:
        return 2000 + digits if digits < 70 else 1900 + digits
    return digits - 543 if digits > 2400 else digits


def _edtf(year: int | None, month: int, day: str | None) -> str | Literal[False] | None:
    if day is None:
        return f"{year:04}-{month:02}" if year else False
    try:
        # 2000 is a leap year: without a year, 29 February may be right.
        date = datetime.date(year or 2000, month, int(day))
    except ValueError:
        return False
    return date.isoformat() if year else None


def _with_kinds(line: str, found: list[tuple[int, int, str | None]]) -> Iterator[PrintedDate]:
    grammar = _grammar()
    kind_of: Callable[[re.Match[str]], Kind] = lambda cue: (  # noqa: E731
        "updated" if " ".join(cue[0].casefold().split()) in grammar.updated else "published"
    )
    before = 0
    for index, (start, end, value) in enumerate(found):
        cues = list(grammar.cue.finditer(line, before, start))
        kind = kind_of(cues[-1]) if cues else None
        if kind is None and index == len(found) - 1:
            after = grammar.cue.search(line, end)
            kind = kind_of(after) if after and after.start() - end <= 24 else None
        yield PrintedDate(start, end, value, kind)
        before = end
