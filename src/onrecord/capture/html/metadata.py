"""What a page's head says of its story: JSON-LD, OpenGraph and other meta elements, links, the title.

Nothing here is believed on its own: each value carries the path it was read from, and the visible page decides.
"""

from __future__ import annotations

import html as html_escapes
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

__all__ = ["Metadata", "article_objects", "json_ld_objects", "meta_elements", "read_metadata"]

# From the most telling to the least: the first kinds are stories, the last ones may be any page.
_ARTICLE_TYPES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "advertisercontentarticle", "satiricalarticle",
    "article", "report", "blogposting", "techarticle", "scholarlyarticle", "socialmediaposting",
)  # fmt: skip
_SITE_TYPES = frozenset(("organization", "newsmediaorganization", "website", "webpage"))
_MAX_OBJECTS = 2_000
_TAG = re.compile(r"<[^<>]{0,300}>")

_HEADLINE_METAS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
_DESCRIPTION_METAS = ("og:description", "description", "twitter:description", "dc.description")
_PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "datepublished", "article.published", "date.issued",
    "dcterms.created", "dc.date.issued", "dc.date.created", "parsely-pub-date", "sailthru.date", "publication_date",
    "publish-date", "publishdate", "pubdate", "cxenseparse:recs:publishtime", "dcterms.date", "dc.date",
    "article_date_original", "originalpublicationdate", "date", "article:published", "last-published", "datecreated",
    "og:article:published_time",
)  # fmt: skip
_UPDATED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "article:updated", "lastmod", "revision_date", "article:updated_time", "og:modified_time",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "cxenseparse:author", "article:author_name", "og:article:author", "twitter:data1",
)  # fmt: skip


@dataclass(slots=True)
class Metadata:
    """What the metadata of one story say: ``(value, path)`` pairs, the most telling path first.

    body: the JSON-LD article body, '' where there is none. free: False where the page says that it is not free to read.
    """

    headlines: list[tuple[str, str]] = field(default_factory=list)
    descriptions: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    updated: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    body: str = ""
    free: bool = True


def json_ld_objects(root: HtmlElement) -> list[dict[str, Any]]:
    """Every JSON-LD object on the page, in page order, those inside ``@graph`` and lists too."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found.extend(_flat(_decoded(script.text or "")))
    return found[:_MAX_OBJECTS]


def _decoded(text: str) -> Any:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().removesuffix(";")
    for attempt in (text, html_escapes.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            for name in ("mainEntity", "mainEntityOfPage", "itemListElement", "item", "@graph"):
                if isinstance(item.get(name), dict | list):
                    waiting.append(item[name])


def _types(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rsplit("/", 1)[-1].lower() for kind in kinds]


def article_objects(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe a story, the most telling kind first."""
    ranked = [
        (min(_ARTICLE_TYPES.index(kind) for kind in kinds), at, item)
        for at, item in enumerate(objects)
        if (kinds := [kind for kind in _types(item) if kind in _ARTICLE_TYPES])
        and (item.get("headline") or item.get("name") or item.get("datePublished"))
    ]
    return [item for _, _, item in sorted(ranked, key=lambda entry: entry[:2])]


def meta_elements(root: HtmlElement) -> dict[str, list[str]]:
    """The contents of ``meta`` elements by their lower-case name, property or itemprop, in page order."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        if content:
            for attribute in ("property", "name", "itemprop"):
                if name := element.get(attribute):
                    found.setdefault(name.lower(), []).append(content)
    return found


def plain(value: Any) -> str:
    """A JSON value as one line of text: without tags, entities resolved; '' for what is no text."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if not isinstance(value, str):
        return ""
    text = html_escapes.unescape(value)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.split())


