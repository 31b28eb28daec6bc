"""Noun phrases as somebody's name: where they begin and end, who of several is meant, who is nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.reading.events.candidate import Phrase
from onrecord.reading.lexicon import lexicon
from onrecord.reading.stage import Parse

__all__ = ["conjoined", "first_of_list", "is_nobody", "is_party", "is_thing", "is_time", "objects_of", "owners",
           "owners_of_list", "parties", "phrase", "words"]  # fmt: skip

# More names in one list than news tells; what is beyond is cut, so that hostile lists stay cheap.
_LONGEST_LIST = 50
_TIMES = ("DATE", "TIME")
_AMOUNTS = ("MONEY", "PERCENT", "QUANTITY", "ORDINAL")
_NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
_INSIDE = ("amod", "compound", "det", "nummod", "nmod", "poss", "predet", "quantmod", "advmod", "case", "punct")
_HEADS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X")
_EXPLETIVES = ("there", "this", "that", "these", "those", "what", "which", "nothing", "nobody", "none", "such",
               "something", "anything", "everything", "same", "so")  # fmt: skip


@cache
def words(kind: str) -> frozenset[str]:
    """A list of ``lexicon/events/roles.toml`` as a set."""
    return frozenset(lexicon("events/roles")[kind])


def conjoined(head: Any) -> Iterator[Any]:
    """The head and all nouns joined to it by 'and' or a comma, in text order."""
    queue, seen = [head], 0
    while queue and seen < _LONGEST_LIST:
        token = queue.pop(0)
        seen += 1
        yield token
        astray = _astray(token)
        queue.extend(child for child in token.rights
                     if child.pos_ in _HEADS and _joined(token, child) and child not in astray)  # fmt: skip


def _astray(token: Any) -> list[Any]:
    """Names that belong to the preposition before them and hang on its noun: 'lawmakers in Mali and Niger'."""
    if token.pos_ != "NOUN":
        return []
    prepositions = [child for child in token.rights if child.dep_ == "prep" and child.lower_ in ("in", "of", "from")]
    named = [noun for one in prepositions for noun in one.rights if noun.dep_ == "pobj" and noun.pos_ == "PROPN"]
    if not named:
        return []
    return [child for child in token.rights if child.dep_ == "conj" and child.pos_ == "PROPN"
            and child.left_edge.i == child.i and 0 < child.i - named[-1].right_edge.i <= 2]  # fmt: skip


def _joined(token: Any, child: Any) -> bool:
    """Whether it is the next of a list. The parser takes the second of 'A, B, C and D' for an apposition."""
    if child.dep_ == "conj":
        return True
    names = child.dep_ == "appos" and child.is_title and token.pos_ == "PROPN" and child.ent_type_ != "PERSON"
    return names and (
        any(one.dep_ == "conj" for one in child.children)
        or any(one.dep_ == "conj" and one.i > child.i for one in token.children)
    )


def is_time(token: Any) -> bool:
    """Whether the noun is a date, a moment or a stretch of time."""
    return token.ent_type_ in _TIMES or (token.ent_type_ == "" and token.lemma_.lower() in words("time_words"))


def is_nobody(token: Any) -> bool:
    """Whether no party can be meant: a time, an amount, an expletive, an unresolved 'this' or 'which'."""
    if is_time(token) or token.dep_ == "expl" or token.ent_type_ in _AMOUNTS:
        return True
    if token.pos_ not in _HEADS:
        return True
    if token.lower_ == "it" and token.dep_ in ("nsubj", "nsubjpass"):
        # 'It was announced that …', 'it is clear that …'
        return any(child.dep_ in ("ccomp", "csubj") and child.i > token.head.i for child in token.head.children) and (
            token.dep_ == "nsubjpass" or token.head.lemma_ in ("be", "seem", "appear", "happen")
        )
    if token.lower_ == "those" and any(child.dep_ in ("acl", "relcl") for child in token.rights):
        return False  # 'all those arrested'
    return token.pos_ in ("PRON", "DET") and token.lower_ in _EXPLETIVES


@cache
def _listed_nouns(kind: str) -> frozenset[str]:
    return frozenset(lexicon("events/party_nouns")[kind].split())


@cache
def _deeds() -> frozenset[str]:
    """Nouns that name what is done or had, never somebody."""
    kinds = ("thing_words", "reciprocal_nouns", "suffered_nouns", "done_by_nouns")
    return frozenset().union(*(words(kind) for kind in kinds)) - words("party_words")


def is_party(token: Any) -> bool:
    """Whether the noun itself can act and suffer: people, bodies and places, and not what they have or do."""
    if token.pos_ == "PRON":
        return True
    lemma = token.lemma_.lower()
    if token.is_upper and len(token) > 1 and token.pos_ in ("NOUN", "PROPN"):
        return True
    if lemma == "state" and token.tag_ == "NN" and any(child.lower_ == "of" for child in token.rights):
        return False
    if lemma in words("party_words") or token.lower_ in words("party_words"):
        return True
    if lemma in _deeds() or token.lower_ in _deeds():
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in _NAMES:
        return True
    if token.pos_ in ("NUM", "DET", "ADJ") or lemma in _listed_nouns("party"):
        return True
    unlisted = not is_thing(token) and lemma not in _listed_nouns("other")
    if token.is_title and unlisted:
        return True
    return unlisted and lemma.endswith(tuple(words("party_endings")))


def is_thing(token: Any) -> bool:
    """Whether the noun is an object that can be hit, taken or given ('convoy', 'bridge')."""
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and lemma in _listed_nouns("thing") and lemma not in words("elements")


def objects_of(preposition: Any) -> Iterator[Any]:
    """The nouns after a preposition, through a second one ('from within the city'), each of a list for itself."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from conjoined(child)
            if child.pos_ == "PROPN" and preposition.dep_ == "prep":
                yield from _astray(preposition.head)
        elif child.dep_ in ("prep", "pcomp", "conj") and child.pos_ == "ADP":
            yield from objects_of(child)


