"""Whether the words around a time speak of the past or of what is to come.

A small reading of the clause, without a parser: the nearest cue to the left decides, else the nearest to the right,
else an infinitive to the left.
"""

from __future__ import annotations

from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["ends_ahead", "has_happened", "ranked", "tense"]

_REACH_LEFT, _REACH_RIGHT = 16, 12
_BEFORE_DATES = frozenset({"for", "on", "in", "at", "by", "this", "next", "late", "early"})
_DETERMINERS = frozenset({"the", "a", "its", "his", "her", "their", "our", "my", "'s", "and", "or"})
_STOPS = frozenset({".", "?", "!", ";", '"', "“", "”", "("})
_NO_VERBS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "these", "those", "date"})
_NOT_PAST = frozenset({"need", "speed", "united", "hundred", "indeed", "bed", "red", "feed", "seed", "fed", "med"})


def tense(t: Tokens, first: int, last: int) -> int:
    """1 where the clause of tokens ``first`` to ``last`` looks ahead, -1 where it looks back, 0 where it is silent."""
    infinitive = False
    for at in range(first - 1, max(-1, first - _REACH_LEFT), -1):
        if t.low[at] in _STOPS or t.new_line(at + 1):
            break
        if found := _cue(t, at):
            return found
        # 'Ministers to meet on Friday': the future of headlines, where nothing else speaks.
        infinitive |= t.low[at] == "to" and t.low[at + 1].isalpha() and t.low[at + 1] not in _NO_VERBS
    for at in range(last, min(t.size, last + _REACH_RIGHT)):
        if t.low[at] in _STOPS or t.new_line(at):
            break
        if found := _cue(t, at):
            return found
    return int(infinitive)


def ends_ahead(t: Tokens, first: int) -> bool:
    """Whether the 'until' at token ``first`` ends what still lasts: 'has closed the port until Sunday', 'adjourned
    until Monday'; but 'stayed until Sunday'."""
    if t.low[first] not in ("until", "till"):
        return False
    for at in range(first - 1, max(-1, first - _REACH_LEFT), -1):
        word = t.low[at]
        if word in _STOPS or t.new_line(at + 1):
            return False
        if word in ("has", "have") or (word in vocabulary().deferring and t.low[at - 1] != "had"):
            return True
        if word in vocabulary().past_cues:
            return False
    return False


def ranked(t: Tokens, first: int) -> bool:
    """Whether the 'in six years' at token ``first`` tells how long a thing has not been: 'the first visit to the
    island in six years', 'the worst flood in a decade'."""
    for at in range(first - 1, max(-1, first - _REACH_LEFT), -1):
        if t.low[at] in _STOPS or t.low[at] == "," or t.new_line(at + 1):
            return False
        if vocabulary().ranks_a_thing(t.low[at]) and t.before(at) in _DETERMINERS:
            return True
    return False


def has_happened(t: Tokens, first: int, last: int) -> bool:
    """Whether the words say for certain that the time is past: 'since May 3', 'the May 3 attack'."""
    if "since" in (t.low[first], t.low[first - 1] if first else ""):
        return True
    at = last + (last < t.size and t.low[last] in ("'s", "’s"))
    return any(t.low[index] in vocabulary().sudden for index in range(at, min(t.size, at + 2)))


def _cue(t: Tokens, at: int) -> int:
    words = vocabulary()
    word = t.low[at]
    if _looks_ahead(t, at):
        return 1
    # A name inside a clause is none ('Mohamed'); what opens one may be.
    named = t.capital(at) and at > 0 and t.low[at - 1] not in _STOPS and not t.new_line(at)
    participle = len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST and not named
    if not participle and word not in words.past_cues:
        return 0
    for back in range(at - 1, max(-1, at - 5), -1):
        if t.low[back] in _STOPS or t.low[back] in (",", "said", "told"):
            break
        if _looks_ahead(t, back, verbs=True) or (t.low[back] == "to" and t.low[back + 1] in ("be", "have")):
            return 1
    return -1


def _looks_ahead(t: Tokens, at: int, *, verbs: bool = False) -> bool:
    """Whether the token speaks of what is to come: 'will', 'plans to', 'due on', 'is to meet', 'upcoming'.

    verbs: leave out what only describes a noun.
    """
    words = vocabulary()
    word, after = t.low[at], t.low[at + 1]
    if word == "won" and after == "'t":
        return True
    if word in words.modals:
        return word != "may" or not t.capital(at)
    if word in ("is", "are"):
        return after == "to"
    if word in words.plan_cues:
        if word == "about" and t.before(at) in ("was", "were"):
            return False
        return after == "to" or (word in words.timetable_cues and after in _BEFORE_DATES)
    return word in words.future_cues and not verbs
