"""Bodies and groups that act without a name: 'the foreign office in Islamabad', 'the police', 'Afghan officials'."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model.entity import EntityKind
from onrecord.reading.descriptions.ground import Ground, Named
from onrecord.reading.descriptions.phrases import Phrase, phrase_at
from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_called, country_named, country_of_capital
from onrecord.reading.places.folding import folded

__all__ = ["collect"]

_LONGEST = 4
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PLACING = frozenset(["in", "of"])


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon, ready to be asked. bodies, ministries: phrases as words, by their last word."""

    bodies: dict[str, list[tuple[str, ...]]]
    ministries: frozenset[str]
    portfolios: frozenset[tuple[str, ...]]
    bare: frozenset[tuple[str, ...]]
    telling: frozenset[str]
    left_out: frozenset[str]
    doing: frozenset[tuple[str, ...]]
    any_group: frozenset[str]
    speaking: frozenset[str]
    groups: frozenset[str]
    collectives: frozenset[str]
    bare_groups: frozenset[str]


@cache
def _words() -> _Words:
    data = lexicon("bodies")
    by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for entry in data["bodies"]:
        words = tuple(_split(entry))
        by_last[words[-1]].append(words)
    for entries in by_last.values():
        entries.sort(key=len, reverse=True)
    return _Words(
        dict(by_last),
        frozenset(data["ministries"]),
        frozenset(tuple(_split(entry)) for entry in lexicon("offices")["portfolios"]),
        frozenset(tuple(_split(entry)) for entry in data["bare"]),
        frozenset(data["telling"]),
        frozenset(data["left_out"]),
        frozenset(tuple(_split(entry)) for entry in data["doing"]),
        frozenset(data["any_group"]),
        frozenset(data["speaking_for"]),
        frozenset(data["groups"]),
        frozenset(data["collectives"]),
        frozenset(data["bare_groups"]),
    )


def _split(entry: str) -> list[str]:
    """An entry as the words of a parse: "president's office" is three."""
    return entry.replace("'s", " 's").replace("s' ", "s ' ").split()


@dataclass(frozen=True, slots=True)
class _Seen:
    """One place where a body or group is spoken of.

    key: the words that make it one with others. told: adjectives among them that may be left out ('interim'). whose:
    what the words say of whose it is ('' for nothing): a country's code or an entity's id.
    """

    kind: EntityKind
    key: tuple[str, ...]
    told: tuple[str, ...]
    whose: str
    name: str
    start: int
    end: int


def collect(ground: Ground) -> None:
    """Adds an entity for each body and group that the story speaks of and does not name, and its mentions."""
    seen: list[_Seen] = []
    for number, parse in enumerate(ground.parses):
        named = ground.names[number]
        for token in parse.doc:
            if token.i in named or not token.tag_.startswith(("NN", "JJ")):
                continue
            one = _body(ground, number, token) or _group(ground, number, token)
            if one and ground.is_free(one.start, one.end):
                seen.append(one)
    known = {folded(_ARTICLE.sub("", entity.name)): entity.id for entity in ground.entities if entity.kind != "person"}
    for group in _grouped(seen):
        fullest = max(group, key=lambda one: (bool(one.whose), len(one.name.split()), -one.start))
        name = _ARTICLE.sub("", fullest.name)
        same = known.get(folded(name)) or (
            None if fullest.whose else known.get(" ".join((*fullest.told, *fullest.key)))
        )
        if same:
            for one in group:
                ground.add(same, one.start, one.end, "nominal")
        else:
            ground.make(fullest.kind, name, [(one.start, one.end) for one in group])


def _grouped(seen: list[_Seen]) -> list[list[_Seen]]:
    """Those that are one: the same words, and not of two countries. Words that do not say whose join the only one."""
    by_key: dict[tuple[str, ...], dict[str, list[_Seen]]] = {}
    for one in seen:
        by_key.setdefault((one.kind, *one.key), {}).setdefault(one.whose, []).append(one)
    groups: list[list[_Seen]] = []
    for owners in by_key.values():
        parted = [group for whose, of_one in owners.items() if whose for group in _parted(of_one)]
        unsaid = _parted(owners[""]) if "" in owners else []
        if len(parted) == len(unsaid) == 1 and not _at_odds(parted[0], unsaid[0]):
            groups.append([*parted[0], *unsaid[0]])
        else:
            groups += [*parted, *unsaid]
    return groups