def owners(noun: Any) -> list[Any]:
    """Whose the thing is: the possessor, else a people or body before it, else whom 'of', 'by' or 'from' name."""
    for child in noun.children:
        if child.dep_ == "poss" and not is_nobody(child):
            return list(conjoined(child))
    for child in noun.lefts:
        if child.dep_ == "amod" and child.lower_ in words("led_by"):
            leaders = [one for one in child.lefts if one.ent_type_ or one.pos_ == "PROPN"]
            if leaders:
                return leaders[-1:]
    before = [
        child for child in noun.lefts
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "ORG", "GPE", "PERSON")
        and not child.is_punct
    ]  # fmt: skip
    if before:
        if before[-1].dep_ == "compound":
            return before[-1:]
        # 'American, British and French warships': all of them.
        return [before[0], *(one for one in before[0].conjuncts if one.ent_type_ in ("NORP", "GPE", "ORG"))]
    # 'a police report': the common noun before it, where that is somebody.
    acting = words("acting_nouns")
    people = [child for child in noun.lefts if child.dep_ == "compound" and child.lemma_.lower() in acting]
    if people:
        return people[-1:]
    for preposition in ("by", "of", "from"):
        for child in noun.rights:
            if child.dep_ in ("prep", "agent") and child.lower_ == preposition:
                found = [one for noun_ in objects_of(child) for one in parties(noun_)]
                if found:
                    return found
    return []


def first_of_list(noun: Any) -> Any:
    """The first noun of the list in which a noun stands; itself where it stands alone."""
    for _ in range(_LONGEST_LIST):
        if noun.dep_ != "conj" or noun.head.pos_ not in _HEADS:
            break
        noun = noun.head
    return noun


def owners_of_list(noun: Any) -> list[Any]:
    """Whose a bare noun of a list is by what stands before the list's first or behind its last.

    'the Danish media and government' are both Danish, 'lawmakers and officials in Peru' both of Peru. A noun with an
    article, a number or an owner of its own shares nothing; nor does one that stands alone.
    """
    first = first_of_list(noun)
    listed = [one for one in first.rights if one.dep_ == "conj"]
    own = ("det", "poss", "nummod", "predet")
    if not listed or (noun.i != first.i and any(one.dep_ in own or one.ent_type_ for one in noun.lefts)):
        return []
    behind = (child for child in first.rights if child.dep_ == "prep" and child.i > listed[-1].i)
    where = [child for child in behind if child.lower_ == "in"]
    return owners(first) or [one for child in where for one in objects_of(child) if one.pos_ == "PROPN"]


