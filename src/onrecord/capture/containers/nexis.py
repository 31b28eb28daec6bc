"""Exports of Nexis Uni, Lexis Advance and the older LexisNexis, as text, RTF (by way of ``rtf``) or HTML.

The newer kind: a headline, outlet, date and copyright line, then labelled lines (``Section:``, ``Length: 523 words``,
``Byline:``, ``Highlight:``), ``Body``, the paragraphs, ``Load-Date:`` and ``End of Document``. The older kind:
``1 of 12 DOCUMENTS``, outlet, date, headline (or ``HEADLINE:``), labels in capitals, the paragraphs wrapped at a
column, then ``LOAD-DATE:`` and its neighbours. Labels and counts come in the language of the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of
from onrecord.capture.containers.lines import lines_of_html
from onrecord.capture.decoding import decode
from onrecord.capture.draft import Draft
from onrecord.capture.opening import Opened, read_all
from onrecord.capture.printed_dates import find_dates, is_date_line
from onrecord.model import Capture, Refusal

__all__ = ["captures_in", "captures_of", "drafts_of", "language_tag"]

_OF = r"(?:of|von|de|di|van)"
_OPENS = re.compile(
    rf"^[^\S\n]*(?:\d+ {_OF} \d+ (?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENTI)"
    rf"|(?:Document|Dokument|Documento) \d+ {_OF} \d+)[^\S\n]*$",
    re.MULTILINE,
)
_CLOSES = re.compile(
    r"^[^\S\n]*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)[^\S\n]*$", re.MULTILINE
)
_LABELS = {
    "headline": "HEADLINE|ÜBERSCHRIFT|TITRE|TITULAR|TITOLO",
    "byline": "BYLINE|AUTOR|AUTEUR|AUTORE",
    "length": "LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE",
    "highlight": "HIGHLIGHT",
    "dateline": "DATELINE",
    "section": "SECTION|RUBRIK|RUBRIQUE|SECCIÓN|SEZIONE",
    "language": "LANGUAGE|SPRACHE|LANGUE|IDIOMA|LINGUA",
    "url": "URL|LINK",
    "other": (
        "LOAD-DATE|UPDATE|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|SUBJECT|GRAPHIC|COPYRIGHT|SERIES|NOTES|CORRECTION|"
        "COMPANY|TICKER|INDUSTRY|GEOGRAPHIC|PERSON|ORGANIZATION|CITY|STATE|CATEGORIES|CORRECTION-DATE|DISTRIBUTION|"
        "TYPE|ACC-NO|ISSN|CLASSIFICATION|PUB-TYPE|COUNTRY"
    ),
}
_LABEL = re.compile(
    r"^[^\S\n]*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")[^\S\n]*:[^\S\n]*(?P<value>.*)$",
    re.IGNORECASE,
)
# A label that ends the body: anything that is said of the document rather than in it.
_TAIL = re.compile(
    r"^[^\S\n]*(?:(?:LOAD-DATE|UPDATE|LANGUAGE|SPRACHE|LANGUE|IDIOMA|LINGUA|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|GRAPHIC"
    r"|PUB-TYPE)[^\S\n]*:|Classification[^\S\n]*$|Notes[^\S\n]*$|Graphic[^\S\n]*$)",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:Body|Text|Textkörper|Corps|Cuerpo|Corpo)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_PAGE = re.compile(r"(?:Page|Seite|Página|Pagina) \d+(?: (?:of|von|de|di) \d+)?", re.IGNORECASE)
_EDITION = re.compile(
    r"(?:[\w.']+ ){0,3}(?:Edition|Editions|Ausgabe|[Éé]dition|Edición|Edizione|Editie)(?: \w+)?", re.IGNORECASE
)
# The page that newer exports open with, which lists their documents.
_COVER = re.compile(r"(?:Date and Time|Job Number|User Name|Documents? \(\d+\)|Client/Matter)\b", re.IGNORECASE)
_DOCUMENT_HEAD = 12
_LONGEST_VALUE = 2_000


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """One capture a document of the export, in its order."""
    data = read_all(opened, opened.limits.file)
    text = decode(data, opened.charset).text
    if b"<html" in data[:4096].lower() or b"<!doctype" in data[:512].lower() or b"<div" in data[:4096].lower():
        text = "\n".join(lines_of_html(text, blank_lines=True))
    yield from captures_in(opened, text)


def captures_in(opened: Opened, text: str) -> Iterator[Capture | Refusal]:
    """The documents of an export's text, each with the words of its own part of it as its bytes."""
    number = 0
    for part in _documents(text):
        if _length_at(part.split("\n")) is None:
            continue
        number += 1
        yield Capture(source=f"{opened.source}!{number}", data=part.encode(), media_type="text/x-nexis")
    if not number:
        yield opened.refused("an export without a document in it", "Export the full text of the documents")


