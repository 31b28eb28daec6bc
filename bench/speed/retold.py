"""Invented stories with their whole readings, by number: the same number gives the same story, whatever the record.

A story tells of a happening that other stories of its days tell of too, with statements, further events, offices,
disputes and promises. One in twelve is a copy: another story's text, cut, under another headline and outlet. One in
forty is a later version of a story at its address. About 300 words, 14 entities with 33 mentions, 11 statements,
7 events: half of what the program reads in a real story of 630 words.
"""

from __future__ import annotations

import datetime
import random
from typing import NamedTuple

from bench.speed.telling import Writer
from bench.speed.world import DEEDS, Deed, Happening, Thing, body, country, drawn, happening, people, person, place
from onrecord.model import Capture, Commitment, Dispute, Office, Reading, Side, Span

__all__ = ["FIRST_DAY", "OUTLETS", "as_capture", "told"]

FIRST_DAY, DAYS = datetime.date(2021, 1, 1), 3 * 365
OUTLETS = tuple(
    f"The {town} {paper}"
    for paper in ("Post", "Courier", "Ledger", "Dispatch", "Herald")
    for town in ("Harbour", "Valley", "Northern", "Evening", "Island", "Meridian", "Border", "Coast", "Forest", "Delta")
)
_AGENCIES = ("Northern Wire", "Meridian News Agency")
_CAUSES = (
    "after the flood of last spring", "because of rising prices", "despite warnings from engineers",
    "as the harvest failed again", "in the middle of an election campaign", "following a strike at the harbour",
)  # fmt: skip
_WORDS = (
    "budget", "ferry", "winter", "tunnel", "grain", "border", "reactor", "school", "forest", "river", "salary", "tax",
    "energy", "fishery", "vaccine", "satellite", "coal", "museum", "airport", "wheat", "copper", "insurance", "housing",
)  # fmt: skip


class _Cast(NamedTuple):
    """Who and what a story names besides what it tells of."""

    people: list[Thing]
    bodies: list[Thing]
    places: list[Thing]
    crowd: Thing

    @classmethod
    def of(cls, number: int) -> _Cast:
        chance = random.Random(f"cast {number}")
        return cls(*(
            [one(drawn(chance, number)) for _ in range(some)] for one, some in ((person, 3), (body, 2), (place, 2))
        ), people(chance.randrange(108)))  # fmt: skip


