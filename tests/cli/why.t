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

cat > "$SCRATCH/many.remit" <<'R'
module many "Many"
source law "The Act" dated 2010
party p "the council"
fact f1 "the first is late" : yes/no
fact f2 "the second is late" : yes/no
fact f3 "the third is late" : yes/no
fact f4 "the fourth is late" : yes/no
fact f5 "the fifth is late" : yes/no
fact f6 "the sixth is late" : yes/no
signature s1 "Sign one" indicator i "one" when f1
signature s2 "Sign two" indicator i "two" when f2
signature s3 "Sign three" indicator i "three" when f3
signature s4 "Sign four" indicator i "four" when f4
signature s5 "Sign five" indicator i "five" when f5
signature s6 "Sign six" indicator i "six" when f6
define worrying "there is reason to worry" cite law "s. 4"
  when raised signatures >= 4
define calm "all is calm" cite law "s. 5"
  when raised signatures = 0
fact gone "the plan was dropped" : yes/no
parameter span "how long a change is remembered" : duration is 24 months
define unsteady "the plan was unsteady" when changes of gone in last span >= 2
define dropped "it was dropped" when gone
type service is care, housing
fact scope "the services that it runs" : set of service
define cares "it runs the care" when care in scope
R
cat > "$SCRATCH/many.case" <<'R'
case c "C"  as at 2020-06-01
use many
f1 is yes cite law
f2 is yes cite law
f3 is no cite law
f4 is no cite law
f5 is no cite law
gone is yes from 2015-01-01 until 2016-01-01 cite law
scope is none from 2010-01-01 cite law
scope includes care from 2011-01-01 until 2012-01-01 cite law
R
run "$REMIT" why "$SCRATCH/many.case" worrying
is "$(sed -n '/^Why/,/^Sources/p' <<<"$out" | sed "s|$SCRATCH/||g")" 'Why? There is reason to worry
─────────────────────────────
No – stated: The Act, s. 4; in part without a source

  stated: The Act, s. 4 [many.remit:17]
  1  how many of 6 warning signs are raised is at least 4: no
    1.1  how many of 6 warning signs are raised: between 2 and 3
      2 hold, 3 do not and 1 is not known (the warning sign "Sign six" is raised, 1.1.1); those that hold
        are shown; --step 1.1.1 to 1.1.6 shows each
      1.1.2  the warning sign "Sign one": raised
        1.1.2.1  This rule decides: raised, when one
          no source given [many.remit:10]
          1.1.2.1.1  one: yes
            no source given [many.remit:10]
            1.1.2.1.1.1  the first is late: yes
              yes – stated: The Act [many.case:3]
      1.1.3  the warning sign "Sign two": raised
        1.1.3.1  This rule decides: raised, when two
          no source given [many.remit:11]
          1.1.3.1.1  two: yes
            no source given [many.remit:11]
            1.1.3.1.1.1  the second is late: yes
              yes – stated: The Act [many.case:4]

Sources' 'of many that are counted those that hold are unfolded, and how many do not'
run "$REMIT" why "$SCRATCH/many.case" worrying --step 1.1.1
like "$out" '^  1.1.1  the warning sign "Sign six": not known' 'a hidden one has its number'
run "$REMIT" why "$SCRATCH/many.case" worrying --step 1.1.6.1
like "$out" '^  1.1.6.1  This rule does not apply: raised, when five' 'and those under it'
run "$REMIT" why "$SCRATCH/many.case" worrying --step 1.1.7
exits 2 'there are no more than were counted'
run "$REMIT" why "$SCRATCH/many.case" worrying --set f1=no --set f2=no --set f6=no
like "$(tr -s ' \n' ' ' <<<"$out")" 'none holds and 6 do not; --step 1.1.1 to 1.1.6 shows each' 'none may hold'
unlike "$out" ' 1\.1\.[0-9]  ' 'and then none is unfolded'
run "$REMIT" why "$SCRATCH/many.case" worrying --set 'f2 is unknown' --set f3=yes --set f4=yes
like "$(tr -s ' \n' ' ' <<<"$out")" '3 hold, 1 does not and 2 are not known' 'one and several are said rightly'
is "$("$REMIT" why "$SCRATCH/many.case" worrying --json | grep -oE '"step": ?"1\.1\.[1-6]"' | wc -l)" 6 'JSON hides none'

run "$REMIT" why "$SCRATCH/many.case" dropped
like "$(tr -s ' \n' ' ' <<<"$out")" 'nothing is stated of this day; before: yes from 1 January 2015 until 1 January 2016 – stated: The Act' 'what is stated of days before is shown'
run "$REMIT" why "$SCRATCH/many.case" dropped --as-at 2014-01-01
like "$(tr -s ' \n' ' ' <<<"$out")" 'nothing is stated of this day; later: yes from 1 January 2015' 'or of later ones'
run "$REMIT" why "$SCRATCH/many.case" cares
like "$(tr -s ' \n' ' ' <<<"$out")" 'none from 1 January 2010 – stated: The Act \[[^]]*\] ended or put in doubt by: includes care from 1 January 2011 until 1 January 2012' 'what ended a statement is shown with it'
run "$REMIT" why "$SCRATCH/many.case" unsteady
like "$(tr -s ' \n' ' ' <<<"$out")" 'how often it changed in the period "how long a change is remembered" up to today whether the plan was dropped is at least 2' 'a period with a name is called by it'

