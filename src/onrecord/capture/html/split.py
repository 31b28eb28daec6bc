"""The stories of a page: which part of the tree belongs to which.

A page can hold several stories: endless scroll, digests, documents saved one after another. Where each starts is read
from evidence that holds for any outlet. A *head* is a heading with a story's worth of prose between it and the next
head. What makes two heads two stories, and not a story with its subheads, is that each has something beside it that
only a story has: a JSON-LD article or a document title with the same words, a date or a byline, a dateline, or an
``<article>`` of its own. Teasers have no prose; the posts of a live page stand under a headline of a higher level.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from onrecord.capture.bylines import is_byline
from onrecord.capture.datelines import find_dateline
from onrecord.capture.furniture import is_furniture
from onrecord.capture.html.evidence import folded
from onrecord.capture.html.metadata import article_objects, json_ld_objects, plain
from onrecord.capture.html.order import DocumentOrder
from onrecord.capture.html.page import Line, read_page
from onrecord.capture.printed_dates import is_date_line

__all__ = ["Region", "split"]

_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_SHORTEST_HEADLINE = 10
# A story's worth of prose, in characters; less where a head is a story's by its metadata.
_PROSE, _LITTLE_PROSE = 500, 200
# How many lines around a head its date and byline stand in.
_ABOVE, _BELOW = 8, 25
_SHORT_LINE = 120
_PARAGRAPH, _LINKED = 80, 0.5
_DENSE, _DENSE_WEIGHT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"), 3
# Right above where a story opens: lines no longer than this are its kicker or date.
_KICKER = 50
_KICKER_TAGS = frozenset(("p", "span", "div", "time", "a"))
_SENTENCE_ENDS = '.!?…。！？”»"'
_NO_HEAD = frozenset(("furniture", "dialogue", "hidden", "embed"))


@dataclass(frozen=True, slots=True)
class Region:
    """One story's own part of a page.

    element: the subtree that holds it, a detached copy where the page holds several. whole: whether it is the whole
    page. json_ld: the JSON-LD article that describes it, where one was matched; url: its own address, where the page
    says.
    """

    element: HtmlElement
    whole: bool = True
    json_ld: dict[str, Any] | None = None
    url: str | None = None


@dataclass(slots=True)
class _Head:
    """A heading that may open a story, and what speaks for it."""

    element: HtmlElement
    line: int
    level: int
    key: str
    article: HtmlElement | None
    prose: int = 0
    dated: bool = False
    json_ld: dict[str, Any] | None = None
    titled: bool = False

    @property
    def declared(self) -> bool:
        """Whether metadata say that this is a story's headline."""
        return self.json_ld is not None or self.titled


def split(tree: HtmlElement) -> list[Region]:
    """The stories of a parsed page, in page order; an ordinary page gives one region, the whole tree.

    Takes time in proportion to the page, and leaves ``tree`` as it was.
    """
    articles = _articles(tree)
    titles = _titles(tree)
    # Most pages have one main heading and one title, and need no closer look.
    if sum(1 for _ in tree.iter("h1")) < 2 and len(articles) < 2 and len(titles) < 2 and _own_articles(tree) < 2:
        return [Region(element=tree)]
    order = DocumentOrder.of(tree)
    heads = _story_heads(tree, order, articles, titles)
    if len(heads) < 2:
        return [Region(element=tree)]
    cuts = [0, *(_cut(order, before.element, head.element) for before, head in pairwise(heads))]
    regions = []
    for head, start, end in zip(heads, cuts, [*cuts[1:], len(order.elements)], strict=True):
        element = _part(order, start, end)
        regions.append(Region(element=element, whole=False, json_ld=head.json_ld, url=_address(element, head.json_ld)))
    return regions


def _articles(tree: HtmlElement) -> dict[str, dict[str, Any]]:
    """JSON-LD articles by their folded headline."""
    found: dict[str, dict[str, Any]] = {}
    for item in article_objects(json_ld_objects(tree)):
        for name in ("headline", "name", "alternativeHeadline"):
            key = folded(plain(item.get(name)))
            if len(key) >= _SHORTEST_HEADLINE:
                found.setdefault(key, item)
    return found


