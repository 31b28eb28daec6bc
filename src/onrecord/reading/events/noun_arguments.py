"""Who does it and to whom, around a noun that names what happened ('Iran's attack on', 'the release of')."""

from __future__ import annotations

from typing import Any

from onrecord.reading.events.clauses import agents
from onrecord.reading.events.phrases import conjoined, is_nobody, objects_of, parties, words
from onrecord.reading.events.verb_arguments import Roles, after, recipients_after
from onrecord.reading.places.countries import country_called

__all__ = ["around_noun", "holders"]

# Prepositions after a noun that are looked at in search of its doer.
_FARTHEST = 12
_NAMES_OF_DOERS = ("NORP", "ORG")
# Countries and unions whose short names stand before a noun as an adjective would.
_ADJECTIVAL = ("us", "u.s.", "u.s", "uk", "u.k.", "eu", "un", "u.n.", "usa", "uae", "nato")


def around_noun(noun: Any) -> Roles:
    """The heads of the actors' and recipients' phrases around a noun."""
    lemma = noun.lemma_.lower()
    possessors = [one for child in noun.children if child.dep_ == "poss" for one in _each(child)]
    adjectives = _before(noun)
    by = [*after(noun, ("by",)), *_of_participle(noun)] or _by_astray(noun)
    of = after(noun, ("of",))
    between = after(noun, ("between", "among", "amongst"))
    told = [one for one in recipients_after(noun) if lemma not in words("of_recipient") or one not in of]
    if lemma in words("reciprocal_nouns") and not after(noun, ("on", "against")):
        sides = [*possessors, *adjectives, *between, *of, *after(noun, ("with",))]
        if len(sides) > 1 or between:
            return sides, [], True
        return sides, after(noun, ("to",)), False
    if between:
        return [*possessors, *adjectives, *between], [], len(between) > 1
    if lemma in words("suffered_nouns"):
        owners = possessors or adjectives
        if of or told:
            return by or owners, of or told, False
        if by or not adjectives:
            return by, owners, False
        return adjectives, [], False
    doers = by or possessors or adjectives
    if of and lemma in words("done_by_nouns") and not doers:
        return of, told, False
    return doers, told or of, False


def _each(noun: Any) -> list[Any]:
    return [one for token in conjoined(noun) for one in parties(token)]


def _before(noun: Any) -> list[Any]:
    """Peoples and bodies that stand as adjectives before the noun ('Turkish', 'NATO', both of 'US-China')."""
    found: list[Any] = []
    for child in noun.lefts:
        if child.dep_ not in ("amod", "compound", "nmod", "det"):
            continue
        if child.lower_ in words("led_by"):
            found.extend(one for one in child.lefts if one.ent_type_ or one.pos_ == "PROPN")
        if child.ent_type_ in _NAMES_OF_DOERS or child.lower_ in _ADJECTIVAL:
            found.extend(
                one for one in [*_linked(child), child] if one.ent_type_ or one.lower_ in _ADJECTIVAL
            )
        elif child.dep_ == "compound" and child.pos_ in ("NOUN", "PROPN") and _acts(child):
            found.append(child)
    return [one for one in found if not is_nobody(one)]


def _linked(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in ("amod", "compound", "nmod", "conj") and child.is_alpha
            and child.ent_type_ in ("NORP", "GPE", "ORG")]  # fmt: skip


def _acts(token: Any) -> bool:
    """Whether a common noun before the noun names people who do it ('rebel attack', 'police raid')."""
    return token.lemma_.lower() in words("acting_nouns")


def _by_astray(noun: Any) -> list[Any]:
    """'the shelling of a school in the north by the army': the parser hangs 'by' on the last noun or on the verb."""
    astray = [child for word in noun.rights for child in word.subtree if child.dep_ in ("prep", "agent")]
    if noun.dep_ == "dobj" and not any(child.dep_ in ("auxpass", "nsubjpass") for child in noun.head.children):
        astray.extend(child for child in noun.head.rights if child.dep_ in ("prep", "agent") and child.i > noun.i)
    for child in astray[:_FARTHEST]:
        loose = child.head.pos_ not in ("VERB", "AUX") or child.head.i == noun.head.i
        if child.lower_ == "by" and loose:
            found = [one for token in objects_of(child) for one in parties(token)]
            if found:
                return found
    return []


def _of_participle(noun: Any) -> list[Any]:
    """'an attack carried out by X'."""
    found: list[Any] = []
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.tag_ == "VBN":
            found.extend(one for token in agents(child) for one in parties(token))
    return found


def holders(noun: Any) -> list[Any]:
    """Who holds those whose release a noun names: 'the release of a pilot held by X', 'of sailors jailed in X'."""
    if noun.lemma_.lower() not in words("freeing_nouns"):
        return []
    of = [child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"]
    people = [one for child in of for one in objects_of(child)]
    for held in (*people, noun) if people else ():  # the parser may hang the participle on the noun itself
        for participle in held.rights:
            if participle.dep_ in ("acl", "relcl") and participle.tag_ == "VBN":
                return _holding(participle)
    return []


def _holding(participle: Any) -> list[Any]:
    """By whom somebody is held, else the country in which."""
    by = [one for token in agents(participle) for one in parties(token)]
    where = (child for child in participle.children if child.dep_ == "prep" and child.lower_ == "in")
    return by or [one for child in where for one in objects_of(child) if country_called(one.text)]
