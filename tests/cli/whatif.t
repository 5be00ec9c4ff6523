#!/bin/bash
# variants: check
# remit whatif: one supposition, several scenarios, what makes the difference, bad input.
. tests/lib.sh
# Lines are broken where the terminal ends: what is looked for may stand on two.
flat() { tr -s ' \n' ' ' <<<"$out"; }
case=tests/cli/fixtures/town.case

run "$REMIT" whatif $case --set operational=no
exits 0 'one supposition'
like "$(flat)" 'What if operational=no\? 10 conclusions change, of 1[0-9]' 'what is supposed, and how much changes'
like "$(flat)" 'Where no other reason is given, because the trust runs the services: no \(supposed; was yes\)' 'one cause is said once'
like "$(flat)" "who delivers the service: Our Town Children's Trust → the council" 'before and after'
like "$(flat)" 'town.remit:41\]' 'the rule that decides now'
unlike "$(flat)" 'accountable' 'what stays is not shown'

run "$REMIT" whatif $case --set vacancy_rate=5% --set operational=no
like "$(flat)" 'because the share of posts that are vacant: 5% \(supposed; was 20%\), so .* more than 15%: no' 'the condition that turned'
like "$(flat)" 'because the trust runs the services: no' 'each with its own cause'

run "$REMIT" whatif $case --set reasonable=yes
exits 0 'what nothing depends on'
like "$(flat)" 'No conclusion depends on it' 'is said'
run "$REMIT" whatif $case --set operational=yes
like "$(flat)" 'rest on something else' 'the same answers on other grounds are counted'
run "$REMIT" whatif $case --set 'operational is no from 2021-07-01'
like "$(flat)" 'who delivers the service' 'a statement with a period'
run "$REMIT" whatif $case --param churn_limit=5
like "$(flat)" 'Changes of director that raise a sign: 5 \(supposed; was 2\)' 'a parameter'

run "$REMIT" whatif $case --scenario 'grim: vacancy_rate=30%; operational=no' --scenario 'rosy: board_size=8; vacancy_rate=1%'
exits 0 'two scenarios'
like "$(flat)" 'As it stands Grim Rosy' 'one table'
like "$out" 'The board has seven to ten +not known +not applicable +met' 'side by side'
like "$(flat)" 'What makes the difference in "rosy"' 'with the reasons of each'
COLUMNS=40 run "$REMIT" whatif $case --scenario 'grim: operational=no' --scenario 'rosy: board_size=8'
exits 0 'on a narrow terminal'
ok 'every line fits' test "$(wc -L <<<"$out")" -le 40
run "$REMIT" whatif $case --format md --scenario 'grim: operational=no' --scenario 'rosy: board_size=8'
like "$out" '^\| Conclusion \| As it stands \| Grim \| Rosy \|' 'Markdown'
run "$REMIT" whatif $case --format csv --set board_size=8
like "$(flat)" 'town,,requirement,board_members,The board has seven to ten members,unknown,met,"?the number of board members: 8' 'CSV'
run bash -c "$REMIT whatif $case --json --set operational=no | python3 -c 'import json, sys; s = json.load(sys.stdin)[\"scenarios\"][0]; print([c[\"after\"][\"value\"] for c in s[\"changes\"] if c[\"conclusion\"] == \"approve_ending\"], s[\"changes\"][0][\"because\"][\"about\"])'"
is "$out" "['not held'] operational" 'JSON'

run "$REMIT" whatif $case
exits 2 'nothing supposed'
like "$err" 'something to suppose' 'is said'
run "$REMIT" whatif $case --scenario 'vacancy_rate=3%'
exits 2 'a scenario without a name'
like "$err" 'NAME: FACT=VALUE' 'is said'
run "$REMIT" whatif $case --scenario 'a: board_size=8' --scenario 'a: board_size=9'
exits 2 'two scenarios of one name'
run "$REMIT" whatif $case --set vacancy_rte=3%
exits 2 'no such fact'
like "$err" 'vacancy_rate' 'the nearest is named'
run "$REMIT" whatif $case --scenario 'a: ofsted=excellent'
exits 2 'no such member'
run "$REMIT" whatif $case --set ofsted=3
exits 2 'another type'
is "$out" '' 'nothing on standard output'
run "$REMIT" whatif nowhere.case --set a=b
exits 2 'no such file'
run "$REMIT" whatif --help
like "$(flat)" "scenario 'grim: vacancy_rate=30%" '--help has an example'
finish
