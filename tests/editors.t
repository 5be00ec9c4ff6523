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
  cat > "$SCRATCH/check.vim" <<'V'
set nocompatible
set runtimepath^=grammar/editors/vim
filetype plugin on
syntax on
edit tests/cli/fixtures/town.remit
let found = [&filetype]
for word in ['module', 'yes/no', '"A town', '15%', 'otherwise', '# A small']
  call cursor(1, 1)
  call search('\V' . word, 'c')
  call add(found, synIDattr(synID(line('.'), col('.'), 1), 'name'))
endfor
call writefile(found, $FOUND)
quitall!
V
  FOUND="$SCRATCH/found" run timeout 20 "$editor" -u NONE -i NONE -es -S "$SCRATCH/check.vim"
  is "$(tr '\n' ' ' <"$SCRATCH/found" 2>/dev/null)" 'remit remitDeclaration remitValue remitText remitNumber remitClause remitComment ' 'Vim colours a rule file'
else
  skip 'Vim colours a rule file' 'neither vim nor nvim is installed'
fi
finish
