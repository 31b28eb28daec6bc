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
_REPORTED = 0.4
_LEAST_REPORTED = 0.5
_LEAST_WORDS = 3
_CLAUSES = frozenset(["that", "bare", "to", "wh", "fronted", "object_prep", "quote_then_verb", "verb_then_quote"])
_ACTS = frozenset(["promise", "threaten", "deny", "accuse", "demand", "refuse", "warn", "confirm"])
_SPEECH = frozenset(["say", "tell", "announce", "write", "claim", "declare", "state"])
_FINITE = frozenset(["VBD", "VBZ", "VBN"])
_PLACES = frozenset(["in", "lin", "kin", "ein"])
_PARTIES = frozenset(["i", "we", "you", "it", "me", "us", "this", "that", "one"])


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
        likely = max(likely, _reported(ground, one, choice_features(ground, group, rows, chosen)))
        if likely >= _FAINT:
            yield key, Attribution(one.source, one.cue, one.content, one.addressee, likely)


def _reported(ground: Ground, one: Proposal, features: list[str]) -> float:
    """The confidence in an act that somebody in a quotation reports of a third ('"They promised to come," she said').

    It is judged as if it stood outside the quotation marks; 0 where that does not make it likely.
    """
    frame = one.frame
    head, bearer = frame.head, frame.bearer
    lemma = head.lemma_.lower()
    if bearer is None or bearer.lower_ in _PARTIES or frame.kind not in _CLAUSES or head.tag_ not in _FINITE:
        return 0.0
    if not (act_named(lemma) in _ACTS or lemma in _SPEECH):
        return 0.0
    if ground.quotation_at(frame.parse.start + head.idx) is None or _words(ground, one) < _LEAST_WORDS:
        return 0.0
    likely = cue_likelihood([_outside(name) for name in features])
    return _REPORTED if likely >= _LEAST_REPORTED else 0.0


def _outside(name: str) -> str:
    """The feature that says that a cue stands outside quotation marks, for one that says inside."""
    return name[:-4] + "False" if name.endswith("True") and name.lstrip("@").split("=")[0] in _PLACES else name


def _words(ground: Ground, one: Proposal) -> int:
    return sum(len(ground.text[start:end].split()) for start, end in one.content)
