// Asks `remit lsp` through vscode-languageserver-protocol, and holds each answer against its types: `NAME: right`, or why not.
const fs = require("fs");
const path = require("path");
const { spawn } = require("child_process");
const { pathToFileURL } = require("url");
const P = require("vscode-languageserver-protocol/node");

const [program, folder] = process.argv.slice(2);
const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const client = P.createProtocolConnection(new P.StreamMessageReader(server.stdout), new P.StreamMessageWriter(server.stdin));
client.listen();

const file = path.join(folder, "town.remit");
const uri = pathToFileURL(fs.realpathSync(file)).href;
const text = fs.readFileSync(file, "utf8").replace("when vacancy_rate > 15%", "when vacancy_rte > 15%");
const textDocument = { uri };
const whole = { start: { line: 0, character: 0 }, end: { line: 500, character: 0 } };

function at(needle) {
  const lines = text.slice(0, text.indexOf(needle)).split("\n");
  return { textDocument, position: { line: lines.length - 1, character: lines[lines.length - 1].length + 1 } };
}

function say(name, right, got) {
  console.log(`${name}: ${right ? "right" : "wrong " + JSON.stringify(got).slice(0, 2000)}`);
}

const each = (is) => (list) => Array.isArray(list) && list.length > 0 && list.every(is);

async function ask(name, type, parameters, right) {
  const got = await client.sendRequest(type, parameters);
  say(name, right(got), got);
}

async function main() {
  const published = new Promise((done) => client.onNotification(P.PublishDiagnosticsNotification.type, done));
  const begun = await client.sendRequest(P.InitializeRequest.type, { processId: null, capabilities: {}, rootUri: pathToFileURL(folder).href });
  say("initialize", begun.capabilities.positionEncoding === "utf-16" && begun.capabilities.hoverProvider === true, begun);
  client.sendNotification(P.InitializedNotification.type, {});
  client.sendNotification(P.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: "remit", version: 1, text } });
  const told = await published;
  say("publishDiagnostics", told.uri === uri && each(P.Diagnostic.is)(told.diagnostics), told);

  await ask("codeAction", P.CodeActionRequest.type, { textDocument, range: whole, context: { diagnostics: told.diagnostics } }, each(P.CodeAction.is));
  client.sendNotification(P.DidChangeTextDocumentNotification.type,
    { textDocument: { uri, version: 2 }, contentChanges: [{ text: text.replace("vacancy_rte", "vacancy_rate") }] });
  await ask("hover", P.HoverRequest.type, at("vacancy_rate"), P.Hover.is);
  await ask("definition", P.DefinitionRequest.type, at("churn_limit  cite"), P.Location.is);
  await ask("references", P.ReferencesRequest.type, { ...at("board_size"), context: { includeDeclaration: true } }, each(P.Location.is));
  await ask("documentHighlight", P.DocumentHighlightRequest.type, at("board_size"), each((light) => P.Range.is(light.range)));
  await ask("documentSymbol", P.DocumentSymbolRequest.type, { textDocument }, each(P.DocumentSymbol.is));
  await ask("workspaceSymbol", P.WorkspaceSymbolRequest.type, { query: "board" }, each((symbol) => symbol.name && P.Location.is(symbol.location)));
  await ask("completion", P.CompletionRequest.type, at("when operational"), each((item) => item.label && item.kind >= 1 && item.kind <= 25));
  await ask("signatureHelp", P.SignatureHelpRequest.type, at("when operational"), (got) => each((form) => P.MarkupContent.is(form.documentation) || typeof form.label === "string")(got.signatures));
  await ask("rename", P.RenameRequest.type, { ...at("board_size"), newName: "members" }, P.WorkspaceEdit.is);
  await ask("prepareRename", P.PrepareRenameRequest.type, at("board_size"), (got) => P.Range.is(got.range) && got.placeholder === "board_size");
  await ask("formatting", P.DocumentFormattingRequest.type, { textDocument, options: { tabSize: 2, insertSpaces: true } },
    (got) => Array.isArray(got) && got.every(P.TextEdit.is));
  await ask("foldingRange", P.FoldingRangeRequest.type, { textDocument }, each(P.FoldingRange.is));
  await ask("semanticTokens", P.SemanticTokensRequest.type, { textDocument }, (got) => P.SemanticTokens.is(got) && got.data.length % 5 === 0);
  await ask("inlayHint", P.InlayHintRequest.type, { textDocument, range: whole }, each(P.InlayHint.is));
  await ask("codeLens", P.CodeLensRequest.type, { textDocument }, each(P.CodeLens.is));
  say("shutdown", (await client.sendRequest(P.ShutdownRequest.type)) === null, null);
  client.sendNotification(P.ExitNotification.type);
}

server.on("exit", (status) => process.exit(status));
main().catch((error) => { console.log(error); process.exit(1); });
