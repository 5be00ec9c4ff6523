#!/bin/bash
# What neither the town nor the harbour has, through the verbs: amendments that contradict each other, conclusions that
# cannot be worked out, what runs out, is not in force, or is fixed; families of requirements and signatures.
. tests/lib.sh
moor=tests/cli/fixtures/moor.case rules=tests/cli/fixtures/moor.remit
# Lines are broken where the terminal ends: what is looked for may stand on two.
flat() { tr -s ' \n' ' ' <<<"$out"; }
run_moor() { run "$REMIT" run $moor "$@"; }
why() { run "$REMIT" why $moor "$@"; }
how() { run "$REMIT" how $moor "$@"; }

# ---- check ----
run "$REMIT" check tests/cli/fixtures/moor*.remit $moor
exits 0 'the moor is sound'
unlike "$err" 'R0702' 'what holds for one member of a family and for no other never holds for none'
printf 'module odd\ntype s is care, roads\nfact a for each v in s : yes/no\ndefine y for each v in s when a[v] or 1 > 2\n' >"$SCRATCH/odd.remit"
run "$REMIT" check "$SCRATCH/odd.remit"
like "$err" 'R0702: this condition never holds' 'but what holds for no member is told'

# ---- run ----
run_moor
like "$(flat)" 'is accountable the rules contradict each other: the commoners or the warden' 'a role in conflict'
like "$(flat)" 'In conflict Not too many graze \(on the commoners\)' 'a requirement in conflict'
like "$(flat)" 'Unlikely: unknown; what it reads cannot be worked out' 'of what rests on an error the reason is told'
like "$(flat)" 'Chosen: sheep or cattle; depends on' 'of a set the whole answers that are possible'
run_moor --all
like "$(flat)" 'Not in force The dues are paid – no source given Not known, for want of facts' 'what asks nothing stands before what is not known'
like "$(flat)" 'Nobody comes \(not in force\)' 'a sign that is not in force'
run_moor --set 'sound[goats]=no'
like "$(flat)" 'goats are lame – supposed but goats have rested' 'in the labels of a family its member is named'
like "$out" 'Who looks after the goats\?' 'and in its probes'
run_moor --set flock=5 --set 'flock is 6'
like "$(flat)" 'The size of the flock 5 supposed 6 supposed' 'suppositions that disagree are told as such'
run_moor --set 'most is 5' --set 'most is 1000' --json
like "$out" '"crowded": \{[^}]*"depends_on": \["most"\], "disputed": \["most"\]' 'of a threshold, too'
run_moor --json
like "$out" '"age_days": 458, "limit_days": 90' 'an age in days'
like "$out" '"value": "one of \("Far Moor", "New Moor"\)|"value": "one of \(\\"Far Moor\\", \\"New Moor\\"\)"' 'a text that is planned, known in part'
run_moor --set walled=no; like "$(flat)" 'Only: unknown; the rules leave it open' 'what no rule gives'
run_moor --format csv
like "$out" 'definition,dear,dear,unknown,,fee$' 'a parameter that a conclusion depends on'

# ---- who, why ----
run "$REMIT" who $moor peat
like "$(flat)" 'free to cut peat: the rules contradict each other' 'a right in conflict'
like "$out" 'no power to drain the bog \(not in force\)' 'and one that is not in force'
why burnt_often
like "$(flat)" 'What counts is what was so from 1 March 2020 on, the first day of which the record says anything of it on 1 March 2020, August 2020 – stated' 'the event with which a record begins'
why gather --set agreed=no
like "$(flat)" 'is not free to gather wood – supposed' 'a right that is not held'
like "$(flat)" 'No rule applies, and so: not held' 'since no rule gives it'
why asked --set walled=no; like "$out" 'No rule applies, and so: not applicable' 'a requirement of which no line applies'
why seen --set 'visit complete'; like "$(flat)" 'it is not so yet, and there is time' 'a deadline ahead'
why spared; like "$(flat)" '"The moor is spared" does not apply, when the heather is bare' 'an exception to a requirement'
why twice_unlikely; like "$out" 'unlikely: not known, as shown at 1\.1' 'what was shown is not shown twice'
why burnt_seldom
like "$(flat)" 'not known: all of these 5 hold' 'a long condition is told shortly'
like "$out" 'a matter of judgement for the warden' 'a judgement'
why --json crowded --set most=50
like "$out" '"about": "most".*"statements": \[\{"value": "50", "basis": "supposed"' 'a parameter supposed, as JSON'
why --json spared; like "$out" '"from": "between 2016-01-05 and 2016-02-10"' 'a day between two, as JSON'
why rested; is "$(grep -c '^Why? Rested of' <<<"$out")" 5 'a family of requirements'
why lame; like "$(flat)" 'Why\? Some are lame' 'of signatures'
why sheep_kept; is "$(grep -c '^Why? Sheep kept of' <<<"$out")" 5 'of definitions'
cat >"$SCRATCH/edges.remit" <<'E'
module edges "At the edges"
use moor_whole
type lone is sole
define counted when at least 2 of (agreed, yes, walled)
define which : lone  gives sole when agreed
amend define only  in force from 2030-01-01
  gives 2 when agreed
