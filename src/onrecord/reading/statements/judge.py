"""From proposals to attributions: which words are cues, and which of the contents that they could have is the one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.reading.statements.acts import act_named
from onrecord.reading.statements.bearers import happens_to, only_happens
from onrecord.reading.statements.candidate import Attribution, Range, Ranges, trimmed
from onrecord.reading.statements.frame import Frame
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.learnt import Learnt
from onrecord.reading.statements.proposals import Proposal, proposals
from onrecord.reading.statements.weights import cue_features_of, cue_likelihood, extent_scores, features_of

__all__ = ["choice_features", "grouped", "judged"]

_FAINT, _FAINT_ANCHOR = 0.1, 0.05
# What the model is so sure to be no cue, nobody need look at: the rules would have to be surer still.
_LEAST_SEEN = 0.004
# How rules and model weigh against each other, chosen on PolNeAR's development articles (training.statements.weighing).
_LEAST_SHARE, _FIT, _OWN = 1e-4, 0.03, -14.0
_CUE = (0.0, 0.7, 0.5)
_ALONE = (0.0, 1.3)
_LINE = re.compile(r"[^\n]+")
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


def grouped(ground: Ground, wanted: Callable[[Frame], bool] | None = None) -> dict[tuple[int, int], list[Proposal]]:
    """The proposals of a story by their cue: where its parse begins, and the number of its main word there."""
    groups: dict[tuple[int, int], list[Proposal]] = {}
    for one in proposals(ground, wanted):
        groups.setdefault((one.frame.parse.start, one.frame.head.i), []).append(one)
    return groups


def choice_features(ground: Ground, group: list[Proposal], rows: list[list[str]], chosen: int) -> list[str]:
    """What is true of a cue together with the content chosen for it. rows: the features of each content."""
    return [*cue_features_of(ground, [one.frame for one in group]), *("@" + name for name in rows[chosen])]


def judged(ground: Ground, learnt: Learnt | None = None) -> Iterator[Attribution]:
    """Each cue that is not quite unlikely with its likeliest content. Confidence is that of the cue.

    learnt: what the model sees; the rules alone judge without it. With it a cue's likelihood is that of both, a
    content is the better the better it fits the parts that the model gives each word, and a cue that no rule proposes
    is the model's own.
    """
    if learnt is None:
        for group in grouped(ground).values():
            rows = [features_of(ground, one.frame, one.content) for one in group]
            best, likely = _best(ground, group, rows, extent_scores(rows))
            likely = max(likely, _reported(ground, group[best]))
            if likely >= _FAINT and not _happens(ground, group[best].cue):
                yield _attribution(group[best], likely)
        return
    own = dict(learnt.attributions(_FAINT_ANCHOR))
    taken: set[int | None] = set()

    def wanted(frame: Frame) -> bool:
        """Whether the model does not all but rule a cue out; what is reported inside quotations is the rules' alone."""
        doc, first = frame.parse.doc, min(frame.cue[0], frame.head.i)
        start, end = frame.parse.start + doc[first].idx, frame.parse.start + frame.head.idx + len(frame.head)
        at = learnt.anchor_in(start, end)
        return (at is not None and learnt.chances[at] >= _LEAST_SEEN) or ground.quotation_at(start) is not None

    for group in grouped(ground, wanted).values():
        at = _anchor(learnt, group)
        taken.add(at)
        one = _agreed(ground, group, learnt, at, own.get(at) if at is not None else None)
        if one.confidence >= _FAINT and not _happens(ground, one.cue):
            yield one
    for at, found in own.items():
        if at not in taken and not _happens(ground, found.cue) and (rest := _in_lines(ground, found)) is not None:
            likely = _share(_ALONE[0] + _ALONE[1] * _log_odds(float(learnt.chances[at])))
            yield replace(rest, confidence=likely)


def _best(ground: Ground, group: list[Proposal], rows: list[list[str]], worth: list[float]) -> tuple[int, float]:
    """The number of the worthiest content of a cue, and how likely the rules think the cue with it."""
    chosen = max(range(len(group)), key=worth.__getitem__)
    return chosen, cue_likelihood(choice_features(ground, group, rows, chosen))


def _agreed(
    ground: Ground, group: list[Proposal], learnt: Learnt, at: int | None, own: Attribution | None
) -> Attribution:
    """What rules and model together make of a cue. own: the model's attribution where it takes ``at`` for a cue."""
    rows = [features_of(ground, one.frame, one.content) for one in group]
    worth = [math.log(share + _LEAST_SHARE) for share in extent_scores(rows)]
    seen = float(learnt.chances[at]) if at is not None else 0.0
    if at is not None and seen >= _LEAST_SEEN:
        worth = [value + _FIT * learnt.fit(at, _attribution(one, 1.0)) for value, one in zip(worth, group, strict=True)]
    best, likely = _best(ground, group, rows, worth)
    likely = _share(_CUE[0] + _CUE[1] * _log_odds(likely) + _CUE[2] * _log_odds(seen))
    one = _attribution(group[best], max(likely, _reported(ground, group[best])))
    if own is not None and at is not None and _OWN + _FIT * learnt.fit(at, own) > worth[best]:
        rival = _in_lines(ground, own)
        one = replace(rival, addressee=one.addressee, confidence=one.confidence) if rival is not None else one
    return one


def _attribution(one: Proposal, confidence: float) -> Attribution:
    return Attribution(one.source, one.cue, one.content, one.addressee, confidence)


def _anchor(learnt: Learnt, group: list[Proposal]) -> int | None:
    """The word of the cue that the model would take for its first."""
    frame = group[0].frame
    start = min(one.cue[0][0] for one in group)
    return learnt.anchor_in(start, max(start + 1, frame.parse.start + frame.head.idx + len(frame.head)))


def _happens(ground: Ground, cue: Ranges) -> bool:
    """Whether what looks like a cue only happens: 'The city has witnessed protests', 'Norway saw a rise in prices'."""
    span = ground.tokens(cue[0][0], cue[-1][1])
    verb = span.root if span is not None else None
    if verb is None or verb.pos_ != "VERB":
        return False
    return only_happens(verb) or (happens_to(verb) is not None and ground.names_place(happens_to(verb)))


def _in_lines(ground: Ground, one: Attribution) -> Attribution | None:
    """The model's attribution as the story's parts allow; None if nothing is left of it.

    Content is cut at the ends of lines and trimmed, and lies in the cue's part, or is quoted in another; a source lies
    in the cue's part.
    """
    part = ground.part_at(one.cue[0][0])
    first, last = (part.start, part.end) if part else (0, len(ground.text))
    pieces: list[Range] = []
    for start, end in one.content:
        for line in _LINE.finditer(ground.text, start, end):
            piece = trimmed(ground.text, *line.span())
            if piece and (first <= piece[0] < last or ground.quotation_at(piece[0]) is not None):
                pieces.append(piece)
    pieces = [piece for piece in pieces if any(map(str.isalnum, ground.text[slice(*piece)]))]
    source = tuple(span for span in one.source or () if first <= span[0] and span[1] <= last)
    return replace(one, content=tuple(pieces), source=source or None) if pieces else None


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


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
