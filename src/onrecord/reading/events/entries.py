"""The lexicon of event words: what its lines say, parsed once a process.

``lexicon/events/verbs.toml``, ``nouns.toml``, ``halting.toml``, ``light.toml``, ``classes.toml``. The head of
``verbs.toml`` tells how a line is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from onrecord.reading.events.candidate import Sense
from onrecord.reading.lexicon import lexicon

__all__ = ["Condition", "Entry", "Lexicon", "Rule", "event_lexicon", "words_of"]

_WEIGHT = 0.85
_NUMBER = re.compile(r"(0?\.\d+|1(?:\.0)?)$")
_WORD = re.compile(r"[-–]|[^\s\-–]+")
# What a denial can make of a verb: 'did not allow'. Of its other senses ('did not accept refugees': AID) it is one.
_REFUSALS = frozenset(["REJECT", "COERCE"])
_LINKS = frozenset({"of", "in", "on", "to", "for", "with", "against", "at", "from", "by"})


class Condition(NamedTuple):
    """One thing that must hold around a word: what stands in ``slot`` has a head in ``words`` or of ``types``.

    Neither words nor types: it is enough that the slot is filled. negated: it must not hold.
    """

    slot: str
    words: frozenset[str]
    types: frozenset[str]
    negated: bool

    @property
    def any(self) -> bool:
        """Whether the slot only needs to be filled."""
        return not self.words and not self.types


class Rule(NamedTuple):
    """If all conditions hold, the word has these senses; no senses: it is then no event."""

    conditions: tuple[Condition, ...]
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of the lexicon: its words, which of them carries the meaning, and its rules in order."""

    words: tuple[str, ...]
    head: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by their first word, the longest first.

    light: verbs that only carry a noun ('launch' an attack). halting: verbs and nouns that stop what they govern.
    becomes: what stopping an event of a type is itself.
    """

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    light: dict[str, tuple[Entry, ...]]
    halting: dict[str, tuple[Entry, ...]]
    becomes: dict[str, tuple[Sense, ...]]
    quantities: frozenset[str]
    classes: dict[str, frozenset[str]]


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokenizer parts them: a hyphen inside a word stands alone."""
    return tuple(_WORD.findall(phrase.lower()))


@cache
def event_lexicon() -> Lexicon:
    """The whole lexicon, read once a process. Raises ``ValueError`` where a line cannot be understood."""
    classes = {name: frozenset(_listed(text)) for name, text in lexicon("events/classes").items()}
    light = lexicon("events/light")
    halting = lexicon("events/halting")
    return Lexicon(
        verbs=_by_first_word(_entries(lexicon("events/verbs"), classes, noun=False)),
        nouns=_by_first_word(_entries(lexicon("events/nouns"), classes, noun=True)),
        light=_by_first_word({one: Entry(words_of(one), 0, ()) for one in _listed(light["verbs"])}),
        halting=_by_first_word({one: Entry(words_of(one), 0, ()) for one in _listed(halting["verbs"])}),
        becomes={kind: _senses(text) for kind, text in halting["becomes"].items()},
        quantities=classes["quantity"],
        classes=classes,
    )


def _listed(text: str) -> list[str]:
    return [one for one in (" ".join(piece.split()) for piece in text.split(",")) if one]


def _by_first_word(entries: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    grouped: dict[str, list[Entry]] = {}
    for entry in entries.values():
        grouped.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(some, key=lambda one: -len(one.words))) for word, some in grouped.items()}


def _entries(data: dict[str, Any], classes: dict[str, frozenset[str]], *, noun: bool) -> dict[str, Entry]:
    """``[TYPE]`` tables list plain words by mode; ``[rules]`` holds words whose meaning hangs on what is around."""
    rules = data.get("rules", {})
    plain: dict[str, list[Sense]] = {}
    for kind, modes in data.items():
        for mode, text in modes.items() if kind != "rules" else ():
            for one in _listed(text):
                weight = _NUMBER.search(one)
                phrase = one[: weight.start()].strip() if weight else one
                if phrase in rules:
                    raise ValueError(f"The event lexicon has {phrase!r} in a list and among its rules.")
                sense = Sense(_type(kind), None if mode == "any" else mode, float(weight[0]) if weight else _WEIGHT)
                plain.setdefault(phrase, []).append(sense)
    found = {phrase: _entry(phrase, (Rule((), _ordered(senses)),), noun) for phrase, senses in plain.items()}
    for phrase, lines in rules.items():
        found[phrase] = _entry(phrase, tuple(_rule(line, classes) for line in lines), noun)
    return found


def _entry(phrase: str, rules: tuple[Rule, ...], noun: bool) -> Entry:
    """A noun phrase's head stands before its first preposition; a verb phrase's is its first word ('test-fire': its
    second)."""
    words = words_of(phrase)
    linked = next(
        (index for index, word in enumerate(words) if index and word in _LINKS and words[index - 1] != "-"), 0
    )
    if noun:
        return Entry(words, (linked or len(words)) - 1, rules)
    return Entry(words, 2 if len(words) > 2 and words[1] in ("-", "–") else 0, rules)


def _type(text: str) -> str | None:
    return None if text == "NULL" else text


def _rule(line: str, classes: dict[str, frozenset[str]]) -> Rule:
    left, arrow, right = line.rpartition("->")
    if not arrow:
        raise ValueError(f"The event lexicon's rule {line!r} has no '->'.")
    conditions = tuple(_condition(one, classes) for one in left.split())
    senses = _senses(right)
    if any(one.slot == "neg" and not one.negated for one in conditions):
        senses = tuple(replace(one, denied=one.type in _REFUSALS) for one in senses)
    return Rule(conditions, senses)


def _condition(text: str, classes: dict[str, frozenset[str]]) -> Condition:
    negated = text.startswith("!")
    slot, _, values = text.lstrip("!").partition("=")
    words: set[str] = set()
    types: set[str] = set()
    for value in values.split("|") if values else ():
        if value.startswith("@"):
            words |= classes[value[1:]]
        elif value.isupper() and len(value) > 2:
            types.add(value)
        else:
            words.add(value)
    return Condition(slot, frozenset(words), frozenset(types), negated)


def _senses(text: str) -> tuple[Sense, ...]:
    """``TYPE/mode weight, TYPE weight`` in order of weight; ``none`` is no sense at all."""
    if text.strip() == "none":
        return ()
    senses = []
    for one in _listed(text):
        name, _, weight = one.partition(" ")
        kind, _, mode = name.partition("/")
        senses.append(Sense(_type(kind), mode or None, float(weight) if weight else _WEIGHT))
    return _ordered(senses)


def _ordered(senses: list[Sense]) -> tuple[Sense, ...]:
    """Likeliest first; where the weights sum to more than 1 they are scaled down to it."""
    total = max(1.0, sum(sense.weight for sense in senses))
    scaled = [replace(one, weight=round(one.weight / total, 3)) for one in senses]
    return tuple(sorted(scaled, key=lambda sense: -sense.weight))
