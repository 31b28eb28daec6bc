"""Whether an event is history: background that a story recalls, not its news."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.modality import words
from onrecord.reading.stage import Partial

__all__ = ["History"]

_ON_NOUNS = frozenset(["prep", "compound", "nummod", "nmod", "amod", "poss"])
_YEAR = re.compile(r"\d{4}")
_NEWS_DAYS = 60
_MAIN_CLAUSES = 4


class History:
    """The times of a story and its date, asked for what lies well before it."""

    def __init__(self, partial: Partial) -> None:
        reading = partial.reading
        told = reading.story.published or reading.story.updated
        self._date = str(told.value)[:10] if told is not None else None
        self._times = sorted(reading.times, key=lambda one: one.start)
        self._starts = [one.start for one in self._times]

    def of(self, trigger: Trigger, status: str) -> bool:
        """Whether the event that ``trigger`` names is background. What is yet to come never is."""
        if status in ("planned", "demanded", "promised", "hypothetical", "ongoing"):
            return False
        token = trigger.token
        clause = _clause_of(trigger.carrier if trigger.carrier is not None else token)
        if self._is_dated_before(trigger, {token.i, *(one.i for one in _with_main(clause))}, clause):
            return True
        if any(child.lower_ in words("adjectives", "historical") for child in token.children if child.dep_ == "amod"):
            return True
        return _looks_back(clause)

    def _is_dated_before(self, trigger: Trigger, holders: set[int], clause: Any) -> bool:
        """Whether a time that hangs on one of these words of the clause's sentence lies well before the story."""
        offset = trigger.parse.start
        first, last = offset + clause.sent.start_char, offset + clause.sent.end_char
        for at in range(bisect_left(self._starts, first), bisect_left(self._starts, last)):
            time = self._times[at]
            words_of_time = trigger.parse.doc.char_span(time.start - offset, time.end - offset, alignment_mode="expand")
            if words_of_time is None or not self._is_old(time.value or time.bound):
                continue
            if _holder(words_of_time.root) in holders:
                return True
        return False

    def _is_old(self, value: str | None) -> bool:
        """Whether all of an EDTF value ends more than two months before the story."""
        if value is None or self._date is None or value.startswith("../"):
            return False
        end = value.split("/")[-1]
        if end == ".." or not _YEAR.match(end) or not _YEAR.match(self._date):
            return False
        return _months(end) * 30 + _NEWS_DAYS < _months(self._date) * 30


def _months(value: str) -> int:
    year, month = int(value[:4]), value[5:7]
    return year * 12 + (int(month) if month.isdigit() and 1 <= int(month) <= 12 else 12)


def _holder(token: Any) -> int:
    """The word that a time hangs on: up through prepositions and the time's own nouns."""
    steps = 0
    while token.head.i != token.i and steps < 4:
        above = token.head
        if above.pos_ in ("VERB", "AUX") or (above.pos_ in ("NOUN", "PROPN") and token.dep_ in _ON_NOUNS):
            return int(above.i)
        token, steps = above, steps + 1
    return int(token.i)


def _clause_of(token: Any) -> Any:
    """The verb of the clause that ``token`` stands in, itself if it is one."""
    steps = 0
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i and steps < 12:
        token, steps = token.head, steps + 1
    return token


def _with_main(verb: Any) -> list[Any]:
    """The verb and those above it of which its clause is a circumstance or a conjunct: they share a time."""
    found = [verb]
    while found[-1].dep_ in ("advcl", "conj", "xcomp") and len(found) < _MAIN_CLAUSES:
        found.append(found[-1].head)
    return found


def _looks_back(verb: Any) -> bool:
    """'has previously attacked', 'used to', 'had repeatedly fought over the years', 'have in the past'."""
    children = list(verb.children)
    said = {child.lower_ for child in children if child.dep_ in ("advmod", "npadvmod")}
    if said & words("words", "earlier"):
        return True
    perfect = any(child.dep_ == "aux" and child.lower_ in ("had", "has", "have", "'ve", "'d") for child in children)
    if not (perfect or verb.tag_ == "VBD"):
        return False
    over = {one.lower_ for child in children if child.dep_ in ("prep", "npadvmod", "advmod") for one in _phrase(child)}
    return bool(over & words("words", "over_time")) and (perfect or "ago" not in over)


def _phrase(child: Any) -> list[Any]:
    return [child, *child.children, *(inner for one in child.children for inner in one.children)]
