"""From proposals to attributions: which words are cues, and which of the contents that they could have is the one."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.statements.acts import act_named
from onrecord.reading.statements.candidate import Attribution
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.proposals import Proposal, proposals
from onrecord.reading.statements.weights import cue_features_of, cue_likelihood, extent_scores, features_of

__all__ = ["choice_features", "grouped", "judged"]

_FAINT = 0.1
# Annotators leave most of what is reported inside somebody's words; the record wants it, and says that it is less sure.
_REPORTED = 0.45
_LEAST_WORDS = 3
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_FINITE = frozenset(["VBD", "VBZ", "VBN"])
_SAID = frozenset(["that", "bare", "quote_then_verb", "verb_then_quote"])
_PERFORMED = frozenset([*_SAID, "to", "wh", "object_prep"])
_ACTS = frozenset(["promise", "threaten", "deny", "accuse", "demand", "refuse", "warn", "confirm"])
_SPEECH = frozenset(["say", "tell", "announce", "write", "claim", "declare", "state"])
_PARTIES = frozenset(["i", "we", "you", "it", "me", "us", "this", "that", "one", "anyone", "anybody", "nobody"])


def grouped(ground: Ground) -> dict[tuple[int, int], list[Proposal]]:
    """The proposals of a story by their cue: where its parse begins, and the number of its main word there."""
    groups: dict[tuple[int, int], list[Proposal]] = {}
    for one in proposals(ground):
        groups.setdefault((one.frame.parse.start, one.frame.head.i), []).append(one)
    return groups


def choice_features(ground: Ground, group: list[Proposal], rows: list[list[str]], chosen: int) -> list[str]:
    """What is true of a cue together with the content chosen for it. rows: the features of each content."""
    return [*cue_features_of(ground, [one.frame for one in group]), *("@" + name for name in rows[chosen])]


def judged(ground: Ground) -> Iterator[tuple[tuple[int, int], Attribution]]:
    """Each cue that is not quite unlikely with its likeliest content, by its key. Confidence is that of the cue."""
    for key, group in grouped(ground).items():
        rows = [features_of(ground, one.frame, one.content) for one in group]
        scores = extent_scores(rows)
        chosen = max(range(len(group)), key=lambda number: scores[number])
        likely = cue_likelihood(choice_features(ground, group, rows, chosen))
        one = group[chosen]
        likely = max(likely, _reported(ground, one))
        if likely >= _FAINT:
            yield key, Attribution(one.source, one.cue, one.content, one.addressee, likely)


def _reported(ground: Ground, one: Proposal) -> float:
    """The confidence in an act that somebody in a quotation reports of a third ('"They promised to come," she said').

    0 for what is none: the speaker's own 'I think', questions and conditions without a clause of their own.
    """
    frame = one.frame
    head, bearer = frame.head, frame.bearer
    lemma = head.lemma_.lower()
    if bearer is None or bearer.lower_ in _PARTIES or bearer.dep_ not in _SUBJECTS or head.tag_ not in _FINITE:
        return 0.0
    performs = act_named(lemma) in _ACTS and frame.kind in _PERFORMED
    if not (performs or (lemma in _SPEECH and frame.kind in _SAID)):
        return 0.0
    inside = ground.quotation_at(frame.parse.start + head.idx) is not None
    return _REPORTED if inside and _words(ground, one) >= _LEAST_WORDS else 0.0


def _words(ground: Ground, one: Proposal) -> int:
    return sum(len(ground.text[start:end].split()) for start, end in one.content)
