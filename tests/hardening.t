#!/bin/bash
# Assurance row 20: what the shipped program is protected by, read from the program itself.
. tests/lib.sh

# The symbols, not their pipe into grep -q: a reader that leaves early would break it.
headers=$(readelf -hlW build/remit)
dynamic=$(readelf -dW build/remit)
symbols=$(readelf -sW build/remit)
like "$headers" 'Type: +DYN' 'it is a position-independent executable'
like "$headers" 'GNU_RELRO' 'relocations are read-only'
like "$dynamic" 'BIND_NOW|Flags:.* NOW' 'and all bound at the start'
like "$headers" 'GNU_STACK +[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ RW ' 'no stack is executable'
like "$symbols" '__stack_chk_fail' 'stacks are guarded'
like "$symbols" '__(v?snprintf|memcpy|memset|read)_chk' 'library calls are checked'
finish