signature plain "Plain"
  raised when all indicators
scenario "before any value" as at 2009-01-01
  given most is 50
  given fee is £3
  given flock is 51
  given agreed is yes
  expect crowded
  expect dear is no
  expect which is sole
E
sed 's/moor_whole/edges/' $moor >"$SCRATCH/edges.case"
cp tests/cli/fixtures/moor*.remit "$SCRATCH"
edges() { local verb=$1; shift; run "$REMIT" "$verb" "$SCRATCH/edges.case" "$@"; }
edges why counted; like "$(flat)" '2 of 3 conditions hold.* 1 this always holds: yes 2 it is walled: yes' 'a constant among what is counted decides with the rest'
edges why only; like "$(flat)" '2 the amendment is not in force: it is from 1 January 2030' 'an amendment that is to come'
edges why plain; like "$(flat)" 'Raised – no source given 1 This rule decides: raised' 'all of no indicators'
run "$REMIT" test --coverage "$SCRATCH/edges.remit"
like "$out" 'dear: no scenario has `fee` just above £3' 'of a threshold supposed before any value of it the usual place counts'
unlike "$out" 'crowded: no scenario has `flock` just above most' 'and one above it is just above'
run "$REMIT" test --mutate -v "$SCRATCH/edges.remit"
like "$out" 'which: `agreed` could be left out' 'a line that gives the only member there is has its condition changed'
unlike "$out" 'which: `sole` could be' 'and not what it gives'
edges sweep flock=1..100; like "$(flat)" 'From 51 on .*Not too many graze' 'a sweep beside signs without an indicator'
why most; exits 2 'a threshold is no conclusion'
like "$err" '`most` is a parameter; ask about a conclusion that reads it' 'which is said'

# ---- how ----
how 'not rain'; like "$(flat)" 'It hangs on what nobody can change: it has rained' 'what is fixed'
how 'not rain and flock > 100'; like "$(flat)" 'hangs on what nobody can change: it has rained' 'what is fixed beside what is not'
how 'acres = 0'; like "$(flat)" 'it is certain until 31 December 2024, and no longer from the next day on' 'what is so until a day'
how grazed; like "$out" 'What grazes: anything but goats' 'all members but one'
how 'grazing is known'; like "$out" 'What grazes: any that is known' 'all members'
how 'flock >= most + 5'; like "$out" 'The size of the flock: at least 125' 'a sum with a threshold'
how 'flock < 10 and flock > 20 or (not rain and flock < 3 and flock > 7)'
like "$(flat)" 'None of the changes that could be made .* It also hangs on what nobody can change: it has rained\.' 'what contradicts itself, beside what is fixed'
how 'flock < 5 or flock is between 5 and 9'; like "$out" 'The size of the flock: at most 9' 'ranges that adjoin are one'
how 'due_each is between £1 and £5'; like "$out" 'The acres: between 79.999993 and 400.0002 ' 'between, of a quotient'
how 'kept is sheep'; like "$out" 'What is kept: exactly sheep' 'a set of one member'
how 'name_of is "Long Moor" or (name_of is "Long Moor" and agreed)'
is "$(grep -c 'name: Long Moor' <<<"$out")" 1 'a text asked for twice is one way'
how fat; like "$(flat)" 'The heather: fair or rich .* The poorest corner: thin' 'one fact against another'
how 'all_sound and agreed and grazed and heather is rich and dry and name_of is "x" and dues = £7 and walled is no and fit is no'
like "$out" '^12 changes together' 'more than ten changes'

