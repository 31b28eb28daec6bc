"""Whether an event happened, whether it is history, and on whose word it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.model.assertion import EventStatus
from onrecord.reading.events.according import Voicing
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.embedding import (
    Link,
    effect_of,
    effect_of_predicate,
    is_beside,
    link_of,
)
from onrecord.reading.events.historical import History
from onrecord.reading.events.learnt import Learnt
from onrecord.reading.events.modality import is_definite, is_finite, is_negated, of_noun, of_verb, words
from onrecord.reading.events.outright import (
    NOUNS,
    OCCASIONS,
    goes_on,
    is_answered,
    is_described,
    is_governed,
    is_said_of_a_noun,
    is_said_to_be,
    is_setting,
    is_told,
    is_told_of_the_past,
    is_usual,
    prevents,
    tells,
    was_answered,
)
from onrecord.reading.events.weighing import weighed
from onrecord.reading.stage import Partial

__all__ = ["Stand", "Standing"]

_CARRIED = frozenset(
    ["in", "with", "through", "via", "by", "of", "at", "during", "for", "from", "into", "to", "against"]
)
_HAPPENED = frozenset(["actual", "ongoing", "habitual"])
_COMING = frozenset(["planned", "promised", "demanded"])
_OPEN = frozenset(["planned", "hypothetical"])
# An attempt on somebody's life or freedom is itself such a deed; an attempt to meet or to agree is no meeting.
_DONE_BY_TRYING = frozenset(["ASSAULT", "COERCE", "PROTEST"])
# What was aimed at by a deed that was done. Who marches to protest does protest; who flies to a meeting may never meet.
_AIMED = "aimed"


@dataclass(frozen=True, slots=True)
class Stand:
    """status: record.md, section 5. historical: background, not news of this story. according_to: a statement's id."""

    status: EventStatus
    historical: bool
    according_to: str | None


@dataclass(frozen=True, slots=True)
class _Stance:
    """How one word stands: one of the eight statuses, ``attempted`` or ``aimed``. frame: what governs its conjuncts."""

    status: str
    frame: tuple[str | None, str] = (None, "actual")


