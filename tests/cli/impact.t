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

# ---- records, thresholds and facts that one version lacks ----
cat >"$SCRATCH/old/reg.remit" <<'R'
module reg "R"
party council "c"
source act "The Act" dated 2010
fact a "it is a" : yes/no
fact size "the size" : count
fact gone "it is gone" : yes/no
parameter most "the most" : count
  is 10 from 2010-01-01
parameter rare "the rarest" : count
  is 3 from 2010-01-01
record a is yes from 2015-01-01 cite act
define x when a
define y when size > most
define z when gone
define few when size < rare
define u when size > 3
R
printf 'case c "C" as at 2020-01-01\nuse reg\nsize is 5\n' >"$SCRATCH/c.case"
sed 's/^record a is yes/record a is no/; /^fact gone/d; /^define z/d; /^parameter rare/,+1d; s/^define few.*/define few when size < 3/; s/^define u/define v/' \
  "$SCRATCH/old/reg.remit" >"$SCRATCH/new/reg.remit"
run "$REMIT" impact "$SCRATCH/old/reg.remit" "$SCRATCH/new/reg.remit" "$SCRATCH/c.case"
like "$(flat)" "The modules' records say otherwise: it is a: yes → no X: yes → no" 'a record'
like "$(flat)" 'Z: not known → gone' 'what hangs on a fact that is gone'
run "$REMIT" impact --json "$SCRATCH/old/reg.remit" "$SCRATCH/new/reg.remit" "$SCRATCH/c.case"
is "$(grep -oE '"reason": "[a-z]+"' <<<"$out" | sort -u | tr '\n' ' ')" '"reason": "added" "reason": "record" "reason": "removed" ' 'all three as JSON'

# What no rule and no value explains, and names that are something else now.
cat >"$SCRATCH/a.remit" <<'R'
module a
scale state is bare < thin < rich
fact damp : yes/no
fact wet : yes/no
fact n : count
fact heather : state
parameter lim : count
  is 3
define many when n > lim
define soft when damp
define grown when heather > bare
R
sed 's/^module a/module b/; s/bare < thin < rich/rich < bare < thin/; /^parameter/d; s/^  is 3/define lim : count  gives 30/
  s/^fact damp .*/define damp when not wet/' "$SCRATCH/a.remit" >"$SCRATCH/b.remit"
printf 'case c as at 2020-01-01\nuse a\nwet is yes\nn is 10\nheather is rich\n' >"$SCRATCH/c.case"
run "$REMIT" impact "$SCRATCH/a.remit" "$SCRATCH/b.remit" "$SCRATCH/c.case"
like "$(flat)" 'Conclusions that the old rules have not Damp: no .*Lim: 30 .*Many: yes → no .*Soft: not known → no' 'a threshold and a fact that are definitions now'
like "$(flat)" 'For no single reason Grown: yes → no' 'a scale in another order'
run "$REMIT" impact "$SCRATCH/a.remit" "$SCRATCH/b.remit" "$SCRATCH/c.case" --json
like "$out" '"reason": "other", "about": "grown"' 'as JSON'
run "$REMIT" impact "$SCRATCH/b.remit" "$SCRATCH/a.remit" "$SCRATCH/c.case"
like "$(flat)" 'Conclusions that the new rules have no more .*Many: no → yes' 'and the other way round'
finish
