"""Which of the places around an event are its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.reading.events.anchors import Anchor, Hold, Scene, lemma_of
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.entries import event_lexicon
from onrecord.reading.events.sharing import is_event, is_occasion, said_in_passing, sayer, words

__all__ = [
    "is_physical", "is_violent", "locates", "only", "own_place", "place_at", "place_before", "reaches",
]  # fmt: skip

_HOPS = 12
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent", "by"])
_DONE_TO = frozenset(["dobj", "nsubjpass", "against", "on", "at"])
_PHYSICAL = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT", "AID", "RETREAT"])
_VIOLENT = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE"])
_WEAK, _OF_WHO_DID_IT = 3, 4

Tiered = tuple[int, int, int, Anchor]


def is_physical(trigger: Trigger) -> bool:
    """Whether the deed is done somewhere, as far as its words tell; what is said is said wherever the speaker is."""
    return not trigger.senses or trigger.senses[0].type in _PHYSICAL or trigger.senses[0].type is None


def is_violent(trigger: Trigger) -> bool:
    """Whether the deed is of the kinds of which a paragraph tells at one place: attacks, arrests, protests."""
    return bool(trigger.senses) and trigger.senses[0].type in _VIOLENT


def own_place(scene: Scene, trigger: Trigger, arguments: Arguments) -> Anchor | None:
    """The place that hangs on an event's own words: its adverbial, what it was done to, where its parties are."""
    own = {word.i: word for word in (trigger.token, trigger.carrier, *trigger.tokens)}
    takes = any(takes_places(word) for word in own.values())
    physical = takes or is_physical(trigger)
    received = {phrase.head.i for phrase in arguments.recipients}
    best: list[Tiered] = []
    for word in own.values():
        for hold in scene.at(word):
            tier = _tier(hold, word, takes, physical, received)
            if tier is None or (tier >= _WEAK and (sayer(word) or not physical)) or _is_of_the_charge(hold, word):
                continue
            best.append((tier, -hold.anchor.fine, hold.anchor.start, hold.anchor))
    found = _most_precise(best)
    if found is None or min(best)[0] < _OF_WHO_DID_IT:
        return found
    # Where a party is from says little beside another place: 'a leader in Lima was hit in a strike near Cusco'.
    holds = [hold for hold in scene.in_sentence(trigger.token) if locates(hold) or hold.anchor is found]
    return found if only(holds) is found else None


def place_at(scene: Scene, word: Any) -> Anchor | None:
    """Where a clause above is: what hangs on its verb, not what is told of its subject."""
    found = []
    for hold in scene.at(word):
        tier = _tier(hold, word, takes_places(word), False, set())
        if tier is not None:
            found.append((tier, -hold.anchor.fine, hold.anchor.start, hold.anchor))
    return _most_precise(found)


def place_before(scene: Scene, noun: Any) -> Anchor | None:
    """The place that a relative clause with 'where' or 'in which' tells more of, or that of what it tells more of."""
    named = [one for one in scene.anchors if one.token.i == noun.i and not one.body]
    if named and _is_bearing(noun):
        return None
    return named[0] if named else place_at(scene, noun)


def _is_bearing(name: Any) -> bool:
    """Whether a place only tells how far away, or on which side of it, another is: '40 km north of Lagos'."""
    head = name.head
    return name.dep_ == "pobj" and head.lower_ in ("of", "from") and lemma_of(head.head) in words("bearings")


def takes_places(word: Any) -> bool:
    """Whether a place can be what the deed is done to: 'closed the crossing'."""
    return bool({lemma_of(word), word.lower_} & words("place_objects"))


def _most_precise(found: list[Tiered]) -> Anchor | None:
    """The likeliest, or a finer one that may lie inside it ('In Peru, gunmen attacked a post in Ayacucho')."""
    if not found:
        return None
    found.sort(key=lambda one: one[:3])
    first = found[0][3]
    inside = [one for *_, one in found if one.fine > first.fine < 3 and one.country == first.country]
    return inside[0] if inside else first


def _tier(hold: Hold, word: Any, takes: bool, physical: bool, received: set[int]) -> int | None:
    """How surely an anchor that hangs on an event says where it was: 0 its own adverbial, 2 what it was done to, 3 and
    4 where whoever it was done to, or did it, is."""
    by, inner = hold.by, hold.inner
    if _is_bearing(hold.anchor.token):
        return None
    moves = bool({lemma_of(word), word.lower_} & words("motion"))
    if hold.anchor.body:
        there = by == "at" or (by in words("destination") and {lemma_of(word), word.lower_} & words("carrying"))
        return 1 if there and not hold.nouns else None
    if not hold.nouns:
        return _direct(hold, word, takes, moves, received)
    if _is_of_the_occasion(hold, word, physical):
        return 1
    located = inner in words("locative") or (
        inner in ("of", "compound", "nmod", "poss") and by not in words("beyond") and not any(map(is_event, hold.nouns))
    )
    if by in words("locative") and located and not is_event(hold.nouns[-1]):
        return 1
    if by in words("destination") and located and moves:
        return 1
    if not _is_located(hold) and not (inner in ("compound", "of") and hold.anchor.fine > 1 and takes):
        return None
    if any(is_event(noun) for noun in hold.nouns):
        return None
    if by in _SUBJECTS:
        if by == "nsubjpass":
            return _OF_WHO_DID_IT
        return _OF_WHO_DID_IT if physical and word.pos_ == "VERB" else None
    return _WEAK


