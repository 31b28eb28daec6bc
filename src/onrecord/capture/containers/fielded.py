"""A story whose parts a container names by field (JSON, mail, the exports of news archives): its draft.

The container says what is headline, byline and body, so nothing is guessed that it states; only lines of furniture,
and bylines and credits that stand inside the body, are told apart there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.capture.draft import Block, Draft
from onrecord.capture.given import merge
from onrecord.model import Headline

__all__ = ["Fields", "draft_of_fields", "paragraphs_of"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_STOPPED = re.compile(r"[.!?…:»”\"'’)\]。！？।؟]$")
_BYLINE_OPENS = re.compile(r"\s*(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """The parts of a story as its container names them. ``given`` and ``given_from`` are those of ``Capture``."""

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    paragraphs: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    given_from: str = "metadata"
    notes: tuple[str, ...] = ()


def paragraphs_of(body: str, *, wrapped: bool = False) -> tuple[str, ...]:
    """The paragraphs of a plain body: parted by blank lines, and by line ends where lines end like paragraphs.

    wrapped: the container breaks lines at a column, so that a line end inside a paragraph is a space.
    """
    parts = _BLANK_LINE.split(body.strip("\n"))
    if wrapped:
        parts = [" ".join(line.strip() for line in part.split("\n")) for part in parts]
    else:
        parts = [piece for part in parts for piece in _lines_or_whole(part, alone=len(parts) == 1)]
    return tuple(part.strip() for part in parts if part.strip())


def _lines_or_whole(part: str, *, alone: bool) -> list[str]:
    """The lines of a part as paragraphs, unless most of them break off in mid-sentence: then it is one, unaltered."""
    lines = [line for line in part.split("\n") if line.strip()]
    stopped = sum(_STOPPED.search(line.rstrip()) is not None for line in lines[:-1])
    return lines if alone or 2 * stopped >= len(lines) - 1 else [part]


def draft_of_fields(fields: Fields) -> Draft | None:
    """The draft of one story, or None where no field holds a word of a body."""
    from onrecord.capture.bylines import is_byline
    from onrecord.capture.credits import is_credit
    from onrecord.capture.furniture import is_furniture

    body: list[Block] = []
    for paragraph in fields.paragraphs:
        if is_furniture(paragraph):
            continue
        if len([block for block in body if block.role == "paragraph"]) == 0 and is_byline(paragraph):
            body.append(_byline(paragraph))
        elif is_credit(paragraph):
            body.append(Block("credit", paragraph))
        else:
            body.append(Block("paragraph", paragraph))
    if not any(block.role == "paragraph" for block in body):
        return None
    draft = Draft(notes=list(fields.notes))
    if fields.headline:
        draft.blocks.append(Block("headline", fields.headline))
        draft.headlines.append(Headline(text=fields.headline, read_from="printed", path="headline"))
    if fields.standfirst:
        draft.blocks.append(Block("standfirst", fields.standfirst))
    if fields.byline:
        draft.blocks.append(_byline(fields.byline))
    draft.blocks += body
    merge(draft, dict(fields.given), fields.given_from)
    return draft


def _byline(line: str) -> Block:
    """A byline with its names: as the byline's words show, else as a field's bare list of names."""
    from onrecord.capture.bylines import clean_author, find_authors

    found = find_authors(line)
    if not found:
        names = clean_author(_BYLINE_OPENS.sub("", line))
        found = [(at, at + len(name)) for name in names if (at := line.find(name)) >= 0]
    return Block("byline", line, authors=tuple(found))
