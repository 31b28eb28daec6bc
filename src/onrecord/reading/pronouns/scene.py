"""The ground that pronouns stand on: every mention with its word in the parse, its sentence, its quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.model import Quotation
from onrecord.reading.pronouns.words import PronounKind, kind_of
from onrecord.reading.stage import Parse

__all__ = ["Candidate", "Pronoun", "Scene", "Spot", "clauses_of", "role_of", "subject_of", "top_of"]

_MODIFIERS = frozenset(["appos", "compound", "nmod", "amod"])
_CLAUSES = frozenset(["ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp", "parataxis", "xcomp"])
_DEEPEST = 40


@dataclass(slots=True, frozen=True)
class Spot:
    """A mention where it stands.

    start, end: in the story's text. token: the head of its words (``spacy.tokens.Token``). index: that word's number
    in the story. sentence, part: numbers in the story. quotation: the number of the innermost quotation around it, or
    -1. form: as of a mention.
    """

    start: int
    end: int
    token: Any
    index: int
    sentence: int
    part: int
    quotation: int
    form: str = "name"


@dataclass(slots=True, frozen=True)
class Pronoun:
    """A pronoun, where it stands, and what it says of the one it means."""

    spot: Spot
    kind: PronounKind


@dataclass(slots=True)
class Candidate:
    """An entity that pronouns may mean. spots: its mentions in order. woman: how likely it is a woman, 0.5 unknown.

    stated: whether the text itself says which ('Mrs', 'spokesman'), and not only a first name.
    """

    id: str
    kind: str
    name: str
    spots: list[Spot]
    woman: float = 0.5
    stated: bool = False

    def seen_before(self, index: int) -> int:
        """How many of the mentions stand before word ``index``."""
        return bisect_left(self.spots, index, key=lambda spot: spot.index)

    def nearest(self, index: int) -> Spot:
        """The last mention before word ``index``, or else the first after it."""
        return self.spots[max(0, self.seen_before(index) - 1)]


@dataclass(slots=True)
class Scene:
    """The parses of a story with the numbers of their words and sentences."""

    text: str
    parses: tuple[Parse, ...]
    quotations: tuple[Quotation, ...]
    _starts: list[int] = field(default_factory=list)
    _words: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _within: list[list[int]] = field(default_factory=list)
    _inside: list[tuple[int, int]] = field(default_factory=list)
    _outer_words: list[int] = field(default_factory=list)
    _outer_sentences: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        words = sentences = 0
        for parse in self.parses:
            self._starts.append(parse.start)
            self._words.append(words)
            self._sentences.append(sentences)
            within = []
            for number, sent in enumerate(parse.doc.sents):
                within += [number] * len(sent)
            self._within.append(within)
            words += len(parse.doc)
            sentences += within[-1] + 1 if within else 0
        self._inside = _innermost(self.quotations)
        if self.quotations:
            self._count_outside()

    def spot(self, start: int, end: int, form: str = "name") -> Spot | None:
        """The mention ``[start, end)`` where it stands; None if it lies in no parse."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        parse = self.parses[at]
        span = parse.doc.char_span(start - parse.start, end - parse.start, alignment_mode="expand")
        if span is None or not len(span):
            return None
        return self._spot(at, span.root, start, end, form)

    def words(self, wanted: Callable[[Any], bool]) -> Iterator[Spot]:
        """The words of the parses for which ``wanted`` holds, in order."""
        for at, parse in enumerate(self.parses):
            for token in parse.doc:
                if wanted(token):
                    start = parse.start + token.idx
                    yield self._spot(at, token, start, start + len(token), "nominal")

    def pronouns(self) -> Iterator[Pronoun]:
        """The third-person and relative pronouns of the story, in order."""
        for at, parse in enumerate(self.parses):
            for token in parse.doc:
                kind = kind_of(token.text)
                if kind is None or (token.text.isupper() and len(token.text) > 1):
                    continue
                start = parse.start + token.idx
                yield Pronoun(self._spot(at, token, start, start + len(token), "pronoun"), kind)

    def outside(self, spot: Spot) -> Spot:
        """The mention as a reader meets it who skips what stands in quotation marks: words and sentences renumbered."""
        if not self.quotations:
            return spot
        return replace(spot, index=self._outer_words[spot.index], sentence=self._outer_sentences[spot.sentence])

    def _count_outside(self) -> None:
        """For each word and sentence how many before it stand, wholly or in part, outside quotations."""
        words = sentences = 0
        for parse in self.parses:
            for sent in parse.doc.sents:
                self._outer_sentences.append(sentences)
                before = words
                for token in sent:
                    self._outer_words.append(words)
                    words += token.is_alpha and self._quotation(parse.start + token.idx) < 0
                sentences += words > before

    def _spot(self, at: int, token: Any, start: int, end: int, form: str) -> Spot:
        return Spot(
            start, end, token, self._words[at] + token.i, self._sentences[at] + self._within[at][token.i], at,
            self._quotation(start), form,
        )  # fmt: skip

    def _quotation(self, position: int) -> int:
        index = bisect_right(self._inside, (position, 1 << 30)) - 1
        return self._inside[index][1] if index >= 0 else -1


def _innermost(quotations: tuple[Quotation, ...]) -> list[tuple[int, int]]:
    """From which position on which quotation is the innermost one (-1: none), in order."""
    changes: list[tuple[int, int]] = []
    open_: list[int] = []
    edges = [(one.start, 1, number) for number, one in enumerate(quotations)]
    edges += [(one.end, 0, number) for number, one in enumerate(quotations)]
    for position, opens, number in sorted(edges):
        if opens:
            open_.append(number)
        elif number in open_:
            open_.remove(number)
        changes.append((position, open_[-1] if open_ else -1))
    return changes


def top_of(token: Any) -> Any:
    """The head of the whole noun phrase that names the entity: out of appositions, compounds and conjunctions."""
    for _ in range(_DEEPEST):
        if token.dep_ in _MODIFIERS or (token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN", "PRON")):
            token = token.head
        else:
            break
    return token


def role_of(token: Any) -> str:
    """The part a mention plays in its clause: subject, object, oblique, possessor or other."""
    dep = top_of(token).dep_
    if dep in ("nsubj", "nsubjpass", "csubj", "agent", "expl"):
        return "subject"
    if dep in ("dobj", "dative", "attr", "oprd"):
        return "object"
    if dep in ("pobj", "pcomp"):
        return "oblique"
    return "possessor" if dep in ("poss", "case") else "other"


def clauses_of(token: Any) -> list[Any]:
    """The heads of the clauses around a word, the innermost first."""
    found = []
    for _ in range(_DEEPEST):
        if token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")):
            found.append(token)
        if token.head is token or token.head.i == token.i:
            break
        token = token.head
    return found


def subject_of(verb: Any) -> Any | None:
    """The subject of a clause by its head; of a verb that is joined to another, that one's."""
    for _ in range(_DEEPEST):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        else:
            return None
    return None
