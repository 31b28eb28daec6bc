"""Captions and their credits."""

import pytest

from onrecord.capture.html.captions import find_captions
from onrecord.capture.html.page import read_page
from onrecord.capture.html.tree import parse
from tests.capture.html.pages import page


def captions(markup: str) -> list[tuple[str, str, str]]:
    """Role, text and credit of each block."""
    root = parse(page(markup))
    assert root is not None
    blocks = find_captions(read_page(root).lines)
    return [
        (block.role, block.text, block.text[slice(*block.credit)] if block.credit else "")
        for _, block in sorted(blocks.items())
    ]


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        ("<figure><img><figcaption>The bridge at low tide. Photo: Bram Osei</figcaption></figure>", "Bram Osei"),
        (
            "<figure><img><figcaption>The bridge at low tide. <i class='credit'>Bram Osei</i></figcaption></figure>",
            "Bram Osei",
        ),
        ("<figure><img><figcaption>The bridge at low tide. (Bram Osei)</figcaption></figure>", "Bram Osei"),
        (
            "<div class='img-box'><div><img></div><div class='caption'>The bridge at low tide. © Bram Osei</div></div>",
            "Bram Osei",
        ),
        ("<div><img src='a.jpg'><p>The bridge at low tide.</p></div>", ""),
    ],
    ids=["labelled", "an element of its own", "brackets", "a box named caption", "a small box with a picture"],
)
def test_a_caption_with_its_credit_inside(markup: str, credit: str) -> None:
    found = captions(markup)
    assert [(role, text[:23], its) for role, text, its in found] == [("caption", "The bridge at low tide.", credit)]


def test_a_credit_in_a_line_of_its_own_is_no_part_of_the_caption() -> None:
    found = captions(
        "<figure><img><figcaption><p>The bridge at low tide.</p><p class='credit'>Photo: Bram Osei</p></figcaption>"
        "</figure>"
    )
    assert found == [("caption", "The bridge at low tide.", ""), ("credit", "Photo: Bram Osei", "Bram Osei")]


def test_a_credit_above_its_caption_opens_it() -> None:
    root = parse(
        page("<figure><img><div class='copyright'>© Bram Osei</div><figcaption>The bridge.</figcaption></figure>")
    )
    assert root is not None
    first, second = find_captions(read_page(root).lines).values()
    assert (first.role, first.opens, second.role) == ("credit", True, "caption")


@pytest.mark.parametrize(
    "markup",
    [
        "<div><a href='/other'><img></a><p><a href='/other'>Ferry company posts record profit</a></p></div>",
        "<div><img width='40'><p>Tilda Okafor writes about the harbour.</p></div>",
        "<figure><img><figcaption>3/12</figcaption></figure>",
        "<div><img src='a.jpg'><p>Demography</p></div>",
        "<div><img src='a.jpg'><p>The harbour in your inbox: our free newsletter, every Friday.</p></div>",
    ],
    ids=["a teaser", "a portrait", "a counter", "a section", "a promotion"],
)
def test_not_everything_near_a_picture_is_a_caption(markup: str) -> None:
    assert captions(markup) == []
