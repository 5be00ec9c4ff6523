#!/bin/bash
# Assurance row 2: no recursive function that nothing bounds: tests/recursion.txt.
python3 tests/recursion.py
