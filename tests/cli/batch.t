#!/bin/bash
# Many cases at once: tables and objects, one process and several, rows in error, summaries. (The cells themselves are held to
# the evaluator by tests/unit/test_batch.c.)
# variants: check
. tests/lib.sh

RULES=$SCRATCH/m.remit
cat >"$RULES" <<'END'
module m "M"
party council "the council"
party trust "the trust"
role delivers "delivers" at least one
type colour is red, green, blue
fact run_by_trust : yes/no
fact places : number
fact rate : percent
fact colour_seen : colour
fact note : text
event fire "there was a fire"
duty care "Care for children"
  delivers trust when run_by_trust
  delivers council otherwise
right go "go on"
  power of trust over council
  when rate > 20%
define twice : number gives places + places
define hot when count of fire in last 12 months >= 1
END
DATE="--as-at 2020-01-01"

# ---- tables ----

cat >"$SCRATCH/plain.csv" <<'END'
case,run_by_trust,places,rate,colour_seen
x,yes,3,25%,red
y,,,"at least 30%",
"z, ""the last""",false,0.5,3%,blue
END
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE
exits 0 'a table'
is "$out" 'case,as_at,care.delivers,go,twice,hot
x,2020-01-01,trust,held,6,unknown
y,2020-01-01,trust|council,held,unknown,unknown
"z, ""the last""",2020-01-01,council,not held,1,unknown' 'a cell a conclusion, a line a row'

sed 's/$/\r/' "$SCRATCH/plain.csv" | head -c -2 >"$SCRATCH/crlf.csv"
cp "$SCRATCH/.out" "$SCRATCH/plain.out"
run "$REMIT" batch "$RULES" "$SCRATCH/crlf.csv" $DATE
same "$SCRATCH/.out" "$SCRATCH/plain.out" 'CRLF and no line end at the end: the same'
run "$REMIT" batch "$RULES" - $DATE <"$SCRATCH/plain.csv"
same "$SCRATCH/.out" "$SCRATCH/plain.out" 'from standard input: the same'
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE --select go,care --where 'places > 1'
is "$out" 'case,as_at,go,care.delivers
x,2020-01-01,held,trust' '--select and --where'
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE --select go --format json
is "$(head -1 <<<"$out")" '{"case": "x", "as_at": "2020-01-01", "go": "held"}' 'a table to objects'

printf 'id,when,trusted,n,other\na,2019-05-01,z,7,1\nb,,yes,low,2\n' >"$SCRATCH/own.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/own.csv" $DATE --select care,twice --columns 'case=id,run_by_trust=trusted,places=n,-=*' --missing z,low --keep other
is "$out" 'case,other,as_at,care.delivers,twice
a,1,2020-01-01,trust|council,14
b,2,2020-01-01,trust,unknown' '--columns, --missing and --keep'
run "$REMIT" batch "$RULES" "$SCRATCH/own.csv" --select care --columns 'case=id,as_at=when,run_by_trust=trusted,-=*' --missing z
like "$out" '^a,2019-05-01,' 'a column of dates'
run "$REMIT" batch "$RULES" "$SCRATCH/own.csv" --columns case=id
exits 4 'a header that means nothing is refused'
like "$err" 'the column `when` is no fact' 'by name'

