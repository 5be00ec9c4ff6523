"""Assurance rows 10 and 11: every verb on a full disk and a closed pipe; the k-th call into the system failing; the k-th
allocation failing; kill -9 in the middle of a write. Never a crash, never half a file, always a documented status.
Usage: faults.py REMIT REMIT-CHECK SCRATCH [ALLOCATIONS [VERB...]]; prints TAP. More than 1,000 allocations: the long form;
verbs: only the allocations of these."""
import concurrent.futures, json, os, random, re, shutil, signal, subprocess, sys, time
from xml.etree import ElementTree

REMIT, CHECK, SCRATCH = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
ALLOCATIONS = int(sys.argv[4]) if len(sys.argv) > 4 else 300
CHOSEN = sys.argv[5:]
PLACES, KILLS = (10**6, 100) if ALLOCATIONS > 1000 else (8, 30)   # of each call; of the long form: all
SEED = int(os.environ.get("FAULTS_SEED", "1"))
TOWN = os.path.abspath("tests/cli/fixtures")
ENOSPC, EIO = 28, 5
count = failed = 0
alone = random.Random(SEED)


def tell(found, name):
    global count, failed
    count += 1
    failed += bool(found)
    print(f"{'not ' if found else ''}ok {count} - {name}")
    for fault in found[:6]:
        print("#   " + str(fault).replace("\n", "\n#   "))
    sys.stdout.flush()


def skip(name, why):
    global count
    count += 1
    print(f"ok {count} - {name} # SKIP {why}", flush=True)


def folder(name):
    """A new copy of the small world, with one file that fmt would change."""
    path = f"{SCRATCH}/{re.sub('[^a-z0-9]+', '_', name)}"
    shutil.copytree(TOWN, path)
    text = open(f"{path}/town.remit").read()
    open(f"{path}/wide.remit", "w").write(text.replace("module town ", "module wide ").replace("fact ", "fact    "))
    with open(f"{path}/rows.csv", "w") as rows:
        rows.write("case,direction,operational,board_size\n" + "".join(f"c{i},yes,no,{i}\n" for i in range(200)))
    open(f"{path}/session.repl", "w").write("direction is no\nsave saved.case\n")
    open(f"{path}/lines.repl", "w").write("social_care\nturnover\n")
    open(f"{path}/answers", "w").write("yes\nyes\nstop\n")
    open(f"{path}/output", "w").close()
    return path


def run(arguments, cwd, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, program=None, limit=60, **variables):
    done = subprocess.run([program or REMIT] + arguments, cwd=cwd, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE,
                          env={**os.environ, **variables}, timeout=limit, errors="replace")
    return done.returncode, done.stdout, done.stderr


# ---- every verb on a full disk and a closed pipe ----

VERBS = {
    "check": ["town.case"], "run": ["town.case"], "who": ["town.case", "social_care"], "why": ["town.case", "turnover"],
    "how": ["town.case", "approve_ending is held"], "ask": ["town.remit", "--as-at", "2021-06-01"], "timeline": ["town.case", "--format", "svg"],
    "whatif": ["town.case", "--set", "direction=no"], "sweep": ["town.case", "vacancy_rate=0%..40%"],
    "compare": ["town.case@2019-01-01", "town.case@2021-06-01"], "impact": ["town.remit", "wide.remit", "town.case"],
    "test": ["-v", "town_scenarios.remit"], "fmt": ["-"], "doc": ["town.remit"], "graph": ["town.remit"],
    "repl": ["town.case"], "new": ["fresh"], "batch": ["town.remit", "rows.csv"], "explain": ["R0203"], "help": [],
}
SPEAKS_ELSEWHERE = {"lsp"}     # a verb that says nothing unless somebody asks it


def verbs():
    _, out, _ = run(["--help"], ".")
    return re.findall(r"^  ([a-z]+) {2,}", out, re.M)


INPUTS = {"fmt": "wide.remit", "repl": "lines.repl", "ask": "answers", "save": "session.repl", "ask -o": "answers"}


def standard_input(verb, path):
    return open(f"{path}/{INPUTS[verb]}" if verb in INPUTS else "/dev/null")


def full_disk(verb):
    path = folder(f"full {verb}")
    status, _, err = run([verb] + VERBS[verb], path, open("/dev/full", "w"), standard_input(verb, path))
    found = [] if status == 2 else [f"status {status}, not 2"]
    return found + ([] if "cannot write to standard output: No space left" in err else ["said: " + err])


