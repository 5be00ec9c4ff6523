"""Holds what the program says of tests/messages/*.remit against their comments:

    define wrong when n > 60%   # error R0301 "a count cannot be ..." mend "what to write"
    define large when n > 60    # says "the number is more than 60"

Each error of `remit check` stands behind its line, with its whole words and its mend (none where none is given), and no
other errors come; `says` is the condition of the definition as `remit doc` tells it. Prints TAP. Usage: messages.py
REMIT"""
import json
import pathlib
import re
import subprocess
import sys

COMMENT = re.compile(r'# error (R\d{4}) "(.*?)"(?: mend "(.*?)")?(?= # error|$)')


def expected(path):
    for number, line in enumerate(path.read_text().split("\n"), 1):
        for code, text, mend in COMMENT.findall(line):
            yield number, code, text, mend


def said(remit, path):
    out = subprocess.run([remit, "check", "--json", path], capture_output=True, text=True, timeout=60).stdout
    for message in json.loads(out)["messages"]:
        if message["severity"] == "error":
            yield message["line"], message["code"], message["text"], message["mend"] or ""


def rules_said(remit, path):
    out = subprocess.run([remit, "doc", path], capture_output=True, text=True, timeout=60).stdout
    out = re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", out)     # a name leads to where it is declared
    return dict(re.findall(r'^\| <a id="(\w+)"></a>[^|]*\| yes \| (.*?) \| no source given \|$', out, re.M))


def judge(remit, path):
    """What should be said and what is, each a list."""
    wanted = re.findall(r'^define (\w+) .*# says "(.*)"$', path.read_text(), re.M)
    if not wanted:
        return list(expected(path)), list(said(remit, path))
    found = rules_said(remit, path)
    return wanted, [(name, found.get(name)) for name, _ in wanted]


def main():
    paths = sorted(pathlib.Path("tests/messages").glob("*.remit"))
    failed = 0
    for number, path in enumerate(paths, 1):
        wanted, got = judge(sys.argv[1], path)
        well = wanted == got and wanted
        failed += not well
        print(f"{'' if well else 'not '}ok {number} - {path.name}: {len(wanted)} messages")
        for mistakes, label in ((set(wanted) - set(got), "not said"), (set(got) - set(wanted), "said")):
            for mistake in sorted(mistakes, key=str):
                print(f"#   {label}: {path}: {mistake}")
    print(f"1..{len(paths)}")
    return 1 if failed else 0


sys.exit(main())
