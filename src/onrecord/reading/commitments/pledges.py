"""The promises of a story: of its statements, and of verbs of promising that no statement is made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

from onrecord.model import Span, Statement
from onrecord.reading.commitments.vocabulary import words
from onrecord.reading.disputes.propositions import Ground
from onrecord.reading.stage import Parse

__all__ = ["Pledge", "pledges"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TO_COME = frozenset({"to", "will", "would", "shall", "'ll", "’ll", "wo"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_EDGES = " \t\n\"“”'‘’,.;:"


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise as the text makes it: by and to are entities of the reading. holder: the statement that tells it."""

    content: Span
    by: str | None
    to: str | None
    statement: Statement | None
    holder: Statement | None


def pledges(ground: Ground, statements: tuple[Statement, ...]) -> list[Pledge]:
    """The promises of a story in order of the text. One told in several places is still several here."""
    by_id = {one.id: one for one in statements}
    found = [
        pledge for one in statements if one.act == "promise" and (pledge := _stated(ground, one, by_id)) is not None
    ]
    cues = sorted((one.cue.start, one.cue.end) for one in statements if one.cue and one.act == "promise")
    contents = sorted((span.start, span.end, one.id) for one in statements for span in one.content)
    for parse in ground.parses:
        for verb in parse.doc:
            if verb.lemma_.lower() in words("pledging") and verb.pos_ == "VERB":
                at = parse.start + verb.idx
                told = None if _covered(cues, at) else _told(ground, parse, verb)
                if told is not None:
                    holder = _holder(contents, at)
                    found.append(Pledge(*told, None, by_id[holder] if holder else None))
    return sorted(found, key=lambda one: one.content.start)


def _stated(ground: Ground, statement: Statement, by_id: dict[str, Statement]) -> Pledge | None:
    if statement.negated or statement.hypothetical or not statement.content:
        return None
    first = statement.content[0]
    start = first.start + len("that ") * first.text.startswith("that ")
    span = _trimmed(ground, start, statement.content[-1].end)
    if span is None or not _binding(ground, statement, span) or _binds_nobody(ground, statement):
        return None
    speaker = statement.speaker
    by = ground.party(speaker.entity) if speaker and speaker.entity else None
    if by is None and speaker and speaker.span:
        by = _answering(ground, speaker.span)
    to = statement.addressee.entity if statement.addressee else None
    if by is None and to is None:
        return None  # 'plans that promise to transform': nobody is bound
    return Pledge(span, by, to, statement, by_id.get(statement.within) if statement.within else None)


def _binds_nobody(ground: Ground, statement: Statement) -> bool:
    """Whether the cue only describes a thing by a promise, or tells that none was made ('refused to pledge')."""
    found = ground.tokens(statement.cue.start, statement.cue.end) if statement.cue else None
    return found is not None and (
        _describes(found[1].root) or any(token.lemma_.lower() in words("refusing") for token in found[1])
    )


def _describes(verb: Any) -> bool:
    """Whether the promise only describes a thing ('the goals that they pledged to reach'): its object stands before."""
    subject = _child(verb, _SUBJECTS)
    return verb.dep_ == "relcl" and subject is not None and subject.lower_ not in {"who", "which", "that"}


def _binding(ground: Ground, statement: Statement, span: Span) -> bool:
    """Whether the content is a deed to come: a clause with a verb that is not told as past."""
    found = ground.tokens(span.start, span.end)
    if found is None:
        return False
    return any((token.pos_ == "VERB" and token.tag_ != "VBD") or token.tag_ == "MD" for token in found[1])


def _answering(ground: Ground, span: Span) -> str | None:
    """Of a speaker who is known by office only ('the head of the Port Authority'), the body that he answers for."""
    found = ground.tokens(span.start, span.end)
    if found is None:
        return None
    parse, tokens = found
    for token in tokens:
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head == tokens.root:
            entity = ground.entity_of(parse, token)
            if entity and ground.entities[entity].kind == "organisation":
                return entity
    return None


