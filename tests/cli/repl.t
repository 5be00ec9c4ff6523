#!/bin/bash
# The REPL through pipes.
# variants: check stress
. tests/lib.sh
case=tests/cli/fixtures/town.case
export XDG_STATE_HOME=$SCRATCH/state

# says LINES...: what a session about the town says to these lines.
says() {
  run "$REMIT" repl $case --keep-going <<<"$(printf '%s\n' "$@")"
}

# ---- questions ----
says 'approve_ending'
exits 0 'a session ends with its input'
is "$err" '' 'without a word on standard error'
like "$out" '^approve_ending: held – stated: The County 2020' 'a conclusion: its status and what it rests on'
like "$out" 'by the line `when direction and' 'and one line of why'
unlike "$out" '>' 'no prompt in a pipe'
says 'vacancy_rate > 15%'
like "$out" '^yes – stated$' 'an expression: its value and basis'
like "$out" 'as vacancy_rate is 20%' 'and what it was reached from'
says 'board_size is between 7 and 10?'
like "$out" '^unknown – depends on board_size$' 'an uncertain one: what it depends on'
says 'turnover'; like "$out" '^turnover: raised' 'a signature'
says 'turnover.churn'; like "$out" '^turnover.churn: yes' 'an indicator'
says 'social_care'; like "$out" '^social_care.insures: unknown' 'a duty: all its roles'
says 'provide'; like "$out" '^provide\[early_help\].delivers:' 'a family: all its members'
says 'ofsted'; like "$out" '\(tests/cli/fixtures/town.case:11\)' 'a fact: the statements behind it'
like "$out" 'the sources disagree' 'and that they disagree'
says 'churn_limit'; like "$out" '^churn_limit: 2 – proposed' 'a parameter'
says 'director_change'; like "$out" '2 on record' 'an event'
says 'ending'; like "$out" 'Who has a say' 'a matter'
says '2 + 2 * 10'; is "$out" 22 'plain arithmetic'
says 'count of director_change in last 24 months'; like "$out" '^2\.\.' 'what the record says at least'
says '   # a comment' '' 'today  # with a comment behind it'
is "$(head -1 <<<"$out")" 2021-08-01 'comments and blank lines say nothing'
says 'spend / 0 > £3'
like "$out" 'unknown' 'an error value is no answer'

# ---- suppositions ----
says 'operational is no' 'approve_ending'
like "$out" '^[0-9]+ conclusions change, of [0-9]+ that could \([0-9]+ worked out again\):' 'a supposition says how much it changes'
like "$out" 'approve_ending +held → not held' 'before and after'
unlike "$out" 'turnover +.*→' 'and nothing that stays'
like "$out" '^approve_ending: not held' 'and counts from then on'
again=$(sed -nE 's/.*of ([0-9]+) that could \(([0-9]+) worked out again\).*/\1 \2/p' <<<"$out" | head -1)
all=$("$REMIT" run $case --format csv | wc -l)
ok "only what depends on it is evaluated again ($again of more than $all)" test "${again% *}" -lt "$all" -a "${again#* }" -le "${again% *}"
says 'operational=no'; like "$out" 'approve_ending +held → not held' 'the short form'
says 'suppose operational is no until 2021-01-01'; like "$out" 'No conclusion|→' 'over a period'
says 'director_change on 2021-03-01'; exits 0 'an event'
says 'in_scope includes early_help' 'provide[early_help].delivers'; like "$out" '^provide.early_help..delivers: trust' 'a member of a set'
says 'churn_limit is 9'; like "$out" 'turnover.churn +yes → ' 'a parameter'
says 'operational is no' 'operational is yes' 'suppose'
like "$out" 'Instead of: operational is no' 'who supposes otherwise means it instead'
like "$out" '^  1  operational is yes$' 'suppose lists what stands'
says 'direction is no' 'operational is no' 'drop direction' 'suppose' 'drop all' 'suppose'
like "$out" '^  1  operational is no$' 'drop by name'
like "$out" '^Nothing is supposed' 'drop all'
says 'direction is no' 'undo' 'suppose' 'redo' 'suppose'
like "$out" 'Taken back.*0 supposed' 'undo'
like "$out" 'Made again.*1 supposed' 'redo'
says 'ofsted is known' 'suppose'
like "$out" '^no' 'what is known is a question'
like "$out" 'Nothing is supposed' 'and supposes nothing'

