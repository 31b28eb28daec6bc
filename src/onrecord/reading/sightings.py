"""Where a tagger sees a name, and what of it is the name: titles, articles, possessives and stray marks fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from onrecord.model.entity import EntityKind
from onrecord.reading.family_first import is_family_first
from onrecord.reading.lexicon import lexicon
from onrecord.reading.places.countries import country_called, country_named
from onrecord.reading.places.folding import folded
from onrecord.reading.places.gazetteer import gazetteer
from onrecord.reading.stage import Parse
from onrecord.reading.tags import Tag

__all__ = ["Sighting", "key_of", "sightings", "surname_key", "without_suffix"]

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
_WORD = re.compile(r"[^\s]+")
_EDGES = " \t\n\r\u00a0\u200b\u200e\u200f\ufeff\"'“”‘’«»‹›„`.,;:!?()[]{}<>|/\\•·—–-…*_@#"
_POSSESSIVE = re.compile(r"(?:['’‘`´]s|['’]S|(?<=s)['’])$")
_AND = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+")
_INSERTION = re.compile(r"\s\[[^\[\]\n]{1,30}\]\s|\s\[[^\[\]\n]{0,30}|[^\[\]\n]{0,30}\]\s|\s?\[|\]\s")
_INSERTED = re.compile(r"\s\[[A-Z][^\[\]\n]{0,29}\](?:\s[A-Z][\w’'-]+){1,2}")
_REST = re.compile(r"[^\[\]\n]{0,20}\](?:\s[A-Z][\w’'-]+){1,2}")
_NEXT = (re.compile(r"[ \xa0][\w-]+"), re.compile(r"[ \xa0][\w-]+[ \xa0][\w-]+"))
# Small words that a tagger leaves at the edge of a name: 'National Committee of the'.
_DANGLING = re.compile(r"\s(?:of|the|and|for|in|at|to)$")
_LEADING = re.compile(r"(?:of|and|for|in|at|to|by)\s")
_POST_NOMINAL = re.compile(r"(?<=\w),?\s(?:MP|MEP|MSP|MLA|MNA|TD|QC|KC|SC|PhD|Ph\.D\.?|MD|M\.D\.?|CBE|OBE|MBE|Esq\.?)$")
_FIRST_OF_TWO = re.compile(r"\bthe\s([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s(?:and|or)\s$")
_HYPHENATED, _HYPHENATED_BEFORE = re.compile(r"[\w’']*(?:-[\w’']+)*"), re.compile(r"(?:[\w’']+-)*$")
_SYLLABLE = re.compile(r"-[a-z]{1,6}(?![\w-])")
_NUMERAL = re.compile(r"[IVL]+|X[IVX]+|[A-Z]")
_LONGEST_TITLE = 4
_FOLDED = str.maketrans({".": None, "[": None, "]": None, "’": "'"})
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a name was seen. titled: a title or honorific stands just before it.

    weight: how much this sighting counts among what speaks for a kind. seconded: what the other tagger takes it for.
    placed: a word for a kind of place stands just behind it, or behind the name joined to it ('A and B provinces').
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    role: str
    titled: bool
    weight: float = 1.0
    seconded: EntityKind | None = None
    placed: bool = False


# What spaCy's tagger alone sees counts less.
_ALONE = 0.4


def sightings(text: str, parse: Parse, tagged: Sequence[Tag], lowered: frozenset[str]) -> list[Sighting]:
    """The names seen in one parse. tagged: those of the trained tagger. lowered: words that the story writes small.

    The trained tagger is believed; spaCy's seconds it or not, and adds peoples.
    """
    found = [one for tag in tagged for one in _of_tag(text, parse, tag)]
    by_words = _by_place_words(text, parse, found)
    found += by_words
    taken = [*((tag.start, tag.end) for tag in tagged), *((one.start, one.end) for one in by_words)]
    seconded: dict[int, EntityKind] = {}
    for entity in parse.doc.ents:
        kind = _KINDS.get(entity.label_)
        first, last = parse.start + entity.start_char, parse.start + entity.end_char
        if kind is None or _begins_a_title(entity):
            continue
        if any(start < last and first < end for start, end in taken) and not (
            kind == "group" and any(tag.kind == "other" and tag.start <= first < tag.end for tag in tagged)
        ):
            seconded |= dict.fromkeys(range(first, last), kind)
            continue
        if kind != "group" or _only_opens(entity, lowered):
            continue  # what spaCy alone takes for a name; a capital that only says that a sentence begins
        found += _one(text, parse, first, last, kind, _keeps_stop(entity[-1]), _ALONE)
    found += [other for one in found if (other := _joined_place(text, parse, one, found))]
    found = [replace(one, seconded=seconded.get(one.end - 1)) for one in found]
    found = [_with_its_hyphens(text, one) for one in found]
    return _with_insertions(text, sorted(found, key=lambda one: (one.start, one.end)))


def _with_its_hyphens(text: str, one: Sighting) -> Sighting:
    """The whole of a hyphenated place of the gazetteer of which a tagger saw a part: 'Mazar' of 'Mazar-i-Sharif'."""
    if "-" not in (text[one.end : one.end + 1], text[one.start - 1 : one.start]):
        return one
    before = _HYPHENATED_BEFORE.search(text, max(0, one.start - 40), one.start)
    behind = _HYPHENATED.match(text, one.start, one.start + 80)
    start, end = before.start() if before else one.start, behind.end() if behind else one.end
    whole = text[start:end]
    if whole == one.text or not gazetteer().places(folded(whole)):
        return one
    return replace(one, start=start, end=end, text=whole, kind="place")


def _by_place_words(text: str, parse: Parse, found: list[Sighting]) -> list[Sighting]:
    """Capitalised words that no tagger saw, with a word behind them that only a place's name has ('Orsk province')."""
    seen = {position for one in found for position in range(one.start, one.end)}
    return [
        Sighting(*match.span(1), match[1], "place", parse.part.role, False, placed=True)
        for match in _surely_places().finditer(text, parse.start, parse.start + len(parse.doc.text))
        if seen.isdisjoint(range(*match.span(1))) and _is_name(match[1]) and not _says_whose(match[1])
    ]


