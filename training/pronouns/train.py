"""Trains the scorer of pronouns on GAP (development part; Apache-2.0) and writes it, with the models of five folds.

    python -m training.pronouns.train --data GOLD_ROOT      (needs scikit-learn and torch)

Shipped: ``src/onrecord/models/pronouns/scorer.npz``, trained on all of it. For measuring only:
``bench/folds/pronouns.npz``, five scorers that have not seen a fifth of the pages each. The second pass is trained on
what a first pass says that has not seen the case either, within each fold too.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier
from torch import nn

from bench.gap import Snippet, cases, fold_of, pipeline, snippet
from onrecord.reading.english import reading_zone
from onrecord.reading.pronouns.attention import FARTHEST, Network
from onrecord.reading.pronouns.resolve import with_attention, with_chain
from onrecord.reading.pronouns.scorer import Numbers, Scorer, Trees

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src/onrecord/models/pronouns/scorer.npz"
FOLDS = ROOT / "bench/folds/pronouns.npz"
FOLD_COUNT, INNER_COUNT = 5, 4
_SEEDS, _UNITS, _EPOCHS, _RATE = 2, 64, 30, 1e-3


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


def network(snippets: list[Snippet]) -> Network:
    """The network over attention and plain features, by these snippets: it chooses among both names and 'neither'.

    Networks from several seeds, side by side, are one wide network whose value is the mean of theirs.
    """
    inputs = np.stack([_inputs(one) for one in snippets])
    centre, spread = inputs.mean(axis=(0, 1)), inputs.std(axis=(0, 1)) + 1e-4
    given = torch.tensor(((inputs - centre) / spread).clip(-FARTHEST, FARTHEST), dtype=torch.float32)
    wanted = torch.tensor([0 if one.case.gold[0] else 1 if one.case.gold[1] else 2 for one in snippets])
    parts = [_one_network(given, wanted, seed) for seed in range(_SEEDS)]
    hidden, bias, out = (np.concatenate([part[at] for part in parts]) for at in range(3))
    base = sum(part[3] for part in parts) / _SEEDS
    return Network(centre.astype(np.float32), spread.astype(np.float32), hidden, bias, out / np.float32(_SEEDS), base)


def _one_network(given: torch.Tensor, wanted: torch.Tensor, seed: int) -> tuple[Any, Any, Any, float]:
    torch.manual_seed(seed)
    up, down = nn.Linear(given.shape[-1], _UNITS), nn.Linear(_UNITS, 1)
    whole = nn.Sequential(nn.Dropout(0.5), up, nn.ReLU(), nn.Dropout(0.5), down)
    neither = nn.Parameter(torch.zeros(1))
    optimiser = torch.optim.AdamW([*whole.parameters(), neither], lr=_RATE, weight_decay=0.3)
    for epoch in range(_EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - epoch / _EPOCHS)
        for batch in torch.randperm(len(given)).split(64):
            odds = torch.cat([whole(given[batch])[..., 0], neither.expand(len(batch), 1)], dim=1)
            loss = nn.functional.cross_entropy(odds, wanted[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    arrays = [one.detach().numpy() for one in (up.weight, up.bias, down.weight[0])]
    return arrays[0], arrays[1], arrays[2], float(down.bias.item() - neither.item())


def _inputs(one: Snippet) -> Numbers:
    """What the network sees of the two names: LOOKS numbers and the plain features."""
    asked = one.scored[one.target]
    assert asked.looks is not None
    return np.hstack([asked.looks, asked.rows])[:2]


def scorer_of(snippets: list[Snippet]) -> Scorer:
    """The network and both passes, from these snippets alone.

    What the trees are given of the network, and the second pass of the first, comes from models that have not
    seen the case: those of ``INNER_COUNT`` parts.
    """
    groups = [[one for one in snippets if _inner(one) == part] for part in range(INNER_COUNT)]
    others = [[one for one in snippets if _inner(one) != part] for part in range(INNER_COUNT)]
    unseen = [network(other) for other in others]
    blind = [_first_rows(group, model) for group, model in zip(groups, unseen, strict=True)]
    labels = [_labels(group) for group in groups]
    first = fitted(np.vstack(blind), np.concatenate(labels))
    rows: list[Numbers] = []
    for part in range(INNER_COUNT):
        rest = [at for at in range(INNER_COUNT) if at != part]
        trees = fitted(np.vstack([blind[at] for at in rest]), np.concatenate([labels[at] for at in rest]))
        rows.append(np.vstack([chained(one, unseen[part], trees)[:2] for one in groups[part]]))
    return Scorer(network(snippets), first, fitted(np.vstack(rows), np.concatenate(labels)))


def chained(one: Snippet, attention: Network, trees: Trees) -> Numbers:
    """The second pass's rows for the pronoun that is asked, by a first pass."""
    rows = [with_attention(scored, attention) for scored in one.scored]
    return with_chain(one.scored, rows, [trees.probability(own) for own in rows], one.target)


def _inner(one: Snippet) -> int:
    # Pages in the same outer fold may part here: a salted hash.
    return hashlib.sha256(one.case.url.encode()).digest()[0] % INNER_COUNT


def _first_rows(snippets: Iterable[Snippet], attention: Network) -> Numbers:
    return np.vstack([with_attention(one.scored[one.target], attention)[:2] for one in snippets])


def _labels(snippets: Iterable[Snippet]) -> Numbers:
    return np.concatenate([np.array(one.case.gold) for one in snippets])


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the gold's root")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    stages = pipeline()
    with reading_zone():
        snippets = [snippet(case, stages) for case in cases(asked.data / "entities/gap/gap-development.tsv")]
        shipped = scorer_of(snippets)
        SHIPPED.write_bytes(shipped.dump())
        folds: dict[str, Any] = {}
        for fold in range(FOLD_COUNT):
            trained = scorer_of([one for one in snippets if fold_of(one.case, FOLD_COUNT) != fold])
            folds |= trained.arrays(f"{fold}_")
        FOLDS.parent.mkdir(exist_ok=True)
        np.savez_compressed(FOLDS, **folds)
    for path in (SHIPPED, FOLDS):
        print(path.name, path.stat().st_size, "bytes, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
