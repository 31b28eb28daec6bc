"""The stage ``Disputes``."""

from __future__ import annotations

from onrecord.reading.disputes.conceding import with_concessions
from onrecord.reading.disputes.grouping import disputes_of
from onrecord.reading.disputes.oppositions import oppositions
from onrecord.reading.disputes.propositions import Ground
from onrecord.reading.stage import Partial

__all__ = ["Disputes"]


class Disputes:
    """Adds ``disputes``: questions on which accountable parties of the story take opposite sides."""

    name = "disputes"
    version = "1"
    needs: frozenset[str] = frozenset({"parses", "entities", "times", "statements"})
    adds: frozenset[str] = frozenset({"disputes"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its disputes in order of the text."""
        ground, statements = Ground(partial), partial.reading.statements
        found = disputes_of(oppositions(ground, statements))
        return partial.with_fields(disputes=with_concessions(ground, found, statements))
