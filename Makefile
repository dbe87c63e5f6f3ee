# Thin: each target is the commands a person would type. `make run` and `make test` are all one needs.

# one folder of build products for every clone on this machine; CARGO_TARGET_DIR chooses another
export CARGO_TARGET_DIR ?= $(HOME)/.cache/samrum/target
SHELL := bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c

.PHONY: run web build test lint model bench bench-archive bench-typing openapi

run: web ## build everything, start with demo data, print whom to sign in as
	cargo build --profile demo --bin samrum
	exec "$(CARGO_TARGET_DIR)/demo/samrum" --data "$${SAMRUM_DEMO_DATA:-demo-data}" demo

web: web/dist/index.html

web/node_modules/.installed: web/package-lock.json
	cd web && npm ci --no-audit --no-fund && touch node_modules/.installed

web/dist/index.html: web/node_modules/.installed $(shell git ls-files web/src web/public web/index.html web/vite.config.ts 2>/dev/null)
	cd web && npm run build && touch dist/index.html

build: web
	cargo build --workspace --tests

test: ## everything, on both engines and in a browser; names what it had to leave out
	@tests/run

lint: web/node_modules/.installed
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cd web && npm run lint && npm run check

model: ## who may do what, against the model, for 100,000 steps: half an hour
	cargo build --workspace --tests --bins
	SAMRUM_TEST_STEPS=100000 cargo test --workspace --test samrum -- rights_model --nocapture

openapi: ## write the API's description and the client made from it
	cargo run --bin samrum -- openapi > web/openapi.json
	cd web && npm run generate

bench: ## print the figures of BENCHMARKS.md, each beside its floor, in under ten minutes
	cargo build --release --bin samrum --bin floor --bin bench
	# five thousand sockets on each side
	ulimit -n "$$(ulimit -Hn)"
	exec "$(CARGO_TARGET_DIR)/release/bench"

bench-archive: ## print the figures of an archive of 10,000, 100,000 and 1,000,000 pages; takes 5 GB under $TMPDIR
	cargo build --release --bin samrum --bin floor --bin bench
	exec "$(CARGO_TARGET_DIR)/release/bench" archive $(PAGES)

bench-typing: web ## how long a letter takes in a thread of 10,000 messages, beside bare fields: needs Chromium
	cargo build --release --bin samrum
	exec tests/with-demo "$(CARGO_TARGET_DIR)/release/samrum" npm --prefix web run typing
