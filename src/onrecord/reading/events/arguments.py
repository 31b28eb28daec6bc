"""Who did it and to whom: the arguments of a trigger, from the parse of its sentence alone.

The direction follows the grammar, never the order of the words: passives, 'received from', hosts and visitors, control
and relative clauses. A passive that names no doer has none. Where both did it to each other, both are actors.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.events.clauses import agents, grammatical_objects, grammatical_subjects, is_passive
from onrecord.reading.events.noun_arguments import around_noun, holders
from onrecord.reading.events.phrases import objects_of, owners, parties, phrase, words
from onrecord.reading.events.verb_arguments import (
    Roles,
    after,
    around_verb,
    in_complement,
    is_own_force,
    recipients_after,
    sources_after,
)

__all__ = ["arguments", "doing_verb", "spoken_of"]

_DENYING = frozenset(["deny", "dispute", "rebut", "refute", "reject"])


def arguments(trigger: Trigger) -> Arguments:
    """Actors and recipients of what the trigger names, each in text order and none twice.

    Empty where the sentence names nobody. Pronouns are phrases; a relative pronoun is given as the noun it takes up.
    """
    verb = trigger.carrier
    if trigger.token.pos_ in ("VERB", "AUX") and trigger.token.i == verb.i and not _is_a_noun(trigger.token):
        actors, recipients, mutual = around_verb(trigger.token, trigger.tokens)
        if trigger.token.lemma_.lower() in words("judging_verbs"):
            recipients = _judged(trigger, recipients)
    else:
        actors, recipients, mutual = around_noun(trigger.token)
        recipients = recipients or _answering(trigger.token) or _tried(trigger.token)
        if not actors and not recipients and (sides := _present(trigger.token)):
            actors, mutual = sides, True
        if verb.i == trigger.token.i:
            verb = doing_verb(trigger.token)
            verb = None if verb is not None and _is_denied(verb) else verb
        if verb is not None:
            actors, recipients, mutual = _with_carrier(trigger.token, verb, (actors, recipients, mutual))
    doers = _phrases(trigger, actors)
    sufferers = tuple(one for one in _phrases(trigger, recipients) if all(one.head != doer.head for doer in doers))
    return Arguments(doers, sufferers, mutual and len(doers) > 1)


def _is_a_noun(verb: Any) -> bool:
    """Whether what the tagger took for a verb stands as a noun: 'for Nato airstrikes against a village'."""
    if verb.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass", "conj") or verb.tag_ not in ("VBZ", "NNS", "NN"):
        return False
    return any(child.dep_ in ("compound", "amod", "poss", "nmod", "det") for child in verb.lefts)


def _judged(trigger: Trigger, recipients: list[Any]) -> list[Any]:
    """Whom 'condemned the killing of X by Y', 'called for the release of X by Y' speak to: Y, who does it, and nobody
    where no doer is named; never X."""
    deeds = _judged_deeds(trigger)
    return [one for noun in deeds for one in around_noun(noun)[0] or holders(noun)] if deeds else recipients


def _judged_deeds(trigger: Trigger) -> list[Any]:
    brought = [noun for token in trigger.tokens if token.pos_ == "ADP" for noun in objects_of(token)]
    done = words("violent_nouns") | words("suffered_nouns")
    return [one for one in [*grammatical_objects(trigger.token), *brought] if one.lemma_.lower() in done]


def spoken_of(trigger: Trigger) -> list[Any]:
    """The nouns whose phrases only tell what a trigger speaks of, so that nobody in them takes part in it.

    What is discussed, what 'condemned the killing of' condemns, what is denied, admitted or asked for.
    """
    verb, lemma = trigger.token, trigger.token.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    if lemma in words("judging_verbs") and (deeds := _judged_deeds(trigger)):
        return deeds
    if lemma in words("topic_verbs"):
        return grammatical_objects(verb)
    if lemma == "share":
        return grammatical_objects(verb)
    if own := [one for one in grammatical_objects(verb) if is_own_force(verb, one)]:
        return own
    if lemma in ("refuse", "decline"):
        return [one for one in verb.rights if one.dep_ == "xcomp" and one.lemma_.lower() in words("freeing_verbs")]
    if lemma in words("asking_verbs"):
        return [noun for child in verb.rights if child.lower_ == "for" for noun in child.children]
    if lemma in words("own_deeds"):
        return [child for child in verb.rights if child.dep_ in ("xcomp", "ccomp", "dobj", "prep")]
    return []


def doing_verb(noun: Any) -> Any | None:
    """The verb whose subject does what its object names ('began talks', 'announced an attack'), if there is one."""
    above = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and above.lemma_.lower() in words("doing_verbs"):
        return above
    if noun.dep_ == "xcomp" and above.lemma_.lower() in words("doing_through"):
        return above
    if noun.dep_ == "pobj" and above.head.lemma_.lower() in words("doing_through") and above.head.pos_ == "VERB":
        return above.head
    return None


def _is_denied(verb: Any) -> bool:
    """'Denied that the minister had ordered the arrest': the arrest was made, and not by whoever did not order it."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _DENYING


