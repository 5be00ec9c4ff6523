#!/usr/bin/env python3
"""Random programs, cases and dates to both evaluators: differential.py --seed S --count N [--jobs J].

Program K has the seed S + K, several cases, and many dates of each; each (program, case, date) is one triple. So a
disagreement is found again with --seed THAT --programs 1. It is shrunk and printed, and the status is 1; so it is where a
side takes too long for a case, whose seed is named at the end.
"""
import argparse, copy, csv, io, os, re, select, signal, subprocess, sys, time, traceback
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generate import Case, Question, generate
import oracle

TOO_LONG = 60                   # processor seconds of the program for one case: then it hangs


class Slow(Exception):
    pass


class Died(Exception):
    pass


def alarm(*_):
    raise Slow()


class Answerer:
    """The program, as a process that answers until it is closed."""

    def __init__(self, program):
        self.program, self.p = program, None

    def start(self):
        self.p = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.got = b''

    def spent(self):
        """Processor seconds so far: the machine may be busy with other things."""
        with open('/proc/%d/stat' % self.p.pid) as stat:
            return sum(map(int, stat.read().rpartition(')')[2].split()[11:13])) / os.sysconf('SC_CLK_TCK')

    def more(self, end):
        while not select.select([self.p.stdout], [], [], 1)[0]:
            if self.spent() > end:
                self.stop()
                raise Slow()
        part = os.read(self.p.stdout.fileno(), 1 << 20)
        if not part:
            words = self.p.stderr.read().decode(errors='replace').strip()
            status = self.p.wait()
            self.p = None
            raise Died('died with status %d: %s' % (status, words))
        self.got += part

    def stop(self):
        self.p.kill()
        self.p.wait()
        self.p = None

    def ask(self, requests):
        """The answers to requests, each a line and the bytes behind it."""
        if not self.p:
            self.start()
        end = self.spent() + TOO_LONG
        try:
            self.p.stdin.write(b''.join(requests))
        except BrokenPipeError:
            pass
        out = []
        for _ in requests:
            while b'\n' not in self.got:
                self.more(end)
            size, _, self.got = self.got.partition(b'\n')
            while len(self.got) < int(size):
                self.more(end)
            out.append(self.got[:int(size)].decode())
            self.got = self.got[int(size):]
        return out


def request(words, text=None):
    if text is None:
        return words.encode() + b'\n'
    data = text.encode()
    first, _, rest = words.partition(' ')
    form, _, options = rest.partition(' ') if first == 'case' else ('', '', '')
    return ('%s%s %d %s\n' % (first, ' ' + form if form else '', len(data), options)).encode() + data


# ---- the two sides

def theirs(answerer, question, case):
    """The program's answers: (words of a refusal or '', [lines of each day], days on which its timeline differs)."""
    requests = [request('rules', question.rules()), request('case case ' + case.options, case.text())]
    if case.form != 'case':
        requests.append(request('case %s %s' % (case.form, case.options), case.written()))
    read = len(requests)
    requests += [request('suppose', s) for s in case.supposed]
    answers = answerer.ask(requests)
    refused = ''.join(answers)
    if read > 2 and (answers[1] == '') != (answers[2] == '') and not answers[0]:
        return 'only in one form: ' + refused, [], ''
    if refused:
        return refused, [], ''
    days, timeline = answerer.ask([request('at ' + ' '.join(case.dates)), request('timeline ' + ' '.join(sorted(case.dates)))])
    return '', days[:-2].split('\n\n'), timeline


def table_of(answerer, question, cases):
    """What the batch engine makes of rows of one form: (words of a refusal or '', [{conclusion: cell}] of each date of
    each case)."""
    form = cases[0].form
    options = cases[0].options
    given = 'given' in options
    if given:
        options = options.replace('given', 'at ' + cases[0].dates[0])
    if form == 'csv':
        columns = sorted({name for case in cases for name in case.cells()})
        out = io.StringIO()
        rows = csv.writer(out, lineterminator='\n')
        rows.writerow(['case'] + ([] if given else ['as_at']) + columns)
        for case in cases:
            cells = case.cells()
            for date in case.dates:
                rows.writerow(['x'] + ([] if given else [date]) + [cells.get(c, '') for c in columns])
        text = out.getvalue()
    else:
        text = ''.join(row for case in cases for row in case.rows())
    *refused, table = answerer.ask([request('rules', question.rules())] + [request('also', s) for s in cases[0].supposed] +
                                   [('batch %s %d %s\n%s' % (form, len(text.encode()), options, text)).encode()])
    if any(refused) or table.startswith('!'):
        return ''.join(refused) or table, []
    return '', list(csv.DictReader(io.StringIO(table)))


