"""Holders beside their titles: 'Foreign Minister Maria Jensen', 'Maria Jensen, the foreign minister,', and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.entity import OfficeStatus
from onrecord.reading.offices.claims import Claim
from onrecord.reading.offices.line import Line, Named
from onrecord.reading.offices.titles import Title
from onrecord.reading.offices.vocabulary import vocabulary

__all__ = ["beside"]

_AND = frozenset(["and", "&", "/"])
_DASHES = frozenset(["–", "—", "--", "-"])
_ENDS = frozenset([",", ".", ";", ":", "–", "—", "--", "-", ")", "", "who", "'s", "and", "whose", "?", "!"])
_IN_PICTURES = frozenset(["left", "right", "center", "centre", "l", "r", "c", "pictured", "front", "back", "above"])
_TODAY = frozenset(["today", "yesterday", "tomorrow", "tonight"])
_DEPUTIES = frozenset(["vice", "deputy"])
_NOW = frozenset(["now", "currently", "presently"])
_THEN = frozenset(["then", "formerly", "previously", "once"])
_MOST_NAMES, _LONGEST_BRACKET, _LONGEST_OCCUPATION = 6, 8, 7


def beside(line: Line, found: list[Title]) -> Iterator[Claim]:
    """The claims of titles that stand just before or just after their holders."""
    holders: dict[int, list[Claim]] = {}
    for index, title in enumerate(found):
        former = holders.get(index - 1, [])
        claims = _goes_on(line, found[index - 1], title, former) if former else []
        alike = index and found[index - 1].status == title.status
        if (
            claims and title.of and alike and not title.body_before
        ):  # 'founder and chief executive of the Harbour Union'
            holders[index - 1] = [replace(claim, of=claim.of or title.of) for claim in former]
        claims = claims or list(_after_name(line, title)) or list(_before_name(line, title))
        if claims:
            holders[index] = claims
    for index in range(len(found) - 2, -1, -1):  # 'founder and chief executive Maria Jensen'
        following = holders.get(index + 1)
        if index not in holders and following and _shares_a_name(line, found[index], found[index + 1], following):
            holders[index] = [_of_another(line, found[index], claim, found[index + 1]) for claim in following]
            if found[index].body_before:
                holders[index + 1] = [replace(claim, of=claim.of or found[index].of) for claim in following]
    for index in sorted(holders):
        body = _body_of_the_one_before(line, found, index, holders)
        yield from (replace(claim, of=claim.of or body) for claim in holders[index])


# ---- before the name -------------------------------------------------------------------------------------------------


def _before_name(line: Line, title: Title) -> Iterator[Claim]:
    at = line.past_address(title.after)
    person = line.person_at(at)
    if person is None and line.word(title.after) in (",", *_DASHES) and _may_be_named_after_a_comma(line, title):
        at = line.past_address(title.after + 1)
        person = line.person_at(at)
        if person and line.word(_past_brackets(line, person.last)) not in _ENDS:
            person = None
    if person is None or not line.same_sentence(title.head, person.first):
        return
    people = _list_of_people(line, person) if title.plural else [person]
    bodies = _bodies_before(line, title)
    shared = title.of if len(bodies) < 2 else None
    for index, one in enumerate(people):
        own = bodies[index] if len(bodies) == len(people) > 1 else shared
        yield Claim(line, title, one, own or _after_the_name(line, one, title))


def _bodies_before(line: Line, title: Title) -> list[Named]:
    """'Norwegian and Kenyan presidents Maria Jensen and Peter Hansen': one body each, in their order."""
    if title.of is None or not (title.plural and title.body_before):
        return []
    bodies = [title.of]
    while len(bodies) < _MOST_NAMES and line.word(bodies[0].first - 1) in (",", *_AND):
        former = line.name_before(bodies[0].first - 1)
        if former is None or former.entity.kind == "person":
            break
        bodies.insert(0, former)
    return bodies


def _may_be_named_after_a_comma(line: Line, title: Title) -> bool:
    """'The mayor of Oslo, Maria Jensen,': a title that says whose it is or that there is but one."""
    return title.definite or title.of is not None or title.last - title.first > 1


def _list_of_people(line: Line, first: Named) -> list[Named]:
    """'Maria Jensen, Peter Hansen and Anna Berg', from its first name on; each may be followed by its country."""
    people = [first]
    at = _past_brackets(line, first.last)
    while len(people) < _MOST_NAMES:
        begin = at + 2 if line.word(at + 1) == "the" else at + 1
        while begin < at + 5 and line.tags[begin : begin + 1] == ["NNP"] and not line.name(begin):
            begin += 1  # 'from the Civic Party', of which only 'Party' was taken for a name
        if line.word(at) in ("of", "from") and (body := line.name_at(begin)) and body.entity.kind != "person":
            at = body.last
        separators = at
        while line.word(separators) in (",", *_AND):
            separators += 1
        person = line.person_at(line.past_address(separators))
        if separators == at or person is None:
            break
        people.append(person)
        at = _past_brackets(line, person.last)
    return people


def _after_the_name(line: Line, person: Named, title: Title) -> Named | None:
    """The body that follows a name whose title stands before it: 'President Maria Jensen of Kenya', '(R-Texas)'."""
    at = person.last
    if line.word(at) in ("of", "from") or (line.word(at) == "at" and title.needs):
        begin = at + 2 if line.word(at + 1) == "the" else at + 1
        body = line.name_at(begin)
        kinds = ("place",) if title.legislator else ("place", "organisation")
        return body if body and body.entity.kind in kinds else None
    if line.word(at) == "," and line.word(at + 1) in ("of", "from", "with") and title.needs:
        body = line.name_at(at + 3 if line.word(at + 2) == "the" else at + 2)
        return body if body and body.entity.kind == "organisation" else None
    if title.legislator and line.word(at) == "," and line.word(at + 2) == "of":  # ', Democrat of Texas'
        body = line.name_at(at + 3)
        return body if body and body.entity.kind == "place" and line.texts[at + 1][0].isupper() else None
    if title.legislator and line.word(at) in ("(", ","):
        body = line.name_at(at + 2)
        if len(line.word(at + 1)) <= 3 and body and body.entity.kind == "place" and line.texts[at + 1][0].isupper():
            return body
    return None


# ---- after the name --------------------------------------------------------------------------------------------------


def _after_name(line: Line, title: Title) -> Iterator[Claim]:
    if line.person_at(line.past_address(title.after)) and not title.plural:
        return  # 'Maria Jensen, Foreign Minister Peter Hansen and ...'
    at, status = _back_over_adverbs(line, title.outer)
    if line.word(at - 1) in _AND and line.word(title.outer) != "the":
        at = _back_over_an_occupation(line, at - 1)
    if line.word(at - 1) not in (",", "(", *_DASHES) or not line.same_sentence(at - 1, title.head):
        return
    at -= 1
    if line.word(at - 1).isdigit() and line.word(at - 2) == ",":
        at -= 2  # 'Maria Jensen, 54, the'
    elif line.word(at - 1) in _IN_PICTURES and line.word(at - 2) == ",":
        at -= 2
    person = _name_before(line, at)
    if person is None or not line.same_sentence(person.first, title.head):
        return
    if line.low[max(0, person.first - 2) : person.first] == ["according", "to"] and line.word(title.after) != ",":
        return  # 'According to Maria Jensen, a judge for the county was ill'
    if line.word(title.after) == "'s" and line.tags[title.after] == "POS" and title.of is None:
        return  # 'Maria Jensen, the president's daughter'
    if _only_part_of_a_compound(line, title):
        return
    if (
        title.definite is False
        and title.of is None
        and title.last - title.first == 1
        and not _closes(line, title.after)
    ):
        return  # a bare word in a list
    people = _people_before(line, person) if title.plural else [person]
    if title.plural and len(people) == 1:
        return
    for one in people:
        yield Claim(line, title, one, title.of, status=status)


def _only_part_of_a_compound(line: Line, title: Title) -> bool:
    """'Maria Jensen, the international justice project lead': a noun goes on where a title was seen to end."""
    at = title.after
    noun = at < len(line) and line.tags[at] in ("NN", "NNS") and line.low[at] not in _TODAY
    return bool(noun and title.of is None and not line.name(at) and line.same_sentence(title.head, at))


def _back_over_an_occupation(line: Line, at: int) -> int:
    """Back over what is said of a person before 'and' ('Maria Jensen, a tax lawyer and fellow of'), to its comma."""
    begin = at
    while begin > 0 and at - begin < _LONGEST_OCCUPATION and line.tags[begin - 1].startswith(("NN", "JJ", "DT", "VBN")):
        if line.person_before(begin):
            break
        begin -= 1
    return begin if begin < at else at + 1


def _closes(line: Line, at: int) -> bool:
    return line.word(at) in _ENDS or line.word(at) in ("from", "since", "until", "between", "in", "during")


def _back_over_adverbs(line: Line, at: int) -> tuple[int, OfficeStatus | None]:
    """Back over 'now', 'once', 'also' before a title; what they say of the office."""
    status: OfficeStatus | None = None
    for _ in range(3):
        word = line.word(at - 1)
        if word in _NOW:
            status = "current"
        elif word in _THEN:
            status = "former"
        elif word not in ("also", "currently", "himself", "herself", "as", "who", "longtime", "one", "of"):
            break
        at -= 1
    return at, status


def _name_before(line: Line, at: int) -> Named | None:
    """The person named just before the word ``at``, past brackets and 'of Oslo'."""
    if line.word(at - 1) == ")":
        opening = at - 1
        while opening > 0 and at - opening < _LONGEST_BRACKET and line.low[opening] != "(":
            opening -= 1
        at = opening
    person = line.person_before(at)
    if person:
        return person
    body = line.name_before(at)
    if body and body.entity.kind in ("place", "organisation") and line.word(body.first - 1) == "of":
        return line.person_before(body.first - 1)
    return None


def _people_before(line: Line, last: Named) -> list[Named]:
    """'Maria Jensen, Peter Hansen and Anna Berg', from its last name back."""
    people = [last]
    while len(people) < _MOST_NAMES:
        at = people[0].first
        while at > 0 and line.low[at - 1] in vocabulary().honorifics:
            at -= 1
        separators = at
        while separators > 0 and line.low[separators - 1] in (",", *_AND):
            separators -= 1
        person = line.person_before(separators)
        if separators == at or person is None or not line.same_sentence(person.first, last.first):
            break
        people.insert(0, person)
    return people


def _past_brackets(line: Line, at: int) -> int:
    if line.word(at) != "(":
        return at
    closing = at
    while closing < len(line) and closing - at < _LONGEST_BRACKET and line.low[closing] != ")":
        closing += 1
    return closing + 1 if line.word(closing) == ")" else at


# ---- several titles of one holder ------------------------------------------------------------------------------------


def _goes_on(line: Line, former: Title, title: Title, claims: list[Claim]) -> list[Claim]:
    """'Maria Jensen, founder and chief executive of the Harbour Union': the second title's holder is the first's."""
    if title.plural or claims[0].holder.first > former.first or line.person_at(line.past_address(title.after)):
        return []
    joint = line.low[former.after : title.outer]
    if not joint or not set(joint) <= {",", *_AND, "as", "well", "also", "a"} or len(joint) > 4:
        return []
    if line.word(title.outer) == "the" and title.of is None:
        return []
    if title.definite and any(_before_name(line, title)):
        return []  # 'the mayor, Maria Jensen, and her deputy, Peter Hansen'
    others = [_of_another(line, title, claim, former) for claim in claims]
    if (
        title.status is None
        and former.status == "former"
        and line.word(former.outer) in ("a", "an")
        and joint == ["and"]
    ):
        return [replace(other, status="former") for other in others]  # 'Maria Jensen, a former mayor and minister'
    return others


def _body_of_the_one_before(
    line: Line, found: list[Title], index: int, holders: dict[int, list[Claim]]
) -> Named | None:
    """'Harbour Union President Maria Jensen and Vice President Peter Hansen': a deputy is of the same body."""
    title, former = found[index], holders.get(index - 1)
    if not former or title.of or title.outer != title.first or line.low[title.first] not in _DEPUTIES:
        return None
    joint = line.low[former[-1].holder.last : title.outer]
    return former[-1].of if len(joint) == 1 and joint[0] in _AND else None


def _shares_a_name(line: Line, title: Title, following: Title, claims: list[Claim]) -> bool:
    """Whether the title before another has the same holder."""
    if title.plural or following.plural or not line.same_sentence(title.head, following.head):
        return False
    joint = line.low[title.after : following.outer]
    if not joint:
        return following.rank or title.rank  # 'Defence Minister Gen. Peter Hansen'
    if len(joint) != 1 or joint[0] not in _AND or following.outer != following.first:
        return False
    named_at_once = line.word(following.after) != ","
    return not (title.definite and named_at_once and line.word(title.outer) == "the")


def _of_another(line: Line, title: Title, claim: Claim, other: Title) -> Claim:
    """The claim of one of several titles of one holder. A body before the first, or after the last, is that of both."""
    shared = claim.of if (other.first < title.first) == other.body_before else None
    return replace(claim, line=line, title=title, of=title.of or shared)
