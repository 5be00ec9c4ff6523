#!/bin/bash
# variants: check
# remit sweep: breakpoints of each kind of value, and bad input.
. tests/lib.sh
# Lines are broken where the terminal ends: what is looked for may stand on two.
flat() { tr -s ' \n' ' ' <<<"$out"; }
case=tests/cli/fixtures/town.case

run "$REMIT" sweep $case vacancy_rate=0%..40%
exits 0 'a percentage'
like "$out" '^Above 15%' 'the rounder of two neighbours is named'
like "$(flat)" 'conclusions change at 1 place' 'and there is no other'
like "$(flat)" 'many posts are vacant: no → yes \[.*town.remit:87\]' 'what changes, and the rule'
like "$(flat)" 'All because the share of posts that are vacant is more than 15%: yes' 'and why'
run "$REMIT" sweep $case board_size=0..1000000
like "$out" '^From 7 on' 'a count: the lower end'
like "$out" '^From 11 on' 'and the upper'
run "$REMIT" sweep $case ofsted=inadequate..outstanding
like "$out" '^From good on' 'a scale'
run "$REMIT" sweep $case churn_limit=0..10
like "$out" '^From 3 on' 'a parameter'
run "$REMIT" sweep $case spend=£0..£1m --set places=3
like "$(flat)" 'Moves with it all along ─+ The cost of a place' 'a number that moves all along'
run "$REMIT" sweep $case places=0..5 --set spend=£10
like "$(flat)" 'The cost of a place: cannot be worked out → £10' 'where it cannot be worked out'
run "$REMIT" sweep $case as_at=2019..2022
exits 0 'the as-at date'
like "$out" '^From 1 January 2021 on' 'a date on which a fact changes'
like "$out" '^From 1 November 2019 on' 'a commencement'
run "$REMIT" sweep $case 'board_size=0..20 from 2022-01-01'
like "$(flat)" 'changes anywhere in between|nowhere changes' 'a fact moved for a time only'

cat > "$SCRATCH/odd.remit" <<'R'
module odd "Odd"
fact x "the x" : number
fact y "the y" : number
fact begun "the beginning" : date
define hill "the hill" when x * (10 - x) > 21
define flat "the flat" when x - x > 0
define open "the open" when x > y
define either "either" when x > 2.5 or y > 3
define equal "equal" when x = 4
define late "late" when days from begun to today > 100
define known "known" when x is known
R
printf 'case odd "Odd" as at 2021-01-01\nuse odd\n' > "$SCRATCH/odd.case"
run "$REMIT" sweep "$SCRATCH/odd.case" x=0..10 --json
exits 5 'what cannot be followed'
like "$err" 'R0420.*`flat` could not be followed' 'is named'
like "$err" 'x - x > 0' 'with its expression'
run bash -c "$REMIT sweep $SCRATCH/odd.case x=0..10 --json 2>/dev/null | python3 -c 'import json, sys; print(*[b[\"before\"] + \":\" + b[\"at\"] + \":\" + \"+\".join(c[\"conclusion\"] for c in b[\"changes\"]) for b in json.load(sys.stdin)[\"breakpoints\"]])'"
is "$out" '2.5:2.500001:either 3:3.000001:hill 3.999999:4:equal 4:4.000001:equal 6.999999:7:hill' 'products that turn, equality, and what else leaves it open'
run "$REMIT" sweep "$SCRATCH/odd.case" begun=2020-01-01..2021-01-01
like "$out" '^From 23 September 2020 on' 'a date'

for bad in vacancy_rate vacancy_rate= vacancy_rate=3% =1..2 vacancy_rate=..3%; do
  run "$REMIT" sweep $case $bad
  exits 2 "$bad"
  like "$(flat <<<"$err")$err" 'FACT=LOW\.\.HIGH' "$bad: is told how"
done
for bad in vacancy_rate=40%..0% vacancy_rate=3%..3% ofsted=good..inadequate as_at=2022..2019; do
  run "$REMIT" sweep $case $bad
  exits 2 "an empty range: $bad"
  like "$err" 'range is empty' "$bad: is said"
done
run "$REMIT" sweep $case vacancy_rte=0%..4%
exits 2 'no such fact'
like "$err" 'vacancy_rate' 'the nearest is named'
run "$REMIT" sweep $case ofsted=bad..good
exits 2 'no such member'
run "$REMIT" sweep $case vacancy_rate=£3..£4
exits 2 'another type'
run "$REMIT" sweep $case operational=no..yes
exits 2 'what has no order'
like "$err" 'remit whatif' 'is told what tries single values'
run "$REMIT" sweep $case director_change=2019-01-01..2020-01-01
exits 2 'an event'
run "$REMIT" sweep $case as_at=2019-02-30..2020
exits 2 'a date that is none'
is "$out" '' 'nothing on standard output'
run "$REMIT" sweep $case board_size=0..100 --format csv
like "$out" '^town,board_size,6,7,requirement,board_members,.*,breached,met' 'CSV'

# ---- what is asked of the record, of counts, of other days ----
cat >"$SCRATCH/sw.remit" <<'R'
module sw
type k is a1, b1
fact n : count
fact m : count
fact begun : date
fact s : set of k
event e
define k1 when (n + m) is known and n > 3
define k2 when at most 1 of (n > 3, n > 5)
define k3 when n > 3 or (m > 2 and n > 8)
define k4 when (n > 4) for 2 days
define k5 : count gives n
define k6 when k5 > 6 and k5 is known
define k7 when not (n < 2) and start of (n > 7) < 2021-01-01
define k8 when never n > 9
define k9 when count of e since (2020-01-01 + 1 year) >= n
define k10 : count gives k5 + 1
define k11 : count gives changes of n since 2020-01-01
define k12 when at most n of (n > 3, m > 2, n > 5)
R
printf 'case c as at 2021-06-01\nuse sw\nm is 3\nbegun is 2020-01-01\ne on 2021-02-01\ne complete\n' >"$SCRATCH/sw.case"
run "$REMIT" sweep "$SCRATCH/sw.case" n=0..10
is "$(grep -oE '^From [0-9]+' <<<"$out" | tr '\n' ' ')" 'From 1 From 2 From 4 From 5 From 6 From 7 From 8 From 10 ' 'each place, and no other'
like "$(flat)" 'Moves with it all along ─+ K5 K10' 'what moves, by way of another too'
finish
