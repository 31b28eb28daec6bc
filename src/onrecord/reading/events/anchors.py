"""What a parse says of places and times, held at each word that they hang on, so that events find theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Place
from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Parse

__all__ = ["Anchor", "Hold", "Scene", "lemma_of"]

_HOPS = 14
_WITNESS_HOPS = 3
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"])
_SAME = frozenset(["appos", "conj", "flat"])
_CLAUSES = frozenset(["relcl", "acl", "advcl", "ccomp", "parataxis"])
# From the coarsest to the finest.
_FINENESS = {"country": 1, "region": 2, "town": 3, "site": 4}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place or a time that the text names.

    start: where, in the story's text. token: the head of its words. value: the entity's id, or an EDTF time.
    fine: how precise it is, more is finer. country: of a place, where known. body: it is an organisation, which is a
    place only where somebody is 'at' it or taken to it. inside: the place is part of a body's description ('the
    government in Quito'), and the body need not be doing there what it does.
    """

    start: int
    token: Any
    value: str
    fine: int
    country: str | None = None
    body: bool = False
    inside: bool = False

    @classmethod
    def of_place(cls, start: int, token: Any, entity: str, place: Place | None, inside: bool) -> Anchor:
        """A place; one that is not resolved is taken for a town, which most are."""
        fine = _FINENESS.get((place and place.precision) or "town", 3)
        return cls(start, token, entity, fine, place.country if place else None, inside=inside)

    @classmethod
    def of_body(cls, start: int, token: Any, entity: str) -> Anchor:
        """An organisation, for the building it sits in."""
        return cls(start, token, entity, _FINENESS["site"], body=True)


@dataclass(frozen=True, slots=True)
class Hold:
    """How an anchor hangs on a word above it.

    by: the preposition right below that word, else the relation. inner: the preposition right above the anchor, else
    the relation. nouns: the nouns between, from the anchor up.
    """

    anchor: Anchor
    by: str
    inner: str
    nouns: tuple[Any, ...] = ()

    @property
    def verb(self) -> Any:
        """The verb that the outermost noun hangs on, or the head of the sentence."""
        node = self.nouns[-1] if self.nouns else self.anchor.token
        while node.head.i != node.i and node.head.pos_ not in ("VERB", "AUX"):
            node = node.head
        return node.head


class Scene:
    """The anchors of one parse, each held at every word between it and the verb of its clause. Linear in them."""

    def __init__(self, parse: Parse, anchors: list[Anchor]) -> None:
        self.parse = parse
        self.anchors = anchors
        self._held: dict[int, list[Hold]] = {}
        self._sentences: dict[int, list[Hold]] = {}
        for anchor in anchors:
            last = None
            for word, hold in _climb(anchor):
                self._held.setdefault(word.i, []).append(hold)
                last = hold
            outermost = last or Hold(anchor, anchor.token.dep_, anchor.token.dep_)
            self._sentences.setdefault(anchor.token.sent.start, []).append(outermost)

    def at(self, token: Any) -> list[Hold]:
        """The anchors that hang on this word, with no verb between."""
        return self._held.get(token.i, [])

    def witness(self, noun: Any) -> Anchor | None:
        """The place that is said to have seen what a noun names: 'Peru has seen a rise in attacks'."""
        node = noun
        for _ in range(_WITNESS_HOPS):
            if node.dep_ == "dobj" and lemma_of(node.head) in _words("witnessing"):
                subjects = [hold.anchor for hold in self.at(node.head) if hold.by == "nsubj" and not hold.nouns]
                return next((one for one in subjects if not one.body), None)
            above = node.head
            if node.dep_ != "pobj" or above.dep_ != "prep" or lemma_of(above.head) not in _words("amounts"):
                return None
            node = above.head
        return None

    def in_sentence(self, token: Any) -> list[Hold]:
        """Those of the word's sentence, each as it hangs on its own verb (or on the sentence's head)."""
        return self._sentences.get(token.sent.start, [])

    def everywhere(self) -> Iterator[Hold]:
        """All of the parse, each as it hangs on its own verb."""
        for holds in self._sentences.values():
            yield from holds


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("settings")[kind])


def lemma_of(token: Any) -> str:
    """The lemma in lower case."""
    return str(token.lemma_.lower())


def _climb(anchor: Anchor) -> Iterator[tuple[Any, Hold]]:
    node = anchor.token
    by = inner = ""
    nouns: list[Any] = []
    for _ in range(_HOPS):
        head = node.head
        if head.i == node.i or (node.dep_ in _CLAUSES and node is not anchor.token):
            return
        if node.pos_ in ("ADP", "SCONJ") or node.dep_ in ("prep", "agent"):
            by = node.lower_
        elif node.dep_ in ("pobj", "pcomp") or (node.dep_ in _SAME and head.pos_ in _NOMINAL):
            node = head
            continue
        else:
            by = str(node.dep_)
        inner = inner or by
        if head.pos_ in ("ADP", "SCONJ"):
            node = head
            continue
        yield head, Hold(anchor, by, inner, tuple(nouns))
        if head.pos_ in ("VERB", "AUX"):
            return
        nouns.append(head)
        node = head
