"""Whether a person is a man or a woman, as far as the text or the first name says.

What the text says outweighs the name: 'Mrs', 'King', 'a spokeswoman', 'his sister'. The lexicon of first names gives
the share of women among a name's bearers (``models/pronouns``). Nobody's gender is recorded; it only tells which
pronouns cannot mean whom.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.reading.pronouns.scene import Candidate
from onrecord.reading.pronouns.words import gendered_nouns

__all__ = ["first_name_share", "set_gender"]

_UNKNOWN = 0.5
_SURE = 0.02  # how far what the text states is from certainty: 'Ms' may be a misprint


def set_gender(person: Candidate) -> None:
    """Sets ``woman`` and ``stated`` of a person from its mentions and its name."""
    votes = [vote for spot in person.spots if spot.form == "name" for vote in _stated(spot.token, spot)]
    if votes and (mean := sum(votes) / len(votes)) != _UNKNOWN:
        person.woman, person.stated = min(max(mean, _SURE), 1 - _SURE), True
        return
    person.woman = _by_name(person.name)


def first_name_share(name: str) -> float | None:
    """The share of women among those whose first name it is, 0 to 1; None if the lexicon does not know it."""
    return _lexicon().get(_folded(name))


def _by_name(name: str) -> float:
    words = [word for word in name.replace(".", " ").split() if len(word) > 1]
    if not words:
        return _UNKNOWN
    # A name of one word may be a surname, of which first names say little.
    trust = 1.0 if len(words) > 1 else 0.8
    first = words[0]
    share = first_name_share(first)
    if share is None and "-" in first:
        share = first_name_share(first.split("-")[0])
    if share is None and len(words) > 2:
        share = first_name_share(words[1])
    return _UNKNOWN if share is None else _UNKNOWN + trust * (share - _UNKNOWN)


def _stated(token: Any, spot: Any) -> list[float]:
    """What the words around one mention say: 0 a man, 1 a woman."""
    nouns = gendered_nouns()
    said = []
    near = [child for child in token.children if child.dep_ in ("compound", "appos", "nmod", "amod")]
    first = min([token.i, *(child.i for child in token.children if child.dep_ == "compound")])
    if first and not token.doc[first].is_sent_start:
        before = token.doc[first - 1]
        if before.ent_type_ != "PERSON" or before.text.lower() in nouns:
            near.append(before)
    if token.dep_ in ("appos", "compound", "nmod"):
        near.append(token.head)
    if token.dep_ == "nsubj" and token.head.lemma_ in ("be", "become"):
        near += [child for child in token.head.children if child.dep_ == "attr"]
    for word in near:
        if word.text[-2:] in ("'s", "’s") or word.dep_ == "poss":
            continue
        value = nouns.get(word.text.lower().rstrip("."))
        if value is not None:
            said.append(value)
    return said


@cache
def _lexicon() -> dict[str, float]:
    packed = (files("onrecord.models") / "pronouns" / "first_names.txt.gz").read_bytes()
    shares: dict[str, float] = {}
    for line in gzip.decompress(packed).decode("ascii").splitlines():
        percent, *names = line.split()
        shares |= dict.fromkeys(names, int(percent) / 100)
    return shares


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in plain if letter.isascii())
