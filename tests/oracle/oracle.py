#!/usr/bin/env python3
"""The second evaluator: answers from grammar/LANGUAGE.md alone, slowly and simply. Shares nothing with src/.

A value on a day is a Value; eval_at(node, day) gives it with the stretch of days over which it surely stays the same, so
that windows can be walked stretch by stretch instead of day by day.
"""
import bisect, calendar, copy, datetime, re, sys

EPOCH = datetime.date(1900, 1, 1).toordinal()
FIRST, LAST = 0, datetime.date(2199, 12, 31).toordinal() - EPOCH
NEVER, ALWAYS = 10 ** 9, -10 ** 9      # beyond the calendar, on either side
SCALE = 10 ** 6
BIG = 2 ** 63
BASES = ['constant', 'stated', 'implied', 'opinion', 'proposed', 'uncited', 'supposed']
STATED, UNCITED, SUPPOSED = 1, 5, 6
KINDS = ['gap', 'breached', 'raised', 'conflict', 'possible conflict', 'disputed', 'error', 'unsettled', 'invariant']
NS, DIS, ERR = 'not stated', 'disagree', 'failed'
RANGES = ('count', 'number', 'percent', 'money', 'date', 'duration')


WORDS = {'raised': 'yes', 'not raised': 'no', 'held': 'yes', 'not held': 'no', 'not applicable': 'not_applicable'}


class Failed(Exception):
    pass


# ---- days

def day_of(y, m, d):
    return datetime.date(y, m, d).toordinal() - EPOCH


def ymd(day):
    return datetime.date.fromordinal(day + EPOCH)


def partial(text):
    parts = [int(p) for p in text.split('-')]
    if len(parts) == 3:
        day = day_of(*parts)
        return (day, day)
    if len(parts) == 2:
        y, m = parts
        return (day_of(y, m, 1), day_of(y, m, calendar.monthrange(y, m)[1]))
    return (day_of(parts[0], 1, 1), day_of(parts[0], 12, 31))


def add_months(day, n):
    date = ymd(day)
    months = date.year * 12 + date.month - 1 + n
    y, m = divmod(months, 12)
    m += 1
    if y < 1 or y > 9998:
        return NEVER
    return day_of(y, m, min(date.day, calendar.monthrange(y, m)[1]))


def add_duration(day, n, kind, holidays):
    if kind == 'days':
        return day + n
    if kind == 'months':
        return add_months(day, n)
    step = 1 if n > 0 else -1
    left = abs(n)
    while left:
        day += step
        if day < FIRST - 4000 or day > LAST + 4000:
            return NEVER if step > 0 else ALWAYS
        if (day + EPOCH) % 7 in (0, 6) or day in holidays:      # ordinal 7 is a Sunday, 6 a Saturday
            continue
        left -= 1
    return day


def months_between(a, b):
    if b < a:
        return -months_between(b, a)
    x, y = ymd(a), ymd(b)
    n = (y.year - x.year) * 12 + y.month - x.month
    while add_months(a, n) > b:
        n -= 1
    while add_months(a, n + 1) <= b:
        n += 1
    return n


def place_of(stretches, d):
    """How many of the stretches, in order, begin on d or before it."""
    low, high = 0, len(stretches)
    while low < high:
        middle = (low + high) // 2
        if stretches[middle][0] <= d:
            low = middle + 1
        else:
            high = middle
    return low


# ---- values

class Value:
    """p: a frozenset (lists, texts; None: any text), (lo, hi, none, kind) of ranges, a dict of sets."""
    __slots__ = ('t', 'p', 'basis', 'why', 'deps', 'err', 'conflict', 'ways')

    def __init__(self, t, p, basis=None, why=frozenset(), deps=frozenset(), err=None):
        self.t, self.p, self.basis, self.why, self.deps, self.err, self.conflict = t, p, basis, why, deps, err, False
        self.ways = ()                  # of a conclusion: (module or None, value) of each branch that may decide

    def same(self, other):
        """0 of any kind of duration is the same."""
        return self.p == other.p or self.t == 'duration' and self.p[:3] == other.p[:3] == (0, 0, 0)

    def certain(self):
        if self.err:
            return False
        if self.t in RANGES:
            lo, hi, none, _ = self.p
            return none == 2 or (none == 0 and lo is not None and lo == hi)
        if isinstance(self.t, tuple) and self.t[0] == 'set':
            return all(x != 'u' for x in self.p.values())
        return self.p is not None and len(self.p) == 1


def weakest(bases):
    known = [b for b in bases if b is not None]
    return max(known) if known else None


def strongest(bases):
    known = [b for b in bases if b is not None]
    return min(known) if known else None


def bool_value(what, basis=None, why=frozenset(), deps=frozenset()):
    """what: 'yes', 'no' or None for unknown."""
    if what is None:
        return Value('yes/no', frozenset(('yes', 'no')), None, why or frozenset((NS,)), deps)
    return Value('yes/no', frozenset((what,)), basis)


def truth(v):
    return next(iter(v.p)) if len(v.p) == 1 and not v.err else None


# ---- reading

TOKEN = re.compile(r'''\s*(?:\#[^\n]*\n?\s*)*(?:
  (?P<text>"(?:\\.|[^"\\])*")
 |(?P<date>\d{4}-\d\d(?:-\d\d)?)
 |(?P<money>£[\d_]+(?:\.\d+)?(?:k|m|bn)?)
 |(?P<percent>[\d_]+(?:\.\d+)?%)
 |(?P<number>\d[\d_]*(?:\.\d+)?)
 |(?P<name>[a-z][a-z0-9_]*)
 |(?P<sign><=|>=|[=<>+\-*/()\[\],.:])
)''', re.X)
UNITS = {'day': ('days', 1), 'days': ('days', 1), 'week': ('days', 7), 'weeks': ('days', 7), 'month': ('months', 1),
         'months': ('months', 1), 'year': ('months', 12), 'years': ('months', 12)}


def lex(text):
    out, at = [], 0
    while True:
        m = TOKEN.match(text, at)
        if not m:
            if re.sub(r'#[^\n]*', '', text[at:]).strip():
                raise SyntaxError('cannot read ' + text[at:at + 30])
            return out
        at = m.end()
        out.append((m.lastgroup, m.group(m.lastgroup)))


def decimal(text):
    whole, _, rest = text.replace('_', '').partition('.')
    return int(whole) * SCALE + int((rest + '000000')[:6])


def money(text):
    text, factor = text[1:], 1
    for end, f in (('bn', 10 ** 9), ('k', 1000), ('m', 10 ** 6)):
        if text.endswith(end):
            text, factor = text[:-len(end)], f
            break
    return decimal(text) * factor


class Node:
    __slots__ = ('k', 'a', 't', 'memo', 'reads', 'do')

    def __init__(self, k, *a):
        self.k, self.a, self.t, self.memo, self.reads, self.do = k, list(a), None, None, None, None

    def __repr__(self):
        return '%s%r' % (self.k, self.a)


