# Every command sets up what it needs; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := bash
PY ?= python3
V := .venv/bin
REQ := deploy/requirements
INSTALL = $(V)/uv pip install -q -p $(V)/python --require-hashes -r

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/uv.stamp: $(REQ)/uv.txt
	@$(PY) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { echo "Bedside needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv)." >&2; exit 2; }
	@test -x $(V)/python || $(PY) -m venv .venv
	@$(V)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(REQ)/uv.txt
	@touch $@

.venv/%.stamp: $(REQ)/%.txt pyproject.toml .venv/uv.stamp
	@echo "Setting up .venv ($*) ..." >&2
	@$(INSTALL) $(REQ)/$*.txt
	@$(INSTALL) $(REQ)/build.txt
	@$(V)/uv pip install -q -p $(V)/python --no-deps --no-build-isolation -e .
	@touch $@

lock: .venv/uv.stamp ## lock the dependencies anew, with hashes and no host names
	@printf 'uv\n' | $(V)/uv pip compile -q --generate-hashes --no-header --no-annotate -p 3.11 - -o $(REQ)/uv.txt
	@$(V)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate --all-extras -p 3.11 pyproject.toml -o $(REQ)/all.txt
	@$(V)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate --extra stream -c $(REQ)/all.txt -p 3.11 pyproject.toml -o $(REQ)/stream.txt
	@$(V)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate -c $(REQ)/all.txt -p 3.11 pyproject.toml -o $(REQ)/run.txt
	@printf 'hatchling\neditables\n' | $(V)/uv pip compile -q --generate-hashes --no-header --no-annotate -c $(REQ)/all.txt -p 3.11 - -o $(REQ)/build.txt

run: .venv/run.stamp ## set up, serve, feed the sample, say what became of it (ONCE=1: end there)
	@$(V)/bedside serve --sample $(if $(ONCE),--once)

check: .venv/all.stamp ## format, lint, types, import rules
	@$(V)/ruff format --check -q .
	@$(V)/ruff check -q .
	@$(V)/mypy --no-error-summary
	@mkdir -p build && $(V)/lint-imports --no-logo >build/imports.log 2>&1 || { cat build/imports.log; exit 1; }
	@echo "check: all is well"

test: .venv/all.stamp ## the tests, real servers included
	@$(V)/pytest -m "not long" -n 2

test-full: .venv/all.stamp ## the tests, the long ones too
	@$(V)/pytest -n 2

bench: .venv/all.stamp ## comments per second, by stage; ratios within one run are what counts
	@$(V)/python -m tests.bench.embedded
	@$(V)/python -m tests.bench.stream

schemas: .venv/all.stamp ## write the JSON Schemas and asyncapi.yaml anew from the types
	@$(V)/python -c 'from pathlib import Path; from schemas import publish; [Path("schemas", n).write_text(t) for n, t in publish.documents().items()]'

docs: .venv/all.stamp ## write docs/settings.md anew from the settings
	@$(V)/python -c 'from pathlib import Path; from pipeline.config import settings_page; Path("docs/settings.md").write_text(settings_page())'

train: .venv/all.stamp ## train the encoder and its student on DATA=folder of labelled sets (hours; goes on where it stopped, build/minilm)
	@$(V)/python -m pipeline.scoring.train --data "$(or $(DATA),$(error DATA=folder of the labelled sets is missing))"
	@$(V)/python -m pipeline.scoring.distil --data "$(DATA)" --model build/minilm/model

eval: .venv/all.stamp ## measure the models on DATA=folder of labelled sets, write docs/model-card*.md
	@$(V)/python -m pipeline.scoring.evaluate --data "$(or $(DATA),$(error DATA=folder of the labelled sets is missing))"
	@$(V)/python -m pipeline.scoring.evaluate --data "$(DATA)" --model linear --out docs/model-card-linear.md

.PHONY: train eval help lock run check test test-full bench schemas docs

stream: .venv/stream.stamp ## real Kafka, Redis and WORKERS=2 workers; feed the sample, say what became of it (ONCE=1: end there)
	@$(V)/python -m deploy.stream up $(if $(ONCE),--once)

down: .venv/stream.stamp ## end what make stream started
	@$(V)/python -m deploy.stream down

chaos: .venv/all.stamp ## kill workers, broker, Redis and PostgreSQL under load and count what was lost (minutes)
	@PYTHONPATH=tests $(V)/python -m chaos

.PHONY: stream down chaos
