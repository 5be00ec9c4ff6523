#!/usr/bin/env python3
"""Runs what a page shows again, and compares: replay.py [--write] REMIT PAGE [FOLDER]. TAP. With --write the page is made to
show what was said.

In a page of Markdown the fenced blocks count, else the whole text is one block of the kind `console`:
  ```console      `$ COMMAND`, and below it what it says; several in a block. After `$ remit repl ...` come the lines of a
                  session, with its prompts, to the end of the block.
  ```remit FILE   is added to the end of FILE, as the page asks its reader to do.
FOLDER is where the commands are run. What a command is to say is compared to the byte.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys

PROMPT = re.compile(r"^(?:[a-z0-9_/]+ \d{4}-\d\d-\d\d[^>]*> |\.\.\. )(.*)$")


def blocks(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        return [("console", text)]
    return [(head.strip(), body) for head, body in re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", text, re.M | re.S)]


def commands(body):
    """Pairs of a command and what it is to say."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.M)
    return list(zip(parts[1::2], parts[2::2]))


def run(program, folder, command, stdin=""):
    words = shlex.split(command)
    words[0] = program if words[0] == "remit" else words[0]
    done = subprocess.run(words, cwd=folder, input=stdin, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def session(program, folder, command, shown):
    """A session shows its prompts only to a person: its transcript has them."""
    lines = [match.group(1) for match in map(PROMPT.match, shown.split("\n")) if match]
    transcript = folder / ".transcript"
    transcript.unlink(missing_ok=True)
    run(program, folder, command + " --keep-going", "transcript .transcript\n" + "\n".join(lines) + "\n")
    said = transcript.read_text(encoding="utf-8") if transcript.exists() else "no transcript\n"
    transcript.unlink(missing_ok=True)
    return said


def main(write, program, page, folder="."):
    program, page, folder = str(pathlib.Path(program).resolve()), pathlib.Path(page), pathlib.Path(folder).resolve()
    text = page.read_text(encoding="utf-8")
    count = failed = 0
    for kind, body in blocks(page):
        if kind.startswith("remit "):
            with open(folder / kind.split()[1], "a", encoding="utf-8") as file:
                file.write("\n" + body)
        for command, shown in commands(body) if kind == "console" else []:
            explores = command.startswith("remit repl")
            said = session(program, folder, command, shown) if explores else run(program, folder, command)
            text = text.replace("$ %s\n%s" % (command, shown), "$ %s\n%s" % (command, said), 1)
            count += 1
            right = said == shown
            failed += not right
            print("%sok %d - %s" % ("" if right else "not ", count, command))
            if not right:
                print("# said:\n" + re.sub("^", "#   ", said, flags=re.M))
                print("# the page shows:\n" + re.sub("^", "#   ", shown, flags=re.M))
    print("1..%d" % count)
    if write:
        page.write_text(text, encoding="utf-8")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    for name in ("REMIT_PATH", "COLUMNS", "NO_COLOR"):
        os.environ.pop(name, None)
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    sys.exit(main("--write" in sys.argv, *arguments))
