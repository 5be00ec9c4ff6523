#!/bin/bash
# The editors' grammars know the words of the language, each class with its own colour, and no others.
. tests/lib.sh
run python3 - <<'P'
import json, re
words = {}
for word, kind in re.findall(r'^WORD\("([^"]+)", (\w+)', open("src/syntax/keywords.def").read(), re.M):
    words.setdefault(kind, set()).add(word)
scopes = {"DECLARATION": "keyword.declaration", "CLAUSE": "keyword.other.clause", "OPERATOR": "keyword.operator.word", "TYPE": "support.type",
          "UNIT": "constant.other.unit", "STATUS": "constant.language.status", "VALUE": "constant.language"}
groups = {"DECLARATION": "remitDeclaration", "CLAUSE": "remitClause", "OPERATOR": "remitOperator", "TYPE": "remitType", "UNIT": "remitUnit",
          "STATUS": "remitStatus", "VALUE": "remitValue"}
grammar = json.load(open("grammar/editors/vscode/syntaxes/remit.tmLanguage.json"))
textmate = {p["name"]: set(p["match"][3:-3].split("|")) for p in grammar["patterns"] if p.get("match", "").startswith(r"\b(")}
vim = {m[0]: set(m[1].split()) for m in re.findall(r"^syntax keyword (\w+) (.*)$", open("grammar/editors/vim/syntax/remit.vim").read(), re.M)}
for kind in sorted(set(words) | set(scopes)):
    for name, got in (("TextMate", textmate.get(scopes.get(kind, "?") + ".remit", set())), ("Vim", vim.get(groups.get(kind, "?"), set()))):
        for word in sorted(words.get(kind, set()) ^ got):
            print(f"{name}: {word} ({kind})")
for p in grammar["patterns"]:
    for key in ("match", "begin", "end"):
        re.compile(p.get(key, ""))
for name in ("package.json", "language-configuration.json"):
    json.load(open("grammar/editors/vscode/" + name))
P
exits 0 'the TextMate grammar and the extension are well-formed'
is "$out" '' 'TextMate and Vim name the words of src/syntax/keywords.def, no more and no less'

if command -v vim >/dev/null || command -v nvim >/dev/null; then
  editor=$(command -v nvim || command -v vim)
  # Where each word, text, number and comment of some files begins, and its group; the last of a line first, since
  # Neovim's synID, asked for a later column of the same line, repeats itself.
  python3 - rules/doncaster.remit rules/figures.remit examples/doncaster.case tests/language/constructs.remit >"$SCRATCH/places" <<'P'
import re, sys
groups = {"DECLARATION": "remitDeclaration", "CLAUSE": "remitClause", "OPERATOR": "remitOperator", "VALUE": "remitValue"}
words = {w: groups[k] for w, k in re.findall(r'^WORD\("([^"]+)", (\w+), true', open("src/syntax/keywords.def").read(), re.M) if k in groups}
for file in sys.argv[1:]:
    for number, line in enumerate(open(file, encoding="utf-8"), 1):
        for found in reversed(list(re.finditer(r'#.*|"(?:[^"\\]|\\.)*"?|\d{4}-\d\d(?:-\d\d)?\b|£?\d[\d_.]*(?:k|m|bn)?%?|[a-z]\w*', line.rstrip("\n")))):
            word = found.group()
            group = {"#": "remitComment", '"': "remitText"}.get(word[0]) or words.get(word)
            if word[0].isdigit() or word[0] == "£":
                group = "remitDate" if "-" in word else "remitNumber"
            if group:
                print(file, number, len(line[:found.start()].encode()) + 1, group)
P
  cat > "$SCRATCH/check.vim" <<'V'
set nocompatible hidden
set runtimepath^=grammar/editors/vim
filetype plugin on
syntax on
let wrong = []
let file = ''
for place in readfile($PLACES)
  let [name, line, column, group] = split(place, ' ')
  if name !=# file
    execute 'edit' name
    let file = name
    syntax sync fromstart
  endif
  call cursor(str2nr(line), str2nr(column))
  let is = synIDattr(synID(line('.'), col('.'), 1), 'name')
  if is !=# group
    call add(wrong, place . ': ' . is)
  endif
endfor
call writefile([&filetype] + wrong, $FOUND)
quitall!
V
  PLACES="$SCRATCH/places" FOUND="$SCRATCH/found" run timeout 60 "$editor" -u NONE -i NONE -es -S "$SCRATCH/check.vim"
  is "$(head -20 "$SCRATCH/found" 2>/dev/null)" 'remit' "Vim colours $(wc -l <"$SCRATCH/places") places of rules and cases"
else
  skip 'Vim colours rules and cases' 'neither vim nor nvim is installed'
fi

library=build/npm/textmate
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  skip 'the engine of VS Code' 'node and npm are not installed'
  finish
fi
if [ ! -d $library/node_modules/vscode-oniguruma ]; then
  mkdir -p $library
  timeout 60 npm install --silent --no-audit --no-fund --prefix $library vscode-textmate@9.2.0 vscode-oniguruma@2.0.1 >/dev/null 2>&1
fi
if [ -d $library/node_modules/vscode-oniguruma ]; then
  NODE_PATH=$library/node_modules run timeout 60 node tests/editors_textmate.js $library/node_modules rules examples tests/language tests/scenarios
  like "$out" '^[0-9]+ files: \{[^}]*"comment":[0-9]{3}' 'the engine of VS Code colours comments, texts, numbers, dates and words'
  is "$(grep -v ' files: ' <<<"$out")" '' 'each as a scanner of our own finds it, in all rules, cases and scenarios'
else
  skip 'the engine of VS Code' 'npm could not fetch vscode-textmate'
fi

# The extension starts the server that the settings name, for rules, cases and data that say they are cases.
mkdir -p "$SCRATCH/stub/node_modules/vscode" "$SCRATCH/stub/node_modules/vscode-languageclient/node"
cat >"$SCRATCH/stub/node_modules/vscode/index.js" <<'J'
const settings = { program: "/opt/remit", path: "/a:/b" };
exports.workspace = { getConfiguration: () => ({ get: (key) => settings[key] }), createFileSystemWatcher: (files) => files };
J
cat >"$SCRATCH/stub/node_modules/vscode-languageclient/node/index.js" <<'J'
exports.LanguageClient = class {
  constructor(id, name, server, client) { this.told = [id, server.command, ...server.args, server.options.env.REMIT_PATH,
    client.documentSelector.length, client.synchronize.fileEvents.length]; }
  start() { console.log(this.told.join(" ")); }
  stop() { console.log("stopped"); }
};
J
run env NODE_PATH="$SCRATCH/stub/node_modules" node -e 'const e = require("./grammar/editors/vscode/extension.js"); e.activate(); e.deactivate();'
is "$out" "remit /opt/remit lsp /a:/b 2 2
stopped" 'the extension starts the server'
finish