class Standing:
    """How the events of one story stand. Built once a story; each word is looked at once.

    learnt: what the trained heads see; None: the rules decide alone.
    """

    def __init__(self, partial: Partial, learnt: Learnt | None = None) -> None:
        self._voicing = Voicing(partial)
        self._learnt = learnt
        self._history = History(partial)
        self._known: dict[tuple[int, int], _Stance] = {}

    def of(self, trigger: Trigger, arguments: Arguments | None = None) -> Stand:
        """Status, historical, according_to of the event that ``trigger`` names."""
        says = self._voicing.of(trigger)
        status = self._weighed(trigger)
        if says is not None and says.act == "promise" and status == "planned":
            status = "promised"
        elif says is not None and says.act in ("request", "demand") and status == "planned" and _must(trigger.token):
            status = "demanded"
        if status == "attempted":
            status = "actual" if _is_done_by_trying(trigger) else "hypothetical"
        historical = self._history.of(trigger, status)
        return Stand(status, historical, says.id if says is not None else None)  # type: ignore[arg-type]

    def _weighed(self, trigger: Trigger) -> str:
        rule = self.modality(trigger)
        word = self._learnt.word(trigger.parse.start + trigger.token.idx) if self._learnt is not None else None
        if self._learnt is None or word is None or rule == "habitual":
            return rule  # what is usual, grammar says outright
        token = trigger.token
        if rule == "actual" and (is_said_of_a_noun(token) or was_answered(token) or self._is_occasion(trigger)):
            return rule
        if rule != "actual" and (
            is_said_to_be(token) or is_governed(token, rule) or self._is_under_denial(trigger, rule)
        ):
            return rule
        status = weighed(rule, self._learnt.statuses[word])
        if rule == "actual" and status in _COMING and (tells(token) or is_governed(token, rule)):
            return rule
        if rule == "ongoing" and status == "actual" and token.pos_ == "VERB":
            return rule  # 'are being freed'
        # Of what did not happen grammar says best why not. Its weakest word is on an infinitive that nothing governs.
        is_weak = rule not in _COMING | {"negated", "hypothetical"} or (
            rule == "hypothetical" and _has_to(token) and status != "negated"
        )
        return status if is_weak or status in _HAPPENED else rule

    def _is_occasion(self, trigger: Trigger) -> bool:
        """'Assured them during talks': on the occasion of a deed that happened something else happened before."""
        token = trigger.token
        if token.pos_ not in NOUNS or token.dep_ != "pobj" or token.head.lower_ not in OCCASIONS:
            return False
        link = link_of(token)
        above = self._known.get((trigger.parse.start, link.governor.i)) if link is not None else None
        return above is not None and above.status in _HAPPENED | {"negated"}

    def _is_under_denial(self, trigger: Trigger, rule: str) -> bool:
        """'No reason to sue', 'did not recommend an arrest', 'no evidence that they met': what may be is not told as
        done where even that is denied."""
        link = link_of(trigger.token)
        if link is None or rule != "hypothetical":
            return False
        above = self._known.get((trigger.parse.start, link.governor.i))
        is_taken = link.how == "deed" and effect_of(link) in ("hypothetical", "demanded")
        is_claim = link.how == "clause" and link.governor.pos_ in NOUNS
        return (is_taken or is_claim) and above is not None and above.status == "negated"

    def modality(self, trigger: Trigger) -> str:
        """The status alone, with ``attempted`` kept apart from the eight of the record."""
        start = trigger.token
        if trigger.carrier is not None and trigger.carrier.i != trigger.token.i and not is_negated(trigger.token):
            own = of_noun(trigger.token) if trigger.token.pos_ in NOUNS else None
            if own is not None:
                return own
            start = trigger.carrier
        status = self._reading(start, trigger).status
        if status == _AIMED:
            return "actual" if any(sense.type == "PROTEST" for sense in trigger.senses) else "planned"
        return status

    def _reading(self, token: Any, trigger: Trigger) -> _Stance:
        """How ``token`` stands: from the root of its sentence down to it, so that no depth of nesting is too deep."""
        chain: list[tuple[Any, Link | None]] = []
        at: Any = token
        headline = trigger.parse.part.role == "headline"
        while True:
            key = (trigger.parse.start, at.i)
            if key in self._known:
                break
            link = link_of(at)
            chain.append((at, link))
            if link is None:
                break
            at = link.governor
        for one, link in reversed(chain):
            above = self._known[(trigger.parse.start, link.governor.i)] if link is not None else None
            voiced = self._voicing.in_the_past(trigger.parse.start + one.idx) or _told_in_the_past(link)
            self._known[(trigger.parse.start, one.i)] = _read(one, link, above, headline=headline, voiced=voiced)
        return self._known[(trigger.parse.start, token.i)]


def _read(token: Any, link: Link | None, above: _Stance | None, *, headline: bool, voiced: bool) -> _Stance:
    if token.pos_ in ("VERB", "AUX"):
        return _read_verb(token, link, above, headline=headline, voiced=voiced)
    return _read_noun(token, link, above)


def _read_verb(token: Any, link: Link | None, above: _Stance | None, *, headline: bool, voiced: bool) -> _Stance:
    own = of_verb(token, headline=headline, voiced=voiced)
    negated = is_negated(token)
    finite = is_finite(token)
    if link is None or above is None:
        if not finite and own is None and _has_to(token):
            own = "planned"  # 'Ministers to meet on Friday': the future of headlines.
        return _Stance(_denied(own or "actual", token) if negated else own or "actual")
    if link.how == "sibling":
        return _read_sibling(token, own, negated, finite, link, above)
    if finite and link.how in ("clause", "circumstance", "relative", "subject"):
        base = _denied(own or "actual", token) if negated else own or "actual"
        if link.how == "circumstance":
            base = _timed(token, base, above, link.governor)
            return _Stance(base)
        if link.how != "clause":
            return _Stance(base)
        effect = effect_of(link)
        if effect == "demanded" and is_told(token):
            effect = None
        return _Stance(_clause(effect, above.status, base), (effect, above.status))
    effect = effect_of(link)
    if headline and effect is None and _has_to(token) and link.governor.pos_ not in ("VERB", "AUX", "ADJ"):
        effect = "planned"
    if _has_to(token) and effect != "negated" and _is_how(token):
        effect = "hypothetical"  # 'knows how to', 'asked where to'
    status = _under(effect, above.status, _bare(token, link, above))
    return _Stance(_denied(status, token) if negated else own or status, (effect, above.status))


