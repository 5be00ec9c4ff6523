#!/bin/bash
# The example that embeds the library, built as its first lines say and run.
. tests/lib.sh
library=build/libremit.a
run cc -Wall -Wextra -Werror -Iinclude examples/embed/embed.c $library -lgc -l:libmd.a -lpthread -o "$SCRATCH/embed"
exits 0 'the example builds without a warning'
run "$SCRATCH/embed" rules tests/cli/fixtures/town.case 2021-08-01 social_care.delivers operational=no
exits 0 'and runs'
is "$out" 'social_care.delivers: trust (stated)
supposing operational=no
social_care.delivers: council (supposed)' 'before and after a supposition'
run "$SCRATCH/embed" rules tests/cli/fixtures/town.case 2021-08-01 cost
is "$out" 'cost: unknown, depending on spend, places' 'with what an answer depends on'
run "$SCRATCH/embed" rules "$SCRATCH/none.case" 2021-08-01 cost
exits 2 'a missing case'
like "$err" 'R0001' 'is told'
run cc -Wall -Wextra -Werror -Iinclude examples/embed/rows.c $library -lgc -l:libmd.a -lpthread -o "$SCRATCH/rows"
exits 0 'the example of many cases builds, too'
run "$SCRATCH/rows" rules workforce_data 2024-09-30 vacant_posts,many_leavers 'vacancy_rate > 10%' <examples/public_data/sample/facts.csv
exits 0 'and runs'
like "$out" '^case,as_at,vacant_posts,many_leavers' 'a table'
like "$err" '^[0-9]+ rows$' 'of so many rows'
if command -v c++ >/dev/null; then
  printf '#include <remit.h>\nint main() { remit *r = remit_open(0); remit_close(r); return 0; }\n' > "$SCRATCH/x.cc"
  ok 'the header serves C++, too' c++ -Wall -Wextra -Werror -Iinclude -fsyntax-only "$SCRATCH/x.cc"
fi
ok 'the header stands alone, in strict C' bash -c 'echo "#include <remit.h>" | cc -std=c99 -pedantic -Wall -Werror -Iinclude -xc -fsyntax-only -'
finish