def _answering(noun: Any) -> list[Any]:
    """Who answers what a noun says was said: to them it was said ('the union rejected the offer')."""
    verb = noun.head
    if noun.lemma_.lower() not in words("answered_nouns") or verb.lemma_.lower() not in words("answering_verbs"):
        return []
    if noun.dep_ == "dobj":
        return [one for token in grammatical_subjects(verb) for one in parties(token)]
    return [one for token in agents(verb) for one in parties(token)] if noun.dep_ == "nsubjpass" else []


def _present(noun: Any) -> list[Any]:
    """'Shook hands with Y during a meeting', 'assured Y at talks': those of whom the clause speaks meet."""
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ not in ("during", "at", "in"):
        return []
    if noun.lemma_.lower() not in words("meeting_nouns"):
        return []
    verb = above.head
    if verb.pos_ != "VERB" or is_passive(verb):
        return []
    doers = [one for token in grammatical_subjects(verb) for one in parties(token)]
    told = [one for token in grammatical_objects(verb) for one in parties(token)]
    others = after(verb, ("with",)) or [one for child in verb.children for one in after(child, ("with",))] or told
    return [*doers, *others] if doers and others else []


def _tried(noun: Any) -> list[Any]:
    """'Has been in prison following two convictions': what is told of a state's cause befell whoever is in it."""
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ not in ("after", "following") or noun.lemma_.lower() not in words("trials"):
        return []
    verb, definite = above.head, any(child.lower_ in ("the", "this", "that") for child in noun.lefts)
    if definite or owners(noun) or not (verb.lemma_ in ("be", "remain", "stay") or is_passive(verb)):
        return []
    return [one for token in grammatical_subjects(verb) for one in parties(token)]


def _with_carrier(noun: Any, verb: Any, found: Roles) -> Roles:
    """What a light verb's own subject and prepositions add to those of the noun."""
    actors, recipients, mutual = found
    if verb.lemma_.lower() in words("reversed_verbs") or _under(noun, verb):
        sufferers = [one for token in grammatical_subjects(verb) for one in parties(token)]
        doers = sources_after(verb) or sources_after(noun) or [one for one in actors if one not in sufferers]
        if doers or verb.lemma_.lower() in words("suffering_verbs") or _under(noun, verb):
            return doers, sufferers, False
    named = agents(verb) if is_passive(verb) else grammatical_subjects(verb)
    subjects = [one for token in named if token.i != noun.i for one in parties(token)]
    others = after(verb, ("with", "between", "among", "against"))
    if noun.lemma_.lower() in words("reciprocal_nouns"):
        sides = [*subjects, *[one for one in actors if one.pos_ != "PRON"], *others]
        if len(sides) > 1 or (len(subjects) == 1 and subjects[0].tag_ in ("NNS", "NNPS")):
            return sides, [], True
        return sides, recipients or recipients_after(verb) or in_complement(verb, [noun]), False
    if subjects:
        actors = subjects
    datives = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    dative = [one for child in datives for one in parties(child)]
    return actors, dative or recipients or recipients_after(verb) or in_complement(verb, [noun]), mutual


def _under(noun: Any, verb: Any) -> bool:
    return bool(noun.dep_ == "pobj" and noun.head.lower_ == "under" and verb.lemma_ in ("come", "be", "fall"))


def _is_aside(trigger: Any, head: Any) -> bool:
    """Whether a noun stands in brackets outside of which the trigger stands: '(The Alda Courier) The mayor met …'.

    Of 'the World Harbour Union (WHU)' the parser takes the initials for the head.
    """
    edge = head.left_edge if head.left_edge.i < head.i else head
    first, last = sorted((trigger.i, edge.i))
    opened = 0
    for token in head.doc[first:last]:
        opened += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
    return opened == (1 if edge.i == last else -1)


def _phrases(trigger: Trigger, heads: Iterable[Any]) -> tuple[Phrase, ...]:
    own = {trigger.token.i, trigger.carrier.i}
    kept = {head.i: head for head in heads if head.i not in own and not _is_aside(trigger.token, head)}
    return tuple(phrase(trigger.parse, kept[i]) for i in sorted(kept))
