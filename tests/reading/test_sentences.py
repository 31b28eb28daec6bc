"""Given this paragraph, these sentences, where they stand in the story."""

from collections.abc import Callable

from onrecord.model import Reading


def sentences(reading: Reading) -> list[str]:
    return [reading.story.text[start:end] for start, end in reading.sentences]


def test_sentences_of_each_part_in_order(read: Callable[..., Reading]) -> None:
    reading = read("The bridge opened on Monday. Ships may pass.", "It cost 4 million euros.", headline="Bridge opens")
    assert sentences(reading) == [
        "Bridge opens",
        "The bridge opened on Monday.",
        "Ships may pass.",
        "It cost 4 million euros.",
    ]


def test_a_closing_mark_stays_with_its_sentence(read: Callable[..., Reading]) -> None:
    reading = read('"The bridge is open. Ships may pass." The mayor smiled. "We waited for years."')
    assert not any(sentence.startswith('" ') for sentence in sentences(reading))
    assert sentences(reading)[1] == 'Ships may pass."'


def test_a_part_never_runs_on_into_the_next(read: Callable[..., Reading]) -> None:
    reading = read("Officials said the bridge would open", "and that ships may pass", headline="Mayor says")
    paragraphs = [reading.story.headline, *reading.story.paragraphs]
    for start, end in reading.sentences:
        assert any(part.start <= start and end <= part.end for part in paragraphs if part)


def test_a_very_long_paragraph_is_read_in_pieces(read: Callable[..., Reading]) -> None:
    sentence = "The bridge over the river opened on Monday after two years of work. "
    reading = read((sentence * 400).strip())
    assert len(reading.sentences) == 400
    assert set(sentences(reading)) == {sentence.strip()}


def test_a_dateline_is_no_part_of_the_first_sentence(read: Callable[..., Reading]) -> None:
    reading = read("OSLO — The bridge opened on Monday.", dateline="OSLO")
    assert sentences(reading) == ["The bridge opened on Monday."]


def test_a_network_called_by_one_letter_ends_a_sentence_and_an_initial_does_not(read: Callable[..., Reading]) -> None:
    reading = read('"We won," the mayor said on X. "Ships may pass."', "Malcolm X. Hale and J. X. Brandt met on X.")
    assert sentences(reading) == [
        '"We won," the mayor said on X.',
        '"Ships may pass."',
        "Malcolm X. Hale and J. X. Brandt met on X.",
    ]
