"""Who takes part in an event: what the grammar says and, where it is silent or stands alone, the trained head.

The grammar comes first. The head adds somebody to a side that the grammar leaves empty, takes off whom it is sure to
have no part (never an active verb's subject), and turns round whom it is sure to stand on the other side, but never a
verb's own subject or object. A passive that names no doer has none, nor has a noun: whoever speaks of an arrest did not
make it. Nobody is added from a clause that only stands beside the trigger's ('praised the deal, and the chancellor
called it …'), nor from what is merely spoken of ('discussed the fate of the miners').
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.reading.events.arguments import arguments, spoken_of
from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.events.clauses import grammatical_objects, grammatical_subjects, is_passive
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.phrases import is_nobody, is_party, phrase, words

__all__ = ["participants"]

# How likely somebody must be to be added; how unlikely, to be taken off; how likely on the other side, to be turned.
_ADDED, _IDLE, _TURNED, _WRONG = 0.8, 0.03, 0.9, 0.05
# Words of a sentence that are looked at on each side of the trigger.
_REACH = 60
_PARTS = ("compound", "amod", "nmod", "advmod", "npadvmod")
_SUBJECTS = ("nsubj", "nsubjpass")
_LONGEST_LIST = 8
# What follows them says where it was, not to whom it was done.
_WHERE = frozenset([
    "in", "at", "near", "around", "inside", "outside", "across", "along", "alongside", "during", "over",
])  # fmt: skip


def participants(trigger: Trigger, learnt: Learnt | None) -> Arguments:
    """Actors and recipients of an event. learnt: None leaves it to the grammar."""
    found = arguments(trigger)
    word = learnt.word(trigger.parse.start + trigger.token.idx) if learnt is not None else None
    if learnt is None or word is None:
        return found
    if found.reciprocal:
        return found
    sides: tuple[list[Phrase], list[Phrase]] = ([], [])
    for own, phrases in enumerate((found.actors, found.recipients)):
        for one in phrases:
            chances = learnt.roles(word, one.start, one.end)
            if chances[own] < _WRONG and chances[1 - own] > _TURNED and not _is_sure(trigger, one):
                sides[1 - own].append(one)
            elif sum(chances) >= _IDLE or (not own and _does_it(trigger, one)):
                sides[own].append(one)
    for own, side in enumerate(sides):
        if not side and (_may_lack_whom_it_hit(trigger) if own else _may_lack_its_doer(trigger)):
            side.extend(_likeliest(trigger, learnt, word, own, taken=sides[1 - own]))
    actors, recipients = (tuple(sorted(side, key=lambda one: one.start)) for side in sides)
    return Arguments(actors, recipients)


def _may_lack_its_doer(trigger: Trigger) -> bool:
    """Whether somebody did it whom the grammar could not find: an active verb."""
    return trigger.carrier.pos_ in ("VERB", "AUX") and not is_passive(trigger.carrier)


def _may_lack_whom_it_hit(trigger: Trigger) -> bool:
    """Whether somebody suffered it whom the grammar could not find: not where a passive says it of nobody."""
    return not (is_passive(trigger.carrier) and trigger.carrier.dep_ in ("acl", "relcl"))


def _does_it(trigger: Trigger, one: Phrase) -> bool:
    """Whether the phrase is the subject of an active verb, which is nobody else's to take part in."""
    verb = trigger.carrier
    if verb.pos_ not in ("VERB", "AUX") or is_passive(verb):
        return False
    return any(one.head.i == noun.i for noun in grammatical_subjects(verb))


def _is_sure(trigger: Trigger, one: Phrase) -> bool:
    """Whether the phrase is the verb's own subject or object: the grammar is then right in 99 of 100."""
    verb = trigger.carrier
    if verb.pos_ not in ("VERB", "AUX"):
        return verb.head.lemma_.lower() in words("answering_verbs")  # who rejects an offer did not make it
    return any(one.head.i == noun.i for noun in (*grammatical_subjects(verb), *grammatical_objects(verb)))


def _likeliest(trigger: Trigger, learnt: Learnt, word: int, own: int, taken: list[Phrase]) -> Iterator[Phrase]:
    """Whoever the head gives this side for certain, if anybody: the likeliest, and those joined to it."""
    best, most = None, _ADDED
    for head in _somebodies(trigger):
        one = phrase(trigger.parse, head)
        if any(one.start < other.end and other.start < one.end for other in taken):
            continue
        chances = learnt.roles(word, one.start, one.end)
        if chances[own] >= most and chances[own] > chances[1 - own]:
            best, most = one, chances[own]
    if best is not None:
        yield best


def _somebodies(trigger: Trigger) -> Iterator[Any]:
    """The heads of the phrases around a trigger, in its sentence, that can name somebody."""
    sentence = trigger.token.sent
    own = {token.i for token in trigger.tokens}
    own |= {token.i for told in spoken_of(trigger) for token in told.subtree}
    first, last = max(sentence.start, trigger.token.i - _REACH), min(sentence.end, trigger.token.i + _REACH)
    for token in sentence.doc[first:last]:
        if token.i in own or token.pos_ not in ("NOUN", "PROPN", "PRON") or token.dep_ in _PARTS:
            continue
        if token.lower_ in ("it", "its"):
            continue  # most often a thing, or a clause
        if not _tells_where(token) and is_party(token) and not is_nobody(token) and not _beside(trigger, token):
            yield token


def _tells_where(noun: Any) -> bool:
    """Whether it says where it was: after 'in' or 'near', or beside what stands there ('in Kabul, Afghanistan')."""
    node = noun
    for _ in range(_LONGEST_LIST):
        if node.dep_ not in ("appos", "conj") or node.head.i == node.i:
            break
        node = node.head
    return bool(node.dep_ == "pobj" and node.head.lower_ in _WHERE)


def _beside(trigger: Trigger, noun: Any) -> bool:
    """Whether a noun stands in a clause that neither holds the trigger nor hangs on it, or is one that only tells.

    Of a clause before its own, joined by 'and', a trigger shares nobody but the subject.
    """
    if noun.dep_ in _SUBJECTS and noun.head.lemma_.lower() in words("telling_verbs"):
        return bool(noun.head.i != trigger.carrier.i)
    above = [trigger.carrier, *trigger.carrier.ancestors]
    numbers = {one.i for one in above}
    if noun.i in numbers:
        return False
    outer, inner = noun, noun.head
    verbs = [outer.dep_] if outer.pos_ in ("VERB", "AUX") else []
    while inner.i not in numbers:
        if inner.head.i == inner.i:
            return False
        if inner.pos_ in ("VERB", "AUX"):
            verbs.append(inner.dep_)
        outer, inner = inner, inner.head
    if inner.i == trigger.carrier.i:
        return "conj" in verbs
    if verbs:
        return True
    joined = next((one for one in above if one.head.i == inner.i and one.i != inner.i), None)
    if joined is None or joined.pos_ not in ("VERB", "AUX"):
        return False
    if joined.dep_ == "advcl":
        return outer.i != noun.i and outer.pos_ in ("NOUN", "PROPN")  # 'a report on the banker was sent as …'
    if joined.dep_ != "conj":
        return False
    return inner.pos_ in ("VERB", "AUX") and outer.dep_ not in _SUBJECTS
