#!/bin/bash
# variants: check
# remit ask: an interview from standard input, and the case that it writes.
. tests/lib.sh
cat > "$SCRATCH/small.remit" <<'R'
module small "A small module"
party council "the council"
party trust "the trust"
type service is care, help, school
fact signed "the contract is signed" : yes/no  ask "Is the contract signed?"
fact started "the trust has started" : yes/no
fact rate "the share of posts that are vacant" : percent
fact scope "the services of the trust" : set of service
fact size "the number of members" : count
event change "The director changed"
right end "end the contract"
  power of council over trust
  when signed
right report "have reports"
  claim of council against trust
  when signed and started
requirement lasting "The trust has run for a year"
  on trust
  applies when signed
  must started for 12 months
requirement posts "Few posts are vacant"
  on trust
  applies when signed
  must rate < 20%
signature churn "Turnover"
  indicator often "the director changed often" when signed and count of change in last 24 months >= 2
R
module="$SCRATCH/small.remit"
new="$SCRATCH/new.case"
# answers LINE...: an interview with these answers; the case in $new, or none.
answers() {
  rm -f "$new"
  printf '%s\n' "$@" > "$SCRATCH/answers"
  run "$REMIT" ask "$module" --as-at 2021-06-01 -o "$new" < "$SCRATCH/answers"
}

answers no
exits 0 'one answer that settles all'
like "$out" '1\. Is the contract signed\?' 'the one that settles most comes first, in its own words'
unlike "$out" '^2\.' 'and no other is asked'
like "$out" 'Every conclusion is certain' 'nothing is open'
like "$(tr '\n' ' ' <<<"$out")" 'Never asked, because on these answers it cannot matter \(3\): the trust has started' 'what could not matter'
is "$(grep -c . "$new")" 4 'the case: head, module, source and one fact'
like "$(cat "$new")" '^signed is no from 2021-06-01 cite interview' 'the fact, cited'
like "$(cat "$new")" 'source interview "Answers given on .* in an interview" dated 20' 'its source'
run "$REMIT" run "$new"
exits 0 'remit run takes it'
run "$REMIT" check "$new"
exits 0 'and so does remit check'

answers yes '2019-04, 2021-01-15' always yes 2020-01 'at least 25%'
exits 0 'all that matters'
like "$out" 'Since when has that been so\?' 'since when, where it matters'
like "$(cat "$new")" '^started is yes from 2020-01 cite' 'and it is kept'
like "$(cat "$new")" '^rate is at least 25% from 2021-06-01' 'an answer in part'
like "$(cat "$new")" '^change on 2019-04, 2021-01-15' 'the dates of an event'
like "$(cat "$new")" '^change complete until 2021-06-02' 'complete up to the date of the case'
like "$out" 'Every conclusion is certain' 'all is settled'
is "$("$REMIT" run --json "$new" | grep -o '"missing": *\[[^]]*\]' | tr -d ' ')" '"missing":[]' 'run misses nothing either'

answers yes back no
like "$(cat "$new")" '^signed is no' 'back takes an answer back'
unlike "$(cat "$new")" 'signed is yes' 'the whole of it'
answers yes yes back back no
like "$(cat "$new")" '^signed is no' 'back beyond a date'
answers back no
like "$out" 'This is the first question' 'nothing before the first'
answers why no
like "$out" 'the council may end the contract' 'why names what hangs on it, in words'
answers 'perhaps' '20%' no
like "$out" 'your answer:1:11' 'a wrong answer: its place'
is "$(grep -c '^error' <<<"$out")" 2 'one message each, and the question again'
answers 'started is yes' no
like "$out" 'the question is about `signed`' 'an answer to another question'
answers unknown stop
exits 2 'nothing was answered'
like "$out" 'no case to write' 'is said'
ok 'and no file is written' test ! -e "$new"
answers 'yes from 2019' stop
exits 0 'stopped'
like "$out" 'Not asked, though it still could matter' 'what is left'
like "$(cat "$new")" '^signed is yes from 2019 ' 'with a date of its own'
run "$REMIT" ask "$module" --as-at 2021-06-01 -o "$new" <<<'no'
exits 2 'an existing file'
like "$err" 'nothing is overwritten' 'is not overwritten'
like "$(cat "$new")" '^signed is yes' 'it stands as it was'

