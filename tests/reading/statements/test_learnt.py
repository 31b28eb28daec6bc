"""What the model sees: parts go on only where they have begun, and its own finds join those of the rules."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder import encoded, labels, pieces_of
from onrecord.reading.statements.candidate import Attribution
from onrecord.reading.statements.learnt import Learnt, _paths

TEXT = "The council met on Monday. Maria Jensen said the wall would be rebuilt before winter. It rained."


def learnt() -> Learnt:
    pieces = pieces_of(TEXT)
    return Learnt(encoded(pieces))


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(2, 40))
def test_a_part_goes_on_only_where_it_has_begun(seed: int, anchors: int, length: int) -> None:
    names = labels("links")
    scores = np.random.default_rng(seed).normal(size=(anchors, length, len(names))).astype(np.float32)
    for path in _paths(scores):
        before = "O"
        for number in path:
            name = names[number]
            assert name[0] != "I" or before[2:] == name[2:]
            before = name


def test_the_model_reads_a_plain_sentence() -> None:
    ((_, one),) = learnt().attributions(0.5)
    shown = [TEXT[slice(*spans[0])] for spans in (one.source or (), one.cue, one.content)]
    assert shown == ["Maria Jensen", "said", "the wall would be rebuilt before winter"]
    assert one.confidence > 0.5


def test_the_right_content_fits_better_than_others() -> None:
    seen = learnt()
    at = seen.anchor_in(TEXT.index("said"), TEXT.index("said") + 4)
    assert at is not None

    def fit(words: str) -> float:
        start = TEXT.index(words)
        return seen.fit(at, Attribution(None, (), ((start, start + len(words)),)))

    assert fit("the wall would be rebuilt before winter") > fit("the wall")
    assert fit("the wall would be rebuilt before winter") > fit("The council met on Monday")


def test_nothing_is_seen_in_nothing() -> None:
    pieces = pieces_of("")
    assert Learnt(encoded(pieces)).attributions() == []
