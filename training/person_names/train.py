"""Trains the scorer of person names: ``python -m training.person_names.train --data DATA``.

Reads ``entities/names_everypolitician/names.tsv`` as the benchmark samples it (``bench/accuracy/name_variants.py``) and
writes ``src/onrecord/models/person_names/weights.json``. Takes a minute; the same data give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench.accuracy.name_variants import names_of, pairs_of
from onrecord.reading.person_names.curves import KNOTS
from onrecord.reading.person_names.features import FEATURES
from onrecord.reading.person_names.likeness import TRAITS
from training.person_names.fit import fit

TARGET = Path(__file__).parents[2] / "src" / "onrecord" / "models" / "person_names" / "weights.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the gold's root")
    path = parser.parse_args().data / "entities" / "names_everypolitician" / "names.tsv"
    model = fit([(pair.left, pair.right, pair.same) for pair in pairs_of(path)], names_of(path))
    content = {
        "traits": list(TRAITS), "features": list(FEATURES), "knots": list(KNOTS),
        "parts": {kind: curves.weights for kind, curves in model.parts.items()},
        "names": {kind: curves.weights for kind, curves in model.names.items()},
        "people": model.people,
        "counted_from": model.counted_from, "counts": model.counts,
    }  # fmt: skip
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
