"""Sources into a record: what is added, already there, changed, refused; and reading again."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from onrecord.capture.fetch import Fetcher
from onrecord.model import Judgement, Reading, Story
from onrecord.record import Record, Summary
from tests.record.making import MADE_BY, AnatomyReader, anatomy, capture, story

PARAGRAPHS = (
    "The harbour of Tarvik stays closed until Friday, the port's office said on Monday after a night of storms.",
    "Forty ships wait outside the breakwater, among them two ferries with three hundred passengers on board.",
    "“We will open as soon as the pilots can work,” the harbour master, Nora Elstad, told reporters in the hall.",
    "Traders warned that fresh fish would be short in the markets of the valley for the rest of the week.",
)


def page(headline: str, *, url: str | None = None, ending: str = "") -> str:
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    body = "".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, *([ending] if ending else [])))
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title>{canonical}'
        f'<meta property="article:published_time" content="2024-03-04T09:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    url = "https://harbour.example/closed"
    (pages / "1.html").write_text(page("Harbour closed", url=url))
    (pages / "2.html").write_text(page("Harbour closed", url=url, ending="The storm is over, the weather office said."))
    (pages / "3.html").write_bytes((pages / "1.html").read_bytes())
    (pages / "4.html").write_bytes(b"")
    return pages


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def test_a_folder_is_added_and_summed_up(record: Record, folder: Path) -> None:
    seen: list[tuple[int, str]] = []
    summary = record.add([str(folder)], reader=AnatomyReader(), progress=lambda so_far, source: seen.append(
        (so_far.captures, Path(source).name)))  # fmt: skip
    assert (summary.added, summary.already_there, summary.stories, summary.changed) == (2, 1, 2, 1)
    assert [Path(refusal.source).name for refusal in summary.refused] == ["4.html"]
    assert [name for _, name in seen] == ["1.html", "2.html", "3.html", "4.html"]
    assert [line.headline for line in record.stories()] == ["Harbour closed"] * 2
    assert record.search('"forty ships"')[0].story.published == "2024-03-04"


def test_a_second_time_nothing_is_read(record: Record, folder: Path) -> None:
    record.add([str(folder)], reader=AnatomyReader())
    before, reader = record.content_digest(), AnatomyReader()
    summary = record.add([str(folder)], reader=reader)
    assert (summary.added, summary.already_there, summary.stories, reader.read) == (0, 3, 0, 0)
    assert record.content_digest() == before
    assert record.add([str(folder)], reader=AnatomyReader("2")).outdated == 3


def test_a_page_that_stops_the_program_leaves_what_was_before_it(record: Record, folder: Path) -> None:
    class Stops(AnatomyReader):
        def read_many(self, stories: object) -> Iterator[Reading]:
            if self.read:
                raise KeyboardInterrupt
            yield from super().read_many(stories)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        record.add([str(folder)], reader=Stops())
    assert len(record.stories()) == 1
    record.add([str(folder)], reader=AnatomyReader("1"))
    assert len(record.stories()) == 2


def test_what_was_erased_is_refused_with_a_reason(record: Record, folder: Path) -> None:
    record.add([str(folder / "1.html")], reader=AnatomyReader())
    record.erase(story=record.stories()[0].id, reason="asked for")
    summary = record.add([str(folder / "1.html")], reader=AnatomyReader())
    assert ["erased" in refusal.found for refusal in summary.refused] == [True]


def test_half_a_character_in_metadata_is_refused_and_the_rest_goes_on(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord import capture as captures_room

    real = captures_room.stories_of

    def broken(found: object) -> object:
        taken = real(found)  # type: ignore[arg-type]
        if "1.html" not in found.source:  # type: ignore[attr-defined]
            return taken
        return type(taken)(stories=(story("Tide\n\nOn.", outlet="Harbour \ud83d Post"),))

    monkeypatch.setattr(captures_room, "stories_of", broken)
    summary = record.add([str(folder / name) for name in ("1.html", "2.html")], reader=AnatomyReader())
    assert (summary.added, [refusal.source[-6:] for refusal in summary.refused]) == (1, ["1.html"])
    assert "surrogate" in summary.refused[0].found


def test_reread_brings_up_what_other_versions_read_and_keeps_judgements(record: Record, folder: Path) -> None:
    record.add([str(folder)], reader=AnatomyReader("1"))
    whole = {line.id for line in record.stories()}
    judgement = Judgement(id="j", row="r", verb="confirm", by="mk", at="2024-03-05", reason="seen")
    record.judge(judgement)
    reader = AnatomyReader("2")
    summary = record.reread(reader)
    assert (summary.captures, summary.added, reader.read) == (2, 2, 2)
    assert {line.id for line in record.stories()} == whole
    assert record.judgements() == [judgement]
    assert {json.loads(row["made_by"])["onrecord"] for row in record.rows("captures")} == {"2"}
    again = AnatomyReader("2")
    assert record.reread(again).captures == 0
    assert again.read == 0


def test_reread_can_be_cut_off_and_ends_where_an_uninterrupted_one_ends(tmp_path: Path, folder: Path) -> None:
    digests = []
    for cut in (False, True):
        with Record.open(tmp_path / f"{cut}.onrecord") as record:
            record.add([str(folder)], reader=AnatomyReader("1"))

            def stop(so_far: object, source: str) -> None:
                raise KeyboardInterrupt

            if cut:
                with pytest.raises(KeyboardInterrupt):
                    record.reread(AnatomyReader("2"), progress=stop)
            record.reread(AnatomyReader("2"))
            digests.append(record.content_digest())
    assert digests[0] == digests[1]


def test_stories_that_a_newer_version_no_longer_finds_go(
    record: Record, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord import capture as captures_room

    record.add([str(folder / "1.html")], reader=AnatomyReader("1"))
    old = record.stories()[0].id
    better: Story = story("Harbour closed\n\nFound better.")
    monkeypatch.setattr(captures_room, "stories_of", lambda found: captures_room.Found(stories=(better,)))
    record.reread(AnatomyReader("2"))
    assert [line.id for line in record.stories()] == [better.id]
    assert record.search("ferries") == []
    assert record.search("better")[0].story.id == better.id != old
    # A version that finds nothing at all has gone blind: what was known stays.
    monkeypatch.setattr(captures_room, "stories_of", lambda found: captures_room.Found())
    summary = record.reread(AnatomyReader("3"))
    assert [line.id for line in record.stories()] == [better.id]
    assert "earlier reading was kept" in summary.refused[0].advice


def test_a_story_in_two_captures_is_read_as_the_first_shows_it_also_after_a_reread(record: Record) -> None:
    record.add_capture(capture("a"), [anatomy(story(outlet="First"))], MADE_BY)
    record.add_capture(capture("b"), [anatomy(story(outlet="Second"))], MADE_BY)
    assert record.stories()[0].outlet == "First"
    assert {row["outlet"] for row in record.rows("appearances")} == {"First", "Second"}


def test_a_file_whose_name_is_no_unicode_is_added(record: Record, folder: Path) -> None:
    odd = os.fsencode(folder) + b"/caf\xe9.html"
    with open(odd, "wb") as file:
        file.write(page("Café opens").encode())
    summary = record.add([os.fsdecode(odd)], reader=AnatomyReader())
    assert (summary.added, summary.refused) == (1, [])


def test_texts_keep_every_sign(record: Record) -> None:
    text = "Odd signs\n\nNul \x00 and \u200b, \U0001f30a, e\u0301 and \u202e stay; so does this."
    record.add_capture(capture("page"), [anatomy(story(text))], MADE_BY)
    assert record.story(story(text).id).reading.story.text == text
    hit, = record.search("stay")
    assert all(mark.holds_in(text) for passage in hit.passages for mark in passage.marks)


def test_the_bytes_of_a_capture_come_back_unaltered(record: Record) -> None:
    page_bytes = capture("page", charset="utf-8", retrieved="2024-03-04T10:00:00Z", given={"headline": "H"})
    record.add_capture(page_bytes, [anatomy(story())], MADE_BY)
    assert record.capture(record.story(story().id).captures[0].id[:10]) == page_bytes


def test_an_address_is_asked_only_for_what_changed(record: Record) -> None:
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        asked.append(request.headers.get("if-none-match"))
        if asked[-1] == '"v1"':
            return httpx.Response(304)
        return httpx.Response(200, html=page("Harbour closed"), headers={"etag": '"v1"'})

    def add() -> Summary:
        fetcher = Fetcher(
            transport=httpx.MockTransport(answer), resolve=lambda host: ["93.184.215.14"], sleep=lambda seconds: None
        )
        return record.add(["https://harbour.example/closed"], reader=AnatomyReader(), fetcher=fetcher)

    first, second = add(), add()
    assert (first.added, first.unchanged, second.added, second.unchanged) == (1, 0, 0, 1)
    record.erase(story=record.stories()[0].id, reason="a test")
    third = add()
    assert asked == [None, '"v1"', None]
    assert len(third.refused) == 1
