#!/usr/bin/env bash
# What README shows is what happens: its files are written out, its commands run, its output compared.
# `tests/readme.t --write` puts the present output into README.
cd "$(dirname "$0")/.." || exit 1
python3 - "$1" <<'PYTHON'
import os, pathlib, re, subprocess, sys, tempfile

root = pathlib.Path.cwd()
remit = root / os.environ.get("REMIT", "build/remit")
readme = root / "README.md"
text = readme.read_text(encoding="utf-8")
marked = re.compile(r"<!-- (file|run) ([^\n]*?) -->\n```(\w+)\n(.*?)```\n", re.S)
folder = pathlib.Path(tempfile.mkdtemp())
environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "REMIT_PATH": str(root / "rules")}
count = failed = 0


def run(command):
    words = command.replace("remit ", f"{remit} ", 1)
    done = subprocess.run(words, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
    return f"$ {command}\n{done.stdout}{done.stderr}"


def deal(match):
    global count, failed
    kind, what, language, body = match.groups()
    count += 1
    if kind == "file":
        (folder / what).write_text(body, encoding="utf-8")
        print(f"ok {count} - writes {what}")
        return match.group(0)
    got = run(what)
    same = got == body
    failed += not same
    print(f"{'ok' if same else 'not ok'} {count} - {what}")
    if not same:
        print("".join(f"# {line}\n" for line in got.splitlines()), end="")
    return match.group(0) if same else f"<!-- {kind} {what} -->\n```{language}\n{got}```\n"


new = marked.sub(deal, text)
if sys.argv[1:2] == ["--write"]:
    readme.write_text(new, encoding="utf-8")
shown = subprocess.run([remit, "--help"], capture_output=True, text=True).stdout
verbs = re.findall(r"^  ([a-z]+) ", shown.split("Usage")[1], re.M)
unspoken = [verb for verb in verbs if not re.search(f"`(remit )?{verb}[` ]", text)]
count += 1
failed += bool(unspoken) or not verbs
print(f"{'not ok' if unspoken or not verbs else 'ok'} {count} - README speaks of every verb\n# without: {unspoken}")
print(f"1..{count}")
sys.exit(failed > 0)
PYTHON
