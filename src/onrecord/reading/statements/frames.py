"""Which words of a parse may attribute something to somebody, with whom and what.

A frame is a proposal, not a finding: every verb, and every noun or adjective that can carry a clause, with each
construction that could be its content. ``weights`` says which of them are attributions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.reading.stage import Parse
from onrecord.reading.statements.bearers import (
    Tokens,
    agent_of,
    bearer_of,
    cue_of_verb,
    feels,
    only_happens,
    source_tokens,
)
from onrecord.reading.statements.frame import Frame, clause_kind, has_mark, whole
from onrecord.reading.statements.nouns import according_to, of_adjective, of_noun

__all__ = ["frames_of"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_LONGEST_ASIDE = 14
_ASIDE_SIGNS = frozenset([",", "-", "--", "—", "–", '"', "”", "''", "―"])

# A construction: its kind, the content's tokens, the preposition, who is told, the cue's last word.
_Construction = tuple[str, list[Tokens], str, Tokens | None, int]


def frames_of(parse: Parse) -> Iterator[Frame]:
    """Every proposal of one parse, in the order of their cues."""
    for token in parse.doc:
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            yield from _of_verb(parse, token)
        elif token.pos_ == "NOUN":
            yield from of_noun(parse, token)
        elif token.pos_ == "ADJ":
            yield from of_adjective(parse, token)
        if token.lower_ == "according":
            yield from according_to(parse, token)


def _of_verb(parse: Parse, verb: Any) -> Iterator[Frame]:
    if verb.dep_ in ("aux", "auxpass") or verb.lower_ == "according":
        return
    children = list(verb.children)
    if (frame := _inverted(parse, verb, children)) is not None:
        yield frame
        return
    passive = _is_passive(verb, children)
    if not passive and only_happens(verb):
        return
    first, last, governor = cue_of_verb(verb)
    bearer = agent_of(verb) if passive else bearer_of(verb)
    if passive and bearer is None and feels(verb):
        bearer = next((child for child in children if child.dep_ == "nsubjpass"), None)
    source = source_tokens(bearer) if bearer is not None else None
    for kind, content, preposition, addressee, cue_last in _constructions(verb, children, passive):
        yield Frame(
            parse, verb, kind, (first, max(last, cue_last)), content, bearer, source, addressee, governor, preposition,
            extra=["passive"] if passive else [],
        )  # fmt: skip


def _inverted(parse: Parse, verb: Any, children: list[Any]) -> Frame | None:
    """'The team left, said the coach, to play abroad', where the parser lets the coach play."""
    doc, start = verb.doc, verb.sent.start
    if verb.i < start + 2 or doc[verb.i - 1].text != ",":
        return None
    for clause in children:
        if clause.dep_ not in ("ccomp", "xcomp") or clause.i < verb.i:
            continue
        subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
        to = any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)
        if subject is None or not to or subject.left_edge.i != verb.i + 1:
            continue
        # The comma hangs on the subject or stands behind it.
        comma = subject.right_edge.i + (doc[subject.right_edge.i].text != ",")
        if doc[comma].text != ",":
            continue
        rest = [(start, verb.i - 2), (comma + 1, clause.right_edge.i)]
        return Frame(parse, verb, "aside", (verb.i, verb.i), rest, subject, source_tokens(subject))
    return None


def _is_passive(verb: Any, children: list[Any]) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in children):
        return True
    bare = not any(child.dep_ in ("aux", "nsubj") for child in children)
    return bool(verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl", "ROOT") and bare)


def _constructions(verb: Any, children: list[Any], passive: bool) -> Iterator[_Construction]:
    told = _told(verb, children, passive)
    particle = max((child.i for child in children if child.dep_ == "prt" and child.i > verb.i), default=verb.i)
    if aside := _said_aside(verb, children):
        yield "aside", aside, "", None, particle
    clauses = [child for child in children if child.dep_ in ("ccomp", "xcomp", "parataxis")
               or (child.dep_ == "advcl" and has_mark(child, "that"))]  # fmt: skip
    for child in clauses:
        yield clause_kind(child, verb), _around(verb, child), "", told if child.i > verb.i else None, particle
    for child in children:
        if child.dep_ in ("dobj", "attr") and child.i > verb.i:
            yield from _with_object(child, children, particle)
        elif child.dep_ == "dobj":
            yield "object_before", [whole(child)], "", None, particle
        elif child.dep_ == "prep" and child.i > verb.i and child.right_edge.i > child.i:
            yield from _with_preposition(child, particle, told)
        elif child.dep_ == "nsubjpass" and not clauses:
            yield "passive_subject", [whole(child)], "", None, particle
        elif child.dep_ == "acomp":
            yield "acomp", [whole(child)], "", None, particle
    if passive and verb.dep_ == "acl" and verb.head.i < verb.i:
        yield "passive_noun", [(verb.head.left_edge.i, verb.i - 1)], "", None, particle
    subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
    infinitive = next((child for child in children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if subject is not None and infinitive is not None:
        yield "raised", [whole(subject), whole(infinitive)], "", None, particle


def _told(verb: Any, children: list[Any], passive: bool) -> Tokens | None:
    """The object of a verb, or the subject of its passive: whoever is told, if anybody is."""
    objects = [child for child in children if child.dep_ in ("dobj", "dative", "oprd") and child.i > verb.i]
    if passive and not objects:
        objects = [child for child in children if child.dep_ == "nsubjpass"]
    return whole(objects[0]) if objects else None


def _with_object(noun: Any, children: list[Any], particle: int) -> Iterator[_Construction]:
    """'criticised the plan', 'called the plan a threat', 'accused him of lying'."""
    yield "object", [whole(noun)], "", None, particle
    for other in children:
        if other.i <= noun.i or other.dep_ not in ("oprd", "prep"):
            continue
        both = [(noun.left_edge.i, other.right_edge.i)]
        if other.dep_ == "oprd":
            yield "object_with", both, "", None, particle
        elif other.right_edge.i > other.i:
            yield "object_prep", [(other.i + 1, other.right_edge.i)], other.lower_, whole(noun), other.i
            yield "object_with", both, other.lower_, None, particle


def _with_preposition(preposition: Any, particle: int, told: Tokens | None) -> Iterator[_Construction]:
    """'called for calm', 'spoke out against the plan'."""
    inner = next((child for child in preposition.children if child.dep_ == "prep"), None)
    last = inner.i if inner is not None and inner.i == preposition.i + 1 else preposition.i
    if last < preposition.right_edge.i:
        kind = "prep" if preposition.i <= particle + 2 else "prep_far"
        yield kind, [(last + 1, preposition.right_edge.i)], preposition.lower_, told, last


def _said_aside(verb: Any, children: list[Any]) -> list[Tokens]:
    """The rest of the sentence around 'she said' set off by commas, where the parser hangs it on what is said."""
    subject = next((child for child in children if child.dep_ == "nsubj"), None)
    first, last = verb.left_edge.i, verb.right_edge.i
    sentence, doc = verb.sent, verb.doc
    if subject is None or last - first > _LONGEST_ASIDE or first == sentence.start:
        return []
    if any(child.dep_ in ("ccomp", "dobj") for child in children):
        return []
    while first < verb.i and doc[first].is_punct:
        first += 1
    while last > verb.i and doc[last].is_punct:
        last -= 1
    if first == 0 or doc[first - 1].text not in _ASIDE_SIGNS:
        return []
    found = [(sentence.start, first - 1)] if first - 1 > sentence.start else []
    if last + 2 < sentence.end and doc[last + 1].text in _ASIDE_SIGNS:
        found.append((last + 1, sentence.end - 1))
    return found


def _around(verb: Any, clause: Any) -> list[Tokens]:
    """The tokens of a clause: what hangs on it, cut where the cue stands inside."""
    first, last = clause.left_edge.i, clause.right_edge.i
    if first <= verb.i <= last:
        return [(first, verb.left_edge.i - 1)] if first < verb.left_edge.i else [(verb.i + 1, last)]
    return [(first, last)]
