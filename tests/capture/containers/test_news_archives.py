"""Exports of Nexis and Factiva, in the layouts that they are known to come in: many documents in one file."""

from pathlib import Path

import pytest

from onrecord.capture import captures, stories_of
from onrecord.model import Refusal, Story

NEXIS_UNI = """
Page 1 of 2
Harbour of Port Alda to close for a week
The Alda Courier
February 22, 2023 Wednesday
Copyright 2023 Courier Press All Rights Reserved
Section: NEWS; Pg. 4
Length: 523 words
Byline: Jane Doe and John Roe
Highlight: Divers will repair the northern quay.
Body

PORT ALDA - The harbour will close for a week, the ferry company said.

Fishing boats may use the old quay until then.

Load-Date: February 23, 2023
Classification
Language: ENGLISH
Subject: HARBORS & PORTS (90%)
End of Document

Bridge reopens
The Alda Courier
March 3, 2023
Copyright 2023 Courier Press
Length: 61 words
Body
The bridge over the Alda reopened on Friday.
End of Document
"""
LEXISNEXIS = """

                               1 of 2 DOCUMENTS


                              The Alda Courier

                          February 22, 2023 Wednesday
                                 First Edition

Harbour of Port Alda to close
for a week

BYLINE: Jane Doe

SECTION: NEWS; Pg. 4

LENGTH: 523 words

DATELINE: PORT ALDA

   The harbour will close for a week, the ferry company said, while divers
repair the northern quay.

   Fishing boats may use the old quay until then, and the ferry to the
islands will leave from Sundvik.

LOAD-DATE: February 23, 2023

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2023 Courier Press


                               2 of 2 DOCUMENTS


                              The Alda Courier

                                 March 3, 2023

HEADLINE: Bridge reopens

LENGTH: 61 words

   The bridge over the Alda reopened on Friday, the council said, after
two years of work.

LOAD-DATE: March 4, 2023
"""
FACTIVA_CODES = """HD
Harbour of Port Alda to close for a week
BY
By Jane Doe
WC
523 words
PD
22 February 2023
ET
10:15
SN
The Alda Courier
SC
ALDCOU
LA
English
CY
(c) 2023, Courier Press

LP
PORT ALDA - The harbour will close for a week, the ferry company said.

TD
Fishing boats may use the old quay until then.

CO
courpr : Courier Press
AN
Document ALDCOU0020230222ej2m00001

HD Bridge reopens
WC 61 words
PD 3 March 2023
SN The Alda Courier
LA English
LP
The bridge over the Alda reopened on Friday.
Document ALDCOU0020230303ej330000a
"""
FACTIVA_DISPLAY = """
News
Harbour of Port Alda to close for a week
By Jane Doe
523 words
22 February 2023
10:15
The Alda Courier
ALDCOU
English
(c) 2023, Courier Press

PORT ALDA - The harbour will close for a week, the ferry company said.

Fishing boats may use the old quay until then.

Document ALDCOU0020230222ej2m00001

Bridge reopens
61 words
3 March 2023
The Alda Courier
ALDCOU
English
Copyright 2023. Courier Press

The bridge over the Alda reopened on Friday.

Document ALDCOU0020230303ej330000a
"""


def stories(path: Path, data: str) -> list[Story]:
    path.write_text(data)
    found: list[Story] = []
    for number, capture in enumerate(captures([str(path)]), start=1):
        assert not isinstance(capture, Refusal), str(capture)
        assert capture.source == f"{path}!{number}"
        taken = stories_of(capture)
        assert taken.refusal is None
        found += taken.stories
    return found


def as_html(text: str) -> str:
    blocks = "".join(f"<p>{line}</p>\n" for line in text.replace("&", "&amp;").split("\n") if line.strip())
    return f"<!DOCTYPE html><html><head><title>Export</title></head><body><div>{blocks}</div></body></html>"


def as_rtf(text: str) -> str:
    lines = "".join(f"{line.strip()}\\par\n" for line in text.split("\n"))
    fonts = r"{\fonttbl{\f0 Times;}}{\*\generator Export 1.0;}{\header Page head\par}"
    return r"{\rtf1\ansi\ansicpg1252\uc1 " + fonts + lines.replace(" - ", r" \endash  ") + "}"


