"""Assurance rows 1, 2, 3, 9 and 14: every construct that can be repeated or put into itself, at sizes far beyond sense.
Each must end by itself within 20 s of its own (100 on the check and the stress build) and 512 MB, with a documented status, at most
20 messages, no snippet beyond 120 columns and no line beyond 400, and with the right answer where it has one. Usage: limits.py REMIT SCRATCH [SIZE...]; prints TAP."""
import concurrent.futures, os, re, resource, signal, subprocess, sys, threading

REMIT, SCRATCH = os.path.abspath(sys.argv[1]), sys.argv[2]
SIZES = [int(size) for size in sys.argv[3:]] or [20_000]
SECONDS, MEGABYTES, MESSAGES, COLUMNS, MESSAGE = 20, 512, 20, 120, 400
if REMIT.endswith(("-check", "-stress")):
    SECONDS = 100

HEAD = """module big
type service is care, roads
scale grade is poor < good
party council
fact x : yes/no
fact n : number
fact d : date
fact t : text
fact s : set of service
fact lead : service
event visit
role delivers any number
"""
CASE = "case big as at 2021-06-01\nuse big\nx is yes\nn is 1\nd is 2020-01-01\nt is \"a\"\nlead is care\nvisit none\n"


def condition(text):
    return {"big.remit": HEAD + "define y when " + text + "\n"}


def number(text):
    return {"big.remit": HEAD + "define y : number gives " + text + "\n"}


def chain(n):
    lines = ["define c0 when x"] + [f"define c{i} when c{i - 1}" for i in range(1, n)]
    return {"big.remit": HEAD + "\n".join(reversed(lines)) + f"\ndefine y when c{n - 1}\n"}


def circle(n):
    lines = [f"define c{i} when c{(i + 1) % n}" for i in range(n)]
    return {"big.remit": HEAD + "\n".join(lines) + "\n"}


def ever_chain(n):
    lines = ["define c0 when x"] + [f"define c{i} when ever c{i - 1}" for i in range(1, n)]
    return {"big.remit": HEAD + "\n".join(lines) + f"\ndefine y when c{n - 1}\n"}


def uses(n, last="define y when x"):
    files = {f"m{i}.remit": f"module m{i}\nuse m{i + 1}\ndefine z{i} when x\n" for i in range(n)}
    files[f"m{n}.remit"] = HEAD.replace("module big", f"module m{n}") + last + "\n"
    files["big.remit"] = "module big\nuse m0\n"
    return files


def case(lines):
    return {"big.remit": HEAD + "define y when x\n", "big.case": CASE + lines}


def each(n):
    text = "x"
    for i in range(n):
        text = f"all of ({text} for each v{i} in wide)"
    members = ", ".join(f"w{i}" for i in range(64))
    return {"big.remit": HEAD + f"type wide is {members}\ndefine y when {text}\n"}


def json_case(text):
    return {"big.remit": HEAD + "define y when x\n", "big.json": text}


