"""Which names of a story are one person's: other spellings, shorter names, a surname that can mean no one else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.reading.family_first import is_family_first
from onrecord.reading.places.folding import folded
from onrecord.reading.sightings import surname_key

__all__ = ["Occurrence", "grouped"]

Occurrence = tuple[int, int, str]
Known = Callable[[str], frozenset[str]]
_MOST_BEARERS = 8
_LONGEST_FORM = 6
_JUST_NAMED = 300  # characters: a sentence or two, where a page has no paragraphs


@dataclass(slots=True, eq=False)
class _Person:
    """The names of one person, each with the places where it stands. key: of the fullest name."""

    key: str
    names: list[str]
    places: list[Occurrence]
    introduced: list[int] = field(default_factory=list)


def grouped(
    names: dict[str, list[Occurrence]], text: str, *, known: Known = lambda _: frozenset(), body: int = 0
) -> list[tuple[list[str], list[Occurrence]]]:
    """The names (by key, with their occurrences) of each person together, with that person's occurrences.

    A shorter name goes to the one person whose full name holds it. Where several people share it, an occurrence goes
    to the only one whom the story has named in full by then; after that, to the one who has gone by it so far, unless
    the same paragraph has just named another in full. What could still mean several stays on its own.

    known: the full names (folded) of the one whom a short name means to all the world; none for most. That one has it
    before others of the story; a story that uses it in its body before it names another in full means no other.
    body: where the running text begins.
    """
    people: list[_Person] = []
    called: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    # The fullest names first, so that each shorter one finds the people that it may mean.
    for key in sorted(names, key=lambda one: (-len(surname_key(one)), min(names[one]))):
        places = sorted(names[key])
        words = surname_key(key)
        # A son is not his father: with 'Jr.' a name is another, though the surname alone may mean either.
        generation = tuple(key.split())[len(words) :]
        forms = list(dict.fromkeys(_forms(words, generation)))
        spelling = _spelling(words, generation) if len(words) > 2 else forms[0]
        meant = called[forms[0]] or called[spelling]
        if meant and len(words) == 1 and (full := known(key)):
            left = _as_the_world_knows(key, places, meant, full, text, body)
            meant, places = (meant, places) if left is None else ([], left)
        if len(meant) > 1:
            places = _shared_out(key, places, meant, text)
        if not places:
            continue
        if len(meant) == 1:
            person = meant[0]
            person.names.append(key)
            person.places += places
        else:
            person = _Person(key, [key], places)
            people.append(person)
        if len(words) > 1:
            person.introduced += [start for start, _, _ in places]
        for form in (*forms, spelling):
            if person not in called[form] and len(called[form]) < _MOST_BEARERS:
                called[form].append(person)
    return [(person.names, sorted(person.places)) for person in people]


def _as_the_world_knows(
    key: str, places: list[Occurrence], bearers: list[_Person], full: frozenset[str], text: str, body: int
) -> list[Occurrence] | None:
    """Gives the bearers of a name that all the world knows what is theirs; returns what is the known one's alone.

    None: the story has named somebody else in full before it used the name, and nobody known; it decides as usual.
    """
    own = next((one for one in bearers if full & {folded(name) for name in one.names}), None)
    named = sorted((at, number) for number, one in enumerate(bearers) for at in one.introduced)
    first = next((start for start, _, _ in places if start >= body), None)
    if own is None and (first is None or any(body <= at < first for at, _ in named)):
        return None
    left: list[Occurrence] = []
    for place in places:
        last = bisect_left(named, (place[0], 0)) - 1
        near = last >= 0 and named[last][0] > max(text.rfind("\n\n", 0, place[0]), place[0] - _JUST_NAMED)
        person = bearers[named[last][1]] if near else own
        if person is None:
            left.append(place)
            continue
        person.places.append(place)
        if key not in person.names:
            person.names.append(key)
    return left


def _shared_out(key: str, places: list[Occurrence], bearers: list[_Person], text: str) -> list[Occurrence]:
    """Gives the bearers of a name the occurrences that can only be theirs; returns what is left."""
    left: list[Occurrence] = []
    known: _Person | None = None
    for place in places:
        named = [person for person in bearers if any(at < place[0] for at in person.introduced)]
        paragraph = text.rfind("\n\n", 0, place[0])
        just_named = [
            person
            for person in named
            if person is not known and any(paragraph < at < place[0] for at in person.introduced)
        ]
        if len(named) == 1:
            known = named[0]
        if known is None or (len(named) > 1 and just_named):
            left.append(place)
            continue
        known.places.append(place)
        if key not in known.names:
            known.names.append(key)
    return left


def _forms(words: tuple[str, ...], generation: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a person of this full name is called in the same story, the full name first."""
    yield (*words, *generation)
    for length in range(1, min(len(words), 4)):
        yield words[-length:]  # Bhatti; van der Berg
    if is_family_first(words):
        yield words[:1]  # Xi
    if 2 < len(words) <= _LONGEST_FORM:
        # Ana Maria, Ana Lopes, Ana Silva Lopes of Ana Maria Silva Lopes: the first name and any others, in order.
        for length in range(1, len(words) - 1):
            for others in combinations(words[1:], length):
                yield (words[0], *others, *generation)


def _spelling(words: tuple[str, ...], generation: tuple[str, ...]) -> tuple[str, ...]:
    """What spellings of a middle name share: Mohammad and Muhammad are one man, John and James are not."""
    middle = "".join(letter for letter in "-".join(words[1:-1]) if letter not in "aeiouy")
    return (words[0], "~" + re.sub(r"(.)\1", r"\1", middle), words[-1], *generation)
