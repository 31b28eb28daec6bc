"""One story's part of a page -> its draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml.html import HtmlElement

from onrecord.capture.bylines import clean_author
from onrecord.capture.draft import Block, Draft
from onrecord.capture.html.body import Body, find_body, without_notes_on_authors
from onrecord.capture.html.captions import find_captions
from onrecord.capture.html.dates import PrintedLine, guessed_date, local_date, read_dates
from onrecord.capture.html.evidence import Voter, folded, trafilatura_body
from onrecord.capture.html.lines import is_date_line
from onrecord.capture.html.metadata import Metadata, read_metadata
from onrecord.capture.html.page import Line, Page, read_page
from onrecord.capture.html.parts import (
    find_bylines,
    find_key_points,
    find_standfirst,
    first_after_head,
    without_opening_names,
)
from onrecord.capture.html.titles import Title, choose_title
from onrecord.model import DateRead, Headline
from onrecord.model.story import ReadFrom

if TYPE_CHECKING:
    from onrecord.capture.html.split import Region

__all__ = ["read_story"]

# How far above the headline and below the body a story's own parts still stand, in visible lines.
_ABOVE = 8
_BELOW = 6
# A body of fewer letters is no story, unless the page itself says that it is an article.
_SHORTEST_STORY = 200
_SHORTEST_DECLARED = 45
# A body of which more than this share is links is an index.
_MOST_LINKED = 0.6
_LONGEST_DATE_LINE = 160
_LABELLED_DATE = 24
# The variants that repeat the headline wherever they stand on the page; others can be its standfirst.
_HEADLINE_PATHS = frozenset(("h1", "ld+json/headline", "og:title", "twitter:title", "title"))


def read_story(
    region: Region, *, url: str | None = None, given: Mapping[str, str] = {}, given_from: str = "metadata"
) -> Draft | None:
    """The draft of the story in ``region``, or None if there is no story in it."""
    root = region.element
    page = read_page(root)
    metadata = read_metadata(root, region.json_ld, only_article=not region.whole)
    title = choose_title(page, metadata.headlines, metadata.outlet)
    at = title.line.index if title.line is not None else None
    said = {folded(text) for text, _ in metadata.descriptions}
    captions = find_captions(page.lines, [text for text in metadata.captions if folded(text) not in said], title.line)
    body = find_body(
        page,
        Voter(trafilatura_body(root)),
        Voter(metadata.body.splitlines()),
        apart=_heads(page, title) | captions.keys(),
        after=-1 if at is None else at,
    )
    body.lines = without_notes_on_authors(without_opening_names(body.lines), [name for name, _ in _names(metadata)])
    if not _is_story(body, metadata, title):
        return None
    draft = Draft(language=metadata.language, outlet=metadata.outlet or given.get("outlet"))
    draft.confidence = body.agreement
    draft.headlines = title.variants
    address = region.url or metadata.url or given.get("url")
    draft.url = urljoin(url or "", address) if address else url
    first = first_after_head(page, [line for line, _ in body.lines])
    last = body.lines[-1][0].index
    start = at if at is not None and at < first else max(first - 4 * _ABOVE, 0)
    _fill(draft, page, metadata, title, body, captions, (start, first, last))
    _date(draft, page, metadata, (start, first, last), root)
    _add_given(draft, given, given_from)
    if not metadata.free:
        draft.notes.append("The page says that it is not free to read: the body may be cut short.")
    return draft


def _heads(page: Page, title: Title) -> set[int]:
    """The lines that show the headline, wherever they repeat it."""
    if title.line is None:
        return set()
    heading = next((box for box in title.line.box.ancestors() if box.tag == "h1"), title.line.box)
    folds = {folded(title.line.text), folded(title.text or "")} | {
        folded(variant.text) for variant in title.variants if variant.path in _HEADLINE_PATHS
    }
    return {
        line.index
        for line in page.lines
        if (line.tag != "p" and folded(line.text) in folds) or heading in line.box.ancestors()
    }


def _is_story(body: Body, metadata: Metadata, title: Title) -> bool:
    lines = [line for line, role in body.lines if role == "paragraph"]
    size = sum(sum(map(str.isalpha, line.text)) for line in lines)
    if sum(line.linked * len(line.text) for line in lines) > _MOST_LINKED * sum(len(line.text) for line in lines):
        return False
    declared = bool(metadata.published) and title.text is not None
    return size >= (_SHORTEST_DECLARED if declared else _SHORTEST_STORY)


def _fill(
    draft: Draft,
    page: Page,
    metadata: Metadata,
    title: Title,
    body: Body,
    captions: dict[int, Block],
    bounds: tuple[int, int, int],
) -> None:
    """The blocks, in page order."""
    start, first, last = bounds
    placed: dict[int, Block] = {
        line.index: Block("paragraph" if role == "paragraph" else "subhead", line.text) for line, role in body.lines
    }
    low, high = max(start - _ABOVE, 0), last + _BELOW
    placed |= {index: block for index, block in captions.items() if low <= index <= high and index not in placed}
    heads = _heads(page, title)
    names = _names(metadata)
    free = [line for line in page.lines[low : high + 1] if line.index not in placed and line.index not in heads]
    known = [name for name, _ in names]
    placed |= find_bylines((line for line in free if start < line.index < first), known)
    if not any(block.role == "byline" for block in placed.values()):
        placed |= find_bylines((line for line in free if not start < line.index <= last), known, elsewhere=True)
    before = [line for line in page.lines[start:first] if line.index not in placed and line.index not in heads]
    placed |= find_key_points(before)
    headline = folded(title.text or "") or "\n"
    rest = [line for line in before if line.index not in placed and headline not in folded(line.text)]
    lines = [line for line, _ in body.lines]
    for line in find_standfirst(rest, [text for text, _ in metadata.descriptions], lines[:4]):
        placed[line.index] = Block("standfirst", line.text)
    if title.text:
        at = title.line.index if title.line is not None and title.line.index < first else -1
        placed[at] = Block("headline", title.text)
    draft.blocks = [placed[index] for index in sorted(placed)]
    printed = {
        block.text[a:b].casefold() for block in placed.values() if block.role == "byline" for a, b in block.authors
    }
    outlet = folded(metadata.outlet or "")
    draft.metadata_authors = [
        (name, path)
        for name, path in names
        if name.casefold() not in printed and not (printed and outlet and folded(name) in outlet)
    ]


def _names(metadata: Metadata) -> list[tuple[str, str]]:
    """The authors that metadata name, each once, cleaned: the most telling place alone."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    paths = [path for _, path in metadata.authors]
    for path in dict.fromkeys(paths):
        for raw, where in metadata.authors:
            if where != path:
                continue
            for name in clean_author(raw):
                if name.casefold() not in seen and any(character.isalpha() for character in name):
                    seen.add(name.casefold())
                    found.append((name, path))
        if found:
            break
    return found