def _direct(hold: Hold, word: Any, takes: bool, moves: bool, received: set[int]) -> int | None:
    by = hold.by
    if hold.anchor.inside or _tells_which(hold.anchor.token):
        return _WEAK
    if by in words("locative") and not (by == "on" and not takes):
        return 0
    if by in words("destination") and moves:
        return 0
    if by in ("compound", "nmod") and word.pos_ == "NOUN" and hold.anchor.fine > 1:
        return 1
    if takes and by in ("on", "of", "against", "dobj", "nsubjpass", "upon"):
        return 2
    return 2 if takes and hold.anchor.token.i in received else None


def _tells_which(name: Any) -> bool:
    """Whether a place only tells which body is meant: 'asked the government in Lagos for help'."""
    by = name.head
    return by.lower_ == "in" and by.i > 0 and lemma_of(name.doc[by.i - 1]) in words("seated")


def _is_of_the_occasion(hold: Hold, word: Any, physical: bool) -> bool:
    """Whether it is where something was that the deed is a part of, or was done by: 'during a rally in Quito', 'killed
    by a strike near Cuenca'; but 'convicted in the attack in Lagos'."""
    if hold.inner not in words("locative") or not is_occasion(hold.nouns[-1]) or any(map(is_event, hold.nouns[:-1])):
        return said_in_passing(hold) and hold.inner in words("locative")
    if hold.by in words("occasion"):
        return not (hold.by == "in" and lemma_of(word) in words("connected"))
    return physical and word.pos_ == "VERB" and hold.by in ("by", "agent", "nsubj") and is_event(hold.nouns[-1])


def _is_of_the_charge(hold: Hold, word: Any) -> bool:
    """Whether it may be where that was which somebody is accused of: 'accused them of damage at a dam in Kashmir'."""
    after = bool(hold.nouns) and hold.anchor.token.i > word.i
    return lemma_of(word) in words("accusing") and after and not _is_of_the_occasion(hold, word, False)


def locates(hold: Hold) -> bool:
    """Whether it says where a deed is, or what it was done to, and not where somebody speaks or who somebody is."""
    if hold.anchor.body or not _is_located(hold) or _is_bearing(hold.anchor.token):
        return False
    above = hold.verb
    if above.pos_ not in ("VERB", "AUX"):
        return True
    if sayer(above):
        return False
    done_to = hold.by in _DONE_TO and _is_deed(above, hold)
    return hold.by in words("locative") or done_to or _is_of_the_occasion(hold, above, True)


def _is_located(hold: Hold) -> bool:
    """'In Lagos', 'in the old quarter of Lagos'."""
    if hold.inner in words("locative"):
        return True
    part = hold.nouns[0] if hold.nouns and hold.inner == "of" else None
    return part is not None and lemma_of(part) in words("parts_of_places") and part.head.lower_ in words("locative")


def _is_deed(verb: Any, hold: Hold) -> bool:
    """Whether the lexicon knows the verb as an event, and no event stands between it and the place."""
    known = any(len(entry.words) == 1 for entry in event_lexicon().verbs.get(lemma_of(verb), ()))
    return known and not any(map(is_event, hold.nouns))


def only(holds: Iterable[Hold]) -> Anchor | None:
    """The one place, where all others hold it: the country of a town."""
    anchors = {hold.anchor.value: hold.anchor for hold in reversed(list(holds))}
    if not anchors:
        return None
    finest = max(anchors.values(), key=lambda one: (one.fine, -one.start))
    others = [one for one in anchors.values() if one is not finest]
    holding = all(one.fine < finest.fine and one.country in (None, finest.country) for one in others)
    return finest if holding else None


def reaches(trigger: Trigger, hold: Hold) -> bool:
    """Whether a place elsewhere in the sentence may be the event's: no telling, and no other deed, stands between."""
    at: set[int] = set()
    node = trigger.token
    for _ in range(_HOPS):
        at.add(node.i)
        if node.head.i == node.i or _parts(node) or sayer(node.head):
            break
        node = node.head
    node = hold.verb
    for _ in range(_HOPS):
        if node.i in at:
            return True
        if node.head.i == node.i or _parts(node) or (node.dep_ == "conj" and _has_subject(node)):
            return False
        node = node.head
    return False


def _parts(node: Any) -> bool:
    """Whether a clause tells of another setting than the one above it; what 'he said' is put into tells of its own."""
    if node.dep_ in ("ccomp", "parataxis"):
        return bool(node.i > node.head.i)
    if node.dep_ == "relcl":  # 'a hall that lies in Lagos' is there; the parser also calls 'in Lagos to discuss' so
        return lemma_of(node) not in words("lying") and not any(child.lower_ == "to" for child in node.children)
    marks = {child.lower_ for child in node.children if child.dep_ in ("mark", "advmod", "prep")}
    other = bool(marks & words("other_time")) or ("while" in marks and _has_subject(node))
    return node.dep_ == "advcl" and other


def _has_subject(verb: Any) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
