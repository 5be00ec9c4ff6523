#!/bin/bash
# What `make install` puts where.
. tests/lib.sh

run make --no-print-directory install DESTDIR="$SCRATCH/root" PREFIX=/usr
exits 0 'make install succeeds'
ok 'the program is there' test -x "$SCRATCH/root/usr/bin/remit"
ok 'and the library' test -s "$SCRATCH/root/usr/lib/libremit.a"
ok 'and its header' test -s "$SCRATCH/root/usr/include/remit.h"
ok 'and the rules' test -s "$SCRATCH/root/usr/share/remit/rules/core.remit"
for file in man/man1/remit.1 bash-completion/completions/remit zsh/site-functions/_remit fish/vendor_completions.d/remit.fish; do
  ok "and $file" test -s "$SCRATCH/root/usr/share/$file"
done
export PKG_CONFIG_PATH=$SCRATCH/root/usr/lib/pkgconfig
run pkg-config --libs --cflags remit
exits 0 'pkg-config knows the library'
like "$out" '-lremit -lgc' 'and what it is linked with'
run find "$SCRATCH/root" -perm /022 -not -type l
is "$out" '' 'nothing installed may be written by others'
finish
