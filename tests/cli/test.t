#!/bin/bash
# `remit test`: which scenarios, what is told of them, in which form.
# variants: check stress
. tests/lib.sh

folder=$SCRATCH/rules
mkdir "$folder"
cp tests/cli/fixtures/town.remit tests/cli/fixtures/town.case "$folder"
cat >"$folder/good.remit" <<'END'
module good
use town
scenario "The department approves an ending"
  case "town.case" as at 2021-06-01
  expect approve_ending is held because direction
  expect approve_ending is held because operational as stated
  expect social_care.delivers is trust because operational
  expect board_members is unknown
  expect turnover is raised because churn
  expect concern is inadequate because turnover
  expect receive_reports is held as opinion
  expect concern is inadequate because churn_limit
scenario "Reasons for what is not so"
  case "town.case" as at 2021-06-01
  given operational is no
  given board_size is 11
  expect social_care.delivers is council because operational
  expect approve_ending is not held because operational
  expect board_members is not applicable because operational
scenario "Reasons of a check"
  case "town.case" as at 2021-06-01
  given board_size is 11
  expect board_members is breached because board_size
  expect (board_members is breached and turnover is raised) because director_change
END
cat >"$folder/wrong.remit" <<'END'
module wrong
use town
scenario "A wrong # expectation"
  case "town.case" as at 2021-06-01
  expect approve_ending is not held
scenario "An open one"
  case "town.case" as at 2021-06-01
  expect board_members is met
scenario "Other reasons & \"bases\""
  case "town.case" as at 2021-06-01
  expect approve_ending is held because ofsted
  expect receive_reports is held as stated
scenario "A right one"
  case "town.case" as at 2021-06-01
  expect approve_ending is held
END

run "$REMIT" test "$folder/good.remit"
exits 0 'scenarios that pass'
is "$out" '3 scenarios: 3 passed' 'one line in all'
run "$REMIT" test "$folder/good.remit" -v
like "$out" '^passed  The department approves an ending  \(.*good.remit:3\)$' '-v lists them'

