"""Stage: whom and what a story names, with every place where it does so.

A tagger's word for each place is evidence, not the answer: one string has one kind in a story, by majority, and a
surname belongs to the one person whose full name carries it. Two people who share it are never merged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from onrecord.model import Dateline, Entity, Mention, Span, Story
from onrecord.model.entity import EntityKind
from onrecord.reading.acronyms import Definition, definitions
from onrecord.reading.bodies import defined_together, same_bodies, same_places
from onrecord.reading.family_first import is_family_first
from onrecord.reading.known_bodies import is_known_body
from onrecord.reading.lexicon import lexicon
from onrecord.reading.office_holders import full_names
from onrecord.reading.people import Occurrence, grouped
from onrecord.reading.sightings import Sighting, key_of, sightings, surname_key
from onrecord.reading.stage import Parse, Partial
from onrecord.reading.tags import tags

__all__ = ["Names"]

# A headline capitalises words that name nobody, and taggers were trained on running text.
_WEIGHTS = {"headline": 0.4, "subhead": 0.4, "key_point": 0.8}
_TITLED, _DATELINE, _SECOND, _KNOWN = 2.0, 3.0, 0.5, 1.5
_KIND_ORDER: tuple[EntityKind, ...] = ("person", "organisation", "place", "group")
_LONGEST_PERSON = 5  # words
# What somebody is who goes by the surname: he does it, suffers it, owns it, or stands behind a preposition.
_ALONE = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "agent", "conj", "appos", "ROOT"])
_Group = tuple[EntityKind, list[Occurrence]]


@dataclass(slots=True)
class _Name:
    """One string of the story (by its key) with what speaks for each kind, and where it stands."""

    key: str
    votes: dict[EntityKind, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def kind(self) -> EntityKind:
        return max(_KIND_ORDER, key=lambda kind: self.votes.get(kind, 0.0))


class Names:
    """Adds ``entities``, and to each dateline the place that it names."""

    name = "names"
    version = "5"
    needs: frozenset[str] = frozenset({"parses", "vectors"})
    adds: frozenset[str] = frozenset({"entities"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its entities, numbered by their first mention."""
        story = partial.reading.story
        lowered = frozenset(token.text for parse in partial.parses for token in parse.doc if token.is_lower)
        defined = [one for parse in partial.parses for one in definitions(story.text, *_range(parse))]
        seen = _defining(story.text, _seen(story.text, partial, lowered), defined)
        names = _names(seen, story.datelines, _titlecase_headline(partial))
        _also(names, story.text, partial.parses)
        _surnames_alone(names, story.text, partial.parses)
        _vote_for_surnames(names, _vote_for_bodies(names))
        entities = _entities(_merged(names, story, defined))
        owner = {mention.start: entity.id for entity in entities for mention in entity.mentions}
        datelines = tuple(
            msgspec.structs.replace(dateline, place=owner.get(dateline.span.start)) for dateline in story.datelines
        )
        if datelines != story.datelines:
            partial = partial.with_fields(story=msgspec.structs.replace(story, datelines=datelines))
        return partial.with_fields(entities=entities)


def _range(parse: Parse) -> tuple[int, int]:
    return parse.start, parse.start + len(parse.doc.text)


def _seen(text: str, partial: Partial, lowered: frozenset[str]) -> list[Sighting]:
    """What the taggers see, parse by parse."""
    assert partial.encoded is not None  # what this stage needs
    tagged = tags(partial.encoded)
    starts = [tag.start for tag in tagged]
    seen: list[Sighting] = []
    for parse in partial.parses:
        start, end = _range(parse)
        seen += sightings(text, parse, tagged[bisect_left(starts, start) : bisect_left(starts, end)], lowered)
    return seen


def _defining(text: str, seen: list[Sighting], defined: list[Definition]) -> list[Sighting]:
    """The sightings, with the long and short forms that the story defines as it defines them."""
    if not defined:
        return seen
    starts = [one.start for one in seen]
    replaced: set[int] = set()
    added: list[Sighting] = []
    for definition in defined:
        inside = [
            index
            for form in (definition.long, definition.short)
            for index in range(max(0, bisect_left(starts, form[0]) - 1), bisect_left(starts, form[1]))
            if seen[index].end > form[0]
        ]
        kinds = [seen[index].kind for index in inside if seen[index].kind != "group"]
        if not inside or any(seen[index].start < definition.long[0] for index in inside[:1]):
            continue  # nothing says that it is a name, or a longer name holds it
        kind = "organisation" if not kinds or "organisation" in kinds else kinds[0]
        replaced.update(inside)
        for start, end in (definition.long, definition.short):
            added.append(Sighting(start, end, text[start:end], kind, seen[inside[0]].role, False, 1.0))
    kept = [one for index, one in enumerate(seen) if index not in replaced]
    return sorted([*kept, *added], key=lambda one: one.start)


