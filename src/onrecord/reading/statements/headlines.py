"""Attribution by a colon: 'Minister: port will reopen', 'Port will reopen: minister', 'QUESTIONER: When?'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.reading.stage import Parse
from onrecord.reading.statements.candidate import Attribution, trimmed
from onrecord.reading.statements.ground import Ground

__all__ = ["by_colon"]

_COLON = re.compile(r":(?=[\s\"“'‘])")
_LONGEST_SPEAKER = 5
_LEAST_CONTENT = 3
_SPEAKERS = frozenset(["PERSON", "ORG", "NORP", "GPE"])
_SURE, _LIKELY = 0.75, 0.6
_NAMED_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’\- ]{1,40}")
_NO_SPEAKERS = frozenset(
    ["live", "updates", "watch", "breaking", "exclusive", "video", "opinion", "analysis", "update", "report", "explainer",
     "note", "editorial", "review", "fact check", "q", "a", "photos", "timeline", "correction", "election", "debate"]
)  # fmt: skip


def by_colon(ground: Ground) -> Iterator[Attribution]:
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
    span = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="contract")
    if span is None or not len(span):
        return False
    return not any(_acts(token) for token in span) and (
        any(token.ent_type_ in _SPEAKERS for token in span) or _document(span)
    )  # fmt: skip


def _acts(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBZ", "VBD", "VBP", "MD")


def _document(span: Any) -> bool:
    from onrecord.reading.lexicon import lexicon

    return span[-1].lemma_.lower() in lexicon("cues")["sources"]["documents"] or any(
        token.lemma_.lower() in lexicon("cues")["spokesmen"]["nouns"] for token in span
    )
