#!/bin/bash
# Assurance rows 7 and 15: the same bytes under 20 hash seeds, 4 locales and 4 time zones.
. tests/lib.sh
cases='examples/doncaster.case examples/birmingham.case examples/torbay.case'
answers() {  # NAME=VALUE...: all that three cases come to, as text and as JSON, in this environment
  for case in $cases; do
    env "$@" "$REMIT" run --as-at 2021-06-01 --all "$case" && env "$@" "$REMIT" run --json --as-at 2021-06-01 "$case" || return
  done
}

answers > "$SCRATCH/right" 2>&1
is "$?" 0 'the cases run'
isnt "$(wc -c < "$SCRATCH/right")" 0 'and say something'
differing=
for seed in $(seq 1 19) 18446744073709551615; do
  answers REMIT_HASH_SEED=$seed > "$SCRATCH/got" 2>&1
  cmp -s "$SCRATCH/right" "$SCRATCH/got" || differing+=" $seed"
done
is "$differing" '' 'the same bytes under 20 hash seeds'

# Those that are installed; one that is not counts as C, which is a locale as well.
locales=$( (locale -a 2> /dev/null; printf '%s\n' C POSIX C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8) | awk '!seen[$0]++' | head -8)
for locale in $locales; do
  answers LC_ALL="$locale" LANG="$locale" > "$SCRATCH/got" 2>&1
  same "$SCRATCH/right" "$SCRATCH/got" "the same bytes in the locale $locale"
done
for zone in UTC Pacific/Kiritimati Pacific/Pago_Pago America/St_Johns; do
  answers TZ="$zone" > "$SCRATCH/got" 2>&1
  same "$SCRATCH/right" "$SCRATCH/got" "the same bytes in the time zone $zone"
done

"$REMIT" check --format json rules examples > "$SCRATCH/right" 2>&1
"$REMIT" graph rules/national.remit > "$SCRATCH/right.dot"
for seed in 1 2 3; do
  REMIT_HASH_SEED=$seed "$REMIT" check --format json rules examples > "$SCRATCH/got" 2>&1
  same "$SCRATCH/right" "$SCRATCH/got" "check under seed $seed"
  REMIT_HASH_SEED=$seed "$REMIT" graph rules/national.remit > "$SCRATCH/got"
  same "$SCRATCH/right.dot" "$SCRATCH/got" "graph under seed $seed"
done
finish