def parties(noun: Any, *, things: bool = False) -> list[Any]:
    """The noun itself where it can be a party, else those whose thing it is; none where nobody is named.

    things: an object that is nobody's stands for itself ('shelled a convoy').
    """
    if is_nobody(noun):
        return []
    if is_party(noun):
        return [noun]
    return owners(noun) or ([noun] if things and is_thing(noun) else [])


def phrase(parse: Parse, head: Any) -> Phrase:
    """The noun phrase of ``head`` without what only comments on it.

    It holds the words before the noun and what names it ('the president of France', 'a spokesman for the army');
    relative clauses, appositions, other conjuncts and other prepositions stay outside.
    """
    first = last = head.i
    for child in head.lefts:
        if child.dep_ in _INSIDE and child.pos_ != "CCONJ":
            edge = child.left_edge.i
            if not (child.is_punct and child.i == edge and edge < first - 1):
                first = min(first, edge)
    while first and head.dep_ == "compound" and head.doc[first - 1].dep_ in ("compound", "det") and (
        head.doc[first - 1].head.i == head.head.i
    ):
        first -= 1
    while first >= 2 and head.doc[first - 1].text == "-" and not head.doc[first - 1].whitespace_ and first == head.i:
        first = min(first - 2, head.doc[first - 2].left_edge.i)
    closed = next((i for i in range(head.i - 1, first - 1, -1) if head.doc[i].text in ")]"), None)
    if closed is not None and all(head.doc[i].text not in "([" for i in range(first, closed)):
        first = closed + 1  # the end of an aside: 'The Alda Courier) President Lund'
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space) and head.doc[first].text != "$":
        first += 1
    if head.dep_ != "poss" or head.pos_ != "PRON":
        last = max(last, _named_after(head))
    start = parse.start + int(head.doc[first].idx)
    return Phrase(start, parse.start + int(head.doc[last].idx) + len(head.doc[last]), head)


def _named_after(head: Any) -> int:
    """The last token of what names the noun after it."""
    last = int(head.i)
    for child in head.rights:
        if child.i > last + 1:
            break
        bound = child.dep_ == "prep" and (
            (child.lower_ == "of" and _defines(head) and not _of_the_verb(head, child))
            or (child.lower_ in ("for", "to", "in") and head.lemma_.lower() in words("role_nouns") and _bare(child))
            or (child.lower_ in ("for", "of", "in", "and", "on") and _one_name(head, child))
        )
        if bound:
            noun = next((one for one in child.children if one.dep_ == "pobj"), None)
            if noun is not None and not is_time(noun):
                named = [*conjoined(noun), *_astray(head)]
                last = max(last, *(_named_after(one) if one.i != head.i else last for one in named))
        elif (child.dep_ == "appos" and child.left_edge.i == last + 1) or child.dep_ == "nummod":
            last = max(last, child.i)
        elif child.dep_ != "punct":
            break
    doc = head.doc
    # What the recogniser holds for one name is not cut in two.
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last].ent_type_ in ("PERSON", "ORG", "GPE"):
        last += 1
    return last


def _of_the_verb(head: Any, preposition: Any) -> bool:
    """'Convicted the mayor of fraud': it is no mayor of that name or place."""
    if head.dep_ not in ("dobj", "nsubjpass") or head.head.lemma_.lower() not in words("of_verbs"):
        return False
    return not any(child.ent_type_ in _NAMES or child.pos_ == "PROPN" for child in preposition.children)


def _defines(head: Any) -> bool:
    return head.pos_ != "PRON" and is_party(head)


def _bare(preposition: Any) -> bool:
    """Whether the preposition belongs to a name or a title and not to an event ('ambassador to Kenya')."""
    return any(child.dep_ == "pobj" and not is_time(child) for child in preposition.children)


def _one_name(head: Any, preposition: Any) -> bool:
    return bool(head.pos_ == "PROPN" and preposition.ent_iob_ == "I")
