"""The first and the last day of a time value, so that SQL can compare times of every precision."""

from __future__ import annotations

import calendar
import re

__all__ = ["days_of"]

_POINT = re.compile(r"(\d{1,4}X{0,3}|\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[^/]*)?[?~%]*")
# EDTF's codes above December: seasons, quarters, halves of a year, by their first month and how many they have.
_PARTS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def days_of(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day (``YYYY-MM-DD``) of an EDTF value: '2023-02' -> 2023-02-01, 2023-02-28.

    An open end ('2023-08/..') is None, and so is what is no value of this kind.
    """
    if not value:
        return None, None
    begins, slash, ends = value.partition("/")
    return _days(begins)[0], _days(ends if slash else begins)[1]


def _days(point: str) -> tuple[str | None, str | None]:
    found = _POINT.fullmatch(point)
    if not found or len(found[1]) != 4:
        return None, None
    year, month, day = found[1], found[2], found[3]
    if "X" in year:
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31"
    if day:
        return (f"{year}-{month}-{day}",) * 2
    first, months = (1, 12) if not month else _PARTS.get(int(month), (int(month), 1))
    if not 1 <= first <= 12 or int(year) < 1:
        return None, None
    # A winter runs into the next year.
    ending, last = divmod(int(year) * 12 + first - 1 + months - 1, 12)
    if ending > 9999:
        ending, last = 9999, 11
    return f"{year}-{first:02}-01", f"{ending:04}-{last + 1:02}-{calendar.monthrange(ending, last + 1)[1]:02}"
