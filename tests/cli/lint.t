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
finish
