"""Bodies that a container gives as plain words: where their paragraphs part."""

import pytest

from onrecord.capture.containers.fielded import Fields, draft_of_fields, paragraphs_of


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("One.\nTwo.\nThree.", ("One.", "Two.", "Three.")),
        ("One.\nTwo.\n\nThree.\nFour.", ("One.", "Two.", "Three.", "Four.")),
        ("The ferry\nleaves at noon.\n\nIt is full.", ("The ferry\nleaves at noon.", "It is full.")),
        ("\n\n  One. \n \n\t\nTwo.\n\n", ("One.", "Two.")),
        ("", ()),
    ],
)
def test_paragraphs_part_at_blank_lines_and_at_lines_that_end_like_paragraphs(
    body: str, paragraphs: tuple[str, ...]
) -> None:
    assert paragraphs_of(body) == paragraphs


def test_lines_broken_at_a_column_are_joined() -> None:
    assert paragraphs_of("   The ferry\nleaves at noon.\n\n   It is\nfull.", wrapped=True) == (
        "The ferry leaves at noon.",
        "It is full.",
    )


def test_bylines_and_credits_inside_the_body_are_told_apart() -> None:
    body = ("By Jane Doe", "The harbour will close for a week, the ferry company said.", "It did last year.")
    draft = draft_of_fields(Fields(headline="Harbour to close", paragraphs=body))
    assert draft is not None
    assert [block.role for block in draft.blocks] == ["headline", "byline", "paragraph", "paragraph"]
    assert [draft.blocks[1].text[start:end] for start, end in draft.blocks[1].authors] == ["Jane Doe"]


def test_without_a_body_there_is_no_story() -> None:
    assert draft_of_fields(Fields(headline="Harbour to close", byline="By Jane Doe")) is None
