"""Assurance row 3: what is twice as large takes twice as much work. Each construct of the language is written SIZE times
and twice SIZE times, and read, run, explained and laid out; the instructions of the program, counted by valgrind, less
those that it spends on next to nothing, must not grow more than 2.2 times. Usage: growth.py REMIT SCRATCH [SIZE
[WORD...]]: with a size all verbs are tried on all constructs (or those with one of the words), else a few on a few;
prints TAP. GROWTH_VERBS="run doc" tries only these; GROWTH_VERBOSE=1 tells what each comes to."""
import concurrent.futures, datetime, glob, os, re, resource, subprocess, sys

REMIT, SCRATCH = os.path.abspath(sys.argv[1]), sys.argv[2]
WHOLE = len(sys.argv) > 3
SIZE, WORDS = int((sys.argv[3:] or ["1000"])[0]), sys.argv[4:]
VERBS = os.environ.get("GROWTH_VERBS", "").split()
MOST_GROWTH, TOO_FEW, SECONDS = 2.2, 3_000_000, 300

HEAD = """module big
source act "The Act" dated 2010-04-08
source guide "The guidance" dated 2012 implied
type service is care, roads
scale grade is poor < good
party council "the Council"
party trust "the Trust"
fact x : yes/no
fact n : number
fact d : date
fact t : text
fact s : set of service
fact lead : service
event visit
role delivers any number
matter budget
"""
CASE = 'case big as at 2021-06-01\nuse big\nx is yes\nn is 1\nd is 2020-01-01\nt is "a"\n'
END = "define y when x\n"


def day(i):
    """Days that differ for the first 100,000."""
    return f"{1900 + i % 299}-{i // 299 % 12 + 1:02}-{i // 3588 % 28 + 1:02}"


def ago(days):
    return datetime.date(2021, 6, 1) - datetime.timedelta(days)


def rules(text):
    return {"big.remit": HEAD + text}


def facts(lines, text=END):
    return {"big.remit": HEAD + text, "big.case": CASE + lines}


def lines(n, form):
    return "".join(form.format(i=i, j=(i + 1) % n, k=i % 7, day=day(i), p=1900 + i % 99, q=2000 + i % 199) for i in range(n))


def modules(n, uses):
    """A chain or a fan of modules in files of their own."""
    files = {f"m{i}.remit": f"module m{i}\nuse {uses(i, n)}\ndefine z{i} when x\n" for i in range(n)}
    files["vocabulary.remit"] = HEAD.replace("module big", "module vocabulary") + END
    files["big.remit"] = "module big\n" + lines(n, "use m{i}\n") + "use vocabulary\n"
    return files


def roles(n):
    """In duties of 64, which is the most."""
    lines = [f"role f{i} \"does it\" any number\n" for i in range(n)]
    for i in range(n):
        lines.append((f"duty g{i // 64}\n" if i % 64 == 0 else "") + f"f{i} council\n")
    return "".join(lines)


