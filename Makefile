# make run      set up what is needed and open Guiden; make run ARGS="--browser --data folder"
# make test     everything a change must pass, in a browser too
# make check    the quick part of it
# make bench    the benchmarks
# make format   let ruff lay out the code
# make lock     pin the newest dependencies that pyproject.toml allows

.ONESHELL:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test check bench format lock

PY := .venv/bin/python
BIN := .venv/bin
UV := uv==0.13.9

run: .venv/run
	exec $(PY) -m app $(ARGS)

test: check
	@echo "· finding a Chromium for the browser tests"
	CHROMIUM="$$($(PY) tools/chromium.py --install)"
	export CHROMIUM
	@echo "· tests in $$CHROMIUM"
	$(PY) -m pytest -q tests/browser

# The browser tests run on their own: Playwright's and pytest-asyncio's loops do not mix.
check: .venv/dev
	@echo "· layout, lint, types, content, tests"
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy app
	$(PY) -m app check
	$(PY) -m pytest -q --ignore=tests/browser

bench: .venv/dev
	$(PY) -m bench $(ARGS)

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/dev
	$(PY) -m pip install -q $(UV)
	PIN="$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11"
	$$PIN --extra desktop pyproject.toml -o requirements/run.txt
	$$PIN --extra desktop --group dev pyproject.toml -o requirements/dev.txt

# A stamp for each set of packages; dev holds all of run's.
.venv/run: requirements/run.txt
	@[ -e .venv/dev ] && [ .venv/dev -nt $< ] || tools/venv.sh $<
	$(PY) tools/desktop_client.py
	touch $@

.venv/dev: requirements/dev.txt
	@tools/venv.sh $<
	touch $@
