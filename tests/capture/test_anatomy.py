"""From parts to one frozen text: given these blocks, this story."""

import pytest

from onrecord.capture.anatomy import as_story, assemble
from onrecord.capture.draft import Block, Draft
from onrecord.model import Story, story_id

FIRST = "PORT ALDA: The ferry company said on Monday that the harbour would close for a week."
SECOND = "Fishing boats may use the old quay until then, it added."


def made(*blocks: Block, **fields: object) -> Story:
    story = assemble(Draft(blocks=list(blocks), **fields))  # type: ignore[arg-type]
    assert story is not None
    return story


def test_the_parts_stand_in_page_order_each_once() -> None:
    story = made(
        Block("headline", "Harbour to close"),
        Block("headline", "Harbour to close for repairs"),
        Block("key_point", "  Old quay stays open "),
        Block("paragraph", FIRST),
        Block("subhead", "Harbour to close"),
        Block("subhead", "The old quay"),
        Block("paragraph", SECOND),
    )
    assert story.text == "\n\n".join(["Harbour to close", "Old quay stays open", FIRST, "The old quay", SECOND])
    assert story.id == story_id(story.text)
    assert [span.text for span in story.paragraphs] == [FIRST, SECOND]
    assert [span.text for span in story.subheads] == ["The old quay"]


def test_a_refrain_is_kept_wherever_it_stands() -> None:
    story = made(
        Block("paragraph", "No comment."),
        Block("paragraph", "Asked again, he said:"),
        Block("paragraph", "No comment."),
    )
    assert [span.text for span in story.paragraphs] == ["No comment.", "Asked again, he said:", "No comment."]


def test_a_standfirst_that_the_body_opens_with_is_no_standfirst() -> None:
    story = made(Block("headline", "Harbour to close"), Block("standfirst", FIRST), Block("paragraph", FIRST))
    assert story.standfirst is None
    assert story.text.count(FIRST) == 1


def test_neighbouring_standfirsts_are_one() -> None:
    story = made(
        Block("standfirst", "The quay is old."), Block("standfirst", "It will be mended."), Block("paragraph", FIRST)
    )
    assert story.standfirst is not None
    assert story.standfirst.text == "The quay is old.\n\nIt will be mended."


def test_a_credit_inside_its_caption_is_apart_from_it() -> None:
    caption = "Boats in the harbour on Sunday. (Photo: Ada Roe/Example Press)"
    start = caption.index("Ada")
    story = made(Block("caption", caption, credit=(start, len(caption) - 1)), Block("paragraph", FIRST))
    (found,) = story.captions
    assert found.span is not None
    assert found.span.text == "Boats in the harbour on Sunday."
    assert found.credit is not None
    assert found.credit.text == "Ada Roe/Example Press"


def test_a_credit_line_belongs_to_the_caption_before_it_or_the_one_it_opens() -> None:
    after = made(Block("caption", "Boats at rest"), Block("credit", "Ada Roe"), Block("paragraph", FIRST))
    before = made(Block("credit", "Ada Roe", opens=True), Block("caption", "Boats at rest"), Block("paragraph", FIRST))
    alone = made(Block("credit", "Ada Roe"), Block("paragraph", FIRST))
    for story in (after, before):
        (found,) = story.captions
        assert (found.span and found.span.text, found.credit and found.credit.text) == ("Boats at rest", "Ada Roe")
    assert alone.captions[0].span is None


def test_an_author_is_anchored_where_a_byline_names_him_and_located_where_only_metadata_do() -> None:
    story = made(
        Block("byline", "By Ada Roe and staff", authors=((3, 10),)),
        Block("paragraph", FIRST),
        metadata_authors=[("ada roe", "ld+json/author"), ("Ben Doe", "ld+json/author")],
    )
    assert [(author.name, author.read_from, bool(author.span)) for author in story.authors] == [
        ("Ada Roe", "printed", True),
        ("Ben Doe", "metadata", False),
    ]


def test_blank_lines_inside_a_part_do_not_split_it() -> None:
    story = made(Block("byline", "By\n \n\nAda Roe", authors=((6, 13),)), Block("paragraph", FIRST))
    assert story.bylines[0].text == "By\nAda Roe"
    assert story.authors[0].span is not None
    assert story.authors[0].span.text == "Ada Roe"


def test_nothing_kept_is_no_story() -> None:
    assert assemble(Draft(blocks=[Block("paragraph", "  \n ")])) is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_taken_as_a_story_is_not_altered(line_end: str) -> None:
    text = line_end.join(["  Harbour to close", "", FIRST, "\u00a0", SECOND, ""])
    story = as_story(text, headline=(2, 18), published="2024-03-04")
    assert story.text == text
    assert story.headline is not None
    assert story.headline.text == "Harbour to close"
    assert [span.text for span in story.paragraphs] == [FIRST, SECOND]
    assert story.published is not None
    assert (story.published.value, story.published.read_from) == ("2024-03-04", "given")


@pytest.mark.parametrize(
    ("headline", "published"), [((5, 5), None), ((0, 999), None), (None, "2024-13-01"), (None, "soon")]
)
def test_what_makes_no_sense_is_said(headline: tuple[int, int] | None, published: str | None) -> None:
    with pytest.raises(ValueError, match=r"no range|no date"):
        as_story(FIRST, headline=headline, published=published)
