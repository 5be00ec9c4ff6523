#!/bin/bash
# Every step of the tutorial, run as its reader runs it; and `remit new`, with which it begins.
. tests/lib.sh
case "$REMIT" in /*) ;; *) REMIT=$PWD/$REMIT ;; esac
HERE=$PWD
cd "$SCRATCH" || exit 1

run python3 "$HERE/tests/replay.py" "$REMIT" "$HERE/examples/tutorial/README.md" "$SCRATCH"
exits 0 'the tutorial shows what its reader will see'
[ "$status" = 0 ] || tap_say 'it shows' "$out"
like "$out" '^ok 8' 'all its steps'
if [ -x "$HERE/build/check/tests/test_argument" ]; then
  run env REMIT_CASES="$SCRATCH" REMIT_TRIALS=0 "$HERE/build/check/tests/test_argument"
  exits 0 'each of its arguments is a sufficient set'
else
  skip 'each of its arguments is a sufficient set' 'build/check/tests/test_argument is not built'
fi

mkdir new && cd new || exit 1
run "$REMIT" new our_trust
exits 0 'new'
is "$(ls | tr '\n' ' ')" 'our_trust.case our_trust.remit our_trust_scenarios.remit ' 'three files'
run "$REMIT" check .
exits 0 'they are sound'
like "$out" 'no errors, no warnings' 'without a warning'
run "$REMIT" fmt --check our_trust.remit our_trust.case our_trust_scenarios.remit
exits 0 'in the canonical layout'
run "$REMIT" test our_trust_scenarios.remit
exits 0 'the scenarios pass'
run "$REMIT" run our_trust.case --fail-on gap,breached,conflict,disputed,raised,error,unsettled
exits 0 'the case has no finding'
echo mine >our_trust.case
rm our_trust.remit
run "$REMIT" new our_trust
exits 2 'a file that is there is not written over'
is "$(cat our_trust.case)" mine 'and stays as it was'
is "$(ls our_trust.remit 2>&1)" "ls: cannot access 'our_trust.remit': No such file or directory" 'nothing else is written'
for name in Trust 9lives our-trust ../up duty ''; do
  run "$REMIT" new "$name"
  exits 2 "no name: '$name'"
done
mkdir closed && chmod a-w closed && cd closed || exit 1
if [ "$(id -u)" != 0 ]; then
  run "$REMIT" new x
  exits 2 'a folder that cannot be written'
fi
finish
