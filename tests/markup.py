"""Assurance row 12: hostile words in labels, facts, sources and titles, in every form of output, as other parsers read it: no
control character, no cell that is a formula, no markup but our own, and the words themselves whole. Usage: markup.py REMIT
SCRATCH; prints TAP."""
import csv, html.parser, io, json, os, re, shutil, subprocess, sys
from xml.etree import ElementTree

REMIT, SCRATCH = map(os.path.abspath, sys.argv[1:3])
HOSTILE = ["<script>alert(1)</script>", "</title><b>x", "&amp; &lt;", "]]>", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)",
           "a, \\\"b\\\"; c", "--><!--", "{s} %s %n", "| a | b |", "* _x_ `y` [z](javascript:0)", "# head", "'; drop", "\\\\n \\\\x41"]
tried = failed = 0


def tell(name, found):
    global tried, failed
    tried += 1
    failed += bool(found)
    print(f"{'not ' if found else ''}ok {tried} - {name}")
    for line in found[:6]:
        print("#   " + str(line).replace("\n", "\n#   ")[:600])


def meant(word):
    """As the language reads it between quotes."""
    return word.replace('\\"', '"').replace("\\\\", "\\")


def program(word):
    return f'''module m "{word}"
source s "{word}" by "{word}" dated 2020 opinion
party p "{word}"
party q "Q"
type kind is care, help
role runs "{word}" exactly one
matter b "{word}"
fact x "{word}" : yes/no ask "{word}" decided by p
fact n "N" : text
fact late "Late" : yes/no stale after 1 month
event e "{word}"
duty d "{word}" cite s "{word}"
  runs p when x
  runs q otherwise
right r "{word}"
  power of p over q on b
  when x cite s "{word}" by "{word}"
requirement k "{word}"
  on p
  must x cite s "{word}"
signature g "{word}"
  indicator i "{word}" when x
  indicator j "{word}" when count of e in last 1 year > 1
  probe "{word}"
define y "{word}" when n is "{word}"
always "{word}" x
'''


def case(word):
    return f'case c "{word}" as at 2021-01-01\nuse m\nsource t "{word}"\nx is no cite t "{word}"\nx is yes cite s\nn is "{word}"\nlate is yes from 2020 cite s\ne on 2020\n'


def scenarios(word):
    return f'module m_scenarios "{word}"\nuse m\nscenario "{word}" as at 2021-01-01\n  given x is yes\n  expect not y\n  expect d.runs is q\n'


def remit(folder, *arguments):
    done = subprocess.run([REMIT, *arguments], cwd=folder, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, [name for name, _ in attributes]))

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.tags.append(("comment", []))


def tags(text):
    parser = Tags()
    parser.feed(text)
    return parser


def formula(cell):
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?£?[\d,.]+%?", cell)


def texts_of(value):
    if isinstance(value, dict):
        return sum((texts_of(part) for part in value.values()), list(value))
    return sum(map(texts_of, value), []) if isinstance(value, list) else [value] if isinstance(value, str) else []


def json_found(folder, word, plain):
    found = []
    for arguments in (["run", "--json", "c.case"], ["why", "--json", "c.case", "d.runs"], ["timeline", "--json", "c.case"], ["who", "--json", "c.case", "d"],
                      ["check", "--format", "json", "."], ["check", "--format", "sarif", "."], ["compare", "--json", "c.case@2019-01-01", "c.case"]):
        _, out, err = remit(folder, *arguments)
        try:
            said = texts_of([json.loads(line) for line in out.splitlines()] if arguments[0] != "check" else json.loads(out))
        except ValueError as error:
            found.append(f"{arguments}: {error}: {err} {out[:200]}")
    return found


def csv_found(folder, word, plain):
    found = []
    for arguments in (["run", "--format", "csv", "c.case"], ["timeline", "--format", "csv", "c.case"], ["batch", "m", "c.csv", "--keep", "n", "--full"][:-1]):
        _, out, err = remit(folder, *arguments)
        rows = list(csv.reader(io.StringIO(out, newline="")))
        if len(rows) < 2 or len({len(row) for row in rows}) != 1:
            found.append(f"{arguments}: no table: {err}{out[:200]}")
        found += [f"{arguments}: formula {cell!r}" for row in rows for cell in row if formula(cell)]
        if arguments[0] == "batch" and not any(cell.lstrip("'") == plain.lstrip("'") for cell in rows[-1]):
            found.append(f"{plain!r} lost: {rows[-1]}")
    return found


