#!/bin/bash
# The REPL at a real terminal: tmux plays the terminal, and its keys are typed one after the other.
. tests/lib.sh

if ! command -v tmux >/dev/null; then
  skip 'the REPL at a terminal' 'tmux is not here'
  finish
fi
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  skip 'the REPL at a terminal' 'this machine gives no pseudo-terminal'
  finish
fi

export XDG_STATE_HOME=$SCRATCH/state TERM=xterm
case "$REMIT" in /*) ;; *) REMIT=$PWD/$REMIT ;; esac
cp tests/cli/fixtures/town* "$SCRATCH"
PYTHON_GENERATE=$PWD/tests/bench/generate.py
cd "$SCRATCH" || exit 1

terminal() { tmux -f /dev/null -S "$SCRATCH/tmux" "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$SCRATCH"' EXIT

# begin COMMAND: in a new terminal of 100 columns, under a shell that stays when it ends.
begin() {
  terminal kill-server 2>/dev/null
  while terminal has-session 2>/dev/null; do sleep 0.05; done
  terminal new-session -d -s t -x 100 -y 50 "env PS1='shell> ' XDG_STATE_HOME=$XDG_STATE_HOME LC_ALL=C.UTF-8 sh -i"
  shows 'shell>'
  terminal send-keys -t t "$1" Enter
}
type_keys() { terminal send-keys -t t "$@"; }
enter() { terminal send-keys -t t -l "$1"; terminal send-keys -t t Enter; }
screen() { terminal capture-pane -p -t t; }

# shows REGEX: waits until the terminal shows it; half a minute, which only a failure or the stress build takes.
shows() {
  for _ in $(seq 600); do
    screen 2>/dev/null | grep -qE -e "$1" && return 0
    sleep 0.05
  done
  return 1
}

# sees REGEX NAME: a test that the terminal comes to show it.
sees() {
  shows "$1"
  tap_result $? "$2" || tap_say "the terminal, expected to show $1" "$(screen)"
}

begin "$REMIT repl town.case"
sees '^town 2021-08-01> *$' 'the prompt shows the case and the date'
sees '`help` lists the commands' 'a greeting'

# ---- completion ----
type_keys 'appr' Tab
sees '> approve_ending *$' 'a name is completed'
type_keys Enter
sees '^approve_ending: held' 'and asked'
type_keys 'ofsted is in' Tab
sees '> ofsted is inadequate' 'a value after `is`'
type_keys C-u 'ofsted is ' Tab
sees 'inadequate +known +outstanding|good +inadequate' 'values are listed'
type_keys C-u 'transc' Tab
sees '> transcript *$' 'a command'
type_keys C-u 'case town.c' Tab
sees '> case town.case' 'a file'
# completes TEXT REGEX NAME: what a Tab behind the text brings.
completes() {
  type_keys C-u "$1" Tab
  sees "$2" "$3"
}
completes 'approve_ending is ' '^held +in +known +not' 'answers of a right'
completes 'turnover is ' 'raised' 'of a signature'
completes 'board_members is ' 'breached +known +met +not +pending' 'of a requirement'
completes 'social_care.delivers is ' 'council +dfe +.*nobody' 'of a role'
completes 'operational is ' '^known +no +unknown +yes' 'of a fact'
completes 'help transc' '> help transcript' 'a command behind `help`'
completes 'as pl' '> as planned' 'a word behind `as`'
completes 'suppose operat' '> suppose operational' 'a fact behind `suppose`'
completes 'why end_c' '> why end_contract' 'a conclusion behind `why`'
type_keys C-u 'zzz' Tab
type_keys C-u
enter 'clear_nothing is yes?'
sees 'R0201' 'a mistake does not end it'

# ---- suppositions, undo to the start ----
enter 'operational is no'
sees 'approve_ending +held → not held' 'what changes'
sees '^town 2021-08-01, 1 supposed>' 'the prompt counts suppositions'
enter 'direction is no'
sees ', 2 supposed>' 'two'
completes 'drop ' '^all +direction +operational' 'what is supposed stands behind `drop`'
type_keys C-u
enter 'as at 2021-07-01'
sees '^town 2021-07-01, 2 supposed>' 'and the date'
enter 'undo'; enter 'undo'; enter 'undo'
sees 'Taken back. 0 supposed' 'undo to the start'
enter 'undo'
sees 'there is nothing to undo' 'and no further'
terminal clear-history -t t; type_keys C-l

# ---- several lines ----
enter 'signature odd "Odd things"'
sees '^\.\.\.' 'a prompt for the lines that follow'
enter 'indicator many "many posts are vacant" when vacancy_rate > 15%'
enter ''
sees 'odd +new: raised' 'a blank line ends them'
enter 'signature two "Two things"'
enter 'indicator many "many posts are vacant" when vacancy_rate > 15%'
enter 'indicator few "few are left" when board_size < 3'
enter 'suppose'
sees 'two +new: raised' 'a command at the margin ends them too'
sees 'Nothing is supposed' 'and is done'
type_keys 'why en' Tab
sees '> why end' 'what all possibilities begin with is written'
type_keys C-u
terminal send-keys -t t -H ff
enter 'operational'
sees '^operational: yes' 'a byte that is no character is passed over'
enter 'define paid when spend > £5k'
sees 'paid +new: unknown' 'a pound sign arrives whole'
enter 'duty lost "Lost"'
shows '^\.\.\.'
type_keys C-c
sees '\^C' 'Ctrl-C gives up lines begun'
enter 'lost'
sees 'called `lost`' 'nothing came of them'
type_keys 'half a li'; shows 'half a li'; type_keys C-c
enter '40 + 2'
sees '^42$' 'Ctrl-C gives up a line'

# ---- forks ----
enter 'fork grim'
sees '^town/grim 2021-08-01>' 'the prompt shows the fork'
enter 'operational is no'
shows ', 1 supposed>'
completes 'switch ' '^case +grim' 'forks stand behind `switch`'
type_keys C-u
enter 'switch case'
sees '^town 2021-08-01> *$' 'back to the case'
enter 'scenarios'
sees 'approve_ending +held +not held' 'side by side'

# ---- a file changes on disk ----
sleep 0.05
sed -i 's/vacancy_rate is 20%/vacancy_rate is 3%/' town.case
enter '1 + 1'
sees '`town.case` has changed on disk' 'a change on disk is said at the prompt'
enter 'reload'
sees 'turnover.vacant +yes → no' 'reload says what it changes'

# ---- leaving, history ----
type_keys C-d
sees 'Leave\? \[y/N\]' 'Ctrl-D asks while something is not saved'
enter 'n'
enter 'save kept.case'
sees 'Saved in' 'saving'
type_keys C-d
sees 'shell> *$' 'then it does not ask'
ok 'the history is kept' grep -qx 'fork grim' "$XDG_STATE_HOME/remit/history"
is "$(stat -c %a "$XDG_STATE_HOME/remit/history")" 600 'for its owner alone'
begin "$REMIT repl town.case"
shows '^town 2021-08-01>'
type_keys Up
sees '> save kept.case' 'and there the next time'
type_keys C-c
enter 'operational is no'
shows ', 1 supposed>'
terminal kill-server
ok 'a terminal that goes away keeps the history' grep -qx 'operational is no' "$XDG_STATE_HOME/remit/history"

begin "$REMIT repl"
sees 'Nothing loaded' 'a session of nothing'
seq 2500 >"$XDG_STATE_HOME/remit/history"
begin "$REMIT repl town.case"
sees '^town 2021-08-01>' 'a session with a long history'
is "$(head -1 "$XDG_STATE_HOME/remit/history") $(wc -l <"$XDG_STATE_HOME/remit/history")" '1501 1000' 'which is cut to its last thousand lines'
mkdir home
begin "env -u XDG_STATE_HOME HOME=$SCRATCH/home $REMIT repl town.case"
shows '^town 2021-08-01>'
enter '40 + 4'
shows '^44$'
type_keys C-d
shows 'shell> *$'
ok 'without XDG_STATE_HOME the history stands in the home folder' grep -qx '40 + 4' home/.local/state/remit/history

# ---- a long command ----
python3 "$PYTHON_GENERATE" big 40000
begin "$REMIT repl big/main.case"
shows '^main 2022-01-01>'
enter 'timeline'
sleep 0.3
type_keys C-c
sees 'Stopped' 'Ctrl-C stops a long command'
enter '40 + 3'
sees '^43$' 'and not the session'
enter 'flag_0 is yes'
sees 'worked out again' 'which works on'

# ---- plain terminals ----
begin "TERM=dumb $REMIT repl town.case"
sees '^town 2021-08-01>' 'a dumb terminal has a prompt'
enter 'operational'
sees '^operational: yes' 'and answers'
begin "$REMIT repl town.case --color always"
shows '^town 2021-08-01>'
enter 'operational'
shows 'operational: yes'
like "$(terminal capture-pane -e -p -t t)" $'\x1b\\[1m' 'colour where it is wanted'
begin "NO_COLOR=1 $REMIT repl town.case"
shows '^town 2021-08-01>'
enter 'operational'
shows 'operational: yes'
unlike "$(terminal capture-pane -e -p -t t)" $'\x1b\\[1m' 'none with NO_COLOR'
terminal resize-window -t t -x 44 -y 30
enter 'approve_ending'
sees 'by the line' 'a narrow terminal'
is "$(screen | awk 'length > 44')" '' 'is respected'
finish
