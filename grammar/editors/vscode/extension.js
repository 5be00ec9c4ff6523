// Starts `remit lsp` for the files of the language; everything else is the server's.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = vscode.workspace.getConfiguration("remit").get("program");
  client = new LanguageClient("remit", "Remit", { command, args: ["lsp"] }, {
    documentSelector: [{ scheme: "file", language: "remit" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{remit,case}") },
  });
  return client.start();
};

exports.deactivate = () => client && client.stop();