# ---- compare, timeline ----
run "$REMIT" compare $moor@2016-06-01 $moor@2021-06-01
like "$(flat)" '1 June 2021: the rules contradict each other' 'a conflict on one side'
run "$REMIT" compare --json $moor@2014-12-01 $moor@2021-06-01
like "$out" '"conclusion": "dear"[^}]*\}, "after": \{[^}]*"depends_on": \["fee"\]' 'what depends on a parameter'
like "$out" '"because": \{"kind": "parameter", "about": "most"' 'a parameter as the reason'
like "$out" '"because": \{"kind": "commencement"' 'and what is no longer in force'
run "$REMIT" timeline $moor --from 2014-01-01 --to 2023-01-01
like "$(flat)" 'Soon 1 throughout 1 January 2014, moving on with each day, to 1 January 2023' 'a date that moves on'
like "$(flat)" 'because the fee: from £2 to between £3 and £4' 'a parameter that changes'
run "$REMIT" timeline $moor --from 2013-06-01 --to 2016-01-01
like "$(flat)" 'from 1 January 2014 the commoners because "The ponds" came into force and an amendment of "The ponds" came into force' 'an amendment that comes into force'
run "$REMIT" timeline --json $moor --from 2014-01-01 --to 2023-01-01
like "$out" '"about": "fee"' 'as JSON'

# ---- sweep ----
run "$REMIT" sweep $moor heather=bare..rich; like "$(flat)" 'From fair on .*little heather: yes → no' 'a scale'
run "$REMIT" sweep $moor as_at=2021-01-01..2021-12-31; like "$(flat)" 'Moves from day to day ─+ Yearly Age Soon' 'what moves each day'

printf 'module stepping\nuse moor_whole\ndefine stepping : count  gives (count of fire since begun) + 3\n' >"$SCRATCH/stepping.remit"
sed 's/moor_whole/stepping/' $moor >"$SCRATCH/stepping.case"
run "$REMIT" sweep "$SCRATCH/stepping.case" begun=2000-01-01..2020-12-31
like "$(flat)" 'Moves with it all along ─+ Late Age$|Moves with it all along ─+ Late Age ' 'a date and a number of days move along'
like "$(flat)" 'Stepping: ' 'a sum of a count moves in steps'

# ---- the prompt and the interview ----
export XDG_STATE_HOME=$SCRATCH/state
says() { run "$REMIT" repl $moor --keep-going <<<"$(printf '%s\n' "$@")"; }
says lame; like "$out" '^lame\[geese\]\.hurt: unknown' 'a family of signatures, with its indicators'
says rested; like "$out" '^rested\[geese\]: unknown' 'of requirements'
says sheep_kept; like "$out" '^sheep_kept\[sheep\]: yes' 'of definitions'
run "$REMIT" repl tests/cli/fixtures/moor_whole.remit --as-at 2021-06-01 <<<all
like "$out" '^Both sides, as at 1 June 2021' 'the report of a module without a case'
says 'timeline moor_itself'; is "$(grep -c '    who ' <<<"$out")" 3 'the timeline of a duty is that of its roles'
says 'define more when agreed' '  cite act "9"' 'agreed is yes' 'more'
like "$out" '^more: yes – stated' 'a declaration goes on in a line that is indented'
like "$out" 'Parliament 2006, 9' 'and that line counts'
says 'scenario "x" as at 2020-01-01' '  given flock is 5' '' 'flock > 5'
like "$err" 'R0322: this scenario expects nothing' 'a scenario typed that expects nothing'
like "$out" '^yes – stated' 'and the prompt goes on'
says 'sound[goats] and sound[sheep] and sound[cattle] and sound[ponies] and sound[geese] and agreed and grazed and poorest is rich'
like "$(flat)" 'depends on grazing, agreed, .*sound\[cattle\], 2 more' 'of many that it depends on some are named'
printf 'module order\nfact a : yes/no\ndefine early when middle\ndefine middle when a\ndefine late when not a\n' >"$SCRATCH/order.remit"
run "$REMIT" ask "$SCRATCH/order.remit" --as-at 2021-06-01 -o "$SCRATCH/order.case" <<<$'why\nstop'
like "$(flat)" 'depend on it: early middle late' 'what hangs on a question is named in order of declaration'
{ printf 'module wide\nfact a : yes/no\n'; for i in 1 2 3 4 5 6 7 8 9 10; do echo "define d$i when a"; done; } >"$SCRATCH/wide.remit"
run "$REMIT" ask "$SCRATCH/wide.remit" --as-at 2021-06-01 -o "$SCRATCH/wide.case" <<<$'help\nwhy\nstop'
is "$(grep -c '`back` returns to the one before' <<<"$out")" 2 'help is said again where it is asked for'
like "$out" '^  and 2 more' 'of many conclusions some are named'

