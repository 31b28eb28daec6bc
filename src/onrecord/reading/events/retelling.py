"""What a story's own words say of whether an event is told again: what points back, what says that it is another."""

from __future__ import annotations

import re
from functools import cache

from onrecord.model import Event, Span
from onrecord.reading.lexicon import lexicon

__all__ = [
    "answers",
    "both_meet",
    "came_of",
    "harm",
    "in_headline_and_lead",
    "is_another",
    "is_definite",
    "is_general",
    "is_indefinite",
    "is_several",
    "is_somebodys",
    "stem",
    "tolls",
]

_CLAUSE = 150  # code points: how far a participle stands from the verb whose outcome it tells
_LEAD = 500  # ... and how far below the headline the lead tells it again
_HEADLINE = 150
_TOGETHER = 60  # 'killed three people and wounded seven'
_MODIFIERS = r"(?:(?!(?:{})\b)[\w-]+\s+){{0,2}}$"
_ANEW = re.compile(r"([\w-]+)\s+(?:[\w-]+\s+){0,2}$")
_INDEFINITE = re.compile(r"\b(?:a|an)\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_THOSE_WHO = re.compile(r"\bthose\s+(?:who\s+)?(?:(?:have|had|has|were|was|are|been)\s+)*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*")
_WORD = re.compile(r"[^\W\d_]+")
_WHOSE = re.compile(r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}")
_SEVERAL = ("ings", "ions", "ments", "strikes", "raids", "blasts")
_SENTENCE = re.compile(r"[.!?]['\"”’)]*\s|\n")
# 'The strike killed', 'the blast that wounded', 'the raid, which has killed'.
_DOES = re.compile(
    r"(?:\s+(?:in|on|at|near|of|against)(?:\s+[\w'’-]+){1,3}?){0,2},?(?:\s+(?:that|which|has|have|had|also|reportedly))*\s+"
)
# 'Killed in a raid', 'wounded late on Monday by a roadside bombing'.
_WITHIN = re.compile(r"(?:\s+[\w-]+){0,3}?\s+(?:in|by|during)(?:\s+[\w'’-]+){0,5}\s+", re.IGNORECASE)
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "ed", "es", "s", "e", "y",
)  # fmt: skip


def is_definite(event: Event, text: str) -> bool:
    """Whether the trigger is a noun that points back: 'the attack', 'that brief meeting'; or 'the bombs went off'.

    Whose ('the governor's visit') tells who, and does not point back; nor does a noun of which the definite one is only
    part ('the victims of attacks', 'said that its strikes').
    """
    start = event.trigger.start
    before = text[max(0, start - 60) : start]
    if both_meet(event) or (harm(event.trigger.text) and _THOSE_WHO.search(before)):
        return True
    if _weapons().search(before) and stem(event.trigger.text) in _going_off():
        return True
    noun = event.trigger.text[:1].islower() and not _is_past(event.trigger.text)
    return noun and _definite().search(before) is not None


def _is_past(words: str) -> bool:
    """'The army attacked', 'said that they met': no noun."""
    first = words.lower().split()[0]
    return first.endswith("ed") or first in _words("verbs_past")


def is_general(event: Event, text: str) -> bool:
    """Whether the noun may point back to any event of its type ('the attack'), whatever words told it first."""
    word = event.trigger.text.lower().split()[-1]
    if event.type in _general() and bool({word, word.removesuffix("s"), word[:-2]} & _general()[event.type]):
        return True
    if word in _words("weapons"):
        return True
    before = text[max(0, event.trigger.start - 60) : event.trigger.start]
    return stem(event.trigger.text) in _going_off() and _weapons().search(before) is not None


def both_meet(event: Event) -> bool:
    """'The two sides discussed' points back to those who met."""
    return event.type == "CONSULT" and any(
        one.entity is None and one.span.text.lower().startswith(("the two ", "both ")) for one in event.actors
    )


def is_indefinite(event: Event, text: str) -> bool:
    """Whether the noun is told as something new: 'a strike', 'an earlier deadly raid'."""
    return _INDEFINITE.search(text, max(0, event.trigger.start - 40), event.trigger.start) is not None


def is_another(event: Event, text: str) -> bool:
    """Whether the words before say that it is not what was told ('a similar attack')."""
    before = _ANEW.search(text, max(0, event.trigger.start - 40), event.trigger.start)
    return before is not None and not _words("anew").isdisjoint(before[0].lower().split())


def is_several(event: Event) -> bool:
    """Whether a noun speaks of more than one ('attacks'); what is always said so ('talks') does not."""
    word = event.trigger.text.lower().split()[-1]
    if not word.endswith("s") or word in _words("plural_of_one"):
        return False
    # In a headline a verb ends so too: it stands right behind who does it.
    if any(0 <= event.trigger.start - one.span.end <= 1 for one in event.actors):
        return False
    return word.endswith(_SEVERAL) or word[:-1] in _general().get(event.type or "", ())


