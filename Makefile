PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help install run test chaos check bench figures points medicines schema screenshots lock clean

help:  ## What there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

install: $(STAMP)  ## Set up .venv with the bot and its test tools (skipped when up to date)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,interop,postgres,qr,stats]'
	@touch $@

run: $(STAMP)  ## Run the bot: on Telegram with TELEGRAM_BOT_TOKEN, else on a local Telegram in the browser
	@exec $(BIN)/python -m bot run

test: $(STAMP)  ## Run the tests
	$(BIN)/python -m pytest -n 3 --dist loadfile

chaos: $(STAMP)  ## Run the slow tests of what may go wrong: kills, floods, refusals that last
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

figures: $(STAMP)  ## Write down what the bot reaches on tests/messages, once a change is wanted
	$(BIN)/python -m tests.figures

points: $(STAMP)  ## Learn from tests/messages what words say for danger
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[learn]'
	$(BIN)/python -m tests.safety.learn_points

medicines: $(STAMP)  ## Write down anew which medicines there are, and which are opioids or antidepressants
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lists]'
	$(BIN)/python -m tests.safety.list_medicines

schema: $(STAMP)  ## Write down anew what faq.yaml may hold, for editors: faq.schema.json
	$(BIN)/python -m bot schema > faq.schema.json

screenshots: $(STAMP)  ## Make the pictures of the README anew
	$(BIN)/python -m tests.screenshots

lock: $(STAMP)  ## Choose anew what the container is made of: requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lock]'
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra postgres --extra build \
		--generate-hashes --no-header --output-file requirements.lock pyproject.toml

clean:  ## Take away what the other commands made
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