# ---- dates and the record ----
says 'as at 2020-06-01' 'operational'
like "$out" 'operational: unknown' 'as at another date'
says 'as known 2020-06-15' 'vacancy_rate' 'as known off' 'as'
like "$out" '^As at 2021-08-01, plans not counted' 'as known, and back'
says 'as at 2022-06-01' 'operational' 'as planned' 'operational'
like "$out" '^operational: yes' 'plans do not count'
like "$out" '^operational: no – supposed' 'as planned they do'

# ---- declarations ----
says 'define worried when vacancy_rate > 15% and direction' 'worried'
like "$out" 'worried +new: yes' 'a definition of one line'
like "$out" '^worried: yes' 'can be asked'
says 'signature odd "Odd"' '  indicator many "many vacant"' '    when vacancy_rate > 15%' '  probe "Ask"' 'odd' 'undo' 'odd'
like "$out" 'odd +new: raised' 'a signature of several lines'
like "$out" 'odd +gone; was raised' 'undo takes it back'
like "$err" 'R0201' 'and then it is not there'
says 'fact open : yes/no' 'define shut when not open' 'open is yes' 'shut'
like "$out" '^shut: no' 'declarations build on each other'
says 'amend duty social_care' '  delivers board when direction' 'social_care.delivers'
like "$out" 'social_care.delivers +trust → board' 'an exception'
says 'direction is no' 'define calm when not direction' 'suppose' 'calm'
like "$out" '^calm: yes' 'suppositions outlast a declaration'
says 'scenario "A try"' '  case "town.case"' '  given direction is no' '  expect approve_ending is not held'
like "$out" '^passed  A try' 'a scenario is run'
says 'define broken when nothing_at_all' 'suppose' 'define broken when direction' 'broken'
like "$err" 'R0201.*nothing_at_all' 'a mistake in a declaration'
like "$err" 'typed here' 'with its place'
like "$out" '^broken: yes' 'leaves the state as it was'

# ---- lists ----
for list in facts missing duties rights requirements signatures definitions findings all help 'why turnover' 'timeline operational' \
  'how approve_ending is not held' 'who social_care' 'facts board' 'rights all' 'timeline approve_ending from 2020-01-01 to 2021-08-01'; do
  [ "$list" = 'timeline operational' ] && continue
  says "$list"
  exits 0 "$list"
  ok "$list says something" test -n "$out"
done
commands=$("$REMIT" repl $case <<<help | sed -nE 's/^  ([a-z]+) {2,}.*/\1/p')
for command in $commands; do
  says "help $command"
  like "$out" "^For instance:" "help $command has an example"
  is "$(awk 'length > 90' <<<"$out")" '' "help $command is no wider than the terminal"
done

says 'sweep vacancy_rate=0%..40%'
like "$out" '^Above 15%' 'sweep'
says 'sweep vacancy_rate' 'sweep operational=no..yes' 'sweep as_at=2021..2019'
is "$(grep -c . <<<"$err")" 3 'sweeps that cannot be'
says 'ask' '£9k' 'unknown' '' 'suppose'
like "$out" "^The year.s spending" 'an interview asks what most hangs on'
like "$out" '^  1  spend is £9k' 'and supposes the answers'

