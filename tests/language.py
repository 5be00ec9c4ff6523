"""Runs every fenced block of the language manual, and prints TAP.

    language.py REMIT SCRATCH MANUAL [LINE...]      runs the blocks (those that begin on these lines)
    language.py --grammar                           prints the grammar as the appendix has it

What is done with a block, by the word behind its fence. A block of any other kind is a failure: nothing stands in the
manual that is not run. `todo` behind that word: the manual is right and the program known to be wrong.

remit       Rules. A block that does not begin with `module` is read as if `module example use words` stood before its
            first line; `words` is the block of that name. `remit check` must find no error. `remit test` must pass
            where there is a scenario.
case        A case. A block that does not begin with `case` is read as if `case example as at 2020-06-01 use words`
            stood before its first line. It must have no error.
json, csv   Cases in these forms, for `words`. The case block that comes next states the same: what it says of itself
            must hold of this one too. With a file name behind the word it is that file, for a console block.
console     Lines `$ remit ...` are run where the files of all blocks are, and what stands below must be what is
            printed; a line `...` stands for any lines.
grammar     The grammar, made of grammar/remit.y.
words       Reserved words, or others: `reserved`, `soft`. From src/syntax/keywords.def.

Comments inside a remit or case block that are checked:

    # error R0203                       (behind a line) `remit check` gives this error for this line; all are listed so
    # warning R0750                     the same of a warning; those not listed are not looked at
    # then CONDITION                    certainly holds on 2020-06-01, by `expect` in a scenario
    # on 2016-06-01 then CONDITION      ... on that date
    # as planned then CONDITION         ... with plans taken as carried out
    # as known 2016-01-01 then ...      ... as known on that date
    # given S; S then CONDITION         ... with these suppositions
    # ... then shows PATH = JSON        `remit run --json` has that there, as in definitions.x.basis = "stated"
    # ... then shows PATH has JSON      ... a list in which this stands; of an object at least these keys
    # ... then shows PATH lacks JSON    ... a list in which it does not

A table behind `<!-- table OPERATOR -->` says which types meet (and what comes of it), or the truth of `and`, `or`;
each cell is run but one behind `todo`, in which the program is known to be wrong.
"""
import json
import os
import re
import resource
import shutil
import subprocess
import sys

GRAMMAR = "grammar/remit.y"
KEYWORDS = "src/syntax/keywords.def"
DATE = "2020-06-01"
MEMORY = 1 << 29        # what never ends must not take the machine with it


class Failed(Exception):
    pass


# ---- the manual ----

class Block:
    def __init__(self, kind, words, line):
        self.kind, self.words, self.line, self.lines = kind, words, line, []
        self.todo = "todo" in words
        self.words = [word for word in words if word != "todo"]

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


def read_manual(path):
    blocks, tables, block, table = [], [], None, None
    for number, line in enumerate(open(path, encoding="utf-8").read().split("\n"), 1):
        fence = re.match(r"```(.*)$", line)
        if block is None and fence:
            words = fence.group(1).split()
            block = Block(words[0] if words else "", words[1:], number)
        elif block is not None and fence:
            blocks.append(block)
            block = None
        elif block is not None:
            block.lines.append(line)
        else:
            marker = re.match(r"<!-- table (\S+)(?: todo (\S+))? -->", line)
            if marker:
                table = (marker.group(1), number, [], marker.group(2))
                tables.append(table)
            elif table is not None and line.startswith("|"):
                table[2].append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
            elif table is not None and table[2]:
                table = None
    if block is not None:
        raise SystemExit("line %d: this block has no end" % block.line)
    return blocks, tables


# ---- running ----

