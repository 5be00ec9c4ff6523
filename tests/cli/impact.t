#!/bin/bash
# variants: check
# remit impact: what another version of the rules changes, grouped by the reason.
. tests/lib.sh
case=tests/cli/fixtures/town.case
mkdir "$SCRATCH/new" "$SCRATCH/old"
cp tests/cli/fixtures/town.remit "$SCRATCH/old/town.remit"
old="$SCRATCH/old/town.remit" new="$SCRATCH/new/town.remit"

# changed SED-SCRIPT: the new rules.
changed() { sed "$1" "$old" > "$new"; run "$REMIT" impact "$old" "$new" $case; }

changed ''
exits 0 'no change'
like "$out" 'Nothing changes: all [0-9]+ conclusions in 1 case' 'is said'

changed 's/when operational$/when operational and direction/'
like "$out" 'Nothing changes' 'rules in other words with the same results'
like "$out" 'make no difference in these cases' 'are said to make no difference'
like "$out" 'who delivers the service' 'and named'

changed 's/is 2 from 2013-01-01/is 5 from 2013-01-01/'
like "$out" 'A threshold has another value: Changes of director that raise a sign: 2 → 5' 'a threshold is one reason'
like "$out" 'the director changed too often: yes → not known' 'with what follows'

changed 's/delivers    trust   when operational$/delivers    board   when operational/'
like "$out" "The rules for \"Children's social care – who delivers the service\" are others" 'a changed rule'
like "$out" "decided before: .*old/town.remit:4[0-9]" 'which decided before'
like "$out" "decides now: .*new/town.remit:4[0-9]" 'which decides now'
like "$out" 'the Children.s Trust → the Trust Board' 'and what changes'

changed 's/vacancy_rate > 15%/vacancy_rate > 50%/'
like "$out" 'for 1 reason' 'a rule far below is one reason'
like "$out" 'how severe: high → medium' 'with what follows from it'

printf '\nright leave "leave the contract"\n  power of trust over council\n  when operational\n' > "$SCRATCH/more"
sed '/^right speak/,/held otherwise/d' "$old" | cat - "$SCRATCH/more" > "$new"
run "$REMIT" impact "$old" "$new" $case
like "$out" 'Conclusions that the old rules have not' 'added'
like "$out" 'leave the contract.*: held' 'with what they come to'
like "$out" 'Conclusions that the new rules have no more' 'removed'
like "$out" 'held → gone' 'with what they came to'

changed 's/is 2 from 2013-01-01/is 5 from 2013-01-01/'
run "$REMIT" impact "$old" "$new" $case --json
run bash -c "$REMIT impact --json $old $new $case | python3 -c 'import json, sys; r = json.load(sys.stdin); print(r[\"groups\"][0][\"reason\"], r[\"groups\"][0][\"about\"], r[\"groups\"][0][\"after\"], r[\"cases\"])'"
is "$out" "threshold churn_limit 5 [{'case': 'town', 'as_at': '2021-08-01', 'changes': 2}]" 'JSON'
run "$REMIT" impact "$old" "$new" $case --format csv
like "$out" '^town,indicator,turnover.churn,.*,yes,unknown,threshold,churn_limit' 'CSV'
run "$REMIT" impact "$SCRATCH/old" "$SCRATCH/new" tests/cli/fixtures
exits 0 'folders of rules and a folder of cases'
run "$REMIT" impact "$SCRATCH/old" "$new" $case
exits 2 'a folder and a file'
run "$REMIT" impact "$old" nowhere.remit $case
exits 2 'no such rules'
mkdir "$SCRATCH/empty"
run "$REMIT" impact "$old" "$new" "$SCRATCH/empty"
exits 2 'a folder without a case'
like "$err" 'no .case file' 'is said'
sed 's/when operational and direction/when opperational/; s/churn_limit/chrn_limit/' "$old" > "$new"
run "$REMIT" impact "$old" "$new" $case
exits 3 'new rules with errors'
is "$out" '' 'nothing on standard output'
finish
