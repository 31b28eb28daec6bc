"""Stage: titles and descriptions that mean a named entity, and the bodies and groups that a story does not name."""

from __future__ import annotations

from onrecord.reading.descriptions.bodies import collect
from onrecord.reading.descriptions.definite import resolve
from onrecord.reading.descriptions.ground import Ground
from onrecord.reading.descriptions.stated import links
from onrecord.reading.descriptions.titles import resolve_titles
from onrecord.reading.stage import Partial

__all__ = ["Descriptions"]


class Descriptions:
    """Adds mentions of form ``title`` and ``nominal`` to entities, and entities for bodies and groups not named."""

    name = "descriptions"
    version = "1"
    needs: frozenset[str] = frozenset({"parses", "entities"})
    adds: frozenset[str] = frozenset({"descriptions"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its descriptions. Entities keep their ids; new ones follow them."""
        ground = Ground.of(partial)
        resolve_titles(ground, partial)
        told = list(links(ground))
        for link in told:
            if link.told:
                ground.add(link.named.entity.id, link.phrase.start, link.phrase.end, "nominal")
        collect(ground)
        resolve(ground, told)
        return partial.with_fields(entities=ground.result())
