# make run | test | check | bench | prove: each sets itself up in .venv first. See CONTRIBUTING.md.
# PYTHON picks the interpreter (3.11 to 3.13), ARGS is handed on: make test ARGS="-k claim", make run ARGS="--help".
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test check format bench train-matcher prove lock clean ready-run ready-test

ifeq ($(origin PYTHON),undefined)
# the first Python that fits; python3 when none does, so that the reason is told
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
ifeq ($(PYTHON),)
PYTHON := python3
endif
else
THIS := --this-python
endif

PY := .venv/bin/python

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ready-run ## start the desk: http://127.0.0.1:8765
	@exec .venv/bin/loket run $(ARGS)

test: ready-test ## every test but the long proofs
	@exec $(PY) -m pytest -n 4 --dist loadgroup $(ARGS)

check: ready-test ## lint, format, types, import contracts
	@failed=0; \
	$(PY) -m ruff check --quiet . || failed=1; \
	$(PY) -m ruff format --check --quiet . || { echo "not in the house format: make format"; failed=1; }; \
	$(PY) -m mypy || failed=1; \
	.venv/bin/lint-imports --no-logo || failed=1; \
	exit $$failed

format: ready-test ## write the house format
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

bench: ready-test ## benchmarks, each against a baseline in the same run
	@exec $(PY) -m bench $(ARGS)

train-matcher: ready-test ## learn kb/match/weights.toml: make train-matcher DATA=folder-of-question-sets
	@exec $(PY) -m bench.train $(DATA) $(ARGS)

prove: ready-test ## the long proofs: kill -9, nothing lost, nothing doubled
	@exec $(PY) -m pytest tests/prove -m prove -s --timeout 1800 -p no:xdist $(ARGS)

lock: ## write both requirements files anew from pyproject.toml
	@$(PYTHON) .ci/lock.py $(ARGS)

clean: ## remove .venv and caches; never your data in var/
	@rm -rf .venv .venv-lock .venv.lock .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-run:
	@command -v $(PYTHON) >/dev/null || { echo "loket: no $(PYTHON) here; Loket needs Python 3.11 to 3.13"; exit 1; }
	@$(PYTHON) .ci/ready.py run $(THIS)

ready-test:
	@command -v $(PYTHON) >/dev/null || { echo "loket: no $(PYTHON) here; Loket needs Python 3.11 to 3.13"; exit 1; }
	@$(PYTHON) .ci/ready.py test $(THIS)
