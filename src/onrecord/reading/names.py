"""Stage: whom and what a story names, with every place where it does so.

A tagger's word for each place is evidence, not the answer: one string has one kind in a story, by majority, and a
surname belongs to the one person whose full name carries it. Two people who share it are never merged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from onrecord.model import Dateline, Entity, Mention
from onrecord.model.entity import EntityKind
from onrecord.reading.sightings import Sighting, key_of, sightings, surname_key
from onrecord.reading.stage import Parse, Partial

__all__ = ["Names"]

# A headline capitalises words that name nobody, and taggers were trained on running text.
_WEIGHTS = {"headline": 0.4, "subhead": 0.4, "key_point": 0.8}
_TITLED, _DATELINE = 2.0, 3.0
_SMALL = frozenset(["of", "the", "and", "for", "in", "&"])
_BRACKET = re.compile(r"\s?[(\[]")
_KIND_ORDER: tuple[EntityKind, ...] = ("person", "organisation", "place", "group")


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
    version = "1"
    needs: frozenset[str] = frozenset({"parses"})
    adds: frozenset[str] = frozenset({"entities"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with its entities, numbered by their first mention."""
        story = partial.reading.story
        lowered = frozenset(token.text for parse in partial.parses for token in parse.doc if token.is_lower)
        seen = [one for parse in partial.parses for one in sightings(story.text, parse, lowered)]
        names = _names(story.text, seen, story.datelines, _titlecase_headline(partial))
        _also(names, story.text, partial.parses)
        _vote_for_surnames(names)
        entities = _entities(_merged(names, story.text))
        owner = {mention.start: entity.id for entity in entities for mention in entity.mentions}
        datelines = tuple(
            msgspec.structs.replace(dateline, place=owner.get(dateline.span.start)) for dateline in story.datelines
        )
        if datelines != story.datelines:
            partial = partial.with_fields(story=msgspec.structs.replace(story, datelines=datelines))
        return partial.with_fields(entities=entities)


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


def _names(
    text: str, seen: Iterable[Sighting], datelines: tuple[Dateline, ...], headline_shouts: bool
) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    doubtful: list[Sighting] = []
    spans = [dateline.span for dateline in datelines]
    for one in seen:
        if any(span.start < one.end and one.start < span.end for span in spans):
            continue  # the dateline itself says what it names, and that it is a place
        if one.role == "headline" and headline_shouts:
            doubtful.append(one)
            continue
        _note(names, one)
    for span in spans:
        name = names.setdefault(key_of(span.text), _Name(key_of(span.text)))
        name.votes["place"] += _DATELINE
        name.places[span.start, span.end] = span.text
    for one in doubtful:
        if key_of(one.text) in names:
            _note(names, one)
    return names


def _note(names: dict[str, _Name], one: Sighting) -> None:
    key = key_of(one.text)
    name = names.setdefault(key, _Name(key))
    weight = _WEIGHTS.get(one.role, 1.0)
    name.votes[one.kind] += weight + (_TITLED if one.titled else 0.0)
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


def _vote_for_surnames(names: dict[str, _Name]) -> None:
    """Lets a person's surname and full name bear each other out, where a tagger took one of them for something else."""
    alone = {name.key for name in names.values() if name.kind == "person" and " " not in name.key}
    full = {name.key: words for name in names.values() if 1 < len(words := surname_key(name.key)) <= 5}
    surnames = {words[-1] for key, words in full.items() if names[key].kind == "person"}
    for key, words in full.items():
        name = names[key]
        if name.kind == "organisation" and len(words) <= 3 and words[-1] in alone - surnames:
            name.votes["person"] += sum(name.votes.values()) + 1
    surnames |= {words[-1] for key, words in full.items() if names[key].kind == "person"}
    for key, name in names.items():
        if key in surnames:
            # Places lend their names to people and people to places: there the tagger is believed if it is sure.
            name.votes["person"] += sum(name.votes.values()) - name.votes["place"] / 2 + 1
        elif key.endswith("s") and key[:-1] in surnames:
            name.votes["group"] += sum(name.votes.values()) + 1  # a family


