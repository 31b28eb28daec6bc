"""To whom, through what and when something was said: what hangs on a cue beside its source and its content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.model import Participant, Span, TimeValue
from onrecord.reading.lexicon import lexicon
from onrecord.reading.statements.candidate import Attribution, Range, trimmed
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.speakers import Voices

__all__ = ["addressee_of", "medium_of", "time_of"]

_AUDIENCE_POS = ("PROPN", "NOUN", "PRON")
_LOOSE = frozenset(["relcl", "acl", "prep", "advcl", "punct"])
_OF_A_MEDIUM = frozenset(["with", "to", "of", "from", "by", "on"])


def addressee_of(ground: Ground, voices: Voices, one: Attribution, cue: Any) -> Participant | None:
    """Whoever is told, a newspaper too: the object of 'tell', the subject of 'was assured', the 'to' of 'said to'."""
    told = one.addressee if one.addressee is not None and _lemma(cue.root) in _addressed("object") else None
    if told is None:
        told = next(
            (found for token in _audience(cue) if (found := _range_outside(ground, token, one)) is not None), None
        )
    if told is None or any(start < told[1] and told[0] < end for start, end in (*one.cue, *(one.source or ()))):
        return None
    return Participant(span=Span.of(ground.text, *told), entity=voices.meant((told,), None, None))


def _audience(cue: Any) -> Iterator[Any]:
    head = cue.root
    lemma = _lemma(head)
    for child in head.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ in _AUDIENCE_POS and lemma in _addressed("object"):
            yield from _objects(child) if child.dep_ == "dative" and child.pos_ == "ADP" else [child]
        elif child.dep_ == "nsubjpass" and lemma in _addressed("object"):
            yield child
        elif (
            child.dep_ in ("prep", "dative")
            and child.lower_ == "to"
            and child.i >= cue.end
            and lemma in _addressed("to")
        ) or (child.dep_ == "prep" and f"{lemma} {child.lower_}" in _addressed("object")):
            yield from _objects(child)
    for child in head.children:
        # 'urged the city to act': the parser makes 'the city' the subject of what it is urged to do.
        if child.dep_ in ("ccomp", "xcomp") and child.i > head.i and lemma in _addressed("object"):
            subject = next((grand for grand in child.children if grand.dep_ == "nsubj"), None)
            to = any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children)
            if subject is not None and to and subject.left_edge.i == head.i + 1:
                yield subject


def _objects(preposition: Any) -> Iterator[Any]:
    for child in preposition.children:
        if child.dep_ == "pobj" and child.pos_ in _AUDIENCE_POS and child.ent_type_ not in ("DATE", "TIME", "MONEY"):
            yield child


def _range_outside(ground: Ground, token: Any, one: Attribution) -> Range | None:
    """The words of a noun phrase that is no part of the content, or that opens it ('urged the city to act')."""
    offset = ground.offset(token.doc)
    if offset is None:
        return None
    last = token.right_edge.i
    for child in token.rights:
        if child.dep_ in _LOOSE and child.lower_ != "of":
            last = min(last, child.left_edge.i - 1)
    words = token.doc[token.left_edge.i : max(last, token.i) + 1]
    found = trimmed(ground.text, offset + words.start_char, offset + words.end_char)
    if found is None or not any(start < found[1] and found[0] < end for start, end in one.content):
        return found
    first = one.content[0]
    return found if found[0] == first[0] and found[1] < first[1] else None


def medium_of(ground: Ground, voices: Voices, one: Attribution, cue: Any) -> Participant | None:
    """Through what it was said: 'in a statement', 'on Twitter', 'in an interview with the Post'."""
    for child in cue.root.children:
        if child.dep_ != "prep" or child.lower_ not in _medium("prepositions"):
            continue
        for noun in child.children:
            if noun.dep_ != "pobj" or not (_lemma(noun) in _medium("nouns") or noun.lower_ in _medium("names")):
                continue
            found = _phrase(ground, noun)
            if found is None or any(start < found[1] and found[0] < end for start, end in one.content):
                continue
            return Participant(span=Span.of(ground.text, *found), entity=_named(ground, voices, noun, found))
    return None


def _phrase(ground: Ground, noun: Any) -> Range | None:
    """A medium with what it was made to or by: 'an interview with the Post', 'a speech to veterans'."""
    offset = ground.offset(noun.doc)
    if offset is None:
        return None
    last = noun.i
    for child in noun.rights:
        follows = child.dep_ == "prep" and child.left_edge.i == last + 1
        if follows and child.lower_ in _OF_A_MEDIUM and not _is_time(child):
            last = child.right_edge.i
    words = noun.doc[noun.left_edge.i : last + 1]
    return trimmed(ground.text, offset + words.start_char, offset + words.end_char)


def _is_time(preposition: Any) -> bool:
    return any(child.ent_type_ in ("DATE", "TIME") for child in preposition.children)


def _named(ground: Ground, voices: Voices, noun: Any, found: Range) -> str | None:
    """The network or outlet that a medium names, if the story has it among its entities."""
    return voices.named(found) if noun.lower_ in _medium("names") or noun.pos_ == "PROPN" else None


def time_of(ground: Ground, one: Attribution, cue: Any, times: list[TimeValue]) -> str | None:
    """When it was said, as EDTF: a time that hangs on the cue itself, not on what was said. None where none does.

    times: those of the cue's sentence.
    """
    offset = ground.offset(cue.doc)
    if offset is None:
        return None
    for time in times:
        if time.value is None or any(start < time.end and time.start < end for start, end in one.content):
            continue
        span = cue.doc.char_span(time.start - offset, time.end - offset, alignment_mode="expand")
        if span is not None and _hangs_on(span.root, cue):
            return time.value
    return None


def _hangs_on(token: Any, cue: Any) -> bool:
    for _ in range(4):
        head = token.head
        if cue.start <= head.i < cue.end:
            return token.dep_ in ("npadvmod", "prep", "advmod", "pobj", "tmod", "dobj")
        if head.i == token.i or head.pos_ in ("VERB", "AUX"):
            return False
        token = head
    return False


def _lemma(token: Any) -> str:
    return str(token.lemma_.lower())


@cache
def _addressed(how: str) -> frozenset[str]:
    return frozenset(lexicon("cues")["addressed"][how])


@cache
def _medium(what: str) -> frozenset[str]:
    return frozenset(lexicon("cues")["medium"][what])
