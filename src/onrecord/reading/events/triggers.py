"""All words of a parse that may name an event, in text order, with what the lexicon says they may mean.

A trained classifier judges each of them afterwards, so this finds rather too many than too few: verbs, nouns, light
verbs with their noun, phrasal verbs, words that halt another event, and a few adjectives ('willing to').
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.reading.events.candidate import Sense, Trigger
from onrecord.reading.events.entries import Entry, Lexicon, Rule, event_lexicon
from onrecord.reading.events.surroundings import holds, lemma_of, objects, stems, unfolded
from onrecord.reading.stage import Parse

__all__ = ["triggers"]

_REACH = 8  # tokens between a verb and the last word of its phrase ('called the whole thing off')
_GAP = 3
_OTHER_CLASS = 0.7  # how far a word is trusted that the tagger took for the other class
_PARTICIPLE = 0.35  # 'the jailed editor': the deed is there, but rarely as the news
_CLASSES = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"})


def triggers(parse: Parse) -> list[Trigger]:
    """The candidates of a parse in text order. A token carries at most one; linear in the length of the parse."""
    return _Search(parse).run()


class _Search:
    """One pass over a parse. kinds: the type that a word has by itself, as conditions of other words ask for it."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.doc = parse.doc
        self.lexicon: Lexicon = event_lexicon()
        self.kinds: dict[int, str | None] = {}
        self.found: dict[int, Trigger] = {}

    def run(self) -> list[Trigger]:
        taken: set[int] = set()
        for token in self.doc:
            if token.i in taken or token.pos_ not in _CLASSES:
                continue
            one = self._trigger(token)
            if one is not None:
                self.found[one.token.i] = one
                taken.update(word.i for word in one.tokens)
        for token in self.doc:
            if token.pos_ in ("VERB", "NOUN", "ADJ"):
                self._carry(token)
        return sorted(self.found.values(), key=lambda one: (one.tokens[0].i, one.token.i))

    def _trigger(self, token: Any) -> Trigger | None:
        match = self._matched(token)
        if match is None:
            return None
        entry, words, trust = match
        head = words[entry.head]
        senses = self._senses(head, entry.rules)
        if not senses:
            return None
        if head.dep_ == "amod" and head.tag_ in ("VBN", "VBD"):
            trust *= _PARTICIPLE
        if trust < 1:
            senses = tuple(replace(sense, weight=round(sense.weight * trust, 3)) for sense in senses)
        return Trigger(self.parse, self._meaning(head, words), head, words, senses)

    def _meaning(self, head: Any, words: tuple[Any, ...]) -> Any:
        """The noun of a light verb's phrase that the lexicon has as a whole ('held talks'), else the head."""
        if len(words) > 1 and head.pos_ == "VERB" and lemma_of(head) in self.lexicon.light:
            return next((word for word in words[1:] if word.pos_ == "NOUN"), head)
        return head

    def _carry(self, token: Any) -> None:
        """What a light or a halting word does to the nouns that it governs."""
        for some, act in ((self.lexicon.halting, self._halt), (self.lexicon.light, self._lift)):
            for entry in some.get(lemma_of(token), ()):
                words = self._words(token, entry, contiguous=False)
                if words is not None:
                    governed = [one for one in self._governed(token, words) if one.i in self.found]
                    if governed:
                        act(token, words, governed)
                    return

    def _governed(self, token: Any, words: tuple[Any, ...]) -> Iterator[Any]:
        heads = list(objects(token))
        for word in words[1:]:
            heads.extend(child for child in word.children if child.dep_ == "pobj")
        if token.pos_ == "NOUN":
            heads.extend(
                inner
                for child in token.children if child.lower_ in ("of", "to", "in")
                for inner in child.children if inner.dep_ == "pobj"
            )  # fmt: skip
        yield from unfolded(heads, self.lexicon.quantities)

    def _lift(self, token: Any, words: tuple[Any, ...], nouns: list[Any]) -> None:
        """A light verb is part of its noun's trigger, and no event of its own."""
        if token.pos_ != "VERB":
            return
        self.found.pop(token.i, None)
        for noun in nouns:
            one = self.found[noun.i]
            if one.carrier is one.token:
                tokens = tuple(sorted({*words, *one.tokens}, key=lambda word: word.i))
                self.found[noun.i] = replace(one, carrier=token, tokens=tokens)

    def _halt(self, token: Any, words: tuple[Any, ...], nouns: list[Any]) -> None:
        """To stop an event is another event, unless the verb has a sense of its own here; the first is halted."""
        if token.i not in self.found:
            kind = self.kind(nouns[0])
            senses = self.lexicon.becomes.get(kind or "NULL", ())
            if senses:
                self.found[token.i] = Trigger(self.parse, token, token, words, senses)
        for noun in nouns:
            self.found[noun.i] = replace(self.found[noun.i], halted=True)

    def _matched(self, token: Any) -> tuple[Entry, tuple[Any, ...], float] | None:
        """The longest entry that the token begins, in the lexicon of its class or, trusted less, of the other."""
        lexicon = self.lexicon
        verb = token.pos_ in ("VERB", "AUX", "ADJ", "ADV")
        both = (lexicon.verbs, lexicon.nouns) if verb else (lexicon.nouns, lexicon.verbs)
        for some, trust in zip(both, (1.0, _OTHER_CLASS), strict=True):
            for lemma in self._lemmas(token, trust):
                for entry in some.get(lemma, ()):
                    words = self._words(token, entry, contiguous=some is lexicon.nouns)
                    if words is not None:
                        return entry, words, trust
        return None

    @staticmethod
    def _lemmas(token: Any, trust: float) -> tuple[str, ...]:
        """The tagger's lemma, and where it took a verb for a noun or a name what the ending tells."""
        lemma = lemma_of(token)
        if trust == 1.0 and token.pos_ != "PROPN":
            return (lemma,)
        return tuple(dict.fromkeys((lemma, *stems(token.lower_))))

    def _words(self, token: Any, entry: Entry, *, contiguous: bool) -> tuple[Any, ...] | None:
        """The tokens of an entry that begins at ``token``; a verb's particles may stand a little away."""
        words = [token]
        at = token.i + 1
        for wanted in entry.words[1:]:
            reach = 1 if contiguous else _REACH if len(words) == 1 else _GAP
            for other in self.doc[at : at + reach]:
                if (other.lower_ == wanted or lemma_of(other) == wanted) and (
                    other.i == at or any(other.head is word or other.head == word for word in words)
                ):
                    words.append(other)
                    at = other.i + 1
                    break
            else:
                return None
        return tuple(words)

    def _senses(self, token: Any, rules: tuple[Rule, ...]) -> tuple[Sense, ...]:
        for rule in rules:
            if all(holds(token, one, self.kind, self.lexicon.quantities) for one in rule.conditions):
                return rule.senses
        return ()

    def kind(self, token: Any) -> str | None:
        """The likeliest type of a word by itself; None where it is no event or one without a type."""
        at = int(token.i)
        if at not in self.kinds:
            self.kinds[at] = None  # words that ask for each other's type get none
            match = self._matched(token)
            senses = self._senses(token, match[0].rules) if match else ()
            self.kinds[at] = senses[0].type if senses else None
        return self.kinds[at]
