"""What grammar says outright of whether a deed was done, so that the trained head is not asked."""

from __future__ import annotations

from typing import Any

from onrecord.reading.events.embedding import effect_of_predicate, link_of
from onrecord.reading.events.modality import is_definite, is_negated, words

__all__ = ["NOUNS", "is_answered", "is_said_of_a_noun", "is_said_to_be", "tells", "was_answered"]

NOUNS = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"])


def is_said_of_a_noun(token: Any) -> bool:
    """A participle of the past beside its noun: 'to free the men detained there' takes the detaining for granted."""
    return bool(token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and token.head.pos_ in NOUNS)


def is_said_to_be(token: Any) -> bool:
    """'A deal is possible', 'attacks are impending'."""
    link = link_of(token)
    return link is not None and effect_of_predicate(link) is not None


def was_answered(token: Any) -> bool:
    """'Rejected the allegation': there was one."""
    link = link_of(token)
    return link is not None and link.how == "deed" and token.pos_ in NOUNS and is_answered(token, link.governor)


def tells(token: Any) -> bool:
    """'They met', 'while the firm imports steel', 'the talks lasted': a tense that speaks of nothing to come."""
    if token.pos_ in NOUNS:
        verb = token.head
        return token.dep_ == "nsubj" and verb.tag_ == "VBD" and is_definite(token) and not is_negated(verb)
    return bool(token.tag_ == "VBD" or (token.tag_ == "VBZ" and token.dep_ in ("advcl", "relcl")))


def is_answered(noun: Any, verb: Any) -> bool:
    """'Rejected the offer', 'denied the accusation': what somebody said was said, whatever the answer."""
    return noun.lemma_.lower() in words("words", "spoken") and verb.lemma_.lower() in words("words", "answers")
