"""Name variants: may two names be one person's?

Data: ``entities/names_everypolitician/names.tsv`` (country, house, person's id, name; tab-separated) and
``entities/name_bench/**/cases.csv`` (labelled pairs; those of persons are read).

Protocol.

- **Same person**: two names with one id in one house, written differently. At most six pairs a person.
- **Different people**: names of two ids of the same house that share a name part (a word of three letters or more,
  spelt the same once both are in Latin letters; between two scripts: the same consonants, three or more). As many as
  there are pairs of the same person, house by house and kind by kind, where the house has so many. Two names that
  consist of the same words are left out of these: nobody could tell them apart by the name.
- Notes in brackets ('(politician)') are cut off. All choices go by a hash, so each run samples the same pairs.
- ``latin``: both names in Latin letters. ``respelt``: of those, the pairs that differ in more than capitals, accents,
  punctuation and order, against the same different people. ``alphabets``, ``consonants`` (Arabic, Hebrew and other
  scripts that leave vowels out), ``east_asian``: one name in Latin letters, the other not. ``across``: all of these.
  ``f1`` is over all pairs.
- **Held out**: five folds by country. Weights and the frequencies of name parts are learnt on the names of four fifths
  of the countries and scored on the others; the scores are over the pooled folds, at the threshold that ships.
- ``baseline_*``: the same pairs, scored by aligning words with Jaro-Winkler (mean of the best one-to-one alignment over
  the shorter name, a missing word costs .1), on the names in plain Latin letters, with its best threshold found on the
  scored pairs themselves.
- ``name_bench_f1``: the shipped weights on the labelled pairs of persons, none of which they were trained on.
- ``pairs_a_second``: the shipped scorer on pairs whose name parts it has met, as when the names of a record are
  compared; ``pairs_a_second_new``: on pairs it has not. One process, Latin letters.
"""

from __future__ import annotations

import csv
import hashlib
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from anyascii import anyascii

from bench.harness import Result, precision_recall_f1, run
from onrecord.reading.person_names import THRESHOLD, same_person_name
from onrecord.reading.person_names.likeness import jaro_winkler
from training.person_names.fit import fit

FOLDS = 5
_PER_PERSON = 6
_BLOCK = 40
KINDS = ("latin", "alphabets", "consonants", "east_asian")
_CONSONANT_SCRIPTS = ("ARABIC", "HEBREW", "SYRIAC", "THAANA")
_EAST_ASIAN_SCRIPTS = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one person's, in which country, and between which kinds of script."""

    country: str
    kind: str
    left: str
    right: str
    same: bool
    respelt: bool = True


# ---- sampling --------------------------------------------------------------------------------------------------------


def pairs_of(path: Path) -> list[Pair]:
    """The pairs that are sampled from ``names.tsv``."""
    houses: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").splitlines():
        country, house, person, name = line.split("\t")
        name = re.sub(r"\s*[(（][^)）]*[)）]?", "", name).strip()
        if name and name not in houses[country, house][person]:
            houses[country, house][person].append(name)
    sampled: list[Pair] = []
    for (country, _), people in sorted(houses.items()):
        same = list(_same(country, people))
        sampled += same
        wanted = {kind: sum(pair.kind == kind for pair in same) for kind in KINDS}
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in _different(country, people):
            found[pair.kind].append(pair)
        for kind, count in wanted.items():
            sampled += sorted(found[kind], key=_lot)[:count]
    return sampled


def _same(country: str, people: dict[str, list[str]]) -> Iterator[Pair]:
    for _, names in sorted(people.items()):
        pairs = [
            Pair(country, kind, left, right, True, set(words(left)) != set(words(right)))
            for left, right in combinations(names, 2)
            if (kind := kind_of(left, right))
        ]
        yield from sorted(pairs, key=_lot)[:_PER_PERSON]


def _different(country: str, people: dict[str, list[str]]) -> Iterator[Pair]:
    """Pairs of different people that share a part. Of the names that have a part, at most ``_BLOCK`` are paired."""
    for spelt, kinds in ((True, {"latin"}), (False, set(KINDS) - {"latin"})):
        blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for person, names in sorted(people.items()):
            for name in names:
                for part in {word if spelt else consonants(word) for word in words(name)}:
                    if len(part) >= 3:
                        blocks[part].append((person, name))
        seen: set[frozenset[str]] = set()
        for _, block in sorted(blocks.items()):
            drawn = sorted(block, key=lambda one: _number("\t".join(one)))[:_BLOCK]
            for (one, left), (other, right) in combinations(drawn, 2):
                kind = kind_of(left, right)
                if one == other or kind not in kinds or frozenset((left, right)) in seen:
                    continue
                seen.add(frozenset((left, right)))
                if set(words(left)) != set(words(right)):
                    yield Pair(country, kind, left, right, False)


def words(name: str) -> list[str]:
    """The words of a name in plain lower-case Latin letters."""
    return re.findall(r"[a-z]+", re.sub(r"['`’]", "", anyascii(name)).lower())


def consonants(word: str) -> str:
    """The consonants of a word in Latin letters, each run of one letter once."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word))


def script_of(name: str) -> str:
    """``latin``, ``alphabets``, ``consonants`` or ``east_asian``: by the first letter that is not Latin."""
    for letter in name:
        if letter.isalpha() and letter > "ɏ":
            label = unicodedata.name(letter, "")
            if label.startswith(_CONSONANT_SCRIPTS):
                return "consonants"
            if label.startswith(_EAST_ASIAN_SCRIPTS):
                return "east_asian"
            if not label.startswith(("LATIN", "MODIFIER")):
                return "alphabets"
    return "latin"


def kind_of(left: str, right: str) -> str | None:
    """The kind of a pair; None for two names that are both outside Latin letters."""
    one, other = script_of(left), script_of(right)
    if "latin" not in (one, other):
        return None
    return other if one == "latin" else one


def fold_of(country: str) -> int:
    """The fold that a country's names belong to."""
    return _number(country) % FOLDS