def closed_pipe(verb):
    path = folder(f"pipe {verb}")
    reader, writer = os.pipe()
    os.close(reader)
    status, _, err = run([verb] + VERBS[verb], path, os.fdopen(writer, "w"), standard_input(verb, path))
    found = [] if status in (-signal.SIGPIPE, 128 + signal.SIGPIPE) else [f"status {status}"]
    return found + (["said: " + err] if err and verb != "ask" else [])   # which puts its questions on standard error


# ---- files on a disk that is small and full ----

PAGE, DISK_PAGES = 4096, 16
# name: (arguments, the prompt's lines, the files that are there before, whether the file grows piece by piece)
WRITERS = {
    "fmt": (["fmt", "disk/wide.remit"], "", ["wide.remit"], False),
    "check --fix": (["check", "--fix", "disk/mended.remit"], "", ["mended.remit"], False),
    "test --junit": (["test", "town_scenarios.remit", "--junit", "disk/out.xml"], "", [], False),
    "ask -o": (["ask", "town.remit", "--as-at", "2021-06-01", "-o", "disk/asked.case"], "yes\nyes\nstop\n", [], False),
    "save": (["repl", "town.case"], "direction is no\nsave disk/saved.case\n", [], False),
    "save over": (["repl", "town.case"], "direction is no\nsave over disk/town.case\n", ["town.case"], False),
    "save scenario": (["repl", "town.case"], "direction is no\nsave scenario disk/saved.remit\n", [], False),
    "save rules": (["repl", "town.case"], "define more when direction\nsave rules disk/more.remit\n", [], False),
    "new": (["new", "fresh"], "", [], False),
    "transcript": (["repl", "town.case"], "transcript disk/said.txt\nturnover\nsocial_care\n", [], True),
    "run > file": (["run", "town.case"], "", ["output"], True),
    "batch > file": (["batch", "town.remit", "rows.csv"], "", ["output"], True),
}


def small_disk(path, files, pages, inodes):
    """A file system of its own below `path`, with these files and so many free pages; None where it cannot be had."""
    os.mkdir(f"{path}/disk")
    options = f"size={DISK_PAGES * PAGE},nr_inodes={1 + len(files) + 1 + inodes}"
    if not shutil.which("mount") or subprocess.run(["mount", "-t", "tmpfs", "-o", options, "remit", f"{path}/disk"],
                                                  capture_output=True).returncode:
        return None
    for file in files:
        shutil.copy(f"{path}/{file}", f"{path}/disk/{file}")
    with open(f"{path}/disk/filling", "wb", buffering=0) as filling:
        filling.write(b"x" * DISK_PAGES * PAGE)
        filling.truncate(os.fstat(filling.fileno()).st_size - pages * PAGE)
    return f"{path}/disk"


def on_small_disk(path, name):
    arguments, lines, _, grows = WRITERS[name]
    out = open(f"{path}/disk/output", "wb") if name.endswith("> file") else subprocess.DEVNULL
    program = [REMIT] + (["new", "fresh"] if name == "new" else arguments)
    done = subprocess.run(program, cwd=f"{path}/disk" if name == "new" else path, input=lines.encode(), stdout=out,
                          stderr=subprocess.PIPE, timeout=60)
    texts = {file: content(f"{path}/disk/{file}") for file in os.listdir(f"{path}/disk") if file != "filling"}
    return done.returncode, done.stderr.decode(errors="replace"), texts


def too_small(name):
    """With room for nothing, one page, two pages, no new file at all, and everything: the last says what is right."""
    path = folder(f"small {name}")
    open(f"{path}/mended.remit", "w").write("module mended\nfact x \"ends with a stop.\" : yes/no\ndefine y when x\n")
    _, _, files, grows = WRITERS[name]
    found, right = [], None
    for pages, inodes in ((DISK_PAGES - 6, 9), (0, 9), (1, 9), (2, 9), (4, 0)):
        if not small_disk(path, files, pages, inodes):
            return None
        old = {file: content(f"{path}/disk/{file}") for file in files}
        status, err, new = on_small_disk(path, name)
        # At once, though a process that the other thread is just starting may hold what it has not closed yet.
        subprocess.run(["umount", "-l", f"{path}/disk"], check=True)
        os.rmdir(f"{path}/disk")
        right = right or (status, new)
        place = f"{pages} pages, {inodes} files"
        if (status, new) == right:
            continue
        if status != 2 or "No space left" not in err:
            found.append(f"{place}: status {status}, said {err}")
        if not grows and new != old:
            found.append(f"{place}: left {({file: text and len(text) for file, text in new.items()})}")
    if right[0] not in (0, 1, 4) or right[1] == old:
        found.append(f"with room enough: status {right[0]}, nothing written")
    return found


# ---- the k-th call failing ----