def dates(n, line):
    return "".join(line.format(1900 + i % 299, i // 299 % 12 + 1, i // 3588 % 28 + 1) for i in range(n))


# name: (files of n, the largest n it is asked for, what run answers of y, or None where an error is as good)
RULES = {
    "brackets": (lambda n: condition("(" * n + "x" + ")" * n), 10**7, "y"),
    "brackets left open": (lambda n: condition("(" * n), 10**7, None),
    "brackets closed only": (lambda n: condition(")" * n), 10**7, None),
    "not": (lambda n: condition("not " * n + "x"), 10**6, "y"),
    "minus signs": (lambda n: condition("n = " + "- " * n + "n"), 10**6, None),
    "or": (lambda n: condition("not x or " * n + "x"), 10**6, "y"),
    "and": (lambda n: condition("x and " * n + "x"), 10**6, "y"),
    "at": (lambda n: condition("x" + " at 2020-01-01" * n), 10**6, "y"),
    "at in brackets": (lambda n: condition("(" * n + "x" + " at 2020-01-01)" * n), 10**6, "y"),
    "for": (lambda n: condition("x" + " for 1 day" * n), 10**6, "y"),
    "ever": (lambda n: condition("ever " * n + "x"), 10**6, "y"),
    "ever of ever in definitions": (ever_chain, 10**4, "y"),
    "sums": (lambda n: number("n - n + " * n + "n"), 10**6, "1"),
    "products": (lambda n: number("n * " * n + "n"), 10**6, "1"),
    "dates": (lambda n: condition("d" + " + 1 day - 1 day" * n + " = d"), 10**6, "y"),
    "after": (lambda n: condition("1 day after " * n + "d > d"), 10**6, None),
    "definitions": (chain, 10**5, "y"),
    "definitions in a circle": (circle, 10**5, None),
    "uses": (uses, 10**3, None),
    "uses in a circle": (lambda n: uses(n, "use m0"), 10**3, None),
    "lists": (lambda n: condition("at least 2 of (" + "x, " * n + "x)"), 10**6, "y"),
    "lists of lists": (lambda n: condition("all of (" * n + "x" + ")" * n), 10**6, "y"),
    "for each of for each": (lambda n: each(min(n, 300)), 10**4, None),
    "one of": (lambda n: condition("lead is one of (" + "roads, " * n + "care)"), 10**6, "y"),
    "branches": (lambda n: {"big.remit": HEAD + "define y : yes/no\n" + "  gives no when not x\n" * n + "  gives yes when x\n"}, 10**6, "y"),
    "duty lines": (lambda n: {"big.remit": HEAD + "duty z\n" + "  delivers council when not x\n" * n + "define y when x\n"}, 10**5, "y"),
    "citations": (lambda n: {"big.remit": HEAD + "source a\ndefine y " + "cite a " * n + "when x\n"}, 10**6, "y"),
    "texts side by side": (lambda n: condition("t is " + '"" ' * n + '"a"'), 10**6, "y"),
    "a long text": (lambda n: condition('t is "' + "b" * n + '" or x'), 10**7, None),
    "a long name": (lambda n: {"big.remit": HEAD + "define " + "b" * n + " when x\ndefine y when " + "b" * n + "\n"}, 10**7, None),
    "a long number": (lambda n: condition("n = " + "9" * n), 10**7, None),
    "a long comment": (lambda n: condition("x #" + "b" * n), 10**7, "y"),
    "a text never closed": (lambda n: condition('t is "' + "b" * n), 10**7, None),
    "a mistake far along a line": (lambda n: condition("x " + "or x " * n + "or nowhere"), 10**6, None),
    "mistakes": (lambda n: {"big.remit": HEAD + "define\n" * n}, 10**6, None),
    "unknown names": (lambda n: {"big.remit": HEAD + "".join(f"define y{i} when nowhere{i}\n" for i in range(n))}, 10**4, None),
    "wrong types": (lambda n: {"big.remit": HEAD + "".join(f"define y{i} when n is yes\n" for i in range(n))}, 10**5, None),
    "stray signs": (lambda n: {"big.remit": HEAD + "@" * n}, 10**7, None),
    "parameters": (lambda n: {"big.remit": HEAD + "parameter p : count\n" + dates(min(n, 100_000), "  is {0} from {0}-{1:02}-{2:02}\n") + "define y when x\n"}, 10**3, "y"),
    "holidays": (lambda n: {"big.remit": HEAD + "holidays 2020-01-01" + dates(n, ", {0}-{1:02}-{2:02}") + "\ndefine y when x\n"}, 10**5, None),
    "statements": (lambda n: case("n is unknown\n" + dates(n, "n is {1} from {0}-{1:02}-{2:02}\n")), 10**5, None),
    "overlapping statements": (lambda n: case("".join(f"n is at least {i % 7} from {1900 + i % 100}-01-01 until {2000 + i % 199}-01-01\n" for i in range(n))), 10**4, None),
    "events": (lambda n: case("visit on 2020-01-01" + dates(n, ", {0}-{1:02}-{2:02}") + "\n"), 10**5, None),
    "wrong statements": (lambda n: case("nowhere is yes\n" * n), 10**5, None),
    "JSON lists": (lambda n: json_case("[" * n), 10**7, None),
    "JSON lists closed": (lambda n: json_case('{"case": "big", "use": "big", "facts": {"s": ' + "[" * n + "]" * n + "}}"), 10**6, None),
    "JSON objects": (lambda n: json_case('{"a":' * n), 10**6, None),
    "JSON keys": (lambda n: json_case('{"case": "big", "use": "big", "facts": {' + ", ".join(f'"k{i}": 1' for i in range(n)) + "}}"), 10**5, None),
}


def bound():
    """So that a finding does not take the machine along; the sanitizers claim more than there is."""
    if not REMIT.endswith("-check"):
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(arguments, folder, stdin=subprocess.DEVNULL):
    """Status, standard output and error, megabytes, or a word where it did not end by itself."""
    out, err = open(f"{folder}/.out", "wb"), open(f"{folder}/.err", "wb")
    child = subprocess.Popen([REMIT] + arguments, cwd=folder, stdin=stdin, stdout=out, stderr=err, preexec_fn=bound)
    alarm = threading.Timer(10 * SECONDS, child.kill)   # where the machine is busy, its own time counts
    alarm.start()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    late = not alarm.is_alive()
    alarm.cancel()
    read = lambda name: open(f"{folder}/{name}", errors="replace").read()
    late = late or child.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    return ("time" if late else child.returncode), read(".out"), read(".err"), used.ru_maxrss / 1024, used.ru_utime


def faults(status, err, megabytes, allowed=(0, 1, 3, 4, 5)):
    found = []
    if status not in allowed:
        found.append(f"status {status}")
    if megabytes > MEGABYTES:
        found.append(f"{megabytes:.0f} MB")
    messages = len(re.findall(r"^(?:error|warning)\b", err, re.M))
    if messages > MESSAGES:
        found.append(f"{messages} messages")
    widest = max(map(len, re.findall(r"^ *\d* \|.*", err, re.M)), default=0)
    longest = max(map(len, err.splitlines()), default=0)
    if widest > COLUMNS or longest > MESSAGE:
        found.append(f"a snippet of {widest} columns, a line of {longest}")
    if status not in (0, 1) and not err:
        found.append("no message")
    return found


def try_one(name, n):
    files, most, answer = RULES[name]
    folder = f"{SCRATCH}/{re.sub('[^a-z]', '_', name.lower())}-{n}"
    os.makedirs(folder)
    for path, text in {"big.case": CASE, **files(n)}.items():
        open(f"{folder}/{path}", "w").write(text)
    subject = "big.json" if os.path.exists(f"{folder}/big.json") else "big.case"
    status, out, err, megabytes, seconds = run(["run", "--json", subject], folder)
    found = faults(status, err, megabytes)
    if answer and status == 0 and not re.search(r'"y": \{"certain": true, "value": "(yes|%s)"' % answer, out):
        found.append("a wrong answer: " + str(re.findall(r'"y": [^}]*', out)))
    if answer and n <= 100 and status:
        found.append(f"status {status} at a sensible size")
    for arguments in (["fmt", "--check", "."], ["graph", "big.remit"], ["doc", "big.remit"])[:3 if n > 100 else 1]:
        other, _, said, size, more = run(arguments, folder)
        found += [f"{arguments[0]}: {fault}" for fault in faults(other, said, size)]
        seconds = max(seconds, more)
    if os.environ.get("LIMITS_VERBOSE"):
        print(f"# {name} {n}: {status} {megabytes:.0f} MB {seconds:.1f} s {err[:100]!r}", flush=True)
    subprocess.run(["rm", "-rf", folder])
    return found


def main():
    wanted = [(name, n) for name, (_, most, _) in RULES.items() for n in sorted({min(n, most) for n in [100] + SIZES})]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("LIMITS_JOBS", "2"))) as pool:
        for count, ((name, n), found) in enumerate(zip(wanted, pool.map(lambda one: try_one(*one), wanted)), 1):
            print(f"{'not ' if found else ''}ok {count} - {name}, {n} times", flush=True)
            for fault in found:
                print(f"#   {fault}", flush=True)
            failed += bool(found)
    print(f"1..{len(wanted)}")
    sys.exit(failed > 0)


main()
