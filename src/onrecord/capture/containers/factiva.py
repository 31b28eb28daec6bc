"""Exports of Factiva, as text, RTF (by way of ``rtf``) or HTML.

Each document ends in its accession number, ``Document XXXX000020230222ej2m00001``. With field codes each part stands
after two capitals (``HD`` headline, ``BY`` byline, ``WC`` words, ``PD`` date, ``SN`` outlet, ``LA`` language, ``LP``
lead paragraph, ``TD`` the rest); without, the parts stand in that order on lines of their own, the word count
(``523 words``) between byline and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of
from onrecord.capture.containers.lines import lines_of_html
from onrecord.capture.containers.nexis import language_tag
from onrecord.capture.decoding import decode
from onrecord.capture.draft import Draft
from onrecord.capture.given import day_of
from onrecord.capture.opening import Opened, read_all
from onrecord.model import Capture, Refusal

__all__ = ["captures_in", "captures_of", "drafts_of"]

_ENDS = re.compile(
    r"^[^\S\n]*(?:Document|Documento|Dokument)[^\S\n]+[A-Z0-9]{4,12}\d{8}[a-z0-9]{6,12}[^\S\n]*$", re.MULTILINE
)
_CODES = {
    "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN", "NS",
    "RE", "IPC", "IPD", "PUB", "AN", "SE", "CLM", "ART", "VOL", "CX", "DLN",
}  # fmt: skip
_CODE = re.compile(r"^([A-Z]{2,3})(?:[ \t]+(.*))?$")
_WORD_COUNT = re.compile(r"[\d.,]+ (?:words|Wörter|mots|palabras|parole|woorden|palavras|слов)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\(c\)|©|Copyright\b", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?(?:AM|PM|GMT|ET))?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door)\s+\S", re.IGNORECASE)


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """One capture a document of the export, in its order."""
    data = read_all(opened, opened.limits.file)
    text = decode(data, opened.charset).text
    if "<div" in text[:65_536].lower() or "<table" in text[:65_536].lower():
        text = "\n".join(lines_of_html(text, blank_lines=True))
    yield from captures_in(opened, text)


def captures_in(opened: Opened, text: str) -> Iterator[Capture | Refusal]:
    """The documents of an export's text, each with the words of its own part of it as its bytes."""
    number = at = 0
    for end in [*_ENDS.finditer(text), None]:
        part = text[at : end.start() if end else len(text)].strip("\n")
        at = end.end() if end else len(text)
        if _fields_of(part.split("\n")) or any(_WORD_COUNT.fullmatch(line.strip()) for line in part.split("\n")):
            number += 1
            yield Capture(source=f"{opened.source}!{number}", data=part.encode(), media_type="text/x-factiva")
    if not number:
        yield opened.refused("an export without a document in it", "Export the full text of the documents")


def drafts_of(capture: Capture) -> list[Draft]:
    """The draft of one document."""
    lines = decode(capture.data).text.split("\n")
    fields = _fields_of(lines) or _displayed(lines)
    given = {
        "published": " ".join(fields.get("PD", "").split()),
        "outlet": " ".join(fields.get("SN", "").split()),
        "language": language_tag(" ".join(fields.get("LA", "").split())),
    }
    body = "\n\n".join(fields[name].strip("\n") for name in ("LP", "TD") if fields.get(name, "").strip())
    draft = draft_of_fields(
        Fields(
            headline=" ".join(fields.get("HD", "").split()),
            byline=" ".join(fields.get("BY", "").split()),
            paragraphs=paragraphs_of(body),
            given=tuple((name, words) for name, words in given.items() if words),
        )
    )
    return [draft] if draft else []


def _fields_of(lines: list[str]) -> dict[str, str]:
    """The fields of a document with codes; empty for one without."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        code = _CODE.match(line.strip())
        if code and code[1] in _CODES and code[1] not in found:
            name = code[1]
            found[name] = [code[2] or ""]
        elif name:
            found[name].append(line.strip())
    fields = {name: "\n".join(words) for name, words in found.items()}
    return fields if {"HD", "PD"} <= fields.keys() and fields.keys() & {"LP", "TD"} else {}


def _displayed(lines: list[str]) -> dict[str, str]:
    """The same fields of a document as it is displayed: the line with the word count parts head and imprint."""
    lines = [line.strip() for line in lines]
    count = next((n for n, line in enumerate(lines) if _WORD_COUNT.fullmatch(line)), None)
    if count is None:
        return {}
    head = [line for line in lines[:count] if line]
    fields = {"BY": head.pop()} if len(head) > 1 and _is_byline(head) else {}
    # A section's name can stand above the headline; the headline is the longer.
    fields["HD"] = max(head[-2:], key=len, default="")
    at = count + 1
    imprint: list[str] = []
    while at < len(lines) and len(imprint) < 10:
        line = lines[at]
        at += 1
        if not line:
            continue
        imprint.append(line)
        if _COPYRIGHT.match(line):
            break
    else:
        at = count + 1 + next((n for n, line in enumerate(lines[count + 1 :]) if len(line) > 80), 0)
    for line in imprint:
        if "PD" not in fields and day_of(line):
            fields["PD"] = line
        elif "PD" in fields and "SN" not in fields and not _TIME.fullmatch(line):
            fields["SN"] = line
        elif language_tag(line):
            fields["LA"] = line
    fields["TD"] = "\n".join(lines[at:])
    return fields


def _is_byline(head: list[str]) -> bool:
    return _BYLINE.match(head[-1]) is not None or (len(head) > 2 and len(head[-1]) < 60 <= max(map(len, head[:-1])))
