"""What speaks for and against a candidate being meant by a pronoun, as numbers for the scorer.

The features are the plain ones of the literature (Hobbs 1978; Lappin and Leass 1994; the role rule and the
parallelism rule of Webster et al. 2018, 'Mind the GAP'), read off the dependency parse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.reading.pronouns.scene import Candidate, Pronoun, Spot, clauses_of, role_of, subject_of, top_of
from onrecord.reading.pronouns.words import is_possessive, is_reflexive

__all__ = ["NAMES", "Field", "agreement", "features"]

_ROLES = ("subject", "object", "oblique", "possessor", "other")
_FAR = 30.0
_LOOKED_AT = 8
# 'His real name, Peter Hansen': there what is owned is the name.
_NAMING = frozenset(["name", "pseudonym", "nickname", "alias", "title", "surname"])


@dataclass(slots=True)
class Field:
    """The candidates for one pronoun side by side, each with the mention nearest to it.

    agree: by candidate how well its gender fits, 0 to 1. near: the last mention before the pronoun, or else the first
    after it. by_recency, by_salience: the rank of each candidate among those that fit (0 the best).
    """

    pronoun: Pronoun
    candidates: list[Candidate]
    agree: list[float]
    near: list[Spot]
    by_recency: list[int]
    by_salience: list[int]

    @classmethod
    def of(cls, pronoun: Pronoun, candidates: list[Candidate]) -> Field:
        """The field of a pronoun. candidates: at least one, each with at least one mention."""
        here = pronoun.spot
        near = [candidate.nearest(here.index) for candidate in candidates]
        agree = [agreement(pronoun, candidate) for candidate in candidates]
        recency = _ranks([(abs(here.index - spot.index) + (_FAR if spot.index > here.index else 0)) +
                          1000 * (agree[at] < 0.2) for at, spot in enumerate(near)])  # fmt: skip
        salience = _ranks([_salience(here, candidate, spot) + 1000 * (agree[at] < 0.2)
                           for at, (candidate, spot) in enumerate(zip(candidates, near, strict=True))])  # fmt: skip
        return cls(pronoun, candidates, agree, near, recency, salience)


def agreement(pronoun: Pronoun, candidate: Candidate) -> float:
    """How well the gender of a person fits the pronoun: 0 not at all, 0.5 unknown, 1."""
    if pronoun.kind == "masculine":
        return 1 - candidate.woman
    return candidate.woman if pronoun.kind == "feminine" else 0.5


def features(field: Field) -> list[list[float]]:
    """A row of ``NAMES`` for each candidate of the field."""
    shared = _of_pronoun(field.pronoun)
    pairs = [_of_pair(field.pronoun, spot) for spot in field.near]
    rows = []
    for at in range(len(field.candidates)):
        row = {**shared, **_of_candidate(field, at), **pairs[at], **_of_rival(field, at, pairs)}
        rows.append([float(row[name]) for name in NAMES])
    return rows


def _of_pronoun(pronoun: Pronoun) -> dict[str, float]:
    token, role = pronoun.spot.token, role_of(pronoun.spot.token)
    clauses = clauses_of(token)
    return {
        "pronoun_subject": role == "subject",
        "pronoun_object": role == "object",
        "pronoun_oblique": role == "oblique",
        "pronoun_possessive": is_possessive(token.text, token.tag_),
        "pronoun_reflexive": is_reflexive(token.text),
        "pronoun_feminine": pronoun.kind == "feminine",
        "pronoun_first": token.i - token.sent.start < 2,
        "pronoun_depth": len(clauses),
        "pronoun_quoted": pronoun.spot.quotation >= 0,
        "pronoun_position": min(token.i - token.sent.start, _FAR),
        "pronoun_possesses_subject": role == "possessor" and role_of(token.head) == "subject",
        "pronoun_subordinate": bool(clauses) and clauses[0].dep_ in ("advcl", "relcl", "acl", "ccomp"),
        "pronoun_reported": bool(clauses) and clauses[0].dep_ == "ccomp",
        "pronoun_adverbial": bool(clauses) and clauses[0].dep_ == "advcl",
        "pronoun_coordinate": bool(clauses) and clauses[0].dep_ == "conj",
    }


def _of_candidate(field: Field, at: int) -> dict[str, float]:
    here, candidate, spot = field.pronoun.spot, field.candidates[at], field.near[at]
    seen = candidate.seen_before(here.index)
    last = candidate.spots[max(0, seen - _LOOKED_AT) : seen]
    recent = [one for one in last if here.sentence - one.sentence <= 2]
    rivals = [other for other in range(len(field.candidates)) if other != at]
    fits = [other for other in rivals if field.agree[other] >= 0.2]
    return {
        "agree": field.agree[at],
        "stated": candidate.stated,
        "best_rival_agree": max((field.agree[other] for other in rivals), default=0.0),
        "mentions_before": min(seen, 8),
        "mentions_recent": min(len(recent), 5),
        "mentions_share": len(candidate.spots) / sum(len(one.spots) for one in field.candidates),
        "mentions_after": min(len(candidate.spots) - seen, 5),
        "subject_mentions": min(sum(role_of(one.token) == "subject" for one in last), 5),
        "first_in_story": candidate.spots[0].index == min(one.spots[0].index for one in field.candidates),
        "newly_named": seen == 1 and candidate.spots[0] is spot,
        "rivals_before_in_sentence": min(sum(field.near[o].sentence == spot.sentence and
                                             field.near[o].index < spot.index for o in fits), 4),
        "first_seen": min(candidate.spots[0].index, 200),
        "name_words": min(len(candidate.name.split()), 4),
        "near_words": min(spot.end - spot.start, 40) / max(len(candidate.name), 1),
        "recency_rank": field.by_recency[at],
        "salience_rank": field.by_salience[at],
        "rivals": min(len(fits), 8),
        "rivals_between": min(sum(_between(spot.index, field.near[o].index, here.index) for o in fits), 6),
        "rival_subject_between": any(_between(spot.index, field.near[o].index, here.index)
                                     and role_of(field.near[o].token) == "subject" for o in fits),
        "rival_same_sentence": sum(field.near[o].sentence == here.sentence and field.near[o].index < here.index
                                   for o in fits),
    }  # fmt: skip


def _between(start: int, index: int, end: int) -> bool:
    return min(start, end) < index < max(start, end)


def _of_rival(field: Field, at: int, pairs: list[dict[str, float]]) -> dict[str, float]:
    """What the most salient of the other candidates that fit has to show."""
    fits = [other for other in range(len(pairs)) if other != at and field.agree[other] >= 0.2]
    if not fits:
        return {f"rival_{name}": -1.0 for name in _OF_RIVAL} | {"rival_agree": -1.0, "rival_named": -1.0}
    best = min(fits, key=lambda other: field.by_salience[other])
    seen = field.candidates[best].seen_before(field.pronoun.spot.index)
    return {f"rival_{name}": pairs[best][name] for name in _OF_RIVAL} | {
        "rival_agree": field.agree[best],
        "rival_named": min(seen, 8),
    }


_OF_RIVAL = ("words", "sentences", "candidate_subject", "candidate_possessor", "parallel", "after", "same_clause",
             "binding", "inside_own_phrase", "levels_up", "subject_of_clause", "commands", "distance_in_tree",
             "candidate_position")  # fmt: skip


def _of_pair(pronoun: Pronoun, spot: Spot) -> dict[str, float]:
    here, there = pronoun.spot.token, spot.token
    role, top = role_of(there), top_of(there)
    same = spot.sentence == pronoun.spot.sentence
    own = role_of(here)
    row: dict[str, float] = {f"candidate_{name}": role == name for name in _ROLES}
    clauses = clauses_of(there)
    row |= {
        "after": spot.index > pronoun.spot.index,
        "words": min(abs(pronoun.spot.index - spot.index), 120),
        "sentences": min(abs(pronoun.spot.sentence - spot.sentence), 8),
        "same_sentence": same,
        "previous_sentence": pronoun.spot.sentence - spot.sentence == 1,
        "same_part": spot.part == pronoun.spot.part,
        "same_quotation": spot.quotation == pronoun.spot.quotation,
        "candidate_quoted": spot.quotation >= 0,
        "parallel": role == own,
        "both_subject": role == own == "subject",
        "candidate_position": min(there.i - there.sent.start, _FAR),
        "candidate_depth": len(clauses),
        "candidate_main_subject": role == "subject" and len(clauses) == 1,
        "candidate_appositive": there.dep_ == "appos",
        "candidate_compound": there.dep_ in ("compound", "nmod", "amod"),
        "candidate_joined": top.dep_ == "conj" or any(child.dep_ == "conj" for child in there.children),
        "candidate_bracketed": _bracketed(there),
        "candidate_by": role == "oblique" and top.head.lower_ == "by",
        "candidate_of": role == "oblique" and top.head.lower_ == "of",
        "candidate_as": role == "oblique" and top.head.lower_ in ("as", "like", "than"),
        "candidate_with": role == "oblique" and top.head.lower_ in ("with", "to", "for", "from"),
        "candidate_opens": there.left_edge.i == there.sent.start,
        "candidate_passive": top.dep_ == "nsubjpass",
    }
    return row | (_within_sentence(here, there, top) if same else dict.fromkeys(_WITHIN, 0.0))


_WITHIN = ("same_clause", "binding", "inside_own_phrase", "commands", "levels_up", "subject_of_clause",
           "relative_clause", "parallel_object", "introductory", "coordinate_verbs", "distance_in_tree")  # fmt: skip


def _within_sentence(here: Any, there: Any, top: Any) -> dict[str, float]:
    """How the two stand to each other in the parse of their common sentence."""
    mine, theirs = clauses_of(here), clauses_of(there)
    same = bool(mine and theirs) and mine[0].i == theirs[0].i
    possessive = is_possessive(here.text, here.tag_)
    role, own = role_of(there), role_of(here)
    # Binding: within one clause a plain pronoun and a noun phrase beside it are two people.
    binding = same and not possessive and not is_reflexive(here.text) and {role, own} in (
        {"subject", "object"}, {"subject", "oblique"}, {"object", "oblique"}, {"subject"}, {"object"})  # fmt: skip
    level = next((up for up, clause in enumerate(mine) if role == "subject" and top.head.i == clause.i), -1)
    subject = subject_of(mine[0]) if mine else None
    return {
        "same_clause": same,
        "binding": binding,
        "inside_own_phrase": possessive and _inside_own_phrase(here, there, top),
        "commands": top.head.is_ancestor(here) and top.i != here.i,
        "levels_up": level,
        "subject_of_clause": subject is not None and subject.i in (there.i, top.i),
        "relative_clause": any(clause.dep_ in ("relcl", "acl") and clause.head.i in (there.i, top.i)
                               for clause in mine),
        "parallel_object": bool(mine and theirs) and mine[0].i != theirs[0].i and role == own == "object",
        "introductory": here.i < there.i and bool(mine) and mine[0].dep_ in ("advcl", "prep", "pcomp"),
        "coordinate_verbs": bool(mine and theirs) and mine[0].dep_ == "conj" and mine[0].head.i == theirs[0].i,
        "distance_in_tree": _path(here, there),
    }  # fmt: skip


def _inside_own_phrase(here: Any, there: Any, top: Any) -> bool:
    """Whether the possessive stands in the phrase that names the candidate: 'her mother, Ellen'."""
    owned = here.head
    if owned.lemma_ in _NAMING:
        return False
    return (
        owned.i in (there.i, top.i)
        or (owned.is_ancestor(there) and there.head.i == owned.i and there.dep_ in ("appos", "compound", "nmod"))
        or (owned.dep_ == "appos" and owned.head.i in (there.i, top.i))
        or (owned.dep_ in ("compound", "nmod") and owned.head.i == there.i)
    )


def _bracketed(token: Any) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text in ("(", "[")


def _path(one: Any, other: Any) -> float:
    """The number of edges between two words of a sentence in its parse, at most 12."""
    depths = {one.i: 0} | {ancestor.i: up for up, ancestor in enumerate(one.ancestors, 1)}
    for up, token in enumerate([other, *other.ancestors]):
        if token.i in depths:
            return min(up + depths[token.i], 12)
    return 12


def _ranks(values: list[float]) -> list[int]:
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = min(rank, 8)
    return ranks


def _salience(here: Spot, candidate: Candidate, spot: Spot) -> float:
    """How far from the mind a candidate is: nearer sentences first, then subjects, then from the left."""
    if spot.index > here.index:
        return 90 + spot.sentence - here.sentence
    role = role_of(spot.token)
    weight = {"subject": 0.0, "object": 0.3, "oblique": 0.4, "possessor": 0.2, "other": 0.3}[role]
    into = float(spot.token.i - spot.token.sent.start)
    return here.sentence - spot.sentence + weight + 0.005 * into


NAMES: tuple[str, ...] = (
    "pronoun_subject", "pronoun_object", "pronoun_oblique", "pronoun_possessive", "pronoun_reflexive",
    "pronoun_feminine", "pronoun_first", "pronoun_depth", "pronoun_quoted", "pronoun_position",
    "pronoun_possesses_subject", "pronoun_subordinate", "agree", "stated", "best_rival_agree", "mentions_before",
    "mentions_recent", "mentions_share", "mentions_after", "subject_mentions", "first_in_story", "first_seen",
    "name_words", "near_words", "recency_rank", "salience_rank", "rivals", "rivals_between", "rival_subject_between",
    "rival_same_sentence", "candidate_subject", "candidate_object", "candidate_oblique", "candidate_possessor",
    "candidate_other", "after", "words", "sentences", "same_sentence", "previous_sentence", "same_part",
    "same_quotation", "candidate_quoted", "parallel", "both_subject", "candidate_position", "candidate_depth",
    "candidate_main_subject", "candidate_appositive", "candidate_compound", "candidate_joined", "candidate_bracketed",
    "candidate_by", "candidate_of", "candidate_with", "candidate_opens", "candidate_passive", "same_clause", "binding",
    "inside_own_phrase", "commands", "levels_up", "subject_of_clause", "relative_clause", "introductory",
    "coordinate_verbs", "distance_in_tree", "pronoun_reported", "pronoun_adverbial", "pronoun_coordinate",
    "newly_named", "rivals_before_in_sentence", "candidate_as", "parallel_object", "rival_agree", "rival_named",
    *(f"rival_{name}" for name in _OF_RIVAL),
)  # fmt: skip
