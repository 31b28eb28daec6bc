"""PLOVER's own code for an event: the deed and its modality, which a reading keeps apart, folded into one.

A reading says CONSULT/planned of a meeting that was agreed on; PLOVER says AGREE. The rules, from PLOVER's manual:

- CONSULT, SUPPORT, COOPERATE and AID that are planned or promised are AGREE.
- RETREAT that is planned or promised is CONCEDE. (The manual says both that it stays RETREAT with the auxiliary mode
  ``future`` and that it becomes CONCEDE. Two sections, with an example, say the second.)
- Every other type that is planned or promised keeps its name, with ``future``.
- What is demanded, possible or threatened has ``hypothetical``: the demand, the threat is an event of its own.
- What is said not to have happened has ``negation``; background has ``historical``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.model import Event
from onrecord.plover.ontology import Quad, ontology

__all__ = ["Auxiliary", "Code", "code"]

Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
_AHEAD = frozenset({"planned", "promised"})
_INTENDED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_AUXILIARY: dict[str, Auxiliary] = {
    "planned": "future",
    "promised": "future",
    "demanded": "hypothetical",
    "hypothetical": "hypothetical",
    "negated": "negation",
}


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What PLOVER says of an event; all None or empty but for the auxiliary modes where it has no type for it.

    type, mode: the code. auxiliary: in PLOVER's order. quad: the class of the type. intensity: PLOVER's score; None
    where the deed has not been done (``future``, ``hypothetical``, ``negation``), for PLOVER scores deeds.
    """

    type: str | None
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    quad: Quad | None
    intensity: float | None


def code(event: Event) -> Code:
    """PLOVER's own code for ``event``; raises ``KeyError`` for a type that PLOVER does not have."""
    return code_of(event.type, event.mode, status=event.status, historical=event.historical)


def code_of(type_: str | None, mode: str | None, *, status: str, historical: bool) -> Code:
    """As ``code``, of an event's type, mode, status and whether it is background."""
    auxiliary = _AUXILIARY.get(status)
    if status in _AHEAD and type_ in _INTENDED:
        # The intention is the event, and it is there.
        type_, mode, auxiliary = _INTENDED[type_], None, None
    modifiers: tuple[Auxiliary, ...] = ("historical",) if historical else ()
    modifiers += (auxiliary,) if auxiliary else ()
    if type_ is None:
        return Code(type=None, mode=None, auxiliary=modifiers, quad=None, intensity=None)
    kind = ontology().types[type_]
    return Code(
        type=type_,
        mode=mode,
        auxiliary=modifiers,
        quad=kind.quad,
        intensity=None if auxiliary else kind.intensity(mode),
    )