def drafts_of(capture: Capture) -> list[Draft]:
    """The draft of one document."""
    lines = [line.rstrip() for line in decode(capture.data).text.split("\n")]
    at = _length_at(lines)
    if at is None:
        return []
    head, labels, body_at = _head(lines, at)
    end = next((n for n in range(body_at, len(lines)) if _TAIL.match(lines[n])), len(lines))
    for line in lines[end:]:
        if (label := _LABEL.match(line)) and label.lastgroup:
            labels.setdefault(_name(label), label["value"].strip())
    wrapped = _wrapped(lines[body_at:end])
    title, outlet, published = _opening(head, labels)
    given = {
        "published": published,
        "outlet": outlet,
        "language": language_tag(labels.get("language", "")),
        "url": labels.get("url", ""),
    }
    draft = draft_of_fields(
        Fields(
            headline=title,
            standfirst=labels.get("highlight", ""),
            byline=labels.get("byline", ""),
            paragraphs=_body(lines[body_at:end], labels.get("dateline", ""), wrapped=wrapped),
            given=tuple((name, words) for name, words in given.items() if words),
        )
    )
    return [draft] if draft else []


def _documents(text: str) -> Iterator[str]:
    """The parts of an export that hold a document each: between its opening lines, else up to its closing lines."""
    opens = [found.start() for found in _OPENS.finditer(text)]
    if opens:
        bounds = [*opens, len(text)]
        parts = [text[start:end] for start, end in pairwise(bounds)]
    else:
        parts = _CLOSES.split(text)
    for part in parts:
        closed = _CLOSES.split(part)[0]
        yield _OPENS.sub("", closed).strip("\n")


def _length_at(lines: list[str]) -> int | None:
    return next((n for n, line in enumerate(lines) if (label := _LABEL.match(line)) and label["length"]), None)


def _name(label: re.Match[str]) -> str:
    return next(name for name in _LABELS if label[name] is not None)


def _head(lines: list[str], length_at: int) -> tuple[list[str], dict[str, str], int]:
    """The unlabelled lines before the body, the labelled ones, and where the body begins."""
    head: list[str] = []
    labels: dict[str, str] = {}
    name = ""
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        label = _LABEL.match(line)
        if label:
            name = _name(label)
            labels[name] = label["value"].strip()
        elif not line:
            if name in labels and not labels[name]:
                pass  # the value stands below its label
            else:
                name = ""
        elif at > length_at and _BODY.fullmatch(line):
            return head, labels, at + 1
        elif name and len(labels[name]) < _LONGEST_VALUE:
            labels[name] = f"{labels[name]} {line}".strip()
        elif at > length_at:
            break
        elif not _PAGE.fullmatch(line):
            head.append(line)
        at += 1
    return head, labels, at


def _opening(head: list[str], labels: dict[str, str]) -> tuple[str, str, str]:
    """Headline, outlet and date from the unlabelled lines: the date's neighbours say which is which.

    Newer exports: headline, outlet, date. Older ones: outlet, date, headline.
    """
    covered = any(_COVER.match(line) for line in head)
    lines = [line for line in head if not _COPYRIGHT.search(line)][-_DOCUMENT_HEAD:]
    dates = [n for n, line in enumerate(lines) if _is_date(line)]
    dated = (dates[-1] if covered else dates[0]) if dates else None
    if dated is None:
        return labels.get("headline", lines[0] if lines else ""), "", ""
    before, after = lines[:dated], lines[dated + 1 :]
    if covered:  # of the cover page's lines none belongs to the document
        before = before[-2:]
    if labels.get("headline"):
        return labels["headline"], before[-1] if before else "", lines[dated]
    if len(before) >= 2:
        return " ".join(before[:-1]), before[-1], lines[dated]
    outlet = before[0] if before else ""
    return " ".join(line for line in after if not (_is_date(line) or _EDITION.fullmatch(line))), outlet, lines[dated]


def _is_date(line: str) -> bool:
    """Whether a line is a date, and not a headline that names one."""
    found = find_dates(line)
    return is_date_line(line) or any(2 * (date.end - date.start) >= len(line) for date in found)


def _wrapped(lines: list[str]) -> bool:
    """Whether the body's lines are broken at a column: most paragraphs then run over several lines."""
    runs = "\n".join(line.strip() for line in lines).strip().split("\n\n")
    return sum("\n" in run.strip("\n") for run in runs) > len(runs) // 3 and max(map(len, lines), default=0) <= 120


def _body(lines: list[str], dateline: str, *, wrapped: bool) -> tuple[str, ...]:
    paragraphs = paragraphs_of("\n".join(lines), wrapped=wrapped)
    if dateline and paragraphs and not paragraphs[0].casefold().startswith(dateline.casefold()[:12]):
        return (f"{dateline.rstrip(':')}: {paragraphs[0]}", *paragraphs[1:])
    return paragraphs


def language_tag(words: str) -> str:
    """The tag of a language that an export names in words; empty for what is none."""
    return _LANGUAGES.get(words.split(";", maxsplit=1)[0].strip().casefold(), "")


_LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "inglese": "en", "german": "de",
    "deutsch": "de", "allemand": "de", "french": "fr", "français": "fr", "französisch": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "turkish": "tr",
    "polish": "pl",
}  # fmt: skip