def families(n):
    members = ", ".join(f"w{i}" for i in range(64))
    return f"type wide is {members}\n" + lines(n // 64, "fact g{i} for each w in wide : yes/no\ndefine h{i} for each w in wide when g{i}[w] and x\n")


# name: (the files of n, the share of SIZE that is written)
CONSTRUCTS = {
    "facts": (lambda n: rules(END + lines(n, "fact f{i} \"a fact\" : count ask \"How many?\" decided by council cite act\n")), 1),
    "definitions": (lambda n: rules(END + lines(n, "define f{i} when x or n > {k}\n")), 1),
    "definitions of definitions": (lambda n: rules(END + "define f0 when x\n" + "".join(f"define f{i} when f{i - 1} or n > {i}\n" for i in range(1, n))), 1),
    "a definition of all": (lambda n: rules(lines(n, "fact f{i} : yes/no\n") + "define y when x" + lines(n, " or f{i}") + "\n"), 1),
    "a definition that all read": (lambda n: rules(END + "define most when x or n > 3\n" + lines(n, "define f{i} when most and n > {k}\n")), 1),
    "duties": (lambda n: rules(END + lines(n, "duty f{i} \"A duty\" cite act delivers council when x delivers trust otherwise\n")), 1),
    "lines of a duty": (lambda n: rules(END + "duty f\n" + lines(n, "delivers council when n = {i} cite act\n")), 1),
    "branches": (lambda n: rules("define y : number\n" + lines(n, "gives {k} when n = {i} + 2 cite act\n") + "gives 0\n"), 1),
    "rights": (lambda n: rules(END + lines(n, "right f{i} \"a right\" cite act power of council over trust on budget when x\n")), 1),
    "requirements": (lambda n: rules(END + lines(n, "requirement f{i} cite act on trust applies when x must n > {k}\n")), 1),
    "deadlines": (lambda n: rules(END + lines(n, "requirement f{i} cite act on trust must x by {day}\n")), 1),
    "signatures": (lambda n: rules(END + lines(n, "signature f{i} group g{k} indicator one when n > {k} severity low otherwise\n")), 1),
    "counts of signatures": (lambda n: rules(END + lines(n, "signature f{i} group g{k} indicator one when n > {k}\n") + lines(n, "define h{i} when raised signatures of g{k} > 3\n")), 1),
    "indicators": (lambda n: rules(END + "signature f\n" + lines(n, "indicator i{i} when n > {k}\n") + "severity high when at least 3 indicators severity low otherwise\n"), 1),
    "matters": (lambda n: rules(END + lines(n, "matter f{i} \"A matter\"\n")), 1),
    "events": (lambda n: rules(END + lines(n, "event f{i} \"An event\"\ndefine g{i} when count of f{i} in last 1 year > 2\n")), 1),
    "days looked back on": (lambda n: rules(
        END + "requirement f must last visit > d by last visit\n"
        f"define g when never (breached requirements = 1) since {ago(9 * n)}\n"
        f"define h : date gives start of (not (breached requirements = 1) and today >= {ago(9 * n)})\n"), 1),
    "roles": (lambda n: rules(END + roles(n)), 1),
    "sources": (lambda n: rules(END + lines(n, "source f{i} \"A source\" dated 2012\n") + lines(n, "define g{i} cite f{i} \"1\" when x\n")), 1),
    "citations of a definition": (lambda n: rules(lines(n, "source f{i}\n") + "define y when x" + lines(n, " cite f{i}") + "\n"), 1),
    "types": (lambda n: rules(END + lines(n, "type f{i} is a{i}, b{i}\nfact g{i} : f{i}\ndefine h{i} when g{i} is a{i}\n")), 1),
    "values of a parameter": (lambda n: rules("parameter f : number\n" + lines(n, "is {k} from {day} cite act\n") + "define y when n > f\n"), 1),
    "overlapping values": (lambda n: rules("parameter f : number\n" + lines(n, "is {k} from {p}-01-01 until {q}-01-01\n") + "define y when n > f\n"), 1),
    "parameters": (lambda n: rules(END + lines(n, "parameter f{i} : number is {k} from 2010 cite act\ndefine g{i} when n > f{i}\n")), 1),
    "holidays": (lambda n: rules("holidays 2020-01-01" + lines(n, ", {day}") + "\ndefine y when 10 working days after d < today\n"), 1),
    "records": (lambda n: rules(END + lines(n, "fact f{i} : count\nrecord f{i} is {k} cite act\n")), 1),
    "records of one fact": (lambda n: rules(lines(n, "record n is {k} from {day} cite act\n") + "define y when n > 2\n"), 1),
    "families": (lambda n: rules(END + families(n)), 1),
    "each in a condition": (lambda n: rules(END + lines(n // 2, "define f{i} when at least 1 of (v in s for each v in service)\n")), 1),
    "scenarios": (lambda n: rules(END + lines(n, "scenario \"{i}\" as at 2020-01-01 given x is yes expect y because x\n")), .1),
    "suppositions of a scenario": (lambda n: rules(END + "scenario \"many\" as at 2020-01-01\n" + lines(n, "given n is at most {i}\n") + "expect x is unknown\n"), 1),
    "expectations of a scenario": (lambda n: rules(END + "scenario \"many\" as at 2020-01-01 given x is yes\n" + lines(n, "expect y because x\n")), 1),
    "invariants": (lambda n: rules(END + lines(n, "always \"{i}\" x or n > {k}\n")), 1),
    "modules side by side": (lambda n: modules(n, lambda i, n: "vocabulary"), .1),
    "modules in a chain": (lambda n: modules(n, lambda i, n: f"m{i + 1}" if i + 1 < n else "vocabulary"), .1),
    "amendments": (lambda n: {"base.remit": HEAD.replace("module big", "module base") + END + lines(n, "define f{i} when x\n"), "big.remit": "module big\nuse base\n" + lines(n, "amend define f{i} gives yes when n > {k} cite act\n")}, 1),
    "lines of an amendment": (lambda n: {"base.remit": HEAD.replace("module big", "module base") + "define y when x\nduty f delivers council\n", "big.remit": "module big\nuse base\namend duty f\n" + lines(n, "delivers trust when n > {i} cite act\n")}, 1),
    "amending modules": (lambda n: {"base.remit": HEAD.replace("module big", "module base") + END + "define f : number gives 1 parameter p : count is 1 from 2010\n", **{f"m{i}.remit": f"module m{i}\nuse base\namend define f gives {i} when n > {i}\namend parameter p is {i} from {day(i)}\n" for i in range(n)}, "big.remit": "module big\n" + lines(n, "use m{i}\n")}, .01),
    "amended values": (lambda n: {"base.remit": HEAD.replace("module big", "module base") + "parameter f : number is 1 from 2010\ndefine y when n > f\n", "big.remit": "module big\nuse base\namend parameter f\n" + lines(n, "is {k} from {day} cite act\n")}, 1),
    "long labels": (lambda n: rules(END + lines(n // 1000, "define f{i} \"" + "word " * 2000 + "\" when x\n")), 1),
    "a long label in a family": (lambda n: rules(END + "define f \"" + "{v} " * n + "\" for each v in service when x\n"), 1),
    "statements": (lambda n: facts(lines(n, "f{i} is {k} cite act\n"), END + lines(n, "fact f{i} : count\n")), 1),
    "statements of one fact": (lambda n: facts(lines(n, "lead is roads from {day} cite act\n").replace("roads", "care", n // 2), "define y when lead is care\n"), 1),
    "statements in turn": (lambda n: facts("".join(f"lead is {'care' if i % 2 else 'roads'} from {day(i)}\n" for i in range(n)), "define y when lead is care\n"), 1),
    "overlapping statements": (lambda n: facts(lines(n, "lead is one of (care, roads) from {p}-01-01 until {q}-01-01 cite act \"{i}\"\n"), "define y when lead is care\n"), 1),
    "disputed statements": (lambda n: facts("".join(f"lead is {'care' if i % 2 else 'roads'} from {1900 + i % 99}-01-01 until {2000 + i % 199}-01-01 cite act \"{i}\"\n" for i in range(n)), "define y when lead is care\n"), 1),
    "statements on unknown days": (lambda n: facts("".join(f"lead is {'care' if i % 2 else 'roads'} from {1900 + i % 290} cite act \"{i}\"\n" for i in range(n)), "define y when lead is care\n"), 1),
    "statements of sets": (lambda n: facts("".join(f"s {'includes' if i % 2 else 'excludes'} {'care' if i % 4 // 2 else 'roads'} from {day(i)} cite act\n" for i in range(n)), "define y when care in s\n"), 1),
    "planned statements": (lambda n: facts(lines(n, "lead is care from {day} planned cite act \"{i}\"\n"), "define y when lead is care\n"), 1),
    "dates of an event": (lambda n: facts("visit on 2020-01-01" + lines(n, ", {day}") + "\n", "define y when count of visit in last 1 year > 2\n"), 1),
    "statements of an event": (lambda n: facts(lines(n, "visit on {day} cite act\n"), "define y when count of visit in last 1 year > 2\n"), 1),
    "unknown dates of an event": (lambda n: facts("".join(f"visit on {1900 + i % 290} cite act \"{i}\"\n" for i in range(n)), "define y when count of visit in last 100 years > 2\n"), 1),
    "complete periods": (lambda n: facts(lines(n, "visit complete from {p}-01-01 until {q}-01-01 cite act \"{i}\"\n"), "define y when count of visit in last 1 year > 2\n"), 1),
    "sources of a case": (lambda n: facts(lines(n, "source f{i} dated 2012\nt is \"a\" cite f{i}\n")), 1),
    "changes": (lambda n: facts("".join(f"lead is {'care' if i % 2 else 'roads'} from {day(i)}\n" for i in range(n)), "define y when changes of lead in last 100 years > 2\ndefine z when ever lead is care\ndefine w when (lead is care) for 1 year\n"), .1),
    "mistaken names": (lambda n: rules(lines(n, "define f{i} when nowhere{i}\n")), 1),
    "mistaken sources": (lambda n: rules(lines(n, "source f{i}\n") + lines(n, "define g{i} cite ff{i} when x\n")), 1),
    "mistaken statements": (lambda n: facts(lines(n, "ff{i} is yes\n"), END + lines(n, "fact f{i} : count\n")), 1),
    "mistaken members": (lambda n: rules(lines(n, "define f{i} when lead is carre{i}\n")), 1),
    "mistaken types": (lambda n: rules(lines(n, "define f{i} when n is yes\n")), 1),
    "mistaken modules": (lambda n: rules(END + lines(n, "use f{i}\n")), .1),
    "doubled names": (lambda n: rules(lines(n, "define f when x\n") + END), 1),
    "doubled statements": (lambda n: facts(lines(n, "n is 2\n")), 1),
    "unused things": (lambda n: rules(END + lines(n, "fact f{i} : count\nsource g{i}\n")), 1),
    "cases of a table": (lambda n: {**rules(END), "big.csv": "case,use,as_at,x,n\n" + lines(n, "c{i},big,2020-01-01,yes,{k}\n")}, .3),
    "columns of a table": (lambda n: {**rules(END + lines(n, "fact f{i} : count\n")), "big.csv": "use,as_at" + lines(n, ",f{i}") + "\nbig,2020-01-01" + ",1" * n + "\n"}, 1),
    "objects of JSON": (lambda n: {**rules(END), "big.json": "[" + ",".join('{"case": "c%d", "use": "big", "as_at": "2020-01-01", "facts": {"x": true}}' % i for i in range(n)) + "]"}, .3),
    "facts of JSON": (lambda n: {**rules(END + lines(n, "fact f{i} : count\n")), "big.json": '{"use": "big", "as_at": "2020-01-01", "facts": {' + ", ".join(f'"f{i}": {i}' for i in range(n)) + "}}"}, 1),
    "statements of JSON": (lambda n: {**rules(END), "big.json": '{"use": "big", "as_at": "2020-01-01", "facts": {"n": [' + ", ".join('{"value": %d, "from": "%s", "cite": "act"}' % (i % 7, day(i)) for i in range(n)) + "]}}"}, 1),
    "many lines of comment": (lambda n: rules("# a comment\n" * n + END), 1),
    "bytes of a comment": (lambda n: rules(END + "#" + "b" * n), 4000),
    "bytes of a text": (lambda n: rules("define y when t is \"" + "b" * n + "\"\n"), 4000),
    "bytes of a text never closed": (lambda n: rules("define y when t is \"" + "b" * n), 4000),
    "bytes of a name": (lambda n: rules(END + "define " + "b" * n + " when x\n"), 4000),
    "bytes of a number": (lambda n: rules("define y when n = " + "9" * n + "\n"), 4000),
    "bytes of blanks": (lambda n: rules("define y when" + " " * n + "x\n"), 4000),
    "bytes of empty lines": (lambda n: rules("define y when" + "\n" * n + "x\n"), 4000),
    "bytes of lines of comment": (lambda n: rules("# four\n" * (n // 7) + END), 4000),
    "bytes of strange signs": (lambda n: rules(END + "@" * n), 4000),
    "bytes of a line of JSON": (lambda n: {**rules(END), "big.json": '{"use": "big", "as_at": "2020-01-01", "facts": {"t": "' + "b" * n + '"}}'}, 4000),
    "bytes of a cell": (lambda n: {**rules(END), "big.csv": "case,use,as_at,x,t\nc,big,2020-01-01,yes,\"" + "b" * n + "\"\n"}, 4000),
    "a long condition": (lambda n: rules("define y when x" + " or x and not x" * n + "\n"), 1),
    "long sums": (lambda n: rules("define y : number gives n" + " + n" * n + "\n"), 1),
}


# What is known to grow faster, and is tried only by name.
# Tried in `make test`: what has been found to grow faster, and the backbone.
FEW = {"definitions of definitions", "duties", "branches", "types", "statements in turn", "a long condition"}

KNOWN = {"amending modules": "amendments that do not see each other are each tried beside every other: at most 64",
         "counts of signatures": "n counts that each read n signatures: what depends on what has n times n edges",
         "modules in a chain": "check of a folder reads each module as a program of its own, with all that it uses"}


def commands(files):
    return [arguments for arguments in all_commands(files) if not VERBS or arguments[0] in VERBS]


def all_commands(files):
    subject = next(path for path in ("big.csv", "big.json", "big.case") if path in files)
    yield ["check", "."]
    yield ["run", subject]
    if not WHOLE:
        return
    yield ["fmt", "--check", "."]
    yield ["run", "--json", subject]
    if "scenario " in files["big.remit"]:
        yield ["test", "big.remit"]
    yield ["graph", "big.remit"]
    yield ["doc", "big.remit"]
    if subject == "big.case":
        yield ["why", subject, "y"]
        yield ["timeline", subject, "y", "--from", "2000-01-01", "--to", "2022-01-01"]
        yield ["who", subject, "budget"]
        yield ["whatif", subject, "--set", "x is no"]
        yield ["compare", f"{subject}@2020-01-01", f"{subject}@2021-01-01"]


def write(files, folder):
    os.makedirs(folder)
    for path, text in files.items():
        open(f"{folder}/{path}", "w").write(text)


def bound():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read_counts(path, counts):
    """Adds the instructions of each function of a file of cachegrind's."""
    function = None
    for line in open(path, errors="replace"):
        if line.startswith("fn="):
            function = line[3:].strip()
        elif line[0].isdigit():
            counts[function] = counts.get(function, 0) + int(line.split()[1])


def instructions(arguments, folder, name):
    """The status of a run, and the instructions by function, of all its processes."""
    out = f"{folder}/../{name}.counts"
    status = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={out}.%p",
                             "--log-file=/dev/null", REMIT] + arguments, cwd=folder, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=bound).returncode
    counts = {}
    for path in glob.glob(glob.escape(out) + ".*"):
        read_counts(path, counts)
        os.remove(path)
    return status, counts


def culprits(small, large):
    """The functions that did most more than twice as much."""
    grown = sorted(large, key=lambda function: 2 * small.get(function, 0) - large[function])[:4]
    return ", ".join(f"{function} {small.get(function, 0) / 1e6:.1f} to {large[function] / 1e6:.1f}" for function in grown)


def grown(arguments, folder, n, least):
    """What is wrong with how the work of this command grows from `small` to `large`."""
    before, small = instructions(arguments, f"{folder}/small", "small")
    after, large = instructions(arguments, f"{folder}/large", "large")
    bad = [f"{' '.join(arguments)}: status {status}" for status in (before, after) if status not in (0, 1, 3, 4, 5)]
    least = least.get(arguments[0], 0)
    one, two = sum(small.values()) - least, sum(large.values()) - least
    if os.environ.get("GROWTH_VERBOSE"):
        print(f"# {folder.split('/')[-1]} {' '.join(arguments)}: {n} {one / 1e6:.1f} M, {2 * n} {two / 1e6:.1f} M, "
              f"{two / max(one, 1):.2f} times; {culprits(small, large)}", flush=True)
    if two > TOO_FEW and two > MOST_GROWTH * one:
        bad.append(f"{' '.join(arguments)}: {n} {one / 1e6:.1f} M, {2 * n} {two / 1e6:.1f} M instructions, "
                   f"{two / max(one, 1):.2f} times; {culprits(small, large)}")
    return bad


def try_one(name, least):
    make, share = CONSTRUCTS[name]
    folder = f"{SCRATCH}/{re.sub('[^A-Za-z]', '_', name)}"
    n = int(SIZE * share)
    files = {"big.case": CASE, **make(n)}
    write(files, f"{folder}/small")
    write({"big.case": CASE, **make(2 * n)}, f"{folder}/large")
    found = [fault for arguments in commands(files) for fault in grown(arguments, folder, n, least)]
    subprocess.run(["rm", "-rf", folder])
    return found


def on_next_to_nothing():
    """What each command costs without any of it."""
    folder, files = f"{SCRATCH}/nothing", {"big.case": CASE, **rules(END + 'scenario "one" as at 2020-01-01 expect n is unknown\n')}
    write(files, folder)
    return {arguments[0]: sum(instructions(arguments, folder, "nothing")[1].values()) for arguments in commands(files)}


def chosen():
    if WORDS:
        return [name for name in CONSTRUCTS if any(word in name for word in WORDS)]
    return [name for name in CONSTRUCTS if name not in KNOWN and (WHOLE or name in FEW)]


def main():
    names, failed = chosen(), 0
    least = on_next_to_nothing()
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("GROWTH_JOBS", "2"))) as pool:
        for count, (name, found) in enumerate(zip(names, pool.map(lambda name: try_one(name, least), names)), 1):
            print(f"{'not ' if found else ''}ok {count} - {name}", flush=True)
            for fault in found:
                print(f"#   {fault}", flush=True)
            failed += bool(found)
    print(f"1..{len(names)}")
    sys.exit(failed > 0)


main()
