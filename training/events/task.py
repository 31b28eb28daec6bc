"""The task ``Events``: what a word names, whether it happened, and who did it to whom.

Three heads on the pass over one sentence. ``triggers``: for each word, whether it names an event and of which PLOVER
type. ``statuses``: whether what the word tells has happened (the eight statuses of the record). ``roles``: for a word
that names an event, every piece's part in it: none, actor or recipient.

They learn from three kinds of sentences:

* of our own, with every event, its status and its participants marked (``training/events/sentences``);
* relations (PLV, Hu et al. 2024, and PLOVER's gold standard records), which give a type, a source and a target but no
  trigger. Which word is the trigger is summed out, and twice. Which type goes on between the two: every verb and noun
  answers, the more the likelier both have a part in what it names; only its types count, so that this says nothing of
  how many words are events. And who does it: one of the words that the lexicon holds for that type names it, with the
  source among its actors and the target among its recipients. How likely each names an event is learnt from the
  lexicon, if by half; words that are no verb, noun or trigger name nothing;
* predicates with a grade of how surely they happened (UDS-IH2, Rudinger et al. 2018): the statuses alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from onrecord.reading.english import language
from onrecord.reading.events.labels import ROLES, STATUSES, TRIGGERS
from onrecord.reading.events.triggers import triggers
from onrecord.reading.events.types import Types
from onrecord.reading.stage import Parse, Part
from training.encoder.batches import UNSCORED, bucketed, inputs
from training.encoder.network import Encoder, Links, Tags
from training.events.sentences import TrainingSentence, read_all

__all__ = ["Events", "of_relation"]

_HAPPENED = [STATUSES.index(one) for one in ("actual", "ongoing", "habitual")]
_COMING = [STATUSES.index(one) for one in ("planned", "promised")]
# PLOVER codes a coming cooperative deed as AGREE (its manual), PLV's coders one of material conflict as THREATEN; they
# join the two kinds of yielding.
_COOPERATIVE = [TRIGGERS.index(one) for one in ("CONSULT", "SUPPORT", "COOPERATE", "AID")]
_HOSTILE = [TRIGGERS.index(one) for one in ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")]
_COMING_AS = {"AGREE": _COOPERATIVE, "THREATEN": _HOSTILE}
_JOINED = {"YIELD": ("CONCEDE", "RETREAT")}
_PLAIN_SHARE = 0.25  # of the loss: most words name nothing
_PREDICATES_A_ROUND = 700
_PIECES_A_BATCH = 700
_SMOOTHING = 0.05
_MASK, _MASKED_SHARE = 103, 0.08  # the vocabulary's sign for a hidden word, and how many pieces are hidden
# How much a word counts in a relation that the lexicon holds for no trigger, and a part on the other side.
_UNKNOWN, _OTHER_SIDE = 0.1, 0.25
# How much the lexicon says of a word's type beside the head, about as in reading.
_LEXICON, _LEXICON_FLOOR = 0.7, 0.02
# Shares of a relation's losses: which type, who does it, how likely each word names an event, which name nothing.
_TYPE_SHARE, _PARTIES_SHARE, _LIKELY_SHARE, _IDLE_SHARE = 1.0, 0.3, 0.5, 1.0
# How likely a word names an event: one that the lexicon does not know, and at most.
_SELDOM, _MOSTLY = 0.03, 0.9


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

    at: the pieces that may begin its trigger. known: which of them begin a trigger of the lexicon. own: which of them
    begin one that the lexicon holds for the type. prior: what the lexicon says of each, as logarithms over the types.
    likely: how likely each names an event, as the lexicon has it. plain: a label a piece, for those that name nothing.
    """

    pieces: Pieces
    type: str
    at: npt.NDArray[np.int64]
    known: npt.NDArray[np.bool_]
    own: npt.NDArray[np.bool_]
    prior: npt.NDArray[np.float32]
    likely: npt.NDArray[np.float32]
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