def _number(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")


def _lot(pair: Pair) -> int:
    return _number(f"{pair.left}\t{pair.right}")


# ---- baseline --------------------------------------------------------------------------------------------------------


def baseline(left: str, right: str) -> float:
    """Words aligned one to one, best first, by Jaro-Winkler."""
    one, other = words(left), words(right)
    if not one or not other:
        return 0.0
    scored = sorted(((jaro_winkler(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)), reverse=True)
    rows: set[int] = set()
    columns: set[int] = set()
    total = 0.0
    for likeness, i, j in scored:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            total += likeness
    return total / min(len(one), len(other)) - 0.1 * abs(len(one) - len(other))


# ---- scoring ---------------------------------------------------------------------------------------------------------


def f1_at(scored: Iterable[tuple[float, bool]], threshold: float) -> float:
    """F1 of 'the same person' for pairs scored at or above ``threshold``."""
    right = predicted = gold = 0
    for likeness, same in scored:
        predicted += likeness >= threshold
        gold += same
        right += same and likeness >= threshold
    return precision_recall_f1(right, predicted, gold)[2]


def _best_f1(scored: list[tuple[float, bool]]) -> float:
    return max(f1_at(scored, threshold / 100) for threshold in range(40, 100))


def held_out(pairs: list[Pair], names: dict[str, list[str]]) -> list[float]:
    """The likeness of each pair by a scorer that saw no name of its country. ``names``: by country."""
    likeness = [0.0] * len(pairs)
    for fold in range(FOLDS):
        learnt = [pair for pair in pairs if fold_of(pair.country) != fold]
        known = {country: found for country, found in names.items() if fold_of(country) != fold}
        model = fit([(pair.left, pair.right, pair.same) for pair in learnt], known)
        for index, pair in enumerate(pairs):
            if fold_of(pair.country) == fold:
                likeness[index] = same_person_name(pair.left, pair.right, model)
    return likeness


def names_of(path: Path) -> dict[str, list[str]]:
    """The names of each country, for counting their parts: one a person, the first in Latin letters."""
    people: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        country, house, person, name = line.split("\t")
        if script_of(name) == "latin":
            people[country, house].setdefault(person, name)
    names: dict[str, list[str]] = defaultdict(list)
    for (country, _), found in people.items():
        names[country] += found.values()
    return names


def _labelled(data: Path) -> tuple[list[tuple[str, str, bool]], list[Path]]:
    files = sorted((data / "entities" / "name_bench").rglob("cases.csv"))
    rows = [row for path in files for row in csv.DictReader(path.open(encoding="utf-8")) if row["schema"] == "Person"]
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows], files


def _speed(pairs: list[Pair]) -> float:
    started = time.perf_counter()
    for pair in pairs:
        same_person_name(pair.left, pair.right)
    return len(pairs) / (time.perf_counter() - started)


def evaluate(data: Path, split: str) -> Result:
    """Both corpora; ``split`` is not used, for the folds are by country."""
    path = data / "entities" / "names_everypolitician" / "names.tsv"
    pairs = pairs_of(path)
    by_latin = [pair for pair in pairs if pair.kind == "latin"]
    speed_new, speed = _speed(by_latin), _speed(by_latin)
    ours = held_out(pairs, names_of(path))
    theirs = [baseline(pair.left, pair.right) for pair in pairs]
    result = Result({}, {}, [path])
    slices = {"": list(range(len(pairs)))}
    slices |= {f"{kind}_": [i for i, pair in enumerate(pairs) if pair.kind == kind] for kind in KINDS}
    slices["respelt_"] = [i for i in slices["latin_"] if pairs[i].respelt]
    slices["across_"] = [i for i, pair in enumerate(pairs) if pair.kind != "latin"]
    for name, places in slices.items():
        result.scores[f"{name}f1"] = f1_at([(ours[i], pairs[i].same) for i in places], THRESHOLD)
        result.scores[f"baseline_{name}f1"] = _best_f1([(theirs[i], pairs[i].same) for i in places])
        result.counts |= {f"{name}same": sum(pairs[i].same for i in places), f"{name}pairs": len(places)}
    labelled, files = _labelled(data)
    if labelled:
        scored = [(same_person_name(left, right), same) for left, right, same in labelled]
        result.scores["name_bench_f1"] = f1_at(scored, THRESHOLD)
        result.scores["baseline_name_bench_f1"] = _best_f1([(baseline(a, b), same) for a, b, same in labelled])
        result.counts["name_bench_pairs"] = len(labelled)
        result.files += files
    result.scores |= {"pairs_a_second": speed, "pairs_a_second_new": speed_new}
    wrong = [
        i for i in sorted(range(len(pairs)), key=lambda i: _lot(pairs[i])) if (ours[i] >= THRESHOLD) != pairs[i].same
    ]
    result.errors = [
        f"{pairs[i].kind:10} {'missed' if pairs[i].same else 'joined'} {ours[i]:.2f} {pairs[i].country}: "
        f"{pairs[i].left} | {pairs[i].right}"
        for i in wrong
    ]
    return result


if __name__ == "__main__":
    run("name_variants", __doc__, evaluate)