@pytest.mark.parametrize("layout", [NEXIS_UNI, as_html(NEXIS_UNI), as_rtf(NEXIS_UNI)], ids=["text", "html", "rtf"])
def test_nexis_uni(tmp_path: Path, layout: str) -> None:
    first, second = stories(tmp_path / "export", layout)
    assert first.headline is not None
    assert first.headline.text == "Harbour of Port Alda to close for a week"
    assert first.standfirst is not None
    assert first.standfirst.text == "Divers will repair the northern quay."
    assert [byline.text for byline in first.bylines] == ["Jane Doe and John Roe"]
    assert [author.name for author in first.authors if author.span] == ["Jane Doe", "John Roe"]
    assert len(first.paragraphs) == 2
    assert first.published is not None
    assert (first.published.value, first.outlet, first.language) == ("2023-02-22", "The Alda Courier", "en")
    assert "Copyright" not in first.text
    assert "HARBORS" not in first.text
    assert second.text == "Bridge reopens\n\nThe bridge over the Alda reopened on Friday."
    assert second.published is not None
    assert second.published.value == "2023-03-03"


def test_the_cover_page_of_an_export_is_no_document(tmp_path: Path) -> None:
    cover = (
        "User Name: reader\nDate and Time: Thursday, March 2, 2023 9:12:00AM EST\nJob Number: 19\nDocuments (2)\n"
        "1. Harbour of Port Alda to close for a week\nClient/Matter: -None-\nSearch Terms: harbour\n"
        "2. Bridge reopens\n\n"
    )
    first, _ = stories(tmp_path / "export.txt", cover + NEXIS_UNI)
    assert first.headline is not None
    assert first.headline.text == "Harbour of Port Alda to close for a week"
    assert first.published is not None
    assert (first.published.value, first.outlet) == ("2023-02-22", "The Alda Courier")


def test_a_headline_that_names_a_day_is_no_date(tmp_path: Path) -> None:
    first, _ = stories(tmp_path / "export.txt", NEXIS_UNI.replace("to close for a week", "to close on March 6, 2023"))
    assert first.headline is not None
    assert first.headline.text == "Harbour of Port Alda to close on March 6, 2023"
    assert first.published is not None
    assert first.published.value == "2023-02-22"


def test_the_older_lexisnexis(tmp_path: Path) -> None:
    first, second = stories(tmp_path / "export.txt", LEXISNEXIS)
    assert first.text == (
        "Harbour of Port Alda to close for a week\n\nJane Doe\n\n"
        "PORT ALDA: The harbour will close for a week, the ferry company said, while divers repair the northern "
        "quay.\n\n"
        "Fishing boats may use the old quay until then, and the ferry to the islands will leave from Sundvik."
    )
    assert first.published is not None
    assert (first.published.value, first.outlet) == ("2023-02-22", "The Alda Courier")
    assert [author.name for author in first.authors] == ["Jane Doe"]
    assert second.headline is not None
    assert second.headline.text == "Bridge reopens"
    assert len(second.paragraphs) == 1


@pytest.mark.parametrize(
    "layout",
    [FACTIVA_CODES, FACTIVA_DISPLAY, as_html(FACTIVA_CODES), as_html(FACTIVA_DISPLAY), as_rtf(FACTIVA_CODES)],
    ids=["codes", "display", "codes in html", "display in html", "codes in rtf"],
)
def test_factiva(tmp_path: Path, layout: str) -> None:
    first, second = stories(tmp_path / "export", layout)
    assert first.headline is not None
    assert first.headline.text == "Harbour of Port Alda to close for a week"
    assert [author.name for author in first.authors] == ["Jane Doe"]
    assert len(first.paragraphs) == 2
    assert first.paragraphs[0].text.startswith("PORT ALDA")
    assert first.published is not None
    assert (first.published.value, first.outlet, first.language) == ("2023-02-22", "The Alda Courier", "en")
    assert "courpr" not in first.text
    assert second.text == "Bridge reopens\n\nThe bridge over the Alda reopened on Friday."
    assert second.published is not None
    assert second.published.value == "2023-03-03"


def test_an_export_without_documents_says_so(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text("Document ALDCOU0020230222ej2m00001\n")
    (refusal,) = captures([str(path)])
    assert "without a document" in str(refusal)