run "$REMIT" ask "$module" <<<$'2021\n2021-06-01\nno'
exits 0 'the date is asked for'
like "$err" 'As at which date' 'first'
like "$err" 'One day is due here' 'one day'
like "$out" '^case interview as at 2021-06-01' 'without -o the case goes to standard output'
unlike "$out" 'Is the contract' 'alone'
run "$REMIT" ask "$module" </dev/null
exits 2 'the end of the input is stop'
for at in '' '--as-at 2021-06-01'; do
  run "$REMIT" ask "$module" $at -o "$SCRATCH/unread.case" <"$SCRATCH"
  exits 2 "answers that cannot be read are not the end of them ($at)"
  like "$err" 'the answers cannot be read: Is a directory; no case is written' 'which is said'
  unlike "$out" 'Nothing was answered' 'instead of anything else'
  ok 'and nothing is written' test ! -e "$SCRATCH/unread.case"
done
run "$REMIT" ask "$SCRATCH/nowhere.remit" </dev/null
exits 2 'no such module'
run "$REMIT" ask nowhere </dev/null
unlike "$err" '^ *--> *$' 'a message without a place points nowhere'
isnt "$status" 0 'no such module by name'
run "$REMIT" ask "$module" --as-at 2021-06-01 -o "$SCRATCH/no/where.case" <<<'no'
exits 2 'a folder that is not there'
mkdir "$SCRATCH/elsewhere"
run "$REMIT" ask "$module" --as-at 2021-06-01 -o "$SCRATCH/elsewhere/a.case" <<<'no'
like "$(tr '\n' ' ' <<<"$out")" "remit run .*--rules" 'rules that would not be found are named'

# ---- a question of each kind ----
cat >"$SCRATCH/ask_all.remit" <<'R'
module ask_all "All kinds"
party council "the council"
party trust "the trust"
type service is care, roads
fact n "the number of members" : count
fact x "the ratio" : number
fact spent "the spending" : money
fact begun "the first day" : date
fact term "the term" : duration
fact note "the name" : text
fact chair "the chair" : party
fact scope "the services" : set of service
define one when n > 3 and x > 1 and spent > £5 and begun > 2020-01-01 and term > 2 months and note is "a" and chair is trust and care in scope
define o2 when n > 4
define o3 when x > 4
define o4 when spent > £7
define o5 when begun > 2021-01-01
define o6 when term > 3 months
define o7 when note is "b"
define o8 when chair is council
define o9 when roads in scope
R
run "$REMIT" ask "$SCRATCH/ask_all.remit" --as-at 2021-06-01 <<<"$(printf 'unknown\n%.0s' {1..8})"
for form in 'A text in quotes: `"A name"`' 'A whole number: `8`' 'A number: `3.5`' 'An amount: `£4.7m`' 'A time: `18 months`' \
  'One of: council, trust' 'Any of: care, roads' 'A date: `2021-06-01`'; do
  like "$err" "$form" "$form"
done
run "$REMIT" ask tests/cli/fixtures/quay.remit --as-at 2021-06-01 <<<"$(printf '%s\n' none 'since 2022' 'since 2015' stop)"
like "$err$out" 'that is after the date of the case' 'since when, later than the case'
like "$out" '^storm none +from 2015 until 2021-06-02' 'since when there has been none'
run "$REMIT" ask tests/cli/fixtures/quay.remit --as-at 2021-06-01 <<<"$(printf '%s\n' 'none from 2015-01-01 until 2016-01-01' stop)"
like "$out" '^storm none +from 2015-01-01 until 2016-01-01' 'an answer with its own period'
finish
