#!/bin/bash
# variants: check
# remit how: what would bring a conclusion about, and what it says where nothing can.
. tests/lib.sh
case=tests/cli/fixtures/town.case

# ways CONDITION OPTION...: the statements of each way on a line, and the dates where they are not the case's own.
cat > "$SCRATCH/ways.py" <<'P'
import json, sys
how = json.load(sys.stdin)
for way in how["ways"]:
    print(" + ".join(c["statement"] for c in way["changes"]) + ("" if way["on"] == how["as_at"] else " -> " + way["on"]))
if how["by_time"]: print("time", how["by_time"])
if how["obstacle"]: print("obstacle", how["obstacle"])
P
ways() {
  run bash -c '"$@" | python3 '"$SCRATCH/ways.py" - "$REMIT" how --json $case "$@"
}

ways 'approve_ending is not held'
is "$out" 'direction is no from 2021-08-01
operational is no from 2021-08-01' 'a right: each fact alone'
ways 'social_care.delivers is council'
is "$out" 'operational is no from 2021-08-01' 'a role'
ways 'social_care.oversees is nobody'
is "$out" 'operational is no from 2021-08-01' 'nobody'
ways 'provide[early_help].delivers includes trust'
is "$out" 'in_scope includes early_help from 2021-08-01' 'a member of a set'
ways 'board_members is breached'
is "$out" 'board_size is 6 from 2021-08-01
board_size is 11 from 2021-08-01' 'a requirement: on both sides of what it allows'
ways 'cost > £100' --set places=4
is "$out" 'spend is £400.000003 from 2021-08-01' 'arithmetic, by bisection; what is supposed stays'
ways 'cost > £100 and vacancy_rate < 10%' --set spend=£500
is "$out" 'vacancy_rate is 9.9999% from 2021-08-01 + places is 1 from 2021-08-01' 'two changes together'
ways 'approve_ending is held and approve_ending is not held'
is "$out" 'obstacle tried' 'what cannot be'
ways 'start_on_time is breached'
is "$out" 'obstacle rules' 'what the past rules out'
ways 'ofsted is good'
is "$out" 'obstacle fixed' 'a fact that nobody can change'
ways 'today >= 2021-10-01 and operational'
like "$out" 'time 2021-10-01' 'what time alone brings'

run "$REMIT" how $case 'approve_ending is not held'
exits 0 'as text'
like "$out" 'A direction is in force: no \(now yes\) – decided by the Department' 'labels, what is so now, and who decides'
like "$out" 'every set of them was tried' 'how far it can be relied on'
run "$REMIT" how $case 'turnover is not raised' --set 'vacancy_rate=10%'
like "$out" 'record of events is left as it is: The director changed' 'events stay'
run "$REMIT" how $case 'concern is good and vacancy_rate < 15%'
unlike "$out" 'churn_limit|vacancy_rate:' 'no internal name in the text'
run "$REMIT" how $case 'board_members is met'
like "$out" 'between 7 and 10 \(now at least 8\)' 'a range in words'
run "$REMIT" how $case 'vacancy_rate < 15%'
like "$out" 'less than 15%' 'a threshold, not its neighbour'
run "$REMIT" how $case 'approve_ending is held'
exits 0 'so already'
like "$out" 'is so already' 'is said'
run "$REMIT" how $case 'approve_ending is not held' --format md
like "$out" '^#+ What would bring it about' 'Markdown'

# Each proposal is what `run` says too.
run "$REMIT" run $case --set 'direction is no from 2021-08-01' --json
like "$out" '"approve_ending": ?\{"status": ?"not held"' 'a proposal, run by hand'

run "$REMIT" how $case 'approve_endng is held'
exits 2 'no such conclusion'
like "$err" 'did you mean `approve_ending`' 'the nearest is named'
is "$out" '' 'and nothing on standard output'
run "$REMIT" how $case 'approve_ending is breached'
exits 2 'an impossible status'
like "$err" 'is said of a requirement' 'what it is said of'
run "$REMIT" how $case 'vacancy_rate'
exits 2 'no condition'
run "$REMIT" how $case ''
exits 2 'nothing asked'
run "$REMIT" how $case
exits 2 'one argument is too few'
run "$REMIT" how "$SCRATCH/nowhere.case" 'x is held'
exits 2 'no such case'
run "$REMIT" how $case 'approve_ending is held' --format csv
exits 2 'no CSV here'

# Beyond twenty things that matter only small sets are tried, and it says so.
{
  echo 'module wide "Wide"'
  for i in $(seq 1 24); do echo "fact f$i \"fact $i\" : yes/no"; done
  echo "define five \"Five\" when at least 5 of ($(seq -s ', ' -f 'f%g' 1 24))"
} > "$SCRATCH/wide.remit"
{
  echo 'case wide as at 2021-01-01'
  echo 'use wide'
  for i in $(seq 1 24); do echo "f$i is no"; done
} > "$SCRATCH/wide.case"
run "$REMIT" how "$SCRATCH/wide.case" 'five'
exits 5 'a limit was reached'
like "$(tr '\n' ' ' <<<"$out")" 'For up to 20 every set of changes is tried; here only those of up to 3 were' 'and is stated'
run "$REMIT" how "$SCRATCH/wide.case" 'five' --set f1=yes --set f2=yes
exits 0 'within the limit'
like "$out" 'Three changes together' 'they are found'
like "$out" 'These are the first 10' 'ten at most'

if python3 -c 'import jsonschema' 2>/dev/null; then
  cat > "$SCRATCH/valid.py" <<'P'
import json, sys, warnings
warnings.simplefilter("ignore")
import jsonschema
schema = json.load(open("include/remit.schema.json"))
schema["oneOf"] = [{"$ref": "#/$defs/how"}]
jsonschema.Draft202012Validator(schema).validate(json.loads(sys.stdin.read()))
P
  for condition in 'approve_ending is not held' 'ofsted is good' 'cost > £100' 'operational' 'provide[early_help].delivers is trust'; do
    ok "JSON against the schema: $condition" bash -c '"$@" | python3 '"$SCRATCH/valid.py" - "$REMIT" how --json $case "$condition"
  done
else
  skip 'JSON against the schema' 'no python3-jsonschema here'
fi
finish
