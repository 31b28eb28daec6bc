"""What is one part of a plain text: a line, or a paragraph whose lines are wrapped."""

from onrecord.capture.plain.parts import parts_of


def test_a_short_wrapped_text_is_read_by_paragraphs() -> None:
    text = (
        "The ministry of fisheries said on Tuesday that it had closed three\nharbours on the north coast.\n\n"
        '"We will not wait for the next storm," the minister, Karin Holt, told\nparliament in Castell.\n\n'
        "Opposition members said the closures came too late."
    )
    assert [part for part in parts_of(text) if part] == text.split("\n\n")
