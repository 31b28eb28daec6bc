"""What the encoder learns, task by task: batches in, a loss out. All tasks share its one pass."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.polnear import articles
from onrecord.models.encoder.pieces import Pieces, joined, pieces_of
from training.encoder.attributed import ANCHORS, LINKS, Attributed, attributed_windows, of_article
from training.encoder.batches import UNSCORED, bucketed, inputs
from training.encoder.named import ENTITIES, name_labels, named_texts
from training.encoder.network import Encoder, Links, Tags
from training.encoder.silver import silver_names

__all__ = ["Names", "Statements"]

_SILVER = 0.7
# Packs of sentences and paragraphs of one source: the tagger meets texts of all lengths.
_PACKS = (60, 100, 160, 240)
# Messages of a social network are far from news: a third of them an epoch.
_SHARE = {"wnut": 0.35}


class Names:
    """The head ``entities``: kinds of names, one label a piece."""

    def __init__(self, data: Path) -> None:
        self.heads = nn.ModuleDict({"entities": Tags(len(ENTITIES))})
        self.examples = [
            (one.source, pieces := pieces_of(one.text), name_labels(pieces, one.spans)) for one in named_texts(data)
        ]

    def batches(self, chance: random.Random, size: int) -> Iterator[list[tuple[Pieces, np.ndarray]]]:
        """One round over the data in packs, the order and the packs new in each."""
        order = list(range(len(self.examples)))
        chance.shuffle(order)
        open_: dict[str, tuple[list[Pieces], list[np.ndarray], int]] = {}
        packs = []
        for index in order:
            source, pieces, labels = self.examples[index]
            if chance.random() > _SHARE.get(source, 1.0):
                continue
            runs, marks, limit = open_.get(source, ([], [], chance.choice(_PACKS)))
            if runs and sum(map(len, runs)) + len(pieces) > limit:
                packs.append((joined(runs), np.concatenate(marks)))
                runs, marks, limit = [], [], chance.choice(_PACKS)
            open_[source] = ([*runs, pieces[:400]], [*marks, labels[:400]], limit)
        packs += [(joined(runs), np.concatenate(marks)) for runs, marks, _ in open_.values() if runs]
        yield from bucketed(packs, chance, size, lambda pack: len(pack[0]))

    def loss(self, encoder: Encoder, batch: list[tuple[Pieces, np.ndarray]]) -> Tensor:
        """Cross-entropy over the pieces; smoothed, since the corpora's guides disagree."""
        given = inputs([pieces for pieces, _ in batch])
        logits = self.heads["entities"](given.through(encoder))
        wanted = torch.full(logits.shape[:2], UNSCORED)
        for index, (_, labels) in enumerate(batch):
            wanted[index, : len(labels)] = torch.from_numpy(labels)
        return functional.cross_entropy(
            logits.flatten(0, 1), wanted.flatten(), ignore_index=UNSCORED, label_smoothing=0.05
        )


class Statements:
    """The heads ``anchors`` (which piece begins a cue) and ``links`` (each piece's part in the attribution)."""

    def __init__(self, data: Path, scratch: Path, entities: Tags) -> None:
        self.heads = nn.ModuleDict({"anchors": Tags(len(ANCHORS)), "links": Links(len(LINKS))})
        self.entities = (entities,)  # in a tuple: the head belongs to the names
        texts = articles(data, "train")
        names = silver_names(texts, scratch)
        self.wholes = [of_article(one, names[one.name]) for one in texts]

    def batches(self, chance: random.Random, size: int) -> Iterator[list[Attributed]]:
        """One round over the training part, cut into windows anew."""
        yield from bucketed(list(attributed_windows(self.wholes, chance)), chance, size, lambda one: len(one.pieces))

    def loss(self, encoder: Encoder, batch: list[Attributed]) -> Tensor:
        """The anchors' cross-entropy and that of the links, each a mean over what it scores."""
        hidden = inputs([one.pieces for one in batch]).through(encoder)
        logits = self.heads["anchors"](hidden)
        wanted = torch.full(logits.shape[:2], UNSCORED)
        rows, at, links = [], [], []
        for index, one in enumerate(batch):
            length = len(one.pieces)
            wanted[index, :length] = 0
            for anchor, labels in zip(one.anchors, one.links, strict=True):
                wanted[index, anchor] = 1
                rows.append(index)
                at.append(anchor)
                links.append(np.pad(labels, (0, hidden.shape[1] - length), constant_values=UNSCORED))
        loss = 4 * functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=UNSCORED)
        loss = loss + _SILVER * self._names_loss(hidden, batch)
        if not rows:
            return loss
        scores = self.heads["links"](hidden, torch.tensor(rows), torch.tensor(at))
        return loss + functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(np.stack(links)).flatten(), ignore_index=UNSCORED
        )

    def _names_loss(self, hidden: Tensor, batch: list[Attributed]) -> Tensor:
        """What the windows' names, as the bigger tagger marks them, teach the head ``entities`` on the way."""
        logits = self.entities[0](hidden)
        wanted = torch.full(logits.shape[:2], UNSCORED)
        for index, one in enumerate(batch):
            wanted[index, : len(one.names)] = torch.from_numpy(one.names)
        return functional.cross_entropy(
            logits.flatten(0, 1), wanted.flatten(), ignore_index=UNSCORED, label_smoothing=0.05
        )
