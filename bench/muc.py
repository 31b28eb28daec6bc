"""MUC-3 and MUC-4: texts on terrorism in Latin America, and the incidents that a reader filled into templates.

The texts are in capitals. ``Truecaser`` gives them back small letters, from how the words of other news are written,
which costs some names: scores on these texts are lower than on print.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.model import Dateline, DateRead, Span, Story, story_id
from onrecord.reading.english import language
from onrecord.reading.places.listing import candidates

__all__ = ["Document", "Template", "Truecaser", "documents"]

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")
_OPENING = re.compile(
    r"\s*(?:\([A-Z .&-]+\)\s*)?(?P<place>[A-Z][A-Z .,'\n-]*?)(?:\s\([^)]*\))?,\s+(?P<day>\d{1,2} [A-Z]{3}[A-Z]* \d{2})"
    r".*?--\s*(?:\[[^\]]*\]\s*)*(?=\S)",
    re.DOTALL,
)
_LOCATION = re.compile(r"([^:()/]+?)(?:\s\(([A-Z /-]+)\))?(?=:|/|\)|$| - )")
_WORD = re.compile(r"[A-Z][A-Z'’]*|\d+|[^\w\s]|\s+")
_TOKEN = re.compile(r"[A-Za-z]+")
_BEFORE_NOUNS = frozenset(["A", "AN", "THE", "HIS", "HER", "ITS", "THEIR", "THIS", "THAT", "MY", "OUR"])
_TOWN = 5.0  # about log10 of its people
_FAR = timedelta(days=36_500)


@dataclass(frozen=True)
class Template:
    """One incident of the key. types, stages: any of them is right. days: the ranges that a right date lies in; empty
    where the key has none. open_start: the key only knows that it was by that day. places: by country, the finer names.
    """

    types: frozenset[str]
    stages: frozenset[str]
    days: tuple[tuple[date, date], ...]
    open_start: bool
    countries: frozenset[str]
    places: frozenset[str]
    optional: bool


@dataclass
class Document:
    """A text as a story, and its incidents."""

    name: str
    day: date | None
    story: Story
    templates: list[Template] = field(default_factory=list)


class Truecaser:
    """Small letters for texts in capitals: a word is small if other news write it so more often than not."""

    def __init__(self, texts: Iterable[str]) -> None:
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        for text in texts:
            for match in _TOKEN.finditer(text):
                word = match[0]
                if word.islower():
                    small[word] += 1
                elif text[match.start() - 2 : match.start()].strip(" \n") not in (".", "", '"', "“", "!", "?", ":"):
                    large[word.lower()] += 1
        # 'New York' and 'the Army' are so frequent in print that a bare majority would not do.
        self._small = {word for word, count in small.items() if 4 * count > large[word]}
        self._large = set(large)
        self._decided: dict[str, bool] = {}
        self._dictionary = language().get_pipe("lemmatizer").lookups.get_table("lemma_index")
        self._capitals = {"UN", "USSR", "OAS", "CIA", "FBI", "DEA", "U", "S", "TV"}

    def cased(self, text: str) -> str:
        """``text`` with small letters where print would have them."""
        # '[FMLN]' after its full name; a speaker's name in brackets opens a paragraph.
        acronyms = self._capitals | set(re.findall(r"[A-Z]\s\[([A-Z][A-Z-]{1,9})\]", text))
        titled = _spelt_out(text)
        pieces, at, opens = [], 0, True
        words = list(_WORD.finditer(text))
        for index, match in enumerate(words):
            word = match[0]
            pieces.append(text[at : match.start()])
            at = match.end()
            if word[0].isalpha():
                number = index > 1 and words[index - 2][0].isdigit()
                within = any(a <= match.start() < b for a, b in titled)
                common = not within and word not in acronyms and self._is_common(words, index)
                pieces.append(word.lower() if common else self._word(word, opens, number, within, acronyms))
                opens = False
            else:
                pieces.append(word)
                opens = word in ".!?" or (opens and (word.isspace() or word in "\"'[("))
        return "".join(pieces) + text[at:]

    def _is_common(self, words: list[re.Match[str]], index: int) -> bool:
        """Whether it is a noun of the dictionary by itself ('in a garden'), though print has it in names more often."""
        before = words[index - 2][0] if index > 1 else ""
        after = words[index + 2][0] if index + 2 < len(words) and words[index + 1][0].isspace() else ""
        word = words[index][0].lower()
        if before not in _BEFORE_NOUNS or (after[:1].isalpha() and not self._is_small(after.lower())):
            return False
        return len(word) > 2 and word in self._dictionary["noun"] and not _is_town(word)

    def _is_small(self, word: str) -> bool:
        """Whether print has it small, or a dictionary has it, print never has it large, and it is no big town."""
        if word not in self._decided:
            self._decided[word] = word in self._small or self._is_a_word(word)
        return self._decided[word]

    def _is_a_word(self, word: str) -> bool:
        known = any(word in words for words in self._dictionary.values())
        return known and word not in self._large and not _is_town(word)

    def _word(self, word: str, opens: bool, after_number: bool, titled: bool, acronyms: set[str]) -> str:
        low = word.lower()
        stem = re.sub(r"['’]s?$", "", low)
        if word in acronyms:
            return word
        if after_number and word[:3] in _MONTHS and len(word) >= 3 and stem not in ("mayor", "mayors", "decree"):
            return word.capitalize() if low in _MONTH_NAMES else low
        small = low in ("de", "del", "y") or (
            low not in ("el", "la", "las", "los") and any(map(self._is_small, (low, stem, *_simpler(stem))))
        )
        if small and not opens and not (titled and low not in ("of", "the", "for", "and", "de", "in")):
            return low
        return word.capitalize()


def _is_town(word: str) -> bool:
    """Whether it is the first name of a big place."""
    return any(one.prior >= _TOWN and not one.also for one in candidates(word.title()))


_MONTH_NAMES = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)  # fmt: skip


def _simpler(word: str) -> Iterator[str]:
    """What an inflected English word may be a form of."""
    for ending in ("s", "es", "ed", "ing", "ings", "d", "ly", "er", "ers"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield word[: -len(ending)]
            if ending in ("ed", "ing", "ings", "er", "ers"):
                yield word[: -len(ending)] + "e"


def _spelt_out(text: str) -> list[tuple[int, int]]:
    """Where words stand that an acronym in brackets right after them is made of."""
    found = []
    for match in re.finditer(r"((?:[A-Z'-]+\s+){1,9})\[([A-Z]{2,9})\]", text):
        words = list(re.finditer(r"[A-Z'-]+", match[1]))
        letters = match[2]
        for count in range(1, len(words) + 1):
            initials = "".join(
                word[0][0] for word in words[-count:] if word[0] not in ("OF", "THE", "FOR", "AND", "DE")
            )
            if initials == letters:
                found.append((match.start() + words[-count].start(), match.start() + words[-1].end()))
                break
    return found


def documents(data: Path, split: str, names: set[str] | None = None) -> tuple[list[Document], list[Path]]:
    """The documents of a split and the files they were read from; of these names alone, if there are some.

    train: those called DEV (whose keys were given out first); dev: the tests of MUC-3 and MUC-4 that are there; all.
    """
    folder = data / "events" / "muc4"
    files = [folder / "muc4_raw_texts.jsonl", folder / "muc4_raw_templates.jsonl"]
    print_ = [data / "statements" / "polnear" / f"{name}.jsonl" for name in ("train", "dev")]
    casing = Truecaser(row["text"] for path in print_ for row in _rows(path))
    keys: dict[str, list[Template]] = {}
    for row in _rows(files[1]):
        template = _template(row)
        keys.setdefault(row["doc"].split()[0], []).extend([template] if template else [])
    found = [
        _document(row, casing, keys.get(row["doc"], []))
        for row in _rows(files[0])
        if (split not in ("train", "dev") or (split == "train") == row["doc"].startswith("DEV"))
        and (names is None or row["doc"].split(" (")[0] in names)
    ]
    return found, files


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(row: dict[str, str], casing: Truecaser, templates: list[Template]) -> Document:
    text = row["text"]
    opening = _OPENING.match(text)
    printed = _DAY.search(opening["day"]) if opening else None
    day = _day(printed) if printed else None
    body = text[opening.end() :] if opening else re.sub(r"^\s*\([A-Z .&-]+\)\s*", "", text)
    cased = casing.cased(re.sub(r"\s*\[(?:PASSAGE OMITTED|WORDS? INDISTINCT|SENTENCE AS RECEIVED)\]", "", body))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", cased) if part.strip()]
    place = " ".join(opening["place"].split()).title() if opening else ""
    clandestine = not place or "Clandestine" in place
    if not clandestine and paragraphs:
        paragraphs[0] = f"{place.upper()}: {paragraphs[0]}"
    joined = "\n\n".join(paragraphs)
    spans, at = [], 0
    for part in paragraphs:
        spans.append(Span.of(joined, at, at + len(part)))
        at += len(part) + 2
    story = Story(
        id=story_id(joined),
        text=joined,
        language="en",
        paragraphs=tuple(spans),
        datelines=() if clandestine or not spans else (Dateline(span=Span.of(joined, 0, len(place))),),
        published=DateRead(value=day.isoformat(), read_from="given") if day else None,
    )
    return Document(row["doc"], day, story, templates)


def _template(row: dict[str, Any]) -> Template | None:
    slots: dict[str, list[str]] = row["slots"]
    if not row["relevant"]:
        return None
    dates = [value for value in slots["INCIDENT: DATE"] if value != "*"]
    countries, places = _places(slots["INCIDENT: LOCATION"])
    return Template(
        frozenset(part.strip() for value in slots["INCIDENT: TYPE"] for part in value.split("/")),
        frozenset(part.strip() for value in slots["INCIDENT: STAGE OF EXECUTION"] for part in value.split("/")),
        tuple(found for value in dates for found in _days(value)),
        bool(dates) and all(value.lstrip("(? ").startswith("-") for value in dates),
        countries,
        places,
        bool(row["optional"]),
    )


def _days(value: str) -> list[tuple[date, date]]:
    ranges = []
    for part in value.split("/"):
        days = [day for one in _DAY.finditer(part) if (day := _day(one)) is not None]
        if not days:
            continue
        ranges.append((days[0] - _FAR if part.lstrip("(? ").startswith("-") else days[0], days[-1]))
    return ranges


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(1900 + int(match[3]), _MONTHS[match[2]], int(match[1]))
    except (KeyError, ValueError):
        return None  # a slip of the key ('31 JUN 89')


def _places(values: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    countries: set[str] = set()
    places: set[str] = set()
    for value in values:
        for alternative in value.split("/"):
            names = [match[1].strip(" ()?-") for match in _LOCATION.finditer(alternative)]
            names = [name for name in names if name and name != "*"]
            if names:
                countries.add(names[0].lower())
                places.update(name.lower() for name in names[1:])
    return frozenset(countries), frozenset(places)
