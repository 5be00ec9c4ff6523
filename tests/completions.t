#!/bin/bash
# The shells' completions, in the shells themselves; and the examples of --help and of the manual page, which are run.
. tests/lib.sh
remit=$PWD/$REMIT
mkdir "$SCRATCH/bin" "$SCRATCH/site" "$SCRATCH/old"
ln -s "$remit" "$SCRATCH/bin/remit"
for name in rules examples tests; do ln -s "$PWD/$name" "$SCRATCH/$name"; done
ln -s "$PWD/rules" "$SCRATCH/old/rules"
cp examples/public_data/sample/facts.csv "$SCRATCH"
export PATH=$SCRATCH/bin:$PATH REMIT_PATH=$PWD/rules
cd "$SCRATCH" || exit 1

# ---- bash ----
remit help --completion bash >remit.bash
touch 'a b.case'
cat >try.bash <<'END'
. ./remit.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
_remit
(IFS='|'; echo "${COMPREPLY[*]}")
END
try() { run bash try.bash "$@"; }
try remit ru
is "$out$err" run 'bash: a verb'
try remit run --as-
is "$out" '--as-at|--as-known|--as-planned' "bash: a verb's options"
try remit check --format ''
is "$out" 'text|json|sarif' "bash: the formats of that verb"
try remit check -f s
is "$out" 'sarif' 'bash: behind the letter'
try remit doc --format = h
is "$out" 'html' 'bash: behind the sign'
try remit run a
is "$out" 'a b.case' 'bash: a file with a space in its name is one'
try remit help tes
is "$out" test 'bash: a verb to be told about'

# ---- fish ----
if command -v fish >/dev/null; then
  remit help --completion fish >remit.fish
  export HOME=$SCRATCH
  fish_says() { run fish -N -c "source remit.fish; complete -C '$1'"; }
  fish_says 'remit ru'
  is "$out$err" "$(printf 'run\treach the conclusions of a case at a date')" 'fish: a verb'
  fish_says 'remit run --as-k'
  is "$out$err" "$(printf -- '--as-known\tcount only what was known on that date')" "fish: a verb's options, and what they do"
  fish_says 'remit check --format s'
  is "$(cut -f1 <<<"$out")" sarif 'fish: the formats of that verb'
else
  skip 'fish' 'needs fish'
fi

# ---- zsh ----
if command -v zsh >/dev/null; then
  remit help --completion zsh >site/_remit
  cat >zsh.py <<'END'
import os, pty, re, select, sys, time
child, terminal = pty.fork()
if not child:
    os.execvp("zsh", ["zsh", "-f"])
def until(pattern, seconds=20):
    seen, end = "", time.time() + seconds
    while not re.search(pattern, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)) and time.time() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode(errors="replace")
    return bool(re.search(pattern, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)))
os.write(terminal, b"PS1= RPS1=; fpath=($PWD/site $fpath); autoload -Uz compinit; compinit -u -D; echo rea'dy'\n")
ready = until("ready\r?\n")
for line, wanted in [(a.split("=>")) for a in sys.argv[1:]]:
    os.write(terminal, b"\x15" + line.encode() + b"\t")
    print("yes" if ready and until(re.escape(wanted)) else "no: " + line)
os.close(terminal)
END
  run python3 zsh.py 'remit ru=>remit run ' 'remit run --as-k=>--as-known' 'remit check --format s=>sarif'
  is "$out$err" 'yes
yes
yes' 'zsh: a verb, its options, its formats'
else
  skip 'zsh' 'needs zsh'
fi

# ---- the manual page ----
remit help --man >remit.1
if command -v mandoc >/dev/null; then
  run mandoc -T lint -W warning remit.1
  is "$(grep -v 'missing date' <<<"$out$err")" '' 'mandoc finds nothing wrong with the manual page'
else
  skip 'mandoc' 'needs mandoc'
fi

# ---- the examples ----
examples_of_man() {
  python3 - <<'END'
import re
for example in re.findall(r"^Example:\n\.nf\n(.*?)\n", open("remit.1").read(), re.M):
    print(example.replace("\\-", "-").replace("\\e", "\\").replace("\\&", ""))
END
}
examples_of_help() {
  for verb in $(remit --help | sed -n '/^Usage/,/^`/s/^  \([a-z]*\) .*/\1/p'); do
    remit "$verb" --help | sed -n '/^Example:/{n;s/^  //;p}'
  done
}
examples_of_help >examples.txt
is "$(examples_of_man)" "$(cat examples.txt)" 'the manual page has the examples of --help'
is "$(wc -l <examples.txt)" "$(remit --help | grep -cE '^  [a-z]+ ')" 'every verb has one'
command -v dot >/dev/null || dot() { cat; }
while read -r line; do
  (set -o pipefail; eval "$line") >said 2>complained <<<$'\nyes'      # `ask` wants a date and answers
  status=$?
  err=$(cat complained)
  exits 0 "$line"
done <examples.txt
for file in doncaster.html graph.svg our_trust.remit; do ok "... wrote $file" test -s "$file"; done
finish
