"""Vocabulary as data: one TOML file a kind, beside the stages that use it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["lexicon"]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The content of ``lexicon/NAME.toml``, read once a process. Not to be altered."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
