"""Where and when an event was: from its own words, then the clause above, its sentence, its paragraph.

Never the dateline, never the nearest date, never the day the story came out. What dates a telling ('said on Wednesday
that …') does not date what is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from onrecord.model import TimeValue
from onrecord.model.assertion import Decided
from onrecord.reading.events.anchors import Anchor, Hold, Scene, lemma_of
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.entries import event_lexicon
from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Parse, Part, Partial

__all__ = ["Settings"]

_STEPS = 5
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent", "by"])
_DONE_TO = frozenset(["dobj", "nsubjpass", "against", "on", "at"])
_PHYSICAL = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT", "AID", "RETREAT"])
_TIME_BY = frozenset(
    ["npadvmod", "tmod", "on", "in", "at", "during", "since", "by", "until", "till", "from", "between", "before",
     "after", "within", "around", "over", "advmod", "poss", "compound", "nmod", "amod", "nummod", "of", "late",
     "early", "as", "through", "throughout", "dep", "pobj", "advcl", "appos", "meta", "dobj"]
)  # fmt: skip
_OWNED = frozenset(["poss", "compound", "nmod", "amod", "nummod", "of", "dobj"])

Found = tuple[str, Decided] | tuple[None, None]


class Settings:
    """Decides place and time of the events of one story. Built once a story, in linear time."""

    def __init__(self, partial: Partial) -> None:
        places = _places(partial)
        times = sorted((one for one in partial.reading.times if one.value and not one.vague), key=lambda one: one.start)
        self._places = {id(one.doc): Scene(one, _anchored(one, places, _place_anchor)) for one in partial.parses}
        self._times = {id(one.doc): Scene(one, _anchored(one, times, _time_anchor)) for one in partial.parses}
        self._parts: dict[Part, list[Parse]] = {}
        for parse in partial.parses:
            self._parts.setdefault(parse.part, []).append(parse)
        self._paragraph_places: dict[Part, str | None] = {}
        self._paragraph_times: dict[Part, Anchor | None] = {}

    def place(self, trigger: Trigger, arguments: Arguments) -> Found:
        """The id of the entity where it was, and how that was decided: arguments, clause, sentence, paragraph."""
        scene = self._places.get(id(trigger.parse.doc))
        if scene is None:
            return None, None
        if own := _own_place(scene, trigger, arguments):
            return own.value, "arguments"
        for word in _clauses_above(trigger, places=True):
            if above := _place_at(scene, word, _lemmas(word) & _words("place_objects")):
                return above.value, "clause"
        if seen := scene.witness(trigger.token):
            return seen.value, "clause"
        if not _is_physical(trigger):
            return None, None  # where somebody is praised or blamed, what happened nearby does not tell
        if alone := _only([hold for hold in scene.in_sentence(trigger.token) if _locates(hold)]):
            return alone.value, "sentence"
        part = trigger.parse.part
        if part not in self._paragraph_places:
            holds = [hold for parse in self._parts[part] for hold in self._places[id(parse.doc)].everywhere()]
            found = _only([hold for hold in holds if _locates(hold)])
            self._paragraph_places[part] = found.value if found else None
        around = self._paragraph_places[part]
        return (around, "paragraph") if around else (None, None)

    def time(self, trigger: Trigger) -> Found:
        """When it was, as EDTF, and how that was decided: arguments, clause, sentence, paragraph."""
        scene = self._times.get(id(trigger.parse.doc))
        if scene is None:
            return None, None
        if own := _finest(_timed(scene, (trigger.token, trigger.carrier))):
            return own.value, "arguments"
        for word in _clauses_above(trigger, places=False):
            # 'since May' says how long a state lasts, and not when what is told beside it was.
            if above := _finest(one for one in _timed(scene, (word,)) if one.fine):
                return above.value, "clause"
        holds = scene.in_sentence(trigger.token)
        if holds:
            loose = {hold.anchor.value for hold in holds if _hangs_loose(hold)}
            alone = loose.pop() if len(loose) == 1 and len({hold.anchor.value for hold in holds}) == 1 else None
            return (alone, "sentence") if alone else (None, None)
        return self._time_around(trigger)

    def _time_around(self, trigger: Trigger) -> Found:
        """The one day that the paragraph tells of before a deed that is told in the past tense."""
        if not (_is_physical(trigger) and _is_past(trigger.carrier)):
            return None, None
        part = trigger.parse.part
        if part not in self._paragraph_times:
            holds = [hold for parse in self._parts[part] for hold in self._times[id(parse.doc)].everywhere()]
            days = {hold.anchor.value: hold.anchor for hold in reversed(holds) if _dates_a_deed(hold)}
            single = len(days) == 1 and len({hold.anchor.value for hold in holds}) == 1
            self._paragraph_times[part] = next(iter(days.values())) if single else None
        found = self._paragraph_times[part]
        return (found.value, "paragraph") if found and found.start < trigger.start else (None, None)


# ---- places ----------------------------------------------------------------------------------------------------------


def _places(partial: Partial) -> list[tuple[int, int, Any]]:
    """The mentions of places and bodies in text order. A people is no place; a pronoun never says where."""
    return sorted(
        (
            (one.start, one.end, entity)
            for entity in partial.reading.entities if entity.kind in ("place", "organisation")
            for one in entity.mentions if one.form == "name" or (one.form == "nominal" and entity.kind == "place")
        ),
        key=lambda one: one[:2],
    )  # fmt: skip


def _is_physical(trigger: Trigger) -> bool:
    """Whether the deed is done somewhere, as far as its words tell; what is said is said wherever the speaker is."""
    return not trigger.senses or trigger.senses[0].type in _PHYSICAL or trigger.senses[0].type is None


def _own_place(scene: Scene, trigger: Trigger, arguments: Arguments) -> Anchor | None:
    words = {word.i: word for word in (trigger.token, trigger.carrier, *trigger.tokens)}
    takes = bool({lemma for word in words.values() for lemma in _lemmas(word)} & _words("place_objects"))
    physical = takes or any(sense.type in _PHYSICAL for sense in trigger.senses[:1])
    received = {phrase.head.i for phrase in arguments.recipients}
    best: list[tuple[int, int, int, Anchor]] = []
    for word in words.values():
        for hold in scene.at(word):
            tier = _tier(hold, word, takes, physical, received)
            if tier is not None and not (tier >= 3 and _sayer(word)):
                best.append((tier, -hold.anchor.fine, hold.anchor.start, hold.anchor))
    return _most_precise(best)


def _place_at(scene: Scene, word: Any, takes: Iterable[str]) -> Anchor | None:
    """Where a clause above is: what hangs on its verb, not what is told of its subject."""
    found = []
    for hold in scene.at(word):
        tier = _tier(hold, word, bool(takes), False, set())
        if tier is not None:
            found.append((tier, -hold.anchor.fine, hold.anchor.start, hold.anchor))
    return _most_precise(found)


def _most_precise(found: list[tuple[int, int, int, Anchor]]) -> Anchor | None:
    """The likeliest, or a finer one that may lie inside it ('In Peru, gunmen attacked a post in Ayacucho')."""
    if not found:
        return None
    found.sort(key=lambda one: one[:3])
    first = found[0][3]
    inside = [one for *_, one in found if one.fine > first.fine == 1 and one.country == first.country]
    return inside[0] if inside else first


def _tier(hold: Hold, word: Any, takes: bool, physical: bool, received: set[int]) -> int | None:
    """How surely an anchor that hangs on an event says where it was: 0 its own adverbial, 2 what it was done to."""
    by, inner = hold.by, hold.inner
    if hold.anchor.body:
        there = by == "at" or (by in _words("destination") and _lemmas(word) & _words("carrying"))
        return 1 if there and not hold.nouns else None
    located = inner in _words("locative") or inner in ("of", "compound", "nmod", "poss")
    if not hold.nouns:
        if by in _words("locative") and not (by == "on" and not takes):
            return 0
        if by in _words("destination") and _lemmas(word) & _words("motion"):
            return 0
        if by in ("compound", "nmod") and word.pos_ == "NOUN" and hold.anchor.fine > 1:
            return 1
        if takes and by in ("on", "of", "against", "dobj", "nsubjpass", "upon"):
            return 2
        return 2 if takes and hold.anchor.token.i in received else None
    if by in _words("locative") and located and not _is_event(hold.nouns[-1]):
        return 1
    if by in _words("destination") and located and _lemmas(word) & _words("motion"):
        return 1
    if inner not in _words("locative") and not (inner in ("compound", "of") and hold.anchor.fine > 1 and takes):
        return None
    if any(_is_event(noun) for noun in hold.nouns):
        return None
    if by in _SUBJECTS and by != "nsubjpass":
        return 4 if physical and word.pos_ == "VERB" else None
    return 3


def _locates(hold: Hold) -> bool:
    """Whether it says where a deed is, or what it was done to, and not where somebody speaks or who somebody is."""
    if hold.anchor.body or hold.inner not in _words("locative"):
        return False
    above = _above(hold)
    if above.pos_ not in ("VERB", "AUX"):
        return True
    if hold.by not in _words("locative") and (hold.by not in _DONE_TO or not _is_deed(above, hold)):
        return False
    return not _sayer(above)


def _is_deed(verb: Any, hold: Hold) -> bool:
    """Whether the lexicon knows the verb as an event, and no event stands between it and the place."""
    known = any(len(entry.words) == 1 for entry in event_lexicon().verbs.get(lemma_of(verb), ()))
    return known and not any(map(_is_event, hold.nouns))


def _above(hold: Hold) -> Any:
    node = hold.nouns[-1] if hold.nouns else hold.anchor.token
    while node.head.i != node.i and node.head.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node.head


def _only(holds: list[Hold]) -> Anchor | None:
    """The one place, where all others hold it: the country of a town."""
    anchors = {hold.anchor.value: hold.anchor for hold in reversed(holds)}
    if not anchors:
        return None
    finest = max(anchors.values(), key=lambda one: (one.fine, -one.start))
    others = [one for one in anchors.values() if one is not finest]
    holding = all(one.fine < finest.fine and one.country in (None, finest.country) for one in others)
    return finest if holding else None


# ---- times -----------------------------------------------------------------------------------------------------------


def _timed(scene: Scene, words: Iterable[Any]) -> Iterator[Anchor]:
    seen: set[int] = set()
    for word in words:
        if word.i in seen:
            continue
        seen.add(word.i)
        for hold in scene.at(word):
            if not hold.nouns and hold.by not in _TIME_BY and hold.anchor.token.dep_ not in _TIME_BY:
                continue
            if any(_is_event(noun) for noun in hold.nouns) or (hold.nouns and hold.inner in _OWNED):
                continue
            yield hold.anchor


def _finest(anchors: Iterable[Anchor]) -> Anchor | None:
    return max(anchors, key=lambda one: (one.fine, -one.start), default=None)


def _hangs_loose(hold: Hold) -> bool:
    """Whether no verb and no event has it: in a headline, or where the parser lost its way."""
    above = _above(hold)
    return above.pos_ not in ("VERB", "AUX") and not any(_is_event(noun) for noun in hold.nouns)


def _dates_a_deed(hold: Hold) -> bool:
    if hold.anchor.fine < 3 or hold.nouns or hold.by not in _TIME_BY:
        return False
    return not _sayer(_above(hold)) and _is_past(_above(hold))


def _is_past(node: Any) -> bool:
    """Whether the word's clause, or the one above it, tells of the past."""
    for _ in range(_STEPS):
        if node.pos_ in ("VERB", "AUX") and node.tag_ in ("VBD", "VBN"):
            helpers = {child.lower_ for child in node.children if child.dep_ in ("aux", "auxpass")}
            return not helpers & {"will", "would", "may", "might", "could", "should", "can", "must", "to", "shall"}
        if node.tag_ in ("VBZ", "VBP", "VB", "MD") or node.head.i == node.i:
            return False
        node = node.head
    return False


