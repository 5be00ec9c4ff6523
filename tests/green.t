#!/bin/bash
# Assurance row 13: nothing looks green by accident. Each verb on what is not there, says nothing, or is something else: the
# documented status, an error that says so, and no conclusion.
. tests/lib.sh
REMIT=$PWD/$REMIT
cp tests/cli/fixtures/* "$SCRATCH"
cd "$SCRATCH" || exit 1
mkdir folder
touch empty.case empty.remit empty.json empty.csv
head -c 3000 /bin/ls > binary.case
cp binary.case binary.remit
cp binary.case binary.csv
printf 'module norules\nfact x : yes/no\n' > norules.remit
printf 'case norules\nuse norules\nx is yes\n' > norules.case
printf '[]' > nobody.json
printf 'case,use\n' > norows.csv
cp town.remit unreadable.remit
cp town.case unreadable.case
chmod 000 unreadable.remit unreadable.case

# row STATUS ARGUMENTS...
row() {
  local status_due=$1
  shift
  if [[ "$*" == *unreadable* && -r unreadable.case ]]; then
    skip "remit $*" 'this user can read everything'
    return
  fi
  run "$REMIT" "$@"
  local said=$err
  [ "$status_due" = 0 ] && said=nothing
  [ "$status" = "$status_due" ] && [ -n "$said" ]
  tap_result $? "remit $*: $status_due" || { tap_say "status $status, standard error" "$err"; }
}

# Verbs that read a case: what the case is, the status.
while read -r case due; do
  for verb in check run timeline repl; do row "$due" $verb "$case"; done
  row "$due" who "$case" social_care
  row "$due" why "$case" turnover
  row "$due" how "$case" 'turnover is raised'
  row "$due" whatif "$case" --set direction=no
  row "$due" sweep "$case" 'vacancy_rate=0%..40%'
  row "$due" compare "$case" town.case
  row "$due" compare town.case "$case"
  row "$due" impact town.remit town.remit "$case"
done <<'ROWS'
nowhere.case 2
unreadable.case 2
empty.case 4
empty.json 4
empty.csv 4
nobody.json 4
norows.csv 4
binary.case 4
binary.csv 4
ROWS
for verb in check run timeline; do row 3 $verb norules.case; done
row 3 who norules.case social_care
row 3 why norules.case turnover
row 3 how norules.case 'turnover is raised'
row 3 whatif norules.case --set x=no
row 3 sweep norules.case 'vacancy_rate=0%..40%'
row 3 compare norules.case town.case
for verb in check run timeline test fmt; do row 2 $verb folder; done
row 2 who folder social_care
row 2 impact town.remit town.remit folder
row 2 batch town.remit folder
row 3 run town.remit

# Verbs that read rules.
while read -r rules due; do
  for verb in check doc graph repl ask batch test fmt; do row "$due" $verb $rules; done
  row "$due" impact $rules town.remit town.case
  row "$due" impact town.remit $rules town.case
done <<'ROWS'
nowhere.remit 2
unreadable.remit 2
binary.remit 3
ROWS
row 3 check empty.remit
row 3 doc empty.remit
row 3 graph empty.remit
row 3 ask empty.remit
row 2 batch empty.remit rows.csv
row 2 batch norules.remit rows.csv
row 4 run --rules norules.remit town.case
for verb in doc graph repl ask batch; do row 3 $verb nowhere; done

# No scenario, no such thing, no row.
for what in empty.remit norules.remit town.remit folder; do row 2 test $what; done
row 2 test town_scenarios.remit --filter nothing
row 2 batch town.remit nowhere.csv
row 4 batch town.remit empty.csv
row 4 batch town.remit norows.csv
row 4 batch town.remit nobody.json
row 4 batch town.remit binary.csv
row 2 why town.case nothing
row 2 who town.case nothing
row 2 how town.case ''
row 2 timeline town.case nothing
row 2 graph town.remit --focus nothing
row 2 sweep town.case nothing=1..2
row 2 explain R9999
row 2 help nothing
row 2 new town
row 2 new a/b
for verb in check run who why how ask timeline whatif sweep compare impact test fmt doc graph new batch explain; do row 2 $verb; done
finish
