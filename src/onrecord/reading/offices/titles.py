"""Finds the titles of a line: 'former Kenyan defence minister', 'head of the Harbour Union', 'deputy chief of staff'.

A title is read outwards from its head: to the left the words that belong to it, the body whose office it is, and what
says that it is past or to come; to the right its portfolio and the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.complements import complements
from onrecord.reading.offices.line import Line, Named
from onrecord.reading.offices.vocabulary import vocabulary
from onrecord.reading.places.countries import country_called, country_named

__all__ = ["Title", "titles"]

_MOST_WORDS = 8  # before a head
_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "our", "his", "her", "my"])
_POSSESSIVES = frozenset(["'s", "'", "s'"])
# Adjectives with these endings say what an office is about (economic, national, presidential).
_RELATIONAL = ("al", "ic", "ary", "ive", "ian", "ese", "ish")
_NEED_MORE = frozenset([
    "head", "chief", "general", "major", "principal", "deputy", "chair", "justice", "private", "leader", "king",
    "queen", "boss", "marshal", "whip", "ruler", "delegate",
])  # fmt: skip
_LEVELS = frozenset(["executive", "senior", "deputy", "vice", "assistant", "associate", "managing", "general", "chief"])


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a line. All numbers are words of the line.

    first, last: the title itself. outer: where its phrase begins, with article, status and body. after: the word after
    the phrase. head: the first word of its head. country: the code of a country before the title that no entity stands
    for. definite: an article or possessive stands before it. needs: an office only where its body is of one of these
    kinds. body_before: the body stands before the title.
    """

    first: int
    last: int
    outer: int
    after: int
    head: int
    plural: bool
    status: OfficeStatus | None
    of: Named | None
    country: str | None
    definite: bool
    needs: frozenset[str]
    rank: bool
    legislator: bool
    body_before: bool


_CHOSEN = frozenset(["elected", "appointed", "named", "chosen", "reelected", "made", "crowned"])
_OF_NATIONS = frozenset(
    [("president",), ("prime", "minister"), ("premier",), ("chancellor",), ("king",), ("queen",), ("leader",),
     ("vice", "president"), ("monarch",), ("first", "lady")]
)  # fmt: skip


@dataclass(slots=True)
class _Before:
    """What stands before a head."""

    first: int
    outer: int
    of: Named | None = None
    status: OfficeStatus | None = None
    definite: bool = False
    country: str | None = None
    closed: bool = False  # the title itself has begun; what stands further left is no part of it


def titles(line: Line) -> Iterator[Title]:
    """The titles of a line in order, none overlapping."""
    at = done = 0
    while at < len(line):
        length = _head_length(line, at)
        if not length or _part_of_a_longer_title(line, at, length):
            at += 1
            continue
        title = _title(line, at, length, done)
        if title is None:
            at += length
            continue
        yield title
        at = done = max(title.last, at + length)


def _head_length(line: Line, at: int) -> int:
    """How many words of the line from ``at`` are a head of a title; 0 if none."""
    words = vocabulary()
    for length in range(min(words.longest_head, len(line) - at), 0, -1):
        if tuple(line.low[at : at + length]) in words.heads and _may_be_head(line, at, length):
            return length
    return 0


def _may_be_head(line: Line, at: int, length: int) -> bool:
    named = line.name(at)
    if named and named.mention.form == "name" and named.last > at + length:
        return False  # inside a name: the Office of the President
    if named and named.mention.form == "name" and named.entity.kind == "person":
        return False
    text, tag = line.texts[at], line.tags[at]
    if text.islower() and length == 1 and (tag.startswith("V") or tag in ("JJ", "RB", "MD", "IN")):
        return False
    return not (length == 1 and line.low[at] in vocabulary().abbreviations and not text[0].isupper())


def _part_of_a_longer_title(line: Line, at: int, length: int) -> bool:
    """Whether the words are but the beginning of one: 'deputy' of 'deputy mayor', 'party leader' of no other."""
    words = vocabulary()
    if line.low[at + length - 1] not in words.modifiers:
        return False
    for further in range(at + length, min(at + length + 3, len(line))):
        more = _head_length(line, further)
        if more:
            return tuple(line.low[further : further + more]) not in words.ranks and line.same_sentence(at, further)
        if line.low[further] not in words.modifiers:
            return False
    return False


