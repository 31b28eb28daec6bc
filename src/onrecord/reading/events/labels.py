"""What the trained heads of events tell apart, in the order of their outputs. Training and reading both use these."""

from __future__ import annotations

from typing import Final

__all__ = ["ROLES", "STATUSES", "TRIGGERS", "TYPES"]

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# No event, an event that PLOVER has no type for, and its types.
TRIGGERS: Final = ("O", "-", *TYPES)
STATUSES: Final = ("actual", "ongoing", "planned", "demanded", "promised", "hypothetical", "negated", "habitual")
ROLES: Final = ("O", "actor", "recipient")
