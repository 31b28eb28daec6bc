"""What the encoder's attention shows of a pronoun and the names around it."""

import numpy as np
import pytest

from onrecord.model import Span, Story, story_id
from onrecord.models.encoder import MAPS, Attention, Encoded, encoded, pieces_of
from onrecord.reading.encoding import Encoding
from onrecord.reading.pronouns.attention import ATTENDED, LOOKS, Looks, Network, attended
from onrecord.reading.pronouns.features import Field
from onrecord.reading.pronouns.scene import Candidate, Scene
from onrecord.reading.sentences import Sentences
from onrecord.reading.stage import Partial

# Its value is the first look, less one; it is given one plain feature beside the looks.
FIRST_LOOK = Network(
    centre=np.zeros(LOOKS + 1, np.float32),
    spread=np.ones(LOOKS + 1, np.float32),
    hidden=np.eye(1, LOOKS + 1, dtype=np.float32),
    bias=np.zeros(1, np.float32),
    out=np.ones(1, np.float32),
    base=-1.0,
)
TEXT = "Maria Jensen met Ana Lopes in Oslo. She praised the plan."


@pytest.fixture(scope="module")
def partial() -> Partial:
    story = Story(id=story_id(TEXT), text=TEXT, language="en", paragraphs=(Span.of(TEXT, 0, len(TEXT)),))
    return Encoding().read(Sentences().read(Partial.of(story)))


@pytest.fixture(scope="module")
def field(partial: Partial) -> Field:
    """*She* beside the two women."""
    scene = Scene(TEXT, partial.parses, ())
    (she,) = (one for one in scene.pronouns() if one.kind == "feminine")
    return Field.of(she, [person(scene, "Maria Jensen"), person(scene, "Ana Lopes")])


def person(scene: Scene, name: str) -> Candidate:
    spot = scene.spot(TEXT.index(name), TEXT.index(name) + len(name))
    assert spot is not None
    return Candidate("", "person", name, [spot], woman=0.99)


def test_the_encoding_keeps_the_attention_of_pronouns_with_a_gender(partial: Partial) -> None:
    assert partial.encoded is not None
    starts = partial.encoded.pieces.starts
    assert [TEXT[starts[at] :][:3] for at in partial.encoded.attention] == ["She"]


def test_watching_changes_no_vector() -> None:
    pieces = pieces_of(TEXT)
    assert np.array_equal(encoded(pieces).vectors, encoded(pieces, [3, 9]).vectors)


def test_what_a_piece_gives_to_all_is_at_most_one() -> None:
    maps = encoded(pieces_of(TEXT), [3]).attention[3].maps.astype(np.float32).reshape(6, 2, 12, -1)
    given = maps[:, 0].sum(axis=-1)
    assert (given <= 1.01).all()  # the rest goes to the marks of start and end
    assert (given > 0).all()


def test_a_text_of_several_windows_keeps_attention_in_each() -> None:
    pieces = pieces_of("she " * 600)
    kept = encoded(pieces, [0, 300, 599]).attention
    assert sorted(kept) == [0, 300, 599]
    assert all(one.start <= at < one.start + one.maps.shape[1] for at, one in kept.items())


def test_no_end_of_pronouns_takes_no_end_of_memory() -> None:
    pieces = pieces_of("she " * 3000)
    assert len(encoded(pieces, range(3000)).attention) <= 1000


def test_the_pair_s_numbers_are_those_of_the_name_s_pieces(field: Field) -> None:
    pieces = pieces_of(TEXT)
    she = int(np.flatnonzero(pieces.starts == TEXT.index("She"))[0])
    maps = np.zeros((MAPS, len(pieces)), np.float16)
    first, second = (pieces.starts < len("Maria Jensen")).nonzero()[0][:2]
    maps[0, [first, second]] = 0.25, 0.5  # the first layer's first head: what the pronoun gives
    maps[12, [first, second]] = 0.25, 0.5  # the same head: what it is given
    rows = Looks(Encoded(pieces, np.zeros((len(pieces), 384), np.float32), {she: Attention(0, maps)})).of(field)
    assert rows is not None
    assert rows.shape == (2, LOOKS)
    assert (rows[0, [0, 12]] ** 2).round(3).tolist() == [0.75, 0.5]  # given: the sum; taken: the most
    assert not rows[1].any()


def test_without_attention_nothing_is_known(field: Field) -> None:
    pieces = pieces_of(TEXT)
    assert Looks(Encoded(pieces, np.zeros((len(pieces), 384), np.float32))).of(field) is None
    assert attended(field, None, np.zeros((2, 1)), FIRST_LOOK).tolist() == [[-1, -1, 0]] * 2


def test_each_candidate_is_held_against_the_best_other(field: Field) -> None:
    looks = np.zeros((2, LOOKS), np.float32)
    looks[0, 0] = 3.0
    rows = attended(field, looks, np.zeros((2, 1)), FIRST_LOOK)
    assert rows.shape == (2, len(ATTENDED))
    assert rows.tolist() == [[2, -1, 3], [-1, 2, -3]]


def test_a_name_out_of_the_window_has_no_attention(field: Field) -> None:
    pieces = pieces_of(TEXT)
    she = int(np.flatnonzero(pieces.starts == TEXT.index("She"))[0])
    maps = np.ones((MAPS, len(pieces) - she), np.float16)
    rows = Looks(Encoded(pieces, np.zeros((len(pieces), 384), np.float32), {she: Attention(she, maps)})).of(field)
    assert rows is not None
    assert not rows.any()
