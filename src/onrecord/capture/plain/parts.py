"""The parts of a plain text: lines, or, where lines are wrapped at a column, the blocks between blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["parts_of"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")
_BULLET_OR_INDENT = re.compile(r"(?:\s{2,}|\t|\s*(?:[•·▪◦‣●○■□►▶▸⁃∙*]|\d{1,2}[.)])\s)")
_STOPS = re.compile(r"[.!?…:。！？؟۔।][\"'”’»)\]]*\s*$")
# No column of prose is narrower; a line that ends far before the widest is the last of its paragraph.
_NARROWEST = 40
_WIDEST = 110
# With fewer lines that could be wrapped, a share of them says little.
_FEW = 4


def parts_of(text: str) -> list[str]:
    """The text in the parts that may have a role, in order. Blank lines are empty parts; no character is altered.

    A line is a part, unless it is wrapped: then all the lines of its block, line breaks inside, are one part.
    """
    lines = _LINE_BREAK.sub("\n", text).split("\n")
    blocks = list(_blocks(lines))
    if not _is_wrapped(blocks):
        return lines
    parts: list[str] = []
    for block in blocks:
        parts.extend(_paragraphs(block))
        parts.append("")
    return parts


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether most of the text stands in blocks whose lines break at one column, in the middle of sentences."""
    inner = [line.rstrip() for block in blocks for line in block[:-1]]
    if len(inner) < _FEW:
        return _few_are_wrapped(blocks)
    widths = sorted(len(line) for line in inner)
    widest = widths[int(len(widths) * 0.95)]
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    full = sum(width >= widest * 0.78 for width in widths)
    broken = sum(not _STOPS.search(line) for line in inner)
    return full >= 0.75 * len(inner) and broken >= 0.7 * len(inner)


def _few_are_wrapped(blocks: list[list[str]]) -> bool:
    """The same for a short text: every line that is not its block's last breaks off, and the next goes on in small."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    widest = max((len(line.rstrip()) for block in blocks for line in block), default=0)
    return (
        bool(pairs)
        and _NARROWEST <= widest <= _WIDEST
        and all(len(line.rstrip()) >= widest * 0.7 and not _STOPS.search(line) for line, _ in pairs)
        and all(after.lstrip()[:1].islower() for _, after in pairs)
    )


def _paragraphs(block: list[str]) -> Iterator[str]:
    """A block of wrapped lines: a bullet, or an indent after lines that have none, opens a part of its own."""
    part = [block[0]]
    for line in block[1:]:
        if _BULLET_OR_INDENT.match(line) and not (line.startswith(" ") and part[-1].startswith(" ")):
            yield "\n".join(part)
            part = []
        part.append(line)
    yield "\n".join(part)
