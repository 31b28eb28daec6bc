"""What the words of a phrase alone tell of whom it names: a country, and a PLOVER sector.

No entity, no parse: ``actors.py`` adds what a story knows. Sectors: openeventdata/PLOVER, manual 2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.reading.events.actor_words import Entry, Organisation, Word, split, vocabulary
from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_called, country_named, country_of_capital
from onrecord.reading.places.listing import listed_country

__all__ = ["Told", "name_at_end", "told"]

Lookup = Callable[[str], str | None]
_OF, _AT = frozenset(["of"]), frozenset(["of", "at", "for", "from", "in", "with"])
_WHOSE = frozenset(["of", "from"])
_WHERE = frozenset(["in", "at"])
# Sectors whose people are often in another country than their own.
_ABROAD = frozenset(["MIL", "REF", "IMG", "JRN", "NGO", "SPY", "UNO", "IGO", "EUR", "MNC"])
_INTERNATIONAL = frozenset(["UNO", "IGO", "EUR", "IMG", "ISM"])
_LOCAL = frozenset(["LEG", "JUD", "COP", "EDU", "CVL", "GOV", "MED", "REL", "AGR", "BUS", "LAB", "OPP", "PTY", "JRN"])
_PERSONAL = frozenset(["administration", "campaign", "government", "regime", "cabinet", "supporter", "supporters"])
_DIVISIONS = frozenset(["state", "province", "county", "region", "prefecture", "oblast", "governorate", "district"])
_FIGURES = frozenset(["army", "legion"])
_LONGEST_COUNTRY, _DEEPEST = 5, 3


@dataclass(frozen=True, slots=True)
class Told:
    """country: ISO 3166 alpha-2. sector: of PLOVER. international: it is a body of many countries, and has none.

    by_table: country or sector are not the words', but our table of office holders has them.
    """

    country: str | None = None
    sector: str | None = None
    international: bool = False
    by_table: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some words of a phrase that go together, and what is known of them (nothing: a name, or a word of no list)."""

    words: Sequence[Word]
    entry: Entry | None = None
    organisation: Organisation | None = None
    country: str | None = None
    adjective: bool = False

    @property
    def unknown(self) -> bool:
        return self.entry is None and self.organisation is None and self.country is None

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(word.low for word in self.words)

    @property
    def name(self) -> bool:
        """An unexplained capitalised word: most of them are people's names."""
        return self.unknown and self.words[0].capital and self.words[0].low not in vocabulary().articles


def told(words: str, place: Lookup | None = None) -> Told:
    """What a phrase tells by its own words. place: the country of a place, for names whose places the story tells."""
    return _told(_pieces(split(words), place), place, 0)


def name_at_end(words: str) -> str:
    """The capitalised words at the end of a phrase that no list explains: whoever is named in it. May be empty."""
    named: list[str] = []
    for piece in reversed(_pieces(split(words), None)):
        if not piece.name:
            break
        named[:0] = [word.text for word in piece.words]
    return " ".join(named)


# ---- pieces ----------------------------------------------------------------------------------------------------------


def _pieces(words: Sequence[Word], place: Lookup | None) -> list[_Piece]:
    """The phrase cut into the longest entries, from its end to its beginning, since an English head comes last."""
    found: list[_Piece] = []
    end = len(words)
    longest = vocabulary().longest
    while end > 0:
        if _whose_is_outside(words, end):
            # 'US-backed': the compound names somebody else
            end -= 1
            while end > 0 and words[end].hyphenated:
                end -= 1
            continue
        for length in range(min(longest, end), 0, -1):
            piece = _piece(words, end - length, end, place)
            if piece is not None:
                break
        else:
            length, piece = 1, _Piece(words[end - 1 : end])
        found.append(piece)
        end -= length
    found.reverse()
    return found


def _whose_is_outside(words: Sequence[Word], end: int) -> bool:
    word = words[end - 1]
    return word.hyphenated and (word.low in vocabulary().outside or words[end - 2].low in vocabulary().turning)


def _piece(words: Sequence[Word], start: int, end: int, place: Lookup | None) -> _Piece | None:
    some = words[start:end]
    known = vocabulary()
    if any(word.possessive for word in some[:-1]) and not _one_name(some):
        return None
    organisation = known.organisation(some)
    if organisation is not None and not _is_a_surname(words, start, end):
        return _Piece(some, organisation=organisation)
    entry = known.entries.get(tuple(word.low for word in some))
    if entry is not None:
        if entry.head and len(some) == 1 and some[0].low in known.surnames and _follows_a_name(words, start):
            return None
        return _Piece(some, entry=entry)
    if len(some) > _LONGEST_COUNTRY or not some[0].capital:
        return None
    name = _written(some)
    code = place(name) if place else None
    if code is not None:
        return _Piece(some, country=code) if code else None
    if code := country_named(name):
        return _Piece(some, country=code, adjective=country_called(name) is None)
    code = country_of_capital(name)
    return _Piece(some, country=code) if code else None