def told(number: int, stories: int) -> Reading:
    """The reading of the story of this number, of so many that are spread over three years."""
    chance = random.Random(f"story {number}")
    kind = chance.random()
    root, copied, later = number, kind < 1 / 12, 1 / 12 <= kind < 1 / 12 + 1 / 40
    if (copied or later) and number > 60:
        root = number - 1 - chance.randrange(50)
        if random.Random(f"story {root}").random() < 1 / 12 + 1 / 40:
            root = number
    first = random.Random(f"story {root}")
    first.random()
    about = happening(root, first.random())
    outlet, byline = first.choice(OUTLETS), first.choice((*_AGENCIES, person(drawn(first, root)).name))
    headline = f"{about.actor.short} {about.deed.words} {about.recipient.name} over the {about.matter}"
    address = root
    if root != number and copied:
        outlet, address = chance.choice(OUTLETS), number
        headline = f"{about.where.name}: {chance.choice(_WORDS)} and {about.matter} {chance.choice(_CAUSES)}"
    day = FIRST_DAY + datetime.timedelta(days=number * DAYS // max(stories, 1))
    writer = Writer(day, outlet, f"https://{_host(outlet)}.example/{address}", headline, byline)
    kept = len(_PARTS) if root == number or not copied else chance.randint(7, len(_PARTS))
    cast, began = _Cast.of(root), FIRST_DAY + datetime.timedelta(days=root * DAYS // max(stories, 1))
    for at in range(kept):
        writer.paragraph()
        _PARTS[at](writer, random.Random(f"part {root} {at}"), about, cast, began)
    if root != number and later:
        writer.paragraph()
        writer.say("This story was updated on {day} with what {who} said.", day=day, who=about.actor)
    return writer.reading()


def as_capture(reading: Reading) -> Capture:
    """The story's text as a saved page, without markup."""
    story = reading.story
    return Capture(source=f"{story.id}.txt", data=story.text.encode(), media_type="text/plain", url=story.url)


def _host(outlet: str) -> str:
    return outlet.lower().replace(" ", "-")


def _before(day: datetime.date, chance: random.Random) -> datetime.date:
    return day - datetime.timedelta(days=chance.randint(0, 6))


def _lead(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    happened = FIRST_DAY + datetime.timedelta(days=(day - FIRST_DAY).days // 2 * 2)
    if about.actor.title:
        of = country(sum(map(ord, about.actor.name)) % 18)
        guests = str(chance.randint(3, 40))
        at = writer.say("{who}, the {title} of {of}, arrived in {where} with {number} guests.", who=about.actor,
                        title=about.actor.title, of=of, where=about.where, number=guests)  # fmt: skip
        writer.offices.append(Office(
            holder=writer.local(about.actor), title=about.actor.title, of=writer.local(of), status="current",
            as_of=writer.day.isoformat(), evidence=(Span.of(writer.text, at["who"].start, at["of"].end),),
        ))  # fmt: skip
    at = writer.say("{who} {deed} {whom} in {where} on {day} over the {matter}, {cause}.", who=about.actor,
                    deed=about.deed.words, whom=about.recipient, where=about.where, day=happened, matter=about.matter,
                    cause=chance.choice(_CAUSES))  # fmt: skip
    writer.event(about.deed, at["deed"], (about.actor, at["who"]), (about.recipient, at["whom"]), where=about.where,
                 day=happened)  # fmt: skip
    writer.say("About {number} people watched, and the {thing} of {where} stayed closed for {hours} hours.",
               number=str(chance.randint(20, 9000)), thing=chance.choice(_WORDS), where=about.where,
               hours=str(chance.randint(2, 30)))  # fmt: skip


def _quoted(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    who = about.actor if about.actor.kind == "person" else chance.choice(cast.people)
    one, other, where = chance.choice(_WORDS), chance.choice(_WORDS), chance.choice(cast.places).name
    words = f"“We will not wait for the {one} and the {other} of {where} any longer,”"
    at = writer.say("{words} {who} {cue} on {day}.", words=words, who=who, cue="said", day=_before(day, chance))
    writer.state(who, at["who"], [at["words"]], at["cue"], direct=True, time=writer.times[-1].value)
    words = f"“The {chance.choice(_WORDS)} costs us {chance.randint(2, 90)} million, and nobody will be surprised,”"
    at = writer.say("{words} {he} {cue}.", words=words, he=who, cue="added")
    writer.state(who, at["he"], [at["words"]], at["cue"], direct=True)


def _reported(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    who, whom = chance.choice(cast.people), chance.choice(cast.bodies)
    other, deed, there = cast.crowd, chance.choice(DEEDS), chance.choice(cast.places)
    at = writer.say("{who} {cue} {listener} that {other} {deed} {whom} near {where} on {day}.", who=who, cue="told",
                    listener="reporters", other=other, deed=deed.words, whom=whom, where=there,
                    day=_before(day, chance))  # fmt: skip
    content = Span.of(writer.text, at["other"].start, at["day"].end)
    own = writer.state(who, at["who"], [content], at["cue"])
    writer.event(deed, at["deed"], (other, at["other"]), (whom, at["whom"]), where=there,
                 day=datetime.date.fromisoformat(writer.times[-1].value or ""), by=own)  # fmt: skip


def _further(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    for _ in range(2):
        who, whom, deed = chance.choice(cast.bodies), chance.choice(cast.people), chance.choice(DEEDS)
        at = writer.say("In {year} {who} {deed} {whom}, {cause}, and {count} jobs in the {thing} were lost.",
                        year=str(chance.randint(1990, 2019)), who=who, deed=deed.words, whom=whom,
                        cause=chance.choice(_CAUSES), count=str(chance.randint(20, 900)),
                        thing=chance.choice(_WORDS))  # fmt: skip
        writer.event(deed, at["deed"], (who, at["who"]), (whom, at["whom"]), historical=True)


def _disputed(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    who, other = about.recipient, body(drawn(random.Random(f"rival {about.number}"), about.number * 4))
    if chance.random() < 0.03 and who != other:
        claim = f"{about.actor.name} had paid for the {about.matter} with borrowed {_WORDS[about.number % len(_WORDS)]}"
        at = writer.say("{who} {cue} that {claim}.", who=who, cue="claims", claim=claim)
        one = writer.state(who, at["who"], [at["claim"]], at["cue"], "accuse")
        at = writer.say("{who} {cue} that {claim}.", who=other, cue="denied", claim=claim)
        two = writer.state(other, at["who"], [at["claim"]], at["cue"], "deny")
        writer.disputes.append(Dispute(about=claim, sides=(
            Side(stance="affirms", parties=(writer.local(who),), statements=(one,)),
            Side(stance="denies", parties=(writer.local(other),), statements=(two,)),
        )))  # fmt: skip
        return
    speaker = chance.choice(cast.people)
    at = writer.say("According to {who}, the ministry of {where} had known of the {matter} for {years} years.",
                    who=speaker, where=chance.choice(cast.places), matter=about.matter,
                    years=str(chance.randint(2, 30)))  # fmt: skip
    content = Span.of(writer.text, at["who"].end + 2, at["years"].end + 6)
    cue = Span.of(writer.text, at["who"].start - 13, at["who"].start - 1)
    writer.state(speaker, at["who"], [content], cue)


def _promised(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    way, who = chance.random(), about.actor
    if way < 0.3:
        due = datetime.date(day.year + 1, 1 + about.number % 12, 1)
        at = writer.say("{who} {cue} {whom} to {deed} the {matter} by {due}.", who=who, cue="promised",
                        whom=about.recipient, deed="reopen", matter=about.matter, due=due)  # fmt: skip
        content = Span.of(writer.text, at["deed"].start, at["due"].end)
        own = writer.state(who, at["who"], [content], at["cue"], "promise", told=(about.recipient, at["whom"]))
        writer.commitments.append(Commitment(
            content=content, by=writer.local(who), to=writer.local(about.recipient), made=writer.day.isoformat(),
            due=due.isoformat(), statement=own,
        ))  # fmt: skip
    elif way < 0.5:
        whom = chance.choice(cast.people)
        at = writer.say("{whom} {cue} that {claim}.", whom=whom, cue="confirmed",
                        claim=f"{who.name} has reopened the {about.matter}")  # fmt: skip
        writer.state(whom, at["whom"], [at["claim"]], at["cue"], "confirm")
    else:
        whom = chance.choice(cast.people)
        at = writer.say("Asked about the {thing}, {whom} {cue} until {month}.", thing=chance.choice(_WORDS), whom=whom,
                        cue="declined to comment", month=chance.choice(("May", "June", "July")))  # fmt: skip
        thing = Span.of(writer.text, at["thing"].start - 4, at["thing"].end)
        writer.state(whom, at["whom"], [thing], at["cue"], "decline_comment")


def _protested(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    crowd, there, when = cast.crowd, chance.choice(cast.places), _before(day, chance)
    at = writer.say("Some {count} {crowd} {deed} {whom} in {where} on {day} with {thing} and {other}.",
                    count=str(chance.randint(30, 9000)), crowd=crowd, deed="rallied against", whom=about.recipient,
                    where=there, day=when, thing=chance.choice(_WORDS), other=chance.choice(_WORDS))  # fmt: skip
    writer.event(Deed("rallied against", "PROTEST", "demo"), at["deed"], (crowd, at["crowd"]),
                 (about.recipient, at["whom"]), where=there, day=when)  # fmt: skip


def _background(writer: Writer, chance: random.Random, about: Happening, cast: _Cast, day: datetime.date) -> None:
    who = next((one for one in cast.people if one.title), cast.people[0])
    of, year = country(chance.randrange(18)), chance.randint(1990, 2015)
    at = writer.say("{who}, who was {title} of {of} from {begins} to {ends}, {cue} the {thing} a scandal.", who=who,
                    title=who.title or "mayor", of=of, begins=str(year), ends=str(year + 4), cue="called",
                    thing=chance.choice(_WORDS))  # fmt: skip
    writer.offices.append(Office(
        holder=writer.local(who), title=who.title or "mayor", of=writer.local(of), begins=str(year), ends=str(year + 4),
        status="former", as_of=writer.day.isoformat(),
        evidence=(Span.of(writer.text, at["who"].start, at["ends"].end),),
    ))  # fmt: skip
    thing = Span.of(writer.text, at["thing"].start - 4, at["thing"].end + 10)
    writer.state(who, at["who"], [thing], at["cue"], "criticise")


_PARTS = (
    _lead, _quoted, _reported, _further, _disputed, _reported, _promised, _quoted, _protested, _reported, _disputed,
    _background,
)  # fmt: skip
