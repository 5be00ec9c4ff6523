# For tests of the program in TAP, run by prove from the top of the tree:
#
#   #!/bin/bash
#   . tests/lib.sh
#   run "$REMIT" check examples/doncaster.case     # sets $out, $err and $status
#   exits 0 'a sound case passes'
#   is "$out" '' 'and nothing is said'
#   like "$err" 'R0203' 'the code is named'
#   finish
#
# $REMIT is the program, $SCRATCH a folder that is removed at the end. A test prints its got and expected when it fails,
# and goes on. A script with the line `# variants: check stress` is run on these builds too, with another $REMIT.

: "${REMIT:=build/remit}"
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/remit-test.XXXXXX") || exit 1
trap 'rm -rf "$SCRATCH"' EXIT
unset REMIT_PATH NO_COLOR COLUMNS
export LC_ALL=C.UTF-8 TZ=UTC
exec </dev/null

tap_count=0
tap_failed=0

tap_result() {  # STATUS NAME
  tap_count=$((tap_count + 1))
  if [ "$1" = 0 ]; then
    echo "ok $tap_count - $2"
    return 0
  fi
  tap_failed=$((tap_failed + 1))
  echo "not ok $tap_count - $2"
  return 1
}

tap_say() {  # LABEL TEXT
  printf '%s:\n%s\n' "$1" "$2" | sed 's/^/#   /'
}

# run COMMAND...: sets $out and $err, without their last line feeds and NULs, and $status; the bytes themselves stand in
# $SCRATCH/.out and $SCRATCH/.err. Standard input is empty; `run ... <FILE` and `run ... <<<TEXT` give another (a pipe
# into run would set the variables in a process of its own).
run() {
  "$@" >"$SCRATCH/.out" 2>"$SCRATCH/.err"
  status=$?
  out=$(tr -d '\0' <"$SCRATCH/.out")
  err=$(tr -d '\0' <"$SCRATCH/.err")
}

# ok NAME COMMAND...: the command succeeds.
ok() {
  local name=$1
  shift
  "$@" >"$SCRATCH/.ok" 2>&1
  tap_result $? "$name" || tap_say "said" "$(cat "$SCRATCH/.ok")"
}

is() {  # GOT EXPECTED NAME
  [ "$1" = "$2" ]
  tap_result $? "$3" || { tap_say got "$1"; tap_say expected "$2"; }
}

isnt() {  # GOT UNWANTED NAME
  [ "$1" != "$2" ]
  tap_result $? "$3" || tap_say "got what was not wanted" "$1"
}

# like TEXT REGEX NAME: an extended regular expression matches somewhere in the text.
like() {
  grep -qE -e "$2" <<<"$1"
  tap_result $? "$3" || { tap_say got "$1"; tap_say 'expected to match' "$2"; }
}

unlike() {
  ! grep -qE -e "$2" <<<"$1"
  tap_result $? "$3" || { tap_say got "$1"; tap_say 'expected not to match' "$2"; }
}

# exits STATUS NAME: of the last run.
exits() {
  [ "$status" = "$1" ]
  tap_result $? "$2" || { tap_say "exit status $status, expected" "$1"; tap_say 'standard error' "$err"; }
}

# same FILE FILE NAME: equal to the byte.
same() {
  cmp -s "$1" "$2"
  tap_result $? "$3" || tap_say difference "$(diff -u "$1" "$2" | head -40)"
}

skip() {  # NAME WHY
  tap_count=$((tap_count + 1))
  echo "ok $tap_count - $1 # SKIP $2"
}

# Closes the test: the plan, and a status that says whether all went well.
finish() {
  echo "1..$tap_count"
  [ "$tap_failed" = 0 ]
  exit $?
}
