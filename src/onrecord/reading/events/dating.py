"""Which of the times around an event are its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.model import TimeValue
from onrecord.reading.events.anchors import Anchor, Hold, Scene, lemma_of
from onrecord.reading.events.sharing import is_event, is_occasion, said_in_passing, sayer, words
from onrecord.reading.events.spans_of_time import bounds

__all__ = [
    "above", "closed", "dates_a_deed", "finest", "hangs_loose", "is_comparison", "is_past", "own_times", "tells_of_it",
    "times_at", "when_clauses",
]  # fmt: skip

_STEPS = 5
_TIME_BY = frozenset(
    ["npadvmod", "tmod", "on", "in", "at", "during", "since", "by", "from", "between", "before",
     "after", "within", "around", "over", "advmod", "poss", "compound", "nmod", "amod", "nummod", "of", "late",
     "early", "as", "through", "throughout", "dep", "pobj", "advcl", "appos", "meta", "dobj"]
)  # fmt: skip
_OWNED = frozenset(["poss", "compound", "nmod", "amod", "nummod", "of", "dobj"])
_MODALS = frozenset(["will", "would", "may", "might", "could", "should", "can", "must", "to", "shall"])
_DOWN = frozenset(["xcomp", "acomp"])


def is_comparison(text: str, time: TimeValue) -> bool:
    """Whether a time only tells what something is measured by: 'up from a year earlier', 'more than last year'."""
    before = text[max(0, time.start - 24) : time.start].lower().split()
    if not before:
        return False
    if before[-1] == "than" or before[-2:] in (["compared", "with"], ["compared", "to"]):
        return True
    return before[-1] in ("from", "with", "over", "on") and time.text.lower().endswith(("earlier", "ago", "before"))


def closed(anchor: Anchor) -> Anchor:
    """The day of 'until 2013' or 'since 2013' itself: 'until 2013, when …'."""
    return replace(anchor, value=anchor.value.removeprefix("../").removesuffix("/.."))


def own_times(scene: Scene, word: Any, today: date | None) -> list[Anchor]:
    """The times that hang on an event's own word and do not gainsay its tense."""
    found = []
    for hold in times_at(scene, word):
        if lemma_of(word) in words("accusing") and _is_of_the_charge(hold, word):
            continue
        if today is None or not _gainsays(hold.anchor, word, today):
            found.append(hold.anchor)
    return found


def times_at(scene: Scene, word: Any) -> Iterator[Hold]:
    """The times that say when what a word names was. 'Until' says when it ended, which is another time."""
    for hold in scene.at(word):
        if not hold.nouns:
            planned = hold.by == "for" and lemma_of(word) in words("scheduling")
            if (
                planned
                or hold.by in _TIME_BY
                or (hold.anchor.token.dep_ in _TIME_BY and hold.by not in ("until", "till"))
            ):
                yield hold
        elif len(hold.nouns) == 1 and lemma_of(hold.nouns[0]) in words("stretches") and hold.by in _TIME_BY:
            yield hold  # 'in the early hours of Friday'
        elif _is_of_the_occasion(hold, word) or not (any(map(is_event, hold.nouns)) or hold.inner in _OWNED):
            yield hold


def _is_of_the_occasion(hold: Hold, word: Any) -> bool:
    """'During Wednesday's meeting', 'in the 2016 election'; but 'convicted in the 2015 attack'."""
    if said_in_passing(hold):
        return True
    if hold.by not in words("occasion") or not is_occasion(hold.nouns[-1]):
        return False
    # 'During a rally in Quito, Ecuador, Wednesday': the names between belong to the day.
    if any(noun.pos_ != "PROPN" for noun in hold.nouns[:-1]):
        return False
    return not (hold.by == "in" and lemma_of(word) in words("connected"))