def _one_name(words: Sequence[Word]) -> bool:
    """Entries and names with a possessive in them ("president's office", "People's Republic of China")."""
    key = tuple(word.low for word in words)
    known = vocabulary()
    return key in known.organisations or key in known.entries or country_called(_written(words)) is not None


def _written(words: Sequence[Word]) -> str:
    return " ".join([*(word.raw for word in words[:-1]), words[-1].text])


def _is_a_surname(words: Sequence[Word], start: int, end: int) -> bool:
    """'Harrison Ford': a name of one word after another that nothing explains."""
    return end - start == 1 and not words[start].text.isupper() and _follows_a_name(words, start)


def _follows_a_name(words: Sequence[Word], start: int) -> bool:
    if start == 0 or not words[start].capital:
        return False
    before = words[start - 1]
    known = vocabulary()
    if not before.capital or before.possessive or before.low in vocabulary().articles or (before.low,) in known.entries:
        return False
    return country_named(before.text) is None and country_of_capital(before.text) is None


# ---- reading ---------------------------------------------------------------------------------------------------------


def _told(pieces: list[_Piece], place: Lookup | None, depth: int) -> Told:
    cut = next((i for i in range(1, len(pieces)) if _breaks(pieces, i)), len(pieces))
    core, tail = pieces[:cut], pieces[cut:]
    if not core:
        return Told()
    after = _after(tail, place, depth)
    if core[-1].key in vocabulary().others:
        return Told()
    if (_gathers(core) or _is_figure(core, after)) and after.word in _OF and after.told != Told():
        own = _own_country(core, None)
        return Told(own or after.told.country, after.told.sector, after.told.international and not own)
    whole = _whole(core)
    if whole is not None and not tail:
        return whole
    sector, source = _sector(core)
    if source is None and sector is None and after.word in _AT and _is_open(core):
        sector = after.told.sector
        if after.word in _OF and after.told.international:
            return Told(None, sector, True)
    elif source == "default" and after.word in _OF and after.told.sector not in (None, "UNK", "CVL"):
        sector = after.told.sector
    if sector is None and after.word == ",":
        sector = after.told.sector
    if core[-1].key in vocabulary().relatives and after.word == "of" and after.told.sector in vocabulary().elite:
        sector = "ELI"
    if core[-1].unknown and _is_a_thing(core[-1].words[-1]):
        sector = None
    sector = _as_it_stands(core, sector)
    return _with_country(core, sector, after)


@dataclass(frozen=True, slots=True)
class _After:
    """What follows the core: the word that opens it, and what it tells."""

    word: str = ""
    told: Told = Told()


def _after(tail: list[_Piece], place: Lookup | None, depth: int) -> _After:
    if len(tail) < 2 or depth >= _DEEPEST:
        return _After()
    word = tail[0].key[0]
    if word in ("and", "or"):
        # 'the army and navy of Peru'
        at = next((i for i, one in enumerate(tail) if one.key == ("of",)), 0)
        return _after(tail[at:], place, depth + 1) if at else _After()
    return _After(word, _told(tail[1:], place, depth + 1))


def _breaks(pieces: list[_Piece], at: int) -> bool:
    piece = pieces[at]
    if not piece.unknown or piece.words[0].capital:
        return False
    word = piece.words[0].low
    return word in vocabulary().breaks or (
        word in vocabulary().participles and any(_names_somebody(one) for one in pieces[:at])
    )


def _is_a_thing(word: Word) -> bool:
    """'The terrorist attack' is nobody, though 'terrorist' tells something of whoever did it."""
    things = lexicon("events/roles")["thing_words"]
    return word.low in things or word.low.removesuffix("s") in things


def _names_somebody(piece: _Piece) -> bool:
    return piece.organisation is not None or piece.name or (piece.entry is not None and piece.entry.head)


def _gathers(core: list[_Piece]) -> bool:
    word = core[-1].words[-1]
    return len(core[-1].words) == 1 and (word.low in vocabulary().gathering or word.low.isdigit())


def _is_figure(core: list[_Piece], after: _After) -> bool:
    """'An army of volunteers' is no army; that of a country or a republic is."""
    return core[-1].words[-1].low in _FIGURES and after.told.country is None and after.told.sector not in (None, "GOV")


def _is_open(core: list[_Piece]) -> bool:
    return any(one.entry is not None and one.entry.head for one in core)


def _whole(core: list[_Piece]) -> Told | None:
    """A phrase that is one name: a country, a capital (for its government), a large town, an organisation."""
    named = [one for one in core if not (one.unknown and one.words[0].low in vocabulary().articles)]
    if len(named) == 1 and named[0].country and not named[0].words[-1].possessive:
        one = named[0]
        name = " ".join(word.text for word in one.words)
        capital = not one.adjective and country_called(name) is None and country_of_capital(name) == one.country
        return Told(one.country, "GOV" if capital else None)
    if named and len(named) <= 3 and all(one.name for one in named) and len(named) == len(core):
        code = listed_country(" ".join(word.text for one in named for word in one.words))
        return Told(code) if code else Told()
    return None


