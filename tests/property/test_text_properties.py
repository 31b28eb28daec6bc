"""What holds for every text: positions, quotation marks, selectors, differences."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Quotation, Span
from onrecord.text import Utf16Offsets, anchor, clean, compare, find_quotations, mapped, selector_for

# Astral characters, combining marks, right-to-left letters, line ends, zero-width and no-break spaces, all marks.
AWKWARD = st.sampled_from(
    [*"ab A.,!?()[]-—0'\"’‘“”„‚«»‹›「」『』`´", "''", "``", ",,", '""', "’’", "\n", "\r\n", "\n\n", "\u00a0",
     "\u200b", "\u200f", "\u202e", "e\u0301", "🧑‍🚀", "𐍈", "שלום", "سلام", "don't", "'90s", "6'2\"", " he said ", ". "]
)  # fmt: skip
ANY_TEXT = st.one_of(
    st.lists(AWKWARD, max_size=60).map("".join), st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
)
PROSE = st.lists(
    st.sampled_from(["the", "bridge", "opened", "on", "monday", "and", "ships", "may", "pass", "said"]), min_size=1
).map(" ".join)


def paragraphs(text: str) -> list[tuple[int, int]]:
    ranges, at = [], 0
    for piece in text.split("\n\n"):
        if piece.strip():
            ranges.append((at, at + len(piece)))
        at += len(piece) + 2
    return ranges


@st.composite
def text_and_span(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY_TEXT) -> tuple[str, Span]:
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, Span.of(text, start, draw(st.integers(start, len(text))))


@given(ANY_TEXT)
def test_utf16_positions_are_those_of_an_utf16_encoder_and_come_back(text: str) -> None:
    offsets = Utf16Offsets(text)
    for position in range(len(text) + 1):
        unit = offsets.to_utf16(position)
        assert unit == len(text[:position].encode("utf-16-le")) // 2
        assert offsets.to_code_points(unit) == position
    assert offsets.units == len(text.encode("utf-16-le")) // 2


@given(st.text(st.characters(), max_size=80))
def test_a_cleaned_text_can_be_written_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\r\n" not in cleaned or "\r\r\n" in text
    assert clean(cleaned).replace("\r\n", "\n") == clean(cleaned)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=80))
def test_cleaning_leaves_every_other_character(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
def test_quotations_hold_are_sorted_nest_and_never_cross_a_paragraph(text: str) -> None:
    ranges = paragraphs(text)
    quotations = find_quotations(text, ranges)
    assert list(quotations) == sorted(quotations, key=lambda one: (one.start, -one.end))
    open_ones: list[Quotation] = []
    for one in quotations:
        assert text[one.start : one.end] == one.text
        assert one.text == one.text.strip() != ""
        assert any(start <= one.start and one.end <= end for start, end in ranges)
        while open_ones and open_ones[-1].end <= one.start:
            open_ones.pop()
        assert all(one.end <= outer.end for outer in open_ones)
        assert one.depth >= len(open_ones)
        open_ones.append(one)
    assert find_quotations(text, ranges) == quotations


@given(text_and_span())
def test_a_selector_finds_its_own_span_again(case: tuple[str, Span]) -> None:
    text, span = case
    found = anchor(selector_for(text, span), text, was_at=span.start)
    if span.text:
        assert found is not None
        assert (found.span, found.score) == (span, 1.0)
    else:
        assert found is None


@given(text_and_span(), ANY_TEXT)
def test_a_selector_never_points_at_other_words_unsaid(case: tuple[str, Span], other: str) -> None:
    found = anchor(selector_for(*case), other)
    if found is not None:
        assert found.span.holds_in(other)
        assert found.how == "edited" or found.span.text == case[1].text
        assert found.score >= 0.8


@given(ANY_TEXT, ANY_TEXT)
def test_a_difference_covers_both_texts_once(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(old[slice(*change.old)] for change in changes) == old
    assert "".join(new[slice(*change.new)] for change in changes) == new
    for change in changes:
        assert (old[slice(*change.old)] == new[slice(*change.new)]) == (change.kind == "same")


@given(text_and_span(PROSE), PROSE)
def test_a_span_is_mapped_to_the_same_words(case: tuple[str, Span], added: str) -> None:
    text, span = case
    longer = f"{added}\n\n{text}"
    found = mapped(compare(text, longer), span, longer)
    assert found is None or (found.text == span.text and found.holds_in(longer))
