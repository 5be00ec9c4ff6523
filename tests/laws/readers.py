#!/usr/bin/env python3
"""Random cases, each written as a case file, as JSON, as NDJSON and (if a table can say it) as CSV, to tests/laws/readers.c;
and the tables and objects to `remit batch`: readers.py --count N --seed S. Cases that differ are printed, and the status is 1.

JSON and CSV are written by Python's own modules.
"""
import argparse
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'oracle'))
from differential import Answerer  # noqa: E402

MEMBERS = {'service': ['care', 'help', 'education'], 'judgement': ['inadequate', 'weak', 'good', 'outstanding'],
           'plan': ['full', 'part', 'none'], 'party': ['council', 'trust', 'board']}
FACTS = {'operating': 'yes/no', 'settled': 'yes/no', 'ofsted': 'judgement', 'rate': 'percent', 'size': 'count', 'level': 'number',
         'spend': 'money', 'scope': 'set of service', 'members': 'set of party', 'drafts': 'set of plan', 'run_by': 'party',
         'chosen': 'plan', 'begun': 'date', 'notice': 'duration', 'note': 'text', 'remark': 'text', 'grade[leaders]': 'judgement',
         'grade[practice]': 'judgement', 'reach[care]': 'set of party', 'reach[help]': 'set of party', 'reach[education]': 'set of party'}
