"""Rich Text Format (Microsoft's specification 1.9.1): its words alone. Exports of news archives come in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.capture.draft import Draft
from onrecord.capture.opening import Opened, read_all
from onrecord.capture.sniffing import kind_of
from onrecord.model import Capture, Refusal

__all__ = ["captures_of", "drafts_of", "text_of_rtf"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold no words of the page.
_UNSEEN = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"headerl", b"headerr",
    b"headerf", b"footerl", b"footerr", b"footerf", b"listtable", b"listoverridetable", b"rsidtbl", b"generator",
    b"fldinst", b"themedata", b"datastore", b"latentstyles", b"xmlnstbl", b"bkmkstart", b"bkmkend", b"filetbl",
}  # fmt: skip
_WORDS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


def captures_of(opened: Opened) -> Iterator[Capture | Refusal | Opened]:
    """The documents of a news archive's export, or the file itself as one capture."""
    data = read_all(opened, opened.limits.file)
    text = text_of_rtf(data)
    kind = kind_of(text[:65_536].encode("utf-8", "replace"))
    if kind == "nexis":
        from onrecord.capture.containers.nexis import captures_in
    elif kind == "factiva":
        from onrecord.capture.containers.factiva import captures_in
    else:
        yield Capture(
            source=opened.source, data=data, media_type="application/rtf", url=opened.url, retrieved=opened.retrieved
        )
        return
    yield from captures_in(opened, text)


def drafts_of(capture: Capture) -> list[Draft]:
    """The stories of a plain document: its paragraphs read as text."""
    from onrecord.capture.plain import drafts

    lines = (line.strip() for line in text_of_rtf(capture.data).split("\n"))
    return drafts("\n\n".join(line for line in lines if line), given=capture.given, given_from=capture.given_from)


def text_of_rtf(data: bytes) -> str:
    """The visible words of an RTF file, a line a paragraph. Never raises: what is malformed is passed over."""
    charset = _charset(data)
    pieces: list[str] = []
    raw = bytearray()  # bytes in the file's charset, gathered because a character may take two
    states: list[tuple[bool, int]] = []
    unseen, skip, pending = False, 1, 0

    def flush() -> None:
        if raw:
            pieces.append(raw.decode(charset, "replace"))
            raw.clear()

    for token in _TOKEN.finditer(data):
        word, sign = token["word"], token["sign"]
        if token["brace"] == b"{":
            states.append((unseen, skip))
        elif token["brace"] == b"}":
            unseen, skip = states.pop() if states else (False, 1)
            pending = 0
        elif sign == b"*" or (word in _UNSEEN):
            unseen = True
        elif word == b"uc":
            skip = int(token["number"] or 1)
        elif unseen:
            continue
        elif word == b"u" and token["number"]:
            flush()
            code = int(token["number"]) % 65_536
            pieces.append(chr(code))
            pending = skip
        elif token["byte"]:
            if pending:
                pending -= 1
            else:
                raw.append(int(token["byte"], 16))
        elif token["text"]:
            raw += token["text"][pending:]
            pending = max(pending - len(token["text"]), 0)
        elif (words := _WORDS.get(word) if word else _SIGNS.get(sign) if sign else None) is not None:
            flush()
            pieces.append(words)
    flush()
    from onrecord.capture.decoding import mended

    return mended("".join(pieces))[0]


def _charset(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", data[:2000])
    name = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
