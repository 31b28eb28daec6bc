"""Near-duplicate stories: one telling under several headlines, cut, lightly rewritten, or inside a longer story.

A body is its five-word shingles, hashed. What two bodies share is measured against the shorter one (containment;
Broder 1997, On the resemblance and containment of documents): of copies that were cut to 60 % the usual resemblance
finds hardly any. To find whom to compare a new story with, an index holds one shingle in eight, chosen by its hash, so
that two bodies that share much share some of those whatever their lengths. What few stories hold says most; of those
that very many hold (an outlet's standing text) only the first few are looked at.

What stands inside quotation marks is counted, but a copy must also share what stands outside of them: two outlets that
quote one speech are no copies of each other.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Body", "Copied", "Memory", "Shared", "Tellings", "compare", "source_of", "telling_of"]

WORDS_IN_A_SHINGLE = 5
ONE_IN = 8
COPY = 0.5
"""The share of the shorter body that has to be in the longer one. """
_UNRELATED = 0.13
_OUTSIDE_QUOTATIONS = 0.25
_ONE_TELLING = 0.75
_FEWEST_INDEXED = 8
_FEWEST_SHARED = 12
# A copy of the shortest story shares four of those that are looked up, as a rule; one is a phrase that both have.
_FEWEST_FOUND = 2
# Of what is looked up, a copy shares half or more, give or take; a fifth is far below that.
_FOUND_OF_A_COPY = 0.2
_MOST_STORIES, _MOST_COMPARED, _MOST_LOOKED_UP = 32, 12, 400
_MOST_WORDS = 50_000
_WORD = re.compile(r"\w+")
_FACTORS = tuple(pow(6364136223846793005, power, 1 << 64) for power in range(WORDS_IN_A_SHINGLE))

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Body:
    """What of a story is compared. all: the hashes of its shingles, sorted, each once; own: of these the ones that
    touch no quotation, the outlet's own words.
    """

    all: Hashes
    own: Hashes

    @classmethod
    def of(cls, text: str, paragraphs: Iterable[tuple[int, int]], quoted: Iterable[tuple[int, int]] = ()) -> Body:
        """The body of a text: the ranges of its paragraphs (headlines and captions are no part), and of what stands
        between quotation marks. Of a very long text the first 50,000 words."""
        words: list[str] = []
        starts: list[int] = []
        for start, end in paragraphs:
            for word in _WORD.finditer(text, start, end):
                words.append(word.group().casefold())
                starts.append(word.start())
            if len(words) > _MOST_WORDS:
                break
        return cls._of_words(words[:_MOST_WORDS], starts[:_MOST_WORDS], list(quoted))

    @classmethod
    def _of_words(cls, words: Sequence[str], starts: Sequence[int], quoted: Sequence[tuple[int, int]]) -> Body:
        if len(words) < WORDS_IN_A_SHINGLE:
            nothing: Hashes = np.empty(0, dtype=np.uint64)
            return cls(nothing, nothing)
        hashed = np.array([_hashed(word) for word in words], dtype=np.uint64)
        number = len(words) - WORDS_IN_A_SHINGLE + 1
        rolled = np.zeros(number, dtype=np.uint64)
        for place, factor in enumerate(_FACTORS):
            rolled += hashed[place : place + number] * np.uint64(factor)
        mixed = _mixed(rolled)
        at = np.array(starts, dtype=np.int64)
        inside = np.zeros(len(words) + 1, dtype=np.int64)
        for start, end in quoted:
            first, last = np.searchsorted(at, (start, end))
            inside[first] += 1
            inside[last] -= 1
        in_quotation = np.cumsum(np.cumsum(inside)[:-1] > 0)
        before = np.concatenate(([0], in_quotation))
        free = before[WORDS_IN_A_SHINGLE:] == before[:number]
        return cls(np.unique(mixed), np.unique(mixed[free]))

    def indexed(self) -> list[int]:
        """The hashes under which a story is found (signed, as stores keep them): one in eight, and of a short story
        at least eight."""
        chosen = self.all[self.all < np.uint64((1 << 64) // ONE_IN)]
        if len(chosen) < _FEWEST_INDEXED:
            chosen = self.all[:_FEWEST_INDEXED]
        return [int(one) for one in chosen.astype(np.int64)]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two bodies share.

    shorter: the part of the shorter one that stands in the longer; new, old: of either one in the other; own: of what
    the shorter one has outside of quotation marks. shingles: how many they share.
    """

    shorter: float
    new: float
    old: float
    own: float
    shingles: int

    @property
    def is_copy(self) -> bool:
        """Whether one is a copy of the other, or holds it."""
        return self.shingles >= _FEWEST_SHARED and self.shorter >= COPY and self.own >= _OUTSIDE_QUOTATIONS

    @property
    def why(self) -> str:
        """In words."""
        return f"shares {self.shorter:.0%} of the shorter text, {self.shingles} runs of {WORDS_IN_A_SHINGLE} words"


def compare(new: Body, old: Body) -> Shared:
    """What two bodies share."""
    both = len(np.intersect1d(new.all, old.all, assume_unique=True))
    sizes = len(new.all), len(old.all)
    if not both:
        return Shared(0.0, 0.0, 0.0, 0.0, 0)
    shorter, longer = (new, old) if sizes[0] <= sizes[1] else (old, new)
    if len(shorter.own):
        own = len(np.intersect1d(shorter.own, longer.all, assume_unique=True)) / len(shorter.own)
    else:
        # All of it is quoted: a copy is then only what is the same as a whole.
        own = both / max(sizes)
    return Shared(both / min(sizes), both / sizes[0], both / sizes[1], own, both)