# ---- the clauses above -----------------------------------------------------------------------------------------------


def _clauses_above(trigger: Trigger, *, places: bool) -> Iterator[Any]:
    """The words above whose place (or time) is the event's own too, from the nearest up."""
    node = trigger.carrier
    by = ""
    for _ in range(_STEPS * 2):
        head = node.head
        if head.i == node.i:
            return
        if head.pos_ in ("ADP", "SCONJ"):
            by = head.lower_
            node = head
            continue
        if node.pos_ in ("VERB", "AUX"):
            if not _shares(node, head, places):
                return
        elif by == "during" if places else by in _words("other_time") or node.dep_ == "appos":
            return
        if _sayer(head):
            return
        if head.pos_ in ("VERB", "AUX") or _is_event(head):
            yield head
        node, by = head, ""


def _shares(node: Any, head: Any, places: bool) -> bool:
    """Whether what a verb's clause hangs on happens at the same time (or, where asked, in the same place)."""
    marks = {child.lower_ for child in node.children if child.dep_ in ("mark", "advmod", "prep")}
    match node.dep_:
        case "conj":
            return True
        case "advcl":
            return places or (not marks & _words("other_time") and not _to(node))
        case "xcomp":
            return places or lemma_of(head) in _words("together")
        case "acl" | "relcl":
            return _is_event(head) or (head.dep_ == "ROOT" and places)
        case "pcomp":
            return True
        case "ccomp" | "dep" | "parataxis":
            return False
        case _:
            return places


