#!/bin/bash
# variants: check
# remit impact: what another version of the rules changes, grouped by the reason.
. tests/lib.sh
# Lines are broken where the terminal ends: what is looked for may stand on two.
flat() { tr -s ' \n' ' ' <<<"$out"; }
case=tests/cli/fixtures/town.case
mkdir "$SCRATCH/new" "$SCRATCH/old"
cp tests/cli/fixtures/town.remit "$SCRATCH/old/town.remit"
old="$SCRATCH/old/town.remit" new="$SCRATCH/new/town.remit"

# changed SED-SCRIPT: the new rules.
changed() { sed "$1" "$old" > "$new"; run "$REMIT" impact "$old" "$new" $case; }

changed ''
exits 0 'no change'
like "$(flat)" 'Nothing changes: all [0-9]+ conclusions in 1 case' 'is said'

changed 's/when operational$/when operational and direction/'
like "$(flat)" 'Nothing changes' 'rules in other words with the same results'
like "$(flat)" 'make no difference in these cases' 'are said to make no difference'
like "$(flat)" 'who delivers the service' 'and named'

changed 's/is 2 from 2013-01-01/is 5 from 2013-01-01/'
like "$(flat)" 'A threshold has another value: Changes of director that raise a sign: 2 → 5' 'a threshold is one reason'
like "$(flat)" 'the director changed too often: yes → not known' 'with what follows'

changed 's/delivers    trust   when operational$/delivers    board   when operational/'
like "$(flat)" "The rules for \"Children's social care – who delivers the service\" are others" 'a changed rule'
like "$(flat)" "decided before: .*old/town.remit:4[0-9]" 'which decided before'
like "$(flat)" "decides now: .*new/town.remit:4[0-9]" 'which decides now'
like "$(flat)" 'the Children.s Trust → the Trust Board' 'and what changes'

changed 's/vacancy_rate > 15%/vacancy_rate > 50%/'
like "$(flat)" 'for 1 reason' 'a rule far below is one reason'
like "$(flat)" 'how severe: high → medium' 'with what follows from it'

printf '\nright leave "leave the contract"\n  power of trust over council\n  when operational\n' > "$SCRATCH/more"
sed '/^right speak/,/held otherwise/d' "$old" | cat - "$SCRATCH/more" > "$new"
run "$REMIT" impact "$old" "$new" $case
like "$(flat)" 'Conclusions that the old rules have not' 'added'
like "$(flat)" 'leave the contract.*: held' 'with what they come to'
like "$(flat)" 'Conclusions that the new rules have no more' 'removed'
like "$(flat)" 'held → gone' 'with what they came to'

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
sed 's/>= churn_limit/>= chrn_limit/' "$old" > "$new"
run "$REMIT" impact "$old" "$new" $case
exits 3 'new rules with errors'
is "$out" '' 'nothing on standard output'

run "$REMIT" impact nowhere rules examples/doncaster.case
exits 2 'rules that are not there'
like "$err" 'there is no file or folder `nowhere`' 'are named'
finish
