#!/bin/bash
# variants: check
# Refusals that need more than one file, a file of many lines, or one that the system does not give: each with its
# message. Those of a single rule file stand in tests/messages, those of a single case in tests/unit/test_cases.c.
. tests/lib.sh
cd "$SCRATCH" || exit 1
remit=$OLDPWD/$REMIT
[ "${REMIT:0:1}" = / ] && remit=$REMIT

cat >base.remit <<'R'
module base
party council "the council"
type beast is sheep, cattle
role tends "tends" any number
fact a : yes/no
fact note : text
fact kept : set of beast
requirement asked must a
define calm when not a
R
says() {  # STATUS PATTERN NAME ARGUMENTS...
  run "$remit" "${@:4}"
  exits "$1" "$3: exit status $1"
  like "$err" "$2" "$3: the message"
}
many() { for i in $(seq "$1"); do printf "$2\n" "$i"; done; }

printf 'module amended\nuse base\namend requirement asked\n  applies when a\n' >amended.remit
says 3 'R0310: an amendment says `not applicable when ...`, not `applies when`' 'a gate in an amendment' check amended.remit
printf 'module alone\nfact chair : party\n' >alone.remit
says 3 'R0309: no party is declared' 'a party where there are none' check alone.remit
printf 'module called "x"\n' >named.remit
printf 'module user\nuse named\n' >user.remit
says 3 'R0215: this file is used as `named`, but calls itself `called`' 'a module of another name' check user.remit
{ printf 'module roles\nparty council "c"\n'; many 65 'role r%d "r%d" any number'; printf 'duty all_of_them\n'
  many 65 '  r%d council'; } >roles.remit
says 5 'R0216: a duty may mention at most 64 roles' 'more roles than a duty has' check roles.remit
{ printf 'module crowd\nparameter limit : count\n'; many 501 '  is %d from 2010-01-01 until 2020-01-01'; } >crowd.remit
says 3 'R0512: more than 500 values of `limit` hold on one day' 'a crowded parameter' check crowd.remit
{ printf 'case crowd as at 2015-01-01\nuse base\n'
  many 501 'kept includes sheep from 2010-01-01 until 2020-01-01 cite s%d'; many 501 'source s%d "Source %d"'; } >crowd.case
sed -i 's/ "Source %d"/ "S"/' crowd.case
says 4 'R0512: with this, more than 500 statements of .kept. hold on one day' 'a crowded set' run crowd.case
printf 'module day\nfact a : yes/no\ndefine b when a\nscenario "x" as at 2021\n  given a is yes\n  expect b\n' >day.remit
says 3 'R0509: one day is due here' 'a scenario on a year' test day.remit
ln -s /proc/self/mem broken.case
says 2 'R0003: `broken.case` cannot be read: Input/output error' 'a file that fails to be read' run broken.case
ln -s /proc/self/mem broken.csv
says 2 '`broken.csv` cannot be read: Input/output error' 'and a table' batch base.remit broken.csv
printf 'case,use,a,as_at\nx,base,yes,2020-01-01\ny,base,no,2020-01-01\n' >two.csv
says 2 '`two.csv` holds 2 cases; it takes files of one case' 'a file of two cases to compare' compare two.csv two.csv
printf 'case,note,a\nx,a note,yes\n' >rows.csv
says 2 '\-\-by takes no text' 'batch by a text' batch base.remit rows.csv --as-at 2020-01-01 --summary --by note
finish
