#!/bin/bash
# variants: check
# Assurance row 2: every operator put into itself nearly as deep as the parser allows, chains of definitions and many facts,
# through every verb: a documented status, and no crash. tests/recursion.txt says which functions this is for.
. tests/lib.sh
REMIT=$PWD/$REMIT
cd "$SCRATCH" || exit 1
python3 - <<'PYTHON'
def nested(n, before, inside, behind):
    return before * n + inside + behind * n

DEEP = [("c", "", "(", "x", ")"), ("c", "", "not (", "x", ")"), ("c", "", "(z or ", "x", ")"), ("c", "", "(x and ", "x", ")"),
        ("c", "", "ever (", "x", ") in last 1 day"), ("c", "", "(", "x", " at 2020-01-01)"), ("c", "", "(", "x", " for 1 day)"),
        ("c", "", "all of (", "x", ", x)"), ("c", "", "at least 1 of (z, ", "x", ")"), ("c", "", "none of (z, ", "x", ")"),
        ("n", "", "(n + ", "n", ")"), ("n", "", "(1 - ", "n", ")"), ("n", "", "(n * ", "n", ")"), ("n", "", "(", "n", " / 1)"),
        ("n", "", "(- ", "n", ")"), ("d", "", "(1 day after ", "d", ")"), ("d", "", "(", "d", " + 1 day)")]
KIND = {"c": "when {}", "n": ": number gives {}", "d": ": date gives {}"}
lines = ["module deep", "party p", "party q", "role runs any number", "fact x : yes/no decided by p", "fact z : yes/no", "fact n : number",
         "fact d : date", "matter b"]
for i, (kind, _, before, inside, behind) in enumerate(DEEP):
    lines.append(f"define y{i} " + KIND[kind].format(nested(60 if "ever" in before else 120 if "of" in before or "t (" in before or "-" in before or kind == "d" else 240, before, inside, behind)))
lines += ["define c0 when x"] + [f"define c{i} when c{i - 1}" for i in range(1, 1500)]
lines += ["duty w", f"  runs p when {nested(240, '(z or ', 'x', ')')}", "  runs q otherwise", "right r", "  power of p over q on b",
          f"  when {nested(120, 'not (', 'x', ')')}", "requirement k on p", f"  must {nested(240, '(x and ', 'x', ')')} by d + 1 day"]
open("deep.remit", "w").write("\n".join(lines) + "\n")
open("deep.case", "w").write("case deep as at 2020-06-01\nuse deep\nx is yes from 2015\nz is no\nn is 1\nd is 2020-01-01\n")
open("deep_scenarios.remit", "w").write('module deep_scenarios\nuse deep\nscenario "s" as at 2020-06-01\n  given x is yes\n  given n is 1\n  given z is no\n'
    f'  expect {nested(200, "(z or ", "x", ")")}\n  expect c1499\n')
open("rows.csv", "w").write("case,x,z,n,d\na,yes,no,1,2020-01-01\nb,,,,\n")
open("lines", "w").write(f"{nested(240, '(z or ', 'x', ')')}\nwhy c1499\nx is no\n")
many = range(3000)
open("many.remit", "w").write("module many\n" + "".join(f"fact f{i} : yes/no\n" for i in many) +
                              "define y when at least 1 of (" + ", ".join(f"f{i}" for i in many) + ")\n")
open("many.case", "w").write("case many as at 2020-06-01\nuse many\n" + "".join(f"f{i} is no\n" for i in many))
text = open("deep.remit").read()
import json, os
HERE = "file://" + os.getcwd() + "/deep.remit"
place = {"textDocument": {"uri": HERE}, "position": {"line": 12, "character": 200}}
bodies = [{"id": 1, "method": "initialize", "params": {"capabilities": {}}}, {"method": "textDocument/didOpen", "params": {"textDocument":
          {"uri": HERE, "languageId": "remit", "version": 1, "text": text}}}]
bodies += [{"id": i, "method": "textDocument/" + method, "params": {**place, "range": {"start": place["position"], "end": place["position"]},
            "context": {"diagnostics": [], "includeDeclaration": True}}} for i, method in enumerate(("hover", "completion", "references",
            "documentSymbol", "semanticTokens/full", "foldingRange", "codeAction", "definition", "inlayHint"), 2)]
bodies += [{"id": 20, "method": "shutdown"}, {"method": "exit"}]
with open("frames", "w", newline="") as file:
    for body in bodies:
        said = json.dumps({"jsonrpc": "2.0", **body})
        file.write(f"Content-Length: {len(said)}\r\n\r\n{said}")
PYTHON
path=folders
for _ in $(seq 500); do path+=/d; done
mkdir -p "$path" 2> /dev/null || mkdir folders
cp many.remit folders

# deep STATUS ARGUMENTS...; standard input is the file `lines` or `frames` of those verbs
deep() {
  local due=$1 input=/dev/null
  shift
  [ "$1" = repl ] && input=lines
  [ "$1" = lsp ] && input=frames
  timeout 120 "$REMIT" "$@" < $input > .out 2> .err
  local got=$?
  [[ " $due " == *" $got "* ]]
  tap_result $? "remit $*" || tap_say "status $got" "$(head -c 600 .err)"
}

deep 0 run deep.case --json
deep 0 run deep.case --all
deep 0 check deep.remit deep.case
deep 0 check folders
deep '0 1' fmt --check deep.remit
deep 0 doc deep.remit
deep 0 graph deep.remit
deep 0 who deep.case w
for what in y0 y2 y7 y10 c1499 w.runs r k; do deep 0 why deep.case $what --depth 1000; done
deep 0 why --json deep.case c1499 --depth 1000
deep 0 how deep.case 'not y2'
deep 0 how deep.case 'not c1499'
deep 0 how many.case y
deep 0 timeline deep.case --from 2014-01-01
deep 0 whatif deep.case --set x=no
deep 0 sweep deep.case n=0..10
deep 0 compare deep.case@2014-01-01 deep.case
deep 0 impact deep.remit deep.remit deep.case
deep 0 test deep_scenarios.remit
deep 0 test --coverage deep_scenarios.remit
deep 0 batch deep.remit rows.csv
deep 0 batch deep.remit rows.csv --full
deep 0 repl deep.case
deep 0 lsp
finish
