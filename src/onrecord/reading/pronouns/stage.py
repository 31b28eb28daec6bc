"""Stage: whom or what the pronouns of a story mean, where the text determines it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from onrecord.model import Entity, Mention
from onrecord.reading.pronouns.attention import Looks
from onrecord.reading.pronouns.gender import set_gender
from onrecord.reading.pronouns.governed import governed, relatives
from onrecord.reading.pronouns.resolve import Scored, fields_of, score
from onrecord.reading.pronouns.scene import Candidate, Pronoun, Scene
from onrecord.reading.pronouns.scorer import scorer
from onrecord.reading.pronouns.speakers import Speakers
from onrecord.reading.pronouns.unnamed import UNNAMED, unnamed
from onrecord.reading.stage import Partial

__all__ = ["Pronouns"]

# How likely the best candidate must be by itself (more so if nothing says that its gender fits, for then it may be no
# person at all), and which share of the likelihood of all it must have.
_LEAST, _LEAST_UNKNOWN, _SHARE = 0.4, 0.5, 0.6
_FITS = 0.6


class Pronouns:
    """Adds ``pronouns``: to the entities their mentions in the form ``pronoun``. What is not determined is left."""

    name = "pronouns"
    version = "3"
    needs: frozenset[str] = frozenset({"parses", "entities", "quotations", "vectors"})
    adds: frozenset[str] = frozenset({"pronouns"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with the pronouns among the mentions of its entities."""
        reading = partial.reading
        scene = Scene(reading.story.text, partial.parses, reading.quotations)
        pronouns = list(scene.pronouns())
        if not pronouns or not reading.entities:
            return partial
        candidates = [one for entity in reading.entities if (one := candidate_of(entity, scene))]
        persons = [one for one in candidates if one.kind == "person"]
        looks = Looks(partial.encoded) if partial.encoded else None
        found = [
            *gendered(pronouns, [*persons, *unnamed(scene, candidates)], scene, looks),
            *relatives(pronouns, candidates, scene),
            *governed(pronouns, candidates),
        ]
        return partial.with_fields(entities=_with_mentions(reading.entities, found))


def candidate_of(entity: Entity, scene: Scene) -> Candidate | None:
    """The entity with its mentions as they stand in the parses; None if none of them does."""
    spots = [spot for one in entity.mentions if (spot := scene.spot(one.start, one.end, one.form))]
    if not spots:
        return None
    candidate = Candidate(entity.id, entity.kind, entity.name, sorted(spots, key=lambda spot: spot.index))
    if entity.kind == "person":
        set_gender(candidate)
    return candidate


def gendered(
    pronouns: list[Pronoun], persons: list[Candidate], scene: Scene, looks: Looks | None = None
) -> Iterable[tuple[Pronoun, str]]:
    """The pronouns that say a gender, with the ids of the persons they mean."""
    asked = [one for one in pronouns if one.kind in ("masculine", "feminine")]
    # Whoever is meant outside quotations was spoken of there: what is quoted between is skipped.
    outer = fields_of(
        [_outside(one, scene) for one in asked if one.spot.quotation < 0], _unquoted(persons, scene), looks
    )
    inner = fields_of([one for one in asked if one.spot.quotation >= 0], persons, looks)
    score(outer, scorer())
    score(inner, scorer())
    speakers = Speakers(scene, persons)
    # First those outside quotations, since 'she said' tells who is not the 'she' inside.
    for one in (*outer, *inner):
        spot = one.field.pronoun.spot
        if (chosen := _chosen(one, speakers.of(spot.quotation))) is not None:
            speakers.note(spot, chosen)
            if chosen.kind != UNNAMED:
                yield one.field.pronoun, chosen.id


def _outside(pronoun: Pronoun, scene: Scene) -> Pronoun:
    return replace(pronoun, spot=scene.outside(pronoun.spot))


def _unquoted(persons: list[Candidate], scene: Scene) -> list[Candidate]:
    """The persons with their mentions outside quotations; those without one are left out."""
    spots = [[scene.outside(spot) for spot in one.spots if spot.quotation < 0] for one in persons]
    return [replace(one, spots=kept) for one, kept in zip(persons, spots, strict=True) if kept]


def _chosen(one: Scored, barred: frozenset[str]) -> Candidate | None:
    """The candidate that the pronoun means, if one is likely enough and well ahead of the others. barred: their ids."""
    allowed = [
        (probability, at) for at, probability in enumerate(one.probability) if one.field.candidates[at].id not in barred
    ]
    if not allowed:
        return None
    best, at = max(allowed)
    least = _LEAST if one.field.agree[at] >= _FITS else _LEAST_UNKNOWN
    if best < least or best < _SHARE * sum(probability for probability, _ in allowed):
        return None
    return one.field.candidates[at]


def _with_mentions(entities: tuple[Entity, ...], found: list[tuple[Pronoun, str]]) -> tuple[Entity, ...]:
    added: dict[str, list[Mention]] = defaultdict(list)
    for pronoun, owner in found:
        spot = pronoun.spot
        added[owner].append(Mention(spot.start, spot.end, spot.token.text, "pronoun"))
    return tuple(
        msgspec.structs.replace(entity, mentions=tuple(sorted((*entity.mentions, *added[entity.id]))))
        if entity.id in added
        else entity
        for entity in entities
    )
