"""A page of a news site -> the parts of its story."""

from onrecord.capture.anatomy import assemble
from onrecord.capture.draft import Draft
from onrecord.capture.html import drafts
from tests.capture.html.pages import HEAD, PARAGRAPHS, STORY, page, paragraphs


def one(html: str, **options: object) -> Draft:
    found = drafts(html, **options)  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def texts(draft: Draft, role: str) -> list[str]:
    return [block.text for block in draft.blocks if block.role == role]


def test_each_part_stands_in_page_order_in_its_role() -> None:
    roles = [block.role for block in one(STORY).blocks]
    assert roles == [
        "headline", "standfirst", "key_point", "key_point", "byline", "caption",
        "paragraph", "paragraph", "paragraph", "subhead", "paragraph", "paragraph",
    ]  # fmt: skip


def test_the_body_is_its_paragraphs_as_they_stand_and_nothing_else() -> None:
    draft = one(STORY)
    assert texts(draft, "paragraph") == PARAGRAPHS
    assert texts(draft, "subhead") == ["Shops fear for trade"]


def test_bullets_stand_outside_their_key_points() -> None:
    assert texts(one(STORY), "key_point") == ["Repairs begin on 2 April", "Six more ferry crossings a day"]


def test_the_byline_names_its_author_and_the_caption_its_credit() -> None:
    draft = one(STORY)
    byline = next(block for block in draft.blocks if block.role == "byline")
    assert [byline.text[start:end] for start, end in byline.authors] == ["Tilda Okafor"]
    caption = next(block for block in draft.blocks if block.role == "caption")
    assert caption.credit is not None
    assert caption.text[slice(*caption.credit)] == "Bram Osei/Harbour Post"
    assert draft.metadata_authors == []


def test_address_outlet_and_language_come_from_the_head() -> None:
    draft = one(STORY, url="https://cache.example/copy")
    assert (draft.url, draft.outlet, draft.language) == (
        "https://harbourpost.example/news/swing-bridge", "The Harbour Post", "en",
    )  # fmt: skip


def test_published_and_updated_are_two_dates() -> None:
    draft = one(STORY)
    assert draft.published is not None
    assert (draft.published.value, draft.published.read_from) == ("2024-03-05", "printed")
    assert draft.updated is not None
    assert (draft.updated.value, draft.updated.path) == ("2024-03-07", "ld+json/dateModified")


def test_the_variants_of_the_headline_keep_their_sources() -> None:
    variants = {headline.path: headline.text for headline in one(STORY).headlines}
    assert variants["h1"] == variants["ld+json/headline"] == "Swing bridge to close for nine months"
    assert variants["title"] == "Swing bridge to close for nine months | The Harbour Post"


def test_two_readers_that_agree_make_the_body_certain() -> None:
    confidence = one(STORY).confidence
    assert confidence is not None
    assert confidence > 0.8


def test_the_story_is_anchored_in_its_text() -> None:
    story = assemble(one(STORY))
    assert story is not None
    assert [span.text for span in story.paragraphs] == PARAGRAPHS
    assert all(span.holds_in(story.text) for span in (*story.paragraphs, *story.key_points, *story.bylines))
    assert "cookies" not in story.text
    assert "record profit" not in story.text


def test_a_page_without_metadata_gives_the_same_body_and_headline() -> None:
    bare = STORY.replace(HEAD, "<html><head></head>")
    draft = one(bare)
    assert texts(draft, "headline") == ["Swing bridge to close for nine months"]
    assert texts(draft, "paragraph") == PARAGRAPHS
    assert texts(draft, "standfirst") == ["Ferries will run more often while the machinery of 1931 is replaced."]


def test_an_index_of_links_is_no_story() -> None:
    teasers = "".join(
        f'<li><a href="/{n}">Council to vote again on the bridge, say members ({n})</a></li>' for n in range(40)
    )
    assert drafts(page(f"<h1>News</h1><ul>{teasers}</ul>")) == []


def test_a_page_that_is_not_free_says_so() -> None:
    head = HEAD.replace('"@type": "NewsArticle",', '"@type": "NewsArticle", "isAccessibleForFree": "False",')
    draft = one(page(f"<h1>Swing bridge to close for nine months</h1>{paragraphs()}", head))
    assert any("not free" in note for note in draft.notes)


def test_what_the_container_says_fills_the_gaps_only() -> None:
    given = {"published": "2024-03-04", "headline": "From the feed", "author": "Ada Quill"}
    silent = one(page(f"<article>{paragraphs()}</article>"), given=given, given_from="feed")
    assert texts(silent, "headline") == ["From the feed"]
    assert silent.published is not None
    assert (silent.published.value, silent.published.read_from) == ("2024-03-04", "feed")
    assert silent.metadata_authors == [("Ada Quill", "feed/author")]
    told = one(STORY, given=given, given_from="feed")
    assert texts(told, "headline") == ["Swing bridge to close for nine months"]
    assert told.published is not None
    assert told.published.value == "2024-03-05"


def test_byline_and_date_below_the_standfirst_are_neither_lost_nor_body() -> None:
    lines = (
        '<p class="vorspann">Bis zum Winter fahren die Fähren öfter, und die Läden auf der Insel bangen.</p>'
        '<p class="autor">Von Tilda Okafor</p><p class="datum">05.03.2024</p>'
    )
    draft = one(page(f"<article><h1>Drehbrücke neun Monate zu</h1>{lines}{paragraphs()}</article>"))
    assert [block.role for block in draft.blocks][:4] == ["headline", "standfirst", "byline", "paragraph"]
    byline = draft.blocks[2]
    assert [byline.text[start:end] for start, end in byline.authors] == ["Tilda Okafor"]
    assert draft.published is not None
    assert (draft.published.value, draft.published.read_from) == ("2024-03-05", "printed")


def test_a_bare_name_in_a_box_of_bylines_is_no_paragraph() -> None:
    lines = '<p class="lede">Ferries will run more often until the winter.</p><p class="by">Tilda Okafor</p>'
    draft = one(page(f"<main><h1>Swing bridge to close</h1>{lines}<section>{paragraphs()}</section></main>"))
    assert texts(draft, "byline") == ["Tilda Okafor"]
    assert texts(draft, "paragraph") == PARAGRAPHS


def test_a_plea_of_a_paywall_is_no_part_of_the_body_that_it_bars() -> None:
    plea = "<p>This article is for subscribers only.</p><p>Already a subscriber? Sign in</p>"
    heading = "<h1>Swing bridge to close</h1>"
    barred = one(page(f'<article>{heading}{paragraphs()}<div class="paywall">{plea}</div></article>'))
    assert texts(barred, "paragraph") == PARAGRAPHS
    around = one(page(f'<article>{heading}<div class="paywall">{paragraphs()}</div></article>'))
    assert texts(around, "paragraph") == PARAGRAPHS
