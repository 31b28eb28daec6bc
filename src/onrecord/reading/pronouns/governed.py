"""Pronouns whose antecedent the sentence's own build gives: 'who' beside a name, 'it' and 'they' below a subject.

'It' and 'they' mostly mean something that no name stands for, so they are resolved only where the clause that
governs them has a named body, place or group for its subject and nothing else that could be meant comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.reading.pronouns.scene import Candidate, Pronoun, Scene, Spot, clauses_of, subject_of
from onrecord.reading.pronouns.words import is_possessive, is_reflexive

__all__ = ["governed", "relatives"]

_BETWEEN = re.compile(
    r"[,\s]*(?:(?:some|all|both|one|most|many|none)\s)?(?:(?:of|with|to|for|from|by|in|on|under|at)\s)?"
)
_WIDEST_GAP = 16
_KINDS = {"neuter": ("organisation", "place"), "plural": ("organisation", "group")}
_LINKING = frozenset(["be", "seem", "appear", "take", "turn", "become"])
_SINGULAR, _PLURAL = ("NN",), ("NNS", "NNPS")


class _Words:
    """Which candidate each word of a name or description belongs to."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._owner: dict[int, tuple[Candidate, Spot]] = {}
        for candidate in candidates:
            for spot in candidate.spots:
                if spot.form != "pronoun":
                    self._owner[spot.index] = (candidate, spot)
        self._ends = {spot.end: owner for owner, spot in self._owner.values()}

    def at(self, token: Any, pronoun: Pronoun) -> Candidate | None:
        """The candidate whose head word ``token`` is, or an apposition to it; token: of the pronoun's own parse."""
        shift = pronoun.spot.index - pronoun.spot.token.i
        for word in (token, *(child for child in token.children if child.dep_ == "appos")):
            if (found := self._owner.get(word.i + shift)) is not None:
                return found[0]
        return None

    def bodies_between(self, subject: Any, pronoun: Pronoun, owner: Candidate) -> bool:
        """Whether another body is named between a subject and an 'it' or 'they' that does something: it may be that."""
        token = pronoun.spot.token
        if is_possessive(token.text, token.tag_):
            return False
        shift = pronoun.spot.index - token.i
        found = (self._owner.get(at + shift) for at in range(subject.i + 1, token.i))
        return any(
            one[0].kind == "organisation" and one[0].id != owner.id and one[1].form == "name" for one in found if one
        )

    def ending_before(self, text: str, position: int) -> Candidate | None:
        """The candidate a mention of which ends just before ``position``, but for a comma and a preposition."""
        for end in range(position, max(0, position - _WIDEST_GAP) - 1, -1):
            if end in self._ends:
                return self._ends[end] if _BETWEEN.fullmatch(text, end, position) else None
        return None


def relatives(
    pronouns: Sequence[Pronoun], candidates: Sequence[Candidate], scene: Scene
) -> Iterator[tuple[Pronoun, str]]:
    """The relative pronouns that stand beside the name they mean: 'Maria Jensen, who'; 'the Alda Bank, whose'."""
    words = _Words(candidates)
    for pronoun in pronouns:
        if pronoun.kind != "relative":
            continue
        owner = words.ending_before(scene.text, pronoun.spot.start)
        if owner is None or not _relative_clause(pronoun.spot.token):
            continue
        human = pronoun.spot.token.lower_ != "which"
        if (owner.kind == "person") == human or (owner.kind == "organisation" and pronoun.spot.token.lower_ == "whose"):
            yield pronoun, owner.id


def governed(pronouns: Sequence[Pronoun], candidates: Sequence[Candidate]) -> Iterator[tuple[Pronoun, str]]:
    """The 'it' and 'they' of any case whose governing subject is named."""
    words = _Words(candidates)
    for pronoun in pronouns:
        if pronoun.kind not in _KINDS or _empty(pronoun.spot.token):
            continue
        owner = _governor(pronoun, words)
        if owner is not None and owner.kind in _KINDS[pronoun.kind]:
            yield pronoun, owner.id


def _governor(pronoun: Pronoun, words: _Words) -> Candidate | None:
    """The named subject of the innermost clause around the pronoun whose subject it can mean."""
    token = pronoun.spot.token
    blocking = _SINGULAR if pronoun.kind == "neuter" else _PLURAL
    within = not is_possessive(token.text, token.tag_) and not is_reflexive(token.text)
    for clause in clauses_of(token):
        if within:
            # Within one clause subject and object are two things; clauses that share their subject are one.
            within = clause.dep_ in ("xcomp", "conj", "pcomp")
            continue
        subject = subject_of(clause)
        if subject is None or subject.i == token.i or token.is_ancestor(subject) or subject.is_ancestor(token):
            continue
        if subject.i > token.i:
            continue
        owner = words.at(subject, pronoun)
        if owner is not None:
            joined = any(child.dep_ == "conj" for child in subject.children)
            if owner.kind in _KINDS[pronoun.kind] and not joined:
                clear = _nothing_between(subject, token, blocking) and not words.bodies_between(subject, pronoun, owner)
                return owner if clear else None
            if joined and pronoun.kind == "plural":
                return None
        elif subject.tag_ in blocking or subject.pos_ == "PRON":
            return None
    return None


def _nothing_between(subject: Any, token: Any, blocking: tuple[str, ...]) -> bool:
    """Whether no other subject that the pronoun could mean stands between the two."""
    if blocking is _PLURAL:
        # 'They' of a body is rare: nothing else in the sentence may be many.
        return not any(word.tag_ in blocking for word in token.doc[token.sent.start : token.i] if word.i != subject.i)
    between = token.doc[subject.i + 1 : token.i]
    return not any(word.dep_ in ("nsubj", "nsubjpass") and word.tag_ in blocking for word in between)


def _relative_clause(token: Any) -> bool:
    """Whether the word opens a clause that says something of a noun, and asks no question."""
    before = token.doc[max(0, token.i - 1)].text
    return before == "," or any(clause.dep_ in ("relcl", "acl") for clause in clauses_of(token))


def _empty(token: Any) -> bool:
    """Whether 'it' means nothing: 'it is clear that', 'it rained'."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in _LINKING:
        return False
    return any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acomp") for child in verb.children)