EVENTS = ['change', 'visit[leaders]', 'visit[practice]']
RULES = '''module m "Tests"
source book "A book" dated 2014
party council "the Council"  party trust "the Trust"  party board "the Board"
type service is care, help, education
scale judgement is inadequate < weak < good < outstanding
type plan is full, part, none
type aspect is leaders, practice
''' + ''.join('fact %s : %s\n' % (f, t) for f, t in FACTS.items() if '[' not in f) + '''fact grade for each a in aspect : judgement
fact reach for each s in service : set of party
event change
event visit for each a in aspect
''' + ''.join('define k%d : %s gives %s\n' % (i, t, f) for i, (f, t) in enumerate(FACTS.items()))
BASES = ['stated', 'implied', 'opinion', 'proposed']
ODD = ['', ' ', 'plain', 'quite plain', 'yes', 'no', 'none', 'unknown', 'one of ("a", "b")', 'at least 3', '12', '£3', '2015', 'a, b', 'a|b',
       '"', '""', 'say "x"', '"x"', '\\', 'back\\slash', 'two\nlines', '\n', 'tab\there', ' led', 'trailed ', '#no comment', 'é', 'naïve café',
       '日本語', '😀', 'a\u2019b', '{"a": 1}', '=1+1', "it's", '[1]', 'true', 'null', 'x' * 300, '\u00a0', 'a;b', '\\n', '\\"', 'in \u201cquotes\u201d']


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def odd(self, p):
        return self.r.random() < p

    def text(self):
        words = self.r.choice(ODD)
        return words + self.r.choice(ODD) if self.odd(0.3) else words

    # -- dates

    def day(self):
        return '%d-%02d-%02d' % (self.r.choice((1900, 1999, 2000, 2014, 2015, 2016, 2020, 2199)), self.r.randint(1, 12), self.r.randint(1, 28))

    def date(self):
        return self.day()[:self.r.choice((4, 7, 10, 10))]

    def bound(self, low, high):
        """A bound between the first days of two years."""
        def one():
            return ('%d-%02d-%02d' % (self.r.randint(low, high), self.r.randint(1, 12), self.r.randint(1, 28)))[:self.r.choice((4, 7, 10, 10))]
        a, b = sorted((one(), one()))
        return 'between %s and %s' % (a, b) if self.odd(0.15) and len(a) == len(b) else one()

    # -- numbers

    def digits(self, places, most=10 ** 6):
        n = self.r.choice((0, 1, 2, 7, 10, 999, 1000, self.r.randrange(most), self.r.randrange(10 ** 3)))
        whole = ('%d' % n) if self.odd(0.7) else '{:_}'.format(n)
        return whole + ('.%0*d' % (places, self.r.randrange(10 ** places)) if places and self.odd(0.5) else '')

    def number(self, t):
        """(words, what JSON may say besides) of one number."""
        minus = '-' if t != 'count' and self.odd(0.2) else ''
        if t == 'count':
            words = self.digits(0)
        elif t == 'number':
            words = minus + self.digits(self.r.choice((0, 1, 3, 6)))
        elif t == 'percent':
            return minus + self.digits(self.r.choice((0, 1, 4)), 1000) + '%'
        elif t == 'money':
            return minus + '£' + self.digits(self.r.choice((0, 2, 1))) + self.r.choice(('', '', 'k', 'm'))
        elif t == 'date':
            return self.date()
        else:
            n = self.r.choice((0, 1, 2, 3, 10, 400))
            unit = self.r.choice(('day', 'working day', 'week', 'month', 'year'))
            return '%d %s%s' % (n, unit, '' if n == 1 else 's')
        return words

    def key(self, t, words):
        """What puts two numbers in order."""
        if t == 'date':
            return words
        if t == 'duration':
            return int(words.split()[0])
        scale = {'k': 10 ** 3, 'm': 10 ** 6}.get(words[-1], 1)
        return float(words.replace('_', '').replace('£', '').rstrip('%km')) * scale

    def pair(self, t):
        a, b = self.number(t), self.number(t)
        if t == 'date':
            b = a[:4] + b[4:] if len(a) == len(b) else a
        if t == 'duration':
            b = '%d %s' % (self.r.choice((1, 5, 90)), a.split(' ', 1)[1].rstrip('s') + 's')
        return sorted((a, b), key=lambda words: self.key(t, words))

    # -- values: (what stands behind `is`, [what JSON may say instead], [what a cell may])

    def value(self, t):
        if self.odd(0.05):
            return 'unknown', [], []
        if t == 'yes/no':
            v = self.odd(0.5)
            return ('yes' if v else 'no'), [v], (['true', 'TRUE'] if v else ['false', 'FALSE'])
        if t == 'text':
            return self.texts()
        if t.startswith('set'):
            return self.set(MEMBERS[t[7:]])
        if t in MEMBERS:
            return self.member(t, MEMBERS[t]), [], []
        x = self.r.random()
        if x < 0.6:
            words = self.number(t)
            plain = words.replace('_', '')
            if t in ('count', 'number'):
                return words, [float(plain) if '.' in plain or self.odd(0.1) and t == 'number' else int(plain)], []
            return words, [int(words)] if t == 'date' and len(words) == 4 else [], []
        a, b = self.pair(t)
        return self.r.choice(('at least ' + a, 'at most ' + b, 'between %s and %s' % (a, b), 'one of (%s, %s)' % (b, a))), [], []

    def member(self, t, members):
        if self.odd(0.6):
            return self.r.choice(members)
        if t == 'judgement' and self.odd(0.5):
            i, k = sorted(self.r.sample(range(4), 2))
            return self.r.choice(('at least ' + members[i], 'at most ' + members[k], 'between %s and %s' % (members[i], members[k])))
        return 'one of (%s)' % ', '.join(self.r.sample(members, self.r.randint(1, len(members))))

    def some(self, members, least):
        """Members of a set; `none` first, or alone, would be the word for an empty one."""
        some = self.r.sample(members, self.r.randint(least, len(members)))
        some.sort(key='none'.__eq__)
        return some if some != ['none'] else members[:1]

    def set(self, members):
        some = self.some(members, 0)
        if not some:
            return 'none', [[]], []
        return ', '.join(some), [some], ['|'.join(some), ' | '.join(some)]

    def texts(self):
        words = self.text()
        quoted = '"%s"' % words.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')
        if self.odd(0.2):
            return 'one of (%s, "else")' % quoted, [], []
        trimmed = words.strip(' \t\n\r')
        bare = [words] if not (trimmed.startswith('"') or trimmed.startswith('one of (') or trimmed == 'unknown') else []
        return quoted, bare, bare if trimmed == words and words else []

    # -- statements: (words of a case file, the same as JSON), and sources

    def quoted(self, words):
        return '"%s"' % words.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')

    def label(self):
        return self.r.choice([t for t in ODD if t])

    def cite(self, sources):
        source = self.r.choice(sources)
        out, words = {'source': source}, source
        if self.odd(0.4):
            out['paragraph'] = self.label()
            words += ' ' + self.quoted(out['paragraph'])
        if self.odd(0.3):
            out['as'] = self.r.choice(BASES)
            words += ' as ' + out['as']
        if self.odd(0.2):
            out['by'] = self.label()
            words += ' by ' + self.quoted(out['by'])
        return words, out if len(out) > 1 or self.odd(0.3) else source

    def clauses(self, sources, out):
        words = ''
        if self.odd(0.1):
            words, out['planned'] = ' planned', True
        elif self.odd(0.05):
            out['planned'] = False
        if self.odd(0.15):
            out['recorded'] = self.date()
            words += ' recorded ' + out['recorded']
        if self.odd(0.5):
            said = [self.cite(sources) for _ in range(self.r.choice((1, 1, 2)))]
            words += ' cite ' + ', '.join(s[0] for s in said)
            out['cite'] = said[0][1] if len(said) == 1 and self.odd(0.8) else [s[1] for s in said]
        return words

    def period(self):
        return (self.bound(2000, 2010) if self.odd(0.5) else None), (self.bound(2012, 2020) if self.odd(0.3) else None)

    def json_date(self, words):
        return int(words) if words and len(words) == 4 and self.odd(0.3) else words

    def statement(self, name, t, sources):
        out, key = {}, 'value'
        if t.startswith('set') and self.odd(0.4):
            key = self.r.choice(('includes', 'excludes'))
            some = self.some(MEMBERS[t[7:]], 1)
            words, out[key] = '%s %s' % (key, ', '.join(some)), some if len(some) > 1 or self.odd(0.5) else some[0]
        else:
            said, others, _ = self.value(t)
            words, out[key] = 'is ' + said, self.r.choice(others) if others and self.odd(0.6) else said
        start, end = self.period()
        for word, bound in (('from', start), ('until', end)):
            if bound:
                words += ' %s %s' % (word, bound)
                out[word] = self.json_date(bound)
            elif self.odd(0.03):
                out[word] = None
        words += self.clauses(sources, out)
        bare = list(out) == ['value'] and not isinstance(out['value'], list) and self.odd(0.6)
        return '%s %s' % (name, words), out['value'] if bare else out

    def event(self, name, sources):
        out, start, end = {}, *self.period()
        kind = self.r.choice(('on', 'on', 'complete', 'none'))
        if kind == 'on':
            dates = [self.bound(2000, 2020) for _ in range(self.r.randint(1, 3))]
            words, out['on'] = 'on ' + ', '.join(dates), [self.json_date(d) for d in dates]
            if len(dates) == 1 and self.odd(0.5):
                out['on'] = out['on'][0]
        else:
            words = kind + (' from ' + start if start else '') + (' until ' + end if end else '')
            period = [self.json_date(start), self.json_date(end)] if end else [self.json_date(start)]
            out[kind] = True if not start and not end else period if self.odd(0.5) else [period]
        words += self.clauses(sources, out)
        return '%s %s' % (name, words), out['on'] if list(out) == ['on'] and self.odd(0.5) else out

    def source(self, name):
        label = self.label()
        words, out = 'source %s %s' % (name, self.quoted(label)), {'label': label}
        if self.odd(0.3):
            out['by'] = self.label()
            words += ' by ' + self.quoted(out['by'])
        if self.odd(0.5):
            out['dated'] = self.bound(1990, 2020)
            words += ' dated ' + out['dated']
        if self.odd(0.4):
            out['basis'] = self.r.choice(BASES)
            words += ' ' + out['basis']
        return words, label if len(out) == 1 and self.odd(0.7) else out

    # -- whole cases: (case file, object)

    def rich(self, name):
        """All that JSON can say."""
        lines, out = ['case ' + name], {'case': name, 'use': 'm', 'facts': {}, 'events': {}}
        if self.odd(0.5):
            out['label'] = self.label()
            lines[0] += ' ' + self.quoted(out['label'])
        if self.odd(0.5):
            out['as_at'] = self.day()
            lines[0] += ' as at ' + out['as_at']
        lines.append('use m')
        sources = ['book']
        for source in self.r.sample(['s', 'report', 'book'], self.r.randint(0, 2)):
            words, said = self.source(source)
            lines.append(words)
            out.setdefault('sources', {})[source] = said
            sources += [] if source == 'book' else [source]
        for party in self.r.sample(MEMBERS['party'], self.r.choice((0, 0, 1, 2))):
            out.setdefault('parties', {})[party] = self.label()
            lines.append('party %s %s' % (party, self.quoted(out['parties'][party])))
        flat = self.odd(0.3)
        for f, t in FACTS.items():
            self.several(out, 'facts', f, lambda: self.statement(f, t, sources), lines, flat)
        for e in EVENTS:
            self.several(out, 'events', e, lambda: self.event(e, sources), lines, flat)
        for part in ('facts', 'events'):
            if not out[part] and self.odd(0.7):
                del out[part]
        return '\n'.join(lines) + '\n', self.shuffled(out)

    def several(self, out, part, name, make, lines, flat):
        said = []
        for _ in range(self.r.choice((0, 0, 1, 1, 2, 3))):
            words, object = make()
            if words not in lines:
                lines.append(words)
                said.append(object)
        if not said:
            if self.odd(0.05):
                out[part][name] = None
            return
        alone = said[0] if isinstance(said[0], dict) else {'value': said[0]} if part == 'facts' else {'on': said[0]}
        value = said[0] if len(said) == 1 and self.odd(0.8) else [alone] + [
            s if isinstance(s, dict) else {'value': s} if part == 'facts' else {'on': s} for s in said[1:]]
        if part == 'facts' and len(said) == 1 and isinstance(value, list) and not isinstance(value[0], dict):
            value = alone
        (out if flat and '[' not in name else out[part])[name] = value

    def shuffled(self, out):
        """The same with its keys in another order; what a fact has stays in its order."""
        keys = list(out)
        self.r.shuffle(keys)
        return {k: out[k] for k in keys}

    def plain(self, name):
        """All that a row of a table can say: (case file, object, cells)."""
        lines, out, cells = ['case %s as at ' % name], {'case': name, 'use': 'm', 'as_at': self.day()}, {'case': name, 'use': 'm'}
        lines = [lines[0] + out['as_at'], 'use m']
        cells['as_at'] = out['as_at']
        for f, t in FACTS.items():
            if self.odd(0.35):
                continue
            words, others, cell = self.value(t)
            lines.append('%s is %s' % (f, words))
            out[f] = self.r.choice(others) if others and self.odd(0.6) else words
            cells[f] = self.r.choice(cell) if cell and self.odd(0.7) else words
        for e in EVENTS:
            if self.odd(0.4):
                continue
            dates = [self.bound(2000, 2020) for _ in range(self.r.randint(1, 3))]
            if self.odd(0.3):
                lines.append(e + ' none')
                out[e], cells[e] = {'none': True}, 'none'
            else:
                lines.append('%s on %s' % (e, ', '.join(dates)))
                out[e], cells[e] = dates if len(dates) > 1 or self.odd(0.5) else dates[0], self.r.choice(('|', ', ')).join(dates)
        return '\n'.join(lines) + '\n', out, cells