def _says_whose(words: str) -> bool:
    """Whether the words are a people's or a direction and name no place: 'Greek islands', 'Northern provinces'."""
    return country_named(words) != country_called(words) or words.lower().endswith(("ern", "ese", "ian", "ish"))


def _joined_place(text: str, parse: Parse, one: Sighting, found: list[Sighting]) -> Sighting | None:
    """The first of 'the Erez and Rafah crossings', where the tagger sees the second alone."""
    before = _FIRST_OF_TWO.search(text, max(parse.start, one.start - 60), one.start) if one.placed else None
    if before is None or any(other.start < before.end(1) and before.start(1) < other.end for other in found):
        return None
    return replace(one, start=before.start(1), end=before.end(1), text=before[1], kind="place")


def _of_tag(text: str, parse: Parse, tag: Tag) -> Iterator[Sighting]:
    if tag.kind == "other":
        if country_named(text[tag.start : tag.end]):
            yield from _one(text, parse, tag.start, tag.end, "group", False, tag.certainty)
        return
    if any(_title(text[tag.start : after.end()]) for after in _following(text, tag.end)):
        return  # 'Defence' of 'Defence Minister'
    kind = cast(EntityKind, tag.kind)
    stop = text[tag.end - 1 : tag.end] == "." and "." in text[tag.start : tag.end - 1]
    if text[tag.end : tag.end + 1] == "." and re.search(r"\.[A-Z]$", text[tag.start : tag.end]):
        yield from _one(text, parse, tag.start, tag.end + 1, kind, True, tag.certainty)  # U.S
        return
    for start, end in _conjuncts(text, tag.start, tag.end, kind):
        yield from _one(text, parse, start, end, kind, stop, tag.certainty)


def _following(text: str, end: int) -> Iterator[re.Match[str]]:
    """The next word, and the next two."""
    for pattern in _NEXT:
        if match := pattern.match(text, end, end + 40):
            yield match


