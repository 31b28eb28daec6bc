"""Trains the encoder of events and its heads, and writes what ships.

    python -m training.events.train --data DIR --start model.safetensors

DIR holds the gold (events/, status/); ``model.safetensors`` is all-MiniLM-L6-v2 (Apache-2.0), as several packages carry
it. About six minutes on one core. The sentences of our own lie in ``training/events/sentences``.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from torch import nn

from onrecord.reading.events.labels import ROLES, STATUSES, TRIGGERS
from training.encoder.export import export, sha256
from training.encoder.network import Encoder
from training.events.task import Events

__all__ = ["train", "write"]

SHIPPED = Path(__file__).parents[2] / "src/onrecord/models/event_encoder"
_RATE, _HEAD_RATE, _WARM, _ROUNDS = 2e-4, 1e-3, 80, 10


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.events.train")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    write(train(asked.data, asked.start), asked.out)


def train(data: Path, start: Path, held: frozenset[str] = frozenset()) -> tuple[Encoder, nn.ModuleDict]:
    """An encoder and the heads of events, trained without the relations whose ids are held out."""
    torch.manual_seed(0)
    chance = random.Random(0)
    encoder = Encoder()
    encoder.start_from(start)
    encoder.words.weight.requires_grad_(False)  # what rare words mean is not learnt from so few sentences
    task = Events(data, held)
    groups = [
        {"params": [one for one in encoder.parameters() if one.requires_grad], "lr": _RATE},
        {"params": list(task.heads.parameters()), "lr": _HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    batches = [batch for _ in range(_ROUNDS) for batch in task.batches(chance)]
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


def write(trained: tuple[Encoder, nn.ModuleDict], folder: Path) -> None:
    """The weights as they ship, with their card's digest and labels."""
    encoder, heads = trained
    folder.mkdir(parents=True, exist_ok=True)
    export(encoder, dict(heads.items()), folder)
    labels = {"triggers": TRIGGERS, "statuses": STATUSES, "roles": ROLES}
    card = json.dumps({"sha256": sha256(folder), "labels": labels}, indent=1)
    (folder / "card.json").write_text(card + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
