#!/usr/bin/env python3
"""Random well-typed programs, each with several cases and many dates, from a seed: generate(seed) gives a Question.

A program is kept as lists of lines, so that the shrinker can leave some out: modules = [(name, [declaration])], where a
declaration is a list of pieces, the first its head and the others its branches; the statements of a case are a list.
"""
import datetime, json, random, re

# Constructs that can be left out, by name: `differential.py --without WORDS`.
SWITCHES = set('''arith dates events windows at ever startof changes deadlines amend independent families status counts
    durations sets texts force params planned known partial signatures rights requirements suppose always'''.split())

DAYS = ['2014-01-01', '2015-01-01', '2015-03-31', '2016-01-01', '2016-02-29', '2016-06-15', '2016-12-31', '2017-01-01',
        '2017-08-31', '2018-01-01', '2018-03-05', '2019-01-01']
PARTS = ['2015', '2016', '2017', '2016-02', '2016-06', '2017-01', 'between 2015-06-01 and 2016-06-30', '2018']
AS_AT = ['2013-06-01', '2015-01-01', '2015-07-01', '2016-02-29', '2016-06-15', '2016-12-31', '2017-01-01', '2017-06-30',
         '2018-01-01', '2018-03-06', '2019-12-31']
SOURCES = ['act', 'guide', 'blog', 'plan']
VOCABULARY = [['source act "A" dated 2010-04-08'], ['source guide "G" dated 2012-06 implied'],
              ['source blog "B" by "R" dated 2016 opinion'], ['source plan "P" proposed'],
              ['party pa "Pa"'], ['party pb "Pb"'], ['party pc "Pc"'],
              ['type ty is t1, t2, t3'], ['scale sc is s1 < s2 < s3'],
              ['role runs "r" exactly one'], ['role sees "s" any number'], ['role helps "h" at least one']]
FACTS = {'yes/no': ['a', 'b', 'c'], 'count': ['n', 'm'], 'number': ['x', 'y'], 'money': ['cash', 'owed'],
         'percent': ['rate'], 'date': ['begun', 'ended'], 'duration': ['term', 'span'], 'text': ['note'],
         'ty': ['kin'], 'sc': ['mark'], 'party': ['boss'], 'set of ty': ['kinds', 'sorts'], 'set of party': ['gang']}
EVENTS = ['visit', 'quake']
MEMBERS = {'ty': ['t1', 't2', 't3'], 'sc': ['s1', 's2', 's3'], 'party': ['pa', 'pb', 'pc']}


def first_day(bound):
    words = bound.replace('between ', '').split(' and ')
    return (words[0] + '-01-01')[:10]


def last_day(bound):
    words = bound.split(' and ')
    return (words[-1] + '-12-31')[:10] if len(words[-1]) != 7 else words[-1] + '-28'


class Case:
    """What is stated, what is supposed besides, how it is taken ('planned', 'known D'), the form that the program
    reads it in, and the dates that it is asked at."""

    def __init__(self, statements, supposed, options, form, dates):
        self.statements, self.supposed, self.options, self.form, self.dates = statements, supposed, options, form, dates

    def text(self):
        return 'case x\nuse t\n' + '\n'.join(self.statements) + '\n'

    def written(self):
        return as_json(self.statements) if self.form == 'json' else self.text()

    def rows(self):
        """As objects for the batch engine: one for each date."""
        whole = json.loads(as_json(self.statements))
        return [json.dumps({'case': 'x', 'as_at': d, 'facts': whole['facts'], 'events': whole['events']}) + '\n' for d in self.dates]

    def cells(self):
        """What is stated, by column: each fact and event once, for all time."""
        out = {}
        for statement in self.statements:
            name, verb, value = (statement + ' ').split(' ', 2)
            value = 'none' if verb == 'none' else value.strip()
            members = value.split(', ') if '(' not in value and '"' not in value else [value]
            out[name] = value[1:-1] if re.fullmatch('"[^"]*"', value) else '|'.join(members)
        return out


BOUND = r'between \S+ and \S+|\S+'
STATEMENT = re.compile(r'(?P<name>\S+) (?P<verb>is|includes|excludes|on|complete|none)\b(?P<value>.*?)(?: from (?P<from>%s))?'
                       r'(?: until (?P<until>%s))?(?P<planned> planned)?(?: recorded (?P<recorded>\S+))?(?: cite (?P<cite>.*?))? *$'
                       % (BOUND, BOUND))


def cited(text):
    out = []
    for one in text.split(', '):
        words = one.split(' as ')
        out.append({'source': words[0], 'as': words[1]} if len(words) > 1 else words[0])
    return out[0] if len(out) == 1 else out


