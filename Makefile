# Everything a fresh machine needs is set up by the first target that is asked for.
# The first Python that is new enough; another one: make PYTHON=/path/to/python …
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat ask test mutants lint train clean
.DEFAULT_GOAL := chat

# The program alone: what `make chat` and `make ask` need.
$(VENV)/program: pyproject.toml constraints.txt hatch_build.py
	@test -n "$(PYTHON)" || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (once) …" >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q assistant
	@touch $@

# The program and what its tests and checks need.
$(VENV)/dev: $(VENV)/program
	@echo "Setting up the tests (once) …" >&2
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/mutants: $(VENV)/dev
	@$(PIP) install --constraint constraints.txt --editable '.[mutants]'
	@touch $@

chat: $(VENV)/program
	@$(BIN)/assistant chat $(ARGS)

ask: export ASSISTANT_QUESTION = $(value Q)
ask: $(VENV)/program
	@printf '%s' "$$ASSISTANT_QUESTION" | $(BIN)/assistant ask $(ARGS) -

test: $(VENV)/dev
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

# Some ten minutes on two cores; `mutmut show NAME` shows what a survivor changed.
mutants: $(VENV)/mutants
	@$(BIN)/mutmut run $(ARGS)
	@$(BIN)/mutmut results

lint: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

train: $(VENV)/dev
	@$(BIN)/assistant train

clean:
	@rm -rf $(VENV) mutants build dist *.egg-info
