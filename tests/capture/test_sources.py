"""From what a person names to captures: files, folders, archives, standard input, and whatever cannot be read."""

import gzip
import io
import json
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

from onrecord.capture import Limits, captures
from onrecord.model import Capture, Refusal

PAGE = b"<!DOCTYPE html><html><body><h1>Harbour to close</h1><p>The harbour closes on Monday.</p></body></html>"
TEXT = b"Harbour to close\n\nThe harbour closes on Monday, the ferry company said.\n"


def found(*sources: object, **asked: object) -> list[Capture | Refusal]:
    return list(captures(map(str, sources), **asked))  # type: ignore[arg-type]


def one(*sources: object, **asked: object) -> Capture:
    (capture,) = found(*sources, **asked)
    assert isinstance(capture, Capture), str(capture)
    return capture


def refused(*sources: object, **asked: object) -> str:
    (refusal,) = found(*sources, **asked)
    assert isinstance(refusal, Refusal)
    assert "\n" not in str(refusal)
    return str(refusal)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", PAGE, "text/html"),
        ("page", PAGE, "text/html"),
        ("page.txt", PAGE, "text/html"),
        ("story.txt", TEXT, "text/plain"),
        ("story.html", TEXT, "text/plain"),
        ("wide.txt", TEXT.decode().encode("utf-16"), "text/plain"),
        ("bracket.txt", b"[Updated] The harbour reopened.\n\nIt did.", "text/plain"),
        ("tag.txt", b"They wrote <b>no</b> on the wall.\n\nThen they left.", "text/plain"),
        ("head.txt", b"Date: 3 May 2023\nFrom: our correspondent\nSubject: harbour\n\nIt closed.", "text/plain"),
        ("mail", b"From: a@b.test\nSubject: x\nDate: x\nMessage-ID: <1@b.test>\n\nHello", "message/rfc822"),
        ("scan", b"%PDF-1.7\n...", "application/pdf"),
        ("x.html", b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><p>Words</p></html>', "text/html"),
    ],
)
def test_the_bytes_decide_what_a_file_is(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    capture = one(write(tmp_path / name, data))
    assert (capture.media_type, capture.data) == (media_type, data)
    assert capture.source == str(tmp_path / name)
    assert capture.retrieved is None


def test_a_folder_gives_its_files_sorted_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/config.txt", "c.html"):
        write(tmp_path / name, TEXT + name.encode())
    names = [Path(capture.source).relative_to(tmp_path).as_posix() for capture in found(tmp_path)]
    assert names == ["a/b.txt", "a/z.txt", "b.txt", "c.html"]


def test_what_a_browser_saves_beside_a_page_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "page.html", PAGE)
    write(tmp_path / "page_files" / "frame.html", PAGE)
    write(tmp_path / "other_files" / "frame.html", PAGE)
    assert [Path(capture.source).parent.name for capture in found(tmp_path)] == ["other_files", tmp_path.name]


def test_folders_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "story.txt", TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "itself").symlink_to(tmp_path / "a" / "itself")
    (tmp_path / "a" / "dangling.txt").symlink_to(tmp_path / "nowhere")
    sources = [str(each) if isinstance(each, Refusal) else each.source for each in found(tmp_path)]
    assert len(sources) == 3
    assert "no such file" in sources[0]
    assert "could not be read" in sources[1]
    assert sources[2].endswith("a/story.txt")


def test_a_folder_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.txt", TEXT), write(tmp_path / "2.txt", TEXT)
    going = captures([str(tmp_path)])
    assert isinstance(next(going), Capture)
    second.unlink()
    assert isinstance(next(going), Refusal)
    assert first.exists()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
    capture = one("-")
    assert (capture.source, capture.data, capture.media_type) == ("-", PAGE, "text/html")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("p.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        ("data.html", bytes(range(256)) * 9, "binary data"),
        ("style.css", b"body { color: red }", "a style sheet, script or setting"),
        ("sitemap.xml", b'<?xml version="1.0"?><urlset><url><loc>https://a.test/</loc></url></urlset>', "a sitemap"),
        ("broken.zip", b"PK\x03\x04" + bytes(40), "a damaged ZIP archive"),
        ("x.json", b'{"id": 1, "name": "nothing"}', "JSON without a 'text' field"),
        ("x.json", b'{"text": "cut o', "not valid JSON"),
    ],
)
def test_what_is_no_capture_gets_one_clear_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    line = refused(write(tmp_path / name, data))
    assert words in line
    assert str(tmp_path / name) in line
    assert line.endswith(tuple("abcdefghijklmnopqrstuvwxyz)"))


def test_missing_and_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "there is no such file" in refused(tmp_path / "nowhere.html")
    assert "a folder without files" in refused(tmp_path)
    locked = write(tmp_path / "locked.html", PAGE)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(locked))

    monkeypatch.setattr("builtins.open", deny)  # the suite may run as root, whom no mode bits stop
    assert "it may not be read" in refused(locked)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in refused(tmp_path / "pipe")


