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
# Facts of every type, and the ways that conditions read them: what is to change, and to what.
cat > "$SCRATCH/hows.remit" <<'R'
module hows
party council "the council"
party trust   "the trust"
party board   "the board"
type  service is care, roads, housing
scale grade   is poor < fair < good < excellent
fact g "the grade" : grade
fact s "the service led" : service
fact scope "the scope" : set of service
fact chair "the chair" : party
fact members "the members" : set of party
fact note "the note" : text
fact begun "the day it began" : date
fact term "the term" : duration
fact n "the number" : count
fact x "the share" : number
fact rate "the rate" : percent
fact cost "the cost" : money
fact a "the trust is ready" : yes/no judged by board
fact b "the board has met" : yes/no decided by council
fact locked "it is locked" : yes/no fixed
event visit "A visit"
define graded when g is at least good
define graded_between when g is between fair and good
define graded_one when g is one of (poor, good)
define led when s is care
define led_changed when changes of s in last 12 months >= 1
define in_scope when care in scope
define scope_is when roads in scope and not (care in scope) and not (housing in scope)
define scope_one when scope is care
define scope_empty when scope is nobody
define whole when s in scope
define chaired when chair is trust
define among when chair in members
define members_are when members is trust
define noted when note is "yes"
define noted_not when note is not "yes"
define old when begun < 2020-01-01
define due when begun + 3 months > 2021-01-01
define long when term >= 18 months
define long_days when term > 30 days
define many when n >= 10
define amid when x is between 3 and 5
define low when rate <= 5%
define dear when cost > £1m
define both when a and b
define either when a or b
define shut when locked
define known when g is known
define ever_ready when ever a in last 12 months
define for_long when a for 12 months
define since_when when start of a <= 2021-01-01
define each_in when all of (v in scope for each v in service)
define ratio when cost / n > £100
define visited when count of visit in last 12 months >= 1
define sum when n + x > 10
R
cat > "$SCRATCH/hows.case" <<'C'
case hows as at 2021-06-01
use hows
g is fair
s is roads
scope is roads
chair is council
members is board
note is "no"
begun is 2020-06-01
term is 12 months
n is 4
x is 1
rate is 10%
cost is £500k
a is no
b is no
locked is no
C
while IFS='|' read -r condition way; do
  run "$REMIT" how "$SCRATCH/hows.case" "$condition"
  ok "$condition: $way" grep -qF -- "$way" <<<"$(tr -s ' \n' ' ' <<<"$out")"
done <<'W'
graded|The grade: good or excellent (now fair)
graded_one|The grade: poor or good (now fair)
graded_between|this is so already
not graded_between|The grade: poor or excellent (now fair)
led|The service led: care (now roads)
led_changed|The service led: care or housing (now roads)
in_scope|The scope: care among them (now not)
not scope_is|--set 'scope includes care from 2021-06-01'
scope_one|The scope: exactly care (now roads)
scope_empty|The scope: none (now roads)
not whole|The service led: care or housing (now roads)
chaired|The chair: the trust (now the council)
among|The members: the council among them (now not)
among|The chair: the board (now the council)
members_are|The members: exactly the trust (now the board)
noted|The note: yes (now no)
not noted_not|--set 'note is "yes" from 2021-06-01'
not (note is "no")|The note: another than the rules name
old|The day it began: on or before 31 December 2019 (now 1 June 2020)
due|The day it began: between 2 October 2020 and 30 September 2199
long|The term: at least 18 months (now 1 year)
many|The number: at least 10 (now 4)
not (n = 4)|The number: at least 5 (now 4)
amid|The share: between 3 and 5 (now 1)
low|The rate: at most 5% (now 10%)
dear|The cost: more than £1m (now £500,000)
not dear|this is so already
both|Way 1, both of these:
both|The trust is ready: yes (now no) – a matter of judgement: judged by the board
both|The board has met: yes (now no) – decided by the council
either|One change is enough: any of these
shut|It hangs on what nobody can change: it is locked.
ever_ready|The trust is ready: yes (now no)
for_long|it then comes about on 31 May 2022
since_when|the rules, and what is on record until then, rule it out
each_in|The scope: housing among them (now not)
visited|The record of events is left as it is: A visit.
sum|The share: more than 6 (now 1)
sum|The number: at least 10 (now 4)
not ratio|The cost: at most £400.000002 (now £500,000)
begun is 2019-05-05|The day it began: 5 May 2019 (now 1 June 2020)
term is 3 years|The term: 3 years (now 1 year)
not known|None of the changes that could be made from this date on brings it about
W
finish