def _read_sibling(token: Any, own: str | None, negated: bool, finite: bool, link: Link, above: _Stance) -> _Stance:
    """A conjunct shares what governs the first one; its own tense, modal and negation are its own."""
    if not finite:
        status = own or above.status
        if above.status == "negated" and is_negated(link.governor) and link.governor.pos_ in ("VERB", "AUX"):
            status = own or "negated"
        return _Stance(_denied(status, token) if negated else status, above.frame)
    base = _denied(own or "actual", token) if negated else own or "actual"
    if not is_finite(link.governor):
        return _Stance(base)
    effect, status = above.frame
    if effect == "demanded" and is_told(token):
        effect = None
    return _Stance(_clause(effect, status, base), above.frame)


def _clause(effect: str | None, above: str, base: str) -> str:
    """A finite clause under a verb with this effect and status."""
    if effect == "denied":
        return "hypothetical" if above == "negated" else "negated"
    if effect == "same" and above == "negated" and base in _HAPPENED:
        return "negated"  # 'it is not true that'
    if effect == "warned":
        return "hypothetical" if base == "planned" else base
    if effect in ("hypothetical", "demanded") and base != "negated":
        return base if base == "hypothetical" else effect  # 'asked whether'
    if effect == "promised" and base in ("planned", "hypothetical"):
        return "promised"
    if effect is None and above == "negated" and base in ("actual", "ongoing"):
        return "hypothetical"
    return base


def _timed(token: Any, base: str, above: _Stance, governor: Any) -> str:
    """'when they meet' beside a future is one; so is what is waited for with 'until'."""
    mark = next((one.lower_ for one in token.children if one.dep_ in ("mark", "advmod") and one.i < token.i), "")
    if mark == "before" and base in ("actual", "hypothetical") and prevents(governor):
        return "negated"  # 'defused the bomb before it exploded'
    present = token.tag_ in ("VBZ", "VBP") and base == "actual"
    if present and mark in words("words", "waiting") and above.status not in _HAPPENED | {"negated"}:
        return "planned" if above.status == "planned" else "hypothetical"
    return "hypothetical" if present and mark in ("until", "till") else base


def _bare(token: Any, link: Link, above: _Stance) -> str:
    """An infinitive, gerund or participle whose governor says nothing of it."""
    if _has_to(token):
        if link.how == "purpose" and above.status in _HAPPENED:
            return _AIMED
        return (
            "planned" if link.how == "purpose" and above.status in (_AIMED, "planned", "promised") else "hypothetical"
        )
    if token.tag_ == "VBN":
        return "actual"
    if link.governor.pos_ in ("VERB", "AUX") and not link.preposition:
        return "actual" if above.status == "negated" and is_beside(link) else above.status
    if link.preposition in words("prepositions", "negated"):
        return "negated"
    if link.preposition in ("by", "after", "since", "while", "in", "on", "upon"):
        return above.status if link.preposition == "by" else "actual"
    if link.preposition == "before" and above.status in _HAPPENED and is_told_of_the_past(link.governor):
        return above.status  # 'he spoke before meeting the mayor' tells in which order
    return "hypothetical" if link.preposition in ("for", "to", "before", "against", "from", "about") else "actual"


def _under(effect: str | None, above: str, bare: str) -> str:
    """An infinitive, gerund or noun that a word with this effect and status takes."""
    if effect is None or effect == "factive":
        return bare
    if effect == _AIMED:
        return _AIMED if above in _HAPPENED else above
    if effect in ("same", "ongoing"):
        return "ongoing" if effect == "ongoing" and above == "actual" else above
    if effect == "halted" and above not in _HAPPENED:
        return "ongoing"  # what is to be stopped goes on
    if effect in ("opposite", "negated", "halted"):
        return {"negated": "actual"}.get(above, "negated" if above in _HAPPENED else "hypothetical")
    if effect == "denied":
        return "hypothetical" if above == "negated" else "negated"
    if effect == "attempted":
        return "attempted" if above in _HAPPENED else above
    if effect == "judged":
        return "negated" if above == "negated" else "actual"
    if effect == "historical":
        return "actual"
    if above == "negated":
        return "negated" if effect in ("planned", "promised", "habitual") else "hypothetical"
    return effect


