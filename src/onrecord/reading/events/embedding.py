"""What governs a deed, and what that says of whether it happened: 'planned to', 'threat of', 'denied', 'ruled out'.

Every word has at most one governor, the nearest above it in the parse that could say something of it; prepositions
between the two belong to the governor ('call for', 'accused of').
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.reading.events.clauses import told_before
from onrecord.reading.events.modality import is_definite, is_finite, words
from onrecord.reading.lexicon import lexicon

__all__ = ["Link", "effect_of", "effect_of_object", "effect_of_predicate", "is_beside", "link_of"]

_NON_FINITE = frozenset(["xcomp", "pcomp", "acl", "dobj", "ccomp", "advcl", "attr", "oprd", "obj", "dative", "acomp"])
_OBJECTS = frozenset(["dobj", "pobj", "attr", "oprd", "dative", "obj", "compound", "poss", "nmod", "appos"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
_PREPOSITIONAL = frozenset(["prep", "agent", "pcomp", "dative"])
_NOUNS = frozenset(["NOUN", "PROPN"])
# 'in the run-up to' has two; more in a row are a parser's slip.
_PREPOSITIONS = 3
_SETTINGS = frozenset(["in", "at", "during", "after", "since", "amid"])


@dataclass(frozen=True, slots=True)
class Link:
    """What ``token`` hangs on. how: ``clause`` (a finite one), ``deed`` (an infinitive, a gerund or a noun that the
    governor takes), ``purpose`` (an infinitive beside it), ``subject``, ``circumstance`` (an adverbial clause or
    phrase), ``relative``, ``sibling`` (a conjunct).

    preposition: between the two, with its own ('instead of').
    """

    token: Any
    governor: Any
    how: str
    preposition: str = ""


def link_of(token: Any) -> Link | None:
    """What ``token`` hangs on, None at the root of its sentence."""
    head, dep = token.head, token.dep_
    if head.i == token.i or dep == "ROOT":
        return None
    if dep in ("xcomp", "advcl") and token.i > head.i and (told := told_before(head)).i != head.i:
        return Link(token, told, "purpose" if _infinitive(token) else "circumstance")
    preposition = ""
    steps = 0
    while head.dep_ in _PREPOSITIONAL and head.pos_ in ("ADP", "SCONJ", "PART", "ADV") and steps < _PREPOSITIONS:
        preposition = f"{head.lower_} {preposition}".strip()
        if head.head.i == head.i:
            break
        head, steps = head.head, steps + 1
    if dep == "conj":
        return Link(token, head, "sibling")
    if dep == "nsubjpass" and token.pos_ in _NOUNS and effect_of(Link(token, head, "deed")):
        return Link(token, head, "deed")  # 'the attack was foiled': what is foiled is the object
    if dep in _SUBJECTS:
        return Link(token, head, "subject", preposition)
    if dep == "relcl" and (is_finite(token) or not _infinitive(token)):
        return Link(token, head, "relative", preposition)
    if token.pos_ in ("VERB", "AUX"):
        return Link(token, head, _how_verb(token, dep, preposition), preposition)
    if dep in _OBJECTS or preposition:
        return Link(token, head, "deed", preposition)
    return Link(token, head, "circumstance", preposition)


def _how_verb(verb: Any, dep: str, preposition: str) -> str:
    if dep == "advcl" and not preposition:
        return "purpose" if _infinitive(verb) else "circumstance"
    if is_finite(verb):
        return "clause" if dep in ("ccomp", "xcomp", "acl", "pcomp", "csubj", "parataxis") else "circumstance"
    if dep in _NON_FINITE or dep == "relcl" or preposition:
        return "deed"
    return "circumstance"


def _infinitive(verb: Any) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def effect_of(link: Link) -> str | None:
    """What the governor does to what it governs: a class of ``lexicon/events/status.toml``, None where it is silent."""
    governor = link.governor
    if _is_no_doubt(governor):
        return "factive"
    if link.how == "clause":
        if _is_asked(link.token) or _is_parted(link):
            return "factive"
        return _of_clause(link)
    if is_beside(link):
        return None
    if (grown := _of_what_grows(link)) is not None:
        return grown
    if governor.pos_ in _NOUNS:
        return _of_noun(link)
    if governor.lower_ == "close" and link.preposition == "to" and governor.head.lemma_ in ("come", "be", "bring"):
        return "opposite" if governor.head.lemma_ == "come" else "hypothetical"  # 'came close to war'
    if governor.lower_ == "open" and link.preposition == "to":
        return "hypothetical"
    if governor.pos_ == "ADJ" or (governor.dep_ == "acomp" and governor.pos_ != "VERB"):
        return _adjectives().get(governor.lower_)
    if governor.pos_ in ("VERB", "AUX"):
        return _of_be(link) or _of_verb(link)
    return None


def _of_clause(link: Link) -> str | None:
    """'Hoped that they fled', 'rumours that they fled', 'it is not true that they fled'."""
    governor = link.governor
    if governor.pos_ in _NOUNS:
        lemma = governor.lemma_.lower()
        above = governor.head if governor.dep_ == "nsubj" and governor.head.lemma_ == "be" else governor
        if any(one.dep_ == "acomp" and one.lower_ in ("false", "untrue") for one in above.children):
            return "denied"  # 'reports that they fled are false'
        effect = _nouns().get(lemma)
        told = lemma in words("words", "owned") or lemma in ("case", "warning", "condition", "event", "thing")
        return effect if effect in ("hypothetical", "denied", "demanded", "promised") and not told else None
    if governor.lemma_ == "be":
        said = next((one.lower_ for one in governor.children if one.dep_ == "acomp"), "")
        return {"true": "same", "correct": "same", "false": "denied", "untrue": "denied"}.get(said)
    return _first(_clauses(), _keys(governor, "")) or ("factive" if governor.lemma_ in _factive() else None)


def _of_what_grows(link: Link) -> str | None:
    """'Calls are growing for the mayor to resign': what the subject says, its verb parted from it."""
    verb = link.governor
    if link.how not in ("purpose", "deed") or verb.lemma_ not in words("words", "growing"):
        return None
    if link.how == "deed" and link.preposition != "for":
        return None
    subject = next((one for one in verb.children if one.dep_ == "nsubj"), None)
    return _nouns().get(subject.lemma_.lower()) if subject is not None else None


def _is_no_doubt(noun: Any) -> bool:
    """'No doubt that', 'little question of': it is so."""
    return noun.lemma_.lower() in words("words", "doubts") and any(one.lower_ in ("no", "little") for one in noun.lefts)


def _is_asked(verb: Any) -> bool:
    """Whether the clause asks who, how or why: it takes its deed for granted, unlike one with 'whether'."""
    return any(
        one.tag_ in ("WP", "WP$", "WRB") and one.i < verb.i and one.lower_ not in ("whatever", "whoever")
        for child in verb.children if child.dep_ != "mark"
        for one in (child, *child.lefts)
    )  # fmt: skip


def is_beside(link: Link) -> bool:
    """'Stopped the march, arresting ten', 'jailed in May, they pleaded', 'called it underhand, accusing the firm', 'a
    petition calling for talks': a participle that tells what else was done."""
    token, governor = link.token, link.governor
    if token.pos_ not in ("VERB", "AUX") or link.preposition:
        return False
    if token.dep_ == "acl" and token.tag_ == "VBG":
        return _nouns().get(governor.lemma_.lower()) in ("demanded", "promised")
    first, last = sorted((token.i, governor.i))
    between = token.doc[first:last]
    return link.how == "circumstance" and any(one.text == "," or _completes(one, governor) for one in between)


