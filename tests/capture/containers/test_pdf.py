"""PDF with a text layer, made here by hand; RTF."""

import sys
from pathlib import Path

import pytest

from onrecord.capture import captures, stories_of
from onrecord.capture.containers.columns import Piece, by_column
from onrecord.capture.containers.pdf import paragraphs_of_pages
from onrecord.capture.containers.rtf import text_of_rtf
from onrecord.model import Capture, Refusal

PAGES = (
    (
        "The Alda Courier - 22 February 2023",
        "Harbour of Port Alda to close for a week",
        "PORT ALDA: The harbour of Port Alda will close for a week from Monday, the ferry com-",
        "pany said, while divers repair the northern quay that a storm damaged in January and",
        "that has been closed to heavy lorries since then.",
        "Fishing boats may use the old quay until then, the harbour master told reporters, and",
        "the ferry to the islands will leave from the neighbouring town of Sundvik instead, as",
        "Page 1",
    ),
    (
        "The Alda Courier - 22 February 2023",
        "it did last year, twice a day.",
        "Shopkeepers near the harbour said that they expected to lose much of their trade in a",
        "week without ferries, and asked the town council to help them with the rent.",
        "Page 2",
    ),
)


def pdf(*pages: tuple[str, ...]) -> bytes:
    """A document with these lines."""
    drawn = ["".join(f"({line}) Tj 0 -14 Td\n" for line in lines) for lines in pages]
    return document(*(f"BT /F1 10 Tf 50 780 Td\n{words}ET" for words in drawn))


def document(*pages: str) -> bytes:
    """The smallest document with these pages' drawings: a catalogue, pages, a font and one stream a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, drawn in enumerate(pages):
        stream = drawn.encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    data, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def capture_of(path: Path, data: bytes) -> Capture:
    path.write_bytes(data)
    (capture,) = captures([str(path)])
    assert not isinstance(capture, Refusal), str(capture)
    return capture


def test_lines_become_paragraphs_without_heads_numbers_and_hyphens(tmp_path: Path) -> None:
    capture = capture_of(tmp_path / "a.pdf", pdf(*PAGES))
    assert capture.media_type == "application/pdf"
    (story,) = stories_of(capture).stories
    assert "the ferry company said, while divers repair" in story.text
    assert "Sundvik instead, as it did last year, twice a day.\n\nShopkeepers" in story.text
    assert "Page 1" not in story.text
    assert story.text.count("The Alda Courier") == 0
    assert [paragraph.text[:11] for paragraph in story.paragraphs] == ["PORT ALDA: ", "Fishing boa", "Shopkeepers"]


def test_columns_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    left = (
        "PORT ALDA: The harbour of Port Alda will",
        "close for a week from Monday, the ferry",
        "company said, while divers repair the",
        "northern quay that a storm damaged in",
        "January and that has been closed to heavy",
        "lorries since then.",
    )
    right = (
        "Fishing boats may use the old quay until",
        "then, the harbour master told reporters,",
        "and the ferry to the islands will leave",
        "from the neighbouring town of Sundvik,",
        "twice a day, as it did last year when",
        "the quay was closed for a month.",
    )
    drawn = "BT /F1 20 Tf 1 0 0 1 50 780 Tm (Harbour to close for a week) Tj ET\n"
    for n, pair in enumerate(zip(left, right, strict=True)):
        for x, words in zip((50, 310), pair, strict=True):
            drawn += f"BT /F1 10 Tf 1 0 0 1 {x} {740 - 14 * n} Tm ({words}) Tj ET\n"
    (story,) = stories_of(capture_of(tmp_path / "a.pdf", document(drawn))).stories
    assert story.text == "\n\n".join(["Harbour to close for a week", " ".join(left), " ".join(right)])


def test_words_in_bold_make_no_column() -> None:
    rows = [
        [Piece(50.0, "The harbour of "), Piece(110.0 + 17 * n, "Port Alda"), Piece(300.0 - 9 * n, " closes.")]
        for n in range(9)
    ]
    assert by_column(rows) == ["The harbour of Port Alda closes."] * 9


def test_a_wider_gap_parts_paragraphs_but_not_the_lines_of_a_headline() -> None:
    heights = [(780, 24.0), (752, 24.0), (716, 10.0), (702, 10.0), (688, 10.0), (664, 10.0), (650, 10.0), (636, 10.0)]
    rows = [[Piece(50.0, f"{height}", height, size)] for height, size in heights]
    assert by_column(rows) == ["780", "752", "", "716", "702", "688", "", "664", "650", "636"]


def test_what_a_browser_prints_around_a_page_is_no_part_of_it(tmp_path: Path) -> None:
    printed = ("3/1/23, 10:15 AM Harbour to close - Alda Courier", *PAGES[0][1:-1], "https://courier.test/harbour 1/1")
    (story,) = stories_of(capture_of(tmp_path / "a.pdf", pdf(printed))).stories
    assert story.url == "https://courier.test/harbour"
    assert "10:15" not in story.text
    assert "https" not in story.text
    assert story.published is None  # the day of printing says nothing


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    refusal = stories_of(capture_of(tmp_path / "a.pdf", pdf((), ()))).refusal
    assert "without a text layer" in str(refusal)
    assert "OCR" in str(refusal)


@pytest.mark.parametrize("end", [20, 300, 900])
def test_a_damaged_document_is_refused(tmp_path: Path, end: int) -> None:
    assert "PDF" in str(stories_of(capture_of(tmp_path / "a.pdf", pdf(*PAGES)[:end])).refusal)


def test_a_locked_document_is_refused(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    refusal = stories_of(capture_of(tmp_path / "a.pdf", (tmp_path / "a.pdf").read_bytes())).refusal
    assert "locked with a password" in str(refusal)


def test_without_its_extra_the_refusal_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "pip install 'onrecord[pdf]'" in str(stories_of(capture_of(tmp_path / "a.pdf", pdf(*PAGES))).refusal)


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    column = "x" * 60
    (paragraph,) = paragraphs_of_pages([f"{column} Anglo-\nSaxon words and\n{column}"])
    assert "Anglo- Saxon" in paragraph or "Anglo-Saxon" in paragraph


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi One\par Two}", "One\nTwo"),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'ee\'f0\'f2}", "Порт"),
        (rb"{\rtf1\ansi\uc1 \u1055?\u1086?\u-10179?\u-8704? x}", "По\U0001f600 x"),
        (rb"{\rtf1{\fonttbl{\f0 Times;}}{\*\generator X;}{\pict 0102}a\~b\{c\}}", "a\u00a0b{c}"),
        (rb"{\rtf1\ldblquote Yes\rdblquote\emdash he said}", "“Yes”—he said"),
        (rb"{\rtf1 unclosed {{{ \b bold", "unclosed  bold"),
    ],
)
def test_the_words_of_rtf(rtf: bytes, text: str) -> None:
    assert text_of_rtf(rtf) == text


def test_a_plain_rtf_document_is_read_as_text(tmp_path: Path) -> None:
    lines = "".join(f"{line}\\par\n" for line in ("Harbour of Port Alda to close", *("x " * 60 + "said.",) * 3))
    capture = capture_of(tmp_path / "a.rtf", b"{\\rtf1\\ansi " + lines.encode() + b"}")
    assert capture.media_type == "application/rtf"
    assert "x x x" in stories_of(capture).stories[0].text
