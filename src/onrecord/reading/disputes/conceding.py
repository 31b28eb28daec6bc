"""Whether a side of a dispute gave in: one of its parties is told to admit what the other side says."""

from __future__ import annotations

import msgspec

from onrecord.model import Dispute, Statement
from onrecord.reading.disputes.oppositions import concedes
from onrecord.reading.disputes.propositions import Clause, Ground, agree

__all__ = ["with_concessions"]


def with_concessions(
    ground: Ground, found: tuple[Dispute, ...], statements: tuple[Statement, ...]
) -> tuple[Dispute, ...]:
    """The disputes, those with ``state`` conceded in which a party admits what the other side says."""
    admitted: dict[str, list[Clause]] = {}
    for one in statements:
        speaker = one.speaker.entity if one.speaker else None
        if speaker and not one.negated and not one.hypothetical and concedes(ground, one):
            admitted.setdefault(ground.root(speaker), []).extend(ground.clauses(one))
    if not admitted:
        return found
    by_id = {one.id: one for one in statements}
    return tuple(
        msgspec.structs.replace(one, state="conceded") if _gave_in(ground, one, by_id, admitted) else one
        for one in found
    )


def _gave_in(ground: Ground, dispute: Dispute, by_id: dict[str, Statement], admitted: dict[str, list[Clause]]) -> bool:
    for side in dispute.sides:
        own = [clause for party in side.parties for clause in admitted.get(ground.root(party), ())]
        others = [one for one in dispute.sides if (one.stance == "affirms") != (side.stance == "affirms")]
        told = (
            [clause for one in others for name in one.statements for clause in ground.clauses(by_id[name])]
            if own
            else []
        )
        if any(agree(clause, other) for clause in own for other in told):
            return True
    return False