says 'name_of is one of ("A", "B")' 'fire on 2021-05-01' 'fire on 2021-05-02' 'most is 5' "save $SCRATCH/saved.case"
saved=$(cat "$SCRATCH/saved.case")
like "$saved" '^name_of is one of \("A", "B"\) cite supposed' 'a text known in part is saved as it was supposed'
like "$saved" '^walled is yes from 2018-01-01 cite log "p. 1" by "B. Warden"' 'a citation with who says so'
unlike "$saved" '2020-08' 'what a supposed event puts aside is left out'
is "$(grep -c '^fire on' <<<"$saved")" 2 'and both that are supposed stand'
like "$saved" 'supposed of the rules .*most is 5' 'a threshold is told'

# ---- test ----
cp tests/cli/fixtures/moor*.remit "$SCRATCH"
cat >"$SCRATCH/moor_more.remit" <<'R'
module moor_more "More of the moor"
use moor_whole

define counted when at least 2 of (2 > 1, walled, agreed)
define spread when walled and not (heather < fair) and flock >= 10 and 20 >= flock
scenario "an amended threshold supposed" as at 2018-06-01
  given fee is £9 from 2018-03-01
  expect fee is £9
scenario "an amended threshold supposed for a while" as at 2018-06-01
  given fee is £9 from 2018-03-01 until 2018-05-01
  expect fee >= £3 and fee <= £4
scenario "on one of the days of a year" as at 2014-06-01
  expect fee is £2
scenario "one threshold that certainly stands beside one that may" as at 2015-06-01
  expect fee >= £3
scenario "a member called none" as at 2018-06-01
  given sky is none
  expect dry
scenario "neither of two exceptions need apply" as at 2021-06-01
  given agreed is yes
  expect moor_itself.accountable is unknown
scenario "rivals may both be passed over" as at 2021-06-01
  given walled is no
  given agreed is no
  expect moor_itself.accountable is nobody
scenario "a constant counts" as at 2021-06-01
  given walled is yes
  expect counted because walled
requirement counted_by
  must flock > 10 by 2021-03-01
scenario "at each side" as at 2021-06-01
  given flock is 121
  given heather is thin
  given walled is yes
  expect thinning.many
  expect spread is no
  expect counted_by is met
scenario "on the mark" as at 2021-06-01
  given flock is 20
  given heather is fair
  given walled is yes
  expect spread
  expect crowded is no
scenario "another mark" as at 2021-06-01
  given flock is 120
  expect crowded is no
R
run "$REMIT" test "$SCRATCH/moor_more.remit"
like "$out" '^11 scenarios: 11 passed' 'thresholds that are amended and supposed, members called none, rivals that may not apply'
run "$REMIT" test --coverage "$SCRATCH/moor_more.remit"
like "$out" 'enough: no scenario has `flock` at most$' 'a threshold that is a parameter'
unlike "$out" 'crowded: no scenario has `flock` (at|just below) most' 'of which two sides have been tried'
like "$out" 'spread: no scenario has `heather` just below fair' 'one on a scale'
unlike "$out" 'spread: no scenario has `heather` at fair' 'that has been met'
like "$out" 'spread: no scenario has `flock` just above 20' 'and one that stands first'
cat >"$SCRATCH/fails.remit" <<'R'
module fails
use moor
scenario "x" as at 2021-06-01
  given flock is 5
  given fire on 2020-01-01
  expect 2 < 1
  expect flock is 6
  expect most is 7
  expect count of fire since 2020-01-01 is 0
  expect 2 > 1 because walled
  expect walled
R
run "$REMIT" test "$SCRATCH/fails.remit"
like "$out" 'got       flock is 5' 'what a fact is instead'
like "$out" 'got       no' 'what a condition of constants is'
like "$out" 'decided   most is 120' 'a threshold that decided'
like "$out" 'decided   fire \(.*:5\)' 'an event that decided'
like "$out" 'it holds, but not because of that: yes' 'a constant holds for no reason'

