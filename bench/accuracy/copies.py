"""Near-duplicate stories: do copies join the telling they were made from, and does nothing else?

Data: the gold bodies of ``extraction/`` (as in ``pages``), each taken once.

Protocol. Of all bodies of 80 words or more, those that share more than .13 of the shorter one's five-word shingles
with an earlier one are left out (the corpora overlap), so that every pair left is known to be unrelated. Half of the
rest are originals, half lend words. 2,000 copies are made (seeded), in
turn: ``cut`` (the first 40 to 80 % of the paragraphs; or as many drawn from anywhere), ``lead`` (the first paragraph
in others' words, each word drawn from the other bodies, and one further word in thirty changed), ``headline`` (a
headline of others' words, the body untouched but for its punctuation and case), ``merged`` (60 to 100 % of a body's
paragraphs inside as many words again, which are paragraphs drawn from the other half; its right telling is that of
the body whose words it holds), and ``both`` (cut to 60 % and its lead rewritten). Originals
and copies are added in a seeded order, so that a copy can come before its original.

``precision`` and ``recall`` are over pairs of stories in one telling. ``recall_*``: the share of a kind's copies that
stand in a telling with their original. ``unrelated_quoting``: the share of 200 pairs of unrelated bodies that are told
apart though the same 60 words of a speech were put into both, inside quotation marks. ``milliseconds``: the median
time to find a story's telling.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.accuracy.pages import _SETS
from bench.harness import Result, precision_recall_f1, run
from onrecord.linking.copies import Body, Memory, compare

COPIES, QUOTING = 2000, 200
_UNRELATED = 0.13
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")

Paragraphs = list[str]


def bodies_of(data: Path) -> tuple[list[Paragraphs], list[Path]]:
    """The gold bodies as paragraphs, none like another."""
    root = data / "extraction"
    found: list[Paragraphs] = []
    files: list[Path] = []
    known = Memory()
    for folder, gold, load in _SETS.values():
        if not (root / folder / gold).is_file():
            continue
        files.append(root / folder / gold)
        for page in load(root / folder):
            paragraphs = [line for line in (page.body or "").split("\n") if line.strip()]
            if sum(len(one.split()) for one in paragraphs) < 80 or len(paragraphs) < 4:
                continue
            body = body_of(paragraphs)
            if all(compare(body, other).shorter <= _UNRELATED for other in known.bodies):
                known.add(body)
                found.append(paragraphs)
    if not found:
        raise FileNotFoundError(2, "no folder with gold for pages", str(root))
    return found, files


def body_of(paragraphs: Paragraphs) -> Body:
    """The body as the program sees it."""
    text = "\n".join(paragraphs)
    return Body.of(text, [(0, len(text))], [one.span() for one in _QUOTED.finditer(text)])


class Copyist:
    """Makes copies; the words it lends come from bodies that are no originals."""

    def __init__(self, draw: random.Random, others: list[Paragraphs]) -> None:
        self.draw = draw
        lines = [line for body in others for line in body]
        self.words = [word for line in lines for word in line.split()]
        self.lent = self._lend(lines)

    def _lend(self, lines: Paragraphs) -> Iterator[str]:
        """Paragraphs in turn, in another order each time round, so that hardly two stories are given the same."""
        while True:
            self.draw.shuffle(lines)
            yield from lines

    def cut(self, body: Paragraphs) -> Paragraphs:
        """The first 40 to 80 % of the paragraphs, or as many from anywhere, in order."""
        number = max(1, round(len(body) * self.draw.uniform(0.4, 0.8)))
        if self.draw.random() < 0.5:
            return body[:number]
        return [body[at] for at in sorted(self.draw.sample(range(len(body)), number))]

    def lead(self, body: Paragraphs) -> Paragraphs:
        """The first paragraph in other words, and some words changed further down."""
        first = " ".join(self.draw.choices(self.words, k=len(body[0].split())))
        return [first, *(self._touched(line) for line in body[1:])]

    def headline(self, body: Paragraphs) -> Paragraphs:
        """The body under another headline, its punctuation and case made another house's."""
        head = " ".join(self.draw.choices(self.words, k=9)).upper()
        return [head, *(line.replace("“", '"').replace("”", '"').replace("’", "'") for line in body)]

    def merged(self, body: Paragraphs) -> Paragraphs:
        """Most of the paragraphs inside a longer story."""
        number = max(1, round(len(body) * self.draw.uniform(0.6, 1)))
        size = sum(len(line.split()) for line in body)
        host: list[str] = []
        while len(host) < size:
            host += next(self.lent).split()
        middle = len(host) // 2
        return [" ".join(host[:middle]), *body[:number], " ".join(host[middle:])]

    def both(self, body: Paragraphs) -> Paragraphs:
        """Cut to 60 % with another lead."""
        return self.lead(body[: max(2, round(len(body) * 0.6))])

    def _touched(self, line: str) -> str:
        return " ".join(self.draw.choice(self.words) if self.draw.random() < 1 / 30 else word for word in line.split())


