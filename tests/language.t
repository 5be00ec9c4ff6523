#!/bin/bash
# variants: check
# Every example of grammar/LANGUAGE.md is run, and the grammar and the words in its appendix are held against the
# sources. How an example is wrapped and judged stands in tests/language.py. `tests/language.t 412 430` runs only the
# blocks that begin on these lines.
. tests/lib.sh
python3 tests/language.py "$REMIT" "$SCRATCH" grammar/LANGUAGE.md "$@"
