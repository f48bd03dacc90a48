# Two commands do everything: `make serve` and `make test`. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TESTS ?= tests
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --loglevel=error
LIBRARIES := node_modules/.libraries
CLIENTS := node_modules/.clients
FRONT := src/tct/web/static/vendor/LICENSES.txt
# Without npm packages the server works all the same, with tables for pictures; CI must have them.
LACKING := { test -z "$$TCT_REQUIRE_ALL" && echo "No npm packages: tables stand for pictures, and the editor and /docs lack" >&2; }

.PHONY: help setup serve build test check format lock bench clean

help:
	@echo "make serve   set up, build and validate the graph, serve it at http://127.0.0.1:8000"
	@echo "make test    set up and run the tests"
	@echo "make check   format, lint, strict types"
	@echo "make build   build and validate the graph; make bench  measure; make setup  only set up"

setup: $(READY) $(FRONT)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 setup"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

$(LIBRARIES): package-lock.json .npmrc | $(READY)
	$(NPM) ci --omit=dev && touch $@ || $(LACKING)

$(CLIENTS): $(LIBRARIES)
	test ! -e $(LIBRARIES) || { $(NPM) ci && touch $(LIBRARIES) $@; } || $(LACKING)

$(FRONT): $(LIBRARIES) $(wildcard src/tct/web/front/* src/tct/web/front/lib/*)
	test ! -e $(LIBRARIES) || $(NPM) run --silent build || $(LACKING)

serve: setup
	$(BIN)/tct serve

build: setup
	$(BIN)/tct build

test: setup $(CLIENTS)
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) .venv-bench/.ready
	$(BIN)/python -m bench $(BENCH)

.venv-bench/.ready: bench/requirements.lock
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.lock
	touch $@

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf build dist node_modules src/tct/web/static/vendor $(VENV) .venv-bench