class Events:
    """The heads ``triggers``, ``statuses`` and ``roles``.

    data: the gold's root. held: which sentences are left out (for cross-validation): relations by their id, sentences
    of our own by where they stand.
    """

    def __init__(self, data: Path, held: frozenset[str] = frozenset()) -> None:
        self.heads = nn.ModuleDict(
            {"triggers": Tags(len(TRIGGERS)), "statuses": Tags(len(STATUSES)), "roles": Links(len(ROLES))}
        )
        self.marked = [_marked(one) for one in read_all() if one.where not in held]
        given = [*relations(data, "train"), *plover_records(data)]
        self.related = list(_related([one for one in given if one.id not in held]))
        self.happened = [_happened(one) for one in predicates(data, "train")]

    def batches(self, chance: random.Random) -> Iterator[list[_Sentence]]:
        """All marked sentences and relations, and a part of the predicates, in batches of as many pieces each."""
        some = chance.sample(self.happened, min(_PREDICATES_A_ROUND, len(self.happened)))
        rows: list[_Sentence] = [*self.marked, *self.related, *some]
        for batch in bucketed(rows, chance, 32, lambda one: len(one.pieces)):
            share = max(1, round(_PIECES_A_BATCH / max(len(one.pieces) for one in batch)))
            for at in range(0, len(batch), share):
                yield batch[at : at + share]

    def loss(self, encoder: Encoder, batch: Sequence[_Sentence]) -> Tensor:
        """The losses of the sentences of each kind, each a mean over what it scores."""
        given = inputs([one.pieces for one in batch])
        hide = (torch.rand(given.ids.shape) < _MASKED_SHARE) & (given.ids > _MASK)
        given = replace(given, ids=torch.where(hide, _MASK, given.ids))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = given.through(encoder)
        hidden = hidden.float()
        total = hidden.new_zeros(())
        for kind, loss in ((_Marked, self._of_marked), (_Related, self._of_related), (_Happened, self._of_happened)):
            own = [
                (row, one) for row, one in enumerate(batch)
                if isinstance(one, kind) and not (isinstance(one, _Happened) and not one.at)
            ]  # fmt: skip
            if own:
                total = total + loss(hidden, own)
        return total

    def _of_marked(self, hidden: Tensor, placed: Sequence[tuple[int, Any]]) -> Tensor:
        types, statuses = (torch.full(hidden.shape[:2], UNSCORED) for _ in range(2))
        rows, at, roles = [], [], []
        for row, one in placed:
            types[row, : len(one.pieces)] = torch.from_numpy(one.types)
            statuses[row, : len(one.pieces)] = torch.from_numpy(one.statuses)
            for anchor, labels in zip(one.anchors, one.roles, strict=True):
                rows.append(row)
                at.append(anchor)
                roles.append(np.pad(labels, (0, hidden.shape[1] - len(labels)), constant_values=UNSCORED))
        weight = torch.ones(len(TRIGGERS))
        weight[0] = _PLAIN_SHARE
        loss = 2 * functional.cross_entropy(
            self.heads["triggers"](hidden).flatten(0, 1), types.flatten(), weight=weight, ignore_index=UNSCORED,
            label_smoothing=_SMOOTHING,
        )  # fmt: skip
        if not rows:
            return loss
        loss = loss + functional.cross_entropy(
            self.heads["statuses"](hidden).flatten(0, 1), statuses.flatten(), ignore_index=UNSCORED
        )
        scores = self.heads["roles"](hidden, torch.tensor(rows), torch.tensor(at))
        weight = torch.tensor([0.5, 1.0, 1.0])
        return loss + functional.cross_entropy(
            scores.flatten(0, 1), torch.from_numpy(np.stack(roles)).flatten(), weight=weight, ignore_index=UNSCORED
        )

    def _of_related(self, hidden: Tensor, placed: Sequence[tuple[int, Any]]) -> Tensor:
        types = self.heads["triggers"](hidden).log_softmax(-1)
        statuses = self.heads["statuses"](hidden).log_softmax(-1)
        losses = []
        plain = torch.full(hidden.shape[:2], UNSCORED)
        for row, one in placed:
            plain[row, : len(one.pieces)] = torch.from_numpy(one.plain)
            if not len(one.at):
                continue
            at = torch.from_numpy(one.at)
            roles = self.heads["roles"](hidden, torch.full((len(at),), row), at).log_softmax(-1)
            named = of_relation(one.type, types[row, at], statuses[row, at])
            losses.append(_TYPE_SHARE * self._type_between(one, types[row, at], statuses[row, at], roles))
            likely = torch.from_numpy(one.likely)
            nothing = types[row, at, 0].clamp(max=-1e-4)
            event = torch.log(-torch.expm1(nothing))
            losses.append(-_LIKELY_SHARE * (likely * event + (1 - likely) * nothing).mean())
            if one.own.any():
                own = torch.from_numpy(one.own)
                does = sum(
                    (roles[own][:, torch.from_numpy(part), side].mean(-1)
                     for side, part in ((1, one.source), (2, one.target)) if len(part)),
                    named[own],
                )  # fmt: skip
                # One word does it, so that two which both do are no better than one: the loss has its floor at nought.
                losses.append(-_PARTIES_SHARE * torch.logsumexp(does, 0).clamp(max=0.0))
        idle = functional.nll_loss(types.flatten(0, 1), plain.flatten(), ignore_index=UNSCORED)
        return _IDLE_SHARE * idle + (torch.stack(losses).sum() / len(placed) if losses else 0.0)

    @staticmethod
    def _type_between(one: _Related, types: Tensor, statuses: Tensor, roles: Tensor) -> Tensor:
        """Minus the log chance of the relation's type, given that its parties have part in one with a type.

        Each word's type is what head and lexicon say together, so that a word which the lexicon knows for another type
        is not taken for this one.
        """
        meant = torch.where(torch.from_numpy(one.known), 0.0, math.log(_UNKNOWN))
        for side, part in ((1, one.source), (2, one.target)):
            if len(part):
                chances = roles[:, torch.from_numpy(part)].exp()
                has = chances[:, :, side] + _OTHER_SIDE * chances[:, :, 3 - side]
                meant = meant + (has + 0.01).log().mean(-1)
        # How likely a word names an event is taken as it is: another event of the sentence is no less one for it.
        meant = meant + types[:, 2:].logsumexp(-1).detach()
        both = torch.full_like(types, -1e4)
        both[:, 2:] = (types[:, 2:] + torch.from_numpy(one.prior)).log_softmax(-1)
        here = of_relation(one.type, both, statuses).clamp(max=-1e-6)
        total = torch.logsumexp(meant, 0)
        mine, others = (torch.logsumexp(meant + each, 0) - total for each in (here, torch.log(-torch.expm1(here))))
        return -((1 - _SMOOTHING) * mine + _SMOOTHING * others)

    def _of_happened(self, hidden: Tensor, placed: Sequence[tuple[int, Any]]) -> Tensor:
        rows = torch.tensor([row for row, one in placed for _ in one.at])
        at = torch.tensor([each for _, one in placed for each in one.at])
        wanted = torch.tensor([each for _, one in placed for each in one.chance])
        chances = self.heads["statuses"](hidden[rows, at]).softmax(-1)[:, _HAPPENED].sum(-1)
        return functional.binary_cross_entropy(chances.clamp(1e-4, 1 - 1e-4), wanted)