# ---- batch ----
cat >"$SCRATCH/more.remit" <<'R'
module more
use moor_whole
define single when kept is one of (sheep, cattle)
define recent when count of fire in last 6 months >= 1
define told when fee is known and most > 0
define since_begun : count  gives count of fire since begun
R
cat >"$SCRATCH/rows.csv" <<'R'
case,as_at,walled,agreed,flock,kept,sound[goats],fire
x,2021-06-01,yes,no,60,sheep,yes,2021-02-01
y,2014-06-01,no,yes,500,sheep|cattle,no,
z,2021-06-01,,,,cattle,,2021-02-01|2020-01
R
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/rows.csv" --select 'cut,ponds.watches,rested[goats],single,recent'
is "$out" 'case,as_at,cut,ponds.watches,rested[goats],single,recent
x,2021-06-01,conflict,not in force,met,yes,yes
y,2014-06-01,held,commoners,breached,no,unknown
z,2021-06-01,unknown,not in force,unknown,yes,yes' 'conflicts, roles that only an amendment has, families, sets'
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/rows.csv" --select cut --where 'count of fire in last 6 months >= 1'
is "$(wc -l <<<"$out")" 3 'a condition about events'
printf 'case,as_at,walled\nx,2020-01-01,yes\ny,soon,yes\nz,2020,no\n"w","2020-01-01","per""haps"\n' >"$SCRATCH/bad.csv"
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/bad.csv" --select cut --errors keep
exits 4 'rows in error'
like "$out" '"R0605 at line 3, column 3: a date is due here, not `soon`"' 'a date that is none'
like "$out" '"R0509 at line 4, column 3: one day is due here"' 'one that is a year'
like "$out" 'R0104 at line 5, column 19' 'a cell with a quote in it'
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/bad.csv" --select cut --summary -J 2 --errors skip
is "$out" 'conclusion,result,cases,value
cut,conflict,1,' 'a piece with rows in error is counted again'
printf '{"case":"x","as_at":20200101,"walled":true}\n{"case":"y","as_at":"2020-01-01","sound[goats]":false}\n' >"$SCRATCH/rows.ndjson"
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/rows.ndjson" --select 'rested[goats]' --errors keep
like "$out" 'R0603 at line 1, column 21: a date in quotes is due here' 'an object whose date is a number'
like "$out" '"rested\[goats\]": "breached"' 'and one with a member of a family'

printf 'case,as_at,begun,fire\nx,2014-06-01,2013-01-01,2013-05-01|2014-02-01\ny,2014-06-01,2014-01-01,2013-05-01|2014-02-01\n' >"$SCRATCH/since.csv"
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/since.csv" --select since_begun,told
is "$out" 'case,as_at,since_begun,told
x,2014-06-01,2..,yes
y,2014-06-01,1..,yes' 'events since a day that each row has of its own'
printf 'case,as_at,flock,name_of\nx,2020-01-01,1,"a ""b"""\ny,2020-01-01,oops,"a ""b"""\nz,2020-01-01,500,"a ""b"""\n' >"$SCRATCH/quoted.csv"
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/quoted.csv" --select crowded --errors keep
is "$out" 'case,as_at,crowded,error
x,2020-01-01,no,
y,2020-01-01,,"R0303 at line 3, column 14: a count is due here, not `oops`"
z,2020-01-01,yes,' 'a bad cell beside one with quotes in it'
printf 'case,as_at,flock\nx,2020-01-01,1\n\ny,2020-01-01,oops\n\n\nz,2020-01-01,500\n' >"$SCRATCH/blank.csv"
run "$REMIT" batch "$SCRATCH/more.remit" "$SCRATCH/blank.csv" --select crowded --errors keep
is "$out" 'case,as_at,crowded,error
x,2020-01-01,no,
y,2020-01-01,,"R0303 at line 4, column 14: a count is due here, not `oops`"
z,2020-01-01,yes,' 'a bad cell behind an empty line'

# ---- graph, doc ----
run "$REMIT" graph $rules --focus most
like "$out" '"most" \[shape=hexagon, penwidth=3' 'all that hangs on a threshold'
unlike "$out" '"gather"' 'and nothing else'
run "$REMIT" graph $rules --focus moor_itself
like "$out" '"moor_itself\.tends"' 'a duty is its roles'
unlike "$out" '"acres"' 'and what they read'
run "$REMIT" doc $rules
like "$out" '\(#walled\); in force from 1 January 2030 \|' 'a right that is to come into force'
like "$out" '\(#fit\); in force until 1 January 2012 \|' 'and one that went out of it'
like "$out" 'It does not apply when \[the heather\]\(#heather\) is bare' 'an exception'
finish
