#!/usr/bin/env bash
# Documents, graphs, the manual page and the completions: made of the same tables, and each taken by what reads it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
remit=${REMIT:-build/remit}

out=$($remit doc doncaster)
is "$?" 0 'doc writes Markdown'
like "$out" '^## .*Who answers for what$' '... with the duties'
like "$out" '\| Exception: the trust runs' '... and what the module amends'
like "$out" '^- l.93: \[Children.s social care\]\(#social_care\); \[Education' '... and the paragraphs of a source, each once with all that was made of it'
like "$out" 'para 2.5 – a proposal' '... and what a citation is worth'
out=$($remit doc signatures_cib)
like "$out" 'It is raised when at least one of these 3 holds. Its severity is high always' 'when a signature is raised, and how severe it is'
like "$out" 'is less than \[the fewest reports to the council in a year\]\(#fewest_reports\) \([0-9]+\)' 'a threshold is linked, with its value'
like "$($remit doc national)" '^- takeover.*announced is 2015-12 cite rmp' 'what the rules state for every case'
like "$($remit doc core --all)" 'A senior leader of the services changed \| happens, on dates' 'an event is listed with the facts' 
cat > "$SCRATCH/links.py" <<'END'
import html.parser, re, sys
class Check(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "br"): self.stack.append(tag)
        for name, value in attributes:
            if name == "id": self.places.append(value)
            if name == "href": self.links.add(value[1:])
    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag: self.bad += 1
for path in sys.argv[1:]:
    check = Check()
    check.stack, check.bad, check.places, check.links = [], 0, [], set()
    text = open(path).read()
    if path.endswith(".html"): check.feed(text)
    else:
        check.places = re.findall(r'<a id="([^"]*)">', text)
        check.links = set(re.findall(r"\]\(#([^)]*)\)", text))
    empty = "bring together" in text
    dead, twice = sorted(check.links - set(check.places)), len(check.places) - len(set(check.places))
    if check.bad or check.stack or dead or twice or not check.links and not empty: print(path, check.bad, check.stack, dead, twice)
END
for module in rules/*.remit; do
  name=${module##*/} name=${name%.remit}
  $remit doc "$name" --format html > "$SCRATCH/$name.html"
  $remit doc "$name" > "$SCRATCH/$name.md"
done
$remit doc doncaster --all --format html > "$SCRATCH/all.html"
like "$(cat "$SCRATCH/all_signatures.md")" 'They only bring together the rules of "The thirteen' 'a module of uses alone says so'
like "$(cat "$SCRATCH/signatures_cib.md")" 'yes or no; stale after|inadequate, requires improvement, good or outstanding' 'what a fact may be'
run python3 "$SCRATCH/links.py" "$SCRATCH"/*.html "$SCRATCH"/*.md
is "$out$err" '' 'every document of the library is well-formed, and no link leads nowhere'
$remit doc nothing > /dev/null 2>&1
is "$?" 3 'an unknown module is an error in rules'

out=$($remit graph doncaster --focus social_care.delivers)
is "$?" 0 'graph draws what a conclusion depends on'
like "$out" '"trust_operational" -> "trust_delivers"' '... with its facts'
unlike "$out" 'leadership_turnover' '... and nothing else'
out=$($remit graph doncaster --focus in_scope)
like "$out" '"in_scope" \[shape=ellipse, penwidth=3' 'graph draws what hangs on a fact'
like "$out" '"trust_delivers" -> "social_care.delivers"' '... directly or not'
unlike "$out" '"trust_operational"' '... and nothing else'
like "$($remit graph doncaster --focus senior_change)" '"senior_change" -> "' '... or on an event'
for module in rules/*.remit; do
  $remit graph "${module##*/}" > /dev/null 2>&1 || $remit graph "$module" > "$SCRATCH/graph" 2>&1 || echo "$module"
done > "$SCRATCH/graphs"
is "$(cat "$SCRATCH/graphs")" '' 'every module can be drawn'
if command -v dot > /dev/null; then
  $remit graph doncaster | dot -Tsvg > /dev/null
  is "$?" 0 'Graphviz takes the whole'
else
  skip 'Graphviz takes the whole' 'needs graphviz'
fi
$remit graph doncaster --focus social_car.delivers > /dev/null 2>&1
is "$?" 2 'a name that does not exist is wrong usage'

out=$($remit help --man)
like "$out" '^\.TH REMIT 1' 'the manual page'
for verb in check run why repl batch fmt doc graph; do like "$out" "^\.SS remit $verb" "... tells about $verb"; done
$remit help --completion bash | bash -n
is "$?" 0 'the completion for bash is bash'
like "$($remit help --completion fish)" 'complete -c remit' 'one for fish'
like "$($remit help --completion zsh)" '#compdef remit' 'one for zsh'
finish
