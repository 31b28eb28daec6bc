"""Attribution by quotation marks: whole quotations, split ones, ones that run on, and the cue beside a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.model import Quotation
from onrecord.reading.stage import Parse
from onrecord.reading.statements.bearers import bearer_of, cue_of_verb, source_tokens
from onrecord.reading.statements.candidate import Range, Ranges, join, trimmed
from onrecord.reading.statements.frame import Frame
from onrecord.reading.statements.ground import Ground

__all__ = ["beside_quotations", "carried_on", "fitted", "is_scare_quote"]

_ENDED = re.compile(r"[.?!…]['\"”’]*\Z|[.?!]\)['\"”’]*\Z")
_BROKEN_OFF = re.compile(r"[,;–—-]['\"”’]*\Z")
_NEAR_WORDS = 40
_SHORT_WORDS = 3


def fitted(ground: Ground, cue: Range, content: Ranges) -> Ranges:
    """Content with whole quotations: one that it touches is taken in, one that holds the cue bounds it."""
    around = ground.quotation_at(cue[0])
    if around is None:
        return join(ground.text, [_whole_quotations(ground, start, end) for start, end in content])
    kept = (_inside(ground, around, start, end) for start, end in content)
    return join(ground.text, [one for one in kept if one is not None])


def _inside(ground: Ground, around: Quotation, start: int, end: int) -> Range | None:
    """What of a range lies inside a quotation, without its marks."""
    first, last = max(start, around.start), min(end, around.end)
    if first == around.start:
        first += 1 + (ground.text[first : first + 2] in ("''", "``"))
    if last == around.end and around.closed:
        last -= 1 + (ground.text[last - 2 : last] == "''")
    return trimmed(ground.text, first, last) if first < last else None


def _whole_quotations(ground: Ground, start: int, end: int) -> Range:
    """A range that takes in all of each quotation that it touches."""
    touched = ground.quotations_over(start, end)
    return min([start, *(one.start for one in touched)]), max([end, *(one.end for one in touched)])


def carried_on(ground: Ground, cue: Range, content: Ranges) -> Ranges:
    """Content with the quotations that go on after the cue's sentence with no cue of their own.

    '"A," she said. "B."' is one act; a quotation that its paragraph leaves open goes on in the next.
    """
    if not content or ground.quotation_at(cue[0]) is not None:
        return content
    own = [one for start, end in content for one in ground.quotations_in(start, end)]
    if not own:
        return content
    at = max(ground.sentence_end(cue[1] - 1), content[-1][1])
    more: list[Range] = []
    if own[-1].end >= content[-1][1] - 1 or own[0].start <= content[0][0]:
        last = own[-1]
        while (following := _next(ground, last, at)) is not None:
            more.append((following.start, following.end))
            last, at = following, following.end
    return join(ground.text, [*content, *more]) if more else content


def _next(ground: Ground, last: Quotation, at: int) -> Quotation | None:
    following = ground.quotation_after(max(at - 2, last.start + 1))
    if following is None or following.start < last.end:
        return None
    between = ground.text[at : following.start]
    if following.continues and ground.part_number(following.start) == ground.part_number(last.start) + 1:
        return (
            following if not ground.text[last.end : following.start].strip(" \t\n\r.") or not between.strip() else None
        )
    if between.strip(" \t.") or "\n" in between:
        return None
    rest = ground.text[following.end : following.end + 1]
    if _BROKEN_OFF.search(following.text) or (rest == ","):
        return None
    if not _ENDED.search(following.text) and rest not in (".", "!", "?", ""):
        return None
    tail = ground.text[following.end : following.end + 40].lstrip(" .")
    return None if re.match(r"(?:said|says|asked|added)\b", tail) else following


def is_scare_quote(ground: Ground, one: Quotation) -> bool:
    """Whether a quotation is so short, and so much a part of its sentence, that it may be none ('so-called')."""
    words = one.text.split()
    return len(words) <= _SHORT_WORDS and not _ENDED.search(one.text)


def beside_quotations(ground: Ground, parse: Parse) -> Iterator[Frame]:
    """Each verb that stands beside a quotation, with that quotation as its content."""
    doc = parse.doc
    first = parse.start
    last = parse.start + (doc[-1].idx + len(doc[-1]) if len(doc) else 0)
    for one in ground.quotations_in(first, last):
        if is_scare_quote(ground, one):
            continue
        span = doc.char_span(one.start - first, one.end - first, alignment_mode="expand")
        if span is None:
            continue
        whole = (span.start, span.end - 1)
        for distance, verb in _verbs_after(doc, span.end):
            yield _frame(parse, verb, "quote_then_verb", whole, distance)
        for distance, verb in _verbs_before(doc, span.start):
            yield _frame(parse, verb, "verb_then_quote", whole, distance, _sign_before(ground, one.start))


def _sign_before(ground: Ground, start: int) -> str:
    before = ground.text[max(0, start - 3) : start].rstrip()[-1:]
    return before if before in (",", ":", ".") else "w"


def _frame(parse: Parse, verb: Any, kind: str, whole: tuple[int, int], distance: int, sign: str = "") -> Frame:
    first, last, governor = cue_of_verb(verb)
    bearer = bearer_of(verb)
    if bearer is not None and whole[0] <= bearer.i <= whole[1]:
        bearer = None
    if bearer is None:
        bearer = _neighbour(parse, verb, whole)
    source = source_tokens(bearer) if bearer is not None else None
    if source is not None and (source[0] <= whole[0] <= source[1] or whole[0] <= source[0] <= whole[1]):
        source = _apart(source, bearer.i, whole)
    frame = Frame(parse, verb, kind, (first, last), [whole], bearer, source, None, governor)
    frame.extra += [f"distance={min(distance, 6)}", "sign=" + sign]
    return frame


def _apart(source: tuple[int, int], head: int, whole: tuple[int, int]) -> tuple[int, int]:
    """A source's tokens without the quotation that the parser hung on it."""
    return (source[0], whole[0] - 1) if head < whole[0] else (max(source[0], whole[1] + 1), source[1])