def evaluate(data: Path, split: str) -> Result:
    """The set has no splits of its own: what is in the folder is read."""
    del split
    found, files = bodies_of(data)
    draw = random.Random(20)
    draw.shuffle(found)
    originals, others = found[: len(found) // 2], found[len(found) // 2 :]
    copyist = Copyist(draw, others)
    ways: list[Callable[[Paragraphs], Paragraphs]] = [
        copyist.cut, copyist.lead, copyist.headline, copyist.merged, copyist.both,
    ]  # fmt: skip
    stories = [(f"o{at}", "original", body) for at, body in enumerate(originals)]
    for number in range(COPIES):
        way = ways[number % len(ways)]
        at = (number // len(ways)) % len(originals)
        stories.append((f"o{at}", way.__name__, way(originals[at])))
    draw.shuffle(stories)
    scores, errors, times = _joined(stories)
    scores["unrelated_quoting"] = _quoting(others, draw)
    scores["milliseconds"] = statistics.median(times) * 1000
    counts = {"stories": len(stories), "originals": len(originals), "copies": COPIES}
    return Result(scores, counts, files, errors, frozenset({"milliseconds"}))


def _joined(stories: list[tuple[str, str, Paragraphs]]) -> tuple[dict[str, float], list[str], list[float]]:
    known = Memory()
    times = []
    for _, _, paragraphs in stories:
        started = time.perf_counter()
        known.add(body_of(paragraphs))
        times.append(time.perf_counter() - started)
    pairs = Counter(zip(known.tellings, (origin for origin, _, _ in stories), strict=True))

    def couples(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes.values())

    ours, gold = Counter(known.tellings), Counter(origin for origin, _, _ in stories)
    precision, recall, f1 = precision_recall_f1(couples(pairs), couples(ours), couples(gold))
    home = {origin: known.tellings[at] for at, (origin, kind, _) in enumerate(stories) if kind == "original"}
    found: dict[str, list[bool]] = defaultdict(list)
    errors = []
    for at, (origin, kind, paragraphs) in enumerate(stories):
        right = known.tellings[at] == home[origin]
        found[kind].append(right)
        if not right:
            first = stories[int(known.tellings[at])]
            errors.append(f"{kind} of {origin} stands with {first[1]} of {first[0]}: {' '.join(paragraphs)[:160]}")
    kinds = {f"recall_{kind}": sum(each) / len(each) for kind, each in found.items() if kind != "original"}
    return {"precision": precision, "recall": recall, "f1": f1} | kinds, errors, times


def _quoting(bodies: list[Paragraphs], draw: random.Random) -> float:
    apart = 0
    for _ in range(QUOTING):
        one, other, spoken = draw.sample(bodies, 3)
        speech = " ".join(" ".join(spoken).replace('"', "").split()[:60])
        stories = [body_of([*body[:3], f'"{speech}"', *body[3:5]]) for body in (one, other)]
        apart += not compare(*stories).is_copy
    return apart / QUOTING


if __name__ == "__main__":
    run("copies", __doc__, evaluate)
