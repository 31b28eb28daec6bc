"""Whether the words around a time speak of the past or of what is to come.

A small reading of the clause, without a parser: the nearest cue to the left decides, else the nearest to the right.
"""

from __future__ import annotations

from onrecord.reading.times.vocabulary import vocabulary
from onrecord.reading.times.tokens import Tokens

__all__ = ["tense"]

_REACH_LEFT, _REACH_RIGHT = 16, 12
_STOPS = frozenset({".", "?", "!", ";", '"', "“", "”", "("})
_NOT_PAST = frozenset({"need", "speed", "united", "hundred", "indeed", "bed", "red", "feed", "seed", "fed", "med"})


def tense(t: Tokens, first: int, last: int) -> int:
    """1 where the clause of tokens ``first`` to ``last`` looks ahead, -1 where it looks back, 0 where it is silent."""
    words = vocabulary()
    low = t.low
    for at in range(first - 1, max(-1, first - _REACH_LEFT), -1):
        if low[at] in _STOPS or t.new_line(at + 1):
            break
        found = _cue(t, at, words.future_cues, words.past_cues)
        if found:
            return found
    for at in range(last, min(t.size, last + _REACH_RIGHT)):
        if low[at] in _STOPS or t.new_line(at):
            break
        found = _cue(t, at, words.future_cues, words.past_cues)
        if found:
            return found
    return 0


def _cue(t: Tokens, at: int, future: frozenset[str], past: frozenset[str]) -> int:
    low = t.low
    word = low[at].lstrip("'")
    if word in future:
        # 'was expected', 'had planned' tell of a plan, and where it led is not said: still ahead of what was said.
        return 1
    participle = len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST
    if participle or word in past:
        for back in range(at - 1, max(-1, at - 5), -1):
            if low[back].lstrip("'") in future or (low[back] == "to" and low[back + 1] in ("be", "have", word)):
                return 1
            if low[back] in _STOPS or low[back] in ("said", "told"):
                break
        return -1
    if word == "to" and low[at - 1] in ("is", "are", "due", "about", "not") and low[at + 1].isalpha():
        return 1
    return 0
