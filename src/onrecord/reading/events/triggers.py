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

__all__ = ["Triggers", "triggers"]

_REACH = 8  # tokens between a verb and the last word of its phrase ('called the whole thing off')
_GAP = 3
_OTHER_CLASS = 0.7  # how far a word is trusted that the tagger took for the other class
_MISREAD = 0.4
_PARTICIPLE = 0.35  # 'the jailed editor': the deed is there, but rarely as the news
_COMPOUND = 0.4  # 'attack helicopters', 'war correspondent'
_HYPHENS = frozenset("-–")
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
_VERBS = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "DATE", "NORP"})
# How a verb hangs on what is above it, and a noun does not.
_OF_CLAUSES = ("ROOT", "xcomp", "ccomp", "advcl", "acl", "relcl")


class Triggers(list[Trigger]):
    """The candidates of a parse. refused: the tokens of which a rule says, by the words around, that they name none."""

    refused: frozenset[int] = frozenset()


def triggers(parse: Parse) -> Triggers:
    """The candidates of a parse in text order. A token carries at most one; linear in the length of the parse."""
    return _Search(parse).run()


class _Search:
    """One pass over a parse. kinds: the type that a word has by itself, as conditions of other words ask for it."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.doc = parse.doc
        self.lexicon: Lexicon = event_lexicon()
        self.kinds: dict[int, str | None] = {}
        self.titles: dict[int, bool] = {}
        self.found: dict[int, Trigger] = {}
        self.covered: set[int] = set()
        self.refused: set[int] = set()

    def run(self) -> Triggers:
        for token in self.doc:  # nouns first: what a verb means hangs on its object
            if token.pos_ in _NOUNS or self._may_be_a_noun(token):
                self._find(token, self.lexicon.nouns, trust=1.0)
        for token in self.doc:
            if token.pos_ in _VERBS or token.pos_ in ("NOUN", "PROPN"):
                self._find(token, self.lexicon.verbs, trust=1.0 if token.pos_ in _VERBS else _OTHER_CLASS)
        for token in self.doc:
            if token.pos_ in ("VERB", "AUX") and token.i not in self.covered | self.refused:
                self._find(token, self.lexicon.nouns, trust=_OTHER_CLASS)
        for token in self.doc:
            if token.pos_ in ("VERB", "NOUN", "ADJ"):
                self._carry(token)
        found = Triggers(sorted(self.found.values(), key=lambda one: (one.tokens[0].i, one.token.i)))
        found.refused = frozenset(self.refused - self.covered)
        return found

    def _may_be_a_noun(self, token: Any) -> bool:
        """Whether what the tagger took for a verb may be a noun of the lexicon ('the fighting'), by where it stands."""
        if token.pos_ not in _VERBS or token.lower_ not in self.lexicon.nouns:
            return False
        return token.dep_ not in _OF_CLAUSES or lemma_of(token) not in self.lexicon.verbs

    def _find(self, token: Any, entries: dict[str, tuple[Entry, ...]], *, trust: float) -> None:
        """Adds the trigger that begins at ``token``, if the entries have one; a longer phrase outdoes a word in it."""
        verbs = entries is self.lexicon.verbs
        match = self._matched(token, entries, trust)
        if match is None:
            return
        entry, words = match
        head = words[entry.head]
        single = len(words) == 1
        if verbs and token.i in self.covered and token.pos_ not in _VERBS:
            return  # 'talks with' is the noun that was found, and no verb
        if single and (token.i in self.covered or self._joined(token)):
            return
        if not verbs and single and token.pos_ not in ("NOUN", "PROPN") and trust == 1.0:
            return  # a verb or an adjective may open a noun's phrase ('joint patrol'), but is no noun
        if verbs and any(len(self.found[word.i].tokens) > 1 for word in words[1:] if word.i in self.found):
            return  # 'held a joint exercise': what is held says more than 'hold an exercise'
        if not verbs and not single and head.pos_ in ("VERB", "AUX"):
            return  # 'men with knives attacked' is no 'knife attack'
        trust = 1.0 if verbs and entry.head and head.pos_ == "VERB" else trust * self._weakened(head)
        if verbs and token.pos_ == "NOUN" and any(child.dep_ in ("det", "poss") for child in token.children):
            return  # 'a knife' is no verb
        if verbs and head.pos_ == "NOUN" and not self._headline(token):
            trust *= _MISREAD
        senses = self._senses(head, entry.rules)
        if not senses:
            return
        if trust < 1:
            senses = tuple(replace(sense, weight=round(sense.weight * trust, 3)) for sense in senses)
        for word in words:
            self.found.pop(word.i, None)
            self.covered.add(word.i)
        self.found[self._meaning(head, words).i] = Trigger(self.parse, self._meaning(head, words), head, words, senses)

    def _joined(self, token: Any) -> bool:
        """Whether a hyphen joins the word to another ('Iran-allied', 'free-trade'), or it is part of a name."""
        if token.i and token.nbor(-1).text in _HYPHENS and not token.nbor(-1).whitespace_:
            return token.pos_ not in ("NOUN",) or token.dep_ == "compound"
        if token.i + 1 < len(self.doc) and token.nbor(1).text in _HYPHENS and not token.whitespace_:
            return True
        return token.pos_ == "PROPN" and token.text[0].isupper() and not (token.is_sent_start or self._title(token))

    def _headline(self, token: Any) -> bool:
        """Whether the tagger may well have taken a verb for a noun here: no verb leads the sentence."""
        return token.sent.root.pos_ not in ("VERB", "AUX") or self._title(token)

    def _title(self, token: Any) -> bool:
        """Whether the sentence is in capitals or title case, as headlines are, so that a capital says little."""
        start = int(token.sent.start)
        if start not in self.titles:
            words = [word for word in token.sent if word.is_alpha and len(word) > 3]
            capital = sum(word.text[0].isupper() for word in words)
            self.titles[start] = len(words) > 2 and capital >= 0.7 * len(words)
        return self.titles[start] and token.ent_type_ not in _NAMES

    @staticmethod
    def _weakened(head: Any) -> float:
        """How far a word's place takes from it: participles before nouns, nouns that only tell the kind of another."""
        if head.dep_ == "amod" and head.tag_ in ("VBN", "VBD", "JJ"):
            return _PARTICIPLE
        if head.dep_ == "compound" and head.pos_ == "NOUN" and head.head.pos_ in ("NOUN", "PROPN"):
            return _COMPOUND
        return 1.0

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
        yield from unfolded(heads, self.lexicon.quantities, compounds=False)

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
            senses = self.lexicon.becomes.get(self.kind(nouns[0]) or "NULL", ())
            if senses:
                self.found[token.i] = Trigger(self.parse, token, token, words, senses)
        for noun in nouns:
            self.found[noun.i] = replace(self.found[noun.i], halted=True)

    def _matched(
        self, token: Any, entries: dict[str, tuple[Entry, ...]], trust: float
    ) -> tuple[Entry, tuple[Any, ...]] | None:
        """The longest entry that begins at the token."""
        for lemma in self._lemmas(token, trust):
            for entry in entries.get(lemma, ()):
                words = self._words(token, entry, contiguous=entries is self.lexicon.nouns)
                if words is not None:
                    return entry, words
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
                if rule.conditions and not rule.senses:
                    self.refused.add(int(token.i))
                return rule.senses
        return ()

    def kind(self, token: Any) -> str | None:
        """The likeliest type of a word by itself; None where it is no event or one without a type."""
        at = int(token.i)
        if at in self.found:
            return self.found[at].senses[0].type
        if at not in self.kinds:
            self.kinds[at] = None  # words that ask for each other's type get none
            match = self._matched(token, self.lexicon.verbs if token.pos_ in _VERBS else self.lexicon.nouns, 1.0)
            senses = self._senses(token, match[0].rules) if match else ()
            self.kinds[at] = senses[0].type if senses else None
        return self.kinds[at]
