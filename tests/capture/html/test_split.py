"""Several stories on one page: given this page, these parts."""

import time

import pytest

from onrecord.capture.html.split import Region, split
from onrecord.capture.html.tree import parse

FERRY = "Ferry to the islands cancelled until Sunday"
MARKET = "Market hall reopens after nine years"
SENTENCE = "The company said that every passenger with a ticket can travel on any boat next week, storm permitting. "
BODY = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 4}</p>"
MENU = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"


def story(headline: str, *, head: str = "h1", date: str = "<p>4 March 2024</p>", body: str = BODY) -> str:
    return f"<{head}>{headline}</{head}>{date}{body}"


def regions(body: str) -> list[Region]:
    root = parse(f"<html><head><title>Marl Today</title></head><body>{body}</body></html>")
    assert root is not None
    return split(root)


def headlines(body: str) -> list[list[str]]:
    return [[found.text_content() for found in region.element.iter("h1", "h2")] for region in regions(body)]


TEASER = f"<article><h3>{MARKET}</h3><time>4 March 2024</time><p>Short.</p></article>"

WRAPPERS = {
    "articles": "<article>{}</article>",
    "scroll containers": "<div class='part'>{}</div>",
    "flat": "{}",
    "pages with menus": MENU + "<main>{}</main><footer>© Marl Today</footer>",
    "documents": "<html><head><title>A page</title></head><body>{}</body></html>",
}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=list(WRAPPERS))
def test_two_stories_one_after_the_other(wrapper: str) -> None:
    body = wrapper.format(story(FERRY)) + wrapper.format(story(MARKET))
    assert headlines(body) == [[FERRY], [MARKET]]


def test_each_part_holds_its_own_date_and_body_only() -> None:
    first = story(FERRY, date="<p>4 March 2024</p>", body=f"<p>{SENTENCE * 6}</p><p>First ends.</p>")
    second = story(MARKET, date="<p>9 May 2021</p>", body=f"<p>{SENTENCE * 6}</p><p>Second ends.</p>")
    one, two = (region.element.text_content() for region in regions(first + second))
    assert "4 March 2024" in one
    assert "First ends." in one
    assert "9 May 2021" not in one
    assert "9 May 2021" in two
    assert "First ends." not in two


@pytest.mark.parametrize(
    "body",
    [
        story(FERRY),
        story(FERRY) + f"<h2>What passengers should know</h2>{BODY}<h2>How it began</h2>{BODY}",
        story(FERRY) + f"<h1>How it began</h1>{BODY}",
        MENU + "<h1>Marl Today, the coast's newspaper</h1>" + story(FERRY, head="h1"),
        story(FERRY) + TEASER * 9,
        story(FERRY) + story(FERRY),
        f"<nav><h1>Ferry cancelled</h1></nav><div>{story(FERRY, head='h2')}</div>",
        f"<h1>{FERRY}: live</h1>" + "".join(
            f"<div><time>1{n}:05</time><h2>Update number {n} of the day</h2>{BODY}</div>" for n in range(4)
        ),
    ],
    ids=["plain", "subheads", "subhead of the first level", "a site's name as heading", "teasers", "doubled headline",
         "headline in the breadcrumbs", "live page"],
)  # fmt: skip
def test_one_story_is_one_part(body: str) -> None:
    (region,) = regions(body)
    assert region.whole


def test_a_story_is_matched_with_its_json_ld() -> None:
    script = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}", "url": "{}"}}</script>'
    body = "".join(
        script.format(headline, url) + f"<section>{story(headline, date='')}</section>"
        for headline, url in ((FERRY, "https://marl.example/ferry"), (MARKET, "https://marl.example/market"))
    )
    assert [region.url for region in regions(body)] == ["https://marl.example/ferry", "https://marl.example/market"]


def test_the_page_itself_is_left_as_it_was() -> None:
    root = parse("<html><body>" + story(FERRY) + story(MARKET) + "</body></html>")
    assert root is not None
    before = root.text_content()
    split(root)
    assert root.text_content() == before


def test_many_headings_take_no_more_than_their_share_of_time() -> None:
    def seconds(count: int) -> float:
        root = parse("<html><body>" + "".join(story(f"Heading number {n} of many", date="") for n in range(count)))
        assert root is not None
        started = time.process_time()
        split(root)
        return time.process_time() - started

    seconds(50)
    assert seconds(3000) < 40 * max(seconds(300), 0.01)
