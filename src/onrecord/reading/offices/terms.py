"""From when to when an office is held, where the text says so, and the status that follows from it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.model import TimeValue
from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.claims import Claim

__all__ = ["Term", "term"]

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


def term(claim: Claim, times: tuple[TimeValue, ...], as_of: str | None) -> Term:
    """The term of an office as one claim states it. times: those of the story, in order."""
    begins, ends = _bounds(claim, _time_of(claim, times))
    said = claim.title.status or claim.status
    if said is None and ends is not None:
        said = "current" if as_of is not None and ends[:10] > as_of else "former"
    if said is None and begins is not None and as_of is not None and claim.role == "begins" and begins[:10] > as_of:
        said = "designate"
    return Term(begins, ends, said or _STATUS_OF_ROLE[claim.role], said is not None or claim.role in ("held", "ends"))


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


def _time_of(claim: Claim, times: tuple[TimeValue, ...]) -> str | None:
    """The value of the time that belongs to a claim: just after it, within it, or at the start of its sentence."""
    line, title = claim.line, claim.title
    if not times:
        return None
    starts = [one.start for one in times]
    after = _tied(claim, times, starts, title.after) or (
        _tied(claim, times, starts, claim.holder.last) if claim.holder.last > title.after else None
    )
    if after is None and claim.verb is not None:
        after = _tied(claim, times, starts, claim.verb + 1)
    if after is not None and (claim.verb is not None or (after.value and "/" in after.value)):
        return after.value
    if claim.verb is None:
        return None
    low, high = line.starts[claim.first], line.ends[claim.last - 1]
    inside = times[bisect_left(starts, low) : bisect_left(starts, high)]
    if inside:
        return inside[0].value if len(inside) == 1 else None
    sentence = [index for index in range(len(line)) if line.sentence[index] == line.sentence[claim.verb]]
    opening = times[bisect_left(starts, line.starts[sentence[0]]) : bisect_left(starts, low)]
    near = opening and opening[0].start <= line.starts[sentence[min(2, len(sentence) - 1)]]
    return opening[0].value if near and len(opening) == 1 else None


def _tied(claim: Claim, times: tuple[TimeValue, ...], starts: list[int], at: int) -> TimeValue | None:
    """The time that begins at the word ``at``, or after a comma, bracket or preposition there."""
    line = claim.line
    for word in range(at, min(at + _MOST_TIED, len(line))):
        if not line.same_sentence(claim.title.head, word):
            return None
        index = bisect_left(starts, line.starts[word])
        if index < len(times) and times[index].start == line.starts[word]:
            return times[index] if times[index].value else None
        if line.low[word] not in _TIED:
            return None
    return None
