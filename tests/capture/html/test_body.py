"""Which lines of a page are its story's body."""

import pytest

from onrecord.capture.html.body import find_body
from onrecord.capture.html.evidence import Voter, trafilatura_body
from onrecord.capture.html.page import read_page
from onrecord.capture.html.tree import parse
from tests.capture.html.pages import PARAGRAPHS, page, paragraphs


def body(markup: str, declared: str = "") -> list[str]:
    root = parse(page(markup))
    assert root is not None
    found = find_body(read_page(root), Voter(trafilatura_body(root)), Voter(declared.splitlines()))
    return [line.text for line, _ in found.lines]


@pytest.mark.parametrize(
    "markup",
    [
        f"<article><h1>Bridge to close</h1>{paragraphs()}</article>",
        f"<h1>Bridge to close</h1><div class='text'>{paragraphs('div')}</div>",
        "<h1>Bridge to close</h1><div>" + "<br><br>".join(PARAGRAPHS) + "</div>",
        f"<h1>Bridge to close</h1><section><div>{paragraphs()}</div></section>",
        f"<div class='has-sidebar newsletter-enabled'><h1>Bridge to close</h1><div>{paragraphs()}</div></div>",
    ],
    ids=["paragraphs", "boxes", "line breaks", "nested boxes", "a wrapper named for what the page has"],
)
def test_the_same_story_in_any_markup(markup: str) -> None:
    assert body(markup) == PARAGRAPHS


@pytest.mark.parametrize(
    "furniture",
    [
        "<aside><p>The harbour through the ages: our book of photographs is out now, at a low price.</p></aside>",
        "<div class='newsletter-signup'><p>Sign up for our morning letter, with the news before seven.</p></div>",
        "<p><a href='/x'>Ferry company posts record profit for the third year in a row, says its chief</a></p>",
        "<div class='related-stories'><p>Ferry company posts record profit for the third year in a row.</p></div>",
        "<div style='display: none'><p>You have read your last free story of this month, dear reader.</p></div>",
        "<blockquote class='twitter-tweet'><p>They should have done this ten years ago, as we know.</p></blockquote>",
    ],
    ids=["aside", "newsletter", "a paragraph that is a link", "related", "hidden", "an embedded post"],
)
def test_furniture_between_paragraphs_stays_out(furniture: str) -> None:
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert (
        body(f"<article><h1>Bridge to close</h1>{''.join(parts[:3])}{furniture}{''.join(parts[3:])}</article>")
        == PARAGRAPHS
    )


def test_a_dialogue_longer_than_the_story_is_not_the_story() -> None:
    plea = (
        "<p>We believe that everybody needs to know what is decided in their name, and that this costs money.</p>" * 12
    )
    markup = f"<main><h1>Bridge to close</h1><div>{paragraphs()}</div></main><div class='consent-privacy'>{plea}</div>"
    assert body(markup) == PARAGRAPHS


def test_lists_and_quotations_belong_to_the_body() -> None:
    markup = (
        f"<article><h1>Bridge to close</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><ul><li>The piers will be "
        "drained and lined.</li><li>The motor of 1931 goes to the museum.</li></ul><blockquote><p>It was a good "
        "motor, and it served us for longer than any of us has lived here.</p></blockquote>"
        f"<p>{PARAGRAPHS[3]}</p></article>"
    )
    assert body(markup) == [
        *PARAGRAPHS[:2],
        "The piers will be drained and lined.",
        "The motor of 1931 goes to the museum.",
        "It was a good motor, and it served us for longer than any of us has lived here.",
        PARAGRAPHS[3],
    ]


def test_a_pull_quote_is_said_once() -> None:
    quote = "<div class='x'>We cannot go on patching it,” said Ines Marrow, who chairs the council</div>"
    assert body(f"<article><h1>Bridge to close</h1><div>{paragraphs()}{quote}</div></article>") == PARAGRAPHS


def test_a_reader_keeps_a_line_if_most_of_its_words_are_there_in_a_row() -> None:
    voter = Voter(PARAGRAPHS)
    assert voter.keeps(PARAGRAPHS[1].replace("machinery", "machinery, opens new tab,"))
    assert not voter.keeps(
        "The harbour council will meet again on Friday to speak about money for the schools and the library."
    )
    assert not voter.keeps("council")
