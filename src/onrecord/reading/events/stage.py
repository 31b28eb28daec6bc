"""The stage ``Events``: triggers, what each names, who did it to whom, whether it happened, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model import Event, Span
from onrecord.models.encoder import OF_EVENTS, digest
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.contexts import contexts_of
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.manual import as_the_manual_codes
from onrecord.reading.events.merging import merged
from onrecord.reading.events.modes import mode_of
from onrecord.reading.events.participants import participants
from onrecord.reading.events.refusals import is_refusal, one_sided, stands
from onrecord.reading.events.relevance import Relevance
from onrecord.reading.events.settings import Settings
from onrecord.reading.events.sides import Sides
from onrecord.reading.events.status import Standing
from onrecord.reading.events.triggers import Triggers, triggers
from onrecord.reading.events.types import SURE, Decision, Types
from onrecord.reading.stage import Parse, Partial

__all__ = ["Events", "candidates"]

Found = Sequence[tuple[Parse, Sequence[Trigger]]]

# To say something is a statement, and no event beside it.
_DEED = 0.5
_READER = frozenset(["you", "your", "yours", "yourself", "yourselves"])
_TELLING = frozenset(["assert", "confirm", "document", "believe"])


def candidates(parse: Parse, known: Sequence[Trigger], types: Types, sure: float = SURE) -> list[Trigger]:
    """What may name an event in a parse, in text order: the lexicon's triggers and the head's own.

    sure: how sure the head must be of its own (see ``Types.unknown``).
    """
    taken = frozenset(token.i for one in known for token in one.tokens)
    if isinstance(known, Triggers):
        taken |= known.refused
    return sorted([*known, *types.unknown(parse, taken, sure)], key=lambda one: (one.tokens[0].i, one.token.i))


class Events:
    """Adds ``events``. rules_only: the lexicon decides alone what a trigger names."""

    name = "events"

    def __init__(self, *, rules_only: bool = False) -> None:
        self.rules_only = rules_only
        self.needs = frozenset({"parses", "entities", "places", "offices", "times", "statements"})
        self.adds = frozenset({"events"})

    @property
    def version(self) -> str:
        """The stage's own version and the weights' digest."""
        return "3+rules" if self.rules_only else f"3+{digest(OF_EVENTS)[:8]}"

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its events, numbered v1, v2, … by their first mention."""
        found = [(parse, triggers(parse)) for parse in partial.parses]
        learnt = None if self.rules_only else Learnt.of(found)
        reading = partial.reading
        told = as_the_manual_codes(tuple(_told(partial, found, learnt)), reading.story.text, reading.sentences)
        return partial.with_fields(events=merged(told, reading.story.text, reading.entities))


def _decided(partial: Partial, found: Found, types: Types) -> Iterator[tuple[Trigger, Decision]]:
    """The triggers of a story that name an event, in text order, each with what it names."""
    relevance = Relevance(partial)
    tells = {one.cue.start for one in partial.reading.statements if one.cue is not None and one.act in _TELLING}
    for parse, known in found:
        for trigger in candidates(parse, known, types):
            if parse.start + trigger.token.idx in tells and not _names_a_deed(trigger):
                continue
            decision = types.of(trigger)
            if decision is None or not relevance.admits(decision.type, trigger):
                continue
            if decision.type is None and _is_kept_from(trigger.token):
                continue
            yield trigger, decision


def _told(partial: Partial, found: Found, learnt: Learnt | None) -> Iterator[Event]:
    """Each telling of an event, in text order."""
    text = partial.reading.story.text
    sides, standing, settings = Sides(partial), Standing(partial, learnt), Settings(partial)
    for number, (trigger, decision) in enumerate(_decided(partial, found, Types(learnt)), 1):
        parties = participants(trigger, learnt)
        refused = is_refusal(decision.type, trigger)
        if refused:
            parties = one_sided(parties, trigger)
        stand = standing.of(trigger, parties)
        if stand.according_to is None and _speaks_to_the_reader(parties):
            continue
        place, place_from = settings.place(trigger, parties)
        time, time_from = settings.time(trigger)
        words = Span.of(text, trigger.start, trigger.end)
        actors, recipients = sides.of(trigger, parties)
        yield Event(
            id=f"v{number}",
            trigger=words,
            type=decision.type,
            mode=mode_of(decision.type, trigger),
            contexts=contexts_of(decision.type, trigger),
            mentions=(words,),
            actors=actors,
            recipients=recipients,
            place=place,
            place_from=place_from,
            time=time,
            time_from=time_from,
            status=stands(stand.status, trigger) if refused else stand.status,
            according_to=stand.according_to,
            historical=stand.historical,
            confidence=decision.confidence,
        )


def _names_a_deed(trigger: Trigger) -> bool:
    """Whether the lexicon is sure that the words do more than tell ('called off the strike', 'agreed to talks')."""
    return bool(trigger.senses) and trigger.senses[0].type is not None and trigger.senses[0].weight >= _DEED


def _speaks_to_the_reader(parties: Arguments) -> bool:
    """'You can cut it', 'visit our site', in the outlet's own words: advice, and nobody's deed."""
    return any(one.head.lower_ in _READER for one in (*parties.actors, *parties.recipients))


def _is_kept_from(token: Any) -> bool:
    """'Banned him from leaving': unless the deed has a type of its own, it is a detail of the ban."""
    return bool(token.dep_ == "pcomp" and token.head.lower_ == "from")
