"""Which words of a parse may attribute something to somebody, with whom and what.

A frame is a proposal, not a finding: every verb, and every noun or adjective that can carry a clause, with each
construction that could be its content. ``weights`` says which of them are attributions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.reading.stage import Parse

__all__ = ["Frame", "Tokens", "bearer_of", "cue_of_verb", "frames_of", "source_tokens"]

Tokens = tuple[int, int]  # the numbers of the first and the last token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_BEFORE_CUE = frozenset(["aux", "auxpass", "neg", "advmod"])
_DEEPEST = 12


@dataclass(slots=True)
class Frame:
    """One proposal. source, cue, content, addressee: tokens of the parse. kind: the construction of the content.

    head: the cue's main word. bearer: the word that heads the source, or None. governor: the verb above it in a chain
    ('refused to say').
    """

    parse: Parse
    head: Any
    kind: str
    cue: Tokens
    content: list[Tokens]
    bearer: Any = None
    source: Tokens | None = None
    addressee: Tokens | None = None
    governor: Any = None
    preposition: str = ""
    extent: str = ""
    extra: list[str] = field(default_factory=list)


def frames_of(parse: Parse) -> Iterator[Frame]:
    """Every proposal of one parse, in the order of their cues."""
    for token in parse.doc:
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            yield from _of_verb(parse, token)
        elif token.pos_ == "NOUN":
            yield from _of_noun(parse, token)
        elif token.pos_ == "ADJ":
            yield from _of_adjective(parse, token)
        if token.lower_ == "according":
            yield from _according(parse, token)


# ---- verbs -----------------------------------------------------------------------------------------------------------


def _of_verb(parse: Parse, verb: Any) -> Iterator[Frame]:
    if verb.dep_ in ("aux", "auxpass"):
        return
    children = list(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod", "advcl", "ROOT")
        and not any(child.dep_ in ("aux", "nsubj") for child in children)
    )
    first, last, governor = cue_of_verb(verb)
    bearer = _agent(verb) if passive else bearer_of(verb)
    source = source_tokens(bearer) if bearer is not None else None
    for kind, content, preposition, addressee, cue_last in _contents(verb, children, passive):
        own = [span for span in content if span is not None]
        if not own:
            continue
        frame = Frame(parse, verb, kind, (first, max(last, cue_last)), own, bearer, source, addressee, governor,
                      preposition)  # fmt: skip
        if passive:
            frame.extra.append("passive")
        yield frame


def _contents(
    verb: Any, children: list[Any], passive: bool
) -> Iterator[tuple[str, list[Tokens], str, Tokens | None, int]]:
    """Each construction that could be the verb's content: kind, tokens, preposition, addressee, the cue's last word."""
    objects = [child for child in children if child.dep_ in ("dobj", "dative", "oprd") and child.i > verb.i]
    told = _whole(objects[0]) if objects else None
    if passive and told is None:
        subject = next((child for child in children if child.dep_ == "nsubjpass"), None)
        told = _whole(subject) if subject is not None else None
    particle = max((child.i for child in children if child.dep_ == "prt" and child.i > verb.i), default=verb.i)
    clause = False
    for child in children:
        if child.dep_ in ("ccomp", "xcomp", "parataxis") or (child.dep_ == "advcl" and _has_mark(child, "that")):
            clause = True
            kind = _clause_kind(child, verb)
            yield kind, _around(verb, child, told), "", told if told and child.i > verb.i else None, particle
    for child in children:
        if child.dep_ in ("dobj", "attr") and child.i > verb.i:
            more = [other for other in children if other.dep_ in ("oprd", "prep", "xcomp", "ccomp", "acl", "npadvmod")
                    and other.i > child.i]  # fmt: skip
            yield "object", [_whole(child)], "", None, particle
            for other in more:
                if other.dep_ == "prep" and other.n_rights:
                    yield ("object_prep", [(other.i + 1, other.right_edge.i)], other.lower_, _whole(child), other.i)
                    yield ("object_with", [(child.left_edge.i, other.right_edge.i)], other.lower_, None, particle)
                if other.dep_ in ("oprd",):
                    yield "object_with", [(child.left_edge.i, other.right_edge.i)], "", None, particle
        elif child.dep_ == "dobj" and child.i < verb.i:
            yield "object_before", [_whole(child)], "", None, particle
        elif child.dep_ == "prep" and child.i > verb.i and child.right_edge.i > child.i:
            inner = child
            last = child.i
            nested = next((grand for grand in child.children if grand.dep_ == "prep"), None)
            if nested is not None and nested.i == child.i + 1:
                inner, last = nested, nested.i
            adjacent = "prep" if child.i <= particle + 2 else "prep_far"
            target = [(inner.i + 1, child.right_edge.i)]
            if target[0][0] <= target[0][1]:
                yield adjacent, target, child.lower_, told, last
        elif child.dep_ == "nsubjpass" and not clause:
            yield "passive_subject", [_whole(child)], "", None, particle
        elif child.dep_ == "acomp":
            yield "acomp", [_whole(child)], "", None, particle
    if passive and verb.dep_ == "acl" and verb.head.i < verb.i:
        yield "passive_noun", [(verb.head.left_edge.i, verb.i - 1)], "", None, particle
    subject = next((child for child in children if child.dep_ in _SUBJECTS), None)
    infinitive = next((child for child in children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if subject is not None and infinitive is not None:
        yield "raised", [_whole(subject), _whole(infinitive)], "", None, particle


def _clause_kind(child: Any, verb: Any) -> str:
    if child.i < verb.i:
        return "fronted"
    opener = child.doc[child.left_edge.i].lower_
    if opener == "that":
        return "that"
    if child.dep_ == "xcomp":
        if any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
            return "to"
        return "ing" if child.tag_ == "VBG" else "small"
    if any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
        return "to_clause"
    if opener in ("who", "what", "when", "where", "why", "how", "whether", "if", "which"):
        return "wh"
    return "bare" if any(grand.dep_ in _SUBJECTS for grand in child.children) else "fragment"


def _has_mark(clause: Any, word: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == word for child in clause.children)


def _around(verb: Any, clause: Any, told: Tokens | None) -> list[Tokens]:
    """The tokens of a clause: what hangs on it, cut where the cue stands inside."""
    first, last = clause.left_edge.i, clause.right_edge.i
    if first <= verb.i <= last:
        return [(first, verb.left_edge.i - 1)] if first < verb.left_edge.i else [(verb.i + 1, last)]
    return [(first, last)]


def _whole(token: Any) -> Tokens:
    return token.left_edge.i, token.right_edge.i


def cue_of_verb(verb: Any) -> tuple[int, int, Any]:
    """First and last token of the cue, and the verb above it in a chain of verbs ('went on to say')."""
    first, governor = verb.i, None
    top = verb
    for _ in range(_DEEPEST):
        if top.dep_ == "xcomp" and top.head.pos_ in ("VERB", "AUX", "ADJ") and 0 < top.i - top.head.i <= 4:
            between = top.doc[top.head.i + 1 : top.i]
            if all(word.dep_ in ("aux", "advmod", "neg", "prt") for word in between):
                governor = governor or top.head
                top = top.head
                first = top.i
                continue
        break
    first = _with_auxiliaries(top, first)
    return first, verb.i, governor


def _with_auxiliaries(verb: Any, first: int) -> int:
    """The first of the auxiliaries, negations and adverbs that stand right before a verb."""
    before = verb.doc[first - 1] if first > 0 else None
    while before is not None and (
        (before.dep_ in _BEFORE_CUE and before.head.i == verb.i and not (before.dep_ == "advmod" and before.tag_ == "WRB"))
        or (before.dep_ == "advmod" and before.head.i > before.i and before.head.i < verb.i and before.head.head.i == verb.i)
    ):  # fmt: skip
        first = before.i
        before = verb.doc[first - 1] if first > 0 else None
    return first


def bearer_of(verb: Any) -> Any:
    """The head of the source of an active verb: its subject, or that of the verb it is joined to or hangs on."""
    for _ in range(_DEEPEST):
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
        if subject is not None:
            return subject
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "NOUN"):
            verb = verb.head
        elif verb.dep_ == "acl":
            noun = verb.head
            return noun
        elif verb.dep_ in ("xcomp", "advcl", "pcomp", "ccomp") and verb.head.i != verb.i:
            if verb.dep_ == "pcomp":
                verb = verb.head.head
            elif verb.dep_ == "xcomp" and (told := _controller(verb)) is not None:
                return told
            else:
                verb = verb.head
            if verb.pos_ in ("NOUN", "PROPN"):
                return None
        else:
            return None
    return None


def _controller(verb: Any) -> Any:
    """Of 'asked him to say' the one who would say it."""
    return next((child for child in verb.head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i), None)


def _agent(verb: Any) -> Any:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def source_tokens(bearer: Any) -> Tokens:
    """The words of a source: its noun phrase with titles and appositions, without a loose relative clause at its end."""
    first, last = bearer.left_edge.i, bearer.right_edge.i
    doc = bearer.doc
    for at in range(first, bearer.i):
        if doc[at].text in ("--", "—", "–", "-", ":", "―") and doc[at].whitespace_:
            first = at + 1
    for child in bearer.rights:
        loose = child.left_edge.i > 0 and doc[child.left_edge.i - 1].text in (",", "-", "--", "—", "–")
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp") and loose:
            last = min(last, child.left_edge.i - 1)
            break
    while last > bearer.i and doc[last].is_punct and doc[last].text not in (")", '"', "”", "]", "''"):
        last -= 1
    while first < bearer.i and (
        doc[first].is_punct and doc[first].text not in ("(", '"', "“", "``") or doc[first].pos_ in ("CCONJ", "SPACE")
    ):
        first += 1
    return first, last


# ---- nouns, adjectives, according to ---------------------------------------------------------------------------------


def _of_noun(parse: Parse, noun: Any) -> Iterator[Frame]:
    """'her claim that …', 'the decision by X to …', 'criticism of …', 'questions about …'."""
    possessor = next((child for child in noun.children if child.dep_ == "poss"), None)
    if possessor is None:
        by = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("by", "from")), None)
        bearer = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
    else:
        bearer = possessor
    adjective = bearer is None and next(
        (child for child in noun.children if child.dep_ in ("compound", "amod") and child.ent_type_ in ("NORP", "ORG", "PERSON", "GPE")),
        None,
    ) or None  # fmt: skip
    light = noun.head if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX") else None
    for child in noun.rights:
        clause = child.dep_ in ("acl", "ccomp", "relcl", "xcomp") and (
            _has_mark(child, "that") or child.doc[child.left_edge.i].lower_ in ("that", "to")
        )
        preposition = child.dep_ == "prep" and child.lower_ not in ("by", "from") and child.right_edge.i > child.i
        if not clause and not preposition:
            continue
        kind = "noun_prep" if preposition else "noun_to" if child.doc[child.left_edge.i].lower_ == "to" else "noun_that"
        content = [(child.i + 1, child.right_edge.i)] if preposition else [_whole(child)]
        cue_last = child.i if preposition else noun.i
        owner = bearer if bearer is not None else adjective
        cue_first = owner.right_edge.i + 1 if owner is not None and owner.right_edge.i < noun.i else noun.i
        source = source_tokens(owner) if owner is not None else None
        if source and possessor is not None and noun.doc[source[1]].tag_ != "POS" and owner.pos_ != "PRON":
            source = (source[0], min(source[1] + 1, noun.i - 1)) if noun.doc[source[1] + 1].tag_ == "POS" else source
        frame = Frame(parse, noun, kind, (cue_first, cue_last), content, owner, source, None, None,
                      child.lower_ if preposition else "")  # fmt: skip
        yield frame
        if light is not None:
            first, _, governor = cue_of_verb(light)
            subject = bearer_of(light)
            yield Frame(parse, noun, "light_" + kind, (first, cue_last), content, subject,
                        source_tokens(subject) if subject is not None else None, None, light,
                        child.lower_ if preposition else "", ["light=" + light.lemma_])  # fmt: skip


def _of_adjective(parse: Parse, adjective: Any) -> Iterator[Frame]:
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
            kind, content, last = "adjective_" + _clause_kind(child, adjective), [_whole(child)], adjective.i
        elif child.dep_ == "prep" and child.right_edge.i > child.i:
            kind, content, last = "adjective_prep", [(child.i + 1, child.right_edge.i)], child.i
        else:
            continue
        yield Frame(parse, adjective, kind, (first, last), content, bearer,
                    source_tokens(bearer) if bearer is not None else None, None, governor,
                    child.lower_ if child.dep_ == "prep" else "")  # fmt: skip


def _according(parse: Parse, word: Any) -> Iterator[Frame]:
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