def xml_found(folder, word, plain):
    remit(folder, "test", "m_scenarios.remit", "--junit", "out.xml")
    root = ElementTree.parse(f"{folder}/out.xml").getroot()
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "system-out", "properties", "property"}
    found = [f"an element {e.tag}" for e in root.iter() if e.tag not in known]
    if not any(e.get("name") == plain for e in root.iter("testcase")):
        found.append(f"the title is lost: {[e.get('name') for e in root.iter('testcase')]}")
    _, svg, _ = remit(folder, "timeline", "c.case", "--format", "svg", "--all")
    allowed = {"svg", "g", "rect", "text", "tspan", "line", "title", "style", "path", "desc", "defs", "pattern", "a", "circle", "polygon"}
    picture = ElementTree.fromstring(svg)
    return found + [f"an element {e.tag}" for e in picture.iter() if e.tag.split("}")[1] not in allowed]


def html_found(folder, word, plain):
    found = []
    status, out, err = remit(folder, "doc", "m", "--format", "html")
    if status == 2:
        return ["no HTML: " + err]
    page, calm = tags(out), tags(remit(f"{SCRATCH}/calm", "doc", "m", "--format", "html")[1])
    more = set(tag for tag, _ in page.tags) - set(tag for tag, _ in calm.tags)
    attributes = {a for _, names in page.tags for a in names} - {a for _, names in calm.tags for a in names}
    if more or attributes or len(page.tags) != len(calm.tags):
        found.append(f"tags {more}, attributes {attributes}, {len(page.tags)} for {len(calm.tags)}")
    if plain.split("\n")[0] not in "".join(page.text):
        found.append("the words are lost")
    return found


def dot_found(folder, word, plain):
    _, out, err = remit(folder, "graph", "m")
    dot = shutil.which("dot")
    if dot:
        done = subprocess.run([dot, "-Tdot"], input=out.encode(), capture_output=True)
        return [done.stderr.decode()] if done.returncode or done.stderr else []
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', out, flags=re.S)       # the strings taken out, only the language of DOT is left
    return [] if re.fullmatch(r'[\w\s"={};,\[\]#.<>/()&:-]*', bare) and "script" not in bare and bare.count("{") == bare.count("}") else [bare[:300]]


def text_found(folder, word, plain):
    found = []
    for arguments in (["run", "c.case", "--all"], ["run", "c.case", "--format", "md"], ["why", "c.case", "d.runs"], ["doc", "m"],
                      ["timeline", "c.case"], ["test", "-v", "m_scenarios.remit"], ["check", "."], ["test", "--tap", "m_scenarios.remit"]):
        _, out, err = remit(folder, *arguments)
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out + err):
            found.append(f"{arguments}: a control character")
        if "md" in arguments or arguments[0] == "doc":
            found += [f"{arguments}: {line}" for line in out.splitlines() if re.search(r"(?<!\\)(?<!`)<(script|b|!--|/title)", line)]
    return found


def prepare(name, word):
    folder = f"{SCRATCH}/{name}"
    os.makedirs(folder)
    for file, text in (("m.remit", program(word)), ("c.case", case(word)), ("m_scenarios.remit", scenarios(word))):
        open(f"{folder}/{file}", "w").write(text)
    with open(f"{folder}/c.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["case", "n"], ["c", meant(word)]])
    return folder


def main():
    prepare("calm", "calm words")
    forms = {"JSON and SARIF": json_found, "CSV": csv_found, "JUnit and SVG": xml_found, "HTML": html_found, "DOT": dot_found, "text and Markdown": text_found}
    found = {form: [] for form in forms}
    for number, word in enumerate(HOSTILE):
        folder = prepare(str(number), word)
        status, _, err = remit(folder, "check", ".")
        if status:
            found["text and Markdown"].append(f"{word}: {err}")
        for form, look in forms.items():
            found[form] += [f"{word}: {fault}" for fault in look(folder, word, meant(word))]
    for form in forms:
        tell(f"{form}: {len(HOSTILE)} hostile words", found[form])
    print(f"1..{tried}")
    sys.exit(failed > 0)


main()
