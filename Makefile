PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# The core, which needs no process, browser or network.
QUICK := tests/language tests/matching tests/safety tests/conversation tests/faq tests/privacy tests/test_settings.py tests/test_docs.py

.PHONY: help install run test quick chaos check bench figures points medicines schema screenshots lock clean

help:  ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

install: $(STAMP)  ## Set up .venv with the bot and its test tools (skipped when up to date)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,interop,postgres,qr,socks,stats]'
	@touch $@

run: $(STAMP)  ## Run the bot: on Telegram with TELEGRAM_BOT_TOKEN, else on a local Telegram in the browser
	@exec $(BIN)/python -m bot run

test: $(STAMP)  ## Run all the tests (minutes)
	$(BIN)/python -m pytest -n 4 --dist loadfile

quick: $(STAMP)  ## Run the tests of the core (under 30 seconds)
	$(BIN)/python -m pytest -n 2 -q -m "not chaos and not slow" $(QUICK)

chaos: $(STAMP)  ## Run the slow tests of what may go wrong: kills, floods, lasting refusals
	$(BIN)/python -m pytest -m chaos

check: $(STAMP)  ## Check style, types, who imports whom, and faq.yaml
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

bench: $(STAMP)  ## Measure matcher and bot beside others; DATA=<folder> adds public data
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m tests.bench --public-peers --out tests/bench/results $(if $(DATA),--data '$(DATA)')
	$(BIN)/python -m tests.bench.cost

figures: $(STAMP)  ## Accept what the bot reaches on tests/messages now: figures.json
	$(BIN)/python -m tests.figures

points: $(STAMP)  ## Train what reads danger and questions on tests/messages
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[learn]'
	$(BIN)/python -m tests.safety.learn_classifier
	$(BIN)/python -m tests.matching.learn_second_reader
	$(BIN)/python -m tests.matching.learn_translation es

medicines: $(STAMP)  ## Update the lists of medicines, opioids and antidepressants
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lists]'
	$(BIN)/python -m tests.safety.list_medicines

schema: $(STAMP)  ## Update faq.schema.json, by which editors complete and check faq.yaml
	$(BIN)/python -m bot schema > faq.schema.json

screenshots: $(STAMP)  ## Take the pictures in docs/ again
	$(BIN)/python -m tests.screenshots

lock: $(STAMP)  ## Update requirements.lock, what the container installs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lock]'
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra postgres --extra build \
		--generate-hashes --no-header --output-file requirements.lock pyproject.toml

clean:  ## Remove what the other commands made
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
