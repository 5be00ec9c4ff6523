"""Every code of src/source/diag_codes.def: `remit explain` shows a wrong and a right example, and they are run here as shown.

The wrong one gives its code and no other, the right one none. Usage: explain.py REMIT CODE...; prints TAP lines.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HEADS = {"rules": "module example\nuse all_signatures\nuse memorandum\n",
         "case": 'case example "An example" as at 2022-08-31\nuse all_signatures\n'}
ENDINGS = {"in rules": "remit", "in a case": "case", "in JSON": "json", "in CSV": "csv"}
ALSO = {"R0116"}        # comes only where there are many other mistakes


def sections(text):
    """What stands under `Wrong, WHERE:` and `Right, WHERE:`."""
    found = {}
    for match in re.finditer(r"^(Wrong|Right), (.*):\n((?:    .*\n|\n)+)", text, re.M):
        found[match[1]] = match[2], re.sub(r"^    ", "", match[3], flags=re.M).rstrip("\n") + "\n"
    return found


def files_of(where, example):
    """The files that an example is about, by name."""
    if example.startswith("# in "):
        parts = re.split(r"^# in (\S+)\n", example, flags=re.M)
        return dict(zip(parts[1::2], parts[2::2]))
    head = HEADS.get(where.split()[-1])
    begun = head is None or example.startswith(head.split()[0] + " ")
    return {"example." + ENDINGS[where]: example if begun else head + example}


def script_of(where, example, folder):
    if where == "at the command line":
        return example
    files = files_of(where, example)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    cases = [name for name in files if name.endswith(".case")]
    checked = [next(iter(files))] + [name for name in cases if name != next(iter(files))]    # which uses the others
    return "\n".join(["remit check " + " ".join(checked)] + ["remit run --json " + name for name in cases])


def codes_of(remit, where, example, code):
    """The codes in all that running an example says."""
    with tempfile.TemporaryDirectory() as folder:
        for name in "rules", "examples":
            os.symlink(os.path.abspath(name), os.path.join(folder, name))
        environment = dict(os.environ, PATH=os.path.dirname(remit) + ":" + os.environ["PATH"],
                           REMIT_PATH=os.path.abspath("rules"))
        script = script_of(where, example, folder)
        reads_all = code == "R0003" and os.getuid() == 0     # the superuser may read every file
        if reads_all:
            script = re.sub(r"^remit", "setpriv --reuid=65534 --clear-groups remit", script, flags=re.M)
            os.chmod(folder, 0o755)
        run = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=60,
                             stdin=subprocess.DEVNULL)
    said = (run.stdout + run.stderr).decode(errors="replace")
    return set(re.findall(r"(?:^error |^warning |\"(?:error|code)\": ?\")(R\d{4})", said, re.M)), said


def main(program, codes):
    failed = 0
    bin = tempfile.TemporaryDirectory()         # $REMIT may have another name than the examples give it
    os.chmod(bin.name, 0o755)
    remit = shutil.copy(program, os.path.join(bin.name, "remit"))
    for number, code in enumerate(codes, 1):
        text = subprocess.run([remit, "explain", code], capture_output=True, text=True).stdout
        shown = sections(text)
        faults = [] if set(shown) == {"Wrong", "Right"} else ["no wrong or no right example is shown"]
        for judgement, wanted in ("Wrong", {code}), ("Right", set()):
            if judgement not in shown:
                continue
            got, said = codes_of(remit, *shown[judgement], code)
            if (got & wanted if code in ALSO else got) != wanted:
                faults.append("%s: %s instead of %s\n%s" % (judgement, sorted(got), sorted(wanted), said))
        print("%s %d - %s: its wrong example gives it and no other, its right one none" %
              ("not ok" if faults else "ok", number, code))
        for line in "\n".join(faults).splitlines():
            print("#  ", line)
        failed += bool(faults)
    print("1..%d" % len(codes))
    return failed


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]) != 0)