def _merged(names: dict[str, _Name], text: str) -> list[list[_Name]]:
    """The names of each entity together: other spellings, a person's shorter names, a body's initials."""
    others = {name.key: [name] for name in names.values() if name.kind != "person"}
    for key, short in _initials(names, text):
        if key in others and short in others and others[key] is not others[short]:
            others[key] += others[short]
            others[short] = others[key]
    people = _people([name for name in names.values() if name.kind == "person"])
    return [*people, *{id(group): group for group in others.values()}.values()]


def _people(names: list[_Name]) -> list[list[_Name]]:
    """The names of each person together. A name that two people of the story may go by stays apart from both."""
    groups: list[list[_Name]] = []
    called: dict[tuple[str, ...], list[list[_Name]]] = defaultdict(list)
    # The fullest names first, so that each shorter one finds the people that it may mean.
    for name in sorted(names, key=lambda one: (-len(surname_key(one.key)), min(one.places))):
        words = surname_key(name.key)
        # A son is not his father: with 'Jr.' a name is another, though the surname alone may mean either.
        generation = tuple(name.key.split())[len(words) :]
        forms = list(_forms(words, generation))
        if len(words) > 2:
            forms.append(_spelling(words, generation))
        meant = called[forms[0]] or (called[forms[-1]] if len(words) > 2 else [])
        if len(meant) == 1:
            group = meant[0]
            group.append(name)
        else:
            group = [name]
            groups.append(group)
        for form in forms:
            # Two are as ambiguous as many.
            if len(called[form]) < 2 and not any(known is group for known in called[form]):
                called[form].append(group)
    return groups


def _forms(words: tuple[str, ...], generation: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a person of this full name is called in the same story, the full name among it."""
    yield (*words, *generation)
    for length in range(1, min(len(words), 4)):
        yield words[-length:]  # Bhatti; van der Berg
    for length in range(2, len(words)):
        yield words[:length]  # Ana Maria of Ana Maria Lopes
    if len(words) > 2:
        yield (words[0], words[-1], *generation)  # Peter Hansen of Peter J. Hansen


def _spelling(words: tuple[str, ...], generation: tuple[str, ...]) -> tuple[str, ...]:
    """What spellings of a middle name share: Mohammad and Muhammad are one man, John and James are not."""
    middle = "".join(letter for letter in "-".join(words[1:-1]) if letter not in "aeiouy")
    return (words[0], "~" + re.sub(r"(.)\1", r"\1", middle), words[-1], *generation)


def _initials(names: dict[str, _Name], text: str) -> list[tuple[str, str]]:
    """Pairs of a name and its initials where one follows the other in brackets: 'World Harbour Union (WHU)'."""
    starts = {start: (key, end) for key, name in names.items() for start, end in name.places}
    pairs: list[tuple[str, str]] = []
    for key, name in names.items():
        for _, end in name.places:
            opening = _BRACKET.match(text, end)
            inside = starts.get(opening.end()) if opening else None
            if inside is None or text[inside[1] : inside[1] + 1] not in (")", "]"):
                continue
            short, long = sorted((key, inside[0]), key=len)
            if short.replace("-", "") in _initials_of(long):
                pairs.append((long, short))
    return pairs


def _initials_of(name: str) -> set[str]:
    """The initials that a name may go by: with and without its small words, a hyphened word as one or as two."""
    several = [name.split(), name.replace("-", " ").split()]
    return {
        "".join(word[0] for word in words if not small or word not in _SMALL) for words in several for small in (0, 1)
    }


def _entities(groups: list[list[_Name]]) -> tuple[Entity, ...]:
    ordered = sorted(groups, key=lambda group: min(min(name.places) for name in group))
    entities: list[Entity] = []
    for number, group in enumerate(ordered, 1):
        places = sorted((start, end, words) for name in group for (start, end), words in name.places.items())
        # The fullest form; of equally full ones the first that is not all in capitals.
        fullest = min(places, key=lambda place: (-len(place[2].split()), place[2].isupper(), place[0]))
        total = max(group, key=lambda name: sum(name.votes.values()))
        entities.append(
            Entity(
                id=f"e{number}",
                kind=total.kind,
                name=" ".join(fullest[2].split()),
                mentions=tuple(Mention(start, end, words) for start, end, words in places),
            )
        )
    return tuple(entities)
