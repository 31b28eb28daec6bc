"""One entity under many names across stories: what a new story's entities are linked to, and why.

The linking goes story by story. Each entity of the story is looked up by its keys (``blocking``), held against the few
that share one (``evidence``), and linked to the likeliest if that is sure enough; else it is new to the record. First
come those whose names decide, so that they can be the companions that decide the others. A pair that stays in doubt is
suggested. People's decisions stand above all evidence.

It rests on pairwise scoring with explanations as in nomenklatura (OpenSanctions), and on incremental linking to
profiles (Rao, McNamee and Dredze 2010, Streaming Cross Document Entity Coreference Resolution).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from onrecord.linking.blocking import keys_of, lookups_of
from onrecord.linking.evidence import MERGE, Evidence, compare, with_companions
from onrecord.linking.profiles import Profile, Trait
from onrecord.reading.person_names.parts import name_of

__all__ = ["FIRST", "Decisions", "Knows", "Link", "Memory", "Suggestion", "link_story"]

MOST_CANDIDATES = 24
_MOST_SUGGESTED, _MOST_BEARERS = 2, 8
_WITHIN_REACH = 2.0  # what companions can add, and a little
_AS_LIKELY, _SAME_STORY = 0.5, 0.95
# Places and peoples are shared by too many stories to say anything.
_COMPANIONS = frozenset(["person", "organisation"])
FIRST = "the first of its name"


class Knows(Protocol):
    """What linking asks of the entities that are known by now; ids are the record's own."""

    def candidates(self, keys: Sequence[str], limit: int) -> list[str]:
        """Those that are found under most of these keys, at most ``limit``."""

    def profile(self, linked: str) -> Profile:
        """What all its stories say of one."""

    def bearers(self, key: str) -> int:
        """How many are found under one key (counted up to some bound)."""

    def share(self, key: str, linked: str) -> float:
        """Which part of the stories that are found under a key are this one's, 0 to 1."""

    def shared_companions(self, linked: str, among: Sequence[str]) -> list[str]:
        """Which of ``among`` stand in a story with it, leaving out what stands in very many stories; in order."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: pairs of lasting ids (of stories' entities, or the record's own) that are one, or two."""

    together: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> Decisions:
        """From pairs, whichever comes first in each."""
        return cls(_both_ways(together), _both_ways(apart))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known entity that may be the same: for a person to decide."""

    linked: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """What an entity of the story is linked to. linked: None for one that is new to the record. same: further known
    entities that turn out to be this one too, each with its score and why. beside: the local id of another entity of
    the story that this one is, whatever that is linked to.
    """

    linked: str | None
    score: float
    why: str
    same: tuple[Suggestion, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    beside: str | None = None


def link_story(
    profiles: Mapping[str, Profile],
    known: Knows,
    *,
    rows: Mapping[str, str] | None = None,
    members: Mapping[str, str] | None = None,
    decisions: Decisions | None = None,
    fixed: Mapping[str, str] | None = None,
) -> dict[str, Link]:
    """The link of each of a story's entities (by local id).

    rows: the lasting ids of the story's entities, and members: of those that people's ``decisions`` name, what they
    are linked to now; both are needed only where there are decisions. fixed: what some of the entities are linked to
    already; they are left out of the answer.
    """
    return _Linking(profiles, known, rows or {}, members or {}, decisions or Decisions(), fixed or {}).links()


class _Linking:
    """One story on its way into the record."""

    def __init__(
        self,
        profiles: Mapping[str, Profile],
        known: Knows,
        rows: Mapping[str, str],
        members: Mapping[str, str],
        decisions: Decisions,
        fixed: Mapping[str, str],
    ) -> None:
        self.profiles, self.known, self.rows, self.members = profiles, known, rows, members
        self.decisions, self.fixed = decisions, fixed
        self.taken: dict[str, Profile] = {linked: profiles[local] for local, linked in fixed.items()}

    def links(self) -> dict[str, Link]:
        found = dict(self._named_in_full())
        late: list[str] = []
        for local in sorted(
            self.profiles.keys() - found.keys() - self.fixed.keys(),
            key=lambda each: (_rank(self.profiles[each]), _position(each)),
        ):
            link = self._link(local, companions=False)
            if link is None:
                late.append(local)
            else:
                found[local] = self._take(local, link)
        for local in late:
            link = self._link(local, companions=True)
            assert link is not None
            found[local] = self._take(local, link)
        return {local: found[local] for local in self.profiles if local in found}

    def _named_in_full(self) -> Iterator[tuple[str, Link]]:
        """'Kim' of a story that names Kim Jong-un in full and nobody else of that name: family names can come first."""
        full: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        alone: dict[str, str] = {}
        for local, profile in self.profiles.items():
            if profile.kind == "person":
                parts = name_of(profile.name).heavy
                for at, part in enumerate(parts if len(parts) > 1 else ()):
                    full[part.written].append((local, at == 0))
                if len(parts) == 1 and not self.decisions.apart.get(self.rows.get(local, "")):
                    alone[local] = parts[0].written
        for local, word in alone.items():
            if len(full[word]) == 1 and full[word][0][1] and local not in self.fixed:
                other = full[word][0][0]
                name = self.profiles[other].name
                yield (
                    local,
                    Link(None, _SAME_STORY, f"the story names {name} and nobody else of the name", beside=other),
                )

    def _take(self, local: str, link: Link) -> Link:
        if link.linked is not None:
            self.taken[link.linked] = self.profiles[local]
        return link

    def _link(self, local: str, *, companions: bool) -> Link | None:
        """The link; None if companions may decide and were not asked yet."""
        profile = self.profiles[local]
        row = self.rows.get(local, "")
        decided = sorted({self._member(one) for one in self.decisions.together.get(row, ())} - {""})
        barred = {self._member(one) for one in self.decisions.apart.get(row, ())} | self.decisions.apart.get(
            row, frozenset()
        )
        scored: list[tuple[str, Evidence]] = []
        # One part that many bear links nobody: their number is not even looked at.
        keys = [
            key
            for key in lookups_of(profile)
            if not key.startswith("part:") or self.known.bearers(key) <= _MOST_BEARERS
        ]
        for linked in self.known.candidates(keys, MOST_CANDIDATES):
            if linked in barred or self._is_anothers(linked, profile):
                continue
            evidence = compare(
                profile, self.known.profile(linked), self.known.bearers, partial(self.known.share, linked=linked)
            )
            open_ = not evidence.one and evidence.weight >= MERGE - _WITHIN_REACH
            if open_ and not companions:
                if not decided:
                    return None
            elif open_:
                others = [one for one, who in self.taken.items() if one != linked and who.kind in _COMPANIONS]
                shared = self.known.shared_companions(linked, others) if others else []
                evidence = with_companions(evidence, [self.taken[one].name for one in shared])
            scored.append((linked, evidence))
        scored.sort(key=lambda each: -each[1].weight)
        return self._chosen(decided, scored)

    def _chosen(self, decided: list[str], scored: list[tuple[str, Evidence]]) -> Link:
        if decided:
            further = tuple(Suggestion(one, 1.0, "as a person decided") for one in decided[1:])
            return Link(decided[0], 1.0, "as a person decided", same=further)
        sure = [each for each in scored if each[1].one]
        doubtful = [each for each in scored if each[1].doubtful]
        suggestions = tuple(Suggestion(one, why.score, why.why) for one, why in doubtful[:_MOST_SUGGESTED])
        if not sure:
            return Link(None, 1.0, FIRST, suggestions=suggestions)
        linked, evidence = sure[0]
        same: list[Suggestion] = []
        rivals: list[Suggestion] = []
        for other, reasons in sure[1:]:
            if other in self.taken or other in self.decisions.apart.get(linked, frozenset()):
                continue
            told = Suggestion(other, reasons.score, reasons.why)
            # The story is sure of both; what the two say of each other must not deny it.
            between = compare(self.known.profile(linked), self.known.profile(other), self.known.bearers)
            (same if between.weight > 0 else rivals).append(told)
            if between.weight <= 0 and evidence.weight - reasons.weight < _AS_LIKELY:
                # Two who are not one, and either may be meant.
                first = Suggestion(linked, evidence.score, evidence.why)
                return Link(None, 1.0, FIRST, suggestions=(first, told))
        return Link(linked, evidence.score, evidence.why, tuple(same), (*rivals, *suggestions)[:_MOST_SUGGESTED])

    def _member(self, one: str) -> str:
        return self.members.get(one, "")

    def _is_anothers(self, linked: str, profile: Profile) -> bool:
        """Whether another of this story's entities is linked to it already: the reading took the two for different."""
        other = self.taken.get(linked)
        if other is None:
            return False
        return profile.kind == "person" and other.name.casefold() != profile.name.casefold()


