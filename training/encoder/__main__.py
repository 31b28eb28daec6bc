"""Trains the encoder and its heads, and writes what ships.

    python -m training.encoder --data DIR --start model.safetensors --out src/onrecord/models/encoder --scratch DIR

DIR holds the gold (entities/, statements/polnear); ``model.safetensors`` is all-MiniLM-L6-v2 (Apache-2.0), as several
packages carry it. About an hour on one core. After each epoch the weights are kept in the scratch folder; with
``--only-export`` they are exported again. Other data of the same form (JSON lines with text and attributions) can take
the place of PolNeAR's.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.encoder.attributed import ANCHORS, LINKS
from training.encoder.export import export, sha256
from training.encoder.named import ENTITIES
from training.encoder.network import Encoder
from training.encoder.tasks import Names, Statements

_RATE, _HEAD_RATE, _WARM = 2e-4, 1e-3, 100
_BATCH = {"names": 16, "statements": 8}
_CHECKPOINT = "encoder.pt"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only-export", action="store_true")
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    encoder = Encoder()
    encoder.start_from(asked.start)
    names = Names(asked.data)
    statements = Statements(asked.data, asked.scratch, names.heads["entities"])
    tasks: dict[str, Any] = {"names": names, "statements": statements}
    heads = nn.ModuleDict({name: head for task in tasks.values() for name, head in task.heads.items()})
    if not asked.only_export:
        train(encoder, heads, tasks, asked)
    stored = torch.load(asked.scratch / _CHECKPOINT)
    encoder.load_state_dict(stored["encoder"])
    heads.load_state_dict(stored["heads"])
    export(encoder, dict(heads.items()), asked.out)
    card = asked.out / "card.json"
    known = json.loads(card.read_text(encoding="utf-8")) if card.exists() else {}
    known["sha256"] = sha256(asked.out)
    known["labels"] = {"entities": ENTITIES, "anchors": ANCHORS, "links": LINKS}
    card.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def train(encoder: Encoder, heads: nn.ModuleDict, tasks: dict[str, Any], asked: argparse.Namespace) -> None:
    """All tasks together, their batches in a random order; the rate rises, then falls in a line."""
    chance = random.Random(asked.seed)
    groups = [
        {"params": list(encoder.parameters()), "lr": _RATE},
        {"params": list(heads.parameters()), "lr": _HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    began, done, total = time.time(), 0, 0
    for epoch in range(asked.epochs):
        batches = [(name, batch) for name, task in tasks.items() for batch in task.batches(chance, _BATCH[name])]
        chance.shuffle(batches)
        total = total or asked.epochs * len(batches)
        encoder.train()
        heads.train()
        sums = dict.fromkeys(tasks, 0.0)
        for number, (name, batch) in enumerate(batches, 1):
            factor = min(1.0, (done + 1) / _WARM) * max(0.02, 1 - done / total)
            for group, rate in zip(optimiser.param_groups, (_RATE, _HEAD_RATE), strict=True):
                group["lr"] = rate * factor
            loss = tasks[name].loss(encoder, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            done += 1
            sums[name] = 0.98 * sums[name] + 0.02 * loss.item()
            if number % 50 == 0:
                told = ", ".join(f"{task} {value:.3f}" for task, value in sums.items())
                print(f"epoch {epoch} step {done}/{total}: {told} ({time.time() - began:.0f} s)", flush=True)
        torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, asked.scratch / _CHECKPOINT)


if __name__ == "__main__":
    main()
