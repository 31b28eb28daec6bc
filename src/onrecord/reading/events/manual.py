"""PLOVER's rules for events of one sentence that stand beside each other: what is coded twice, what only once.

- A conviction with a term in prison is SANCTION/convict, and COERCE/arrest as well.
- A move of troops or police told with their use of force is only the use of force (ASSAULT).
- An accusation told with the verdict on it is only the verdict.

Source: openeventdata/PLOVER, manual 2.0, on SANCTION, MOBILIZE and ACCUSE.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

import msgspec

from onrecord.model import Event

__all__ = ["as_the_manual_codes"]

_HAPPENED = frozenset(["actual", "ongoing"])
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)"
# The words that send a convict to prison, unless they are suspended.
_PRISON = re.compile(
    rf"\b(?:in|to) (?:prison|jail)\b|\bbehind bars\b|\bimprisonment\b|\b(?:prison|jail) (?:term|sentence)"
    rf"|\blife (?:sentence|term)\b|\bsentenc\w+ (?:\w+ ){{0,3}}to (?:life|{_NUMBER}\W+(?:years?|months?))\b",
    re.IGNORECASE,
)
_SUSPENDED = re.compile(r"\bsuspended\b", re.IGNORECASE)
# Nouns that only say of what somebody was tried ('acquitted of all charges').
_COUNTS = re.compile(r"charge|count|allegation|accusation", re.IGNORECASE)


def as_the_manual_codes(told: Sequence[Event], text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Event, ...]:
    """The tellings of a story, in text order, with what the manual adds and without what it does not code.

    sentences: the story's, as (start, end) in order.
    """
    starts = [start for start, _ in sentences]

    def sentence(event: Event) -> int:
        return bisect_right(starts, event.trigger.start) - 1

    found: list[Event] = []
    for number, group in groupby(told, key=sentence):
        events = list(group)
        first, last = sentences[number] if number >= 0 else (0, 0)
        found.extend(_coded(events, text[first:last]))
    return tuple(found)


def _coded(events: list[Event], words: str) -> list[Event]:
    verdict = any(one.type == "SANCTION" and one.mode == "convict" for one in events)
    cleared = any(one.type == "CONCEDE" and one.trigger.text.lower().startswith("acquit") for one in events)
    kept = [
        one for one in events
        if not (one.type == "MOBILIZE" and one.status in _HAPPENED and _used_force(one, events))
        and not (one.type == "ACCUSE" and (verdict or cleared) and _is_count(one))
    ]  # fmt: skip
    if not verdict or not _PRISON.search(words) or _SUSPENDED.search(words):
        return kept
    if any(one.type == "COERCE" and one.mode == "arrest" for one in kept):
        return kept
    convictions = [one for one in kept if one.type == "SANCTION" and one.mode == "convict"]
    # Of 'convicted and sentenced' the sentence sends to prison.
    sends = next((one for one in convictions if one.trigger.text.lower().startswith("sentenc")), convictions[-1])
    at = kept.index(sends)
    jailed = msgspec.structs.replace(sends, type="COERCE", mode="arrest")
    return [*kept[: at + 1], jailed, *kept[at + 1 :]]


def _used_force(move: Event, events: list[Event]) -> bool:
    """Whether those who were moved, or who moved them, use force in the same sentence."""
    own = _parties(move)
    return any(
        one.type == "ASSAULT" and one.status in _HAPPENED and own & _parties(one, actors=True) for one in events
    )  # fmt: skip


def _parties(event: Event, *, actors: bool = False) -> set[str]:
    some = event.actors if actors else (*event.actors, *event.recipients)
    return {one.entity or one.span.text.lower() for one in some}


def _is_count(event: Event) -> bool:
    return not event.actors and bool(_COUNTS.match(event.trigger.text))
