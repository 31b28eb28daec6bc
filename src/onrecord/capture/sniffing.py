"""What a file is, by its first bytes; its name and declared type only decide what the bytes leave open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from onrecord.capture.decoding import decode, is_binary

__all__ = ["HEAD", "Kind", "binary_kind", "kind_of"]

Kind = Literal[
    "empty", "binary", "gzip", "zip", "warc", "pdf", "rtf", "mbox", "mail", "json", "feed", "sitemap", "xml", "code",
    "nexis", "factiva", "html", "text",
]  # fmt: skip

HEAD = 65_536

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"WARC/", "warc"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_BINARIES = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"), (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"\x7fELF", "a program"),
    (b"MZ", "a program"), (b"SQLite format 3\0", "an SQLite database"), (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"), (b"\x28\xb5\x2f\xfd", "packed with zstd"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"OggS", "sound or film"), (b"ID3", "sound"), (b"wOF", "a font"),
)  # fmt: skip
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t][^\n]*)?(?:\n[ \t][^\n]*)*\n")
_MAIL_FIELDS = {
    "from", "to", "subject", "date", "mime-version", "received", "return-path", "message-id", "delivered-to",
    "content-type", "reply-to", "dkim-signature", "list-id", "x-snapshot-content-location", "snapshot-content-location",
}  # fmt: skip
_MBOX = re.compile(r"From \S+ .*\d{4}\n[A-Za-z-]+:")
_JSON = re.compile(r'\{\s*["}]|\[\s*[\[{"\]]')
_PROLOGUE = re.compile(
    r"(?:\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ELEMENT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w-]*)")
_FEED_ROOTS = {"rss", "feed", "rdf", "channel"}
_SITEMAP_ROOTS = {"urlset", "sitemapindex"}
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(html|head|body|title|meta|link|script|style|main|article|section|header|div|span|p|br|h[1-6]"
    r"|ul|ol|li|table|tr|td|a|img|figure|blockquote|pre|b|i|em|strong|font|center))\b[^<>]*>",
    re.IGNORECASE,
)
_CODE_SUFFIXES = {".css", ".js", ".mjs", ".map", ".py", ".sh", ".toml", ".yaml", ".yml", ".ini"}
_CODE_TYPES = {"text/css", "text/javascript", "application/javascript", "application/x-javascript"}
_NEXIS = re.compile(
    r"^[^\S\n]*(?:\d+ (?:of|von|de|di|van) \d+ (?:DOCUMENTS?|DOKUMENTE?N?|DOCUMENTOS?|DOCUMENTI)"
    r"|(?:Document|Dokument|Documento) \d+ (?:of|von|de|di|van) \d+|End of Document)[^\S\n]*$",
    re.MULTILINE,
)
_NEXIS_LENGTH = re.compile(
    r"^[^\S\n]*(?:LENGTH|LÄNGE|LONGUEUR|LONGITUD|LUNGHEZZA|LENGTE)[^\S\n]*:[^\S\n]*\d+", re.IGNORECASE | re.MULTILINE
)
_FACTIVA = re.compile(
    r"^[^\S\n]*(?:Document|Documento|Dokument) [A-Z0-9]{4,12}\d{8}[a-z0-9]{6,12}[^\S\n]*$", re.MULTILINE
)
_FACTIVA_FIELDS = re.compile(r"^(?:HD|BY|WC|PD|SN|SC|LA|CY|LP|TD|AN)(?=\s|$)", re.MULTILINE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def kind_of(head: bytes, *, name: str = "", media_type: str | None = None) -> Kind:
    """What the file that begins with ``head`` (up to ``HEAD`` bytes) is."""
    if not head.strip() and len(head) < HEAD:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if binary_kind(head):
        return "binary"
    if media_type in _CODE_TYPES or PurePath(name).suffix.lower() in _CODE_SUFFIXES:
        return "code"
    text = decode(head).text.lstrip("\ufeff \t\n")
    if (structure := _structured(text)) is not None:
        return structure
    markup = _is_html(text, name, media_type)
    return _export(_TAGS.sub("\n", text) if markup else text) or ("html" if markup else "text")


def _export(text: str) -> Kind | None:
    """Which news archive's export this is, by the lines that open and close its documents."""
    if _FACTIVA.search(text) or len(set(_FACTIVA_FIELDS.findall(text))) >= 6:
        return "factiva"
    return "nexis" if _NEXIS.search(text) and _NEXIS_LENGTH.search(text) else None


def binary_kind(head: bytes) -> str | None:
    """What sort of binary file begins like this, in words; None for text."""
    for magic, words in _BINARIES:
        if head.startswith(magic) and (len(magic) > 3 or is_binary(head)):
            return words
    return "binary data" if is_binary(head) else None


def _structured(text: str) -> Kind | None:
    if _MBOX.match(text):
        return "mbox"
    if _is_mail(text):
        return "mail"
    if _JSON.match(text):
        return "json"
    if not text.startswith("<"):
        return None
    prologue = _PROLOGUE.match(text)
    root = _ELEMENT.match(text, prologue.end() if prologue else 0)
    element = root[1].lower() if root else ""
    if element in _FEED_ROOTS:
        return "feed"
    if element in _SITEMAP_ROOTS:
        return "sitemap"
    return "xml" if text.startswith("<?xml") and element != "html" and not _HTML_TAG.search(text) else None


def _is_mail(text: str) -> bool:
    fields: set[str] = set()
    at = 0
    while len(fields) < 40 and (header := _HEADER.match(text, at)):
        fields.add(header[0].split(":", 1)[0].lower())
        at = header.end()
    # A pasted article can open with "Date:" and "From:" lines; a message also says how it travelled or is encoded.
    return len(fields & _MAIL_FIELDS) >= 3 and bool(fields & {"message-id", "mime-version", "received", "return-path"})


def _is_html(text: str, name: str, media_type: str | None) -> bool:
    declared = media_type in ("text/html", "application/xhtml+xml")
    named = PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml", ".shtml")
    if declared or named or text.startswith("<"):
        return _HTML_TAG.search(text) is not None
    tags: set[str] = set()
    for tag in _HTML_TAG.finditer(text, 0, 32_768):
        tags.add((tag[1] or "html").lower())
        if len(tags) >= 4 or "html" in tags:
            return True
    return False