def _denied(status: str, token: Any) -> str:
    """What 'not' makes of it: 'may not attack', 'if they do not attack' leave it open, every other denial is one."""
    if status == "negated":
        return "actual"
    is_open = any(
        (one.dep_ == "aux" and one.lower_ in ("may", "might"))
        or (one.dep_ == "mark" and one.lower_ in ("if", "unless", "whether"))
        for one in token.children
    )
    return "hypothetical" if status == "hypothetical" and is_open else "negated"


def _read_noun(token: Any, link: Link | None, above: _Stance | None) -> _Stance:
    own = of_noun(token)
    if own is None and is_negated(token):
        own = "negated"
    if link is None or above is None:
        return _Stance(own or "actual")
    if link.how == "sibling":
        return _Stance(own or above.status, above.frame)
    if link.how == "subject" and is_usual(link.governor):
        return _Stance(own or "habitual")
    effect = effect_of(link) if link.how == "deed" else None
    if effect == "judged" and own is None and is_definite(token):
        return _Stance("actual")  # who is not charged with the murder is not said to have invented it
    if effect == "judged" and own is None and link.governor.lemma_ in words("words", "clearing"):
        return _Stance("negated" if above.status in _HAPPENED else "hypothetical")  # 'acquitted of murder'
    if effect is None and own is None:
        effect = effect_of_predicate(link)
    if link.how == "deed" and own is None and is_answered(token, link.governor):
        known = effect in ("opposite", "denied") or is_definite(token) or link.preposition == "to"
        if known or is_told_of_the_past(link.governor):
            return _Stance("actual")
    if effect in ("opposite", "denied") and any(one.lower_ == "any" for one in token.children):
        own = None  # 'denied any attack'
    if own == "negated" and effect is not None:
        return _Stance("negated")
    status = own or _under(effect, above.status, _bare_noun(token, link, above))
    return _Stance(status, (effect, above.status))


def _bare_noun(token: Any, link: Link, above: _Stance) -> str:
    """A noun whose governor says nothing of it: a deed taken for granted, unless it is part of what may be."""
    if link.preposition:
        for status in ("negated", "hypothetical", "planned"):
            if link.preposition in words("prepositions", status):
                is_condition = status == "negated" and token.i < link.governor.i and above.status in _OPEN
                return "hypothetical" if is_condition else status  # 'without aid the port will starve'
    if token.pos_ == "ADJ" and link.governor.pos_ in ("VERB", "AUX"):
        return above.status
    if above.status == "negated" and is_setting(link):
        return "actual"
    if link.how == "subject" and above.status == "actual" and goes_on(link.governor):
        return "ongoing"
    settled = above.status in ("actual", "ongoing")
    if settled or is_definite(token):
        if link.how == "subject" and link.governor.lemma_ == "fail":
            return "attempted" if settled else above.status
        if link.how == "subject" and link.governor.lemma_ in words("happening", "verbs"):
            return "actual" if above.status == "negated" and is_described(link.governor) else above.status
        return "actual"
    if link.how == "subject":
        is_judged = above.status == "negated" and link.governor.lemma_ == "be" and is_described(link.governor)
        return "hypothetical" if is_judged else above.status  # 'rallies are not enough'
    if link.governor.pos_ in ("VERB", "AUX") and (not link.preposition or link.preposition in _CARRIED):
        return above.status
    return "actual"


def _has_to(verb: Any) -> bool:
    return any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)


def _is_how(verb: Any) -> bool:
    """'How to', 'where to': a way that is open."""
    return any(one.tag_ in ("WRB", "WP") and one.i < verb.i for one in verb.children)


def _must(verb: Any) -> bool:
    return any(one.lower_ in words("auxiliaries", "demanded") for one in verb.children)


def _told_in_the_past(link: Link | None) -> bool:
    return link is not None and link.how == "clause" and link.governor.tag_ in ("VBD", "VBN")


def _is_done_by_trying(trigger: Trigger) -> bool:
    return any(sense.type in _DONE_BY_TRYING for sense in trigger.senses)
