"""The words that tell who is meant, as ``lexicon/events/sectors.toml`` and ``organisations.toml`` list them.

``split`` cuts a phrase into words; ``Vocabulary`` finds the entries among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from onrecord.reading.lexicon import lexicon

__all__ = ["Entry", "Organisation", "Vocabulary", "Word", "split", "vocabulary"]

_WORD = re.compile(r"\w+(?:[.&'’]\w+)*\.?|[,;:()\[\]–—]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LONGEST_PHRASE = 60  # words: whoever names somebody has done so by then
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase. raw: as written. text: without a possessive ending. low: lower case, without full stops.

    hyphenated: it is joined to the word before it. possessive: it ended in 's.
    """

    raw: str
    text: str
    low: str
    start: int
    end: int
    hyphenated: bool = False
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Entry:
    """What the lexicon says of some words. sector: of the head they are (None: it has none of its own).

    head: they may be the head of a phrase. firm: their sector gives way to no other word's. person: they are said of
    people. modifier: the sector that they tell of the head after them.
    """

    sector: str | None = None
    head: bool = False
    firm: bool = False
    person: bool = False
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation: its country ('' for none), its sector; written: the only way it is written, or ''."""

    country: str
    sector: str
    written: str = ""


@dataclass(slots=True)
class Vocabulary:
    """All entries by their words, and the words of special use."""

    entries: dict[Words, Entry] = field(default_factory=dict)
    organisations: dict[Words, list[Organisation]] = field(default_factory=dict)
    gathering: frozenset[str] = frozenset()
    others: frozenset[Words] = frozenset()
    former: frozenset[Words] = frozenset()
    relatives: frozenset[Words] = frozenset()
    offices: frozenset[str] = frozenset()
    elite: frozenset[str] = frozenset()
    of_country: frozenset[Words] = frozenset()
    outside: frozenset[str] = frozenset()
    turning: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    longest: int = 1

    def organisation(self, words: Sequence[Word]) -> Organisation | None:
        """The organisation whose name the words are."""
        if not words[0].capital and not words[-1].capital:
            return None
        found = self.organisations.get(tuple(word.low for word in words), ())
        written = " ".join(word.text.replace(".", "") for word in words)
        return next((one for one in found if not one.written or one.written == written), None)


def split(phrase: str) -> list[Word]:
    """The words of a phrase and its commas and brackets; only the first sixty."""
    words: list[Word] = []
    for match in _WORD.finditer(phrase):
        if len(words) == _LONGEST_PHRASE:
            break
        start, text = match.start(), match.group()
        bare = _POSSESSIVE.sub("", text)
        end = match.end()
        # 'protesters' leaders': the apostrophe after s is no letter of the word
        tail = phrase[end : end + 1] in ("'", "’") and text.endswith("s")
        joined = bool(words) and start > 0 and phrase[start - 1] == "-" and words[-1].end == start - 1
        low = bare.lower().replace("’", "'").replace(".", "")
        words.append(Word(text, bare, low, start, end, joined, bare != text or tail))
    return words


@cache
def vocabulary() -> Vocabulary:
    """The lexicon, read once a process."""
    data = lexicon("events/sectors")
    found = Vocabulary()
    for table, firm, person in (
        ("bodies", True, False), ("bodies_by_default", False, False),
        ("people", True, True), ("people_by_default", False, True),
    ):  # fmt: skip
        for sector, entries in data[table].items():
            for words in _both_numbers(entries):
                found.entries[words] = Entry(sector, head=True, firm=firm and sector != "UNK", person=person)
    for words in _both_numbers(data["open"]["words"]):
        found.entries.setdefault(words, Entry(head=True))
    for sector, entries in data["modifiers"].items():
        for entry in entries:
            found.entries.setdefault(_words(entry), Entry()).modifier = sector
    for words in _both_numbers(data["others"]["words"]):
        found.entries[words] = Entry(head=True, firm=True, person=True)
    for country, sector, names in lexicon("events/organisations")["rows"]:
        for name in names:
            letters = name.replace(".", "")
            exact = sum(map(str.isupper, letters)) >= 2 and " " not in letters
            kept = Organisation(country, sector, " ".join(word.text for word in split(letters)) if exact else "")
            found.organisations.setdefault(_words(name), []).append(kept)
    status = data["status"]
    found.gathering = frozenset(" ".join(words) for words in _both_numbers(data["gathering"]["words"]))
    found.others = frozenset(_both_numbers(data["others"]["words"]))
    found.former = frozenset(map(_words, status["former"]))
    found.relatives = frozenset(_both_numbers(status["relatives"]))
    found.offices = frozenset(status["offices"])
    found.elite = found.offices | {"ELI"}
    found.of_country = frozenset(_both_numbers(status["of_country"]))
    found.outside, found.turning = frozenset(status["outside"]), frozenset(status["turning"])
    joints = data["joints"]
    found.breaks, found.participles = frozenset(joints["breaks"]), frozenset(joints["participles"])
    found.articles = frozenset(joints["articles"])
    found.surnames = frozenset(data["surnames"]["words"])
    found.longest = max(map(len, (*found.entries, *found.organisations)))
    return found


def _words(entry: str) -> Words:
    return tuple(word.low for word in split(entry))


def _both_numbers(entries: Sequence[str]) -> list[Words]:
    found: list[Words] = []
    for entry in entries:
        words = _words(entry)
        found.append(words)
        at = next((i for i, (_, after) in enumerate(pairwise(words)) if after in ("of", "in", "for")), len(words) - 1)
        found.append((*words[:at], _plural(words[at]), *words[at + 1 :]))
        if words[-1] == "general" and len(words) > 1:
            found.append((*words[:-2], _plural(words[-2]), "general"))
    return found


def _plural(word: str) -> str:
    if word.endswith("man") and word not in ("human", "german"):
        return word[:-3] + "men"
    if word.endswith("child"):
        return word + "ren"
    if word.endswith(("wife", "thief")):
        return word.rstrip("fe") + "ves"
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
