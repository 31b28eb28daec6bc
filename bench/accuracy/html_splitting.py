"""How many stories a page holds, on pages joined from single-story pages.

Data: ``extraction/fundus-parser-fixtures`` (gold.jsonl and its pages). Protocol: with a fixed seed, 40 joins of two or
three pages for each manner, each with the pages' JSON-LD kept, kept for the first page only, and dropped:

- articles: the smallest ``article`` or ``main`` that holds the page's first h1, one after another;
- containers: the content of ``body`` in a ``div`` with a name that means nothing;
- sections: the same in ``section``;
- flat: the contents of ``body``, one after another;
- documents: whole files, one after another (JSON-LD kept).

Scores: share of joins with the exact number of stories, by manner and over all; the share of single pages (of this
set and of fundus-evaluation and newspaper4k-dataset, where there) that were split; and, of joins counted right, the
share of stories whose headline, first and last gold paragraph all lie in their own part, and the two paragraphs in no
other part (matched on letters and digits; some gold headlines differ from the page's, so that this cannot reach 1).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path
from typing import Any

import lxml.html

from bench.harness import Result, run
from onrecord.capture.html.split import Region, split
from onrecord.capture.html.tree import parse

JOINS = 40
MANNERS = ("articles", "containers", "sections", "flat", "documents")
JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
# Scripts repeat a story's words, and not always on its own side of a cut.
SHOWN = ".//text()[not(parent::script or parent::style)]"
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)


def letters(text: str) -> str:
    """The letters and digits of a text, without case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def body_of(page: str) -> str:
    """The content of a page's ``body``, without its JSON-LD."""
    found = BODY.search(page)
    return JSON_LD.sub("", found.group(1) if found else page)


def article_of(page: str) -> str:
    """The smallest ``article`` or ``main`` around the first h1, without JSON-LD; else the page's content."""
    root = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    heading = next(root.iter("h1"), None)
    around = None if heading is None else next(heading.iterancestors("article", "main"), None)
    if around is None:
        return body_of(page)
    return JSON_LD.sub("", lxml.html.tostring(around, encoding="unicode", with_tail=False))


def joined(pages: list[str], manner: str, kept: str, chance: random.Random) -> str:
    """One page that holds all: ``kept`` says whose JSON-LD stays (all, first, none)."""
    if manner == "documents":
        return "\n".join(pages)
    parts = []
    for number, page in enumerate(pages):
        scripts = "".join(JSON_LD.findall(page)) if kept == "all" or (kept == "first" and not number) else ""
        content = scripts + (article_of(page) if manner == "articles" else body_of(page))
        name = f"c{chance.randrange(10**6)}"
        wrapped = {"containers": f'<div class="{name}">{content}</div>', "sections": f"<section>{content}</section>"}
        parts.append(wrapped.get(manner, content))
    return "<html><head><title>Pages</title></head><body>" + "\n".join(parts) + "</body></html>"


def stories_at_home(regions: list[Region], golds: list[dict[str, Any]]) -> int:
    """How many stories have their headline, first and last paragraph in their own part, the paragraphs in it alone."""
    texts = [letters("".join(region.element.xpath(SHOWN))) for region in regions]
    home = 0
    for at, gold in enumerate(golds):
        paragraphs = [letters(one) for section in gold["body"]["sections"] for one in section["paragraphs"]]
        ends = [one for one in paragraphs if len(one) > 40]
        ends = ends[:1] + ends[-1:]
        own = all(one in texts[at] for one in [letters(gold["title"]), *ends])
        elsewhere = any(one in text for other, text in enumerate(texts) if other != at for one in ends)
        home += own and not elsewhere
    return home


def evaluate(data: Path, split_name: str) -> Result:
    """Joins pages and counts; ``split_name`` makes no difference where the folder has no splits."""
    folder = data / "extraction" / "fundus-parser-fixtures"
    records = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
    pages = [gzip.decompress((folder / one["html"]).read_bytes()).decode("utf-8", "replace") for one in records]
    chance = random.Random(11)
    exact: dict[str, list[bool]] = {}
    errors, home, stories = [], 0, 0
    for manner in MANNERS:
        for kept in ("all",) if manner == "documents" else ("all", "first", "none"):
            for _ in range(JOINS):
                chosen = chance.sample(range(len(pages)), min(chance.choice((2, 2, 3)), len(pages)))
                root = parse(joined([pages[at] for at in chosen], manner, kept, chance))
                regions = split(root) if root is not None else []
                right = len(regions) == len(chosen)
                exact.setdefault(manner, []).append(right)
                exact.setdefault(f"json-ld {kept}", []).append(right)
                if right:
                    stories += len(chosen)
                    home += stories_at_home(regions, [records[at]["gold"] for at in chosen])
                else:
                    ids = ", ".join(records[at]["id"] for at in chosen)
                    errors.append(f"{manner}, JSON-LD {kept}: {len(regions)} stories instead of {len(chosen)}: {ids}")
    wrong, singles = _singles_split(data, pages, errors)
    every = [right for manner in MANNERS for right in exact[manner]]
    scores = {f"exact count, {name}": sum(found) / len(found) for name, found in exact.items()}
    scores |= {"exact count": sum(every) / len(every), "singles split": wrong / singles, "at home": home / stories}
    counts = {"joins": len(every), "singles": singles, "stories": stories}
    return Result(scores, counts, [folder / "gold.jsonl"], errors, frozenset({"singles split"}))


def _singles_split(data: Path, pages: list[str], errors: list[str]) -> tuple[int, int]:
    others = [
        gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        for name in ("fundus-evaluation", "newspaper4k-dataset")
        for path in sorted((data / "extraction" / name).glob("html/*.gz"))
    ]
    wrong = total = 0
    for page in [*pages, *others]:
        root = parse(page)
        if root is not None:
            total += 1
            if (count := len(split(root))) != 1:
                wrong += 1
                errors.append(f"a single page gave {count} stories: {page[:200]!r}")
    return wrong, total


if __name__ == "__main__":
    run("html_splitting", __doc__, evaluate)