def _completes(word: Any, verb: Any) -> bool:
    return bool(word.head.i == verb.i and word.dep_ in ("dobj", "oprd", "ccomp"))


def effect_of_predicate(link: Link) -> str | None:
    """What is said of a deed that is the subject: 'an attack is imminent', 'a deal is possible'; None if nothing."""
    verb = link.governor
    if link.how != "subject":
        return None
    if (found := _predicates().get(verb.lower_)) is not None:
        return found  # 'attacks are impending', taken for a verb
    if verb.lemma_ not in ("be", "seem", "appear", "look", "become"):
        return None
    said = (one for one in verb.children if one.dep_ in ("acomp", "oprd") and one.i > link.token.i)
    found = next((_predicates()[one.lower_] for one in said if one.lower_ in _predicates()), None)
    return None if found == "demanded" and is_definite(link.token) else found


def _is_parted(link: Link) -> bool:
    """Whether a semicolon parts the two: they are two sentences, whatever the parse says."""
    first, last = sorted((link.token.i, link.governor.i))
    return any(one.text == ";" for one in link.token.doc[first:last])


def _of_noun(link: Link) -> str | None:
    """What a noun says of what it governs: 'a plan to meet', 'in case of war', 'the purpose of the attack'."""
    noun, token = link.governor, link.token
    lemma = noun.lemma_.lower()
    if lemma in ("case", "event"):
        only = lemma == "event" or not any(one.dep_ == "det" for one in noun.children)
        return "hypothetical" if noun.tag_ == "NN" and noun.head.lower_ == "in" and only else None
    if token.pos_ in _NOUNS and lemma in words("words", "owned") and is_definite(token):
        return None
    if lemma in words("words", "opportunities") and noun.dep_ in ("dobj", "pobj") and _infinitive(token):
        above = noun.head if noun.dep_ == "dobj" else noun.head.head
        if above.lemma_.lower() in words("words", "taking"):
            return "same"
    effect = _nouns().get(lemma)
    is_setting = token.pos_ in _NOUNS and link.preposition in _SETTINGS
    return None if is_setting and effect != "same" else effect  # 'seized power in a coup'