def of_relation(type_: str, types: Tensor, statuses: Tensor) -> Tensor:
    """Log chance, a word, that it names a deed which a relation's coder codes as ``type_``.

    types, statuses: words × labels, as logarithms.
    """
    coming = statuses[:, _COMING].logsumexp(-1)
    here = torch.log1p(-coming.exp().clamp(max=0.9999))
    own = types[:, [TRIGGERS.index(one) for one in _JOINED.get(type_, (type_,))]].logsumexp(-1)
    if type_ in _COMING_AS:
        return torch.logaddexp(own, types[:, _COMING_AS[type_]].logsumexp(-1) + coming)
    return own + here if TRIGGERS.index(_JOINED.get(type_, (type_,))[0]) in [*_COOPERATIVE, *_HOSTILE] else own


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

        plain = np.where(pieces.begins, 0, UNSCORED)
        own, known, prior, likely = {}, {}, {}, {}
        wanted = _senses(one.type)
        for token in doc:
            if token.pos_ in ("VERB", "NOUN"):
                inside = of((token.idx, token.idx + len(token)))
                plain[inside] = UNSCORED
                known.update(dict.fromkeys(inside[:1].tolist(), False))
        for trigger in triggers(Parse(Part("paragraph", 0, len(one.text)), 0, doc)):
            plain[of((trigger.start, trigger.end))] = UNSCORED
            first = of((trigger.token.idx, trigger.token.idx + len(trigger.token)))[:1].tolist()
            known.update(dict.fromkeys(first, True))
            said = Types.of_lexicon(trigger)
            prior.update(dict.fromkeys(first, _LEXICON * np.log(said[2:] + _LEXICON_FLOOR)))
            likely.update(dict.fromkeys(first, min(_MOSTLY, max(_SELDOM, 1 - float(said[0])))))
            own.update(dict.fromkeys(first, bool(wanted & {sense.type for sense in trigger.senses})))
        at = np.array(sorted(known), dtype=np.int64)
        silent = np.zeros(len(TRIGGERS) - 2, dtype=np.float32)
        yield _Related(
            pieces, one.type, at, np.array([known[each] for each in at], dtype=np.bool_),
            np.array([own.get(each, False) for each in at], dtype=np.bool_),
            np.array([prior.get(each, silent) for each in at], dtype=np.float32),
            np.array([likely.get(each, _SELDOM) for each in at], dtype=np.float32),
            plain, of(one.source), of(one.target),
        )  # fmt: skip


def _senses(type_: str) -> set[str | None]:
    """What a trigger may mean where a coder says ``type_``."""
    own: set[str | None] = set(_JOINED.get(type_, (type_,)))
    return own | {TRIGGERS[one] for one in _COMING_AS.get(type_, ())}


def _happened(one: Predicates) -> _Happened:
    pieces = pieces_of(one.text)[:200]
    found = [(_pieces_in(pieces, start, end), grade) for start, end, grade in one.graded]
    kept = [(int(inside[0]), min(1.0, max(0.0, (grade + 3) / 6))) for inside, grade in found if len(inside)]
    return _Happened(pieces, tuple(at for at, _ in kept), tuple(chance for _, chance in kept))
