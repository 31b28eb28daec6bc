"""News as JSON: objects, lists and lines."""

import json
from pathlib import Path

import pytest

from onrecord.capture import captures, stories_of
from onrecord.model import Capture, Refusal, Story

TEXT = "PORT ALDA: The harbour will close for a week, the ferry company said.\n\nFishing boats may use the old quay."


def stories(path: Path, value: object) -> list[Story | str]:
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    found: list[Story | str] = []
    for capture in captures([str(path)]):
        if isinstance(capture, Refusal):
            found.append(str(capture))
            continue
        taken = stories_of(capture)
        found += [*taken.stories, *([str(taken.refusal)] if taken.refusal else [])]
    return found


def test_fields_become_the_parts_of_the_story(tmp_path: Path) -> None:
    (story,) = stories(
        tmp_path / "a.json",
        {
            "title": "Harbour to close",
            "description": "What a search engine shows.",
            "subtitle": "Divers will repair the northern quay.",
            "text": TEXT,
            "authors": ["Jane Doe", {"name": "John Roe"}],
            "date": "2023-02-22T21:14:05Z",
            "source": {"name": "Alda Courier"},
            "link": "https://courier.test/h",
            "lang": "en",
        },
    )
    assert isinstance(story, Story)
    assert story.text == f"Harbour to close\n\nDivers will repair the northern quay.\n\n{TEXT}"
    assert story.headline is not None
    assert story.standfirst is not None
    assert [author.name for author in story.authors] == ["Jane Doe", "John Roe"]
    assert story.published is not None
    assert (story.published.value, story.published.read_from) == ("2023-02-22", "metadata")
    assert story.published.path == "metadata/published"
    assert (story.outlet, story.url) == ("Alda Courier", "https://courier.test/h")


def test_a_body_in_markup_gives_its_words(tmp_path: Path) -> None:
    first, second = TEXT.split("\n\n")
    fragment = f"<p>{first}</p><script>x()</script><p>Fishing <b>boats</b> may use the old quay.</p>"
    (story,) = stories(tmp_path / "a.json", {"title": "Harbour to close", "content": fragment})
    assert isinstance(story, Story)
    assert story.text == f"Harbour to close\n\n{first}\n\n{second}"
    page = f"<!DOCTYPE html><html><body><article><h1>Harbour to close</h1>{fragment * 3}</article></body></html>"
    (whole,) = stories(tmp_path / "b.json", {"html": page, "url": "https://courier.test/h"})
    assert isinstance(whole, Story)
    assert whole.url == "https://courier.test/h"
    assert whole.headline is not None


def test_a_text_alone_is_enough_and_is_not_altered(tmp_path: Path) -> None:
    (story,) = stories(tmp_path / "a.json", {"text": "One\u00a0line e\u0301.\n\nAnother."})
    assert isinstance(story, Story)
    assert story.text == "One\u00a0line e\u0301.\n\nAnother."
    assert story.headline is None
    assert story.published is None


def test_a_headline_that_opens_the_text_too_is_taken_once(tmp_path: Path) -> None:
    (story,) = stories(tmp_path / "a.json", {"title": "Harbour to close", "text": f"Harbour to close\n\n{TEXT}"})
    assert isinstance(story, Story)
    assert story.text.count("Harbour to close") == 1


def test_a_summary_that_repeats_the_opening_is_no_standfirst(tmp_path: Path) -> None:
    (story,) = stories(tmp_path / "a.json", {"text": TEXT, "subtitle": "PORT ALDA: The harbour will close for …"})
    assert isinstance(story, Story)
    assert story.standfirst is None


ROWS = [{"text": "First story."}, {"text": "Second story."}, {"id": 3}]


@pytest.mark.parametrize("value", [ROWS, {"articles": ROWS}, {"data": {"items": ROWS}}])
def test_lists_give_a_capture_an_object(tmp_path: Path, value: object) -> None:
    first, second, third = stories(tmp_path / "a.json", value)
    assert isinstance(first, Story)
    assert isinstance(second, Story)
    assert (first.text, second.text) == ("First story.", "Second story.")
    assert "a.json!3: no object with a 'text' field" in str(third)


def test_escaped_unpaired_surrogates_are_replaced_with_a_note(tmp_path: Path) -> None:
    (story,) = stories(tmp_path / "a.json", '{"text": "a \\ud83d b \\ud83d\\ude00 c", "title": "x \\udc00"}')
    assert isinstance(story, Story)
    assert story.text == "x �\n\na � b \U0001f600 c"
    assert any("surrogate" in note for note in story.notes)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    (line,) = stories(tmp_path / "a.json", '{"text": ' + "[" * 200_000)
    assert "not valid JSON" in str(line)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2023-02-22", "2023-02-22"),
        ("2023-02", "2023-02"),
        ("20230222", "2023-02-22"),
        ("Wed, 22 Feb 2023 23:30:00 -0500", "2023-02-22"),
        (1677067200, "2023-02-22"),
        (1677067200000, "2023-02-22"),
        ("22 February 2023", "2023-02-22"),
        ("2023-02-31", None),
        ("recently", None),
        (99999999999999, None),
    ],
)
def test_dates_as_containers_write_them(tmp_path: Path, words: object, value: str | None) -> None:
    (story,) = stories(tmp_path / "a.json", {"text": TEXT, "date": words})
    assert isinstance(story, Story)
    assert (story.published.value if story.published else None) == value


def test_the_bytes_of_a_line_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One."}\r\n{"text":   "Two."}\n')
    first, second = captures([str(path)])
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.data, second.data) == (b'{"text": "One."}', b'{"text":   "Two."}')
