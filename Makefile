# Remit. `make help` lists the targets. One Makefile, not recursive; everything made stands in build/.

VERSION := 0.1.0
PREFIX  ?= /usr/local
BUILD   ?= gc

# All cores, unless the caller says how many.
ifeq ($(MAKELEVEL)$(filter -j% --jobs%,$(MAKEFLAGS)),0)
MAKEFLAGS += --jobs=$(shell nproc)
endif

# Debian packages that each target needs and may install.
DEMO_PACKAGES  := gcc libc6-dev make flex bison libgc-dev libmd-dev libedit-dev libedit2
TEST_PACKAGES  := $(DEMO_PACKAGES) libcmocka-dev perl python3 python3-jsonschema pkg-config tmux clang libclang-rt-14-dev neovim valgrind
ASSURANCE_PACKAGES := $(TEST_PACKAGES) pypy3 gcovr cppcheck clang-tidy
BENCH_PACKAGES := $(DEMO_PACKAGES) python3 hyperfine

# gc: the program. stress: the same, but it collects all the time. check: malloc under ASan and UBSan. plain: malloc
# alone, for valgrind. fuzz: check once more, by clang, for libFuzzer. cover: gc, counting what is run.
VARIANTS := gc stress check plain fuzz cover

CC       ?= cc
CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
LANGUAGE  = -std=gnu11 -D_GNU_SOURCE -Isrc -Iinclude -I$(OUT)/grammar -DREMIT_VERSION='"$(VERSION)"'
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

FLAGS_gc     := $(CFLAGS) $(HARDEN)
FLAGS_stress := -O1 -g -DMEM_STRESS -DMEM_POOL_SINGLE
FLAGS_check  := -O1 -g -DMEM_POOL_SINGLE $(SANITIZE)
CC_fuzz      := clang
# What UBSan finds traps, and build/remit-check says it in words: smaller code, a tenth faster.
FLAGS_fuzz   := -O2 -g -DMEM_POOL_SINGLE $(SANITIZE) -fsanitize-trap=undefined -fsanitize-address-use-after-return=never \
                -fsanitize-coverage=inline-8bit-counters,pc-table
FLAGS_plain  := -O1 -g -DMEM_POOL_SINGLE
FLAGS_cover  := -O0 -g --coverage -fprofile-update=atomic -include tests/house/cover.h

# libgc and libmd (with its SHA-256) are linked from their archives: no shared library but the C library to load at each start.
LINK_gc      := -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LINK_check   := $(SANITIZE)
LINK_cover   := --coverage
LIBS_gc      := -l:libgc.a -l:libmd.a -lpthread
LIBS_stress  := $(LIBS_gc)
LIBS_check   := -l:libmd.a -lpthread
LIBS_plain   := $(LIBS_check)
LIBS_fuzz    := $(LIBS_check)
LIBS_cover   := $(LIBS_gc)

# The heap that a variant does not have.
OMIT_gc     := src/base/mem_check.c
OMIT_stress := src/base/mem_check.c
OMIT_check  := src/base/mem_gc.c
OMIT_plain  := src/base/mem_gc.c
OMIT_fuzz   := src/base/mem_gc.c
OMIT_cover  := src/base/mem_check.c

# FLOORS="base source" makes a library of these folders of src/ alone, in a folder of its own.
ifdef FLOORS
OUT     := build/$(subst $() ,+,$(strip $(FLOORS)))
SOURCES := $(foreach floor,$(FLOORS),$(wildcard src/$(floor)/*.c))
else
OUT     := build
SOURCES := $(filter-out $(wildcard src/cli/*.c),$(wildcard src/*/*.c))
endif
CLI     := $(wildcard src/cli/*.c)
ifneq ($(filter syntax,$(FLOORS))$(if $(FLOORS),,all),)
GRAMMAR := $(patsubst grammar/%.y,$(OUT)/grammar/%.tab.c,$(wildcard grammar/*.y)) \
           $(patsubst grammar/%.l,$(OUT)/grammar/%.lex.c,$(wildcard grammar/*.l))
endif
GENERATED := $(GRAMMAR:.c=.h)
UNIT      := $(or $(TESTS),$(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c)))
SCRIPTS   := tests/floors $(wildcard tests/*.t tests/*/*.t)
varied     = $(patsubst tests/%,$(OUT)/$(1)/run/%,$(shell grep -lE '^. variants:.* $(1)\b' /dev/null $(wildcard tests/*.t tests/*/*.t)))
PROVE     := CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' --jobs 2 --timer

