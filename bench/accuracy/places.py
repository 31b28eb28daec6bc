"""Places: where in the world each place is that a story names.

Data: ``places/geoparsing/Corpora``: ``lgl.xml`` (588 articles of local newspapers, Lieberman et al. 2010) and
``GeoVirus.xml`` (229 passages of Wikinews on diseases, Gritta et al. 2018).

Protocol.

- **lgl, geovirus**: all gold places that have coordinates, each at its gold span, no more of the article being told
  than its text. ``within_161_km`` is the share that is put within 161 km (100 miles, great circle) of the gold; a place
  left unresolved counts as wrong. We give a country no point; where the gold is a country (LGL: its GeoNames kind;
  GeoVirus: its page's title) or a continent, it is right if the country's code or the continent is the gold's, since
  the point of the same country is the same point. ``resolved`` is the share that is not left unresolved, ``precision``
  the share of those that is right, ``country`` (LGL) the share of the gold with a country to which we give its code.
- **tuned, held**: the same for the half of the documents on which the weights were tuned and for the other half (by the
  SHA-256 of the document's id or address: even last digit, odd last digit).
- **end_to_end**, on every fourth document of the half that was not tuned on (last digit 1 or 5): our own names of kind
  place with our places. ``recall`` is the share of gold places that overlap one of our names which is put within
  161 km, ``precision`` the share of our names which overlap a gold place and are put there. Neither corpus marks every
  place (streets, buildings), so precision is a lower bound.
- **words_a_second**: resolution alone, on all texts, one process, after one pass; **milliseconds_to_open** the lists;
  both of the processor's time.
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from bench.harness import Result, run
from onrecord.model import Place
from onrecord.reading.places import countries, cues, listing
from onrecord.reading.places.countries import country_called
from onrecord.reading.places.gazetteer import Gazetteer
from onrecord.reading.places.resolving import resolve

_NEAR = 161.0
_COUNTRIES = ("PCLI", "PCLS", "PCLD", "PCLF", "PCL", "PCLIX", "TERR")
_NO_COUNTRIES = ("Georgia (U.S. state)", "England", "Scotland", "Wales", "Northern Ireland", "Great Britain")
_CONTINENTS = ("Africa", "Asia", "Europe", "North America", "South America", "Oceania", "Antarctica")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place in a text. country: its code where the gold says it; whole: 'country', 'continent' or ''."""

    start: int
    end: int
    lat: float
    lon: float
    country: str | None
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold places. digit: the last of the digest of its name, 0 to 15."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    digit: int

    @property
    def tuned(self) -> bool:
        """Whether it is of the half on which weights were tuned."""
        return self.digit % 2 == 0


# ---- loaders ---------------------------------------------------------------------------------------------------------


def lgl(path: Path) -> list[Document]:
    """The articles of LGL."""
    found = []
    for article in etree.parse(str(path)).getroot():
        text, gold = article.findtext("text") or "", []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is None or not tag.findtext("lat"):
                continue
            kind = tag.findtext("fcode") or ""
            whole = "country" if kind in _COUNTRIES else "continent" if kind == "CONT" else ""
            country = country_called(tag.findtext("country") or "")
            gold.append(_gold(toponym, tag, text, toponym.findtext("phrase") or "", country, whole))
        found.append(_document(article.get("docid") or "", text, gold))
    return found


def geovirus(path: Path) -> list[Document]:
    """The passages of GeoVirus."""
    found: list[Document] = []
    for number, article in enumerate(etree.parse(str(path)).getroot()):
        text, gold = article.findtext("text") or "", []
        for one in article.iter("location"):
            page = unquote((one.findtext("page") or "").rsplit("/", 1)[-1]).replace("_", " ")
            title = re.sub(r" \(.*\)", "", page)
            code = country_called(title) if page not in _NO_COUNTRIES else None
            whole = "country" if code else "continent" if title in _CONTINENTS else ""
            gold.append(_gold(one, one, text, one.findtext("name") or "", code, whole))
        found.append(_document(article.findtext("source") or str(number), text, gold))
    return found


def _gold(spans: etree._Element, point: etree._Element, text: str, name: str, country: str | None, whole: str) -> Gold:
    start, end = int(spans.findtext("start") or 0), int(spans.findtext("end") or 0)
    if text[start:end] != name:  # some positions are off by a few characters
        near = [one.start() for one in re.finditer(re.escape(name), text)]
        start = min(near, key=lambda at: abs(at - start), default=start)
        end = start + len(name)
    return Gold(
        start, end, float(point.findtext("lat") or 0), float(point.findtext("lon") or 0), country or None, whole
    )


def _document(name: str, text: str, gold: list[Gold]) -> Document:
    digit = int(hashlib.sha256(name.encode()).hexdigest()[-1], 16)
    return Document(name, text, tuple(sorted(gold, key=lambda one: one.start)), digit)


# ---- scorer ----------------------------------------------------------------------------------------------------------


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere of 6371 km."""
    one, two = radians(lat), radians(other_lat)
    half = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


def right(place: Place | None, gold: Gold) -> bool:
    """Whether our place is the gold's, as the protocol says."""
    if place is None or place.unresolved:
        return False
    if gold.whole == "country":
        return place.precision == "country" and place.country == gold.country
    if gold.whole == "continent":
        return place.feature == "continent"
    return (
        place.lat is not None
        and place.lon is not None
        and kilometres(place.lat, place.lon, gold.lat, gold.lon) <= _NEAR
    )