def _sector(core: list[_Piece]) -> tuple[str | None, str | None]:
    """The sector that the core tells, and by what: the head itself, a word before it, or the head by default."""
    default: str | None = None
    vague: str | None = None
    headed = False
    for at in range(len(core) - 1, -1, -1):
        piece = core[at]
        if piece.organisation is not None:
            return piece.organisation.sector, "organisation"
        entry = piece.entry
        if entry is None:
            continue
        head = not headed and entry.head and not piece.words[-1].possessive
        if head and entry.firm:
            return _firm(core, at, entry), "head"
        if head:
            headed = True
            default = entry.sector
            continue
        told_by = entry.modifier or entry.sector
        if told_by is None or told_by == "UNK":
            continue
        if piece.words[-1].possessive and headed and entry.person and default is not None:
            continue
        if told_by in ("CVL", "SOC"):
            # 'Hindu community leaders': a word further left says more
            vague = vague or told_by
            continue
        return told_by, "modifier"
    default = default if default is not None else vague
    if (
        default is None and headed and any(one.country for one in core)
        and core[-1].entry is not None and core[-1].key in vocabulary().of_country
    ):  # fmt: skip
        return "GOV", "modifier"
    return default, "default" if default else None


def _firm(core: list[_Piece], at: int, entry: Entry) -> str | None:
    """The sector of a head that gives way to nothing; but who is related to somebody in power is of the elite."""
    if core[at].key in vocabulary().relatives:
        for before in core[:at]:
            if before.entry is not None and before.words[-1].possessive and before.entry.sector in vocabulary().elite:
                return "ELI"
    if entry.sector == "UAF":
        return next((one.organisation.sector for one in reversed(core[:at]) if one.organisation), "UAF")
    return entry.sector


def _as_it_stands(core: list[_Piece], sector: str | None) -> str | None:
    """``sector`` for those who hold it today: former officials are the elite, former rebels nobody can tell what."""
    former = vocabulary().former
    at = next((i for i, one in enumerate(core) if one.key in former), None)
    if at is None or any(one.words[-1].possessive for one in core[at:]):
        return sector
    if sector in vocabulary().offices:
        return "ELI"
    return None if sector in ("REB", "PRM", "OPP", "PTY", "UAF") else sector


# ---- countries -------------------------------------------------------------------------------------------------------


def _with_country(core: list[_Piece], sector: str | None, after: _After) -> Told:
    own = _own_country(core, sector)
    if own is not None:
        return Told(own, sector)
    organisation = next((one.organisation for one in reversed(core) if one.organisation is not None), None)
    if organisation is not None:
        return Told(organisation.country or None, sector, not organisation.country)
    code: str | None = None
    if after.word in _WHOSE or (after.word in _WHERE and sector is not None and sector not in _ABROAD):
        if after.told.international and sector in _INTERNATIONAL:
            return Told(None, sector, True)
        code = after.told.country
    elif after.word == "," or (
        after.word in ("at", "for") and sector == after.told.sector and not after.told.international
    ):
        code = after.told.country
    return Told(code, sector)


def _own_country(core: list[_Piece], sector: str | None) -> str | None:
    """The country that stands nearest before the head."""
    for at in range(len(core) - 1, -1, -1):
        piece = core[at]
        if piece.country is None:
            continue
        beside = [one for one in (*core[max(0, at - 1) : at], *core[at + 1 : at + 2]) if one.name]
        if sector is None and not piece.adjective and beside and not piece.words[-1].possessive:
            continue  # 'Jordan Mills' is somebody, not a country
        return piece.country
    return _town_before(core, sector)


def _town_before(core: list[_Piece], sector: str | None) -> str | None:
    """'Lagos police', 'Kaduna State government': the country of a place that is no country and no capital."""
    if sector not in _LOCAL or core[-1].entry is None:
        return None
    if core[-1].words[0].low in _PERSONAL and not _division(core):
        return None  # a government is called after whoever leads it, and many of them have a town of their name
    run: list[str] = []
    for piece in core:
        if not piece.name and not (run and piece.words[0].low in _DIVISIONS):
            if run:
                break
            if piece.unknown and piece.words[0].low in vocabulary().articles:
                continue
            return None
        if piece.words[0].low not in _DIVISIONS:
            run += [word.text for word in piece.words]
    for length in range(min(len(run), 3), 0, -1):
        if code := listed_country(" ".join(run[:length])):
            return code
    return None


def _division(core: list[_Piece]) -> bool:
    return any(word.low in _DIVISIONS for piece in core for word in piece.words)
