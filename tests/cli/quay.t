#!/bin/bash
# What the town has none of, through the verbs: texts, dates, durations, sets and parties; what is not in force; events and
# parameters that are planned, supposed, disputed.
. tests/lib.sh
quay=tests/cli/fixtures/quay.case

# ---- run, why ----
run "$REMIT" run $quay
like "$out" '^  An inspector came on 1 September 2021, October 2021 – The harbour master' 'a plan of dates'
like "$out" '^  A storm came: none, from 1 January 2021' 'a plan that nothing happens'
like "$out" '^  Next review: between 1 March 2022 and 30 June 2024; depends on the day it' 'a date that two facts leave open'
like "$out" 'which cannot be changed by the Crown' 'an immunity'
run "$REMIT" run --json $quay
like "$out" '"event": "visit", "on": \["2021-09-01", "2021-10"\]' 'dates that are planned, as JSON'
like "$out" '"event": "storm", "record": "none", "from": "2021-01-01", "until": "2021-02-01"' 'and a record'
like "$out" '"called": \{"certain": true, "value": "\\"Old Quay\\""' 'a text'
run "$REMIT" run --json $quay --set 'title is one of ("Old Quay", "New Quay")'
like "$out" '"called": \{"certain": false, "possible": \["\\"New Quay\\"", "\\"Old Quay\\""\]|"possible": \["\\"Old Quay\\"", "\\"New Quay\\""\]' 'a text known in part'
run "$REMIT" run $quay --set 'storm on 2021-05-01' --set 'limit is 9' --set 'visit none' --as-planned
like "$out" '^Supposed: limit is 9' 'a parameter supposed'
run "$REMIT" why $quay late --set 'storm on 2021-05-01' --set 'visit none'
like "$out" '1 May 2021 – supposed \[--set:1\]' 'an event supposed'
like "$out" 'the record does not say that there were no others' 'of a record that may have holes'
run "$REMIT" why $quay cheap --set dues=£300; like "$out" '£300 – supposed' 'a parameter supposed, in an argument'
run "$REMIT" why $quay fish_here; like "$out" 'this is not in force: it is from 1 January 2030' 'a right that is not in force yet'
run "$REMIT" why $quay bell; like "$out" 'This rule decides: not settled by the sources, in every other case' 'a rule that settles nothing'
run "$REMIT" why --json $quay wet --set 'storm complete'
like "$out" '"kind": "events"' 'events in an argument as JSON'

# ---- compare ----
run "$REMIT" compare $quay@2021-06-01 $quay@2019-08-01 --set state=good
like "$out" '^Supposed in both: state=good' 'what is supposed in both'
like "$out" '^  A storm came +at least 3 on record +none on record' 'events that differ'
like "$out" '^  The storms that raise a sign +3 +2' 'parameters'
export COLUMNS=24
run "$REMIT" compare $quay@2021-06-01 $quay@2019-08-01
unset COLUMNS
like "$out" '^    1 August 2019: 2$' 'where there is no room for a table, a list'
sed 's/case quay "The old harbour"  as at 2021-06-01/case other "The old harbour"  as at 2020-06-01/' $quay >"$SCRATCH/other.case"
cp tests/cli/fixtures/quay.remit "$SCRATCH"
run "$REMIT" compare $quay "$SCRATCH/other.case"
like "$out" '^The old harbour, 1 June 2021 beside The old harbour, 1 June 2020' 'two cases on two dates'

# ---- how ----
how() { run "$REMIT" how $quay "$@"; }
how 'fish_here is held'
like "$out" 'The rule is not in force on this date; it is from 1 January 2030' 'what is not in force yet'
like "$out" '^It comes about on 1 January 2030 if nothing changes' 'comes by time alone'
how 'lights.accountable is crown'; like "$out" 'it was until 31 December' 'and what is no longer never does'
how 'deep is met'; like "$out" 'Its depth: at least 4 \(now between 3 and 5\)' 'a range is narrowed'
how 'per_berth > £300'; exits 0 'of a quotient'
how 'next_review > 2025-01-01'; like "$out" '[Tt]he lease' 'of a sum of a date and a duration'
how 'how_long > 6 years'; like "$out" 'None of the changes' 'of months and days together, which are never certain'
how 'called is "New Quay"'; like "$out" 'New Quay' 'of a text'
how 'callers includes guild'; like "$out" '[Ii]ts owners' 'of a set of parties'
how 'who is crown'; like "$out" '[Tt]he keeper: the Crown' 'of a party'
how 'best is grain'; like "$out" '[Tt]he main cargo: grain' 'of a member'
how 'not cheap'; like "$out" 'the rules, and what is on record until then,' 'no fact changes a parameter'
how 'share_of > 9%'; like "$out" '[Tt]he share of dues' 'of a percentage'

# ---- whatif, sweep, timeline ----
run "$REMIT" whatif $quay --set dues=£300 --set limit=9
like "$out" 'Cheap' 'parameters moved'
run "$REMIT" whatif --json $quay --set 'storm on 2021-05-01' --set limit=1 --set state=poor
exits 0 'as JSON'
run "$REMIT" sweep $quay opened=2015-01-01..2020-01-01; like "$out" 'The day it opened' 'a date swept'
run "$REMIT" sweep $quay income=£0..£5000; like "$out" '^  Per berth' 'an amount'
run "$REMIT" sweep $quay tax=0%..50%; exits 0 'a percentage'
run "$REMIT" sweep $quay 'lease=1 year..9 years'; like "$err" '`lease` has no order to move along' 'a duration has no order'
run "$REMIT" timeline $quay; like "$out" '[Tt]he lights' 'periods'
run "$REMIT" timeline --format json $quay; like "$out" '"not in force"' 'with what is not in force'
finish
