"""E-mail and saved pages: the story inside its wrapping."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from onrecord.capture import captures, stories_of
from onrecord.model import Capture, Refusal, Story

PARAGRAPHS = (
    "PORT ALDA: The harbour of Port Alda will close for a week from Monday, the ferry company said, while divers "
    "repair the northern quay that a storm damaged in January.",
    "Fishing boats may use the old quay until then, the harbour master told reporters, and the ferry to the islands "
    "will leave from the neighbouring town of Sundvik instead, twice a day.",
    "Shopkeepers near the harbour said that they expected to lose much of their trade during the week, and asked the "
    "town council to help them with the rent for the month.",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Harbour to close – Größe</title></head><body><article><h1>Harbour to close</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article></body></html>"
)


def message(*, html: str | None = None, text: str | None = None, charset: str = "utf-8") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Alda Courier <news@courier.test>"
    made["To"] = "reader@home.test"
    made["Subject"] = "Fwd: Harbour to close – überall"
    made["Date"] = "Wed, 22 Feb 2023 23:30:00 -0500"
    made["Message-ID"] = "<1@courier.test>"
    if text is not None:
        made.set_content(text, charset=charset)
    if html is not None:
        (made.add_alternative if text is not None else made.set_content)(html, subtype="html", charset=charset)
    return made


def story(path: Path, data: bytes) -> Story:
    path.write_bytes(data)
    (capture,) = captures([str(path)])
    assert isinstance(capture, Capture), str(capture)
    assert capture.data == data
    found = stories_of(capture)
    assert found.refusal is None, str(found.refusal)
    (one,) = found.stories
    return one


def test_the_html_part_of_a_newsletter_is_preferred(tmp_path: Path) -> None:
    one = story(tmp_path / "a.eml", message(html=PAGE, text="View this mail in your browser.").as_bytes())
    assert one.headline is not None
    assert one.headline.text == "Harbour to close"
    assert [paragraph.text for paragraph in one.paragraphs] == list(PARAGRAPHS)
    assert one.published is not None
    assert one.published.value == "2023-02-22"
    assert one.outlet == "The Alda Courier"
    assert "Harbour to close – überall" in [variant.text for variant in one.headlines]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_a_mail_of_text_alone_has_its_subject_as_headline(tmp_path: Path, charset: str) -> None:
    made = message(text="\n\n".join(PARAGRAPHS).replace("town council", "Behörde") + "\n", charset=charset)
    made.replace_header("Subject", "Harbour to close")
    one = story(tmp_path / "a.eml", made.as_bytes())
    assert one.text.startswith("Harbour to close\n\nPORT ALDA: ")
    assert one.headline is not None
    assert "Behörde" in one.text


def test_an_mbox_gives_a_capture_a_message(tmp_path: Path) -> None:
    body = "\n\n".join(PARAGRAPHS) + "\n\n>From here the ferry leaves.\n"
    opening = b"From news@courier.test Wed Feb 22 23:30:00 2023\n"
    one = opening + message(text=body, charset="us-ascii").as_bytes() + b"\n"
    (tmp_path / "box.mbox").write_bytes(one * 3)
    found = list(captures([str(tmp_path / "box.mbox")]))
    assert [capture.source.rpartition("!")[2] for capture in found] == ["1", "2", "3"]
    assert isinstance(found[0], Capture)
    assert b"\nFrom here the ferry leaves." in found[0].data


def test_a_note_of_a_few_words_is_no_story(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message(text="See you tomorrow at the harbour!\n").as_bytes())
    (capture,) = captures([str(tmp_path / "a.eml")])
    assert isinstance(capture, Capture)
    refusal = stories_of(capture).refusal
    assert refusal is not None
    assert refusal.found == "no news story found in it"


def test_attached_pages_are_not_the_message(tmp_path: Path) -> None:
    made = message(text="Hello.\n")
    made.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    (capture,) = captures([str(tmp_path / "a.eml")])
    assert isinstance(capture, Capture)
    assert not stories_of(capture).stories


@pytest.mark.parametrize(
    "damage",
    [
        (b"Wed, 22 Feb 2023", b"Wed, 99 Xyz 2023"),
        (b'charset="utf-8"', b'charset="no-such"'),
        (b"=?utf-8?b?", b"=?utf-8?B?!!!?= "),
        (b"The Alda Courier <", b'"unclosed <<<'),
    ],
)
def test_malformed_headers_cost_only_themselves(tmp_path: Path, damage: tuple[bytes, bytes]) -> None:
    data = message(text="\n\n".join(PARAGRAPHS), charset="utf-8").as_bytes()
    assert damage[0] in data
    one = story(tmp_path / "a.eml", data.replace(*damage))
    assert "Fishing boats" in one.text


def mhtml(page: str) -> bytes:
    made = MIMEMultipart("related", type="text/html")
    made["From"] = "<Saved by Browser>"
    made["Snapshot-Content-Location"] = "https://courier.test/harbour"
    made["Subject"] = "Harbour to close"
    made["Date"] = "Wed, 1 Mar 2023 10:00:00 -0000"
    part = MIMEText(page, "html", "utf-8")
    part["Content-Location"] = "https://courier.test/harbour"
    frame = MIMEText("<html><body><p>Buy a boat now.</p></body></html>", "html", "utf-8")
    made.attach(part)
    made.attach(frame)
    return made.as_bytes()


def test_a_page_saved_as_mhtml(tmp_path: Path) -> None:
    one = story(tmp_path / "page.mhtml", mhtml(PAGE))
    assert one.text == "\n\n".join(["Harbour to close", *PARAGRAPHS])
    assert one.url == "https://courier.test/harbour"
    assert one.published is None  # the day it was saved is not the day it was published


def test_mhtml_without_a_page_says_so(tmp_path: Path) -> None:
    data = mhtml(PAGE).replace(b"text/html", b"text/css")
    (tmp_path / "page.mhtml").write_bytes(data)
    (capture,) = captures([str(tmp_path / "page.mhtml")])
    assert not isinstance(capture, Refusal)
    assert "a saved page without its HTML" in str(stories_of(capture).refusal)
