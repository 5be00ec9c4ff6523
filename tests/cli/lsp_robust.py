"""`remit lsp` with clients that hurry, edit at random or talk nonsense, and with cases in JSON and CSV. TAP on standard
output. EDITS=5000 makes the random edits more."""
import json
import os
import random
import shutil
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(__file__))
from lsp_client import Client, applied, place, uri

REMIT, SCRATCH = sys.argv[1], os.path.realpath(sys.argv[2])
count = failed = 0


def is_(got, expected, name):
    global count, failed
    count += 1
    failed += got != expected
    print(f"{'ok' if got == expected else 'not ok'} {count} - {name}")
    for label, value in (("got", got), ("expected", expected)):
        if got != expected:
            print(f"#   {label}: {json.dumps(value, ensure_ascii=False)[:3000]}")


def has(whole, part, name):
    is_(part if part in whole else whole, part, name)


def refused(ask):
    try:
        return "answered: " + str(ask())
    except RuntimeError as error:
        return str(error)


def workspace(name):
    root = os.path.join(SCRATCH, name)
    os.makedirs(root)
    for file in ("town.remit", "town.case", "town_scenarios.remit"):
        shutil.copy(os.path.join("tests/cli/fixtures", file), root)
    return root


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# ---- requests taken back ----

def cancelling(root):
    client = Client(REMIT, root)
    path = os.path.join(root, "town.remit")
    client.open(path)
    client.wait(path, 1)

    def body(message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(data), data)

    about = {"textDocument": {"uri": uri(path)}, "query": "", "position": {"line": 5, "character": 7}}
    client.raw(b"".join([body({"id": 501, "method": "textDocument/documentSymbol", "params": about}),
                         body({"id": "a", "method": "workspace/symbol", "params": about}),
                         body({"id": 503, "method": "textDocument/hover", "params": about}),
                         body({"method": "$/cancelRequest", "params": {"id": "a"}}),
                         body({"method": "$/cancelRequest", "params": {"id": 503}}),
                         body({"method": "$/cancelRequest", "params": {"id": 999}}),
                         body({"method": "$/cancelRequest", "params": {}}),
                         body({"method": "$/cancelRequest"}),
                         body({"method": "$/cancelRequest", "params": [1]}),
                         body({"id": 504, "method": "textDocument/foldingRange", "params": about})]))
    answers = [client.read() for _ in range(4)]
    is_([a["id"] for a in answers], [501, "a", 503, 504], "each request is answered once, in the order asked")
    is_([a.get("error", {}).get("code") for a in answers], [None, -32800, -32800, None], "those taken back with -32800")
    client.raw(body({"method": "$/cancelRequest", "params": {"id": 504}}))
    is_(client.close(), 0, "one that was answered can no more be taken back")


# ---- one declaration a key ----

def counting(root):
    client = Client(REMIT, root, trace="messages")
    path = os.path.join(root, "town.remit")
    text = read(path)
    client.open(path)

    def counted():
        while not client.traces:
            client.read()
        return int(client.traces.pop(0).rsplit(" ", 1)[1])
    is_(counted() > 20, True, "at first all declarations are parsed")
    line, character = place(text, "churn_limit  cite", within=3)
    parsed = []
    for version, key in enumerate("abc\"", 2):
        client.change(path, version, {"range": {"start": {"line": line, "character": character},
                                                "end": {"line": line, "character": character}}, "text": key})
        character += 1
        parsed.append(counted())
    is_(parsed, [1, 1, 1, 1], "then a key costs one, also one that opens a text")
    client.tell("$/setTrace", value="off")
    client.change(path, 9, {"text": text})
    client.wait(path, 9)
    client.about("hover", path, (0, 0))
    is_(client.traces, [], "who does not ask is not told")
    client.close()


# ---- random edits ----

SNIPPETS = ['"', "(", ")", "#", "\n", "\n\n", " ", "𝄞", "é", ",", ".", "a", "-", "\nfact x : count\n", "define x when operational\n",
            "\nduty y\n  delivers trust\n", "when ", "not ", "# 𝄞 (\n", '"𝄞', "case ", "\nparty ", "cite report", "is ", "\r\n", "2014",
            "\nuse core\n", "amend ", "unknown", "otherwise"]


