"""The stage ``Statements``: from attributions, whoever found them, to the statements of a reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from onrecord.model import Quotation, Span, SpeakerRef, Statement, TimeValue
from onrecord.reading.stage import Partial
from onrecord.reading.statements.acts import act_of, is_hypothetical, is_negated, mode_of
from onrecord.reading.statements.candidate import Attribution
from onrecord.reading.statements.circumstances import addressee_of, medium_of, time_of
from onrecord.reading.statements.combine import combined
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.judge import judged
from onrecord.reading.statements.learnt import Learnt
from onrecord.reading.statements.leftovers import uncued
from onrecord.reading.statements.nesting import holders
from onrecord.reading.statements.signs import by_sign
from onrecord.reading.statements.speakers import Voices

__all__ = ["Statements", "attributions"]

# Where precision and recall on the development articles balance best.
_LEAST, _LEAST_OF_RULES = 0.45, 0.4


def attributions(ground: Ground, learnt: Learnt | None = None) -> list[Attribution]:
    """The attributions of a story in order of the text: of the rules, and of the model where there is one."""
    found = [*judged(ground, learnt), *by_sign(ground)]
    return uncued(ground, combined(found, _LEAST if learnt else _LEAST_OF_RULES))


class Statements:
    """Adds ``statements``. rules_only: without the trained model (fewer indirect statements are found)."""

    name = "statements"

    def __init__(self, *, rules_only: bool = False) -> None:
        self.rules_only = rules_only
        self.version = "3+rules" if rules_only else "3"
        self.needs = frozenset({"sentences", "parses", "quotations", "entities", "times"}) | (
            frozenset() if rules_only else frozenset({"vectors"})
        )
        self.adds = frozenset({"statements"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its statements in order of the text."""
        ground = Ground(partial)
        learnt = Learnt(partial.encoded) if partial.encoded is not None and not self.rules_only else None
        found = attributions(ground, learnt)
        return partial.with_fields(statements=tuple(_Teller(ground, partial).told(found)))


class _Teller:
    """Makes statements of attributions: act, mode, speaker, addressee, medium, time, nesting."""

    def __init__(self, ground: Ground, partial: Partial) -> None:
        self._ground = ground
        self._outer = ground.quotations
        self._inner = [one for one in partial.reading.quotations if one.depth == 1]
        self._inner_starts = [one.start for one in self._inner]
        self._times = sorted(partial.reading.times, key=lambda one: one.start)
        self._time_starts = [one.start for one in self._times]
        self._voices = Voices(ground, partial.reading.entities)

    def told(self, found: Sequence[Attribution]) -> list[Statement]:
        """The statements, numbered s1, s2, … in order of the text."""
        within = holders(found)
        speakers: list[SpeakerRef | None] = []
        last: str | None = None
        order = _outer_first(within)
        named: dict[int, str | None] = {}
        for number in order:
            holder = within[number]
            around = named.get(holder) if holder is not None else None
            named[number] = self._voices.meant(found[number].source, last if holder is None else None, around)
            if holder is None and named[number] is not None:
                last = named[number]
        speakers = [self._speaker(one, named[number]) for number, one in enumerate(found)]
        return [
            self._statement(number, one, speakers[number], within[number]) for number, one in enumerate(found)
        ]  # fmt: skip

    def _speaker(self, one: Attribution, entity: str | None) -> SpeakerRef | None:
        if not one.source:
            return None
        start, end = one.source[0][0], one.source[-1][1]
        known = self._voices.entity(entity)
        return SpeakerRef(
            span=Span.of(self._ground.text, start, end), entity=entity, acts_for=known.acts_for if known else None
        )

    def _statement(self, number: int, one: Attribution, speaker: SpeakerRef | None, holder: int | None) -> Statement:
        ground, text = self._ground, self._ground.text
        cue: Any = ground.tokens(one.cue[0][0], one.cue[-1][1]) if one.cue and text[slice(*one.cue[0])] != ":" else None
        source = ground.tokens(*one.source[0]) if one.source else None
        content = tuple(Span.of(text, start, end) for start, end in one.content)
        return Statement(
            id=f"s{number + 1}",
            mode=mode_of(ground, one.content, self._quotations_for(one)),
            act=act_of(cue, source.root if source is not None else None, content[0].text),
            content=content,
            negated=cue is not None and is_negated(cue),
            hypothetical=cue is not None and is_hypothetical(cue),
            speaker=speaker,
            cue=Span.of(text, one.cue[0][0], one.cue[-1][1]) if one.cue else None,
            addressee=addressee_of(ground, self._voices, one, cue) if cue is not None else None,
            medium=medium_of(ground, self._voices, one, cue) if cue is not None else None,
            time=time_of(ground, one, cue, self._times_near(one)) if cue is not None else None,
            within=f"s{holder + 1}" if holder is not None else None,
            confidence=round(one.confidence, 3),
        )

    def _quotations_for(self, one: Attribution) -> list[Quotation]:
        """The quotations that make this content direct: the outer ones, or for a cue inside one those nested in it."""
        around = self._ground.quotation_at(one.cue[0][0]) if one.cue else None
        first, last = one.content[0][0], one.content[-1][1]
        if around is None:
            return self._ground.quotations_over(first, last)
        begin, end = bisect_left(self._inner_starts, around.start), bisect_right(self._inner_starts, last)
        return self._inner[begin:end]

    def _times_near(self, one: Attribution) -> list[TimeValue]:
        """The times of the cue's sentence."""
        start, end = self._ground.sentence_around(one.cue[0][0])
        return self._times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]


def _outer_first(within: Sequence[int | None]) -> list[int]:
    """The numbers in an order in which each holder stands before what it holds, else in order of the text."""
    order: list[int] = []
    placed = [False] * len(within)
    for number in range(len(within)):
        chain = []
        at: int | None = number
        while at is not None and not placed[at]:
            placed[at] = True
            chain.append(at)
            at = within[at]
        order += reversed(chain)
    return order
