"""Makes the lexicon of first names: how often a name is a woman's.

    pip download --no-deps nomquamgender==0.1.4
    python -m training.pronouns.first_names nomquamgender-0.1.4-py3-none-any.whl

The source is the ``nomquamgender`` package (Ian Van Buskirk and others, MIT): counts of 721,739 names from 36 public
sources in 150 countries. Kept are single names that at least two sources know with at least twenty bearers; each
with the share of women in whole percent. The result is a gzip file, one line a percentage: ``97 anna maria ...``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zipfile
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src/onrecord/models/pronouns/first_names.txt.gz"
_FEWEST_SOURCES, _FEWEST_BEARERS = 2, 20


def lines(names: dict[str, list[float]]) -> list[str]:
    """The lines of the lexicon. names: by name the number of sources, of bearers, and the share of women."""
    by_percent: dict[int, list[str]] = defaultdict(list)
    for name, (sources, bearers, share, *_) in names.items():
        if sources >= _FEWEST_SOURCES and bearers >= _FEWEST_BEARERS and re.fullmatch(r"[a-z][a-z'-]+", name):
            by_percent[round(100 * share)].append(name)
    return [f"{percent} {' '.join(sorted(group))}" for percent, group in sorted(by_percent.items())]


def main() -> None:
    """Reads the package and writes the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="the downloaded package")
    asked = parser.parse_args()
    names = json.loads(zipfile.ZipFile(asked.wheel).read("nomquamgender/name_data.json"))
    TARGET.write_bytes(gzip.compress("\n".join(lines(names)).encode(), mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
