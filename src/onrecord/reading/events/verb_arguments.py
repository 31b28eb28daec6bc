"""Who does it and to whom, around a verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.reading.events.clauses import agents, grammatical_objects, grammatical_subjects, is_passive
from onrecord.reading.events.phrases import is_nobody, is_party, is_thing, is_time, objects_of, owners, parties, words

__all__ = [
    "Roles", "after", "around_verb", "in_complement", "is_own_force", "recipients_after", "sources_after",
]  # fmt: skip

# (actors, recipients, both did it to each other)
Roles = tuple[list[Any], list[Any], bool]
_DEEPEST = 3


def around_verb(verb: Any, own: tuple[Any, ...] = ()) -> Roles:
    """The heads of the actors' and recipients' phrases around a verb. own: all words of the trigger."""
    lemma = verb.lemma_.lower()
    subjects = grammatical_subjects(verb)
    if is_passive(verb):
        return _around_passive(verb, lemma, subjects)
    doers = _all(subjects)
    objects = [*grammatical_objects(verb), *_objects_of_own(own)]
    if lemma in words("reciprocal_verbs"):
        others = [one for one in after(verb, ("with", "against")) if one not in doers]
        if lemma in words("reciprocal_with_object"):
            others = [*_all(objects), *others]
        if others or _several(subjects):
            return [*doers, *others], [], True
    guests = [one for one in objects if is_party(one) and not is_nobody(one)]
    if _several(subjects) and not others_named(verb, objects, own):
        # 'A and B postponed their meeting'
        return doers, [], True
    if lemma in words("host_verbs") and guests:
        return guests, doers, False
    if lemma in words("reversed_verbs"):
        givers = [*sources_after(verb), *(one for noun in objects for one in sources_after(noun))]
        if givers:
            return givers, doers, False
        if lemma in ("suffer", "undergo", "sustain", "endure"):
            return [], doers, False
    return doers, recipients_of(verb, objects, own), False


def others_named(verb: Any, objects: list[Any], own: tuple[Any, ...]) -> bool:
    """Whether the object of a verb is not something mutual of its subjects alone.

    Whoever speaks of a deal ('welcomed', 'rejected') need not be of it.
    """
    if verb.lemma_.lower() in words("judging_verbs") | words("answering_verbs"):
        return True
    mutual = any(one.lemma_.lower() in words("reciprocal_nouns") for one in objects)
    return not mutual or bool(recipients_of(verb, objects, own))


def _around_passive(verb: Any, lemma: str, subjects: list[Any]) -> Roles:
    doers, sufferers = _all(agents(verb)), _all(subjects)
    if lemma in words("host_verbs") and doers and any(is_party(one) for one in subjects):
        return sufferers, doers, False
    if lemma in words("reversed_verbs") and (givers := sources_after(verb)):
        return givers, doers, False
    if subjects and all(is_own_force(verb, one) for one in subjects):
        return doers, after(verb, words("recipient_prepositions")), False
    direct = [one for one in subjects if is_party(one) and not is_nobody(one)]
    if lemma in words("transfer_verbs") or not direct:
        told = after(verb, words("recipient_prepositions"))
        told = told or [one for noun in subjects for one in after(noun, words("recipient_prepositions"))]
        objects = _all(grammatical_objects(verb)) if direct else []
        # Whose the thing is that is given is not who gets it ('the patient's report was shared').
        sufferers = told or (objects if lemma in words("transfer_verbs") and not direct else sufferers or objects)
    if lemma in words("reciprocal_verbs") and doers and lemma in words("reciprocal_with_object"):
        return [*doers, *sufferers], [], True
    return doers, sufferers, False


def recipients_of(verb: Any, objects: list[Any], own: tuple[Any, ...] = (), depth: int = _DEEPEST) -> list[Any]:
    """To whom an active verb does it: its object, else whom a preposition brings, else whose its object is, else of
    whom its complement clause speaks."""
    lemma = verb.lemma_.lower()
    if lemma in words("topic_verbs") or lemma == "share":
        # What is discussed or shared takes no part. The parser hangs 'with' on what is shared, or on where.
        where = [noun for child in verb.rights if child.dep_ == "prep" for noun in objects_of(child)]
        return next((found for one in (verb, *objects, *where) if (found := after(one, ("with",)))), [])
    told = recipients_after(verb, own)
    moved = [one for one in objects if is_own_force(verb, one)]
    objects = [one for one in objects if one not in moved]
    direct = [one for one in objects if is_party(one) and not is_nobody(one)]
    if lemma in words("transfer_verbs") and told:
        return told
    if direct:
        return direct
    if told:
        return told
    # 'released its prisoners': a possessor that is a pronoun is most often the subject again.
    if objects and not is_nobody(objects[0]) and (given := after(verb, ("from",))):
        return given
    held = [one for noun in objects if not is_nobody(noun) for one in owners(noun) if one.pos_ != "PRON"]
    if held:
        return held
    on = [one for noun in (*objects, *moved) for one in concerned(noun)]
    if on:
        return on
    if lemma in words("own_deeds"):
        return []  # of whom somebody denies to have done a deed, nothing is denied to him
    if depth and not _frees_nobody(verb) and (inner := in_complement(verb, objects, depth)):
        return inner
    if lemma in words("asking_verbs"):
        return []  # 'appealed for the safety of patients': whom it is for is not who is asked
    meant = [one for word in [verb, *objects] for one in after(word, ("for",), skip=own)]
    return meant or [one for one in objects if is_thing(one) and lemma not in words("obstructing_verbs")]


def is_own_force(verb: Any, noun: Any) -> bool:
    """Whether a verb moves the mover's own forces ('deployed troops'), to whom nothing is done by that."""
    return verb.lemma_.lower() in words("moving_verbs") and noun.lemma_.lower() in words("own_forces")


