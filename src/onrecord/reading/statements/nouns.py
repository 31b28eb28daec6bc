"""Nouns, adjectives and 'according to' that may attribute something to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.reading.stage import Parse
from onrecord.reading.statements.bearers import bearer_of, cue_of_verb, source_tokens
from onrecord.reading.statements.frame import Frame, clause_kind, has_mark, whole

__all__ = ["according_to", "of_adjective", "of_noun"]

_OF_THE_OWNER = ("by", "from")
_CLAUSES = ("acl", "ccomp", "relcl", "xcomp")
_OWNERS = frozenset(["NORP", "ORG", "PERSON", "GPE"])


def of_noun(parse: Parse, noun: Any) -> Iterator[Frame]:
    """'her claim that …', 'the decision by X to …', 'criticism of …', 'raised questions about …'."""
    owner = _owner(noun)
    source = source_tokens(owner) if owner is not None else None
    cue_first = owner.right_edge.i + 1 if owner is not None and owner.right_edge.i < noun.i else noun.i
    light = noun.head if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX") else None
    for child in noun.rights:
        opener = child.doc[child.left_edge.i].lower_
        preposition = ""
        if child.dep_ == "prep" and child.lower_ not in _OF_THE_OWNER and child.right_edge.i > child.i:
            kind, preposition, content, cue_last = (
                "noun_prep",
                child.lower_,
                [(child.i + 1, child.right_edge.i)],
                child.i,
            )
        elif child.dep_ in _CLAUSES and (has_mark(child, "that") or opener in ("that", "to")):
            kind, content, cue_last = "noun_to" if opener == "to" else "noun_that", [whole(child)], noun.i
        else:
            continue
        yield Frame(parse, noun, kind, (cue_first, cue_last), content, owner, source, preposition=preposition)
        if light is not None:
            first, _, _ = cue_of_verb(light)
            subject = bearer_of(light)
            whose = source_tokens(subject) if subject is not None else None
            yield Frame(
                parse, noun, "light_" + kind, (first, cue_last), content, subject, whose, governor=light,
                preposition=preposition, extra=["light=" + light.lemma_],
            )  # fmt: skip


def _owner(noun: Any) -> Any:
    """Whose a claim is: 'her claim', 'the claim by X', 'the White House claim'."""
    possessor = next((child for child in noun.children if child.dep_ == "poss"), None)
    if possessor is not None:
        return possessor
    by = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in _OF_THE_OWNER), None)
    if by is not None:
        return next((child for child in by.children if child.dep_ == "pobj"), None)
    return next(
        (child for child in noun.children if child.dep_ in ("compound", "amod") and child.ent_type_ in _OWNERS), None
    )


def of_adjective(parse: Parse, adjective: Any) -> Iterator[Frame]:
    """'is confident that …', 'was critical of …', 'is ready to …'."""
    if adjective.dep_ not in ("acomp", "ROOT", "conj", "advcl", "amod", "acl") or adjective.head.i == adjective.i:
        return
    verb = adjective.head
    if verb.pos_ not in ("VERB", "AUX"):
        return
    bearer = bearer_of(verb)
    first, _, governor = cue_of_verb(verb)
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            kind, content, last = "adjective_" + clause_kind(child, adjective), [whole(child)], adjective.i
        elif child.dep_ == "prep" and child.right_edge.i > child.i:
            kind, content, last = "adjective_prep", [(child.i + 1, child.right_edge.i)], child.i
        else:
            continue
        yield Frame(parse, adjective, kind, (first, last), content, bearer,
                    source_tokens(bearer) if bearer is not None else None, None, governor,
                    child.lower_ if child.dep_ == "prep" else "")  # fmt: skip


def according_to(parse: Parse, word: Any) -> Iterator[Frame]:
    """'…, according to X': the rest of the sentence is the content."""
    doc = parse.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return
    to = doc[word.i + 1]
    bearer = next((child for child in to.children if child.dep_ == "pobj"), None)
    if bearer is None:
        return
    source = source_tokens(bearer)
    sentence = word.sent
    before = (sentence.start, word.i - 1) if word.i > sentence.start else None
    edge = max(source[1], bearer.right_edge.i)
    after = (edge + 1, sentence.end - 1) if edge + 1 < sentence.end else None
    if before is not None and sum(not doc[i].is_punct for i in range(before[0], before[1] + 1)) < 2:
        before = None
    rest = after if after and sum(doc[i].is_alpha for i in range(after[0], after[1] + 1)) > 2 else None
    if before:
        yield Frame(parse, word, "according_before", (word.i, to.i), [before], bearer, source)
    if rest and (not before or doc[word.i - 1].text == ","):
        yield Frame(parse, word, "according_after", (word.i, to.i), [rest], bearer, source)
        if before:
            yield Frame(parse, word, "according_both", (word.i, to.i), [before, rest], bearer, source)
