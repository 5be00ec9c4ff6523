"""Rows of others' tables about JSON and CSV (tests/tables/*.txt say whose), read through `run` and through `batch`, whose
readers are others. Usage: suites.py REMIT SCRATCH; prints TAP."""
import ast, json, os, re, subprocess, sys

REMIT, SCRATCH = map(os.path.abspath, sys.argv[1:3])
MODULE = "module suite\nfact note : text\nfact other : text\ndefine said when note is known\n"
# What Remit asks beyond the grammar: R0602 a key twice, R0603 and R0604 another form or key than a case has, R0006 no case,
# R0607 a number too large for a fact; R0010 to R0014 and R0608 characters that no file and no text may hold.
BEYOND = {"R0602", "R0603", "R0604", "R0607", "R0608", "R0005", "R0303", "R0501", "R0502", "R0503", "R0506", "R0508", "R0605", "R0606"}
# Several values behind each other are several cases.
SEVERAL = {"structure_double_array", "structure_object_with_trailing_garbage"}
CHARACTERS = {"R0010", "R0011", "R0012", "R0013", "R0014"}
tried = failed = 0


def tell(name, found):
    global tried, failed
    tried += 1
    failed += bool(found)
    print(f"{'not ' if found else ''}ok {tried} - {name}")
    for line in found[:8]:
        print("#   " + str(line).replace("\n", "\n#   "))


def table(name):
    for line in open(f"tests/tables/{name}.txt", encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n")


def literal(text):
    repeated = re.fullmatch(r"(b'.*') \* (\d+)", text)
    return ast.literal_eval(repeated[1]) * int(repeated[2]) if repeated else ast.literal_eval(text)


def remit(*arguments):
    done = subprocess.run([REMIT, *arguments], cwd=SCRATCH, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def judged(which, name, codes):
    """Whether a text with these errors was taken for JSON, as it should be."""
    if codes - BEYOND - CHARACTERS - {"R0601"}:
        return f"{which} {name}: {codes}"
    if codes & CHARACTERS and which == "y" or name in SEVERAL:
        return None
    refused = bool(codes & (CHARACTERS | {"R0005", "R0601"}))
    refused = refused and not (which == "y" and codes == {"R0005"})      # an empty list: no case
    return f"{which} {name}: {codes or 'nothing'}" if which in "yn" and refused != (which == "n") else None


def json_tables():
    rows = [line.split(" ", 2) for line in table("json")]
    rows = [(which, name, literal(text)) for which, name, text in rows]
    found = []
    for which, name, text in rows:
        open(f"{SCRATCH}/row.json", "wb").write(text)
        status, _, err = remit("run", "--rules", "suite", "row.json")
        if status not in (0, 4, 5):
            found.append(f"{name}: status {status} {err}")
        elif which != "n" or text.strip():               # an empty file says nothing at all
            found.append(judged(which, name, set(re.findall(r"^error (R\d+)", err, re.M))))
    tell(f"{len(rows)} rows of JSONTestSuite, through run", list(filter(None, found)))
    lines = [(which, name, text) for which, name, text in rows
             if b"\n" not in text and b"\r" not in text and text.strip() and len(text) < 10**5]
    found = []
    for full in ([], ["--full"]):
        with open(f"{SCRATCH}/rows.ndjson", "wb") as file:
            for which, name, text in lines:
                file.write(b'{"case": "r", "facts": {"note": ' + text + b'}}\n')
        status, out, err = remit("batch", "suite", "rows.ndjson", "--errors", "keep", "--json", "--check-all", *full)
        answers = out.splitlines()
        if len(answers) != len(lines):
            found.append(f"{len(answers)} answers of {len(lines)}: {err[-300:]}")
        for (which, name, text), answer in zip(lines, answers):
            found.append(judged(which, name, set(re.findall(r"R\d{4}", str(json.loads(answer).get("error", ""))))))
    tell(f"{len(lines)} rows of JSONTestSuite within an object, through batch, both engines", list(filter(None, found)))


def csv_tables():
    found, count = [], 0
    for line in table("csv"):
        name, text, rows = ast.literal_eval("(" + re.sub(r"^(\S+) (b(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")) ", r"'\1', \2, ", line) + ")")
        for crlf in (False, True):
            rows = json.loads(json.dumps(rows).replace("\\r", ""))     # line ends are chosen here
            content = text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if crlf else text
            open(f"{SCRATCH}/t.csv", "wb").write(content)
            keep = list(rows[0])
            status, out, err = remit("batch", "suite", "t.csv", "--columns", "-=*", "--keep", ",".join(keep), "--json")
            got = [{key: json.loads(answer)[key] for key in keep} for answer in out.splitlines()]
            want = [{key: value.replace("\r\n", "\n").replace("\n", "\r\n") if crlf else value for key, value in row.items()} for row in rows]
            count += 1
            if status or got != want:
                found.append(f"{name} {'CRLF' if crlf else 'LF'}: status {status} {got}, not {want} {err[:200]}")
    tell(f"{count} tables of csv-spectrum, through batch", found)


def main():
    open(f"{SCRATCH}/suite.remit", "w").write(MODULE)
    json_tables()
    csv_tables()
    print(f"1..{tried}")
    sys.exit(failed > 0)


main()