def _titles(tree: HtmlElement) -> list[str]:
    """The folded words of the document titles on the page, each once; those inside pictures are none."""
    found = dict.fromkeys(
        folded(element.text or "")
        for element in tree.iter("title")
        if element.getparent().tag in ("head", "body", "div")
    )
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title":
            found[folded(meta.get("content") or "")] = None
    return [title for title in found if len(title) >= _SHORTEST_HEADLINE]


def _own_articles(tree: HtmlElement) -> int:
    """How many ``<article>`` elements stand in no other and hold a heading and paragraphs."""
    return sum(
        1
        for article in tree.iter("article")
        if next(article.iterancestors("article"), None) is None
        and next(article.iter("h1", "h2"), None) is not None
        and sum(1 for _ in article.iter("p")) > 2
    )


def _story_heads(
    tree: HtmlElement, order: DocumentOrder, articles: dict[str, dict[str, Any]], titles: list[str]
) -> list[_Head]:
    lines = read_page(tree).lines
    heads = [head for line in lines if (head := _head(line, articles, titles)) is not None]
    # A head's prose reaches to the next head of its own level or a higher one: lesser headings are its subheads.
    until = {level: len(lines) for level in _LEVELS.values()}
    for head in reversed(heads):
        _weigh(head, lines, min(end for level, end in until.items() if level <= head.level))
        until[head.level] = head.line
    worthy = [head for head in heads if head.prose >= (_LITTLE_PROSE if head.declared else _PROSE)]
    if len(worthy) < 2:
        return worthy
    # What stands after a page's footer is another page, whose headline may be of another level.
    page = {id(head): order.pages[order.at[head.element]] for head in worthy}
    top: dict[int, int] = {}
    for head in worthy:
        top[page[id(head)]] = min(head.level, top.get(page[id(head)], head.level))
    prose = [0, *accumulate(map(_prose, lines))]
    found: list[_Head] = []
    for head in worthy:
        before = found[-1] if found else None
        if before is not None and (head.key == before.key or prose[head.line] - prose[before.line] < _LITTLE_PROSE):
            before.json_ld = before.json_ld or head.json_ld
            continue
        if head.level > top[page[id(head)]] and not (
            head.declared and (before is None or not _within_story(order, before, head))
        ):
            continue
        if before is None or _is_another(order, before, head):
            found.append(head)
    return found


def _head(line: Line, articles: dict[str, dict[str, Any]], titles: list[str]) -> _Head | None:
    """The head that a line is, if it is one."""
    heading = next((box for box in line.box.ancestors() if box.tag in _LEVELS), None)
    key = folded(line.text)
    json_ld = articles.get(key)
    if heading is None or len(key) < _SHORTEST_HEADLINE or is_furniture(line.text):
        return None
    # A main heading counts wherever it stands (many pages have theirs in the trail of breadcrumbs, and show a lesser
    # one above the story): what makes it a story's is the prose after it.
    if json_ld is None and heading.tag != "h1" and line.hints() & _NO_HEAD:
        return None
    element = heading.element
    return _Head(
        element=element,
        line=line.index,
        level=_LEVELS[heading.tag],
        key=key,
        article=next(element.iterancestors("article"), None),
        json_ld=json_ld,
        titled=any(key in title or (len(title) > 25 and title in key) for title in titles),
    )


def _weigh(head: _Head, lines: list[Line], until: int) -> None:
    """How much prose follows a head, and whether a date, byline or dateline stands beside it."""
    first: int | None = None
    for line in lines[head.line + 1 : until]:
        if (prose := _prose(line)) and not line.hints(levels=3) & _NO_HEAD:
            head.prose += prose
            first = line.index if first is None else first
    if first is None:
        return
    # Above a head, what stands beyond a paragraph belongs to the story before.
    above = takewhile(lambda line: not _prose(line), reversed(lines[max(head.line - _ABOVE, 0) : head.line]))
    beside = [*above, *lines[head.line + 1 : min(head.line + 1 + _BELOW, until)]]
    head.dated = find_dateline(lines[first].text) is not None or any(map(_is_dated, beside))


