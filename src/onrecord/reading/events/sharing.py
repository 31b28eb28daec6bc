"""Which words above an event have the place or the time that is the event's own too.

What happens at once shares both: participles, verbs joined by 'and', nouns inside a dated deed. What comes after,
before, because or if does not, nor what is told, planned or undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.reading.events.anchors import Hold, lemma_of
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.entries import event_lexicon
from onrecord.reading.lexicon import lexicon

__all__ = [
    "Above", "antecedent", "clauses_above", "happened", "is_aside", "is_elsewhere", "is_event", "is_occasion",
    "said_in_passing", "sayer", "words",
]  # fmt: skip

_STEPS = 10
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "expl"])
_UNDONE = frozenset(["dobj", "nsubjpass", "pobj"])
_AT = frozenset(["in", "at", "near", "on"])
_STATE = frozenset(["on", "under", "in", "at"])


@dataclass(frozen=True, slots=True)
class Above:
    """A word whose setting an event shares. ahead: only what lies ahead of the story's day ('plans to meet tomorrow').
    state: it only says that the event lasts ('has been on strike since May')."""

    word: Any
    ahead: bool = False
    state: bool = False


def clauses_above(trigger: Trigger, *, places: bool) -> Iterator[Above]:
    """The words above whose place (or time) is the event's own too, from the nearest up."""
    node = trigger.carrier
    by = ""
    for _ in range(_STEPS):
        head = node.head
        if head.i == node.i:
            return
        if head.pos_ in ("ADP", "SCONJ"):
            by = head.lower_
            node = head
            continue
        if node.pos_ in ("VERB", "AUX"):
            if (told := _told_of(node)) is not None:
                yield Above(told)
                return
            if not places and node.dep_ == "xcomp" and lemma_of(head) in words("planning"):
                yield Above(head, ahead=True)
                return
            if not _shares(node, head, places) or (places and is_elsewhere(node)):
                return
        elif _is_another(node, head, by, places):
            return
        if sayer(head):
            if places and node.dep_ == "nsubjpass" and lemma_of(head) in words("observing"):
                yield Above(head)  # 'clashes were reported in the city'
            if not places and node.dep_ == "nsubjpass" and lemma_of(head) in words("scheduling"):
                yield Above(head)  # 'the vote is scheduled for Friday'
            if not places and by in words("occasion") and head.pos_ in ("VERB", "AUX"):
                yield Above(head)  # 'said at a meeting on Thursday'
            return
        if head.pos_ in ("VERB", "AUX") or is_event(head):
            yield Above(head, state=by in _STATE and lemma_of(head) == "be")
        node, by = head, ""


def _is_another(node: Any, head: Any, by: str, places: bool) -> bool:
    """Whether a noun tells of what was at another time (or place) than what it hangs on."""
    if places:
        return by == "during"
    if by in words("other_time") or node.lower_ in words("other_time") or node.dep_ == "appos":
        return True
    # 'Ended the strike on Friday' and 'the lifting of the ban on Friday' date the end.
    undone = node.dep_ in _UNDONE and (not by or by == "of")
    return (undone or node.dep_ == "prep") and by in ("", "of") and lemma_of(head) in words("undoing")


def _told_of(node: Any) -> Any | None:
    """The event noun that a told clause is about: 'the attacks, which the police say killed 40'."""
    head = node.head
    if node.dep_ != "ccomp" or head.dep_ != "relcl" or not sayer(head) or not is_event(head.head):
        return None
    relative = any(child.dep_ in _SUBJECTS and child.lower_ in ("which", "that") for child in node.children)
    return head.head if relative else None


def _shares(node: Any, head: Any, places: bool) -> bool:
    """Whether what a verb's clause hangs on happens at the same time (or, where asked, in the same place)."""
    marks = {child.lower_ for child in node.children if child.dep_ in ("mark", "advmod", "prep")}
    if node.dep_ == "advcl" and "as" in marks and not _has_subject(node):
        return False  # 'as was agreed in May'
    match node.dep_:
        case "conj" | "pcomp":
            return True
        case "advcl" if places:
            return not marks & words("other_place") and not ("while" in marks and _has_subject(node))
        case "advcl":
            return not marks & words("other_time") and (not _to(node) or lemma_of(head) in ("be", "meet"))
        case "xcomp":
            return places or lemma_of(head) in words("together")
        case "acl" | "relcl":
            return is_event(head) or (head.dep_ == "ROOT" and places)
        case "ccomp" | "dep" | "parataxis":
            return False
        case _:
            return places


