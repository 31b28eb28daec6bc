"""How many a sentence says were killed, injured or detained: 'at least 12 people were killed', '15 dead'.

Read for showing side by side what several stories give for one event; it is never a value of an event. What is not
said plainly (dozens, feared dead, killed or injured, could have killed) gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from tomllib import loads
from typing import Any, Literal, NamedTuple

import msgspec

__all__ = ["Toll", "TollKind", "tolls_of"]

TollKind = Literal["killed", "injured", "detained"]
_TOKEN = re.compile(r"\d+(?:,\d{3})+|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_MOST_NOUNS, _MOST_ASIDE = 3, 12
_NO_PEOPLE = ("%", "-", ":", "/", "°")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """A number of people and what befell them, with the words ``[start, end)`` that say so.

    least, most: the bounds that are told ('more than 12' is at least 12); the same where the number is told outright;
    None for a side that is left open. about: it is told as a rough number.
    """

    kind: TollKind
    least: int | None
    most: int | None
    about: bool
    start: int
    end: int
    text: str

    @property
    def value(self) -> str:
        """The number in words: '12', 'at least 12', 'at most 12', '12 to 15', 'about 12'."""
        if self.least is None or self.most is None:
            return f"at most {self.most}" if self.least is None else f"at least {self.least}"
        told = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"about {told}" if self.about else told


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class _Number(NamedTuple):
    """A number in ``tokens[first:last]``, whatever qualifies it included."""

    first: int
    last: int
    least: int | None
    most: int | None
    about: bool


def tolls_of(text: str, at: int = 0) -> list[Toll]:
    """The tolls that a sentence gives, in order; at: the position of its beginning, from which spans count."""
    tokens = [_Token(found[0].casefold().replace("’", "'"), *found.span()) for found in _TOKEN.finditer(text)]
    words = [token.word for token in tokens]
    found: dict[tuple[TollKind, int], Toll] = {}
    for number in map(partial(_passed, words), _numbers(words)):
        for kind, first, last in (*_before(words, number), *_after(words, number)):
            start, end = tokens[first].start, tokens[last - 1].end
            found.setdefault((kind, number.first), Toll(
                kind=kind, least=number.least, most=number.most, about=number.about, start=at + start, end=at + end,
                text=text[start:end],
            ))  # fmt: skip
    return sorted(found.values(), key=lambda toll: (toll.start, toll.kind))


def _passed(words: Sequence[str], number: _Number) -> _Number:
    """The number as the least there is, in 'the death toll has passed 200'."""
    passed = number.first and words[number.first - 1] in _lexicon()["passed"]
    return number._replace(most=None) if passed and number.least == number.most else number


def _numbers(words: Sequence[str]) -> Iterator[_Number]:
    """The numbers that can count people."""
    at = 0
    while at < len(words):
        read = _number_at(words, at)
        if read is None:
            at += 1
            continue
        value, last = read
        first, makes = _qualified(words, at)
        least: int | None = value
        most: int | None = value
        upper = _number_at(words, last + 1) if words[last : last + 1] in (["and"], ["to"], ["-"], ["–"]) else None
        if upper and (words[last] != "and" or words[at - 1 : at] == ["between"]):
            most, last = upper
            first = at - 1 if words[at - 1 : at] == ["between"] else first
        elif makes == "least":
            least, most = value, None
        elif makes == "most":
            least, most = None, value
        if _counts_people(words, at, last):
            yield _Number(first, last, least, most, makes == "about")
        at = last


def _number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The value of the number that begins here, and where it ends."""
    if at >= len(words):
        return None
    numbers: Mapping[str, int] = _lexicon()["numbers"]
    if words[at][0].isdecimal():
        if not words[at].replace(",", "").isascii():
            return None
        value, last = int(words[at].replace(",", "")), at + 1
    elif words[at] in numbers:
        value, last = numbers[words[at]], at + 1
        # 'twenty-one' has its hyphen as a word of its own.
        last_word = last + 1 if words[last : last + 1] == ["-"] else last
        if value >= 20 and last_word < len(words) and numbers.get(words[last_word], 10) < 10:
            value, last = value + numbers[words[last_word]], last_word + 1
    elif words[at] == "a" and words[at + 1 : at + 2] and words[at + 1] in _SCALES:
        value, last = 1, at + 1
    else:
        return None
    while last < len(words) and words[last] in _SCALES:
        value, last = value * _SCALES[words[last]], last + 1
        rest = last + 1 if words[last : last + 1] == ["and"] else last
        more = _number_at(words, rest) if value >= 100 else None
        # 'a hundred and twelve killed', but not '100 killed and 12 hurt': these stand apart anyway.
        if more and more[0] < 100:
            value, last = value + more[0], more[1]
    return value, last


def _qualified(words: Sequence[str], at: int) -> tuple[int, str | None]:
    """Where the words before a number begin that qualify it, and what they make of it."""
    for one in _lexicon()["before"]:
        for phrase in one["words"]:
            if words[at - len(phrase) : at] == phrase and at >= len(phrase):
                return at - len(phrase), one["makes"]
    return at, None


def _counts_people(words: Sequence[str], first: int, last: int) -> bool:
    following = words[last] if last < len(words) else ""
    before = words[first - 1] if first else ""
    if words[first] == "one" and before == "no":
        return False
    if following in _lexicon()["nobody"] or following in _NO_PEOPLE or before in ("$", "€", "£", ".", ":"):
        return False
    # A year, unless something is counted: '1,200' has its comma.
    return not (len(words[first]) == 4 and words[first].isdecimal() and words[first][:2] in ("19", "20"))