def is_somebodys(event: Event, text: str) -> bool:
    """Whether the trigger is a noun with its speaker before it: 'Lund's second offer', 'her promise'."""
    for one in event.actors:
        between = text[one.span.end : event.trigger.start]
        whose = one.span.text.lower() in _words("whose") or one.span.text.endswith(("'s", "’s", "s'", "s’"))
        whose = whose or between.startswith(("'", "’"))
        if whose and event.trigger.start > one.span.end and _WHOSE.fullmatch(between):
            return not _is_past(event.trigger.text)
    return False


def answers(first: Span, second: Span, text: str) -> bool:
    """Whether one of two triggers in a sentence is the answer to the other ('in retaliation for the air strikes')."""
    if not 0 <= second.start - first.end < _CLAUSE:
        return False
    between = text[first.end : second.start]
    if _SENTENCE.search(between):
        return False
    before = _SENTENCE.split(text[max(0, first.start - 60) : first.start])[-1]
    return bool(_answer().search(between) or _answering().search(before) or _answer().search(before[-20:]))


def came_of(event: Event, before: Span, text: str) -> bool:
    """Whether the trigger tells what came of the one before it, or that one what came of this.

    'Shelled the port, killing three'; 'the strike killed three'; 'three were killed in a strike'; 'killed three and
    wounded seven'.
    """
    distance = event.trigger.start - before.end
    if not 0 <= distance < _CLAUSE:
        return False
    between = text[before.end : event.trigger.start]
    if _SENTENCE.search(between):
        return False
    if event.trigger.text.endswith("ing"):
        return True
    if event.type != "ASSAULT":
        return False
    first, second = harm(before.text), harm(event.trigger.text)
    if first and second:
        return first != second and distance < _TOGETHER and " and " in between
    if second and not first:
        return _DOES.fullmatch(between) is not None
    return bool(first and not second and _WITHIN.fullmatch(between))


def harm(words: str) -> str | None:
    """Which harm a trigger tells: 'dead' or 'hurt'; None for a deed."""
    root = stem(words)
    return next((kind for kind, roots in _harms().items() if root in roots), None)


def tolls(event: Event) -> set[tuple[str, str]]:
    """Of which harm how many ('12 people'), in digits or as words."""
    found: set[str] = set()
    for one in event.recipients:
        found.update(number.replace(",", "") for number in _DIGITS.findall(one.span.text))
        found.update(str(_numbers()[word]) for word in _WORD.findall(one.span.text.lower()) if word in _numbers())
    kind = harm(event.trigger.text) or "deed"
    return {(kind, number) for number in found}


def in_headline_and_lead(first: Span, second: Span, text: str) -> bool:
    """Whether a headline tells it and the lines below tell it again. A first line is a headline without a full stop."""
    end = text.find("\n")
    headline = 0 < end <= _HEADLINE and text[end - 1] not in ".!?"
    return headline and first.end <= end < second.start < end + _LEAD


def stem(words: str) -> str:
    """What a verb and its noun share: 'attack', 'attacked'; 'explode', 'explosion'; 'met with', 'meeting'.

    Of several words the one that tells the deed: the first of a verb with its preposition ('talked privately with') and
    of a noun with its verb ('protests were held'), else the last ('suicide attack').
    """
    several = words.lower().split()
    if not several:
        return ""
    verbal = several[-1] in _words("prepositions") or not _words("be").isdisjoint(several[1:])
    word = several[0] if verbal else several[-1]
    word = _forms().get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "d" if word.endswith("s") and word[:-1].endswith(("lo", "va")) else word


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("events/retelling")["words"][kind])


@cache
def _general() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in lexicon("events/retelling")["general"].items()}


@cache
def _forms() -> dict[str, str]:
    forms: dict[str, str] = lexicon("events/retelling")["forms"]
    return forms


@cache
def _harms() -> dict[str, frozenset[str]]:
    harms = lexicon("events/retelling")["harms"]
    return {kind: frozenset(stem(word) for word in words) for kind, words in harms.items()}


@cache
def _going_off() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("going_off"))


@cache
def _definite() -> re.Pattern[str]:
    between = _MODIFIERS.format("|".join(map(re.escape, sorted(_words("no_modifiers")))))
    return re.compile(r"(?:^|[\s(“\"'‘])(?:the|this|that|these|those)\s+" + between, re.IGNORECASE)


@cache
def _weapons() -> re.Pattern[str]:
    weapons = "|".join(sorted(_words("weapons")))
    return re.compile(rf"\b(?:the|both|two)\s+(?:[\w-]+\s+)?(?:{weapons})\s+(?:had\s+|were\s+|was\s+)?$", re.IGNORECASE)


@cache
def _answer() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_words('answer')))})", re.IGNORECASE)


@cache
def _answering() -> re.Pattern[str]:
    """'In retaliation for the' right before a trigger: what follows in the sentence is the answer."""
    return re.compile(
        rf"\b(?:{'|'.join(sorted(_words('answer')))})\w*\s+(?:for|to|against)\s+(?:[\w'’-]+\s+){{0,4}}$", re.IGNORECASE
    )


@cache
def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = lexicon("settings")["numbers"]
    return numbers
