"""Feeds: each entry is a capture of its own; what the feed says of it is given, and read from the feed."""

from pathlib import Path

import pytest

from onrecord.capture import captures, stories_of
from onrecord.model import Capture, Refusal, Story

BODY = "".join(
    f"<p>{sentence}</p>\n"
    for sentence in (
        "PORT ALDA: The harbour of Port Alda will close for a week from Monday, the ferry company said, while "
        "divers repair the northern quay that a storm damaged in January.",
        "Fishing boats may use the old quay until then, the harbour master told reporters, and the ferry to the "
        "islands will leave from the neighbouring town of Sundvik instead, twice a day.",
        "Shopkeepers near the harbour said that they expected to lose much of their trade during the week, and "
        "asked the town council to help them with the rent for the month, as it did after the storm.",
    )
)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Alda Courier</title><link>https://courier.test/</link><language>en-gb</language>
<item><title>Harbour &amp; quay to close</title><link>https://courier.test/harbour</link>
<dc:creator>Jane Doe</dc:creator>
<pubDate>Wed, 22 Feb 2023 23:30:00 -0500</pubDate>
<description>The harbour closes.</description>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Bridge reopens after two years</title><link>https://courier.test/bridge</link>
<pubDate>Tue, 21 Feb 2023 08:00:00 GMT</pubDate>
<description>The bridge over the Alda reopened on Tuesday after two years of work, the town
council said. &lt;b&gt;More&lt;/b&gt; …</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Alda Courier</title>
<entry><title type="html">Harbour &lt;i&gt;closes&lt;/i&gt;</title><link href="https://courier.test/h"/><id>tag:1</id>
<published>2023-02-22T21:00:00+05:00</published><updated>2023-02-24T09:00:00+05:00</updated>
<author><name>Jane Doe</name></author><author><name>John Roe</name></author>
<content type="html"><![CDATA[{BODY}]]></content></entry></feed>"""


def entries(path: Path, feed: str | bytes) -> list[Capture | Refusal]:
    path.write_bytes(feed.encode() if isinstance(feed, str) else feed)
    return list(captures([str(path)]))


def story(capture: Capture | Refusal) -> Story:
    assert isinstance(capture, Capture)
    (one,) = stories_of(capture).stories
    assert all(span.holds_in(one.text) for span in (*one.paragraphs, one.headline) if span)
    return one


def test_an_entry_with_its_content_is_a_whole_story(tmp_path: Path) -> None:
    first, _ = entries(tmp_path / "feed.xml", RSS)
    assert first.source == f"{tmp_path / 'feed.xml'}!https://courier.test/harbour"
    one = story(first)
    assert one.headline is not None
    assert one.headline.text == "Harbour & quay to close"
    assert [(variant.text, variant.read_from) for variant in one.headlines] == [("Harbour & quay to close", "feed")]
    assert len(one.paragraphs) == 3
    assert one.published is not None
    assert (one.published.value, one.published.read_from) == ("2023-02-22", "feed")  # the outlet's day, not UTC's
    assert (one.outlet, one.url, one.language) == ("The Alda Courier", "https://courier.test/harbour", "en")
    assert [author.name for author in one.authors] == ["Jane Doe"]
    assert not one.notes


def test_a_teaser_is_kept_with_a_note(tmp_path: Path) -> None:
    _, second = entries(tmp_path / "feed.xml", RSS)
    one = story(second)
    assert one.text.startswith("Bridge reopens after two years\n\nThe bridge over the Alda reopened on Tuesday")
    assert "<b>" not in one.text
    assert any("teaser" in note for note in one.notes)


SHORT = (
    "<p>The council of the Skerry Islands asked on Tuesday for a second ferry while the harbour is closed.</p>"
    '<p>"One boat a day is not a bridge, it is a lottery," said Nils Ekberg, who chairs the council.</p>'
)


@pytest.mark.parametrize(
    ("content", "teaser"),
    [
        (SHORT, False),
        (SHORT.replace("</p><p>", " "), True),
        (SHORT.replace("council.</p>", "[…]</p>"), True),
        (SHORT + '<p><a href="/ferry">Read more</a></p>', True),
        ("<p>A second ferry.</p><p>It sails on Friday.</p>", True),
    ],
    ids=["a short story", "one short paragraph", "broken off", "read more", "hardly a word"],
)
def test_content_in_full_is_no_teaser_only_because_it_is_short(tmp_path: Path, content: str, teaser: bool) -> None:
    item = f"<item><title>Second ferry</title><content:encoded><![CDATA[{content}]]></content:encoded></item>"
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>'
        f"{item}</channel></rss>"
    )
    (entry,) = entries(tmp_path / "feed.xml", feed)
    assert any("teaser" in note for note in story(entry).notes) is teaser


def test_atom_gives_both_dates_and_all_authors(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path / "atom", ATOM)
    one = story(entry)
    assert one.headline is not None
    assert one.headline.text == "Harbour closes"
    assert one.published is not None
    assert one.updated is not None
    assert (one.published.value, one.updated.value) == ("2023-02-22", "2023-02-24")
    assert [author.name for author in one.authors] == ["Jane Doe", "John Roe"]


def test_the_same_entry_gives_the_same_bytes_whatever_stands_around_it(tmp_path: Path) -> None:
    first, second = entries(tmp_path / "a.xml", RSS)
    assert isinstance(second, Capture)
    cut = RSS.replace(RSS[RSS.index("<item>") : RSS.index("</item>") + 7], "").replace("The Alda Courier", "Renamed")
    (alone,) = entries(tmp_path / "b.xml", cut)
    assert isinstance(alone, Capture)
    assert alone.sha256 == second.sha256
    assert first != second


def test_a_truncated_feed_gives_what_is_readable_and_one_refusal(tmp_path: Path) -> None:
    first, *_, refusal = entries(tmp_path / "cut.xml", RSS[: RSS.index("Tue, 21")])
    assert isinstance(first, Capture)
    assert isinstance(refusal, Refusal)
    assert "cut short" in refusal.found


@pytest.mark.parametrize("quote", ['"', "'"])
def test_entities_that_expand_each_other_are_refused(tmp_path: Path, quote: str) -> None:
    laughs = [f"<!ENTITY l0 {quote}ha{quote}>"]
    laughs += [f"<!ENTITY l{n} {quote}{f'&l{n - 1};' * 10}{quote}>" for n in range(1, 10)]
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [{"".join(laughs)}]>\n<rss><channel>&l9;</channel></rss>'
    (refusal,) = entries(tmp_path / "f.xml", feed)
    assert "as only bombs do" in str(refusal)


def test_outside_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    feed = RSS.replace("<rss ", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>\n<rss ', 1)
    feed = feed.replace("The harbour closes.", "&x;").replace("Bridge", "&x; Bridge")
    found = [entry for entry in entries(tmp_path / "f.xml", feed) if isinstance(entry, Capture)]
    assert found
    assert not any(b"the secret" in entry.data for entry in found)


def test_a_feed_without_entries_says_so(tmp_path: Path) -> None:
    (refusal,) = entries(tmp_path / "f", '<rss version="2.0"><channel><title>x</title></channel></rss>')
    assert "a feed without entries" in str(refusal)


def test_a_hostile_title_stays_text(tmp_path: Path) -> None:
    feed = RSS.replace("Bridge reopens", "&lt;script&gt;alert(1)&lt;/script&gt;Bridge reopens")
    _, second = entries(tmp_path / "f.xml", feed)
    assert isinstance(second, Capture)
    assert b"<script" not in second.data
