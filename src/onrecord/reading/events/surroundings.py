"""What stands around an event word: its subject, object, prepositions, infinitive. Enough to choose among its senses.

Who an event's actors are is decided elsewhere, with more care; here a head's lemma is all that is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from onrecord.reading.events.entries import Condition

__all__ = ["holds", "lemma_of", "objects", "stems", "unfolded"]

_OBJECTS = frozenset({"dobj", "nsubjpass", "obj", "oprd"})
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_NEAR = 12  # tokens of the sentence on either side
_CLIMB = 4  # verbs that share a subject seldom stand deeper


def lemma_of(token: Any) -> str:
    """The lemma in lower case; a capitalised headline word that was taken for a name is lowered as it stands."""
    return str(token.lemma_).lower()


def stems(word: str) -> tuple[str, ...]:
    """What a word may be the form of, by its ending alone: 'arrests' of 'arrest', 'raided' of 'raid'."""
    if word.endswith(("ies", "ied")):
        return (word[:-3] + "y",)
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            doubled = stem[:-1] if stem[-1] == stem[-2] else stem
            return (stem, stem + "e", doubled)
    return (word,)


def holds(token: Any, condition: Condition, kind_of: Callable[[Any], str | None], quantities: frozenset[str]) -> bool:
    """Whether ``condition`` holds around ``token``. kind_of: the PLOVER type that a noun or a verb has by itself."""
    heads = list(_slot(token, condition.slot))
    if condition.any:
        return bool(heads) is not condition.negated
    met = any(_is(head, condition, kind_of) for head in unfolded(heads, quantities))
    return met is not condition.negated


def _is(head: Any, condition: Condition, kind_of: Callable[[Any], str | None]) -> bool:
    if lemma_of(head) in condition.words or head.lower_ in condition.words:
        return True
    return bool(condition.types) and kind_of(head) in condition.types


def unfolded(heads: Iterable[Any], quantities: frozenset[str], *, compounds: bool = True) -> Iterator[Any]:
    """The heads with their conjuncts and compounds; 'a series of attacks' is attacks as well."""
    for head in heads:
        for one in (head, *head.conjuncts):
            yield one
            for child in one.children:
                if compounds and child.dep_ in ("compound", "nmod") and child.i < one.i:
                    yield child
                elif child.dep_ == "prep" and child.lower_ == "of" and lemma_of(one) in quantities:
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            yield from (inner, *inner.conjuncts)
                            yield from (word for word in inner.children if compounds and word.dep_ == "compound")


def _slot(token: Any, slot: str) -> Iterator[Any]:
    if slot == "obj":
        yield from objects(token)
    elif slot == "sbj":
        yield from _subjects(token)
    elif slot == "inf":
        yield from (child for child in token.children if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl")
                    and any(part.lower_ == "to" and part.dep_ == "aux" for part in child.children))  # fmt: skip
    elif slot == "own":
        yield from (child for child in _slot(token, "inf") if all(part.dep_ != "nsubj" for part in child.children))
    elif slot == "that":
        yield from (child for child in token.children if child.dep_ in ("ccomp", "acl", "relcl")
                    and (child.tag_ != "VB" or any(part.tag_ == "MD" for part in child.children)))  # fmt: skip
    elif slot == "ing":
        yield from (
            child for child in token.children if child.tag_ == "VBG" and child.dep_ in ("xcomp", "ccomp", "dobj")
        )
    elif slot == "mod":
        yield from (child for child in token.children if child.dep_ in ("amod", "compound", "nmod", "advmod", "poss"))
    elif slot == "gov":
        yield from _governors(token)
    elif slot == "near":
        sent = token.sent
        yield from token.doc[max(sent.start, token.i - _NEAR) : min(sent.end, token.i + _NEAR + 1)]
    elif slot == "passive":
        yield from (child for child in token.children if child.dep_ in ("auxpass", "nsubjpass"))
    elif slot == "neg":
        yield from (child for child in token.children if child.dep_ == "neg")
    else:
        yield from _after(token, slot)


def objects(token: Any) -> Iterator[Any]:
    """Heads of a verb's object, or of its passive subject, through relative pronouns and participles."""
    found = False
    for child in token.children:
        if child.dep_ in _OBJECTS:
            found = True
            relative = child.lower_ in _RELATIVE and token.dep_ == "relcl"
            yield token.head if relative else child
    if not found and (
        (token.dep_ == "acl" and token.tag_ == "VBN") or (token.dep_ == "compound" and token.pos_ != "VERB")
    ):
        yield token.head  # a headline's verb that was taken for a noun stands before its object


def _subjects(token: Any) -> Iterator[Any]:
    """Of a verb the subject, or the agent of a passive, else that of the verb above; of a noun who is 'by' or ''s'."""
    at = token
    for _ in range(_CLIMB):
        found = [child for child in at.children if child.dep_ == "nsubj"]
        agents = [inner for child in at.children if child.dep_ == "agent" for inner in child.children]
        if found or agents:
            yield from (at.head if one.lower_ in _RELATIVE and at.dep_ == "relcl" else one for one in found or agents)
            return
        if at.dep_ not in ("conj", "xcomp", "advcl", "ccomp") or at.head is at:
            return
        at = at.head


def _governors(token: Any) -> Iterator[Any]:
    at = token
    for _ in range(_CLIMB):
        if at.head is at:
            return
        at = at.head
        yield at
        if at.pos_ == "VERB":
            return


def _after(token: Any, preposition: str) -> Iterator[Any]:
    """What a preposition governs that hangs on the word, or on its object ('imposed sanctions on')."""
    holders = [token, *(child for child in token.children if child.dep_ in ("dobj", "prt", "prep", "acomp"))]
    for holder in holders:
        for child in holder.children:
            if child.lower_ == preposition and child.dep_ in (
                "prep",
                "agent",
                "dative",
                "prt",
                "mark",
                "aux",
                "advmod",
            ):
                inner = [one for one in child.children if one.dep_ in ("pobj", "pcomp")]
                yield from inner or [child]
