"""Where the names of a small graph stand on paper: the same graph gives the same picture, on every computer.

Springs and repulsion after Fruchterman and Reingold (1991, Graph Drawing by Force-directed Placement), from places on a
spiral in the order of the nodes, the first of which stays in the middle; then the names are pushed off each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["placed"]

_STEPS, _PUSHES = 120, 100
_GOLDEN = math.pi * (3 - math.sqrt(5))
Places = NDArray[np.float64]


def placed(
    boxes: Sequence[tuple[float, float]],
    links: Sequence[tuple[int, int, float]],
    width: float,
    height: float,
) -> list[tuple[float, float]]:
    """The centre of each box, in the units of ``width`` and ``height``, all within these.

    boxes: width and height of each name, the one in the middle first. links: pairs of positions in ``boxes``, with how
    strongly they draw each other, from 0 to 1.
    """
    number = len(boxes)
    if not number:
        return []
    sizes = np.array(boxes, dtype=np.float64)
    at = _drawn(number, links)
    span = np.abs(at).max(axis=0) if number > 1 else np.ones(2)
    room = np.array([width, height]) / 2 - sizes.max(axis=0) / 2 - 2
    at = at / np.where(span > 0, span, 1) * np.maximum(room, 1) + np.array([width, height]) / 2
    at = _apart(at, sizes, width, height)
    # Rounded, so that the last digit of a computer's arithmetic never shows.
    return [(round(float(x), 1), round(float(y), 1)) for x, y in at]


def _drawn(number: int, links: Sequence[tuple[int, int, float]]) -> Places:
    # Points of the plane as complex numbers: half the arithmetic.
    ranks = np.arange(number, dtype=np.float64)
    at = np.exp(1j * ranks * _GOLDEN) * np.sqrt(ranks / max(1, number))
    ideal = 1 / math.sqrt(number)
    pull = np.zeros((number, number))
    for one, other, strength in links:
        pull[one, other] = pull[other, one] = max(pull[one, other], strength)
    pull /= ideal
    for step in range(_STEPS):
        apart = at[:, None] - at[None, :]
        far = np.abs(apart)
        np.maximum(far, 1e-3, out=far)
        # Repulsion ideal² / far and attraction far² / ideal, along apart / far.
        moved = (apart * ((ideal / far) ** 2 - pull * far)).sum(axis=1)
        heat = 0.18 * (1 - step / _STEPS) ** 1.5
        at += moved * np.minimum(1, heat / np.maximum(np.abs(moved), 1e-9))
        at -= at[0]
    return np.stack([at.real, at.imag], axis=1)


def _apart(at: Places, sizes: Places, width: float, height: float) -> Places:
    """No name on another, as far as the paper reaches; the first stays where it is."""
    least = (sizes[:, None, :] + sizes[None, :, :]) / 2
    low, high = sizes / 2, np.array([width, height]) - sizes / 2
    middle = at[0].copy()
    others = ~np.eye(len(at), dtype=bool)
    order = np.sign(np.subtract.outer(np.arange(len(at)), np.arange(len(at))))
    for _ in range(_PUSHES):
        apart = at[:, None, :] - at[None, :, :]
        over = least - np.abs(apart)
        hit = np.logical_and(over[:, :, 0] > 0, over[:, :, 1] > 0) & others
        if not hit.any():
            break
        # Of two ways out the shorter; of two at one place the earlier goes up.
        way = np.where(apart != 0, np.sign(apart), order[:, :, None])
        upright = over[:, :, 1] <= over[:, :, 0]
        push = np.zeros_like(apart)
        push[:, :, 1] = np.where(hit & upright, over[:, :, 1] * way[:, :, 1], 0)
        push[:, :, 0] = np.where(hit & ~upright, over[:, :, 0] * way[:, :, 0], 0)
        at = np.clip(at + push.sum(axis=1) * 0.35, low, high)
        at[0] = middle
    return at
