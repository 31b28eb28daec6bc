"""Due dates of commitments as an iCalendar file (RFC 5545), for any calendar program.

One all-day event a commitment. What is due in a month or year is put on its last day, and says so. The same record
gives the same file: the time stamps are the days on which the promises were made, never the clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.record import CommitmentThread

__all__ = ["due_day", "ical"]

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LINE = 75  # octets, RFC 5545 section 3.1
_UNKNOWN_STAMP = "19700101T000000Z"


def due_day(due: str) -> date | None:
    """The last day of an EDTF date (``2024``, ``2024-06``, ``2024-06-03``); None for anything else."""
    found = _EDTF.match(due)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        month = month or 12
        return date(int(year or 0), month, day or calendar.monthrange(int(year or 0), month)[1])
    except ValueError:
        return None


def ical(threads: Iterable[CommitmentThread]) -> str:
    """The calendar of those commitments that have a due date, with the line ends that the standard asks for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OnRecord//commitments//EN"]
    for thread in threads:
        line = thread.commitment
        day = due_day(line.due) if line.due else None
        if day is None or line.due is None:
            continue
        made = due_day(line.made) if line.made else None
        told = [f"{line.by or 'Somebody'}: {line.content.text}"]
        if line.citation.sentence:
            told.append(line.citation.sentence.text)
        told.append(f"{line.citation.outlet or 'outlet unknown'}, {line.citation.date or 'undated'}")
        told.append(f"Due {line.due}. Standing: {thread.standing}.")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{line.id}@onrecord",
            f"DTSTAMP:{made:%Y%m%d}T000000Z" if made else f"DTSTAMP:{_UNKNOWN_STAMP}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            *([f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"] if day < date.max else []),
            f"SUMMARY:{_escaped(told[0])}",
            f"DESCRIPTION:{_escaped(chr(10).join(told[1:]))}",
            *([f"URL:{line.citation.url}"] if line.citation.url and line.citation.url.isprintable() else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = re.sub(r"\r\n|[\n\r\u2028\u2029\x85]", r"\\n", text)
    return "".join(sign for sign in text if sign == "\t" or (ord(sign) >= 32 and ord(sign) != 127))


def _folded(line: str) -> list[str]:
    """The line in pieces of 75 octets at the most, those after the first led by a space; no sign is cut in two."""
    pieces, piece, octets = [], "", 0
    for sign in line:
        size = len(sign.encode("utf-8", "surrogatepass"))
        if octets + size > _LINE:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += sign
        octets += size
    return [*pieces, piece]