class Parser:
    def __init__(self, text):
        self.toks, self.i = lex(text), 0

    def peek(self, ahead=0):
        i = self.i + ahead
        return self.toks[i][1] if i < len(self.toks) and self.toks[i][0] != 'text' else ''

    def kind(self, ahead=0):
        i = self.i + ahead
        return self.toks[i][0] if i < len(self.toks) else ''

    def see(self, *words):
        return all(self.peek(n) == w for n, w in enumerate(words))

    def eat(self, *words):
        if self.see(*words):
            self.i += len(words)
            return True
        return False

    def need(self, *words):
        if not self.eat(*words):
            raise SyntaxError('%r is due, not %r' % (words, [t[1] for t in self.toks[self.i:self.i + 5]]))

    def take(self, kind=None):
        if self.i >= len(self.toks) or (kind and self.toks[self.i][0] != kind):
            raise SyntaxError('a %s is due, not %r' % (kind, [t[1] for t in self.toks[self.i:self.i + 5]]))
        self.i += 1
        return self.toks[self.i - 1][1]

    def name(self):
        return self.take('name')

    def names(self):
        out = [self.name()]
        while self.eat(','):
            out.append(self.name())
        return out

    def texts(self):
        out = ''
        while self.kind() == 'text':
            out += re.sub(r'\\(.)', lambda m: '\n' if m[1] == 'n' else m[1], self.take()[1:-1])
        return out

    def date(self):
        return partial(self.take())

    def bound(self):
        if self.eat('between'):
            a = self.date()
            self.need('and')
            return (a[0], self.date()[1])
        return self.date()

    def duration_unit(self):
        if self.eat('working', 'days') or self.eat('working', 'day'):
            return ('working', 1)
        if self.kind() == 'name' and self.peek() in UNITS:
            return UNITS[self.take()]
        return None

    # literals as written: ('number', v), ('text', s), ('name', w), ('date', (d1, d2)), ('duration', n, kind)
    def literal(self):
        minus = self.eat('-')
        kind = self.kind()
        if kind == 'number':
            word = self.take()
            unit = self.duration_unit()
            if unit:
                return ('duration', int(word) * unit[1], unit[0])
            n = decimal(word)
            return ('number', -n if minus else n, word)
        if kind == 'percent':
            n = decimal(self.take()[:-1]) // 100
            return ('percent', -n if minus else n)
        if kind == 'money':
            n = money(self.take())
            return ('money', -n if minus else n)
        if kind == 'date':
            return ('date', self.date())
        if kind == 'text':
            return ('text', self.texts())
        return ('name', self.name())

    def literals(self):
        out = [self.literal()]
        while self.eat(','):
            out.append(self.literal())
        return out

    def cites(self):
        """[(source, as)]"""
        out = []
        while self.eat('cite'):
            while True:
                source, strength = self.name(), None
                self.texts()
                if self.eat('as'):
                    strength = self.name()
                if self.eat('by'):
                    self.texts()
                out.append((source, strength))
                if not self.eat(','):
                    break
        return out

    # ---- expressions

    def expr(self):
        left = self.conj()
        while self.eat('or'):
            left = Node('or', left, self.conj())
        return left

    def conj(self):
        left = self.negation()
        while self.eat('and'):
            left = Node('and', left, self.negation())
        return left

    def negation(self):
        if self.eat('not'):
            return Node('not', self.negation())
        if self.see('ever') or self.see('never'):
            word = self.take()
            inside = self.negation()
            node = Node('ever', inside, self.window())
            return node if word == 'ever' else Node('not', node)
        return self.timed()

    def window(self):
        if self.eat('in', 'last'):
            return ('last', self.duration())
        if self.eat('since'):
            return ('since', self.primary())
        return None

    def duration(self):
        if self.kind() == 'number':
            lit = self.literal()
            return Node('lit', lit)
        return Node('ref', self.name(), None, None)

    def timed(self):
        left = self.comparison()
        while True:
            if self.eat('at'):
                left = Node('at', left, self.primary())
            elif self.see('for') and not self.see('for', 'each'):
                self.take()
                left = Node('always', left, ('last', self.duration()))
            else:
                return left

    def listing(self):
        self.need('(')
        out = [self.expr()]
        if self.eat('for', 'each'):
            var = self.name()
            self.need('in')
            of = self.name()
            self.need(')')
            return [('each', out[0], var, of)]
        while self.eat(','):
            out.append(self.expr())
        self.need(')')
        return out

    STATUS = ('conflict', 'nobody', 'known', 'unknown', 'disputed', 'held', 'raised', 'met', 'breached', 'pending',
              'applicable')

    def comparison(self):
        if (self.see('at', 'least') or self.see('at', 'most')):
            self.take()
            word = self.take()
            n = Node('lit', self.literal()) if self.kind() == 'number' else Node('ref', self.name(), None, None)
            if self.eat('of'):
                return Node('atleast' if word == 'least' else 'atmost', n, self.listing())
            if not self.eat('indicators'):
                self.need('indicator')
            return Node('atleast' if word == 'least' else 'atmost', n, 'indicators')
        if self.eat('all', 'indicators'):
            return Node('allof', 'indicators')
        if self.eat('all', 'of'):
            return Node('allof', self.listing())
        if self.eat('none', 'of'):
            return Node('not', Node('anyof', self.listing()))
        left = self.arith()
        for sign in ('<=', '>=', '<', '>', '='):
            if self.eat(sign):
                return Node('cmp', sign, left, self.arith())
        if self.see('in', 'last'):
            return left
        if self.eat('in'):
            return Node('in', left, self.arith())
        if self.eat('not', 'in'):
            return Node('not', Node('in', left, self.arith()))
        if self.eat('includes'):
            right = self.arith()
            return Node('in', right, left)
        if self.eat('is'):
            negated = self.eat('not')
            node = self.after_is(left)
            return Node('not', node) if negated else node
        return left

    def after_is(self, left):
        if self.eat('at', 'least'):
            return Node('cmp', '>=', left, self.arith())
        if self.eat('at', 'most'):
            return Node('cmp', '<=', left, self.arith())
        if self.eat('between'):
            low = self.arith()
            self.need('and')
            return Node('and', Node('cmp', '>=', left, low), Node('cmp', '<=', left, self.arith()))
        if self.eat('one', 'of'):
            self.need('(')
            choices = self.literals()
            self.need(')')
            return Node('oneof', left, choices)
        if self.eat('in', 'force'):
            return Node('status', left, 'in force')
        if self.kind() == 'name' and self.peek() in self.STATUS and not self.peek(1) in ('.', '['):
            return Node('status', left, self.take())
        return Node('cmp', '=', left, self.arith())

    def arith(self):
        left = self.term()
        while self.see('+') or self.see('-'):
            left = Node('arith', self.take(), left, self.term())
        return left

    def term(self):
        left = self.factor()
        while self.see('*') or self.see('/'):
            left = Node('arith', self.take(), left, self.factor())
        return left

    def factor(self):
        if self.eat('-'):
            return Node('arith', '-', Node('lit', ('number', 0, '0')), self.factor())
        return self.primary()

    def plain_ref(self):
        name, index = self.name(), None
        if self.eat('['):
            index = self.name()
            self.need(']')
        return name, index

    def primary(self):
        if self.eat('('):
            node = self.expr()
            self.need(')')
            return node
        if self.kind() in ('percent', 'money', 'date', 'text'):
            return Node('lit', self.literal())
        if self.kind() == 'number':
            lit = self.literal()
            if lit[0] == 'duration' and self.eat('after'):
                return Node('arith', '+', self.primary(), Node('lit', lit))
            return Node('lit', lit)
        if self.eat('yes'):
            return Node('bool', 'yes')
        if self.eat('no'):
            return Node('bool', 'no')
        if self.eat('today'):
            return Node('today')
        if self.eat('raised', 'signatures'):
            group = self.name() if self.eat('of') else None
            return Node('raised', group, self.name() if self.eat('with') else None)
        if self.eat('breached', 'requirements'):
            return Node('breached')
        if self.eat('held', 'rights', 'of'):
            return Node('heldrights', self.name())
        if self.see('count', 'of') or self.see('changes', 'of'):
            word = self.take()
            self.take()
            name, index = self.plain_ref()
            return Node('countof' if word == 'count' else 'changes', Node('ref', name, index, None), self.window())
        if self.see('first') or self.see('last'):
            word = self.take()
            name, index = self.plain_ref()
            return Node(word, Node('ref', name, index, None))
        if self.eat('start', 'of'):
            return Node('startof', self.primary())
        if self.peek() in ('days', 'months', 'years') and self.peek(1) == 'from':
            word = self.take()
            self.take()
            a = self.primary()
            self.need('to')
            return Node('between', word, a, self.primary())
        name, index = self.plain_ref()
        return Node('ref', name, index, self.name() if self.eat('.') else None)

    # ---- statements

    def statement(self):
        name, index = self.plain_ref()
        s = dict(name=name, index=index, frm=None, until=None, planned=False, recorded=None)
        if self.eat('is'):
            if self.eat('none'):
                s['body'] = ('is none',)
            elif self.eat('unknown'):
                s['body'] = ('unknown',)
            elif self.eat('at', 'least'):
                s['body'] = ('least', self.literal())
            elif self.eat('at', 'most'):
                s['body'] = ('most', self.literal())
            elif self.eat('between'):
                a = self.literal()
                self.need('and')
                s['body'] = ('between', a, self.literal())
            elif self.eat('one', 'of'):
                self.need('(')
                s['body'] = ('one of', self.literals())
                self.need(')')
            else:
                s['body'] = ('is', self.literals())
        elif self.eat('includes'):
            s['body'] = ('includes', self.names())
        elif self.eat('excludes'):
            s['body'] = ('excludes', self.names())
        elif self.eat('complete') or self.eat('none'):
            s['body'] = (self.toks[self.i - 1][1],)
        else:
            self.need('on')
            dates = [self.bound()]
            while self.eat(','):
                dates.append(self.bound())
            s['body'] = ('on', dates)
        self.period(s)
        s['cites'] = []
        while True:
            if self.eat('planned'):
                s['planned'] = True
            elif self.eat('recorded'):
                s['recorded'] = self.date()
            elif self.see('cite'):
                s['cites'] += self.cites()
            else:
                return s

    def period(self, s):
        if self.eat('from'):
            s['frm'] = self.bound()
        if self.eat('until'):
            s['until'] = self.bound()

    # ---- declarations

    def source(self):
        name = self.name()
        self.texts()
        s = dict(dated=None, basis='stated')
        while True:
            if self.eat('by'):
                self.texts()
            elif self.eat('dated'):
                s['dated'] = self.bound()
            elif self.kind() == 'name' and self.peek() in ('stated', 'implied', 'opinion', 'proposed'):
                s['basis'] = self.take()
            else:
                return name, s

    def type(self):
        if self.eat('yes'):
            self.need('/', 'no')
            return 'yes/no'
        if self.eat('set', 'of'):
            return ('set', self.name())
        return self.name()

    def each(self):
        if self.eat('for', 'each'):
            var = self.name()
            self.need('in')
            return (var, self.name())
        return None

    def head(self, out):
        out.setdefault('cites', [])
        out.setdefault('force', None)
        while True:
            if self.see('cite'):
                out['cites'] += self.cites()
            elif self.eat('in', 'force'):
                low = high = None
                if self.eat('from'):
                    low = self.date()[0]
                if self.eat('until'):
                    high = self.date()[0]
                out['force'] = (low, high)
            else:
                return

    def condition(self):
        if self.eat('when'):
            return self.expr()
        self.eat('otherwise')
        return None

    def value_lines(self, out):
        out['cites'] = self.cites()
        out['lines'] = []
        while self.eat('is'):
            s = dict(body=('is', [self.literal()]), frm=None, until=None, planned=False, recorded=None)
            self.period(s)
            s['cites'] = self.cites()
            out['lines'].append(s)

    def lines_of(self, what, out):
        if what == 'define':
            while self.eat('gives'):
                value = self.expr()
                cond = self.condition()
                out['lines'].append((cond, value, self.cites()))
        elif what == 'duty':
            while self.kind() == 'name' and not self.starts():
                role = self.name()
                who = 'unknown' if self.eat('unknown') else self.names()
                cond = self.condition()
                out['lines'].append((role, cond, who, self.cites()))
        elif what == 'right':
            while True:
                if self.eat('not', 'held'):
                    status = 'not held'
                elif self.see('held') or self.see('unknown'):
                    status = self.take()
                else:
                    return
                cond = self.condition()
                out['lines'].append((cond, status, self.cites()))
        elif what == 'requirement':
            while True:
                if self.eat('on'):
                    self.names()
                elif self.eat('applies', 'when'):
                    cond = self.expr()
                    out['gate'] = (cond, self.cites())
                elif self.eat('not', 'applicable', 'when'):
                    cond = self.expr()
                    out['lines'].append((cond, 'not applicable', None, self.cites()))
                elif self.eat('must'):
                    must = self.expr()
                    by = self.expr() if self.eat('by') else None
                    cond = self.expr() if self.eat('when') else None
                    out['lines'].append((cond, must, by, self.cites()))
                else:
                    return
        elif what == 'signature':
            while True:
                if self.eat('group'):
                    out['group'] = self.name()
                elif self.see('indicator') or self.see('mitigation'):
                    kind = self.take()
                    name = self.name()
                    self.texts()
                    self.need('when')
                    cond = self.expr()
                    out[kind + 's'].append((name, cond, self.cites()))
                elif self.eat('raised', 'when'):
                    cond = self.expr()
                    out['raised'].append((cond, 'raised', self.cites()))
                elif self.eat('severity'):
                    level = self.name()
                    cond = self.condition()
                    out['severity'].append((cond, level, self.cites()))
                elif self.eat('probe'):
                    self.texts()
                else:
                    return

    STARTS = set('''module use source party type scale fact event parameter holidays role define duty matter right
        requirement signature amend scenario always record'''.split())

    def starts(self):
        return self.peek() in self.STARTS

    def body(self, what, out):
        out.update(lines=[], gate=None, group=None, indicators=[], mitigations=[], raised=[], severity=[])
        self.head(out)
        self.lines_of(what, out)

    def module(self):
        m = dict(name='t', uses=[], sources={}, parties=[], types={}, facts=[], events=[], params=[], units=[],
                 amends=[], records=[], holidays=[], roles={}, always=[])
        while self.i < len(self.toks):
            word = self.take('name')
            if word == 'module':
                m['name'] = self.name()
                self.texts()
            elif word == 'use':
                m['uses'].append(self.name())
            elif word == 'source':
                name, s = self.source()
                m['sources'][name] = s
            elif word == 'party':
                m['parties'].append(self.name())
                self.texts()
            elif word in ('type', 'scale'):
                name = self.name()
                self.texts()
                self.need('is')
                members = [self.name()]
                while self.eat(',') or self.eat('<'):
                    members.append(self.name())
                m['types'][name] = (word, members)
            elif word == 'fact':
                name = self.name()
                self.texts()
                each = self.each()
                self.need(':')
                m['facts'].append((name, each, self.type()))
                while self.see('cite'):
                    self.cites()
            elif word == 'event':
                name = self.name()
                self.texts()
                m['events'].append((name, self.each()))
                self.cites()
            elif word == 'parameter':
                out = dict(kind='parameter', name=self.name())
                self.texts()
                self.need(':')
                out['type'] = self.type()
                self.value_lines(out)
                m['params'].append(out)
            elif word == 'holidays':
                m['holidays'].append(self.date()[0])
                while self.eat(','):
                    m['holidays'].append(self.date()[0])
            elif word == 'matter':
                self.name()
                self.texts()
            elif word == 'role':
                name = self.name()
                self.texts()
                m['roles'][name] = 'one' if self.eat('exactly', 'one') else 'some' if self.eat('at', 'least', 'one') else 'any'
                if m['roles'][name] == 'any':
                    self.need('any', 'number')
            elif word == 'always':
                title = self.texts()
                m['always'].append((title, self.expr()))
            elif word in ('define', 'duty', 'right', 'requirement', 'signature'):
                out = dict(kind=word, name=self.name(), module=m)
                self.texts()
                out['each'] = self.each()
                out['type'] = None
                if word == 'define':
                    if self.eat(':'):
                        out['type'] = self.type()
                    out.update(cites=self.cites(), lines=[], force=None)
                    if not out['type']:
                        self.need('when')
                        cond = self.expr()
                        out['when'] = (cond, self.cites())
                    else:
                        self.lines_of('define', out)
                elif word == 'right':
                    out.update(lines=[], cites=[], force=None)
                    self.head(out)
                    self.right_kind(out)
                    while True:
                        if self.eat('on'):
                            self.name()
                        elif self.see('cite') or self.see('in', 'force'):
                            self.head(out)
                        else:
                            break
                    if self.eat('when'):
                        cond = self.expr()
                        out['lines'].append((cond, 'held', self.cites()))
                    else:
                        self.lines_of('right', out)
                else:
                    self.body(word, out)
                m['units'].append(out)
            elif word == 'amend':
                what = self.take('name')
                out = dict(kind=what, name=self.name(), module=m)
                if what == 'parameter':
                    self.value_lines(out)
                    out['force'] = None
                else:
                    self.body(what, out)
                m['amends'].append(out)
            elif word == 'record':
                m['records'].append(self.statement())
            else:
                raise SyntaxError('what is ' + word)
        return m

    def right_kind(self, out):
        kind = self.name()
        self.eat('of')
        out['holders'] = self.names()
        if kind != 'liberty':
            self.take()
            self.names()

    def case(self):
        self.need('case')
        self.name()
        self.texts()
        if self.eat('as', 'at'):
            self.date()
        c = dict(sources={}, statements=[])
        while self.i < len(self.toks):
            if self.eat('use'):
                self.name()
            elif self.eat('source'):
                name, s = self.source()
                c['sources'][name] = s
            elif self.eat('party'):
                self.name()
                self.texts()
            else:
                c['statements'].append(self.statement())
        return c


# ---- histories: what is said of a fact (or of one member of a set) over time

class Said:
    """One statement: allowed (a payload), begin (f1, f2), written or computed end (u1, u2), basis."""
    __slots__ = ('p', 'f', 'until', 'end', 'basis', 'sure')

    def copy(self):
        out = Said()
        out.p, out.f, out.until, out.basis, out.end, out.sure = self.p, self.f, self.until, self.basis, self.until, True
        return out


NOTHING = 'nothing'


def meet(t, payloads):
    """What all allow in common; NOTHING where nothing is."""
    out = payloads[0]
    for p in payloads[1:]:
        if t in RANGES:
            lo = out[0] if p[0] is None else p[0] if out[0] is None else max(out[0], p[0])
            hi = out[1] if p[1] is None else p[1] if out[1] is None else min(out[1], p[1])
            if lo is not None and hi is not None and lo > hi:
                return NOTHING
            kind = out[3] or p[3]
            if out[3] and p[3] and out[3] != p[3]:
                return NOTHING
            out = (lo, hi, 0, kind)
        elif t == 'text':
            out = p if out is None else out if p is None else out & p
            if out is not None and not out:
                return NOTHING
        else:
            out = out & p
            if not out:
                return NOTHING
    return out


def join(t, payloads):
    out = payloads[0]
    for p in payloads[1:]:
        if t in RANGES:
            none = out[2] if out[2] == p[2] else 1
            if out[2] == 2:
                out = (p[0], p[1], none, p[3])
            elif p[2] == 2:
                out = (out[0], out[1], none, out[3])
            elif t == 'duration' and out[3] != p[3] and out[:2] == (0, 0):
                out = (None if p[0] is None else min(p[0], 0), None if p[1] is None else max(p[1], 0), none, p[3])
            elif t == 'duration' and out[3] != p[3] and p[:2] == (0, 0):
                out = (None if out[0] is None else min(out[0], 0), None if out[1] is None else max(out[1], 0), none, out[3])
            elif t == 'duration' and out[3] != p[3]:
                out = (None, None, none, None)
            else:
                lo = None if out[0] is None or p[0] is None else min(out[0], p[0])
                hi = None if out[1] is None or p[1] is None else max(out[1], p[1])
                out = (lo, hi, none, out[3])
        elif t == 'text':
            out = None if out is None or p is None else out | p
        elif isinstance(t, tuple) and t[0] == 'set':
            out = {m: out[m] if out[m] == p[m] else 'u' for m in out}
        else:
            out = out | p
    return out


