# ndissect: `make run` to look at a moving stack, `make test` to test it. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# What `make run` passes to ndissect, and `make bench` to the measurements.
ARGS ?=
BENCH_ARGS ?=
# Which fuzzer, for how many seconds.
FUZZ ?= all
FUZZ_SECONDS ?= 60
# Which checks of memory or threads the suite runs under.
SANITIZE ?= all
# Minutes of full load and faults.
SOAK_MINUTES ?= 1
SOAK_SEED ?= 1

LIBRARIES := libncurses-dev libpcap-dev libyaml-dev
BUILD_TOOLS := git=git ca-certificates
TEST_TOOLS := python3=python3 tmux=tmux tshark=tshark iproute2=ip iputils-ping=ping \
	iputils-arping=arping iperf3=iperf3 util-linux=unshare ncurses-term
BENCH_TOOLS := dpdk-dev=dpdk-testpmd
REPLAY_BENCH_TOOLS := tshark=tshark python3=python3
EXPLORER_BENCH_TOOLS := btop=btop htop=htop python3=python3
EDGE_BENCH_TOOLS := iperf3=iperf3 iproute2=ip ethtool=ethtool util-linux=unshare
PICTURE_TOOLS := librsvg2-bin=rsvg-convert fonts-dejavu-core

RELEASE := $(SWIFT) build -c release --static-swift-stdlib
STRICT := --explicit-target-dependency-import-check error

# The staged tree has the shape of an installed one, so stacks and themes are found the same way.
STAGE := .build/stage
BINARY := $(STAGE)/bin/ndissect
REFERENCES := .build/bench-reference.so
PATH_BENCH = "$$($(RELEASE) --show-bin-path)/PathBench" --references $(REFERENCES)
# Written by the program itself from its own tables.
MANUALS = "$(DESTDIR)$(PREFIX)/share/man/man1"
COMPLETIONS_BASH = "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/ndissect"
COMPLETIONS_ZSH = "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ndissect"
COMPLETIONS_FISH = "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ndissect.fish"
# Folders too: a deleted file changes its folder's time.
SOURCES := Package.swift $(wildcard Package.resolved) $(shell find Sources 2>/dev/null)

.NOTPARALLEL:
.PHONY: help run build test check lint sizes conformance bench bench-record screenshots install uninstall
.PHONY: path-bench packages test-packages swift fuzz sanitize soak clean

help:
	@echo "make run          look at the lab       (ARGS='FILE or options' are passed on)"
	@echo "make test         build and test"
	@echo "make check        format, warnings, tests, file sizes: what a change must pass"
	@echo "make conformance  the documented behaviours and their tests; fails where one is missing"
	@echo "make bench        measure the packet path (BENCH_ARGS='--json --only path')"
	@echo "make bench-record take all its figures and keep them in screenshots/bench/, eight minutes"
	@echo "make screenshots  draw screenshots/ again"
	@echo "make fuzz         feed the parsers noise (FUZZ=$(FUZZ) FUZZ_SECONDS=$(FUZZ_SECONDS))"
	@echo "make sanitize     the suite under AddressSanitizer and ThreadSanitizer (SANITIZE=$(SANITIZE))"
	@echo "make soak         full load and every fault, all totals checked (SOAK_MINUTES=$(SOAK_MINUTES) SOAK_SEED=$(SOAK_SEED))"
	@echo "make install      PREFIX=$(PREFIX)"

packages:
	@.ci/ensure-packages $(LIBRARIES) $(BUILD_TOOLS)

test-packages: packages
	@.ci/ensure-packages --optional $(TEST_TOOLS)

swift:
	@SWIFT="$(SWIFT)" .ci/ensure-swift

# An unchanged tree starts at once: nothing is asked or built when the binary is the newest file.
run: $(BINARY)
	@exec $(BINARY) $(ARGS)

build: $(BINARY)

$(BINARY): $(SOURCES)
	@SWIFT="$(SWIFT)" .ci/ensure-swift
	@.ci/ensure-packages $(LIBRARIES) $(BUILD_TOOLS)
	@test -e $(BINARY) || echo "First build, a few minutes; later starts need none."
	@$(RELEASE) --product ndissect
	@.ci/stage "$$($(RELEASE) --show-bin-path)/ndissect" $(STAGE)

# The log keeps what was skipped and the runner's own closing line.
test: swift test-packages
	@$(SWIFT) build --build-tests $(STRICT)
	@mkdir -p .build
	@status=0; $(SWIFT) test --skip-build --xunit-output .build/test.xml 2>&1 \
	  | tee .build/test.log || status=$$?; \
	  .ci/skipped .build/test.log; \
	  .ci/conformance .build/test-swift-testing.xml >.build/conformance.txt || status=1; \
	  tail -n 1 .build/conformance.txt; exit $$status