def _before(words: Sequence[str], number: _Number) -> Iterator[tuple[TollKind, int, int]]:
    """What the words before a number say of whom it counts: 'killed 12', 'the death toll rose to 12'."""
    word, at = _lexicon(), number.first
    if at and any(one in word["unsure"] for one in words[max(0, at - 4) : at - 1]):
        return
    for kind in _kinds():
        if not at or words[at - 1] not in kind.active or _coordinated(words, at - 2, at - 3):
            continue
        if not _others_follow(words, number.last):
            yield kind.name, at - 1, number.last
    if words[at - 2 : at] == ["shot", "dead"]:
        yield "killed", at - 2, number.last
    lead = next((back for back in range(max(1, at - 8), at) if words[back - 1 : back + 1] == ["death", "toll"]), None)
    if lead is not None and words[at - 1] in (*word["toll"], *word["passed"]):
        yield "killed", lead - 1, number.last
    claims = ("claimed", "claiming", "claims", "cost")
    if words[at - 3 : at] == ["the", "lives", "of"] and at >= 4 and words[at - 4] in claims:
        yield "killed", at - 4, number.last
    if at and words[at - 1] in claims and words[number.last : number.last + 1] == ["lives"]:
        yield "killed", at - 1, number.last + 1


def _after(words: Sequence[str], number: _Number) -> Iterator[tuple[TollKind, int, int]]:
    """What the words after a number say of whom it counts: '12 people were killed', '15 dead', '12 deaths'."""
    word, at = _lexicon(), number.last
    if _others_stand_before(words, number.first):
        return
    befell = {one for kind in _kinds() for one in (*kind.passive, *kind.nouns)}
    nouns = 0
    while at < len(words) and nouns < _MOST_NOUNS and _names_people(words[at], befell):
        at, nouns = at + 1, nouns + 1
    at = _past_an_aside(words, at)
    helped = False
    while at < len(words) and words[at] in (*word["auxiliaries"], *word["adverbs"]):
        helped = helped or words[at] in word["auxiliaries"]
        at += 1
    if at >= len(words):
        return
    for kind in _kinds():
        if words[at] in kind.nouns and not helped:
            yield kind.name, number.first, at + 1
        if words[at] not in kind.passive or _coordinated(words, at + 1, at + 2):
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        alone = not following or not following[0].isalnum() or following in word["after"]
        if helped or words[at] in kind.said or alone:
            yield kind.name, number.first, at + 1


def _others_follow(words: Sequence[str], at: int) -> bool:
    """Whether a number is only part of a toll: 'killed two women and a man'; but not 'killed 12 and 30 were hurt'."""
    befell = {one for kind in _kinds() for one in (*kind.passive, *_lexicon()["auxiliaries"])}
    joint = next((one for one in range(at, min(at + _MOST_NOUNS, len(words))) if words[one] == "and"), None)
    if joint is None or joint + 1 == len(words):
        return False
    if words[joint + 1] not in ("a", "an") and _number_at(words, joint + 1) is None:
        return False
    return not any(one in befell for one in words[joint + 2 : joint + 3 + _MOST_NOUNS])


def _others_stand_before(words: Sequence[str], first: int) -> bool:
    """Whether a number is only part of a toll: 'two women and one man died'; but not '12 killed and 30 injured'."""
    if first < 2 or words[first - 1] != "and":
        return False
    for at in range(first - 2, max(-1, first - 3 - _MOST_NOUNS), -1):
        ended = not words[at][0].isalnum() or any(words[at] in kind.every for kind in _kinds())
        if ended:
            return False
        if words[at] in ("a", "an") or _number_at(words, at) is not None:
            return not any(at and words[at - 1] in kind.active for kind in _kinds())
    return False


def _names_people(word: str, befell: set[str]) -> bool:
    lexicon = _lexicon()
    ends = word in lexicon["no_noun"] or word in lexicon["auxiliaries"] or word in lexicon["adverbs"]
    return word[0].isalpha() and not ends and word not in befell


def _past_an_aside(words: Sequence[str], at: int) -> int:
    """Past ', including three children,'."""
    if words[at : at + 1] == [","] and words[at + 1 : at + 2] in (["including"], ["among"]):
        for end in range(at + 2, min(at + _MOST_ASIDE, len(words))):
            if words[end] == ",":
                return end + 1
    return at


def _coordinated(words: Sequence[str], joint: int, other: int) -> bool:
    """Whether 'killed' stands in 'killed or injured': then nobody can tell how many were which."""
    if not 0 <= joint < len(words) or not 0 <= other < len(words) or words[joint] not in ("or", "and"):
        return False
    return any(words[other] in (*kind.active, *kind.passive) for kind in _kinds())


class _Kind(NamedTuple):
    name: TollKind
    active: frozenset[str]
    passive: frozenset[str]
    said: frozenset[str]
    nouns: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All words of the kind."""
        return self.active | self.passive | self.nouns


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(name, *(frozenset(words[each]) for each in ("active", "passive", "said", "nouns")))
        for name, words in _lexicon()["kinds"].items()
    )


@cache
def _lexicon() -> Mapping[str, Any]:
    read = loads((files(__package__) / "tolls.toml").read_text(encoding="utf-8"))
    before = [{"makes": one["makes"], "words": [each.split() for each in one["words"]]} for one in read["before"]]
    return {"kinds": read["kinds"], "numbers": read["numbers"], "before": before} | {
        name: frozenset(words) for name, words in read["words"].items()
    }
