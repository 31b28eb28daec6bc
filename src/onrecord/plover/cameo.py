"""The crosswalk from CAMEO, the codes of ICEWS and GDELT, to PLOVER."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["crosswalk", "from_cameo"]


def from_cameo(cameo: str) -> tuple[str | None, str | None]:
    """PLOVER's type and mode for a CAMEO code ('193' -> ASSAULT, firearms; '0211', with its leading zero).

    Both are None for what PLOVER has no event for (CAMEO 01, statements). Raises ``KeyError`` for no code of CAMEO.
    """
    return crosswalk()[cameo]


@cache
def crosswalk() -> dict[str, tuple[str | None, str | None]]:
    """Every code of CAMEO (two, three, four digits) with PLOVER's type and mode. Not to be altered."""
    rows = tomllib.loads((files(__package__) / "cameo.toml").read_text(encoding="utf-8"))
    return {cameo: _split(coded) for cameo, coded in rows.items()}


def _split(coded: str) -> tuple[str | None, str | None]:
    kind, _, mode = coded.partition(" ")
    return kind or None, mode or None
