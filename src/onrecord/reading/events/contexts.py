"""PLOVER's contexts of an event: from its type and mode, its clause, and for some contexts the rest of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.entries import words_of
from onrecord.reading.events.modes import mode_of
from onrecord.reading.events.surroundings import lemma_of
from onrecord.reading.lexicon import lexicon

__all__ = ["contexts_of"]

_CLAUSE = 60  # words of the trigger's own phrases that are looked at
_NEAR = 15  # words of the sentence on either side
_OTHER_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
# PLOVER gives these modes their context.
_BY_MODE = {"cyber": "cyber", "misinformation": "misinformation", "unconventional": "cbrn"}

_Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def contexts_of(type: str | None, trigger: Trigger) -> tuple[str, ...]:
    """The contexts of ``trigger`` if it is an event of ``type``, in PLOVER's order; none where no word tells."""
    phrases, order, clause_only = _contexts()
    mode = mode_of(type, trigger)
    found = {_BY_MODE[mode]} if mode in _BY_MODE else set()
    found.update(_named(_clause(trigger), phrases))
    found.update(context for context in _named(_near(trigger), phrases) if context not in clause_only)
    return tuple(context for context in order if context in found)


def _clause(trigger: Trigger) -> Iterator[Any]:
    """The trigger's words and what hangs on them, without other clauses."""
    stack = [trigger.carrier, trigger.token]
    seen: set[int] = set()
    while stack and len(seen) < _CLAUSE:
        token = stack.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token
        stack.extend(
            child
            for child in token.children
            if child.dep_ not in _OTHER_CLAUSES and not (child.dep_ == "conj" and child.pos_ == "VERB")
        )


def _near(trigger: Trigger) -> Iterator[Any]:
    token = trigger.token
    sent = token.sent
    yield from token.doc[max(sent.start, token.i - _NEAR) : min(sent.end, token.i + _NEAR + 1)]


def _named(tokens: Iterator[Any], phrases: _Phrases) -> Iterator[str]:
    for token in tokens:
        for form in {lemma_of(token), token.lower_}:
            for rest, context in phrases.get(form, ()):
                after = token.doc[token.i + 1 : token.i + 1 + len(rest)]
                if len(after) == len(rest) and all(
                    wanted in (lemma_of(word), word.lower_) for wanted, word in zip(rest, after, strict=True)
                ):
                    yield context


@cache
def _contexts() -> tuple[_Phrases, tuple[str, ...], frozenset[str]]:
    """Phrases by their first word, the contexts in order, and those that only the clause can give."""
    data = lexicon("events/contexts")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, listed in data["words"].items():
        for phrase in listed.split(","):
            first, *rest = words_of(phrase)
            phrases.setdefault(first, []).append((tuple(rest), context))
    clause_only = frozenset(one.strip() for one in data["clause_only"]["contexts"].split(","))
    return {word: tuple(some) for word, some in phrases.items()}, tuple(data["words"]), clause_only
