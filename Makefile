# The five fixed targets: serve, test, validate, bench, clean. Each makes what it needs first.
PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin
UI     := src/dxgraph/web/static/built/editor.js
# One more than there are processors: a fifth of the time tests wait for programs and browsers.
TESTING = $(shell expr $$(nproc) + 1)

.DEFAULT_GOAL := help
.PHONY: help serve test test-fast validate bench eval clean lock lint

help:
	@echo "make serve     install and serve the graph at http://127.0.0.1:$(PORT)/ (PORT=8000)"
	@echo "make test      install and run every check: format, lint, types, tests"
	@echo "make test-fast the tests that take a moment each, without the checks of the code"
	@echo "make validate  check the graph against the ontology's shapes"
	@echo "make bench     measure this engine beside its peers, in ratios"
	@echo "make eval      score drafting on the source texts, where they are at hand"
	@echo "make clean     remove what the other targets made"
	@echo "make lock      write the lock files anew from pyproject.toml (needs uv)"

# What running needs. The lock file carries exact versions and hashes, and the build backend is one
# of them, so nothing is resolved or fetched that is not pinned.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "dxgraph needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What testing and benchmarking need on top.
$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The query editor's script, into the package. It is made where Node.js is; without it the page
# /sparql has a plain text area, which says so. npm checks every package against the hashes of the
# lock file, and runs no script of theirs.
$(UI): $(wildcard ui/src/*.ts) ui/build.mjs ui/package.json ui/package-lock.json
	@if ! command -v node >/dev/null || ! command -v npm >/dev/null; then \
	  echo "Node.js is not installed: the page /sparql has a plain text area (Node.js 20 or newer makes the editor)." >&2; \
	elif ! { cd ui && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --loglevel=error; } && node build.mjs; }; then \
	  echo "The query editor could not be made: the page /sparql has a plain text area." >&2; \
	fi

serve: $(VENV)/.runtime $(UI)
	@exec $(BIN)/dxgraph serve --port $(PORT)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

# Without what starts programs or browsers, or compares with another judge (tests/conftest.py).
test-fast: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(TESTING) --dist worksteal -m "not slow and not alone"

test: lint $(UI)
	$(BIN)/python -m pytest -n $(TESTING) --dist worksteal -m "not alone"
	$(BIN)/python -m pytest -m alone $$(grep -rl --include='test_*.py' 'mark\.alone' tests)

validate: $(VENV)/.runtime
	@$(BIN)/dxgraph validate

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

eval: $(VENV)/.runtime
	@$(BIN)/python -m benchmarks.evaluation
	@$(BIN)/python -m benchmarks.drafting
	@$(BIN)/python -m benchmarks.unseen
	@$(BIN)/python -m benchmarks.weighing

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command 'make lock' pyproject.toml --group build --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command 'make lock' pyproject.toml --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf ui/node_modules tests/comunica/node_modules $(dir $(UI))
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
