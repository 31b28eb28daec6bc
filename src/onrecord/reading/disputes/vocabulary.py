"""The lexicon of disputes, shaped for asking."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.reading.lexicon import lexicon

__all__ = ["contraries", "deed_of", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``lexicon/disputes.toml``; a dotted name asks for a list in a table."""
    found: Any = lexicon("disputes")
    for part in name.split("."):
        found = found[part]
    return frozenset(found)


@cache
def _deeds() -> dict[str, str]:
    return {verb: f"deed:{name}" for name, verbs in lexicon("disputes")["deeds"].items() for verb in verbs}


def deed_of(verb: str) -> str:
    """The deed that a verb (``be:`` and the complement for 'is safe') tells, else the verb itself."""
    return _deeds().get(verb, verb)


@cache
def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in lexicon("disputes")["contrary"]:
        one, other = entry["pair"]
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {deed: frozenset(others) for deed, others in found.items()}


def contraries(deed: str) -> frozenset[str]:
    """The deeds that say the contrary of this one: listed pairs, and 'safe' against 'unsafe'."""
    listed = _pairs().get(deed, frozenset())
    if not deed.startswith("be:"):
        return listed
    bare = deed.removeprefix("be:")
    made = {f"be:{prefix}{bare}" for prefix in ("un", "in", "non-")}
    made |= {f"be:{bare.removeprefix(prefix)}" for prefix in ("un", "non-") if bare.startswith(prefix)}
    return listed | made
