#!/bin/bash
# variants: check stress
# `remit fmt`: the canonical layout, in place, to standard output, or only told about; never a comment or a file lost.
. tests/lib.sh
mkdir "$SCRATCH/w"
cat > "$SCRATCH/w/a.remit" <<'R'
module   a
# why x is asked
fact x:yes/no   # behind
define y   when x
R
cat > "$SCRATCH/w/a.case" <<'R'
case  a as at 2021-01-01
use a
x   is yes
R
cp "$SCRATCH/w/a.remit" "$SCRATCH/before"

run "$REMIT" fmt --check "$SCRATCH/w"
exits 1 '--check finds what would change'
is "$(sort <<<"$out" | sed 's/.*\///')" $'a.case would change\na.remit would change' 'and names the files, of a folder too'
same "$SCRATCH/w/a.remit" "$SCRATCH/before" 'but changes nothing'

run "$REMIT" fmt --diff "$SCRATCH/w/a.remit"
exits 1 '--diff finds as much'
is "$(head -2 <<<"$out")" "--- $SCRATCH/w/a.remit
+++ $SCRATCH/w/a.remit (formatted)" 'names both sides'
like "$out" '^-define y   when x$' 'shows a line as it is'
like "$out" '^\+define y when x$' 'and as it would be'
same "$SCRATCH/w/a.remit" "$SCRATCH/before" 'and changes nothing'
( cd "$SCRATCH/w" && "$OLDPWD/$REMIT" fmt --diff a.remit | patch -so "$SCRATCH/patched" a.remit ) 2>/dev/null
run "$REMIT" fmt - < "$SCRATCH/before"
is "$(cat "$SCRATCH/patched")" "$out" 'the difference leads to what standard output gives'

run "$REMIT" fmt --diff - < "$SCRATCH/before"
exits 1 'standard input is compared, too'
is "$(head -1 <<<"$out")$err" '--- standard input' 'by its name'
like "$out" '^\+define y when x$' 'and shown as it would be'

run env PATH="$SCRATCH/nowhere" "$PWD/$REMIT" fmt --diff "$SCRATCH/w/a.remit"
exits 2 'without a program diff there is no --diff'
like "$err" 'the program `diff` is needed for --diff' 'which is said'

run "$REMIT" fmt "$SCRATCH/w"
exits 0 'a folder is laid out in place'
like "$(cat "$SCRATCH/w/a.remit")" '^# why x is asked$' 'with its comments'
like "$(cat "$SCRATCH/w/a.remit")" '^fact x : yes/no  # behind$' 'those behind a line too'
is "$(cat "$SCRATCH/w/a.case")" $'case a  as at 2021-01-01\nuse a\nx is yes' 'a case has its layout as well'
run "$REMIT" fmt --check "$SCRATCH/w"
exits 0 'and then nothing would change'
is "$out" '' 'and nothing is said'
run "$REMIT" fmt --diff "$SCRATCH/w/a.remit"
exits 0 'nor is there a difference'

printf '\xef\xbb\xbf' | cat - "$SCRATCH/w/a.remit" > "$SCRATCH/w/bom.remit"
run "$REMIT" fmt --check "$SCRATCH/w/bom.remit"
exits 1 'a byte-order mark would be taken out'

printf 'define y when (x' > "$SCRATCH/w/broken.remit"
run "$REMIT" fmt "$SCRATCH/w/broken.remit"
exits 3 'what cannot be read is not laid out'
is "$(cat "$SCRATCH/w/broken.remit")" 'define y when (x' 'and stands as it was'
mkdir "$SCRATCH/empty"
run "$REMIT" fmt "$SCRATCH/empty"
exits 2 'an empty folder is no success'
like "$err" 'holds no rules \(\.remit\) and no cases' 'and is said to be empty'
run "$REMIT" fmt "$SCRATCH/nowhere.remit"
exits 2 'a missing file'
finish
