"""The words that person names are made of besides names, from ``names.toml``."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from onrecord.reading.lexicon import lexicon

__all__ = ["DESCENT", "GENERATIONS", "HONORIFICS", "NICKNAMES", "PARTICLES", "SOUNDS"]

_DATA = tomllib.loads((files(__package__) / "names.toml").read_text(encoding="utf-8"))

PARTICLES: frozenset[str] = frozenset(_DATA["particles"])
"""Words that stand in names of a region and are at times left out: de, van, bin, al."""

DESCENT: frozenset[str] = frozenset(_DATA["descent"])
"""Particles that say whose child somebody is, between the two names."""

GENERATIONS: dict[str, str] = {form: forms[0] for forms in _DATA["generations"] for form in forms}
"""What parts father and son, to its one form: jr, junior, filho -> jr."""

HONORIFICS: frozenset[str] = frozenset(
    word for word in [*lexicon("titles")["honorifics"], *_DATA["honorifics"]] if " " not in word
)
"""Words that stand before a name or after it and are no part of it."""

NICKNAMES: dict[str, frozenset[int]] = {}
"""Each given name and its short forms, to the numbers of the sets it belongs to."""
for _number, _forms in enumerate(_DATA["nicknames"]):
    for _form in _forms:
        NICKNAMES[_form] = NICKNAMES.get(_form, frozenset()) | {_number}

SOUNDS: dict[str, str] = _DATA["sounds"]
"""Letters that spell one sound, to the letter for it (capital letters: S as in show, C as in chair)."""
