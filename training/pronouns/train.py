"""Trains the scorer of pronouns on GAP (development part; Apache-2.0) and writes it, with the models of five folds.

    python -m training.pronouns.train --data GOLD_ROOT      (needs scikit-learn)

Shipped: ``src/onrecord/models/pronouns/scorer.npz``, trained on all of it. For measuring only:
``bench/folds/pronouns.npz``, five scorers that have not seen a fifth of the pages each. The second pass is trained on
what a first pass says that has not seen the case either, within each fold too.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.gap import Snippet, cases, fold_of, pipeline, snippet
from onrecord.reading.english import reading_zone
from onrecord.reading.pronouns.resolve import with_chain
from onrecord.reading.pronouns.scorer import Numbers, Scorer, Trees

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src/onrecord/models/pronouns/scorer.npz"
FOLDS = ROOT / "bench/folds/pronouns.npz"
FOLD_COUNT, INNER_COUNT = 5, 4


def fitted(rows: Numbers, labels: Numbers, seed: int = 0) -> Trees:
    """Boosted trees for these rows."""
    model = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.035, max_leaf_nodes=14, max_depth=7, min_samples_leaf=20, max_features=0.15,
        l2_regularization=8, early_stopping=False, random_state=seed,
    )  # fmt: skip
    return packed(model.fit(rows.astype(np.float32), labels))


def packed(model: Any) -> Trees:
    """The arrays of a fitted scikit-learn model."""
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value", "roots")}
    size, depth = 0, 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        numbers, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
        parts["roots"].append([size])
        parts["feature"].append(np.where(leaf, -1, nodes["feature_idx"]))
        parts["threshold"].append(nodes["num_threshold"])
        parts["left"].append(np.where(leaf, numbers, nodes["left"]) + size)
        parts["right"].append(np.where(leaf, numbers, nodes["right"]) + size)
        parts["value"].append(np.where(leaf, nodes["value"], 0.0))
        size, depth = size + len(nodes), max(depth, int(nodes["depth"].max()))
    types = {"feature": np.int16, "threshold": np.float32, "left": np.int32, "right": np.int32, "value": np.float32,
             "roots": np.int32}  # fmt: skip
    arrays: dict[str, Any] = {name: np.concatenate(part).astype(types[name]) for name, part in parts.items()}
    return Trees(**arrays, base=float(model._baseline_prediction.item()), depth=depth)


def scorer_of(snippets: list[Snippet]) -> Scorer:
    """Both passes, from these snippets alone."""
    first = fitted(*_table(snippets, lambda one: one.scored[one.target].rows))
    rows: list[Numbers] = []
    labels: list[Numbers] = []
    for part in range(INNER_COUNT):
        # Pages in the same outer fold may part here: a salted hash.
        held = [one for one in snippets if _inner(one) == part]
        unseen = fitted(*_table([one for one in snippets if _inner(one) != part],
                                lambda one: one.scored[one.target].rows))  # fmt: skip
        table = _table(held, lambda one, trees=unseen: chained(one, trees))
        rows.append(table[0])
        labels.append(table[1])
    return Scorer(first, fitted(np.vstack(rows), np.concatenate(labels)))


def chained(one: Snippet, trees: Trees) -> Numbers:
    """The second pass's rows for the pronoun that is asked, by a first pass."""
    return with_chain(one.scored, [trees.probability(scored.rows) for scored in one.scored], one.target)


def _inner(one: Snippet) -> int:
    return hashlib.sha256(one.case.url.encode()).digest()[0] % INNER_COUNT


def _table(snippets: Iterable[Snippet], rows_of: Callable[[Snippet], Numbers]) -> tuple[Numbers, Numbers]:
    pairs = [(rows_of(one)[:2], one.case.gold) for one in snippets]
    return np.vstack([rows for rows, _ in pairs]), np.concatenate([np.array(gold) for _, gold in pairs])


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the gold's root")
    asked = parser.parse_args()
    stages = pipeline()
    with reading_zone():
        snippets = [snippet(case, stages) for case in cases(asked.data / "entities/gap/gap-development.tsv")]
        shipped = scorer_of(snippets)
        SHIPPED.write_bytes(shipped.dump())
        folds: dict[str, Any] = {}
        for fold in range(FOLD_COUNT):
            trained = scorer_of([one for one in snippets if fold_of(one.case, FOLD_COUNT) != fold])
            folds |= trained.first.arrays(f"{fold}_first_") | trained.second.arrays(f"{fold}_second_")
        FOLDS.parent.mkdir(exist_ok=True)
        np.savez_compressed(FOLDS, **folds)
    for path in (SHIPPED, FOLDS):
        print(path.name, path.stat().st_size, "bytes, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