def _parted(seen: list[_Seen]) -> list[list[_Seen]]:
    """Those of one owner, parted by their telling adjectives, save one that may be left out."""
    by_told: dict[tuple[str, ...], list[_Seen]] = {}
    for one in seen:
        by_told.setdefault(one.told, []).append(one)
    if len(by_told) == 2 and () in by_told and all(_words().left_out.issuperset(told) for told in by_told):
        return [seen]
    return list(by_told.values())


def _at_odds(one: list[_Seen], other: list[_Seen]) -> bool:
    """Whether telling adjectives say that two are not the same."""
    ours, theirs = (frozenset(word for seen in group for word in seen.told) for group in (one, other))
    return not _words().left_out >= ours ^ theirs


# ---- bodies ----------------------------------------------------------------------------------------------------------


def _body(ground: Ground, number: int, token: Any) -> _Seen | None:
    """The body whose last word is ``token``."""
    doc = ground.parses[number].doc
    words = _words()
    length = _entry_length(doc, token)
    ministry = token.lower_ in words.ministries
    after = _portfolio_after(doc, token.i + 1) if ministry else 0
    before = _portfolio_before(doc, token.i) if ministry and not after else 0
    if not (length or after or before) or _is_part_of_a_longer(ground, number, token):
        return None
    length = max(length, before + 1 if before else 0, 1)
    first = token.i - length + 1
    if any(index in ground.names[number] for index in range(first, token.i)):
        return None
    phrase = phrase_at(ground, number, token, token.lower_, from_word=first)
    entry = tuple(doc[at].lower_ for at in range(first, token.i + 1))
    told = tuple(word for word in phrase.modifiers if word in words.telling)
    key = (*entry, *(doc[at].lower_ for at in range(token.i + 1, after)))
    if phrase.determiner not in ("the", "'s") and not phrase.names and entry not in words.bare:
        return None
    if phrase.determiner in ("a", "whose", "this", "no", "any", "every", "each", "some", "another"):
        return None
    if phrase.determiner == "'s" and phrase.possessor is None:
        return None
    if entry == ("opposition",) and phrase.first and doc[phrase.first - 1].lower_ == "of":
        return None  # a leader's title
    if entry in words.doing and not phrase.names and token.dep_ not in ("nsubj", "nsubjpass", "pobj", "poss"):
        return None
    end_word, place = _placed(ground, number, max(after, token.i + 1))
    whose = _whose(phrase, place)
    start = ground.parses[number].start
    end = start + doc[end_word - 1].idx + len(doc[end_word - 1])
    return _Seen("organisation", key, told, whose, " ".join(ground.text[phrase.start : end].split()), phrase.start, end)


def _entry_length(doc: Any, token: Any) -> int:
    """How many words ending with ``token`` are a body of the lexicon; 0 if none."""
    for entry in _words().bodies.get(token.lower_, ()):
        first = token.i - len(entry) + 1
        if first >= 0 and all(doc[first + at].lower_ == word for at, word in enumerate(entry)):
            return len(entry)
    return 0


def _portfolio_before(doc: Any, at: int) -> int:
    """How many words before ``at`` are a portfolio: 'foreign' ministry."""
    for length in (3, 2, 1):
        if at >= length and tuple(doc[i].lower_ for i in range(at - length, at)) in _words().portfolios:
            return length
    return 0


def _portfolio_after(doc: Any, at: int) -> int:
    """The number of the word after 'of health'; 0 if no portfolio follows."""
    if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "for"):
        return 0
    for length in (3, 2, 1):
        if at + 1 + length <= len(doc) and tuple(doc[i].lower_ for i in range(at + 1, at + 1 + length)) in (
            _words().portfolios
        ):
            return at + 1 + length
    return 0


