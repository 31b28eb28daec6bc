"""The stories of one capture: its reader chosen by media type, and whatever goes wrong said in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

import msgspec

from onrecord.capture.decoding import decode, mended
from onrecord.capture.draft import Draft
from onrecord.capture.given import merge
from onrecord.capture.opening import shown
from onrecord.capture.sniffing import HEAD, binary_kind
from onrecord.errors import MissingExtraError, SourceError
from onrecord.model import Capture, Refusal, Story

__all__ = ["Found", "stories_of"]

# Captures that wrap a story: the module that unwraps them.
_UNWRAPPED = {
    "application/json": "json_lines", "message/rfc822": "mail", "multipart/related": "mhtml", "application/pdf": "pdf",
    "application/rtf": "rtf", "text/x-nexis": "nexis", "text/x-factiva": "factiva",
}  # fmt: skip
_HTML = {"text/html", "application/xhtml+xml", "application/xml", "text/xml"}
_NO_STORY = "no news story found in it"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The stories of a capture, in page order, and the refusal where there is none (or a part could not be read)."""

    stories: tuple[Story, ...] = ()
    refusal: Refusal | None = None


def stories_of(capture: Capture) -> Found:
    """Finds the stories in a capture. Never raises for what the bytes hold: that becomes the ``refusal``."""
    from onrecord.capture.anatomy import assemble

    try:
        drafts = _drafts(capture)
        assembled = [assemble(_clean(draft)) for draft in drafts]
    except MissingExtraError as fault:
        purpose, _, advice = str(fault).partition(". ")
        return _refused(capture, purpose, advice)
    except SourceError as fault:
        return _refused(capture, fault.found, fault.advice)
    except Exception as fault:  # one page must not end a run over thousands
        found = f"could not be read ({type(fault).__name__}: {shown(str(fault))})"
        return _refused(capture, found, "If a browser shows a story there, report this")
    # A headline alone, or a list of links under one, tells nothing.
    stories = [story for story in assembled if story is not None and (story.paragraphs or story.captions)]
    if not stories:
        return _refused(capture, _NO_STORY, "Name the story's own page, or save it from a browser after it has loaded")
    return Found(stories=tuple(stories))


def _drafts(capture: Capture) -> list[Draft]:
    if not capture.data.strip():
        raise SourceError(capture.source, "empty", "Give a page with words in it")
    module = "feed" if capture.given_from == "feed" else _UNWRAPPED.get(capture.media_type)
    if module is not None:
        unwrap = cast(
            "Callable[[Capture], list[Draft]]", import_module(f"onrecord.capture.containers.{module}").drafts_of
        )
        drafts = unwrap(capture)
    else:
        words = binary_kind(capture.data[:HEAD])
        if words is not None:
            raise SourceError(capture.source, f"{words}, no text", "Give a page or a text")
        drafts = _read(capture)
    for draft in drafts:
        draft.url = draft.url or capture.url
        # What a container says holds for the one story of its member, not for each of several.
        if len(drafts) == 1:
            merge(draft, capture.given, capture.given_from)
    return drafts


def _read(capture: Capture) -> list[Draft]:
    """The drafts of a page or a text."""
    decoded = decode(capture.data, capture.charset)
    if capture.media_type in _HTML:
        from onrecord.capture.html import drafts as drafts_of_html

        found = drafts_of_html(decoded.text, url=capture.url, given=capture.given, given_from=capture.given_from)
    else:
        from onrecord.capture.plain import drafts as drafts_of_text

        found = drafts_of_text(decoded.text, given=capture.given, given_from=capture.given_from)
    for draft in found:
        draft.notes += [note for note in decoded.notes if note not in draft.notes]
    return found


def _clean(draft: Draft) -> Draft:
    """The draft without NULs and unpaired surrogates, which character references and escapes can still bring in."""
    for at, block in enumerate(draft.blocks):
        text, notes = mended(block.text)
        if notes:  # one for one, so that the block's ranges hold
            draft.blocks[at] = replace(block, text=text)
            draft.notes += [note for note in notes if note not in draft.notes]
    return draft


def _refused(capture: Capture, found: str, advice: str) -> Found:
    return Found(refusal=Refusal(source=capture.source, found=found, advice=advice))
