# One screen of commands. Needs Python 3.11 or newer and a network for the first run, nothing else.
# Another Python: make demo PYTHON=/path/to/python
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV   ?= .venv
SAMPLE ?= examples/convoy.txt

PY := $(VENV)/bin/python
PIP_INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
	"$(PY)" -m pip install --quiet --quiet --editable

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check static gate schema train traintest clean

help:     ## this list
	@sed -n 's/^\([a-z]*\): .*##/make \1\t/p' Makefile

demo: $(VENV)/.run    ## set up, then read a sample article in the terminal
	@"$(VENV)/bin/dateline" read "$(SAMPLE)"

test: $(VENV)/.dev    ## set up, then run the tests
	"$(PY)" -m pytest

check: static test    ## ruff, mypy --strict and the tests

static: $(VENV)/.dev    ## ruff and mypy --strict alone
	"$(PY)" -m ruff check .
	"$(PY)" -m mypy

gate: $(VENV)/.dev    ## hold the accuracy floors (more suites with DATELINE_CORPORA=folder)
	"$(PY)" -m evaluation.gate

schema: $(VENV)/.dev    ## write docs/reading.schema.json and docs/schema.md from the records
	"$(PY)" -m dateline.schema --write docs

traintest: $(VENV)/.dev $(VENV)/.train    ## the training's own tests (installs torch)
	"$(PY)" -m pytest tests/training

train: $(VENV)/.train    ## train the model again (needs the corpora; see training/README.md)
	"$(PY)" -m training.train $(TRAIN)

clean:    ## remove the environment and everything built
	rm -rf "$(VENV)" build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What is installed, each a stamp: set up once, and again only when pyproject.toml changes.
$(PY):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Dateline needs Python 3.11 or newer; '$(PYTHON)' is not." \
	       "Say where one is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -m venv "$(VENV)" || { rm -rf "$(VENV)"; \
	  echo "Python's venv module does not work here." \
	       "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.run: $(PY) pyproject.toml
	@echo "Setting up $(VENV) (once, a minute or two) ..." >&2
	@$(PIP_INSTALL) .
	@touch "$@"

$(VENV)/.dev: $(VENV)/.run
	@echo "Adding the test tools ..." >&2
	@$(PIP_INSTALL) '.[dev]'
	@touch "$@"

$(VENV)/.train: $(VENV)/.run
	@echo "Adding the training tools (torch is large) ..." >&2
	@$(PIP_INSTALL) '.[training]'
	@touch "$@"
