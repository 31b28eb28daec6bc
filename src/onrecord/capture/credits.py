"""Credits of pictures: whose picture it is, inside a caption or in a line of its own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.capture.bylines import looks_like_names

__all__ = ["caption_range", "credit_words", "inline_credit", "is_credit", "is_labelled_caption"]

Range = tuple[int, int]

_LONGEST = 140
_LAST_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,160})[)）\]】]?\s*[.。]?\s*$")
_SIGNS = r"(?:©|[(（][cＣ][)）]|ⓒ|Ⓒ|&copy;)"
_SIGN = re.compile(rf"{_SIGNS}\s*", re.IGNORECASE)
# What ends before a credit that opens without a label.
_BORDER = re.compile(r"[.!?…|)\]」』]\s+|[(（\[【]")
_EDGES = " \t\xa0\n.,;:|/–—-•·"
_NAME_AFTER_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?…][\"”»]?\s+([^\W\d_](?:[^.!?…:,]|\.(?=\S)){2,60})$")
_BETWEEN = re.compile(r"\s*[/|,;]\s*|\s+[-–—]\s+|\s+via\s+|\s+for\s+")
_SHORT = 90


def inline_credit(caption: str) -> Range | None:
    """The ``(start, end)`` of the credit's own words inside a caption, without label, brackets or sign; or None.

    '… on Monday. (Jane Doe/Example News via AP)', '… Photo: Jane Doe', '… © Jane Doe', '… | Credit: AFP'.
    """
    words = _words()
    bracket = _LAST_BRACKET.search(caption)
    if bracket and _is_credit_words(bracket[1]):
        return _own_words(caption, bracket.start(1), bracket.end(1))
    sign = _last(_SIGN, caption)
    if sign and len(caption) - sign.end() <= _LONGEST and caption[sign.end() :].strip():
        return _own_words(caption, sign.end(), len(caption))
    label = _last(words.label, caption)
    if label and label.start() > 0 and 1 < len(caption[label.end() :].strip()) <= _SHORT:
        start = _before_via(caption, label.start()) if label[0].casefold().startswith("via") else None
        return _own_words(caption, label.end() if start is None else start, len(caption))
    # A tail after the last full stop or bar that is a known source, or a name with one: '… in Rome. Jane Doe/AFP'.
    tail = re.search(r"(?:[.!?…»”\"]\s+|\s[|–—-]\s|\|\s?)([^.!?|]{2,80})$", caption.rstrip(" ."))
    if tail and _names_a_source(tail[1]):
        return _own_words(caption, tail.start(1), tail.end(1))
    # A name after the last sentence, and nothing that ends it: '… at dawn. Jane Doe for Example News'.
    tail = _NAME_AFTER_SENTENCE.search(caption)
    if tail and len(tail[1].split()) <= 7 and all(_is_capital(word) for word in tail[1].split()):
        return _own_words(caption, tail.start(1), tail.end(1))
    return None


def _before_via(caption: str, via: int) -> int | None:
    """Where a credit begins that goes on with 'via' ('… at dawn. Jane Doe/Example News via Getty'), if it does."""
    border = _last(_BORDER, caption[:via])
    if border is None:
        return None
    before = caption[border.end() : via].split()
    return border.end() if 0 < len(before) <= 7 and all(map(_is_capital, before)) else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def credit_words(line: str) -> Range:
    """The ``(start, end)`` of a credit's own words in a line that is a credit: 'Photo: Jane Doe' gives 'Jane Doe'."""
    return _own_words(line, 0, len(line)) or (0, len(line))


def caption_range(caption: str, credit: Range) -> Range:
    """The ``(start, end)`` of the caption without its credit, the brackets around it and labels like 'Photo:'."""
    if credit[0] <= len(caption) - credit[1]:
        head = caption[: credit[0]]
        if not re.search(r"[^\W_]", _words().label.sub("", _SIGN.sub("", head))):
            start = credit[1]
            while start < len(caption) and caption[start] in ")]】） \t\xa0\n.,;:|/–—-":
                start += 1
            return start, len(caption)
    end = credit[0]
    previous = -1
    while end != previous:
        previous = end
        while end and caption[end - 1] in "([（【 \t\xa0\n|/–—-·•:":
            end -= 1
        before = caption[:end]
        for pattern in (_words().label_at_end, _words().sign_at_end):
            if found := pattern.search(before):
                end = found.start()
                break
    return 0, end


def is_labelled_caption(line: str) -> bool:
    """Whether a line says itself that it is a caption ('Legende: …', 'FILE - …')."""
    if line.casefold().startswith(_words().openers):
        return True
    head, colon, rest = line.partition(":")
    return bool(colon) and len(rest) > 10 and head.strip().casefold() in _words().captions


