"""Headlines, dates and metadata: what holds when the places that say them disagree."""

import pytest

from onrecord.capture.html.dates import PrintedLine, local_date, read_dates
from onrecord.capture.html.metadata import article_objects, json_ld_objects, read_metadata
from onrecord.capture.html.page import read_page
from onrecord.capture.html.titles import choose_title
from onrecord.capture.html.tree import parse
from tests.capture.html.pages import page


def headline(markup: str, variants: list[tuple[str, str]], outlet: str | None = None) -> str | None:
    root = parse(page(markup))
    assert root is not None
    return choose_title(read_page(root), variants, outlet).text


def test_the_visible_heading_holds_against_one_other_voice() -> None:
    assert headline("<h1>Bridge to close</h1>", [("Why the bridge has to go", "og:title")]) == "Bridge to close"


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    variants = [("Bridge to close for nine months - The Harbour Post", "og:title")]
    assert headline("<p>text</p>", variants, "The Harbour Post") == "Bridge to close for nine months"


def test_a_heading_that_names_the_site_is_not_the_headline() -> None:
    markup = "<h1>The Harbour Post</h1><h1>Bridge to close for nine months</h1>"
    variants = [("Bridge to close for nine months | The Harbour Post", "title")]
    assert headline(markup, variants, "The Harbour Post") == "Bridge to close for nine months"


def test_kicker_and_headline_that_run_together_are_parted_as_the_metadata_part_them() -> None:
    markup = "<h1><span>Harbour</span><span>Bridge to close</span></h1>"
    assert headline(markup, [("Harbour: Bridge to close", "ld+json/headline")]) == "Harbour: Bridge to close"


@pytest.mark.parametrize(
    ("markup", "variants", "expected"),
    [
        (
            "<h1><span>Harbour</span> <span>Bridge to close</span></h1>",
            [("Harbour: Bridge to close", "ld+json/headline")],
            "Harbour: Bridge to close",
        ),
        (
            "<h1><span>Repairs at last</span> <span>Bridge to close for nine months</span></h1>",
            [("Port Alda: Bridge to close for nine months", "og:title")],
            "Bridge to close for nine months",
        ),
        (
            "<h1>Rowing: Bridge race is off</h1>",
            [("Rowing: Bridge race is off", "og:title"), ("Bridge race is off", "title")],
            "Rowing: Bridge race is off",
        ),
        (
            "<h1>The A-7 bridge is to close</h1>",
            [("The A 7 Bridge Is To Close", "title")],
            "The A-7 bridge is to close",
        ),
        (
            "<h1>Bridge to close for nine months</h1>",
            [("Why the bridge has to go", path) for path in ("og:title", "twitter:title", "dc.title", "title")],
            "Bridge to close for nine months",
        ),
        (
            "<p>x</p>",
            [("Post - Bridge to close, the Post has learned", "og:title")],
            "Bridge to close, the Post has learned",
        ),
    ],
    ids=[
        "joined",
        "two kickers",
        "a kicker that most keep",
        "other spelling",
        "one field, many names",
        "site in front",
    ],
)
def test_the_headline_where_page_and_metadata_spell_it_differently(
    markup: str, variants: list[tuple[str, str]], expected: str
) -> None:
    assert headline(markup, variants, "Post") == expected


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2023-02-22T23:30:00+05:00", "2023-02-22"),
        ("2023-02-22", "2023-02-22"),
        ("20230222T101500Z", "2023-02-22"),
        ("Wed, 22 Feb 2023 23:30:00 -0500", "2023-02-22"),
        ("1677067200", "2023-02-22"),
        ("2023-02-31", None),
        ("yesterday", None),
    ],
)
def test_a_timestamp_gives_the_day_in_its_own_offset(stamp: str, date: str | None) -> None:
    assert local_date(stamp) == date


def test_a_printed_date_outranks_a_timestamp_in_utc_that_falls_on_the_next_day() -> None:
    dates = read_dates([("2023-02-23T01:10:00Z", "ld+json/datePublished")], [], [PrintedLine("22 February 2023", 1)])
    assert dates.published is not None
    assert (dates.published.value, dates.published.read_from) == ("2023-02-22", "printed")
    assert [other.value for other in dates.published.other] == ["2023-02-23"]


def test_a_printed_date_that_is_the_day_of_change_is_no_date_of_publication() -> None:
    dates = read_dates(
        [("2023-02-20T10:00:00+01:00", "a")], [("2023-02-22T10:00:00+01:00", "b")], [PrintedLine("22 February 2023", 1)]
    )
    assert dates.published is not None
    assert dates.updated is not None
    assert (dates.published.value, dates.updated.value) == ("2023-02-20", "2023-02-22")
    assert dates.updated.read_from == "printed"


def test_a_change_before_publication_is_left_out_and_noted() -> None:
    dates = read_dates([("2023-02-20", "a")], [("2022-12-01", "b")], [])
    assert dates.updated is None
    assert "2022-12-01" in dates.notes[0]


def test_articles_are_found_inside_graphs_and_behind_sloppy_json() -> None:
    script = """<script type="application/ld+json"><![CDATA[{"@graph": [{"@type": "WebPage", "name": "x"},
      {"@type": ["Article", "NewsArticle"], "headline": "Bridge
      to close", "author": {"name": "Tilda Okafor"}}]}]]></script>"""
    root = parse(page(script))
    assert root is not None
    article = article_objects(json_ld_objects(root))[0]
    assert article["author"] == {"name": "Tilda Okafor"}
    assert read_metadata(root).headlines[0] == ("Bridge to close", "ld+json/headline")


def test_of_several_stories_on_a_page_the_head_speaks_of_one_only() -> None:
    head = (
        '<html><head><meta property="og:title" content="The first"><meta property="og:site_name" content="Post"></head>'
    )
    root = parse(page("<p>x</p>", head))
    assert root is not None
    found = read_metadata(root, {"@type": "NewsArticle", "headline": "The second"}, only_article=True)
    assert (found.headlines, found.outlet) == ([("The second", "ld+json/headline")], "Post")
