"""The words around a verb that belong to its cue, and who bears it: subject, agent, noun that a clause hangs on."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.reading.lexicon import lexicon
from onrecord.reading.statements.acts import act_named

__all__ = ["Tokens", "agent_of", "bearer_of", "cue_of_verb", "feels", "happens_to", "only_happens", "source_tokens"]

Tokens = tuple[int, int]  # the numbers of the first and the last token

_BEFORE_CUE = frozenset(["aux", "auxpass", "neg", "advmod"])
_DEEPEST = 12
_PLACES_AND_TIMES = frozenset(["GPE", "LOC", "FAC", "DATE", "TIME", "EVENT"])
_DASHES = frozenset(["--", "—", "–", "-", ":", "―"])
_OPENING, _CLOSING = frozenset(["(", '"', "“", "``"]), frozenset([")", '"', "”", "]", "''"])


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
        if top.dep_ == "acomp" and top.head.pos_ == "AUX" and 0 < top.i - top.head.i <= 3:
            top = top.head
            first = top.i
        break
    first = _with_auxiliaries(top, first)
    return first, verb.i, governor


def _with_auxiliaries(verb: Any, first: int) -> int:
    """The first of the auxiliaries, negations and adverbs that stand right before a verb."""
    while first > 0 and _belongs_before(verb.doc[first - 1], verb):
        first -= 1
    return first


def _belongs_before(word: Any, verb: Any) -> bool:
    if word.dep_ in _BEFORE_CUE and word.head.i == verb.i:
        return not (word.dep_ == "advmod" and word.tag_ == "WRB")
    return bool(word.dep_ == "advmod" and word.i < word.head.i < verb.i and word.head.head.i == verb.i)


def bearer_of(verb: Any) -> Any:
    """The head of the source of an active verb: its subject, or that of the verb it is joined to or hangs on."""
    if verb.lemma_ in _words("impersonal"):
        return None
    start = verb
    if (told := _of_loose_participle(verb)) is not None:
        return told
    for _ in range(_DEEPEST):
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
        if subject is not None:
            return subject
        if verb.dep_ == "acl":
            return verb.head
        if verb.head.i == verb.i:
            return _just_before(start)
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "NOUN"):
            verb = verb.head
        elif verb.dep_ == "pcomp":
            verb = verb.head.head
        elif verb.dep_ == "xcomp" and (told := _controller(verb)) is not None:
            return told
        elif verb.dep_ in (
            "acomp",
            "xcomp",
            "advcl",
            "ccomp",
            "parataxis",
            "relcl",
            "prep",
            "advmod",
            "dep",
        ) or verb.pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "ADP", "SCONJ"):
            verb = verb.head
        else:
            return _just_before(start)
    return None


def _of_loose_participle(verb: Any) -> Any:
    """In 'Kel said that the wall held, urging calm' the one who urges: whoever said it, not what is said to hold."""
    clause = verb.head
    loose = verb.tag_ == "VBG" and verb.dep_ == "advcl" and 1 < verb.i > clause.i and verb.doc[verb.i - 1].text == ","
    if not loose or act_named(verb.lemma_.lower()) is None:
        return None
    for _ in range(_DEEPEST):
        if clause.dep_ != "ccomp" or clause.head.i >= clause.i:
            return None
        clause = clause.head
        if clause.lemma_.lower() in _words("saying"):
            return next((child for child in clause.children if child.dep_ == "nsubj"), None)
    return None


def _just_before(verb: Any) -> Any:
    """The noun right before a verb that the parser gave no subject, over brackets and commas: 'Lee (Ind.) said'."""
    first = cue_of_verb(verb)[0]
    for at in range(first - 1, max(first - 5, -1), -1):
        token = verb.doc[at]
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            for _ in range(_DEEPEST):
                outside = token.head.i == token.i or token.head.i >= first or token.dep_ in ("nsubj", "ROOT", "conj")
                if outside or token.head.pos_ not in ("PROPN", "NOUN", "PRON", "ADP"):
                    break
                token = token.head
            return token if token.i < first and token.pos_ in ("PROPN", "NOUN", "PRON") else None
        if not token.is_punct:
            return None
    return None


def _controller(verb: Any) -> Any:
    """Of 'asked him to say' the one who would say it."""
    return next((child for child in verb.head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i), None)


def feels(verb: Any) -> bool:
    """Whether the subject of a passive is who feels it: 'was worried that'."""
    return verb.lemma_ in _words("feelings")


def only_happens(verb: Any) -> bool:
    """Whether a verb of seeing has a place or a time for its subject: 'the city saw protests'."""
    if verb.lemma_ not in _words("happenings"):
        return False
    bearer = bearer_of(verb)
    return bearer is not None and (bearer.ent_type_ in _PLACES_AND_TIMES or bearer.lemma_.lower() in _words("scenes"))


def happens_to(verb: Any) -> Any:
    """The subject of a verb of seeing: if it names a place, the verb attributes nothing."""
    return bearer_of(verb) if verb.lemma_ in _words("happenings") else None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("cues")["bearers"][kind])


def agent_of(verb: Any) -> Any:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def source_tokens(bearer: Any) -> Tokens:
    """The words of a source: its noun phrase with titles and appositions, without a loose clause at its end."""
    first, last = bearer.left_edge.i, bearer.right_edge.i
    doc = bearer.doc
    for at in range(first, bearer.i):
        if doc[at].text in _DASHES and doc[at].whitespace_:
            first = at + 1
    for child in bearer.rights:
        loose = child.left_edge.i > 0 and doc[child.left_edge.i - 1].text in (",", *_DASHES)
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp") and loose:
            last = min(last, child.left_edge.i - 1)
            break
    while last > bearer.i and doc[last].is_punct and doc[last].text not in _CLOSING:
        last -= 1
    while first < bearer.i and _opens_nothing(doc[first]):
        first += 1
    return first, last


def _opens_nothing(token: Any) -> bool:
    return token.pos_ in ("CCONJ", "SPACE") or (token.is_punct and token.text not in _OPENING)