class History:
    def __init__(self, t, said):
        self.t = t
        self.said = [s.copy() for s in said if not (s.until and s.until == s.f)]
        for s in self.said:
            if s.until:
                continue
            ends = []
            for o in self.said:
                if o is s or o.p == s.p or o.f == s.f:
                    continue
                if o.f[0] >= s.f[1]:
                    ends.append(o.f)
                elif o.f[0] < s.f[1] and o.f[1] > s.f[0]:
                    s.sure = False
            s.end = (min(e[0] for e in ends), min(e[1] for e in ends)) if ends else (NEVER, NEVER)
        points = {FIRST}
        for s in self.said:
            points.update(s.f + s.end)
        self.points = sorted(p for p in points if FIRST <= p <= LAST) + [LAST + 1]

    def holding(self, d):
        sure = [s for s in self.said if s.sure and s.f[1] <= d < s.end[0]]
        perhaps = [s for s in self.said if s.f[0] <= d < s.end[1] and s not in sure]
        return sure, perhaps

    def rests_on(self, d):
        """Those that certainly hold, else those that may."""
        sure, perhaps = self.holding(d)
        return sure or perhaps

    def no_gap(self, d):
        begun = [s.f[0] for s in self.said if s.f[1] <= d]
        if not begun:
            return False
        F = max(begun)
        for s in self.said:
            if s.f[0] <= d and s.f[1] >= F:
                if s.until is None or s.until[0] > d:
                    continue
                if s.until[0] >= s.f[1] and any(o is not s and o.f == s.until for o in self.said):
                    continue
                return False
        return True

    def on(self, d):
        """(payload or None where nothing is known, basis, why, state); state: 'none', 'sure', 'perhaps', 'gap'"""
        sure, perhaps = self.holding(d)
        if not sure and not perhaps:
            return None, None, {NS}, 'none'
        if sure:
            common = meet(self.t, [s.p for s in sure])
            if meet(self.t, [s.p for s in sure + perhaps]) is not NOTHING:
                for b in range(1, 7):
                    some = [s.p for s in sure if s.basis <= b]
                    if some and meet(self.t, some) == common:
                        break
                return common, b, {NS}, 'sure'
            why = {DIS} if common is NOTHING else {DIS, NS}
            return join(self.t, [s.p for s in sure + perhaps]), weakest(s.basis for s in sure + perhaps), why, 'sure'
        state = 'perhaps' if self.no_gap(d) else 'gap'
        return join(self.t, [s.p for s in perhaps]), weakest(s.basis for s in perhaps), {NS}, state

    def stretch(self, d):
        i = bisect.bisect_right(self.points, d)
        return self.points[i - 1], self.points[i] - 1


# ---- the program

class Part:
    """What is said of a fact, or of one member of a set: layers of histories, the first replacing those behind it. Over
    the period of the first supposition only suppositions count; elsewhere the others join what was stated."""

    def __init__(self, t, plans, stated, supposed):
        self.t, self.first = t, None
        self.layers = [History(t, said) for said in (plans, stated + supposed[1:]) if said]
        if not supposed or supposed[0].until == supposed[0].f:      # that holds never
            return
        self.supposed = supposed
        self.first = (supposed[0].f, supposed[0].until or (NEVER, NEVER))
        self.inside = History(t, supposed)
        ends = {x for s in supposed for x in s.f + (s.until or (NEVER, NEVER))}
        self.points = sorted({x for end in ends for x in (end, end + 1) if FIRST <= x <= LAST} | {FIRST}) + [LAST + 1]

    def within(self, d):
        """What is supposed on a day on which the first supposition may have begun or may have ended, given that the day is
        in its period: its beginning is not after the day, its end not before the next. That it began on the very day, as
        others may have, counts besides."""
        (f1, f2), (u1, u2) = self.first
        taken = {x for s in self.supposed for x in (s.f, s.until) if x not in self.first}
        f, u = (f1, min(f2, d)), (max(u1, d + 1), u2)
        while f in taken:               # it is not the same unknown day
            f = f[0] - 1, f[1]
        while u in taken:
            u = u[0], u[1] + 1
        return [self.given(f, u)] + ([self.given((d, d), u)] if d < f2 else [])

    def given(self, f, u):
        known = dict(zip(self.first, (f, u)))
        said = [s.copy() for s in self.supposed]
        for s in said:
            s.f, s.until = known.get(s.f, s.f), s.until and known.get(s.until, s.until)
        return History(self.t, said)


class Subject:
    """A fact, parameter or event."""

    def __init__(self, kind, name, t, order):
        self.kind, self.name, self.t, self.order = kind, name, t, order
        self.statements = []            # of the record: (statement, basis)
        self.supposed = []              # suppositions: (statement, basis)
        self.layers = None              # parts: for each member of a set (or None) a list of histories
        self.reads = None


class Unit:
    def __init__(self, name, t, kind):
        self.name, self.t, self.kind = name, t, kind
        self.base, self.amends, self.memo, self.gate, self.force, self.cites = [], [], None, None, None, UNCITED
        self.owner = None


