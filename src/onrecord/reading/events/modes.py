"""PLOVER's mode of an event: what the trigger's own word says, else the instruments and objects in its clause.

An event has one mode here. Where PLOVER gives two (a beating with clubs is both 'beat' and 'primitive'), it is the one
that the trigger names. A mode that no word supports is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.entries import words_of
from onrecord.reading.events.phrases import is_party, objects_of
from onrecord.reading.events.surroundings import lemma_of
from onrecord.reading.lexicon import lexicon

__all__ = ["mode_of"]

_OTHER_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis", "csubj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_ASKED = frozenset({"REQUEST", "REJECT", "THREATEN"})  # whose mode is what is asked, refused or threatened
_OF_WHOM = frozenset({"from", "to", "on", "upon", "in", "at", "by"})
_LONGEST = 60  # words of a clause that are looked at
# By PLOVER's rule these say how even where the word says that the killing was targeted; clubs leave a beating one.
_HOW = frozenset({"primitive"})


@dataclass(frozen=True, slots=True)
class _Modes:
    """Of one type: the modes in order, for each first word the rest of its phrases with the mode, what gives way."""

    order: tuple[str, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    over: frozenset[str]


def mode_of(type: str | None, trigger: Trigger) -> str | None:
    """The mode of ``trigger`` if it is an event of ``type``; None where it is not known or PLOVER has none for it."""
    if type is None:
        return None
    own = next((sense.mode for sense in trigger.senses if sense.type == type), None)
    modes = _modes().get(type)
    if modes is None or (own is not None and own not in modes.over):
        return own
    found = _named(list(_clause(trigger, asked=type in _ASKED)), modes)
    if own is None:
        return next((mode for mode in modes.order if mode in found), None)
    stronger = modes.order[: modes.order.index(own)] if own in modes.order else modes.order
    if own == "targeted":
        stronger = tuple(mode for mode in modes.order if mode in _HOW)
    return next((mode for mode in stronger if mode in found), own)


def _clause(trigger: Trigger, *, asked: bool) -> Iterator[Any]:
    """The words of the trigger's clause, in no order; of what is asked only the complement, with its clauses."""
    stack = [trigger.carrier, trigger.token]
    own = {word.i for word in trigger.tokens}
    seen: set[int] = set()
    while stack and len(seen) < _LONGEST:
        token = stack.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        if not asked or token.i not in own:
            yield token
        for child in token.children:
            if asked and _is_asked(child):
                continue
            aside = child.dep_ in _OTHER_CLAUSES and not (asked and child.dep_ in ("ccomp", "advcl"))
            if aside and (child.dep_ != "conj" or child.pos_ == "VERB"):
                continue
            stack.append(child)


def _is_asked(child: Any) -> bool:
    """Whether a word tells who asks, refuses or threatens, or whom, and not what: 'asked the government for help'."""
    if child.dep_ in _SUBJECTS or (child.dep_ in ("dobj", "dative") and is_party(child)):
        return True
    return child.dep_ == "prep" and child.lower_ in _OF_WHOM and any(is_party(one) for one in objects_of(child))


def _named(tokens: list[Any], modes: _Modes) -> set[str]:
    found: set[str] = set()
    for token in tokens:
        for form in {lemma_of(token), token.lower_}:
            for rest, mode in modes.phrases.get(form, ()):
                after = token.doc[token.i + 1 : token.i + 1 + len(rest)]
                if len(after) == len(rest) and all(
                    wanted in (lemma_of(word), word.lower_) for wanted, word in zip(rest, after, strict=True)
                ):
                    found.add(mode)
    return found


@cache
def _modes() -> dict[str, _Modes]:
    tables: dict[str, _Modes] = {}
    for kind, table in lexicon("events/modes").items():
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        order = tuple(mode for mode in table if mode != "over")
        for mode in order:
            for phrase in table[mode].split(","):
                first, *rest = words_of(phrase)
                phrases.setdefault(first, []).append((tuple(rest), mode))
        over = frozenset(one.strip() for one in table["over"].split(","))
        tables[kind] = _Modes(order, {word: tuple(some) for word, some in phrases.items()}, over)
    return tables