def _conjuncts(text: str, start: int, end: int, kind: EntityKind) -> Iterator[tuple[int, int]]:
    """The names of people or places that an 'and' joins, each of its own; a body keeps its 'and'."""
    words = text[start:end]
    if kind in ("person", "place") and key_of(words) not in _vocabulary()["with_and"]:
        at = start
        for match in _AND.finditer(text, start, end):
            yield at, match.start()
            at = match.end()
        yield at, end
    else:
        yield start, end


def _with_insertions(text: str, found: list[Sighting]) -> list[Sighting]:
    """'Robert [Bob] Fico' is one name: an insertion between two parts of a person's name belongs to it."""
    joined: list[Sighting] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and one.start < before.end:
            continue
        if before and one.kind == before.kind == "person" and _INSERTION.fullmatch(text, before.end, one.start):
            joined[-1] = replace(before, end=one.end, text=text[before.start : one.end])
        elif before and before.kind == "person" and (match := _insertion_after(text, before)):
            joined[-1] = replace(before, end=match.end(), text=text[before.start : match.end()])
            if one.start >= match.end():
                joined.append(one)
        else:
            joined.append(one)
    return joined


def _insertion_after(text: str, name: Sighting) -> re.Match[str] | None:
    """An insertion after a name, or the rest of one that the tagger broke off, with the name's words behind it."""
    broken_off = "[" in name.text and "]" not in name.text
    return (_REST if broken_off else _INSERTED).match(text, name.end, name.end + 60)


def _only_opens(entity: Any, lowered: frozenset[str]) -> bool:
    return bool(
        len(entity) == 1 and _opens_a_sentence(entity[0]) and entity.text.istitle() and entity.text.lower() in lowered
    )


def _one(
    text: str, parse: Parse, start: int, end: int, kind: EntityKind, stop: bool, weight: float
) -> Iterator[Sighting]:
    """The name in ``text[start:end]``, if it is one. stop: a full stop at its end belongs to it."""
    bracket = text.find("(", start, end)
    if bracket > start and ")" not in text[bracket:end]:
        # 'World Harbour Union (WHU': the name, and its initials
        yield from _one(text, parse, bracket, end, kind, False, weight)
        end = bracket
    start, end = _bare(text, start, end, stop)
    titled = False
    if kind == "person":
        end = _with_syllable(text, start, end)
        named = _after_titles(text, start, end)
        titled = named > start or _title_ends_at(text, parse.start, start)
        start, end = _bare(text, named, end, stop)
        if after := _POST_NOMINAL.search(text, start, end):
            start, end = _bare(text, start, after.start(), stop)
        kind = "organisation" if _names_a_body(text[start:end]) else kind
    if kind == "place":
        if after := _place_word_at_end().search(text, start, end):
            end = after.start()
        people = country_named(text[start:end]) and not country_called(text[start:end])
        kind = "group" if people else kind
    if _is_name(text[start:end]):
        placed = kind != "group" and _place_words().match(text, end, end + 60) is not None
        yield Sighting(start, end, text[start:end], kind, parse.part.role, titled, weight, placed=placed)


def _with_syllable(text: str, start: int, end: int) -> int:
    """Where a name ends whose last syllable the tagger cut off: 'Moon Jae' of 'Moon Jae-in'."""
    cut_off = _SYLLABLE.match(text, end)
    if cut_off is None or not is_family_first(tuple(text[start : cut_off.end()].lower().split())):
        return end
    return cut_off.end()


def _keeps_stop(token: Any) -> bool:
    """Whether a full stop at the token's end is its own (Fla., U.S.) and not only its sentence's."""
    inside = token.i + 1 < len(token.doc) and not token.nbor().is_sent_start
    return token.text[-1:] == "." and len(token.text) > 2 and (inside or "." in token.text[:-1])


def _begins_a_title(entity: Any) -> bool:
    """Whether the words after the name make a title of it ('Defence' + 'Minister')."""
    return any(_title(entity.doc[entity.start : entity.end + more].text) for more in (1, 2))


