#!/bin/sh
# What a whole run costs beside starting any process: `true`, and remit on a case.
hyperfine --shell=none --warmup 20 --runs 200 --style basic /bin/true 'build/remit run examples/doncaster.case'
