"""From proposals to attributions: which words are cues, and which of the contents that they could have is the one."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.statements.candidate import Attribution
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.proposals import Proposal, proposals
from onrecord.reading.statements.weights import cue_features_of, cue_likelihood, extent_scores, features_of

__all__ = ["choice_features", "grouped", "judged"]

_FAINT = 0.1


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
        if likely >= _FAINT:
            one = group[chosen]
            yield key, Attribution(one.source, one.cue, one.content, one.addressee, likely)
