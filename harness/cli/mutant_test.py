"""`verify` agrees with the program as it is, and notices one that measures wrong.

usage: mutant_test.py PROGRAM MUTANT FILTER CASE
"""

import json
import subprocess
import sys


def verdicts(program, pattern):
    """By case: whether all its numbers agree; and the exit code."""
    run = subprocess.run([program, "verify", "--quick", "--quiet", "--format", "json", "--filter", pattern],
                         capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    by_case = {}
    for finding in json.loads(run.stdout)["findings"]:
        by_case[finding["case"]] = by_case.get(finding["case"], True) and finding["verdict"] == "ok"
    return by_case, run.returncode


def main():
    program, mutant, pattern, case = sys.argv[1:]
    right, code = verdicts(program, pattern)
    assert code == 0 and all(right.values()), f"the program itself fails: {right}"
    wrong, code = verdicts(mutant, pattern)
    assert code == 1 and not wrong[case], f"exit code {code}, {case} passes: {wrong}"
    print(f"{case} fails, with {sum(not agrees for agrees in wrong.values())} of {len(wrong)} cases")


main()
