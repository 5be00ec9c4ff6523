// Starts `remit lsp` for the files of the language, and for cases in JSON and CSV whose names say so; everything else is
// the server's.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const DATA = "**/*.case.{json,ndjson,jsonl,csv}";
let client;

exports.activate = () => {
  const settings = vscode.workspace.getConfiguration("remit");
  const folders = settings.get("path");
  const options = folders ? { env: { ...process.env, REMIT_PATH: folders } } : {};
  client = new LanguageClient("remit", "Remit", { command: settings.get("program"), args: ["lsp"], options }, {
    documentSelector: [{ language: "remit" }, { scheme: "file", pattern: DATA }],
    synchronize: { fileEvents: ["**/*.{remit,case}", DATA].map((files) => vscode.workspace.createFileSystemWatcher(files)) },
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
