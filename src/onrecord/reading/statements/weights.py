"""How likely a proposal is an attribution: a sum of weights, one for each thing that is true of it."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any

from onrecord.reading.statements.acts import act_named
from onrecord.reading.statements.candidate import Ranges, covered
from onrecord.reading.statements.frame import Frame
from onrecord.reading.statements.ground import Ground

__all__ = ["cue_features_of", "cue_likelihood", "extent_scores", "features_of"]

_MODALS = frozenset(["may", "might", "could", "would", "should", "can", "will", "must", "shall"])
_LENGTHS = (1, 2, 4, 8, 16, 32)


def features_of(ground: Ground, frame: Frame, content: Ranges) -> list[str]:
    """What is true of a proposal, as the names of weights."""
    head, doc = frame.head, frame.parse.doc
    lemma, kind = head.lemma_.lower(), frame.kind + (":" + frame.preposition if frame.preposition else "")
    cue = [doc[i] for i in range(frame.cue[0], frame.cue[1] + 1)]
    start = frame.parse.start + head.idx
    text = "".join(ground.text[a:b] for a, b in content)
    inside = ground.quotation_at(start) is not None
    bearer = _kind_of_bearer(frame.bearer)
    first = doc[frame.content[0][0]]
    words = sum(len(ground.text[a:b].split()) for a, b in content)
    length = sum(words > limit for limit in _LENGTHS)
    quoted = "whole" if _all_quoted(ground, content) else "part" if any(mark in text for mark in '"“”') else "no"
    found = [
        "bias", "e=" + frame.extent, f"ke={frame.kind}|{frame.extent}", f"le={lemma}|{frame.extent}",
        f"eq={frame.extent}|{quoted}", f"en={frame.extent}|{length}", f"ein={frame.extent}|{inside}",
        "l=" + lemma, "k=" + kind, f"lk={lemma}|{kind}", "b=" + bearer, f"kb={frame.kind}|{bearer}",
        f"lb={lemma}|{bearer}", "t=" + head.tag_, f"kt={frame.kind}|{head.tag_}", "d=" + head.dep_,
        f"kd={frame.kind}|{head.dep_}", f"kn={frame.kind}|{length}", f"ln={lemma}|{length > 2}",
        f"q={quoted}", f"kq={frame.kind}|{quoted}", f"lq={lemma}|{quoted}",
        f"role={frame.parse.part.role == 'headline'}", f"in={inside}", f"kin={frame.kind}|{inside}",
        "g=" + (frame.governor.lemma_ if frame.governor is not None else "-"),
        "sub=" + (frame.bearer.lemma_.lower() if frame.bearer is not None else "-"),
        "first=" + first.lower_, f"kfirst={frame.kind}|{first.pos_}",
        f"klen={frame.kind}|{min(frame.cue[1] - frame.cue[0], 4)}", f"pieces={len(content)}",
    ]  # fmt: skip
    found += _edges(frame, lemma)
    if "object" in frame.kind or "prep" in frame.kind:
        found += _of_object(frame, lemma)
    for word in cue:
        if word.i != head.i:
            found.append(f"c={word.lower_}")
        if word.lower_ in _MODALS:
            found.append(f"modal={frame.kind}")
        if word.dep_ == "neg":
            found += ["neg", f"lneg={lemma}"]
    found += [f"x={name}" for name in frame.extra] + [f"kx={frame.kind}|{frame.extent}|{name}" for name in frame.extra]
    if frame.addressee is not None:
        found.append(f"told={frame.kind}")
    nearest = doc[frame.cue[1] + 1].lower_ if frame.cue[1] + 1 < len(doc) else ""
    found.append(f"next={frame.kind}|{nearest}")
    return found


def _edges(frame: Frame, lemma: str) -> list[str]:
    """Where the content begins and ends: what stands beside it, and whether the sentence ends there."""
    doc, sentence = frame.parse.doc, frame.head.sent
    first, last = frame.content[0][0], frame.content[-1][1]
    last_word = max(sentence.end - 2, sentence.start) if doc[sentence.end - 1].is_punct else sentence.end - 1
    to_the_end = last >= last_word
    after = doc[last + 1].lower_ if last + 1 < len(doc) else "-"
    opener = doc[first].lower_
    gap = first - frame.cue[1] - 1
    between = doc[frame.cue[1] + 1].lower_ if 0 < gap < 8 else "-"
    return [
        f"end={to_the_end}", f"kend={frame.kind}|{to_the_end}", f"lend={lemma}|{to_the_end}", "after=" + after,
        f"kafter={frame.kind}|{after}", f"lfirst={lemma}|{opener}", f"kopen={frame.kind}|{opener}",
        f"gap={max(-1, min(gap, 4))}", f"kgap={frame.kind}|{max(-1, min(gap, 4))}", f"between={frame.kind}|{between}",
        f"lgap={lemma}|{between}", f"lcue={lemma}|{doc[frame.cue[1]].lower_}",
        f"start={frame.kind}|{first <= sentence.start + 1}",
    ]  # fmt: skip


def _of_object(frame: Frame, lemma: str) -> list[str]:
    top = _top(frame)
    noun = top.lemma_.lower()
    return [
        "o=" + noun, "oe=" + top.ent_type_, f"lop={lemma}|{top.pos_}", f"loe={lemma}|{top.ent_type_}",
        f"ko={frame.kind}|{top.pos_}", f"lo={lemma}|{noun}",
    ]  # fmt: skip


def _top(frame: Frame) -> Any:
    """The head of the first piece of the content."""
    first, last = frame.content[0]
    doc = frame.parse.doc
    return next((doc[at] for at in range(first, last + 1) if not first <= doc[at].head.i <= last), doc[first])


def _all_quoted(ground: Ground, content: Ranges) -> bool:
    return all(
        (one := ground.quotation_at(start)) is not None and one.end >= end - 1 for start, end in content
    ) and covered(content) > 0  # fmt: skip


def _kind_of_bearer(bearer: Any) -> str:
    if bearer is None:
        return "none"
    if bearer.tag_ in ("WDT", "WP"):
        return "relative"
    if bearer.pos_ == "PRON":
        return f"pron:{bearer.lower_}"
    return f"{bearer.pos_}:{bearer.ent_type_}"


def cue_features_of(ground: Ground, frames: Sequence[Frame]) -> list[str]:
    """What is true of a cue, whatever its content: the union over the constructions that it stands in.

    frames: those of one head word.
    """
    names: dict[str, None] = {}
    for frame in frames:
        if not frame.extent:
            names |= dict.fromkeys(_of_cue(ground, frame))
    return list(names)


def _of_cue(ground: Ground, frame: Frame) -> list[str]:
    head, doc = frame.head, frame.parse.doc
    lemma, kind = head.lemma_.lower(), frame.kind + (":" + frame.preposition if frame.preposition else "")
    inside = ground.quotation_at(frame.parse.start + head.idx) is not None
    bearer = _kind_of_bearer(frame.bearer)
    subject = frame.bearer.lemma_.lower() if frame.bearer is not None else "-"
    before = doc[frame.cue[0] - 1].lower_ if frame.cue[0] else "-"
    after = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else "-"
    found = [
        "bias", "l=" + lemma, "w=" + head.lower_, "k=" + kind, f"lk={lemma}|{kind}", "b=" + bearer,
        f"kb={frame.kind}|{bearer}", f"lb={lemma}|{bearer}", "t=" + head.tag_, f"kt={frame.kind}|{head.tag_}",
        f"lt={lemma}|{head.tag_}", f"kd={frame.kind}|{head.dep_}", f"role={frame.parse.part.role}", f"in={inside}",
        f"lin={lemma}|{inside}", f"kin={frame.kind}|{inside}", "sub=" + subject, f"ls={lemma}|{subject}",
        f"act={act_named(lemma)}", f"kact={frame.kind}|{act_named(lemma)}",
        "g=" + (frame.governor.lemma_ if frame.governor is not None else "-"), f"len={frame.cue[1] - frame.cue[0]}",
        "before=" + before, "after=" + after, f"la={lemma}|{after}", "h=" + head.head.lemma_.lower(),
        "suffix=" + lemma[-3:], f"ksuf={frame.kind}|{lemma[-3:]}",
    ]  # fmt: skip
    if "object" in frame.kind or "prep" in frame.kind or frame.kind in ("to", "ing"):
        top = _top(frame)
        noun = top.lemma_.lower()
        found += [
            "o=" + noun, f"oe={frame.kind}|{top.ent_type_}", f"loe={lemma}|{top.ent_type_}",
            f"ko={frame.kind}|{top.pos_}", f"lo={lemma}|{noun}", f"osuf={noun[-3:]}",
        ]  # fmt: skip
    for word in doc[frame.cue[0] : frame.cue[1] + 1]:
        if word.i != head.i:
            found.append("c=" + word.lower_)
        if word.lower_ in _MODALS:
            found += ["modal", f"lmodal={lemma}"]
        if word.dep_ == "neg":
            found += ["neg", f"lneg={lemma}"]
    found += [f"x={name}" for name in frame.extra if name in ("passive",) or ("=" in name and "cut" not in name)]
    return found


class _Weights:
    """The two tables: of cues (is it one?), and of extents (which of its contents?)."""

    def __init__(self) -> None:
        packed = (files("onrecord.models") / "statements" / "frame_weights.json.gz").read_bytes()
        tables = json.loads(gzip.decompress(packed))
        self.cue: dict[str, float] = tables["cue"]
        self.extent: dict[str, float] = tables["extent"]


@cache
def _weights() -> _Weights:
    return _Weights()


def cue_likelihood(features: Sequence[str]) -> float:
    """How likely it is, 0 to 1, that a word with these features is the cue of an attribution."""
    total = sum(map(_weights().cue.get, features, repeat(0.0)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def extent_scores(rows: Sequence[Sequence[str]]) -> list[float]:
    """How likely each of several contents of one cue is to be the one, 0 to 1; together they make 1."""
    table = _weights().extent
    totals = [sum(map(table.get, row, repeat(0.0))) for row in rows]
    top = max(totals)
    shares = [math.exp(total - top) for total in totals]
    return [share / sum(shares) for share in shares]
