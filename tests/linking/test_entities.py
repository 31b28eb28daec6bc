"""Entities across stories: told as stories of an invented world, each with who stands in it."""

from __future__ import annotations

from itertools import permutations

import pytest

from onrecord.linking.entities import Decisions, Link, Memory, link_story
from onrecord.linking.profiles import Held, Profile, profiles_of
from onrecord.model import Entity, Mention


def person(*names: str, titles: tuple[str, ...] = (), office: tuple[str, str, str] | None = None) -> Profile:
    held = frozenset([Held(*office)]) if office else frozenset()
    countries = frozenset([office[1]]) if office and len(office[1]) == 2 else frozenset()
    return Profile("person", names, frozenset(titles), held, countries=countries)


def body(*names: str, country: str | None = None) -> Profile:
    return Profile("organisation", names, country=country)


def place(name: str, key: str | None = None, country: str | None = None) -> Profile:
    return Profile("place", (name,), country=country, place=key)


def told(*stories: list[Profile], decisions: Decisions | None = None) -> list[list[Link]]:
    """The links of each story's entities, in order."""
    memory = Memory()
    return [list(memory.add({f"e{at}": one for at, one in enumerate(story)}, decisions).values()) for story in stories]


def one_of_last_two(*stories: list[Profile]) -> bool:
    """Whether the first entities of the last two stories are one."""
    memory = Memory()
    links = [memory.add({f"e{at}": one for at, one in enumerate(story)}) for story in stories]
    before, after = (memory.now(each["e0"].linked or "") for each in links[-2:])
    return before == after


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ilse Brandt", "Brandt"), person("Ilse Brandt")),
        (person("Ilse Brandt"), person("Brandt Ilse")),
        (person("Ilse M. Tarvik"), person("Ilse Tarvik")),
        (
            person("Mohammed Tarvik", office=("defence minister", "NO", "2024")),
            person("Muhammad Tarvik", office=("defence minister", "NO", "2024")),
        ),
        (
            person("J. Tarvik", office=("foreign minister", "NO", "2024")),
            person("Jonas Tarvik", office=("foreign minister", "NO", "2024")),
        ),
        (body("World Harbour Union", "WHU"), body("WHU", "World Harbour Union")),
        (body("Tarvik Shipping Company"), body("Tarvik Shipping Co.")),
        (body("Supreme Court", country="NO"), body("the Supreme Court", country="NO")),
        (place("Norway", "country:NO"), place("Kingdom of Norway", "country:NO")),
        (Profile("group", ("Norwegians",), place="people:NO"), Profile("group", ("Norwegian",), place="people:NO")),
        (Profile("group", ("Brack Front",)), body("Brack Front")),
    ],
)
def test_one_entity_under_two_names(one: Profile, other: Profile) -> None:
    assert one_of_last_two([one], [other])
    assert one_of_last_two([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ilse Brandt"), person("Hugo Brandt")),
        (person("Ilse Brandt"), person("Brandt")),
        (person("Khan"), person("Khan")),
        (person("Mohammad Khan"), person("Ahmad Khan")),
        (person("Weber Tarvik Jr."), person("Weber Tarvik Sr.")),
        (
            person("Mohammad Khan", office=("finance minister", "PK", "2024")),
            person("Mohammad Khan", office=("finance minister", "BD", "2024")),
        ),
        (body("Supreme Court", country="NO"), body("Supreme Court", country="SE")),
        (body("Supreme Court"), body("Supreme Court")),
        (body("World Harbour Union", "WHU"), body("Western Health Unit", "WHU")),
        (place("Springfield", "geonames:1"), place("Springfield", "geonames:2")),
        (place("Springfield"), place("Springfield")),
        (place("Norway", "country:NO"), Profile("group", ("Norwegians",), place="people:NO")),
    ],
)
def test_two_entities_whose_names_are_alike(one: Profile, other: Profile) -> None:
    assert not one_of_last_two([one], [other])
    assert not one_of_last_two([other], [one])


def test_the_explanation_is_in_words() -> None:
    minister = ("defence minister", "PK", "2023")
    _, [link] = told([person("Mohammad Asif", office=minister)], [person("Mohammad Asif", office=minister)])
    assert link.why == "same full name; both defence minister of Pakistan, 2023"
    assert 0.9 < link.score <= 1


def test_a_name_of_one_word_needs_a_rare_name_and_an_office_or_a_companion() -> None:
    chief = ("harbour chief", "NO", "2024")
    assert one_of_last_two([person("Tarvik", office=chief)], [person("Tarvik", office=chief)])
    assert not one_of_last_two([person("Tarvik")], [person("Tarvik")])
    bearers = [[person(f"{first} Tarvik")] for first in ("Ilse", "Hugo", "Omar")]
    beside = person("Ada Lind")
    assert one_of_last_two(
        [person("Tarvik"), beside, body("Brack Front")], [person("Tarvik"), beside, body("Brack Front")]
    )
    assert not one_of_last_two(*bearers, [person("Tarvik"), beside], [person("Tarvik"), beside])


def test_president_hale_is_the_only_hale_who_is_president() -> None:
    hales = [[person("Hugo Halvard")], [person("Omar Halvard")], [person("Ada Halvard")]]
    president = person("Jonas Halvard", "Halvard", office=("president", "NO", "2024"))
    memory = Memory()
    for story in [*hales, [president]]:
        memory.add({"e0": story[0]})
    link = memory.add({"e0": person("Halvard", titles=("president",))})["e0"]
    assert link.linked == "3:e0"
    assert link.why == "name part Halvard; both president; hardly another of the name has the title"


