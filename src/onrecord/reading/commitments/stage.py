"""The stage ``Commitments``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from onrecord.model import Commitment, Span
from onrecord.reading.commitments.bearing import Standing, Told, standing_of
from onrecord.reading.commitments.dues import due_of
from onrecord.reading.commitments.pledges import Pledge, pledges
from onrecord.reading.disputes.propositions import Ground
from onrecord.reading.stage import Partial

__all__ = ["Commitments"]

_ALIKE = 0.7
_WORD = re.compile(r"\w{3,}")
_SMALL = frozenset({"the", "and", "for", "that", "will", "would", "with", "from", "its", "his", "her", "their", "our"})


class Commitments:
    """Adds ``commitments``: what somebody of the story promised, and what the story says became of it."""

    name = "commitments"
    version = "1"
    needs: frozenset[str] = frozenset({"parses", "entities", "times", "quoted_times", "statements"})
    adds: frozenset[str] = frozenset({"commitments"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its commitments in order of the text."""
        reading = partial.reading
        ground = Ground(partial)
        found = _once(pledges(ground, reading.statements))
        if not found:
            return partial
        told = Told(ground, reading.statements)
        makers = Counter(one.by for one in found)
        times = sorted(reading.times, key=lambda one: one.start)
        starts = [one.start for one in times]
        day = reading.story.as_of.value if reading.story.as_of else None
        made: list[Commitment] = []
        for one in found:
            said = _said_on(one) or day
            inside = times[bisect_left(starts, one.content.start) : bisect_left(starts, one.content.end)]
            standing, evidence = standing_of(ground, one, told, only=makers[one.by] == 1)
            made.append(
                _commitment(one, said, due_of(reading.story.text, one.content, inside, said), standing, evidence)
            )
        return partial.with_fields(commitments=tuple(made))


def _commitment(
    pledge: Pledge, made: str | None, due: str | None, standing: Standing, evidence: tuple[Span, ...]
) -> Commitment:
    teller = pledge.statement or pledge.holder
    return Commitment(
        content=pledge.content,
        by=pledge.by,
        to=pledge.to,
        made=made,
        due=due,
        standing=standing,
        statement=teller.id if teller else None,
        evidence=evidence,
    )


def _said_on(pledge: Pledge) -> str | None:
    stated = pledge.statement.time if pledge.statement else None
    return stated or (pledge.holder.time if pledge.holder else None)


def _once(found: list[Pledge]) -> list[Pledge]:
    """Each promise once, as the telling that says most of it has it: a headline's is told again below.

    Only tellings that share a word that few have are compared, so that a long story stays linear.
    """
    kept: list[Pledge] = []
    words: list[frozenset[str]] = []
    by_word: dict[str, list[int]] = {}
    for one in found:
        own = frozenset(_WORD.findall(one.content.text.lower())) - _SMALL
        near = Counter(at for word in own for at in by_word.get(word, [])[:20])
        same = next((at for at, shared in near.most_common(5) if _same(kept[at], one, shared, words[at], own)), None)
        if same is None:
            for word in own:
                by_word.setdefault(word, []).append(len(kept))
            kept.append(one)
            words.append(own)
        elif _known(one) > _known(kept[same]):
            kept[same] = one
    return sorted(kept, key=lambda one: one.content.start)


def _same(one: Pledge, other: Pledge, shared: int, words: frozenset[str], own: frozenset[str]) -> bool:
    agree = one.by == other.by or one.by is None or other.by is None
    return agree and shared >= _ALIKE * max(1, min(len(words), len(own)))


def _known(pledge: Pledge) -> int:
    return (pledge.by is not None) * 2 + (pledge.to is not None) + (pledge.statement is not None)
