"""The encoder at work: word pieces to vectors, in windows that overlap, on one core, with onnxruntime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import OnRecordError
from onrecord.models.encoder.pieces import CLS, SEP, Pieces

__all__ = [
    "MAPS",
    "OF_EVENTS",
    "SHARED",
    "WIDTH",
    "Attention",
    "Encoded",
    "Vectors",
    "digest",
    "encoded",
    "head",
    "labels",
    "windows",
]

WIDTH = 384
# The encoder that most stages share, and the one of events.
SHARED, OF_EVENTS = "encoder", "event_encoder"
_MODELS = Path(__file__).parents[1]
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")
# Pieces a window, and of those how many at each cut edge only lend context. The encoder knows 512 positions; beyond
# 256 the attention's cost grows faster than what the far context gives.
WINDOW, MARGIN = 254, 16
# Attention is kept for so many pieces a window and a text: a row of it is as large as a hundred vectors.
_WATCHED_WINDOW, _WATCHED_TEXT = 24, 1000
# Layers × (what a piece gives, what it gets) × heads.
MAPS = 6 * 2 * 12

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Attention:
    """How much one piece attends to the others of its window, and they to it.

    start: the window's first piece. maps: MAPS × pieces of the window; of each layer first what the piece gives to each
    other (12 heads), then what each gives to it (12 heads).
    """

    start: int
    maps: npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces and their vectors: one row of ``vectors`` (pieces × WIDTH) a piece.

    attention: of the pieces that were watched, by their number.
    """

    pieces: Pieces
    vectors: Vectors
    attention: Mapping[int, Attention] = field(default_factory=dict)


def windows(length: int) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, first kept, end of kept) of each window over ``length`` pieces; the kept parts meet."""
    if length <= WINDOW:
        if length:
            yield 0, length, 0, length
        return
    start = kept = 0
    while True:
        end = min(start + WINDOW, length)
        until = end if end == length else end - MARGIN
        yield start, end, kept, until
        if end == length:
            return
        kept = until
        start = until - MARGIN


def encoded(pieces: Pieces, watched: Sequence[int] = (), model: str = SHARED) -> Encoded:
    """The pieces with their vectors, and the attention of those in ``watched`` (numbers of pieces, in order).

    Beyond 24 watched pieces in a window's kept part, or 1,000 in the text, the rest have none. Windows are run one by
    one: in the core's own memory that is a quarter faster than several together, and none sways another's rounding.
    """
    vectors = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    attention: dict[int, Attention] = {}
    asked = np.array(watched[:_WATCHED_TEXT], dtype=np.int64)
    for start, end, kept, until in windows(len(pieces)):
        own = asked[(asked >= kept) & (asked < until)][:_WATCHED_WINDOW]
        hidden, maps = _run(pieces[start:end], own - start, model)
        vectors[kept:until] = hidden[1 + kept - start : 1 + until - start]
        for place, one in enumerate(own):
            attention[int(one)] = Attention(start, maps[:, place, 1 : 1 + end - start].astype(np.float16))
    return Encoded(pieces, vectors, attention)


def _run(pieces: Pieces, asked: npt.NDArray[np.int64], model: str) -> tuple[Vectors, Vectors]:
    """Hidden vectors (pieces × WIDTH), and MAPS of attention for each piece asked, both with the edge marks."""
    size = len(pieces) + 2
    ids, cases = np.zeros((1, size), dtype=np.int64), np.zeros((1, size), dtype=np.int64)
    ids[0, 0], ids[0, 1:-1], ids[0, -1] = CLS, pieces.ids, SEP
    cases[0, 1:-1] = pieces.cases
    chosen = np.zeros((1, len(asked), size), dtype=np.float32)
    chosen[0, np.arange(len(asked)), asked + 1] = 1
    given = {"ids": ids, "cases": cases, "attended": np.ones_like(ids), "asked": chosen}
    hidden, attention = _session(model).run(["hidden", "attention"], given)
    return hidden[0], attention[0]


@cache
def head(name: str, model: str = SHARED) -> dict[str, npt.NDArray[np.float32]]:
    """One head's weights by parameter (``linear.weight``: labels × WIDTH, ``linear.bias``: labels, ...)."""
    with np.load(_MODELS / model / "heads.npz") as stored:
        own = [one for one in stored.files if one.startswith(f"{name}.")]
        return {one.removeprefix(f"{name}."): stored[one].astype(np.float32) for one in own}


def labels(name: str, model: str = SHARED) -> tuple[str, ...]:
    """What the rows of one head's output mean, in order."""
    return tuple(_card(model)["labels"][name])


@cache
def _card(model: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((_MODELS / model / "card.json").read_text(encoding="utf-8"))
    return card


@cache
def digest(model: str = SHARED) -> str:
    """SHA-256 over the weights; raises ``OnRecordError`` if they are not those of the model card."""
    total = hashlib.sha256()
    for path in (_MODELS / model / name for name in _FILES):
        if path.exists():  # the tokenizer is kept once, with the shared encoder
            total.update(path.read_bytes())
    found, known = total.hexdigest(), _card(model)["sha256"]
    if found != known:
        raise OnRecordError(
            f"The model {model!r} has the digest {found[:12]}…, its model card says {known[:12]}…. Reinstall onrecord."
        )
    return found


@cache
def _session(model: str) -> Any:
    import onnxruntime

    digest(model)
    options = onnxruntime.SessionOptions()
    # Readings run one a core; more threads would wait for each other on matrices this small.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = str(_MODELS / model / "encoder.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
