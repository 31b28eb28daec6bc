"""Which addresses are one address."""

import pytest

from onrecord.record.addresses import canonical


@pytest.mark.parametrize(("one", "other"), [
    ("http://Harbour.example/a/", "https://harbour.example:443/a"),
    ("https://harbour.example/a?utm_source=x&id=7&fbclid=9#top", "https://harbour.example/a?id=7"),
    ("https://harbour.example?p=12", "https://harbour.example/?p=12"),
])  # fmt: skip
def test_these_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) is not None


@pytest.mark.parametrize(("one", "other"), [
    ("https://harbour.example/a?id=7", "https://harbour.example/a?id=8"),
    ("https://harbour.example/A", "https://harbour.example/a"),
    ("https://harbour.example:8080/a", "https://harbour.example/a"),
    ("https://m.harbour.example/a", "https://harbour.example/a"),
])  # fmt: skip
def test_these_are_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("url", [None, "", "page.html", "file:///a", "mailto:a@b.example", "http://[", "http://a:b/", "https://a.example/"])
def test_these_are_no_addresses(url: str | None) -> None:
    assert canonical(url) is None
