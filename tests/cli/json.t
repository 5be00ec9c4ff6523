#!/bin/bash
# variants: check
# JSON output against include/remit.schema.json, and its order and conventions.
. tests/lib.sh
case=tests/cli/fixtures/town.case
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  skip 'JSON against the schema' 'no python3-jsonschema here'
  finish
fi
# All outputs are gathered, and held to the schema in one go: to start Python for each would take most of the time.
cat > "$SCRATCH/valid.py" <<'P'
import json, sys, warnings
warnings.simplefilter("ignore")
import jsonschema
schema = json.load(open("include/remit.schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)

def validator(verb):  # of the verb alone where that tells, which is faster than to try all
    several = verb == "test" or verb not in schema["$defs"]
    whole = schema if several else {"$defs": schema["$defs"], "$ref": "#/$defs/" + verb}
    return jsonschema.Draft202012Validator(whole)

def fault(path):
    lines = open(path).read().splitlines()
    for line in map(json.loads, lines):
        for error in validator(line["verb"]).iter_errors(line):
            best = jsonschema.exceptions.best_match([error])
            return f"{list(best.absolute_path)}: {best.message[:300]}"
    return "" if lines else "no output"

for path in sys.argv[1:]:
    try:
        found = fault(path)
    except ValueError as error:
        found = str(error)
    open(path + ".fault", "w").write(found)
P
names=()
valid() {  # NAME ARGUMENTS...
  names+=("$1")
  shift
  "$REMIT" "$@" > "$SCRATCH/${#names[@]}.json"
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
valid 'why, of a day of which nothing is stated' why --json examples/doncaster.case social_care --as-at 1950-01-01
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
# Every conclusion of a case, one line each.
whys() {  # CASE OPTIONS...
  local each case=$1
  shift
  for each in $("$REMIT" run --format csv "$case" | sed -n '2,$s/^\([^,]*,\)\{4\}\([^,]*\),.*/\2/p' | sort -u); do
    "$REMIT" why --json "$case" "$each" "$@"
  done
}
cat > "$SCRATCH/words.case" <<'C'
case words as at 2021-06-01
use words
a is yes from 2020-02 cite act "1"
b is yes planned
n is 4 cite act by "M. Smith"
visit on 2019-12-30, 2021-01
visit complete from 2019
begun is 2015
g is good cite act
g is poor cite view
x is 3
scope includes care
note is "p"
cost is at least £3
C
export REMIT_PATH=tests/messages
names+=('why, of each conclusion')
{ whys $case; whys "$SCRATCH/words.case"; whys "$SCRATCH/words.case" --depth 2 --as-planned; } > "$SCRATCH/${#names[@]}.json"
valid 'why, of a fact' why --json $case operational
valid 'timeline' timeline --json $case --from 2013-01-01 --to 2023-01-01
valid 'timeline, of the words' timeline --json "$SCRATCH/words.case" --from 2013-01-01 --to 2023-01-01
valid 'how' how --json $case 'approve_ending is not held'
python3 "$SCRATCH/valid.py" "$SCRATCH"/*.json
for i in "${!names[@]}"; do is "$(cat "$SCRATCH/$((i + 1)).json.fault")" '' "${names[i]}"; done

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