# name: (arguments, the files that are written, whether standard output is a file that is read then)
JOBS = {
    "run": (["run", "town.case"], []),
    "fmt": (["fmt", "wide.remit"], ["wide.remit"]),
    "test --junit": (["test", "town_scenarios.remit", "--junit", "out.xml"], ["out.xml"]),
    "timeline": (["timeline", "town.case", "--format", "svg"], []),
    "batch": (["batch", "town.remit", "rows.csv", "--jobs", "2"], []),
    "save": (["repl", "town.case"], ["saved.case"]),
    "ask -o": (["ask", "town.remit", "--as-at", "2021-06-01", "-o", "asked.case"], ["asked.case"]),
    "new": (["new", "fresh"], ["fresh.remit", "fresh.case", "fresh_scenarios.remit"]),
}


def content(path):
    return open(path, "rb").read() if os.path.exists(path) else None


def job(name, path, **variables):
    arguments, files = JOBS[name]
    status, out, err = run(arguments, path, stdin=standard_input(name if name != "fmt" else "", path), LD_PRELOAD=f"{SCRATCH}/preload.so", **variables)
    return status, out, err, [content(f"{path}/{file}") for file in files]


def whole(file, text):
    """A report of failures is another one than that of a run in which nothing fails, but not a torn one."""
    if file.endswith(".xml"):
        try:
            return ElementTree.fromstring(text) is not None
        except ElementTree.ParseError:
            return False
    return text is None


def compare(name, place, before, right, got):
    """What is wrong with a run in which something failed."""
    status, out, err, files = got
    found = []
    if status not in (0, 1, 2, 3, 4, 5, 70):
        found.append(f"{place}: status {status} {err}")
    for file, old, new, now in zip(JOBS[name][1], before, right[3], files):
        if now != old and now != new and not whole(file, now):
            found.append(f"{place}: half of {file}: {now!r:.200}")
        if status == 0 and now != new:
            found.append(f"{place}: status 0, but {file} is not written")
    if status == 0 and out != right[1] and name not in ("save", "ask -o"):
        found.append(f"{place}: status 0, but another output: {err}")
    if status and not err:
        found.append(f"{place}: status {status} without a word")
    left = [entry for entry in os.listdir(got_folder(name, place)) if entry.endswith(".tmp")]
    if left:
        found.append(f"{place}: left {left}")
    return found


def got_folder(name, place):
    return f"{SCRATCH}/{re.sub('[^a-z0-9]+', '_', name + ' ' + place)}"


def failing(name, call):
    plain = folder(name + " plain " + call)
    before = [content(f"{plain}/{file}") for file in JOBS[name][1]]
    right = job(name, plain, FAULT_CALL=call, FAULT_COUNT=f"{plain}/.count")
    calls = max(map(int, open(f"{plain}/.count").read().split()), default=0)
    places = sorted(alone.sample(range(1, calls + 1), min(calls, PLACES)))
    found = []
    for k in places:
        for number in (EIO, ENOSPC):
            place = f"{call} {k} {number}"
            path = folder(name + " " + place)
            found += compare(name, place, before, right, job(name, path, FAULT_CALL=call, FAULT_AT=str(k), FAULT_ERRNO=str(number)))
    if call in ("read", "write"):
        place = f"{call} short"
        got = job(name, folder(name + " " + place), FAULT_CALL=call, FAULT_AT="1", FAULT_STAYS="1", FAULT_SHORT="1")
        if (got[0], got[3]) != (right[0], right[3]) or got[1] != right[1]:
            found.append(f"{place}: status {got[0]}, another result: {got[2]}")
    return found, len(places)


# ---- the k-th allocation failing ----

ALLOCATING = {**{verb: [verb] + arguments for verb, arguments in VERBS.items()},
              **{name: JOBS[name][0] for name in ("save", "ask -o", "test --junit")},
              "fmt": ["fmt", "wide.remit"], "lsp": ["lsp"]}
REQUESTS = [
    {"id": 1, "method": "initialize", "params": {"capabilities": {}}}, {"method": "initialized", "params": {}},
    {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///a.remit", "languageId": "remit", "version": 1,
                                                                   "text": "module a\nfact x : yes/no\ndefine y when x\n"}}},
    {"id": 2, "method": "textDocument/hover", "params": {"textDocument": {"uri": "file:///a.remit"}, "position": {"line": 2, "character": 8}}},
    {"id": 3, "method": "shutdown"}, {"method": "exit"}]


