#!/bin/bash
# `remit timeline`, continued: what moves with each day.
# variants: check
. tests/lib.sh

# What moves with each day, the days on which something turns because of it, and the causes of every other kind. Each
# date can be counted on a calendar.
cat > "$SCRATCH/moves.remit" <<'R'
module moves
party council
source house "Our settings" proposed
fact begun "the day it began" : date
fact n "the number" : count
fact x "the share" : number
fact a "it is open" : yes/no
fact b "it is shut" : yes/no
event visit "A visit"
parameter limit "the limit" : count cite house
  is 2 from 2020-01-01
  is 3 from 2020-06-01
define days "Days since" : count gives days from begun to today
define left "Days left" : number gives 100 - days
define twice "Twice the days" : number gives 2 * (days from begun to today)
define sum "Days and number" : number gives n + days
define share "A share of the days" : number gives days / 4
define opposite "The other way" : number gives -days
define product "A product" : number gives days * days
define months "Months since" : count gives months from begun to today
define later "A day later" : date gives today + 30 days

define early when days > 50
define late when left < 10
define doubled when twice >= 100
define summed when sum > 60
define quarter when share > 20
define negative when opposite < -40
define squared when product > 100
define due when later > 2020-04-10
define exceeds when n > limit
define seen when count of visit in last 30 days >= 1
define falls "Falling" : number gives 100 - (days from begun to today)
define plus "Plus" : number gives (days from begun to today) + 7
define negated "Negated" : number gives -(days from begun to today)
requirement soon "Soon" must a by 2020-03-01
role watches any number
duty look "Look" in force from 2020-02-01 until 2020-05-01 cite house "para 2"
  watches council when a
R
cat > "$SCRATCH/moves.case" <<'C'
case moves as at 2020-07-01
use moves
begun is 2020-01-01
n is 3
visit on 2020-02-10, 2020-04
visit complete until 2020-06-01
a is no until 2020-04-01
a is yes from 2020-04-01 cite house "para 3"
C
run "$REMIT" timeline "$SCRATCH/moves.case" --format csv --from 2020-01-01 --to 2020-06-30
cat > "$SCRATCH/moves.csv" <<'T'
case,conclusion,from,until,answer,moves_to,cause,sources
moves,look.watches,2020-01-01,2020-02-01,not in force,,,
moves,look.watches,2020-02-01,2020-04-01,nobody,,"""Look"" came into force","Our settings, para 2"
moves,look.watches,2020-04-01,2020-05-01,council,,it is open: from no to yes,"Our settings, para 3"
moves,look.watches,2020-05-01,2020-07-01,not in force,,"""Look"" went out of force","Our settings, para 2"
moves,soon,2020-01-01,2020-03-02,pending,,,
moves,soon,2020-03-02,2020-07-01,breached,,the last day for it had passed: 1 March 2020,
moves,days,2020-01-01,2020-07-01,0,181,,
moves,left,2020-01-01,2020-07-01,100,-81,,
moves,twice,2020-01-01,2020-07-01,0,362,,
moves,sum,2020-01-01,2020-07-01,3,184,,
moves,share,2020-01-01,2020-07-01,0,45.25,,
moves,opposite,2020-01-01,2020-07-01,0,-181,,
moves,product,2020-01-01,2020-07-01,0,32761,,
moves,months,2020-01-01,2020-02-01,0,,,
moves,months,2020-02-01,2020-03-01,1,,time passed,
moves,months,2020-03-01,2020-04-01,2,,time passed,
moves,months,2020-04-01,2020-05-01,3,,time passed,
moves,months,2020-05-01,2020-06-01,4,,time passed,
moves,months,2020-06-01,2020-07-01,5,,time passed,
moves,later,2020-01-01,2020-07-01,2020-01-31,2020-07-30,,
moves,early,2020-01-01,2020-02-21,no,,,
moves,early,2020-02-21,2020-07-01,yes,,with time: Days since is more than 50: yes,
moves,late,2020-01-01,2020-04-01,no,,,
moves,late,2020-04-01,2020-07-01,yes,,with time: Days left is less than 10: yes,
moves,doubled,2020-01-01,2020-02-20,no,,,
moves,doubled,2020-02-20,2020-07-01,yes,,with time: Twice the days is at least 100: yes,
moves,summed,2020-01-01,2020-02-28,no,,,
moves,summed,2020-02-28,2020-07-01,yes,,with time: Days and number is more than 60: yes,
moves,quarter,2020-01-01,2020-03-22,no,,,
moves,quarter,2020-03-22,2020-07-01,yes,,with time: a share of the days is more than 20: yes,
moves,negative,2020-01-01,2020-02-11,no,,,
moves,negative,2020-02-11,2020-07-01,yes,,with time: the other way is less than -40: yes,
moves,squared,2020-01-01,2020-01-12,no,,,
moves,squared,2020-01-12,2020-07-01,yes,,with time: a product is more than 100: yes,
moves,due,2020-01-01,2020-03-12,no,,,
moves,due,2020-03-12,2020-07-01,yes,,with time: a day later is after 10 April 2020: yes,
moves,exceeds,2020-01-01,2020-06-01,yes,,,
moves,exceeds,2020-06-01,2020-07-01,no,,the limit: from 2 to 3,Our settings
moves,seen,2020-01-01,2020-02-10,no,,,
moves,seen,2020-02-10,2020-03-11,yes,,"""A visit"" on 10 February 2020",
moves,seen,2020-03-11,2020-04-01,no,,"""A visit"" on 10 February 2020 is now too long ago to count",
moves,seen,2020-04-01,2020-04-30,unknown,,"""A visit"" in April 2020",
moves,seen,2020-04-30,2020-05-01,yes,,"""A visit"" in April 2020",
moves,seen,2020-05-01,2020-05-30,unknown,,"""A visit"" in April 2020 is now too long ago to count",
moves,seen,2020-05-30,2020-06-01,no,,"""A visit"" in April 2020 is now too long ago to count",
moves,seen,2020-06-01,2020-07-01,unknown,,"the record of ""A visit"" is complete only up to the day before",
moves,falls,2020-01-01,2020-07-01,100,-81,,
moves,plus,2020-01-01,2020-07-01,7,188,,
moves,negated,2020-01-01,2020-07-01,0,-181,,
T
same "$SCRATCH/.out" "$SCRATCH/moves.csv" 'turns and causes, to the day'
# What is asked about what moves each day holds on some days only: each day as `run` has it.
cat > "$SCRATCH/asked.remit" <<'R'
module asked
fact born : date
fact begun : date
define elapsed : number gives days from begun to today
define vague when (months from born to today) is unknown
define doubtful when (months from begun to today) is disputed
define torn when elapsed is conflict
R
printf 'module one\nuse asked\namend define elapsed\n  gives days from 2020-01-01 to today\n' >"$SCRATCH/one.remit"
printf 'module two\nuse asked\namend define elapsed\n  gives 20\n' >"$SCRATCH/two.remit"
printf 'module both\nuse one\nuse two\n' >"$SCRATCH/both.remit"
cat > "$SCRATCH/asked.case" <<'C'
case asked as at 2020-03-31
use both
born is 2019-12
begun is 2019-12-05
begun is 2019-12-10
C
"$REMIT" timeline "$SCRATCH/asked.case" --from 2020-01-01 --to 2020-03-31 --all --json >"$SCRATCH/asked.json"
run python3 - "$REMIT" "$SCRATCH" <<'P'
import csv, datetime, json, subprocess, sys
remit, folder = sys.argv[1:]
said = json.load(open(f"{folder}/asked.json"))["conclusions"]
for number in range(91):
    day = str(datetime.date(2020, 1, 1) + datetime.timedelta(number))
    out = subprocess.run([remit, "run", f"{folder}/asked.case", "--as-at", day, "--format", "csv"], capture_output=True, text=True).stdout
    for row in csv.DictReader(out.splitlines()):
        if row["name"] in ("vague", "doubtful", "torn"):
            [period] = [p for p in said[row["name"]] if p["from"] <= day and (p["until"] is None or day < p["until"])]
            assert period["answer"] == row["result"], (day, row, period)
