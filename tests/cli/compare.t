#!/bin/bash
# variants: check
# remit compare: two dates, two cases, other rules, bad input.
. tests/lib.sh
# Lines are broken where the terminal ends: what is looked for may stand on two.
flat() { tr -s ' \n' ' ' <<<"$out"; }
case=tests/cli/fixtures/town.case

run "$REMIT" compare $case@2020-06-01 $case@2021-06-01
exits 0 'one case at two dates'
like "$out" '^1 June 2020 beside 1 June 2021' 'by their dates'
like "$(flat)" 'The trust runs the services – yes' 'facts that differ'
unlike "$(flat)" 'A direction is in force' 'and only those'
like "$(flat)" '1 June 2021: not known|1 June 2021: Our Town' 'conclusions that differ'
like "$(flat)" 'what differs: the trust runs the services: yes \(1 June 2020: not known\)' 'and which fact made them differ'
run "$REMIT" compare --all $case@2020-06-01 $case@2021-06-01
like "$(flat)" 'A direction is in force' '--all: facts that are the same'
like "$(flat)" 'on both sides' '--all: conclusions that are the same'

sed 's/case town "Our town"/case other "The other town"/; s/^operational.*cite minutes$//; s/board_size.*/board_size is 3/' $case > "$SCRATCH/other.case"
cp tests/cli/fixtures/town.remit "$SCRATCH"
run "$REMIT" compare $case "$SCRATCH/other.case" --rules tests/cli/fixtures/town.remit
exits 0 'two cases'
like "$out" '^Our town beside The other town' 'by their names'
like "$(flat)" 'The number of board members at least 8 3' 'a fact known in part'
run "$REMIT" compare $case "$SCRATCH/other.case"
exits 0 'two cases with copies of one module'
like "$(flat)" 'The number of board members at least 8 3' 'are paired by name'
printf 'module small "Small"\nparty council "the council"\nrole delivers "delivers the service" any number\nfact direction : yes/no\nduty social_care "Care"\n  delivers council when direction\n' > "$SCRATCH/small.remit"
printf 'case small "Small" as at 2021-08-01\nuse small\ndirection is yes\n' > "$SCRATCH/small.case"
run "$REMIT" compare $case "$SCRATCH/small.case"
exits 0 'two modules'
like "$(flat)" 'not in these rules' 'a fact that one has not'
like "$(flat)" 'no such conclusion in these rules' 'a conclusion that one has not'

run "$REMIT" compare --format csv $case@2020-06-01 $case@2021-06-01
like "$out" '^fact,operational,the trust runs the services,unknown,yes,' 'CSV: facts'
like "$out" '^role,social_care.delivers,' 'CSV: conclusions'
run bash -c "$REMIT compare --json $case@2020-06-01 $case@2021-06-01 | python3 -c 'import json, sys; r = json.load(sys.stdin); print(r[\"as_at\"], r[\"beside\"][\"as_at\"], r[\"things\"][0][\"name\"], r[\"changes\"][0][\"conclusion\"])'"
is "$out" '2020-06-01 2021-06-01 operational social_care.delivers' 'JSON'

run "$REMIT" compare $case $case
exits 2 'a case beside itself'
like "$err" 'same case at the same date' 'is said'
run "$REMIT" compare $case@2020-13-01 $case
exits 2 'no such date'
run "$REMIT" compare $case@2020 $case
exits 2 'a year is no date'
run "$REMIT" compare nowhere.case $case
exits 2 'no such file'
is "$out" '' 'nothing on standard output'
run "$REMIT" compare $case
exits 2 'one case is too few'
finish