def _rank(profile: Profile) -> int:
    """Who comes first: what was resolved, then bodies, people of a full name, and those of one word last."""
    if profile.place:
        return 0
    if profile.kind != "person":
        return 1
    return 2 if len(name_of(profile.name).heavy) > 1 else 3


def _age(linked: str) -> tuple[int, str]:
    number, _, local = linked.partition(":")
    return int(number), local


def _position(local: str) -> tuple[int, str]:
    digits = local.lstrip("e")
    return (int(digits) if digits.isdigit() else 0, local)


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {one: frozenset(others) for one, others in found.items()}


class Memory:
    """Known entities kept in memory: for a notebook's own readings, and for benchmarks. Nothing is written anywhere."""

    MOST_STORIES = 30

    def __init__(self) -> None:
        self.same_as: dict[str, str] = {}
        self._keys: dict[str, dict[str, int]] = defaultdict(dict)
        self._traits: dict[str, dict[Trait, int]] = defaultdict(dict)
        self._kinds: dict[str, str] = {}
        self._stories: dict[str, list[int]] = defaultdict(list)
        self._in_story: list[set[str]] = []

    def add(self, profiles: Mapping[str, Profile], decisions: Decisions | None = None) -> dict[str, Link]:
        """Links a story's entities and remembers them; a new one gets the number of its story and its local id."""
        links = link_story(profiles, self, decisions=decisions)
        number = len(self._in_story)
        self._in_story.append(set())
        named: dict[str, Link] = {}
        for local, link in sorted(links.items(), key=lambda each: each[1].beside is not None):
            if link.beside:
                linked = named[link.beside].linked or ""
                named[local] = Link(linked, link.score, link.why, beside=link.beside)
                self._remember(linked, profiles[local], number)
                continue
            every = {self.now(one) for one in (link.linked, *(other.linked for other in link.same)) if one}
            linked = min(every, key=_age, default=f"{number}:{local}")
            for other in every - {linked}:
                self._join(linked, other)
            self._remember(linked, profiles[local], number)
            named[local] = Link(linked, link.score, link.why, link.same, link.suggestions)
        return {local: named[local] for local in profiles}

    def now(self, linked: str) -> str:
        """What an id stands for by now: itself, or the older one that it was found to be."""
        while linked in self.same_as:
            linked = self.same_as[linked]
        return linked

    def candidates(self, keys: Sequence[str], limit: int) -> list[str]:
        """See ``Knows``."""
        found: dict[str, int] = defaultdict(int)
        for key in keys:
            for linked in self._keys.get(key, ()):
                found[linked] += 1
        return sorted(found, key=lambda one: (-found[one], one))[:limit]

    def profile(self, linked: str) -> Profile:
        """See ``Knows``."""
        return Profile.of_traits(
            self._kinds[linked], sorted(self._traits[linked], key=lambda one: (-self._traits[linked][one], one))
        )

    def bearers(self, key: str) -> int:
        """See ``Knows``."""
        return len(self._keys.get(key, ()))

    def share(self, key: str, linked: str) -> float:
        """See ``Knows``."""
        counts = self._keys.get(key, {})
        return counts.get(linked, 0) / max(1, sum(counts.values()))

    def shared_companions(self, linked: str, among: Sequence[str]) -> list[str]:
        """See ``Knows``."""
        near = {one for story in self._stories[linked][-self.MOST_STORIES :] for one in self._in_story[story]}
        return sorted(one for one in among if one in near and len(self._stories[one]) <= self.MOST_STORIES)

    def _remember(self, linked: str, profile: Profile, number: int) -> None:
        self._kinds.setdefault(linked, profile.kind)
        for trait in profile.traits():
            self._traits[linked][trait] = self._traits[linked].get(trait, 0) + 1
        for key in keys_of(profile):
            self._keys[key][linked] = self._keys[key].get(linked, 0) + 1
        self._stories[linked].append(number)
        self._in_story[number].add(linked)

    def _join(self, linked: str, other: str) -> None:
        if linked == other:
            return
        self.same_as[other] = linked
        for trait, count in self._traits.pop(other, {}).items():
            self._traits[linked][trait] = self._traits[linked].get(trait, 0) + count
        for bearers in self._keys.values():
            if other in bearers:
                bearers[linked] = bearers.get(linked, 0) + bearers.pop(other)
        for story in self._stories.pop(other, []):
            self._stories[linked].append(story)
            self._in_story[story].discard(other)
            self._in_story[story].add(linked)