@dataclass(slots=True)
class Tally:
    """Counts over gold places."""

    gold: int = 0
    right: int = 0
    resolved: int = 0
    coded: int = 0
    same_country: int = 0

    def scores(self, name: str) -> dict[str, float]:
        """As shares."""
        return {
            f"{name}_within_161_km": self.right / max(1, self.gold),
            f"{name}_resolved": self.resolved / max(1, self.gold),
            f"{name}_precision": self.right / max(1, self.resolved),
        } | ({f"{name}_country": self.same_country / self.coded} if self.coded else {})


def score(documents: list[Document]) -> tuple[Tally, list[str]]:
    """All gold places at their gold spans, and the errors of the half that may be looked at."""
    tally, errors = Tally(), []
    for document in documents:
        places = resolve(document.text, [(one.start, one.end) for one in document.gold])
        for gold, place in zip(document.gold, places, strict=True):
            good = right(place, gold)
            tally.gold += 1
            tally.right += good
            tally.resolved += not place.unresolved
            tally.coded += gold.country is not None
            tally.same_country += gold.country is not None and gold.country == place.country
            if not good and document.tuned:
                errors.append(_error(document, gold, place))
    return tally, errors


def _error(document: Document, gold: Gold, place: Place) -> str:
    text = document.text
    around = f"{text[max(0, gold.start - 60) : gold.start]}[{text[gold.start : gold.end]}]{text[gold.end :][:40]}"
    if place.unresolved:
        got = place.unresolved
    else:
        far = kilometres(place.lat, place.lon, gold.lat, gold.lon) if place.lat is not None and place.lon else -1
        got = f"{place.feature} {place.country} {place.lat},{place.lon} ({far:.0f} km)"
    return f"gold {gold.whole} {gold.country} {gold.lat},{gold.lon}; got {got} | {around}".replace("\n", " ")


def end_to_end(documents: list[Document]) -> tuple[int, int, int]:
    """How many gold places our own names and places get right, how many of our names do, how many of ours there are."""
    from onrecord.model import Entity, Span, Story, story_id
    from onrecord.reading import Reader
    from onrecord.reading.encoding import Encoding
    from onrecord.reading.names import Names
    from onrecord.reading.places import Places
    from onrecord.reading.quotations import Quotations
    from onrecord.reading.sentences import Sentences

    reader = Reader((Quotations(), Sentences(), Encoding(), Names(), Places()))
    found = good = ours = 0
    for document in documents:
        text = document.text
        story = Story(id=story_id(text), text=text, language="en", paragraphs=(Span(0, len(text), text),))
        entities: tuple[Entity, ...] = reader.read(story).entities
        named = [(one.start, one.end, entity.place) for entity in entities if entity.place for one in entity.mentions]
        hits = [
            (index, gold)
            for gold in document.gold
            for index, (start, end, place) in enumerate(named)
            if start < gold.end and gold.start < end and right(place, gold)
        ]
        ours += len(named)
        good += len({index for index, _ in hits})
        found += len({gold.start for _, gold in hits})
    return found, good, ours


def opening() -> float:
    """Milliseconds to open the gazetteer and read the tables beside it, anew."""
    started = time.process_time()
    Gazetteer()
    for table in (countries._tables, listing._sites, listing.short_forms, cues._national):
        table.__wrapped__()
    return 1000 * (time.process_time() - started)


def speed(documents: list[Document]) -> float:
    """Words a second of resolution alone."""
    started, words = time.process_time(), 0
    for document in documents:
        resolve(document.text, [(one.start, one.end) for one in document.gold])
        words += len(document.text.split())
    return words / (time.process_time() - started)


def evaluate(data: Path, split: str) -> Result:
    """Measures on whatever of the two corpora is there."""
    result = Result({}, lower_is_better=frozenset(["milliseconds_to_open"]))
    folder = data / "places" / "geoparsing" / "Corpora"
    every: list[Document] = []
    for name, path, load in (("lgl", folder / "lgl.xml", lgl), ("geovirus", folder / "GeoVirus.xml", geovirus)):
        documents = load(path)
        tally, errors = score(documents)
        result.scores |= tally.scores(name)
        for half, label in ((True, "tuned"), (False, "held")):
            part, _ = score([one for one in documents if one.tuned is half])
            result.scores[f"{name}_{label}_within_161_km"] = part.right / max(1, part.gold)
        some = [one for one in documents if one.digit in (1, 5)]
        found, good, ours = end_to_end(some)
        result.scores[f"{name}_end_to_end_precision"] = good / max(1, ours)
        result.scores[f"{name}_end_to_end_recall"] = found / max(1, sum(len(one.gold) for one in some))
        result.counts |= {f"{name}_documents": len(documents), f"{name}_gold": tally.gold}
        result.errors += errors
        result.files.append(path)
        every += documents
    result.scores["milliseconds_to_open"] = opening()
    result.scores["words_a_second"] = speed(every)
    return result


if __name__ == "__main__":
    run("places", __doc__, evaluate)
