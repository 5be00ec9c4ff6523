#!/bin/bash
# Progress of `remit test`, on a terminal and nowhere else.
. tests/lib.sh
{
  printf 'module many\nuse town\n'
  for i in $(seq 100000); do echo "scenario \"$i\" as at 2021-01-01  given operational is yes  expect end_contract is held"; done
} >"$SCRATCH/many.remit"
cp tests/cli/fixtures/town.remit "$SCRATCH"
cat >"$SCRATCH/terminal.py" <<'END'
import os, pty, sys
child, terminal = pty.fork()
if not child:
    os.execvp(sys.argv[1], sys.argv[1:])
said = b""
try:
    while piece := os.read(terminal, 65536): said += piece
except OSError: pass
print(said.decode().replace("\r\x1b[K", "\n"))
END
run python3 "$SCRATCH/terminal.py" taskset -c 0 "$REMIT" test "$SCRATCH/many.remit"
like "$out" '^[0-9]+ of 100000 scenarios, [0-9]+ a second, [0-9]+ s left$' 'how many are done, how fast, and the time left'
like "$(tail -n 2 <<<"$out")" '^100000 scenarios: 100000 passed' 'which the result replaces'
run taskset -c 0 "$REMIT" test "$SCRATCH/many.remit"
is "$out$err" '100000 scenarios: 100000 passed' 'elsewhere nothing of it'
finish
