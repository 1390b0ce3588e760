# Each target works as the first command on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo run test test-postgres check bench lock

# What is compiled is kept: the tests start many processes, and each would compile the whole product again.
unexport PYTHONDONTWRITEBYTECODE

setup: $(READY)

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	$(BIN)/dondoc demo --out out

run: $(READY)
	$(BIN)/dondoc run

test: $(READY)
	$(BIN)/pytest -n auto --dist worksteal

test-postgres: $(READY)
	$(BIN)/python tests/postgres.py $(BIN)/pytest -n auto --dist worksteal $(LEAVE_OUT)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.peers

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.lock
