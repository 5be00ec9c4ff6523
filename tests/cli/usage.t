#!/bin/bash
# Verbs, options, help and exit statuses of wrong usage.
. tests/lib.sh

run "$REMIT"
exits 2 'no verb'
like "$out" 'Usage: remit VERB' 'shows how it is used'
run "$REMIT" --help
exits 0 '--help'
for verb in check run who test explain; do
  like "$out" "^  $verb " "--help lists $verb"
  run "$REMIT" $verb --help
  exits 0 "$verb --help"
  like "$out" '^Example:' "$verb --help has an example"
  is "$(awk 'length > 125' <<<"$out")" '' "$verb --help has no overlong line"
  run "$REMIT" --help
done
run "$REMIT" help who
like "$out" 'CASE DUTY-or-MATTER' 'help VERB'
run "$REMIT" --version
like "$out" '^remit [0-9]+\.[0-9]+\.[0-9]+$' '--version'

run "$REMIT" rnu
exits 2 'an unknown verb'
like "$err" 'did you mean `run`' 'with the nearest'
run "$REMIT" run
exits 2 'no case'
like "$err" 'it needs CASE' 'is said'
run "$REMIT" run x.case --formt json
exits 2 'an unknown option'
like "$err" 'did you mean `--format`' 'with the nearest'
run "$REMIT" check x.remit --as-at 2021-01-01
exits 2 "another verb's option"
like "$err" 'of other verbs' 'is said'
run "$REMIT" run x.case --format xml
exits 2 'an unknown format'
like "$err" 'text, json, csv' 'with those there are'
run "$REMIT" run x.case --color=sometimes
exits 2 'an unknown choice of colour'
run "$REMIT" run x.case --fail-on everything
exits 2 'an unknown kind of finding'
run "$REMIT" run x.case --as-at
exits 2 'an option without its value'
run "$REMIT" run x.case --param churn
exits 2 'a parameter without its value'
for date in 2023-02-29 2021-13-01 1066-10-14 yesterday 2021-06 2021; do
  run "$REMIT" run x.case --as-at $date
  exits 2 "--as-at $date"
  like "$err" "$date" "is told of $date"
done

run "$REMIT" explain R0203
exits 0 'a code explained'
like "$out" '^Wrong, in rules:' 'with a wrong example, and where it stands'
like "$out" '^Right, in rules:' 'and a right one (tests/explain.t runs them all)'
run "$REMIT" explain 203
exits 0 'its number will do'
run "$REMIT" explain R9999
exits 2 'a code that is none'
finish
