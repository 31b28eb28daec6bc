"""``onrecord who``, ``offices`` and ``places``: the record by person, by office and by place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import click
from rich.console import Console
from rich.text import Text

from onrecord.cli.counting import cited
from onrecord.cli.options import as_json, asks, question, record_file
from onrecord.cli.output import FAINT, STRONG, print_rows, safe, sure
from onrecord.cli.said import statement_row
from onrecord.record import (
    Citation,
    Deed,
    OfficeLine,
    PersonLine,
    PlaceLine,
    Query,
    Record,
    TenureLine,
)
from onrecord.record.judging.marks import in_a_line

__all__ = ["country_code", "offices", "places", "who"]

_STATUS = click.Choice(["current", "former", "acting", "designate", "unknown"])
_CONFLICTS = {"two_beginnings": "from {}", "two_ends": "to {}", "two_holders": "{} held it at that time"}
_SUGGESTED, _SUGGESTED_FROM = 5, 0.4


@click.command(short_help="What the record holds of a person, under all their names.")
@click.argument("name")
@record_file
@asks(paged=True)
@as_json
def who(name: str, path: str, asked: Query, json: bool) -> None:
    """Tells what the record holds of whoever goes by NAME: names and how they were linked, offices, deeds, words.

    Whom linking took for one person stands together under all names; who may be the same is suggested.

    \b
    onrecord who 'Ilse Brandt'
    """
    with Record.open(path, create=False, read_only=True) as record:
        found = record.who(name, asked)
        alike = [] if found or json else _alike(name, record.person_names())
    nobody = f"Nobody in the record goes by the name {name!r}."
    nobody += f"\nDid you mean {', '.join(alike)}?" if alike else ""
    print_rows(found, _tell_person, json=json, otherwise=nobody)


@click.command(short_help="Who held which office.")
@record_file
@click.option("--of", metavar="COUNTRY", help="Of this country (name, people or ISO code) or body.")
@click.option("--on", metavar="DATE", help="Held on this date (YYYY, YYYY-MM, YYYY-MM-DD), as far as is told.")
@click.option("--holder", metavar="NAME", help="Held by this person.")
@click.option("--title", metavar="WORDS", help="With these words in the title.")
@click.option("--status", type=_STATUS, help="With this status.")
@click.option("--merged", is_flag=True, help="One line a tenure, merged from all stories; --on does so too.")
@asks(paged=True)
@as_json
def offices(
    path: str,
    of: str | None,
    on: str | None,
    holder: str | None,
    title: str | None,
    status: str | None,
    merged: bool,
    asked: Query,
    json: bool,
) -> None:
    """Lists who held which office, by country or body, title and time, each with the sentence it stands on.

    \b
    onrecord offices --of Norway --on 2024-03-04
    """
    query = question(
        "tenures" if merged or on else "offices",
        asked,
        of=of,
        country=country_code(of) if of else None,
        who=holder,
        title=title,
        status=status,
        on=on,
    )
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(query)
    print_rows(found, partial(_tell_office, whole=True), json=json, otherwise="The record holds no such office.")


@click.command(short_help="Where the stories are set.")
@record_file
@click.option("--country", metavar="COUNTRY", help="In this country (name, people or ISO code).")
@click.option("--feature", metavar="KIND", help="Of this kind: town, state, border crossing, ...")
@click.option("--unresolved", is_flag=True, help="Only those of which it is not known where they are, with the reason.")
@asks(paged=True)
@as_json
def places(path: str, country: str | None, feature: str | None, unresolved: bool, asked: Query, json: bool) -> None:
    """Lists the places that stories speak of, those of most stories first, with coordinates where they are known.

    \b
    onrecord places --country Norway
    """
    code = country_code(country, "--country") if country else None
    query = question("places", asked, country=code, feature=feature, unresolved=unresolved)
    with Record.open(path, create=False, read_only=True) as record:
        found = record.find(query)
    print_rows(found, _tell_place, json=json, otherwise="The record holds no such place.")


def country_code(words: str, option: str | None = None) -> str | None:
    """The code of the country that is asked for by its code, its name or its people, in any letter case.

    None where it is none; with the name of an ``option`` that wants one, ``click.BadParameter``.
    """
    from onrecord.reading.places.countries import country_name, country_named

    if len(words) == 2 and country_name(words.upper()):
        return words.upper()
    code = country_named(words) or country_named(words.title())
    if code is None and option:
        raise click.BadParameter(f"{words!r} is no country. Give a name, a people or an ISO code", param_hint=option)
    return code


def _alike(name: str, names: Iterable[str]) -> list[str]:
    """The names of the record that are likest to one that nobody goes by."""
    from onrecord.reading.person_names import block_keys, same_person_name

    keys = block_keys(name)
    scored = [(same_person_name(name, other), other) for other in names if not keys.isdisjoint(block_keys(other))]
    likest = sorted((one for one in scored if one[0] >= _SUGGESTED_FROM), key=lambda one: (-one[0], one[1]))
    return [other for _, other in likest[:_SUGGESTED]]


def _tell_person(out: Console, person: PersonLine) -> None:
    dates = " to ".join(dict.fromkeys(filter(None, (person.first, person.last)))) or "undated"
    stories = f"{person.stories} stories" if person.stories > 1 else "1 story"
    out.print(
        Text.assemble((safe(person.name), STRONG), (f"  {stories} · {dates} · {person.id or 'not linked'}", FAINT))
    )
    for label, words in (("names", person.spellings), ("called", person.also_called)):
        if words:
            listed = ", ".join(f"{form} ({number})" for form, number in words.items())
            out.print(Text.assemble((f"  {label}  ", FAINT), safe(listed)))
    _tell_links(out, person)
    if person.offices:
        out.print(Text("  offices", FAINT))
        for office in person.offices:
            _tell_office(out, office, whole=False)
    for label, key, rows in (
        ("did", "did", [_deed(deed) for deed in person.did]),
        ("said", "said", [_row(statement_row(line), line.citation) for line in person.said]),
        ("was done to them", "done_to", [_deed(deed) for deed in person.done_to]),
    ):
        if rows:
            out.print(Text(f"  {label}", FAINT))
            for row in rows:
                out.print(row)
            if person.counts[key] > len(rows):
                out.print(Text(f"    and {person.counts[key] - len(rows)} more", FAINT))


def _tell_links(out: Console, person: PersonLine) -> None:
    """How the names were linked, where there is more than one story, and who may be the same person."""
    if person.stories > 1:
        for link in person.linked:
            stories = f"{link.stories} stories" if link.stories > 1 else "1 story"
            told = f"{link.name}  {stories} · {link.why} ({sure(link.score)})"
            out.print(Text.assemble(("  linked  ", FAINT), safe(told)))
    for other in person.suggestions:
        told = f"{other.name}  {other.why} ({sure(other.score)}) · {other.id}"
        out.print(Text.assemble(("  perhaps also  ", FAINT), safe(told)))


def _tell_office(out: Console, line: OfficeLine | TenureLine, *, whole: bool) -> None:
    """An office in a line, and below it the sentences; whole: with its holder."""
    held = line.title if line.of is None else f"{line.title}, {line.of}"
    facts = [line.status]
    facts += [f"from {line.begins}"] if line.begins else []
    facts += [f"to {line.ends}"] if line.ends else []
    if line.as_of:
        facts.append(f"as of {line.as_of}" if line.first == line.as_of else f"as of {line.first} to {line.as_of}")
    facts += [f"over by {line.over_by}"] if isinstance(line, TenureLine) and line.over_by else []
    facts += ["last known"] if line.held == "last_known" else []
    facts += [f"{line.stories} stories"] if line.stories > 1 else []
    facts += in_a_line(line.judged) if isinstance(line, OfficeLine) else []
    text = Text("" if whole else "    ")
    if whole:
        text.append(safe(line.holder), STRONG)
        text.append("  ")
    text.append(safe(held))
    text.append(safe("  " + " · ".join(facts)), FAINT)
    out.print(text)
    if line.citation and line.citation.sentence:
        out.print(cited(line.citation, "    " if whole else "      "))
    if isinstance(line, TenureLine):
        for one in line.evidence:
            out.print(cited(one))
        for conflict in line.conflicts:
            out.print(Text(safe(f"    but {_CONFLICTS[conflict.kind].format(conflict.value)}:")))
            out.print(cited(conflict.citation, "      "))


def _deed(deed: Deed) -> Text:
    kind = "/".join(filter(None, (deed.type, deed.mode))) or "event"
    facts = [deed.time or "undated", kind, deed.status]
    facts += [f"as {deed.as_told_by} told it"] if deed.as_told_by else []
    facts += in_a_line(deed.judged)
    return _row(" · ".join(facts), deed.citation)


def _row(told: str, citation: Citation) -> Text:
    return Text.assemble(safe(f"    {told}"), "\n", cited(citation, "      "))


def _tell_place(out: Console, line: PlaceLine) -> None:
    facts = [line.feature or line.precision, line.country]
    if line.lat is not None and line.lon is not None:
        facts.append(f"{line.lat:.4f}, {line.lon:.4f}")
    if line.unresolved:
        facts.append(f"unresolved: {line.unresolved}")
    others = [name for name in line.names if name != line.name]
    facts += [f"also {', '.join(others)}"] if others else []
    facts.append(f"{line.stories} stories" if line.stories > 1 else "1 story")
    facts.append(f"{line.mentions} mentions" if line.mentions > 1 else "1 mention")
    out.print(Text.assemble((safe(line.name), STRONG), (safe("  " + " · ".join(filter(None, facts))), FAINT)))
