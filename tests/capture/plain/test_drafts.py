from onrecord.capture.anatomy import assemble
from onrecord.capture.plain import drafts

FIRST = """Ostera closes harbour after storm damages pier

Dock workers secure a crane in the harbour of Ostera, Karvenia, on March 3, 2021. (Harbour Office via AP)
Short Url
Updated 04 March 2021
Follow

Ostera closes harbour after storm damages pier

  • No ship may enter before the pier has been inspected, says the harbour master
  • Fishermen fear that the closure will last for weeks

OSTERA/KARVEN: The harbour of Ostera was closed on Wednesday after a storm damaged its oldest pier, officials said.

“No ship may enter before the pier has been inspected,” harbour master Ilse Brandt told reporters on the quay.

Fishermen said they feared that the closure would last for weeks, as it did after the storm four years ago.

The regional government in Karven promised to send engineers and money for the repair of the pier.
"""

SECOND = """Court in Lindau frees former mayor Petra Oblong

Updated 11 June 2024
Follow

Court in Lindau frees former mayor Petra Oblong

  • Judge finds no proof of bribery
  • Prosecutors say they will appeal

LINDAU: A court acquitted former mayor Petra Oblong of bribery on Tuesday, ending a trial that had divided her party.

The judge said that the prosecution had shown no proof that the mayor received money from a builder.

Oblong, who has spent ten months in custody, was met by a crowd of supporters outside the court building.

Prosecutors announced that they would appeal against the acquittal before the end of the month.
"""


def stories(text, **given):
    return [story for draft in drafts(text, **given) if (story := assemble(draft))]


def test_a_copy_with_two_stories_gives_both_with_their_anatomy():
    first, second = stories(FIRST + "\n\n" + SECOND)
    assert first.headline.text == "Ostera closes harbour after storm damages pier"
    assert first.text.count(first.headline.text) == 1
    assert first.updated.value == "2021-03-04"
    assert first.updated.words == "Updated 04 March 2021"
    assert first.published is None
    assert [point.text for point in first.key_points] == [
        "No ship may enter before the pier has been inspected, says the harbour master",
        "Fishermen fear that the closure will last for weeks",
    ]
    (caption,) = first.captions
    assert caption.span.text == "Dock workers secure a crane in the harbour of Ostera, Karvenia, on March 3, 2021."
    assert caption.credit.text == "Harbour Office via AP"
    assert [dateline.span.text for dateline in first.datelines] == ["OSTERA", "KARVEN"]
    assert len(first.paragraphs) == 4
    for furniture in ("Short Url", "Follow", "Updated"):
        assert furniture not in first.text
    assert second.headline.text == "Court in Lindau frees former mayor Petra Oblong"
    assert second.updated.value == "2024-06-11"
    assert len(second.key_points) == 2
    assert second.captions == ()
    assert second.paragraphs[-1].text.endswith("before the end of the month.")


def test_a_copy_from_a_text_browser():
    (story,) = stories(
        """* Home
* News
Harbour of Ostera stays closed for weeks
The pier that a storm damaged in March must be rebuilt, and fishermen ask for help
By Anna Muster and Karl Beispiel
Published: 3 May 2024 10:15 | Updated: 4 May 2024 09:00
* Share
* Facebook
The damaged pier of Ostera, seen from the quay on Thursday. Photo: Jane Doe/Example News
The harbour of Ostera will stay closed for weeks, because the oldest of its piers must be rebuilt from the ground up.
Engineers found cracks in the piles on Thursday, said the harbour master, and nobody may enter the pier.
Fishermen ask for help
Fishermen demanded help from the regional government, which has promised money but has not said how much it will pay.
Read more
* Ten things to do in Ostera this weekend
* Why the ferries of Karven are late again
"""
    )
    assert story.headline.text == "Harbour of Ostera stays closed for weeks"
    assert story.standfirst.text.startswith("The pier that a storm damaged")
    assert [author.name for author in story.authors] == ["Anna Muster", "Karl Beispiel"]
    assert (story.published.value, story.updated.value) == ("2024-05-03", "2024-05-04")
    assert [(caption.span.text, caption.credit.text) for caption in story.captions] == [
        ("The damaged pier of Ostera, seen from the quay on Thursday.", "Jane Doe/Example News")
    ]
    assert [subhead.text for subhead in story.subheads] == ["Fishermen ask for help"]
    assert len(story.paragraphs) == 3
    for furniture in ("Facebook", "Home", "weekend", "ferries"):
        assert furniture not in story.text


