"""Whom the words of a source mean: the entity behind a name, a title, a pronoun or 'who', and whom it answers for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from onrecord.model import Entity, Mention
from onrecord.reading.lexicon import lexicon
from onrecord.reading.statements.candidate import Range, Ranges
from onrecord.reading.statements.ground import Ground

__all__ = ["Voices"]

_OWN = frozenset(["i", "we", "me", "my", "our", "us"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_SINGULAR = {"he": 0.0, "she": 1.0, "his": 0.0, "her": 1.0, "him": 0.0}
_PLURAL = frozenset(["they", "them", "their"])
_VETO = 0.3
# How many code points back a document must have been spoken of for 'the statement' to be that one.
_WITHIN_SIGHT = 600
_NAMED = ("name", "title", "nominal")


class Voices:
    """The mentions of a story's entities by position, and the way from a source to one of them."""

    def __init__(self, ground: Ground, entities: tuple[Entity, ...]) -> None:
        self._ground = ground
        self._entities = {entity.id: entity for entity in entities}
        rows = sorted((one.start, -one.end, one, entity.id) for entity in entities for one in entity.mentions)
        self._mentions: list[tuple[Mention, str]] = [(one, number) for _, _, one, number in rows]
        self._starts = [one.start for one, _ in self._mentions]
        self._longest = max((one.end - one.start for one, _ in self._mentions), default=0)
        self._persons = [
            (one, number) for one, number in self._mentions
            if self._entities[number].kind == "person" and one.form in _NAMED and ground.quotation_at(one.start) is None
        ]  # fmt: skip
        self._person_starts = [one.start for one, _ in self._persons]

    def entity(self, number: str | None) -> Entity | None:
        """The entity with this id."""
        return self._entities.get(number) if number is not None else None

    def meant(self, source: Ranges | None, last_speaker: str | None, around: str | None) -> str | None:
        """The id of the entity that a source means, or None where the text does not say.

        last_speaker: the entity of the statement before. around: the speaker of the statement that this one stands
        in: whom 'I' means.
        """
        if not source:
            return None
        start, end = source[0]
        words = self._ground.text[start:end].lower().strip(" ,.")
        if words in _OWN:
            return around
        span = self._ground.tokens(start, end)
        if span is None:
            return self._named_in(start, end)
        head = span.root
        if words in _RELATIVE:
            return self._antecedent(head)
        if words in _PLURAL:
            found = self._mention_at(start, end)
            return found if found is not None or around is None or self._is_person(around) else around
        if len(span) <= 2 and (head.pos_ == "PRON" or words in _SINGULAR):
            return self._by_pronoun((start, end), words.removesuffix("'s"), last_speaker)
        if head.lemma_.lower() in _documents() and self._spoken_of(head, start):
            return self._by_name(span) or last_speaker
        return self._by_name(span)

    def _spoken_of(self, noun: Any, start: int) -> bool:
        """Whether 'the statement' is one that the words before it have told of: 'in a statement, she said'."""
        definite = any(child.lower_ in ("the", "that", "this") for child in noun.children)
        before = self._ground.text[max(0, start - _WITHIN_SIGHT) : start].lower()
        return definite and noun.lemma_.lower() in before

    def _by_name(self, span: Any) -> str | None:
        """Whoever the head of a noun phrase names, or a name in apposition to it."""
        offset = self._ground.offset(span.doc)
        head = span.root
        if offset is None or head.lower_ in ("campaign", "administration", "team", "supporters", "aides"):
            return None if offset is None else self._covering(offset + span.start_char, offset + span.end_char)
        for token in (head, *_appositions(head, span)):
            found = self._mention_at(offset + token.idx, offset + token.idx + len(token))
            if found is not None:
                return found
        return self._covering(offset + span.start_char, offset + span.end_char)

    def _antecedent(self, relative: Any) -> str | None:
        """Whom 'who' means: the noun that its clause hangs on."""
        clause = relative.head
        for _ in range(6):
            if clause.dep_ in ("relcl", "acl"):
                break
            if clause.head.i == clause.i:
                return None
            clause = clause.head
        noun, offset = clause.head, self._ground.offset(relative.doc)
        if offset is None or clause.dep_ not in ("relcl", "acl"):
            return None
        span = noun.doc[noun.left_edge.i : noun.i + 1]
        for token in (noun, *_appositions(noun, span), *([noun.head] if noun.dep_ == "appos" else ())):
            found = self._mention_at(offset + token.idx, offset + token.idx + len(token))
            if found is not None:
                return found
        return None

    def _by_pronoun(self, at: Range, word: str, last_speaker: str | None) -> str | None:
        """Whom a speaking pronoun means: by who speaks and acts here, else as the pronouns stage says."""
        speaking = self._by_who_speaks(at, word, last_speaker) if word in _SINGULAR else None
        return speaking if speaking is not None else self._mention_at(*at)

    def _by_who_speaks(self, at: Range, word: str, last_speaker: str | None) -> str | None:
        part = self._ground.part_at(at[0])
        first = bisect_left(self._person_starts, part.start) if part else 0
        before = bisect_left(self._person_starts, at[0])
        here = [(one, number) for one, number in self._persons[first:before] if self._agrees(number, word)]
        subjects = {number for one, number in here if self._is_subject(one)}
        if len(subjects) == 1:
            return subjects.pop()
        if last_speaker is not None and self._is_person(last_speaker) and self._agrees(last_speaker, word):
            return last_speaker if not subjects or last_speaker in subjects else None
        named = {number for _, number in here}
        return named.pop() if len(named) == 1 else None

    def _is_person(self, number: str) -> bool:
        return self._entities[number].kind == "person"

    def _is_subject(self, mention: Mention) -> bool:
        span = self._ground.tokens(mention.start, mention.end)
        return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")

    def _agrees(self, number: str, word: str) -> bool:
        share = _share_of_women(self._entities[number].name)
        return share is None or abs(share - _SINGULAR[word]) <= 1 - _VETO

    def _mention_at(self, start: int, end: int) -> str | None:
        """The entity of the shortest mention that covers this range."""
        return min(
            ((one.end - one.start, number) for one, number in self._near(start, end)
             if one.start <= start and end <= one.end),
            default=(0, None),
        )[1]  # fmt: skip

    def _covering(self, start: int, end: int) -> str | None:
        """The entity with a mention of just this range, an article aside."""
        bare = start + 4 if self._ground.text[start : start + 4].lower() == "the " else start
        return next((number for one, number in self._near(start, end)
                     if one.start in (start, bare) and one.end == end), None)  # fmt: skip

    def _named_in(self, start: int, end: int) -> str | None:
        found = {number for one, number in self._near(start, end) if start <= one.start and one.end <= end}
        return found.pop() if len(found) == 1 else None

    def _near(self, start: int, end: int) -> Iterator[tuple[Mention, str]]:
        first = bisect_left(self._starts, start - self._longest)
        for one, number in self._mentions[first : bisect_right(self._starts, end)]:
            if one.end > start and one.start < end:
                yield one, number

    def named(self, words: Range) -> str | None:
        """The one entity that a range names, or None."""
        return self._named_in(*words)


def _appositions(head: Any, span: Any) -> Iterator[Any]:
    """The names that stand for a head: in apposition ('his lawyer, Ann Lee'), or the title's bearer."""
    answers = head.lemma_.lower() in _spokesmen()
    for child in head.children:
        inside = span.start <= child.i < span.end and child.ent_type_ in ("PERSON", "")
        if inside and (child.dep_ == "appos" or (answers and child.dep_ in ("nmod", "compound") and child.ent_type_)):
            yield child


@cache
def _spokesmen() -> frozenset[str]:
    return frozenset(lexicon("cues")["spokesmen"]["nouns"])


@cache
def _documents() -> frozenset[str]:
    return frozenset(lexicon("cues")["bearers"]["documents"])


@lru_cache(4096)
def _share_of_women(name: str) -> float | None:
    from onrecord.reading.pronouns.gender import first_name_share

    words = name.split()
    return first_name_share(words[0]) if len(words) > 1 else None
