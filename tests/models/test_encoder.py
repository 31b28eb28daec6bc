"""The encoder: pieces stand where the text has them, windows cover everything once, the card names the weights."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder import digest, encoded, pieces_of
from onrecord.models.encoder.runtime import WINDOW, windows
from onrecord.reading.tags import tags


def test_pieces_stand_where_the_text_has_them() -> None:
    text = "Zürich: “İstanbul’s café” – 東京 met Łódź 👍🏽."
    pieces = pieces_of(text)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert "".join(words).replace(" ", "") == text.replace(" ", "")
    assert text[pieces.starts[0] : pieces.ends[0]].startswith("Z")


def test_words_stand_where_the_text_has_them() -> None:
    text = "Fishermen’s ombudsmanship met Łódź."
    pieces = pieces_of(text)
    first, starts, ends = pieces.words()
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == [
        "Fishermen", "’", "s", "ombudsmanship", "met", "Łódź", "."
    ]  # fmt: skip
    assert pieces.begins[first].all()
    assert len(first) < len(pieces)
    assert [len(each) for each in pieces_of("").words()] == [0, 0, 0]


def test_case_is_kept_beside_the_uncased_vocabulary() -> None:
    pieces = pieces_of("the WHU met McKay A 1999")
    first = {
        int(start): int(case)
        for start, case, begins in zip(pieces.starts, pieces.cases, pieces.begins, strict=True)
        if begins
    }
    assert [first[at] for at in sorted(first)] == [1, 3, 1, 4, 5, 0]


@given(st.integers(0, 3000))
def test_windows_cover_everything_once(length: int) -> None:
    covered = []
    for start, end, kept, until in windows(length):
        assert 0 <= start <= kept < until <= end <= length
        assert end - start <= WINDOW
        covered += range(kept, until)
    assert covered == list(range(length))


def test_a_long_text_gives_a_vector_a_piece() -> None:
    pieces = pieces_of("Maria Jensen met Peter Hansen in Oslo. " * 60)
    vectors = encoded(pieces).vectors
    assert vectors.shape == (len(pieces), 384)
    assert np.isfinite(vectors).all()


def test_the_weights_are_those_of_the_card() -> None:
    assert len(digest()) == 64


def test_the_tagger_marks_names() -> None:
    text = "Maria Jensen met officials of the World Harbour Union in Oslo on Monday."
    pieces = pieces_of(text)
    found = {text[tag.start : tag.end]: tag.kind for tag in tags(encoded(pieces))}
    assert found["Maria Jensen"] == "person"
    assert found["Oslo"] == "place"