# ---- watch, forks ----
says 'watch approve_ending' 'watch vacancy_rate > 15%' 'operational is no' 'unwatch' 'undo'
is "$(grep -c '^watching approve_ending: ' <<<"$out")" 3 'watched after every change'
like "$out" '^watching vacancy_rate > 15%: yes' 'an expression too'
says 'fork grim' 'operational is no' 'fork grimmer' 'direction is no' 'scenarios' 'switch case' 'approve_ending' 'merge grimmer' 'suppose'
like "$out" '\*grimmer 2021-08-01' 'forks side by side'
like "$out" '^  approve_ending +held +not held +not held' 'a row for what differs'
like "$out" '^approve_ending: held' 'switch goes back to the case'
like "$out" '^  2  direction is no' 'merge takes all a fork supposes'
says 'operational is no' 'compare 2019-06-01' 'fork a' 'undo' 'compare tests/cli/fixtures/town.case'
like "$out" 'Here → in `2019-06-01`' 'compare with a date'
like "$out" 'approve_ending +not held → held' 'compare with a case'

# ---- the transcript that README shows ----
run python3 tests/replay.py "$REMIT" examples/repl/transcript.txt .
exits 0 'the transcript of README is true'
[ "$status" = 0 ] || tap_say 'it shows' "$out"

# ---- what the town has nothing of ----
cp tests/cli/fixtures/quay.* "$SCRATCH"
quay=$SCRATCH/quay.case
at_quay() { run "$REMIT" repl "$quay" --keep-going <<<"$(printf '%s\n' "$@")"; }
at_quay 'storm'; like "$out" 'storm complete from 2019-01-01 until 2021-03-01' 'of an event also how far its record is complete'
at_quay 'limit + 1'; like "$out" '^  as limit is 3$' 'a parameter that an expression reads'
at_quay 'visit on 2021-04-01' 'limit is 9' 'suppose' 'drop visit' 'drop limit' 'suppose'
like "$out" '^  2  limit is 9$' 'an event and a parameter are supposed'
like "$out" '^Nothing is supposed' 'and dropped by name'
at_quay 'keeper is crown or steady'; like "$out" '^unknown – depends on keeper and steady$' 'a condition that begins as a statement is a question'
at_quay ask maybe yes
like "$err" 'yes or no is due here, not `maybe`' 'an answer that is none is told'
like "$out" 'be_told +unknown → not held' 'and the question comes again'
run "$REMIT" repl "$quay" --set depth=3 --param limit=9 <<<suppose
like "$out" '^  2  limit=9$' '--set and --param are supposed from the start'
printf 'source %s\n' "$SCRATCH/loop" >"$SCRATCH/loop"
at_quay "source $SCRATCH/loop"; like "$err" '^files run each other more than 16 deep' 'a file that runs itself'
at_quay 'sweep as_at=2019-01-01..2022-12-31'; like "$out" '^The as-at date, from 1 January 2019 to 31 December 2022' 'the date swept'
at_quay 'sweep as_at=2019-01-01..2018-12-31'; like "$err" '^two dates are due' 'a range of dates that runs back'
at_quay 'how harbour'; like "$err" 'R0214' 'how of a whole duty'
at_quay 'rights some'; like "$err" '^it takes nothing but `all`' 'a list of some rights'
at_quay 'transcript /nowhere/x'; like "$err" '^`/nowhere/x` cannot be written' 'a transcript that cannot be written'
at_quay 'watch wet' 'load core' 'core.remit = 1' 'wet'; unlike "$out" 'watching wet: yes.*watching wet: yes' 'what is watched goes with its rules'
at_quay "save scenario $SCRATCH/Bad.remit"; like "$err" '^a rule file is named as its module' 'a scenario that no module could be'
at_quay "save scenario $SCRATCH/nothing.remit"; like "$err" '^there is nothing to expect' 'a scenario of nothing'
at_quay 'storm=2021-04-01' 'depth=3' 'watch wet' 'watch callers' 'watch quiet' "save scenario $SCRATCH/some.remit"
like "$(cat "$SCRATCH/some.remit")" '^  given storm on 2021-04-01$' 'a scenario of an event'
like "$(cat "$SCRATCH/some.remit")" '^scenario "If storm=2021-04-01, and depth=3"$' 'is called by what is supposed'
at_quay 'watch wet' "save scenario $SCRATCH/plain.remit"
like "$(cat "$SCRATCH/plain.remit")" '^scenario "As it stands"$' 'or as it stands'
run "$REMIT" test "$SCRATCH/some.remit" "$SCRATCH/plain.remit"
exits 0 'what is saved holds, sets too'
at_quay 'storm none from 2021-01-01 until 2021-02-01' 'state is poor from 2020-01-01 until 2020-03-01' 'wanted excludes coal from 2021-01-01 until 2021-02-01' "save $SCRATCH/cut.case"
like "$(cat "$SCRATCH/cut.case")" '^storm on 2019-11, 2020-02-01 ' 'a case is saved without the events that are supposed not to be'
like "$(cat "$SCRATCH/cut.case")" '^storm complete from 2019-01-01 until 2021-01-01' 'and its record is cut'
like "$(cat "$SCRATCH/cut.case")" '^wanted excludes fish' 'what a supposition does not speak of stays'
run "$REMIT" check "$SCRATCH/cut.case"
exits 0 'and is sound'
for i in {1..19}; do printf 'fork a_way_with_a_long_name_%s\ndepth is %s\n' "$i" "$i"; done >"$SCRATCH/forks"
echo scenarios >>"$SCRATCH/forks"
run "$REMIT" repl "$quay" --keep-going <"$SCRATCH/forks"
like "$out" '^  a_way_with_a_long_name_19$' 'more forks than a table has room for stand in a list'
printf '{"case": "%s", "use": "town", "as_at": "2021-01-01", "facts": {}}\n' a b >"$SCRATCH/two.ndjson"
run "$REMIT" repl tests/cli/fixtures/town.remit "$SCRATCH/two.ndjson" <<<1
like "$err" 'two.ndjson. holds 2 cases; one at a time can be explored' 'a file of two cases'

