"""Are two names one person's? Spelling, transliteration, order, initials, short forms, what is left out.

A likeness, never a verdict: two people may share a whole name. Linking asks it of names that it has other reasons to
compare; ``who`` suggests with it.
"""

from __future__ import annotations

from onrecord.reading.person_names.explaining import Explanation, explain
from onrecord.reading.person_names.features import features, kind_of
from onrecord.reading.person_names.model import PERHAPS, Model, shipped
from onrecord.reading.person_names.parts import name_of

__all__ = ["THRESHOLD", "Explanation", "Model", "block_keys", "explain", "same_person_name"]

THRESHOLD = PERHAPS
"""From here on ``same_person_name`` says that two names may be one person's."""


def block_keys(name: str) -> frozenset[str]:
    """What to look up a name's likely variants by: two names that share no key are hardly one person's.

    The consonants of each part and its first letters; a part of one letter gives none. So a large set of names is
    compared by its blocks, and never each with each.
    """
    keys = set()
    for part in name_of(name).heavy:
        if not part.initial:
            keys |= {part.coarse, part.bare, f"{part.sound[:3]}-"}
    return frozenset(keys)


def same_person_name(one: str, other: str, model: Model | None = None) -> float:
    """How likely it is that two names which share a part are one person's: 0 to 1, ``THRESHOLD`` or more for yes.

    The names may be in any script and stand in either order; one of a single word is never more than ``THRESHOLD``
    like a longer one. model: another than the shipped one.

    >>> same_person_name("Mohammed Al-Rashid", "Muhammad Rashid") > 0.9
    True
    >>> same_person_name("Peter Hansen", "Paula Hansen") < 0.2
    True
    """
    model = model or shipped()
    left, right = map(name_of, sorted((one, other)))
    if not left.parts or not right.parts:
        return 0.0
    kind = kind_of(left, right)
    return model.probability(left, right, features(left, right, model.alike(kind), model.rarity))
