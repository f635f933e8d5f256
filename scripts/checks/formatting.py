"""clang-format has the last word on layout."""

import re
import shutil
import subprocess

from checks.source import Finding

VERSION = 14  # versions differ in their opinions


def find_clang_format():
    """The clang-format of our version, or None."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if program:
            version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"\bversion {VERSION}\.", version):
                return program
    return None


def unformatted(program, root, sources):
    """One finding per file: the first place that clang-format would change."""
    paths = [source.path for source in sources if source.is_cpp]
    if not paths:
        return
    command = [program, "--dry-run", "--Werror", "--ferror-limit=1", *paths]
    report = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stderr
    for path, line in re.findall(r"^(\S+?):(\d+):\d+: error: code should be clang-formatted", report, re.MULTILINE):
        yield Finding(path, int(line), f"not formatted: run {program.rsplit('/', 1)[-1]} -i {path}")
