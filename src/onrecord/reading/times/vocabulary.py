"""The vocabulary of English time expressions, loaded once from ``lexicon/times.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.reading.lexicon import lexicon

__all__ = ["Phrases", "Vocabulary", "vocabulary"]


class Phrases:
    """Phrases of one or more words, found by their first word, longest first."""

    def __init__(self, entries: dict[str, Any]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in entries.items():
            words = tuple(phrase.replace("'s", " 's").replace("s'", "s '").replace("-", " - ").split())
            self.by_first.setdefault(words[0], []).append((words, value))
        for options in self.by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, low: list[str], at: int) -> tuple[int, Any] | None:
        """The longest phrase at token ``at``: where it ends and its value; None where there is none."""
        for words, value in self.by_first.get(low[at], ()):
            if tuple(low[at : at + len(words)]) == words:
                return at + len(words), value
        return None


class Vocabulary:
    """The word lists as dictionaries from a lower-case word to what it means."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.months = _numbered(data["months"]["names"], 1)
        self.full_months = {names.split()[0] for names in data["months"]["names"]}
        self.doubtful_months = frozenset(data["months"]["doubtful"])
        self.before_months = frozenset(data["months"]["before"])
        self.weekdays = _numbered(data["weekdays"]["names"], 0)
        self.short_weekdays = frozenset(data["weekdays"]["short"])
        self.weekday_names_after = frozenset(data["weekdays"]["names_after"])
        self.weekday_names_before = frozenset(data["weekdays"]["names_before"])
        self.numbers = {word: at for at, word in enumerate(data["numbers"]["ones"].split())}
        self.tens = {word: 20 + 10 * at for at, word in enumerate(data["numbers"]["tens"].split())}
        self.decades: dict[str, int] = data["decades"]
        self._ranks = frozenset(data["numbers"]["ranks"])
        self._not_ranks = frozenset(data["numbers"]["not_ranks"])
        self.vague_numbers = frozenset(data["numbers"]["vague"])
        self.approximate = frozenset(data["numbers"]["approximate"])
        self.ordinals = {word: at for at, word in enumerate(data["ordinals"]["words"].split(), 1)}
        self.units = {word: unit for unit, words in data["units"].items() for word in words}
        self.plural_units = frozenset(words[1] for words in data["units"].values())
        self.seasons: dict[str, int] = data["seasons"]
        self.day_parts: dict[str, str] = data["day_parts"]
        self.days: dict[str, int] = data["days"]
        self.zones = frozenset(data["clock"]["zones"])
        self.universal = frozenset(data["clock"]["universal"])
        self.deictic: dict[str, int] = data["deictic"]
        self.mentioned: dict[str, int] = data["mentioned"]
        self.positions = frozenset(data["positions"]["words"])
        self.years = {name: frozenset(words) for name, words in data["years"].items()}
        vague = data["vague"]
        self.after_past = frozenset(vague["after_past"])
        self.past_plural = frozenset(vague["past_plural"])
        self.future_plural = frozenset(vague["future_plural"])
        self.vague = Phrases({phrase: when for when in ("past", "present", "future") for phrase in vague[when]})
        self.recurring: dict[str, str] = data["recurring"]
        self.counted_before = frozenset(data["rates"]["after"])
        self.not_measured_after = frozenset(data["rates"]["never_after"])
        self.named_for_feasts = frozenset(data["named_for_feasts"]["words"])
        self.holidays = Phrases(data["holidays"])
        self.future_cues = frozenset(data["tense"]["future"])
        self.modals = frozenset(data["tense"]["modals"])
        self.plan_cues = frozenset(data["tense"]["before_to"] + data["tense"]["before_dates"])
        self.timetable_cues = frozenset(data["tense"]["before_dates"])
        self.past_cues = frozenset(data["tense"]["past"])
        self.sudden = frozenset(data["tense"]["sudden"])
        self.deferring = frozenset(data["tense"]["deferring"])

    def ranks_a_thing(self, word: str) -> bool:
        """Whether the word ranks one thing among its like: 'first', 'worst', 'biggest'."""
        return word in self._ranks or (word.endswith("est") and word not in self._not_ranks)


def _numbered(names: list[str], first: int) -> dict[str, int]:
    return {word: at for at, words in enumerate(names, first) for word in words.split()}


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return Vocabulary(lexicon("times"))
