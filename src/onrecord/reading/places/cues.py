"""What a story's words say of where a place is: 'Springfield, Ill.', 'in the province of', 'the Syrian town of'."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from onrecord.reading.places.countries import country_named
from onrecord.reading.places.folding import folded
from onrecord.reading.places.listing import Candidate, candidates, first_order_divisions, short_forms

__all__ = ["containers", "is_generic", "kind_said", "mentioned", "national"]

_NATIONAL = Path(__file__).with_name("national.toml")
_GENERIC = Path(__file__).with_name("generic.toml")
_WORDS = r"[A-Z\u00c0-\u00de][\w.'’\-\u00c0-\u024f]*"
_NAME = rf"{_WORDS}(?:[ \u00a0](?:(?:of|the|and|de|del|al)[ \u00a0])?{_WORDS}){{0,3}}"
_COMPASS = (
    r"(?:(?:north|south)(?:[\s-]?(?:east|west)(?:ern)?|ern)?|(?:east|west)(?:ern)?|central|upstate|rural|nearby"
    r"|neighbou?ring)\s+"
)
_KIND = r"(?:city|town|village|district|province|state|suburb|port|capital|region|resort|county|governorate|island)"
_AFTER = re.compile(
    rf"\s?,\s(?:(?:in|a|an|the)\s(?:[\w-]+\s){{0,4}}?)?({_NAME})"
    rf"|\s?\(({_NAME})\)"
    rf"|\s(?:{_KIND}\s)?(?:in|of)\s(?:the\s)?(?:{_COMPASS})?(?:{_KIND}\sof\s)?({_NAME})"
)
_BEFORE = re.compile(
    rf"({_NAME}?)(?:['’]s?)?\s(?:[\w-]+\s){{0,3}}{_KIND}(?:\sof)?\s(?:the\s)?$|({_NAME}?)['’]s?\s(?:{_COMPASS})?$"
)
_REACH = 80
_PLURALS = {"counties": "county", "cities": "city"}
_KINDS = (
    r"(?:[Cc]ount(?:y|ies)|[Pp]arish(?:es)?|Co\.|crossings?|camps?|dams?|prisons?|jails?|rivers?|straits?|bases?"
    r"|airports?|provinces?|states?|districts?|governorates?|prefectures?|cit(?:y|ies)|towns?|villages?|suburbs?|islands?)"
)
# 'the Erez and Rafah border crossings', 'Clay, Grant and Otter Tail counties'
_FOLLOWED = re.compile(
    rf"(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s){_WORDS}(?:\s{_WORDS})?){{0,8}}"
    rf"\s(?:(?:border|refugee|air|military|detention)\s)?({_KINDS})(?!\w)"
)
# 'Washington Gov. Maria Jensen', "Georgia's legislature": what only a state of a federation has, and no capital
_OF_STATES = re.compile(r"(?:['’]s)?\s(?:[Ss]enators?|Sen\.|[Gg]overnor|Gov\.|[Ll]egislature|state\s)")
_PRECEDED = re.compile(rf"\b({_KINDS})\sof\s(?:the\s)?$")
_WORD = re.compile(r"[A-Z\u00c0-\u00de][\w'’\u00c0-\u024f]*(?:\.[A-Z]\.?)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")


def containers(text: str, start: int, end: int) -> Iterator[tuple[Candidate, ...]]:
    """For each thing that the words around ``text[start:end]`` say the place lies in, what that may mean."""
    after = _AFTER.match(text, end, min(len(text), end + _REACH))
    if after:
        yield from _first(next(group for group in after.groups() if group))
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before:
        name = before[1] or before[2]
        yield from _first(name) if name else ()


def _first(words: str) -> Iterator[tuple[Candidate, ...]]:
    """What the longest beginning of ``words`` means that is a country, a division or a town."""
    parts = words.split()
    for count in range(len(parts), 0, -1):
        name = _POSSESSIVE.sub("", " ".join(parts[:count]))
        found = candidates(name) or candidates(name.rstrip("."))
        if found:
            yield found
            return


def kind_said(text: str, start: int, end: int) -> str | None:
    """What the words around ``text[start:end]`` call it: 'county', 'crossing', 'province'; None if nothing.

    'Clay and Grant counties' are two counties, 'the Erez and Rafah crossings' two crossings.
    """
    if _OF_STATES.match(text, end, min(len(text), end + _REACH)):
        return "state"
    match = _FOLLOWED.match(text, end, min(len(text), end + 2 * _REACH))
    if match is None:
        match = _PRECEDED.search(text, max(0, start - _REACH // 2), start)
    if match is None:
        return None
    kind = match[1].lower()
    kind = _PLURALS.get(kind, kind.removesuffix("es") if kind == "parishes" else kind.rstrip("s"))
    return "county" if kind == "co." else kind


def is_generic(name: str) -> bool:
    """Whether a name is but a word for a kind of place or a direction: 'Jail', 'the North'."""
    return folded(name).removeprefix("the ") in _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(tomllib.loads(_GENERIC.read_text(encoding="utf-8"))["words"])


def national(text: str) -> Iterator[str]:
    """The country of each word that is said of one country's affairs ('Sheriff', '£', 'crore')."""
    return (_national()[1][one[0]] for one in _national()[0].finditer(text))


@cache
def _national() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: code for code, row in tomllib.loads(_NATIONAL.read_text(encoding="utf-8")).items() for word in row}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)|£"), words


def mentioned(text: str, taken: set[int]) -> Iterator[tuple[str, bool]]:
    """The countries (also by their people) and first-order divisions that the text names outside ``taken``.

    Each with its code ('PK', 'US.TX') and whether it is a division. taken: positions where names start that are
    resolved themselves.
    """
    words = [(one.start(), one.end(), one[0]) for one in _WORD.finditer(text)]
    known: dict[str, tuple[str, bool] | None] = {}
    at = 0
    while at < len(words):
        start = words[at][0]
        step = 1
        if start not in taken:
            for count in (3, 2, 1):
                if at + count > len(words) or words[at + count - 1][1] - start > 40:
                    continue
                name = text[start : words[at + count - 1][1]]
                if name not in known:
                    known[name] = _meaning(name)
                meant = known[name]
                if meant:
                    yield meant
                    step = count
                    break
        at += step


def _meaning(name: str) -> tuple[str, bool] | None:
    name = _POSSESSIVE.sub("", name)
    code = country_named(name) or country_named(name.rstrip("."))
    if code:
        return code, False
    if name.endswith("."):
        division = short_forms().get(name.replace(".", "").replace(" ", ""))
        if division:
            return division, True
    division = first_order_divisions().get(folded(name))
    return (division, True) if division else None
