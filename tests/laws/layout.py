#!/usr/bin/env python3
"""Many texts for tests/laws/layout.c: random programs and cases, and the library's, each with its layout shaken.

Between any two words white space comes and goes, and comments are put where nobody would. Some words are left out, doubled
or exchanged as well: most of those texts are refused, and the others are programs that nobody wrote.

Usage: layout.py --count N --seed S | build/gc/laws/layout
"""
import argparse
import glob
import os
import random
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'oracle'))
import generate  # noqa: E402

WORD = re.compile(r'"(?:\\.|[^"\\\n])*"|#[^\n]*\n?|[\w£%][\w.%£-]*|[<>]=|\s+|.', re.S)


def words_of(text):
    """The words of a text and its comments, without the white space between them."""
    return [word.rstrip('\n') + ('\n' if word.startswith('#') else '') for word in WORD.findall(text) if not word.isspace()]


def glued(a, b):
    """Whether two words would become one, or a number with its sign another thing, without space between them."""
    return a[-1:] not in '(),[]:\n' and b[:1] not in '(),[]:#'


def shaken(pick, words):
    """The words with other white space, and comments, between them; how much of either is the text's own."""
    rate, odd = pick.choice((0.02, 0.2, 0.6)), pick.choice((0, 0, 0.01, 0.1, 0.5))
    out = []
    for i, word in enumerate(words):
        out.append(word)
        follower = words[i + 1] if i + 1 < len(words) else ''
        if pick.random() < odd:
            out.append(pick.choice(('# c%d\n', '  # c%d, and (more) "of it\n', '\n# c%d\n\n\n', '\n\n#c%d\n')) % i)
        elif pick.random() < rate:
            out.append(pick.choice((' ', '  ', '\n', '\n\n\n', '\t', ' \n ')))
        else:
            out.append(' ' if glued(word, follower) or pick.random() < 0.8 else '')
    return ''.join(out)


def exchanged(pick, words):
    """Two or three words left out, doubled, or put in each other's place."""
    words = list(words)
    for _ in range(pick.randint(1, 3)):
        i, k = pick.randrange(len(words)), pick.randrange(len(words))
        kind = pick.randrange(3)
        if kind == 0:
            del words[i]
        elif kind == 1:
            words.insert(i, words[k])
        else:
            words[i], words[k] = words[k], words[i]
        if not words:
            return ['module']
    return words


def declarations(words):
    """The words in pieces that begin with a word which begins a declaration, so that a text can be short."""
    starts = set('''module use source party type scale fact event parameter role duty matter right requirement signature define
        amend scenario always record holidays case'''.split())
    pieces = [[]]
    for i, word in enumerate(words):
        if word in starts and words[i - 1].endswith('\n') | bool(re.fullmatch(r'[a-z_]\w*', (words + ['', ''])[i + 1])):
            pieces.append([])
        pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def library():
    """Of each file of the library and the examples what it is, and its words."""
    files = glob.glob('rules/*.remit') + glob.glob('tests/scenarios/*.remit') + glob.glob('examples/*.case')
    return [('case' if path.endswith('.case') else 'rules', words_of(open(path, encoding='utf-8').read()))
            for path in sorted(files)]


def random_texts(pick):
    question = generate.generate(pick.randrange(1 << 30))
    for text in re.split(r'=== \w+\n', question.rules()):
        yield 'rules', words_of(text)
    for case in question.cases:
        yield 'case', words_of(case.text())


def from_library(pick, files):
    kind, words = pick.choice(files)
    if kind == 'case':
        lines = pick.randrange(len(words))
        return kind, words[:lines + 1] if pick.random() < 0.5 else words
    pieces = declarations(words)
    first = pick.randrange(len(pieces))
    return kind, [word for piece in pieces[first:first + pick.randint(1, 12)] for word in piece]


def texts(count, seed):
    pick, files, made = random.Random(seed), library(), 0
    while made < count:
        drawn = list(random_texts(pick)) if pick.random() < 0.4 else [from_library(pick, files)]
        for kind, words in drawn:
            if not words:
                continue
            if pick.random() < 0.25:
                words = exchanged(pick, words)
            yield kind, shaken(pick, words)
            made += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    try:
        for kind, text in texts(options.count, options.seed):
            data = text.encode()
            sys.stdout.buffer.write(b'%s %d\n%s' % (kind.encode(), len(data), data))
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == '__main__':
    main()