def as_json(statements):
    """The same case as an object: what a statement says, by the names of facts and events."""
    facts, events = {}, {}
    for statement in statements:
        m = STATEMENT.match(statement)
        verb, value, out = m['verb'], m['value'].strip(), {}
        if verb in ('on', 'complete', 'none'):
            events.setdefault(m['name'], []).append(out)
            out[verb] = value.split(', ') if verb == 'on' else [[m['from'], m['until']]] if m['from'] or m['until'] else True
        else:
            facts.setdefault(m['name'], []).append(out)
            members = re.fullmatch(r'[a-z0-9]+(, [a-z0-9]+)*', value) and value not in ('unknown', 'yes', 'no')
            if verb == 'is':
                out['value'] = [] if value == 'none' else value.split(', ') if ', ' in value and members else value
            else:
                out[verb] = value.split(', ')
            out.update({k: m[k] for k in ('from', 'until') if m[k]})
        out.update({k: m[k] for k in ('recorded',) if m[k]})
        if m['planned']:
            out['planned'] = True
        if m['cite']:
            out['cite'] = cited(m['cite'])
    return json.dumps({'use': 't', 'facts': facts, 'events': events}, ensure_ascii=False)


class Question:
    """rows: cases for the batch engine, of form 'csv', all of which may be taken as at one day, or 'ndjson'."""

    def __init__(self, modules, cases, rows=()):
        self.modules, self.cases, self.rows = modules, cases, list(rows)

    def rules(self):
        out = ''
        for name, declarations in self.modules:
            lines = [' '.join(d) for d in declarations]
            out += '=== %s\n%s\n' % (name, '\n'.join(lines))
        return out


DATE = re.compile(r'\b(20\d\d)(-\d\d)?(-\d\d)?\b')
SPAN = re.compile(r'\b(\d+) (working days?|days?|weeks?|months?|years?)\b')