def test_a_text_of_paragraphs_alone_is_one_story():
    paragraphs = [
        "The harbour of Ostera was closed on Wednesday after a storm damaged its oldest pier.",
        "Nobody was hurt, said the harbour master, who had warned of the storm two days before.",
        "The ferries to Karven will sail from the northern quay until the pier has been repaired.",
    ]
    (story,) = stories("\n\n".join(paragraphs))
    assert [paragraph.text for paragraph in story.paragraphs] == paragraphs
    assert story.headline is None


def test_wrapped_lines_stay_together_and_unaltered():
    wrapped = """Harbour closed after storm

The harbour of Ostera was closed on Wednesday after a storm damaged
its oldest pier, the harbour master said on the quay, where dozens of
fishermen had come to hear when they might go out to sea again.

Nobody was hurt, she said. The ferries to Karven will sail from the
northern quay until the pier has been repaired, which may take weeks
or months, as it did after the great storm of four years ago.
"""
    (story,) = stories(wrapped)
    assert len(story.paragraphs) == 2
    assert story.paragraphs[0].text.startswith(
        "The harbour of Ostera was closed on Wednesday after a storm damaged\nits"
    )
    assert story.headline.text == "Harbour closed after storm"


def test_furniture_alone_is_no_story():
    assert drafts("Home\nNews\nSport\nSubscribe\nFollow us on Facebook\n") == []
    assert drafts("") == []
    assert drafts("\n \n\t\n") == []


def test_line_breaks_of_any_kind_part_lines():
    assert [story.text for story in stories(FIRST.replace("\n", "\r\n"))] == [story.text for story in stories(FIRST)]


def test_what_the_container_says_is_merged_into_the_one_story():
    (draft,) = drafts(FIRST, given={"url": "https://example.org/a", "published": "2021-03-03"}, given_from="feed")
    assert draft.url == "https://example.org/a"
    assert draft.published.read_from == "feed"
    assert draft.updated.read_from == "printed"


def test_what_the_container_says_is_of_none_of_several_stories():
    assert [draft.url for draft in drafts(FIRST + "\n\n" + SECOND, given={"url": "https://example.org/a"})] == [
        None,
        None,
    ]


def test_an_ambiguous_date_is_read_as_another_date_of_the_copy_shows():
    body = "\n\n".join(SECOND.split("\n\n")[4:])
    (draft,) = drafts(f"Court frees former mayor Petra Oblong\n\nPublished 03/04/2024\nUpdated 23/04/2024\n\n{body}")
    assert (draft.published.value, draft.updated.value) == ("2024-04-03", "2024-04-23")
    (draft,) = drafts(f"Court frees former mayor Petra Oblong\n\nPublished 03/04/2024\n\n{body}")
    assert draft.published is None


def test_a_story_in_chinese():
    (story,) = stories(
        """奥斯特拉港口在风暴后关闭
2023年2月22日 10:15
分享
奥斯特拉港口星期三关闭，此前一场风暴损坏了最古老的码头，港务长在码头上对记者表示，工程师必须首先检查所有的木桩。
渔民们担心，港口的关闭将持续数周，就像四年前那场大风暴之后一样，他们要求地区政府提供帮助，但政府尚未作出答复。
"""
    )
    assert story.headline.text == "奥斯特拉港口在风暴后关闭"
    assert story.published.value == "2023-02-22"
    assert len(story.paragraphs) == 2
    assert "分享" not in story.text
