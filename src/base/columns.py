#!/usr/bin/env python3
"""Writes src/base/columns.def: the code points that take no column on a terminal, or two.

    src/base/columns.py > src/base/columns.def

From Python's Unicode tables: none for marks that do not space (Mn, Me), format characters (Cf, but for the soft
hyphen) and the vowels and finals of Hangul; two for East Asian wide and full-width ones.
"""
import sys
import unicodedata


def columns(point):
    char = chr(point)
    category = unicodedata.category(char)
    if 0x1160 <= point <= 0x11FF or (category in ("Mn", "Me", "Cf") and point != 0xAD):
        return 0
    if category == "Cn":  # Python calls every unassigned one full-width; only the ideographic planes are wide
        return 2 if 0x20000 <= point <= 0x3FFFD else 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def ranges():
    start, value = 0, 1
    for point in range(sys.maxunicode + 2):
        now = columns(point) if point <= sys.maxunicode else 1
        if now != value:
            if value != 1:
                yield start, point - 1, value
            start, value = point, now


print("/* COLUMNS(first, last, columns), in order; written by src/base/columns.py from Unicode %s. */"
      % unicodedata.unidata_version)
for first, last, value in ranges():
    print("COLUMNS(0x%04X, 0x%04X, %d)" % (first, last, value))