def _is_part_of_a_longer(ground: Ground, number: int, token: Any) -> bool:
    """Whether the word only tells what sort another noun is of ('government officials'), or a name goes on with it."""
    doc = token.doc
    if token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    if following.i in ground.names[number]:
        return token.dep_ in ("compound", "nmod", "amod")
    return (following.tag_.startswith("NN") and token.dep_ in ("compound", "amod", "nmod")) or following.tag_ == "HYPH"


def _placed(ground: Ground, number: int, at: int) -> tuple[int, Named | None]:
    """The end of a body's words with its place ('in Islamabad', 'of Peru'), and that place's name."""
    doc, named = ground.parses[number].doc, ground.names[number]
    if at + 1 >= len(doc) or doc[at].lower_ not in _PLACING:
        return at, None
    begin = at + 2 if doc[at + 1].lower_ == "the" else at + 1
    found = named.get(begin)
    if not found or found.first != begin or found.entity.kind != "place" or doc[found.last - 1].sent != doc[at].sent:
        return at, None
    country = country_called(found.entity.name)
    if doc[at].lower_ == "in" and not (country or country_of_capital(found.entity.name)):
        return at, None  # 'the police in Bari': where, not whose
    return found.last, found


def _whose(phrase: Phrase, place: Named | None) -> str:
    """Whose a body is, as its words say: a country's code, else the id of what is named in it, else ''."""
    for named in (*phrase.names, *([place] if place else [])):
        code = country_named(named.entity.name) or country_of_capital(named.entity.name)
        return code or named.entity.id
    return ""


# ---- groups ----------------------------------------------------------------------------------------------------------


def _group(ground: Ground, number: int, token: Any) -> _Seen | None:
    """The group of people whose noun is ``token``."""
    words = _words()
    noun = token.lower_
    plural = noun in words.groups and token.tag_ in ("NNS", "NNPS")
    if not (plural or noun in words.collectives) or _is_part_of_a_longer(ground, number, token):
        return None
    phrase = phrase_at(ground, number, token, noun)
    if not _tells_which(phrase, noun) or not _is_a_certain_group(phrase, noun):
        return None
    modifiers = [word for word in phrase.modifiers if word != "-"]
    whose = next((country_named(one.entity.name) or one.entity.id for one in phrase.names), "")
    if phrase.determiner == "whose":
        modifiers.insert(0, phrase.token.doc[phrase.first].lower_)
    name = " ".join(ground.text[phrase.start : phrase.end].split())
    return _Seen("group", (*modifiers, noun), (), whose or "-", name, phrase.start, phrase.end)


def _tells_which(phrase: Phrase, noun: str) -> bool:
    """Whether the words tell which group it is: an article, a possessor, a country or body."""
    words = _words()
    if phrase.determiner == "'s":
        return phrase.possessor is not None
    if phrase.determiner == "whose":
        return noun in words.collectives
    of_a_body = bool(phrase.names) or (noun in words.speaking and _modified_by_a_noun(phrase.token))
    if noun in ("side", "team"):
        return of_a_body and phrase.determiner in ("the", "")
    if phrase.determiner == "the":
        return True
    acts = noun in words.bare_groups and phrase.token.dep_ in ("nsubj", "nsubjpass")
    return phrase.determiner == "" and (of_a_body or acts)


def _is_a_certain_group(phrase: Phrase, noun: str) -> bool:
    """Not for 'other officials', 'two soldiers', 'the Mexican side of the border' and 'a family of aircraft'."""
    token = phrase.token
    if _words().any_group.intersection(phrase.modifiers) or any(child.tag_ == "CD" for child in token.lefts):
        return False
    return not (noun in ("side", "family") and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of")


def _modified_by_a_noun(token: Any) -> bool:
    """'Jail authorities', 'border officials': a noun says whose they are."""
    return any(child.dep_ == "compound" and child.tag_.startswith("NN") for child in token.lefts)
