"""Bytes to text: which encoding a page is really in, whatever it says.

The order of evidence: a byte order mark; bytes that are valid UTF-8 (by chance that is all but impossible for other
text); NUL bytes where UTF-16 puts them; what the transport and the page declare, unless the bytes contradict it; then
charset_normalizer. Labels mean what browsers take them to mean (WHATWG Encoding Standard): ``iso-8859-1`` is
windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode", "is_binary", "mended"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_DECLARED_IN_PAGE = re.compile(
    rb"""<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_PAGE_HEAD = 4096
# A multi-byte UTF-8 sequence, and a byte outside ASCII that belongs to none.
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_SINGLE_BYTE_LATIN = {"cp1252", "cp1254", "iso8859-15", "iso8859-2", "cp1250", "cp1257", "mac-roman"}
_REPLACEMENT = "�"
# What browsers know and pages are still found in; the rest only adds wrong guesses.
_ON_THE_WEB = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso8859_2",
    "iso8859_7", "koi8_r", "koi8_u", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what a reader should know of it ('replaced 3 bytes ...')."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``, with LF line ends and without NULs or unpaired surrogates. Never raises.

    declared: the encoding that the transport or the container states, if any.
    """
    text, encoding, notes = _decoded(data, declared)
    text, more = mended(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, (*notes, *more))


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with NULs and unpaired surrogates as U+FFFD, one for one (paired ones joined), and a note of it."""
    notes: list[str] = []
    if _LONE_SURROGATE.search(text):
        text = _SURROGATE_PAIR.sub(_joined, text)
        text, count = _LONE_SURROGATE.subn(_REPLACEMENT, text)
        if count:
            notes.append(f"replaced {count} unpaired surrogate{'s' if count > 1 else ''} with U+FFFD")
    if "\0" in text:
        notes.append(f"replaced {text.count(chr(0))} NUL with U+FFFD")
        text = text.replace("\0", _REPLACEMENT)
    return text, tuple(notes)


def is_binary(data: bytes) -> bool:
    """Whether ``data`` (the head of a file) is no text in any encoding: control bytes, and not those of UTF-16."""
    if any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS) or _wide(data):
        return False
    return len(_CONTROL_BYTES.findall(data)) > len(data) // 100


def _joined(pair: re.Match[str]) -> str:
    return chr(0x10000 + ((ord(pair[1]) - 0xD800) << 10) + (ord(pair[2]) - 0xDC00))


def _decoded(data: bytes, declared: str | None) -> tuple[str, str, list[str]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _kept(data[len(mark) :], encoding)
    if wide := _wide(data):
        return _kept(data, wide)
    labels = [label for label in (_codec(declared), _codec_in(data)) if label]
    escaped = next((label for label in labels if label.startswith(("iso2022", "hz"))), None)
    if escaped and (text := _strict(data, escaped)) is not None:
        return text, escaped, []
    if (text := _strict(data, "utf-8")) is not None:
        return text, "utf-8", []
    if (text := _strict(data, "utf-8", "surrogatepass")) is not None or _nearly_utf8(data):
        return _kept(data, "utf-8") if text is None else (text, "utf-8", [])
    for label in labels:
        text = _strict(data, label)
        if text is not None and not _implausible(data, text, label):
            return text, label, []
    guess = _guessed(data)
    if guess and (text := _strict(data, guess)) is not None:
        note = [f"declared as {labels[0]}, read as {guess}"] if labels and guess not in labels else []
        return text, guess, note
    return _kept(data, next((label for label in labels if not label.startswith("utf")), "cp1252"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in news text of any language some characters (spaces, digits, tags) have a zero byte."""
    head = data[:2048]
    if b"\0" not in head or len(head) < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 2
    enough = max(most // 8, 2)  # a stray NUL or two make no UTF-16
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > enough and others <= most // 50:
            text = _strict(head[: len(head) & ~1], encoding)
            if text is not None and len(_CONTROLS.findall(text)) <= len(text) // 100:
                return encoding
    return None


def _kept(data: bytes, encoding: str) -> tuple[str, str, list[str]]:
    """``data`` read in ``encoding`` come what may, with a note of what could not be."""
    if encoding.startswith("utf-"):
        try:
            return data.decode(encoding, "surrogatepass"), encoding, []
        except UnicodeDecodeError:
            pass
    text = data.decode(encoding, "replace")
    count = text.count(_REPLACEMENT)
    return text, encoding, [f"{count} places are no {encoding} and were replaced with U+FFFD"]


def _strict(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few damaged places (cut in the middle of a character, another page's comment pasted in)."""
    inside = _SEQUENCE.findall(data)
    outside = sum(byte > 0x7F for byte in data) - sum(map(len, inside))
    if len(inside) >= 10 * max(outside, 1):
        return True
    return outside <= 3 and _strict(data[:-3], "utf-8") is not None and bool(inside)


def _codec(label: str | None) -> str | None:
    """Python's name of the encoding that browsers read a label as, or None for what is no text encoding."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'").replace("x-sjis", "shift_jis")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined") else (
        _BROWSERS_READ.get(name, name)
    )


def _codec_in(data: bytes) -> str | None:
    found = _DECLARED_IN_PAGE.search(data, 0, _PAGE_HEAD)
    return _codec(found[1].decode("ascii")) if found else None


def _implausible(data: bytes, text: str, label: str) -> bool:
    """Whether a declared encoding lies: it yields control characters, or Latin letters with accents on every third."""
    if _HIGH_CONTROLS.search(text):
        return True
    high = sum(byte > 0x7F for byte in data)
    words = sum(byte > 0x40 for byte in data)
    return label in _SINGLE_BYTE_LATIN and high * 3 > words


def _guessed(data: bytes) -> str | None:
    """charset_normalizer's best guess from the part of the bytes that says most: where the non-ASCII ones are."""
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:20_000]
    best = from_bytes(telling, steps=5, chunk_size=512, threshold=0.3, cp_isolation=_ON_THE_WEB).best()
    return _BROWSERS_READ.get(best.encoding, best.encoding) if best else None
