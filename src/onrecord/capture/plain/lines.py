"""What can be told of each line of a plain-text copy by itself, in any script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.capture.bylines import is_byline, looks_like_names
from onrecord.capture.credits import inline_credit, is_credit
from onrecord.capture.datelines import find_dateline
from onrecord.capture.furniture import announces_links, is_furniture, masked, pleas
from onrecord.capture.printed_dates import find_dates, is_date_line

__all__ = ["Line", "bullet_end", "look", "weight"]

# A dash opens direct speech in many languages, so it is no bullet.
_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□►▶▸⁃∙*]|\+(?=\s))[\s\u00a0]*")
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_CLOSING = "\"'”’»›“‘)]）】」』〉》 \t\xa0"
_BLANK = " \t\r\n\xa0\u200b\ufeff"
_STOPS = ".!?…。！？．؟۔।॥"
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.\w|https?://|www\.")
_ADDRESS_WITHIN = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. ``at`` is its index in the copy; ``text`` has no bullet and no space at its edges.

    weight: its length in Latin letters (a Chinese character says as much as two or three). ends: its last sign that
    ends a sentence, or ''. again: how many lines of the copy are the same. links: it announces titles of other
    stories. pleas: how many words of pleas and consents it holds.
    """

    at: int
    text: str
    key: str
    bullet: bool
    indented: bool
    weight: float
    ends: str
    again: int
    furniture: bool
    date: bool
    dated: bool
    byline: bool
    names: bool
    credit: bool
    inline: tuple[int, int] | None
    dateline: bool
    lower: bool
    address: bool
    links: bool
    pleas: int

    @property
    def is_title(self) -> bool:
        """Whether the line could be a title: neither a running sentence nor one of the page's own small parts."""
        return (
            15 <= self.weight <= 190
            and self.ends not in (".", "。", "।", "۔", "．")
            and not (self.furniture or self.date or self.credit or self.address)
            and self.text[-1] not in ":;,"
        )

    @property
    def is_sentence(self) -> bool:
        """Whether the line reads as running text."""
        return self.ends != "" and self.weight >= 40 and not (self.furniture or self.date)


def look(texts: Sequence[str]) -> list[Line]:
    """The lines of a copy that are not blank, each looked at by itself."""
    keys = [masked(text) for text in texts]
    again = Counter(keys)
    return [_line(at, text, keys[at], again[keys[at]]) for at, text in enumerate(texts) if text.strip(_BLANK)]


def weight(text: str) -> float:
    """The length of ``text`` in Latin letters."""
    return len(text) + 1.5 * len(_WIDE.findall(text)) + 0.8 * len(_HANGUL.findall(text))


def bullet_end(text: str) -> int:
    """Where the words of a line begin after its bullet; 0 where it has none."""
    match = _BULLET.match(text)
    return match.end() if match and text[match.end() :].strip() else 0


def _line(at: int, raw: str, key: str, again: int) -> Line:
    start = bullet_end(raw)
    text = raw[start:].strip()
    long = weight(text)
    bare = text.rstrip(_CLOSING)
    short = long <= 220
    date = short and is_date_line(text)
    return Line(
        at=at,
        text=text,
        key=key,
        bullet=start > 0,
        indented=raw[:1] in " \t",
        weight=long,
        ends=bare[-1] if bare and bare[-1] in _STOPS else "",
        again=again,
        furniture=is_furniture(raw),
        date=date,
        dated=short and not date and long <= 110 and any(found.value for found in find_dates(text)),
        byline=short and not date and is_byline(text),
        names=short and looks_like_names(text),
        credit=short and is_credit(text),
        inline=inline_credit(text) if 12 <= long <= 900 else None,
        dateline=long >= 60 and find_dateline(text) is not None,
        lower=text[:1].islower(),
        address=_ADDRESS.search(text, 0, _ADDRESS_WITHIN) is not None,
        links=announces_links(raw),
        pleas=pleas(text) if long <= 900 else 0,
    )
