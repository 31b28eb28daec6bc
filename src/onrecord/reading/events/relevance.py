"""Whether a trigger means a deed of politics, or sport, a market, an accident or the weather speaks that way.

A story's topic decides where it is clear: a match report has no attacks, a crash no assault. In any story the words
around a trigger decide: what does it ('the storm struck'), what stands before it ('price war'), what it is done to
('the fight against malaria'), a score in the sentence. Words that mean violence or the state in no doubtful way
overrule the topic: a bomb in a stadium is an attack, and a boycott of the games is one of politics.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.topics import Topics, content_words
from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Partial

__all__ = ["CLEAR", "FOREIGN", "Relevance"]

# How likely a topic must be before it refuses anything.
CLEAR = 0.6
_DEEDS = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "THREATEN"])
_HARM = frozenset(["ASSAULT", "THREATEN"])
_FIGHTING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "THREATEN"])
# What stories of each topic do not have, but for the words that overrule. None: no type at all.
FOREIGN: dict[str, frozenset[str] | None] = {
    "sport": None,
    "culture": None,
    "business": frozenset(["ASSAULT", "MOBILIZE", "RETREAT"]),
    "accident": _HARM,
    "disaster": _HARM,
    "health": _HARM,
}
_NO_HUMAN_HAND = frozenset(["accident", "disaster", "health"])
_MARKET_TALK = frozenset(["ASSAULT", "COERCE", "CONCEDE", "RETREAT"])
# '2-1', '110-108'; not '2001-02' or '18-year'.
_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_SUBJECTS = frozenset(["nsubj", "csubj"])
_OBJECTS = frozenset(["dobj", "obj"])
_TARGETED = frozenset(["against", "on", "for", "with"])


class Relevance:
    """What one story's triggers are admitted as. Built once a story; linear in its length.

    topics: how likely the story has each topic (``topics.TOPICS``).
    """

    def __init__(self, partial: Partial, topics: Topics | None = None) -> None:
        counts = content_words(parse.doc for parse in partial.parses)
        self.topics = (topics or Topics.shipped()).probabilities(counts)
        self.topic = max(self.topics, key=lambda name: self.topics[name])
        self._sentences: dict[tuple[int, int], _Sentence] = {}

    def admits(self, type: str | None, trigger: Trigger) -> bool:
        """Whether ``trigger`` may stand for an event of this PLOVER type. None (no type of PLOVER's) always may."""
        if type is None:
            return True
        sentence = self._sentence(trigger)
        if not self._at_home(type, sentence):
            return False
        if type in _MARKET_TALK and not sentence.violent and _doers(trigger) & _words("markets"):
            return False
        if type in _FIGHTING and _figurative(trigger):
            return False
        return type not in _DEEDS or not (sentence.sport or _unwilled(trigger, sentence))

    def _at_home(self, type: str, sentence: _Sentence) -> bool:
        """Whether a story of this topic may have events of this type, or the sentence overrules it."""
        if self.topic not in FOREIGN or self.topics[self.topic] < CLEAR:
            return True
        foreign = FOREIGN[self.topic]
        if foreign is not None and type not in foreign:
            return True
        return sentence.violent or (sentence.political and self.topic not in _NO_HUMAN_HAND)

    def _sentence(self, trigger: Trigger) -> _Sentence:
        sent = trigger.token.sent
        key = trigger.parse.start, sent.start
        if key not in self._sentences:
            self._sentences[key] = _Sentence(sent)
        return self._sentences[key]


class _Sentence:
    """What the words of a sentence say of all triggers in it."""

    def __init__(self, sent: Any) -> None:
        lemmas = {token.lemma_.lower() for token in sent}
        nouns = {token.lemma_.lower() for token in sent if token.pos_ == "NOUN"}
        self.violent = not lemmas.isdisjoint(_words("violence"))
        self.political = self.violent or not lemmas.isdisjoint(_words("powers"))
        games, sides = bool(nouns & _words("games")), bool(nouns & _words("sides"))
        told = bool(nouns & _words("players")) or games + sides + bool(_SCORE.search(sent.text)) > 1
        self.sport = told and not self.political


def _figurative(trigger: Trigger) -> bool:
    """'Heart attack', 'price war', 'a war film', 'the fight against malaria', 'battled the flames'."""
    if trigger.token.dep_ == "compound" and trigger.token.head.lemma_.lower() in _words("works"):
        return True
    before = {child.lemma_.lower() for child in trigger.token.children if child.dep_ in ("compound", "amod")}
    return bool(before & _words("compounds") or _targets(trigger) & _words("things"))


def _unwilled(trigger: Trigger, sentence: _Sentence) -> bool:
    """The storm struck, the bus or the crash killed: nobody meant it, unless the sentence speaks of violence."""
    if sentence.violent:
        return False
    doers = _doers(trigger)
    above = trigger.carrier.head
    if trigger.carrier.dep_ in ("advcl", "conj", "relcl") and above.lemma_.lower() in _words("mishaps"):
        return True  # 'crashed into the sea, killing all on board'
    collided = trigger.token.lemma_.lower() in _words("collisions") and doers & _words("vehicles")
    return bool(collided or doers & _words("nature"))


def _doers(trigger: Trigger) -> set[str]:
    """The head lemmas of what does it: the subject, of a passive the 'by' phrase, of a relative clause its noun."""
    carrier = trigger.carrier
    doers = [child for child in carrier.children if child.dep_ in _SUBJECTS]
    doers += [
        below
        for child in {carrier, trigger.token}
        for by in child.children
        if by.lower_ == "by"
        for below in by.children
        if below.dep_ == "pobj"
    ]
    if not doers and carrier.dep_ in ("advcl", "conj", "xcomp"):
        # 'The storm is expected to strike': what the passive says of the storm, the storm does.
        shared = _SUBJECTS | {"nsubjpass"} if carrier.dep_ == "xcomp" else _SUBJECTS
        doers = [child for child in carrier.head.children if child.dep_ in shared]
    passive = any(child.dep_ == "nsubjpass" for child in carrier.children)
    relative = any(doer.lower_ in ("that", "which") for doer in doers)
    if carrier.dep_ == "relcl" and relative and not passive:
        doers.append(carrier.head)
    if carrier.dep_ == "acl" and carrier.tag_ == "VBG":
        doers.append(carrier.head)
    return {doer.lemma_.lower() for doer in doers}


def _targets(trigger: Trigger) -> set[str]:
    """The head lemmas of what it is done to: the object, or what 'against', 'on', 'for' or 'with' lead to."""
    targets = set()
    for child in trigger.token.children:
        if child.dep_ in _OBJECTS:
            targets.add(child.lemma_.lower())
        elif child.lower_ in _TARGETED:
            targets.update(below.lemma_.lower() for below in child.children if below.dep_ == "pobj")
    return targets


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("events/relevance")[name])