def _of_verb(link: Link) -> str | None:
    """What a verb says of what it governs; some say it of infinitives alone."""
    verb, token = link.governor, link.token
    lemma = verb.lemma_.lower()
    found = _first(_verbs(), [f"{lemma} {token.lemma_.lower()}", *_keys(verb, link.preposition)])
    if (
        found is None
        and link.preposition == "for"
        and any(one.dep_ == "dobj" and _nouns().get(one.lemma_.lower()) == "judged" for one in verb.children)
    ):
        return "judged"  # 'claimed responsibility on Monday for killing'
    if lemma == "face" and token.pos_ == "VERB":
        return "hypothetical"  # 'faces being jailed'
    if lemma == "claim" and token.pos_ in _NOUNS:
        return "factive"  # 'nobody has claimed the attack'
    if found == "halted" and _infinitive(token):
        return "aimed"  # 'stopped to help'
    if lemma in ("allow", "permit", "enable", "let") and verb.tag_ in ("VBZ", "VBP"):
        return "hypothetical"  # 'the law allows them to march'; 'allowed them to' tells that they did
    if (
        lemma == "want"
        and not link.preposition
        and (token.pos_ in _NOUNS or any(one.dep_ in _SUBJECTS for one in token.children))
    ):
        return "demanded"  # 'wants the mayor to resign', but not 'wants to resign'
    if token.pos_ not in _NOUNS or link.preposition:
        return found
    if token.dep_ == "nsubjpass":
        return None if lemma in words("words", "directed") else found
    if token.dep_ == "oprd" and lemma in words("words", "naming"):
        return "same"  # 'is considered an attack', 'called the law an attack'
    if lemma == "order" and is_definite(token) and token.lemma_.lower() in words("words", "ordered"):
        return "factive"  # 'who ordered the killing'
    if lemma in words("words", "infinitives") and found != "same":
        return None
    return found


def effect_of_object(verb: Any) -> str | None:
    """What a verb does to its plain object."""
    return _first(_verbs(), _keys(verb, ""))


def _of_be(link: Link) -> str | None:
    """'is to meet', 'are about to', 'has to', 'had to'."""
    governor = link.governor
    has_yet = any(one.lower_ == "yet" for verb in (governor, link.token) for one in verb.children)
    if has_yet and governor.lemma_ in ("be", "have") and _infinitive(link.token) and not link.preposition:
        return "opposite"  # 'has yet to meet'
    if governor.lemma_ == "be" and link.how in ("deed", "purpose"):
        if link.token.lemma_ == "blame":
            return "same"  # 'the union is to blame'
        if link.preposition and not _infinitive(link.token):
            return None
        after = (one for one in governor.children if one.i > governor.i)
        predicate = next((one for one in after if one.dep_ in ("acomp", "attr")), None)
        if predicate is not None and predicate.i == link.token.i:
            return "same"
        if predicate is None:
            return "planned"
        if predicate.pos_ in _NOUNS:
            return _nouns().get(predicate.lemma_.lower())
        return _adjectives().get(predicate.lower_)
    if governor.lemma_ == "have" and link.how == "deed" and not link.preposition and _infinitive(link.token):
        return "same" if governor.tag_ == "VBD" else "demanded"
    return None


def _keys(verb: Any, preposition: str) -> list[str]:
    """The verb's lemma with particle and preposition, longest first."""
    lemma = verb.lemma_.lower()
    particle = next((one.lower_ for one in verb.children if one.dep_ == "prt"), "")
    first = preposition.split(" ", maxsplit=1)[0]
    keys = [f"{lemma} {particle} {first}"] if particle and first else []
    keys += [f"{lemma} {particle}"] if particle else []
    keys += [f"{lemma} {preposition}", f"{lemma} {first}"] if preposition else []
    return keys + ([] if preposition or particle else [lemma])


def _first(table: dict[str, str], keys: list[str]) -> str | None:
    return next((table[key] for key in keys if key in table), None)


@cache
def _verbs() -> dict[str, str]:
    return _table("verbs")


@cache
def _nouns() -> dict[str, str]:
    return _table("nouns")


@cache
def _adjectives() -> dict[str, str]:
    return _table("adjectives")


@cache
def _predicates() -> dict[str, str]:
    return _table("predicates")


@cache
def _clauses() -> dict[str, str]:
    table = _table("clauses")
    return {word: kind for word, kind in table.items() if kind != "factive"}


@cache
def _factive() -> frozenset[str]:
    return words("clauses", "factive")


def _table(name: str) -> dict[str, str]:
    return {word: kind for kind, listed in lexicon("events/status")[name].items() for word in listed}
