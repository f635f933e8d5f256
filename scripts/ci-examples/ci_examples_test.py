"""The action for GitHub and the job for GitLab do what they promise: their steps are run as a server would run them.

usage: ci_examples_test.py PROGRAM
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = """\
name: small
duration: 1s
workload: {arrivals: {constant: {rate: 1000/s}}, keys: {uniform: {count: 100}}}
cache: {ttl: 100ms}
store: {latency: {exponential: {mean: 5ms}}}
strategies: [cache-aside, locked]
gate: ["locked: stampede.redundant_loads == 0"]
"""


class CiExamples(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        (self.folder / "small.yaml").write_text(SCENARIO, encoding="utf-8")
        (self.folder / "bin").mkdir()
        (self.folder / "bin/stampede").symlink_to(PROGRAM)

    def shell(self, script, environment):
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=self.folder, text=True, check=False,
                              env={"PATH": path, "HOME": str(self.folder), **environment}, capture_output=True)

    def accept(self):
        self.assertEqual(self.shell("stampede run small.yaml -q -o a.json && stampede baseline a.json -o b.json "
                                    "--reason first", {}).returncode, 0)

    def run_action(self, **inputs):
        action = yaml.safe_load((ROOT / ".github/actions/gate/action.yml").read_text(encoding="utf-8"))
        values = {name: inputs.get(name, declared.get("default", "")) for name, declared in action["inputs"].items()}
        used = set(re.findall(r"inputs\.(\w+)", json.dumps(action)))
        self.assertEqual(used, set(action["inputs"]), "an input that nothing uses, or one that is not declared")
        output, summary = self.folder / "output", self.folder / "summary"
        for step in action["runs"]["steps"]:
            environment = {name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: values[match.group(1)], value)
                           for name, value in step["env"].items()}
            environment |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
            finished = self.shell(step["run"], environment)
            if finished.returncode != 0:
                break
        return finished, output.read_text(encoding="utf-8"), summary.read_text(encoding="utf-8")

    def test_the_action_passes_what_is_as_it_was(self):
        self.accept()
        finished, output, summary = self.run_action(scenarios="small.yaml\n", baseline="b.json")
        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)
        self.assertEqual(output, "verdict=PASS\n")
        self.assertTrue(summary.startswith("### Gate passed: 3 PASS\n"), summary)

    def test_the_action_fails_at_the_line_of_the_check(self):
        (self.folder / "policy.yaml").write_text("checks:\n  - store.reads <= 5\n", encoding="utf-8")
        finished, output, _ = self.run_action(scenarios="small.yaml", policy="policy.yaml",
                                              arguments="--strategy locked --seed 3")
        self.assertEqual(finished.returncode, 1, finished.stderr)
        self.assertEqual(output, "verdict=FAIL\n")
        self.assertIn("\n::error file=policy.yaml,line=2,title=FAIL locked%3A store.reads <= 5::", finished.stdout)

    def test_the_job_for_gitlab_leaves_both_reports(self):
        self.accept()
        job = yaml.safe_load((ROOT / "scripts/ci-examples/gitlab.yml").read_text(encoding="utf-8"))["stampede-gate"]
        variables = job["variables"] | {"SCENARIOS": "small.yaml", "BASELINE": "b.json"}
        finished = self.shell("\n".join(job["script"]), variables)
        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)
        reports = job["artifacts"]["reports"]
        self.assertEqual(len(ElementTree.parse(self.folder / reports["junit"]).findall(".//testcase")), 3)
        self.assertTrue((self.folder / reports["metrics"]).read_text(encoding="utf-8").endswith("# EOF\n"))


if __name__ == "__main__":
    PROGRAM = Path(sys.argv[1]).resolve()
    unittest.main(argv=sys.argv[:1])