def as_cell(line):
    """A conclusion's cell in a table, from the oracle's line of it."""
    name, cell = line.split('\t')[:2]
    kind = name[0]
    if cell in ('conflict', 'not in force', 'not_applicable'):
        return name, cell.replace('_', ' ')
    if cell == 'error' or kind == 'q' and '|' in cell:
        return name, 'unknown'
    if '.' in name and cell == 'none':
        return name, 'nobody'
    if kind in 'rg' and '.' not in name and cell != 'unknown':
        return name, ('' if cell == 'yes' else 'not ') + ('held' if kind == 'r' else 'raised')
    return name, cell


def compare_rows(question, cases, answerer, ours=None, limit=10):
    """Of rows of one form: the outcome, and the case that it is about."""
    out, number = Outcome(), 0
    try:
        out.refused, table = table_of(answerer, question, cases)
    except Slow:
        out.slow = 'rows'
        return out, cases[0]
    except Died as e:
        out.what, out.more = 'the program dies', [str(e)]
        return out, cases[0]
    try:
        ours = ours or Ours(question.rules())
        for case in cases if not out.refused else ():
            for date, expected, possible in zip(case.dates, ours.answers(case, limit), ours.possible):
                row, number = table[number], number + 1
                right = dict(as_cell(line) for line in expected.split('\n') if line[:1] != '*')
                right.update({name: '|'.join(possible[name]) for name in possible})
                wrong = [(c, x) for c, x in row.items() if c in right and zeros(x[x.startswith("'"):]) != zeros(right[c])
                         and (c not in possible or sorted(x.split('|')) != possible[c])]
                if row.get('error'):
                    out.refused = row['error']
                elif not wrong:
                    out.same += 1
                elif not out.what:
                    out.what, out.at = 'batch', date
                    out.more = ['%s\n    in the table: %s\n    the oracle:   %s' % (c, x, right[c]) for c, x in wrong]
                    return out, case
    except (Slow, RecursionError):
        out.slow = 'the oracle, for rows'
    except Exception:
        out.what, out.more = 'the oracle fails', traceback.format_exc().split('\n')[-7:]
    return out, cases[0]


def known(case):
    word = re.search(r'known (\S+)', case.options)
    return word and oracle.partial(word[1])[0]


class Ours:
    """The oracle's answers; a program is read once."""

    def __init__(self, rules):
        self.oracle = oracle.Oracle(rules)

    def answers(self, case, limit):
        try:
            signal.setitimer(signal.ITIMER_PROF, limit)
            self.oracle.take(case.text(), 'planned' in case.options, known(case), case.supposed)
            out, self.possible = [], []
            for d in case.dates:
                out.append(self.oracle.answer(oracle.partial(d)[0]))
                self.possible.append(self.oracle.possible)
            return out
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def zeros(text):
    """0 of any kind of duration is the same: which kind it is written in, nothing says."""
    return re.sub(r'(?<![\d.,])0 (?:months|working days)\b', '0 days', text)


WHAT = ('conclusion', 'cell', 'basis', 'depends on', 'disputed')


def differences(theirs, ours):
    """[(what, the program's line, the oracle's)] of one day."""
    out = []
    a, b = ({line.split('\t')[0]: line for line in text.split('\n') if line[:1] != '*'} for text in (theirs, ours))
    for name in list(a) + [n for n in b if n not in a]:
        x, y = a.get(name, ''), b.get(name, '')
        if x != y:
            cells = x.split('\t') + [''] * 5, y.split('\t') + [''] * 5
            out.append((next(WHAT[i] for i in range(5) if cells[0][i] != cells[1][i]), x, y))
    a, b = ([line for line in text.split('\n') if line[:1] == '*'] for text in (theirs, ours))
    out += [(line.split('\t')[0][2:], line, '') for line in a if line not in b]
    out += [(line.split('\t')[0][2:], '', line) for line in b if line not in a]
    return out


class Outcome:
    """same: triples that agree; refused: words; slow: who had no time for it; what, more: of the first disagreement, at
    the date `at`."""

    def __init__(self):
        self.same, self.refused, self.slow, self.what, self.more, self.at = 0, '', '', None, [], None


def compare(question, case, answerer, ours=None, limit=10):
    if case.form in ('csv', 'ndjson'):
        return compare_rows(question, [case], answerer, ours, limit)[0]
    out = Outcome()
    try:
        refused, days, timeline = theirs(answerer, question, case)
    except Slow:
        out.slow = 'the program'
        return out
    except Died as e:
        out.what, out.more = 'the program dies', [str(e)]
        return out
    if refused:
        out.refused = refused
        if refused.startswith('only'):
            out.what, out.more = 'forms', [refused]
        return out
    try:
        ours = ours or Ours(question.rules())
        expected = ours.answers(case, limit)
    except (Slow, RecursionError):
        out.slow = 'the oracle'
        return out
    except Exception:
        out.what, out.more = 'the oracle fails', traceback.format_exc().split('\n')[-7:]
        return out
    for date, x, y in zip(case.dates, days, expected):
        x, y = zeros(x), zeros(y)
        if x == y or sorted(x.split('\n')) == sorted(y.split('\n')):
            out.same += 1
        elif not out.what:
            found = differences(x, y)
            out.what, out.at = found[0][0], date
            out.more = ['%s\n    the program: %s\n    the oracle:  %s' % f for f in found]
    if timeline and not out.what:
        out.what, out.more = 'timeline', timeline.split('\n')
    return out


