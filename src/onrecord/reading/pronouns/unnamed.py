"""People whom a story speaks of without a name ('his wife', 'the spokesman'): rivals of those it names.

A pronoun that most likely means one of them stays unresolved, unless a later stage makes an entity of the description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.pronouns.scene import Candidate, Scene
from onrecord.reading.pronouns.words import gendered_nouns

__all__ = ["UNNAMED", "unnamed"]

UNNAMED = "unnamed"
_SURE = 0.02
_APPOSED = frozenset(["appos", "compound", "nmod", "attr"])


def unnamed(scene: Scene, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """One candidate for each singular noun of a gender that stands for somebody whom no name beside it names."""
    taken = {spot.index for one in named for spot in one.spots}
    nouns = gendered_nouns()
    for spot in scene.words(lambda token: token.tag_ == "NN" and token.lemma_.lower() in nouns):
        token, shift = spot.token, spot.index - spot.token.i
        beside = [child for child in token.children if child.dep_ in _APPOSED]
        if token.dep_ in _APPOSED:
            beside.append(token.head)
        if token.dep_ == "attr":
            beside += [child for child in token.head.children if child.dep_ == "nsubj"]
        if spot.index in taken or any(word.i + shift in taken or word.pos_ == "PROPN" for word in beside):
            continue
        woman = min(max(nouns[token.lemma_.lower()], _SURE), 1 - _SURE)
        yield Candidate("", UNNAMED, token.text, [spot], woman, True)