# ---- files

def request(words, text=''):
    data = text.encode()
    return b'%s %d\n%s' % (words.encode(), len(data), data)


def as_list(r, objects):
    indent = r.choice((None, None, 1, 4))
    return json.dumps(objects, ensure_ascii=r.random() < 0.5, indent=indent,
                      separators=r.choice(((',', ':'), (', ', ': '), (' ,\t', ' :  '))))


def as_lines(r, objects):
    return r.choice(('\n', '\r\n', '\n')).join(json.dumps(o, ensure_ascii=r.random() < 0.5) for o in objects) + '\n'


def as_table(r, rows):
    columns = ['case', 'use', 'as_at'] + list(FACTS) + EVENTS
    r.shuffle(columns)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval='', quoting=r.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
                            lineterminator=r.choice(('\n', '\r\n')))
    writer.writeheader()
    writer.writerows(rows)
    return r.choice(('', '\ufeff')) + out.getvalue()


def batch(folder, form, text):
    path = os.path.join(folder, 't.' + form)
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(text)
    run = subprocess.run(['build/remit', 'batch', '--format', 'json', os.path.join(folder, 'm.remit'), path],
                         capture_output=True, encoding='utf-8')
    return [json.loads(line) for line in run.stdout.split('\n')[:-1]], run.stderr