def _title(line: Line, head: int, length: int, done: int) -> Title | None:
    words = vocabulary()
    key = tuple(line.low[head : head + length])
    before = _before(line, head, key, done)
    after = complements(line, head, head + length, before.of)
    of = after.of or before.of
    led = before.first < head and line.low[head - 1] == "chief"  # a chief engineer holds a post
    called = line.texts[head][0].isupper() and line.person_at(after.after) is not None  # 'King Peter', 'Justice Jensen'
    bare = not called and before.first == head and after.last == head + length and of is None
    if (
        bare
        and line.low[head] in _NEED_MORE
        and length == 1
        and not (key in words.ranks and line.texts[head][0].isupper())
    ):
        return None
    would_be = tuple(line.low[max(0, before.outer - 3) : before.outer])[-2:] == ("would", "be")
    if would_be or any(line.low[word] in words.unreal for word in range(before.outer, head)):
        return None  # 'our potential senator', 'a would-be mayor'
    if _of_all_the_country(line, before, key):
        of = after.of
    follows = line.word(after.after)
    if follows in words.no_office and line.same_sentence(head, after.after):
        return None  # 'presidential candidate', 'vice president hopeful'
    return Title(
        first=before.first, last=after.last, outer=before.outer, after=after.after, head=head,
        plural=words.heads[key], status=before.status or after.status, of=of, country=before.country,
        definite=before.definite,
        needs=frozenset() if after.serves or led else words.needs.get(key, frozenset()),
        rank=key in words.ranks, legislator=key in words.legislators, body_before=before.of is not None,
    )  # fmt: skip


def _of_all_the_country(line: Line, before: _Before, key: tuple[str, ...]) -> bool:
    """'The nation's first black governor', who is no governor of the nation: it is only the first in it."""
    if before.of is None or before.of.mention.form == "name" or key in _OF_NATIONS:
        return False
    between = range(before.of.last, before.first)
    return any(line.tags[word] in ("JJS", "RBS") or line.low[word] in ("first", "second", "only") for word in between)


def _before(line: Line, head: int, key: tuple[str, ...], done: int) -> _Before:
    """Reads from the head to the left, not beyond the word ``done``."""
    found = _Before(head, head)
    at = head
    for _ in range(_MOST_WORDS):
        if at <= done or not line.same_sentence(at - 1, head):
            break
        word, named = line.low[at - 1], line.name_before(at)
        if word in _POSSESSIVES and line.tags[at - 1] == "POS":
            _possessor(line, at - 1, found, done, key in vocabulary().of_bodies)
            break
        if word == "new" and line.texts[at - 1] == "New" and line.tags[at - 1] == "NNP":
            at -= 1  # the beginning of a place's name: New York
        elif status := _status(line, at):
            length, what = status
            found.status = found.status or what
            at -= length
            found.closed = True
        elif named and named.mention.form == "pronoun":
            if named.entity.kind in ("organisation", "place", "group"):
                found.of = found.of or named
            found.outer, found.definite = named.first, True
            break
        elif named and named.first >= done and _may_be_body(line, named, key):
            _body(line, named, at, key, found)
            at = named.first
        elif word in _DETERMINERS:
            found.outer, found.definite = at - 1, True
            break
        elif named or not _belongs(line, at, found):
            break
        else:
            at -= 1 if found.closed or line.low[at - 1] != "and" else 2
            if not found.closed:
                found.first = at
        found.outer = at
    return found


def _may_be_body(line: Line, named: Named, key: tuple[str, ...]) -> bool:
    """Whether a name before a head is that of a body, or words of the title that a tagger took for a name."""
    if named.entity.kind != "person" or key in vocabulary().of_bodies:
        return True
    return country_called(named.mention.text) is not None or _says_what_for(line, named)


