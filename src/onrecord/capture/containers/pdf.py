"""PDF with a text layer: its lines as paragraphs, without page heads, page numbers and hyphenation. Needs ``pdf``."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from onrecord.capture.containers.columns import Piece, by_column
from onrecord.capture.decoding import mended
from onrecord.capture.draft import Draft
from onrecord.capture.given import day_of
from onrecord.errors import MissingExtraError, SourceError, TooLargeError
from onrecord.model import Capture

__all__ = ["drafts_of", "paragraphs_of_pages"]

_MOST_PAGES = 2_000
_LETTERS_OF_A_PAGE = 20
_EDGE = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pág\.?|página|pagina)\s*)?\d{1,4}(?:\s*(?:of|von|de|di|/)\s*\d{1,4})?\W*", re.IGNORECASE
)
_STOPPED = re.compile(r"[.!?…:;»”\"'’)\]。！？।]$")
_PRINTED_ADDRESS = re.compile(r"(https?://\S+)\s+\d{1,4}\s*/\s*\d{1,4}")
_PRINTED_WHEN = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,? \d{1,2}:\d{2}\b")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")


def drafts_of(capture: Capture) -> list[Draft]:
    """The stories in the document's text layer.

    Raises ``MissingExtraError`` without pypdf, ``SourceError`` for a locked or damaged document or one without text.
    """
    from onrecord.capture.plain import drafts

    pages, url = _without_print_marks(_pages(capture))
    text = "\n\n".join(paragraphs_of_pages(pages))
    found = drafts(mended(text)[0], given=capture.given, given_from=capture.given_from)
    if len(found) == 1:
        found[0].url = found[0].url or url
    return found


def paragraphs_of_pages(pages: Sequence[str]) -> list[str]:
    """The paragraphs of a document from its pages' lines.

    Lines that open or close most pages alike, but for their numbers, are heads and feet. A paragraph ends at an empty
    line, or at a line that is short of the column and ends a sentence; it may run on over a page's end.
    """
    split = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    lines = _without_edges(split)
    lengths = sorted(len(line) for line in lines if line)
    column = lengths[len(lengths) * 3 // 4] if lengths else 0
    paragraphs: list[str] = []
    current: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            current.append(line)
        short = len(line) < 0.75 * column
        if current and (not line or (short and (_STOPPED.search(line) or _starts_anew(line, following, column)))):
            paragraphs.append(_joined(current))
            current = []
    return [*paragraphs, _joined(current)] if current else paragraphs


def _without_print_marks(pages: Sequence[str]) -> tuple[list[str], str | None]:
    """The pages without what a browser prints around them (when and what it printed; the address), and that address.

    The time of printing would else pass for the story's own date.
    """
    url = None
    kept: list[str] = []
    for page in pages:
        lines = page.strip().split("\n")
        edges = {0, len(lines) - 1}
        found = [match for at in edges if (match := _PRINTED_ADDRESS.fullmatch(lines[at].strip()))]
        if found:
            url = url or found[0][1]
            lines = [
                line
                for at, line in enumerate(lines)
                if at not in edges
                or not (_PRINTED_ADDRESS.fullmatch(line.strip()) or _PRINTED_WHEN.match(line.strip()))
            ]
        kept.append("\n".join(lines))
    return kept, url


def _starts_anew(line: str, following: str, column: int) -> bool:
    """Whether a short line without a stop is a heading: well short of the column, before a line that opens anew."""
    return len(line) < 0.6 * column and not (following[:1].islower() or line.endswith((",", "-")))


def _joined(lines: list[str]) -> str:
    """One paragraph of its lines: a word that a hyphen parts at a line's end is made whole."""
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _HYPHENATED.search(line) and following[:1].islower():
            pieces.append(line[:-1])
        else:
            pieces += (line, " ")
    return "".join(pieces).rstrip()


def _without_edges(pages: list[list[str]]) -> list[str]:
    edges: Counter[str] = Counter()
    for page in pages:
        words = [line for line in page if line]
        edges.update({_masked(line) for line in words[:_EDGE] + words[-_EDGE:]})
    often = max(2, (len(pages) + 1) // 2)
    repeated = {line for line, count in edges.items() if count >= often} if len(pages) > 1 else set()
    kept: list[str] = []
    for page in pages:
        while page and not page[-1]:
            page.pop()
        filled = [at for at, line in enumerate(page) if line]
        outer = set(filled[:_EDGE] + filled[-_EDGE:])
        body = [
            line
            for at, line in enumerate(page)
            if at not in outer or not (_masked(line) in repeated or (_PAGE_NUMBER.fullmatch(line) and not day_of(line)))
        ]
        while body and not body[0]:
            body.pop(0)
        while body and not body[-1]:
            body.pop()
        # A paragraph that runs on over the page's end is told by its last line: no empty line goes between.
        kept += body
    return kept


def _masked(line: str) -> str:
    return _DIGITS.sub("0", line.casefold())


def _words_of(page: Any) -> str:
    """The lines of one page, in reading order."""
    rows: list[list[Piece]] = [[]]

    def visit(words: str, page: list[float], line: list[float], _: object, size: float) -> None:
        left, height = line[4] * page[0] + page[4], line[5] * page[3] + page[5]
        for number, piece in enumerate(words.split("\n")):
            if number:
                rows.append([])
            if piece.strip():
                rows[-1].append(Piece(left, piece, height, abs(size * line[3] * page[3])))

    page.extract_text(visitor_text=visit)
    return "\n".join(by_column(rows))


def _pages(capture: Capture) -> list[str]:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise MissingExtraError("Reading PDF", "pdf") from None
    # pypdf reports each flaw of a file on its own logger; what matters of it becomes one refusal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(capture.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(capture.source, "a PDF locked with a password", "Save a copy without the password")
        if len(reader.pages) > _MOST_PAGES:
            raise TooLargeError(capture.source, f"a PDF of more than {_MOST_PAGES} pages", "Split it")
        pages = [_words_of(page) for page in reader.pages]
    except (PyPdfError, KeyError, TypeError, AttributeError, ValueError, IndexError, NotImplementedError) as fault:
        raise SourceError(capture.source, f"a damaged PDF ({type(fault).__name__})", "Fetch or copy it again") from None
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    if letters < _LETTERS_OF_A_PAGE * max(len(pages), 1):
        found = "a PDF without a text layer (a scan)"
        raise SourceError(capture.source, found, "Run text recognition (OCR) on it first, for example ocrmypdf")
    return pages
