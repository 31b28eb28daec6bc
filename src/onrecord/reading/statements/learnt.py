"""The trained reading of attributions: which word begins a cue, and each word's part in what that cue attributes.

The heads ``anchors`` and ``links`` stand on the encoder's one pass over the story (``partial.encoded``). A link's score
is additive in the piece, the anchor and their distance, so that both sides are computed once a story. The parts are the
likeliest sequence of labels in which a part goes on only where it has begun (Viterbi), for all anchors at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder import Encoded, head, labels
from onrecord.reading.statements.candidate import Attribution, Range

__all__ = ["learnt"]

# How far from its cue, in words, the parts of an attribution may lie; the training's windows reach no further.
_REACH = 160
_LEAST = 0.2
_ROLES = ("source", "content", "cue")
_BATCH = 64
Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


def learnt(encoded: Encoded, least: float = _LEAST) -> list[Attribution]:
    """The attributions that the model sees, in the order of their cues, each with its confidence.

    least: anchors less likely than this are passed over. Rival ones are not yet resolved.
    """
    if not len(encoded.pieces):
        return []
    words = np.nonzero(encoded.pieces.begins)[0]
    ends = np.append(words[1:], len(encoded.pieces)) - 1
    vectors = encoded.vectors[words]
    chances = _anchor_chances(vectors)
    anchors = np.nonzero(chances >= least)[0]
    weights = head("links")
    tokens = vectors @ weights["token.weight"].T + weights["token.bias"]
    pieces_before = words  # distances were learnt in pieces
    spans = encoded.pieces.starts[words], encoded.pieces.ends[ends]
    found = []
    for first in range(0, len(anchors), _BATCH):
        batch = anchors[first : first + _BATCH]
        scores = np.stack([_scores(int(at), tokens, vectors, pieces_before) for at in batch])
        for at, path, own in zip(batch, _paths(scores), scores, strict=True):
            if one := _attribution(int(at), path, own, spans, float(chances[at])):
                found.append(one)
    return found


def _anchor_chances(vectors: Scores) -> Scores:
    weights = head("anchors")
    scores = np.exp(_log_softmax(vectors @ weights["linear.weight"].T + weights["linear.bias"]))
    chances: Scores = scores[:, labels("anchors").index("anchor")]
    return chances


def _scores(at: int, tokens: Scores, vectors: Scores, pieces: Numbers) -> Scores:
    """The log probability of each label for the words around one anchor: (2 × reach + 1) × labels.

    Beyond the text's ends every word is sure to have no part in it.
    """
    weights = head("links")
    first, end = max(0, at - _REACH), min(len(tokens), at + _REACH + 1)
    near = weights["near.weight"][np.clip(pieces[first:end] - pieces[at], -32, 31) + 32]
    mixed = _gelu(tokens[first:end] + vectors[at] @ weights["anchor.weight"].T + near)
    made = np.full((2 * _REACH + 1, len(weights["output.bias"])), -30.0, dtype=np.float32)
    made[:, 0] = 0.0
    offset = first - at + _REACH
    made[offset : offset + end - first] = _log_softmax(mixed @ weights["output.weight"].T + weights["output.bias"])
    return made


def _paths(scores: Scores) -> Numbers:
    """The best label of each word for each anchor: anchors × words."""
    names = labels("links")
    begins = [names.index(f"B-{role}") for role in _ROLES]
    goes_on = [names.index(f"I-{role}") for role in _ROLES]
    count, length, width = scores.shape
    back = np.zeros((length, count, width), dtype=np.int64)
    total = scores[:, 0].copy()
    total[:, goes_on] = -1e9
    rows = np.arange(count)
    for step in range(1, length):
        best = total.argmax(-1)
        came = np.repeat(best[:, None], width, axis=1)
        reached = np.repeat(total[rows, best][:, None], width, axis=1)
        for begin, on in zip(begins, goes_on, strict=True):
            from_begin = total[:, begin] >= total[:, on]
            came[:, on] = np.where(from_begin, begin, on)
            reached[:, on] = np.where(from_begin, total[:, begin], total[:, on])
        back[step] = came
        total = reached + scores[:, step]
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = total.argmax(-1)
    for step in range(length - 1, 0, -1):
        path[:, step - 1] = back[step, rows, path[:, step]]
    return path


def _attribution(
    at: int, path: Numbers, scores: Scores, spans: tuple[Numbers, Numbers], chance: float
) -> Attribution | None:
    """One anchor's attribution; None if it attributes nothing."""
    names = labels("links")
    found: dict[str, list[Range]] = {role: [] for role in _ROLES}
    start = -1
    for index in range(len(path) + 1):
        name = names[path[index]] if index < len(path) else "O"
        before = names[path[index - 1]] if index else "O"
        if start >= 0 and not (name[0] == "I" and name[2:] == before[2:]):
            word = at - _REACH
            found[before[2:]].append((int(spans[0][word + start]), int(spans[1][word + index - 1])))
            start = -1
        if start < 0 and name != "O":
            start = index
    if not found["content"]:
        return None
    content = [names.index("B-content"), names.index("I-content")]
    inside = np.isin(path, content)
    certain = float(np.exp(scores[inside][:, content]).sum(-1).mean())
    cue = tuple(found["cue"]) or ((int(spans[0][at]), int(spans[1][at])),)
    return Attribution(tuple(found["source"]) or None, cue, tuple(found["content"]), None, chance * certain)


def _log_softmax(logits: Scores) -> Scores:
    shifted = logits - logits.max(-1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _gelu(values: Scores) -> Scores:
    result: Scores = 0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values * values * values)))
    return result