def test_one_bad_source_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", TEXT)
    kinds = [type(each) for each in found(tmp_path / "missing", good, tmp_path / "missing too")]
    assert kinds == [Refusal, Capture, Refusal]


def test_a_page_of_200_megabytes_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "huge.html", PAGE * 1000)
    with open(path, "ab") as stream:
        stream.truncate(200_000_000)  # sparse: it takes no room on the disk
    assert "larger than 20 MB" in refused(path)


def test_a_gzipped_page_is_unpacked(tmp_path: Path) -> None:
    capture = one(write(tmp_path / "page.html.gz", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])))
    assert (capture.data, capture.media_type) == (PAGE, "text/html")


def test_a_truncated_gzip_gives_what_is_readable_and_one_refusal(tmp_path: Path) -> None:
    rows = b"".join(b'{"text": "Row %d of the harbour."}\n' % n for n in range(20_000))
    packed = gzip.compress(rows)
    *kept, refusal = found(write(tmp_path / "rows.jsonl.gz", packed[: len(packed) // 2]))
    assert len(kept) > 1000
    assert "cut short" in str(refusal)


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * 60_000_000)
    limits = Limits(page=100_000_000)
    assert "as only bombs do" in refused(write(tmp_path / "bomb.html.gz", gzip.compress(PAGE) + bomb), limits=limits)
    assert "as only bombs do" in refused(write(tmp_path / "nested.gz", gzip.compress(bomb)), limits=limits)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_gives_its_members_sorted(tmp_path: Path) -> None:
    members = {"b.txt": TEXT, "a.html": PAGE, ".x.txt": TEXT, "__MACOSX/a": TEXT, "c.css": b"a{}"}
    path = zipped(tmp_path / "a.zip", members)
    a, b, c = found(path)
    assert [a.source, b.source] == [f"{path}!a.html", f"{path}!b.txt"]
    assert isinstance(c, Refusal)


def test_hostile_member_names_are_only_ever_printed_and_then_escaped(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../etc/passwd": TEXT, "a\x1b[2J\u202egpj.txt": TEXT, "x" * 5000: TEXT})
    sources = [capture.source.removeprefix(f"{path}!") for capture in found(path)]
    assert sources[0] == "../../etc/passwd"
    assert sources[1] == r"a\x1b[2J\u202egpj.txt"
    assert len(sources[2]) < 400
    assert list(tmp_path.iterdir()) == [path]


def test_zip_bombs_are_refused(tmp_path: Path) -> None:
    assert "as only bombs do" in refused(zipped(tmp_path / "bomb.zip", {"a.txt": b" " * 60_000_000}))
    inner = zipped(tmp_path / "in.zip", {"a.txt": b" " * 60_000_000}).read_bytes()
    assert "as only bombs do" in refused(zipped(tmp_path / "nested.zip", {"in.zip": inner}))
    deep = TEXT
    for level in range(6):
        deep = zipped(tmp_path / f"{level}.zip", {"in.zip": deep}).read_bytes()
    assert "inside 3 archives" in refused(tmp_path / "5.zip")
    limits = Limits(members=2)
    assert "more than 2 members" in refused(zipped(tmp_path / "many.zip", dict.fromkeys("abc", TEXT)), limits=limits)


def test_office_files_are_named_as_such(tmp_path: Path) -> None:
    assert "a Word document" in refused(zipped(tmp_path / "a.docx", {"word/document.xml": b"<x/>"}))


def test_whole_takes_each_file_as_it_is(tmp_path: Path) -> None:
    rows = b'{"text": "One."}\n{"text": "Two."}\n'
    assert one(write(tmp_path / "rows.jsonl", rows), whole=True).data == rows
    assert "empty" in refused(write(tmp_path / "none.txt", b""), whole=True)


def test_json_lines_stream_and_a_bad_line_is_one_refusal(tmp_path: Path) -> None:
    rows = [json.dumps({"text": "One."}), "{bad", "", json.dumps({"id": 3}), json.dumps({"text": "Two."})]
    path = write(tmp_path / "rows.jsonl", "\n".join(rows).encode())
    each = found(path)
    assert [one.source for one in each] == [f"{path}!{n}" for n in (1, 2, 4, 5)]
    assert [type(one) for one in each] == [Capture, Refusal, Refusal, Capture]
    assert each[0].data == b'{"text": "One."}'  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "data",
    [
        b"\n" * 60_000 + b"words",
        b"<" * 60_000,
        b"<!--" * 15_000,
        b"<!DOCTYPE [" * 5_000,
        b"a:\n" * 20_000,
        b"{ " * 30_000,
        b"1 of " * 12_000,
        b"From a " * 8_000,
        b"\\'" * 30_000,
    ],
)
def test_no_head_of_a_file_takes_long_to_tell(tmp_path: Path, data: bytes) -> None:
    started = time.perf_counter()
    found(write(tmp_path / "file", data))
    assert time.perf_counter() - started < 2
