"""The words of which titles are made, as ``lexicon/offices.toml`` and ``lexicon/titles.toml`` list them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.model.entity import OfficeStatus
from onrecord.reading.lexicon import lexicon

__all__ = ["Vocabulary", "vocabulary"]

Words = tuple[str, ...]
_ORGANISATION = frozenset(["organisation"])
_ANY_BODY = frozenset(["organisation", "place", "group"])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """heads: words of a title's end -> whether they stand for several holders. needs: of which kinds a head's body must
    be for it to count as an office. status: words -> what they say."""

    heads: dict[Words, bool]
    longest_head: int
    needs: dict[Words, frozenset[str]]
    of_bodies: frozenset[Words]
    ranks: frozenset[Words]
    sent: frozenset[Words]
    legislators: frozenset[Words]
    no_office: frozenset[str]
    unreal: frozenset[str]
    never_names: frozenset[str]
    portfolios: frozenset[Words]
    modifiers: frozenset[str]
    dropped: frozenset[str]
    status: dict[Words, OfficeStatus]
    status_after: dict[str, OfficeStatus]
    verbs: dict[str, str]
    nouns: dict[str, str]
    honorifics: frozenset[str]
    abbreviations: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The lexicon, read once a process."""
    data = lexicon("offices")
    heads: dict[Words, bool] = {}
    for entry in (*data["heads"], *data["with_body"]):
        words = tuple(entry.split())
        heads[words] = False
        for plural in _plurals(words):
            heads.setdefault(plural, True)
    portfolios = frozenset(tuple(entry.split()) for entry in data["portfolios"])
    military = _both_numbers(data["military"])
    needs = dict.fromkeys(_both_numbers(data["with_body"]) - _both_numbers(data["heads"]), _ORGANISATION)
    needs |= dict.fromkeys(military | _both_numbers(data["with_place"]), _ANY_BODY)
    return Vocabulary(
        heads=heads,
        longest_head=max(map(len, heads)),
        needs=needs,
        of_bodies=_both_numbers(data["of_bodies"]),
        ranks=_both_numbers(data["ranks"]) | military,
        sent=_both_numbers(data["sent"]),
        legislators=_both_numbers(data["legislators"]),
        no_office=frozenset(data["no_office"]) | {word + "s" for word in data["no_office"]},
        unreal=frozenset(data["unreal"]),
        never_names=frozenset(data["never_names"]),
        portfolios=portfolios,
        modifiers=frozenset(data["modifiers"]) | {word for entry in portfolios for word in entry},
        dropped=frozenset(data["dropped"]),
        status={tuple(words.split()): status for status, entries in data["status"].items() for words in entries},
        status_after={word: status for status, entries in data["status_after"].items() for word in entries},
        verbs={verb: kind for kind, entries in data["verbs"].items() for verb in entries},
        nouns={noun: kind for kind, entries in data["nouns"].items() for noun in entries},
        abbreviations=frozenset(data["abbreviations"]) | {word + "s" for word in data["abbreviations"]},
        honorifics=frozenset(word for entry in lexicon("titles")["honorifics"] for word in entry.split()),
    )


def _plurals(words: Words) -> set[Words]:
    """'secretaries of state', 'attorneys general', 'chief executives': the plural may sit at either noun."""
    places = {len(words) - 1}
    if "of" in words or "in" in words:
        places = {next(i for i, word in enumerate(words) if word in ("of", "in")) - 1}
    elif words[-1] == "general" and len(words) > 1:
        places.add(len(words) - 2)
    return {(*words[:at], _plural(words[at]), *words[at + 1 :]) for at in places}


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh")) else "s")


def _both_numbers(entries: list[str]) -> frozenset[Words]:
    singular = [tuple(entry.split()) for entry in entries]
    return frozenset(singular).union(*(_plurals(words) for words in singular))
