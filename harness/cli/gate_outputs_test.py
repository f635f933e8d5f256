"""What `stampede gate` writes, read by the parsers that will read it.

usage: gate_outputs_test.py PROGRAM SOURCE_DIR
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import yaml
from prometheus_client.openmetrics.parser import text_string_to_metric_families

SCENARIO = """\
name: small
duration: 2s
workload: {arrivals: {constant: {rate: 1000/s}}, keys: {uniform: {count: 100}}, operations: {read: 9, write: 1}}
cache: {ttl: 100ms}
store: {latency: {exponential: {mean: 5ms}}, concurrency: 4}
strategies: [no-cache, cache-aside, locked]
gate:
  - hit_ratio >= 10%
  - read.latency.p999 <= 1s
  - "cache-aside: store.reads <= 10"
  - "locked: store.reads <= 10"
  - store.reads == baseline
"""
HOSTILE = "]]> </failure> <script>alert(1)</script> & \"quoted\" 'too' | `code` ::error::x %0A $(id)"
POLICY = {"waivers": [{"check": "cache-aside: store.reads <= 10", "until": "2999-12-31", "reason": HOSTILE}]}


def stampede(*arguments, folder):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False)


class GateOutputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        (cls.folder / "small.yaml").write_text(SCENARIO, encoding="utf-8")
        (cls.folder / "policy.yaml").write_text(yaml.safe_dump(POLICY), encoding="utf-8")
        cls.result = "r,<&>\"'.json"  # a name that every format has to escape
        stampede("run", "small.yaml", "-q", "-o", cls.result, folder=cls.folder)
        cls.gate = stampede("gate", cls.result, "--policy", "policy.yaml", "--json", "g.json", "--junit", "g.xml",
                            "--markdown", "g.md", "--openmetrics", "g.txt", "--github", folder=cls.folder)
        cls.found = json.loads((cls.folder / "g.json").read_text(encoding="utf-8"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def judgements(self):
        return self.found["results"][0]["judgements"]

    def test_json_is_what_its_schema_says(self):
        self.assertEqual(self.gate.returncode, 4, self.gate.stderr)
        schema = json.loads(stampede("schema", "verdicts", folder=self.folder).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        jsonschema.validate(self.found, schema)
        self.assertEqual(self.found["counts"]["FAIL"], 2)
        self.assertEqual(self.found["counts"]["WAIVED"], 1)
        self.assertEqual(self.found["counts"]["NO_BASELINE"], 3)

    def test_junit_has_a_case_for_each_judgement(self):
        root = ElementTree.parse(self.folder / "g.xml").getroot()
        suite = root.find("testsuite")
        self.assertEqual(suite.get("name"), "stampede.small")
        cases = suite.findall("testcase")
        self.assertEqual(int(suite.get("tests")), len(self.judgements()))
        self.assertEqual(len(cases), len(self.judgements()))
        self.assertEqual(int(suite.get("failures")), len(suite.findall("testcase/failure")))
        self.assertEqual(int(suite.get("skipped")), 1)
        names = [(case.get("classname"), case.get("name")) for case in cases]
        self.assertEqual(len(set(names)), len(names), "servers know a case by class and name")
        self.assertIn(("stampede.small.locked", "store.reads <= 10"), names)
        failure = next(case for case in cases if case.get("name") == "store.reads <= 10").find("failure")
        self.assertRegex(failure.text, r"actual \d+, limit 10, margin .* over\nat small.yaml:11\n")
        self.assertIn("stampede run small.yaml --strategy locked", failure.text)
        skipped = suite.find("testcase/skipped")
        self.assertIn(HOSTILE, skipped.text)

    def test_openmetrics_has_the_exact_numbers(self):
        families = {family.name: family for family in
                    text_string_to_metric_families((self.folder / "g.txt").read_text(encoding="utf-8"))}
        result = json.loads((self.folder / self.result).read_text(encoding="utf-8"))
        for cell in result["cells"]:
            for name, value in cell["metrics"].items():
                samples = families.get("stampede_" + name.replace(".", "_"))
                found = [sample.value for sample in samples.samples if sample.labels["strategy"] == cell["strategy"]
                         ] if samples else []
                self.assertEqual(found, [] if value is None else [value], name)

    def test_markdown_obeys_nobody(self):
        text = (self.folder / "g.md").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"<[^>]*>", text)), {"<details>", "<summary>", "</summary>", "</details>"})
        for line in text.splitlines():
            if line.startswith("|"):
                self.assertEqual(len(re.findall(r"(?<!\\)\|", line)), 7, line)

    def test_annotations_are_lines_of_their_own(self):
        commands = [line for line in self.gate.stdout.splitlines() if line.lstrip().startswith("::")]
        self.assertEqual(len(commands), 8)
        for command in commands:
            self.assertRegex(command, r"^::error file=small\.yaml,line=\d+,title=[^:,]*(%3A|%2C|[^:,])*::[^\r\n]+$")

    def test_policies_and_their_schema_agree(self):
        schema = json.loads(stampede("schema", "policy", folder=self.folder).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        good = [POLICY, {"version": 1, "tail": 10}, {"checks": ["hit_ratio >= 10%"]},
                {"baseline": [{"metric": "*", "policy": "within 2%"}]},
                {"statistics": {"metrics": ["hit_ratio"], "alpha": "1%"}}]
        bad = [{"cheks": []}, {"tail": -1}, {"baseline": [{"metric": "*", "policy": "strict"}]},
               {"waivers": [{"check": "hit_ratio >= 10%", "reason": "x"}]}, {"version": 2}]
        for policy in good + bad:
            (self.folder / "p.yaml").write_text(yaml.safe_dump(policy), encoding="utf-8")
            accepted = stampede("gate", self.result, "--policy", "p.yaml", folder=self.folder).returncode != 2
            self.assertEqual(accepted, policy in good, policy)
            self.assertEqual(validator.is_valid(policy), policy in good, policy)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv[1]).resolve())
    unittest.main(argv=sys.argv[:1])
