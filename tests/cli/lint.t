#!/usr/bin/env bash
# Lints: each warns where it should, a reasoned comment silences it, --fix makes the safe mends, JSON and SARIF are valid.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
remit=$PWD/${REMIT:-build/remit}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/town.remit" <<'RULES'
module town "Town"
source paper "A paper" dated 2020
party council "the council"
fact used "it is used" : yes/no
fact idle "nobody asks" : yes/no
fact size "size" : count
fact long "a label that goes on and on and on and on and on and on and on and on and on and on and on and on" : yes/no
fact dot "ends with a stop." : yes/no
parameter limit "the limit" : count
  is 2
role delivers "delivers" at least one
duty care "Care"
  delivers council when used
right stop "stop it"
  power of council over council
  when size >= 0
signature sign "A sign"
  indicator many "too many" when size >= limit
define twice when not (used is not yes)
define nots when long is not no or dot
scenario "one" as at 2020-01-01
  given used is yes
  expect used
scenario "two" as at 2020-01-01
  given used is yes
  expect used
RULES
out=$($remit check "$folder/town.remit" --json)
for code in R0701 R0702 R0703 R0704 R0705 R0706 R0707 R0709 R0710 R0711 R0712; do
  like "$out" "\"$code\"" "$code is found"
done
printf 'case t "T" as at 2020-01-01\nuse town\nused is yes\n' > "$folder/t.case"
out=$($remit check "$folder/town.remit" "$folder/t.case" --json)
like "$out" 'no case and no scenario states the fact `size`' 'R0708: a fact that no case states'
is "$(echo "$out" | python3 -c 'import json,sys; d = json.load(sys.stdin); print(d["errors"], d["warnings"] == len(d["messages"]))')" \
  '0 True' 'the JSON counts its messages'
cat > "$folder/sarif.py" <<'END'
import json, re, sys
log = json.load(sys.stdin)
run, = log["runs"]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
def region(location):
    physical = location["physicalLocation"]
    uri, r = physical["artifactLocation"]["uri"], physical["region"]
    assert re.fullmatch(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), uri
    assert 1 <= r["startLine"] <= r["endLine"] and r["startColumn"] >= 1 and r["endColumn"] >= 1, r
    return uri
for result in run["results"]:
    assert result["level"] in ("error", "warning") and result["message"]["text"] and result["ruleId"] in rules, result
    for location in result["locations"] + result.get("relatedLocations", []): region(location)
print(log["version"], run["columnKind"], len(run["results"]) > 9, len(rules) == len(set(rules)),
      any(result.get("relatedLocations") for result in run["results"]), region(run["results"][0]["locations"][0])[-14:])
END
mkdir "$folder/a £ b"
cp "$folder/town.remit" "$folder/a £ b/town.remit"
out=$($remit check "$folder/a £ b/town.remit" --format sarif | python3 "$folder/sarif.py" 2>&1)
is "$out" '2.1.0 unicodeCodePoints True True True 20b/town.remit' 'SARIF: a result for each, with its rule, its place as a URI, and what it relates to'

sed -i 's/when size >= 0/when size >= 0   # remit: allow R0702 because it shows one/' "$folder/town.remit"
unlike "$($remit check "$folder/town.remit" --json)" '"R0702"' 'a reasoned comment silences a warning'
sed -i 's/ because it shows one//' "$folder/town.remit"
like "$($remit check "$folder/town.remit" --json)" '"R0713"' 'one without a reason asks for it'
$remit check --fix "$folder/town.remit" > /dev/null 2>&1
like "$(cat "$folder/town.remit")" '"ends with a stop" : yes/no' '--fix takes the full stop out'
unlike "$($remit check "$folder/town.remit" --json)" '"R0711"' '... and nothing is left of it'

# What --fix rewrites means the same; what it leaves to the author it leaves as it is.
cat > "$folder/fix.remit" <<'RULES'
module fix
scale level is low < high
fact ready "ready" : yes/no
fact level_now "how high it is" : level
fact some : set of level
define a when not (level_now is not high) and ready is not no
define b when not (low not in some) or not (a is not no)
define c when not (level_now is   not high   # as the paper has it
  )
define d when not (not a) and b and c
RULES
$remit check --fix "$folder/fix.remit" > /dev/null 2>&1
is "$(sed -n '3p;6,10p' "$folder/fix.remit")" 'fact ready : yes/no
define a when level_now is high and ready is yes
define b when low in some or a is no
define c when not (level_now is   not high   # as the paper has it
  )
define d when not (not a) and b and c' '--fix: double negatives and labels that repeat the name, where nothing is lost'

