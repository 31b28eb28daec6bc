"""The lexicon of commitments, shaped for asking."""

from __future__ import annotations

from functools import cache

from onrecord.reading.lexicon import lexicon

__all__ = ["words"]


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``lexicon/commitments.toml``."""
    return frozenset(lexicon("commitments")[name])
