"""The task ``Events``: what a word names, whether it happened, and who did it to whom.

Three heads on the shared pass. ``triggers``: for each word, whether it names an event and of which PLOVER type.
``statuses``: whether what the word tells has happened (the eight statuses of the record). ``roles``: for a word that
names an event, every piece's part in it: none, actor or recipient.

They learn from three kinds of sentences:

* of our own, with every event, its status and its participants marked (``training/events/sentences``);
* relations (PLV, Hu et al. 2024, and PLOVER's gold standard records), which give a type, a source and a target but no
  trigger. The trigger is one of the words that the lexicon holds for one of that type, and which of them is summed out:
  a sentence is as likely as they together make it that one names the type, with the source among its actors and the
  target among its recipients. Words that the lexicon holds for no trigger at all name nothing;
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
from onrecord.models.encoder.pieces import Pieces, joined, pieces_of
from onrecord.reading.english import language
from onrecord.reading.events.labels import ROLES, STATUSES, TRIGGERS
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part
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
# Pieces a pack: the heads meet a sentence alone and in a story's window.
_PACKS = (1, 60, 120, 180, 240)
_PIECES_A_BATCH = 640
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
    """A sentence with a relation: its type, and the pieces of its source and target.

    at: the pieces that may begin its trigger. plain: a label a piece, for those that name nothing.
    """

    pieces: Pieces
    type: str
    at: npt.NDArray[np.int64]
    plain: npt.NDArray[np.int64]
    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Happened:
    """A sentence with graded predicates: the first piece of each, and how likely it is that it happened."""

    pieces: Pieces
    at: tuple[int, ...]
    chance: tuple[float, ...]


_Sentence = _Marked | _Related | _Happened


@dataclass(frozen=True)
class _Pack:
    """Sentences in a row, as a story would have them about each: (the first piece of each, the sentence)."""

    pieces: Pieces
    sentences: tuple[tuple[int, _Sentence], ...]


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
        self.related = list(_related([one for one in given if one.id not in held]))
        self.happened = [_happened(one) for one in predicates(data, "train")]

    def batches(self, chance: random.Random, size: int) -> Iterator[list[_Pack]]:
        """All marked sentences and relations, twice, and a part of the predicates, in packs of all lengths."""
        packs: list[_Pack] = []
        for _ in range(_ROUNDS):
            some = chance.sample(self.happened, min(_PREDICATES_A_ROUND, len(self.happened)))
            rows: list[_Sentence] = [*self.marked, *self.related, *some]
            chance.shuffle(rows)
            packs += _packs(rows, chance)
        # As many pieces a batch whatever the packs' length.
        for batch in bucketed(packs, chance, size, lambda one: len(one.pieces)):
            share = max(1, round(_PIECES_A_BATCH / max(len(one.pieces) for one in batch)))
            for at in range(0, len(batch), share):
                yield batch[at : at + share]

    def loss(self, encoder: Encoder, batch: Sequence[_Pack]) -> Tensor:
        """The losses of the sentences of each kind, each a mean over what it scores."""
        hidden = inputs([one.pieces for one in batch]).through(encoder)
        placed = [(row, at, one) for row, pack in enumerate(batch) for at, one in pack.sentences]
        marked = [(row, at, one) for row, at, one in placed if isinstance(one, _Marked)]
        related = [(row, at, one) for row, at, one in placed if isinstance(one, _Related)]
        happened = [(row, at, one) for row, at, one in placed if isinstance(one, _Happened) and one.at]
        total = hidden.new_zeros(())
        for loss, own in ((self._of_marked, marked), (self._of_related, related), (self._of_happened, happened)):
            if own:
                total = total + loss(hidden, own)
        return total

    def _of_marked(self, hidden: Tensor, placed: Sequence[tuple[int, int, Any]]) -> Tensor:
        types, statuses = (torch.full(hidden.shape[:2], UNSCORED) for _ in range(2))
        rows, at, roles = [], [], []
        for row, first, one in placed:
            end = first + len(one.pieces)
            types[row, first:end] = torch.from_numpy(one.types)
            statuses[row, first:end] = torch.from_numpy(one.statuses)
            for anchor, labels in zip(one.anchors, one.roles, strict=True):
                rows.append(row)
                at.append(first + anchor)
                roles.append(np.pad(labels, (first, hidden.shape[1] - end)))  # nobody of the other sentences
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
        weight = torch.tensor([0.5, 1.0, 1.0])
        return loss + functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(np.stack(roles)).flatten(), weight=weight
        )

    def _of_related(self, hidden: Tensor, placed: Sequence[tuple[int, int, Any]]) -> Tensor:
        types = self.heads["triggers"](hidden).log_softmax(-1)
        statuses = self.heads["statuses"](hidden).log_softmax(-1)
        losses = []
        plain = torch.full(hidden.shape[:2], UNSCORED)
        for row, first, one in placed:
            plain[row, first : first + len(one.pieces)] = torch.from_numpy(one.plain)
            if not len(one.at):
                continue
            at = torch.from_numpy(one.at + first)
            roles = self.heads["roles"](hidden, torch.full((len(at),), row), at).log_softmax(-1)
            named = of_relation(one.type, types[row, at], statuses[row, at])
            actor = roles[:, torch.from_numpy(one.source + first), 1].mean(-1) if len(one.source) else 0.0
            recipient = roles[:, torch.from_numpy(one.target + first), 2].mean(-1) if len(one.target) else 0.0
            # One word does it, so that two which both do are no better than one: the loss has its floor at nought.
            losses.append(-torch.logsumexp(named + actor + recipient, 0).clamp(max=0.0))
        idle = functional.nll_loss(types.flatten(0, 1), plain.flatten(), ignore_index=UNSCORED)
        return idle + (torch.stack(losses).mean() if losses else 0.0)

    def _of_happened(self, hidden: Tensor, placed: Sequence[tuple[int, int, Any]]) -> Tensor:
        rows = torch.tensor([row for row, _, one in placed for _ in one.at])
        at = torch.tensor([first + each for _, first, one in placed for each in one.at])
        wanted = torch.tensor([each for _, _, one in placed for each in one.chance])
        chances = self.heads["statuses"](hidden[rows, at]).softmax(-1)[:, _HAPPENED].sum(-1)
        return functional.binary_cross_entropy(chances.clamp(1e-4, 1 - 1e-4), wanted)


def _packs(rows: Sequence[_Sentence], chance: random.Random) -> list[_Pack]:
    packs: list[_Pack] = []
    run: list[_Sentence] = []
    limit = chance.choice(_PACKS)
    for one in [*rows, None]:
        if run and (one is None or sum(len(each.pieces) for each in run) + len(one.pieces) > limit):
            starts = np.cumsum([0, *(len(each.pieces) for each in run[:-1])]).tolist()
            packs.append(_Pack(joined([each.pieces for each in run]), tuple(zip(starts, run, strict=True))))
            run, limit = [], chance.choice(_PACKS)
        if one is not None:
            run.append(one)
    return packs


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


def _related(rows: Sequence[Relation]) -> Iterator[_Related]:
    docs = language().pipe(one.text for one in rows)
    for one, doc in zip(rows, docs, strict=True):
        pieces = pieces_of(one.text)[:200]

        def of(span: tuple[int, int] | None, pieces: Pieces = pieces) -> npt.NDArray[np.int64]:
            return _pieces_in(pieces, *span) if span else np.zeros(0, dtype=np.int64)

        known = triggers(Parse(Part("paragraph", 0, len(one.text)), 0, doc))
        plain = np.where(pieces.begins, 0, UNSCORED)
        for trigger in known:
            plain[of((trigger.start, trigger.end))] = UNSCORED
        wanted = _senses(one.type)
        own = [each for each in known if wanted & {sense.type for sense in each.senses}]
        firsts = [of((each.token.idx, each.token.idx + len(each.token)))[:1] for each in own or known]
        at = np.unique(np.concatenate(firsts)) if firsts else np.zeros(0, dtype=np.int64)
        yield _Related(pieces, one.type, at, plain, of(one.source), of(one.target))


def _senses(type_: str) -> set[str | None]:
    """What a trigger may mean where a coder says ``type_``."""
    own: set[str | None] = set(_JOINED.get(type_, (type_,)))
    return own | {TRIGGERS[one] for one in _COOPERATIVE} if type_ == "AGREE" else own


def _happened(one: Predicates) -> _Happened:
    pieces = pieces_of(one.text)[:200]
    found = [(_pieces_in(pieces, start, end), grade) for start, end, grade in one.graded]
    kept = [(int(inside[0]), min(1.0, max(0.0, (grade + 3) / 6))) for inside, grade in found if len(inside)]
    return _Happened(pieces, tuple(at for at, _ in kept), tuple(chance for _, chance in kept))