SUFFIX_stress := -stress
SUFFIX_check  := -check
SUFFIX_plain  := -plain
SUFFIX_fuzz   := -fuzz
SUFFIX_cover  := -cover

# `make V=1` shows whole commands.
run = $(if $(V),,@printf '%-6s %s\n' $(1) $@;)

.PHONY: all help demo test unit bench fuzz fuzz-seeds install clean bench-peers FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(OUT)/remit$(SUFFIX_$(BUILD)) $(OUT)/$(BUILD)/libremit.a $(if $(filter gc,$(BUILD)),$(OUT)/libremit.a)

help:
	@echo 'make            build/remit and build/libremit.a'
	@echo 'make demo       installs what is missing where it may, builds, and runs an example'
	@echo 'make test       the same, and runs every test'
	@echo 'make unit       the unit tests alone, on the check and the stress build; TESTS="test_mem test_text" chooses'
	@echo 'make bench      measures; make bench-peers also the C floor and other tools found on the machine'
	@echo 'make coverage   which lines and branches of src/ the tests run; fails below 95 and 85 in a hundred'
	@echo 'make fuzz       looks for trouble: TARGET=$(subst $() ,|,$(FUZZERS)) SECONDS=60'
	@echo 'make analyze    gcc -fanalyzer, clang-tidy and cppcheck over src/; make valgrind: every verb and the unit tests'
	@echo 'make assurance  the long forms of all that looks for trouble; EACH=60 seconds of each fuzz target, TRIPLES=100000'
	@echo 'make differential  against the second evaluator: N=10000 SEED=1'
	@echo 'make install    to PREFIX ($(PREFIX)), below DESTDIR'
	@echo 'make clean      removes build/'
	@echo 'BUILD=$(subst $() ,|,$(VARIANTS)) chooses the variant: build/remit, build/remit-stress and so on.'
	@echo 'FLOORS="base source" takes these folders of src/ alone into the library.'

# The rules of one variant: objects, library, program, unit tests.
define variant
OBJECTS_$(1) := $$(patsubst %.c,$(OUT)/$(1)/%.o,$$(filter-out $$(OMIT_$(1)),$$(SOURCES)) $$(GRAMMAR:$(OUT)/%=%))
CLI_$(1)     := $$(patsubst %.c,$(OUT)/$(1)/%.o,$$(CLI))

$(OUT)/$(1)/src/%.o: src/%.c Makefile | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(call run,CC)$$(or $$(CC_$(1)),$$(CC)) $$(LANGUAGE) $$(WARNINGS) $$(FLAGS_$(1)) -MMD -MP -c -o $$@ $$<

$(OUT)/$(1)/grammar/%.o: $(OUT)/grammar/%.c Makefile | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(call run,CC)$$(or $$(CC_$(1)),$$(CC)) $$(LANGUAGE) -Wall $$(FLAGS_$(1)) -MMD -MP -c -o $$@ $$<

# Changes when the list of objects does, so that no archive keeps a member that is gone.
$(OUT)/$(1)/objects: FORCE
	@mkdir -p $$(@D)
	@echo '$$(OBJECTS_$(1))' | cmp -s - $$@ || echo '$$(OBJECTS_$(1))' > $$@

$(OUT)/$(1)/libremit.a: $$(OBJECTS_$(1)) $(OUT)/$(1)/objects
	@rm -f $$@
	$$(call run,AR)ar rcs $$@ $$(OBJECTS_$(1))

