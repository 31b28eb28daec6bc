"""Pages that are broken, endless or meant to break the reader: no exception, no hanging, nothing fetched."""

import time

import pytest

from onrecord.capture.html import drafts
from onrecord.capture.html.tree import parse
from tests.capture.html.pages import PARAGRAPHS, page, paragraphs

DEEP = 100_000


def body(html: str) -> list[str]:
    return [block.text for draft in drafts(html) for block in draft.blocks if block.role == "paragraph"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "\x00" * 5_000,
        "<" * 100_000,
        "<!-- nothing -->",
        "<frameset>",
        "just words",
        "<p",
        "\ud800<p>x",
        "]]>",
    ],
)
def test_what_is_no_page_gives_no_story(html: str) -> None:
    assert drafts(html) == []


@pytest.mark.parametrize(
    "html",
    [
        page("<h1>Bridge</h1>" + "<div>" * DEEP + paragraphs() + "</div>" * DEEP),
        page("<h1>Bridge</h1>" + paragraphs() + "<b><i>" * DEEP + "x"),
        page("<h1>Bridge</h1>" + "<div>" * 1_800 + paragraphs()),
        page('<script type="application/ld+json">' + "[" * DEEP + "</script>" + paragraphs()),
        page('<div class="' + "a-b " * 500_000 + '">' + paragraphs() + "</div>"),
        "<h1>Bridge</h1>" + paragraphs(),
    ],
    ids=["deep boxes", "deep inline", "deep but allowed", "deep JSON", "an endless attribute", "no body element"],
)
def test_a_story_in_a_hostile_page_is_read(html: str) -> None:
    started = time.process_time()
    assert body(html) == PARAGRAPHS
    assert time.process_time() - started < 10


def test_external_and_nested_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]>'
    root = parse(bomb + page("<p>&a;&b;</p>"))
    assert root is not None
    assert "&a;&b;" in root.text_content()


def test_an_encoding_declaration_inside_decoded_text_does_no_harm() -> None:
    assert body('<?xml version="1.0" encoding="latin-1"?>' + page(paragraphs())) == PARAGRAPHS


def test_reading_twice_gives_the_same() -> None:
    html = page("<h1>Bridge</h1>" + paragraphs())
    assert drafts(html) == drafts(html)