# ---- shrinking

def only(question, case):
    """The question with this case alone."""
    return Question(copy.deepcopy(question.modules), [copy.deepcopy(case)])


def smaller(question):
    """Questions with something written more simply."""
    case = question.cases[0]
    for part in ('statements', 'supposed'):
        for i, text in enumerate(getattr(case, part)):
            for new in simpler(text):
                q = copy.deepcopy(question)
                getattr(q.cases[0], part)[i] = new
                yield q
    for words in ('', 'planned') if ' ' in case.options else ('',) if case.options else ():
        q = copy.deepcopy(question)
        q.cases[0].options = words
        yield q
    if case.form != 'case':
        q = copy.deepcopy(question)
        q.cases[0].form = 'case'
        yield q
    for m, (_, decls) in enumerate(question.modules):
        for i, d in enumerate(decls):
            for j, text in enumerate(d):
                if not re.match(r'source|party|type|scale|role|use|fact|event', text):
                    for new in simpler(text):
                        q = copy.deepcopy(question)
                        q.modules[m][1][i][j] = new
                        yield q


def simpler(text):
    seen = set()
    for pattern, by in ((r' cite \w+(?: as \w+)?(?:, \w+)?', ''), (r', \w+$', ''), (r' from \S+(?= until)', ''), (r' until \S+', ''),
                        (r' recorded \S+', ''), (r' in force (?:from \S+)?(?: until \S+)?', ''), (r' planned', ''), (r'\bnot ', ''),
                        (r' when .*? (?=cite)', ' '), (r' (?:and|or) \S+$', ''), (r' \(([^()]*)\)', r' \1'), (r'between \S+ and (\S+)', r'\1'),
                        (r'\([^()]*\)', 'a'), (r'\([^()]*\)', 'x'), (r'\([^()]*\)', 'n'), (r'\([^()]*\)', 'begun'), (r'\w+ and ', ''), (r'\w+ or ', ''),
                        (r'\([^()]*\) and ', ''), (r'\([^()]*\) or ', ''), (r'\(([^(),]*), [^()]*\)', r'(\1)'), (r'\(([^()]*), ([^(),]*)\)', r'(\2)'),
                        (r' when .*', ''), (r'\bis not\b', 'is'), (r'applies when .*', '')):
        for m in re.finditer(pattern, text):
            new = text[:m.start()] + m.expand(by) + text[m.end():]
            if new != text and new not in seen:
                seen.add(new)
                yield new
    depth = []
    for i, ch in enumerate(text):
        if ch == '(':
            depth.append(i)
        elif ch == ')' and depth:
            a = depth.pop()
            for new in (text[:a] + text[a + 1:i] + text[i + 1:], text[:a] + 'a' + text[i + 1:], text[:a] + 'c' + text[i + 1:]):
                if new not in seen:
                    seen.add(new)
                    yield new


