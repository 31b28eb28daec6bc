"""By which keys an entity is looked up: two that share none are never compared.

So a new story costs time in proportion to its own entities and those like them, whatever the size of the record.
People are looked up by pairs of their name's parts (as consonants, so that other spellings and orders meet), an initial
with another part, a name of one word by that word, and all by the name that the table of office holders has; bodies
and peoples by their names; places by what they were resolved to, else by name.
"""

from __future__ import annotations

from itertools import combinations

from onrecord.linking.profiles import Profile, normalised
from onrecord.reading.person_names.parts import Part, name_of
from onrecord.reading.person_names.vocabulary import NICKNAMES
from onrecord.reading.places.folding import folded

__all__ = ["bearer_key", "keys_of", "lookups_of", "titled_keys"]

_MOST_PARTS = 5


def keys_of(profile: Profile) -> list[str]:
    """The keys that an entity is found under."""
    return _keys(profile, stored=True)


def lookups_of(profile: Profile) -> list[str]:
    """The keys to look a new entity's like up by.

    A person whose full name is known is not looked up by one part of it.
    """
    return _keys(profile, stored=False)


def bearer_key(part: Part) -> str:
    """The key that all people are found under who bear this name part."""
    return f"part:{part.coarse}" if len(part.coarse) > 2 else f"part:{part.sound}"


def titled_keys(profile: Profile) -> list[str]:
    """The keys that 'President Hale' is found under: a title and the last part of each name, or its only part."""
    titles = {*profile.titles, *(held.title for held in profile.offices)}
    parts = dict.fromkeys(name.heavy[-1].coarse for one in profile.names if (name := name_of(one)).heavy)
    return [f"titled:{part} {title}" for part in parts for title in sorted(titles)]


def _keys(profile: Profile, *, stored: bool) -> list[str]:
    if profile.kind == "person":
        found = [key for name in profile.names for key in _person(name)]
        full = any(key.startswith("pair:") for key in found)
        if not stored and full:
            found = [key for key in found if not key.startswith("part:")]
        if stored or not full:
            found += titled_keys(profile)
        found += [f"known:{folded(name)}" for name in sorted(profile.known)]
    elif profile.place:
        found = [profile.place]
    else:
        kind = "place" if profile.kind == "place" else "body"
        found = [f"{kind}:{normalised(name)}" for name in profile.names]
    return list(dict.fromkeys(found))


def _person(name: str) -> list[str]:
    parts = name_of(name).heavy[:_MOST_PARTS]
    written = [part for part in parts if not part.initial]
    keys = [bearer_key(part) for part in written]
    if len(parts) < 2:
        return keys
    keys.append("same:" + " ".join(sorted(part.written for part in parts)))
    keys += ["pair:" + " ".join(sorted((one.coarse, other.coarse))) for one, other in combinations(written, 2)]
    # 'J. Hale', 'Jane Hale' and 'Janie Hale' meet, and so do the short forms of a given name.
    first, last = parts[0], parts[-1]
    keys += [f"lead:{first.sound[:1]} {part.coarse}" for part in parts[1:] if not part.initial]
    keys += [f"lead:{last.sound[:1]} {first.coarse}"] if not first.initial else []
    keys += [
        f"short:{number} {part.coarse}"
        for part in parts[1:]
        if not part.initial
        for number in sorted(NICKNAMES.get(first.written, ()))
    ]
    return keys
