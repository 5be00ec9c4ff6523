#!/bin/bash
# variants: check
# Each kind of bad input: the documented exit status, one clear message with its place, nothing on standard output.
. tests/lib.sh
cp tests/cli/fixtures/town.remit "$SCRATCH/town.remit"
cd_case="$SCRATCH/bad.case"
head='case bad as at 2021-01-01
use town'

# refuses STATUS PATTERN NAME: of `remit run` on the case written before.
refuses() {
  run "$REMIT" run "$cd_case"
  exits "$1" "$3: exit status $1"
  like "$err" "$2" "$3: the message"
  is "$(grep -c '^error' <<<"$err")" 1 "$3: one message"
  is "$out" '' "$3: nothing on standard output"
}

rm -f "$cd_case";                                              refuses 2 'R0001: there is no file' 'no file'
: > "$cd_case";                                                refuses 4 'R0005.*says nothing' 'an empty file'
cd_case="$SCRATCH";                                            refuses 2 'R0002.*is a folder' 'a folder'
cd_case="$SCRATCH/bad.case"
head -c 5000 /bin/ls > "$cd_case";                             refuses 4 'R0010|R0011|R0012' 'binary data'
printf '%s\nboard_size is 8\0\n' "$head" > "$cd_case";         refuses 4 'bad.case:3:16' 'a NUL'
printf '%s\nboard_size is \xff8\n' "$head" > "$cd_case";       refuses 4 'bad.case:3:15' 'malformed UTF-8'
printf '%s\n# \xe2\x80\xae\n' "$head" > "$cd_case";            refuses 4 'R0013' 'a direction-changing character'
{ echo "$head"; head -c 16777216 /dev/zero | tr '\0' ' '; } > "$cd_case"
refuses 5 'R0004.*16 MiB' 'more than 16 MiB'
printf '%s\nboard_size is 9999999999999\n' "$head" > "$cd_case"; refuses 4 'bad.case:3:15' 'a number too large'
printf '%s\ndirector_change on 2023-02-29\n' "$head" > "$cd_case"; refuses 4 'bad.case:3:20' 'a day that does not exist'
printf '%s\ndirection is yes from 2021 until 2020\n' "$head" > "$cd_case"; refuses 4 'bad.case:3' 'until before from'
printf '%s\nboard_size is 8\nboard_size is 8\n' "$head" > "$cd_case"; refuses 4 'R0505' 'a fact given twice'
printf 'case bad as at 2021-01-01\nuse nowhere\n' > "$cd_case"; refuses 4 'R0203.*nowhere' 'an unknown module'
printf '%s\nalien_one is 3\nalien_two is 4\n' "$head" > "$cd_case"; refuses 4 'R0507' 'a case for another module'
printf 'case bad as at 2021-01-01\n' > "$cd_case";             refuses 4 'R0506' 'a case that names no module'
printf '{"case": "bad", "use": "town", "as_at": "2021-01-01", "facts": {"board_size": 1e400}}' > "$SCRATCH/bad.json"
cd_case="$SCRATCH/bad.json";                                   refuses 4 'bad.json:1:' 'a number too large, in JSON'
printf '{"case": "bad", "case": "bad"}' > "$SCRATCH/bad.json"; refuses 4 'R0602' 'a key twice, in JSON'
cd_case="$SCRATCH/bad.case"

printf '%s\n' "$head" > "$cd_case"
chmod 000 "$cd_case"
if [ -r "$cd_case" ]; then skip 'an unreadable file' 'this user can read everything'
else refuses 2 'R0003' 'an unreadable file'; fi
chmod 600 "$cd_case"

deep=$(printf '%300s' '' | tr ' ' '(')x$(printf '%300s' '' | tr ' ' ')')
printf 'module town\nfact x : yes/no\ndefine y when %s\n' "$deep" > "$SCRATCH/town.remit"
printf '%s\nx is yes\n' "$head" > "$cd_case"
run "$REMIT" check "$SCRATCH/town.remit"
exits 5 'nesting beyond 256: exit status 5'
like "$err" 'R0113.*256' 'nesting beyond 256: the message'

printf 'module town\nfact x : yes/no\ndefine y when z\n' > "$SCRATCH/town.remit"
run "$REMIT" run "$cd_case"
exits 3 'rules with errors give no conclusions'
is "$out" '' 'not one'

printf 'module town\nfact x : yes/no\n' > "$SCRATCH/town.remit"
run "$REMIT" run "$cd_case"
exits 3 'a module without rules'
like "$err" 'no rules' 'is said to have none'

for verb in check run who test; do
  for what in "$SCRATCH/nowhere.case"; do
    run "$REMIT" $verb "$what" ${verb/#[^w]*/}
    exits 2 "$verb: a file that is not there"
  done
done
finish
