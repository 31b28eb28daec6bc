# Everything a newcomer needs: `make demo`, `make test`. Both set up what they need in .venv.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DATA   ?=
SPLIT  ?= dev
ERRORS ?= 0
ACCURACY := pages html_splitting plain_text datelines quotation_marks
READING  := times names places offices pronouns descriptions name_variants statements event_direction event_status event_relevance petrarch actor_phrases office_holders incidents copies timelines entity_timelines across_entities across_events disputes commitments
SPEED    := capture reading record linking queries kills desk

.PHONY: demo test lint bench bench-extraction bench-speed clean
.DEFAULT_GOAL := test

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	@# The pip of a fresh venv can be too old to resolve our dependencies.
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

demo: $(VENV)/ready
	$(BIN)/python examples/demo.py

test: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/mypy

bench-%: $(VENV)/ready
	@test -n "$(DATA)" || { echo "make bench-$*: say where the gold data are: make bench-$* DATA=../shared/data"; exit 2; }
	$(BIN)/python -m bench.accuracy.$(subst -,_,$*) --data $(DATA) --split $(SPLIT) --errors $(ERRORS)

bench-extraction: $(VENV)/ready
	@test -n "$(DATA)" || { echo "make $@: say where the gold data are, for example DATA=../shared/data"; exit 2; }
	@set -e; for one in $(ACCURACY); do \
	  $(BIN)/python -m bench.accuracy.$$one --data $(DATA) --split $(SPLIT) --errors $(ERRORS); done

bench-speed: $(VENV)/ready
	@set -e; for one in $(SPEED); do \
	  $(BIN)/python -m bench.speed.$$one $(if $(DATA),--data $(DATA)); done

bench: $(VENV)/ready
	@test -n "$(DATA)" || { echo "make bench: say where the gold data are, for example DATA=../shared/data"; exit 2; }
	@failed=0; for one in $(ACCURACY) $(READING); do \
	  $(BIN)/python -m bench.accuracy.$$one --data $(DATA) --split $(SPLIT) --check || failed=1; done; exit $$failed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