class Oracle:
    """A program; then take(case), and answer(day) of it, as often as there are cases and days."""

    def __init__(self, rules):
        self.modules, self.nodes = {}, []
        for name, text in split_modules(rules):
            m = Parser(text).module()
            m['name'] = name
            self.modules[name] = m
        self.domains, self.scales = {}, set()
        self.holidays = set()
        self.sees = {}
        order = list(self.modules.values())
        parties = []
        for m in order:
            seen = []
            for u in m['uses']:
                seen += [u] + self.sees[u]
            self.sees[m['name']] = seen
            parties += m['parties']
            for name, (word, members) in m['types'].items():
                self.domains[name] = members
                if word == 'scale':
                    self.scales.add(name)
            self.holidays.update(m['holidays'])
        self.domains['party'] = parties
        self.subjects, self.families, self.units, self.params = {}, {}, {}, {}
        self.declared = []
        self.declare(order)

    def take(self, case, planned=False, known=None, supposed=()):
        """Takes a case up, with what is supposed besides: nothing of the last one is left."""
        self.case, self.planned, self.known = Parser(case).case(), planned, known
        self.lo, self.hi = ALWAYS, NEVER
        for x in self.nodes + self.declared:
            x.memo = None
        order = list(self.modules.values())
        for s in self.subjects.values():
            s.statements, s.supposed, s.layers = [], [], None
        for m in order:
            for s in m['records']:
                self.state(s, m, False)
        for s in self.case['statements']:
            self.state(s, order[-1], True)
        for line in supposed:
            self.suppose(Parser(line).statement())
        for s in self.subjects.values():
            if s.kind == 'fact':
                self.fact_layers(s)
            elif s.kind == 'parameter':
                self.parameter_layers(s)

    # -- declarations

    def basis_of(self, cites, module, in_case=False):
        if not cites:
            return UNCITED
        return min(BASES.index(strength or self.source_of(name, module, in_case)['basis']) for name, strength in cites)

    def source_of(self, name, module, in_case):
        if in_case and name in self.case['sources']:
            return self.case['sources'][name]
        for m in [module['name']] + self.sees[module['name']]:
            if name in self.modules[m]['sources']:
                return self.modules[m]['sources'][name]
        raise KeyError(name)

    def members(self, each):
        return self.domains[each[1]] if each else [None]

    def declare(self, order):
        count = {'fact': 0, 'event': 100000, 'parameter': 200000}

        def subject(kind, name, each, t):
            if each:
                self.families[name] = each[1]
            for m in self.members(each):
                full = name if m is None else '%s[%s]' % (name, m)
                self.subjects[full] = Subject(kind, full, t, count[kind])
                count[kind] += 1

        for m in order:
            for name, each, t in m['facts']:
                subject('fact', name, each, t)
            for name, each in m['events']:
                subject('event', name, each, None)
            for p in m['params']:
                subject('parameter', p['name'], None, p['type'])
                self.params[p['name']] = [(p, m)]
            for a in m['amends']:
                if a['kind'] == 'parameter':
                    self.params[a['name']].append((a, m))
        amends = {}
        for m in order:
            for a in m['amends']:
                if a['kind'] != 'parameter':
                    amends.setdefault(a['name'], []).append((a, m))
        for m in order:
            for u in m['units']:
                if u['each']:
                    self.families[u['name']] = u['each'][1]
                for member in self.members(u['each']):
                    env = {u['each'][0]: (u['each'][1], member)} if u['each'] else {}
                    self.declare_unit(u, m, env, member, amends.get(u['name'], []))
        for unit in self.declared:
            self.resolve_unit(unit)
        self.roles = {}
        for m in order:
            self.roles.update(m['roles'])
        self.shown = [Node('conclusion', u) for u in self.declared]
        self.shown += [Node('invariant', title, self.resolve(c, {}, None, None)) for m in order for title, c in m['always']]
        for s in self.subjects.values():
            s.stated = Node('stated', s)
            self.nodes.append(s.stated)
            if s.kind == 'fact':
                self.shown.append(Node('dispute', s))
        self.nodes += self.shown

    def state(self, s, m, in_case):
        if self.known is not None:
            dates = [self.source_of(n, m, in_case)['dated'] for n, _ in s['cites']] + [s['recorded']]
            if not any(d and d[1] <= self.known for d in dates):
                return
        if s['planned'] and not self.planned:
            return
        full = s['name'] if s['index'] is None else '%s[%s]' % (s['name'], s['index'])
        basis = SUPPOSED if s['planned'] else self.basis_of(s['cites'], m, in_case)
        self.subjects[full].statements.append((s, basis))

    def everything(self, t):
        if t in RANGES:
            return (0 if t == 'count' else None, None, 0, None)
        if t == 'text':
            return None
        if t == 'yes/no':
            return frozenset(('yes', 'no'))
        if isinstance(t, tuple):
            return {m: 'u' for m in self.domains[t[1]]}
        return frozenset(self.domains[t])

    def wholly(self, t, p):
        """Is nothing known by p?"""
        if t in RANGES:
            return p[0] in (None, 0 if t == 'count' else None) and p[1] is None and p[2] == 0
        return p == self.everything(t)

    def unknown(self, t, why=NS, deps=frozenset()):
        return Value(t, self.everything(t), None, frozenset((why,)), deps)

    def written(self, t, lit, end=None):
        """The payload of a literal as a value of the type; end 'least'/'most' of a date known in part."""
        kind = lit[0]
        if t in RANGES:
            if t == 'date':
                d = lit[1] if kind == 'date' else partial(lit[2])
                return (d[0], d[1], 0, None)
            if t == 'duration':
                return (lit[1], lit[1], 0, lit[2])
            return (lit[1], lit[1], 0, None)
        return frozenset((lit[1],))

    def allowed(self, t, body):
        what = body[0]
        if what == 'unknown':
            return self.everything(t)
        if what == 'is':
            return self.written(t, body[1][0])
        if what == 'one of':
            return join(t, [self.written(t, l) for l in body[1]])
        bottom = 0 if t == 'count' else None
        if t in self.scales:
            d = self.domains[t]
            lo = d.index(body[1][1]) if what in ('least', 'between') else 0
            hi = d.index(body[-1][1]) if what in ('most', 'between') else len(d) - 1
            return frozenset(d[lo:hi + 1])
        if what == 'least':
            p = self.written(t, body[1])
            return (p[0], None, 0, p[3])
        if what == 'most':
            p = self.written(t, body[1])
            return (bottom, p[1], 0, p[3])
        a, b = self.written(t, body[1]), self.written(t, body[2])
        return (a[0], b[1], 0, a[3])

    def suppose(self, s):
        full = s['name'] if s['index'] is None else '%s[%s]' % (s['name'], s['index'])
        self.subjects[full].supposed.append((s, SUPPOSED))

    def said(self, p, s, basis):
        out = Said()
        out.p, out.basis = p, basis
        out.f = s['frm'] or (ALWAYS, ALWAYS)
        out.until = s['until']
        return out

    def says(self, t, member, s):
        """What a statement allows, of a set of this member; None where it says nothing of it."""
        body = s['body']
        if not isinstance(t, tuple):
            return self.allowed(t, body)
        if body[0] == 'unknown':
            return frozenset(('yes', 'no'))
        if body[0] == 'is':
            return frozenset(('yes' if any(l[1] == member for l in body[1]) else 'no',))
        if body[0] == 'is none':
            return frozenset(('no',))
        return frozenset(('yes' if body[0] == 'includes' else 'no',)) if member in body[1] else None

    def fact_layers(self, subject):
        t = subject.t
        subject.layers = {}
        for m in self.domains[t[1]] if isinstance(t, tuple) else [None]:
            def saying(pairs):
                all_said = [(self.says(t, m, s), s, basis) for s, basis in pairs]
                return [self.said(p, s, basis) for p, s, basis in all_said if p is not None or t == 'text']
            subject.layers[m] = Part('yes/no' if m else t, saying([x for x in subject.statements if x[0]['planned']]),
                                     saying([x for x in subject.statements if not x[0]['planned']]), saying(subject.supposed))

    def parameter_layers(self, subject):
        """[(module, history)], the declaration last."""
        subject.layers = {None: []}
        supposed = [self.said(self.allowed(subject.t, x['body']), x, b) for x, b in subject.supposed]
        subject.part = Part(subject.t, [], [], supposed)
        for i, (p, m) in enumerate(self.params[subject.name]):
            said = supposed[1:] if i == 0 else []
            for s in p['lines']:
                s['cites'] = s['cites'] or p['cites']
                said.append(self.said(self.allowed(subject.t, s['body']), s, self.basis_of(s['cites'], m)))
            subject.layers[None].insert(0, (m['name'], History(subject.t, said)))

    def part_on(self, t, part, d, beneath):
        """(payload, basis, why) of a fact, or of one member of a set: what is supposed over what stands beneath."""
        if part.first is None:
            return beneath(d)
        (f1, f2), (u1, u2) = part.first
        for x in (f1, f2, u1, u2):
            self.narrow(*((x, NEVER) if x <= d else (ALWAYS, x - 1)))
        if d < f1 or d >= u2:
            return beneath(d)
        if f2 <= d < u1:
            return self.layered(t, [part.inside], d)
        lo, hi, within, _ = self.within(t, part, d)
        self.narrow(lo, hi)
        return self.either(t, beneath(d), within)

    def either(self, t, one, other):
        """One of the two holds, and nobody knows which."""
        (p, basis, why), (q, basis2, why2) = one, other
        both = [self.value(t, p, basis, why), self.value(t, q, basis2, why2)]
        why = {NS}.union(*[v.why for v in both])
        return join(t, [p, q]), weakest((basis, basis2)), why if not self.value(t, p).same(self.value(t, q)) else why - {NS} | both[0].why | both[1].why

    def within(self, t, part, d):
        """From when to when it is so, what is supposed within the period of the first supposition, and who says it."""
        (f1, f2), (u1, u2) = part.first
        i = bisect.bisect_right(part.points, d)
        lo, hi, here = part.points[i - 1], part.points[i] - 1, self.within_on(t, part, part.points[i - 1])
        while lo not in (f1, u1) and self.within_on(t, part, part.points[i - 2]) == here:
            i -= 1
            lo = part.points[i - 1]
        i = bisect.bisect_right(part.points, d)
        while hi + 1 not in (f2, u2) and self.within_on(t, part, hi + 1) == here:
            i += 1
            hi = part.points[i] - 1
        return lo, hi, here[0], here[1]

    def within_on(self, t, part, d):
        in_hand = self.lo, self.hi
        histories = part.within(d)
        said = [self.layered(t, [h], d) for h in histories]
        self.lo, self.hi = in_hand
        resting = frozenset().union(*[{h.said.index(s) for s in h.rests_on(d)} for h in histories])
        return said[0] if len(said) == 1 else self.either(t, *said), resting

    def layered(self, t, layers, d):
        """(payload, basis, why) of histories, the first replacing those behind it."""
        narrow = self.narrow
        for i, h in enumerate(layers):
            narrow(*h.stretch(d))
            p, basis, why, state = h.on(d)
            if state == 'none':
                continue
            if state in ('sure', 'perhaps'):
                return p, basis, why
            if i == len(layers) - 1:
                return self.everything(t), None, why
            q, basis2, why2 = self.layered(t, layers[i + 1:], d)
            both = join(t, [p, q])
            basis = weakest((basis, basis2))
            return both, basis, set(why) | (set(why2) if not self.value(t, q).certain() else set())
        return self.everything(t), None, {NS}

    def value(self, t, p, basis=None, why=(), deps=frozenset()):
        v = Value(t, p, basis)
        if not v.certain():
            v.why, v.deps = frozenset(why) or frozenset((NS,)), deps
            if self.wholly(t, p):
                v.basis = None
        return v

    def subject_on(self, s, d):
        if s.kind == 'parameter':
            return self.parameter_on(s, d)
        deps = frozenset((s,))
        if not isinstance(s.t, tuple):
            p, basis, why = self.fact_on(s.t, s.layers[None], d)
            return self.value(s.t, p, basis, why, deps)
        out, bases, whys = {}, [], set()
        for m, part in s.layers.items():
            p, basis, why = self.fact_on('yes/no', part, d)
            if len(p) == 1:
                out[m] = 'i' if 'yes' in p else 'o'
                bases.append(basis)
            else:
                out[m] = 'u'
                whys |= why
        return self.value(s.t, out, weakest(bases), whys, deps)

    def fact_on(self, t, part, d):
        return self.part_on(t, part, d, lambda day: self.layered(t, part.layers, day))

    def parameter_on(self, s, d):
        def beneath(day):
            v = self.amended_on(s, day)
            if not isinstance(v, tuple):
                return v.p, v.basis, v.why
            v, count = v
            return v.p, v.basis, v.why | {NS} if count > 1 else v.why
        p, basis, why = self.part_on(s.t, s.part, d, beneath)
        return self.value(s.t, p, basis, why, frozenset((s,)))

    def amended_on(self, s, d):
        layers = s.layers[None]
        names = [n for n, _ in layers]
        amends = layers[:-1]
        chain = all(b in self.sees[a] or a in self.sees[b] for i, (a, _) in enumerate(amends) for b, _ in amends[i + 1:])
        deps = frozenset((s,))
        if chain:
            ordered = []
            rest = list(amends)
            while rest:
                top = next(x for x in rest if not any(x[0] in self.sees[y[0]] for y in rest if y is not x))
                ordered.append(top[1])
                rest.remove(top)
            p, basis, why = self.layered(s.t, ordered + [layers[-1][1]], d)
            return self.value(s.t, p, basis, why, deps)
        # by themselves: those of the day, displaced by amendments that see them
        sure, maybe = [], []
        items = []
        for n, h in amends:
            self.narrow(*h.stretch(d))
            p, basis, why, state = h.on(d)
            if state != 'none':
                items.append((n, 'yes' if state != 'gap' else None, self.value(s.t, p, basis, why, deps)))
        p, basis, why = self.layered(s.t, [layers[-1][1]], d)
        items.append((None, 'yes', self.value(s.t, p, basis, why, deps)))
        return self.standing(s.t, items, None)

    def standing(self, t, items, runs_out):
        """items: (module or None, applies, value). What comes of amendments that do not see each other."""
        sure, maybe = [], []
        for n, applies, v in items:
            if applies == 'no':
                continue
            displaced = 'no'
            for n2, applies2, _ in items:
                if n2 is not None and n2 != n and applies2 != 'no' and (n is None or n in self.sees[n2]):
                    if applies2 == 'yes':
                        displaced = 'yes'
                    elif displaced == 'no':
                        displaced = None
            if displaced == 'yes':
                continue
            (sure if applies == 'yes' and displaced == 'no' else maybe).append(v)
        conflict = any(not a.same(b) for i, a in enumerate(sure) for b in sure[i + 1:])
        possible = ([self.hull(t, sure)] if sure else []) + maybe
        any_applies = [a for _, a, _ in items if a != 'no']
        if runs_out is not None and 'yes' not in any_applies:
            possible = possible + [runs_out]
        out = self.hull(t, possible, True)
        if conflict:
            out = Value(t, out.p, None if self.wholly(t, out.p) else out.basis, out.why | {NS}, out.deps, out.err)
            out.conflict = True
        return out, len(possible)

    def hull(self, t, values, open_which=False):
        """Folded in order; the reasons and parts of all that are not certain. open_which: branches of which it is open
        which decides, so that the weakest counts though they give the same."""
        out = values[0]
        for v in values[1:]:
            if out.err or v.err:
                first = out if out.err else v
                out = Value(t, self.everything(t), None, out.why | v.why | {ERR}, out.deps | v.deps, first.err)
                continue
            p = join(t, [out.p, v.p])
            if out.same(v) and out.certain() and v.certain():
                out = self.value(t, p, (weakest if open_which else strongest)((out.basis, v.basis)))
            else:
                why, deps = out.why | v.why, out.deps | v.deps
                out = self.value(t, p, weakest((out.basis, v.basis)), why, deps)
                out.why = why
        return out

    # -- units

    def declare_unit(self, u, m, env, member, amends):
        name = u['name'] if member is None else '%s[%s]' % (u['name'], member)
        head = self.basis_of(u['cites'], m)

        def make(full, t, part, base, defaults=None):
            unit = Unit(full, t, u['kind'])
            unit.part, unit.force, unit.cites, unit.env, unit.module = part, u['force'], head, env, m
            unit.base = base
            unit.amends = []
            unit.parent = name
            self.units[full] = unit
            self.declared.append(unit)
            return unit

        def branches(src, lines, module):
            cites = self.basis_of(src['cites'], module)
            return [(c, r, self.basis_of(x, module) if x else cites) for c, r, x in lines]

        if u['kind'] == 'define':
            if u['type'] is None:
                cond, x = u['when']
                base = [(cond, Node('bool', 'yes'), self.basis_of(x, m) if x else head)]
            else:
                base = branches(u, u['lines'], m)
            unit = make(name, u['type'] or 'yes/no', 'define', base)
            unit.runs_out = 'no' if u['type'] is None else 'unknown'
            unit.amends = [(a, am, branches(a, a['lines'], am)) for a, am in amends]
        elif u['kind'] == 'right':
            unit = make(name, 'held', 'right', branches(u, u['lines'], m))
            unit.runs_out = 'not held'
            unit.holders = u['holders']
            unit.amends = [(a, am, branches(a, a['lines'], am)) for a, am in amends]
        elif u['kind'] == 'duty':
            def lines(src, module, role):
                return branches(src, [(c, who, x) for r, c, who, x in src['lines'] if r == role], module)
            roles = []
            for src in [u] + [a for a, _ in amends]:
                for line in src['lines']:
                    if line[0] not in roles:
                        roles.append(line[0])
            for role in roles:
                unit = make(name + '.' + role, ('set', 'party'), 'role', lines(u, m, role))
                unit.runs_out = 'nobody'
                unit.amends = [(a, am, lines(a, am, role)) for a, am in amends if lines(a, am, role)]
        elif u['kind'] == 'requirement':
            def lines(src, module):
                return branches(src, [(c, (r, by), x) for c, r, by, x in src['lines']], module)
            unit = make(name, 'met', 'requirement', lines(u, m))
            unit.runs_out = 'not applicable'
            if u['gate']:
                unit.gate = (u['gate'][0], head)
            unit.amends = [(a, am, lines(a, am)) for a, am in amends]
        else:
            unit = make(name, 'raised', 'signature', None)
            unit.group = u['group']
            unit.runs_out = 'not raised'
            default = [(Node('atleast', Node('lit', ('number', SCALE, '1')), 'indicators'), 'raised', head)]
            unit.base = branches(u, u['raised'], m) if u['raised'] else default
            unit.amends = [(a, am, branches(a, a['raised'], am)) for a, am in amends if a['raised']]
            unit.indicators = []
            for src, sm in [(u, m)] + amends:
                for kind in ('indicators', 'mitigations'):
                    for n, c, x in src[kind]:
                        i = make(name + '.' + n, 'yes/no', kind, branches(src, [(c, Node('bool', 'yes'), x)], sm))
                        i.runs_out = 'no'
                        i.source_force = src['force'] if src is not u else None
                        i.cites = i.base[0][2]       # what stands behind an indicator is the indicator's
                        i.of = unit
                        if kind == 'indicators':
                            unit.indicators.append(i)
            if u['severity'] or any(a['severity'] for a, _ in amends):
                sev = make(name + '.severity', 'level', 'severity', branches(u, u['severity'], m))
                sev.runs_out = 'unknown'
                sev.amends = [(a, am, branches(a, a['severity'], am)) for a, am in amends if a['severity']]
                unit.severity = sev
                sev.of = unit
            else:
                unit.severity = None
            unit.of = unit
        self.domains.update(held=['held', 'not held'], met=['met', 'breached', 'not applicable', 'pending'],
                            raised=['raised', 'not raised'], level=['low', 'medium', 'high'])

    def resolve_unit(self, unit):
        env = unit.env
        sig = getattr(unit, 'of', None)

        def result(r):
            if isinstance(r, Node):
                return self.resolve(r, env, unit.t, sig)
            if isinstance(r, tuple):
                must, by = r
                if isinstance(must, Node):
                    return (self.resolve(must, env, None, sig), by and self.resolve(by, env, 'date', sig))
                return must
            return r

        def fix(branches):
            return [(c and self.resolve(c, env, None, sig), result(r), b) for c, r, b in branches]

        unit.base = fix(unit.base)
        unit.amends = [(a, am, fix(b)) for a, am, b in unit.amends]
        if unit.gate:
            unit.gate = (self.resolve(unit.gate[0], env, None, sig), unit.gate[1])

    # -- names and types

    def full(self, name, index, env):
        if index is None:
            return name
        return '%s[%s]' % (name, env[index][1] if index in env else index)

    def resolve(self, n, env, want, sig):
        """A copy of the tree with names resolved and types filled in."""
        r = lambda x, w=None: self.resolve(x, env, w, sig)
        k, a = n.k, n.a
        out = Node(k)
        self.nodes.append(out)
        if k == 'ref':
            name, index, part = a
            if part:
                unit = self.units[self.full(name, index, env) + '.' + part]
                out.k, out.a, out.t = 'unit', [unit], unit.t
                return out
            full = self.full(name, index, env)
            if index is None and name in env:
                out.k, out.t, out.a = 'const', env[name][0], [frozenset((env[name][1],))]
            elif full in self.subjects:
                s = self.subjects[full]
                out.k, out.a, out.t = 'subject', [s], s.t
            elif full in self.units and (self.units[full].part == 'define' or want == 'status'):
                out.k, out.a, out.t = 'unit', [self.units[full]], self.units[full].t
            elif want == 'status' and full not in self.units:
                out.k, out.a, out.t = 'duty', [[u for u in self.declared if u.parent == full]], None
            else:
                t = want[1] if isinstance(want, tuple) else want
                if t in self.domains and name in self.domains[t]:
                    out.k, out.t, out.a = 'const', t, [frozenset((name,))]
                else:
                    raise Failed(name)
            return out
        if k == 'lit':
            lit = a[0]
            if lit[0] == 'name':
                return r(Node('ref', lit[1], None, None), want)
            t = {'text': 'text', 'date': 'date', 'duration': 'duration', 'money': 'money', 'percent': 'percent'}.get(lit[0])
            if t is None:
                t = 'date' if want == 'date' else 'count' if lit[1] >= 0 and lit[1] % SCALE == 0 else 'number'
            out.k, out.t, out.a = 'const', t, [self.written(t, lit)]
            return out
        if k == 'bool':
            out.k, out.t, out.a = 'const', 'yes/no', [frozenset((a[0],))]
            return out
        out.t = 'yes/no'
        if k in ('and', 'or'):
            out.k, out.a = 'count', [k, [r(a[0]), r(a[1])]]
            out.k = k
            out.a = [[r(a[0]), r(a[1])]]
        elif k == 'not':
            out.a = [r(a[0])]
        elif k in ('atleast', 'atmost'):
            out.a = [r(a[0]), self.listing(a[1], env, sig)]
        elif k in ('allof', 'anyof'):
            out.k, out.a = ('and' if k == 'allof' else 'or'), [self.listing(a[0], env, sig)]
        elif k in ('ever', 'always'):
            out.a = [r(a[0]), self.resolve_window(a[1], env, sig)]
        elif k == 'at':
            inside = r(a[0])
            out.a, out.t = [inside, r(a[1], 'date')], inside.t
        elif k == 'cmp':
            x, y = self.pair(a[1], a[2], env, sig)
            out.a = [a[0], x, y]
        elif k == 'in':
            s = r(a[1])
            out.a = [r(a[0], s.t), s]
        elif k == 'oneof':
            x = r(a[0])
            if isinstance(x.t, tuple) or x.t in RANGES or x.t in ('text', 'yes/no'):
                parts = [Node('cmp') for _ in a[1]]
                self.nodes += parts
                for p, lit in zip(parts, a[1]):
                    p.a, p.t = ['=', x, r(Node('bool', lit[1]) if x.t == 'yes/no' else Node('lit', lit), x.t)], 'yes/no'
                out.k, out.a = 'or', [parts]
            else:
                out.a = [x, frozenset(l[1] for l in a[1])]
        elif k == 'status':
            out.a = [r(a[0], 'status'), a[1]]
        elif k == 'arith':
            x, y = self.pair(a[1], a[2], env, sig)
            out.a = [a[0], x, y]
            out.t = self.arith_type(a[0], x.t, y.t)
        elif k == 'today':
            out.t = 'date'
        elif k in ('first', 'last', 'startof'):
            out.a, out.t = [r(a[0])], 'date'
        elif k in ('countof', 'changes'):
            out.a, out.t = [r(a[0], 'status'), self.resolve_window(a[1], env, sig)], 'count'
        elif k == 'between':
            out.a, out.t = [a[0], r(a[1], 'date'), r(a[2], 'date')], 'count'
        else:
            out.a, out.t = list(a), 'count'
        return out

    def resolve_window(self, w, env, sig):
        return w and (w[0], self.resolve(w[1], env, 'date' if w[0] == 'since' else 'duration', sig))

    def arith_type(self, op, x, y):
        if 'date' in (x, y):
            return 'date'
        if x == y == 'duration':
            return 'number' if op == '/' else 'duration'
        if op == '/' and x == y:
            return x if x == 'percent' and False else 'number'
        if 'money' in (x, y):
            return 'money'
        if op == '*' and x == y == 'percent' or op == '/' and x == 'percent' or op in '+-' and x == 'percent':
            return 'percent'
        return 'count' if x == y == 'count' and op in '+*' else 'number'

    def pair(self, x, y, env, sig):
        try:
            left = self.resolve(x, env, None, sig)
        except Failed:
            right = self.resolve(y, env, None, sig)
            return self.resolve(x, env, right.t, sig), right
        return left, self.resolve(y, env, left.t, sig)

    def listing(self, items, env, sig):
        if items == 'indicators':
            return sig
        out = []
        for item in items:
            if isinstance(item, tuple):
                _, cond, var, of = item
                out += [self.resolve(cond, dict(env, **{var: (of, m)}), None, sig) for m in self.domains[of]]
            else:
                out.append(self.resolve(item, env, None, sig))
        return out

    # -- evaluation

    def narrow(self, lo, hi):
        if lo > self.lo:
            self.lo = lo
        if hi < self.hi:
            self.hi = hi

    def remembered(self, thing, d, compute):
        """The value with its stretch, out of the memory of the thing; narrows the stretch in hand."""
        memo = thing.memo
        if memo is None:
            memo = thing.memo = []
        i = place_of(memo, d)
        if i and memo[i - 1][1] >= d:
            return memo[i - 1]
        lo, hi = self.lo, self.hi
        self.lo, self.hi = ALWAYS, NEVER
        v = compute(thing, d)
        found = (self.lo, self.hi, v)
        self.lo, self.hi = lo, hi
        i = place_of(memo, d)
        # stretches found from different days may overlap; keep the memory in order and apart
        lo2 = max(found[0], memo[i - 1][1] + 1 if i else ALWAYS)
        hi2 = min(found[1], memo[i][0] - 1 if i < len(memo) else NEVER)
        memo.insert(i, (lo2, hi2, v))
        return found

    def ev(self, n, d):
        lo, hi, v = self.remembered(n, d, self.compute)
        self.narrow(lo, hi)
        return v

    def away(self, n, d):
        """(lo, hi, value) at another day: the stretch in hand stays."""
        return self.remembered(n, d, self.compute)

    def walk(self, n, a, b):
        d = a
        while d <= b:
            lo, hi, v = self.away(n, d)
            yield max(lo, a), min(hi, b), v
            d = hi + 1

    def mixed(self, t, p, operands, basis):
        """A result of operands: reasons and parts of those that are not certain."""
        why, deps = set(), frozenset()
        for o in operands:
            if not o.certain():
                why |= o.why
                deps |= o.deps
        return self.value(t, p, basis, why, deps)

    def failed(self, t, code, operands):
        why, deps = {ERR}, frozenset()
        for o in operands:
            if not o.certain():
                why |= o.why
                deps |= o.deps
        return Value(t, self.everything(t), None, frozenset(why), deps, code)

    def compute(self, n, d):
        if n.do is None:
            n.do = getattr(self, 'do_' + n.k)
        return n.do(n, d)

    def do_const(self, n, d):
        return self.value(n.t, n.a[0], 0)

    def do_subject(self, n, d):
        return self.subject_on_cached(n.a[0], d)

    def subject_on_cached(self, s, d):
        if s.kind == 'event':
            raise Failed('event')
        v = self.subject_on(s, d)
        return v[0] if isinstance(v, tuple) else v

    def do_today(self, n, d):
        self.narrow(d, d)
        return self.value('date', (d, d, 0, None), 0)

    def do_unit(self, n, d):
        return self.unit_on(n.a[0], d)

    def do_not(self, n, d):
        v = self.ev(n.a[0], d)
        t = truth(v)
        if t is None:
            return Value('yes/no', v.p, None, v.why, v.deps)
        return bool_value('no' if t == 'yes' else 'yes', v.basis)

    def parts(self, listing, d):
        if isinstance(listing, Unit):
            out = []
            for i in listing.indicators:
                if self.in_force(i.source_force, d):
                    out.append(self.unit_on_narrow(i, d))
            return out
        return [self.ev(x, d) for x in listing]

    def unit_on_narrow(self, u, d):
        lo, hi, v = self.remembered(u, d, self.conclude)
        self.narrow(lo, hi)
        return v

    def unit_on(self, u, d):
        return self.unit_on_narrow(u, d)

    def logic(self, values, decides):
        """and: decides is 'no'; or: 'yes'."""
        ts = [truth(v) for v in values]
        if decides in ts:
            return bool_value(decides, strongest(v.basis for v, t in zip(values, ts) if t == decides))
        if None in ts:
            return self.unsure(values)
        return bool_value('yes' if decides == 'no' else 'no', weakest([v.basis for v in values] or [0]))

    def unsure(self, operands):
        why, deps = set(), frozenset()
        for o in operands:
            if not o.certain():
                why |= o.why
                deps |= o.deps
        return bool_value(None, None, frozenset(why), deps)

    def do_and(self, n, d):
        return self.logic(self.parts(n.a[0], d), 'no')

    def do_or(self, n, d):
        return self.logic(self.parts(n.a[0], d), 'yes')

    def counted(self, n, d, least):
        limit, values = self.ev(n.a[0], d), self.parts(n.a[1], d)
        ts = [truth(v) for v in values]
        yes = sorted(v.basis for v, t in zip(values, ts) if t == 'yes')
        no = sorted(v.basis for v, t in zip(values, ts) if t == 'no')
        total, perhaps = len(values), ts.count(None)
        if limit.err:
            return self.unsure([limit] + values)
        lo, hi, none, _ = limit.p
        if none == 2:
            return bool_value('no', limit.basis)
        low = None if lo is None else -(-lo // SCALE) if least else lo // SCALE
        high = None if hi is None else -(-hi // SCALE) if least else hi // SCALE

        def nth(bases, k):
            return weakest([bases[k - 1] if k > 0 else 0, limit.basis])
        answer, basis = None, None
        if least:
            if high is not None and len(yes) >= high:
                answer, basis = 'yes', nth(yes, high)
            elif low is not None and len(yes) + perhaps < low:
                answer, basis = 'no', nth(no, total - low + 1)
        else:
            if high is not None and len(yes) > high:
                answer, basis = 'no', nth(yes, high + 1)
            elif low is not None and len(yes) + perhaps <= low:
                answer, basis = 'yes', nth(no, total - low)
        if none == 1 and answer != 'no':
            answer = None
        if answer is None:
            return self.unsure([limit] + values)
        return bool_value(answer, basis)

    def do_atleast(self, n, d):
        return self.counted(n, d, True)

    def do_atmost(self, n, d):
        return self.counted(n, d, False)

    # -- comparisons

    def span(self, v):
        """A duration as the days that it may last."""
        lo, hi, none, kind = v.p
        if kind == 'months':
            lo = lo if lo is None else lo * (28 if lo >= 0 else 31)
            hi = hi if hi is None else hi * (31 if hi >= 0 else 28)
        elif kind == 'working':
            lo = lo if lo is None or lo >= 0 else None
            hi = hi if hi is None or hi <= 0 else None
        return lo, hi

    def do_cmp(self, n, d):
        op, x, y = n.a[0], self.ev(n.a[1], d), self.ev(n.a[2], d)
        return self.compare(op, x, y)

    def compare(self, op, x, y):
        both = (x, y)
        nones = [v for v in both if v.t in RANGES and not v.err and v.p[2] == 2]
        if nones:
            return bool_value('no', strongest(v.basis for v in nones))
        if x.err or y.err:
            return self.unsure(both)
        basis = weakest((x.basis, y.basis))
        answer = None
        if isinstance(x.t, tuple) or isinstance(y.t, tuple):
            if not isinstance(x.t, tuple):
                x, y = y, x
            q = y.p
            if not isinstance(y.t, tuple):
                if len(y.p) == 1:
                    q = {m: 'i' if m in y.p else 'o' for m in x.p}
                else:
                    q = {m: 'u' if m in y.p else 'o' for m in x.p}
            if any({x.p[m], q[m]} == {'i', 'o'} for m in x.p):
                answer = 'no'
            elif all(x.p[m] == q[m] != 'u' for m in x.p):
                answer = 'yes'
        elif x.t in RANGES:
            if x.t == 'duration' and x.p[3] != y.p[3]:
                (a, b), (c, e) = self.span(x), self.span(y)
            else:
                a, b, c, e = x.p[0], x.p[1], y.p[0], y.p[1]
            answer = compare_ranges(op, a, b, c, e)
            if (x.p[2] or y.p[2]) and answer != 'no':
                answer = None
        elif x.t == 'text':
            if x.p is not None and y.p is not None:
                if not x.p & y.p:
                    answer = 'no'
                elif len(x.p) == len(y.p) == 1:
                    answer = 'yes'
        elif op == '=':
            if not x.p & y.p:
                answer = 'no'
            elif len(x.p) == len(y.p) == 1:
                answer = 'yes'
        else:
            order = self.domains[x.t]
            ix, iy = [order.index(m) for m in x.p], [order.index(m) for m in y.p]
            answer = compare_ranges(op, min(ix), max(ix), min(iy), max(iy))
        if answer is None:
            return self.unsure(both)
        return bool_value(answer, basis)

    def do_in(self, n, d):
        x, s = self.ev(n.a[0], d), self.ev(n.a[1], d)
        got = {s.p[m] for m in x.p}
        if got == {'i'} or got == {'o'}:
            return bool_value('yes' if got == {'i'} else 'no', weakest((x.basis, s.basis)))
        return self.unsure((x, s))

    def do_oneof(self, n, d):
        x = self.ev(n.a[0], d)
        if x.p <= n.a[1]:
            return bool_value('yes', x.basis)
        if not x.p & n.a[1]:
            return bool_value('no', x.basis)
        return self.unsure((x,))

    def do_status(self, n, d):
        inside, what = n.a
        if what == 'in force':
            unit = inside.a[0][0] if inside.k == 'duty' else inside.a[0]
            return bool_value('yes' if self.in_force(unit.force, d) else 'no', unit.cites)
        v = self.ev(inside, d)
        if what in ('known', 'unknown', 'disputed', 'conflict'):
            if what == 'conflict':
                holds = v.conflict
            elif what == 'disputed':
                holds = not v.certain() and not v.conflict and v.why == {DIS}
            else:
                holds = (v.certain() and not v.conflict) == (what == 'known')
            return bool_value('yes' if holds else 'no', 0)
        if what == 'nobody':
            got = set(v.p.values())
            if 'i' in got:
                return bool_value('no', v.basis)
            return bool_value('yes', v.basis) if 'u' not in got else self.unsure((v,))
        if what == 'raised' and v.t == 'yes/no':
            return v
        good = {'met', 'breached', 'pending'} if what == 'applicable' else {what}
        return self.among(v, good)

    def among(self, v, good):
        if v.p <= good:
            return bool_value('yes', v.basis)
        if not v.p & good:
            return bool_value('no', v.basis)
        return self.unsure((v,))

    # -- arithmetic

    def do_arith(self, n, d):
        op, x, y = n.a[0], self.ev(n.a[1], d), self.ev(n.a[2], d)
        t, both = n.t, (x, y)
        for v in both:
            if v.err:
                return self.failed(t, v.err, both)
        nones = [v for v in both if v.p[2] == 2]
        if nones:
            return Value(t, (None, None, 2, None), strongest(v.basis for v in nones))
        none = 1 if x.p[2] or y.p[2] else 0
        basis = weakest((x.basis, y.basis))
        if t == 'date':
            if x.t == 'duration':
                x, y = y, x
            return self.date_sum(op, x, y, none, basis)
        (a, b), (c, e) = x.p[:2], y.p[:2]
        kind = None
        if x.t == y.t == 'duration':
            kx, ky = x.p[3], y.p[3]
            if op == '/' and c == e == 0:
                return self.failed(t, 'R0412', both)
            if kx != ky:
                if c == e == 0 and not a == b == 0 or ky is None and c is None and e is None:
                    kind = kx
                elif a == b == 0 or kx is None and a is None and b is None:
                    kind = ky
                else:
                    return self.mixed(t, (None, None, none, None), both, basis)
            else:
                kind = kx
            if op == '/':
                kind = None
        try:
            if op == '+':
                lo, hi = add(a, c), add(b, e)
            elif op == '-':
                lo, hi = add(a, neg(e)), add(b, neg(c))
            elif op == '*':
                lo, hi = product(a, b, c, e)
            else:
                if c == e == 0:
                    return self.failed(t, 'R0412', both)
                if (c is None or c <= 0) and (e is None or e >= 0):
                    lo = hi = None
                else:
                    lo, hi = quotient(a, b, c, e)
        except OverflowError:
            return self.failed(t, 'R0411', both)
        if t == 'duration' and lo is None and hi is None:
            kind = None
        return self.mixed(t, (lo, hi, none, kind), both, basis)

    def date_sum(self, op, x, y, none, basis):
        (a, b), (c, e), kind = x.p[:2], y.p[:2], y.p[3]
        if op == '-':
            c, e = neg(e), neg(c)
        ends = []
        for day, n in ((a, c), (b, e)):
            if day is None or n is None:
                ends.append(None)
                continue
            got = add_duration(day, n, kind, self.holidays)
            if not FIRST <= got <= LAST:
                return self.failed('date', 'R0413', (x, y))
            ends.append(got)
        return self.mixed('date', (ends[0], ends[1], none, None), (x, y), basis)

    def do_between(self, n, d):
        word, x, y = n.a[0], self.ev(n.a[1], d), self.ev(n.a[2], d)
        for v in (x, y):
            if v.err:
                return self.failed('count', v.err, (x, y))
        nones = [v for v in (x, y) if v.p[2] == 2]
        if nones:
            return Value('count', (None, None, 2, None), strongest(v.basis for v in nones))

        def apart(a, b):
            if a is None or b is None:
                return None
            if word == 'days':
                return (b - a) * SCALE
            m = months_between(a, b)
            if word == 'years':
                m = m // 12 if m >= 0 else -(-m // 12)
            return m * SCALE
        p = (apart(x.p[1], y.p[0]), apart(x.p[0], y.p[1]), 1 if x.p[2] or y.p[2] else 0, None)
        basis = weakest((x.basis, y.basis))
        out = self.mixed('count', p, (x, y), basis)
        if p[:2] != (None, None):       # it might have been negative: `at least 0` is something known
            out.basis = basis
        return out

    # -- time

    def do_at(self, n, d):
        when = self.ev(n.a[1], d)
        lo, hi, none, _ = when.p
        if none == 2:
            if n.t == 'yes/no':
                return bool_value('no', when.basis)
            return self.unknown(n.t)
        if when.certain():
            v = self.away(n.a[0], lo)[2]
            return self.again(v, weakest((v.basis, when.basis)))
        lo = FIRST if lo is None or when.err else lo
        hi = LAST if hi is None or when.err else hi
        values = [v for _, _, v in self.walk(n.a[0], lo, hi)]
        v = self.hull(n.t, values)
        if none:
            v = self.hull(n.t, [v, bool_value('no', v.basis) if n.t == 'yes/no' else self.unknown(n.t)])
        if not v.certain():
            return Value(v.t, v.p, v.basis, v.why | when.why or frozenset((NS,)), v.deps | when.deps, v.err)
        return v

    def again(self, v, basis):
        out = Value(v.t, v.p, None if v.basis is None and not v.certain() else basis, v.why, v.deps, v.err)
        return out

    def window(self, w, d, runs):
        """(first day of the longest window, of the shortest, operand): a first day after d is an empty window. Narrows
        to the days on which the window looks at the same runs of days: runs(x) is the run around x."""
        self.narrow(*runs(d))
        if w is None:
            return FIRST, FIRST, None
        v = self.ev(w[1], d)
        lo, hi, none, kind = v.p
        if w[0] == 'since':
            first = NEVER if none == 2 else FIRST if lo is None or v.err else lo
            shortest = NEVER if hi is None or none or v.err else hi
            for start in (first, shortest):
                if start > d:
                    self.narrow(ALWAYS, start - 1)
                else:
                    self.narrow(start, NEVER)
            return min(first, d + 1), min(shortest, d + 1), v

        def longest_from(e):
            return FIRST if hi is None or v.err else max(FIRST, add_duration(e, -hi, kind, self.holidays) + 1)

        def shortest_from(e):
            return e + 1 if lo is None or v.err else max(FIRST, add_duration(e, -lo, kind, self.holidays) + 1)
        for start in (longest_from, shortest_from):
            if start(d) <= d:
                self.narrow_sliding(start, d, *runs(start(d)))
        return longest_from(d), shortest_from(d), v

    def narrow_sliding(self, start, d, lo, hi):
        """To the days e around d on which start(e), which never goes back, lies within lo..hi."""
        low, high = max(FIRST, self.lo), d
        while low < high:
            middle = (low + high) // 2
            if start(middle) >= lo:
                high = middle
            else:
                low = middle + 1
        first = low
        low, high = d, min(LAST, self.hi)
        while low < high:
            middle = (low + high + 1) // 2
            if start(middle) <= hi:
                low = middle
            else:
                high = middle - 1
        self.narrow(first, low)

    def do_ever(self, n, d):
        return self.in_window(n, d, 'yes')

    def do_always(self, n, d):
        return self.in_window(n, d, 'no')

    def in_window(self, n, d, decides):
        first, shortest, operand = self.window(n.a[1], d, lambda x: self.away(n.a[0], x)[:2])
        other = 'no' if decides == 'yes' else 'yes'
        days = list(self.walk(n.a[0], first, d))
        found = [v.basis for lo, hi, v in days if hi >= shortest and truth(v) == decides]
        weak = [operand.basis] if operand is not None and operand.certain() else []
        if found:
            return bool_value(decides, weakest([strongest(found)] + weak))
        if all(truth(v) == other for _, _, v in days):
            return bool_value(other, weakest([0] + [v.basis for _, _, v in days] + weak))
        out = self.unsure([v for _, _, v in days] + ([operand] if operand is not None else []))
        if operand is not None and not operand.certain():
            longest, shortest = (self.logic([v for _, hi, v in days if hi >= a], decides) for a in (first, shortest))
            out.why = self.unsure([longest, shortest, operand]).why
        return out

    # -- events

    def record(self, s):
        if not s.layers:
            dates, cover = [], []

            def add(i, st, basis):
                body = st['body']
                if body[0] == 'on':
                    dates.extend((b[0], b[1], basis, i) for b in body[1])
                else:
                    lo, hi = period(st)
                    if lo < hi:
                        cover.append((lo, hi, basis))

            def period(st):
                return (st['frm'][1] if st['frm'] else FIRST), (st['until'][0] if st['until'] else LAST + 1)

            def uncover(lo, hi):
                cover[:] = [(a, b, x) for l, h, x in cover for a, b in ((l, min(h, lo)), (max(l, hi), h)) if a < b]

            def put_aside(lo, hi):
                uncover(lo, hi)
                gone = [x for x in dates if x[1] >= lo and x[0] < hi]
                dates[:] = [x for x in dates if x not in gone]
                for l, u, _, _ in gone:
                    if l < lo or u >= hi:
                        uncover(l, u + 1)

            plain = [x for x in s.statements if not x[0]['planned']]
            for i, (st, basis) in enumerate(plain + [x for x in s.statements if x[0]['planned']]):
                if st['planned'] and st['body'][0] == 'none':
                    put_aside(*period(st))
                add(i, st, basis)
            for st, _ in s.supposed:
                if st['body'][0] == 'on':
                    dates[:], cover[:] = [], []
                elif st['body'][0] == 'none':
                    put_aside(*period(st))
                else:
                    continue
                break
            for i, (st, basis) in enumerate(s.supposed):
                add(len(s.statements) + i, st, basis)
            points = {FIRST, LAST + 1}
            for l, u, _, _ in dates:
                points.update((l, u, u + 1, l + 1))
            for l, h, _ in cover:
                points.update((l, h, h + 1, l + 1))
            s.layers = (dates, cover, sorted(p for p in points if FIRST <= p <= LAST + 1))
        return s.layers

    def around(self, s, d):
        points = self.record(s)[2]
        i = bisect.bisect_right(points, d)
        return points[i - 1], points[i] - 1

    def uncovered(self, cover, a, b, basis=6):
        """The days from a to b not covered by coverage of this basis or stronger: (first, last) or None."""
        gaps, at = [], a
        for lo, hi, x in sorted(c for c in cover if c[2] <= basis):
            if lo > at:
                if at <= b:
                    gaps.append((at, min(lo - 1, b)))
            at = max(at, hi)
        if at <= b:
            gaps.append((at, b))
        return (gaps[0][0], gaps[-1][1]) if gaps else None

    def coverage(self, cover, a, b):
        """The strongest basis that suffices, None where none does; a constant for no days."""
        if a > b:
            return 0
        for basis in range(1, 7):
            if not self.uncovered(cover, a, b, basis):
                return basis
        return None

    def do_countof(self, n, d):
        s = n.a[0].a[0]
        dates, cover, _ = self.record(s)
        first, shortest, operand = self.window(n.a[1], d, lambda x: self.around(s, x))
        sure = [x for x in dates if shortest <= x[0] and x[1] <= d]
        perhaps = [x for x in dates if x[1] >= first and x[0] <= d]
        least = fewest(sure)
        covered = self.coverage(cover, first, d)
        most = 0 if first > d else len(perhaps) if covered is not None else None
        if first > d:
            bases = [0]
        else:
            bases = [x[2] for x in sure] + ([covered] if covered is not None else [])
        if operand is not None and operand.certain():
            bases.append(operand.basis)
        p = (least * SCALE, None if most is None else most * SCALE, 0, None)
        out = self.value('count', p, weakest(bases), {NS}, frozenset((s,)))
        if not out.certain() and operand is not None and not operand.certain():
            out.deps, out.why = out.deps | operand.deps, out.why | operand.why
        return out

    def do_first(self, n, d):
        return self.edge(n, d, True)

    def do_last(self, n, d):
        return self.edge(n, d, False)

    def edge(self, n, d, first):
        s = n.a[0].a[0]
        dates, cover, _ = self.record(s)
        gap = self.uncovered(cover, FIRST, d)
        near = [(l, min(u, d), b, u) for l, u, b, _ in dates if l <= d]
        self.narrow(*self.around(s, d))
        if not near and not gap:
            return Value('date', (None, None, 2, None), self.coverage(cover, FIRST, d))
        sure = [x for x in near if x[3] <= d]
        lo = min([x[0] for x in near] + ([gap[0]] if gap else []))
        hi = max([x[1] for x in near] + ([gap[1]] if gap else []))
        bases = []
        if sure and first:
            hi = min(hi, min(x[1] for x in sure))
            bases.append(strongest(x[2] for x in sure if x[1] == min(y[1] for y in sure)))
        elif sure:
            lo = max(lo, max(x[0] for x in sure))
            bases.append(strongest(x[2] for x in sure if x[0] == max(y[0] for y in sure)))
        bases.append(self.coverage(cover, FIRST, lo - 1) if first else self.coverage(cover, hi + 1, d))
        if hi == d or lo == d:
            self.narrow(d, d)
        if gap and gap[0] == FIRST and lo == FIRST:
            lo = None
        return self.value('date', (lo, hi, 0 if sure else 1, None), weakest(bases), {NS}, frozenset((s,)))

    # -- runs and changes

    def run(self, c, d):
        """The stretches of the present run of days on which c is not certainly no, from today back: (lo, hi, value)."""
        out, at = [], d
        while at >= FIRST:
            lo, hi, v = self.away(c, at)
            if truth(v) == 'no':
                return out, v
            out.append((max(lo, FIRST), min(hi, d), v))
            at = lo - 1
        return out, None

    def do_startof(self, n, d):
        c = n.a[0]
        v = self.ev(c, d)
        if truth(v) == 'no':
            return Value('date', (None, None, 2, None), v.basis)
        run, before = self.run(c, d)
        lo = None if before is None else run[-1][0]
        hi, none = d, 1
        for a, b, x in run:
            if truth(x) != 'yes':
                break
            hi, none = a, 0
        if none:
            self.narrow(d, d)
        why, deps = set(), frozenset()
        for _, _, x in run:
            if not x.certain():
                why |= x.why
                deps |= x.deps
        bases = [x.basis for _, _, x in run] + ([before.basis] if before is not None else [])
        return self.value('date', (lo, hi, none, None), weakest(bases), why, deps)

    def do_changes(self, n, d):
        inside = n.a[0]
        def runs(x):                    # the day before the window is looked at as well
            if x <= FIRST:
                return ALWAYS, FIRST
            here, before = self.away(inside, x), self.away(inside, x - 1)
            return max(here[0], before[0] + 1), min(here[1], before[1] + 1)
        first, shortest, operand = self.window(n.a[1], d, runs)
        least, _, bases1, _ = self.changed(inside, shortest, d)
        _, most, bases, unsure = self.changed(inside, first, d)
        if operand is not None and operand.certain():
            bases = bases + [operand.basis]
        p = (least * SCALE, None if most is None else most * SCALE, 0, None)
        why, deps = set(), frozenset()
        for x in unsure + ([operand] if operand is not None and not operand.certain() else []):
            why |= x.why
            deps |= x.deps
        return self.value('count', p, weakest(bases), why, deps)

    def changed(self, inside, first, d):
        if first > d:
            return 0, 0, [0], []
        row = list(self.walk(inside, max(FIRST, first - 1), d))
        least, most, last = 0, 0, None
        unsure = []
        for i, (lo, hi, v) in enumerate(row):
            if v.certain() and not v.conflict:
                if last is not None and not v.same(last):
                    least += 1
                if i and row[i - 1][2].certain() and not v.same(row[i - 1][2]) and most is not None:
                    most += 1
                last = v
            else:
                unsure.append(v)
                if most is not None:
                    most = most + 1 if inside.k == 'subject' and self.one_change(inside.a[0], lo) else None
        return least, most, [v.basis for _, _, v in row], unsure

    def one_change(self, s, d):
        """Is the stretch of d one change of the fact on an unknown day?"""
        if s.kind != 'fact':
            return False
        lo, hi, _ = self.remembered(Node('subject', s), d, self.compute)
        if hi >= LAST:
            return False
        in_hand = self.lo, self.hi
        found = self.all_turn(s, lo, hi)
        self.lo, self.hi = in_hand
        return found

    def all_turn(self, s, lo, hi):
        t = 'yes/no' if isinstance(s.t, tuple) else s.t
        found = False
        for part in s.layers.values():
            before, now, after = (self.value(t, *self.fact_on(t, part, x)) for x in (lo - 1, lo, hi + 1))
            if not before.certain() or not after.certain():
                return False
            if now.certain():
                if not before.same(now) or not after.same(now):
                    return False
                continue
            if before.same(after) or join(t, [before.p, after.p]) != now.p or not self.part_turns(t, part, lo, hi):
                return False
            found = True
        return found

    def part_turns(self, t, part, lo, hi):
        """Do statements make this stretch one change of a fact, or of one member of a set?"""
        if part.first is not None:
            (f1, f2), (u1, u2) = part.first
            if f1 <= lo < u2 and not (f2 <= lo and hi < u1):
                if (lo, hi + 1) not in ((f1, f2), (u1, u2)):
                    return False
                since, to, (new, basis, why), _ = self.within(t, part, lo)
                if since > lo or to < hi or not self.value(t, new, basis, why).certain():
                    return False
                return self.replaces(t, part.layers, new, lo, hi, lo - 1 if (lo, hi + 1) == (f1, f2) else hi + 1)
            if f2 <= lo and hi < u1:
                return self.turns(part.inside, lo, hi)
        states = [h.on(lo)[3] for h in part.layers]
        seen = next((i for i, state in enumerate(states) if state != 'none'), None)
        if seen is None:
            return False
        top = part.layers[seen]
        if states[seen] != 'gap':
            return self.turns(top, lo, hi)
        _, plans = top.holding(lo)
        begin = all(x.sure and x.f == (lo, hi + 1) and x.end[0] > hi + 1 for x in plans)
        end = all(x.sure and x.end == (lo, hi + 1) and x.f[1] < lo for x in plans)
        if not begin and not end or len({str(x.p) for x in plans}) != 1 or not self.value(t, plans[0].p).certain():
            return False
        return self.replaces(t, part.layers[seen + 1:], plans[0].p, lo, hi, lo - 1 if begin else hi + 1)

    def replaces(self, t, layers, new, lo, hi, outside):
        """Is what the layers say one certain value over the stretch and on the day just outside it, and `new` another?"""
        old = self.steady(t, layers, lo, hi)
        return None not in (old, new) and old != new and self.layered(t, layers, outside)[0] == old

    def steady(self, t, layers, lo, hi):
        """The one certain value by the same statements on every day from lo to hi, or None."""
        days = [lo] + sorted(x for h in layers for x in h.points if lo < x <= hi)
        values = [self.value(t, *self.layered(t, layers, x)) for x in days]
        if not all(v.certain() and v.same(values[0]) for v in values):
            return None
        return values[0].p if len({self.resting(layers, x) for x in days}) == 1 else None

    def resting(self, layers, d):
        """The statements that the value of the day rests on: those that certainly hold, else those that may."""
        return next((frozenset(map(id, h.rests_on(d))) for h in layers if h.rests_on(d)), frozenset())

    def turns(self, h, lo, hi):
        """Do all statements that possibly hold end on exactly this unknown day, or begin on it?"""
        sure, perhaps = h.holding(lo)
        if sure or h.on(lo)[3] != 'perhaps':
            return False
        day = (lo, hi + 1)
        old = [x for x in perhaps if x.end == day]
        new = [x for x in perhaps if x.f == day]
        if len(old) + len(new) != len(perhaps) or not old or not new:
            return False
        if any(not x.sure for x in perhaps) or any(x.f[1] >= lo for x in old) or any(x.end[0] <= hi + 1 for x in new):
            return False
        one, two = {str(x.p) for x in old}, {str(x.p) for x in new}
        return len(one) == 1 and len(two) == 1 and one != two and all(self.value(h.t, x.p).certain() for x in perhaps)

    # -- counts over the whole program

    def tally(self, parts):
        ts = [truth(v) for v in parts]
        yes, perhaps = ts.count('yes'), ts.count(None)
        basis = weakest([0] + [v.basis for v, t in zip(parts, ts) if t is not None])
        return self.mixed('count', (yes * SCALE, (yes + perhaps) * SCALE, 0, None), parts, basis)

    def do_raised(self, n, d):
        group, level = n.a
        parts = []
        for u in self.declared:
            if u.part != 'signature' or group and u.group != group or level and not u.severity:
                continue
            v = self.among(self.unit_on(u, d), {'raised'})
            if level:
                v = self.logic([v, self.among(self.unit_on(u.severity, d), {level})], 'no')
            parts.append(v)
        return self.tally(parts)

    def do_breached(self, n, d):
        return self.tally([self.among(self.unit_on(u, d), {'breached'}) for u in self.declared if u.part == 'requirement'])

    def do_heldrights(self, n, d):
        return self.tally([self.among(self.unit_on(u, d), {'held'}) for u in self.declared
                           if u.part == 'right' and n.a[0] in u.holders])

    # -- conclusions

    def in_force(self, force, d):
        if not force:
            return True
        low, high = force
        if low is not None and d < low:
            self.narrow(ALWAYS, low - 1)
            return False
        if high is not None and d >= high:
            self.narrow(high, NEVER)
            return False
        self.narrow(ALWAYS if low is None else low, NEVER if high is None else high - 1)
        return True

    def plain(self, unit, what):
        """A result that is a word, as a payload."""
        if unit.part == 'role':
            return {m: 'i' if what != 'nobody' and m in what else 'o' for m in self.domains['party']}
        return frozenset((what,))

    def conclude(self, unit, d):
        in_force = self.in_force(unit.force, d)
        if self.dormant(unit, d):
            in_force = False
        if getattr(unit, 'source_force', None) and not self.in_force(unit.source_force, d):
            in_force = False
        if not in_force:
            words = {'role': 'nobody', 'right': 'not held', 'signature': 'not raised', 'requirement': 'not applicable',
                     'indicators': 'no', 'mitigations': 'no'}
            if unit.part in words:
                v = self.value(unit.t, self.plain(unit, words[unit.part]), unit.cites)
            else:
                v = self.unknown(unit.t)
            v.conflict = False
            return v
        amends = [x for x in unit.amends if self.in_force(x[0]['force'], d)]
        names = [am['name'] for _, am, _ in unit.amends]
        chain = all(b in self.sees[a] or a in self.sees[b] for i, a in enumerate(names) for b in names[i + 1:])
        gate = None
        if unit.gate:
            gate = self.ev(unit.gate[0], d)
            if truth(gate) == 'no':
                return self.value(unit.t, frozenset(('not applicable',)), weakest((unit.gate[1], gate.basis)))
        gated = []
        if gate is not None and truth(gate) is None:
            gated = [Value(unit.t, frozenset(('not applicable',)), unit.gate[1])]
        if chain:
            rest, branches = list(amends), []
            while rest:
                top = next(x for x in rest if not any(x[1]['name'] in self.sees[y[1]['name']] for y in rest if y is not x))
                branches += top[2]
                rest.remove(top)
            possible, passed, decided, unsure = self.try_branches(unit, branches + unit.base, d)
            ways = [('', v) for v in possible]
            if decided is None:
                possible = possible + [self.run_out(unit)]
                ways.append((None, possible[-1]))
            conds = passed + ([decided] if decided is not None else [])
            out = self.behind_gate(unit, gate, gated, self.finish(unit, possible, conds, unsure), possible + unsure)
            if any(v is out for _, v in ways):      # what it gives itself says whether it is unsettled
                out = copy.copy(out)
            out.ways = ways
            return out
        items, conds, unsure, open_layers = [], [], [], []
        sets = [(am['name'], self.try_branches(unit, b, d)) for _, am, b in amends] + [(None, self.try_branches(unit, unit.base, d))]
        for n, (possible, passed, decided, uns) in sets:
            applies = 'yes' if decided is not None else None if possible else 'no'
            v = self.hull(unit.t, possible, True) if possible else None
            if v is not None and not v.certain():
                v = Value(v.t, v.p, v.basis, v.why.union(*[c.why for c in uns]), v.deps, v.err)
            items.append((n, applies, v))
        for n, (possible, passed, decided, uns) in sets:
            displaced = any(n2 is not None and n2 != n and a2 == 'yes' and (n is None or n in self.sees[n2]) for n2, a2, _ in items)
            if not displaced:
                conds += passed + ([decided] if decided is not None else [])
                unsure += uns
                open_layers += uns if decided is None else []
        v, count = self.standing(unit.t, items, self.run_out(unit))
        out = self.behind_gate(unit, gate, gated, self.finish(unit, [v], conds, open_layers), [v] + unsure)
        if not out.certain():
            out.deps = out.deps.union(*[c.deps for c in unsure])
        out.conflict = v.conflict and not gated
        displaced = {n for n, _, _ in items if any(n2 is not None and n2 != n and a2 == 'yes' and (n is None or n in self.sees[n2])
                                                   for n2, a2, _ in items)}
        out.ways = [(n or '', v) for n, (possible, _, _, _) in sets if n not in displaced for v in possible]
        if not out.conflict and all(a != 'yes' for _, a, _ in items):
            out.ways.append((None, self.run_out(unit)))
        return out

    def behind_gate(self, unit, gate, gated, v, parts):
        """What the branches give, besides not being applicable; parts: all that is not certain is depended on."""
        if gate is None:
            return v
        out = self.finish(unit, gated + [v], [gate], [gate] if gated else [])
        if not out.certain():
            out.deps = out.deps.union(*[p.deps for p in parts if not p.certain()])
        return out

    def dormant(self, unit, d):
        """A role or severity that only amendments mention, none of which is in force."""
        forces = [self.in_force(a['force'], d) for a, _, _ in unit.amends]
        return unit.part in ('role', 'severity') and not unit.base and not any(forces)

    def run_out(self, unit):
        if unit.runs_out == 'unknown':
            return self.unknown(unit.t)
        return self.value(unit.t, self.plain(unit, unit.runs_out), unit.cites)

    def try_branches(self, unit, branches, d):
        """(possible results, conditions passed over, the condition that decided or None, unknown conditions)"""
        possible, passed, unsure = [], [], []
        for cond, result, cites in branches:
            c = bool_value('yes', 0) if cond is None else self.ev(cond, d)
            t = truth(c)
            if t == 'no':
                passed.append(c)
                continue
            v = self.result(unit, result, d)
            v2 = Value(v.t, v.p, v.basis if v.basis is None else max(v.basis, cites), v.why, v.deps, v.err)
            v2.ways = v.ways if v.ways == 'unsettled' else ()
            possible.append(v2)
            if t == 'yes':
                return possible, passed, c, unsure
            unsure.append(c)
        return possible, passed, None, unsure

    def result(self, unit, r, d):
        if unit.part in ('define', 'indicators', 'mitigations'):
            v = self.ev(r, d)
            if isinstance(unit.t, tuple) and not isinstance(v.t, tuple):
                p = {m: ('i' if len(v.p) == 1 else 'u') if m in v.p else 'o' for m in self.domains[unit.t[1]]}
                return Value(unit.t, p, v.basis, v.why, v.deps)
            return Value(unit.t, v.p, v.basis, v.why, v.deps, v.err)
        if r == 'unknown':
            v = self.unknown(unit.t)
            v.ways = 'unsettled'
            return v
        if unit.part == 'requirement' and isinstance(r, tuple):
            must, by = r
            if by is None:
                v = self.ev(must, d)
                t = truth(v)
                if t is None:
                    return self.mixed(unit.t, frozenset(('met', 'breached')), [v], 0)
                return Value(unit.t, frozenset(('met' if t == 'yes' else 'breached',)), v.basis)
            return self.deadline(unit, must, by, d)
        return self.value(unit.t, self.plain(unit, r), 0)

    def deadline(self, unit, must, by, d):
        when = self.ev(by, d)
        late_start, open_run = None, []
        if unit.force and unit.force[0] is not None:
            start = unit.force[0]
        elif unit.gate:
            self.ev(unit.gate[0], d)
            run, before = self.run(unit.gate[0], d)
            start = run[-1][0] if run else d
            late_start = d
            for lo, _, x in run:
                if truth(x) != 'yes':
                    break
                late_start = lo
            open_run = [x for _, _, x in run if truth(x) != 'yes']
        else:
            start = self.first_said(must)
        lo, hi, none, _ = when.p
        if when.err:
            ends = [FIRST - 1, LAST]
        elif none == 2:
            ends = [NEVER]
        elif when.certain():
            ends = [lo]
        else:
            ends = [FIRST - 1 if lo is None else lo, LAST if none or hi is None else hi]     # open below: before the calendar
        values = []
        looked = []
        for D in ends:
            days = list(self.walk(must, start, min(d, D)))
            looked += [v for _, _, v in days if not v.certain()]
            late = 'breached' if d > D else 'pending'
            sure = days if not open_run else list(self.walk(must, late_start, min(d, D)))
            yes = [v.basis for _, _, v in sure if truth(v) == 'yes']
            if yes:
                v = Value(unit.t, frozenset(('met',)), strongest(yes))
            elif all(truth(v) == 'no' for _, _, v in days):
                v = Value(unit.t, frozenset((late,)), weakest([0] + [v.basis for _, _, v in days]))
            else:
                early = [] if any(truth(v) == 'yes' for _, _, v in days) else days
                after = [] if all(truth(v) == 'no' for _, _, v in sure) else sure
                v = self.mixed(unit.t, frozenset(('met', late)), [v for _, _, v in early + after] + open_run, 0)
                seen = frozenset().union(*[x.deps for _, _, x in days if not x.certain()])
                v = Value(v.t, v.p, v.basis, v.why, v.deps | seen)
            values.append(v)
            if d > D:
                self.narrow(D + 1, NEVER)
            else:
                self.narrow(ALWAYS, D)
        if d < start:
            self.narrow(ALWAYS, start - 1)
        else:
            self.narrow(late_start if open_run else start, NEVER)
            self.narrow(*self.away(must, d)[:2])
        v = self.hull(unit.t, values)
        if 'met' in v.p and not v.certain():        # it may hang on where the days begin; what it is blamed on: by each D
            for x in open_run:
                v = Value(v.t, v.p, v.basis, v.why, v.deps | x.deps)
        if when.certain():
            return Value(v.t, v.p, v.basis if v.basis is None else weakest((v.basis, when.basis)), v.why, v.deps)
        if v.certain():
            return v
        why, deps = set(v.why) | when.why, v.deps | when.deps
        for x in looked:
            deps |= x.deps
        return Value(v.t, v.p, v.basis, frozenset(why), deps)

    def first_said(self, must):
        days = [self.first_day(s) for s in self.reads_of(must) if s.kind != 'parameter']
        days = [x for x in days if x is not None]
        return max(FIRST, min(days)) if days else FIRST

    def first_day(self, s):
        """The first day of which the record says anything of a fact or event."""
        if s.kind == 'event':
            dates, cover, _ = self.record(s)
            return min([x[0] for x in dates + cover], default=None)
        first = None
        for part in s.layers.values():
            points = {FIRST}
            for h in part.layers + ([part.inside] if part.first else []):
                points.update(h.points)
            if part.first:
                points.update(part.points)
            for d in sorted(p for p in points if FIRST <= p <= LAST):
                if self.spoken_of(part, d):
                    first = d if first is None else min(first, d)
                    break
        return first

    def spoken_of(self, part, d):
        """Does any statement about a fact, or this member of a set, hold on the day, certainly or possibly?"""
        histories = part.layers
        if part.first:
            (f1, f2), (u1, u2) = part.first
            histories = [part.inside] if f2 <= d < u1 else part.layers + (part.within(d) if f1 <= d < u2 else [])
        return any(any(h.holding(d)) for h in histories)

    def reads_of(self, thing):
        if isinstance(thing, Node):
            if thing.reads is None:
                thing.reads = set()
                out = set()
                if thing.k == 'subject':
                    out.add(thing.a[0])
                for x in thing.a:
                    indicators = isinstance(x, Unit) and thing.k != 'unit'      # all of a signature's are counted
                    out |= self.reads_of(x.indicators if indicators else x)
                if thing.k in ('raised', 'breached', 'heldrights'):
                    want = {'raised': 'signature', 'breached': 'requirement', 'heldrights': 'right'}[thing.k]
                    for u in self.declared:
                        if u.part == want:
                            out |= self.reads_of(u)
                            if want == 'signature' and u.severity:
                                out |= self.reads_of(u.severity)
                thing.reads = out
            return thing.reads
        if isinstance(thing, Unit):
            out = set()
            for c, r, _ in thing.base + [b for _, _, bs in thing.amends for b in bs]:
                out |= self.reads_of(c) | self.reads_of(r)
            if thing.gate:
                out |= self.reads_of(thing.gate[0])
            return out
        if isinstance(thing, Subject):
            return {thing}
        if isinstance(thing, (list, tuple)):
            out = set()
            for x in thing:
                out |= self.reads_of(x)
            return out
        return set()

    def finish(self, unit, possible, conds, unsure):
        v = self.hull(unit.t, possible, True)
        bases = [c.basis for c in conds]
        if v.certain():
            return Value(v.t, v.p, weakest([v.basis] + bases))
        why, deps = set(v.why), set(v.deps)
        for c in unsure + possible:
            if not c.certain():
                why |= c.why
                deps |= c.deps
        basis = None if v.basis is None else weakest([v.basis] + bases)
        return Value(v.t, v.p, basis, frozenset(why) or frozenset((NS,)), frozenset(deps), v.err)

    # -- answers

    def answer(self, d):
        """The lines of all conclusions, of findings and of what is missing, as the other side writes them; `possible`:
        the answers still possible for each role that is open, by its name."""
        lines, findings, hangs, self.possible = [], [], {}, {}
        for n in self.shown:
            line, found, deps, possible = self.away(n, d)[2]
            lines.append(line)
            if possible:
                self.possible[line.split('\t')[0]] = possible
            findings += found
            for s in deps:
                hangs[s] = hangs.get(s, 0) + 1
        findings.sort(key=lambda f: KINDS.index(f[0]))
        lines += ['* ' + '\t'.join(f) for f in findings]
        missing = [s for s in hangs if s.kind != 'parameter' and not self.away(s.stated, d)[2]]
        missing.sort(key=lambda s: (-hangs[s], s.order))
        return '\n'.join([x for x in lines if x] + ['* missing\t' + ','.join(s.name for s in missing)])

    def do_conclusion(self, n, d):
        """(line, findings, facts and events that it depends on)"""
        u = n.a[0]
        v = self.unit_on(u, d)
        outside = self.dormant(u, d) or not self.in_force(u.force, d) or not self.in_force(getattr(u, 'source_force', None), d)
        cell = 'not in force' if outside else 'conflict' if v.conflict else 'error' if v.err else self.cell(u.t, v)
        certain = v.certain() and not v.conflict
        basis = BASES[v.basis] if certain and v.basis else 'constant' if certain else ''
        deps = [] if certain or v.conflict or outside else sorted(v.deps, key=lambda s: s.order)
        disputed = not certain and not v.conflict and not outside and v.why == {DIS}
        line = '%s\t%s\t%s\t%s%s' % (u.name, cell, basis, ','.join(s.name for s in deps), '\tdisputed' * disputed)
        possible = []
        if u.part == 'role' and not certain and not v.conflict and not outside:
            possible = sorted({'unsettled' if x.ways == 'unsettled' else self.cell(u.t, x).replace('none', 'nobody') for _, x in v.ways})
        return line, self.findings_of(u, v, cell, outside), deps, possible

    def do_invariant(self, n, d):
        title, c = n.a
        broken = truth(self.ev(c, d)) == 'no'
        return '', [('invariant', 'certain', title)] if broken else [], [], []

    def do_dispute(self, n, d):
        s = n.a[0]
        return '', [('disputed', 'certain', s.name)] if DIS in self.subject_on(s, d).why else [], [], []

    def do_stated(self, n, d):
        """Does anybody state anything of the fact on this day, of the event at all?"""
        s = n.a[0]
        if s.kind == 'event':
            return any(self.record(s)[:2])
        for part in s.layers.values():
            self.fact_on('yes/no' if isinstance(s.t, tuple) else s.t, part, d)      # narrows
        return any(self.spoken_of(part, d) for part in s.layers.values())

    def findings_of(self, u, v, cell, outside):
        if outside:
            return []
        out = []
        if u.part == 'role':
            need = self.roles[u.name.rpartition('.')[2]]
            if need != 'any' and v.certain() and not v.conflict and 'i' not in v.p.values():
                out.append(('gap', 'certain'))
            elif need != 'any' and any(way is None for way, _ in v.ways):
                out.append(('gap', 'possible'))
        if u.part == 'requirement' and 'breached' in v.p:
            out.append(('breached', 'certain' if len(v.p) == 1 else 'possible'))
        if u.part == 'signature' and v.p == {'raised'} and not v.conflict:
            out.append(('raised', 'certain'))
        unsettled = [x.ways == 'unsettled' for _, x in v.ways]
        if any(unsettled):
            out.append(('unsettled', 'certain' if all(unsettled) else 'possible'))
        if v.conflict:
            out.append(('conflict', 'certain'))
        elif any(m and n and n not in self.sees[m] and m not in self.sees[n] and m != n and not x.same(y)
                 for m, x in v.ways for n, y in v.ways):
            out.append(('possible conflict', 'possible'))
        if cell == 'error':
            out.append(('error', 'certain'))
        return [f + (u.name,) for f in out]

    def cell(self, t, v):
        p = v.p
        if t in RANGES:
            lo, hi, none, kind = p
            if none == 2:
                return 'no date'
            tail = '|no date' if none else ''
            if hi is None and lo == (0 if t == 'count' else None) and not (t == 'count' and none):
                return 'unknown' if not tail else '..' + tail

            def one(x):
                return show(t, x, kind)
            if lo == hi and lo is not None:
                return one(lo) + tail
            return '%s..%s%s' % ('' if lo is None else one(lo), '' if hi is None else one(hi), tail)
        if t == 'text':
            if p is None:
                return 'unknown'
            return '|'.join(sorted('"%s"' % x.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') for x in p))
        if isinstance(t, tuple):
            if all(x == 'u' for x in p.values()):
                return 'unknown'
            got = [m + ('?' if x == 'u' else '') for m, x in p.items() if x != 'o']
            return ', '.join(got) or 'none'
        if t == 'yes/no':
            order = ['yes', 'no']
        else:
            order = self.domains[t]
        if len(p) == len(order):
            return 'unknown'
        return '|'.join(WORDS.get(m, m) for m in order if m in p)


def add(a, b):
    if a is None or b is None:
        return None
    n = a + b
    if not -BIG <= n < BIG:
        raise OverflowError
    return n


def neg(a):
    return None if a is None else -a


def rounded(n, d):
    """n / d to a whole number, half to even."""
    if d < 0:
        n, d = -n, -d
    q, r = divmod(n, d)
    if 2 * r > d or 2 * r == d and q % 2:
        q += 1
    if not -BIG <= q < BIG:
        raise OverflowError
    return q


INF = float('inf')


def product(a, b, c, e):
    lo1, hi1 = (-INF if a is None else a), (INF if b is None else b)
    lo2, hi2 = (-INF if c is None else c), (INF if e is None else e)
    got = []
    for x in (lo1, hi1):
        for y in (lo2, hi2):
            if x == 0 or y == 0:
                got.append(0)
            elif abs(x) == INF or abs(y) == INF:
                got.append(INF if (x > 0) == (y > 0) else -INF)
            else:
                got.append(rounded(x * y, SCALE))
    lo, hi = min(got), max(got)
    return (None if lo == -INF else lo), (None if hi == INF else hi)


def quotient(a, b, c, e):
    lo1, hi1 = (-INF if a is None else a), (INF if b is None else b)
    lo2, hi2 = (-INF if c is None else c), (INF if e is None else e)
    got = []
    for x in (lo1, hi1):
        for y in (lo2, hi2):
            if abs(y) == INF:
                got.append(0)
            elif abs(x) == INF:
                got.append(x if y > 0 else -x)
            else:
                got.append(rounded(x * SCALE, y))
    lo, hi = min(got), max(got)
    return (None if lo == -INF else lo), (None if hi == INF else hi)


def compare_ranges(op, a, b, c, e):
    lo1, hi1 = (-INF if a is None else a), (INF if b is None else b)
    lo2, hi2 = (-INF if c is None else c), (INF if e is None else e)
    if op in ('>', '>='):
        lo1, hi1, lo2, hi2 = lo2, hi2, lo1, hi1
        op = '<' if op == '>' else '<='
    if op == '=':
        if lo1 == hi1 == lo2 == hi2:
            return 'yes'
        return 'no' if hi1 < lo2 or hi2 < lo1 else None
    # an open end lies beyond every number
    if op == '<':
        if hi1 < lo2:
            return 'yes'
        return 'no' if lo1 >= hi2 else None
    if hi1 <= lo2:
        return 'yes'
    return 'no' if lo1 > hi2 else None


def fewest(dates):
    """The fewest events that explain the dates: groups of dates of different statements with a day in common."""
    best = [len(dates)]

    def place(i, groups):
        if len(groups) >= best[0]:
            return
        if i == len(dates):
            best[0] = len(groups)
            return
        l, u, _, s = dates[i]
        for g in groups:
            if s not in g[2] and max(l, g[0]) <= min(u, g[1]):
                old = list(g)
                g[0], g[1], g[2] = max(l, g[0]), min(u, g[1]), g[2] | {s}
                place(i + 1, groups)
                g[0], g[1], g[2] = old
        place(i + 1, groups + [[l, u, {s}]])
    place(0, [])
    return best[0]


def show(t, n, kind=None):
    if t == 'date':
        return ymd(n).isoformat()
    if t == 'duration':
        word = {'days': 'day', 'months': 'month', 'working': 'working day', None: 'day'}[kind]
        return '%d %s%s' % (n, word, '' if n == 1 else 's')
    if t == 'percent':
        n *= 100
    sign, n = ('-' if n < 0 else ''), abs(n)
    text = '%d.%06d' % divmod(n, SCALE)
    text = text.rstrip('0').rstrip('.')
    return sign + ('£' if t == 'money' else '') + text + ('%' if t == 'percent' else '')


def split_modules(rules):
    if not rules.startswith('=== '):
        return [('t', rules)]
    out = []
    for part in re.split(r'(?m)^=== ', rules)[1:]:
        name, _, text = part.partition('\n')
        out.append((name.strip(), text))
    return out


def answer(rules, case, date, planned=False, known=None):
    oracle = Oracle(rules)
    oracle.take(case, planned, partial(known)[0] if known else None)
    return oracle.answer(partial(date)[0])


if __name__ == '__main__':
    print(answer(open(sys.argv[1]).read(), open(sys.argv[2]).read(), sys.argv[3], 'planned' in sys.argv))
