"""Known events kept in memory: for a notebook's own readings, for benchmarks and for tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.linking.event_profiles import EventProfile
from onrecord.linking.events import LinkedEvent, keys_of, link_events

__all__ = ["Memory"]


@dataclass
class Memory:
    """What linking asks of known events (``KnowsEvents``), of events in memory. Nothing is written anywhere.

    events: how stories tell each. rows: the stories' own events that each is.
    """

    events: dict[str, list[EventProfile]] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    same_as: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _in_story: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, profiles: Mapping[str, EventProfile]) -> dict[str, LinkedEvent]:
        """Links a story's events and remembers them; one that is new goes by its own id, of two the older id stays."""
        named = {}
        for row, link in link_events(profiles, self).items():
            every = {self.now(one) for one in (link.linked, *(other.linked for other in link.same)) if one}
            linked = min(every, key=list(self.events).index, default=row)
            for other in every - {linked}:
                self._join(linked, other)
            self.events.setdefault(linked, []).append(profiles[row])
            self._in_story[profiles[row].story].append(linked)
            self.rows[linked].append(row)
            for key in keys_of(profiles[row]):
                self._keys[key][linked] = None
            named[row] = replace(link, linked=linked)
        return named

    def now(self, linked: str) -> str:
        """What an id stands for by now: itself, or the older one that it was found to be."""
        while linked in self.same_as:
            linked = self.same_as[linked]
        return linked

    def candidates(self, keys: Sequence[str], limit: int) -> Sequence[str]:
        """See ``KnowsEvents``."""
        found: dict[str, int] = defaultdict(int)
        for key in keys:
            for linked in self._keys.get(key, ()):
                found[linked] += 1
        return sorted(found, key=lambda one: (-found[one], one))[:limit]

    def told_in(self, stories: Sequence[str], limit: int) -> Sequence[str]:
        """See ``KnowsEvents``."""
        found = dict.fromkeys(self.now(one) for story in stories for one in self._in_story[story])
        return list(found)[:limit]

    def told(self, linked: Collection[str], limit: int) -> Mapping[str, Sequence[EventProfile]]:
        """See ``KnowsEvents``."""
        return {one: self.events[one][:limit] for one in linked}

    def whole(self, told: Sequence[EventProfile]) -> Sequence[EventProfile]:
        """See ``KnowsEvents``."""
        return told

    def share_a_story(self, one: str, other: str) -> bool:
        """See ``KnowsEvents``."""
        return bool({told.story for told in self.events[one]} & {told.story for told in self.events[other]})

    def _join(self, linked: str, other: str) -> None:
        self.same_as[other] = linked
        self.events[linked] += self.events.pop(other)
        self.rows[linked] += self.rows.pop(other)
        for under in self._keys.values():
            if other in under:
                under[linked] = under.pop(other)
