"""Attribution by a sign alone: 'Minister: port will reopen', 'Port will reopen: minister', 'QUESTIONER: When?'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Parse
from onrecord.reading.statements.bearers import bearer_of, cue_of_verb, source_tokens
from onrecord.reading.statements.candidate import Attribution, overlap, trimmed
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.quoted import carried_on

__all__ = ["by_sign"]

_COLON = re.compile(r":(?=[\s\"“'‘])")
_LONGEST_SPEAKER = 5
_LEAST_CONTENT = 3
_SPEAKERS = frozenset(["PERSON", "ORG", "NORP", "GPE"])
_SIGNATURE = re.compile(r"\s*(?P<dash>[-–—―]{1,2})\s*(?P<name>[A-Z][^\n\"“”]{2,60}?)\.?\s*")
_SURE, _LIKELY = 0.75, 0.6
_NAMED_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’\- ]{1,40}")
_NO_SPEAKERS = frozenset(
    ["live", "updates", "watch", "breaking", "exclusive", "video", "opinion", "analysis", "update", "note",
     "explainer", "editorial", "review", "fact check", "q", "a", "photos", "timeline", "correction", "election",
     "debate"]
)  # fmt: skip


def by_sign(ground: Ground) -> Iterator[Attribution]:
    """The attributions that a colon or a dash makes."""
    yield from _by_colon(ground)
    yield from signed(ground)
    yield from announced(ground)


def _by_colon(ground: Ground) -> Iterator[Attribution]:
    """The attributions whose only cue is a colon: in headlines, key points and subheads, and in transcripts."""
    for parse in ground.parses:
        start = parse.start
        end = start + len(parse.doc.text)
        colon = _COLON.search(ground.text, start, min(end, start + 400))
        if colon is None:
            continue
        if parse.part.role in ("headline", "subhead", "key_point", "standfirst"):
            yield from _in_headline(ground, parse, colon.start(), end)
        elif _NAMED_IN_CAPITALS.fullmatch(ground.text, start, colon.start()):
            yield from _attributed(ground, (start, colon.start()), colon.start(), (colon.end(), end), _SURE)


def signed(ground: Ground) -> Iterator[Attribution]:
    """A quotation with a dash and a name behind it, as pull quotes and readers' letters have it."""
    for part in ground.parts:
        for one in ground.quotations_in(part.start, part.end)[:1]:
            if ground.text[part.start : one.start].strip() or len(one.text.split()) < _LEAST_CONTENT:
                continue
            sign = _SIGNATURE.fullmatch(ground.text, one.end, part.end)
            if sign is None:
                continue
            dash = sign.start("dash")
            yield from _attributed(ground, sign.span("name"), dash, (one.start, one.end), _SURE)


def announced(ground: Ground) -> Iterator[Attribution]:
    """A paragraph that ends in a colon, and the quotation that opens the next one."""
    for before, after in pairwise(ground.parts):
        one = ground.quotation_after(after.start)
        last = ground.text[before.start : before.end].rstrip()
        if before.role != after.role or not last.endswith(":") or one is None or one.start != after.start:
            continue
        start, end = ground.sentence_around(before.end - 1)
        span = ground.tokens(start, end)
        verb = next((token for token in reversed(span) if token.pos_ == "VERB"), None) if span is not None else None
        offset = ground.offset(span.doc) if span is not None else None
        bearer = bearer_of(verb) if verb is not None else None
        if verb is None or bearer is None or offset is None:
            continue
        first, final = source_tokens(bearer)
        doc = verb.doc
        cue = cue_of_verb(verb)
        who = trimmed(ground.text, offset + doc[first].idx, offset + doc[final].idx + len(doc[final]))
        said = (offset + doc[cue[0]].idx, offset + verb.idx + len(verb))
        content = carried_on(ground, (one.start - 1, one.start - 1), ((one.start, one.end),))
        if who is not None and not overlap((who,), (said,)):
            yield Attribution((who,), (said,), content, None, _SURE)


def _in_headline(ground: Ground, parse: Parse, colon: int, end: int) -> Iterator[Attribution]:
    before, after = (parse.start, colon), (colon + 1, end)
    if _may_speak(ground, parse, *before) and len(ground.text[slice(*after)].split()) >= _LEAST_CONTENT:
        yield from _attributed(ground, before, colon, after, _SURE)
    elif _may_speak(ground, parse, *after) and len(ground.text[slice(*before)].split()) >= _LEAST_CONTENT:
        yield from _attributed(ground, after, colon, before, _LIKELY)


def _attributed(
    ground: Ground, source: tuple[int, int], colon: int, content: tuple[int, int], confidence: float
) -> Iterator[Attribution]:
    who, what = trimmed(ground.text, *source), trimmed(ground.text, *content)
    if who is not None and what is not None:
        yield Attribution((who,), ((colon, colon + 1),), (what,), None, confidence)


def _may_speak(ground: Ground, parse: Parse, start: int, end: int) -> bool:
    """Whether a few words name somebody, or a kind of body or document, and do nothing else."""
    words = ground.text[start:end].strip(" .\n")
    if not words or len(words.split()) > _LONGEST_SPEAKER or words.lower() in _NO_SPEAKERS:
        return False
    if ground.speaker_names(start, end):
        return True
    span = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="contract")
    if span is None or not len(span):
        return False
    return not any(_acts(token) for token in span) and (
        any(token.ent_type_ in _SPEAKERS for token in span) or _document(span)
    )  # fmt: skip


def _acts(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBZ", "VBD", "VBP", "MD")


def _document(span: Any) -> bool:
    """Whether the words are a document's, a spokesman's, an office's or a body's ('Report', 'Mayor Lee', 'Police')."""
    cues, titles = lexicon("cues"), lexicon("titles")
    if span[-1].lemma_.lower() in cues["sources"]["documents"] or span[-1].lower_ in titles["bodies"]:
        return True
    return any(
        token.lemma_.lower() in cues["spokesmen"]["nouns"] or token.lower_ in titles["offices"] for token in span
    )