print({name: len(periods) for name, periods in said.items() if name != "elapsed"})
P
is "$out" "{'vague': 6, 'doubtful': 7, 'torn': 3}" 'known, disputed or in conflict on some days only'
# What came to the same before and after explains no change, even if something it looks at turned on that day.
cat > "$SCRATCH/stood.remit" <<'R'
module stood
fact f "it was open" : yes/no
fact g "it is wanted" : yes/no
fact d "the day in question" : date
define was "It was open then" when f at d
define y "Both" when g and was
R
cat > "$SCRATCH/stood.case" <<'C'
case stood as at 2020-06-01
use stood
f is yes until 2020-03-01
f is no from 2020-03-01
g is no until 2020-03-01
g is yes from 2020-03-01
C
run "$REMIT" timeline "$SCRATCH/stood.case" y --from 2020-01-01 --to 2020-05-31 --format csv
cat > "$SCRATCH/stood.csv" <<'T'
case,conclusion,from,until,answer,moves_to,cause,sources
stood,y,2020-01-01,2020-03-01,no,,,
stood,y,2020-03-01,2020-06-01,unknown,,it is wanted: from no to yes,
T
same "$SCRATCH/.out" "$SCRATCH/stood.csv" 'what came to the same explains nothing'
run "$REMIT" timeline "$SCRATCH/moves.case" --from 2020-01-01 --to 2020-06-30 --all
like "$out" '^    1 throughout +100, falling by one a day, to -81$' 'a difference falls each day'
like "$out" '^    1 throughout +7, growing by one a day, to 188$' 'a sum grows'
like "$out" '^    1 throughout +0, falling by one a day, to -181$' 'its opposite falls'
like "$out" '^    1 throughout +0, changing with each day, to 32,761$' 'of a product the ends are told'
like "$out" 'because "A visit" in April 2020 is now too long ago to count' 'an event leaves its window'
finish