# What is supposed of every row: as `run` does.
printf 'case,run_by_trust,places,note\na,yes,2,x\n' >"$SCRATCH/set.csv"
set_cells() { # OPTION...: the cells, and whether --full says the same as run
  run "$REMIT" batch "$RULES" "$SCRATCH/set.csv" $DATE "$@" --full
  cp "$SCRATCH/.out" "$SCRATCH/full.json"
  "$REMIT" run "$SCRATCH/set.csv" --rules "$RULES" $DATE "$@" --json >"$SCRATCH/run.json"
  same "$SCRATCH/full.json" "$SCRATCH/run.json" "$*: --full is run --json"
  run "$REMIT" batch "$RULES" "$SCRATCH/set.csv" $DATE "$@"
}
set_cells --set run_by_trust=no --set 'rate is at least 30%'
is "$(tail -1 <<<"$out")" 'a,2020-01-01,council,held,4,unknown' '--set puts aside what the row says'
set_cells --set 'run_by_trust is no from 2019-01-01 until 2019-02-01'
is "$(tail -1 <<<"$out")" 'a,2020-01-01,trust,unknown,4,unknown' 'over its own period only'
set_cells --set 'run_by_trust is no from 2019 until 2019'
is "$(tail -1 <<<"$out")" 'a,2020-01-01,trust,unknown,4,unknown' 'one that never holds puts nothing aside'
set_cells --set fire=2019-06-01
is "$(tail -1 <<<"$out")" 'a,2020-01-01,trust,unknown,4,yes' 'an event'
set_cells --as-known 2019-01-01
is "$(tail -1 <<<"$out")" 'a,2020-01-01,trust|council,unknown,unknown,unknown' '--as-known: what has no date was not known'
set_cells --as-planned
is "$(tail -1 <<<"$out")" 'a,2020-01-01,trust,unknown,4,unknown' '--as-planned'
run "$REMIT" batch "$RULES" "$SCRATCH/set.csv" --set nothing=1
exits 2 'a fact that is none'
run "$REMIT" batch "$RULES" "$SCRATCH/set.csv" --param places=1
like "$err" 'that is no parameter' 'a parameter that is none'

# Of a set it puts aside what is said of its own members alone.
cat >"$SCRATCH/sets.remit" <<'END'
module sets "Sets"
type colour is red, green, blue
fact seen : set of colour
define saw_red when red in seen
define saw_blue when blue in seen
END
printf 'case,seen\na,red|blue\n' >"$SCRATCH/sets.csv"
run "$REMIT" batch "$SCRATCH/sets.remit" "$SCRATCH/sets.csv" $DATE --set 'seen excludes red'
is "$(tail -1 <<<"$out")" 'a,2020-01-01,no,yes' 'a member supposed: the row says the others'
run "$REMIT" batch "$SCRATCH/sets.remit" "$SCRATCH/sets.csv" $DATE --set 'seen is green'
is "$(tail -1 <<<"$out")" 'a,2020-01-01,no,no' 'all of them supposed'

# ---- rows in error ----

printf 'case,places,note\na,1,x\nb,oops,x\nc,2,"x\nd,3,x\n' >"$SCRATCH/wrong.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.csv" $DATE --select twice
exits 4 'the first row in error ends it'
is "$out" 'case,as_at,twice
a,2020-01-01,2' 'with the rows before it'
like "$err" 'wrong.csv:3:3' 'and its line and column'
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.csv" $DATE --select twice --errors keep
exits 4 '--errors keep'
is "$out" 'case,as_at,twice,error
a,2020-01-01,2,
b,2020-01-01,,"R0303 at line 3, column 3: a number is due here, not `oops`"
wrong_3,2020-01-01,,"R0620 at line 4, column 5: the quote that opens here is never closed"
d,2020-01-01,6,' 'writes it with what is wrong'
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.csv" $DATE --select twice --errors skip
is "$out" 'case,as_at,twice
a,2020-01-01,2
d,2020-01-01,6' '--errors skip leaves it out'
like "$err" '2 of 4 rows are in error' 'and says how many'
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.csv" $DATE --select care --errors skip
is "$(grep -c . <<<"$out")" 4 'a cell that no conclusion needs is not looked at'
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.csv" $DATE --select care --check-all
exits 4 'with --check-all it is'
for bad in 'case,places\na,1,2\n' 'case,places\na\n' 'case,places\n"a"b,1\n' 'case,places\na"b,1\n' 'case,places\na\xff,1\n' 'case,places\na\x01,1\n' 'case,places\na\rb,1\n'; do
  printf "$bad" >"$SCRATCH/shape.csv"
  run "$REMIT" batch "$RULES" "$SCRATCH/shape.csv" $DATE
  exits 4 "refused: $bad"
done

# ---- counts of signatures, a set in a list, what is known ----