def read_metadata(root: HtmlElement, article: dict[str, Any] | None = None, *, only_article: bool = False) -> Metadata:
    """The metadata of the story on ``root``; ``article`` is its JSON-LD object where that is known already.

    only_article: the page holds several stories, so that its head speaks of another one: only ``article`` is read,
    and what describes the site as a whole.
    """
    objects = json_ld_objects(root)
    articles = [article] if article is not None else article_objects(objects)
    meta = meta_elements(root)
    found = Metadata()
    for item in articles[:1]:
        _from_article(found, item)
    if not only_article:
        _from_meta(found, meta)
        _from_links_and_title(found, root)
    found.outlet = _outlet(articles, objects, meta)
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    declared = [language, _first(meta, "og:locale"), _first(meta, "content-language"), _language_of(articles)]
    found.language = next((value for value in declared if value), None)
    return found


def _from_article(found: Metadata, item: Mapping[str, Any]) -> None:
    for name in ("headline", "name", "alternativeHeadline"):
        if text := plain(item.get(name)):
            found.headlines.append((text, f"ld+json/{name}"))
    if text := plain(item.get("description")):
        found.descriptions.append((text, "ld+json/description"))
    for name, dates in (
        ("datePublished", found.published),
        ("dateCreated", found.published),
        ("dateModified", found.updated),
    ):
        if text := plain(item.get(name)):
            dates.append((text, f"ld+json/{name}"))
    found.authors.extend((name, "ld+json/author") for name in _people(item.get("author") or item.get("creator")))
    body = item.get("articleBody")
    found.body = html_escapes.unescape(body) if isinstance(body, str) else ""
    if not found.body and "liveblogposting" in _types(item):
        found.body = "\n".join(_updates(item.get("liveBlogUpdate")))
    found.free = str(item.get("isAccessibleForFree", True)).lower() not in ("false", "http://schema.org/false")
    images = item.get("image")
    for image in images if isinstance(images, list) else [images]:
        if isinstance(image, dict) and (text := plain(image.get("caption"))):
            found.captions.append(text)
    url = item.get("url") or item.get("mainEntityOfPage")
    url = url.get("@id") or url.get("url") if isinstance(url, dict) else url
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        found.url = url


def _updates(updates: Any) -> Iterator[str]:
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict) and isinstance(update.get("articleBody"), str):
            yield html_escapes.unescape(update["articleBody"])


def _people(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and (text := plain(one)):
                yield text


def _from_meta(found: Metadata, meta: Mapping[str, list[str]]) -> None:
    for names, values in (
        (_HEADLINE_METAS, found.headlines),
        (_DESCRIPTION_METAS, found.descriptions),
        (_PUBLISHED_METAS, found.published),
        (_UPDATED_METAS, found.updated),
        (_AUTHOR_METAS, found.authors),
    ):
        for name in names:
            values.extend((plain(value), name) for value in meta.get(name, ()))
    found.url = _first(meta, "og:url") or found.url


def _from_links_and_title(found: Metadata, root: HtmlElement) -> None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        if "canonical" in (link.get("rel") or "").lower().split() and address.startswith(("http://", "https://")):
            found.url = address
            break
    title = next(root.iter("title"), None)
    if title is not None and (text := " ".join("".join(title.itertext()).split())):
        found.headlines.append((text, "title"))


def _outlet(articles: list[dict[str, Any]], objects: list[dict[str, Any]], meta: Mapping[str, list[str]]) -> str | None:
    if name := _first(meta, "og:site_name"):
        return name
    for item in articles:
        if name := next(_people(item.get("publisher")), None):
            return name
    for item in objects:
        if (
            _SITE_TYPES.intersection(_types(item))
            and (name := plain(item.get("name")))
            and "webpage" not in _types(item)
        ):
            return name
    return _first(meta, "application-name")


def _language_of(articles: list[dict[str, Any]]) -> str | None:
    return next((text for item in articles if (text := plain(item.get("inLanguage")))), None)


def _first(meta: Mapping[str, list[str]], name: str) -> str | None:
    return next((plain(value) for value in meta.get(name, ())), None)