# Lines that are never reached, parts that exclude each other or leave nothing over; and their near misses.
cat > "$folder/logic.remit" <<'RULES'
module logic
party p "P"
party q "Q"
role holds "holds" at least one
scale level is low < middle < high
type kind is one, two
fact a : yes/no
fact b : yes/no
fact n : count
fact m : count
fact l : level
fact k : kind
fact day : date
event change
duty r1 "r1" holds p when a   holds q when a and b   holds unknown otherwise
duty r2 "r2" holds p when n >= 5   holds q when n > 7   holds unknown otherwise
duty r3 "r3" holds p when a or b   holds q when b   holds unknown otherwise
duty r4 "r4" holds p when l >= middle   holds q when l is high   holds unknown otherwise
define x1 when a and not a
define x2 when n > 5 and b and n < 3
define x3 when l is low and l is high
define x4 when k is one and not (k is not two)
define x5 when n is between 3 and 5 and n is between 6 and 8
define y1 when a or not a
define y2 when n >= 3 or n < 3
define y3 when k is one or k is two
duty s1 "s1" holds p when a and b   holds q when a   holds unknown otherwise
duty s2 "s2" holds p when n >= 5   holds q when n >= 4   holds unknown otherwise
duty s3 "s3" holds p when n >= 5   holds q when m > 7   holds unknown otherwise
duty s4 "s4" holds p when count of change in last 2 months > 1   holds q when count of change in last 3 months > 2
  holds unknown otherwise
define z1 when a and not b
define z2 when n > 5 and n < 7 and m < 3
define z3 when l is low or l is high
define z4 when n > 5 or n < 5
define z5 when day < 2020-01-01 or day >= 2020-01-01
define z7 when l is low and l is at most middle
define z6 when a at 2020-01-01 and not a
RULES
out=$($remit check "$folder/logic.remit" --json)
is "$(python3 -c 'import json,sys; print(*sorted((m["code"], m["line"]) for m in json.load(sys.stdin)["messages"] if m["code"] in ("R0702", "R0714")), sep="\n")' <<<"$out" | tr -d "(),'")" \
  "$(printf 'R0702 %s\n' 19 20 21 22 23 24 25 26; printf 'R0714 %s\n' 15 16 17 18)" 'unreachable lines, contradictions and what always holds are seen, and nothing else'

# ---- conditions that exclude each other, leave nothing over, or take what a later line asks ----
cat >"$folder/li.remit" <<'RULES'
module li
scale g is low < mid < high
fact n : count
fact m : count
fact s : g
fact a : yes/no
fact d : date
fact kept : set of g
event e
define one when n + 1 > 3
define r1 : count
  gives 1 when n + 1 > 3 and a
  gives 2 when n + 1 > 3
  gives 3 when n + 1 > 3 and a
define r2 : count
  gives 1 when one is no or n <= 5
  gives 2 when n < 5
  gives 3 when s < mid
  gives 4 when s is low
define r3 when n <= 5 or n > 5
define r4 when not (n <= 5) and n < 3
define r5 when not (n >= 5) and n > 7
define r6 when not (n < 5) and n < 5
define r7 when ever a in last 12 months and not ever a in last 12 months
define r8 when ever a in last 12 months and not ever a since 2015-01-01
define r9 when (a or one) and not (a or one)
define r10 when (days from d to today) > 3 and (days from d to today) < 2
define r11 when s is at least mid and not (s < mid)
define r12 when s is one of (low, mid) and s is high
define r13 when (a at d) and not (a at d)
define r14 when (count of e in last 12 months) > 3 and (count of e in last 12 months) < 2
define r15 when n - m > 3 and n - m < 2 and n * 2 > 3 and n * 2 < 1
define r16 when not (n is 5) and n < 3 and n is not 5
define fam for each v in g when n < 3 and n > 5 and s is v
RULES
found=$($remit check "$folder/li.remit" --json | python3 -c 'import json, sys
print(*sorted(m["line"] for m in json.load(sys.stdin)["messages"] if m["code"] in ("R0702", "R0714")))')
is "$found" '14 17 19 20 21 22 23 24 26 27 29 30 31 32 34' 'each is found, and no other'
printf 'module nested\ntype beast is goats, sheep, cattle\nfact grazing : beast\nfact a : yes/no\ndefine w : number\n  gives 1 when a and (grazing is one of (goats, sheep) or a)\n  gives 2 when a and (grazing is one of (goats, cattle) or a)\n  gives 3 when a and (grazing is one of (goats, sheep) or a)\n  gives 4 otherwise\n' >"$SCRATCH/nested.remit"
run "$REMIT" check "$SCRATCH/nested.remit"
like "$(tr -s ' \n' ' ' <<<"$err")" 'R0714: this line is never reached: one before it holds whenever it does --> [^ ]*nested.remit:8' 'the same list of members inside a condition'
unlike "$err" 'nested.remit:7' 'and another one'
finish
