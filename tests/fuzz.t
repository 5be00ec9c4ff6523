#!/usr/bin/env bash
# Every fuzz target on its seeds (and the library): the same inputs each time, so that nothing fails by chance; `make fuzz TARGET=... SECONDS=...` for long ones. Needs clang with libFuzzer.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
targets=$(cd tests/fuzz && ls *.c | sed 's/\.c$//' | grep -v '^heap$')
if ! echo 'int LLVMFuzzerTestOneInput(const char *a, unsigned long b) { (void)a; (void)b; return 0; }' |
     clang -x c -fsanitize=fuzzer,address - -o build/fuzz-probe 2> /dev/null; then
  for target in $targets; do skip "fuzz: $target" 'needs clang and libclang-rt-14-dev'; done
  finish
  exit
fi
make -s $(for target in $targets; do echo build/fuzz/targets/$target; done) > build/fuzz.log 2>&1 || cat build/fuzz.log
for target in $targets; do
  rm -rf build/fuzz/corpus/"$target"
  out=$(tests/fuzz/run "$target" 0x 2>&1)
  is "$?" 0 "fuzz: $target"
done
finish
