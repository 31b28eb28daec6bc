"""Actor phrases: which country and which PLOVER sector the bare words of a phrase tell.

Gold: ``events/ngec_actor_cases`` (assertions of the NGEC project's own tests of its actor coder, at most 'measure').

Protocol. A phrase alone, without a story: ``country_and_sector(words)``. Of the assertions those count that are about a
phrase and say a country (``country``, ``cc``) or a first sector (``code_1``); context and query date are not used. An
empty expected value means that nothing is told, and only nothing is right. Country: ISO 3166 alpha-3 of the gold
against our alpha-2; where the gold's country is a body of many countries (UNO, IGO, EUR), ours is right if our sector
says so. Sector: equal to ``code_1`` (the gold's codes for a religion count as REL). Two assertions whose phrase is the
name of a variable of the test, read out by mistake, are left out.

``country``, ``sector``: over all. ``telling_country``, ``telling_sector``: without the phrases that name a person whom
only an encyclopedia knows (a name without its office): NGEC looks them up in Wikipedia, we in our table of office
holders, and within a story its offices tell. ``told_country``, ``told_sector``: of the values that we give, the share
that is right (an empty field is no claim).

The lexicon was written with the gold's kinds of phrases known, so this is no blind test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.gold.alpha3 import ALPHA_2
from bench.harness import Result, run
from onrecord.reading.events.bare_phrases import country_and_sector

CALLS = ("agent_to_code", "search_nat", "short_text_to_agent")
BODIES = ("UNO", "IGO", "EUR")
RELIGIONS = ("BUD", "MOS", "CHR", "HIN", "JEW")
# Rows of the gold (from 0) whose phrase names a person by no more than a name, or with a title that tells no country.
NAMES = frozenset([41, 42, 44, 47, 55, 56, 57, 59, 61, 68, 71, 72, 73, 81, 108, 110, 111, 113, 124, 125, 128, 138, 141,
                   142, 145, 156, 157, 175])  # fmt: skip
MISREAD = frozenset([6, 7])


def evaluate(data: Path, split: str) -> Result:
    """The shares over all phrases, and over those that tell by themselves."""
    path = data / "events" / "ngec_actor_cases" / "ngec_actor_cases.jsonl"
    right: dict[str, list[bool]] = {}
    errors = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["call"] not in CALLS or number in MISREAD or row["args"][0].startswith("d["):
            continue
        country, sector = country_and_sector(row["args"][0])
        wanted = _wanted(row["expect"])
        ours = {"country": country, "sector": sector}
        missed = False
        for kind, value in wanted.items():
            of_many = kind == "country" and value in BODIES
            good = (sector if of_many else ours[kind]) == value
            _note(right, kind, number, good, ours[kind])
            missed = missed or not good
        if missed:
            errors.append(f"{'a name' if number in NAMES else 'tells':7} {row['args'][0]!r}: {wanted}, got {ours}")
    scores = {name: sum(values) / len(values) for name, values in right.items()}
    return Result(scores, {name: len(values) for name, values in right.items()}, [path], sorted(errors, reverse=True))


def _wanted(expect: dict[str, Any]) -> dict[str, str | None]:
    wanted: dict[str, str | None] = {}
    for key in ("country", "cc"):
        if key in expect:
            wanted["country"] = ALPHA_2.get(expect[key], expect[key]) or None
    if "code_1" in expect:
        wanted["sector"] = "REL" if expect["code_1"] in RELIGIONS else expect["code_1"] or None
    return wanted


def _note(right: dict[str, list[bool]], kind: str, number: int, good: bool, value: str | None) -> None:
    right.setdefault(kind, []).append(good)
    if number not in NAMES:
        right.setdefault(f"telling_{kind}", []).append(good)
    if value is not None:
        right.setdefault(f"told_{kind}", []).append(good)


if __name__ == "__main__":
    run("actor_phrases", __doc__, evaluate)
