#!/usr/bin/env python3
"""Changes in a generated case: changes.py CASE COUNT. Facts that are yes or no turn round, each on a day of its own."""
import datetime
import pathlib
import re
import sys

OTHER = {"yes": "no", "no": "yes"}
path, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
text = path.read_text(encoding="utf-8")
flags = re.findall(r"^(flag_\d+) is (yes|no)$", text, re.M)
day, lines = datetime.date(2015, 1, 2), []
for number in range(count):
    name, value = flags[number % len(flags)]
    turned = OTHER[value] if number // len(flags) % 2 == 0 else value
    lines.append(f"{name} is {turned} from {day}")
    day += datetime.timedelta(days=2)
path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
