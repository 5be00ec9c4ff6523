#!/usr/bin/env python3
"""Random programs, cases and dates to both evaluators: differential.py --seed S --count N [--jobs J] [--without WORDS].

Each triple has the seed S + its number, so a disagreement is found again with --seed THAT --count 1. On the first one
(the first --keep) it is shrunk and printed, and the status is 1.
"""
import argparse, copy, os, re, signal, subprocess, sys, time, traceback
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generate import generate
import oracle


class Slow(Exception):
    pass


def alarm(*_):
    raise Slow()


class Answerer:
    def __init__(self, program):
        self.program = program
        self.start()

    def start(self):
        self.p = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def ask(self, triple):
        rules, facts = triple.rules().encode(), triple.facts().encode()
        rows = {}
        try:
            self.p.stdin.write(b'%d %d %s %s\n' % (len(rules), len(facts), triple.date.encode(), triple.options.encode()) + rules + facts)
            self.p.stdin.flush()
            while True:
                line = self.p.stdout.readline().decode()
                if not line:
                    raise BrokenPipeError
                line = line.rstrip('\n')
                if not line:
                    return rows
                if line.startswith('! '):
                    rows.setdefault('!', line[2:])
                    continue
                cells = line.split('\t')
                rows[cells[0]] = (cells[1], cells[2], cells[3], len(cells) > 4)
        except BrokenPipeError:
            status = self.p.wait()
            self.start()
            return {'!!': 'died with status %d' % status}


def ours(triple, limit):
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        known = re.search(r'known (\S+)', triple.options)
        return oracle.answer(triple.rules(), triple.facts(), triple.date, 'planned' in triple.options, known and known[1])
    except Slow:
        return {'slow': None}
    except RecursionError:
        return {'slow': None}
    except Exception:
        return {'!!!': '\n'.join(traceback.format_exc().split('\n')[-7:])}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def differences(a, b, skip_basis=False, skip_deps=False):
    """What differs, the cell before the basis before the dependences."""
    if '!!' in a or '!!!' in b:
        return [('died', 4 if '!!' in a else 5, a.get('!!', ''), b.get('!!!', ''))]
    out = []
    for name in list(a) + [n for n in b if n not in a]:
        x, y = a.get(name), b.get(name)
        if x is None or y is None:
            out.append((name, 0, x, y))
            continue
        for i in range(4):
            if i == 1 and skip_basis or i == 2 and skip_deps:
                continue
            if x[i] != y[i] and not (i == 1 and x[i] in ('', 'constant') and y[i] in ('', 'constant')):
                out.append((name, i, x, y))
                break
    return out


LEFT_OUT = set()


def compare(triple, answerer, limit=20):
    """('same' | 'refused' | 'slow' | 'different', what)"""
    a = answerer.ask(triple)
    if '!' in a:
        return 'refused', a['!']
    b = ours(triple, limit)
    if 'slow' in b:
        return 'slow', None
    d = differences(a, b, 'layerbasis' in LEFT_OUT and re.search(r'=== m2\nuse base|=== t\nuse m1\nuse m2', triple.rules()) or 'unknownbasis' in LEFT_OUT,
                    'amenddeps' in LEFT_OUT and 'amend' in triple.rules())
    return ('different', d) if d else ('same', None)


# ---- shrinking

def smaller(triple):
    """Triples with something left out."""
    for i, s in enumerate(triple.case):
        t = copy.deepcopy(triple)
        del t.case[i]
        yield t
    for m, (name, decls) in enumerate(triple.modules):
        for i in range(len(decls) - 1, -1, -1):
            if decls[i][0].startswith('use'):
                continue
            t = copy.deepcopy(triple)
            del t.modules[m][1][i]
            yield t
            for j in range(len(decls[i]) - 1, 0, -1):
                t = copy.deepcopy(triple)
                del t.modules[m][1][i][j]
                yield t
    if triple.options:
        for w in ([''] if len(triple.options.split()) < 3 else ['', 'planned']):
            t = copy.deepcopy(triple)
            t.options = w
            yield t
    texts = [(('case', i), s) for i, s in enumerate(triple.case)]
    texts += [((m, i, j), p) for m, (_, decls) in enumerate(triple.modules) for i, d in enumerate(decls) for j, p in enumerate(d)
              if not re.match(r'source|party|type|scale|role|use|fact|event', p)]
    for where, text in texts:
        for new in simpler(text):
            t = copy.deepcopy(triple)
            if where[0] == 'case':
                t.case[where[1]] = new
            else:
                t.modules[where[0]][1][where[1]][where[2]] = new
            yield t


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


