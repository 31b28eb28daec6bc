"""What the text itself says a named entity is: 'X, a port city', 'the rebel group X', 'X is a company', 'called X'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.reading.descriptions.ground import Ground, Named
from onrecord.reading.descriptions.phrases import Phrase, phrases
from onrecord.reading.descriptions.vocabulary import classes, classes_of
from onrecord.reading.places.countries import country_named

__all__ = ["Link", "fits", "links"]

_DASHES = frozenset([",", "–", "—", "--", ":"])
_CLOSING = frozenset([",", ".", ";", "(", ")", "–", "—", "--", ":", "?", "!"])
_CALLING = frozenset(["called", "named", "dubbed", "termed"])
_DESCRIBING = frozenset(["that", "which", "who", "based", "in", "of", "on", "near"])
_MODALS = frozenset(["will", "would", "could", "may", "might", "should", "must", "can"])
_ARTICLES = frozenset(["the", "a", "an"])


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase that describes a named entity. told: the phrase stands apart from the name, as a mention of its own."""

    phrase: Phrase
    named: Named
    told: bool


def links(ground: Ground) -> Iterator[Link]:
    """The descriptions that apposition, a copula or 'known as' ties to a name, in order."""
    nouns = frozenset(noun for one in classes() for noun in one.general | one.special)
    for phrase in phrases(ground, nouns):
        link = _linked(ground, phrase)
        if link is not None and fits(phrase.noun, link.named):
            yield link


def fits(noun: str, named: Named) -> bool:
    """Whether a thing of the name's kind may be described by ``noun``."""
    kind = named.entity.kind
    kinds = {one.kind for one in classes_of(noun)}
    return kind in kinds or (kind == "group" and "organisation" in kinds)


def _linked(ground: Ground, phrase: Phrase) -> Link | None:
    doc, named = ground.parses[phrase.parse].doc, ground.names[phrase.parse]
    after = named.get(phrase.last)
    if after and after.first == phrase.last and _one_phrase(doc, phrase, after):
        return Link(phrase, after, phrase.determiner not in ("", "'s") or phrase.possessor is not None)
    if _carries_its_name(phrase):
        return Link(phrase, phrase.names[-1], True)
    for find in (_called, _named_after, _named_before, _said_to_be):
        name = find(doc, named, phrase)
        if name:
            return Link(phrase, name, True)
    return None


def _one_phrase(doc: Any, phrase: Phrase, name: Named) -> bool:
    """Whether noun and name stand in one phrase: 'the rebel group M23', 'her sister Ana'."""
    root = doc[name.first : name.last].root
    token = phrase.token
    return (
        token.head.i in range(name.first, name.last)
        or root.head.i == token.i
        or (token.head.i == root.head.i and token.dep_ in ("compound", "nmod") and root.dep_ not in ("nsubj", "dobj"))
    ) and root.dep_ not in ("nsubj" if root.head.i == token.i else "", "relcl")


def _carries_its_name(phrase: Phrase) -> bool:
    """'The M23 group', 'the PTI party': the noun says no more than what the body is whose name stands before it."""
    if phrase.determiner != "the" or not phrase.names or phrase.names[-1].last != phrase.head:
        return False
    name = phrase.names[-1]
    own = {one.name for one in classes_of(phrase.noun) if phrase.noun in one.general} & {"party", "armed group"}
    return bool(own) and name.entity.kind in ("organisation", "group") and country_named(name.entity.name) is None


def _called(doc: Any, named: dict[int, Named], phrase: Phrase) -> Named | None:
    """'a group called X', 'the group, also known as X'."""
    at = phrase.last
    if _word(doc, at) == ",":
        at += 1
    while _word(doc, at) in ("also", "better", "which", "is", "commonly", "formally", "formerly", "officially"):
        at += 1
    if _word(doc, at) == "known" and _word(doc, at + 1) == "as":
        at += 2
    elif _word(doc, at) in _CALLING:
        at += 1
    else:
        return None
    while _word(doc, at) in ("the", '"', "“", "'", "‘"):
        at += 1
    found = named.get(at)
    return found if found and found.first == at else None


def _named_after(doc: Any, named: dict[int, Named], phrase: Phrase) -> Named | None:
    """'a proscribed network, X,': the name stands after the phrase, set off from it."""
    if phrase.determiner == "" or _word(doc, phrase.last) not in _DASHES:
        return None
    at = phrase.last + 1
    if _word(doc, at) in _ARTICLES:
        at += 1
    found = named.get(at)
    if not found or found.first != at or doc[at].sent != phrase.token.sent:
        return None
    closing = _word(doc, found.last)
    if closing not in _CLOSING or (closing == "," and _word(doc, found.last + 1) in ("and", "or")):
        return None
    root = doc[found.first : found.last].root
    tied = root.dep_ == "appos" and root.head.i == phrase.head
    if tied:
        return found
    # 'In the city, Jensen, ...' the phrase belongs to what comes before
    heads = ("dobj", "nsubj", "attr", "appos", "ROOT")
    return found if phrase.token.dep_ in heads and root.dep_ in ("appos", "conj") else None


def _named_before(doc: Any, named: dict[int, Named], phrase: Phrase) -> Named | None:
    """'X, a port city on the coast': the phrase stands after the name, set off from it."""
    at = phrase.first - 1
    if at < 1 or _word(doc, at) not in _DASHES or doc[at - 1].sent != phrase.token.sent:
        return None
    before = at - 1
    if _word(doc, before) == ")":
        while before > 0 and at - before < 8 and _word(doc, before) != "(":
            before -= 1
        before -= 1
    found = named.get(before)
    if not found or found.last != before + 1:
        return None
    if phrase.token.dep_ == "appos" and phrase.token.head.i in range(found.first, at):
        return found
    if phrase.determiner != "a" or phrase.token.dep_ in ("nsubj", "nsubjpass", "conj"):
        return None
    follows = _word(doc, phrase.last)
    return found if follows in _CLOSING or follows in _DESCRIBING else None


def _said_to_be(doc: Any, named: dict[int, Named], phrase: Phrase) -> Named | None:
    """'X is a company that': the phrase is said of the name by a copula that is neither denied nor supposed."""
    token = phrase.token
    if token.dep_ != "attr" or token.head.lemma_ != "be" or phrase.determiner not in ("a", "the", "'s", "whose"):
        return None
    children = list(token.head.children)
    if any(child.dep_ == "neg" or child.lower_ in _MODALS or child.dep_ == "mark" for child in children):
        return None
    subject = next((child for child in children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ in ("cc", "conj") for child in subject.children):
        return None
    found = named.get(subject.i)
    return found if found and doc[found.first : found.last].root.i == subject.i else None


def _word(doc: Any, at: int) -> str:
    return doc[at].lower_ if 0 <= at < len(doc) else ""