cat >"$SCRATCH/cnt.remit" <<'END'
module cnt "Counted"
type service is care, roads
scale grade is poor < fair < good
fact p : yes/no
fact q : yes/no
fact scope : set of service
fact state : grade
signature first_sign
  indicator i when p
signature second_sign
  indicator j when q
define two when raised signatures = 2
define not_two when raised signatures is not 2
define few when raised signatures <= 1
define many when raised signatures > 1
define half when raised signatures = 1.5
define counted when raised signatures is known
define one_alone when scope is one of (care, roads)
define fine when state > fair
END
cat >"$SCRATCH/cnt.csv" <<'END'
case,p,q,scope,state
a,yes,yes,care,good
b,yes,no,"care, roads",fair
c,no,no,none,poor
d,yes,,,
END
run "$REMIT" batch "$SCRATCH/cnt.remit" "$SCRATCH/cnt.csv" $DATE --select two,not_two,few,many,half,counted,one_alone,fine
is "$out" 'case,as_at,two,not_two,few,many,half,counted,one_alone,fine
a,2020-01-01,yes,no,no,yes,no,yes,yes,yes
b,2020-01-01,no,yes,yes,no,no,yes,no,no
c,2020-01-01,no,yes,yes,no,no,yes,no,no
d,2020-01-01,unknown,unknown,unknown,unknown,unknown,no,unknown,unknown' 'counts compared with numbers'

# ---- objects ----

cat >"$SCRATCH/rows.ndjson" <<'END'
{"case":"x","run_by_trust":true,"places":3,"rate":"25%"}
{"case":"y","facts":{"rate":"at least 30%"},"use":"other"}

{"case":"z","facts":{"run_by_trust":[{"value":false,"from":"2019-01-01"}],"places":5e-1,"rate":"3%"},"events":{"fire":["2019-06-01"]}}
END
run "$REMIT" batch "$RULES" "$SCRATCH/rows.ndjson" $DATE --format csv
exits 0 'objects, histories and events among them'
is "$out" 'case,as_at,care.delivers,go,twice,hot
x,2020-01-01,trust,held,6,unknown
y,2020-01-01,trust|council,held,unknown,unknown
z,2020-01-01,council,not held,1,yes' 'the same cells'
run "$REMIT" batch "$RULES" "$SCRATCH/rows.ndjson" $DATE
is "$(head -1 <<<"$out")" '{"case": "x", "as_at": "2020-01-01", "care.delivers": "trust", "go": "held", "twice": "6", "hot": "unknown"}' 'objects to objects'
printf '{"case":"a","places":1}\n{"case":"b","places":1,"places":2}\n{"case":"c","places":01}\n{"case":"d","wrong":1}\n{"case":"e"\n{"case":"f","places":2}\n' >"$SCRATCH/wrong.ndjson"
run "$REMIT" batch "$RULES" "$SCRATCH/wrong.ndjson" $DATE --select twice --errors skip
is "$(grep -o '"case": "."' <<<"$out" | tr -d '\n')" '"case": "a""case": "f"' 'objects in error'
like "$err" '4 of 6' 'are counted'

# ---- the whole answer ----

head -2 "$SCRATCH/plain.csv" >"$SCRATCH/one.csv"
head -1 "$SCRATCH/rows.ndjson" >"$SCRATCH/one.ndjson"
for form in csv ndjson; do
  "$REMIT" run "$SCRATCH/one.$form" --rules "$RULES" $DATE --json >"$SCRATCH/run.json"
  run "$REMIT" batch "$RULES" "$SCRATCH/one.$form" $DATE --full
  same "$SCRATCH/.out" "$SCRATCH/run.json" "--full is run --json to the byte ($form)"
done

# ---- several processes ----

awk 'BEGIN { srand(1); print "case,run_by_trust,places,rate,note"
  for (i = 0; i < 120000; i++) printf "r%d,%s,%.2f,%d%%,%s\n", i, (rand() < .1 ? "" : rand() < .5 ? "yes" : "no"), rand() * 9, rand() * 50,
    (i % 7 == 0 ? "\"two\nlines, and a \"\"quote\"\"\"" : "a longer note so that there are several pieces") }' >"$SCRATCH/big.csv"
