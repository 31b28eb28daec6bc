"""The compact encoder whose one pass over a story serves every trained head. See README.md, the model card."""

from __future__ import annotations

from onrecord.models.encoder.heads import Linked, log_softmax, tagged
from onrecord.models.encoder.pieces import Pieces, joined, pieces_of
from onrecord.models.encoder.runtime import (
    MAPS,
    OF_EVENTS,
    SHARED,
    WIDTH,
    Attention,
    Encoded,
    Vectors,
    digest,
    encoded,
    head,
    labels,
)

__all__ = [
    "MAPS",
    "OF_EVENTS",
    "SHARED",
    "WIDTH",
    "Attention",
    "Encoded",
    "Linked",
    "Pieces",
    "Vectors",
    "digest",
    "encoded",
    "head",
    "joined",
    "labels",
    "log_softmax",
    "pieces_of",
    "tagged",
]
