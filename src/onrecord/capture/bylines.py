"""Bylines: who is credited with a story, as the page prints it or as its metadata name them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.capture.datelines import is_agency
from onrecord.capture.printed_dates import is_date_line, without_dates

__all__ = ["clean_author", "find_authors", "is_byline", "looks_like_names"]

Range = tuple[int, int]

_LONGEST = 200
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)@\w+")
_PARENTHESIS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
# The number of an entry in a list of authors, and a mark of a footnote after a name.
_MARKS = re.compile(r"^\d{1,2}\.\s|(?<=[^\W\d_])\d{1,2}$")
_SPLIT = re.compile(r"\s*(?:[,;|•·/&＆、，]|\s[–—-]\s|\bund\b(?=\s))\s*")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‘ʼ`´-]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u064b-\u065f])*")
_KOREAN = re.compile(r"^\W*([\uac00-\ud7a3]{2,4})\s?(?:선임|전문)?(?:기자|특파원|논설위원)\b")
_CHINESE = re.compile(
    r"(?:(?:作者|记者|記者|撰文|文|编辑|編輯|责编|责任编辑|通讯员)\s*[：:／/|｜丨]?\s*)"
    r"([\u4e00-\u9fff·]{2,6}(?:[\s、，,][\u4e00-\u9fff·]{2,4})*)(?![\u4e00-\u9fff])"
)


def find_authors(line: str) -> list[Range]:
    """The ``(start, end)`` of each person or agency that a byline names, in order.

    'By Jane Doe and John Roe, Reuters' gives the two people and the agency. The line is taken to be a byline.
    """
    line = line[:_LONGEST]
    if korean := _KOREAN.match(line):
        return [korean.span(1)]
    if chinese := _CHINESE.search(line):
        at = chinese.start(1)
        return [(at + name.start(), at + name.end()) for name in re.finditer(r"[^\s、，,]+", chinese[1])]
    start = _opening(line)
    masked = _masked(line)
    found: list[Range] = []
    for piece in _pieces(masked, start):
        name = _name(masked, piece, cued=start > 0 and not found)
        if name and line[name[0] : name[1]] not in {line[a:b] for a, b in found}:
            found.append(name)
    return found


def is_byline(line: str) -> bool:
    """Whether a line of its own is a byline on its face: a cue before a name, or a name with what its bearer does.

    A bare name is none: what stands around it must tell (``looks_like_names``).
    """
    line = line.strip()
    if not 3 <= len(line) <= _LONGEST or line[-1] in "?!" or is_date_line(line):
        return False
    if _KOREAN.match(line) or (_CHINESE.match(line) and len(line) <= 40):
        return True
    start = _opening(line)
    authors = find_authors(line)
    if start:
        said = line[start:].strip(" :.")
        if said.casefold() in _words().nobody or is_agency(said):
            return True
        return bool(authors) and authors[0][0] - start <= 3 and _unexplained(line, start, authors) <= 30
    if not authors or line.endswith("."):
        return False
    rest = _masked(line)[authors[0][1] :]
    if authors[0][0] <= 6 and without_dates(line) != line and _unexplained(line, 0, authors) <= 8:
        return True
    roles = [word for word in re.findall(r"[^\W\d_]+", rest) if word.casefold() in _words().roles]
    return authors[0][0] <= 2 and bool(roles or _ADDRESS.search(line)) and len(line) <= 110


def looks_like_names(line: str) -> bool:
    """Whether a line holds nothing but what is shaped like names of people: 'Jane Doe', 'JOHN ROE, Mary Major'."""
    line = _MARKS.sub("", line.strip(" \t\xa0•*|,;:-–—&"))
    if not 4 <= len(line) <= 120 or line[-1] in ".?!:" or any(character.isdigit() for character in line):
        return False
    masked = _masked(line)
    pieces = list(_pieces(masked, 0))
    return bool(pieces) and all(_name(masked, piece, cued=False) == piece for piece in pieces)


def clean_author(name: str) -> list[str]:
    """The names in one author string of a page's metadata: parted, without 'By', roles, addresses and handles."""
    name = " ".join(name.split())
    if not name or re.fullmatch(r"(?:https?://|www\.)\S+", name):
        return []
    authors = [name[start:end] for start, end in find_authors(name)]
    if authors:
        return authors
    rest = " ".join(_ADDRESS.sub(" ", name[_opening(name) :]).split()).strip(" ,;|-–—")
    return [rest] if rest and len(rest) <= 80 and rest.casefold() not in {"admin", "administrator"} else []