class Law:
    def __init__(self, args):
        self.answerer, self.seed = Answerer(args.laws), args.seed
        self.folder = tempfile.TemporaryDirectory()
        self.counts = dict(rich=0, plain=0, cells=0)
        with open(os.path.join(self.folder.name, 'm.remit'), 'w') as file:
            file.write(RULES)

    def ask(self, files):
        answers = self.answerer.ask([request('rules', RULES)] + [request('file ' + form, text) for form, text in files] + [request('compare')])
        return answers[-1]

    def broken(self, number, files, answer):
        print('--- seed %d\n%s' % (number, answer))
        for form, text in files:
            print('=== %s\n%s' % (form, text))

    def rich(self, number, count):
        make = Maker(number)
        made = [make.rich('c%d' % i) for i in range(count)]
        objects = [m[1] for m in made]
        files = [('case', m[0]) for m in made] + [('json', as_list(make.r, objects)), ('ndjson', as_lines(make.r, objects))]
        answer = self.ask(files)
        self.counts['rich'] += answer.count('\n')
        return self.alone(number, answer, [(f, make.r) for f in made], False)

    def plain(self, number, count):
        make = Maker(number)
        made = [make.plain('c%d' % i) for i in range(count)]
        objects, rows = [m[1] for m in made], [m[2] for m in made]
        lines, table = as_lines(make.r, objects), as_table(make.r, rows)
        answer = self.ask([('case', m[0]) for m in made] + [('json', as_list(make.r, objects)), ('ndjson', lines), ('csv', table)])
        self.counts['plain'] += answer.count('\n')
        if answer.startswith('!'):
            return self.alone(number, answer, [(f, make.r) for f in made], True)
        return self.batches(number, answer, lines, table)

    def alone(self, number, answer, made, table):
        """The first case that differs, by itself."""
        if not answer.startswith('!'):
            return True
        for m, r in made:
            files = [('case', m[0]), ('json', as_list(r, [m[1]])), ('ndjson', as_lines(r, [m[1]]))] + ([('csv', as_table(r, [m[2]]))] if table else [])
            said = self.ask(files)
            if said.startswith('!'):
                self.broken(number, files, said)
                return False
        print('--- seed %d\n%s' % (number, answer))
        return False

    def batches(self, number, answer, lines, table):
        """The batch engine reads tables and objects by itself: its cells against what the cases say."""
        expected = [line.split('\x1f') for line in answer.split('\n')[:-1]]
        for form, text in (('ndjson', lines), ('csv', table)):
            rows, errors = batch(self.folder.name, form, text)
            if errors or len(rows) != len(expected):
                print('--- seed %d, batch %s: %d rows, not %d\n%s' % (number, form, len(rows), len(expected), errors))
                return False
            for i, (row, facts) in enumerate(zip(rows, expected)):
                for k, (fact, cell) in enumerate(zip(FACTS, facts)):
                    self.counts['cells'] += 1
                    if row['k%d' % k] != cell:
                        print('--- seed %d, batch %s, row %d: %s is %r, not %r' % (number, form, i, fact, row['k%d' % k], cell))
                        return False
        return True


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--count', type=int, default=1000)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--laws', default='build/gc/laws/readers')
    args = p.parse_args()
    law, number, began, good = Law(args), args.seed * 1000000, time.time(), True
    while good and law.counts['rich'] + law.counts['plain'] < args.count:
        good = law.rich(number, 100) and law.plain(number + 1, 100)
        number += 2
    print('%d cases as case files, JSON and NDJSON, and %d more as tables too: %s, and so %d cells of batch; %.0f s' %
          (law.counts['rich'], law.counts['plain'], 'all agree' if good else 'they differ', law.counts['cells'], time.time() - began))
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
