# Two commands: `make run` opens Restack, `make test` checks it. Both do all set-up first.
VENV := .venv
PY := $(VENV)/bin/python
SET_UP_FROM := pyproject.toml tools/setup.sh
SCRATCH := build

.PHONY: help setup run test demo check lock pictures voice clean

help:
	@echo "make run    open Restack (sets everything up the first time)"
	@echo "make test   all checks and tests, without a screen"
	@echo "make demo   play a session without a screen; pictures and data in demo/"
	@echo "make setup  set-up alone"
	@echo "make voice  render the sentences that are new (docs/voice.md)"

$(VENV)/.stamp-run: requirements.lock $(SET_UP_FROM)
	@sh tools/setup.sh run

$(VENV)/.stamp-test: requirements-test.lock $(SET_UP_FROM)
	@sh tools/setup.sh test

setup: $(VENV)/.stamp-run

run: $(VENV)/.stamp-run
	@$(PY) main.py $(ARGS)

test: $(VENV)/.stamp-test
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/codespell README.md docs coach ui tools tests data main.py
	$(VENV)/bin/vulture
	$(PY) main.py check
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(PYTEST_ARGS)
	@rm -rf $(SCRATCH)/smoke && mkdir -p $(SCRATCH)/smoke
	QT_QPA_PLATFORM=offscreen $(PY) main.py smoke --data-dir $(SCRATCH)/smoke/data

demo: $(VENV)/.stamp-run
	@rm -rf demo && mkdir -p demo
	@QT_QPA_PLATFORM=offscreen $(PY) main.py smoke --data-dir demo/data --pictures demo
	@cp demo/data/restack.db demo/restack.db
	@echo "demo/: a picture of each page, events.jsonl, restack.db"

check: $(VENV)/.stamp-run
	@$(PY) main.py check

pictures: $(VENV)/.stamp-run
	@QT_QPA_PLATFORM=offscreen $(PY) main.py screens $(SCRATCH)/pictures --sample --theme light
	@QT_QPA_PLATFORM=offscreen $(PY) main.py screens $(SCRATCH)/pictures --sample --theme dark

# Renders the sentences that are new; needs npm and ffmpeg, and 800 MB the first time (docs/voice.md).
voice:
	sh tools/voice/setup.sh
	.venv-voice/bin/python tools/render_voice.py

# Needs uv on the PATH. The locks hold versions and hashes, no addresses.
lock:
	sh tools/lock.sh

clean:
	rm -rf $(VENV) $(SCRATCH) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
