"""Words that do not belong into a tree that shows the present, on any machine."""

import re

MARKERS = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.}*-])/(?:work|home|root|tmp|Users)/")


def leftover_marker(source):
    for match in MARKERS.finditer(source.text):
        yield source.finding(match.start(), f"'{match.group()}': do it now, or file an issue and delete the word")


def machine_path(source):
    if source.is_test:
        return
    for match in MACHINE_PATHS.finditer(source.text):
        yield source.finding(match.start(), f"'{match.group()}' is a path of one machine: use a relative path, an "
                             "argument or mktemp")