def edges_of(text):
    """The days on which something may turn: those written, and those that durations lead to from them."""
    days, spans = set(), {0}
    for m in DATE.finditer(text):
        y, month, day = int(m[1]), m[2] and int(m[2][1:]), m[3] and int(m[3][1:])
        days.add(datetime.date(y, month or 1, day or 1))
        if not month:
            days.add(datetime.date(y + 1, 1, 1))
        elif not day:
            days.add(datetime.date(y + month // 12, month % 12 + 1, 1))
    for m in SPAN.finditer(text):
        spans.add(int(int(m[1]) * {'w': 7, 'd': 1, 'm': 30.44, 'y': 365.25}[m[2][0]]))
    return sorted(days), sorted(spans)


class Generator:
    def __init__(self, seed, without=()):
        self.r = random.Random(seed)
        self.on = SWITCHES - set(without)
        self.scope = {}                 # type: names of definitions
        self.words = []                 # conditions about conclusions that exist
        self.var = None
        self.used = set()
        self.moving = {'today', 'first', 'last', 'start'}   # words whose value may be another every day
        self.still = 0
        self.group = self.r.random() < 0.5

    def has(self, word, p=1.0):
        return word in self.on and self.r.random() < p

    def pick(self, things):
        return self.r.choice(things)

    # -- over the whole calendar only what does not move with today, but for now and then: each day would count

    def calm(self, make):
        if self.r.random() < 0.01:
            return make()
        self.still += 1
        try:
            return make()
        finally:
            self.still -= 1

    def moves(self, text):
        return any(w in self.moving for w in re.split(r'[^a-z0-9_]+', text))

    def allowed(self, names):
        return [n for n in names if not self.moves(n)] if self.still else names

    # -- values

    def literal(self, t, stated=False):
        r = self.r
        if t == 'count':
            return str(r.randint(0, 5))
        if t == 'number':
            return self.pick(['0', '1', '2', '3', '-1', '-2', '2.5', '0.333333', '7', '1_000'])
        if t == 'money':
            return self.pick(['£0', '£1', '£2', '£2.5', '£1k', '£3m', '£0.01', '-£2'] if stated else ['£1', '£2.5', '£1k', '£3m'])
        if t == 'percent':
            return self.pick(['0%', '10%', '25%', '33.3333%', '100%', '150%'])
        if t == 'date':
            return self.pick(PARTS[:6] + DAYS if stated and self.has('partial', 0.5) else DAYS) \
                if not stated else self.pick([p for p in PARTS if 'between' not in p] + DAYS)
        if t == 'duration':
            return self.pick(['10 days', '1 day', '2 weeks', '1 month', '6 months', '1 year', '0 days', '5 working days',
                              '400 days', '12 months', '0 months'])
        if t == 'text':
            return self.pick(['"p"', '"q"', '"r s"'])
        if t == 'yes/no':
            return self.pick(['yes', 'no'])
        return self.pick(MEMBERS[t])

    def fact(self, t):
        name = self.pick(FACTS[t])
        self.used.add(name)
        return name

    def name(self, t):
        names = self.allowed(self.scope.get(t, []))
        if names and self.r.random() < 0.35:
            return self.pick(names)
        if t == 'yes/no' and self.has('families', 0.12):
            self.used.add('ready')
            return 'ready[%s]' % (self.var if self.var and self.r.random() < 0.8 else self.pick(MEMBERS['ty']))
        return self.fact(t)

    def value(self, t, depth=2):
        """An expression of the type that can stand as an operand (primary or in brackets)."""
        r = self.r
        if depth <= 0 or r.random() < 0.4:
            if t in ('ty', 'sc', 'party', 'set of ty', 'set of party', 'text') or r.random() < 0.7:
                return self.name(t)
            if t == 'date' and r.random() < 0.5 and not self.still:
                return 'today'
            return self.literal(t)
        kinds = ['name']
        if 'at' in self.on:
            kinds += ['at']
        if t in ('count', 'number', 'money', 'percent', 'date') and 'arith' in self.on:
            kinds += ['arith'] * 4
        if t == 'duration' and 'durations' in self.on:
            kinds += ['arith'] * 2
        if t == 'count':
            kinds += ['between'] * ('dates' in self.on) + ['events'] * 2 * ('events' in self.on)
            kinds += ['changes'] * ('changes' in self.on)
        if t == 'date':
            kinds += (['edge'] * 2 * ('events' in self.on) + ['start'] * ('startof' in self.on)) * (not self.still)
        kind = self.pick(kinds)
        v = lambda q: self.value(q, depth - 1)
        if kind == 'name':
            return self.name(t)
        if kind == 'at':
            return '(%s at %s)' % (self.calm(lambda: self.name(t)), self.date_word(depth - 1))
        if kind == 'between':
            return '(%s from %s to %s)' % (self.pick(['days', 'months', 'years']), self.prim(v('date')), self.prim(v('date')))
        if kind == 'events':
            self.used.update(EVENTS)
            return '(count of %s %s)' % (self.pick(EVENTS), self.window(depth - 1))
        if kind == 'changes':
            q = self.pick([x for x in FACTS if ('sets' in self.on or 'set' not in x)])
            return '(changes of %s %s)' % (self.calm(lambda: self.name(q)), self.window(depth - 1))
        if kind == 'edge':
            self.used.update(EVENTS)
            return '(%s %s)' % (self.pick(['first', 'last']), self.pick(EVENTS))
        if kind == 'start':
            return '(start of %s)' % self.prim(self.calm(lambda: self.condition(depth - 1)))
        if t == 'count':
            return '(%s %s %s)' % (v('count'), self.pick('+*'), v('count'))
        if t == 'number':
            return self.pick(['(%s - %s)' % (v('count'), v('count')), '(%s %s %s)' % (v('number'), self.pick('+-*/'), v(self.pick(['count', 'number']))),
                              '(%s / %s)' % (v('money'), v('money')), '(-%s)' % self.name('number')])
        if t == 'money':
            return self.pick(['(%s %s %s)' % (v('money'), self.pick('+-'), v('money')),
                              '(%s %s %s)' % (v('money'), self.pick('*/'), v(self.pick(['count', 'number']))),
                              '(%s * %s)' % (v('percent'), v('money'))])
        if t == 'percent':
            return self.pick(['(%s %s %s)' % (v('percent'), self.pick('+-*'), v('percent')), '(%s / %s)' % (v('percent'), v('number'))])
        if t == 'date':
            return self.pick(['(%s %s %s)' % (v('date'), self.pick('+-'), v('duration')), '(%s after %s)' % (self.literal('duration'), self.prim(v('date')))])
        return '(%s %s %s)' % (v('duration'), self.pick('+-'), v('duration'))

    def prim(self, text):
        """In brackets, unless it is one word or stands in one pair of them."""
        inside = re.sub(r'\([^()]*\)', 'x', text[1:-1])
        while '(' in inside and ')' in inside and re.search(r'\([^()]*\)', inside):
            inside = re.sub(r'\([^()]*\)', 'x', inside)
        whole = text.startswith('(') and '(' not in inside and ')' not in inside
        return text if whole or ' ' not in text else '(%s)' % text

    def date_word(self, depth):
        if self.r.random() < 0.5:
            return self.pick(DAYS)
        if depth > 0 and 'dates' in self.on and self.r.random() < 0.6:
            return self.prim(self.value('date', depth))
        return self.fact('date')

    def window(self, depth, optional=False):
        x = self.r.random()
        if optional and x < 0.3 or 'windows' not in self.on:
            return '' if optional else 'since 2016-01-01'
        if x < 0.65:
            return 'in last %s' % (self.literal('duration') if self.r.random() < 0.7 else self.fact('duration'))
        return 'since %s' % self.date_word(depth)

    # -- conditions

    def condition(self, depth=2):
        r = self.r
        x = r.random()
        if depth <= 0 or x < 0.2:
            return self.name('yes/no')
        c = lambda: '(%s)' % self.condition(depth - 1) if r.random() < 0.5 else self.name('yes/no')
        if x < 0.28:
            return '%s and %s' % (c(), c())
        if x < 0.36:
            return '%s or %s' % (c(), c())
        if x < 0.42:
            return 'not %s' % c()
        if x < 0.60:
            return self.compare(depth - 1)
        kinds = ['compare', 'number']
        kinds += ['at'] * ('at' in self.on) + ['ever'] * 2 * ('ever' in self.on) + ['status'] * 2 * ('status' in self.on)
        words = self.allowed(self.words)
        kinds += ['counts'] * 2 * ('counts' in self.on) + ['sets'] * 2 * ('sets' in self.on) + ['words'] * 4 * bool(words)
        kind = self.pick(kinds)
        if kind == 'compare':
            return self.compare(depth)
        if kind == 'number':
            return self.compare(depth, self.pick(['count', 'number', 'money', 'date']))
        if kind == 'at':
            return '%s at %s' % (self.calm(c), self.date_word(depth - 1))
        if kind == 'ever':
            if r.random() < 0.3:
                length = self.literal('duration') if r.random() < 0.7 else self.fact('duration')
                return '%s for %s' % (c() if length.endswith('days') else self.calm(c), length)
            window = self.window(depth - 1, True)
            return '%s %s %s' % (self.pick(['ever', 'never']), c() if window.endswith('days') else self.calm(c), window)
        if kind == 'status':
            t = self.pick([q for q in FACTS if 'sets' in self.on or 'set' not in q])
            if t.startswith('set') and r.random() < 0.5:
                return '%s is %snobody' % (self.name(t), self.pick(['', 'not ']))
            return '%s is %s%s' % (self.name(t), self.pick(['', 'not ']), self.pick(['known', 'unknown', 'disputed']))
        if kind == 'counts':
            if 'families' in self.on and r.random() < 0.25:
                self.used.add('ready')
                var = self.var and 'w' or 'v'
                old, self.var = self.var, var
                inner = self.pick(['ready[%s]' % var, '%s in kinds' % var])
                self.var = old
                if 'kinds' in inner:
                    self.used.add('kinds')
                inside = '%s for each %s in ty' % (inner, var)
            else:
                inside = ', '.join(self.condition(depth - 1) for _ in range(r.randint(2, 4)))
            head = self.pick(['at least %d of', 'at most %d of', 'all of', 'none of'])
            if '%d' in head:
                head = head.replace('%d', str(r.randint(0, 3)) if r.random() < 0.75 else self.fact('count'))
            return '%s (%s)' % (head, inside)
        if kind == 'sets':
            t = self.pick(['ty', 'party'])
            member = self.name(t) if r.random() < 0.4 else self.pick(MEMBERS[t])
            s = self.fact('set of ' + t)
            return self.pick(['%s in %s' % (member, s), '%s not in %s' % (member, s), '%s includes %s' % (s, member),
                              '%s is %s' % (s, self.pick(MEMBERS[t])), '%s is %s' % (s, self.fact('set of ' + t)),
                              '%s is one of (%s, %s)' % ((s,) + tuple(self.r.sample(MEMBERS[t], 2)))])
        return self.pick(words)

    def compare(self, depth, t=None):
        r = self.r
        t = t or self.pick(['count', 'count', 'number', 'money', 'percent', 'date', 'date', 'duration', 'text', 'ty', 'sc', 'party'])
        if t == 'duration' and 'durations' not in self.on:
            t = 'count'
        if t == 'text' and 'texts' not in self.on:
            t = 'number'
        left = self.value(t, depth)
        right = lambda: self.literal(t) if r.random() < 0.5 else self.value(t, depth)
        if t in MEMBERS or t == 'text':
            op = self.pick(['is', 'is not', 'one', 'notone'] + (['<', '>=', 'is at least', '<=', '>'] if t == 'sc' else []))
            if 'one' in op:
                pool = MEMBERS.get(t, ['"p"', '"q"', '"r s"'])
                return '%s is %sone of (%s)' % (left, 'not ' * (op == 'notone'), ', '.join(r.sample(pool, 2)))
            return '%s %s %s' % (left, op, right())
        op = self.pick(['=', '<', '<=', '>', '>=', 'is', 'is not', 'is at least', 'is at most', 'between', 'one'])
        if op == 'between':
            return '%s is between %s and %s' % (left, right(), right())
        if op == 'one':
            return '%s is one of (%s, %s)' % (left, self.literal(t), self.literal(t))
        return '%s %s %s' % (left, op, right())

    # -- declarations

    def cites(self, p=0.5):
        if self.r.random() > p:
            return ''
        out = 'cite ' + self.pick(SOURCES)
        if self.r.random() < 0.2:
            out += ' as ' + self.pick(['stated', 'implied', 'opinion'])
        if self.r.random() < 0.2:
            out += ', ' + self.pick(SOURCES)
        return out

    def when(self, last=False, depth=2):
        if last and self.r.random() < 0.5:
            return 'otherwise'
        return 'when ' + self.condition(depth)

    def force(self, p=0.12):
        if not self.has('force', p):
            return ''
        low, high = self.pick(DAYS[:6] + ['2015', '2016']), self.pick(DAYS[6:] + ['2018'])
        return self.pick(['in force from %s' % low, 'in force until %s' % high, 'in force from %s until %s' % (low, high),
                          'in force until %s' % low, 'in force from %s' % high])

    def gives(self, t, last):
        if t == 'set of ty' or t == 'set of party':
            v = self.name(t) if self.r.random() < 0.6 else self.pick(MEMBERS[t[7:]])
        elif t in MEMBERS:
            v = self.name(t) if self.r.random() < 0.4 else self.pick(MEMBERS[t])
        else:
            v = self.value(t, 2) if self.r.random() < 0.7 else self.literal(t)
        return ('gives %s %s %s' % (v, self.when(last), self.cites(0.3))).rstrip()

    def sees(self, name, t):
        self.scope.setdefault(t, []).append(name)

    def noted(self, lines):
        """A declaration: its name moves where anything in it does."""
        if lines and any(self.moves(line) for line in lines):
            self.moving.add(re.split(r'[^a-z0-9_]+', lines[0])[1])
        return lines

    def definition(self, i):
        r = self.r
        name = 'd%d' % i
        if r.random() < 0.5:
            if self.has('families', 0.1):
                self.var = 'v'
                out = ['define %s for each v in ty %s when %s' % (name, self.cites(), self.condition(3))]
                self.var = None
                self.words += ['%s[%s]' % (name, m) for m in MEMBERS['ty'][:2]]
                self.declared.append(('define', name, None, True))
                return out
            out = ['define %s %s when %s %s' % (name, self.cites(), self.condition(3), self.cites(0.2))]
            self.sees(name, 'yes/no')
            self.declared.append(('define', name, 'yes/no', False))
            return out
        pool = ['count', 'number', 'number', 'money', 'percent', 'date', 'ty', 'sc', 'party']
        pool += ['duration'] * ('durations' in self.on) + ['text'] * ('texts' in self.on)
        pool += ['set of ty', 'set of party'] * ('sets' in self.on)
        t = self.pick(pool)
        count = r.randint(1, 3)
        out = ['define %s : %s %s' % (name, t, self.cites())]
        out += [self.gives(t, n == count - 1) for n in range(count)]
        self.sees(name, t)
        self.declared.append(('define', name, t, False))
        return out

    def duty(self, i):
        name, r = 'u%d' % i, self.r
        out = ['duty %s %s %s' % (name, self.cites(), self.force())]
        for role in r.sample(['runs', 'sees'], r.randint(1, 2)):
            count = r.randint(1, 3)
            for n in range(count):
                out.append(self.duty_line(role, n == count - 1))
            self.words += ['%s.%s is %s' % (name, role, self.pick(MEMBERS['party'])), '%s.%s is nobody' % (name, role),
                           '%s.%s includes %s' % (name, role, self.pick(MEMBERS['party']))]
        if 'force' in self.on:
            self.words.append('%s.%s is in force' % (name, role))
        self.declared.append(('duty', name, None, False))
        return out

    def duty_line(self, role, last):
        who = 'unknown' if self.r.random() < 0.12 else ', '.join(self.r.sample(MEMBERS['party'], 1 if role == 'runs' else self.r.randint(1, 2)))
        return '%s %s %s %s' % (role, who, self.when(last), self.cites(0.3))

    def right(self, i):
        name = 'r%d' % i
        out = ['right %s %s %s %s' % (name, self.pick(['claim of pa against pb', 'power of pb over pa', 'liberty of pa, pc', 'immunity of pc from pa']),
                                      self.cites(), self.force())]
        count = self.r.randint(1, 3)
        for n in range(count):
            out.append('%s %s %s' % (self.pick(['held', 'held', 'not held', 'unknown']), self.when(n == count - 1), self.cites(0.3)))
        self.words += ['%s is held' % name, '%s is not held' % name]
        self.declared.append(('right', name, None, False))
        return out

    def must(self):
        if not self.has('deadlines', 0.5):
            return 'must ' + self.condition(2)
        return 'must %s by %s' % (self.calm(lambda: self.condition(2)), self.prim(self.value('date', 1) if self.r.random() < 0.5 else self.literal('date')))

    def requirement(self, i):
        name = 'q%d' % i
        out = ['requirement %s %s %s' % (name, self.cites(), self.force())]
        if self.r.random() < 0.4:
            out.append('applies when %s %s' % (self.calm(lambda: self.condition(2)), self.cites(0.2)))
        for n in range(self.r.randint(0, 1)):
            out.append('not applicable when %s %s' % (self.condition(1), self.cites(0.2)))
        if self.r.random() < 0.3:
            out.append('%s when %s %s' % (self.must(), self.condition(1), self.cites(0.2)))
        out.append('%s %s' % (self.must(), self.cites(0.3)))
        self.words += ['%s is met' % name, '%s is breached' % name, '%s is pending' % name, '%s is applicable' % name]
        self.declared.append(('requirement', name, None, False))
        return out

    def signature(self, i):
        name, r = 'g%d' % i, self.r
        out = ['signature %s %s %s' % (name, self.cites(), self.force())]
        if self.group:
            out.append('group gg')
        count = r.randint(1, 3)
        words = []
        for n in range(count):
            out.append('indicator i%d when %s %s' % (n, self.condition(2), self.cites(0.3)))
            words.append('%s.i%d' % (name, n))
        if r.random() < 0.3:
            out.append('mitigation mi when %s' % self.condition(1))
        inside = lambda: self.pick(['at least %d indicators' % r.randint(0, 2), 'at most %d indicators' % r.randint(0, 2), 'all indicators', self.condition(1)])
        for n in range(r.choice([0, 0, 1, 2])):
            out.append('raised when %s %s' % (inside(), self.cites(0.3)))
        if r.random() < 0.6:
            out.append('severity high when %s %s' % (inside(), self.cites(0.3)))
            out.append('severity %s %s' % (self.pick(['low', 'medium']), self.pick(['otherwise', 'when ' + inside()])))
        self.words += words + ['%s is raised' % name, '%s is not raised' % name]
        self.declared.append(('signature', name, None, False))
        return out

    def amendment(self, k, target, module):
        what, name, t, family = target
        r = self.r
        head = 'amend %s %s %s %s' % (what, name, self.cites(0.6), self.force(0.35))
        if what == 'define':
            t = t or 'yes/no'
            lines = ['gives %s %s %s' % (self.pick(['yes', 'no']), self.when(False, 1), self.cites(0.3)) if t == 'yes/no'
                     else self.gives(t, False) for _ in range(r.randint(1, 2))]
        elif what == 'duty':
            lines = [self.duty_line(self.pick(['runs', 'sees', 'helps', 'helps']), False) for _ in range(r.randint(1, 2))]
        elif what == 'right':
            lines = ['%s %s %s' % (self.pick(['held', 'not held', 'unknown']), self.when(False, 1), self.cites(0.3)) for _ in range(r.randint(1, 2))]
        elif what == 'requirement':
            lines = [self.pick(['not applicable when %s' % self.condition(1), '%s when %s' % (self.must(), self.condition(1))]) + ' ' + self.cites(0.3)
                     for _ in range(r.randint(1, 2))]
        else:
            lines = ['indicator z%s when %s' % (module, self.condition(1))]
            if r.random() < 0.5:
                lines.append('raised when %s %s' % (self.pick(['all indicators', self.condition(1)]), self.cites(0.3)))
            if r.random() < 0.4:
                lines.append('severity %s when %s' % (self.pick(['low', 'high']), self.condition(1)))
        return [head] + lines

    # -- statements

    def bound(self):
        return self.pick(PARTS) if self.has('partial', 0.35) else self.pick(DAYS)

    def period(self):
        x = self.r.random()
        if x < 0.3:
            return ''
        if x < 0.6:
            return ' from ' + self.bound()
        if x < 0.75:
            return ' until ' + self.bound()
        a, b = sorted((self.bound(), self.bound()), key=first_day)
        if last_day(b) <= first_day(a):
            return ' from ' + a
        return ' from %s until %s' % (a, b)

    def body(self, t):
        r = self.r
        if r.random() < 0.08:
            return 'is unknown'
        if t.startswith('set'):
            members = ', '.join(r.sample(MEMBERS[t[7:]], r.randint(1, 2)))
            return self.pick(['is ' + members, 'includes ' + members, 'excludes ' + members, 'is none'])
        v = lambda: self.literal(t, True)
        if t == 'duration':
            unit = self.pick(['days', 'months', 'working days'])
            a, b = sorted((r.randint(1, 20), r.randint(1, 20)))
            return self.pick(['is %d %s' % (a, unit)] * 3 + ['is at least %d %s' % (a, unit), 'is at most %d %s' % (b, unit),
                              'is between %d %s and %d %s' % (a, unit, b, unit)])
        if r.random() < 0.55 or t == 'yes/no':
            return 'is ' + v()
        if t in ('ty', 'party', 'text'):
            return 'is one of (%s, %s)' % (v(), v())
        if t == 'count':
            a, b = sorted((r.randint(0, 5), r.randint(0, 5)))
            low, high = str(a), str(b)
        elif t == 'number':
            a, b = sorted((r.randint(-3, 4), r.randint(-3, 4)))
            low, high = str(a), str(b)
        elif t == 'money':
            a, b = sorted((r.randint(0, 4), r.randint(0, 4)))
            low, high = '£%d' % a, '£%d' % b
        elif t == 'percent':
            a, b = sorted((r.randint(0, 100), r.randint(0, 100)))
            low, high = '%d%%' % a, '%d%%' % b
        elif t == 'date':
            low, high = sorted(r.sample(DAYS, 2))
        else:
            low, high = 's%d' % r.randint(1, 2), 's%d' % r.randint(2, 3)
        return self.pick(['is at least ' + low, 'is at most ' + high, 'is between %s and %s' % (low, high), 'is one of (%s, %s)' % (low, high)])

    def statement(self, name, t):
        return name + ' ' + self.body(t) + self.period() + self.clauses(0.7)

    def event_statement(self, name):
        x = self.r.random()
        if x < 0.6:
            out = '%s on %s' % (name, ', '.join(self.bound() for _ in range(self.r.randint(1, 2))))
        else:
            out = '%s %s%s' % (name, self.pick(['complete', 'complete', 'none']), self.period())
        return out + self.clauses(0.6)

    def clauses(self, cites):
        out = ' planned' if self.has('planned', 0.06) else ''
        if self.has('known', 0.1):
            out += ' recorded ' + self.pick(['2015', '2016-03', '2017-05-05'])
        return out + ' ' + self.cites(cites)

    def supposition(self, name, t):
        """One of a fact, parameter or event."""
        if name in EVENTS:
            if self.r.random() < 0.5:
                return '%s on %s' % (name, self.bound())
            return '%s %s%s' % (name, self.pick(['complete', 'none', 'none']), self.period())
        return name + ' ' + self.body(t) + (self.period() if self.r.random() < 0.6 else '')

    def statements(self, name, t):
        if name in EVENTS:
            return [self.event_statement(name) for _ in range(self.pick([0, 1, 1, 2, 3]))]
        return [self.statement(name, t) for _ in range(self.pick([0, 1, 1, 1, 2, 3]))]

    def generate(self):
        r = self.r
        self.declared, self.amended = [], set()
        params = []
        if 'params' in self.on:
            for i, t in enumerate(self.pick([[], ['count'], ['count', 'number'], ['money'], ['yes/no'], ['sc']])):
                lines = ['is %s%s %s' % (self.literal(t), self.period(), self.cites(0.3)) for _ in range(r.randint(1, 3))]
                params.append(['parameter p%d : %s %s' % (i, t, self.cites(0.5))] + lines)
                self.sees('p%d' % i, t)
                self.declared.append(('parameter', 'p%d' % i, t, False))
        makers = [self.definition] * 4 + [self.duty] * 2
        makers += [self.right] * ('rights' in self.on) + [self.requirement] * 2 * ('requirements' in self.on) + [self.signature] * ('signatures' in self.on)
        base = [self.noted(self.pick(makers)(i)) for i in range(r.randint(1, 4))]
        modules = [('base', params + base)]
        names = ['base']
        amended = False
        if self.has('amend', 0.45):
            shape = self.pick(['chain', 'chain', 'sides', 'sides', 'diamond'] if 'independent' in self.on else ['chain'])
            layout = {'chain': [('m1', ['base']), ('m2', ['m1'])], 'sides': [('m1', ['base']), ('m2', ['base'])],
                      'diamond': [('m1', ['base']), ('m2', ['base']), ('m3', ['m1', 'm2'])]}[shape]
            targets = r.sample(self.declared, min(len(self.declared), 2))
            self.amended = {t[1] for t in targets}
            # what an amendment reads must not read what it amends
            scope, words = self.scope, self.words
            self.scope, self.words = {}, []
            for module, uses in layout:
                decls = [['use ' + u] for u in uses]
                for k, target in enumerate(targets):
                    if r.random() < 0.75:
                        if target[0] == 'parameter':
                            a = ['amend parameter %s %s' % (target[1], self.cites(0.5)), 'is %s%s' % (self.literal(target[2]), self.period())]
                        else:
                            a = self.amendment(k, target, module)
                        decls.append(a)
                        if any(self.moves(line) for line in a):
                            self.moving.add(target[1])
                modules.append((module, decls))
            names = [m for m, _ in layout] if shape != 'chain' else ['m2']
            if shape == 'diamond':
                names = ['m3']
            self.scope, self.words = scope, words
            self.words += ['%s is %sconflict' % (t[1], self.pick(['', 'not '])) for t in targets if t[0] in ('define', 'right', 'requirement')]
        if 'counts' in self.on:
            kinds = {d[0] for d in self.declared}
            if 'signature' in kinds:
                with_ = ' with high' if any('severity' in p for d in base for p in d) else ''
                self.words += ['raised signatures%s%s %s %d' % (g, w, op, r.randint(0, 2)) for g in ([' of gg'] if self.group else []) + [''] for w in ('', with_) for op in ('>=', '=')]
            if 'requirement' in kinds:
                self.words += ['breached requirements %s %d' % (op, r.randint(0, 2)) for op in ('>=', '=')]
            if 'right' in kinds:
                self.words += ['held rights of %s %s %d' % (p, op, r.randint(0, 2)) for op in ('>=', '=') for p in ('pa', 'pb')]
        top = [['use ' + n] for n in names]
        for i in range(20, 20 + r.randint(1, 3)):
            if 'counts' in self.on and i == 20 and self.words:
                top.append(self.noted(['define d20 %s when %s' % (self.cites(), self.pick(self.words))]))
                self.sees('d20', 'yes/no')
            else:
                top.append(self.noted(self.definition(i)))
        if self.has('always', 0.15):
            top.append(['always "It must hold" %s' % self.condition(2)])
        modules.append(('t', top + self.records()))
        modules[0] = ('base', self.vocabulary() + modules[0][1])
        question = Question(modules, [self.case() for _ in range(r.choice([3, 4, 5, 6]))])
        for case in question.cases:
            case.dates = self.dates(question.rules() + case.text() + ' '.join(case.supposed))
        question.rows = self.table(question)
        return question

    def table(self, question):
        """Rows of a table; and the cases above as objects. All rows of one form are taken alike."""
        r, rows = self.r, []
        options, supposed = self.options(), self.suppositions()
        plain = [Case(c.statements, supposed, options, 'ndjson', c.dates[:8]) for c in question.cases]
        options, supposed = self.options(), self.suppositions()
        self.on = self.on - {'planned', 'known'}
        for _ in range(r.choice([6, 10, 14])):
            rows.append(Case([s for f, t in self.stated() for s in self.cell(f, t)], supposed, options, 'csv', []))
        dates = self.dates(question.rules())
        given = self.pick(dates) if r.random() < 0.5 else None
        for row in rows:
            row.dates = [given] if given else r.sample(dates, 3)
            row.options = ('given ' * bool(given) + options).strip()
        return rows + plain

    def cell(self, name, t):
        if self.r.random() < 0.3:
            return []
        if name in EVENTS:
            return ['%s on %s' % (name, ', '.join(self.bound() for _ in range(self.r.randint(1, 2)))) if self.r.random() < 0.7 else name + ' none']
        for _ in range(5):
            body = self.body(t)
            if body.startswith('is '):
                return ['%s %s' % (name, body)]
        return []

    def stated(self):
        """(name, type) of what statements may be about."""
        out = [(f, t) for t, facts in FACTS.items() for f in facts if f in self.used]
        out += [(e, None) for e in EVENTS if e in self.used]
        if 'ready' in self.used:
            out += [('ready[%s]' % m, 'yes/no') for m in MEMBERS['ty']]
        return out

    def records(self):
        said = [' '.join(s.split()) for f, t in self.stated() for s in self.statements(f, t)]
        return [['record ' + s] for s in dict.fromkeys(said) if self.r.random() < 0.12]

    def vocabulary(self):
        vocabulary = list(VOCABULARY)
        for t, facts in FACTS.items():
            vocabulary += [['fact %s : %s' % (f, t)] for f in facts if f in self.used]
        vocabulary += [['event ' + e] for e in EVENTS if e in self.used]
        if 'ready' in self.used:
            vocabulary.append(['fact ready for each s in ty : yes/no'])
        if self.r.random() < 0.3:
            vocabulary.append(['holidays 2016-02-29, 2016-12-26, 2018-03-06'])
        return vocabulary

    def case(self):
        r = self.r
        statements = [' '.join(s.split()) for f, t in self.stated() for s in self.statements(f, t)]
        options = self.options()
        supposed = self.suppositions()
        return Case(list(dict.fromkeys(statements)), supposed, options, self.pick(['case', 'case', 'json']), [])

    def options(self):
        options = ['planned'] * self.has('planned', 0.25)
        if self.has('known', 0.1):
            options.append('known ' + self.pick(['2012-06-30', '2016-06-01', '2017-01-01']))
        return ' '.join(options)

    def suppositions(self):
        r, supposed = self.r, []
        if self.has('suppose', 0.3):
            things = self.stated() + [(d[1], d[2]) for d in self.declared if d[0] == 'parameter']
            for f, t in r.sample(things, min(len(things), self.pick([1, 1, 2]))):
                alone = f in self.amended           # the manual does not say what a second one of these joins
                supposed += [self.supposition(f, t) for _ in range(1 if alone else self.pick([1, 1, 2]))]
        return supposed

    def dates(self, text):
        """Around the days on which something may turn, and anywhere; now and then the ends of the calendar."""
        r = self.r
        days, spans = edges_of(text)
        out = set()
        for _ in range(30):
            x = r.random()
            if x < 0.7:
                day = self.pick(days) + datetime.timedelta(self.pick(spans) + r.choice([-1, 0, 0, 1]))
            else:
                day = datetime.date(2012, 1, 1) + datetime.timedelta(r.randrange(3000))
            out.add(day.isoformat())
        if r.random() < 0.1:
            out.add(self.pick(['1900-01-01', '1900-01-02', '2199-12-31', '2199-12-30', '2105-06-30']))
        out = sorted(out)
        r.shuffle(out)
        return out


def generate(seed, without=()):
    return Generator(seed, without).generate()


if __name__ == '__main__':
    import sys
    question = generate(int(sys.argv[1]), sys.argv[2:])
    print(question.rules())
    for case in question.cases:
        print(case.text(), 'supposed: ' + '; '.join(case.supposed), case.options, case.form, ' '.join(case.dates), '', sep='\n')
