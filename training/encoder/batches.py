"""Rows of word pieces as batches: what all tasks share."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from onrecord.models.encoder.pieces import CLS, SEP, Pieces
from training.encoder.network import Encoder

__all__ = ["UNSCORED", "Inputs", "bucketed", "inputs"]

Row = TypeVar("Row")

UNSCORED = -100  # torch's own mark for a piece that no loss counts


@dataclass(frozen=True)
class Inputs:
    """ids, cases, attended: batch × (pieces + 2), with the marks for start and end."""

    ids: Tensor
    cases: Tensor
    attended: Tensor

    def through(self, encoder: Encoder) -> Tensor:
        """The vectors of the pieces, the mark for the start left out: batch × (pieces + 1) × width."""
        hidden: Tensor = encoder(self.ids, self.cases, self.attended)
        return hidden[:, 1:]


def inputs(rows: Sequence[Pieces]) -> Inputs:
    """Rows of unequal length as one batch."""
    size = max(len(row) for row in rows) + 2
    ids, cases, attended = (np.zeros((len(rows), size), dtype=np.int64) for _ in range(3))
    for index, row in enumerate(rows):
        length = len(row)
        ids[index, 0], ids[index, 1 : length + 1], ids[index, length + 1] = CLS, row.ids, SEP
        cases[index, 1 : length + 1] = row.cases
        attended[index, : length + 2] = 1
    return Inputs(torch.from_numpy(ids), torch.from_numpy(cases), torch.from_numpy(attended))


def bucketed(
    rows: list[Row], chance: random.Random, size: int, length: Callable[[Row], int]
) -> Iterator[list[Row]]:
    """Batches of rows of like length, in a random order."""
    chance.shuffle(rows)
    batches: list[list[Row]] = []
    for start in range(0, len(rows), size * 16):
        near = sorted(rows[start : start + size * 16], key=length)
        batches += [near[at : at + size] for at in range(0, len(near), size)]
    chance.shuffle(batches)
    yield from batches
