"""What grammar says outright of whether a deed was done, so that the trained head is not asked."""

from __future__ import annotations

from typing import Any

from onrecord.reading.events.embedding import Link, effect_of, effect_of_object, effect_of_predicate, link_of
from onrecord.reading.events.modality import is_definite, is_negated, is_nobody, words

__all__ = [
    "NOUNS",
    "OCCASIONS",
    "goes_on",
    "is_answered",
    "is_described",
    "is_governed",
    "is_said_of_a_noun",
    "is_said_to_be",
    "is_setting",
    "is_told",
    "is_told_of_the_past",
    "is_usual",
    "prevents",
    "tells",
    "was_answered",
]

NOUNS = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"])
OCCASIONS = frozenset(["after", "amid", "during", "following", "since"])
_PAST = frozenset(["was", "were", "had", "did"])
_AUXILIARY = frozenset(["aux", "auxpass"])


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


def is_governed(token: Any, rule: str) -> bool:
    """'Is weighing sanctions', 'plotted to bomb the port', 'was made to resign', 'nobody knows whether they met': a
    verb or a mark says outright how the deed stands."""
    link = link_of(token)
    if link is None:
        return False
    effect, lemma = effect_of(link), link.governor.lemma_.lower()
    if link.how == "clause":
        is_open = any(one.dep_ == "mark" and one.lower_ == "whether" for one in token.children)
        return rule == "hypothetical" and (is_open or (link.governor.pos_ in NOUNS and effect == rule))
    if rule == "actual":
        return link.how in ("deed", "purpose") and effect == "same" and lemma in words("words", "achieving")
    if link.how != "deed":
        return False
    if rule == "ongoing":
        return effect == "halted"
    if link.governor.lower_ == "close":  # 'is close to war'
        return rule == "hypothetical"
    return link.governor.pos_ == "VERB" and rule == effect and lemma not in words("words", "weak")


def is_answered(noun: Any, verb: Any) -> bool:
    """'Rejected the offer', 'will not give in to threats': what somebody said was said, whatever the answer."""
    if noun.lemma_.lower() not in words("words", "spoken"):
        return False
    gives_in = noun.dep_ == "pobj" and noun.head.lower_ == "to" and verb.lemma_ in words("words", "giving_in")
    return gives_in or verb.lemma_.lower() in words("words", "answers")


def is_usual(verb: Any) -> bool:
    """'Kidnappings are common in the north': of the subject no single one is told."""
    return verb.lemma_ == "be" and any(one.dep_ in ("acomp", "attr") and one.lower_ in words("words", "usual")
                                       for one in verb.children)  # fmt: skip


def is_described(verb: Any) -> bool:
    """'The murder must not go unpunished', 'the attack was not against the farm': how it was, not whether."""
    kinds = ("acomp", "attr", "oprd", "prep") if verb.lemma_ == "be" else ("acomp", "oprd")
    return verb.lemma_ in ("be", "go", "come") and any(one.dep_ in kinds for one in verb.children)


def is_setting(link: Link) -> bool:
    """'Did not hide it during a visit', 'nobody was hurt in an attack': there it was not done, but there was one."""
    verb, preposition = link.governor, link.preposition
    if preposition in ("in", "by"):
        return any(one.dep_ == "nsubjpass" and is_nobody(one) for one in verb.children)
    return (preposition in OCCASIONS or preposition == "at") and is_told_of_the_past(verb)


def goes_on(verb: Any) -> bool:
    """'The siege continues', 'fighting rages'."""
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in words("words", "going_on")


def is_told_of_the_past(verb: Any) -> bool:
    return bool(verb.tag_ == "VBD" or any(one.dep_ in _AUXILIARY and one.lower_ in _PAST for one in verb.children))


def is_told(verb: Any) -> bool:
    """'Insisted that they had fled', 'insisted that they fled': what is asked for has no perfect, and no past but of
    a passive ('demanded that they were freed')."""
    if any(one.tag_ == "MD" for one in verb.children):
        return False
    return verb.tag_ == "VBD" or any(
        one.dep_ == "aux" and one.lower_ in ("has", "have", "had") for one in verb.children
    )


def prevents(verb: Any) -> bool:
    """Whether what follows never came, since this was done first."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(effect_of_object(one) in ("opposite", "halted") for one in (verb, first) if one.pos_ == "VERB")
