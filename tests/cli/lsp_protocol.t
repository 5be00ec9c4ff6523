#!/bin/bash
# Every answer of the language server held against the types of Microsoft's own library of the protocol.
. tests/lib.sh
library=build/npm
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  skip 'the library of the protocol' 'node and npm are not installed'
  finish
fi
if [ ! -d $library/node_modules/vscode-languageserver-protocol ]; then
  mkdir -p $library
  timeout 60 npm install --silent --no-audit --no-fund --prefix $library vscode-languageserver-protocol@3.17.5 >/dev/null 2>&1
fi
if [ ! -d $library/node_modules/vscode-languageserver-protocol ]; then
  skip 'the library of the protocol' 'npm could not fetch vscode-languageserver-protocol'
  finish
fi
mkdir "$SCRATCH/w"
cp tests/cli/fixtures/town.remit tests/cli/fixtures/town.case "$SCRATCH/w"
NODE_PATH=$library/node_modules run timeout 60 node tests/cli/lsp_protocol.js "$REMIT" "$SCRATCH/w"
exits 0 'the client runs to its end'
while read -r answer; do
  like "$out" "^$answer: right\$" "$answer"
done <<'L'
initialize
publishDiagnostics
hover
definition
references
documentHighlight
documentSymbol
workspaceSymbol
completion
signatureHelp
rename
prepareRename
formatting
foldingRange
semanticTokens
codeAction
inlayHint
codeLens
shutdown
L
finish
