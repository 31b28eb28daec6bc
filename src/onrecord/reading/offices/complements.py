"""What follows the head of a title: 'of defence', 'for economic affairs', 'of the Harbour Union', '-elect'."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.line import Line, Named
from onrecord.reading.offices.vocabulary import vocabulary
from onrecord.reading.places.countries import country_called

__all__ = ["After", "complements"]

_PREPOSITIONS = frozenset(["of", "for", "at", "to", "in", "with", "on", "from"])
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "his", "her", "our"])
_PLACED = frozenset(["place", "organisation", "group"])
_NOT_NOUNS = frozenset(["time", "years", "year", "months", "days", "decades", "course"])
_MOST_COMPLEMENTS, _LONGEST_PHRASE = 3, 9


@dataclass(slots=True)
class After:
    """last: where the title itself ends; after: where its phrase does; of: the body that it names.

    serves: 'to' says whom ('adviser to the prime minister'), which is as good as a body.
    """

    last: int
    after: int
    of: Named | None = None
    serves: bool = False
    status: OfficeStatus | None = None


def complements(line: Line, head: int, end: int, body: Named | None) -> After:
    """What belongs to the title after its head ``[head, end)``. body: the one that stands before the head, if any."""
    words = vocabulary()
    found = After(end, end)
    if line.word(end) in words.status_after and line.same_sentence(head, end):
        found.status = words.status_after[line.word(end)]
        found.after = end + 1
    sent = tuple(line.low[head:end]) in words.sent
    legislator = tuple(line.low[head:end]) in words.legislators
    expert = tuple(line.low[head:end]) in words.needs
    for _ in range(_MOST_COMPLEMENTS):
        at = found.after
        preposition = line.word(at)
        if preposition not in _PREPOSITIONS or not at + 1 < len(line) or not line.same_sentence(head, at):
            break
        if (
            (preposition == "to" and not sent)
            or (preposition == "on" and not (sent or expert))
            or (preposition == "from" and not legislator)
        ):
            break
        if not _one(line, at, preposition, found, body, tuple(line.low[head:end]) in words.of_bodies):
            break
    return found


def _one(line: Line, at: int, preposition: str, found: After, body: Named | None, of_a_body: bool) -> bool:
    """Reads one complement whose preposition stands at ``at``; False if it is none."""
    begin = at + 2 if line.word(at + 1) in _ARTICLES else at + 1
    portfolio = _portfolio_end(line, begin) if preposition in ("of", "for") else 0
    if portfolio:
        found.last = found.after = portfolio
        return True
    named = line.name_at(begin) or (line.name_at(at + 1) if begin > at + 1 else None)
    if named is None and line.word(begin) in vocabulary().honorifics:
        named = line.person_at(begin + 1)
    if named and named.mention.form == "pronoun":
        return False
    if named and named.entity.kind == "person" and _goes_on(line, named):
        found.after = max(named.last, _noun_phrase(line, named.last)[0])  # 'chair of Jensen's campaign'
        return True
    if named and not _goes_on(line, named):
        return _name(line, named, preposition, found, body, of_a_body)
    if preposition not in ("of", "for", "to", "on", "at") or (preposition == "at" and begin == at + 1):
        return False
    if preposition == "at" and line.word(at + 1) in ("a", "an"):
        return False  # 'at a rally'
    end, inside = _noun_phrase(line, begin)
    if (person := line.person_at(end)) and (
        line.low[end - 1],
    ) in vocabulary().heads:  # 'chair of President Jensen's campaign'
        found.after = max(person.last, _noun_phrase(line, person.last)[0] if _goes_on(line, person) else 0)
        return True
    if end == begin or line.low[end - 1] in _NOT_NOUNS or line.tags[begin] == "CD":
        return False
    if inside and inside.last == end and inside.entity.kind == "organisation":
        found.of, found.after = found.of or inside, end
        return True
    if preposition == "at":
        found.after = end
        return True
    found.of = found.of or inside
    found.last = found.after = end
    found.serves = preposition == "to" or inside is not None
    return True


def _name(line: Line, named: Named, preposition: str, found: After, body: Named | None, of_a_body: bool) -> bool:
    """A complement that is a name. of_a_body: no person has such an office."""
    if named.entity.kind == "person" and not (
        preposition == "of" and (of_a_body or country_called(named.mention.text))
    ):
        if preposition not in ("to", "for", "of"):
            return False
        found.after, found.serves = named.last, preposition == "to"
        return True
    if preposition == "to":
        found.last = found.after = named.last
        found.serves = True
        return True
    if preposition in ("in", "on") and (found.of or body) and named.entity.kind == "place":
        found.after = named.last
        return True
    if preposition == "on" or (preposition == "in" and named.entity.kind == "group"):
        return False
    found.of = found.of or named
    found.after = _with_region(line, named)
    return True


def _with_region(line: Line, named: Named) -> int:
    """Where a place's name ends with the region after its comma: 'mayor of Springfield, Illinois'."""
    after = line.name_at(named.last + 1)
    if named.entity.kind == "place" and line.word(named.last) == "," and after and after.entity.kind == "place":
        closing = line.word(after.last)
        if closing in (",", ".", "") and line.same_sentence(named.first, after.first):
            return after.last
    return named.last


