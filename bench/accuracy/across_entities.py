"""One entity under many names across stories.

Data: ``events/ecbplus`` (entities of a split), ``entities/meantime``, ``entities/newswcl50``,
``entities/names_everypolitician``.

Protocol.

- Each document is read by the whole pipeline, without its gold, and all documents of a corpus are linked one after
  another in the order of the corpus, as a record links them.
- ``ecb_conll``, ``meantime_conll``: the mean of the F1s of MUC, B-cubed and CEAF-e over all gold mentions, clusters
  across all documents (within a topic no less than between topics). A gold mention is in the cluster of what our entity
  is linked to whose mention ends where it ends, else of the one it overlaps most. One that touches none of ours joins
  the others of its document that are spelt the same.
- ``*_given_conll``: as above, but which mentions of a document are one is taken from the gold; linking across documents
  is ours: a document's chain is linked as that entity of ours is which most of its mentions stand in.
- ``*_named_conll``: as ``*_given_conll``, of the chains that a name is among; ours for the others are not asked for.
- In ``*_conll`` and ``*_given_conll`` what has no name is linked by ``onrecord.linking.described`` between stories that
  ``onrecord.linking.like_stories`` finds alike, by the heads of its descriptions; a time by its words.
- ``*_string``: the baseline: mentions of one topic that are spelt the same (case apart) are one.
- ``newswcl_joined``: of NewsWCL50's actors, countries and groups (chains of several individuals left out): of all
  pairs of outlets in an event that both name one (most of its named mentions are one entity of ours), in how many the
  two are linked. ``newswcl_apart``: of the
  pairs of chains of one event that both are persons, in how many no link joins them.
- ``hard_merged``: how many of 200 pairs of different people of one house are merged who share their family name (the
  last part), or all name parts but one. Each is a politician of that country and stands in one story of a year, alone
  with the country. ``hard_suggested``: how many of these are suggested to a person. Pairs are drawn by a hash.
- ``variants_merged``: of 1,000 pairs of names of one person of the same data, told in the same way, how many are
  merged; ``variants_found``: merged or suggested.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from bench.conll import conll_f1
from bench.harness import Result, run
from bench.mentions import Gold, Told, ecbplus, meantime, newswcl
from onrecord.linking.described import LIKE, head_of, same_described
from onrecord.linking.entities import Memory
from onrecord.linking.event_profiles import likeness, stems_of
from onrecord.linking.like_stories import Memory as Stories
from onrecord.linking.profiles import Held, Profile, profiles_of
from onrecord.model import Entity, Reading
from onrecord.reading import Reader
from onrecord.reading.person_names.parts import name_of

HARD, VARIANTS = 200, 1000
_ACTORS = ("ACTOR", "COUNTRY", "GROUP", "ENTITY", "ORG", "PERSON")


class Linked:
    """The documents of a corpus, read and linked."""

    def __init__(self, documents: list[Told], reader: Reader) -> None:
        self.documents = documents
        self.memory = Memory()
        self.stories = Stories((str(number), told.text) for number, told in enumerate(documents))
        self.readings: list[Reading] = []
        self._links: list[dict[str, str]] = []
        for told in documents:
            reading = reader.read(told.story())
            self.readings.append(reading)
            links = self.memory.add(profiles_of(reading.entities, reading.offices, ""))
            self._links.append({local: link.linked or "" for local, link in links.items()})

    def of(self, number: int, entity: Entity | None) -> str | None:
        """What an entity of a document is linked to; its own where it is not linked across documents."""
        if entity is None:
            return None
        linked = self._links[number].get(entity.id)
        return self.memory.now(linked) if linked else f"{number}-{entity.id}"

    def described(self, heads: Sequence[Mapping[str, Collection[str]]]) -> dict[tuple[int, str], str]:
        """Clusters of those without a name, by document and id; heads: of each document, by id."""
        clusters: dict[tuple[int, str], str] = {}
        for number, own in enumerate(heads):
            company = self.stories.near(str(number))
            alike = [(likeness(company, self.stories.near(str(other))), other) for other in range(number)]
            near = [other for score, other in sorted(alike, reverse=True) if score >= LIKE]
            found = same_described(own, [heads[other] for other in near])
            for one in own:
                at, other = found.get(one, (-1, ""))
                clusters[number, one] = clusters[near[at], other] if other else f"described {number} {one}"
        return clusters

    def own(self, number: int, mention: Gold, *, named: bool = False) -> Entity | None:
        """Our entity that a gold mention stands for; named: only by a name."""
        best, most = None, (False, 0)
        for entity in self.readings[number].entities:
            for ours in entity.mentions:
                shared = min(ours.end, mention.end) - max(ours.start, mention.start)
                if shared > 0 and (not named or ours.form == "name"):
                    found = (ours.end == mention.end, shared)
                    if found > most:
                        best, most = entity, found
        return best


def evaluate(data: Path, split: str) -> Result:
    """The scores."""
    reader = Reader()
    scores: dict[str, float] = {}
    counts: dict[str, int] = {}
    files: list[Path] = []
    errors: list[str] = []
    for name, (documents, read) in {"ecb": ecbplus(data, split), "meantime": meantime(data)}.items():
        files += read
        scores |= _across(name, Linked(documents, reader), errors)
        counts[f"{name} mentions"] = sum(len(told.mentions) for told in documents)
    documents, read = newswcl(data)
    files += read
    scores |= _outlets(Linked(documents, reader), errors)
    names = data / "entities" / "names_everypolitician" / "names.tsv"
    scores |= _politicians(names, errors)
    return Result(
        scores=scores, counts=counts, files=[*files, names], errors=errors,
        lower_is_better=frozenset(["hard_merged", "hard_suggested"]),
    )  # fmt: skip


# ---- clusters across documents ---------------------------------------------------------------------------------------


def _across(name: str, linked: Linked, errors: list[str]) -> dict[str, float]:
    gold: dict[tuple[int, Gold], str] = {}
    strings: dict[tuple[int, Gold], str] = {}
    own: dict[tuple[int, Gold], str] = {}
    given: dict[tuple[int, Gold], str] = {}
    named: set[tuple[int, Gold]] = set()
    nameless: dict[str, list[dict[str, set[str]]]] = {"own": [], "given": []}
    for number, told in enumerate(linked.documents):
        chains: dict[str, list[Gold]] = defaultdict(list)
        for heads in nameless.values():
            heads.append(defaultdict(set))
        for mention in told.mentions:
            chains[mention.chain].append(mention)
            words = told.text[mention.start : mention.end]
            gold[number, mention] = mention.chain
            strings[number, mention] = f"{told.topic} {words.casefold()}"
            entity = linked.own(number, mention)
            own[number, mention] = linked.of(number, entity) or f"{number} {words.casefold()}"
            if entity is None or all(one.form != "name" for one in entity.mentions):
                nameless["own"][number][own[number, mention]].add(_head(words, mention.kind))
        for chain, mentions in chains.items():
            votes = Counter(
                one for mention in mentions if (one := linked.of(number, linked.own(number, mention, named=True)))
            )
            cluster = min(votes, key=lambda one: (-votes[one], one), default=chain)
            given |= {(number, mention): cluster for mention in mentions}
            if votes:
                named |= {(number, mention) for mention in mentions}
            else:
                nameless["given"][number][chain] |= {
                    _head(told.text[mention.start : mention.end], mention.kind) for mention in mentions
                }
    for clusters, label in ((own, "own"), (given, "given")):
        joined = linked.described(nameless[label])
        clusters |= {(number, mention): joined[number, one] for (number, mention), one in clusters.items()
                     if (number, one) in joined}  # fmt: skip
    errors += _wrong(name, linked, given, gold)
    scores = {
        f"{name}_conll": conll_f1(own, gold),
        f"{name}_given_conll": conll_f1(given, gold),
        f"{name}_string": conll_f1(strings, gold),
    }
    kept = {one: gold[one] for one in gold if one in named}
    scores[f"{name}_named_conll"] = conll_f1({one: given[one] for one in kept}, kept)
    scores[f"{name}_named_string"] = conll_f1({one: strings[one] for one in kept}, kept)
    return scores


def _wrong(
    name: str, linked: Linked, found: dict[tuple[int, Gold], str], gold: dict[tuple[int, Gold], str]
) -> Iterator[str]:
    """Chains that are split, and clusters that mix chains, with the names that ours have."""
    by_chain: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_cluster: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (number, mention), cluster in found.items():
        words = linked.documents[number].text[mention.start : mention.end]
        by_chain[gold[number, mention]][cluster].append(words)
        by_cluster[cluster][gold[number, mention]].append(words)
    for label, groups in (("split", by_chain), ("mixed", by_cluster)):
        for key, parts in sorted(groups.items(), key=lambda item: -len(item[1])):
            if len(parts) > 1:
                told = [f"{part}: {Counter(words).most_common(3)}" for part, words in parts.items()]
                yield f"{name} {label} {key}\n    " + "\n    ".join(told[:8])


def _head(words: str, kind: str) -> str:
    """What a mention without a name is known by."""
    return " ".join(stems_of(words)) if kind.startswith("TIM") else head_of(words)


def _outlets(linked: Linked, errors: list[str]) -> dict[str, float]:
    """How many pairs of outlets that name an actor are joined, and how many pairs of actors stay apart."""
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    names: dict[tuple[int, str], str] = {}
    people: set[tuple[str, str]] = set()
    for number, told in enumerate(linked.documents):
        chains: dict[str, list[Entity]] = defaultdict(list)
        for mention in told.mentions:
            entity = linked.own(number, mention, named=True)
            words = told.text[mention.start : mention.end]
            # Chains of several individuals ('ACTOR-I', 'Misc') are no one actor.
            if entity and mention.kind in _ACTORS and "Misc" not in mention.chain and len(words.split()) <= 4:
                chains[mention.chain].append(entity)
        for chain, entities in chains.items():
            most, times = Counter(one.id for one in entities).most_common(1)[0]
            if times * 2 > len(entities):
                entity = next(one for one in entities if one.id == most)
                found[told.topic, chain][number] = linked.of(number, entity) or ""
                names[number, chain] = entity.name
                if entity.kind == "person":
                    people.add((told.topic, chain))
    joined = total = 0
    for (topic, chain), outlets in found.items():
        for one, other in combinations(sorted(outlets), 2):
            total += 1
            joined += outlets[one] == outlets[other]
            if outlets[one] != outlets[other]:
                errors.append(f"newswcl not joined {topic} {chain}: {names[one, chain]} | {names[other, chain]}")
    apart = pairs = 0
    for one_chain, other_chain in combinations(sorted(people), 2):
        if one_chain[0] == other_chain[0]:
            pairs += 1
            mixed = set(found[one_chain].values()) & set(found[other_chain].values())
            apart += not mixed
            if mixed:
                errors.append(f"newswcl joined wrongly {one_chain[1]} and {other_chain[1]}: {sorted(mixed)}")
    return {"newswcl_joined": joined / max(total, 1), "newswcl_apart": apart / max(pairs, 1)}


# ---- names of politicians --------------------------------------------------------------------------------------------


def _politicians(path: Path, errors: list[str]) -> dict[str, float]:
    people: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        country, house, person, name = line.split("\t")
        name = re.sub(r"\s*[(（][^)）]*[)）]?", "", name).strip()
        if name and name.isascii() and name not in people[country, house][person]:
            people[country, house][person].append(name)
    hard = [(country, *pair) for (country, _), ones in sorted(people.items()) for pair in _hard(ones)]
    hard = list(dict.fromkeys(hard))
    same = [
        (country, *pair)
        for (country, _), ones in sorted(people.items())
        for names in ones.values()
        for pair in combinations(names, 2)
        if len(name_of(pair[0]).heavy) > 1 and len(name_of(pair[1]).heavy) > 1
    ]
    merged: dict[str, int] = Counter()
    drawn = (("hard", sorted(hard, key=_lot)[:HARD]), ("variants", sorted(same, key=_lot)[:VARIANTS]))
    for label, pairs in drawn:
        for country, one, other in pairs:
            verdict = _verdict(country, one, other)
            merged[f"{label} {verdict}"] += 1
            if (verdict == "merged") == (label == "hard") and verdict != "suggested":
                errors.append(f"{label} {verdict}: {one} | {other} ({country})")
    hards, variants = (max(1, len(pairs)) for _, pairs in drawn)
    return {
        "hard_merged": float(merged["hard merged"]),
        "hard_suggested": merged["hard suggested"] / hards,
        "variants_merged": merged["variants merged"] / variants,
        "variants_found": (merged["variants merged"] + merged["variants suggested"]) / variants,
    }


def _hard(people: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names of different people who share the last part, or all parts but one."""
    blocks: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for person, names in sorted(people.items()):
        for name in names[:1]:
            parts = tuple(re.findall(r"[a-z]+", name.lower()))
            if len(parts) < 2:
                continue
            blocks[("last", parts[-1])].append((person, name))
            if len(parts) > 2:
                for left_out in range(len(parts)):
                    blocks[("but one", *parts[:left_out], *parts[left_out + 1 :])].append((person, name))
            blocks[("but one", *parts)].append((person, name))
    for block in blocks.values():
        for (one, left), (other, right) in combinations(sorted(block, key=_lot)[:6], 2):
            if one != other and sorted(left.lower().split()) != sorted(right.lower().split()):
                yield left, right


def _verdict(country: str, one: str, other: str) -> str:
    held = frozenset([Held("lawmaker", country.casefold(), "2024")])
    memory = Memory()
    ids = []
    for name in (one, other):
        person = Profile("person", (name,), frozenset(["lawmaker"]), held)
        state = Profile("place", (country,), place=f"country:{country}")
        links = memory.add({"e1": person, "e2": state})
        ids.append(links["e1"])
    if memory.now(ids[0].linked or "") == memory.now(ids[1].linked or ""):
        return "merged"
    return "suggested" if ids[1].suggestions else "apart"


def _lot(drawn: Iterable[str]) -> str:
    return hashlib.sha256("\t".join(drawn).encode()).hexdigest()


if __name__ == "__main__":
    run("across_entities", __doc__, evaluate)