def _titlecase_headline(partial: Partial) -> bool:
    """Whether the headline capitalises (nearly) every word, so that capitals there say nothing."""
    words = [
        token.text
        for parse in partial.parses
        if parse.part.role == "headline"
        for token in parse.doc
        if token.is_alpha and len(token.text) > 3
    ]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _names(seen: Iterable[Sighting], datelines: tuple[Dateline, ...], headline_shouts: bool) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    doubtful: list[Sighting] = []
    stated: list[tuple[Span, EntityKind]] = [(dateline.span, "place") for dateline in datelines]
    stated += [(dateline.agency, "organisation") for dateline in datelines if dateline.agency]
    for one in seen:
        if any(span.start < one.end and one.start < span.end for span, _ in stated):
            continue  # the dateline itself says what it names
        if one.role == "headline" and headline_shouts:
            doubtful.append(one)
            continue
        _note(names, one)
    for span, kind in stated:
        name = names.setdefault(key_of(span.text), _Name(key_of(span.text)))
        name.votes[kind] += _DATELINE
        name.places[span.start, span.end] = span.text
    for one in doubtful:
        if key_of(one.text) in names:
            _note(names, one)
    return names


def _note(names: dict[str, _Name], one: Sighting) -> None:
    key = key_of(one.text)
    name = names.setdefault(key, _Name(key))
    weight = one.weight * _WEIGHTS.get(one.role, 1.0)
    name.votes[one.kind] += weight + (_TITLED if one.titled else 0.0)
    if one.placed:
        name.votes["place"] += _TITLED
    if is_known_body(one.text) and not one.titled:
        name.votes["organisation"] += _KNOWN
    if one.seconded:
        name.votes[one.seconded] += _SECOND * _WEIGHTS.get(one.role, 1.0)
    name.places[one.start, one.end] = one.text


def _also(names: dict[str, _Name], text: str, parses: tuple[Parse, ...]) -> None:
    """Adds the places where a name stands, spelt the same, and the tagger did not see it. Linear in the text."""
    taken = sorted(place for name in names.values() for place in name.places)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for key, name in names.items():
        spellings = dict.fromkeys(name.places.values())
        if name.votes["place"] >= _DATELINE:  # datelines are often set in capitals
            spellings |= dict.fromkeys(spelling.title() for spelling in spellings if spelling.isupper())
        for spelling in spellings:
            words = tuple(spelling.split())
            by_first[words[0]].append((words, key))
    for candidates in by_first.values():  # the longest first
        candidates.sort(key=lambda item: -len(item[0]))
    covered = _Covered(taken)
    for parse in parses:
        tokens = [(token.text, parse.start + token.idx) for token in parse.doc if not token.is_space]
        for index, (word, start) in enumerate(tokens):
            for words, key in by_first.get(word, ())[:16]:
                run = tokens[index : index + len(words)]
                if tuple(token for token, _ in run) != words:
                    continue
                end = run[-1][1] + len(run[-1][0])
                if not covered.overlaps(start, end):
                    covered.add(start, end)
                    names[key].places[start, end] = text[start:end]
                break


def _surnames_alone(names: dict[str, _Name], text: str, parses: tuple[Parse, ...]) -> None:
    """Adds where a person of the story goes by the surname and the tagger saw no name ('Moon urged the North')."""
    bearers: dict[str, str] = {}
    for name in names.values():
        words = surname_key(name.key)
        if name.kind == "person" and 1 < len(words) <= _LONGEST_PERSON:
            spelling = min(name.places.values()).split()
            bearers.setdefault(spelling[0 if is_family_first(words) else -1], name.key)
    covered = _Covered(sorted(place for name in names.values() for place in name.places))
    for parse in parses:
        for token in parse.doc:
            if token.text not in bearers or not token.is_title or not _stands_alone(token):
                continue
            start = parse.start + token.idx
            if not covered.overlaps(start, start + len(token)):
                _note(names, Sighting(start, start + len(token), token.text, "person", parse.part.role, False))


def _stands_alone(token: Any) -> bool:
    """Whether a proper noun has none beside it: 'Moon', and not 'Moon River' or 'Full Moon'."""
    if token.pos_ != "PROPN" or token.dep_ not in _ALONE:
        return False
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return all(one.pos_ != "PROPN" and one.text not in ("-", "–", "&") for one in beside)


