#!/usr/bin/env python3
"""Writes decimal_table.inc: exact results of decimal arithmetic at its boundaries, from Python's fractions.

    tests/unit/decimal_table.py > tests/unit/decimal_table.inc
"""
from fractions import Fraction

MILLION = 10 ** 6
LOW, HIGH = -2 ** 63, 2 ** 63 - 1
VALUES = [0, 1, -1, 2, -3, 499999, 500000, -500000, 500001, MILLION, -MILLION, 1500000, -2500000, 3000000,
          333333, 3037000499976, -3037000499977, 9223372036854, HIGH - 1, HIGH, LOW, LOW + 1]


def half_even(value):
    """Fraction.__round__ rounds half to even."""
    return round(value)


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def multiply(a, b):
    return half_even(Fraction(a, MILLION) * Fraction(b, MILLION) * MILLION)


def divide(a, b):
    return half_even(Fraction(a, b) * MILLION)


def row(name, function, a, b):
    status, result = "DECIMAL_OK", 0
    try:
        result = function(a, b)
        if not LOW <= result <= HIGH:
            status, result = "DECIMAL_OVERFLOW", 0
    except ZeroDivisionError:
        status = "DECIMAL_BY_ZERO"
    print("ROW(%s, %s, %s, %s, %s)" % (name, c(a), c(b), status, c(result)))


def c(number):
    return "INT64_MIN" if number == LOW else "INT64_C(%d)" % number


print("/* ROW(operation, a, b, status, result); written by decimal_table.py. */")
for a in VALUES:
    for b in VALUES:
        row("multiply", multiply, a, b)
        row("divide", divide, a, b)
        if abs(a) > 10 ** 12 or abs(b) > 10 ** 12:
            row("add", add, a, b)
            row("subtract", subtract, a, b)
