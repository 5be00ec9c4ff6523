#!/bin/bash
# variants: check stress
. tests/lib.sh
here=tests/cli/fixtures

run "$REMIT" test $here
exits 0 'a folder of scenarios that pass'
is "$out" '2 scenarios: 2 passed' 'one line'
run "$REMIT" test -v $here/town_scenarios.remit
like "$out" '^passed  Without a direction it does not ' '-v names those that pass'

cp $here/town.remit $here/town.case "$SCRATCH"
cat > "$SCRATCH/s.remit" <<'R'
module s
use town
scenario "Wrong in three ways"
  case "town.case" as at 2021-08-01
  expect approve_ending is not held
  expect social_care.delivers is council
  expect cost > £3
scenario "For another reason" as at 2021-08-01
  case "town.case"
  given vacancy_rate is 10%
  expect turnover is raised because vacant
scenario "Right" as at 2021-08-01
  case "town.case"
  given churn_limit is 5
  expect turnover is raised because vacant
  expect turnover is raised because vacancy_rate
R
run "$REMIT" test "$SCRATCH"
exits 1 'scenarios that fail'
like "$out" 'failed  Wrong in three ways +\(.*s.remit:3\)' 'the title and its place'
like "$out" 'expected  approve_ending is not held +\(line 5\)' 'what was expected'
like "$out" 'got       approve_ending is held' 'what came instead'
like "$out" 'got       social_care.delivers is trust' 'of a role'
like "$out" 'got       cost is unknown' 'of a value'
like "$out" 'got       it holds, but for another reason: turnover is raised' 'the wrong reason'
like "$out" '^3 scenarios: 1 passed, 2 failed$' 'the sum'

echo 'module empty_one' > "$SCRATCH/e.remit"
mkdir "$SCRATCH/none"
run "$REMIT" test "$SCRATCH/none"
exits 2 'no scenario found is an error'
run "$REMIT" test $here/town.remit
exits 2 'also in a file'
like "$err" 'there is no scenario in' 'that says so'
is "$out" '' 'and nothing looks passed'

cat > "$SCRATCH/broken.remit" <<'R'
module broken
use town
scenario "No such case" case "nowhere.case" as at 2021-08-01 expect turnover is raised
R
run "$REMIT" test "$SCRATCH/broken.remit"
exits 2 'a case that cannot be read'
like "$err" 'nowhere.case' 'is named'
sed -i 's/nowhere/town/; s/turnover/turnovr/' "$SCRATCH/broken.remit"
run "$REMIT" test "$SCRATCH/broken.remit"
exits 3 'an unknown name'
like "$err" 'turnover' 'with the nearest'
finish