def test_whom_the_table_of_office_holders_knows_under_one_name_is_one() -> None:
    known = frozenset(["Ilse Brandt"])
    bare = Profile("person", ("Brandt",), known=known)
    full = Profile("person", ("Ilse Brandt",), known=known)
    assert one_of_last_two([bare], [full])
    assert one_of_last_two([full], [bare])
    assert "both known as Ilse Brandt" in told([bare], [full])[1][0].why
    other = Profile("person", ("Brandt",), known=frozenset(["Per Brandt"]))
    assert not one_of_last_two([bare], [other])


def test_profiles_know_office_holders_by_the_story_s_day() -> None:
    merkel = Entity(id="e1", kind="person", name="Merkel", mentions=(Mention(0, 6, "Merkel"),))
    assert profiles_of([merkel], [], "2015-05-01")["e1"].known == frozenset(["Angela Merkel"])
    assert profiles_of([merkel], [], "1975-05-01")["e1"].known == frozenset()
    profile = profiles_of([merkel], [], "2015-05-01")["e1"]
    assert Profile.of_traits("person", profile.traits()) == profile


def test_a_common_name_of_one_word_is_linked_by_an_office_that_one_person_holds_and_by_nothing_else() -> None:
    premier = ("prime minister", "PK", "2019")
    assert one_of_last_two([person("Imran Khan", office=premier)], [person("Khan", office=premier)])
    friends = [person("Ada Lind"), person("Hugo Tarvik")]
    assert not one_of_last_two([person("Imran Khan"), *friends], [person("Khan"), *friends])


def test_companions_decide_what_the_name_leaves_open() -> None:
    one, other = person("John Smith"), person("John Smith")
    assert not one_of_last_two([one], [other])
    assert one_of_last_two([one, person("Ilse Brandt")], [other, person("Ilse Brandt")])
    *_, [link, _] = told([one, person("Ilse Brandt")], [other, person("Ilse Brandt")])
    assert link.why == "same full name; both in stories with Ilse Brandt"


def test_a_doubtful_pair_stays_two_and_is_suggested() -> None:
    [[first], [link]] = told([person("John Smith")], [person("John Smith")])
    assert link.linked != first.linked
    assert [one.linked for one in link.suggestions] == [first.linked]
    assert link.suggestions[0].why == "same full name"


def test_the_only_kim_of_a_story_is_the_one_it_names_in_full() -> None:
    [[full, short]] = told([person("Kim Dae-hyun"), person("Kim")])
    assert short.linked == full.linked
    assert short.why == "the story names Kim Dae-hyun and nobody else of the name"
    [[*_, short]] = told([person("Kim Dae-hyun"), person("Kim Bo-ra"), person("Kim")])
    assert short.why == "the first of its name"


def test_two_people_of_one_story_stay_two() -> None:
    [_, [father, son]] = told([person("Ilse Tarvik")], [person("Ilse Tarvik"), person("Ilse M. Tarvik")])
    assert father.linked != son.linked


def test_when_two_are_found_to_be_one_the_older_id_survives() -> None:
    memory = Memory()
    first = memory.add({"e1": body("World Harbour Union")})["e1"].linked
    second = memory.add({"e1": body("WHU")})["e1"].linked
    assert first != second
    third = memory.add({"e1": body("World Harbour Union", "WHU")})["e1"].linked
    assert third == first
    assert memory.now(second or "") == first


def test_a_short_name_that_two_go_by_is_linked_to_neither() -> None:
    unions = [body("World Harbour Union", "WHU")], [body("Western Health Unit", "WHU")]
    *_, [link] = told(*unions, [body("WHU")])
    assert link.why == "the first of its name"
    assert len(link.suggestions) == 2


def test_peoples_decisions_stand_above_all_evidence() -> None:
    profiles = {"e1": person("Hugo Tarvik")}
    memory = Memory()
    known = memory.add({"e1": person("Ilse Brandt")})["e1"].linked or ""
    together = Decisions.of(together=[("row-new", "row-old")])
    link = link_story(profiles, memory, rows={"e1": "row-new"}, members={"row-old": known}, decisions=together)["e1"]
    assert (link.linked, link.why) == (known, "as a person decided")
    apart = Decisions.of(apart=[("row-new", "row-old")])
    same_name = {"e1": person("Ilse Brandt")}
    link = link_story(same_name, memory, rows={"e1": "row-new"}, members={"row-old": known}, decisions=apart)["e1"]
    assert link.linked is None


def test_the_order_of_stories_makes_no_other_groups() -> None:
    stories = [
        [person("Ilse Brandt"), body("Tarvik Shipping")],
        [person("John Smith"), person("Ilse Brandt")],
        [person("Hugo Brandt"), place("Norway", "country:NO")],
        [body("Tarvik Shipping Co."), person("Hugo Brandt")],
    ]
    groups = set()
    for order in permutations(range(len(stories))):
        memory = Memory()
        members: dict[str, set[str]] = {}
        for story in order:
            for local, link in memory.add({f"e{at}": one for at, one in enumerate(stories[story])}).items():
                members.setdefault(memory.now(link.linked or ""), set()).add(f"{story}{local}")
        groups.add(frozenset(map(frozenset, members.values())))
    assert len(groups) == 1
