#!/usr/bin/env bash
# Documents, graphs, the manual page and the completions: made of the same tables, and each taken by what reads it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
remit=${REMIT:-build/remit}

out=$($remit doc doncaster)
is "$?" 0 'doc writes Markdown'
like "$out" '## Who answers for what' '... with the duties'
like "$out" 'By amendment of' '... and what the module amends'
like "$out" '## Sources, and what each is cited for' '... and an index of sources'
out=$($remit doc core --format html)
is "$?" 0 'doc writes HTML'
is "$(echo "$out" | python3 -c '
import html.parser, sys
class Check(html.parser.HTMLParser):
    stack = []; bad = 0; ids = set(); links = set()
    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "br"): self.stack.append(tag)
        for name, value in attributes:
            if name == "id": self.ids.add(value)
            if name == "href": self.links.add(value[1:])
    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag: self.bad += 1
check = Check(); check.feed(sys.stdin.read())
print(check.bad, len(check.stack), sorted(check.links - check.ids)[:3])')" '0 0 []' '... well-formed, every link with its place'
$remit doc nothing > /dev/null 2>&1
is "$?" 3 'an unknown module is an error in rules'

out=$($remit graph doncaster --focus social_care.delivers)
is "$?" 0 'graph draws what a conclusion depends on'
like "$out" '"trust_operational" -> "trust_delivers"' '... with its facts'
unlike "$out" 'leadership_turnover' '... and nothing else'
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