def _neighbour(parse: Parse, verb: Any, whole: tuple[int, int]) -> Any:
    """The noun beside a verb that the parser gave no subject: 'said the minister', 'the minister said'."""
    doc = parse.doc
    for step in (1, -1):
        at = verb.i + step
        while 0 <= at < len(doc) and abs(at - verb.i) <= 6 and not whole[0] <= at <= whole[1]:
            token = doc[at]
            if token.pos_ in ("PROPN", "NOUN", "PRON"):
                while token.dep_ in ("compound", "amod", "det", "poss", "nmod") and abs(token.head.i - verb.i) <= 6:
                    token = token.head
                return token if not whole[0] <= token.i <= whole[1] else None
            if token.pos_ not in ("DET", "ADJ", "ADV", "NUM"):
                break
            at += step
    return None


def _verbs_after(doc: Any, at: int) -> Iterator[tuple[int, Any]]:
    found = 0
    for token in doc[at : at + _NEAR_WORDS]:
        if token.text in ('"', "“", "``") or (token.text in (".", "!", "?") and token.i > at):
            return
        if "\n" in token.text:
            return
        if token.pos_ == "VERB" and token.dep_ not in ("aux", "amod", "relcl", "acl"):
            yield found, token
            found += 1
            if found == 2:
                return


def _verbs_before(doc: Any, at: int) -> Iterator[tuple[int, Any]]:
    found = 0
    for index in range(at - 1, max(-1, at - _NEAR_WORDS), -1):
        token = doc[index]
        if token.text in ('"', "”", "''", ".", "!", "?") or "\n" in token.text:
            return
        if token.pos_ == "VERB" and token.dep_ not in ("aux", "amod"):
            yield found, token
            found += 1
            if found == 3:
                return
