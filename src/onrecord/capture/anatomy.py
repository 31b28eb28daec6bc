"""Freezes a story: its parts, in page order, become one text with exact spans.

This is the only place where a story's canonical text is made. The kept parts stand in page order, each once, joined
by one blank line; nothing inside a part is altered. Every format hands over a ``Draft``; gold texts that must keep
their offsets go through ``as_story`` instead.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.capture.credits import caption_range
from onrecord.capture.datelines import find_dateline
from onrecord.capture.draft import Block, Draft
from onrecord.capture.language import detect
from onrecord.model import Author, Caption, Dateline, DateRead, Span, Story, story_id

__all__ = ["as_story", "assemble"]

_GAP = "\n\n"
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def assemble(draft: Draft) -> Story | None:
    """The story of a draft, or None if the draft keeps no words at all."""
    blocks = list(_each_once(_trimmed(block) for block in draft.blocks))
    if not blocks:
        return None
    starts: list[int] = []
    length = 0
    for block in blocks:
        starts.append(length)
        length += len(block.text) + len(_GAP)
    text = _GAP.join(block.text for block in blocks)
    placed = list(zip(blocks, starts, strict=True))

    def spans(role: str) -> tuple[Span, ...]:
        return tuple(Span.of(text, start, start + len(block.text)) for block, start in placed if block.role == role)

    headline = next(iter(spans("headline")), None)
    paragraphs = spans("paragraph")
    return Story(
        id=story_id(text),
        text=text,
        language=detect(text, draft.language),
        url=draft.url,
        outlet=draft.outlet,
        published=draft.published,
        updated=draft.updated,
        headline=headline,
        headlines=tuple(draft.headlines),
        standfirst=_joined(text, placed),
        key_points=spans("key_point"),
        bylines=spans("byline"),
        authors=tuple(_authors(text, placed, draft)),
        captions=tuple(_captions(text, placed)),
        datelines=_datelines(text, paragraphs),
        paragraphs=paragraphs,
        subheads=spans("subhead"),
        confidence=draft.confidence,
        notes=tuple(draft.notes),
    )


def as_story(text: str, *, headline: tuple[int, int] | None = None, published: str | None = None) -> Story:
    """``text``, unaltered, as exactly one story, so that the offsets of annotated corpora apply.

    Blank lines part the paragraphs. ``headline`` is a range of code points and ``published`` an EDTF date, for what
    the text does not say itself. Raises ``ValueError`` if either makes no sense.
    """
    if headline is not None and not 0 <= headline[0] < headline[1] <= len(text):
        raise ValueError(f"headline {headline[0]}:{headline[1]} is no range of a text of {len(text)} code points")
    if published is not None:
        _check_date(published)
    title = Span.of(text, *headline) if headline else None
    paragraphs = tuple(span for span in _blocks_between_blank_lines(text) if title is None or not span.overlaps(title))
    return Story(
        id=story_id(text),
        text=text,
        language=detect(text, None),
        published=DateRead(value=published, read_from="given") if published else None,
        headline=title,
        datelines=_datelines(text, paragraphs),
        paragraphs=paragraphs,
    )


def _check_date(value: str) -> None:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError("not YYYY, YYYY-MM or YYYY-MM-DD")
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError as fault:
        raise ValueError(f"{value!r} is no date ({fault}). Write it as YYYY-MM-DD") from None


def _blocks_between_blank_lines(text: str) -> Iterator[Span]:
    start = 0
    # CRLF counts as a line break here without being altered: positions must stay those of the given text.
    for gap in [*re.finditer(r"\r?\n[^\S\n]*(?:\n[^\S\n]*)+", text), None]:
        end = gap.start() if gap else len(text)
        words = text[start:end]
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if right > left:
            yield Span.of(text, start + left, start + right)
        start = gap.end() if gap else end


def _trimmed(block: Block) -> Block:
    """The block without white space at its edges and without blank lines inside, its ranges moved along."""
    left = len(block.text) - len(block.text.lstrip())
    text = block.text.strip()
    if not left and text == block.text and not _BLANK_LINES.search(text):
        return block
    if _BLANK_LINES.search(text):
        ranges = (*([block.credit] if block.credit else []), *block.authors)
        words = [block.text[start:end] for start, end in ranges]
        text = _BLANK_LINES.sub("\n", text)
        found = [(at, at + len(word)) if (at := text.find(word)) >= 0 else None for word in words]
        credit = found[0] if block.credit else None
        authors = tuple(pair for pair in found[1 if block.credit else 0 :] if pair)
        return replace(block, text=text, credit=credit, authors=authors)
    return replace(
        block,
        text=text,
        credit=_moved(block.credit, left, len(text)) if block.credit else None,
        authors=tuple(_moved(author, left, len(text)) for author in block.authors),
    )


def _moved(pair: tuple[int, int], left: int, length: int) -> tuple[int, int]:
    return max(pair[0] - left, 0), min(max(pair[1] - left, 0), length)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _each_once(blocks: Iterator[Block]) -> Iterator[Block]:
    """Drops empty blocks, headlines after the first, and head parts that say again what already stands there."""
    seen: dict[str, str] = {}
    kept = [block for block in blocks if block.text]
    paragraphs = {_folded(block.text) for block in kept if block.role == "paragraph"}
    for block in kept:
        words = _folded(block.text)
        repeated = seen.get(words)
        if block.role == "headline" and "headline" in seen.values():
            continue
        if repeated == "headline" or (repeated == block.role and block.role not in ("paragraph", "credit", "subhead")):
            continue
        if block.role in ("standfirst", "key_point") and words in paragraphs:
            continue
        seen.setdefault(words, block.role)
        yield block


def _joined(text: str, placed: list[tuple[Block, int]]) -> Span | None:
    """The standfirst: the first run of neighbouring standfirst blocks as one span."""
    start = end = None
    for block, at in placed:
        if block.role == "standfirst":
            start = at if start is None else start
            end = at + len(block.text)
        elif start is not None:
            break
    return None if start is None or end is None else Span.of(text, start, end)


def _captions(text: str, placed: list[tuple[Block, int]]) -> Iterator[Caption]:
    """Each caption with its credit: the one inside it, or the line that stands just after (or opens) it."""
    index = 0
    while index < len(placed):
        block, at = placed[index]
        following = placed[index + 1] if index + 1 < len(placed) else None
        if block.role == "caption":
            start, end = caption_range(block.text, block.credit) if block.credit else (0, len(block.text))
            span = Span.of(text, at + start, at + end) if end > start else None
            credit = Span.of(text, at + block.credit[0], at + block.credit[1]) if block.credit else None
            if credit is None and following and following[0].role == "credit" and not following[0].opens:
                credit = _credit(text, *following)
                index += 1
            yield Caption(span=span, credit=credit)
        elif block.role == "credit":
            span = None
            if block.opens and following and following[0].role == "caption":
                span = Span.of(text, following[1], following[1] + len(following[0].text))
                index += 1
            yield Caption(span=span, credit=_credit(text, block, at))
        index += 1


def _credit(text: str, block: Block, at: int) -> Span:
    start, end = block.credit or (0, len(block.text))
    return Span.of(text, at + start, at + end)


def _authors(text: str, placed: list[tuple[Block, int]], draft: Draft) -> Iterator[Author]:
    """Authors as the bylines name them, then those whom only metadata name."""
    known: set[str] = set()
    bylines = [(block, at) for block, at in placed if block.role == "byline"]
    for block, at in bylines:
        for start, end in block.authors:
            name = block.text[start:end]
            if _folded(name) not in known:
                known.add(_folded(name))
                yield Author(name=name, read_from="printed", span=Span.of(text, at + start, at + end))
    for name, path in draft.metadata_authors:
        if _folded(name) in known:
            continue
        known.add(_folded(name))
        span = next((found for block, at in bylines if (found := _find(text, block, at, name))), None)
        yield Author(name=name, read_from="metadata", span=span, path=path)


def _find(text: str, block: Block, at: int, name: str) -> Span | None:
    found = re.search(re.escape(name), block.text, re.IGNORECASE)
    return Span.of(text, at + found.start(), at + found.end()) if found else None


def _datelines(text: str, paragraphs: tuple[Span, ...]) -> tuple[Dateline, ...]:
    if not paragraphs:
        return ()
    first = paragraphs[0]
    found = find_dateline(first.text)
    if found is None:
        return ()

    def span(pair: tuple[int, int] | None) -> Span | None:
        return Span.of(text, first.start + pair[0], first.start + pair[1]) if pair else None

    date, agency = span(found.date), span(found.agency)
    return tuple(
        Dateline(span=Span.of(text, first.start + start, first.start + end), date=date, agency=agency)
        for start, end in found.places
    )
