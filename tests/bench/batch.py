#!/usr/bin/env python3
"""Measures `remit batch` on the workload of the peer harness: medians of whole processes, output thrown away; what takes
more than five seconds is run once.

usage: batch.py [--peers] [--runs N] [--cases N]      REMIT_BENCH: the harness (../shared/bench), copied to build/bench

The oracle's rows must match, unknowns included, at 52, 520 and 5,200 conclusions, before any time is taken. With --peers the
C floor and the peers found on the machine run in turn with ours, so that other work on the machine hits all alike.
"""
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "bench"
REMIT = os.environ.get("REMIT", str(ROOT / "build" / "remit"))


def option(name, otherwise):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else otherwise


PEERS, RUNS, CASES = "--peers" in sys.argv, option("--runs", 5), option("--cases", 1_000_000)


def sh(command):
    subprocess.run(command, shell=True, check=True, cwd=WORK)


def prepare():
    bench = pathlib.Path(os.environ.get("REMIT_BENCH", ROOT / ".." / "shared" / "bench"))
    if not bench.is_dir():
        print(f"no peer harness in {bench}: nothing is measured")
        sys.exit(0)
    if not (WORK / "tools").is_dir():
        shutil.copytree(bench, WORK, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        sh("chmod -R u+w . && mkdir -p build/c data results")
    if not (WORK / "build/gen").exists():
        sh("gcc -O2 -o build/gen tools/gen.c")
    for scale in (1, 10, 100):
        (WORK / f"workload_{scale}.remit").write_bytes(
            subprocess.check_output([sys.executable, HERE / "workload.py", WORK, str(scale)]))
        if PEERS and not (WORK / f"build/c/floor_{scale}").exists():
            sh(f"python3 peers/c/emit.py {scale} > build/c/rules_{scale}.inc && gcc -O3 -march=native "
               f"-DRULES='\"{WORK}/build/c/rules_{scale}.inc\"' -o build/c/floor_{scale} peers/c/floor.c")
    for count in (1000, 20_000, 100_000, CASES):
        for form in ("csv", "ndjson"):
            if not (WORK / f"data/case_{count}.{form}").exists():
                sh(f"build/gen -n {count} -m 10 -f {form} > data/case_{count}.{form}")


def ours(scale, path, *more):
    return [REMIT, "batch", f"workload_{scale}.remit", path, "--columns", "case=id", *more]


def check():
    for scale in (1, 10, 100):
        expected, got = WORK / f"data/expected_{scale}.csv", WORK / f"data/got_{scale}.csv"
        if not expected.exists():
            sh(f"python3 tools/expect.py {scale} data/case_1000.ndjson > {expected}")
        for form in ("csv", "ndjson"):
            with open(got, "wb") as out:
                subprocess.run(ours(scale, f"data/case_1000.{form}", "--format", "csv"), cwd=WORK, stdout=out, check=True)
            subprocess.run([sys.executable, HERE / "workload.py", WORK, str(scale), "--compare", expected, got], check=True)


def once(command):
    before = time.perf_counter()
    child = subprocess.Popen(command, cwd=WORK, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    return time.perf_counter() - before, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, status


def measure(title, commands):
    """Commands by name, in turn; each row also as a ratio to the first."""
    print(f"\n{title}")
    taken = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            if len(taken[name]) < RUNS and not (taken[name] and taken[name][0][0] > 5):
                taken[name].append(once(command))
    first = None
    for name, runs in taken.items():
        wall, cpu, memory = (statistics.median(r[i] for r in runs) for i in range(3))
        best = min(r[0] for r in runs)
        first = first or wall
        bad = "" if all(r[3] == 0 for r in runs) else "   FAILED"
        print(f"  {name:34} {wall:7.3f} s  (least {best:.3f})  cpu {cpu:7.3f} s  {memory:6.0f} MB  {wall / first:7.2f}{bad}")


def floor(scale, path, *mode):
    return {"C floor" + (" " + mode[0] if mode else ""): [f"build/c/floor_{scale}", *mode, path]} if PEERS else {}


def others(path):
    """Peers of the harness that are on this machine and read the same CSV."""
    found = {}
    if shutil.which("sqlite3"):
        sh("mkdir -p build/sqlite; python3 peers/sqlite/schema.py csv > build/sqlite/schema_csv.sql; "
           "python3 peers/sqlite/emit.py 1 > build/sqlite/rules_1.sql")
        found["SQLite"] = ["sqlite3", ":memory:", ".read build/sqlite/schema_csv.sql", ".mode csv", f".import --skip 1 {path} cases",
                           ".mode list", ".separator ,", ".read build/sqlite/rules_1.sql"]
    for awk in ("mawk", "gawk"):
        if shutil.which(awk):
            sh("mkdir -p build/awk; python3 peers/awk/emit.py 1 > build/awk/rules_1.awk")
            found[awk] = [awk, "-f", "build/awk/rules_1.awk", path]
    return found


def npm_here():
    """`npm ci` in build/bench brings what package-lock.json names."""
    return (WORK / "node_modules").is_dir() and shutil.which("node")


def duckdb(path):
    if not npm_here():
        return {}
    sh("mkdir -p build/duckdb; python3 peers/duckdb/emit.py 1 > build/duckdb/rules_1.sql")
    return {"DuckDB, two threads": ["node", "peers/duckdb/run.mjs", "build/duckdb/rules_1.sql", path, "/dev/stdout"]}


def slower(count):
    """Those that read something else than a table."""
    found, objects, terms = {}, f"data/case_{count}.ndjson", f"data/case_{count}.prolog"
    if shutil.which("swipl"):
        sh(f"mkdir -p build/prolog; python3 peers/prolog/emit.py 1 > build/prolog/rules_1.pl; "
           f"[ -e {terms} ] || build/gen -n {count} -m 10 -f prolog > {terms}")
        found["SWI-Prolog"] = ["swipl", "-O", "-g", "main", "peers/prolog/run.pl", "build/prolog/rules_1.pl", "--", terms]
    if shutil.which("jq"):
        sh("mkdir -p build/jq; python3 peers/jq/emit.py 1 > build/jq/rules_1.jq")
        found["jq"] = ["jq", "-r", "-f", "build/jq/rules_1.jq", objects]
    if npm_here():
        sh("mkdir -p build/zen; python3 peers/zen/emit.py 1 rails > build/zen/rails1.json")
        found["ZEN, rails"] = ["node", "peers/zen/run.mjs", "build/zen/rails1.json", objects, "16"]
    return found


def main():
    prepare()
    check()
    table, objects = f"data/case_{CASES}.csv", f"data/case_{CASES}.ndjson"
    measure(f"{CASES:,} cases, 52 conclusions, CSV to CSV", {
        **floor(1, table), "remit, one process": ours(1, table, "--jobs", "1"), "remit, two processes": ours(1, table, "--jobs", "2"),
        **(duckdb(table) if PEERS else {})})
    measure(f"{CASES:,} cases, NDJSON to CSV", {
        **floor(1, objects, "-j"), "remit, one process": ours(1, objects, "--jobs", "1", "--format", "csv"),
        "remit, two processes": ours(1, objects, "--jobs", "2", "--format", "csv")})
    measure(f"{CASES:,} cases, no rows", {**floor(1, table, "-c"), "remit --summary": ours(1, table, "--summary")})
    rules = {f"remit, reading {52 * scale:,} rules": [REMIT, "check", f"workload_{scale}.remit"] for scale in (1, 100)}
    measure("20,000 cases, 52 and 5,200 conclusions", {
        **floor(100, "data/case_20000.csv"), "remit, 52": ours(1, "data/case_20000.csv", "--jobs", "1"),
        "remit, 5,200": ours(100, "data/case_20000.csv", "--jobs", "1"), **rules})
    if PEERS:
        path = "data/case_100000.csv"
        measure("100,000 cases, 52 conclusions, CSV to CSV", {
            "remit, one process": ours(1, path, "--jobs", "1"), "remit, two processes": ours(1, path, "--jobs", "2"),
            **floor(1, path), **others(path), **duckdb(path), **slower(100_000)})


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
main()