"$REMIT" batch "$RULES" "$SCRATCH/big.csv" $DATE --jobs 1 >"$SCRATCH/one.out"
is "$(wc -l <"$SCRATCH/one.out")" 120001 'a large table with line ends in cells'
for jobs in 2 5; do
  "$REMIT" batch "$RULES" "$SCRATCH/big.csv" $DATE --jobs $jobs >"$SCRATCH/.out"
  same "$SCRATCH/.out" "$SCRATCH/one.out" "the same bytes with $jobs processes"
done
sed '100001s/.*/bad,yes,oops,1%,x/; 150002s/.*/bad,yes,1,1%,"x/' "$SCRATCH/big.csv" >"$SCRATCH/bad.csv"
for errors in stop keep skip; do
  "$REMIT" batch "$RULES" "$SCRATCH/bad.csv" $DATE --jobs 1 --errors $errors >"$SCRATCH/one.out" 2>"$SCRATCH/one.err"
  "$REMIT" batch "$RULES" "$SCRATCH/bad.csv" $DATE --jobs 3 --errors $errors >"$SCRATCH/.out" 2>"$SCRATCH/.err"
  status=$?
  exits 4 "--errors $errors with 3 processes"
  same "$SCRATCH/.out" "$SCRATCH/one.out" 'the same bytes'
  same "$SCRATCH/.err" "$SCRATCH/one.err" 'and messages'
done

# Whatever the input: pipes, rows without names, objects, summaries. What is made of a pipe's rows is named after it.
cut -d, -f2- "$SCRATCH/big.csv" | sed 's/^"two/x,"two/; s/^lines, /&/' >"$SCRATCH/nameless.csv"
awk 'BEGIN { srand(2); for (i = 0; i < 90000; i++) {
  at = i % 5000 == 7 ? "\"run_by_trust\":[{\"value\":true,\"from\":\"2015-01-01\"}]" : "\"run_by_trust\":" (rand() < .5 ? "true" : "false")
  printf "{%s,%s\"places\":%.4f,\"colour_seen\":\"%s\"}\n", at, (i % 3 ? "" : "\"case\":\"c" i "\","), rand() * 9000, (i % 2 ? "red" : "blue") } }' >"$SCRATCH/big.ndjson"
same_bytes() { # INPUT OPTION...
  local input=$1
  shift
  "$REMIT" batch "$RULES" - "$@" $DATE --jobs 1 <"$input" >"$SCRATCH/one.out" 2>/dev/null
  "$REMIT" batch "$RULES" - "$@" $DATE --jobs 3 <"$input" >"$SCRATCH/.out" 2>/dev/null
  same "$SCRATCH/.out" "$SCRATCH/one.out" "$(basename "$input") $*: the same bytes with 3 processes"
  cat "$input" | "$REMIT" batch "$RULES" - "$@" $DATE --jobs 2 >"$SCRATCH/.out" 2>/dev/null
  same "$SCRATCH/.out" "$SCRATCH/one.out" 'and with 2 from a pipe'
}
same_bytes "$SCRATCH/nameless.csv" --errors skip
same_bytes "$SCRATCH/big.csv" --where 'rate > 10%'
same_bytes "$SCRATCH/big.ndjson"
same_bytes "$SCRATCH/big.ndjson" --summary --by run_by_trust
same_bytes "$SCRATCH/big.csv" --summary --where 'places > 1'
same_bytes "$SCRATCH/bad.csv" --summary --errors skip
awk 'BEGIN { print "places,note"; for (i = 0; i < 50000; i++) print i % 30000 ",a note that makes the row long enough for several pieces so that it is counted by workers" }' >"$SCRATCH/crowd.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/crowd.csv" $DATE --jobs 3 --summary --by places
exits 4 'more than 10,000 groups found by several processes'
like "$err" 'more than 10,000' 'are refused as by one'
printf 'not for us\ncase,places\na,1\n' >"$SCRATCH/late.csv"
run bash -c 'read -r; "$1" batch "$2" - '"$DATE"' --select twice' - "$REMIT" "$RULES" <"$SCRATCH/late.csv"
is "$out" 'case,as_at,twice
a,2020-01-01,2' 'standard input is read from where it stands'