def is_credit(line: str) -> bool:
    """Whether a line of its own is a credit: 'Photo: Jane Doe', '© AFP', 'Jane Doe/Example News', '(via Reuters)'."""
    line = line.strip().lstrip("*• ").strip()
    if not 2 <= len(line) <= _LONGEST:
        return False
    bare = line.strip("()[]（）【】 ")
    if _SIGN.match(bare):
        return len(bare) > 1
    label = _words().label.match(bare)
    if label:
        rest = bare[label.end() :].strip(_EDGES)
        return 1 < len(rest) <= 80 and not rest.endswith(("?", "!")) and len(rest.split()) <= 12
    return _names_a_source(bare)


@dataclass(frozen=True, slots=True)
class _Words:
    label: re.Pattern[str]
    label_at_end: re.Pattern[str]
    sign_at_end: re.Pattern[str]
    sources: frozenset[str]
    captions: frozenset[str]
    openers: tuple[str, ...]
    joints: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / "credits.toml").read_text("utf-8"))
    labels = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(data["labels"], key=len, reverse=True))
    thing = r"(?:photo|photograph|photography|picture|image|illustration|graphic|foto|video)s?"
    by = rf"{thing}\s(?:by|courtesy\sof|von|de|di|av|af)"
    # Copies often lose the space before a label: '… in the stadiumPhoto: Jane Doe'.
    edge = r"(?:(?<![^\W_])|(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])))"
    without_colon = rf"(?<![^\W_])(?:{by}|courtesy(?:\sof)?|via|photo\scourtesy)\s+(?=[A-ZÀ-Þ@])"
    label = rf"{edge}(?:{labels})\s?[:：=/／]\s*|{without_colon}"
    return _Words(
        label=re.compile(label, re.IGNORECASE),
        label_at_end=re.compile(rf"{edge}(?:{labels}|{by}|via|courtesy\sof)\s*[:：=／]?\s*$", re.IGNORECASE),
        sign_at_end=re.compile(rf"{_SIGNS}\s*$", re.IGNORECASE),
        sources=frozenset(data["sources"]),
        captions=frozenset(data["captions"]),
        openers=tuple(data["openers"]),
        joints=frozenset(data["joints"]),
    )


def _is_credit_words(words: str) -> bool:
    """Whether the words of a closing bracket are a credit."""
    words = words.strip()
    if _SIGN.match(words) or _words().label.match(words):
        return True
    return _names_a_source(words)


def _names_a_source(words: str) -> bool:
    """'AFP', 'Jane Doe/Example News', 'Pool via AP', 'Getty Images, Jane Doe': a source alone, or beside a name."""
    words = words.strip(_EDGES + "()[]")
    if not words or len(words) > 100:
        return False
    parts = [bare for part in _BETWEEN.split(words) if (bare := part.strip(_EDGES))]
    known = [part for part in parts if part.casefold() in _words().sources]
    if known and len(parts) <= 6:
        return all(part in known or _is_name_like(part) for part in parts)
    slashed = re.fullmatch(r"([^/|]{3,50}?)\s?/\s?([^/|]{2,40})", words)
    if slashed and looks_like_names(slashed[1]):
        return slashed[2][0].isupper() and len(slashed[2].split()) <= 4 and not words.endswith((".", "?"))
    return bool(re.match(r"via\s+[^\W\d_]", words, re.IGNORECASE)) and len(words.split()) <= 5


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word in "/|&-–" or word in _words().joints


def _is_name_like(part: str) -> bool:
    """At most six words, most of them not in lower case, and no sentence that ends inside."""
    tokens = part.split()
    lower = sum(token[0].islower() for token in tokens)
    return len(tokens) <= 6 and lower * 2 <= len(tokens) and not re.search(r"[^\W\d_]{3,}[.!?:]\s", part)


def _own_words(caption: str, start: int, end: int) -> Range | None:
    """The range without labels, signs, brackets and punctuation at its edges."""
    moved = True
    while moved:
        moved = False
        while start < end and caption[start] in _EDGES + "([（【":
            start += 1
            moved = True
        while end > start and caption[end - 1] in " \t\xa0\n.,;:|/–—•·)]）】":
            end -= 1
        for pattern in (_SIGN, _words().label):
            match = pattern.match(caption, start, end)
            if match and match.end() < end and not match[0].casefold().startswith("via"):
                start = match.end()
                moved = True
    return (start, end) if end > start else None
