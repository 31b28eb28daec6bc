"""What the encoder learns, task by task: batches in, a loss out. All tasks share its one pass."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.polnear import articles
from onrecord.models.encoder.pieces import CLS, SEP, Pieces, joined, pieces_of
from training.encoder.attributed import ANCHORS, LINKS, Attributed, attributed_windows, of_article
from training.encoder.named import ENTITIES, name_labels, named_texts
from training.encoder.network import Encoder, Links, Tags
from training.encoder.silver import silver_names

__all__ = ["Inputs", "Names", "Statements", "inputs"]

_UNSCORED = -100
_SILVER = 0.7
# Packs of sentences and paragraphs of one source: the tagger meets texts of all lengths.
_PACKS = (60, 100, 160, 240)
# Messages of a social network are far from news: a third of them an epoch.
_SHARE = {"wnut": 0.35}


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
        yield from _bucketed(packs, chance, size, lambda pack: len(pack[0]))

    def loss(self, encoder: Encoder, batch: list[tuple[Pieces, np.ndarray]]) -> Tensor:
        """Cross-entropy over the pieces; smoothed, since the corpora's guides disagree."""
        given = inputs([pieces for pieces, _ in batch])
        logits = self.heads["entities"](given.through(encoder))
        wanted = torch.full(logits.shape[:2], _UNSCORED)
        for index, (_, labels) in enumerate(batch):
            wanted[index, : len(labels)] = torch.from_numpy(labels)
        return functional.cross_entropy(
            logits.flatten(0, 1), wanted.flatten(), ignore_index=_UNSCORED, label_smoothing=0.05
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
        yield from _bucketed(list(attributed_windows(self.wholes, chance)), chance, size, lambda one: len(one.pieces))

    def loss(self, encoder: Encoder, batch: list[Attributed]) -> Tensor:
        """The anchors' cross-entropy and that of the links, each a mean over what it scores."""
        hidden = inputs([one.pieces for one in batch]).through(encoder)
        logits = self.heads["anchors"](hidden)
        wanted = torch.full(logits.shape[:2], _UNSCORED)
        rows, at, links = [], [], []
        for index, one in enumerate(batch):
            length = len(one.pieces)
            wanted[index, :length] = 0
            for anchor, labels in zip(one.anchors, one.links, strict=True):
                wanted[index, anchor] = 1
                rows.append(index)
                at.append(anchor)
                links.append(np.pad(labels, (0, hidden.shape[1] - length), constant_values=_UNSCORED))
        loss = 4 * functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=_UNSCORED)
        loss = loss + _SILVER * self._names_loss(hidden, batch)
        if not rows:
            return loss
        scores = self.heads["links"](hidden, torch.tensor(rows), torch.tensor(at))
        return loss + functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(np.stack(links)).flatten(), ignore_index=_UNSCORED
        )

    def _names_loss(self, hidden: Tensor, batch: list[Attributed]) -> Tensor:
        """What the windows' names, as the bigger tagger marks them, teach the head ``entities`` on the way."""
        logits = self.entities[0](hidden)
        wanted = torch.full(logits.shape[:2], _UNSCORED)
        for index, one in enumerate(batch):
            wanted[index, : len(one.names)] = torch.from_numpy(one.names)
        return functional.cross_entropy(
            logits.flatten(0, 1), wanted.flatten(), ignore_index=_UNSCORED, label_smoothing=0.05
        )


def _bucketed(rows, chance, size, length):  # type: ignore[no-untyped-def]
    """Batches of rows of like length, in a random order."""
    chance.shuffle(rows)
    batches = []
    for start in range(0, len(rows), size * 16):
        near = sorted(rows[start : start + size * 16], key=length)
        batches += [near[at : at + size] for at in range(0, len(near), size)]
    chance.shuffle(batches)
    yield from batches
