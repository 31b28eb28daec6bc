"""Who the phrases around an event name: the story's entity, its country, its PLOVER sector.

What the phrase itself says comes first ('the former Kenyan president'), then what the story says of its entity (place,
offices at the story's date, whom it acts for, other descriptions of it). What neither tells of a person the table of
office holders may know; it is marked so. What nobody tells stays None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import Any

import msgspec

from onrecord.model import Entity, Mention, Office, Participant, Span
from onrecord.reading.acts_for import acts_as_government
from onrecord.reading.events.according import Voicing
from onrecord.reading.events.actor_words import split, vocabulary
from onrecord.reading.events.candidate import Phrase
from onrecord.reading.events.phrases import first_of_list, owners_of_list
from onrecord.reading.events.sectors import Told, told
from onrecord.reading.lexicon import lexicon
from onrecord.reading.office_holders import known_holder
from onrecord.reading.places.countries import country_called, country_named
from onrecord.reading.stage import Partial

__all__ = ["Actors"]

_MENTIONS_LOOKED_AT = 40  # around one head, so that hostile nesting stays cheap
_DESCRIPTIONS_READ = 20  # titles and descriptions of one entity
_WEAK = (None, "UNK", "CVL")
_BEFORE_NAMES = frozenset(["former", "ex", "acting", "interim", "deputy", "then", "late", "senior", "counterpart"])
# Countries whose names are given to people too.
_GIVEN = frozenset(["Jordan", "Chad", "Georgia", "Israel", "India", "Kenya", "Ireland", "France", "Cuba"])
# Who is always some country's; and beside whom in a list 'police' are of the same country: not 'Kurdish protesters'.
_OF_A_STATE = frozenset(["COP", "GOV", "JUD", "LEG", "MIL", "SPY"])
_HAVING_A_COUNTRY = _OF_A_STATE | {"BUS", "EDU", "JRN", "LAB", "MED", "PTY", "REL"}
_NOTHING = Told()
_ONE, _SEVERAL = frozenset(["i", "me", "myself"]), frozenset(["we", "us", "ourselves"])
_THEY = frozenset(["they", "them"])


class Actors:
    """Resolves phrases of one story. Built in one pass over its entities and offices; each is judged when asked for."""

    def __init__(self, partial: Partial) -> None:
        reading = partial.reading
        self._text = reading.story.text
        day = reading.story.as_of
        self._day = day.value if day else None
        self._entities = {one.id: one for one in reading.entities}
        self._mentions: list[tuple[int, int, Mention, str]] = sorted(
            (m.start, m.end, m, one.id) for one in reading.entities for m in one.mentions
        )
        self._starts = [start for start, *_ in self._mentions]
        self._reach = list(accumulate((end for _, end, *_ in self._mentions), max))
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for office in reading.offices:
            self._offices[office.holder].append(office)
        self._parses = [parse.start for parse in partial.parses]
        self._places = _place_names(reading.entities)
        self._voicing = Voicing(partial)
        self._known: dict[str, Told] = {}

    def participant(self, phrase: Phrase) -> Participant:
        """The phrase's span, its entity's id, country (ISO 3166 alpha-2) and PLOVER sector; each None where untold."""
        found = self._by_itself(phrase)
        if found.country is None and found.sector in _OF_A_STATE and (code := self._of_its_list(phrase)):
            return msgspec.structs.replace(found, country=code)
        return found

    def _of_its_list(self, phrase: Phrase) -> str | None:
        """The country that a list of bare nouns shares ('the Danish media and government')."""
        whose = owners_of_list(phrase.head)
        first = first_of_list(phrase.head)
        if not whose or (first.i != phrase.head.i and told(first.text).sector not in _HAVING_A_COUNTRY):
            return None
        codes = {told(_words_of(one), self._places.get).country for one in whose}
        return codes.pop() if len(codes) == 1 else None

    def _by_itself(self, phrase: Phrase) -> Participant:
        """By the words of its phrase, and its entity."""
        found = self._entity(phrase)
        span = Span.of(self._text, phrase.start, phrase.end)
        if found is None:
            return self._unnamed(phrase, span)
        entity, mention = found
        said = told(self._words_about(phrase, entity, mention), self._places.get)
        known = self._of(entity, 0)
        if entity.kind == "place" and said.sector == "GOV" and not acts_as_government(phrase.head):
            # A capital is a town where it is only said where something happened
            said = Told(said.country, None, said.international)
        country = said.country or (None if said.international else known.country)
        weak = said.sector in _WEAK or (said.sector == "REL" and known.sector in _OF_A_STATE)  # Mullah, and minister
        sector = known.sector if weak and known.sector else said.sector
        by_table = known.by_table and (country, sector) != (said.country, said.sector)
        return Participant(
            span=span, entity=self._answerable(entity, phrase), country=country, sector=sector,
            known_by="office_holders" if by_table else "story",
        )  # fmt: skip

    def _answerable(self, entity: Entity, phrase: Phrase) -> str:
        """The entity's id; of 'the Norwegian authorities', a body only in the plural, the country's."""
        principal = self._entities.get(entity.acts_for or "")
        if principal is None or principal.kind != "place" or entity.kind != "group":
            return entity.id
        return principal.id if phrase.head.lemma_.lower() in _words("rulers") else entity.id

    def _unnamed(self, phrase: Phrase, span: Span) -> Participant:
        """Whoever is no entity of the story: a pronoun of whoever speaks, somebody's government, anybody else."""
        head = phrase.head
        if head.pos_ == "PRON" and (speaker := self._speaker(phrase)) is not None:
            return msgspec.structs.replace(speaker, span=span)
        said = told(span.text, self._places.get)
        owner = self._owner(phrase)
        if owner is None or said.international or head.lemma_.lower() in _words("strangers"):
            return Participant(span=span, country=said.country, sector=said.sector)
        whose = self._of(owner, 1)
        entity = self._accountable(owner) if head.lemma_.lower() in _words("rulers") else None
        return Participant(span=span, entity=entity, country=said.country or whose.country, sector=said.sector)

    def _speaker(self, phrase: Phrase) -> Participant | None:
        """Whom 'I', 'we' means in quotation marks; 'they', unresolved, in what several people say."""
        at = self._head(phrase)
        statement = self._voicing.at(at)
        if statement is None or statement.speaker is None:
            return None
        word, span = phrase.head.lower_, statement.speaker.span
        if word in _ONE or word in _SEVERAL:
            if statement.mode == "indirect":
                return None
            entity = statement.speaker.acts_for if word in _SEVERAL else None
            entity = entity or statement.speaker.entity
        elif word in _THEY and span is not None and _is_plural(phrase, span.start - (at - int(phrase.head.idx))):
            entity = statement.speaker.entity
        else:
            return None
        if entity is not None and entity in self._entities and span is not None:
            known = self._of(self._entities[entity], 0)
            return Participant(
                span=span, entity=entity, country=known.country, sector=known.sector,
                known_by="office_holders" if known.by_table else "story",
            )  # fmt: skip
        if span is None:
            return None
        said = told(span.text, self._places.get)
        return Participant(span=span, country=said.country, sector=said.sector)

    def _owner(self, phrase: Phrase) -> Entity | None:
        """Whose it is, where a pronoun of the phrase says so ('its army')."""
        offset = self._head(phrase) - int(phrase.head.idx)
        for child in phrase.head.children:
            if child.dep_ == "poss" and child.tag_ == "PRP$":
                for _, _, mention, entity in self._around(offset + int(child.idx)):
                    if mention.form == "pronoun":
                        return self._entities[entity]
        return None

    def _accountable(self, owner: Entity) -> str | None:
        """Whom 'his government', 'its officials' stand for: the country or body of whoever owns them."""
        if owner.kind != "person":
            return owner.acts_for or owner.id
        of = {one.of for one in self._offices.get(owner.id, ()) if one.of and one.status not in ("former", "designate")}
        return of.pop() if len(of) == 1 else None

    # ---- which entity ------------------------------------------------------------------------------------------------

    def _entity(self, phrase: Phrase) -> tuple[Entity, Mention] | None:
        """The entity whose mention covers the phrase's head, or is what is left of the phrase without its titles."""
        at = self._head(phrase)
        over = [one for one in self._around(at) if one[0] <= at < one[1]]
        inside = [one for one in over if phrase.start <= one[0] and one[1] <= phrase.end]
        best = max(inside, key=_length, default=None) or min(over, key=_length, default=None)
        if best is None:
            best = next((one for one in self._around(phrase.end - 1) if self._is_titled(phrase, one)), None)
        return (self._entities[best[3]], best[2]) if best else None

    def _head(self, phrase: Phrase) -> int:
        """Where the head begins in the story's text."""
        parse = bisect_right(self._parses, phrase.start) - 1
        return (self._parses[parse] if parse >= 0 else 0) + int(phrase.head.idx)

    def _around(self, at: int) -> list[tuple[int, int, Mention, str]]:
        """The mentions that cover position ``at``."""
        found = []
        index = bisect_right(self._starts, at) - 1
        for _ in range(_MENTIONS_LOOKED_AT):
            if index < 0 or self._reach[index] <= at:
                break
            if self._mentions[index][1] > at:
                found.append(self._mentions[index])
            index -= 1
        return found

    def _is_titled(self, phrase: Phrase, mention: tuple[int, int, Mention, str]) -> bool:
        """'Kenyan President Amina Odhiambo' is whoever is named at its end, if all before the name are titles."""
        start, end, one, entity = mention
        if one.form != "name" or end != phrase.end or start < phrase.start or self._entities[entity].kind != "person":
            return False
        known = vocabulary()
        titles = _titles() | _BEFORE_NAMES | known.articles
        return all(
            not word.possessive
            and ((word.low,) in known.entries or word.low in titles or country_named(word.text) is not None)
            for word in split(self._text[phrase.start : start])
        )

    # ---- what is known of an entity ----------------------------------------------------------------------------------

    def _words_about(self, phrase: Phrase, entity: Entity, mention: Mention) -> str:
        """The words of the phrase that describe; a person's name is none of them ('Ruth Farmer', 'King')."""
        if mention.form == "pronoun":
            return ""
        if entity.kind != "person" or mention.form != "name":
            return self._text[phrase.start : phrase.end]
        before = self._text[phrase.start : max(phrase.start, mention.start)].rstrip(" ,")
        behind = self._text[min(mention.end, phrase.end) : phrase.end].lstrip(" ,")
        return f"{before} {behind}".strip() if behind.startswith("of ") else (before or behind)

    def _of(self, entity: Entity, depth: int) -> Told:
        """What the story tells of the entity, by whatever words."""
        known = self._known.get(entity.id)
        if known is None:
            self._known[entity.id] = _NOTHING  # whoever acts for itself in a circle acts for nobody
            known = self._person(entity) if entity.kind == "person" else self._body(entity, depth)
            self._known[entity.id] = known
        return known

    def _body(self, entity: Entity, depth: int) -> Told:
        if entity.kind == "place":
            named = told(entity.name, self._places.get)
            code = entity.place.country if entity.place else None
            acts = "GOV" if entity.acts_for else None
            return Told(code or country_named(entity.name), acts or (named.sector if named.sector == "PRE" else None))
        best = told(entity.name, self._places.get)
        for text in self._descriptions(entity):
            best = _joined(best, told(text, self._places.get))
        principal = self._entities.get(entity.acts_for or "")
        if principal is not None and depth < 3:
            whose = self._of(principal, depth + 1)
            best = _joined(best, Told(whose.country, whose.sector or "GOV", whose.international))
        return best

    def _person(self, entity: Entity) -> Told:
        """By the offices held at the story's date, then by titles and descriptions, then by offices held before."""
        offices = self._offices.get(entity.id, ())
        held = [self._office(one) for one in offices if one.status not in ("former", "designate")]
        described = [told(text, self._places.get) for text in self._descriptions(entity)]
        once = [self._office(one) for one in offices if one.status in ("former", "designate")]
        if country_called(entity.name) and entity.name not in _GIVEN:
            return Told(country_called(entity.name))  # taken for a person, but nobody is called so
        best = _NOTHING
        for one in (*held, *described, *once):
            best = _joined(best, one)
        return self._by_table(entity, best)

    def _by_table(self, entity: Entity, told_here: Told) -> Told:
        """With what the table of office holders has of a name of which the story tells no country, or no sector."""
        if told_here.international or (told_here.country and told_here.sector not in _WEAK):
            return told_here
        full = dict.fromkeys(one.text for one in entity.mentions if one.form == "name" and " " in one.text)
        known = next(filter(None, (known_holder(name, self._day) for name in (entity.name, *full))), None)
        if known is None or (told_here.country not in (None, known.country)):
            return told_here
        both = _joined(told_here, Told(known.country, known.sector, known.country is None))
        return replace(both, by_table=True) if both != told_here else told_here

    def _office(self, office: Office) -> Told:
        of = self._entities.get(office.of or "")
        said = told(f"{office.title} of {of.name}" if of else office.title, self._places.get)
        if of is not None and of.kind != "person":
            whose = self._of(of, 1)
            said = _joined(said, whose if said.sector is None else Told(whose.country, None, whose.international))
        if office.status == "former":
            elite = said.sector in vocabulary().offices
            return Told(said.country, "ELI" if elite else None, said.international)
        return Told(said.country, None, said.international) if office.status == "designate" else said

    def _descriptions(self, entity: Entity) -> list[str]:
        """Titles and descriptions of the entity, each once, in text order."""
        found = dict.fromkeys(m.text for m in entity.mentions if m.form in ("title", "nominal"))
        return list(found)[:_DESCRIPTIONS_READ]


