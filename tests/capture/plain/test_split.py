from onrecord.capture.plain.split import starts

HARBOUR = [
    "Ostera closes harbour after storm damages pier",
    "The harbour of Ostera was closed on Wednesday after a storm damaged its oldest pier, the harbour master said.",
    "No ship may enter the harbour before the pier has been inspected by engineers, she told reporters on the quay.",
    "Fishermen said they feared that the closure of the harbour would last for weeks, as it did after the last storm.",
    "The regional government promised to send engineers and money to Ostera for the repair of the damaged pier.",
]
COURT = [
    "Court in Lindau frees former mayor Petra Oblong",
    "A court acquitted former mayor Petra Oblong of bribery on Tuesday, ending a trial that had divided her party.",
    "The judge said that the prosecution had shown no proof that the mayor received money from a local builder.",
    "Oblong, who has spent ten months in custody, was met by a crowd of supporters outside the court building.",
    "Prosecutors announced that they would appeal against the acquittal of Oblong before the end of the month.",
]


def test_a_title_with_date_and_byline_and_new_words_starts_a_story():
    copy = [*HARBOUR, COURT[0], "By Anna Muster", "11 June 2024", *COURT[1:]]
    assert starts(copy) == [0, 5]


def test_a_doubled_headline_starts_a_story_at_its_first_copy():
    copy = [HARBOUR[0], *HARBOUR, COURT[0], "Follow", *COURT]
    assert starts(copy) == [0, 6]


def test_a_kicker_belongs_to_the_story_below_it():
    copy = [*HARBOUR, "Justice", COURT[0], "By Anna Muster", "11 June 2024", *COURT[1:]]
    assert starts(copy) == [0, 5]


def test_a_subhead_starts_no_story():
    copy = [*HARBOUR[:3], "Fishermen fear a long closure of the harbour", *HARBOUR[3:]]
    assert starts(copy) == [0]


def test_teasers_with_dates_inside_a_story_start_none():
    teasers = ["Read more", COURT[0], "11 June 2024", "Ten things to do in Karven", "9 June 2024"]
    assert starts([*HARBOUR[:3], *teasers, *HARBOUR[3:]]) == [0]


def test_teasers_after_a_story_start_none():
    teasers = ["Related stories", COURT[0], "11 June 2024", "Ten things to do in Karven", "9 June 2024"]
    assert starts([*HARBOUR, *teasers]) == [0]


def test_one_story_told_twice_as_long_is_still_one():
    again = [line.replace("harbour", "port of the harbour") for line in HARBOUR[1:]]
    assert starts([*HARBOUR, "What the closure of the harbour means", *again]) == [0]


def test_an_empty_copy_has_no_story():
    assert starts([]) == []
    assert starts(["", "  "]) == []


def test_what_the_page_prints_after_a_story_does_not_start_the_next_one():
    after = [
        "Share",
        "Comments",
        "Related stories",
        "Zoo in Karven opens new house for apes",
        "Bridge over river to be rebuilt",
    ]
    copy = [*HARBOUR, *after, COURT[0], "By Anna Muster", "11 June 2024", *COURT[1:]]
    assert starts(copy) == [0, 10]


def test_hostile_lines_are_read_quickly():
    assert starts(["(" * 100_000, "a/" * 50_000, "1/" * 50_000, "@" * 100_000]) == [0]
