"""Under which names a place is listed: its own, and of the others those that a text in English may use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from onrecord.reading.places.folding import folded
from training.gazetteer.sources import Town

__all__ = ["of_division", "of_town"]

# From this size on a town is listed under all its names in Latin letters, below it only under near spellings.
_WELL_KNOWN = 15_000
_KIND_OF_DIVISION = re.compile(
    r"\b(?:state|province|oblast|region|governorate|department|prefecture|district|county|canton|autonomous|republic"
    r"|kray|krai|okrug|voivodeship|municipality|regency|kabupaten|kota|division|emirate|raion|rayon|parish"
    r"|administrative|territory|special|metropolitan|city|borough|community|comarca|provincia|departamento|municipio"
    r"|(?:province|state|region|emirate|department|canton|free state|republic|county|district)? ?of)\b",
    re.I,
)
_ROMAN = re.compile(r"[A-Z][A-Za-z'’ʻ. -]*")


def of_town(town: Town) -> tuple[str, list[str]]:
    """The key of a town's main name, and those of its other names."""
    main = folded(town.name)
    others = {key for name in town.others if (key := _kept(name, town, main))}
    return main, sorted(others - {main, ""})


def _kept(name: str, town: Town, main: str) -> str:
    """The key of one of a town's other names, empty if it is no name for a text in English."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    if not _ROMAN.fullmatch(plain) or plain.isupper() or len(plain) < 4 or plain.rstrip().endswith("osh"):
        return ""
    key = folded(plain)
    if town.population >= _WELL_KNOWN:
        return key
    near = key[:1] == main[:1] and abs(len(key) - len(main)) <= 3 and _bones(key) == _bones(main)
    contained = len(key) >= 5 and (f" {key} " in f" {main} " or f" {main} " in f" {key} ")
    return key if near or contained else ""


def _bones(key: str) -> str:
    """What spellings of a name share: its consonants, each run of one letter once, the letters that scripts mix."""
    bones = re.sub(r"[aeiouwyh'\s-]", "", key.replace("ph", "f").translate(str.maketrans("qcjdbz", "kkgtps")))
    return re.sub(r"(.)\1+", r"\1", bones)


def of_division(name: str) -> Iterator[str]:
    """The keys of a division: its full name, and its name without the word for its kind."""
    whole = folded(name)
    yield whole
    bare = re.sub(r"\s+", " ", _KIND_OF_DIVISION.sub(" ", name)).strip(" -,")
    for article in ("the ", "de ", "del ", "da ", "do "):
        bare = bare.removeprefix(article)
    key = folded(bare)
    if key and key != whole and len(key) > 2:
        yield key
