"""Assurance row 2: which functions of src/ can call themselves, be it through others or through a function handed on, read from
the source; of each circle of them one must stand in tests/recursion.txt with what bounds it and which test goes there. Prints TAP."""
import glob, re, sys

COMMENT_OR_TEXT = re.compile(r"/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'", re.S)
HEAD = re.compile(r"^(?!typedef|struct|enum|union|#)(static |_Noreturn |inline |const )*[A-Za-z_][\w ]*[ *]+(\w+)\((?:[^;{}()]|\([^()]*\))*\)[^;{}]*\{", re.M)
CALL = re.compile(r"(?<![.>\w])([a-z]\w*)\(")
HANDED_ON = re.compile(r"(?<=[(,=?:{] )([a-z]\w*)(?= ?[,);:}])|(?<=[(,{])([a-z]\w*)(?= ?[,);:}])")
OWN = re.compile(r"[\w*)] \**([a-z]\w*)(?= ?(?:[=;,)\[]|$))|[*,] ?([a-z]\w*)(?= = )")


def functions():
    """(file, name): words of its body."""
    found = {}
    for path in sorted(glob.glob("src/*/*.c") + glob.glob("src/*/*.h")):
        code = COMMENT_OR_TEXT.sub(" ", open(path, encoding="utf-8").read())
        for head in HEAD.finditer(code):
            depth, at = 1, head.end()
            while depth and at < len(code):
                depth += {"{": 1, "}": -1}.get(code[at], 0)
                at += 1
            body, own = code[head.end():at], set(sum(OWN.findall(code[head.start():at]), ()))
            words = set(CALL.findall(body)) | (set(sum(HANDED_ON.findall(body), ())) - own)
            found[path, head.group(2)] = (words - {""}, "static" in head.group(0).split("(")[0])
    return found


def edges(found):
    shared = {name: (path, name) for (path, name), (_, own) in found.items() if not own}
    for (path, name), (words, _) in found.items():
        yield (path, name), [(path, w) if (path, w) in found else shared[w] for w in words if (path, w) in found or w in shared]


def circles(graph):
    """Tarjan's strongly connected components of more than one function, or of one that calls itself; without recursion."""
    index, low, on, stack, out = {}, {}, set(), [], []
    for root in graph:
        work = [(root, iter(graph[root]))] if root not in index else []
        if work:
            index[root] = low[root] = len(index)
            stack.append(root), on.add(root)
        while work:
            node, rest = work[-1]
            for next_one in rest:
                if next_one not in index:
                    index[next_one] = low[next_one] = len(index)
                    stack.append(next_one), on.add(next_one)
                    work.append((next_one, iter(graph[next_one])))
                    break
                if next_one in on:
                    low[node] = min(low[node], index[next_one])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    circle = []
                    while not circle or circle[-1] != node:
                        circle.append(stack.pop())
                        on.discard(circle[-1])
                    if len(circle) > 1 or node in graph[node]:
                        out.append(sorted(circle))
    return sorted(out)


def main():
    found = functions()
    known = {}
    for line in open("tests/recursion.txt", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            names, why = line.rstrip("\n").split(": ", 1)
            for name in names.split():
                known[name] = why
    all_circles = [{f"{path[4:-2]}.{name}" for path, name in circle} for circle in circles(dict(edges(found)))]
    recursive = set().union(*all_circles)
    if "--list" in sys.argv:
        print("\n".join(" ".join(sorted(circle)) for circle in all_circles))
        return
    new = [" ".join(sorted(circle)) for circle in all_circles if not circle & set(known)]
    gone = sorted(set(known) - recursive)
    for number, (names, say) in enumerate(((new, "a recursive function that tests/recursion.txt does not know"), (gone, "listed, but not recursive")), 1):
        print(f"{'not ' if names else ''}ok {number} - {'no' if not names else len(names)} {say}")
        for name in names:
            print("#   " + name)
    print(f"# {len(recursive)} of {len(found)} functions")
    print("1..2")
    sys.exit(bool(new or gone))


main()
