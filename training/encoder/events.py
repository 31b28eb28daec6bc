"""The task ``Events``: what a word names, whether it happened, and who did it to whom.

Three heads on the shared pass. ``triggers``: for each word, whether it names an event and of which PLOVER type.
``statuses``: whether what the word tells has happened (the eight statuses of the record). ``roles``: for a word that
names an event, every piece's part in it: none, actor or recipient.

They learn from three kinds of sentences:

* of our own, with every event, its status and its participants marked (``training/events/sentences``);
* relations (PLV, Hu et al. 2024, and PLOVER's gold standard records), which give a type, a source and a target but no
  trigger. The trigger is summed out: a sentence is as likely as all its words together make it that one of them names
  the type, with the source among its actors and the target among its recipients;
* predicates with a grade of how surely they happened (UDS-IH2, Rudinger et al. 2018): the statuses alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.factuality import Predicates, predicates
from bench.relations import Relation, plover_records, relations
from onrecord.models.encoder.pieces import Pieces, pieces_of
from onrecord.reading.events.labels import ROLES, STATUSES, TRIGGERS
from training.encoder.batches import UNSCORED, bucketed, inputs
from training.encoder.network import Encoder, Links, Tags
from training.events.sentences import TrainingSentence, read_all

__all__ = ["Events", "of_relation"]

_HAPPENED = [STATUSES.index(one) for one in ("actual", "ongoing", "habitual")]
_COMING = [STATUSES.index(one) for one in ("planned", "promised")]
# PLOVER codes a coming cooperative deed as AGREE (its manual); PLV joins the two kinds of yielding.
_COOPERATIVE = [TRIGGERS.index(one) for one in ("CONSULT", "SUPPORT", "COOPERATE", "AID")]
_JOINED = {"YIELD": ("CONCEDE", "RETREAT")}
_PLAIN_SHARE = 0.25  # of the loss: most words name nothing
_PREDICATES_A_ROUND = 1500
# There are few of these sentences beside the other tasks'.
_ROUNDS = 2


@dataclass(frozen=True)
class _Marked:
    """A sentence with its events. types, statuses: a label a piece; roles: events × pieces, anchored at ``anchors``."""

    pieces: Pieces
    types: npt.NDArray[np.int64]
    statuses: npt.NDArray[np.int64]
    anchors: tuple[int, ...]
    roles: npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Related:
    """A sentence with a relation: its type, and the pieces of its source and target."""

    pieces: Pieces
    type: str
    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Happened:
    """A sentence with graded predicates: the first piece of each, and how likely it is that it happened."""

    pieces: Pieces
    at: tuple[int, ...]
    chance: tuple[float, ...]


class Events:
    """The heads ``triggers``, ``statuses`` and ``roles``.

    data: the gold's root. held: which sentences of the relations are left out, by their id (for cross-validation).
    """

    def __init__(self, data: Path, held: frozenset[str] = frozenset()) -> None:
        self.heads = nn.ModuleDict(
            {"triggers": Tags(len(TRIGGERS)), "statuses": Tags(len(STATUSES)), "roles": Links(len(ROLES))}
        )
        self.marked = [_marked(one) for one in read_all()]
        given = [*relations(data, "train"), *plover_records(data)]
        self.related = [_related(one) for one in given if one.id not in held]
        self.happened = [_happened(one) for one in predicates(data, "train")]

    def batches(self, chance: random.Random, size: int) -> Iterator[list[Any]]:
        """All marked sentences and relations, twice, and a part of the predicates; each batch is of one kind."""
        batches: list[list[Any]] = []
        for _ in range(_ROUNDS):
            some = chance.sample(self.happened, min(_PREDICATES_A_ROUND, len(self.happened)))
            for rows in (list(self.marked), list(self.related), some):
                batches += bucketed(rows, chance, size, lambda one: len(one.pieces))
        chance.shuffle(batches)
        yield from batches

    def loss(self, encoder: Encoder, batch: Sequence[Any]) -> Tensor:
        """The loss of a batch, by its kind."""
        hidden = inputs([one.pieces for one in batch]).through(encoder)
        if isinstance(batch[0], _Marked):
            return self._of_marked(hidden, batch)
        if isinstance(batch[0], _Related):
            return self._of_related(hidden, batch)
        return self._of_happened(hidden, batch)

    def _of_marked(self, hidden: Tensor, batch: Sequence[_Marked]) -> Tensor:
        types, statuses = (torch.full(hidden.shape[:2], UNSCORED) for _ in range(2))
        rows, at, roles = [], [], []
        for index, one in enumerate(batch):
            types[index, : len(one.pieces)] = torch.from_numpy(one.types)
            statuses[index, : len(one.pieces)] = torch.from_numpy(one.statuses)
            for anchor, labels in zip(one.anchors, one.roles, strict=True):
                rows.append(index)
                at.append(anchor)
                roles.append(np.pad(labels, (0, hidden.shape[1] - len(labels)), constant_values=UNSCORED))
        weight = torch.ones(len(TRIGGERS))
        weight[0] = _PLAIN_SHARE
        loss = 2 * functional.cross_entropy(
            self.heads["triggers"](hidden).flatten(0, 1), types.flatten(), weight=weight, ignore_index=UNSCORED,
            label_smoothing=0.05,
        )  # fmt: skip
        if not rows:
            return loss
        loss = loss + functional.cross_entropy(
            self.heads["statuses"](hidden).flatten(0, 1), statuses.flatten(), ignore_index=UNSCORED
        )
        scores = self.heads["roles"](hidden, torch.tensor(rows), torch.tensor(at))
        return loss + functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(np.stack(roles)).flatten(), ignore_index=UNSCORED
        )

    def _of_related(self, hidden: Tensor, batch: Sequence[_Related]) -> Tensor:
        types = self.heads["triggers"](hidden).log_softmax(-1)
        statuses = self.heads["statuses"](hidden).log_softmax(-1)
        losses = []
        for index, one in enumerate(batch):
            words = np.flatnonzero(one.pieces.begins)
            at = torch.from_numpy(words)
            row = torch.full((len(words),), index)
            roles = self.heads["roles"](hidden, row, at).log_softmax(-1)
            named = of_relation(one.type, types[index, at], statuses[index, at])
            actor = roles[:, torch.from_numpy(one.source), 1].mean(-1) if len(one.source) else 0.0
            recipient = roles[:, torch.from_numpy(one.target), 2].mean(-1) if len(one.target) else 0.0
            losses.append(-torch.logsumexp(named + actor + recipient, 0))
        return torch.stack(losses).mean()

    def _of_happened(self, hidden: Tensor, batch: Sequence[_Happened]) -> Tensor:
        rows = torch.tensor([index for index, one in enumerate(batch) for _ in one.at])
        at = torch.tensor([each for one in batch for each in one.at])
        wanted = torch.tensor([each for one in batch for each in one.chance])
        chances = self.heads["statuses"](hidden[rows, at]).softmax(-1)[:, _HAPPENED].sum(-1)
        return functional.binary_cross_entropy(chances.clamp(1e-4, 1 - 1e-4), wanted)


def of_relation(type_: str, types: Tensor, statuses: Tensor) -> Tensor:
    """Log chance, a word, that it names a deed which a relation's coder codes as ``type_``.

    types, statuses: words × labels, as logarithms.
    """
    coming = statuses[:, _COMING].logsumexp(-1)
    here = torch.log1p(-coming.exp().clamp(max=0.9999))
    own = types[:, [TRIGGERS.index(one) for one in _JOINED.get(type_, (type_,))]].logsumexp(-1)
    if type_ == "AGREE":
        return torch.logaddexp(own, types[:, _COOPERATIVE].logsumexp(-1) + coming)
    return own + here if TRIGGERS.index(_JOINED.get(type_, (type_,))[0]) in _COOPERATIVE else own


def _pieces_in(pieces: Pieces, start: int, end: int) -> npt.NDArray[np.int64]:
    return np.flatnonzero((pieces.starts < end) & (pieces.ends > start))


def _marked(sentence: TrainingSentence) -> _Marked:
    pieces = pieces_of(sentence.text)
    types = np.where(pieces.begins, 0, UNSCORED)
    statuses = np.full(len(pieces), UNSCORED)
    anchors, roles = [], []
    for event in sentence.events:
        inside = _pieces_in(pieces, event.start, event.end)
        first = inside[pieces.begins[inside]]
        if not len(first):
            continue
        types[inside] = UNSCORED
        types[first] = TRIGGERS.index(event.type or "-")
        statuses[first] = STATUSES.index(event.status)
        row = np.zeros(len(pieces), dtype=np.int64)
        for one in event.participants:
            row[_pieces_in(pieces, one.start, one.end)] = ROLES.index(one.role)
        anchors += first.tolist()
        roles += [row] * len(first)
    stacked = np.stack(roles) if roles else np.zeros((0, len(pieces)), dtype=np.int64)
    return _Marked(pieces, types, statuses, tuple(anchors), stacked)


def _related(one: Relation) -> _Related:
    pieces = pieces_of(one.text)[:200]

    def of(span: tuple[int, int] | None) -> npt.NDArray[np.int64]:
        return _pieces_in(pieces, *span) if span else np.zeros(0, dtype=np.int64)

    return _Related(pieces, one.type, of(one.source), of(one.target))


def _happened(one: Predicates) -> _Happened:
    pieces = pieces_of(one.text)[:200]
    found = [(_pieces_in(pieces, start, end), grade) for start, end, grade in one.graded]
    kept = [(int(inside[0]), min(1.0, max(0.0, (grade + 3) / 6))) for inside, grade in found if len(inside)]
    return _Happened(pieces, tuple(at for at, _ in kept), tuple(chance for _, chance in kept))