def shrink(question, answerer, what, seconds):
    """The smallest question found in so many seconds that still shows a difference of that kind."""
    end = time.time() + seconds

    def still(q):
        return time.time() < end and compare(q, q.cases[0], answerer, None, 3).what == what

    def without(part, first):
        """Leaves out of a list, in place, what can be left out."""
        changed, size = False, max(1, (len(part) - first) // 2)
        while size >= 1:
            i = first
            while i < len(part):
                old = part[i:i + size]
                if any(isinstance(o, list) and o[0].startswith('use') for o in old):
                    i += 1
                    continue
                del part[i:i + size]
                if still(question):
                    changed = True
                else:
                    part[i:i] = old
                    i += size
            size //= 2
        return changed

    changed = True
    while changed and time.time() < end:
        case = question.cases[0]
        changed = without(case.dates, 0 if len(case.dates) > 1 else 1)
        changed |= without(case.statements, 0) | without(case.supposed, 0)
        for _, decls in question.modules:
            changed |= without(decls, 0)
            for d in decls:
                changed |= without(d, 1)
        if changed:
            continue
        for q in smaller(question):
            if still(q):
                question, changed = q, True
                break
    return question


def show(seed, question, answerer):
    case = question.cases[0]
    found = compare(question, case, answerer)
    print('--- seed %d: %s' % (seed, found.what))
    for line in question.rules().split('\n'):
        if line and not re.match(r'(source|party|role) ', line):
            print(line)
    print(case.text().strip())
    if case.form == 'csv':
        print('as the row %s' % case.cells())
    elif case.form != 'case':
        print(case.written() if case.form == 'json' else case.rows()[0])
    for s in case.supposed:
        print('suppose %s' % s)
    print('as at %s %s' % (' '.join(case.dates), case.options))
    for words in found.more:
        print('  on %s: %s' % (found.at, words) if found.at else '  ' + words)
    sys.stdout.flush()


# ---- the run

def work(args, numbers):
    answerer = Answerer(args.answer)
    counts = dict(same=0, refused=0, different=0, programs=0)
    began, refusals, slow = time.time(), {}, []
    signal.signal(signal.SIGPROF, alarm)
    for seed in numbers:
        if args.seconds and time.process_time() > args.seconds or counts['same'] >= args.count > 0 or counts['different'] >= args.keep:
            break
        question = generate(seed, args.without)
        counts['programs'] += 1
        try:
            ours = Ours(question.rules())
        except Exception:
            ours = None
        tables = [[case for case in question.rows if case.form == form] for form in ('csv', 'ndjson')]
        for case in question.cases + tables:
            if isinstance(case, list):
                found, case = compare_rows(question, case, answerer, ours, args.limit)
            else:
                found = compare(question, case, answerer, ours, args.limit)
            counts['same'] += found.same
            if found.slow:
                slow.append('%d (%s)' % (seed, found.slow))
                break
            if found.refused:
                counts['refused'] += 1
                code = re.search(r'R\d+', found.refused)[0]
                refusals[code] = refusals.get(code, 0) + 1
            if found.refused and args.verbose:
                print(seed, found.refused)
            if found.what:
                counts['different'] += 1
                question = only(question, case)
                if found.at:
                    alone = only(question, case)
                    alone.cases[0].dates = [found.at]
                    if compare(alone, alone.cases[0], answerer).what == found.what:
                        question = alone
                show(seed, shrink(question, answerer, found.what, args.shrink), answerer)
                break
        if args.progress and counts['programs'] % 200 == 0:
            print('%d programs, %d triples, %.0f s' % (counts['programs'], counts['same'], time.time() - began), flush=True)
    if answerer.p:
        answerer.p.stdin.close()
        answerer.p.wait()
    return counts, refusals, slow, time.time() - began


def gather(args):
    """The work of all jobs: programs are dealt out one by one."""
    children, last = [], args.seed + (args.programs or 10 ** 9)
    args.count = -(-args.count // args.jobs)
    for j in range(1, args.jobs):
        read, write = os.pipe()
        if os.fork() == 0:
            os.write(write, repr(work(args, range(args.seed + j, last, args.jobs))).encode())
            os._exit(0)
        os.close(write)
        children.append(read)
    results = [work(args, range(args.seed, last, args.jobs))]
    for read in children:
        with os.fdopen(read) as lines:
            results.append(eval(lines.read() or "(dict(different=1), {}, [], 0)"))
    for _ in children:
        os.wait()
    return results


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--count', type=int, default=0, help='stop after so many triples')
    p.add_argument('--programs', type=int, default=0, help='stop after so many programs')
    p.add_argument('--seconds', type=float, default=0, help='stop after so many seconds of this side')
    p.add_argument('--jobs', type=int, default=1)
    p.add_argument('--limit', type=float, default=10, help='seconds of the oracle for one case')
    p.add_argument('--shrink', type=float, default=30, help='seconds')
    p.add_argument('--keep', type=int, default=1, help='stop after so many disagreements')
    p.add_argument('--verbose', action='store_true', help='say which are refused or too slow')
    p.add_argument('--progress', action='store_true')
    p.add_argument('--without', default='', type=lambda s: s.replace(',', ' ').split(), help='leave constructs out')
    p.add_argument('--answer', default='build/gc/oracle/answer')
    args = p.parse_args()
    if not (args.count or args.programs or args.seconds):
        args.count = 10000
    results = gather(args)
    total, kinds, slow = {}, {}, []
    for counts, refusals, late, _ in results:
        slow += late
        for x in counts:
            total[x] = total.get(x, 0) + counts[x]
        for x in refusals:
            kinds[x] = kinds.get(x, 0) + refusals[x]
    spent, below = os.times(), sum(os.times()[2:4])
    print('seed %d: %d triples of %d programs agree, %d disagree; %d cases refused %s, %d programs too slow%s; %.0f s '
          '(%.0f of this side, %.0f below it)' %
          (args.seed, total['same'], total['programs'], total['different'], total['refused'], kinds or '', len(slow),
           slow and ': ' + ', '.join(slow) or '', max(r[3] for r in results), spent[0] + spent[1], below))
    sys.exit(1 if total['different'] or slow else 0)


if __name__ == '__main__':
    main()
