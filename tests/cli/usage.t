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

# ---- what is refused, word for word ----
town=tests/cli/fixtures/town
printf 'case,direction,direction\na,yes,no\n' >"$SCRATCH/twice.csv"
printf 'case,direction\na,yes\n' >"$SCRATCH/rows.csv"
refuses() {  # WORDS COMMAND...
  local words=$1
  shift
  run "$REMIT" "$@"
  like "$err" "$words" "$*"
}
refuses 'there is no option `--qqqqqqqq`$' run --qqqqqqqq
refuses '`extra` is one argument too many; it takes ' why $town.case turnover extra
refuses 'takes a percentage from 0 to 100, such as 90, not `200`' test $town.remit --coverage --fail-under 200
refuses '`approve_endin`; did you mean `approve_ending`' batch $town.remit "$SCRATCH/rows.csv" --select approve_endin
refuses '.-by takes a fact, and there is none called `nothing`' batch $town.remit "$SCRATCH/rows.csv" --summary --by nothing
refuses '.-columns takes FACT=HEADER, such as case=id, not `direction`' batch $town.remit "$SCRATCH/rows.csv" --columns direction
refuses 'there are two columns `direction`' batch $town.remit "$SCRATCH/twice.csv"
refuses 'the as-at date has no `from` or `until`' sweep $town.case 'as_at=2015-01-01..2016-01-01 from 2019'
refuses 'the ends of a range are single values' sweep $town.case 'board_size=at least 1..8'
refuses '.-completion takes bash, zsh or fish, not `tcsh`' help --completion tcsh
finish
