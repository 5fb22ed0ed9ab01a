# Everything works on a fresh machine with Python 3.11 or newer, make and git. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX ?= index
PORT ?= 8080
SENTENCES ?= 500
EXAMPLES ?= 80
OPENSEARCH_TESTS ?= tests/opensearch
SOAK_SECONDS ?= 120
ON ?= $(shell date +%F)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help serve test lint types imports pytest docker-lint test-browser container-test contract soak memory test-opensearch deploy-test lock ages clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run: requirements/build.txt requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/browser: $(VENV)/test requirements/browser.txt
	$(PIP) --require-hashes -r requirements/browser.txt
	@touch $@

serve: $(VENV)/run ## set up, index the sample archive, serve it on 127.0.0.1:8080
	$(BIN)/factcheck ingest sample_archive --index $(INDEX)
	@printf '\nTry it from another terminal:\n\n  curl -s http://127.0.0.1:$(PORT)/v1/verdicts -H "Content-Type: application/json" \\\n    -d '"'"'{"claim": "The General Assembly resolution got 131 votes in favour."}'"'"'\n\nStop with Ctrl-C.\n\n'
	$(BIN)/factcheck serve --index $(INDEX) --port $(PORT)

test: lint types imports docker-lint pytest ## everything that must hold: style, types, import directions, tests

lint: $(VENV)/test ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/test ## import-linter: which part may import which
	$(BIN)/lint-imports

docker-lint: $(VENV)/test ## hadolint
	$(BIN)/hadolint Dockerfile

pytest: $(VENV)/test ## the tests
	$(BIN)/python -m pytest

test-browser: $(VENV)/browser ## the page in Debian's Chromium (apt-get install chromium, or CHROMIUM=path)
	$(BIN)/python -m pytest tests/browser

container-test: $(VENV)/run ## build the image and run it (as root; apt-get install buildah runc debootstrap)
	$(BIN)/python -m tests.container.try_image

contract: $(VENV)/test ## schemathesis against the running server; EXAMPLES=5 for a short run
	$(BIN)/python -m tests.contract $(EXAMPLES)

soak: $(VENV)/run ## load and faults for SOAK_SECONDS (120): workers killed, archive switched, disk filled; needs root for the disk
	$(BIN)/python -m tests.load.soak --seconds $(SOAK_SECONDS) $(SOAK)

memory: $(VENV)/run ## does a worker grow over 10,000 different claims?
	$(BIN)/python -m tests.load.memory

.opensearch/classpath: tests/opensearch/pom.xml
	@command -v java >/dev/null && command -v mvn >/dev/null || { echo "Java 17 or newer and Maven are needed to run a real OpenSearch"; exit 1; }
	@mkdir -p $(@D)
	mvn -B -q -f $< dependency:build-classpath -Dmdep.outputFile=$(CURDIR)/$@

test-opensearch: $(VENV)/test .opensearch/classpath ## the tests that need a real OpenSearch: fetched from Maven Central, three nodes
	$(BIN)/python -m pytest $(OPENSEARCH_TESTS) --opensearch .opensearch/classpath --sentences $(SENTENCES)

deploy-test: $(VENV)/test .opensearch/classpath ## compose files checked (with Go), deploy/ run on loopback (apt-get install nginx-core curl)
	$(BIN)/python -m tests.deploy.try_replicas

lock: ## write the lock files anew (needs uv)
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --extra opensearch -c requirements/run.txt -o requirements/opensearch.txt
	$(LOCK) pyproject.toml --extra test --extra opensearch -c requirements/opensearch.txt -o requirements/test.txt
	$(LOCK) pyproject.toml --extra browser -c requirements/test.txt -o requirements/browser.txt

ages: ## how old the pinned packages are at the day ON=2026-11-21 (else today); asks the index in PIP_INDEX_URL
	@$(PYTHON) -m tools.lock_ages $(addprefix requirements/,build.txt run.txt opensearch.txt test.txt browser.txt) --on $(ON)

clean: ## remove the environment and the sample's index
	rm -rf $(VENV) $(INDEX)