# ---- where a deadline starts, when what it reads are conclusions ----
cp tests/language/starts.remit "$SCRATCH"
printf 'case starting "Starts" as at 2016-04-01\nuse starts\n' >"$SCRATCH/starting.case"
run "$REMIT" why "$SCRATCH/starting.case" seen_in_time
like "$out" 'What counts is what was so from 1 June 2015 on, the first day of' 'the start is told'
like "$out" '0 of 2 conditions hold; fail: seen; how many times' 'and which conditions fail'

cat > "$SCRATCH/sign.remit" <<'E'
module sign
fact n : count
fact a : yes/no
signature short
  indicator many when n > 3
  indicator loud when a
  raised when at least 2 indicators
  severity high when all indicators
  severity low otherwise
E
cat > "$SCRATCH/later.remit" <<'E'
module later
use sign
amend signature short in force from 2021
  indicator rare when n > 5
E
printf 'case later as at 2020-01-01\nuse later\nn is 5\na is no\n' > "$SCRATCH/later.case"
run "$REMIT" why "$SCRATCH/later.case" short
like "$out" '1 of 2 conditions holds; fails: loud$' 'an indicator out of force is not among those that were counted'
run "$REMIT" why "$SCRATCH/later.case" short.severity
like "$out" '1 of 2 conditions holds; fails: loud$' 'nor among all'
run "$REMIT" why "$SCRATCH/later.case" short --as-at 2021-01-01
like "$out" '1 of 3 conditions holds; fail: loud; rare$' 'in force it is'

# A condition that is another on every day, each with an argument of its own: 42,000 of them would be gigabytes.
printf 'module daily\nfact begun : date\nevent quake\ndefine calm when never (last quake > begun)\n' >"$SCRATCH/daily.remit"
printf 'case daily as at 2016-01-01\nuse daily\n' >"$SCRATCH/daily.case"
run "$REMIT" why "$SCRATCH/daily.case" calm
exits 0 'a condition that is another on every day'
like "$out" '42[0-9]* periods more: --step 1\.25 to 1\.42[0-9]* shows each' 'tells the first periods, and where the others are'
run "$REMIT" why "$SCRATCH/daily.case" calm --step 1.42000
like "$out" '1\.42000' 'each of which can be asked for'
run "$REMIT" why "$SCRATCH/daily.case" calm --json
run python3 -c 'import json, sys; step = json.loads(sys.argv[1])["arguments"][0]["steps"][0]; print(len(step["steps"]), step["more"] > 42000)' "$out"
is "$out" '24 True' 'and so in JSON'

# ---- what is settled for a member of a family by being that member ----
cat >"$SCRATCH/fo.remit" <<'R'
module fo
type beast is sheep, cattle
fact agreed : yes/no
fact walled : yes/no
define folded for each b in beast when at least 1 of (b is sheep, agreed)
define both for each b in beast when at least 2 of (b is sheep, agreed, walled)
R
printf 'case c as at 2020-01-01\nuse fo\nwalled is yes\n' >"$SCRATCH/fo.case"
run "$REMIT" why "$SCRATCH/fo.case" 'both[sheep]'
like "$out" '^  2 of 3 conditions hold; not known: agreed' 'is a condition that holds'
like "$out" '^  1  sheep is sheep: yes' 'and shown among the others'
run "$REMIT" why "$SCRATCH/fo.case" 'folded[cattle]'
like "$out" 'fails: cattle is sheep; not known: agreed' 'or fails'

# What no step rests on, but without which another condition would decide: nobody knows the day, and had nothing been said
# of 2017, it would not matter.
cat > "$SCRATCH/besides.remit" <<'R'
module besides
source report "The report" dated 2015
fact n "how many there are" : count
fact day "the day in question" : date
parameter span : duration is 18 months
define enough "Enough" cite report "4" as implied when ((n >= 2) at day) and ((n >= 2) for span)
R
cat > "$SCRATCH/besides.case" <<'C'
case besides as at 2018-01-01
use besides
n is 1 cite report "1"
n is between 1 and 3 from 2017 cite report "2" as opinion
C
run "$REMIT" why "$SCRATCH/besides.case" enough
like "$out" '^  Besides, the answer would not be the same without:' 'what is needed besides the steps'
like "$out" '^    how many there are: between 1 and 3 from 2017 – an opinion: The report, 2$' 'whose statement it is'
run "$REMIT" why "$SCRATCH/besides.case" enough --json
is "$(echo "$out" | python3 -c 'import json, sys; print([(b["about"], b["value"], b["line"]) for b in json.load(sys.stdin)["besides"]])')" \
   "[('n', 'between 1 and 3', 4)]" 'the same as JSON'
run "$REMIT" why examples/doncaster.case life_stage --as-at 2025-06-15
unlike "$out" 'Besides, the answer' 'mostly the steps suffice'
finish
