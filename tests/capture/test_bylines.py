import pytest

from onrecord.capture.bylines import clean_author, find_authors, is_byline, looks_like_names


def names(line):
    return [line[start:end] for start, end in find_authors(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe and John Roe, Reuters", ["Jane Doe", "John Roe", "Reuters"]),
        ("By JANE DOE", ["JANE DOE"]),
        ("by Lucy van der Berg", ["Lucy van der Berg"]),
        ("By Jane Doe, Senior Correspondent jane@example.org", ["Jane Doe"]),
        ("Von Anna Muster und Karl Beispiel", ["Anna Muster", "Karl Beispiel"]),
        ("Von: JÖRG MUSTER", ["JÖRG MUSTER"]),
        ("Von Anna Muster, 26.04.2024 10:00 Uhr", ["Anna Muster"]),
        ("Par Claire Dupont et Luc Martin", ["Claire Dupont", "Luc Martin"]),
        ("Por Ana García y Luis Pérez", ["Ana García", "Luis Pérez"]),
        ("Текст: Иван Петров", ["Иван Петров"]),
        ("بقلم أحمد محمد", ["أحمد محمد"]),
        ("홍길동 기자", ["홍길동"]),
        ("记者 张三 李四", ["张三", "李四"]),
        ("Von DPA", ["DPA"]),
    ],
)
def test_names_in_bylines(line, expected):
    assert names(line) == expected
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By the time it was over, many had left",
        "Von der Stadt am Fluss ist wenig geblieben.",
        "Jane Doe is a reporter who covers the city.",
        "By whom was it sold?",
        "Updated 22 February 2023",
        "Read more",
        "",
    ],
)
def test_what_is_no_byline(line):
    assert not is_byline(line)


def test_a_byline_may_name_nobody():
    assert is_byline("By Staff Reporter")


def test_a_name_with_what_its_bearer_does_is_a_byline_and_a_bare_name_only_looks_like_one():
    assert is_byline("Erika Muster Features Writer")
    assert not is_byline("Erika Muster")
    assert looks_like_names("Erika Muster")
    assert looks_like_names("Erika Muster, Karl Muster")
    assert not looks_like_names("Harbour closed")
    assert not looks_like_names("Erika Muster went home.")


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe", ["Jane Doe"]),
        ("Jane Doe, Chief Reporter", ["Jane Doe"]),
        ("Jane Doe (jane@example.org)", ["Jane Doe"]),
        ("https://example.org/jane", []),
        ("@jane", []),
        ("Example Desk", ["Example Desk"]),
        ("", []),
    ],
)
def test_authors_of_metadata_are_parted_and_cleaned(string, expected):
    assert clean_author(string) == expected


def test_each_author_is_named_once():
    assert names("By Jane Doe, Jane Doe") == ["Jane Doe"]


def test_a_first_name_that_is_a_particle_elsewhere() -> None:
    line = "By Ada Roe and Ben Doe"
    assert [line[start:end] for start, end in find_authors(line)] == ["Ada Roe", "Ben Doe"]