# ---- summaries ----

run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE --summary
is "$out" 'conclusion,result,cases,value
care.delivers,trust,1,
care.delivers,council,1,
care.delivers,trust|council,1,
go,not held,1,
go,held,2,
twice,known,2,
twice,least,,1
twice,5%,,1
twice,25%,,1
twice,50%,,1
twice,75%,,6
twice,95%,,6
twice,most,,6
twice,unknown,1,
hot,unknown,3,' '--summary'
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE --summary --by colour_seen --select go
is "$out" 'colour_seen,conclusion,result,cases,value
blue,go,not held,1,
red,go,held,1,
unknown,go,held,1,' '--by'
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" $DATE --summary --select go --where 'note is unknown'
is "$out" 'conclusion,result,cases,value
go,not held,1,
go,held,2,' 'with a condition that is asked of the tree evaluator'
printf '{"colour_seen":[{"value":"red","from":"2001-01-01"}],"rate":"50%%"}\n{"colour_seen":"blue"}\n' >"$SCRATCH/by.ndjson"
run "$REMIT" batch "$RULES" "$SCRATCH/by.ndjson" $DATE --summary --by colour_seen --select go --format csv
is "$out" 'colour_seen,conclusion,result,cases,value
blue,go,unknown,1,
red,go,held,1,' 'a history stands in its own group'
awk 'BEGIN { print "case,places"; for (i = 0; i < 10002; i++) print "r,at least " i }' >"$SCRATCH/by.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/by.csv" $DATE --summary --by places
exits 4 'more than 10,000 groups'
like "$err" 'more than 10,000' 'are refused'
awk 'BEGIN { print "case,places"; for (i = 0; i < 200000; i++) printf "r%d,%.4f\n", i, (i * 7919 % 200000) / 100 }' >"$SCRATCH/many.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/many.csv" $DATE --summary --select twice
like "$out" 'within 0.1%' 'beyond 65,536 values it says that percentiles are near'
ok 'and they are within 0.1 % in rank' awk -F, '$2 ~ /%$/ { want = 4000 * $2 / 100; if ($4 < want - 4 || $4 > want + 4) exit 1 }' "$SCRATCH/.out"

cat >"$SCRATCH/wide.remit" <<'END'
module wide "Wide"
party council "the council"
party trust "the trust"
party board "the board"
party owner "the owner"
party school "the school"
party college "the college"
party nursery "the nursery"
party clinic "the clinic"
role delivers "delivers" any number
role oversees "oversees" any number
fact a : yes/no
fact n : number
fact note : text
duty care "Care for children"
  delivers trust when a
  delivers council otherwise
  oversees trust when n = 1
  oversees trust, council when n = 2
  oversees board when n = 3
  oversees owner when n = 4
  oversees college when n = 6
  oversees nursery, clinic when n = 7
  oversees nursery when n = 8
  oversees clinic when n = 9
  oversees school otherwise
duty play "Places to play"
  delivers trust when n = 1
  delivers board when n = 2
  delivers owner when n = 3
  delivers school when n = 4
  delivers clinic otherwise
define told : text gives note
define set when limit is known
parameter limit : number
  is 3
