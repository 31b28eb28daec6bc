"""Who stands as subject and as object of a verb, where the grammar leaves it to another clause.

'X agreed to release Y', 'X was accused of attacking Y', 'the group that attacked X', 'killed in a raid, the men …': the
verb's own clause does not name its subject, and the walk here finds it (control, raising, participles, relatives).
"""

from __future__ import annotations

from typing import Any

from onrecord.reading.events.phrases import conjoined, is_nobody, is_party, objects_of, words

__all__ = ["agents", "grammatical_objects", "grammatical_subjects", "is_passive", "told_before"]

_DEEPEST = 8
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = ("who", "which", "that", "whom")
_FINITE = ("VBD", "VBZ", "VBP")


def is_passive(verb: Any) -> bool:
    """Whether the verb's grammatical subject is the one to whom it is done."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass", "agent"):
            return True
    if verb.lemma_.lower() in words("never_passive") and any(child.lower_ == "with" for child in verb.rights):
        return False
    if verb.tag_ == "VBD" and _lacks_its_object(verb):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    own = any(child.dep_ in _SUBJECTS for child in verb.children)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not own:
        return not _has_object(verb) and is_passive(verb.head)
    # 'Three killed in blast': a headline leaves out the auxiliary.
    return not _has_object(verb)


def _lacks_its_object(verb: Any) -> bool:
    """'Former mayor jailed for seven years': of a verb that is nothing without an object, and has none, the tagger
    took the participle for a past tense."""
    if verb.lemma_.lower() not in words("wanting_object") or verb.dep_ == "relcl":
        return False
    kin = [verb, *(child for child in verb.children if child.dep_ == "conj")]
    if verb.dep_ == "conj":
        kin.append(verb.head)
    return not any(child.dep_ in ("dobj", "dative", "ccomp", "xcomp", "oprd") for one in kin for child in one.children)


def _has_object(verb: Any) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def agents(verb: Any) -> list[Any]:
    """Whom 'by' names as the doer of a passive."""
    found: list[Any] = []
    for child in verb.children:
        by_actor = child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb))
        if by_actor:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found.extend(conjoined(noun))
    return found


def grammatical_subjects(verb: Any, depth: int = _DEEPEST) -> list[Any]:
    """The nouns that are the verb's surface subject, wherever the sentence names them; empty where it does not."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.pos_ not in ("VERB", "AUX")]
    if not own and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "conj":
        # The parser takes a name that it does not know for an adverb.
        own = [child for child in verb.lefts if child.dep_ in ("npadvmod", "dep", "nmod") and child.pos_ == "PROPN"
               and not is_nobody(child)]  # fmt: skip
    if own:
        return [one for noun in own for one in _resolved(noun, verb)]
    if depth == 0:
        return []
    above, relation = _clause_above(verb), verb.dep_
    if above.i == verb.i:
        return []
    if relation == "conj":
        if above.pos_ in ("VERB", "AUX"):
            return grammatical_subjects(above, depth - 1)
        return []
    if relation in ("xcomp", "ccomp"):
        return _controllers(above, depth) if relation == "xcomp" or _bare_infinitive(verb) else []
    if relation == "pcomp":
        return _before_preposition(above, depth)
    if relation in ("acl", "relcl"):
        return _of_noun(verb, above, depth)
    if relation in ("advcl", "dep", "prep") and above.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(above, depth - 1)
    if relation == "acomp" or above.pos_ == "ADJ":
        return grammatical_subjects(above.head, depth - 1) if above.head.i != above.i else []
    return []


def _clause_above(verb: Any) -> Any:
    """What a verb's clause hangs on, where the parser is known to lose its way.

    'ordered him to pay and banned him': a finite verb joins the finite one. 'arrived, said the ministry, to hold
    talks': what follows the telling belongs to what is told. 'is working to free those whom it holds and took': a past
    joins the past of the relative clause before it.
    """
    above = verb.head
    past = verb.tag_ in _FINITE or (verb.tag_ == "VBN" and _has_object(verb) and not _has_auxiliary(verb))
    if verb.dep_ == "conj" and past and above.tag_ in ("VB", "VBG"):
        nearer = [one for one in verb.doc[above.i + 1 : verb.i] if one.tag_ == verb.tag_ and _is_told_of_a_noun(one)]
        if nearer:
            return nearer[-1]
        for _ in range(_DEEPEST):
            if above.head.i == above.i or (above.pos_ in ("VERB", "AUX") and above.tag_ in _FINITE):
                break
            above = above.head
        return above if above.tag_ in _FINITE else verb.head
    return told_before(above) if verb.dep_ in ("xcomp", "advcl") and verb.i > above.i else above


