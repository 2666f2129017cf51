# make demo and make test each do all the set-up on a machine with nothing but Python and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH"
STAMP := $(VENV)/.installed

.PHONY: help demo test coverage check format translations docs samples bench mutants clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "rbtrack needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python has no venv module here. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(STAMP) ## the whole journey on sample data, in rbtrack-demo/
	@$(BIN)/python hatch_build.py
	$(BIN)/rbtrack demo

test: $(STAMP) ## every test; what needs LibreOffice or Chromium is skipped where it is missing
	@$(BIN)/python hatch_build.py
	$(RUN) $(BIN)/python -m pytest -n auto tests/domain --cov=rbtrack.domain --cov-report=
	$(BIN)/python -m coverage report --fail-under=100
	$(RUN) $(BIN)/python -m pytest -n auto --dist worksteal --ignore=tests/domain

coverage: $(STAMP) ## what every test together reaches: takes more than twice the time
	@$(BIN)/python hatch_build.py
	$(RUN) $(BIN)/python -m pytest -n auto --cov --cov-report=
	$(BIN)/python -m coverage report

check: $(STAMP) ## format, lint, types, floors, what a new kind of answer and a new tier take, translations, generated docs
	@$(BIN)/python hatch_build.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.new_kind
	$(BIN)/python -m tools.new_tier
	$(BIN)/python -m pytest -q tests/test_translations.py tests/test_docs.py -k 'translation or generated'

format: $(STAMP) ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: $(STAMP) ## take new texts over into locale/, then fill them in by hand
	$(BIN)/python -m tools.translations

docs: $(STAMP) ## write the generated pages anew
	$(BIN)/python -m tools.docs

samples: $(STAMP) ## make docs/samples/ anew, from the demo
	@$(BIN)/python hatch_build.py
	$(RUN) $(BIN)/python -m tools.samples

bench: $(STAMP) ## longer runs than a test may take
	$(RUN) $(BIN)/python -m benchmarks.open_worksheet
	$(RUN) $(BIN)/python -m benchmarks.fuzz_reader --count 2000
	$(RUN) $(BIN)/python -m benchmarks.fuzz_reader --count 1000 --rubrics
	$(RUN) $(BIN)/python -m benchmarks.fuzz_reader --count 1000 --results
	$(RUN) $(BIN)/python -m benchmarks.kill_import --count 50

mutants: $(STAMP) ## change the rules one at a time: a test must notice; ONLY=rbtrack.domain.grades for a part
	@$(BIN)/python hatch_build.py
	$(BIN)/python -m tools.mutants $(ONLY)

clean: ## remove what was made
	rm -rf $(VENV) build dist .coverage* .pytest_cache .mypy_cache .ruff_cache