END
printf 'case,a,n\nx,yes,1\ny,no,2\nz,,\nv,no,5\nw,no,2\n' >"$SCRATCH/wide.csv"
run "$REMIT" batch "$SCRATCH/wide.remit" "$SCRATCH/wide.csv" $DATE --summary --select care
is "$out" 'conclusion,result,cases,value
care.delivers,trust,1,
care.delivers,council,3,
care.delivers,trust|council,1,
care.oversees,"council, trust",2,
care.oversees,school,1,
care.oversees,trust,1,
care.oversees,"trust|council, trust|board|owner|college|nursery, clinic|nursery|clinic|school",1,' 'holders of whom there may be many are counted row by row'
run "$REMIT" batch "$SCRATCH/wide.remit" "$SCRATCH/wide.csv" $DATE --summary --select play,set
is "$out" 'conclusion,result,cases,value
play.delivers,trust,1,
play.delivers,board,2,
play.delivers,clinic,1,
play.delivers,trust|board|owner|school|clinic,1,
set,yes,5,' 'and where there may be some, 64 rows at once'
awk 'BEGIN { print "case,note"; for (i = 0; i < 65540; i++) printf "r%d,%06d\n", i, i; print "again,000000\nagain,065539" }' >"$SCRATCH/told.csv"
run "$REMIT" batch "$SCRATCH/wide.remit" "$SCRATCH/told.csv" $DATE --summary --select told
is "$(wc -l <"$SCRATCH/.out")" 65538 'of more than 65,536 different answers the rest are counted together'
is "$(sed -n '2p; $p' <<<"$out")" 'told,"""000000""",2,
told,(other answers),5,' 'and the others each'

# ---- output ----

run sh -c "'$REMIT' batch '$RULES' '$SCRATCH/big.csv' $DATE >/dev/full"
exits 2 'a full disk is an error'
run bash -c "'$REMIT' batch '$RULES' '$SCRATCH/big.csv' $DATE --jobs 2 | head -1"
is "$err" '' 'a closed pipe ends it quietly'
interrupted() { # JOBS SECONDS INPUT: $status, and the output in $SCRATCH/cut.out
  "$REMIT" batch "$RULES" - $DATE --jobs "$1" <"$3" >"$SCRATCH/cut.out" & pid=$!
  sleep "$2"
  kill -INT $pid 2>/dev/null
  wait $pid 2>/dev/null
  status=$?
}
mkfifo "$SCRATCH/fifo"
{ cat "$SCRATCH/big.csv"; exec sleep 20; } >"$SCRATCH/fifo" & feeder=$!
interrupted 2 0.7 "$SCRATCH/fifo"
exits 130 'an interrupt ends it while it waits for input'
ok 'behind a whole line' test -z "$(tail -c 1 "$SCRATCH/cut.out" | tr -d '\n')"
kill $feeder 2>/dev/null
for jobs in 1 2; do
  interrupted $jobs 0.05 "$SCRATCH/big.csv"
  ok "an interrupt of $jobs at work leaves whole lines" test -z "$(tail -c 1 "$SCRATCH/cut.out" | tr -d '\n')"
done
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  { cat "$SCRATCH/big.csv"; sleep 1.2; tail -n +2 "$SCRATCH/big.csv"; } >"$SCRATCH/fifo" & feeder=$!
  script -qec "'$REMIT' batch '$RULES' - $DATE --jobs 1 <'$SCRATCH/fifo' >/dev/null" /dev/null >"$SCRATCH/screen" </dev/null
  wait $feeder
  like "$(tr '\r' '\n' <"$SCRATCH/screen")" '[0-9]+ rows, [0-9]+ a second' 'progress on a terminal'
else
  skip 'progress on a terminal' 'this machine gives no pseudo-terminal'
fi
run "$REMIT" batch "$RULES" "$SCRATCH/none.csv"
exits 2 'no such file'
run "$REMIT" batch "$RULES" "$SCRATCH"
exits 2 'a folder'
: >"$SCRATCH/empty.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/empty.csv"
exits 4 'an empty file'
echo case,places >"$SCRATCH/empty.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/empty.csv"
exits 4 'a table without rows'
run "$REMIT" batch "$RULES" "$SCRATCH/plain.csv" --select nothing
exits 2 'a conclusion that is none'

# A row of 10 MB, in constant memory around it.
{ echo case,places,note; printf 'a,1,'; head -c 10000000 /dev/zero | tr '\0' x; echo; echo b,2,y; } >"$SCRATCH/wide.csv"
run "$REMIT" batch "$RULES" "$SCRATCH/wide.csv" $DATE --select twice
is "$(tail -1 <<<"$out")" 'b,2020-01-01,4' 'a row of 10 MB'