def _goes_on(line: Line, named: Named) -> bool:
    """Whether the name only opens a longer phrase: 'of Kenya's central bank', 'of the Kenyan army'."""
    if named.entity.kind == "person":
        return line.word(named.last) == "'s"
    if line.word(named.last) in ("'s", "'") and line.tags[named.last] == "POS":
        return True
    follows = named.last
    return follows < len(line) and line.tags[follows].startswith("NN") and line.name(follows) is None and (
        line.texts[follows].islower() and line.low[follows] not in vocabulary().dropped
    )  # fmt: skip


def _portfolio_end(line: Line, begin: int) -> int:
    """Where the portfolio that begins at ``begin`` ends ('foreign affairs and trade'); 0 if there is none."""
    portfolios = vocabulary().portfolios
    end = 0
    at = begin
    while True:
        for length in (3, 2, 1):
            if tuple(line.low[at : at + length]) in portfolios:
                at = end = at + length
                break
        else:
            return end
        if at < len(line) and line.tags[at].startswith("NNP") and not line.person_at(at):
            return 0  # 'for the Interior Ministry' is a body
        if line.word(at) in ("and", "&", ","):
            at += 2 if line.word(at) == "," and line.word(at + 1) == "and" else 1
        elif line.name(at) is None and line.tags[at : at + 1] in (["NNS"], ["NN"]) and line.texts[at].islower():
            at = end = at + 1  # 'of defence policy'
        else:
            return end


def _noun_phrase(line: Line, begin: int) -> tuple[int, Named | None]:
    """The end of the noun phrase at ``begin``, and the body that it names on its way (not a person)."""
    end, last_noun, inside = begin, begin, None
    while end < len(line) and end - begin < _LONGEST_PHRASE and line.same_sentence(begin, end):
        named, tag = line.name_at(end), line.tags[end]
        if named:
            if named.entity.kind == "person":
                break
            inside = named if named.entity.kind in _PLACED else inside
            end = last_noun = named.last
        elif tag.startswith("NN"):
            end = last_noun = end + 1
        elif _links_nouns(line, end, begin):
            end += 1
        else:
            break
    return last_noun, inside


def _links_nouns(line: Line, at: int, begin: int) -> bool:
    """Whether a word that is no noun may stand in a noun phrase that begins at ``begin``."""
    tag = line.tags[at]
    if tag.startswith("JJ") or tag == "POS" or (tag in ("VBN", "VBG") and at == begin):
        return True
    return tag == "CC" and line.tags[at - 1].startswith("NN") and _noun_follows(line, at + 1)


def _noun_follows(line: Line, at: int) -> bool:
    """Whether a common noun (and no title, name or article) goes on with a phrase after 'and'."""
    if at >= len(line) or line.name(at) or (line.low[at],) in vocabulary().heads:
        return False
    after = line.tags[at + 1] if at + 1 < len(line) else "."
    if line.tags[at] == "JJ" and after.startswith("NN") and line.word(at + 2) in _PREPOSITIONS:
        return (line.low[at + 1],) not in vocabulary().heads
    return line.tags[at] in ("NN", "NNS") and after in (".", ",", "IN", "NNP", "NNS", "NN")
