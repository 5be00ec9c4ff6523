#!/bin/bash
# variants: check
# `remit timeline`: periods, causes, the forms of output, and the law that it says what a run says.
. tests/lib.sh
case=examples/doncaster.case
export COLUMNS=100

run "$REMIT" timeline $case social_care.delivers
exits 0 'a timeline of one conclusion'
like "$out" '^From 1 January 2003 to 31 August 2022' 'from the first date of the record to the date of the case'
like "$out" '^ +2003-01-01 +2022-08-31$' 'with a scale'
like "$out" "1 to 31 March 2014 +Doncaster Council" 'the periods are listed'
like "$out" "2 from 1 October 2014 +Doncaster Children's Services Trust" 'to the day'
like "$out" 'because the trust runs the services: from .* to yes' 'each with its cause'
is "$(python3 -c 'import sys; print(sum(len(line) > 101 for line in open(sys.argv[1])))' "$SCRATCH/.out")" 0 'nothing is wider than the terminal'

for day in 2014-03-31 2014-04-01 2014-09-30 2014-10-01; do
  "$REMIT" run $case --as-at $day --json | python3 -c 'import json, sys
role = json.load(sys.stdin)["duties"]["social_care"]["delivers"]
print(",".join(role["parties"]) if role["certain"] else "open")' >>"$SCRATCH/runs"
  "$REMIT" timeline $case social_care.delivers --from $day --to $day --json | python3 -c 'import json, sys
answer = json.load(sys.stdin)["conclusions"]["social_care.delivers"][0]["answer"]
print("open" if "?" in answer or "|" in answer else answer)' >>"$SCRATCH/lines"
done
same "$SCRATCH/runs" "$SCRATCH/lines" 'what it says of a day is what a run says'

run "$REMIT" timeline $case --json
exits 0 'all conclusions as JSON'
cp "$SCRATCH/.out" "$SCRATCH/all.json"
run python3 -c 'import json, sys
data = json.load(open(sys.argv[1]))
for name, periods in data["conclusions"].items():
    assert periods[0]["from"] == data["from"] and not periods[0]["causes"], name
    for before, after in zip(periods, periods[1:]):
        assert before["until"] == after["from"] and after["causes"], name
        assert all(cause["cites"] for cause in after["causes"] if cause["kind"] in ("fact", "threshold", "event")), name
print(len(data["conclusions"]) > 100)' "$SCRATCH/all.json"
is "$out" True 'the periods join, and every change has a cause'
run "$REMIT" timeline $case social_care.delivers --format csv
is "$(head -1 <<<"$out")" 'case,conclusion,from,until,answer,moves_to,cause,sources' 'as a table'
is "$(wc -l <<<"$out")" 5 'a row a period'
"$REMIT" timeline $case --format svg >"$SCRATCH/picture.svg"
run python3 -c 'import sys, xml.dom.minidom; print(xml.dom.minidom.parse(sys.argv[1]).documentElement.tagName)' "$SCRATCH/picture.svg"
is "$out" svg 'as a picture that is well-formed'
run "$REMIT" timeline $case social_care.delivers --format md
like "$out" '^```$' 'as Markdown, with the bars kept as they are'
COLUMNS=24 run "$REMIT" timeline $case social_care.delivers
exits 0 'a narrow terminal does without bars'

run "$REMIT" timeline $case --from 2023-01-01
exits 2 'an empty range'
like "$err" 'the period is empty: it begins on 2023-01-01 and ends on 2022-08-31' 'is said so'
run "$REMIT" timeline $case socal_care.delivers
exits 2 'a conclusion that is none'
like "$err" 'did you mean' 'the nearest is named'
run "$REMIT" timeline $case trust_operational
exits 2 'a fact has no timeline'
like "$err" 'is a fact' 'is said so'
run "$REMIT" timeline $case --from yesterday
exits 2 'a date that is none'

COLUMNS=80 run "$REMIT" timeline examples/doncaster.case social_care --from 2013-01-01
is "$(grep -c "^  Children's social care$" <<<"$out")" 1 'the bars of a duty stand under its name'
like "$out" '^    who delivers the service +1+.*2$' 'one for each role'
like "$(tr -s ' \n' ' ' <<<"$out")" 'from no to not known – Community Care 2020, l.28' 'a change says who says so'
like "$(tr -s ' \n' ' ' <<<"$out")" 'from not known to disputed – Children and Young People Now 2022, l.93; Risk Management Partners, l.33; Community Care 2020' 'and a dispute all that disagree'
like "$(tr -s ' \n' ' ' <<<"$out")" 'Secretary of State for Education and the Trust Board; or nobody' 'several who act together are kept apart from others'
is "$(wc -L <<<"$out")" 80 'and nothing is wider than the page'
# A deadline of which only one end is known; found by tests/fuzz/evaluate.
printf 'module open\nparty p\nfact day : date\nfact done : yes/no\nrequirement r\n on p\n must done by day + 5 days\n' > "$SCRATCH/open.remit"
printf 'case open as at 2016-12-01\nuse open\nday is at least 2016-01-01\n' > "$SCRATCH/open.case"
run "$REMIT" timeline --json "$SCRATCH/open.case" --from 2015-12-31 --to 2016-12-01
exits 0 'a deadline that may be any day from some day on'
like "$out" 'the last day for it may have passed: not before 6 January 2016' 'is said to be one'

# A window that slides over thousands of days of which nothing is known: in a moment, not in minutes.
printf 'module windows\nfact other : yes/no\ndefine p when ever other in last 2 years\ndefine q when (start of (p)) < today\n' > "$SCRATCH/windows.remit"
printf 'case windows as at 2016-06-01\nuse windows\n' > "$SCRATCH/windows.case"
run timeout 10 "$REMIT" timeline "$SCRATCH/windows.case" --from 2014-12-31 --to 2017-01-02
exits 0 'where the start of what a window sees is looked for'

# ---- a run of many stretches, looked at from many days ----
printf 'module run\nfact n : count\nfact k : count\ndefine begun : date gives start of (n > 0)\ndefine maybe : date gives start of (n > 0 and k < 5)\n' >"$SCRATCH/run.remit"
{ printf 'case run as at 2016-01-01\nuse run\nn is 0 until 2010-01-01\nk is 1 from 2012-06-01\nk is 7 from 2010-01-01 until 2011-05-01\n'
  for month in $(seq 0 71); do echo "n is $((month + 1)) from $((2010 + month / 12))-$(printf %02d $((month % 12 + 1)))-01"; done; } >"$SCRATCH/run.case"
run "$REMIT" timeline "$SCRATCH/run.case" --from 2014-01-01 --to 2016-01-01 --all
like "$(tr -s ' \n' ' ' <<<"$out")" 'Begun 1 throughout 1 January 2010 Maybe ░ throughout between 1 May 2011 and 1 June 2012' 'since when it has been so stays the same'
finish
