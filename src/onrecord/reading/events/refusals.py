"""'Will not negotiate', 'did not allow it': a denial that makes a refusal of what is denied, and the refusal is made.

PLOVER 2.0 codes who will not talk as REJECT. Of a verb that means a refusal itself ('did not reject it') the denial is
one like any other.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.assertion import EventStatus
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.embedding import effect_of, link_of
from onrecord.reading.events.modality import is_finite, is_negated

__all__ = ["is_refusal", "one_sided", "stands"]

_ASKED = frozenset(["demanded", "hypothetical", "planned", "promised"])


def is_refusal(type_: str | None, trigger: Trigger) -> bool:
    """Whether a trigger has this type only because it is denied: by the lexicon, or as a REJECT that it does not
    know."""
    if type_ is None or not is_negated(trigger.carrier):
        return False
    senses = [sense for sense in trigger.senses if sense.type == type_]
    return all(sense.denied for sense in senses) if senses else type_ == "REJECT"


def stands(status: EventStatus, trigger: Trigger) -> EventStatus:
    """The status of a refusal, from that of what is denied: 'did not let' is one, 'urged them not to let' asks for
    one."""
    if status != "negated":
        return status
    link = link_of(trigger.carrier)
    effect = effect_of(link) if link is not None else None
    if effect in _ASKED:
        return effect  # type: ignore[return-value]
    return "actual" if effect is None and is_finite(trigger.carrier) else status


def one_sided(parties: Arguments, trigger: Trigger) -> Arguments:
    """Talks are of both sides; their refusal is of those before the verb, to those after it."""
    if not parties.reciprocal:
        return parties
    theirs = tuple(one for one in parties.actors if one.head.i > trigger.carrier.i)
    if not theirs or len(theirs) == len(parties.actors):
        return parties
    ours = tuple(one for one in parties.actors if one not in theirs)
    return replace(parties, actors=ours, recipients=(*parties.recipients, *theirs), reciprocal=False)