def _to(node: Any) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children)


# ---- words -----------------------------------------------------------------------------------------------------------


def _sayer(word: Any) -> bool:
    return lemma_of(word) in _words("telling") and not _is_event(word)


def _lemmas(word: Any) -> set[str]:
    return {lemma_of(word), word.lower_}


def _is_event(noun: Any) -> bool:
    """Whether the noun is by itself a word for an event that the lexicon knows."""
    return noun.pos_ in ("NOUN", "PROPN") and lemma_of(noun) in _event_nouns()


@cache
def _event_nouns() -> frozenset[str]:
    nouns = event_lexicon().nouns
    return frozenset(word for word, entries in nouns.items() if any(len(entry.words) == 1 for entry in entries))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("settings")[kind])


# ---- anchors ---------------------------------------------------------------------------------------------------------


def _anchored(parse: Parse, found: list[Any], make: Callable[[Parse, Any, Any], Anchor]) -> list[Anchor]:
    """The anchors of those that stand in the parse."""
    start, end = parse.start, parse.start + len(parse.doc.text)
    at = bisect_left(found, start, key=_start_of)
    anchors = []
    while at < len(found) and _start_of(found[at]) < end:
        one = found[at]
        first, last = (one.start, one.end) if isinstance(one, TimeValue) else one[:2]
        span = parse.doc.char_span(first - start, min(last, end) - start, alignment_mode="expand")
        if span is not None and len(span):
            anchors.append(make(parse, one, span.root))
        at += 1
    return anchors


def _start_of(one: Any) -> int:
    return int(one.start if isinstance(one, TimeValue) else one[0])


def _place_anchor(parse: Parse, one: Any, token: Any) -> Anchor:
    start, _, entity = one
    if entity.kind == "organisation":
        return Anchor.of_body(start, token, entity.id)
    place = entity.place
    return Anchor.of_place(start, token, entity.id, place and place.precision, place and place.country)


def _time_anchor(parse: Parse, one: TimeValue, token: Any) -> Anchor:
    value = one.value or ""
    if ".." in value:
        fine = 0
    elif "/" in value:
        fine = 2
    else:
        fine = 1 + value.count("-")
    return Anchor(one.start, token, value, fine)