def _date(draft: Draft, page: Page, metadata: Metadata, bounds: tuple[int, int, int], root: HtmlElement) -> None:
    start, first, last = bounds
    printed: list[PrintedLine] = []
    # Where the head says nothing, a table of facts well below the body may.
    below = _BELOW if metadata.published else 3 * _BELOW
    for line in page.lines[max(start - _ABOVE, 0) : last + below + 1]:
        outside = line.index < first or (line.index > last and line.linked < 0.3 and "furniture" not in line.hints())
        if outside and len(line.text) <= _LONGEST_DATE_LINE and _may_date(line):
            distance = abs(line.index - first) if line.index < first else 100 + line.index - last
            printed.append(PrintedLine(line.text, distance))
    stamps = list(metadata.published) + [
        (stamp, "time") for line in page.lines[max(start - _ABOVE, 0) : first] for stamp in _stamps(line)
    ]
    dates = read_dates(stamps, metadata.updated, printed)
    draft.published, draft.updated = dates.published, dates.updated
    if draft.published is None and (value := guessed_date(root)) is not None:
        draft.published = DateRead(value=value, read_from="metadata", path="htmldate")
    draft.notes.extend(dates.notes)


def _may_date(line: Line) -> bool:
    if len(line.text) <= _LABELLED_DATE and any(map(str.isdigit, line.text)):
        return True  # 'Datum 28.04.2023', in whatever language: what is no date gives none
    return is_date_line(line.text) or "date" in line.hints(levels=3) or any(run.tag == "time" for run in line.runs)


def _stamps(line: Line) -> list[str]:
    return [stamp for run in line.runs if run.tag == "time" and (stamp := run.element.get("datetime"))]


def _add_given(draft: Draft, given: Mapping[str, str], given_from: str) -> None:
    """What the container of the page says, where the page is silent."""
    kind: ReadFrom = "feed" if given_from == "feed" else "given" if given_from == "given" else "metadata"
    for name in ("published", "updated"):
        if getattr(draft, name) is None and (stamp := given.get(name)) and (value := local_date(stamp)):
            setattr(draft, name, DateRead(value=value, read_from=kind, path=f"{given_from}/{name}", words=stamp))
    if title := given.get("headline"):
        draft.headlines.append(Headline(text=title, read_from=kind, path=f"{given_from}/headline"))
        if not any(block.role == "headline" for block in draft.blocks):
            draft.blocks.insert(0, Block("headline", title))
    if draft.language is None:
        draft.language = given.get("language")
    if not draft.metadata_authors and not any(block.authors for block in draft.blocks):
        draft.metadata_authors = [(name, f"{given_from}/author") for name in clean_author(given.get("author", ""))]