@dataclass(frozen=True, slots=True)
class _Words:
    opening: re.Pattern[str]
    joint: re.Pattern[str]
    roles: frozenset[str]
    nobody: frozenset[str]
    particles: frozenset[str]
    first_names: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / "bylines.toml").read_text("utf-8"))
    cues = data["cues"]
    openers = "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in sorted(cues["openers"], key=len, reverse=True))
    joints = "|".join(re.escape(word) for word in sorted(cues["joints"], key=len, reverse=True))
    return _Words(
        opening=re.compile(rf"\s*(?:[*•\-–—|]\s*)?(?:{openers})(?:\s*[:：|／]\s*|\.?\s+)", re.IGNORECASE),
        joint=re.compile(rf"\s(?:{joints})\s", re.IGNORECASE),
        roles=frozenset(cues["roles"]),
        nobody=frozenset(cues["nobody"]),
        particles=frozenset(data["particles"]["words"]),
        first_names=frozenset(data["particles"]["first_names"]),
    )


def _opening(line: str) -> int:
    """Where the names may begin: the length of what opens the byline ('By ', 'Text: von '), or 0."""
    start = 0
    while match := _words().opening.match(line, start):
        start = match.end()
    return start


def _masked(line: str) -> str:
    """The line with addresses, brackets and dates blanked out, each position kept."""
    for pattern in (_ADDRESS, _PARENTHESIS):
        line = pattern.sub(lambda match: "|" * len(match[0]), line)
    return without_dates(line)


def _pieces(masked: str, start: int) -> Iterator[Range]:
    """The stretches between commas, bars and joining words, edges trimmed."""
    breaks = [match.span() for match in _SPLIT.finditer(masked, start)]
    breaks += [match.span() for match in _words().joint.finditer(masked, start)]
    at = start
    for left, right in [*sorted(breaks), (len(masked), len(masked))]:
        a, b = at, left
        while a < b and masked[a] in " \t\xa0*•|,;:.-–—\"“”'":
            a += 1
        while b > a and masked[b - 1] in " \t\xa0|,;:-–—\"“”'":
            b -= 1
        if b > a:
            yield a, b
        at = max(at, right)


def _name(masked: str, piece: Range, *, cued: bool) -> Range | None:
    """The part of a stretch that is shaped like a name, up to the word for what its bearer does."""
    words = _words()
    stretch = masked[piece[0] : piece[1]]
    if is_agency(stretch):
        return piece if cued or "/" not in stretch else None
    end = 0
    names = 0
    for token in re.finditer(r"\S+", stretch):
        word = token[0].strip(",;:")
        folded = word.casefold().rstrip(".")
        if names and folded in words.roles:
            break
        if not _TOKEN.fullmatch(word):
            break
        uncased = word.lower() == word.upper()
        if folded in words.particles and (names or word[0].isupper()):
            if word[0].isupper():
                names += not names and folded in words.first_names
                end = token.start() + len(word)
            continue
        if (word[0].islower() and not uncased) or folded in words.roles:
            break
        names += 1
        end = token.start() + len(word)
    whole = end >= len(stretch.rstrip(". "))
    if names > 5 or (names < 2 and not (cued and names == 1 and whole)):
        return None
    # Something that goes on in running words after the name is a sentence, not a byline.
    following = re.match(r"\s+(\S+)", stretch[end:])
    if following and not cued and following[1].casefold().strip(".,:") not in words.roles:
        return None
    return piece[0], piece[0] + end


def _unexplained(line: str, start: int, authors: list[Range]) -> int:
    """How many letters of the line are neither a name, nor a date or address, nor what somebody does."""
    masked = _masked(line)
    for a, b in authors:
        masked = masked[:a] + "|" * (b - a) + masked[b:]
    words = re.findall(r"[^\W\d_]+", masked[start:])
    return sum(len(word) for word in words if word.casefold() not in _words().roles)
