"""The joins and the scorer of the benchmark of splitting, on pages that can be read at a glance."""

import random

import pytest

from bench.accuracy.html_splitting import MANNERS, article_of, body_of, joined, stories_at_home
from onrecord.capture.html.split import Region
from onrecord.capture.html.tree import parse

SCRIPT = '<script type="application/ld+json">{"headline": "Ferry"}</script>'
PAGE = f"<html><head>{SCRIPT}</head><body><nav>Menu</nav><main><h1>Ferry</h1><p>Text.</p></main>{SCRIPT}</body></html>"
FIRST = "The ferry to the islands was cancelled on Monday because of the storm."
LAST = "The company expects the next boat to leave the harbour on Sunday morning."


def gold(title: str, *paragraphs: str) -> dict[str, object]:
    return {"title": title, "body": {"sections": [{"paragraphs": list(paragraphs)}]}}


def region(html: str) -> Region:
    element = parse(html)
    assert element is not None
    return Region(element=element, whole=False)


def test_a_body_loses_its_json_ld_and_keeps_its_menu() -> None:
    assert body_of(PAGE) == "<nav>Menu</nav><main><h1>Ferry</h1><p>Text.</p></main>"


def test_an_article_is_the_box_around_the_first_heading() -> None:
    assert article_of(PAGE) == "<main><h1>Ferry</h1><p>Text.</p></main>"


@pytest.mark.parametrize("manner", MANNERS)
def test_every_manner_keeps_both_stories(manner: str) -> None:
    assert joined([PAGE, PAGE], manner, "all", random.Random(1)).count("<h1>Ferry</h1>") == 2


@pytest.mark.parametrize(("kept", "scripts"), [("all", 4), ("first", 2), ("none", 0)])
def test_json_ld_is_kept_for_all_for_the_first_or_for_none(kept: str, scripts: int) -> None:
    assert joined([PAGE, PAGE], "flat", kept, random.Random(1)).count("ld+json") == scripts


def test_a_story_is_at_home_with_its_headline_and_both_ends() -> None:
    whole = region(f"<body><h1>Ferry</h1><p>{FIRST}</p><p>{LAST}</p></body>")
    cut_short = region(f"<body><h1>Ferry</h1><p>{FIRST}</p></body>")
    assert stories_at_home([whole], [gold("Ferry", FIRST, LAST)]) == 1
    assert stories_at_home([cut_short], [gold("Ferry", FIRST, LAST)]) == 0
    assert stories_at_home([whole], [gold("Market", FIRST, LAST)]) == 0


def test_a_paragraph_in_two_parts_is_not_at_home() -> None:
    own = region(f"<body><h1>Ferry</h1><p>{FIRST}</p><p>{LAST}</p></body>")
    other = region(f"<body><h1>Market</h1><p>{LAST}</p><p>{FIRST[::-1]}</p></body>")
    assert stories_at_home([own, other], [gold("Ferry", FIRST, LAST), gold("Market", FIRST[::-1])]) == 1


def test_words_inside_scripts_are_not_counted() -> None:
    own = region(f"<body><h1>Ferry</h1><p>{FIRST}</p><p>{LAST}</p></body>")
    other = region(f"<body><h1>Market</h1><p>{FIRST[::-1]}</p><script>{FIRST}</script></body>")
    assert stories_at_home([own, other], [gold("Ferry", FIRST, LAST), gold("Market", FIRST[::-1])]) == 2
