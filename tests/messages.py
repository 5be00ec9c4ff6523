"""Holds what `remit check` says of tests/messages/*.remit against their comments:

    define wrong when n > 60%   # error R0301 "a count cannot be ..." mend "what to write"

Each error behind its line, with its whole words and its mend (none where none is given); no other errors. Prints TAP.
Usage: messages.py REMIT"""
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


def main():
    paths = sorted(pathlib.Path("tests/messages").glob("*.remit"))
    failed = 0
    for number, path in enumerate(paths, 1):
        wanted, got = list(expected(path)), list(said(sys.argv[1], path))
        well = wanted == got and wanted
        failed += not well
        print(f"{'' if well else 'not '}ok {number} - {path.name}: {len(wanted)} messages")
        for mistake, label in ((set(wanted) - set(got), "not said"), (set(got) - set(wanted), "said")):
            for line, code, text, mend in sorted(mistake):
                print(f"#   {label}: {path}:{line}: {code} {text} | {mend}")
    print(f"1..{len(paths)}")
    return 1 if failed else 0


sys.exit(main())
