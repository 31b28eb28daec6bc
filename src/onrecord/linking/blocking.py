"""By which keys an entity is looked up: two that share none are never compared.

So a new story costs time in proportion to its own entities and those like them, whatever the size of the record.
People are looked up by pairs of their name's parts (as consonants, so that other spellings and orders meet), an initial
with another part, and a name of one word by that word; bodies and peoples by their names; places by what they were
resolved to, else by name.
"""

from __future__ import annotations

from itertools import combinations

from onrecord.linking.profiles import Profile, normalised
from onrecord.reading.person_names.parts import Part, name_of

__all__ = ["bearer_key", "keys_of", "lookups_of"]

_MOST_PARTS = 5


def keys_of(profile: Profile) -> list[str]:
    """The keys that an entity is found under."""
    return _keys(profile, stored=True)


def lookups_of(profile: Profile) -> list[str]:
    """The keys to look a new entity's like up by, the most telling first.

    A person whose full name is known is not looked up by one part of it.
    """
    return _keys(profile, stored=False)


def bearer_key(part: Part) -> str:
    """The key that all people are found under who bear this name part."""
    return f"part:{part.coarse}" if len(part.coarse) > 2 else f"part:{part.sound}"


def _keys(profile: Profile, *, stored: bool) -> list[str]:
    if profile.kind == "person":
        found = [key for name in profile.names for key in _person(name, stored=stored)]
        full = any(key.startswith("pair:") for key in found)
        if not stored and full:
            found = [key for key in found if not key.startswith("part:")]
    elif profile.kind == "place":
        found = [profile.place] if profile.place else [f"place:{normalised(name)}" for name in profile.names]
    elif profile.place:
        found = [profile.place]
    else:
        found = [f"body:{normalised(name)}" for name in profile.names]
    order = ("same:", "pair:", "initial:", "part:")
    return sorted(dict.fromkeys(found), key=lambda key: next((i for i, o in enumerate(order) if key.startswith(o)), 0))


def _person(name: str, *, stored: bool) -> list[str]:
    parts = name_of(name).heavy[:_MOST_PARTS]
    written = [part for part in parts if not part.initial]
    keys = [bearer_key(part) for part in written]
    if len(parts) > 1:
        keys.append("same:" + " ".join(sorted(part.written for part in parts)))
    keys += ["pair:" + " ".join(sorted((one.coarse, other.coarse))) for one, other in combinations(written, 2)]
    # 'J. Hale' and 'Jane Hale' meet: each is stored under its own mark and looked up by the other's.
    if len(written) > 1:
        mark = "full" if stored else "short"
        keys += [f"initial:{mark} {written[0].written[:1]} {other.coarse}" for other in written[1:]]
    if written and len(written) < len(parts) and parts[0].initial:
        mark = "short" if stored else "full"
        keys += [f"initial:{mark} {parts[0].written} {other.coarse}" for other in written]
    return keys
