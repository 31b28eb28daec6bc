"""Words as search sees them, and what a person may type."""

import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.record.expression import Term, parse
from onrecord.record.searching import occurrences
from onrecord.record.words import words, words_of


@pytest.mark.parametrize(("text", "folded"), [
    ("The Mayor's Café", "the mayor s cafe"),
    ("İSTANBUL’da Straße", "istanbul da strasse"),
    ("Ελλάδα Київ", "ελλαδα киів"),
    ("مُحَمَّد", "محمد"),
    ("和平会谈", "和 平 会 谈"),
    ("हिन्दी में", "हिन्दी में"),
    ("e-mail_address 10,5 %", "e mail address 10 5"),
    ("naïve cafe\u0301", "naive cafe"),
])  # fmt: skip
def test_words_are_folded(text: str, folded: str) -> None:
    assert words_of(text) == folded


@settings(deadline=None)
@given(st.text())
@example("½ ﬁ ẞ \U0001d538 \u0345")
def test_words_keep_their_places_and_hold_nothing_that_parts_them(text: str) -> None:
    found = list(words(text))
    assert " ".join(word.folded for word in found) == words_of(text)
    assert not any(sign.isspace() or (sign.isascii() and not sign.isalnum()) for word in found for sign in word.folded)
    for word in found:
        assert words_of(text[word.start : word.end]) == word.folded


@pytest.mark.parametrize(("asked", "wanted", "unwanted"), [
    ("court bribery", [["court"], ["bribery"]], []),
    ("court bribery OR fraud", [["court"], ["bribery", "fraud"]], []),
    ("“peace talks” -“cease fire”", [["peace talks"]], ["cease fire"]),
    ('"open quote', [["open quote"]], []),
    ("don't", [["don t"]], []),
    ("-storm flood", [["flood"]], ["storm"]),
    ("north-south", [["north south"]], []),
    ("OR harbour OR", [["harbour"]], []),
    ("NEAR(a b) AND headline:x ^y {z}", [["near a"], ["b"], ["and"], ["headline x"], ["y"], ["z"]], []),
])  # fmt: skip
def test_what_is_typed_is_understood(asked: str, wanted: list[list[str]], unwanted: list[str]) -> None:
    expression = parse(asked)
    assert [[" ".join(term.words) for term in choice] for choice in expression.wanted] == wanted
    assert [" ".join(term.words) for term in expression.unwanted] == unwanted


def test_a_star_begins_a_word() -> None:
    assert parse("harb*").wanted == ((Term(("harb",), prefix=True),),)
    found = list(occurrences("The harbour and a harbinger.", parse("harb*").terms))
    assert [(start, end) for _, start, end in found] == [(4, 11), (18, 27)]


@pytest.mark.parametrize(("asked", "why"), [
    ("", "no word"), ("?! -", "no word"), ("-storm", "leave out"), ("x" * 2000, "too long"),
])  # fmt: skip
def test_what_names_nothing_to_look_for_is_refused(asked: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        parse(asked)


@settings(deadline=None)
@given(st.text(max_size=60) | st.text(alphabet='ab"-*():^{}+OR ANDNEAR\'', max_size=60))
def test_no_input_is_a_syntax_error(asked: str) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE story_words USING fts5 (headline, text, content = '', tokenize = 'ascii')")
    try:
        expression = parse(asked)
    except QueryError:
        return
    index.execute("SELECT rowid FROM story_words WHERE story_words MATCH ?", (expression.fts(),)).fetchall()
    index.close()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Peace", "talks", "péace", "和平", "mayor's", "x"]), min_size=1), st.integers(0, 5))
def test_what_the_index_finds_can_be_shown(parts: list[str], at: int) -> None:
    text, asked = " ".join(parts), parts[at % len(parts)]
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE story_words USING fts5 (text, content = '', tokenize = 'ascii')")
    index.execute("INSERT INTO story_words (rowid, text) VALUES (1, ?)", (words_of(text),))
    expression = parse(asked)
    assert index.execute("SELECT rowid FROM story_words WHERE story_words MATCH ?", (expression.fts(),)).fetchall()
    assert list(occurrences(text, expression.terms))
    index.close()
