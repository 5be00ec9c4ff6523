#!/usr/bin/env bash
# Every fuzz target on its seeds and 2,000 inputs bred from them: the same ones each time, so that nothing fails by chance;
# `make fuzz TARGET=... SECONDS=...` for long ones. Needs clang with libFuzzer.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
# What the lexer has a pattern for by name, and the dictionary has not: words stand there with a space behind them.
words_missing() {
  sed -n '/^%%$/,/^%%$/p' grammar/remit.l | LC_ALL=C grep '^"' | sed 's/ *{ *return.*//' | LC_ALL=C grep -o '"[^"]*"' |
    LC_ALL=C grep -x '"[!-~]*"' | while read -r word; do
      grep -qxF -e "$word" -e "${word%\"} \"" tests/fuzz/dictionaries/remit.dict || echo "$word"
    done
}
is "$(words_missing)" '' 'fuzz: every word and operator of the lexer stands in the dictionary'
targets=$(cd tests/fuzz && ls *.c | sed 's/\.c$//' | grep -v '^heap$')
if ! echo 'int LLVMFuzzerTestOneInput(const char *a, unsigned long b) { (void)a; (void)b; return 0; }' |
     clang -x c -fsanitize=fuzzer,address - -o build/fuzz-probe 2> /dev/null; then
  for target in $targets; do skip "fuzz: $target" 'needs clang and libclang-rt-14-dev'; done
  finish
  exit
fi
make -s $(for target in $targets; do echo build/fuzz/targets/$target; done) > build/fuzz.log 2>&1 || cat build/fuzz.log
for target in $targets; do
  out=$(tests/fuzz/run "$target" 2000x 2>&1)
  is "$?" 0 "fuzz: $target"
done
finish