def shrink(triple, answerer, kind, seconds=20):
    end = time.time() + seconds

    def still(t):
        state, d = compare(t, answerer, 3)
        return state == 'different' and d[0][1] == kind

    changed = True
    while changed and time.time() < end:
        changed = False
        for part in [triple.case] + [decls for _, decls in triple.modules] + [d for _, decls in triple.modules for d in decls]:
            first = 1 if part and isinstance(part[0], str) and part is not triple.case else 0
            size = max(1, (len(part) - first) // 2)
            while size >= 1 and time.time() < end:
                i = first
                while i < len(part) and time.time() < end:
                    old = part[i:i + size]
                    if any(o[0].startswith('use') for o in old if isinstance(o, list)):
                        i += 1
                        continue
                    del part[i:i + size]
                    if still(triple):
                        changed = True
                    else:
                        part[i:i] = old
                        i += size
                size //= 2
        if changed:
            continue
        for t in smaller(triple):
            if time.time() > end:
                break
            if still(t):
                triple, changed = t, True
                break
    return triple


def show(seed, triple, answerer):
    state, d = compare(triple, answerer)
    print('--- seed %d' % seed)
    rules = triple.rules()
    for line in rules.split('\n'):
        if re.match(r'(source|party|role) ', line):
            continue
        print(line)
    print(triple.facts().strip())
    print('as at %s %s' % (triple.date, triple.options))
    for name, i, x, y in d or []:
        print('  %s: %s' % (name, ('cell', 'basis', 'depends on', 'disputed', 'died', 'failed')[i]))
        print('    the program: %s\n    the oracle:  %s' % (x, y))
    sys.stdout.flush()


def work(args, seeds):
    answerer = Answerer(args.answer)
    counts, found, kinds = dict(same=0, refused=0, slow=0, different=0), 0, {}
    began = time.time()
    signal.signal(signal.SIGALRM, alarm)
    for seed in seeds:
        if args.seconds and time.time() - began > args.seconds:
            break
        triple = generate(seed, args.without)
        state, d = compare(triple, answerer, args.limit)
        counts[state] += 1
        if state == 'refused':
            kinds[d[:6]] = kinds.get(d[:6], 0) + 1
            if args.refused:
                print(seed, d)
        if state == 'slow' and args.refused:
            print(seed, 'slow')
        if state == 'different':
            found += 1
            if d[0][1] != 5:
                triple = shrink(triple, answerer, d[0][1], args.shrink)
            show(seed, triple, answerer)
            if found >= args.keep:
                break
    return counts, kinds, time.time() - began


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--count', type=int, default=1000)
    p.add_argument('--jobs', type=int, default=1)
    p.add_argument('--seconds', type=float, default=0, help='stop after so long')
    p.add_argument('--limit', type=float, default=10, help='seconds for one triple')
    p.add_argument('--shrink', type=float, default=20)
    p.add_argument('--keep', type=int, default=1, help='stop after so many disagreements')
    p.add_argument('--refused', action='store_true', help='say which are refused')
    p.add_argument('--without', default='', type=lambda s: s.replace(',', ' ').split())
    p.add_argument('--answer', default='build/gc/oracle/answer')
    args = p.parse_args()
    LEFT_OUT.update(args.without)
    children = []
    for j in range(1, args.jobs):
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            result = work(args, range(args.seed + j, args.seed + args.count, args.jobs))
            os.write(write, repr(result).encode())
            os._exit(0)
        os.close(write)
        children.append((pid, read))
    results = [work(args, range(args.seed, args.seed + args.count, args.jobs))]
    for pid, read in children:
        text = b''
        while True:
            part = os.read(read, 65536)
            if not part:
                break
            text += part
        os.waitpid(pid, 0)
        results.append(eval(text.decode()) if text else (dict(same=0, refused=0, slow=0, different=1), {}, 0))
    total, kinds = {}, {}
    for counts, k, _ in results:
        for x in counts:
            total[x] = total.get(x, 0) + counts[x]
        for x in k:
            kinds[x] = kinds.get(x, 0) + k[x]
    print('seed %d: %d agree, %d disagree, %d refused %s, %d too slow, %.1f s' %
          (args.seed, total['same'], total['different'], total['refused'], kinds or '', total['slow'], max(r[2] for r in results)))
    sys.exit(1 if total['different'] else 0)


if __name__ == '__main__':
    main()
