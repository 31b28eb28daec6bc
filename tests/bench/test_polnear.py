"""The scorers of PolNeAR's protocols on articles of our own."""

import json
import random
from pathlib import Path

from bench.polnear import Article, Attribution, Scored, annotators, articles, contiguous, match, score
from training.encoder.attributed import LINKS, attributed_windows, of_article

TEXT = "Harbour reopens.\n\n“It is done,” Brandt said. Kel denied that anyone was hurt."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def attribution(source: str, cue: str, *content: str) -> Attribution:
    return Attribution((span(source),), (span(cue),), tuple(map(span, content)))


GOLD = [attribution("Brandt", "said", "“It is done,”"), attribution("Kel", "denied", "that anyone was hurt")]


def article() -> Article:
    return Article("a", TEXT, "Harbour reopens", "2023-03-01", GOLD)


def scores(predicted: list[Attribution]) -> dict[str, float]:
    total = Scored()
    score(article(), GOLD, predicted, total)
    return total.scores()


def test_gold_against_itself_is_perfect() -> None:
    assert all(value == 1.0 for value in scores(GOLD).values())


def test_edge_punctuation_does_not_count_but_in_the_raw_spans() -> None:
    bare = attribution("Brandt", "said", "It is done")
    found = scores([bare, GOLD[1]])
    assert found["exact_triple_f1"] == 1.0
    assert found["P2_content_f1"] == 1.0
    assert found["P2_content_raw_f1"] == 0.5


def test_covering_too_much_helps_p1_and_not_p1t() -> None:
    wide = Attribution(GOLD[0].source, GOLD[0].cue, ((0, len(TEXT)),))
    assert match(article(), GOLD, [wide], 0.8, token_f1=False) == [0, None]
    assert match(article(), GOLD, [wide], 0.8, token_f1=True) == [None, None]


def test_the_wrong_speaker_counts_among_the_matched() -> None:
    wrong = Attribution(GOLD[1].source, GOLD[0].cue, GOLD[0].content)
    assert scores([wrong, GOLD[1]])["speaker_right_P1t_0.3"] == 0.5


def test_spans_are_cut_at_lines_and_joined_where_they_touch() -> None:
    one = article()
    assert len(contiguous(one, [(0, len(TEXT))], trim=True)) == 2
    assert len(contiguous(one, [span("Kel"), span("denied")], trim=True)) == 1


def test_loading(tmp_path: Path) -> None:
    folder = tmp_path / "statements" / "polnear"
    folder.mkdir(parents=True)
    row = {
        "id": "a", "text": TEXT, "title": "Harbour reopens", "date": "2023-03-01", "annotator": "x",
        "attributions": [
            {role: [list(edge) for edge in getattr(one, role)] for role in ("source", "cue", "content")} for one in GOLD
        ],
    }  # fmt: skip
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (folder / "dev.multi.jsonl").write_text((json.dumps(row) + "\n") * 2, encoding="utf-8")
    (loaded,) = articles(tmp_path, "dev")
    assert loaded.attributions == GOLD
    assert loaded.story().headline is not None
    assert [len(group) for group in annotators(tmp_path, "dev")] == [2]


def test_training_sees_each_attribution_from_the_first_piece_of_its_cue() -> None:
    article = Article("a", TEXT, "Harbour reopens", "2023-03-01", GOLD)
    whole = of_article(article, [])
    assert len(whole.anchors) == len(GOLD)
    for one, anchor, labels in zip(GOLD, whole.anchors, whole.links, strict=True):
        assert whole.pieces.starts[anchor] == one.cue[0][0]
        names = [LINKS[label].removeprefix("B-").removeprefix("I-") for label in labels]
        content = [at for at, name in enumerate(names) if name == "content"]
        assert whole.pieces.starts[content[0]] == one.content[0][0]
    windows = list(attributed_windows([whole], random.Random(1)))
    assert sum(len(window.anchors) for window in windows) == len(GOLD)