def offset_place(text, at):
    before = text[text.rfind("\n", 0, at) + 1:at]
    return {"line": text.count("\n", 0, at), "character": len(before.encode("utf-16-le")) // 2}


def sees(client, path):
    """All that a client can see of a file."""
    about = [client.about(m, path) for m in ("documentSymbol", "semanticTokens/full", "foldingRange", "codeLens", "formatting")]
    return [client.diagnostics.get(uri(path))] + about


def random_edits(root):
    chance = random.Random(3)
    edited, fresh = Client(REMIT, root), Client(REMIT, root)
    wrong, version, edits = [], 1, int(os.environ.get("EDITS", 40))
    for name in ("town.remit", "town.case"):
        path = os.path.join(root, name)
        whole = text = read(path)
        edited.open(path)
        edited.wait(path)
        for step in range(edits):
            changes = []
            for _ in range(chance.randint(1, 3)):
                at = chance.randint(0, len(text))
                to = min(len(text), at + chance.choice([0, 0, 0, 1, 3, 40]))
                new = chance.choice(SNIPPETS + [""])
                if "\r" in text[max(0, at - 1):at + 1] + text[max(0, to - 1):to + 1]:
                    continue            # half a line end has no place in the protocol
                changes.append({"range": {"start": offset_place(text, at), "end": offset_place(text, to)}, "text": new})
                text = text[:at] + new + text[to:]
            if step % 10 == 9:
                changes, text = [{"text": whole}], whole
            version += 1
            edited.change(path, version, *changes)
            edited.wait(path, version)
            if step % 4 == 0:
                fresh.tell("textDocument/didClose", textDocument={"uri": uri(path)})
                fresh.diagnostics.clear()
                fresh.open(path, text)
                fresh.wait(path, 1)
                wrong += [(a, b, text) for a, b in zip(sees(edited, path), sees(fresh, path)) if a != b]
        for client in (edited, fresh):
            client.change(path, version + 1, {"text": whole})
    is_(wrong, [], f"after {2 * edits} random edits a file looks as if it had just been opened")
    is_((edited.close(), fresh.close()), (0, 0), "and both servers end well")


# ---- nonsense ----

METHODS = ["workspace/symbol", "workspace/unheard_of"] + ["textDocument/" + m for m in (
    "hover", "definition", "references", "documentHighlight", "prepareRename", "rename", "documentSymbol", "foldingRange", "completion",
    "formatting", "semanticTokens/full", "signatureHelp", "inlayHint", "codeLens", "codeAction")]
NOTES = ["initialized", "exit2", "$/setTrace", "$/cancelRequest", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
         "textDocument/didSave", "workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]


def nonsense(root):
    path = os.path.join(root, "town.remit")
    client = Client(REMIT, root)
    client.open(path)
    here = {"uri": uri(path)}
    odd = [None, True, 3, -1, 1e300, "x", [], {}, {"uri": 3}, {"line": "x", "character": None}, {"line": -5, "character": 99999999999999999999},
           {"start": 1, "end": []}, [[]]]
    params = [None, [], "x", 3, {}, {"textDocument": here}]
    params += [{"textDocument": here, "position": o, "range": o, "newName": o, "context": o, "query": o, "options": o, "contentChanges": o,
                "rootUri": o, "capabilities": o, "workspaceFolders": o, "trace": o, "value": o, "id": o} for o in odd]
    params += [{"textDocument": o, "position": {"line": 0, "character": 0}, "contentChanges": [o, {"range": o, "text": o}], "newName": "ok"}
               for o in odd]
    wrong = []
    for method in METHODS:
        for given in params:
            client.number += 1
            message = {"jsonrpc": "2.0", "id": client.number, "method": method}
            client.send({**message, "params": given} if given is not None else message)
        for number in range(client.number - len(params) + 1, client.number + 1):
            answer = client.read()
            while "id" not in answer:
                answer = client.read()
            if answer["id"] != number or ("result" in answer) == ("error" in answer):
                wrong.append((method, answer))
    is_(wrong, [], f"{len(METHODS) * len(params)} requests with parameters missing or of the wrong type: each has its one answer")
    is_(client.request("initialize", capabilities={})["error"]["code"], -32600, "a second `initialize` is refused")
    for method in NOTES:
        for given in params:
            message = {"jsonrpc": "2.0", "method": method}
            client.send({**message, "params": given} if given is not None else message)
    client.open(path)
    is_(client.about("hover", path, place(read(path), "board_size"))["contents"]["kind"], "markdown", "after as many notifications it still answers")
    is_(client.close(), 0, "and ends well")


# ---- cases in JSON and CSV ----

JSON_CASE = """{
  "case": "odd", "label": "𝄞 𝄞", "use": "town", "as_at": "2021-08-01",
  "parties": {"council": "𝄞 Council"},
  "facts": {"operational": true, "ofsted": "good", "vacancy_rate": "much",
            "board_size": [{"value": 7, "from": "2020-01-01"}]},
  "events": {"director_change": ["2020-01-01"]}
}
"""
CSV_CASE = "case,use,as_at,board_size,ofsted\n𝄞 one,town,2021-08-01,7,good\ntwo,town,2021-08-01,8,god\n"


def spans(text, diagnostics):
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    return [lines[d["range"]["start"]["line"]][2 * d["range"]["start"]["character"]:2 * d["range"]["end"]["character"]].decode("utf-16-le")
            for d in diagnostics]


def data(root):
    town, case, table = (os.path.join(root, n) for n in ("town.remit", "odd.json", "odd.csv"))
    write(os.path.join(root, "package.json"), '{"use": 3, "name": "not ours"}')
    write(os.path.join(root, "lines.ndjson"), '{"case": "n", "use": "town", "facts": {"board_size": 3}}\n')
    text = read(town)
    client = Client(REMIT, root)
    client.open(town)
    client.open(case, JSON_CASE)
    client.open(table, CSV_CASE)
    is_(spans(JSON_CASE, client.wait(case, 1)), ["much"], "a wrong value in JSON is shown at its place")
    is_(spans(CSV_CASE, client.wait(table, 1)), ["god"], "and in CSV")
    right = JSON_CASE.replace('"much",', '"20%",')
    client.change(case, 2, {"text": right})
    is_(client.wait(case, 2), [], "put right, nothing is said")
    rows = CSV_CASE.replace("god", "poor").replace("poor", "inadequate")
    client.change(table, 2, {"text": rows})
    is_(client.wait(table, 2), [], "of the table neither")
    hover = client.about("hover", case, place(right, "board_size", within=2))["contents"]["value"]
    has(hover, "**fact** `board_size` : count", "hover over a fact in JSON")
    has(client.about("hover", table, place(rows, "good"))["contents"]["value"], "**member** `good`", "over a value in CSV")
    found = client.about("definition", table, place(rows, "board_size"))
    is_((found["uri"], found["range"]["start"]["line"]), (uri(town), place(text, "fact board_size")[0]), "definition, from a table's heading")
    is_(client.about("definition", case, place(right, '"town"', within=2))["uri"], uri(town), "from `use` in JSON to the module")
    is_([client.about(m, case, (0, 0)) for m in ("completion", "formatting", "semanticTokens/full", "signatureHelp")], [None] * 4,
        "their layout and colours are left to others")
    edits = client.about("rename", town, place(text, "board_size"), newName="members")["changes"]
    is_(sorted(os.path.basename(u) for u in edits), ["lines.ndjson", "odd.csv", "odd.json", "town.case", "town.remit"],
        "rename: in cases of all forms, open or not")
    is_(applied(right, edits[uri(case)]), right.replace("board_size", "members"), "in JSON")
    is_(applied(rows, edits[uri(table)]), rows.replace("board_size", "members"), "in CSV, whose heading is one place")
    edits = client.about("rename", case, place(right, '"good"', within=2), newName="fine")["changes"]
    is_((applied(right, edits[uri(case)]), applied(rows, edits[uri(table)])), (right.replace("good", "fine"), rows.replace("good", "fine")),
        "a value, asked for in JSON")
    edits = client.about("rename", town, place(text, "party council", within=8), newName="authority")["changes"]
    has(applied(right, edits[uri(case)]), '"parties": {"authority"', "a party, also where a case names it anew")
    client.change(case, 3, {"text": right.replace('"board_size"', '"board\\u005fsize"')})
    has(refused(lambda: client.about("rename", town, place(text, "board_size"), newName="members")), "with escapes",
        "no rename of a name that is written with escapes")
    client.change(case, 4, {"text": right.replace('"ofsted": "good"', '"ofsted": "god"')})
    has(refused(lambda: client.about("rename", town, place(text, "board_size"), newName="members")), "has a mistake",
        "nor while a mistake may hide places")
    other = os.path.join(root, "other.json")
    client.open(other, '{"use_strict": 1')
    is_(client.wait(other, 1), [], "of JSON that is no case nothing is said")
    is_(client.close(), 0, "it ends well")


# ---- places behind characters outside the BMP ----

WIDE = """module wide "𝄞"
use town

fact a_fact "𝄞𝄞" : yes/no
signature s_one "𝄞" indicator first_one "𝄞 𝄞" when a_fact indicator second_one "𝄞" when a_fact raised when at least 2 indicators
define b_def "𝄞 𝄞" when a_fact   and not   (not a_fact)
duty c_duty "𝄞" delivers council when b_def delivers trust when ofsted is good
"""


def cut(text, edit_range):
    line = text.split("\n")[edit_range["start"]["line"]].encode("utf-16-le")
    assert edit_range["start"]["line"] == edit_range["end"]["line"]
    return line[2 * edit_range["start"]["character"]:2 * edit_range["end"]["character"]].decode("utf-16-le")


def wide(root):
    path, case = os.path.join(root, "wide.remit"), os.path.join(root, "wide.case")
    write(path, WIDE)
    write(case, 'case wide "𝄞" as at 2021-08-01 use wide a_fact is yes\n')
    client = Client(REMIT, root)
    client.open(path)
    said = [cut(WIDE, d["range"]) for d in client.wait(path, 1) if d["code"] == "R0709"]
    is_(said, ["not   (not a_fact)"], "a message")
    second = place(WIDE, "a_fact   and")
    is_(cut(WIDE, client.about("hover", path, second)["range"]), "a_fact", "hover")
    found = client.about("definition", path, place(WIDE, "b_def delivers"))
    is_(cut(WIDE, found["range"]), "b_def", "definition")
    places = client.about("references", path, second, context={"includeDeclaration": True})
    is_([cut(WIDE if p["uri"] == uri(path) else read(case), p["range"]) for p in places], ["a_fact"] * 6, "references")
    is_({cut(WIDE, l["range"]) for l in client.about("documentHighlight", path, second)}, {"a_fact"}, "highlights")
    is_(cut(WIDE, client.about("prepareRename", path, second)["range"]), "a_fact", "what would be renamed")
    edits = client.about("rename", path, second, newName="z")["changes"]
    is_((applied(WIDE, edits[uri(path)]), applied(read(case), edits[uri(case)])),
        (WIDE.replace("a_fact", "z"), read(case).replace("a_fact", "z")), "rename")
    symbols = client.about("documentSymbol", path)
    names = [(s["name"], cut(WIDE, s["selectionRange"])) for t in symbols for s in [t] + t["children"]]
    is_([n for n in names if n[0] != n[1]], [], "document symbols")
    is_(len(names) >= 8, True, "with their parts")
    is_([cut(WIDE, l["range"]) for l in client.about("codeLens", path)], ["s_one", "b_def", "c_duty"], "code lenses")
    hint = client.about("inlayHint", path, range={"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})[0]
    is_((hint["label"], hint["position"]), ("= yes", {"line": 3, "character": len('fact a_fact "xxxx" : yes/no')}), "inlay hints")
    line, character = place(WIDE, "not   (")
    for at, offered in ((character, True), (character - 1, False)):
        spot = {"line": line, "character": at}
        actions = client.about("codeAction", path, range={"start": spot, "end": spot}, context={"diagnostics": []})
        is_(any("R0709" in a["title"] for a in actions), offered, "code actions" if offered else "none a place before")
    tokens, line, character, words = client.about("semanticTokens/full", path)["data"], 0, 0, []
    for i in range(0, len(tokens), 5):
        line, character = line + tokens[i], tokens[i + 1] if tokens[i] else character + tokens[i + 1]
        words.append(cut(WIDE, {"start": {"line": line, "character": character}, "end": {"line": line, "character": character + tokens[i + 2]}}))
    is_([w for w in words if w.count('"') == 1 or w.strip() != w], [], "semantic tokens")
    is_([w for w in ("a_fact", "second_one", '"𝄞 𝄞"', "indicators") if w not in words], [], "each a whole word")
    labels = {i["label"] for i in client.about("completion", path, place(WIDE, "ofsted is ", within=10))}
    is_(("good" in labels, "council" in labels), (True, False), "completion")
    has(client.about("signatureHelp", path, place(WIDE, "first_one", within=3))["signatures"][0]["label"], "indicator NAME", "signature help")
    neat = applied(WIDE, client.about("formatting", path, options={}))
    has(neat, 'define b_def "𝄞 𝄞" when a_fact and not (not a_fact)\n', "formatting")
    is_(client.about("foldingRange", path), [], "nothing folds that stands in one line")
    found = client.ask("workspace/symbol", query="b_def")
    is_([cut(WIDE, s["location"]["range"]) for s in found], ["b_def"], "workspace symbols")
    client.close()


# ---- what others use ----

def used(root):
    path, user = os.path.join(root, "lone.remit"), os.path.join(root, "user.remit")
    text = "module lone\nfact spare : yes/no\n"
    client = Client(REMIT, root)
    client.open(path, text)
    is_([d["code"] for d in client.wait(path, 1)], ["R0701"], "a fact that nothing uses")
    write(user, "module user\nuse lone\ndefine d when spare\n")
    client.diagnostics.clear()
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": uri(user), "type": 1}])
    is_(client.wait(path), [], "is no waste once another module of the workspace uses its module")
    client.close()


# ---- a family, in a folder whose name an address must escape ----

def escaped(root):
    path = os.path.join(root, "herd.remit")
    text = ("module herd\ntype beast is sheep, cattle\nfact sound for each b in beast : yes/no\n"
            "define sheep_well when sound[sheep] and sound[cattle]\ndefine well for each b in beast when sound[b] and b is \n")
    client = Client(REMIT, root)
    client.open(path, text)
    client.wait(path, 1)
    is_(" " in uri(path) or "%20" not in uri(path) or "%C3%A9" not in uri(path), False, "the address is escaped")
    has(client.about("hover", path, place(text, "sheep] and"))["contents"]["value"], "`sheep`", "hover over a member between brackets")
    has(client.about("hover", path, place(text, "herd"))["contents"]["value"], "**module**", "over a module")
    places = client.about("references", path, place(text, "sheep] and"), context={"includeDeclaration": True})
    is_([(p["uri"], p["range"]["start"]["line"]) for p in places], [(uri(path), 1), (uri(path), 3)], "references, at the same address")
    client.close()


# ---- a warning allowed ----

def allowing(root):
    path = os.path.join(root, "warned.remit")
    text = "module warned\nuse town\n\nalways \"x\"\n  not (not operational)\n"
    for snippets in (False, True):
        client = Client(REMIT, root, capabilities={"workspace": {"workspaceEdit": {"snippetEditSupport": snippets}}})
        client.open(path, text)
        warned = client.wait(path, 1)
        codes = [d["code"] for d in warned]
        actions = [a for a in client.about("codeAction", path, range=warned[0]["range"], context={"diagnostics": []})
                   if a["title"].startswith("allow")]
        if snippets:
            edit = actions[0]["edit"]["documentChanges"][0]
            is_(edit["textDocument"], {"uri": uri(path), "version": 1}, "a client that takes snippets gets one, for this version")
            has(edit["edits"][0]["snippet"]["value"], "because ${1:reason}\n", "with the cursor where the reason goes")
        else:
            allowed = applied(text, actions[0]["edit"]["changes"][uri(path)])
            client.change(path, 2, {"text": allowed})
            is_((codes, [d["code"] for d in client.wait(path, 2)]), (["R0709"], ["R0713"]), "allowed without a reason: that is said instead")
            client.change(path, 3, {"text": allowed.replace("because", "because it reads better")})
            is_(client.wait(path, 3), [], "and no more once it stands there")
        client.close()


def main():
    cancelling(workspace("cancel"))
    counting(workspace("count"))
    random_edits(workspace("edit"))
    nonsense(workspace("nonsense"))
    data(workspace("data"))
    wide(workspace("wide"))
    used(workspace("used"))
    allowing(workspace("allow"))
    escaped(workspace("a folder, é"))
    print(f"1..{count}")
    return failed != 0


sys.exit(main())
