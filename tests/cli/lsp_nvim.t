#!/bin/bash
# The language server asked by Neovim's own client, as an editor uses it.
. tests/lib.sh
if ! command -v nvim >/dev/null; then
  skip 'Neovim as a client' 'nvim is not installed'
  finish
fi
mkdir "$SCRATCH/w"
cp tests/cli/fixtures/town.remit tests/cli/fixtures/town.case "$SCRATCH/w"
printf 'module outer\nuse town\n\ndefine busy "𝄞 busy"   when operational and vacancy_rte > 10%%\n' > "$SCRATCH/w/outer.remit"
export HOME="$SCRATCH" XDG_CONFIG_HOME="$SCRATCH" XDG_DATA_HOME="$SCRATCH" XDG_STATE_HOME="$SCRATCH" XDG_CACHE_HOME="$SCRATCH"
export SERVER="$PWD/$REMIT" W="$SCRATCH/w"
case "$REMIT" in /*) SERVER=$REMIT ;; esac
run timeout 60 nvim --headless -u NONE -i NONE -c "luafile tests/cli/lsp_nvim.lua" </dev/null
exits 0 'Neovim runs to its end'
said=$(cat "$SCRATCH/w/said" 2>/dev/null)
while IFS='|' read -r name pattern; do
  like "$said" "^$name: $pattern" "$name"
done <<'L'
diagnostics|R0201 3 47 .*vacancy_rte
code action|define busy "𝄞 busy"   when operational and vacancy_rate > 10%
no more mistakes|0
hover|.*percent.*posts that are vacant
definition|town.remit 19
rename here|.*and empty_posts > 10%
rename there|fact empty_posts
formatting|define busy "𝄞 busy" when operational
L
finish
