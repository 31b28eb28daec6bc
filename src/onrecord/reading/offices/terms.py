"""From when to when an office is held, where the text says so, and the status that follows from it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.model import TimeValue
from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.claims import Claim

__all__ = ["Term", "Terms"]

_TIED = frozenset(
    [
        ",",
        "(",
        "in",
        "on",
        "from",
        "since",
        "until",
        "till",
        "between",
        "by",
        "during",
        "the",
        "at",
        "for",
        "early",
        "late",
        "back",
        "of",
    ]
)
_MOST_TIED = 3
# Word by word, and whether it must be there: ', who has held the post from 2015 to 2021'.
_HOLDING: tuple[tuple[frozenset[str], bool], ...] = (
    (frozenset([","]), False),
    (frozenset(["who"]), True),
    (frozenset(["has", "had"]), False),
    (frozenset(["held", "holds", "served", "occupied", "filled"]), True),
    (frozenset(["in"]), False),
    (frozenset(["the", "that", "this"]), False),
    (frozenset(["office", "post", "position", "role", "job", "seat"]), False),
)
_STATUS_OF_ROLE: dict[str, OfficeStatus] = {
    "holds": "current", "held": "former", "begins": "current", "ends": "former", "intended": "designate",
    "unclear": "unknown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """Bounds in EDTF, None where the text gives none; the status; whether the words themselves say the status."""

    begins: str | None
    ends: str | None
    status: OfficeStatus
    explicit: bool


class Terms:
    """Reads the terms of one story's claims. times: those of the story, in order. as_of: its date, EDTF."""

    def __init__(self, times: tuple[TimeValue, ...], as_of: str | None) -> None:
        self._times = times
        self._starts = [one.start for one in times]
        self._as_of = as_of

    def of(self, claim: Claim) -> Term:
        """The term of an office as one claim states it."""
        begins, ends = _bounds(claim, self._time_of(claim))
        said = claim.title.status or claim.status
        if said is None and ends is not None:
            said = "current" if self._is_to_come(ends) else "former"
        if said is None and begins is not None and claim.role == "begins" and self._is_to_come(begins):
            said = "designate"
        explicit = said is not None or claim.role in ("held", "ends")
        return Term(begins, ends, said or _STATUS_OF_ROLE[claim.role], explicit)

    def _is_to_come(self, value: str) -> bool:
        return self._as_of is not None and value[:10] > self._as_of

    def _time_of(self, claim: Claim) -> str | None:
        """The value of the time that belongs to a claim: just after it, within it, or at the start of its sentence."""
        line, title = claim.line, claim.title
        after = self._tied(claim, title.after)
        if after is None and claim.holder.last > title.after:
            after = self._tied(claim, claim.holder.last)
            after = after or self._tied(claim, _past_holding(claim, claim.holder.last))
        if after is None and claim.verb is not None:
            after = self._tied(claim, claim.verb + 1)
        if after is not None and (claim.verb is not None or "/" in after):
            return after
        if claim.verb is None:
            return None
        low, high = line.starts[claim.first], line.ends[claim.last - 1]
        inside = self._times[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        if inside:
            return inside[0].value if len(inside) == 1 else None
        opens = bisect_left(line.sentence, line.sentence[claim.verb])
        opening = self._times[bisect_left(self._starts, line.starts[opens]) : bisect_left(self._starts, low)]
        near = opening and opening[0].start <= line.starts[min(opens + 2, claim.verb)]
        return opening[0].value if near and len(opening) == 1 else None

    def _tied(self, claim: Claim, at: int) -> str | None:
        """The value of the time that begins at the word ``at``, or after a comma, bracket or preposition there."""
        line = claim.line
        word, last = at, at + _MOST_TIED
        while word < min(last, len(line)) and line.same_sentence(claim.title.head, word):
            index = bisect_left(self._starts, line.starts[word])
            if index < len(self._times) and self._starts[index] == line.starts[word]:
                time = self._times[index]
                if time.value is not None or time.duration is None:
                    return time.value
                word = bisect_left(line.starts, time.end)  # 'for three years, until 2021'
                last = word + _MOST_TIED
            elif line.low[word] in _TIED:
                word += 1
            else:
                return None
        return None


def _past_holding(claim: Claim, at: int) -> int:
    """The word behind ', who held the office' at ``at``; ``at`` if nothing of the kind stands there."""
    low, word = claim.line.low, at
    for kinds in _HOLDING:
        if word < len(low) and low[word] in kinds[0]:
            word += 1
        elif kinds[1]:
            return at
    return word


def _bounds(claim: Claim, value: str | None) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    if "/" in value:
        begins, ends = value.split("/", 1)
        bounds = (None if begins in ("..", "") else begins, None if ends in ("..", "") else ends)
        if None in bounds or claim.role not in ("begins", "ends"):
            return bounds
    if claim.role == "begins":
        return value, None
    if claim.role == "ends":
        return None, value
    return None, None
