"""'Will not negotiate', 'did not allow it': a denial that makes a refusal of what is denied, and the refusal is made.

PLOVER 2.0 codes who will not talk as REJECT. Of a verb that means a refusal itself ('did not reject it') the denial is
one like any other.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.modality import is_negated

__all__ = ["is_refusal", "one_sided"]


def is_refusal(type_: str | None, trigger: Trigger) -> bool:
    """Whether a trigger has this type only because it is denied: by the lexicon, or as a REJECT that it does not
    know."""
    if type_ is None or not is_negated(trigger.carrier):
        return False
    senses = [sense for sense in trigger.senses if sense.type == type_]
    return all(sense.denied for sense in senses) if senses else type_ == "REJECT"


def one_sided(parties: Arguments, trigger: Trigger) -> Arguments:
    """Talks are of both sides; their refusal is of those before the verb, to those after it."""
    if not parties.reciprocal:
        return parties
    theirs = tuple(one for one in parties.actors if one.head.i > trigger.carrier.i)
    if not theirs or len(theirs) == len(parties.actors):
        return parties
    ours = tuple(one for one in parties.actors if one not in theirs)
    return replace(parties, actors=ours, recipients=(*parties.recipients, *theirs), reciprocal=False)
