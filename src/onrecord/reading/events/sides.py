"""The two sides of an event as participants of the story.

Beside the grammar stands what the story's statements tell: whose demand it is, says the statement that makes it, and to
whom. Nobody does to himself what only a clause about himself made it seem ('condemned what it called …').
"""

from __future__ import annotations

from bisect import bisect_right

from onrecord.model import Participant, Span, Statement
from onrecord.reading.events.actors import Actors
from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.stage import Partial

__all__ = ["Sides"]

Side = tuple[Participant, ...]
# Acts that are addressed to somebody who has to do something.
_ADDRESSED = frozenset(["request", "demand", "promise", "threaten", "warn"])
_SELF = frozenset(["himself", "herself", "itself", "themselves"])


class Sides:
    """Makes participants of the phrases around the triggers of one story. Built once a story, in linear time."""

    def __init__(self, partial: Partial) -> None:
        self._actors = Actors(partial)
        cued = [one for one in partial.reading.statements if one.cue is not None]
        self._said = sorted(cued, key=lambda one: one.cue.start if one.cue else 0)
        self._cues = [one.cue.start for one in self._said if one.cue]

    def of(self, trigger: Trigger, found: Arguments) -> tuple[Side, Side]:
        """Who did it and to whom, each entity once."""
        actors, recipients = found.actors, found.recipients
        spoken = self._spoken(trigger)
        if spoken is not None:
            speaker = _phrase(trigger, spoken.speaker.span if spoken.speaker else None)
            if speaker is not None and (not actors or _hangs_on_another(trigger)):
                actors = (speaker,)
            told = _phrase(trigger, spoken.addressee.span if spoken.addressee else None)
            if told is not None and not recipients and spoken.act in _ADDRESSED:
                recipients = (told,)
        doers = self._side(actors)
        return doers, self._others(self._side(recipients), doers, recipients)

    def _spoken(self, trigger: Trigger) -> Statement | None:
        """The statement whose cue the trigger is."""
        at = trigger.parse.start + trigger.token.idx
        index = bisect_right(self._cues, at) - 1
        if index < 0:
            return None
        one = self._said[index]
        return one if one.cue is not None and at < one.cue.end else None

    def _side(self, phrases: tuple[Phrase, ...]) -> Side:
        """Who stands on one side, each entity once ('the minister, the group's leader')."""
        found: dict[str, Participant] = {}
        for phrase in phrases:
            one = self._actors.participant(phrase)
            found.setdefault(one.entity or f"{one.span.start}", one)
        return tuple(found.values())

    @staticmethod
    def _others(side: Side, doers: Side, phrases: tuple[Phrase, ...]) -> Side:
        """Those of a side who are not the doers themselves, unless the words say so."""
        own = {one.entity for one in doers if one.entity} - {None}
        reflexive = {one.start for one in phrases if one.head.lower_ in _SELF}
        return tuple(one for one in side if one.entity not in own or one.span.start in reflexive)


def _hangs_on_another(trigger: Trigger) -> bool:
    """'The plan is a folly, he said, urging …': who does what a participle names is not what its sentence speaks of."""
    return bool(trigger.token.tag_ == "VBG" and trigger.token.dep_ == "advcl")


def _phrase(trigger: Trigger, span: Span | None) -> Phrase | None:
    """The phrase of a statement's span, if it stands in the trigger's own parse."""
    if span is None:
        return None
    offset = trigger.parse.start
    words = trigger.parse.doc.char_span(span.start - offset, span.end - offset, alignment_mode="expand")
    if span.start < offset or words is None or not len(words):
        return None
    return Phrase(span.start, span.end, words.root)