class _Covered:
    """Ranges of the text that are spoken for."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._positions: set[int] = set()
        for start, end in ranges:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._positions.update(range(start, end))

    def overlaps(self, start: int, end: int) -> bool:
        return any(position in self._positions for position in range(start, end))


def _vote_for_bodies(names: dict[str, _Name]) -> set[str]:
    """What a body is called for short is the body too: 'Norden' where the story names the 'Norden Motor Company'.

    Returns the keys of such short names: that a founder has the name too makes nobody of them.
    """
    short_names: set[str] = set()
    vocabulary = lexicon("titles")
    endings = {*vocabulary["body_endings"], *vocabulary["bodies"]}
    for key in [key for key, name in names.items() if name.kind == "organisation" and " " in key]:
        words = key.split()
        if words[-1] in endings:
            for length in range(1, len(words)):
                short = names.get(" ".join(words[:length]))
                if short is None or short.votes["person"] >= _TITLED + len(short.places):
                    continue
                if short.kind == "person":
                    short.votes["organisation"] += sum(short.votes.values()) + 1
                short_names.add(short.key)
    return short_names


def _vote_for_surnames(names: dict[str, _Name], bodies: set[str]) -> None:
    """Lets a person's surname and full name bear each other out, where a tagger took one of them for something else."""
    alone = {name.key for name in names.values() if name.kind == "person" and " " not in name.key}
    full = {name.key: words for name in names.values() if 1 < len(words := surname_key(name.key)) <= 5}
    surnames = {_surname(words) for key, words in full.items() if names[key].kind == "person"}
    for key, words in full.items():
        name = names[key]
        if (
            name.kind == "organisation"
            and len(words) <= 3
            and words[-1] in alone - surnames
            and name.votes["organisation"] <= names[words[-1]].votes["person"]
        ):
            name.votes["person"] += sum(name.votes.values()) + 1
    surnames |= {_surname(words) for key, words in full.items() if names[key].kind == "person"}
    for key, name in names.items():
        if key in bodies:
            continue
        if key in surnames:
            # Places lend their names to people and people to places: there the tagger is believed if it is sure.
            name.votes["person"] += sum(name.votes.values()) - name.votes["place"] / 2 + 1
        elif key.endswith("s") and key[:-1] in surnames:
            name.votes["group"] += sum(name.votes.values()) + 1  # a family


def _surname(words: tuple[str, ...]) -> str:
    return words[0] if is_family_first(words) else words[-1]


def _merged(names: dict[str, _Name], story: Story, defined: list[Definition]) -> list[_Group]:
    """The names of each entity together: a body's other names, a person's shorter ones."""
    text, day = story.text, story.as_of.value if story.as_of else None
    by_kind: dict[EntityKind, dict[str, list[Occurrence]]] = {kind: {} for kind in _KIND_ORDER}
    for key, name in names.items():
        by_kind[name.kind][key] = sorted((start, end, words) for (start, end), words in name.places.items())
    people: list[_Group] = [("person", places) for _, places in grouped(
        by_kind["person"], text, known=lambda short: full_names(short, day),
        body=story.paragraphs[0].start if story.paragraphs else 0,
    )]  # fmt: skip
    forms = [(key_of(text[slice(*one.long)]), key_of(text[slice(*one.short)])) for one in defined]
    bodies = by_kind["organisation"]
    joined: list[_Group] = [
        ("organisation", sorted(place for key in keys for place in bodies[key])) for keys in same_bodies(bodies, forms)
    ]
    others: list[_Group] = []
    spelt = {key: places[0][2] for key, places in by_kind["place"].items()}
    kinds: list[tuple[EntityKind, list[set[str]]]] = [
        ("place", same_places(spelt, forms)), ("group", defined_together(by_kind["group"], forms)),
    ]  # fmt: skip
    for kind, together in kinds:
        others += [(kind, sorted(place for key in keys for place in by_kind[kind][key])) for keys in together]
    return [*people, *joined, *others]


def _entities(groups: list[_Group]) -> tuple[Entity, ...]:
    entities: list[Entity] = []
    for number, (kind, places) in enumerate(sorted(groups, key=lambda group: group[1][0]), 1):
        # The fullest form; of equally full ones the first that is not all in capitals.
        fullest = min(places, key=lambda place: (-len(place[2].split()), place[2].isupper(), place[0]))
        entities.append(
            Entity(
                id=f"e{number}",
                kind=kind,
                name=" ".join(fullest[2].replace("[", "").replace("]", "").split()),
                mentions=tuple(Mention(start, end, words) for start, end, words in places),
            )
        )
    return tuple(entities)
