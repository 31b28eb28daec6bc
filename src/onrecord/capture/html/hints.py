"""What the names of an element (class, id, role, itemprop, ...) say about it: vocabulary in ``hints.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from lxml.html import HtmlElement

__all__ = ["hints_of", "name_hints"]

_NAMED_BY = ("class", "id", "itemprop", "rel", "role", "data-testid", "data-component", "data-qa", "data-type")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Generated class lists can be thousands of characters long; what they mean stands at their beginning.
_LONGEST_NAME = 400
# "no-sidebar", "has-comments" say what a page has; "sidebar-grid", "menu-layout" how it is laid out.
_SAID_OF_THE_PAGE = frozenset(("no", "has", "with", "without", "hide", "enable", "enabled"))
_LAYOUT = frozenset(("grid", "layout", "page", "main", "enabled", "template", "active", "open"))
_SHOWN_ON_SOME_SCREENS = (":block", ":flex", ":grid", ":inline", ":table", ":contents", ":inline-block", ":inline-flex")
_NONE: frozenset[str] = frozenset()


_Table = dict[str, set[str]]


def _load() -> tuple[_Table, list[tuple[str, str]], _Table, _Table]:
    """Single words, beginnings, neighbouring words, and whole names: each with the hints it gives."""
    table = tomllib.loads(files("onrecord.capture.html").joinpath("hints.toml").read_text("utf-8"))
    words: dict[str, set[str]] = {}
    stems: list[tuple[str, str]] = []
    phrases: dict[str, set[str]] = {}
    exact: dict[str, set[str]] = {}
    for hint, entries in table.items():
        for entry in entries:
            if entry.startswith("="):
                exact.setdefault(entry[1:], set()).add(hint)
            elif entry.endswith("*"):
                stems.append((entry[:-1], hint))
            elif " " in entry:
                phrases.setdefault(entry, set()).add(hint)
            else:
                words.setdefault(entry, set()).add(hint)
    return words, stems, phrases, exact


_SINGLE, _STEMS, _PHRASES, _EXACT = _load()


@lru_cache(maxsize=20_000)
def _word_hints(word: str) -> frozenset[str]:
    found = set(_SINGLE.get(word, ()))
    found.update(hint for stem, hint in _STEMS if word.startswith(stem))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def name_hints(names: str) -> frozenset[str]:
    """The hints in one attribute's value: each name that it lists is cut into words."""
    found: set[str] = set()
    listed = names[:_LONGEST_NAME].lower().split()
    # "hidden md:block" is hidden on small screens only.
    if not any(name.endswith(_SHOWN_ON_SOME_SCREENS) for name in listed):
        for name in listed:
            found |= _EXACT.get(name, _NONE)
    for name in names[:_LONGEST_NAME].split():
        words = [word.lower() for word in _WORDS.findall(name)]
        if words and words[0] in _SAID_OF_THE_PAGE:
            continue
        for at, word in enumerate(words):
            if (words[at - 1 : at] and words[at - 1] in _SAID_OF_THE_PAGE) or (
                words[at + 1 : at + 2] and words[at + 1] in _LAYOUT
            ):
                continue
            found |= _word_hints(word)
            for size in (2, 3):
                phrase = " ".join(words[at : at + size])
                if phrase in _PHRASES:
                    found |= _PHRASES[phrase]
    return frozenset(found) if found else _NONE


def hints_of(element: HtmlElement) -> frozenset[str]:
    """All hints that an element's names give."""
    found = _NONE
    attributes = element.attrib
    if attributes:
        for attribute in _NAMED_BY:
            value = attributes.get(attribute)
            if value:
                found |= name_hints(value)
    return found
