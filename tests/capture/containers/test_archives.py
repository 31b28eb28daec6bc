"""Web archives: which records are pages, and what a damaged or hostile archive gives."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.capture import Limits, captures
from onrecord.model import Capture, Refusal

PAGE = "<!DOCTYPE html><html><body><h1>Harbour to close</h1><p>It closes on Monday. Größe.</p></body></html>"


def archive(*records: tuple[str, str, str, bytes], gzip: bool = True) -> bytes:
    """A WARC of ``(url, status, content type, content)`` answers."""
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, status, media_type, content in records:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2023-02-22T10:15:00Z"}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(content), http_headers=headers, warc_headers_dict=dated
            )
        )
    return target.getvalue()


def found(path: Path, data: bytes, **asked: object) -> list[Capture | Refusal]:
    path.write_bytes(data)
    return list(captures([str(path)], **asked))  # type: ignore[arg-type]


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_answered_with_success_are_captures(tmp_path: Path, gzip: bool) -> None:
    data = archive(
        ("https://news.test/a", "200 OK", "text/html; charset=ISO-8859-1", PAGE.encode("latin-1")),
        ("https://news.test/gone", "404 Not Found", "text/html", PAGE.encode()),
        ("https://news.test/moved", "301 Moved", "text/html", b"moved"),
        ("https://news.test/style.css", "200 OK", "text/css", b"a {}"),
        ("https://news.test/app.js", "200 OK", "application/javascript", b"x()"),
        ("https://news.test/photo.jpg", "200 OK", "image/jpeg", b"\xff\xd8\xff"),
        ("https://news.test/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
        ("https://news.test/b.txt", "200 OK", "text/plain", b"Harbour reopens\n\nIt did."),
        gzip=gzip,
    )
    path = tmp_path / ("x.warc.gz" if gzip else "x.warc")
    first, second = found(path, data)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.source == f"{path}!https://news.test/a"
    assert (first.url, first.retrieved) == ("https://news.test/a", "2023-02-22T10:15:00Z")
    assert (first.media_type, first.charset) == ("text/html", "ISO-8859-1")
    assert first.data == PAGE.encode("latin-1")
    assert (second.media_type, second.data) == ("text/plain", b"Harbour reopens\n\nIt did.")


def test_a_wacz_is_read_through(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("pages/pages.jsonl", '{"text": "not a story"}')
        packed.writestr("archive/data.warc.gz", archive(("https://news.test/a", "200 OK", "text/html", PAGE.encode())))
    (capture,) = captures([str(path)])
    assert isinstance(capture, Capture)
    assert capture.source == f"{path}!archive/data.warc.gz!https://news.test/a"


@pytest.mark.parametrize("gzip", [True, False])
def test_a_truncated_archive_gives_what_is_readable_and_one_refusal(tmp_path: Path, gzip: bool) -> None:
    pages = [(f"https://news.test/{n}", "200 OK", "text/html", PAGE.encode() + b"<p>%d" % n * 500) for n in range(20)]
    data = archive(*pages, gzip=gzip)
    *kept, refusal = found(tmp_path / "cut.warc", data[: len(data) * 2 // 3])
    assert 8 < len(kept) < 15
    assert all(isinstance(capture, Capture) for capture in kept)
    assert isinstance(refusal, Refusal)
    assert "cut short" in refusal.found


def test_hostile_names_are_escaped(tmp_path: Path) -> None:
    url = "https://news.test/../../etc/passwd?\x1b[31m" + "x" * 5000
    (capture,) = found(tmp_path / "x.warc", archive((url, "200 OK", "text/html", PAGE.encode())))
    assert capture.source.isprintable()
    assert len(capture.source) < 800


def test_a_page_too_large_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    data = archive(
        ("https://news.test/huge", "200 OK", "text/html", PAGE.encode() * 2000),
        ("https://news.test/a", "200 OK", "text/html", PAGE.encode()),
    )
    first, second = found(tmp_path / "x.warc", data, limits=Limits(page=100_000))
    assert isinstance(first, Refusal)
    assert "larger than 0.1 MB" in first.found
    assert first.source.endswith("!https://news.test/huge")
    assert isinstance(second, Capture)


def test_a_packed_bomb_is_refused(tmp_path: Path) -> None:
    data = archive(("https://news.test/a", "200 OK", "text/html", b"<p>" + b"a" * 60_000_000))
    last = found(tmp_path / "x.warc.gz", data)[-1]
    assert isinstance(last, Refusal)
    assert "as only bombs do" in last.found


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    (refusal,) = found(tmp_path / "x.warc", archive(("https://news.test/x", "200 OK", "image/png", b"\x89PNG")))
    assert "no page in the archive" in str(refusal)


def test_without_its_extra_the_refusal_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (refusal,) = found(tmp_path / "x.warc", archive(("https://news.test/a", "200 OK", "text/html", PAGE.encode())))
    assert "pip install 'onrecord[warc]'" in str(refusal)