def key_of(name: str) -> str:
    """What two spellings of one name share: case, full stops and white space make no difference."""
    return " ".join(name.translate(_FOLDED).casefold().split())


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name's key without 'jr', 'iii' and the like at its end."""
    while len(words) > 1 and words[-1].rstrip(",") in _vocabulary()["suffixes"]:
        words = words[:-1]
    return tuple(word.rstrip(",") for word in words)


def surname_key(name: str) -> tuple[str, ...]:
    """The words of a name's key, suffixes left out."""
    return without_suffix(tuple(key_of(name).split()))


def _bare(text: str, start: int, end: int, stop: bool) -> tuple[int, int]:
    """The range without marks, possessives and articles at its edges. stop: a full stop at its end belongs to it."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES and not (stop and text[end - 1] == "."):
            end -= 1
        if dangling := _DANGLING.search(text, max(start, end - 10), end):
            end = dangling.start()
        if dangling := _LEADING.match(text, start, end):
            start = dangling.end()
        possessive = _POSSESSIVE.search(text, max(start, end - 2), end)
        if possessive and possessive.start() > start:
            end = possessive.start()
        words = text[start:end].lower()
        for article in _ARTICLES:
            if words.startswith(article) and words not in _vocabulary()["with_article"]:
                start += len(article)
                break
        if (start, end) == before:
            return start, end


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the name begins after the titles that the tagger took into it; ``end`` if it is nothing but a title."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_TITLE, len(words) - index), 0, -1):
            if _title(text[words[index][0] : words[index + length - 1][1]]):
                index += length
                break
        else:
            return words[index][0]
    return end


def _title_ends_at(text: str, earliest: int, at: int) -> bool:
    """Whether the word just before ``at`` is a title."""
    before = text[max(earliest, at - 32) : at].split()
    return bool(before) and text[at - 1].isspace() and _title(before[-1])


def _opens_a_sentence(token: Any) -> bool:
    """Whether nothing but marks stands between the token and the start of its sentence or line."""
    while token.i > 0 and not token.is_sent_start:
        token = token.nbor(-1)
        if not (token.is_punct or token.is_quote or token.is_space):
            return False
        if "\n" in token.text:
            return True
    return True


def _names_a_body(words: str) -> bool:
    return key_of(words).rpartition(" ")[2] in _vocabulary()["bodies"] and " " in words


def _title(words: str) -> bool:
    return key_of(words).strip(",'\"“‘").removeprefix("the ").removeprefix("ex-") in _titles()


def _is_name(words: str) -> bool:
    """Whether the words may name somebody: a capital (or a letter without case), and not a weekday or a bare title."""
    if not words or len(words) > 120 or "\n\n" in words:
        return False
    if not any(letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper()) for letter in words):
        return False
    if _NUMERAL.fullmatch(words) and words != "X":
        return False
    return key_of(words) not in _not_names()


@cache
def _place_words() -> re.Pattern[str]:
    nouns = "|".join(_vocabulary()["place_nouns"])
    return re.compile(rf"(?:\s(?:and|or)\s(?:[A-Z][\w’'-]+\s?){{1,3}})?\s?(?:(?:border|frontier)\s)?(?:{nouns})\b")


@cache
def _place_word_at_end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(_vocabulary()['place_nouns'])})$")


@cache
def _surely_places() -> re.Pattern[str]:
    nouns = "|".join(_vocabulary()["sure_place_nouns"])
    return re.compile(rf"\b[a-z]+\s([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,2}})\s(?:{nouns})\b")


@cache
def _titles() -> frozenset[str]:
    vocabulary = _vocabulary()
    return frozenset([*vocabulary["honorifics"], *vocabulary["offices"], *vocabulary["qualifiers"]])


@cache
def _not_names() -> frozenset[str]:
    vocabulary = _vocabulary()
    return frozenset([*vocabulary["not_names"], *vocabulary["honorifics"], *vocabulary["offices"]])


def _vocabulary() -> dict[str, list[str]]:
    return lexicon("titles")
