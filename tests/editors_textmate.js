// Colours all rules and cases by the engine of VS Code, and holds the result against a scanner of our own: `right`, or
// what is coloured otherwise.
const fs = require("fs");
const path = require("path");
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const [modules, ...folders] = process.argv.slice(2);
const GRAMMAR = "grammar/editors/vscode/syntaxes/remit.tmLanguage.json";
const SCOPES = { DECLARATION: "keyword.declaration", CLAUSE: "keyword.other.clause", OPERATOR: "keyword.operator.word",
  VALUE: "constant.language.remit" };
const words = new Map();
for (const [, word, kind] of fs.readFileSync("src/syntax/keywords.def", "utf8").matchAll(/^WORD\("([^"]+)", (\w+), true/gm))
  words.set(word, SCOPES[kind]);

// The places of a line whose colour is certain, whatever stands around it.
function places(line) {
  const found = [];
  for (let at = 0; at < line.length;) {
    const rest = line.slice(at);
    const [text] = rest.match(/^#.*|^"(?:[^"\\]|\\.)*"?|^\d{4}-\d\d(?:-\d\d)?\b|^£?\d[\d_]*(?:\.\d+)?(?:k|m|bn)?%?|^[a-z]\w*|^./u);
    if (text[0] === "#") found.push([at, text, "comment.line"]);
    else if (text[0] === '"') found.push([at, text, "string.quoted"]);
    else if (/^\d{4}-/.test(text)) found.push([at, text, "constant.numeric.date"]);
    else if (/^£?\d/.test(text)) found.push([at, text, "constant.numeric"]);
    else if (words.get(text)) found.push([at, text, words.get(text)]);
    at += text.length;
  }
  return found;
}

function check(file, grammar, counts) {
  let state = textmate.INITIAL;
  fs.readFileSync(file, "utf8").split("\n").forEach((line, number) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const [at, text, scope] of places(line)) {
      for (let i = at; i < at + text.length; i++) {
        const token = tokens.find((t) => t.startIndex <= i && i < t.endIndex);
        if (token && token.scopes.some((s) => s.startsWith(scope))) continue;
        console.log(`${file}:${number + 1}:${i + 1}: ${text}: ${scope}, but ${token && token.scopes.join(" ")}`);
        return;
      }
      const kind = scope.split(".")[0];
      counts[kind] = (counts[kind] || 0) + 1;
    }
  });
}

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? files(name) : /\.(remit|case)$/.test(name) ? [name] : [];
  });
}

async function main() {
  await oniguruma.loadWASM(fs.readFileSync(path.join(modules, "vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: (p) => new oniguruma.OnigScanner(p), createOnigString: (s) => new oniguruma.OnigString(s) }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(GRAMMAR, "utf8"), GRAMMAR),
  });
  const grammar = await registry.loadGrammar("source.remit"), counts = {}, all = folders.flatMap(files);
  for (const file of all) check(file, grammar, counts);
  console.log(`${all.length} files: ${JSON.stringify(counts)}`);
}
main();
