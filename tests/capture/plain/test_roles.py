from onrecord.capture.plain.roles import label

LONG = "The harbour of Ostera will stay closed for weeks, because the oldest of its piers must be rebuilt from scratch."
OTHER = "Engineers found cracks in the piles on Thursday, said the harbour master, and nobody may enter the old pier."


def test_each_line_of_a_page_gets_its_role():
    page = {
        "Harbour of Ostera stays closed for weeks": "headline",
        "The pier that a storm damaged in March must be rebuilt, and fishermen ask for help.": "standfirst",
        "Share": "furniture",
        "By Anna Muster": "byline",
        "3 May 2024, 10:15": "furniture",
        "The damaged pier, seen from the quay. (Jane Doe/Example News)": "caption",
        LONG: "paragraph",
        "Advertisement": "furniture",
        OTHER: "paragraph",
        "Fishermen ask for help": "subhead",
        "Fishermen demanded help from the regional government, which has promised money but named no sum.": "paragraph",
        "Boats lie idle in the harbour of Karven on Thursday morning.": "caption",
        "Photo: Karl Beispiel": "credit",
        "The government will meet the fishermen next week, a spokesman for the minister said on Thursday.": "paragraph",
        "By subscribing to our newsletter you agree to our privacy policy.": "furniture",
    }
    assert label(list(page)) == list(page.values())


def test_bullets_near_the_top_are_key_points():
    points = ["• The pier must be rebuilt from the ground up", "• Fishermen ask the government for help"]
    assert label(["Harbour of Ostera stays closed", "3 May 2024", *points, LONG, OTHER]) == [
        "headline", "furniture", "key_point", "key_point", "paragraph", "paragraph",
    ]  # fmt: skip


def test_a_line_that_the_page_repeats_is_furniture():
    copy = ["Harbour of Ostera stays closed for weeks", LONG]
    for number in range(5):
        copy += ["Article content", f"{OTHER} That was on day {number} of the closure."]
    assert {role for line, role in zip(copy, label(copy), strict=True) if line == "Article content"} == {"furniture"}


def test_blank_lines_are_furniture_and_an_empty_copy_has_no_roles():
    assert label(["", "Harbour of Ostera stays closed for weeks", " ", LONG, OTHER])[::2] == [
        "furniture",
        "furniture",
        "paragraph",
    ]
    assert label([]) == []