def _is_of_the_charge(hold: Hold, word: Any) -> bool:
    """Whether the time may as well date what somebody is accused of: 'accused of theft in 2015'."""
    takers = {word.i, *(child.i for child in word.children if child.dep_ in ("dobj", "nsubjpass"))}
    between = word.doc[word.i + 1 : max(word.i + 1, hold.anchor.token.i)]
    return any(one.lower_ in ("of", "for", "over") and one.dep_ == "prep" and one.head.i in takers for one in between)


def _gainsays(anchor: Anchor, word: Any, today: date) -> bool:
    """Whether a deed of the past would lie ahead, or one to come behind, the story's day."""
    days = bounds(anchor.value)
    if days is None or word.pos_ not in ("VERB", "AUX"):
        return False
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
    if lemma_of(word) in words("planning") and not helpers & {"will", "shall"}:
        return days[0] > today
    past = word.tag_ == "VBD" or (word.tag_ == "VBN" and bool(helpers & {"was", "were", "has", "have", "had"}))
    joined = word.tag_ == "VBN" and not helpers and word.dep_ == "conj" and word.head.tag_ == "VBD"
    if (past or joined) and not helpers & _MODALS:
        return days[0] > today
    return bool(helpers & {"will", "'ll", "shall"}) and days[1] < today and "would" not in helpers


def above(anchors: Iterable[Hold], today: date | None, *, ahead: bool, state: bool) -> list[Anchor]:
    """Of the times of a clause above, those that an event in it shares.

    ahead: only those after the story's day. state: those of an open end too; elsewhere 'since May' says how long a
    state lasts, and not when what is told beside it was.
    """
    found = []
    for hold in anchors:
        days = bounds(hold.anchor.value)
        if ahead and (today is None or days is None or days[0] <= today):
            continue
        if hold.anchor.fine or (state and hold.anchor.value.endswith("/..")):
            found.append(hold.anchor)
    return found


def when_clauses(scene: Scene, verb: Any) -> list[Anchor]:
    """The times of what happened just then: 'was shot when he was leaving his house on Friday'."""
    found = []
    for child in verb.children:
        if child.dep_ == "advcl" and any(one.lower_ == "when" for one in child.children):
            node: Any = child
            for _ in range(_STEPS):
                found += [hold.anchor for hold in times_at(scene, node) if not hold.nouns and hold.anchor.fine]
                node = next((one for one in node.children if one.dep_ in _DOWN), None)
                if node is None:
                    break
    return found


def finest(anchors: Iterable[Anchor]) -> Anchor | None:
    """The most precise, of several the first."""
    return max(anchors, key=lambda one: (one.fine, -one.start), default=None)


def hangs_loose(hold: Hold) -> bool:
    """Whether no verb and no event has it: in a headline, or where the parser lost its way."""
    verb = hold.verb
    return verb.pos_ not in ("VERB", "AUX") and not any(is_event(noun) for noun in hold.nouns)


def dates_a_deed(hold: Hold) -> bool:
    """Whether it is the day of a deed of the past, and of nothing that is only said."""
    if hold.anchor.fine < 3 or hold.nouns or hold.by not in _TIME_BY:
        return False
    return not sayer(hold.verb) and is_past(hold.verb)


def tells_of_it(hold: Hold) -> bool:
    """Whether the sentence only tells where or when what was told before it was: 'this happened in Lagos'."""
    subjects = {lemma_of(child) for child in hold.verb.children if child.dep_ == "nsubj"}
    return lemma_of(hold.verb) in words("happening") and bool(subjects & words("it"))


def is_past(node: Any) -> bool:
    """Whether the word's clause, or the one above it, tells of the past."""
    for _ in range(_STEPS):
        if node.pos_ in ("VERB", "AUX") and node.tag_ in ("VBD", "VBN"):
            helpers = {child.lower_ for child in node.children if child.dep_ in ("aux", "auxpass")}
            return not helpers & (_MODALS | {"be", "being"})
        if node.tag_ in ("VBZ", "VBP", "VB", "MD") or node.head.i == node.i:
            return False
        node = node.head
    return False
