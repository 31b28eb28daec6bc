"""Stage: families. 'Khan's family', 'his family' and 'the family' are one where they are the family of one person.

Before pronouns are known, descriptions that read the same were taken for one group; here each goes to whoever owns it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from onrecord.model import Entity, Mention
from onrecord.reading.stage import Partial

__all__ = ["Kin"]

_POSSESSIVE = re.compile(r"(?:his|her|their|whose|my|our)\b", re.IGNORECASE)
_THE = re.compile(r"the\s", re.IGNORECASE)
_FAMILY = frozenset(["family", "relatives", "kin", "household"])
_Owned = tuple[str, int]  # the owner's entity ('' for nobody told), and the number of a group for what stays apart


class Kin:
    """Parts and joins the groups that are somebody's family. Entities keep their ids; one that loses all is gone."""

    name = "kin"
    version = "1"
    needs: frozenset[str] = frozenset({"entities", "descriptions", "pronouns"})
    adds: frozenset[str] = frozenset({"kin"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with one group for the family of each person."""
        entities = partial.reading.entities
        families = [one for one in entities if one.kind == "group" and all(map(_is_family, _described(one)))]
        if sum(len(one.mentions) for one in families) < 2:
            return partial
        regrouped = _regrouped(families, _Owners(entities))
        made = _made(families, regrouped, len(entities))
        kept = {one.id for one in families}
        others = tuple(one for one in entities if one.id not in kept)
        return partial.with_fields(entities=tuple(sorted((*others, *made), key=lambda one: int(one.id[1:]))))


class _Owners:
    """Asked whose a family is."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._at: dict[int, str] = {}
        for entity in entities:
            if entity.kind == "person":
                for mention in entity.mentions:
                    if mention.form in ("name", "pronoun"):
                        self._at.setdefault(mention.start, entity.id)

    def of(self, mention: Mention) -> str | None:
        """The id of the person whose family the words name; '' if they name nobody; None if nobody knows."""
        owner = self._at.get(mention.start)
        if owner is not None or _POSSESSIVE.match(mention.text):
            return owner
        return "" if _THE.match(mention.text) else None


def _described(entity: Entity) -> list[Mention]:
    """The mentions that are no pronouns."""
    return [one for one in entity.mentions if one.form != "pronoun"]


def _is_family(mention: Mention) -> bool:
    return mention.form == "nominal" and mention.text.split()[-1].lower() in _FAMILY


def _regrouped(families: list[Entity], owners: _Owners) -> list[list[tuple[str, Mention]]]:
    """The mentions of each family, each with the id of the group in which it stood.

    'The family' is that of the only person whose family is told of; where nobody's is known it stays as it was, and so
    does 'their family' if nobody knows whose.
    """
    groups: dict[_Owned, list[tuple[str, Mention]]] = defaultdict(list)
    for number, family in enumerate(families, 1):
        own: _Owned = ("", number)
        for mention in family.mentions:
            if mention.form != "pronoun":
                owner = owners.of(mention)
                own = (owner, 0) if owner else ("", number if owner is None else -number)
            groups[own].append((family.id, mention))  # a pronoun stays with the words before it
    known = [own for own in groups if own[0]]
    if len(known) == 1:
        for own in [own for own in groups if own[1] < 0]:
            groups[known[0]] += groups.pop(own)
    return list(groups.values())


def _made(families: list[Entity], groups: list[list[tuple[str, Mention]]], count: int) -> list[Entity]:
    """An entity for each group, under the id of the first of its mentions; where that is taken, under a new one."""
    by_id = {one.id: one for one in families}
    taken: set[str] = set()
    made = []
    for group in sorted(groups, key=lambda group: min(one.start for _, one in group)):
        mentions = sorted((one for _, one in group), key=lambda one: one.start)
        own = next((old for old, _ in sorted(group, key=lambda one: one[1].start) if old not in taken), None)
        if own is None:
            count += 1
            own = f"e{count}"
        taken.add(own)
        whole = by_id.get(own, families[0])
        made.append(msgspec.structs.replace(whole, id=own, name=_name(mentions), mentions=tuple(mentions)))
    return made


def _name(mentions: list[Mention]) -> str:
    """The first words that name whose family it is ('family' before 'relatives'), else the first words."""
    described = [one.text for one in mentions if one.form != "pronoun"] or [mentions[0].text]
    named = [one for one in described if not _POSSESSIVE.match(one) and not _THE.match(one)]
    named.sort(key=lambda one: not one.lower().endswith("family"))
    return " ".join((named or described)[0].split())
