"""Where a tagger sees a name, and what of it is the name: titles, articles, possessives and stray marks fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model.entity import EntityKind
from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Parse

__all__ = ["Sighting", "key_of", "sightings", "surname_key", "without_suffix"]

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_WORD = re.compile(r"[^\s]+")
_EDGES = " \t\n\r\u00a0\u200b\u200e\u200f\ufeff\"'“”‘’«»‹›„`.,;:!?()[]{}<>|/\\•·—–-…*_@#"
_POSSESSIVE = re.compile(r"(?:['’‘`´]s|['’]S|(?<=s)['’])$")
_LONGEST_TITLE = 4
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a name was seen. titled: a title or honorific stands just before it."""

    start: int
    end: int
    text: str
    kind: EntityKind
    role: str
    titled: bool


def sightings(text: str, parse: Parse, lowered: frozenset[str]) -> Iterator[Sighting]:
    """The names that the tagger sees in one parse, in order. lowered: the words that the story writes small."""
    for entity in parse.doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None or _begins_a_title(entity):
            continue
        if (
            len(entity) == 1
            and _opens_a_sentence(entity[0])
            and entity.text.istitle()
            and entity.text.lower() in lowered
        ):
            continue  # a capital that only says that a sentence begins
        first, last = parse.start + entity.start_char, parse.start + entity.end_char
        bracket = text.find("(", first, last)
        if bracket > first and ")" not in text[bracket:last]:
            # 'World Harbour Union (WHU': the name, and its initials
            yield from _one(text, parse, bracket, last, kind, False)
            last = bracket
        yield from _one(text, parse, first, last, kind, _keeps_stop(entity[-1]))


def _one(text: str, parse: Parse, start: int, end: int, kind: EntityKind, stop: bool) -> Iterator[Sighting]:
    """The name in ``text[start:end]``, if it is one. stop: a full stop at its end belongs to it."""
    start, end = _bare(text, start, end, stop)
    titled = False
    if kind == "person":
        named = _after_titles(text, start, end)
        titled = named > start or _title_ends_at(text, parse.start, start)
        start, end = _bare(text, named, end, stop)
        kind = "organisation" if _names_a_body(text[start:end]) else kind
    if _is_name(text[start:end]):
        yield Sighting(start, end, text[start:end], kind, parse.part.role, titled)


def _keeps_stop(token: Any) -> bool:
    """Whether a full stop at the token's end is its own (Fla., U.S.) and not only its sentence's."""
    inside = token.i + 1 < len(token.doc) and not token.nbor().is_sent_start
    return token.text[-1:] == "." and len(token.text) > 2 and (inside or "." in token.text[:-1])


def _begins_a_title(entity: Any) -> bool:
    """Whether the words after the name make a title of it ('Defence' + 'Minister')."""
    return any(_title(entity.doc[entity.start : entity.end + more].text) for more in (1, 2))


def key_of(name: str) -> str:
    """What two spellings of one name share: case, full stops and white space make no difference."""
    return " ".join(name.replace(".", "").replace("’", "'").casefold().split())


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name's key without 'jr', 'iii' and the like at its end."""
    while len(words) > 1 and words[-1].rstrip(",") in _vocabulary()["suffixes"]:
        words = words[:-1]
    return tuple(word.rstrip(",") for word in words)


def surname_key(name: str) -> tuple[str, ...]:
    """The words of a name's key, suffixes left out."""
    return without_suffix(tuple(key_of(name).split()))


def _bare(text: str, start: int, end: int, stop: bool) -> tuple[int, int]:
    """The range without marks, possessives and articles at its edges. stop: a full stop at its end belongs to it."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES and not (stop and text[end - 1] == "."):
            end -= 1
        possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
        if possessive and possessive.start() > start:
            end = possessive.start()
        words = text[start:end].lower()
        for article in _ARTICLES:
            if words.startswith(article) and words not in _vocabulary()["with_article"]:
                start += len(article)
                break
        if (start, end) == before:
            return start, end


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the name begins after the titles that the tagger took into it; ``end`` if it is nothing but a title."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_TITLE, len(words) - index), 0, -1):
            if _title(text[words[index][0] : words[index + length - 1][1]]):
                index += length
                break
        else:
            return words[index][0]
    return end


def _title_ends_at(text: str, earliest: int, at: int) -> bool:
    """Whether the word just before ``at`` is a title."""
    before = text[max(earliest, at - 32) : at].split()
    return bool(before) and text[at - 1].isspace() and _title(before[-1])


def _opens_a_sentence(token: Any) -> bool:
    """Whether nothing but marks stands between the token and the start of its sentence or line."""
    while token.i > 0 and not token.is_sent_start:
        token = token.nbor(-1)
        if not (token.is_punct or token.is_quote or token.is_space):
            return False
        if "\n" in token.text:
            return True
    return True


def _names_a_body(words: str) -> bool:
    return key_of(words).rpartition(" ")[2] in _vocabulary()["bodies"] and " " in words


def _title(words: str) -> bool:
    return key_of(words).strip(",'\"“‘").removeprefix("the ").removeprefix("ex-") in _titles()


def _is_name(words: str) -> bool:
    """Whether the words may name somebody: a capital (or a letter without case), and not a weekday or a bare title."""
    if not words or len(words) > 120 or "\n\n" in words:
        return False
    if not any(letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper()) for letter in words):
        return False
    return key_of(words) not in _not_names()


@cache
def _titles() -> frozenset[str]:
    vocabulary = _vocabulary()
    return frozenset([*vocabulary["honorifics"], *vocabulary["offices"], *vocabulary["qualifiers"]])


@cache
def _not_names() -> frozenset[str]:
    vocabulary = _vocabulary()
    return frozenset([*vocabulary["not_names"], *vocabulary["honorifics"], *vocabulary["offices"]])


def _vocabulary() -> dict[str, list[str]]:
    return lexicon("titles")