class Runner:
    def __init__(self, remit, folder, blocks):
        # A copy, so that a build that goes on beside the test does not change what is tested.
        self.folder, self.blocks, self.remit = folder, blocks, os.path.join(os.path.abspath(folder), "bin", "remit")
        self.sanitized = remit.endswith("-check")
        os.makedirs(os.path.dirname(self.remit), exist_ok=True)
        shutil.copy2(remit, self.remit)
        self.pending = []               # json and csv blocks that wait for their case
        self.names = {}
        for block in blocks:
            self.write(block)

    def bound(self):
        """Not for the sanitizers, which claim more than there is."""
        if not self.sanitized:
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))

    def run(self, *arguments):
        try:
            done = subprocess.run([self.remit, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=30,
                                  preexec_fn=self.bound)
        except subprocess.TimeoutExpired:
            raise Failed("remit %s: not done after half a minute" % " ".join(arguments))
        if done.returncode < 0 or done.returncode == 70:
            raise Failed("remit %s: ended by %d\n%s" % (" ".join(arguments), done.returncode, done.stderr))
        return done.returncode, done.stdout, done.stderr

    def put(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def write(self, block):
        if block.kind in ("remit", "case"):
            word = "module" if block.kind == "remit" else "case"
            first = next((l.strip() for l in block.lines if l.strip() and not l.strip().startswith("#")), "")
            head = re.match(word + r"\s+([a-z][a-z0-9_]*)", first)
            block.name = head.group(1) if head else "ex_%d" % block.line
            before = "" if head else ("module %s use words " % block.name if block.kind == "remit" else
                                      "case %s as at %s use words " % (block.name, DATE))
            block.file = block.name + "." + block.kind
            use = re.search(r"^\s*(?:case .*)?\buse\s+([a-z_0-9]+)", block.text, re.M)
            block.module = block.name if block.kind == "remit" else use.group(1) if head and use else "words"
            if self.names.get(block.file, block) is not block:
                raise SystemExit("line %d: there is a %s already" % (block.line, block.file))
            self.names[block.file] = block
            self.put(block.file, before + block.text)
        elif block.kind in ("json", "csv", "ndjson"):
            block.file = block.words[0] if block.words else "ex_%d.%s" % (block.line, block.kind)
            self.put(block.file, block.text)

    # ---- rules and cases ----

    def diagnostics(self, said):
        found = []
        for kind, code, rest in re.findall(r"^(error|warning) (R\d{4}): .*\n((?:.*\n)?)", said, re.M):
            place = re.match(r"\s*--> (.*):(\d+):\d+", rest)
            found.append((kind, code, place.group(1) if place else "", int(place.group(2)) if place else 0))
        return found

    def check(self, block):
        status, out, err = self.run("check", block.file)
        found = self.diagnostics(out + err)
        wanted = set()
        for number, line in enumerate(block.lines, 1):
            for kind, code in re.findall(r"# (error|warning) (R\d{4})", line):
                wanted.add((kind, code, number))
        got = {(kind, code, line) for kind, code, file, line in found if file.endswith(block.file)}
        errors = {entry for entry in got if entry[0] == "error"}
        others = [entry for entry in found if entry[0] == "error" and not entry[2].endswith(block.file)]
        if errors != {entry for entry in wanted if entry[0] == "error"} or not wanted <= got or others:
            raise Failed("wanted %s\ngot %s\n%s" % (sorted(wanted), sorted(got), out + err))
        if (status != 0) != bool(errors):
            raise Failed("exit status %d\n%s" % (status, out + err))
        if errors:
            self.leave_out(block)

    def leave_out(self, block):
        """What else the block says is judged without the lines that are refused."""
        kept = ["" if "# error R" in line else line for line in block.lines]
        head = open(os.path.join(self.folder, block.file), encoding="utf-8").read()
        before = head[:len(head) - len(block.text)]
        self.put(block.file, before + "".join(line + "\n" for line in kept))
        if any(True for _ in self.checks(block)):
            status, out, err = self.run("check", block.file)
            if status:
                raise Failed("without the lines that are refused:\n" + out + err)

    def checks(self, block):
        for number, line in enumerate(block.lines, 1):
            found = re.match(r"\s*#\s*(?:on (\S+)\s*)?(as planned\s*)?(?:as known (\S+)\s*)?(?:given (.*?)\s+)?then (.*)$", line)
            if found:
                date, planned, known, given, what = found.groups()
                yield number, date or DATE, bool(planned), known, [g.strip() for g in (given or "").split(";") if g.strip()], what

    def scenarios(self, block, case):
        lines = []
        for number, date, planned, known, given, what in self.checks(block):
            if what.startswith("shows "):
                continue
            head = 'scenario "line %d: %s"' % (block.line + number, what.replace("\\", "\\\\").replace('"', "'"))
            head += ' case "%s"' % case if case else ""
            head += " as planned" if planned else ""
            head += " as known %s" % known if known else ""
            lines.append(head + " as at " + date + "".join("\n  given " + g for g in given) + "\n  expect " + what + "\n")
        return lines

    def show(self, block, case):
        for number, date, planned, known, given, what in self.checks(block):
            found = re.match(r"shows (\S+) (=|has|lacks) (.*)$", what)
            if not found:
                continue
            arguments = ["run", "--json", "--as-at", date, case, "--rules", block.module]
            arguments += ["--as-planned"] if planned else []
            arguments += ["--as-known", known] if known else []
            for statement in given:
                arguments += ["--set", statement]
            status, out, err = self.run(*arguments)
            path, how, text = found.groups()
            try:
                value, wanted = json.loads(out), json.loads(text)
                for key in re.findall(r"[^.\[]+(?:\[[a-z_]+\])?", path):
                    value = value[key]
            except (ValueError, KeyError, TypeError) as error:
                raise Failed("line %d: %r\n%s%s" % (block.line + number, error, out, err))
            matches = lambda one: one == wanted or (isinstance(wanted, dict) and isinstance(one, dict) and
                                                    all(one.get(key) == wanted[key] for key in wanted))
            good = value == wanted if how == "=" else any(map(matches, value)) == (how == "has")
            if not good:
                raise Failed("line %d: %s is %s" % (block.line + number, path, json.dumps(value)))

    def judge(self, block, case):
        """What the block's comments say, of this file of facts (or of none)."""
        lines = self.scenarios(block, case)
        name = "checks_%d" % block.line
        if lines:
            self.put(name + ".remit", "module %s\nuse %s\n" % (name, block.module) + "".join(lines))
            status, out, err = self.run("test", name + ".remit")
            if status:
                raise Failed(out + err)
        if not case:
            case = "nothing_%d.case" % block.line
            self.put(case, "case nothing as at %s\nuse %s\n" % (DATE, block.module))
        self.show(block, case)

    def run_remit(self, block):
        self.check(block)
        if re.search(r"^\s*scenario\b(?!.*# error)", block.text, re.M):
            status, out, err = self.run("test", block.file)
            if status:
                raise Failed(out + err)
        self.judge(block, None)

    def run_case(self, block):
        pending, self.pending = self.pending, []
        self.check(block)
        for file in [block.file] + [waiting.file for waiting in pending]:
            self.judge(block, file)

    def run_json(self, block):
        if not block.words:
            self.pending.append(block)

    run_csv = run_ndjson = run_json

    # ---- commands ----

    def run_console(self, block):
        commands = []
        for line in block.lines:
            if line.startswith("$ "):
                commands.append((line[2:], []))
            elif commands:
                commands[-1][1].append(line)
        if not commands:
            raise Failed("no line begins with `$ `")
        environment = dict(os.environ, PATH=os.path.dirname(self.remit) + ":" + os.environ["PATH"])
        for command, wanted in commands:
            done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
            pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + "\\s*?\n" for line in wanted)
            if not re.fullmatch(pattern, done.stdout):
                raise Failed("$ %s\n%s" % (command, done.stdout))

    # ---- the appendix ----

    def run_grammar(self, block):
        wanted = grammar_text()
        if block.text != wanted:
            raise Failed("not what `python3 tests/language.py --grammar` prints")

    def run_words(self, block):
        words = re.findall(r'^WORD\("([a-z]+)", [A-Z]+, (true|false)', open(KEYWORDS).read(), re.M)
        wanted = {word for word, reserved in words if (reserved == "true") == (block.words == ["reserved"])}
        got = block.text.split()
        if len(got) != len(set(got)) or set(got) != wanted:
            raise Failed("too many: %s\nmissing: %s" % (sorted(set(got) - wanted), sorted(wanted - set(got))))

    def run_block(self, block):
        try:
            self.dispatch(block)
        finally:
            if block.kind in ("remit", "case"):
                self.write(block)       # whole again

    def dispatch(self, block):
        handler = getattr(self, "run_" + block.kind, None) if block.kind else None
        if handler is None:
            raise Failed("a block that is not run: ```%s" % block.kind)
        if self.pending and block.kind not in ("case", "json", "csv", "ndjson"):
            raise Failed("the block of line %d waits for the case that states the same" % self.pending[0].line)
        handler(block)

    # ---- tables ----

    VALUES = {"yes": "yes", "no": "no", "unknown": "a"}
    FACTS = {"count": "n", "number": "x", "percent": "rate", "money": "cost", "date": "begun", "duration": "term"}

    def run_table(self, operator, line, rows, todo):
        header, cells = rows[0][1:], [row for row in rows[2:]]
        for row in cells:
            for column, cell in zip(header, row[1:]):
                if todo == row[0] + operator + column:
                    continue
                if operator in ("and", "or"):
                    a, b = self.VALUES[row[0]], self.VALUES[column].replace("a", "b")
                    wanted = "(%s %s %s) is unknown" % (a, operator, b) if cell == "unknown" else \
                        "%s(%s %s %s)" % ("" if cell == "yes" else "not ", a, operator, b)
                    text = 'scenario "cell" as at 2020-06-01 expect ' + wanted
                    verb, good = "test", True
                else:
                    a, b = self.FACTS[row[0]], self.FACTS[column]
                    good = cell != "–"
                    verb = "check"
                    result = cell if good else "number"
                    text = "define cell : %s gives %s %s %s" % (result, a, operator, b)
                    if cell == "yes" or operator == "=":
                        text = "define cell when %s %s %s" % (a, operator, b)
                self.put("cell.remit", "module cell\nuse words\n" + text + "\n")
                status, out, err = self.run(verb, "cell.remit")
                if (status == 0) != good or (not good and "R0301" not in out + err):
                    raise Failed("%s %s %s: %s\n%s" % (row[0], operator, column, cell, out + err))


# ---- the grammar, without what belongs to the parser ----

def tokenize(text):
    pattern = r"/\*.*?\*/|'.'|\"[^\"]*\"|[A-Za-z_]+|%\w+|[|:;{}\[\]]|\S"
    return [token for token in re.findall(pattern, text, re.S) if not token.startswith("/*")]


def token_names(source):
    names = {}
    for line in re.findall(r"^%token (.*)$", source, re.M):
        for name, alias in re.findall(r"([A-Z_]+|'.')(?: \"([^\"]*)\")?", re.sub(r"^<[^>]*>", "", line)):
            quoted = re.fullmatch(r"`([^`]*)`", alias or "")
            names[name] = '"%s"' % quoted.group(1) if quoted else name
    for name in ("DATE", "NAME", "NUMBER", "PERCENT", "MONEY", "DURATION", "TEXT", "END"):
        names[name] = name
    for name in list(names):
        if name.startswith("TYPE_"):
            names[name] = '"%s"' % name[5:].lower()
    names["'.'"], names["':'"] = '"."', '":"'
    return names


def strip_actions(tokens):
    depth, kept = 0, []
    for token in tokens:
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif depth == 0:
            kept.append(token)
    return kept


def grammar_rules(source):
    body = source.split("\n%%\n")[1]
    # Actions hold quotes and braces that are C's: they go first, by lines that end in them.
    body = re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", " ", re.sub(r"/\*.*?\*/", "", body, flags=re.S))
    tokens = strip_actions(tokenize(body))
    rules, at = [], 0
    while at < len(tokens):
        name, at = tokens[at], at + 2
        alternatives, current = [], []
        while tokens[at] != ";":
            if tokens[at] == "|":
                alternatives.append(current)
                current = []
            elif tokens[at] == "[":
                at += 2
            elif tokens[at] == "%prec":
                at += 1
            elif tokens[at] != "%empty":
                current.append(tokens[at])
            at += 1
        alternatives.append(current)
        at += 1
        rules.append((name, alternatives))
    return rules


def grammar_text():
    source = open(GRAMMAR, encoding="utf-8").read()
    names, lines = token_names(source), []
    starts = {"START_RULES", "START_CASE", "START_CONDITION", "START_STATEMENT", "START_VALUE"}
    drop = {"begin", "END"}
    for name, alternatives in grammar_rules(source):
        if name in ("begin", "lost"):
            continue
        written = []
        for symbols in alternatives:
            if any(s in ("error", "lost", "SYNC_LINE", "SYNC_DECL") for s in symbols):
                continue
            words = []
            for symbol in symbols:
                if symbol in drop:
                    continue
                # An alias may name the word behind its token too, as "`decided by`" does.
                if words and symbol in names and words[-1].endswith(" " + names[symbol][1:]):
                    words[-1] = words[-1][:-len(names[symbol])] + '"'
                if symbol in starts:
                    words.append("<%s>" % symbol[6:].lower())
                elif symbol in names:
                    words.append(names[symbol])
                elif symbol.startswith("'"):
                    words.append('"%s"' % symbol[1])
                else:
                    words.append(symbol)
            text = " ".join(words) or "(nothing)"
            if text not in written:
                written.append(text)
        line = name + ":"
        joined = line + " " + " | ".join(written)
        if len(joined) <= 118:
            lines.append(joined)
        else:
            lines.append(line)
            row = "   "
            for index, text in enumerate(written):
                piece = ("| " if index else "") + text
                if len(row) + len(piece) + 1 > 118:
                    lines.append(row)
                    row = "   "
                row += " " + piece
            lines.append(row)
    return "\n".join(lines) + "\n"


def main():
    if sys.argv[1:] == ["--grammar"]:
        print(grammar_text(), end="")
        return 0
    remit, folder, manual, *only = sys.argv[1:]
    blocks, tables = read_manual(manual)
    runner = Runner(remit, folder, blocks)
    count = failed = 0
    work = [(block.line, "the %s of line %d" % (block.kind, block.line), block.todo, lambda b=block: runner.run_block(b)) for block in blocks]
    work += [(line, "the table `%s` of line %d" % (name, line), False, lambda t=(name, line, rows, todo): runner.run_table(*t))
             for name, line, rows, todo in tables]
    for line, name, todo, act in sorted(work, key=lambda entry: entry[0]):
        if only and str(line) not in only:
            continue
        count += 1
        try:
            act()
            print("ok %d - %s%s" % (count, name, " # TODO no longer: take out the word" if todo else ""))
        except Failed as error:
            print("not ok %d - %s%s" % (count, name, " # TODO the program is wrong here" if todo else ""))
            print("".join("#   %s\n" % part for part in str(error).rstrip().split("\n")), end="")
            failed += not todo
        sys.stdout.flush()
    print("1..%d" % count)
    return 1 if failed or not count else 0


sys.exit(main())