check: swift test-packages lint sizes
	@WARNINGS=error $(SWIFT) build --build-tests --scratch-path .build-check $(STRICT)
	@WARNINGS=error $(SWIFT) test --skip-build --scratch-path .build-check \
	  --xunit-output .build-check/test.xml
	@.ci/conformance .build-check/test-swift-testing.xml

lint:
	@$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

sizes:
	@.ci/sizes

# Which test stands for which documented behaviour; `make test` adds what came of it.
conformance:
	@.ci/conformance

# With "--only edges": a TCP connection between two private hosts, beside the kernel's own ways to join them.
ifneq (,$(findstring edges,$(BENCH_ARGS)))
bench: $(BINARY)
	@.ci/ensure-packages --optional $(EDGE_BENCH_TOOLS)
	@exec Tests/Tools/edge-bench $(BINARY) $(BENCH_ARGS)
# With "--only explorer": what the explorer costs on a pseudo-terminal, beside btop and htop.
else ifneq (,$(findstring --only explorer,$(BENCH_ARGS)))
bench: $(BINARY)
	@.ci/ensure-packages --optional $(EXPLORER_BENCH_TOOLS)
	@exec Tests/Tools/explorer-costs $(BINARY) $(subst --only explorer,,$(BENCH_ARGS))
# With "--only replay": a capture of a million packets beside tshark and capinfos.
else ifneq (,$(findstring --only replay,$(BENCH_ARGS)))
bench: $(BINARY)
	@.ci/ensure-packages --optional $(REPLAY_BENCH_TOOLS)
	@exec Tests/Tools/replay-bench $(BINARY) $(subst --only replay,,$(BENCH_ARGS))
# With "--only growth": what a packet costs with ever more adapters, filters and flows.
else ifneq (,$(findstring --only growth,$(BENCH_ARGS)))
bench: $(BINARY)
	@.ci/ensure-packages --optional $(REPLAY_BENCH_TOOLS)
	@exec Tests/Tools/growth $(BINARY) $(subst --only growth,,$(BENCH_ARGS))
else
bench: path-bench
	@exec $(PATH_BENCH) $(BENCH_ARGS)
endif

path-bench: swift packages
	@.ci/ensure-packages --optional $(BENCH_TOOLS)
	@$(RELEASE) --product PathBench >&2
	@.ci/bench-reference $(REFERENCES)

# All figures, into files that are kept; of no use while the machine does anything else.
bench-record: $(BINARY) path-bench
	@.ci/ensure-packages --optional $(REPLAY_BENCH_TOOLS)
	@exec Tests/Tools/bench-record $(PATH_BENCH) $(BINARY) screenshots/bench $(BENCH_ARGS)

screenshots: $(BINARY)
	@.ci/ensure-packages --optional $(PICTURE_TOOLS)
	@.ci/screenshots $(BINARY) screenshots

install: $(BINARY)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/ndissect/themes" \
	  "$(DESTDIR)$(PREFIX)/share/ndissect/stacks"
	@install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/ndissect"
	@for kind in themes stacks; do \
	  test -d $$kind || continue; \
	  find $$kind -type f ! -name '.*' -exec install -m 644 -t \
	    "$(DESTDIR)$(PREFIX)/share/ndissect/$$kind" {} +; done
	@install -d $(MANUALS) "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	@$(BINARY) man >$(MANUALS)/ndissect.1
	@$(BINARY) --generate-completion-script bash >$(COMPLETIONS_BASH)
	@$(BINARY) --generate-completion-script zsh >$(COMPLETIONS_ZSH)
	@$(BINARY) --generate-completion-script fish >$(COMPLETIONS_FISH)
	@echo "installed $(DESTDIR)$(PREFIX)/bin/ndissect and $(DESTDIR)$(PREFIX)/share/ndissect"

uninstall:
	@rm -f "$(DESTDIR)$(PREFIX)/bin/ndissect"
	@rm -rf "$(DESTDIR)$(PREFIX)/share/ndissect"
	@rm -f $(MANUALS)/ndissect.1 $(COMPLETIONS_BASH) $(COMPLETIONS_ZSH) $(COMPLETIONS_FISH)

fuzz: swift packages
	@SWIFT="$(SWIFT)" .ci/fuzz "$(FUZZ)" "$(FUZZ_SECONDS)"

sanitize: swift test-packages
	@SWIFT="$(SWIFT)" .ci/sanitize "$(SANITIZE)"

# In a network namespace of its own, so that a cable to this host needs no root.
soak: swift test-packages
	@$(RELEASE) --product Soak >&2
	@.ci/soak "$$($(RELEASE) --show-bin-path)/Soak" --minutes $(SOAK_MINUTES) --seed $(SOAK_SEED)

clean:
	@rm -rf .build .build-check .build-fuzz .build-address .build-thread
