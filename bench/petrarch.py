"""The dictionaries of the PETRARCH validation suite: which code a phrase has.

The suite's actors are invented, so its own dictionaries say who they are: actors (names with a code, some for certain
dates only), agents (common nouns whose code joins that of the actor beside them: ``~GOV`` after, ``NGO~`` before) and
discards (words whose sentence or story is not coded).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_COMMENT = re.compile(r"\s*(?:#|<!|--).*")
_CODES = re.compile(r"\[\s*([^\]]*?)\s*\]")
_LIMITED = re.compile(r"(\S+)\s*([<>])\s*(\d+)|(\S+)\s+(\d+)\s*-\s*(\d+)")
Words = tuple[str, ...]
# A code, and the first and last day (eight digits) on which it holds.
Code = tuple[str, str, str]


def words_of(text: str) -> Words:
    """The words of a name or a phrase as they are compared: small letters, no marks, no possessive."""
    plain = text.lower().replace("\u2019", "'").replace("'s", "").replace("_", " ").replace(".", "")
    return tuple(re.findall(r"[\w\-']+", plain.replace("- ", " ")))


@dataclass
class Dictionaries:
    """Names and agents by their words, and what is discarded."""

    actors: dict[Words, list[Code]] = field(default_factory=dict)
    agents: dict[Words, str] = field(default_factory=dict)
    discards: list[Words] = field(default_factory=list)

    def codes(self, words: Words, day: str) -> list[str]:
        """The codes of a phrase, one for each actor in it; ``---`` and the agents' codes where it names no actor."""
        found, rest = _longest_first(words, self.actors)
        # 'Ithilen's minister Calimehtar' is one party, and the first name says whose; a list names several.
        between = [part.split() for part in " ".join(rest).split("|")][1:-1]
        listed = [not part or part[0] == "and" for part in between]
        kept = [entry for i, entry in enumerate(found) if i == 0 or listed[i - 1]]
        named = [code for entry in kept for code in _on(self.actors[entry], day)]
        agents, _ = _longest_first(rest, self.agents)
        if not named and not agents:
            return []
        coded = []
        for actor in named or ["---"]:
            code = actor
            for entry in agents:
                mark = self.agents[entry]
                part = mark.strip("~")
                # A code is made of three letters each; the suite tests that only whole ones count as there.
                if not any(code[at : at + len(part)] == part for at in range(0, len(code), 3)):
                    code = part + code if mark.endswith("~") else code + part
            coded.append(code)
        return [code for code in dict.fromkeys(coded) if code not in ("---", "+++")]

    def discarded(self, words: Words) -> bool:
        """Whether the sentence holds a word that rules it out."""
        return any(words[i : i + len(one)] == one for one in self.discards for i in range(len(words)))


def _longest_first(words: Words, entries: Iterable[Words]) -> tuple[list[Words], Words]:
    """The entries that stand in ``words``, in order, and what is left of the words."""
    known = set(entries)
    longest = max(map(len, known), default=1)
    found, rest, at = [], [], 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            if words[at : at + length] in known:
                found.append(words[at : at + length])
                rest.append("|")
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return found, tuple(rest)


def _on(codes: list[Code], day: str) -> list[str]:
    """The codes that hold on that day: those with dates before one without."""
    limited = [code for code, first, last in codes if (first or last) and first <= day <= (last or "9")]
    always = [code for code, first, last in codes if not first and not last]
    chosen = limited[:1] or always[:1]
    return [part for code in chosen for part in code.split("/")]


def _code(text: str) -> Code:
    limited = _LIMITED.fullmatch(text)
    if limited is None:
        return text, "", ""
    if limited[2]:
        day = _day(limited[3])
        return (limited[1], "", day) if limited[2] == "<" else (limited[1], day, "")
    return limited[4], _day(limited[5]), _day(limited[6])


def _day(digits: str) -> str:
    return digits if len(digits) == 8 else "19" + digits


def load(folder: Path) -> Dictionaries:
    """The suite's dictionaries. Raises ``FileNotFoundError`` where one is missing."""
    result = Dictionaries()
    current: list[Code] = []
    names: list[Words] = []
    opened = False
    for line in _lines(folder / "PETR.Validate.actors.txt"):
        codes = [_code(one) for one in _CODES.findall(line)]
        name = words_of(_CODES.sub("", line).lstrip("+"))
        if name and not line.lstrip().startswith("+"):
            current, names, opened = [], [], False
        if name:
            names.append(name)
        # Codes before or after the names that share them.
        opened |= bool(codes)
        current.extend(codes)
        for one in names:
            result.actors[one] = current
    substitutes = {"person": ("man", "men", "woman", "women", "person"),
                   "minst": ("minister", "ministers", "ministry", "ministries")}  # fmt: skip
    for line in _lines(folder / "PETR.Validate.agents.txt"):
        codes_found = _CODES.findall(line)
        if not codes_found:
            continue
        names_part = _CODES.sub("", line)
        plural = re.search(r"\{(.*?)\}", names_part)
        base = re.sub(r"\{.*?\}", "", names_part).strip()
        for name in _variants(base, plural[1] if plural else None, substitutes):
            result.agents[words_of(name)] = codes_found[0].strip()
    for line in _lines(folder / "PETR.Validate.discards.txt"):
        result.discards.append(words_of(line.strip().lstrip("+")))
    return result


def _variants(base: str, plural: str | None, substitutes: dict[str, Words]) -> list[str]:
    mark = re.search(r"!(\w+)!", base)
    if mark:
        return [base.replace(mark[0], one) for one in substitutes[mark[1].lower()]]
    if plural is None:
        plural = base[:-1] + "IES" if base.endswith("Y") else base + "S"
    return [base, plural] if plural else [base]


def _lines(path: Path) -> list[str]:
    found = (_COMMENT.sub("", line) if not line.startswith("---") else "" for line in path.read_text().splitlines())
    return [line for line in found if line.strip() and "=" not in line]
