#!/bin/bash
# variants: check
. tests/lib.sh
here=tests/cli/fixtures

run "$REMIT" check $here/town.remit $here/town.case
exits 0 'rules and a case without errors'
is "$out" '1 rule file, 1 case: no errors, 9 warnings' 'a line sums up'
like "$err" 'warning R0701: the fact `reasonable`' 'warnings are told'

run "$REMIT" check $here
exits 0 'a folder is checked whole'
like "$out" '^7 rule files, 3 cases, 2 scenarios: no errors' 'its rules, cases and scenarios'

cat > "$SCRATCH/a.remit" <<'R'
module a
fact x : yes/no
define y when xx
define z : money
  gives 3%
R
cat > "$SCRATCH/b.case" <<'R'
case b as at 2021-01-01
use a
x is 3
R
run "$REMIT" check "$SCRATCH/a.remit" "$SCRATCH/b.case"
exits 3 'errors in rules'
like "$err" 'R0201.*`xx`' 'an unknown name'
like "$err" 'a\.remit:3:15' 'with its place'
like "$err" 'R0303' 'and the wrong type in the same run'
like "$out" '^1 rule file, 1 case: [0-9]+ errors' 'a line sums up errors too'

cat > "$SCRATCH/a.remit" <<'R'
module a
fact x : yes/no
define y when x
R
run "$REMIT" check "$SCRATCH"
exits 4 'errors in a case'
like "$err" 'b\.case:3:6' 'with their place'

cat > "$SCRATCH/t.remit" <<'R'
module t
fact rate : percentage
parameter most : procent
  is 20%
define high when rate > most and rate > 3%
R
run "$REMIT" check "$SCRATCH/t.remit"
is "$(grep -c '^error' <<<"$err")" 2 'a type that could not be read is one message, not also one wherever it is used'
cat > "$SCRATCH/t.remit" <<'R'
module t
fact rate : percent
define high when rate > £20
define low when rate < 20
R
run "$REMIT" check "$SCRATCH/t.remit"
like "$err" 'a percentage is written as in `60%`' 'values that do not compare: how one that does is written'
like "$err" '= write `20%`' 'a plain number: what was meant'
rm "$SCRATCH/t.remit"

mkdir "$SCRATCH/modules"
echo 'module trust' >"$SCRATCH/modules/trust.remit"
echo 'module north use trsut' >"$SCRATCH/modules/north.remit"
run "$REMIT" check "$SCRATCH/modules/north.remit"
like "$err" 'did you mean `trust`?' 'a module that is not there: one of nearly that name'

mkdir "$SCRATCH/circle"
printf 'module round\nfact x : yes/no\ndefine y when x\n' >"$SCRATCH/circle/round.remit"
ln -s .. "$SCRATCH/circle/up"
ln -s . "$SCRATCH/circle/here"
run timeout 20 "$REMIT" check "$SCRATCH/circle"
exits 0 'links that lead in a circle are not followed'
like "$out" '^1 rule file: no errors' 'and each file is read once'

mkdir "$SCRATCH/empty"
run "$REMIT" check "$SCRATCH/empty"
exits 2 'an empty folder is no success'
like "$err" 'holds no rules' 'and is said to be empty'
is "$out" '' 'with nothing on standard output'

run "$REMIT" check "$SCRATCH/nowhere.remit"
exits 2 'a missing file'
like "$err" 'R0001' 'has a code'

{ echo 'module many'; for i in $(seq 30); do echo "define d$i when nothing_$i"; done; } > "$SCRATCH/many.remit"
run "$REMIT" check "$SCRATCH/many.remit"
exits 3 'many errors'
is "$(grep -c '^error' <<<"$err")" 20 'twenty are shown'
like "$err" 'and 10 more' 'the others are counted'

cat > "$SCRATCH/s.remit" <<'R'
module s
fact x : yes/no
define y when x
scenario "No date" given x is yes expect y
scenario "No such name" as at 2021-01-01 given x is yes expect yy
scenario "Expects nothing" as at 2021-01-01 given x is yes
R
run "$REMIT" check "$SCRATCH/s.remit"
exits 3 'mistakes in scenarios are errors in rules'
like "$err" 'R0321' 'a scenario without a date'
like "$err" 'R0201.*yy' 'an unknown name in an expectation'
like "$err" 'R0322' 'a scenario that expects nothing'
# One message a mistake: what a wrong type or a missing module leaves unknown is not told again.
cat >"$SCRATCH/types.remit" <<'END'
module types
define d : moneyy gives £3
define e when d > £3
parameter p : percnt is 20%
define f when p > 3%
fact g "x" percent
fact h : percnt
define i when g > 3% and h > 2%
END
run "$REMIT" check "$SCRATCH/types.remit"
is "$(grep -oE '^(error|warning) R[0-9]+' <<<"$err" | tr '\n' ' ')" 'error R0201 error R0201 error R0101 error R0201 ' 'a wrong type is told once'
printf 'module gaps\nuse nowhere\ndefine d when unheard and grade is good cite lost\nduty t delivers who otherwise\ndefine e when 3 > "x"\n' >"$SCRATCH/gaps.remit"
run "$REMIT" check "$SCRATCH/gaps.remit"
is "$(grep -oE '^(error|warning) R[0-9]+' <<<"$err" | tr '\n' ' ')" 'error R0203 error R0301 ' 'so is a missing module'

# A misspelt word that begins what has no name; found by tests/fuzz/rules.
for word in alwys recrd holidys scenaro; do
  printf 'module misspelt\nfact a : yes/no\n%s ins is yes\ndefine y when a\n' "$word" > "$SCRATCH/misspelt.remit"
  run "$REMIT" check "$SCRATCH/misspelt.remit"
  exits 3 "\`$word\` is refused"
  like "$err" "R0101: \`$word\` does not fit here" 'by name'
done
finish
