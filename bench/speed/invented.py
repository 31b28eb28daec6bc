"""Invented news by the thousand: seeded variations of sentences of our own, no two stories alike.

Names are made from syllables, so that the vocabulary grows with the number of stories as that of real news does.
"""

from __future__ import annotations

import datetime
import random

from onrecord.model import Author, Capture, DateRead, Reading, Span, Story, story_id

__all__ = ["as_capture", "as_page", "story"]

_SYLLABLES = [
    "ba", "bel", "bor", "cal", "dan", "dor", "el", "fen", "gar", "hal", "is", "jor", "kal", "lem", "lin", "mar",
    "mor", "nel", "os", "par", "quil", "ra", "ros", "san", "sel", "tar", "tor", "ul", "ven", "wes", "yar", "zan",
]  # fmt: skip
_OUTLETS = ("The Harbour Post", "Northern Wire", "Evening Ledger", "Valley Courier", "Radio Meridian", "The Dispatch")
_OFFICES = (
    "the mayor",
    "the transport minister",
    "a spokesman",
    "the head of the port",
    "the union's chair",
    "a judge",
)
_DEEDS = (
    "opened talks with", "signed an agreement with", "accused", "met the delegation of", "suspended payments to",
    "filed a complaint against", "sent aid to", "withdrew its envoy from", "ordered an inquiry into", "praised",
)  # fmt: skip
_CAUSES = (
    "after the flood of last spring", "because of rising prices", "despite warnings from engineers",
    "as the harvest failed again", "in the middle of an election campaign", "following a strike at the harbour",
)  # fmt: skip
_SAYINGS = (
    "“We will not wait any longer,” {who} said on {day}.",
    "{office} told reporters that the bridge would stay closed until {month}.",
    "According to {who}, the ministry had known of the fault for years.",
    "{who} denied that any money had changed hands, and called the report from {place} false.",
    "Asked about the delay, {office} declined to comment.",
    "“Nobody in {place} was told,” {who} added, “and nobody will be surprised.”",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "March", "May", "July", "September", "November")


def _name(chance: random.Random, parts: int = 2) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(parts)).capitalize()


def _sentence(chance: random.Random) -> str:
    who, place = f"{_name(chance)} {_name(chance, 3)}", _name(chance, 3)
    if chance.random() < 0.5:
        said = chance.choice(_SAYINGS).format(
            who=who, place=place, office=chance.choice(_OFFICES), day=chance.choice(_DAYS), month=chance.choice(_MONTHS)
        )
        return said[0].upper() + said[1:]
    count = chance.randrange(2, 900)
    return f"{place} {chance.choice(_DEEDS)} {_name(chance, 3)} {chance.choice(_CAUSES)}, and {count} people took part."


def story(number: int) -> Story:
    """The story of this number: always the same, about 250 words, with headline, byline and paragraphs."""
    chance = random.Random(number)
    headline = f"{_name(chance, 3)} {chance.choice(_DEEDS)} {_name(chance, 3)} {chance.choice(_CAUSES)}"
    author = f"{_name(chance)} {_name(chance)}"
    paragraphs = [" ".join(_sentence(chance) for _ in range(3)) for _ in range(6)]
    outlet = chance.choice(_OUTLETS)
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(3600))
    parts = [headline, f"By {author}", *paragraphs]
    text = "\n\n".join(parts)
    starts = [sum(len(part) + 2 for part in parts[:index]) for index in range(len(parts))]
    spans = [Span.of(text, start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    name = Span.of(text, starts[1] + 3, starts[1] + 3 + len(author))
    return Story(
        id=story_id(text), text=text, language="en", outlet=outlet, headline=spans[0], bylines=(spans[1],),
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{number}",
        published=DateRead(value=day.isoformat(), read_from="printed"),
        authors=(Author(name=author, read_from="printed", span=name),), paragraphs=tuple(spans[2:]),
    )  # fmt: skip


def as_page(one: Story) -> str:
    """The story as a small HTML page with metadata and furniture, as outlets serve it."""
    published = one.published.value if one.published else ""
    headline = one.headline.text if one.headline else ""
    body = "".join(f"<p>{paragraph.text}</p>\n" for paragraph in one.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | {one.outlet}</title>'
        f'<link rel="canonical" href="{one.url}"><meta property="og:site_name" content="{one.outlet}">'
        f'<meta property="article:published_time" content="{published}"></head><body>'
        "<nav><a href='/'>Home</a> <a href='/world'>World</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{headline}</h1>\n<p class='byline'>{one.bylines[0].text}</p>\n<time>{published}</time>\n{body}"
        "</article><footer><a href='/about'>About us</a> <a href='/privacy'>Privacy</a></footer></body></html>"
    )


def as_capture(one: Story) -> tuple[Capture, Reading]:
    """The story's page as a capture, with a reading that stops at the anatomy."""
    page = as_page(one).encode()
    capture = Capture(source=f"{one.id}.html", data=page, media_type="text/html", url=one.url)
    return capture, Reading(story=one, stopped_at="anatomy", stopped_because="asked for")
