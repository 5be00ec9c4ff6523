#!/usr/bin/env bash
# The rule library, its cases and scenarios, and the language's own: checked without a warning, and all passing.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
remit=${REMIT:-build/remit}

out=$($remit check rules examples tests/scenarios 2>&1)
is "$?" 0 'rules, cases and scenarios check'
like "$out" 'no errors, no warnings' '... without a warning'
$remit fmt --check rules examples tests/scenarios tests/language > /dev/null
is "$?" 0 'everything is in the canonical layout'
out=$($remit test tests/scenarios 2>&1)
is "$?" 0 'every scenario of the library passes'
like "$out" '[0-9]{3} passed|[0-9]{3} scenarios: [0-9]{3} passed' '... hundreds of them'
out=$($remit test tests/language 2>&1)
is "$?" 0 'every scenario of the language passes'
for case in examples/*.case; do
  $remit run "$case" > /dev/null 2>&1
  is "$?" 0 "runs: $case"
done
if [ -x ../shared/tools/domain-coverage ]; then
  out=$(../shared/tools/domain-coverage . | tail -1)
  is "$out" 'encoded: 679 of 679' 'every row of the domain brief is encoded or excused'
else
  skip 'every row of the domain brief is encoded or excused' 'needs ../shared'
fi
finish
