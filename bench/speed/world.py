"""An invented world that invented stories tell of: people, bodies, places and countries by number, and what happened.

Names are made of syllables. How often a name part is borne falls off as with real names, so that many people share one;
how often somebody is told of falls off too, and those who can be told of grow in number as the stories do.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import Place
from onrecord.model.assertion import EventStatus
from onrecord.model.entity import EntityKind

__all__ = ["DEEDS", "Deed", "Happening", "Thing", "body", "country", "drawn", "happening", "people", "person", "place"]

_SYLLABLES = (
    "ba", "bel", "bor", "cal", "dan", "dor", "el", "fen", "gar", "hal", "is", "jor", "kal", "lem", "lin", "mar",
    "mor", "nel", "os", "par", "quil", "ra", "ros", "san", "sel", "tar", "tor", "ul", "ven", "wes", "yar", "zan",
)  # fmt: skip
_GIVEN, _FAMILY = 800, 8000
_BODIES = ("Union", "Bank", "Front", "Shipping Company", "Institute", "Party", "Court", "Council")
_PEOPLES = ("farmers", "miners", "students", "fishermen", "drivers", "nurses")
_CODES = ("NO", "SE", "PK", "KE", "BR", "JP", "FR", "EG", "CA", "VN", "PL", "TR", "CL", "GH", "NZ", "IT", "MX", "TH")
_TITLES = ("foreign minister", "mayor", "spokesman", "lawmaker", "chief of staff", "trade minister", "ambassador")
_FIRST_POOL, _STORIES_FOR_A_NEWCOMER, _STORIES_OF_A_HAPPENING = 200, 20, 4


class Deed(NamedTuple):
    """A deed in words, with PLOVER's type and mode, and whether it happened."""

    words: str
    type: str
    mode: str | None = None
    status: EventStatus = "actual"


DEEDS = (
    Deed("opened talks with", "CONSULT"), Deed("signed an agreement with", "AGREE"),
    Deed("accused", "ACCUSE", "allege"), Deed("met the delegation of", "CONSULT", "visit"),
    Deed("suspended payments to", "SANCTION", "discontinue"), Deed("filed a complaint against", "ACCUSE"),
    Deed("sent aid to", "AID"), Deed("expelled the envoy of", "SANCTION", "expel"),
    Deed("ordered an inquiry into", "ACCUSE", "investigate"), Deed("praised", "SUPPORT"),
    Deed("arrested supporters of", "COERCE", "arrest"), Deed("shelled positions of", "ASSAULT", "heavy-weapons"),
    Deed("demanded an apology from", "REQUEST", "yield"), Deed("rejected a plan of", "REJECT", "change"),
    Deed("deployed police against", "MOBILIZE", "police"), Deed("will meet", "CONSULT", "visit", "planned"),
    Deed("may send troops to", "MOBILIZE", "troops", "hypothetical"),
    Deed("has not replied to", "REJECT", None, "negated"),
)  # fmt: skip


class Thing(NamedTuple):
    """Somebody or something. short: what it is called when it is named again. title: the office that a person holds."""

    kind: EntityKind
    name: str
    short: str
    country: str
    title: str | None = None
    where: Place | None = None


class Happening(NamedTuple):
    """What several stories tell of. matter: what its promises and disputes are about."""

    number: int
    actor: Thing
    deed: Deed
    recipient: Thing
    where: Thing
    matter: str


def drawn(chance: random.Random, number: int) -> int:
    """Somebody's number for the story of this number: low ones are told of most."""
    return int((_FIRST_POOL + number // _STORIES_FOR_A_NEWCOMER) * chance.random() ** 2)


@lru_cache(maxsize=20_000)
def person(number: int) -> Thing:
    """A person; one in three holds an office."""
    chance = random.Random(f"person {number}")
    given = _word(random.Random(f"given {int(_GIVEN * chance.random() ** 3)}"), 2)
    family = _word(random.Random(f"family {int(_FAMILY * chance.random() ** 3)}"), 3)
    title = _TITLES[number // 3 % len(_TITLES)] if number % 3 == 0 else None
    return Thing("person", f"{given} {family}", family, country(number % len(_CODES)).country, title)


@lru_cache(maxsize=20_000)
def body(number: int) -> Thing:
    """A company, party, court, ..."""
    chance = random.Random(f"body {number}")
    name = f"{_word(chance, 2)} {_word(chance, 2)} {chance.choice(_BODIES)}"
    return Thing("organisation", name, name, chance.choice(_CODES))


@lru_cache(maxsize=20_000)
def place(number: int) -> Thing:
    """A town; of one in ten it is not known where it lies."""
    chance = random.Random(f"place {number}")
    name, code = _word(chance, 3), chance.choice(_CODES)
    if number % 10 == 9:
        return Thing("place", name, name, code, where=Place(unresolved="several places of the name"))
    where = Place(
        lat=round(chance.uniform(-60, 70), 4), lon=round(chance.uniform(-180, 180), 4), country=code, precision="town",
        geonames=90_000_000 + number, feature="town",
    )  # fmt: skip
    return Thing("place", name, name, code, where=where)


@lru_cache(maxsize=100)
def country(number: int) -> Thing:
    """A country: the code of a real one under an invented name."""
    code = _CODES[number % len(_CODES)]
    name = f"{_word(random.Random(f'country {code}'), 2)}ia"
    return Thing("place", name, name, code, where=Place(country=code, precision="country", feature="country"))


@lru_cache(maxsize=1000)
def people(number: int) -> Thing:
    """A group: the farmers of some country."""
    of = country(number // len(_PEOPLES))
    name = f"{of.name}n {_PEOPLES[number % len(_PEOPLES)]}"
    return Thing("group", name, name, of.country)


@lru_cache(maxsize=5000)
def happening(story: int, chance_of: float) -> Happening:
    """What the story of this number tells of: what began with one of the last stories. chance_of: 0 to 1."""
    number = max(story // _STORIES_OF_A_HAPPENING - int(6 * chance_of**2), 0)
    first = number * _STORIES_OF_A_HAPPENING
    chance = random.Random(f"happening {number}")
    actor = person(drawn(chance, first)) if chance.random() < 0.6 else body(drawn(chance, first))
    recipient = body(drawn(chance, first)) if chance.random() < 0.6 else country(chance.randrange(len(_CODES)))
    matter = f"{_word(chance, 3)} {chance.choice(('bridge', 'harbour', 'pipeline', 'hospital', 'railway', 'dam'))}"
    return Happening(number, actor, chance.choice(DEEDS), recipient, place(drawn(chance, first)), matter)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()
