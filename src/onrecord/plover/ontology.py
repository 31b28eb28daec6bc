"""PLOVER's types, modes, contexts and sectors: ``ontology.toml`` as values."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

__all__ = ["EventType", "Mode", "Ontology", "Quad", "ontology"]

Quad = Literal["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"]


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mode of a type. score: PLOVER's intensity, None where it has none of its own."""

    meaning: str
    score: float | None = None


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 16 types.

    quad: its class of the four. score: its intensity without a mode, -10 (conflict) to 10 (cooperation). recipient:
    whether PLOVER wants somebody to whom it is done. modes: by name, in PLOVER's order.
    """

    meaning: str
    quad: Quad
    score: float
    recipient: bool
    modes: dict[str, Mode] = {}

    def intensity(self, mode: str | None) -> float:
        """The score of a mode, or of the type where there is no mode or it has no score of its own."""
        own = self.modes[mode].score if mode in self.modes else None
        return self.score if own is None else own


class Ontology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of PLOVER by name: types, auxiliary modes, contexts, sectors (with their meanings)."""

    types: dict[str, EventType]
    auxiliary_modes: dict[str, str]
    contexts: dict[str, str]
    sectors: dict[str, str]


@cache
def ontology() -> Ontology:
    """The ontology, read once a process. Not to be altered."""
    return msgspec.convert(tomllib.loads((files(__package__) / "ontology.toml").read_text(encoding="utf-8")), Ontology)