def _frees_nobody(verb: Any) -> bool:
    """'Refused to release the pilot' refuses whoever asked for him."""
    if verb.lemma_.lower() not in ("refuse", "decline"):
        return False
    return any(one.dep_ == "xcomp" and one.lemma_.lower() in words("freeing_verbs") for one in verb.rights)


def concerned(noun: Any, depth: int = _DEEPEST) -> list[Any]:
    """Whom a thing or deed concerns: who stands behind its prepositions, else those of the thing it is of.

    'a resumption of ties with X' concerns X.
    """
    found = [*recipients_after(noun), *after(noun, ("between", "among"))]
    if found or not depth:
        return found
    inner = [one for child in noun.rights if child.dep_ == "prep" for one in objects_of(child) if not is_time(one)]
    return [one for thing in inner if not is_party(thing) for one in concerned(thing, depth - 1)]


def in_complement(verb: Any, objects: list[Any], depth: int = _DEEPEST) -> list[Any]:
    """Of whom the clause speaks that completes a verb or its object ('threatened to attack X', 'a vow to free X')."""
    for clause in [*verb.children, *(child for noun in objects for child in noun.children)]:
        if clause.i <= verb.i:
            continue
        if clause.dep_ == "ccomp" and clause.pos_ in ("ADJ", "NOUN", "PROPN") and not objects:
            # 'found him guilty', 'declared the envoy an outlaw'
            found = _all(child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass"))
            if found:
                return found
        if clause.dep_ in ("ccomp", "acl", "xcomp", "advcl") and clause.pos_ in ("VERB", "AUX"):
            if clause.dep_ == "advcl" and not any(child.lower_ == "to" for child in clause.lefts):
                continue
            if clause.dep_ == "acl" and clause.tag_ == "VBN":
                found = _all(agents(clause))
            else:
                own = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
                found = _all(one for one in own if one.lower_ != "it") if clause.dep_ == "ccomp" else []
                found = found or recipients_of(clause, grammatical_objects(clause), depth=depth - 1)
            if found:
                return found
        if clause.dep_ == "prep":
            for inner in clause.children:
                if inner.dep_ == "pcomp" and inner.pos_ in ("VERB", "AUX"):
                    found = recipients_of(inner, grammatical_objects(inner), depth=depth - 1)
                    if found:
                        return found
    return []


def recipients_after(word: Any, own: tuple[Any, ...] = ()) -> list[Any]:
    """Whom the prepositions after a verb or a noun bring as recipient. Those of the trigger itself are its objects."""
    lemma = word.lemma_.lower()
    allowed = set(words("recipient_prepositions"))
    if lemma not in words("for_recipient"):
        allowed.discard("for")
    for preposition in ("from", "in"):
        if lemma in words(f"{preposition}_recipient"):
            allowed.add(preposition)
    if after(word, ("with",), skip=own):
        allowed.discard("at")  # 'celebrated at the palace with the king'
    found = after(word, allowed, skip=own)
    if not found and lemma in words("of_recipient"):
        found = after(word, ("of",), skip=own)
    if lemma in words("moving_by_itself"):
        return found  # 'fell into a well': where, not to whom
    return found or after(word, ("on", "against", "at", "into"), skip=own, things=True)


def sources_after(word: Any) -> list[Any]:
    """Whom 'from', 'by' or 'at the hands of' name."""
    found = after(word, ("from", "by"))
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "at":
            for hands in child.children:
                if hands.lower_ == "hands":
                    found.extend(after(hands, ("of",)))
    return found


def after(
    word: Any, prepositions: Iterable[str], skip: tuple[Any, ...] = (), *, things: bool = False
) -> list[Any]:
    """The parties that these prepositions of a word bring. things: or the things."""
    found: list[Any] = []
    for child in word.children:
        is_preposition = child.dep_ in ("prep", "dative", "agent", "prt") and child.pos_ in ("ADP", "SCONJ", "PART")
        if is_preposition and child.lower_ in prepositions and child not in skip and child.i > word.left_edge.i:
            for noun in objects_of(child):
                # 'at Estonia's request' is no deed to Estonia.
                if not is_time(noun) and (child.lower_ != "at" or is_party(noun) or things):
                    # 'spoke on its role': such a possessor is most often the subject again.
                    found.extend(one for one in parties(noun, things=things) if one.tag_ != "PRP$")
    return found


def _objects_of_own(own: tuple[Any, ...]) -> Iterator[Any]:
    for token in own:
        if token.pos_ == "ADP":
            yield from objects_of(token)


def _all(nouns: Iterable[Any]) -> list[Any]:
    return [one for noun in nouns for one in parties(noun)]


def _several(subjects: list[Any]) -> bool:
    if len(subjects) > 1:
        return True
    return bool(subjects) and (subjects[0].tag_ in ("NNS", "NNPS") or subjects[0].lower_ in ("they", "we", "both"))
