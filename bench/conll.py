"""The CoNLL-2012 score of coreference (Pradhan et al. 2012): the mean of the F1s of MUC, B-cubed and CEAF-e.

Two partitions of the same mentions are compared, so that nothing is said of finding mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.harness import precision_recall_f1

__all__ = ["conll_f1", "scores"]

Partition = Mapping[Any, str]
"""From each mention to the name of its cluster."""


def conll_f1(predicted: Partition, gold: Partition) -> float:
    """The mean of the three F1s."""
    return sum(f1 for _, _, f1 in scores(predicted, gold).values()) / 3


def scores(predicted: Partition, gold: Partition) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by ``muc``, ``b3`` and ``ceafe``. Both partitions must be of the same mentions."""
    if predicted.keys() != gold.keys():
        raise ValueError("the two partitions are not of the same mentions")
    overlap: Overlap = Counter((predicted[one], gold[one]) for one in gold)
    sizes: tuple[Sizes, Sizes] = (Counter(predicted.values()), Counter(gold.values()))
    return {"muc": _muc(overlap, *sizes), "b3": _b3(overlap, *sizes), "ceafe": _ceafe(overlap, *sizes)}


Overlap = Counter[tuple[Hashable, Hashable]]
Sizes = Counter[Hashable]


def _muc(overlap: Overlap, predicted: Sizes, gold: Sizes) -> tuple[float, float, float]:
    parts = Counter(cluster for cluster, _ in overlap), Counter(cluster for _, cluster in overlap)
    common = [
        sum(size - parts[side][cluster] for cluster, size in sizes.items())
        for side, sizes in enumerate((predicted, gold))
    ]
    links = [sum(size - 1 for size in sizes.values()) for sizes in (predicted, gold)]
    precision, recall = (common[side] / links[side] if links[side] else 0.0 for side in (0, 1))
    return precision, recall, _f1(precision, recall)


def _b3(overlap: Overlap, predicted: Sizes, gold: Sizes) -> tuple[float, float, float]:
    total = sum(gold.values())
    precision = sum(count * count / predicted[one] for (one, _), count in overlap.items()) / total
    recall = sum(count * count / gold[other] for (_, other), count in overlap.items()) / total
    return precision, recall, _f1(precision, recall)


def _ceafe(overlap: Overlap, predicted: Sizes, gold: Sizes) -> tuple[float, float, float]:
    """The best one-to-one matching of clusters, by twice their overlap over the sum of their sizes."""
    neighbours: dict[tuple[int, Hashable], list[tuple[int, Hashable]]] = defaultdict(list)
    for one, other in overlap:
        neighbours[0, one].append((1, other))
        neighbours[1, other].append((0, one))
    seen: set[tuple[int, Hashable]] = set()
    similarity = 0.0
    for start in neighbours:
        if start in seen:
            continue
        component, left = [], [start]
        seen.add(start)
        while left:
            node = left.pop()
            component.append(node)
            for other_node in neighbours[node]:
                if other_node not in seen:
                    seen.add(other_node)
                    left.append(other_node)
        rows = [cluster for side, cluster in component if side == 0]
        columns = [cluster for side, cluster in component if side == 1]
        alike = np.array(
            [[2 * overlap[row, column] / (predicted[row] + gold[column]) for column in columns] for row in rows]
        )
        similarity += _best_matching(alike)
    return precision_recall_f1(similarity, len(predicted), len(gold))


def _best_matching(alike: NDArray[np.float64]) -> float:
    """The largest sum of entries of which no two share a row or column (Kuhn 1955, in the form of shortest paths)."""
    if len(alike) > alike.shape[1]:
        alike = alike.T
    rows, columns = alike.shape
    cost = -alike
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        row_of[0] = row
        least, before, used = (
            np.full(columns + 1, np.inf),
            np.zeros(columns + 1, dtype=int),
            np.zeros(columns + 1, bool),
        )
        column = 0
        while row_of[column]:
            used[column] = True
            at = row_of[column]
            open_ = ~used[1:]
            price = cost[at - 1] - row_price[at] - column_price[1:]
            better = open_ & (price < least[1:])
            least[1:][better] = price[better]
            before[1:][better] = column
            step = np.where(open_, least[1:], np.inf)
            following = int(step.argmin()) + 1
            delta = step[following - 1]
            row_price[row_of[used]] += delta
            column_price[used] -= delta
            least[~used] -= delta
            column = following
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return float(sum(alike[row_of[column] - 1, column - 1] for column in range(1, columns + 1) if row_of[column]))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