# ---- files ----
cp tests/cli/fixtures/town* "$SCRATCH"
cd "$SCRATCH" || exit 1
case "$REMIT" in /*) ;; *) REMIT=$OLDPWD/$REMIT ;; esac
case=town.case
says 'operational is no' 'save grim.case' 'save grim.case' 'save over grim.case' 'save scenario grim.remit "The grim course"' 'save town.case'
like "$err" 'there already' 'nothing is written over unasked'
like "$(cat grim.case)" '^operational is no.*cite supposed' 'the case with its supposition, cited as one'
run "$REMIT" run grim.case
exits 0 'the saved case runs'
like "$out" 'the council' 'with what was supposed'
run "$REMIT" test grim.remit -v
exits 0 'the saved scenario passes'
like "$out" 'passed  The grim course' 'by its title'
says 'define extra when direction' 'save rules extra.remit' 'save over rules extra.remit'
run "$REMIT" check extra.remit
exits 0 'saved rules are sound'
says 'transcript t.txt' 'operational is no' 'undo' 'transcript off' 'facts'
like "$(head -1 t.txt)" '^town 2021-08-01> operational is no$' 'a transcript has the prompts'
unlike "$(cat t.txt)" 'facts' 'and ends'
printf 'operational is no\nfork x\n' >steps.txt
says 'source steps.txt' 'scenarios'
like "$out" '\* x +as at' 'source runs a file'
printf 'operational is no\nnonsense is here\n' >steps.txt
says 'source steps.txt' 'suppose'
like "$out" 'Nothing is supposed' 'a mistake in it takes back all of it'
says 'source nowhere.txt'
like "$err" 'nowhere.txt' 'a file that is not there'
says 'load town' 'operational' 'undo' 'case town.case' 'undo'
exits 0 'load and case'
sed -i 's/vacancy_rate is 20%/vacancy_rate is 5%/' town.case
mkfifo orders
"$REMIT" repl town.case <orders >answers 2>&1 &
exec 9>orders
printf 'direction is no\nvacancy_rate > 15%%\n' >&9
for _ in $(seq 100); do grep -q '^no ' answers && break; sleep 0.05; done
sed -i 's/vacancy_rate is 5%/vacancy_rate is 25%/' town.case
printf 'reload\nsuppose\n' >&9
exec 9>&-
wait
like "$(cat answers)" 'turnover.vacant +no → yes' 'reload says what the file on disk changes'
like "$(cat answers)" '^  1  direction is no' 'and keeps what is supposed'

printf 'module small\nfact a : yes/no\nfact b : yes/no\ndefine c when a\ndefine d when b\n' >small.remit
mkfifo changes
"$REMIT" repl small.remit --keep-going <changes >answers 2>&1 &
exec 9>changes
printf 'b is yes\nwatch c\nwatch d\nd\n' >&9
for _ in $(seq 100); do grep -q '^d: yes' answers && break; sleep 0.05; done
printf 'module small\nfact a : yes/no\ndefine d when a\n' >small.remit
printf 'reload\n' >&9
exec 9>&-
wait
like "$(cat answers)" 'No longer supposed, as the rules do not take it any more: b is yes' 'what the rules no longer have is no longer supposed'
like "$(cat answers)" 'watching c: cannot be told in these rules' 'nor watched'
like "$(cat answers)" 'watching d: unknown' 'the rest is'

# ---- mistakes, exits ----
run "$REMIT" repl town.case <<<'nothing_such > 3
operational is no'
exits 3 'a mistake in a question ends a script with 3'
is "$out" '' 'and nothing after it is run'
run "$REMIT" repl town.case <<<'ofsted is splendid'
exits 4 'one in a fact with 4'
run "$REMIT" repl town.case <<<'define x when when'
exits 3 'one in a rule with 3'
run "$REMIT" repl town.case <<<'as at yesterday'
exits 2 'a command used wrongly with 2'
run "$REMIT" repl town.case --keep-going <<<'nothing_such > 3
operational'
exits 3 '--keep-going goes on, and remembers'
like "$out" '^operational: yes' 'to the end'
for line in 'fcts' 'rigths' 'surce x'; do
  run "$REMIT" repl town.case <<<"$line"
  like "$err" 'did you mean the command' "a hint for $line"
done
for line in run 'set operational yes' 'unset operational' 'what if operational is no' 'show facts' 'date 2026-01-01'; do
  run "$REMIT" repl town.case <<<"$line"
  like "$err" "there is no command .${line%% *}. here: " "a habit of other tools is answered: $line"
done
run "$REMIT" repl town.case <<<'why is operational yes?'
exits 0 'why is ...? as one would ask'
like "$out" '^Why\? ' 'is why'

run "$REMIT" repl nowhere.case </dev/null
exits 2 'a case that is not there'
run "$REMIT" repl nowhere </dev/null
exits 3 'a module that is not there'
run "$REMIT" repl <<<'fact a : yes/no
define b when a
a is yes
b'
exits 0 'nothing loaded'
like "$out" '^b: yes' 'declarations work'
run "$REMIT" repl town.case --set operational=no --as-at 2021-07-01 <<<'approve_ending'
like "$out" '^approve_ending: not held' 'options suppose'
run "$REMIT" repl town.remit <<<'social_care.accountable'
like "$out" '^social_care.accountable: council' 'rules alone'
run "$REMIT" repl town.case <<<$'approve_ending \x01'
exits 3 'a control character is refused'
like "$err" 'control character' 'and named'
is "$(ls "$XDG_STATE_HOME" 2>/dev/null)" '' 'a script leaves no history'

# ---- refusals: each says what is wrong and what is due; nothing changes by them ----
cat > "$SCRATCH/lines" <<'L'
fork Grim
fork grim
operational is yes
direction is no
fork grim
switch nowhere
merge nowhere
switch case
operational is no
ofsted is good
merge grim
suppose
undo
suppose
merge
as at 2021-02-30
as at 2300-01-01
as at 2021
as known soon
as known
as sideways
as planned perhaps
drop
drop nothing
nowhere is yes
nonsense?
why
why nothing
how
how 3
timeline approve_ending from soon
who nobody_duty
who socal_care
show everything
help nothing
help whyy
changes
watch nothing
watch
unwatch
load
case
save
save rules Wrong.remit
sweep board_size = 5..3
sweep board_size = 1..at least 2
sweep as at = 2020..2021
source nowhere
redo
undo
module x
fact y : yes/no
define z when y
z
y is yes
z
drop y
drop all
switch nothing
quit
L
run "$REMIT" repl $case --keep-going < "$SCRATCH/lines"
exits 2 'the first refusal is the status'
cat > "$SCRATCH/refusals" <<'R'
a fork needs a name of small letters, digits and `_`: `fork grim`
there is a `grim` already: `switch grim`
there is no fork `nowhere`; there are `case`, `grim`
there is no fork `nowhere`; there are `case`, `grim`
that is the case itself; merge which fork?
there is no such day as 2021-02-30
2300-01-01 is out of range: dates go from 1900-01-01 to 2199-12-31
one day is due, such as 2021-06-01
`soon` is not a date; one is written 2021-06-01
a date is due here, such as 2021-06-01
`as at DATE`, `as known DATE` or `as planned` is due
`as planned` stands alone, or with `off`
drop what? The name of a fact, a number of `suppose`, or `all` is due
nothing like `nothing` is supposed; `suppose` lists what is
error R0201: there is no fact, conclusion or parameter called `nowhere`
 --> typed here:1:1
  |
1 | nowhere is yes
  | ^^^^^^^
error R0201: there is no fact, conclusion or parameter called `nonsense`
 --> typed here:1:1
  |
1 | nonsense
  | ^^^^^^^^
why what? A conclusion or a fact is due: `why social_care.delivers`
there is no conclusion or fact `nothing`
how what? A condition is due: `how approve_termination is held`
error R0303: a condition is due here, and this is a count
 --> typed here:1:1
  |
1 | 3
  | ^
`soon` is not a date; one is written 2021-06-01
there is no duty or matter `nobody_duty`
there is no duty or matter `socal_care`; did you mean `social_care`?
there is no command `show` here: type its name alone, or `all` for the whole report
there is no command `nothing`; `help` lists them all
there is no command `whyy`; did you mean `why`?; `help` lists them all
error R0201: there is no fact, conclusion or parameter called `nothing`
 --> typed here:1:1
  |
1 | nothing
  | ^^^^^^^
nothing of that name is watched
load what? A module's name or a rule file is due: `load doncaster`
which case? A file is due: `case examples/doncaster.case`
save where? A file is due: `save grim.case`
nothing has been declared here
the range is empty: 5 does not come before 3
the ends of a range are single values
error R0606: `as at` cannot be the name of a fact
 --> typed here:1:1
  |
1 | as at=2020
  | ^^^^^
  = names are made of small letters, digits and `_`, and begin with a letter
`nowhere` cannot be read: No such file or directory
the prompt is a module already: begin with the declaration itself
there is no fork `nothing`; there are `case`, `grim`
R
same "$SCRATCH/.err" "$SCRATCH/refusals" 'every refusal, word for word'
like "$out" "^.grim. is merged into the case, which it changes so:" 'a merge is told'
is "$(grep -A2 '^  1  ofsted is good$' "$SCRATCH/.out" | head -3)" '  1  ofsted is good
  2  operational is yes
  3  direction is no' 'of what both speak of, what the fork says counts'
is "$(grep -A1 '^  1  operational is no$' "$SCRATCH/.out" | head -2)" '  1  operational is no
  2  ofsted is good' 'and undo brings back what stood before'
finish