# A row or a header that does not end, and an input that cannot be read: never memory without bound, never "empty".
wide() { head -c 17000000 /dev/zero | tr '\0' x; }
{ echo case,places,note; echo a,1,y; printf 'b,1,'; wide; echo; echo c,2,y; } >"$SCRATCH/wider.csv"
{ echo '{"case":"a","facts":{"places":1}}'; wide; echo; } >"$SCRATCH/wider.ndjson"
for jobs in 1 2; do
  for form in csv ndjson; do
    run "$REMIT" batch "$RULES" "$SCRATCH/wider.$form" $DATE --select twice --jobs $jobs
    exits 5 "a row of 17 MB in $form, with $jobs processes"
    like "$err" 'a row of `.*`, behind 1 other, is longer than 16 MiB' 'is refused'
    is "$(tail -n 1 <<<"$out" | cut -c 1-2)" "$([ $form = csv ] && echo a, || echo '{"')" 'and those before it are answered'
  done
done
room=2000000
case "$REMIT" in *-check) room=unlimited ;; esac    # the sanitizers claim more than there is
run sh -c "ulimit -v $room; '$REMIT' batch '$RULES' /dev/zero"
exits 5 'a header without end'
like "$err" 'the header is longer than 16 MiB' 'is said so'
if [ -r /proc/self/mem ]; then
  run "$REMIT" batch "$RULES" /proc/self/mem
  exits 2 'a file whose first byte cannot be read'
  like "$err" 'cannot be read: Input/output error' 'is not called empty'
fi

# ---- events of which a module keeps the record ----
cat > "$SCRATCH/kept.remit" <<'E'
module kept
fact a : yes/no
event visit
event quake
record visit on 2016-05-01
record visit complete
record quake complete from 2016-01-01
define visits : count gives count of visit since 2016-01-01
define lately : date gives last visit
define shaken when last quake >= 2016-01-01
parameter limit : count is 1 is 2
define open when limit is disputed
E
printf 'a\nyes\n' > "$SCRATCH/kept.csv"
run "$REMIT" batch "$SCRATCH/kept.remit" "$SCRATCH/kept.csv" --as-at 2019-01-01 --select visits --select lately --select shaken --select open
like "$out" '^kept_1,2019-01-01,1,2016-05-01,no,yes$' 'an event that no row speaks of stands as the module records it, and a parameter may be disputed'

# Amendments of a parameter that disagree: whoever reads it sees what it may be, as in a run.
printf 'module base\nparameter most : number is 3\ndefine twice : number gives 2 * most\ndefine same : number gives most\n' >"$SCRATCH/base.remit"
for part in -2 -1; do printf 'module m%s\nuse base\namend parameter most is %s\n' "${part#-}" $part >"$SCRATCH/m${part#-}.remit"; done
printf 'module torn\nuse m1\nuse m2\nfact a : yes/no\ndefine b when a\n' >"$SCRATCH/torn.remit"
printf 'case,a\nx,yes\n' >"$SCRATCH/torn.csv"
run "$REMIT" batch "$SCRATCH/torn.remit" "$SCRATCH/torn.csv" --as-at 2020-01-01 --select same,twice
is "$(tail -1 <<<"$out")" "x,2020-01-01,'-2..-1,'-4..-2" 'a parameter in conflict'

# What a record says of the members that are not supposed settles nothing for the rows.
cat > "$SCRATCH/beside.remit" <<'R'
module beside
type ty is t1, t2, t3
fact sorts : set of ty
record sorts excludes t2, t1
define torn when sorts is disputed
R
printf 'case,sorts\nx,t2|t1\n' > "$SCRATCH/beside.csv"
run "$REMIT" batch "$SCRATCH/beside.remit" "$SCRATCH/beside.csv" --as-at 2016-02-04 --set 'sorts includes t2, t3'
like "$out" '^x,2016-02-04,yes$' 'a record beside a supposed member: the row still counts'
finish
