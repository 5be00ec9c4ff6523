#!/bin/bash
# variants: check stress
. tests/lib.sh
case=tests/cli/fixtures/town.case

run "$REMIT" run $case
exits 0 'a case runs'
is "$err" '' 'without a word on standard error'
like "$out" '^Our town, as at 1 August 2021$' 'the case and the date'
like "$out" "The date is the case's own" 'where the date comes from'
like "$out" 'not legal advice' 'what it is not'
like "$out" "Children's social care +the council +Our Town Children's Trust" 'the matrix, with the parties of the case'
like "$out" 'arranges the insurance +not settled by the sources' 'what the sources do not settle'
like "$out" 'Provide early help .*or$' 'what is uncertain'
like "$out" '\(1\) depends on the services' 'and what it depends on'
like "$out" 'may approve any ending of the contract, binding the council' 'a power'
like "$out" 'stated: The$' 'and what it rests on'
like "$out" 'are free to speak at the board' 'holders together'
like "$out" 'is subject to the Department for Education' 'the other side of a power'
like "$out" 'high severity; 2 of 2 indicators' 'a signature with its strength'
like "$out" 'probe +Ask how long' 'and what to probe'
unlike "$out" 'failing[^.]' 'never "failing"'
like "$out" 'Planned, not known to have happened' 'plans'
like "$out" 'Disputed: the sources disagree' 'disputes'
like "$out" 'stale after 1 year' 'what is stale'
like "$out" 'Missing: what would settle most' 'what is missing'
unlike "$out" 'social_care|director_change|vacancy_rate' 'no internal names'
unlike "$out" $'\x1b' 'no colour in a pipe'
unlike "$out" ' $' 'no line ends in a space'

run "$REMIT" run $case --as-at 2020-06-01 --set operational=no
like "$out" '^Our town, as at 1 June 2020$' 'another date'
like "$out" 'the date asked for' 'and that it was asked for'
like "$out" '4 other rights are not held' 'what is not held is summed up'
run "$REMIT" run $case --set operational=no --all
like "$out" 'has no power to end the contract' '--all lists it'

run "$REMIT" run $case --set operational=no
like "$out" 'Supposed: operational=no' 'a supposition is shown'
like "$out" 'the council \(supposed\)' 'and counts'
run "$REMIT" run $case --param churn_limit=3
like "$out" '1 of 2 indicators' 'another parameter'
run "$REMIT" run $case --as-planned --as-at 2022-06-01
like "$out" 'Plans are taken as' 'plans can be taken as carried out'
run "$REMIT" run $case --as-known 2020-06-15
like "$out" 'Only what was known on 15 June 2020 counts; 3 statements' 'as known, with what was left out'

sed 's/ *as at .*//' $case > "$SCRATCH/undated.case"
run "$REMIT" run "$SCRATCH/undated.case" --rules tests/cli/fixtures/town.remit
exits 0 '--rules takes a file'
like "$out" 'today, as no date was given' 'no date is today'

run "$REMIT" run $case $case
is "$(grep -c '^Our town, as at' <<<"$out")" 2 'several cases'

for kind in raised disputed unsettled; do
  run "$REMIT" run $case --fail-on $kind
  exits 1 "--fail-on $kind"
done
run "$REMIT" run $case --fail-on gap,conflict,error,invariant
exits 0 '--fail-on counts only what is certain'
run "$REMIT" run $case --set operational=no --fail-on 'gap?'
exits 0 '--fail-on gap? without any gap'
run "$REMIT" run $case --set 'direction is unknown' --fail-on 'gap?'
exits 1 '--fail-on gap? with a possible one'
run "$REMIT" run $case --set 'direction is no' --fail-on gap
exits 1 '--fail-on gap with a certain one'

run "$REMIT" run $case --format md
exits 0 'Markdown'
like "$out" '^# Our town, as at 1 August 2021$' 'a title'
like "$out" '^\| --- \| --- \|' 'a table'
run "$REMIT" run $case --format csv
exits 0 'CSV'
is "$(head -1 <<<"$out")" 'case,module,as_at,kind,name,label,result,basis,depends_on' 'its columns'
like "$out" '^town,town,2021-08-01,right,approve_ending,approve any ending of the contract,held,stated,$' 'a row'
like "$out" 'provide\[early_help\].delivers,.*,trust\|council,,in_scope$' 'an uncertain one'

run "$REMIT" run $case --set nonsense=3
exits 2 'a supposition about nothing is wrong usage'
like "$err" 'R0201.*nonsense' 'and says so'
is "$out" '' 'without conclusions'
run "$REMIT" run $case --param operational=no
exits 2 'a fact is no parameter'
like "$err" 'supposed with --set' 'with the mend'

# `2` and, in the next line, a fact called `days` are no duration.
printf 'module units\nfact n : count\nfact days : count\nfact term : duration\ndefine y when n = 2 and days = 3 and term = 4 days\n' > "$SCRATCH/units.remit"
printf 'case units as at 2021-01-01\nuse units\nterm is 4\n  days\nn is 2\ndays is 3\n' > "$SCRATCH/units.case"
run "$REMIT" run --json "$SCRATCH/units.case"
like "$out" '"y": \{"certain": true, "value": "yes"' 'a statement about a fact called `days` behind a number'
printf '[]' > "$SCRATCH/none.json"
run "$REMIT" run --rules "$SCRATCH/units.remit" "$SCRATCH/none.json"
exits 4 'a list without a case'
like "$err" 'R0005: this list holds no case' 'says so'
finish