def _prose(line: Line) -> int:
    """The length of a line that looks like prose, else 0; a character of a script without spaces counts for more."""
    if line.linked >= _LINKED:
        return 0
    length = len(line.text)
    if _DENSE.match(line.text[length // 2 :]):
        length *= _DENSE_WEIGHT
    return length if length > _PARAGRAPH else 0


def _is_dated(line: Line) -> bool:
    if len(line.text) > _SHORT_LINE or line.tag in _LEVELS:
        return False
    return (
        any(run.tag == "time" for run in line.runs)
        or line.tag == "time"
        or bool(line.hints(levels=3) & {"byline", "date"})
        or is_date_line(line.text)
        or is_byline(line.text)
    )


def _is_another(order: DocumentOrder, before: _Head, head: _Head) -> bool:
    """Whether ``head`` opens another story than ``before``."""
    if head.json_ld is not None and before.json_ld is not None:
        return head.json_ld is not before.json_ld
    apart = (
        head.article is not None
        and before.article is not None
        and not order.holds(before.article, head.article)
        and not order.holds(head.article, before.article)
    )
    return head.dated or apart or head.declared or (head.level == 1 and _page_between(order, before, head))


def _page_between(order: DocumentOrder, before: _Head, head: _Head) -> bool:
    """Whether a page ends or begins between two heads: a footer, a menu or a page's header stands there."""
    return order.borders[order.at[before.element]] < order.borders[order.at[head.element]]


def _within_story(order: DocumentOrder, before: _Head, head: _Head) -> bool:
    """Whether a lesser head stands inside the ``<article>`` of the story before it."""
    return before.article is not None and order.holds(before.article, head.element)


def _cut(order: DocumentOrder, before: HtmlElement, head: HtmlElement) -> int:
    """Where, in document order, the story of ``head`` begins: with the outermost box that leaves ``before`` out.

    Where boxes do not part them, what stands between the body before and the head is looked through: a document's own
    head (title, metadata) or a page's header opens the next story, a footer closes the one before.
    """
    own = head
    while (parent := own.getparent()) is not None and not order.holds(parent, before):
        own = parent
    sibling, opening = own.getprevious(), own
    while sibling is not None and not order.holds(sibling, before) and not _has_prose(order, sibling):
        if sibling.tag == "footer":
            break
        if sibling.tag in ("header", "title", "meta", "link", "script", "head", "nav", "time"):
            opening = sibling
        sibling = sibling.getprevious()
    return order.at[_just_before(opening)]


def _just_before(opening: HtmlElement) -> HtmlElement:
    """The first of the short lines (a kicker, a date) that stand right above where a story opens."""
    sibling = opening.getprevious()
    while sibling is not None and sibling.tag in _KICKER_TAGS and _is_kicker(_words(sibling)):
        opening, sibling = sibling, sibling.getprevious()
    return opening


def _is_kicker(words: str) -> bool:
    return 0 < len(words) < _KICKER and words[-1] not in _SENTENCE_ENDS


def _words(element: HtmlElement) -> str:
    words = ""
    for text in element.itertext():
        words += text.strip()
        if len(words) >= _KICKER:
            break
    return words


def _has_prose(order: DocumentOrder, element: HtmlElement) -> bool:
    """Whether a paragraph stands in an element."""
    for paragraph in order.elements[order.at[element] : order.end[order.at[element]]]:
        if paragraph.tag == "p" and len(paragraph.text_content()) > _SHORT_LINE:
            return True
    return False


def _part(order: DocumentOrder, start: int, end: int) -> HtmlElement:
    """A page of its own that holds the elements of ``[start, end)``: whole subtrees, copied, each once."""
    body = lxml.html.Element("body")
    at = start
    while at < end:
        element = order.elements[at]
        if order.end[at] <= end and element.tag not in ("html", "body"):
            body.append(copy.deepcopy(element))
            at = order.end[at]
            continue
        if element.text and element.text.strip():
            _append_text(body, element.text)
        at += 1
    page = lxml.html.Element("html")
    page.append(body)
    return page


def _append_text(body: HtmlElement, text: str) -> None:
    line = lxml.html.Element("div")
    line.text = text
    body.append(line)


def _address(element: HtmlElement, json_ld: dict[str, Any] | None) -> str | None:
    """The address that a story's part gives for it."""
    for name in ("url", "mainEntityOfPage", "@id"):
        value = (json_ld or {}).get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith("http"):
            return value
    for link in element.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    for box in element.iter("article", "div", "section"):
        for name in ("data-url", "data-href", "data-canonical-url", "data-permalink", "itemid"):
            if (box.get(name) or "").startswith("http"):
                return str(box.get(name))
    return None