def antecedent(node: Any, *, when: bool) -> Any | None:
    """The noun before the relative clause of a verb that tells where, or when, the clause's deed was.

    'In Lagos, where gunmen killed …', 'the attack in which …'; with ``when`` also 'on Sunday, when …'.
    """
    for _ in range(_STEPS):
        if node.dep_ == "relcl":
            asked = {child.lower_ for child in node.children if child.dep_ == "advmod"}
            inside = any(
                child.lower_ in ("in", "at", "during") and any(one.lower_ == "which" for one in child.children)
                for child in node.children if child.dep_ == "prep"
            )  # fmt: skip
            return node.head if inside or ("when" if when else "where") in asked else None
        if node.dep_ not in ("conj", "xcomp") or node.head.i == node.i:
            return None
        node = node.head
    return None


def is_aside(node: Any) -> bool:
    """Whether a word stands in a relative clause: what it tells of may be another story."""
    for _ in range(_STEPS):
        if node.dep_ in ("relcl", "acl"):
            return True
        if node.head.i == node.i:
            return False
        node = node.head
    return False


def happened(noun: Any) -> Iterator[Any]:
    """The verbs after a noun that only tell that what it names was: 'a blast that occurred on Friday', 'talks held in
    Lagos'."""
    owners = [inner for child in noun.children if child.lower_ == "of" for inner in child.children]
    for one in (noun, *owners):  # 'the crash of a jet that occurred on Friday'
        for child in one.children:
            told = lemma_of(child) in words("happening") or lemma_of(child) in words("scheduling")
            if told and child.dep_ in ("relcl", "acl"):
                yield child


def is_elsewhere(verb: Any) -> bool:
    """Whether the text only says that it was not there: 'three were killed at other locations'."""
    return any(
        one.lower_ in ("elsewhere", "other", "another", "different", "separate")
        for child in verb.children if child.dep_ in ("prep", "advmod") and (child.pos_ == "ADV" or child.lower_ in _AT)
        for one in child.subtree
    )  # fmt: skip


def _has_subject(node: Any) -> bool:
    return any(child.dep_ in _SUBJECTS for child in node.children)


def _to(node: Any) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in node.children)


# ---- words -----------------------------------------------------------------------------------------------------------


def sayer(word: Any) -> bool:
    """Whether the word tells of an event without being part of it."""
    return lemma_of(word) in words("telling") and not is_event(word)


def is_event(noun: Any) -> bool:
    """Whether the noun is by itself a word for an event that the lexicon knows."""
    return noun.pos_ in ("NOUN", "PROPN") and lemma_of(noun) in _event_nouns()


def is_occasion(noun: Any) -> bool:
    """Whether something can be done 'in', 'at' or 'during' what the noun names."""
    return is_event(noun) or (noun.pos_ in ("NOUN", "PROPN") and lemma_of(noun) in words("occasions"))


def said_in_passing(hold: Hold) -> bool:
    """Whether it is put in after the name of whoever acts: 'Ann Lee in a speech in Lagos on Monday accused …'."""
    if hold.by != "nsubj" or len(hold.nouns) != 2:
        return False
    return is_occasion(hold.nouns[0]) and hold.nouns[1].pos_ == "PROPN" and hold.nouns[0].i > hold.nouns[1].i


@cache
def _event_nouns() -> frozenset[str]:
    nouns = event_lexicon().nouns
    return frozenset(word for word, entries in nouns.items() if any(len(entry.words) == 1 for entry in entries))


@cache
def words(kind: str) -> frozenset[str]:
    """A list of ``lexicon/settings.toml``."""
    return frozenset(lexicon("settings")[kind])
