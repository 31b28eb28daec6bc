"""RSS and Atom feeds: each entry is a capture, a small HTML page made of the entry's title and content.

That page depends on the entry alone, so that the same entry gives the same bytes; what else the feed says of it
(dates, link, author, outlet, language) is ``given``, read from the feed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of
from onrecord.capture.containers.lines import lines_of_html
from onrecord.capture.decoding import decode, mended
from onrecord.capture.draft import Block, Draft
from onrecord.capture.furniture import announces_links, is_furniture
from onrecord.capture.opening import Opened, cut_short, read_all, shown
from onrecord.errors import TooLargeError
from onrecord.model import Capture, Headline, Refusal

__all__ = ["captures_of", "drafts_of"]

_ENTITY = re.compile(rb"<!ENTITY\s+%?\s*[^\s>]+\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<h1>(.*?)</h1>\n", re.DOTALL)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&#8230;\])(?:\s+\S+){0,4}\s*$")
# One paragraph of fewer words is a teaser, and so are several that say hardly anything.
_WORDS_OF_A_STORY = 80
_WORDS_OF_ANYTHING = 25
_TEASER = "only the feed's teaser; the whole story is at its link"
_SUMMARY = '<article class="summary">'


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """One capture an entry, in the feed's order. Raises ``TooLargeError`` for entities that expand each other."""
    import feedparser

    data = read_all(opened, opened.limits.page)
    _check_entities(opened, data)
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    about: dict[str, str] = {"outlet": _plain(feed.feed.get("title", "")), "language": feed.feed.get("language", "")}
    for number, entry in enumerate(feed.entries, start=1):
        yield _capture(opened, entry, number, about)
    if not _CLOSED.search(data[-2000:]):
        yield cut_short(opened)
    elif not feed.entries:
        yield opened.refused("a feed without entries", "Try again when it has some")


def drafts_of(capture: Capture) -> list[Draft]:
    """The draft of one entry. An entry is one story by the feed's word; a teaser is kept, with a note."""
    from onrecord.capture.html import drafts

    page = decode(capture.data, capture.charset).text
    title = _plain(found[1]) if (found := _TITLE.search(page)) else ""
    body = "\n".join(lines_of_html(page.split("</h1>\n", 1)[-1]))
    teaser = _SUMMARY in page or _is_teaser(body)
    found_drafts = [] if teaser else drafts(page, url=capture.url, given=capture.given, given_from=capture.given_from)
    if len(found_drafts) == 1:
        draft: Draft | None = found_drafts[0]
    else:
        draft = draft_of_fields(Fields(headline=title, paragraphs=paragraphs_of(body)))
    if draft is None:
        return []
    if title and not any(block.role == "headline" for block in draft.blocks):
        draft.blocks.insert(0, Block("headline", title))
    draft.headlines = [variant for variant in draft.headlines if variant.text != title]
    if title:
        draft.headlines.append(Headline(text=title, read_from="feed", path="feed/headline"))
    if teaser:
        draft.notes.append(_TEASER)
    return [draft]


def _is_teaser(body: str) -> bool:
    """Whether what an entry gives as its content is only the beginning: short, or broken off ('…', 'Read more')."""
    lines = [line for line in body.splitlines() if line.strip()]
    kept = [line for line in lines if not is_furniture(line)]
    words = sum(len(line.split()) for line in kept)
    if words < _WORDS_OF_ANYTHING or (words < _WORDS_OF_A_STORY and len(kept) < 2):
        return True
    return announces_links(lines[-1]) or any(_CUT_OFF.search(line[-80:]) for line in kept[-2:])


def _capture(opened: Opened, entry: Any, number: int, about: dict[str, str]) -> Capture:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    content = max((part["value"] for part in contents), key=len, default="")
    summary = entry.get("summary", "")
    whole = len(content) >= len(summary) and bool(content)
    body = content if whole else summary
    if not _MARKUP.search(body):
        body = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs_of(body))
    title = _plain(entry.get("title", ""))
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(title, quote=False)}</title></head>\n'
        f"<body>{'<article>' if whole else _SUMMARY}\n<h1>{escape(title, quote=False)}</h1>\n{body}\n"
        "</article></body></html>\n"
    )
    language = next((part.get("language") for part in contents if part.get("language")), None)
    link = entry.get("link", "")
    authors = [author.get("name", "") for author in entry.get("authors", ())] or [entry.get("author", "")]
    # feedparser answers for a missing 'updated' with 'published': only what the entry itself says counts.
    own = set(entry.keys())
    given = {
        "headline": title,
        "author": "; ".join(filter(None, authors)),
        "published": entry["published"] if "published" in own else "",
        "updated": entry["updated"] if "updated" in own else "",
        "url": link if link.startswith(("http://", "https://")) else "",
        "outlet": _plain(entry.get("source", {}).get("title", "")) or about["outlet"],
        "language": language or about["language"],
    }
    if not given["published"]:
        given["published"], given["updated"] = given["updated"], ""
    given = {name: mended(words)[0] for name, words in given.items() if words}
    return Capture(
        source=f"{opened.source}!{shown(link or entry.get('id', '') or str(number))}",
        data=mended(page)[0].encode(),
        media_type="text/html",
        charset="utf-8",
        url=given.get("url"),
        retrieved=opened.retrieved,
        given=given,
        given_from="feed",
    )


def _plain(markup: str) -> str:
    """A title's words: tags and character references resolved, on one line."""
    if _MARKUP.search(markup):
        markup = " ".join(lines_of_html(markup))
    return " ".join(markup.split())


def _check_entities(opened: Opened, data: bytes) -> None:
    """Refuses entities that are made of other entities (the 'billion laughs'); plain ones are harmless."""
    for entity in _ENTITY.finditer(data):
        value = entity[1] or entity[2] or b""
        if value.count(b"&") - value.count(b"&#") > 0:
            found = "XML entities that expand each other, as only bombs do"
            raise TooLargeError(opened.source, found, "Do not open it")
