# Two commands: `make run` runs it, `make test` tests it. The rest are parts of these.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where the environment forbids compiled files, each test process would make all of them anew: seven seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup setup-tests test quick nightly check bench assets reference tutorial lock clean

## Run it: sets all up, loads the invented demonstration once, starts web and clock.
run: export FORTHRIGHT_DEMO ?= true
run: setup
	@$(BIN)/forthright prepare
	@if [ "$$FORTHRIGHT_DEMO" = true ]; then $(BIN)/forthright demo; fi
	@exec $(BIN)/forthright start --port $(PORT)

## Prepare .venv with the forthright command.
setup: .venv/ready-to-run

.venv/ready-to-run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed. Set PYTHON=/path/to/python3.11 and run make again.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

setup-tests: setup .venv/ready-to-test
	@./scripts/browser

.venv/ready-to-test: requirements/dev.txt .venv/ready-to-run
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

## Test it: everything, on SQLite and on a real PostgreSQL, with a real browser.
test: setup-tests check
	@$(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/rules --ignore tests/journeys -m "not browser and not slow and not nightly"
	@TEST_POSTGRES=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser and not slow and not nightly" tests/record tests/directory tests/notices tests/insight tests/briefing tests/web tests/access tests/site tests/rules/test_tables.py
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "(browser or slow) and not nightly"

## While working: without browser, PostgreSQL, the rules of the house, and what is asked of every page and act in turn.
quick: setup .venv/ready-to-test
	@EXAMPLES=$${EXAMPLES:-0.3} $(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/rules --ignore tests/journeys -m "not browser and not slow and not wide and not nightly"

## The properties of the core with fifty times as many examples, and the walks of every address as everybody.
nightly: setup .venv/ready-to-test
	@EXAMPLES=$${EXAMPLES:-50} $(BIN)/python -m pytest -n 2 --dist worksteal tests/core -m "not browser and not slow and not nightly"
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m nightly tests/access tests/mutation

## Lint, types, the line of rooms, generated documents fresh, no missing migration.
check: setup .venv/ready-to-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -m "not slow" tests/rules
	@$(BIN)/python -m django makemigrations --check --dry-run --settings=tests.settings > /dev/null || { echo "A migration is missing. Run: $(BIN)/python -m django makemigrations --settings=tests.settings"; exit 1; }
	@$(BIN)/forthright reference --check

## Measure against rivals installed for the purpose. Results land in bench/*results.json.
bench: setup .venv/ready-to-test
	@$(BIN)/python -m bench.core
	@$(BIN)/python -m bench.clock
	@$(BIN)/python -m bench

## Compile the stylesheet and script from npm packages (only for those who change the look).
assets:
	@sh assets/build.sh

## Walk the two tutorials in a real browser, and take their pictures anew.
tutorial: setup-tests
	@TUTORIAL=1 $(BIN)/python -m pytest tests/journeys/test_tutorial.py tests/journeys/test_tutorial_people.py

reference: setup
	@$(BIN)/forthright reference

## Resolve the dependencies anew and pin them with hashes.
lock: .venv/ready-to-test
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --extra sso --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --quiet --output-file requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --extra sso --group dev --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --quiet --output-file requirements/dev.txt

clean:
	rm -rf .venv var
