#!/bin/sh
# Many cases at once: remit alone (make bench-peers adds the C floor and other tools).
exec python3 tests/bench/batch.py --runs 3
