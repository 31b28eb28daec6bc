"""From a capture to its stories: whatever its bytes hold, an answer and never an exception."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.capture import Found, stories_of
from onrecord.model import Capture, Story

PARAGRAPHS = (
    "PORT ALDA: The harbour of Port Alda will close for a week from Monday, the ferry company said, while divers "
    "repair the northern quay that a storm damaged in January.",
    "Fishing boats may use the old quay until then, the harbour master told reporters, and the ferry to the islands "
    "will leave from the neighbouring town of Sundvik instead, twice a day.",
    "Shopkeepers near the harbour said that they expected to lose much of their trade during the week, and asked the "
    "town council to help them with the rent for the month.",
)
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Harbour to close</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Harbour to close</h1>"
    + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    + "</article></body></html>"
)


NO_STORY = "no news story found in it"


def taken(data: bytes | str, media_type: str = "text/html", **known: object) -> Found:
    data = data.encode() if isinstance(data, str) else data
    return stories_of(Capture(source="page", data=data, media_type=media_type, **known))  # type: ignore[arg-type]


def story(data: bytes | str, media_type: str = "text/html", **known: object) -> Story:
    found = taken(data, media_type, **known)
    assert found.refusal is None, str(found.refusal)
    (one,) = found.stories
    return one


def test_a_page_and_a_text_of_one_story_give_the_same_text() -> None:
    text = "\n\n".join(["Harbour to close", *PARAGRAPHS])
    assert story(PAGE).text == text
    assert story(text, "text/plain").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x00\x01\x02\x03" * 99, "binary data, no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture, no text"),
        (b"<html><body><nav><a href='/'>Home</a> <a href='/b'>News</a></nav></body></html>", NO_STORY),
        (b"<html><head><title>404</title></head><body><p>Not found</p></body></html>", NO_STORY),
    ],
)
def test_what_holds_no_story_is_refused_in_one_line(data: bytes, words: str) -> None:
    found = taken(data)
    assert not found.stories
    assert found.refusal is not None
    assert found.refusal.found == words
    assert "\n" not in str(found.refusal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_does_not_change_the_story(encoding: str) -> None:
    page = PAGE.replace("ferry company", "Fährgesellschaft")
    assert story(page.encode(encoding)).id == story(page).id


def test_line_ends_do_not_change_the_story() -> None:
    text = "\n\n".join(["Harbour to close", *PARAGRAPHS])
    assert story(text.replace("\n", "\r\n"), "text/plain").id == story(text, "text/plain").id


def test_replaced_bytes_are_noted() -> None:
    one = story(PAGE.encode().replace(b"quay that", b"quay\0 that"))
    assert "quay� that" in one.text
    assert any("NUL" in note for note in one.notes)


def test_a_reference_to_a_surrogate_does_not_break_the_text() -> None:
    one = story(PAGE.replace("quay that", "quay &#xD83D; that"))
    one.text.encode("utf-8")


def test_a_deeply_nested_page_gives_an_answer() -> None:
    opened = PAGE.replace("<article>", "<div>" * 50_000 + "<article>")
    found = taken(opened.replace("</article>", "</article>" + "</div>" * 50_000))
    assert found.stories or found.refusal


@pytest.mark.parametrize("text", ["# Notes", "Contents\n\n- [One](one.md)\n- [Two](two.md)\n"])
def test_a_heading_or_a_list_of_links_is_no_story(text: str) -> None:
    assert not taken(text, "text/plain").stories


def test_a_paywall_stub_is_kept_with_a_note() -> None:
    said = '{"@type": "NewsArticle", "headline": "Harbour to close", "isAccessibleForFree": false}'
    stub = PAGE.replace("</head>", f'<script type="application/ld+json">{said}</script></head>')
    stub = stub.replace(f"<p>{PARAGRAPHS[2]}</p>", "<div class='paywall'><p>Subscribe to read on.</p></div>")
    one = story(stub)
    assert [paragraph.text for paragraph in one.paragraphs] == list(PARAGRAPHS[:2])
    assert any("not free to read" in note for note in one.notes)


def test_a_story_in_another_language_is_kept() -> None:
    page = (
        "<p>PORT ALDA – Der Hafen von Port Alda bleibt ab Montag eine Woche lang geschlossen, teilte die Gesellschaft "
        "mit, weil Taucher den nördlichen Kai reparieren, den ein Sturm im Januar beschädigt hatte.</p>"
        "<p>Fischerboote können bis dahin den alten Kai nutzen, sagte der Hafenmeister, und die Fähre zu den Inseln "
        "legt zweimal am Tag vom benachbarten Sundvik ab.</p>"
    )
    one = story(f"<html lang='en'><body><article><h1>Hafen bleibt geschlossen</h1>{page}</article></body></html>")
    assert one.language == "de"
    assert len(one.paragraphs) == 2


def test_a_truncated_page_gives_the_story_as_far_as_it_goes() -> None:
    one = story(PAGE[: PAGE.index("Shopkeepers")])
    assert [paragraph.text for paragraph in one.paragraphs] == list(PARAGRAPHS[:2])


def test_entities_of_the_page_are_not_expanded_without_end() -> None:
    laughs = ["<!ENTITY l0 'ha'>", *(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))]
    found = taken(f"<!DOCTYPE html [{''.join(laughs)}]>" + PAGE.replace("The harbour", "&l9; The harbour"))
    assert all(len(one.text) < 10_000 for one in found.stories)


def test_scripts_are_no_words() -> None:
    one = story(PAGE.replace("<p>", "<script>document.write('<p>Buy now</p>')</script><p>"))
    assert "Buy now" not in one.text


def test_what_is_given_fills_what_the_page_leaves_open() -> None:
    known = {"published": "2023-02-22", "outlet": "Alda Courier", "author": "Jane Doe; John Roe", "headline": "Shut"}
    one = story(PAGE, given=known, given_from="feed", url="https://courier.test/h")
    assert one.published is not None
    assert (one.published.value, one.published.read_from) == ("2023-02-22", "feed")
    assert one.published.path == "feed/published"
    assert (one.outlet, one.url) == ("Alda Courier", "https://courier.test/h")
    assert [author.name for author in one.authors] == ["Jane Doe", "John Roe"]
    assert one.headline is not None
    assert one.headline.text == "Harbour to close"


def test_a_format_that_breaks_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom\n<b>")

    monkeypatch.setattr("onrecord.capture.html.drafts", broken)
    refusal = taken(PAGE).refusal
    assert refusal is not None
    assert refusal.found == r"could not be read (RuntimeError: boom\n<b>)"


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "text/plain", "application/json", "message/rfc822", "multipart/related", "application/pdf",
     "application/rtf", "text/x-nexis", "text/x-factiva", "application/xml", "image/png"],
)  # fmt: skip
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_of_any_type_give_an_answer(media_type: str, data: bytes) -> None:
    found = taken(data, media_type)
    assert bool(found.stories) != (found.refusal is not None)
    for one in found.stories:
        msgspec.json.encode(one)
        assert all(span.holds_in(one.text) for span in one.paragraphs)
