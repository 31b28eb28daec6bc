"""The readers and scorers of the benchmark of pronouns, on texts of our own."""

from pathlib import Path

from bench.accuracy.pronouns import gap_f1, gap_scores
from bench.coreference import gum_document
from bench.gap import Case, cases, fold_of

TEXT = "Maria Jensen met Ana Lopes before she left."


def case(gold: tuple[bool, bool], pronoun: str = "she") -> Case:
    at = TEXT.index("she")
    text = TEXT[:at] + pronoun + TEXT[at + 3 :]
    return Case("one", text, at, ((0, 12), (17, 26)), gold, "https://example.org/a")


def test_rows_of_gap(tmp_path: Path) -> None:
    path = tmp_path / "gap-development.tsv"
    header = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    row = f'one\t{TEXT} "So\tshe\t34\tMaria Jensen\t0\tTRUE\tAna Lopes\t17\tFALSE\thttps://example.org/a'
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (read,) = cases(path)
    assert read.text[slice(*read.names[1])] == "Ana Lopes"
    assert read.gold == (True, False)
    assert read.feminine
    assert fold_of(read, 5) == fold_of(case((False, False)), 5)


def test_the_official_score() -> None:
    said = [
        (case((True, False)), (True, False)),
        (case((True, False)), (False, True)),
        (case((False, False)), (False,) * 2),
    ]
    assert gap_f1(said) == (0.5, 0.5, 0.5)


def test_bias_is_womens_over_mens() -> None:
    men, women = case((True, False), "he"), case((True, False))
    said = [(men, (True, False)), (women, (True, False)), (women, (False, True))]
    scores = gap_scores(said)
    assert scores["gap_masculine_f1"] == 1
    assert scores["gap_bias"] == scores["gap_feminine_f1"] == 0.5


def test_chains_of_gum(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_alda.conllu"
    rows = [
        ("Maria", "NNP", "Entity=(1-person-new-sssss-cf1-1,2-coref"),
        ("Jensen", "NNP", "Entity=1)"),
        ("left", "VBD", "_"),
        ("her", "PRP$", "Entity=(2-object-new-sssss-cf2-2-sgl(1-person-giv:act-sssss-cf1-1-ana)"),
        ("car", "NN", "Entity=2)|SpaceAfter=No"),
        (".", ".", "_"),
    ]
    lines = ["# newdoc id = GUM_news_alda", "# newpar"]
    lines += [f"{n}\t{word}\t_\t_\t{tag}\t_\t_\t_\t_\t{more}" for n, (word, tag, more) in enumerate(rows, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    document = gum_document(path)
    text = document.story.text
    assert text == "Maria Jensen left her car."
    (named,) = [chain for chain in document.chains if chain.names]
    assert [text[slice(*one)] for one in named.names] == ["Maria Jensen"]
    assert [text[slice(*one)] for one in named.pronouns] == ["her"]
    assert [one.text for one in document.story.paragraphs] == [text]
