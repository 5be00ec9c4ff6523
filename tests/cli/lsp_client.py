"""A client of the language server protocol, as small as the tests of `remit lsp` need it."""
import json
import os
import select
import subprocess
import time
import urllib.parse


class Client:
    def __init__(self, program, root, initialize=True, trace="off", capabilities={}):
        self.server = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.buffer = b""
        self.number = 0
        self.diagnostics = {}       # by address: the last that were published
        self.published = []         # addresses, in order
        self.versions = {}
        self.traces = []            # what the server says it did
        if initialize:
            self.capabilities = self.ask("initialize", processId=None, rootUri=uri(root), trace=trace, capabilities=capabilities)["capabilities"]
            self.tell("initialized")

    def raw(self, data):
        self.server.stdin.write(data)
        self.server.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def fill(self, seconds=10):
        if not select.select([self.server.stdout], [], [], seconds)[0]:
            raise TimeoutError("the server says nothing")
        more = os.read(self.server.stdout.fileno(), 1 << 16)
        if not more:
            raise EOFError("the server has gone")
        self.buffer += more

    def read(self):
        """The next message, whatever it is."""
        while b"\r\n\r\n" not in self.buffer:
            self.fill()
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        length = int(head.split(b":")[1])
        while len(rest) < length:
            self.buffer = head + b"\r\n\r\n" + rest
            self.fill()
            rest = self.buffer.partition(b"\r\n\r\n")[2]
        self.buffer = rest[length:]
        message = json.loads(rest[:length])
        if message.get("method") == "textDocument/publishDiagnostics":
            about = message["params"]
            self.diagnostics[about["uri"]] = about["diagnostics"]
            self.versions[about["uri"]] = about.get("version")
            self.published.append(about["uri"])
        if message.get("method") == "$/logTrace":
            self.traces.append(message["params"]["message"])
        return message

    def tell(self, method, **params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method, **params):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                return message

    def ask(self, method, **params):
        reply = self.request(method, **params)
        if "error" in reply:
            raise RuntimeError(reply["error"]["message"])
        return reply["result"]

    def about(self, method, path, at=None, **params):
        """A request about a document, at (line, character) where that is given."""
        params["textDocument"] = {"uri": uri(path)}
        if at is not None:
            params["position"] = {"line": at[0], "character": at[1]}
        return self.ask("textDocument/" + method, **params)

    def open(self, path, text=None):
        if text is None:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        self.tell("textDocument/didOpen", textDocument={"uri": uri(path), "languageId": "remit", "version": 1, "text": text})

    def change(self, path, version, *changes):
        self.tell("textDocument/didChange", textDocument={"uri": uri(path), "version": version}, contentChanges=list(changes))

    def wait(self, path, version=None):
        """The diagnostics of a document, once they are of this version."""
        while uri(path) not in self.diagnostics or (version is not None and self.versions[uri(path)] != version):
            self.read()
        return self.diagnostics[uri(path)]

    def settle(self, seconds=0.3):
        """Reads what comes until nothing does."""
        end = time.time() + seconds
        while time.time() < end:
            if self.buffer or select.select([self.server.stdout], [], [], seconds)[0]:
                self.read()
                end = time.time() + seconds

    def close(self):
        self.ask("shutdown")
        self.tell("exit")
        self.server.stdin.close()
        return self.server.wait(10)


def uri(path):
    return "file://" + urllib.parse.quote(os.path.realpath(path))


def place(text, needle, skip=0, within=0):
    """Line and UTF-16 character of the needle's (skip + 1)-th stand, `within` characters into it."""
    at = -1
    for _ in range(skip + 1):
        at = text.index(needle, at + 1)
    at += within
    line = text.count("\n", 0, at)
    before = text[text.rfind("\n", 0, at) + 1:at]
    return line, len(before.encode("utf-16-le")) // 2


def applied(text, edits):
    """The text after edits of the protocol."""
    def offset(position):
        lines = text.split("\n")
        units = lines[position["line"]].encode("utf-16-le")[:2 * position["character"]]
        return sum(len(line) + 1 for line in lines[:position["line"]]) + len(units.decode("utf-16-le"))
    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
        text = text[:offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
    return text
