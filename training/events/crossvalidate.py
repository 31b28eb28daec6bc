"""How well types are told of sentences that no model saw: PLV's training part and PLOVER's records, in folds.

    python -m training.events.crossvalidate --data DIR --start model.safetensors --scratch DIR [--folds 5] [--only N]

For each fold an encoder is trained as the shipped one is, but without the fold's sentences and PLOVER's records; then
the program answers them (``bench.accuracy.events``). About six minutes a fold on one core. What each fold answered is
kept in the scratch folder; the figures are over all folds that are there.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from torch import nn

from bench.accuracy.events import answer, joined, macro_f1
from bench.relations import Relation, plover_records, relations
from onrecord.models.encoder import runtime
from training.encoder.network import Encoder
from training.events.train import train, write


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.events.crossvalidate")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="train this fold alone")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    rows = relations(asked.data, "train")
    for fold, own in enumerate(folds(rows, asked.folds)):
        kept = asked.scratch / f"fold{fold}.json"
        if not kept.exists() and asked.only in (None, fold):
            others = plover_records(asked.data)
            held = frozenset(one.id for one in [*own, *others])
            _use(train(asked.data, asked.start, held), asked.scratch)
            told = [[[joined(one.type), answer(one)] for one in some] for some in (own, others)]
            kept.write_text(json.dumps(told), encoding="utf-8")
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(asked.scratch.glob("fold*.json"))]
    for number, name in enumerate(("PLV, cross-validated", "PLOVER's records, never trained on")):
        pairs = [(gold, read) for fold in found for gold, read in fold[number]]
        right = sum(gold == read for gold, read in pairs) / len(pairs)
        print(f"{name}: {len(found)} folds, accuracy {right:.3f}, macro-F1 {macro_f1(pairs):.3f}")


def folds(rows: list[Relation], count: int) -> list[list[Relation]]:
    """The rows in ``count`` parts, each with its share of every type."""
    chance = random.Random(0)
    parts: list[list[Relation]] = [[] for _ in range(count)]
    mixed = list(rows)
    chance.shuffle(mixed)
    for number, one in enumerate(sorted(mixed, key=lambda one: one.type)):
        parts[number % count].append(one)
    return parts


def _use(trained: tuple[Encoder, nn.ModuleDict], scratch: Path) -> None:
    """Lets the program read with these weights, as they would ship."""
    write(trained, scratch / runtime.OF_EVENTS)
    if not (scratch / runtime.SHARED).exists():
        (scratch / runtime.SHARED).symlink_to(runtime._MODELS / runtime.SHARED)
    runtime._MODELS = scratch
    for cached in (runtime.head, runtime.digest, runtime._card, runtime._session):
        cached.cache_clear()


if __name__ == "__main__":
    main()
