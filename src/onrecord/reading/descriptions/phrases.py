"""Noun phrases around a common noun: where they begin, what they say before it, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.reading.descriptions.ground import Ground, Named

__all__ = ["Phrase", "phrase_at", "phrases"]

_MOST_WORDS = 10
_BEFORE_A_NOUN = frozenset(["compound", "nmod", "amod", "poss", "nummod", "quantmod", "npadvmod"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``[first, last)`` of a parse up to its noun, the last of them.

    determiner: 'the', 'a', 'this', 'whose' (any possessive pronoun), "'s" (after a possessor) or ''. names: what it
    names inside. possessor: the name before the possessive mark. start, end: code points of the story.
    """

    parse: int
    first: int
    head: int
    noun: str
    plural: bool
    determiner: str
    modifiers: tuple[str, ...]
    names: tuple[Named, ...]
    possessor: Named | None
    start: int
    end: int
    token: Any

    @property
    def last(self) -> int:
        """The number of the word after the noun."""
        return self.head + 1


def phrases(ground: Ground, nouns: frozenset[str], *, plural: bool = False) -> Iterator[Phrase]:
    """The phrases of a story whose noun (by its lemma, or as written where ``plural``) is one of ``nouns``."""
    for number, parse in enumerate(ground.parses):
        named = ground.names[number]
        for token in parse.doc:
            word = token.lower_ if plural else token.lemma_.lower()
            if word not in nouns or token.i in named or not token.tag_.startswith("NN"):
                continue
            if (token.tag_ in ("NNS", "NNPS")) != plural and not plural:
                continue
            yield phrase_at(ground, number, token, word)


def phrase_at(ground: Ground, number: int, token: Any, noun: str, *, from_word: int | None = None) -> Phrase:
    """The phrase whose noun is ``token``. from_word: where the noun itself begins, if it has several words."""
    doc, named = ground.parses[number].doc, ground.names[number]
    at = token.i if from_word is None else from_word
    determiner, possessor = "", None
    modifiers: list[str] = []
    names: list[Named] = []
    while at > 0 and token.i - at < _MOST_WORDS and not doc[at].is_sent_start:
        before = doc[at - 1]
        inside = named.get(at - 1)
        if inside:
            names.append(inside)
            at = inside.first
            continue
        if before.tag_ == "POS":
            determiner = "'s"
            possessor = named.get(at - 2)
            if possessor:
                names.append(possessor)
                at = possessor.first
                if at > 0 and doc[at - 1].lower_ == "the":
                    at -= 1
            else:
                at = _start_of_possessor(doc, at - 1)
            break
        if before.tag_ in ("DT", "PDT", "PRP$", "WP$"):
            determiner = _kind_of_determiner(before)
            at -= 1
            break
        if not _stands_before_a_noun(before, doc[at]):
            break
        modifiers.append(before.lower_)
        at -= 1
    start = ground.parses[number].start
    return Phrase(
        parse=number, first=at, head=token.i, noun=noun, plural=token.tag_ in ("NNS", "NNPS"), determiner=determiner,
        modifiers=tuple(reversed(modifiers)), names=tuple(reversed(names)), possessor=possessor,
        start=start + doc[at].idx, end=start + token.idx + len(token), token=token,
    )  # fmt: skip


def _kind_of_determiner(token: Any) -> str:
    if token.tag_ in ("PRP$", "WP$"):
        return "whose"
    low: str = token.lower_
    if low in ("a", "an"):
        return "a"
    return "this" if low in ("this", "that", "these", "those") else low


def _stands_before_a_noun(token: Any, following: Any) -> bool:
    tag: str = token.tag_
    if tag.startswith("JJ") or tag in ("CD", "NNP", "NNPS"):
        return bool(token.dep_ != "ROOT")
    if tag in ("NN", "NNS"):
        return token.dep_ in _BEFORE_A_NOUN
    if tag in ("VBN", "VBG"):
        return bool(token.dep_ in ("amod", "compound") or following.tag_ == "HYPH")
    if tag == "HYPH":
        return True
    qualifies: bool = following.tag_ in ("VBN", "JJ", "VBG") and following.dep_ == "amod"
    return tag.startswith("RB") and qualifies


def _start_of_possessor(doc: Any, mark: int) -> int:
    """Where 'the country' begins in "the country's"; ``mark`` is the number of the mark."""
    at = mark
    while at > 0 and mark - at < 5 and not doc[at].is_sent_start:
        tag = doc[at - 1].tag_
        if tag in ("DT", "PRP$"):
            return at - 1
        if not tag.startswith(("NN", "JJ")):
            break
        at -= 1
    return at
