"""How well types are told of sentences that no model saw: PLV's training part and PLOVER's records, in folds.

    python -m training.events.crossvalidate --data DIR --start model.safetensors --scratch DIR [--folds 5] [--only N]

For each fold an encoder is trained as the shipped one is, but on the task ``Events`` alone and without the fold's
sentences and PLOVER's records; then the program answers them (``bench.accuracy.events``). About seven minutes a fold
on one core. What each fold answered is kept in the scratch folder; the figures are over all folds that are there.
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
from onrecord.reading.events.labels import ROLES, STATUSES, TRIGGERS
from training.encoder.events import Events
from training.encoder.export import export, sha256
from training.encoder.network import Encoder

_RATE, _HEAD_RATE, _WARM, _EPOCHS, _BATCH = 2e-4, 1e-3, 60, 2, 8


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


def train(data: Path, start: Path, held: frozenset[str]) -> tuple[Encoder, nn.ModuleDict]:
    """An encoder and the heads of events, trained without the relations whose ids are held out."""
    torch.manual_seed(0)
    chance = random.Random(0)
    encoder = Encoder()
    encoder.start_from(start)
    task = Events(data, held)
    groups = [
        {"params": list(encoder.parameters()), "lr": _RATE},
        {"params": list(task.heads.parameters()), "lr": _HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    batches = [batch for _ in range(_EPOCHS) for batch in task.batches(chance, _BATCH)]
    encoder.train()
    task.heads.train()
    for done, batch in enumerate(batches):
        factor = min(1.0, (done + 1) / _WARM) * max(0.02, 1 - done / len(batches))
        for group, rate in zip(optimiser.param_groups, (_RATE, _HEAD_RATE), strict=True):
            group["lr"] = rate * factor
        loss = task.loss(encoder, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
    return encoder, task.heads


def _use(trained: tuple[Encoder, nn.ModuleDict], scratch: Path) -> None:
    """Lets the program read with these weights, as they would ship."""
    encoder, heads = trained
    folder = scratch / runtime.OF_EVENTS
    folder.mkdir(parents=True, exist_ok=True)
    if not (scratch / runtime.SHARED).exists():
        (scratch / runtime.SHARED).symlink_to(runtime._MODELS / runtime.SHARED)
    export(encoder, dict(heads.items()), folder)
    labels = {"triggers": TRIGGERS, "statuses": STATUSES, "roles": ROLES}
    (folder / "card.json").write_text(json.dumps({"sha256": sha256(folder), "labels": labels}), encoding="utf-8")
    runtime._MODELS = scratch
    for cached in (runtime.head, runtime.digest, runtime._card, runtime._session):
        cached.cache_clear()


if __name__ == "__main__":
    main()
