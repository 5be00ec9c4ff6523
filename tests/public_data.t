#!/bin/bash
# The published tables become facts, and the facts conclusions. The authorities of the sample are made up.
. tests/lib.sh

FOLDER=examples/public_data

run "$FOLDER/to_facts.sh" "$FOLDER/sample"
exits 0 'the sample is turned into facts'
same "$SCRATCH/.out" "$FOLDER/sample/facts.csv" 'and they are those expected'
like "$out" '^brackwater_city_of_2019,2019-09-30,,,,,,,,,,$' 'symbols and an unclear judgement are empty cells'
like "$out" '^fenwold_2020,.*,0%,0%,0%,12,0%,' 'a published 0 stays 0'
like "$out" '^eastmarch_2020,2020-09-30,,requires_improvement,' 'a report soon after the date leaves the judgement by inspection open'

cp -r "$FOLDER/sample" "$SCRATCH/odd"
sed -i 's/,low$/,verylow/' "$SCRATCH/odd/csww_indicators_2017_to_2025.csv"
run "$FOLDER/to_facts.sh" "$SCRATCH/odd"
exits 1 'an unknown symbol ends the run'
like "$err" "'verylow' is neither a number nor a symbol" 'and is named'

run "$REMIT" run "$FOLDER/sample/facts.csv" --rules workforce_data --json
exits 0 'every row of the sample is run'
is "$(grep -c '"case"' <<<"$out")" "$(($(wc -l <"$FOLDER/sample/facts.csv") - 1))" 'one object a row'
like "$(grep ashmere_2018 <<<"$out")" '"vacant_posts": ?\{"status": ?"raised"' 'a rate at its limit raises the signature'
like "$(grep ashmere_2019 <<<"$out")" '"vacant_posts": ?\{"status": ?"not raised"' 'a rate just below does not'
like "$(grep brackwater <<<"$out")" '"vacant_posts": ?\{"status": ?"unknown"' 'a suppressed rate leaves it unknown'
like "$(grep ashmere_2020 <<<"$out")" '"repeated_inadequate": ?\{"status": ?"raised"' 'inadequate again and again is raised'

DATA=${REMIT_DATA:-../shared/data}
if [ -f "$DATA/csww_indicators_2017_to_2025.csv" ]; then
  "$FOLDER/to_facts.sh" "$DATA" >"$SCRATCH/all.csv"
  run "$REMIT" run "$SCRATCH/all.csv" --rules workforce_data --json
  exits 0 'every authority and year of the published tables is run'
  is "$(grep -c '"case"' <<<"$out")" "$(($(wc -l <"$SCRATCH/all.csv") - 1))" 'one object a row'
else
  skip 'every authority and year of the published tables is run' "no published tables in $DATA"
fi
finish
