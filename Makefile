# make run      set up what is needed and open Guiden; make run ARGS="--browser --data folder"
# make test     everything a change must pass, in a browser too
# make check    the quick part of it: layout, lint, types, content, unit tests
# make torture  kills, power cuts, flipped bytes and hostile files, by the thousand
# make bench    the benchmarks
# make screens  pictures of every screen, in docs/screens
# make format   let ruff lay out the code
# make lock     pin the newest dependencies that pyproject.toml allows

.DEFAULT_GOAL := run
.PHONY: run test programs check torture bench screens format lock

BIN := .venv/bin
PY := $(BIN)/python
PIN := $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11

run: .venv/run.stamp
	$(PY) -m app $(ARGS)

# The browser tests run on their own: Playwright's and pytest-asyncio's event loops do not mix.
# Where the browser itself stumbles (a node taken away while it was clicked) a test is tried once
# more, and is listed as such; where the app did something else than it should, never.
test: programs check
	$(PY) -m pytest -q --reruns 1 --only-rerun playwright._impl._errors tests/browser

programs: .venv/dev.stamp
	@echo "· the programs that the tests drive"
	$(PY) tools/programs.py --install

check: .venv/dev.stamp
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy app
	$(PY) -m app check
	$(PY) -m pytest -q -n 2 --ignore=tests/browser

torture: .venv/dev.stamp
	TORTURE=long $(PY) -m pytest -q tests/torture tests/share tests/workbook/test_shelf_size.py

bench: .venv/dev.stamp
	for bench in bench/*_bench.py; do $(PY) -m bench.$$(basename $$bench .py) $(ARGS) || exit 1; done

screens: programs
	$(PY) -m tests.gallery.photograph $(ARGS)

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/dev.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PIN) --extra desktop pyproject.toml -o requirements/run.txt
	$(PIN) --extra desktop --group dev pyproject.toml -o requirements/dev.txt

# A stamp for each set of packages makes the second time quick. dev.txt holds all of run.txt.
.venv/run.stamp: requirements/run.txt
	@tools/venv.sh $<
	@$(PY) tools/desktop_client.py
	@touch $@

.venv/dev.stamp: requirements/dev.txt
	@tools/venv.sh $<
	@touch $@
