#!/bin/bash
# variants: check
# JSON output against include/remit.schema.json, and its order and conventions.
. tests/lib.sh
case=tests/cli/fixtures/town.case
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  skip 'JSON against the schema' 'no python3-jsonschema here'
  finish
fi
cat > "$SCRATCH/valid.py" <<'P'
import json, sys, warnings
warnings.simplefilter("ignore")
import jsonschema
schema = json.load(open("include/remit.schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
lines = sys.stdin.read().splitlines()
assert lines, "no output"
for line in lines:
    for error in validator.iter_errors(json.loads(line)):
        best = jsonschema.exceptions.best_match([error])
        sys.exit(f"{list(best.absolute_path)}: {best.message[:300]}")
P
valid() {  # NAME ARGUMENTS...
  local name=$1
  shift
  ok "$name" bash -c '"$@" | python3 '"$SCRATCH/valid.py" - "$REMIT" "$@"
}
valid 'run' run --json $case
valid 'run, supposing' run --json $case --set operational=no --param churn_limit=3 --as-planned --as-known 2020-06-15
valid 'run, an error value' run --json $case --set places=0 --set spend=£5
valid 'run, a range' run --json $case --set 'places is between 2 and 4' --set spend=£1000
valid 'run, another date' run --json $case --as-at 2019-01-01
valid 'run, every example' run --json examples/*.case
valid 'run, every example, planned' run --json examples/*.case --as-planned --as-at 2022-10-01
valid 'who, a duty' who --json $case social_care
valid 'who, a matter' who --json $case ending
valid 'whatif' whatif --json $case --scenario 'a: operational=no; vacancy_rate=1%' --scenario 'b: board_size=8'
valid 'sweep' sweep --json $case board_size=0..20
valid 'sweep, the as-at date' sweep --json $case as_at=2019..2022
valid 'compare' compare --json $case@2020-06-01 $case@2021-06-01 --all
valid 'compare, other modules' compare --json examples/doncaster.case examples/slough.case
sed 's/is 2 from/is 5 from/; s/vacancy_rate > 15%/vacancy_rate > 50%/' tests/cli/fixtures/town.remit > "$SCRATCH/new.remit"
sed -i 's/^module town/module new/' "$SCRATCH/new.remit"
valid 'impact' impact --json tests/cli/fixtures/town.remit "$SCRATCH/new.remit" $case
valid 'test' test --json tests/cli/fixtures/town_scenarios.remit
valid 'test, coverage' test --json --coverage tests/cli/fixtures/town_scenarios.remit
valid 'test, mutants' test --json --mutate tests/cli/fixtures/town_scenarios.remit
valid 'how' how --json $case 'approve_ending is not held'

"$REMIT" run --json $case $case > "$SCRATCH/two"
is "$(wc -l < "$SCRATCH/two")" 2 'several cases are NDJSON'
cat > "$SCRATCH/look.py" <<'P'
import json, sys
run = json.load(sys.stdin)
print(*run)
print(run["duties"]["social_care"]["delivers"])
print(run["duties"]["provide[early_help]"]["delivers"])
print(run["rights"]["approve_ending"])
print(run["signatures"]["turnover"])
print(run["definitions"]["cost"])
print(run["disputed"], run["planned"], run["stale"], run["missing"], sep="\n")
P
run bash -c "$REMIT run --json $case | python3 $SCRATCH/look.py"
is "$out" "remit verb case module as_at as_known as_planned supposed params duties rights requirements signatures definitions findings disputed planned foreseen left_out stale missing receipt
{'certain': True, 'parties': ['trust'], 'basis': 'stated'}
{'certain': False, 'possible': [['trust'], ['council']], 'unsettled': False, 'depends_on': ['in_scope'], 'basis': None}
{'status': 'held', 'kind': 'power', 'holder': ['dfe'], 'against': ['council', 'trust'], 'matter': 'ending', 'basis': 'stated'}
{'status': 'raised', 'severity': 'high', 'raised': ['churn', 'vacant'], 'not_raised': [], 'unknown': [], 'mitigations': [], 'basis': 'opinion'}
{'certain': False, 'depends_on': ['spend', 'places'], 'basis': None}
[{'fact': 'ofsted', 'candidates': [{'value': 'good', 'cite': 'minutes'}, {'value': 'inadequate', 'cite': 'press'}]}]
[{'fact': 'operational', 'value': 'no', 'from': '2022-01-01', 'until': None, 'cite': 'minutes'}]
[{'fact': 'vacancy_rate', 'value': '20%', 'age_months': 14, 'limit_months': 12}]
['spend', 'places']" 'the keys in order, and the conventions'

run bash -c "$REMIT run --json $case --set places=0 --set spend=£5 | python3 -c 'import json, sys; print(json.load(sys.stdin)[\"definitions\"][\"cost\"])'"
like "$out" "'error': 'R0412', 'file': '.*town.remit', 'line': 9" 'an error value names its place'
is "$("$REMIT" run --json $case | grep -o '"facts": "sha256:[0-9a-f]*"')" "\"facts\": \"sha256:$(sha256sum < $case | cut -d' ' -f1)\"" 'the receipt of the facts'
is "$("$REMIT" run --json $case | grep -o '"rules": "sha256:[0-9a-f]*"')" "\"rules\": \"sha256:$(sha256sum < tests/cli/fixtures/town.remit | cut -d' ' -f1)\"" 'the receipt of the rules'
finish