def frames():
    bodies = [json.dumps({"jsonrpc": "2.0", **request}) for request in REQUESTS]
    return "".join(f"Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies)


def allocations(name):
    """Each of the first allocations fails in a process of its own (src/base/mem_check.c), which says where it did not end
    with 70 and one line; and no file that one of them left is torn: the last word on it has the process that lives."""
    path = folder(f"{name} allocations")
    open(f"{path}/frames", "w").write(frames())
    stdin = open(f"{path}/frames") if name == "lsp" else standard_input(name if name != "fmt" else "", path)
    status, _, err = run(ALLOCATING[name], path, stdin=stdin, program=CHECK, limit=600, REMIT_FAIL_EACH=str(ALLOCATIONS))
    found = [line for line in err.splitlines() if line.startswith("allocation ")]
    if status not in (0, 1):
        found.append(f"status {status}: {err[-300:]}")
    left = [entry for entry in os.listdir(path) if entry.endswith(".tmp")]
    return found + ([f"left {left[:3]}"] if left else [])


# ---- kill -9 ----

def killed(times):
    path = folder("killed")
    old = "module wide\n" + "".join(f"define    y{i}   when y{i + 1} or   y{i + 2}\n" for i in range(20000))
    target = f"{path}/wide.remit"
    open(target, "w").write(old)
    begun = time.monotonic()
    run(["fmt", "wide.remit"], path)
    long = time.monotonic() - begun
    new = open(target).read()
    found = [] if new != old else ["fmt changed nothing"]
    for i in range(times):
        open(target, "w").write(old)
        child = subprocess.Popen([REMIT, "fmt", "wide.remit"], cwd=path)
        time.sleep(alone.uniform(0, long * 1.1))
        child.kill()
        child.wait()
        if open(target).read() not in (old, new):
            found.append(f"moment {i}: half a file")
    return found


def killed_save(times):
    """Where `save over` a case of thousands of statements is killed."""
    path = folder("killed save")
    lines = "case big as at 2021-06-01\nuse town\n" + "".join(
        f"board_size is {i} from {1900 + i // 12}-{i % 12 + 1:02}-01\n" for i in range(3000))
    old = lines + "# kept as it was\n"
    target = f"{path}/big.case"
    open(f"{path}/start.case", "w").write(lines)
    script = b"direction is no\nsave over big.case\n"
    subprocess.run([REMIT, "repl", "start.case"], cwd=path, input=script, capture_output=True, timeout=60)
    open(target, "w").write(old)
    begun = time.monotonic()
    subprocess.run([REMIT, "repl", "start.case"], cwd=path, input=script, capture_output=True, timeout=60)
    long = time.monotonic() - begun
    new = open(target).read()
    found = [] if new != old else ["save changed nothing"]
    for i in range(times):
        open(target, "w").write(old)
        child = subprocess.Popen([REMIT, "repl", "start.case"], cwd=path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        child.stdin.write(script)
        child.stdin.close()
        time.sleep(alone.uniform(0, long * 1.1))
        child.kill()
        child.wait()
        if open(target).read() not in (old, new):
            found.append(f"moment {i}: half a file")
    return found


def close():
    print(f"1..{count}")
    sys.exit(failed > 0)


def main():
    if CHOSEN:
        for name in CHOSEN:
            tell(allocations(name), f"{name}: each of the first {ALLOCATIONS} allocations fails")
        return close()
    known = verbs()
    tell([verb for verb in known if verb not in VERBS and verb not in SPEAKS_ELSEWHERE], "every verb of --help is tried")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for what, trial in (("full disk", full_disk), ("closed pipe", closed_pipe)):
            tried = [verb for verb in known if verb in VERBS]
            for verb, found in zip(tried, pool.map(trial, tried)):
                tell(found, f"a {what}: remit {verb}")
        for name, found in zip(WRITERS, pool.map(too_small, WRITERS)):
            if found is None:
                skip(f"a small disk that is full: {name}", "no file system can be mounted here")
            else:
                tell(found, f"a small disk that is full: {name}")
        pairs = [(name, call) for name in JOBS for call in ("open", "read", "write", "close", "fsync", "rename")]
        for (name, call), (found, places) in zip(pairs, pool.map(lambda pair: failing(*pair), pairs)):
            tell(found, f"{name}: {places} failures of {call}")
        if os.path.exists(CHECK):
            names = list(ALLOCATING) if ALLOCATIONS > 1000 else ["run", "fmt", "save", "batch"]
            for name, found in zip(names, pool.map(allocations, names)):
                tell(found, f"{name}: each of the first {ALLOCATIONS} allocations fails")
    for what, trial in (("fmt", killed), ("save", killed_save)):
        tell(trial(KILLS), f"killed at {KILLS} moments of {what}: the old file or the new one")
    close()


main()