def _body(line: Line, named: Named, at: int, key: tuple[str, ...], found: _Before) -> None:
    """Reads the name that ends before ``at``: whose office it is, or part of the title."""
    if not found.closed and _says_what_for(line, named):
        found.first = named.first
        return
    if line.glued[named.first]:
        found.closed = True  # 'pro-Kenya'
        return
    if not found.closed and line.low[at - 1] in _LEVELS and named.last - named.first > 1:
        found.first = at - 1  # a tagger took 'Executive' of 'Executive Vice President' into the name
    partisan = named.entity.kind == "group" and country_named(named.mention.text) is None
    # 'Taliban-appointed minister': whose office it is stands elsewhere.
    if found.of is None and not line.glued[at] and not (partisan and key in vocabulary().legislators):
        found.of = named
    found.closed = True


def _belongs(line: Line, at: int, found: _Before) -> bool:
    """Whether the word before ``at`` is part of the title's phrase; marks the title's beginning where it is not its."""
    words = vocabulary()
    word, text, tag = line.low[at - 1], line.texts[at - 1], line.tags[at - 1]
    if tag.startswith("VB") and (at < 2 or line.tags[at - 2].startswith(("VB", "MD", "WP"))):
        return False  # 'was elected president' is no 'elected president'
    if tag.startswith("VB") and line.word(at - 2) == "," and word in _CHOSEN:
        return False  # nor is 'Jensen, elected president in 2019,'
    if not found.closed and word in words.modifiers and not _only_praise(line, at):
        return True
    if code := country_named(text):
        found.country = found.country or code  # no stage took it for a name
        found.closed = True
        return True
    if word in words.dropped or (word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")) or tag in ("JJS", "RBS"):
        found.closed = True
        return True
    if found.closed:
        return line.glued[at] or tag in ("CD", "JJ", "JJR", "VBN", "HYPH")
    if word == "and" and at >= 2:
        return line.low[at - 2] in words.modifiers and line.low[at] not in _LEVELS and found.first == at
    if tag.startswith("NN"):
        if text.islower() and line.texts[found.first][0].isupper():
            return False  # 'said Secretary': a noun that is not known to open a title, or a verb taken for one
        return text[0].isalpha() and (word,) not in words.heads and not _no_part(word)
    if tag not in ("JJ", "JJR", "VBN"):
        return False
    found.closed = not word.endswith(_RELATIONAL) or text != text.lower()
    return True


def _only_praise(line: Line, at: int) -> bool:
    """'top', 'first' and 'high' belong to a title with a capital or before another modifier, else they praise it."""
    praises = line.low[at - 1] in ("top", "first", "second", "third", "high", "general")
    return praises and line.texts[at - 1].islower() and line.word(at) not in vocabulary().modifiers


def _no_part(word: str) -> bool:
    """Whether a noun never belongs to the title that it stands before."""
    words = vocabulary()
    if word in words.honorifics or word in words.no_office:
        return True
    return word.rstrip("s") in ("today", "yesterday", "tomorrow", "year", "month", "week", "day", "time", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "term")  # fmt: skip


def _status(line: Line, at: int) -> tuple[int, OfficeStatus] | None:
    """The words of status that end just before ``at``: how many, and what they say."""
    words = vocabulary()
    for length in (2, 1):
        if at >= length and (status := words.status.get(tuple(line.low[at - length : at]))):
            return length, status
    return None


def _says_what_for(line: Line, named: Named) -> bool:
    """Whether a tagger took a portfolio for a name: 'Defence' Minister."""
    words = vocabulary()
    return country_named(named.mention.text) is None and all(
        word in words.modifiers or word in ("and", "&") for word in line.low[named.first : named.last]
    )


def _possessor(line: Line, mark: int, found: _Before, done: int, of_a_body: bool) -> None:
    """Reads what stands before a possessive mark: a body, a person, or 'the country'.

    of_a_body: no person has such an office, so whatever is named there is a body, though a tagger took it for a person.
    """
    found.definite = True
    named = line.name_before(mark)
    if named and named.first >= done:
        if (named.entity.kind != "person" or of_a_body) and found.of is None:
            found.of = named
        found.outer = named.first
        if line.word(named.first - 1) == "the" and named.first > done:
            found.outer -= 1
        return
    at = mark
    while (
        at > done and mark - at < 5 and line.low[at - 1] not in _DETERMINERS and line.tags[at - 1][:2] in ("NN", "JJ")
    ):
        at -= 1
    found.outer = at - 1 if at > done and line.word(at - 1) in _DETERMINERS else at
