"""Assurance rows 4 and 5: NUL at every place of a rule file, a case, JSON and CSV, and every malformed form of UTF-8, in text
and in comments, through the program: an error at its place, nothing concluded. Usage: bytes.py REMIT SCRATCH; prints TAP."""
import concurrent.futures, os, re, subprocess, sys

REMIT, SCRATCH = map(os.path.abspath, sys.argv[1:3])
RULES = b'module small\n# why\nsource s "S"\nfact x "a \xc2\xa3" : yes/no\nfact n : number\ndefine y when x and n > 1 cite s\n'
FILES = {
    "small.remit": RULES,
    "c.case": b'case c "C" as at 2020-01-01\nuse small # it\nx is yes from 2015\nn is 2\n',
    "c.json": b'{"case": "c", "use": "small",\n "facts": {"x": [{"value": "yes", "from": "2015"}],\n "n": 2}}\n',
    "c.csv": b'case,use,as_at,x,n\nc,small,2020-01-01,yes,"2"\n',
}
# As in RFC 3629 and Unicode's table 3-7: bytes that begin nothing, overlong forms, surrogates, beyond U+10FFFF, cut short.
MALFORMED = [b"\x80", b"\xbf", b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xed\xa0\x80",
             b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80",
             b"\xf5\x80\x80\x80", b"\xf7\xbf\xbf\xbf", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff",
             b"\xfe\xff", b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82(", b"\xe2(\xa1", b"\xf0\x9f\x98", b"\xf0\x9f\x98(",
             b"\xf0(\x8c\xbc", b"\xf0\x90(\xbc"]
CONTROLS = [bytes([code]) for code in range(1, 32) if code not in (9, 10, 13)] + [b"\x7f"]
TURNING = [chr(code).encode() for code in [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]]
MARK = "\ufeff".encode()
tried = 0


def place_of(content, offset):
    before = content[:offset].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def check(name, content, number):
    folder = f"{SCRATCH}/{number}"
    os.makedirs(folder)
    for other, text in FILES.items():
        if other == "small.remit" or other == name:
            open(f"{folder}/{other}", "wb").write(content if other == name else text)
    done = subprocess.run([REMIT, "check" if name == "small.remit" else "run", name], cwd=folder, capture_output=True)
    subprocess.run(["rm", "-rf", folder])
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def refused(trial):
    """What is wrong with how these bytes, put in at this place, are refused."""
    number, name, bytes_in, offset = trial
    content = FILES[name][:offset] + bytes_in + FILES[name][offset:]
    status, out, err = check(name, content, number)
    line, column = place_of(content, offset)
    about = f"{name}, {bytes_in!r} at {offset}: "
    if status != (3 if name == "small.remit" else 4):
        return about + f"status {status} {err[:200]}"
    if name != "small.remit" and out:
        return about + "a conclusion all the same"
    if not re.search(rf"^ *--> {re.escape(name)}:{line}:{column}$", err, re.M):
        return about + f"not at {line}:{column}: {err[:200]}"
    return "" if re.search(r"^error R00(1[0-4])", err, re.M) else about + err[:200]


def taken(name, content, number, about):
    status, _, err = check(name, content, number)
    return f"{about}: status {status} {err[:200]}" if status else ""


def tell(name, found):
    global tried
    tried += 1
    print(f"{'not ' if found else ''}ok {tried} - {name}")
    for line in found[:8]:
        print("#   " + line.replace("\n", "\n#   "))
    return bool(found)


def main():
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, text in FILES.items():
            trials = [(f"{name}-{at}", name, b"\0", at) for at in range(len(text) + 1)
                      if (text[at:at + 1] or b" ")[0] & 0xC0 != 0x80]    # within a character it is another mistake
            failed += tell(f"NUL at each of {len(trials)} places of {name}", list(filter(None, pool.map(refused, trials))))
            spots = [text.index(b"small") + 2, text.rindex(b"x"), text.index(b"\n")]
            odd = [(f"{name}-{i}-{k}", name, bytes_in, at) for i, bytes_in in enumerate(MALFORMED + CONTROLS + TURNING + [MARK])
                   for k, at in enumerate(spots)]
            failed += tell(f"{len(odd)} malformed and forbidden characters in {name}", list(filter(None, pool.map(refused, odd))))
            failed += tell(f"a byte-order mark before {name}", [x for x in [taken(name, MARK + text, f"{name}-bom", "BOM")] if x])
    print(f"1..{tried}")
    sys.exit(failed > 0)


main()