class Tellings(Protocol):
    """What finding copies asks of the stories that are known by now; stories are numbered in the order added."""

    def holding(self, shingle: int, limit: int) -> Sequence[int]:
        """The first stories that are found under a hash, at most ``limit``."""

    def indexed(self, story: int) -> int:
        """Under how many hashes one of these is found."""

    def body(self, story: int) -> Body:
        """One of these stories' bodies."""

    def telling(self, story: int) -> str:
        """The telling that it belongs to."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a story repeats. telling: None for one that repeats nothing known. same: further tellings that turn out to
    be this one too. score: the share of the shorter text; why: in words; story: the one it was held against.
    """

    telling: str | None
    score: float
    why: str
    story: int | None = None
    same: tuple[str, ...] = ()


FIRST = Copied(None, 1.0, "the first of its words")


def telling_of(new: Body, known: Tellings, *, apart: Collection[str] = ()) -> Copied:
    """Which telling a new story belongs to: the one it shares most with, of those that it is a copy of.

    Time goes with the story's own length and the few stories that it is held against. A story that holds two others
    (a round-up) joins one of them and does not make the two one, unless these have some of their words in common: then
    they are two cuts of it.

    apart: tellings that a person said it is no copy of.
    """
    found: list[tuple[Shared, int]] = []
    for story in _candidates(new, known):
        if apart and known.telling(story) in apart:
            continue
        shared = compare(new, known.body(story))
        if shared.is_copy:
            found.append((shared, story))
    if not found:
        return FIRST
    found.sort(key=lambda each: (-each[0].shingles, each[1]))
    best, story = found[0]
    telling = known.telling(story)
    same: dict[str, None] = {}
    for shared, one in found[1:]:
        other = known.telling(one)
        if other == telling or min(best.old, shared.old) < _ONE_TELLING:
            continue
        if compare(known.body(story), known.body(one)).shorter > _UNRELATED:
            same[other] = None
    return Copied(telling, best.shorter, best.why, story, tuple(same))


def _candidates(new: Body, known: Tellings) -> list[int]:
    """The stories to compare a new one with: those that share most with it, what few stories hold counting for more.

    Those that share far less of what is looked up than a copy would (a phrase, an outlet's standing words) are left out
    before their texts are read.
    """
    weights: dict[int, float] = defaultdict(float)
    shared: dict[int, int] = defaultdict(int)
    sought = new.indexed()[:_MOST_LOOKED_UP]
    for shingle in sought:
        holding = known.holding(shingle, _MOST_STORIES)
        for story in holding:
            weights[story] += 1 / len(holding)
            shared[story] += 1
    ordered = sorted(
        (story for story in weights if shared[story] >= _FEWEST_FOUND), key=lambda story: (-weights[story], story)
    )
    chosen: list[int] = []
    of_telling: dict[str, int] = defaultdict(int)
    for story in ordered[: 8 * _MOST_COMPARED]:
        if shared[story] < _FOUND_OF_A_COPY * min(len(sought), known.indexed(story)):
            continue
        telling = known.telling(story)
        # A text that very many outlets carry is one telling: a few of its stories speak for it.
        if of_telling[telling] < 3:
            of_telling[telling] += 1
            chosen.append(story)
        if len(chosen) == _MOST_COMPARED:
            break
    return chosen


def source_of(credits: Iterable[str], outlet: str | None) -> str | None:
    """Whose report a story is: ``agency:`` and the name of the agency that is credited, else the outlet's own, folded.

    credits: what authors, bylines and datelines say ('Jane Doe, Reuters', 'AFP').
    """
    agencies = _agencies()
    for credit in credits:
        whole = credit.casefold().strip()
        for part in (whole, *(each.strip() for each in re.split(r"[,/|()&]|\s+(?:and|via|for|with|from)\s+", whole))):
            if part in agencies:
                return f"agency:{agencies[part]}"
    return " ".join(_WORD.findall(outlet.casefold())) or None if outlet else None


class Memory:
    """Stories kept in memory: for a notebook's own readings, and for benchmarks. Nothing is written anywhere."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []
        self.tellings: list[str] = []
        self._index: dict[int, list[int]] = defaultdict(list)

    def add(self, body: Body) -> Copied:
        """Finds a story's telling and remembers it; a new telling has the number of its first story for an id."""
        copied = telling_of(body, self)
        number = len(self.bodies)
        self.bodies.append(body)
        every = {copied.telling, *copied.same} - {None}
        telling = min((one for one in every if one), key=int, default=str(number))
        self.tellings = [telling if one in every else one for one in self.tellings] if len(every) > 1 else self.tellings
        self.tellings.append(telling)
        for shingle in body.indexed():
            self._index[shingle].append(number)
        return Copied(telling, copied.score, copied.why, copied.story, copied.same)

    def holding(self, shingle: int, limit: int) -> Sequence[int]:
        """See ``Tellings``."""
        return self._index.get(shingle, [])[:limit]

    def indexed(self, story: int) -> int:
        """See ``Tellings``."""
        return len(self.bodies[story].indexed())

    def body(self, story: int) -> Body:
        """See ``Tellings``."""
        return self.bodies[story]

    def telling(self, story: int) -> str:
        """See ``Tellings``."""
        return self.tellings[story]


@cache
def _agencies() -> Mapping[str, str]:
    read = loads((files(__package__) / "agencies.toml").read_text(encoding="utf-8"))
    return {name.casefold(): names[0].casefold() for names in read["agencies"] for name in names}


@lru_cache(maxsize=50_000)
def _hashed(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _mixed(values: Hashes) -> Hashes:
    """Values whose every bit depends on all bits of the old (splitmix64; Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