def _told(ground: Ground, parse: Parse, verb: Any) -> tuple[Span, str | None, str | None] | None:
    """A promise in the outlet's own words, or inside somebody's: content, by, to."""
    if any(one.dep_ == "neg" for one in verb.children) or _unreal(verb) or _describes(verb):
        return None
    content = _content(ground, parse, verb)
    if content is None:
        return None
    passive = any(one.dep_ == "auxpass" for one in verb.children)
    subject = _entity(ground, parse, _child(verb, _SUBJECTS))
    receiver = _entity(ground, parse, _child(verb, {"dobj", "dative"}))
    agent = next((leaf for by in verb.children if by.dep_ == "agent" for leaf in by.children), None)
    if passive:
        subject, receiver = _entity(ground, parse, agent), subject
    by = ground.party(subject) if subject else None
    return (content, by, receiver) if by or receiver else None


def _unreal(verb: Any) -> bool:
    """Wished for, asked for or supposed: 'urged them to promise', 'would promise', 'if it promises'."""
    small = {one.lower_ for one in verb.children if one.dep_ in {"aux", "mark"}}
    asked = verb.dep_ in {"xcomp", "ccomp"} and "to" in small
    return asked or bool(small & {"would", "could", "may", "might", "should", "must", "if", "can"})


def _content(ground: Ground, parse: Parse, verb: Any) -> Span | None:
    clause = next((one for one in verb.children if one.dep_ in _CLAUSES and one.pos_ in {"VERB", "AUX"}), None)
    only_to = verb.lemma_.lower() in words("only_to")
    if clause is not None:
        own = [one for one in clause.subtree if one.head is not clause or one.dep_ != "mark" or one.lower_ != "that"]
        if clause.i < verb.i and own[-1].i >= verb.i:
            return None
        if not any(one.dep_ == "aux" and one.lower_ in _TO_COME for one in clause.children):
            return None
        return _trimmed(ground, parse.start + own[0].idx, parse.start + own[-1].idx + len(own[-1]))
    if not only_to and verb.dep_ in {"ccomp", "parataxis", "ROOT", "conj"}:
        return _fronted(ground, parse, verb)
    return None


def _fronted(ground: Ground, parse: Parse, verb: Any) -> Span | None:
    """'Nobody will be evicted, city assures tenants': the clause before, where it tells of what is to come."""
    sentence = verb.sent
    subject = _child(verb, _SUBJECTS)
    joined = any(one.dep_ == "cc" for one in verb.head.children) if verb.dep_ == "conj" else False
    if subject is None or joined:
        return None
    before = parse.doc[sentence.start : min(one.i for one in subject.subtree)]
    commas = [one.i for one in before if one.text in {",", "—", "–"}]
    if not commas or not any(one.lower_ in _TO_COME - {"to"} for one in before):
        return None
    clause = parse.doc[sentence.start : commas[-1]]
    if not len(clause) or commas[-1] + 1 != before.end:
        return None
    return _trimmed(ground, parse.start + clause.start_char, parse.start + clause.end_char)


def _child(verb: Any, deps: frozenset[str] | set[str]) -> Any | None:
    return next((one for one in verb.children if one.dep_ in deps), None)


def _entity(ground: Ground, parse: Parse, token: Any | None) -> str | None:
    return ground.entity_of(parse, token) if token is not None else None


def _trimmed(ground: Ground, start: int, end: int) -> Span | None:
    text = ground.text
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span.of(text, start, end) if start < end else None


def _covered(ranges: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(ranges, (position, 1 << 40)) - 1
    return at >= 0 and position < ranges[at][1]


def _holder(contents: list[tuple[int, int, str]], position: int) -> str | None:
    """The innermost statement whose content holds a position; nested ones begin no earlier than their holders."""
    at = bisect_left(contents, (position + 1, 0, ""))
    for start, end, name in reversed(contents[max(0, at - 6) : at]):
        if start <= position < end:
            return name
    return None