$(OUT)/remit$$(SUFFIX_$(1)): $$(CLI_$(1)) $(OUT)/$(1)/libremit.a
	$$(call run,LINK)$$(CC) $$(FLAGS_$(1)) $$(LINK_$(1)) -o $$@ $$^ $$(LIBS_$(1))

$(OUT)/$(1)/tests/%: tests/unit/%.c $(OUT)/$(1)/libremit.a Makefile
	@mkdir -p $$(@D)
	$$(call run,CC)$$(or $$(CC_$(1)),$$(CC)) $$(LANGUAGE) -Wall -Wextra -Itests/unit $$(FLAGS_$(1)) $$(LINK_$(1)) -MMD -MP -o $$@ $$< $(OUT)/$(1)/libremit.a -lcmocka $$(LIBS_$(1))

# A script of tests/ again, with this variant as the program.
$(OUT)/$(1)/run/%: tests/%
	@mkdir -p $$(@D)
	@printf '#!/bin/sh\nREMIT=%s exec %s\n' $(OUT)/remit$$(SUFFIX_$(1)) $$< > $$@
	@chmod +x $$@

-include $$(OBJECTS_$(1):.o=.d) $$(CLI_$(1):.o=.d) $$(UNIT:%=$(OUT)/$(1)/tests/%.d)
endef
$(foreach v,$(VARIANTS),$(eval $(call variant,$(v))))

$(OUT)/libremit.a: $(OUT)/gc/libremit.a
	$(call run,COPY)cp $< $@

$(OUT)/grammar/%.tab.c $(OUT)/grammar/%.tab.h: grammar/%.y
	@mkdir -p $(@D)
	$(call run,BISON)bison -Wall -Werror --output=$(OUT)/grammar/$*.tab.c --header=$(OUT)/grammar/$*.tab.h $<

$(OUT)/grammar/%.lex.c $(OUT)/grammar/%.lex.h: grammar/%.l
	@mkdir -p $(@D)
	$(call run,FLEX)flex --outfile=$(OUT)/grammar/$*.lex.c --header-file=$(OUT)/grammar/$*.lex.h $<

# Installs the packages of a list when some are missing: as root, or by sudo where it asks for no password.
$(OUT)/packages-%: Makefile
	@mkdir -p $(@D)
	@tests/house/packages $($(shell echo $* | tr a-z A-Z)_PACKAGES)
	@touch $@

demo: $(OUT)/packages-demo
	@$(MAKE) --no-print-directory all
	build/remit run examples/doncaster.case

unit: $(foreach v,check stress,$(UNIT:%=$(OUT)/$(v)/tests/%))
	@$(PROVE) $^