run "$REMIT" test "$folder/wrong.remit"
exits 1 'one that fails'
is "$out" "failed  A wrong # expectation  ($folder/wrong.remit:3)
    expected  approve_ending is not held   (line 5)
    got       approve_ending is held
    decided   \`when direction and operational\` ($folder/town.remit:56): direction is yes ($folder/town.case:9)
failed  An open one  ($folder/wrong.remit:6)
    expected  board_members is met   (line 8)
    got       board_members is unknown
    decided   \`must board_size is between 7 and 10\` ($folder/town.remit:78): board_size is 8.. ($folder/town.case:14)
failed  Other reasons & \"bases\"  ($folder/wrong.remit:9)
    expected  approve_ending is held because ofsted   (line 11)
    got       it holds, but not because of that: approve_ending is held
    decided   \`when direction and operational\` ($folder/town.remit:56): direction is yes ($folder/town.case:9)
    expected  receive_reports is held as stated   (line 12)
    got       it holds, but as opinion: receive_reports is held
    decided   \`when operational\` ($folder/town.remit:65): operational is yes ($folder/town.case:10)
4 scenarios: 1 passed, 3 failed" 'expected, got, and the step at which it was decided'

run "$REMIT" test "$folder"
exits 1 'a folder'
like "$out" '^7 scenarios: 4 passed, 3 failed$' 'all files of it'
run "$REMIT" test "$folder" --filter "a RIGHT"
exits 0 '--filter by title, whatever the case of letters'
is "$out" '1 scenario: 1 passed' 'only those'
run "$REMIT" test "$folder" --filter good.remit
is "$out" '3 scenarios: 3 passed' '--filter by file'
run "$REMIT" test "$folder" --filter nothing_of_the_kind
exits 2 'a filter that leaves nothing'
like "$err" 'no scenario has `nothing_of_the_kind` in its title or file; 7 have not' 'says so'
run "$REMIT" test "$folder" --fail-fast
exits 1 '--fail-fast'
like "$out" '^7 scenarios: 3 passed, 1 failed, 3 not run$' 'stops at the first'

run "$REMIT" test "$folder/wrong.remit" --tap
exits 1 '--tap'
like "$out" '^1\.\.4$' 'has a plan'
like "$out" '^not ok 1 - A wrong \\# expectation$' 'a number sign is escaped'
like "$out" '^    expected  approve_ending is not held   \(line 5\)$' 'tells what failed'
like "$out" '^ok 4 - A right one$' 'and what passed'
run prove --exec "$REMIT test --tap" "$folder/good.remit"
exits 0 'prove reads it'
run prove --exec "$REMIT test --tap" "$folder/wrong.remit"
exits 1 'also failures'
like "$out" 'Failed 3/4 subtests' 'as they are'

run "$REMIT" test "$folder" --junit "$SCRATCH/out.xml"
exits 1 '--junit'
cat >"$SCRATCH/junit.py" <<'END'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
print(root.tag, root.get("tests"), root.get("failures"))
for suite in root:
    print(suite.get("name").rsplit("/", 1)[-1], suite.get("tests"), suite.get("failures"))
for case in root.iter("testcase"):
    print(case.get("classname"), case.get("line"), case.get("name"), len(case))
END
run python3 "$SCRATCH/junit.py" "$SCRATCH/out.xml"
is "$out" 'testsuites 7 3
good.remit 3 0
wrong.remit 4 3
good 3 The department approves an ending 0
good 13 Reasons for what is not so 0
good 20 Reasons of a check 0
wrong 3 A wrong # expectation 1
wrong 6 An open one 1
wrong 9 Other reasons & "bases" 1
wrong 13 A right one 0' 'an XML parser reads it'
run "$REMIT" test "$folder/good.remit" --junit "$SCRATCH/nowhere/out.xml"
exits 2 'a file that cannot be written'

run "$REMIT" test "$folder/wrong.remit" --json
exits 1 '--json'
cp "$SCRATCH/.out" "$SCRATCH/out.json"
run python3 -c 'import json,sys; r=json.load(open(sys.argv[1])); print(r["verb"], r["passed"], r["failed"], r["not_run"], [s["passed"] for s in r["scenarios"]], r["scenarios"][2]["failures"][1]["got"])' "$SCRATCH/out.json"
is "$out" 'test 1 3 0 [False, False, False, True] it holds, but as opinion: receive_reports is held' 'says the same'

run "$REMIT" test "$folder/town.remit"
exits 2 'no scenario in a file is an error'
like "$err" 'there is no scenario in' 'that says so'
mkdir "$SCRATCH/empty"
run "$REMIT" test "$SCRATCH/empty"
exits 2 'no scenario in a folder, too'
run "$REMIT" test "$folder/none.remit"
exits 2 'a file that is not there'
printf 'module m\nuse town\nscenario "x" as at 2021-01-01\n  expect nothing_known\nscenario "y" as at 2021-01-01\n  given operational is yes\n  expect end_contract is held\n' >"$folder/m.remit"
run "$REMIT" test "$folder/m.remit"
exits 3 'a scenario with a mistake'
like "$err" 'R0201' 'is told'
is "$out" '1 scenario: 1 passed' 'and the others run'
for pair in '--tap --coverage' '--coverage --mutate' '--fail-under=90' '--annotate' '--of=x' '--tap --json'; do
  run "$REMIT" test "$folder/good.remit" $pair
  exits 2 "what does not go together: $pair"
done

# The same bytes in whatever number of workers.
for i in $(seq 100); do printf 'scenario "%s"\n  as at 2021-01-01\n  given operational is %s\n  expect end_contract is held\n' "$i" "$([ $((i % 7)) = 0 ] && echo no || echo yes)"; done |
  cat <(printf 'module many\nuse town\n') - >"$folder/many.remit"
run "$REMIT" test "$folder/many.remit" -v
all=$out
run taskset -c 0 "$REMIT" test "$folder/many.remit" -v
is "$out" "$all" 'one core or several: the same, in order'
run "$REMIT" test "$folder/many.remit" --fail-fast
like "$out" '^100 scenarios: 6 passed, 1 failed, 93 not run$' '--fail-fast stops at the first in order'
printf 'module twice\nfact n : count\nscenario "x" as at 2020-01-01\n  given n is 5\n  expect n is 6 or n is 7\n' >"$SCRATCH/twice.remit"
run "$REMIT" test "$SCRATCH/twice.remit"
is "$(grep -c 'got  *n is 5' <<<"$out")" 1 'what is read twice is told once'
finish
