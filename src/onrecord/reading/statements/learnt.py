"""The trained reading of attributions: which pieces begin a cue, and each piece's part in what that cue attributes.

The heads ``anchors`` and ``links`` stand on the encoder's one pass over the story (``partial.encoded``). A link's score
is additive in the piece, the anchor and their distance, so that both sides are computed once a story.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder import Encoded, head, labels
from onrecord.reading.statements.candidate import Attribution, Range

__all__ = ["learnt"]

# How far from its cue, in pieces, the parts of an attribution may lie; the training's windows reach no further.
_REACH = 220
_LEAST = 0.2
_ROLES = ("source", "cue", "content")
Scores = npt.NDArray[np.float32]


def learnt(encoded: Encoded, least: float = _LEAST) -> list[Attribution]:
    """The attributions that the model sees, in the order of their cues, each with its confidence.

    least: anchors less likely than this are passed over. Overlapping and rival ones are not yet resolved.
    """
    pieces = encoded.pieces
    if not len(pieces):
        return []
    chance = _anchor_chances(encoded)
    anchors = [int(at) for at in np.nonzero(chance >= least)[0] if pieces.begins[at]]
    weights = head("links")
    tokens = encoded.vectors @ weights["token.weight"].T + weights["token.bias"]
    found = []
    for at in anchors:
        first, end = max(0, at - _REACH), min(len(pieces), at + _REACH)
        anchor = encoded.vectors[at] @ weights["anchor.weight"].T
        near = weights["near.weight"][np.clip(np.arange(first, end) - at, -32, 31) + 32]
        scores = _softmax(
            _gelu(tokens[first:end] + anchor + near) @ weights["output.weight"].T + weights["output.bias"]
        )
        if one := _attribution(encoded, at, first, scores, float(chance[at])):
            found.append(one)
    return found


def _anchor_chances(encoded: Encoded) -> npt.NDArray[np.float32]:
    weights = head("anchors")
    scores = _softmax(encoded.vectors @ weights["linear.weight"].T + weights["linear.bias"])
    chances: npt.NDArray[np.float32] = scores[:, labels("anchors").index("anchor")]
    return chances


def _attribution(encoded: Encoded, at: int, first: int, scores: Scores, chance: float) -> Attribution | None:
    names = labels("links")
    of_role = [scores[:, [names.index(f"B-{role}"), names.index(f"I-{role}")]].sum(-1) for role in _ROLES]
    parts = np.stack([scores[:, names.index("O")], *of_role], axis=-1)
    best = parts.argmax(-1)
    spans = {role: tuple(_runs(encoded, first, best == number)) for number, role in enumerate(_ROLES, 1)}
    if not spans["content"]:
        return None
    cue = spans["cue"] or ((int(encoded.pieces.starts[at]), int(encoded.pieces.ends[at])),)
    certain = float(parts[best == 1 + _ROLES.index("content"), 1 + _ROLES.index("content")].mean())
    return Attribution(spans["source"] or None, cue, spans["content"], None, chance * certain)


def _runs(encoded: Encoded, first: int, chosen: npt.NDArray[np.bool_]) -> Iterator[Range]:
    """Runs of whole words whose first pieces are chosen."""
    pieces = encoded.pieces
    start: int | None = None
    for offset in range(len(chosen) + 1):
        index = first + offset
        if offset < len(chosen) and not pieces.begins[index]:
            continue
        inside = offset < len(chosen) and bool(chosen[offset])
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            yield int(pieces.starts[start]), int(pieces.ends[index - 1])
            start = None


def _softmax(logits: Scores) -> Scores:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    result: Scores = raised / raised.sum(-1, keepdims=True)
    return result


def _gelu(values: Scores) -> Scores:
    result: Scores = 0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3)))
    return result
