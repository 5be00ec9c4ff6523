#!/bin/bash
# variants: check
# `remit why`: the argument, its steps by number, near misses, displaced rules, and what is asked wrongly.
. tests/lib.sh
case=examples/doncaster.case
export COLUMNS=110

run "$REMIT" why $case social_care.delivers
exits 0 'a role has an argument'
like "$out" "^Why\? Children's social care: who delivers the service" 'which begins with the question'
like "$out" "^Doncaster Children's Services Trust – stated: " 'and the answer, with what it rests on'
like "$out" '^  1  This rule decides: ' 'then the rule that decided'
like "$out" "an exception, by the rules \"Doncaster: the first trust" 'an amendment is named as such'
like "$out" '\[rules/doncaster.remit:[0-9]+\]' 'with its place'
like "$out" '1\.1\.1  the trust runs the services: yes' 'the facts are numbered steps'
like "$out" 'yes from 1 October 2014 until 1 September 2022 – stated: Children and Young People' 'with the statement, its period, its source and paragraph'
like "$out" 'This rule gives way to an exception' 'the rule that the exception displaced is shown'
unlike "$out" 'trust_operational|social_care' 'no internal name is shown'

run "$REMIT" why $case social_care.delivers --step 1.1.1
exits 0 'a step can be asked for'
like "$out" '^  1.1.1  the trust runs the services: yes' 'and is shown alone'
run "$REMIT" why $case social_care.delivers --step 7
exits 2 'a step that is not there'
like "$err" 'has no step 7' 'is said so'
run "$REMIT" why $case social_care.delivers --depth 1
like "$out" 'more under --step 1' 'a small depth says where there is more'
unlike "$out" '1\.1  ' 'and shows no more'
run "$REMIT" why $case social_care.delivers --depth none
exits 2 'a depth is a number'

run "$REMIT" why $case early_help.delivers
like "$out" '^Not certain: ' 'what is not certain says so'
like "$out" 'the sources$|the sources disagree' 'a dispute is named'
like "$out" 'does not include early help – ' 'with both sides'
run "$REMIT" why $case worse_before_better
like "$out" '^Not raised' 'a sign that is not raised'
like "$out" '0 of 2 conditions hold; fails: ' 'says how near it came'
run "$REMIT" why $case trust_operational
exits 0 'a fact has an argument too'
like "$out" 'yes from April 2014' 'which is its statements'
run "$REMIT" why $case social_care
is "$(grep -c '^Why?' <<<"$out")" 8 'a duty means all its roles'

run "$REMIT" why $case socal_care.delivers
exits 2 'a name that is none'
like "$err" 'did you mean `social_care.delivers`' 'the nearest is named'
run "$REMIT" why $case inadequate_judgement
exits 2 'an event is no conclusion'
like "$err" 'is an event' 'is said so'
run "$REMIT" why $case social_care --format csv
exits 2 'no table of an argument'

run "$REMIT" why $case social_care.delivers --format md
like "$out" '^- 1: This rule decides' 'as Markdown, a list'

cat > "$SCRATCH/m.remit" <<'R'
module m "M"
source law "The Act" dated 2010
party p "the council"
fact a "the plan is agreed" : yes/no
fact begun "the first day" : date
event e "The director changed"
parameter most "changes that are too many" : count  cite law "s. 3"
  is 2 from 2010-01-01
holidays 2020-12-25
requirement r "The plan is agreed in time"  cite law "s. 1"
  on p
  must a by begun + 1 months
requirement w "It is answered"  cite law "s. 2"
  on p
  must a by 10 working days after begun
define often "the director changed too often"  cite law "s. 3"
  when count of e in last 24 months >= most
define never_agreed "it was never agreed"
  when never a in last 12 months
right later "act later"  in force from 2030-01-01
  liberty of p
  held when a
R
cat > "$SCRATCH/c.case" <<'R'
case c "C"  as at 2020-06-01
use m
a is no  from 2019-01-01  cite law
begun is 2020-01-31  cite law
e on 2019-03-01, 2020-02-01  cite law
e complete from 2015 until 2021  cite law
R
run "$REMIT" why "$SCRATCH/c.case" r
like "$out" '^Breached; the last day is 29 February 2020' 'a deadline that has passed'
like "$out" 'The last day for it is 29 February 2020: it was not so by then' 'with its date'
like "$out" 'the month lacks the corresponding day' 'and the convention that made it'
like "$out" 'What counts is what was so from 1 January 2019 on' 'and from when it was looked at'
run "$REMIT" why "$SCRATCH/c.case" w
like "$out" 'working days count from' 'working days say how they are counted'
run "$REMIT" why "$SCRATCH/c.case" often
like "$out" '^ +1 March 2019 – stated: The Act' 'the events that were counted are listed'
like "$out" '^ +1 February 2020 – stated: The Act' 'all of them'
like "$out" 'no others from 2015' 'with the statement that there were no others'
like "$out" 'changes that are too many: 2 since 1 January 2010' 'and the threshold, since when'
run "$REMIT" why "$SCRATCH/c.case" never_agreed
like "$out" 'from 2 June 2019 to 1 June 2020: the plan is agreed: no' 'a window says which days it looked at'
run "$REMIT" why "$SCRATCH/c.case" later
like "$out" 'this is not in force: it is from 1 January 2030' 'a rule that is not yet in force'
finish