# What the tests run of src/, on a build that counts: see tests/house/coverage. Left out is what has no program to count.
COVERED := $(filter-out tests/fuzz.t tests/growth.t tests/laws.t tests/hardening.t tests/install.t tests/editors.t,$(wildcard tests/*.t tests/cli/*.t))

# From nothing: notes of sources that are gone, or have moved, would be merged with those that are there. The last figure is how
# many lines may be run by no test and have no reason: those still to be tested; it only goes down.
coverage: $(OUT)/packages-assurance
	@rm -rf $(OUT)/cover
	@$(MAKE) --no-print-directory coverage-now

.PHONY: coverage coverage-now
coverage-now: all $(OUT)/remit-cover $(OUT)/remit-check $(UNIT:%=$(OUT)/cover/tests/%)
	@mkdir -p $(OUT)/coverage
	@find $(OUT)/cover -name '*.gcda' -delete
	@REMIT=$(OUT)/remit-cover $(PROVE) $(COVERED) $(UNIT:%=$(OUT)/cover/tests/%)
	@gcovr --gcov-ignore-parse-errors --root . --filter src/ $(OUT)/cover/src --json $(OUT)/coverage/gcovr.json
	@tests/house/coverage $(OUT)/coverage/gcovr.json $(OUT)/coverage 95 85 10

test: $(OUT)/packages-test
	@$(MAKE) --no-print-directory test-now

.PHONY: test-now
test-now: all $(foreach v,check stress,$(OUT)/remit$(SUFFIX_$(v)) $(UNIT:%=$(OUT)/$(v)/tests/%) $(call varied,$(v)))
	@$(PROVE) $(foreach v,check stress,$(UNIT:%=$(OUT)/$(v)/tests/%)) $(SCRIPTS) $(foreach v,check stress,$(call varied,$(v))) $(LONG)

# Programs that tests and measurements talk to: tests/bench, tests/oracle, tests/laws.
$(OUT)/gc/%: tests/%.c $(OUT)/gc/libremit.a Makefile
	@mkdir -p $(@D)
	$(call run,CC)$(CC) $(LANGUAGE) -Wall -Wextra $(FLAGS_gc) $(LINK_gc) -MMD -MP -o $@ $< $(OUT)/gc/libremit.a $(LIBS_gc)

bench: $(OUT)/packages-bench
	@$(MAKE) --no-print-directory all $(patsubst tests/%.c,$(OUT)/gc/%,$(wildcard tests/bench/*.c))
	@set -e; for script in $(sort $(wildcard tests/bench/*.sh)); do echo "# $$script"; $$script; done

# make fuzz TARGET=rules SECONDS=60: tests/fuzz/TARGET.c, with its seeds and dictionary; what it finds stays in build/fuzz.
TARGET  ?= rules
SECONDS ?= 60
FUZZERS := $(filter-out heap,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))

$(OUT)/fuzz/libcli.a: $(filter-out %/main.o,$(CLI_fuzz))
	@rm -f $@
	$(call run,AR)ar rcs $@ $^

# Without coverage: the heap is no path that an input takes.
$(OUT)/fuzz/heap.o: tests/fuzz/heap.c tests/fuzz/fuzz.h
	@mkdir -p $(@D)
	$(call run,CC)clang $(LANGUAGE) -Wall -Wextra -O2 -g -fsanitize=address -c -o $@ $<

$(OUT)/fuzz/targets/%: tests/fuzz/%.c tests/fuzz/case.c tests/fuzz/*.h $(OUT)/fuzz/heap.o $(OUT)/fuzz/libcli.a $(OUT)/fuzz/libremit.a
	@mkdir -p $(@D)
	$(call run,CC)clang $(LANGUAGE) -Itests/fuzz $(FLAGS_fuzz) -fsanitize=fuzzer -o $@ $< $(OUT)/fuzz/heap.o $(OUT)/fuzz/libcli.a $(OUT)/fuzz/libremit.a $(LIBS_fuzz)

fuzz: $(OUT)/fuzz/targets/$(TARGET)
	@tests/fuzz/run $(TARGET) $(SECONDS)

# make fuzz-seeds TARGET=rules, after campaigns: what they came upon, cut down to the seeds in the tree.
fuzz-seeds: $(OUT)/fuzz/targets/$(TARGET)
	@tests/fuzz/choose $(TARGET)

bench-peers: $(OUT)/packages-bench
	@$(MAKE) --no-print-directory all
	python3 tests/bench/batch.py --peers

# The long forms of the tests; tests/README.md says what each is for, and keeps the figures last seen.
EACH    ?= 60
TRIPLES ?= 100000
CPPCHECK := cppcheck --enable=warning,portability,performance --inline-suppr --quiet --error-exitcode=1 --std=c11 \
            -D_Noreturn='__attribute__((noreturn))' -D_GNU_SOURCE -DREMIT_VERSION='"x"' -Isrc -Iinclude -I$(OUT)/grammar \
            --suppress=missingInclude

ANALYZED := $(wildcard src/*/*.c)

$(OUT)/analyze/%.gcc: src/%.c $(wildcard src/*/*.h) | $(GENERATED)
	@mkdir -p $(@D)
	$(call run,GCC)$(CC) -fanalyzer -Werror $(LANGUAGE) $(or $(ANALYZE),-O0) -c -o $@ $<

# Vector steps that are always inlined stand four times in one function: a minute as written, a second once simplified.
$(OUT)/analyze/batch/numbers.gcc: ANALYZE := -O1

$(OUT)/analyze/%.clang: src/%.c $(wildcard src/*/*.h) .clang-tidy | $(GENERATED)
	@mkdir -p $(@D)
	$(call run,CLANG)clang-tidy --quiet $< -- $(LANGUAGE) 2> /dev/null
	@touch $@

$(OUT)/analyze/cppcheck: $(ANALYZED) $(wildcard src/*/*.h) | $(GENERATED)
	@mkdir -p $(@D)
	$(call run,CPP)$(CPPCHECK) src
	@touch $@

# Reads all of src/ with three tools: gcc -fanalyzer, clang-tidy (.clang-tidy says what is off, and why) and cppcheck.
.PHONY: analyze valgrind variants assurance
analyze: $(OUT)/analyze/cppcheck $(foreach tool,gcc clang,$(ANALYZED:src/%.c=$(OUT)/analyze/%.$(tool)))

valgrind: $(OUT)/remit-plain $(UNIT:%=$(OUT)/plain/tests/%)
	@tests/house/valgrind $(OUT)/remit-plain $(UNIT:%=$(OUT)/plain/tests/%)

# Every script on the check and the stress build, also those that `make test` runs on the release build alone.
variants: all $(foreach v,check stress,$(OUT)/remit$(SUFFIX_$(v)))
	@set -e; for v in check stress; do echo "# remit-$$v"; REMIT=$(OUT)/remit-$$v $(PROVE) $(filter-out tests/faults.t,$(COVERED)); done

assurance: all $(OUT)/remit-check $(OUT)/remit-plain $(OUT)/gc/oracle/answer $(OUT)/gc/tests/test_argument $(OUT)/gc/tests/test_timeline $(OUT)/gc/laws/layout $(OUT)/gc/laws/narrow $(OUT)/gc/laws/readers
	tests/limits.t 1000 10000 100000 1000000 10000000
	tests/faults.t 5000
	tests/growth.t 1000
	tests/boundaries.t 50000
	$(ORACLE) --count $(TRIPLES)
	REMIT_DATES=20 REMIT_TRIALS=5000 $(OUT)/gc/tests/test_argument
	REMIT_TRIALS=3000 $(OUT)/gc/tests/test_timeline
	tests/laws/layout.py --count $(TRIPLES) | $(OUT)/gc/laws/layout
	tests/laws/narrow.py --inputs $(TRIPLES)
	tests/laws/readers.py --count $(TRIPLES)
	$(MAKE) --no-print-directory analyze valgrind variants coverage
	set -e; for target in $(FUZZERS); do $(MAKE) --no-print-directory fuzz TARGET=$$target SECONDS=$(EACH); done

# The program against tests/oracle, on N random triples of rules, case and date; several times as fast with pypy3.
N      ?= 100000
SEED   ?= 1
ORACLE := $(or $(shell command -v pypy3),python3) tests/oracle/differential.py --seed $(SEED) --jobs 2 --progress

.PHONY: differential
differential: $(OUT)/gc/oracle/answer
	@$(ORACLE) --count $(N)

install: all
	install -D -m 755 $(OUT)/remit $(DESTDIR)$(PREFIX)/bin/remit
	install -D -m 644 $(OUT)/libremit.a $(DESTDIR)$(PREFIX)/lib/libremit.a
	install -D -m 644 include/remit.h $(DESTDIR)$(PREFIX)/include/remit.h
	install -d $(DESTDIR)$(PREFIX)/share/remit/rules $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 644 $(wildcard rules/*.remit) $(DESTDIR)$(PREFIX)/share/remit/rules
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' include/remit.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/remit.pc
	$(OUT)/remit help --man | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/man/man1/remit.1
	$(OUT)/remit help --completion bash | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/bash-completion/completions/remit
	$(OUT)/remit help --completion zsh | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_remit
	$(OUT)/remit help --completion fish | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/remit.fish

clean:
	rm -rf build
