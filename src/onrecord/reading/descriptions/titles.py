"""Titles that stand for a person: 'the prime minister', 'Ex-PM', 'the former chancellor'."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from onrecord.reading.descriptions.ground import Ground
from onrecord.reading.offices.apposition import beside
from onrecord.reading.offices.claims import Claim
from onrecord.reading.offices.clauses import joined
from onrecord.reading.offices.line import Line, Named, lines
from onrecord.reading.offices.merging import key_of
from onrecord.reading.offices.titles import Title, titles
from onrecord.reading.places.countries import country_named
from onrecord.reading.stage import Partial

__all__ = ["resolve_titles"]

# Words of which a title that has them is another one than a title without.
_TELLING = frozenset([
    "prime", "vice", "deputy", "assistant", "associate", "under", "shadow", "sub", "co", "chief", "first", "lieutenant",
    "major", "brigadier", "rear", "attorney", "solicitor", "crown",
])  # fmt: skip
_ARTICLES = frozenset(["a", "an", "his", "her", "its", "their"])
_APART = frozenset([",", "–", "—", "--", "-", "("])
_TERSE = frozenset(["headline", "key_point", "subhead", "caption"])
# A title right before one of these is said of an office or a number of holders, not of its holder.
_NOT_THE_HOLDER = frozenset(["elect", "designate", "candidate", "post", "role", "job", "position", "nominee"])
_FORMER_ROLES = frozenset(["ends", "held"])
_NEAR = 6  # sentences
_MOST_HELD = 200  # of one word; beyond it a list is read, in which no title is anyone's alone


@dataclass(frozen=True, slots=True)
class _Held:
    """A title that the story gives a person."""

    person: str
    key: frozenset[str]
    former: bool
    country: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class _Bare:
    """A title without a name beside it. start, end: code points of the story."""

    line: Line
    title: Title
    start: int
    end: int


def resolve_titles(ground: Ground, partial: Partial) -> None:
    """Adds to each person the titles that stand for that person, where exactly one of the story's people fits."""
    held: dict[_Held, None] = {}
    bare: list[_Bare] = []
    for line in lines(partial):
        claims, alone = _read(line)
        for claim in claims:
            held[_held(claim)] = None
            if _stands_apart(claim):
                start, end = _range(line, claim.title)
                ground.add(claim.holder.entity.id, start, end, "title")
        bare += [_Bare(line, title, *_range(line, title)) for title in alone if _may_stand_for_somebody(line, title)]
    by_word: dict[str, list[_Held]] = defaultdict(list)
    for title in held:
        for word in title.key:
            by_word[word].append(title)
    named = {entity.id: [ground.sentence_of(m.start) for m in entity.mentions] for entity in ground.entities}
    for one in bare:
        person = _holder(one.title, _words(one.line, one.title), by_word)
        if person and (one.line.role in _TERSE or one.title.status == "former" or one.title.of is not None):
            ground.add(person, one.start, one.end, "title")
        elif person:
            # Whom the story named long ago, 'the president' alone no longer means for sure.
            here = ground.sentence_of(one.start)
            places = named[person]
            at = bisect_right(places, here)
            if at and here - places[at - 1] <= _NEAR:
                ground.add(person, one.start, one.end, "title")
                places.insert(at, here)


def _read(line: Line) -> tuple[list[Claim], list[Title]]:
    """The claims of a line, and the titles that nobody beside them holds."""
    found = list(titles(line))
    claims = list(beside(line, found))
    taken = {claim.title.head for claim in claims}
    alone = []
    for title in found:
        if title.head in taken:
            continue
        more = list(joined(line, title))
        claims += more
        if not more:
            alone.append(title)
    return claims, alone


def _words(line: Line, title: Title) -> frozenset[str]:
    return frozenset(key_of(" ".join(line.low[title.first : title.last])))


def _held(claim: Claim) -> _Held:
    status = claim.status or claim.title.status
    of = claim.of or claim.title.of
    former = status == "former" or (status is None and claim.role in _FORMER_ROLES)
    return _Held(claim.holder.entity.id, _words(claim.line, claim.title), former, *_body(of))


def _body(of: Named | None) -> tuple[str | None, str | None]:
    """The country of a title's body and the body's entity, as far as the words say."""
    if of is None or of.mention.form == "pronoun":
        return None, None
    return country_named(of.entity.name) or country_named(of.mention.text), of.entity.id


def _range(line: Line, title: Title) -> tuple[int, int]:
    last = max(title.last, title.after if title.of and not title.body_before else title.last)
    first = title.outer
    for at in range(title.outer, title.first):
        # Words farther apart than a space or a quotation mark stand in two lines.
        if line.starts[at + 1] - line.ends[at] > 2:
            first = at + 1
    return line.starts[first], line.ends[last - 1]


def _stands_apart(claim: Claim) -> bool:
    """Whether a mark stands between the title and the name: 'Maria Jensen, the mayor of Oslo,'."""
    line, title, holder = claim.line, claim.title, claim.holder
    if title.plural or claim.verb is not None:
        return False
    if line.tokens[title.head].dep_ in ("nsubj", "nsubjpass") and holder.first < title.first:
        return False  # 'According to Jensen, a lawyer for the city was told': another person
    if holder.first >= title.after:
        return line.word(title.after) in _APART
    return line.word(title.outer - 1) in _APART


def _may_stand_for_somebody(line: Line, title: Title) -> bool:
    """'The prime minister' may; 'a prime minister', 'prime ministers', "the prime minister's office" may not."""
    if title.plural or _after_a_negation(line, title):
        return False
    opening = line.word(title.outer)
    definite = opening == "the" or (title.definite and title.of is not None and opening not in ("a", "an"))
    terse = (line.role in _TERSE or title.status == "former") and opening not in _ARTICLES
    if not definite and not (terse and line.texts[title.first][:1].isupper()):
        return False
    if line.word(title.outer - 1) in ("as", "become", "becomes", "became", "of") and not definite:
        return False
    if line.word(title.after) in _NOT_THE_HOLDER:
        return False
    if line.word(title.after) in ("'s", "'") and line.word(title.after + 1) in ("office", "post", "job", "residence"):
        return False
    if line.word(title.outer - 1) == "as":
        return False
    return not _goes_on(line, title.after)


def _after_a_negation(line: Line, title: Title) -> bool:
    return line.word(title.outer - 1) in ("no", "any", "every", "each", "another")


def _goes_on(line: Line, at: int) -> bool:
    """Whether a noun follows, so that the title only tells what sort it is of: 'the president election'."""
    return at < len(line) and line.tags[at] in ("NN", "NNS") and line.texts[at].islower() and line.word(at) != "'s"


def _holder(title: Title, words: frozenset[str], by_word: dict[str, list[_Held]]) -> str | None:
    """The one person who holds a title that these words may be short for, or who holds what is short for it."""
    former = title.status == "former"
    if any(len(by_word.get(word, ())) > _MOST_HELD for word in words):
        return None
    country, body = _body(title.of)
    people: set[str] = set()
    exact: set[str] = set()
    for held in {id(one): one for word in words for one in by_word.get(word, ())}.values():
        if held.former != former or not _one_title(words, held.key):
            continue
        if body and held.body not in (None, body) and (country is None or country != held.country):
            continue
        people.add(held.person)
        if words == held.key:
            exact.add(held.person)
    if len(people) == 1:
        return next(iter(people))
    return next(iter(exact)) if len(exact) == 1 and len(words) > 1 else None


def _one_title(one: frozenset[str], other: frozenset[str]) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short <= long and not (long - short) & _TELLING
