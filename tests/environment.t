#!/bin/bash
# Assurance rows 7 and 15: the same bytes under 20 hash seeds, 4 locales and 4 time zones, from every verb.
. tests/lib.sh
cp tests/cli/fixtures/* "$SCRATCH"
printf 'case,direction,operational,board_size\nc1,yes,no,8\nc2,no,yes,3\nc3,,,\n' > "$SCRATCH/rows.csv"
printf 'social_care\ndirection is no\nturnover\nwhy turnover\nfacts\nmissing\nfindings\n' > "$SCRATCH/lines"
printf 'yes\nyes\nstop\n' > "$SCRATCH/answers"
printf 'Content-Length: 75\r\n\r\n{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"rootUri":1}}' > "$SCRATCH/frames"
day='--as-at 2021-06-01'
cat > "$SCRATCH/verbs" <<VERBS
run $day --all examples/doncaster.case examples/birmingham.case examples/torbay.case
run $day --json examples/doncaster.case examples/birmingham.case examples/torbay.case
run $day --format csv examples/doncaster.case
run $day --format=md examples/doncaster.case
check --format json rules examples
check --format sarif $SCRATCH
who $day examples/doncaster.case social_care
why $SCRATCH/town.case turnover
why --json $SCRATCH/town.case turnover
how --json $SCRATCH/town.case "approve_ending is held"
whatif $SCRATCH/town.case --set direction=no
sweep --json $SCRATCH/town.case vacancy_rate=0%..40%
timeline examples/doncaster.case --to 2021-06-01
timeline examples/doncaster.case --to 2021-06-01 --format svg
compare $SCRATCH/town.case@2019-01-01 $SCRATCH/town.case@2021-06-01
impact $SCRATCH/town.remit $SCRATCH/town.remit $SCRATCH/town.case
test -v $SCRATCH/town_scenarios.remit
test --coverage $SCRATCH/town_scenarios.remit
fmt --diff $SCRATCH/town.remit
doc rules/national.remit
graph rules/national.remit
batch $day $SCRATCH/town.remit $SCRATCH/rows.csv
batch $day --summary $SCRATCH/town.remit $SCRATCH/rows.csv
ask $day $SCRATCH/town.remit < $SCRATCH/answers
repl $SCRATCH/town.case < $SCRATCH/lines
lsp < $SCRATCH/frames
explain R0203
help run
VERBS
# All that the verbs say, in this environment, but for how long something took, and the day of an interview.
answers() (  # NAME=VALUE...
  [ $# = 0 ] || export "$@"
  while read -r words; do
    echo "=== $words"
    eval "$REMIT $words"
  done < "$SCRATCH/verbs" | sed -E 's/[0-9.]+ (s|ms)\b//g; /^source interview "Answers given on/d'
)

answers > "$SCRATCH/right" 2> "$SCRATCH/errors"
known=$("$REMIT" --help | sed -nE 's/^  ([a-z]+) {2,}.*/\1/p' | grep -v '^new$')
for verb in $known; do grep -q "^$verb\b" "$SCRATCH/verbs" || missing+=" $verb"; done
is "$missing" '' 'every verb of --help is tried'
is "$(awk '/^=== /{if (verb != "" && !said) print verb; verb=$0; said=0; next} {said=1} END {if (!said) print verb}' "$SCRATCH/right")" '' 'and each says something'
differing=
for seed in $(seq 1 19) 18446744073709551615; do
  answers REMIT_HASH_SEED=$seed > "$SCRATCH/got" 2> /dev/null
  cmp -s "$SCRATCH/right" "$SCRATCH/got" || differing+=" $seed"
done
is "$differing" '' 'the same bytes under 20 hash seeds'

# Made here, where the sources of locales are installed; without them they count as C, which is a locale as well.
mkdir "$SCRATCH/locale"
for locale in tr_TR de_DE fr_FR; do
  localedef -i $locale -f UTF-8 "$SCRATCH/locale/$locale.UTF-8" 2> /dev/null || echo "# $locale cannot be made here"
done
for locale in C tr_TR.UTF-8 de_DE.UTF-8 fr_FR.UTF-8; do
  answers LOCPATH="$SCRATCH/locale" LC_ALL="$locale" LANG="$locale" > "$SCRATCH/got" 2> /dev/null
  same "$SCRATCH/right" "$SCRATCH/got" "the same bytes in the locale $locale"
done
for zone in UTC Pacific/Kiritimati Pacific/Pago_Pago America/St_Johns; do
  answers TZ="$zone" > "$SCRATCH/got" 2> /dev/null
  same "$SCRATCH/right" "$SCRATCH/got" "the same bytes in the time zone $zone"
done

finish
