"""Bytes to text: whatever a page says of its encoding, and whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.decoding import decode, is_binary, mended

GERMAN = "Die Fähre fährt am Montag später über den großen Fluß, sagte die Behörde am Sonntag."
RUSSIAN = "Паромная компания сообщила в понедельник, что порт будет закрыт на неделю из-за ремонта причала."
JAPANESE = "港は一週間閉鎖されると、フェリー会社が月曜日に発表した。漁船は古い埠頭を利用できる。"
GREEK = "Το λιμάνι θα παραμείνει κλειστό για μία εβδομάδα, ανακοίνωσε τη Δευτέρα η εταιρεία."


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "nonsense", "idna", "hex"]))
def test_any_bytes_decode_to_text_that_can_be_stored(data: bytes, declared: str | None) -> None:
    text = decode(data, declared).text
    assert "\r" not in text
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    decoded = decode(text.encode("utf-8-sig"))
    assert decoded.text == text
    assert not decoded.notes


@given(st.text(st.characters(codec="utf-16", exclude_characters="\0\r"), min_size=3, max_size=200))
def test_utf16_with_a_mark_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-16")).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(encoding: str) -> None:
    data = f"<p>{GERMAN}</p>".encode(encoding)
    assert not is_binary(data)
    assert decode(data).text == f"<p>{GERMAN}</p>"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "iso-8859-15", "iso-8859-15"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (GREEK, "iso-8859-7", "iso-8859-7"),
    ],
)
def test_the_declared_encoding_is_read(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared).text == text
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p>'
    assert text in decode(page.encode(encoding)).text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "shift_jis", "utf-16", "no-such-encoding"])
def test_utf8_is_read_as_such_whatever_is_declared(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{GERMAN}</p>'
    assert GERMAN in decode(page.encode(), declared).text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (JAPANESE, "shift_jis"), (GREEK, "iso-8859-7")])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", None])
def test_a_lying_or_missing_declaration_is_seen_through(text: str, encoding: str, declared: str | None) -> None:
    assert decode((text * 4).encode(encoding), declared).text == text * 4


def test_a_page_cut_in_the_middle_of_a_character_stays_utf8_with_a_note() -> None:
    decoded = decode((GERMAN + "ß").encode()[:-1], "iso-8859-1")
    assert decoded.text == GERMAN + "�"
    assert decoded.encoding == "utf-8"
    assert "replaced" in decoded.notes[0]


def test_unpaired_surrogates_become_replacement_characters_one_for_one() -> None:
    text, notes = mended("a\ud83db\udc00\udc00c")
    assert text == "a�b��c"
    assert notes == ("replaced 3 unpaired surrogates with U+FFFD",)


def test_surrogates_that_pair_up_become_their_character() -> None:
    assert decode(b"a \xed\xa0\xbd\xed\xb8\x80 b").text == "a \U0001f600 b"
    assert mended("\ud83d\ude00") == ("\U0001f600", ())


def test_nul_becomes_the_replacement_character_with_a_note() -> None:
    decoded = decode(b"one\0two")
    assert decoded.text == "one�two"
    assert decoded.notes == ("replaced 1 NUL with U+FFFD",)


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_nothing_else_is_normalised() -> None:
    text = "e\u0301\u00a0x\u200by\u2028z"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 4, bytes(64), bytes(range(256)) * 4])
def test_binary_data_are_known_as_such(data: bytes) -> None:
    assert is_binary(data)
