"""The sentences with marked events: how a line is read, what is refused, and that every line of ours reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.events.sentences import FOLDER, MalformedSentence, read_all, read_file, read_line


def test_a_line_gives_the_sentence_without_its_marks_and_offsets_into_it() -> None:
    read = read_line("[A1A2 Mali] {agreed|AGREE|actual} to {release|RETREAT/release|promised} [R2 two pilots].")
    assert read.text == "Mali agreed to release two pilots."
    agreed, release = read.events
    assert (read.text[agreed.start : agreed.end], agreed.type, agreed.mode, agreed.status) == (
        "agreed",
        "AGREE",
        None,
        "actual",
    )
    assert (release.type, release.mode, release.status) == ("RETREAT", "release", "promised")
    assert [read.text[each.start : each.end] for each in release.actors] == ["Mali"]
    assert [read.text[each.start : each.end] for each in release.recipients] == ["two pilots"]
    assert agreed.recipients == ()


def test_a_phrase_may_be_the_actor_of_one_event_and_the_recipient_of_another() -> None:
    read = read_line(
        "[R1A2 Peru] was {accused|ACCUSE/allege|actual} but {denied|REJECT|actual} that it {spied|-|negated}."
    )
    first, second, third = read.events
    assert [each.role for each in first.participants] == ["recipient"]
    assert [each.role for each in second.participants] == ["actor"]
    assert third.type is None


def test_a_sentence_may_tell_no_event() -> None:
    assert read_line("The talks lasted an hour.").events == ()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Chad {left|GO|actual}.", "'GO' of 'left' is no type"),
        ("Chad {left|RETREAT/leave|actual}.", "its modes: access, ceasefire, disarm, release, resign, withdraw"),
        ("Chad {left|RETREAT|done}.", "status 'done'"),
        ("Chad {left|RETREAT}.", "a trigger is"),
        ("[A2 Chad] {left|RETREAT|actual}.", "A2 names event 2, but 1 are marked"),
        ("[Chad] {left|RETREAT|actual}.", "a participant is"),
        ("[A1 Chad {left|RETREAT|actual}.", "a stray '['"),
        ("[A1 Chad's [R1 army]] {left|RETREAT|actual}.", "a stray '['"),
    ],
)
def test_a_malformed_line_says_where_and_why(line: str, complaint: str) -> None:
    with pytest.raises(MalformedSentence) as raised:
        read_line(line, "agree.txt:3")
    assert str(raised.value).startswith("agree.txt:3: ")
    assert complaint in str(raised.value)


def test_a_file_s_comments_and_blank_lines_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "consult.txt"
    path.write_text("# meetings\n\n[A1 Two ministers] {met|CONSULT|actual}.\n", encoding="utf-8")
    (read,) = read_file(path)
    assert (read.text, read.where) == ("Two ministers met.", "consult.txt:3")


def test_every_sentence_of_ours_reads_and_stands_once() -> None:
    texts = [sentence.text for sentence in read_all(FOLDER)]
    assert texts
    assert len(texts) == len(set(texts))
    assert not [text for text in texts if "  " in text]