def _is_told_of_a_noun(verb: Any) -> bool:
    """Whether a verb stands in a relative clause: 'the group that governs the strip and launched …'."""
    for _ in range(_DEEPEST):
        if verb.dep_ == "relcl":
            return True
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _has_auxiliary(verb: Any) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def told_before(verb: Any) -> Any:
    """Of 'the army withdrew, said the minister, …' the verb of what is told; any other verb itself."""
    told = next((child for child in verb.lefts if child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX")), None)
    inverted = any(child.dep_ == "nsubj" and child.i > verb.i for child in verb.rights)
    return told if told is not None and inverted else verb


def _bare_infinitive(verb: Any) -> bool:
    return verb.tag_ in ("VB", "VBG")


def _resolved(noun: Any, verb: Any) -> list[Any]:
    """The noun and its conjuncts; a relative pronoun is the noun before its clause."""
    if noun.lower_ in _RELATIVES and noun.pos_ in ("PRON", "DET", "SCONJ"):
        clause = verb
        for _ in range(_DEEPEST):
            if clause.dep_ == "relcl":
                return [_person_before(clause.head) if noun.lower_ == "who" else clause.head]
            if clause.dep_ not in ("conj", "ccomp", "xcomp") or clause.head.i == clause.i:
                break
            clause = clause.head
        return []
    return list(conjoined(noun))


def _person_before(noun: Any) -> Any:
    """Whom 'who' takes up: of 'an envoy of Mali who …' the envoy, though the parser hangs the clause on Mali."""
    above = noun
    for _ in range(_DEEPEST):
        if above.ent_type_ not in ("GPE", "ORG", "LOC", "FAC") and above.pos_ in ("NOUN", "PROPN", "PRON"):
            return above if is_party(above) else noun
        if above.dep_ not in ("pobj", "prep", "acl", "advmod", "xcomp", "acomp", "oprd") or above.head.i == above.i:
            break
        above = above.head
    return noun


def _controllers(above: Any, depth: int) -> list[Any]:
    """The subject of what a verb has as its complement: its object where the verb is of that kind, else its subject."""
    if above.pos_ in ("NOUN", "PROPN"):
        return []
    if above.lemma_.lower() in words("object_control"):
        if is_passive(above):
            return grammatical_subjects(above, depth - 1)
        objects = grammatical_objects(above)
        if not objects:
            for child in above.children:
                if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "for"):
                    objects = [one for noun in child.children if noun.dep_ == "pobj" for one in conjoined(noun)]
        if objects:
            return objects
    if above.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(above, depth - 1)
    if above.pos_ == "ADJ" and above.head.i != above.i:
        return grammatical_subjects(above.head, depth - 1)
    return []


def _before_preposition(preposition: Any, depth: int) -> list[Any]:
    """The subject of '-ing' after a preposition: the object of 'accused', else the subject of the verb before it."""
    above = preposition.head
    if above.pos_ in ("VERB", "AUX"):
        objects = grammatical_objects(above) if preposition.lower_ in ("for", "of", "from") else []
        if objects and is_party(objects[0]) and above.lemma_ != "use":
            # 'thanked X for helping', 'kept X from leaving'
            return objects
        return _controllers(above, depth)
    if above.pos_ == "ADJ" and above.head.i != above.i:
        return grammatical_subjects(above.head, depth - 1)
    if above.pos_ in ("NOUN", "PROPN"):
        return _doers_of_noun(above, depth)
    return []


def _of_noun(verb: Any, noun: Any, depth: int) -> list[Any]:
    """The subject of a clause that hangs on a noun: the noun itself, or for 'the plan to attack' whose plan it is."""
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return []
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    if verb.dep_ == "acl" and infinitive:
        return _doers_of_noun(noun, depth)
    return list(conjoined(noun)) if noun.dep_ != "conj" else [noun]


def _doers_of_noun(noun: Any, depth: int) -> list[Any]:
    for child in noun.children:
        if child.dep_ == "poss" and not is_nobody(child):
            return list(conjoined(child))
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            return list(objects_of(child))
    for child in noun.children:
        if child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "ORG", "GPE"):
            return [child]
    if noun.dep_ in ("dobj", "attr") and depth:
        return grammatical_subjects(noun.head, depth - 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("VERB", "AUX") and depth:
        return grammatical_subjects(noun.head.head, depth - 1)
    return []


def grammatical_objects(verb: Any) -> list[Any]:
    """The verb's direct and indirect objects without a preposition, and the noun that a relative clause takes up."""
    found = []
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP":
            found.extend(_resolved(child, verb))
    if not found and verb.dep_ == "relcl" and not is_passive(verb):
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        # 'the city they attacked': the clause has its own subject, and the noun before it is the object.
        if own and not any(child.lower_ in _RELATIVES and child.dep_ in _SUBJECTS for child in verb.children):
            stranded = any(
                child.tag_ == "WRB" or (child.dep_ == "prep" and not any(True for _ in child.children))
                for child in verb.children
            )
            if not stranded:
                found.append(verb.head)
    return found