def _joined(first: Told, then: Told) -> Told:
    """``first``, with what it leaves open from ``then``."""
    weaker = first.sector in _WEAK and then.sector not in _WEAK
    return Told(
        first.country or (None if first.international else then.country),
        then.sector if weaker or first.sector is None else first.sector,
        first.international or (then.international and first.country is None),
    )


def _words_of(owner: Any) -> str:
    """An owner with what is one name with it ('South Africa')."""
    doc = owner.doc
    return str(doc[owner.left_edge.i : owner.i + 1].text) if owner.ent_type_ == "GPE" else str(owner.text)


def _is_plural(phrase: Phrase, start: int) -> bool:
    """Whether the words that begin at ``start`` of the phrase's own parse name several."""
    doc = phrase.head.doc
    inside = (token for token in doc if token.idx >= start) if start >= 0 else iter(())
    first = next(inside, None)
    while first is not None and first.head.i != first.i and first.pos_ not in ("NOUN", "PROPN", "PRON"):
        first = first.head
    return first is not None and (first.tag_ in ("NNS", "NNPS") or first.lemma_.lower() == "police")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("events/roles")[kind])


def _place_names(entities: tuple[Entity, ...]) -> dict[str, str]:
    """The story's names of places -> their country; of people -> '', since they are no place whatever a list says."""
    found: dict[str, str] = {}
    for entity in entities:
        for mention in entity.mentions:
            if mention.form != "name":
                continue
            if entity.kind == "person" and not country_called(entity.name):
                for word in re.split(r"\s+", mention.text):
                    found.setdefault(word, "")
            elif entity.kind == "place" and entity.place is not None and entity.place.country:
                found[mention.text] = entity.place.country
    return found


def _length(mention: tuple[int, int, Mention, str]) -> int:
    return mention[1] - mention[0]


def _titles() -> frozenset[str]:
    words = lexicon("titles")
    return frozenset((*words["honorifics"], *words["offices"], *words["qualifiers"]))
