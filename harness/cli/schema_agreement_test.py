"""The JSON Schema of scenarios and `stampede check` judge the same files alike.

usage: schema_agreement_test.py PROGRAM SOURCE_DIR

corpus/good            both accept, and so the shipped scenarios
corpus/bad             both refuse
corpus/beyond-schema   only `stampede check` refuses; one folder per class of what a schema cannot express, each named
                       in the schema's $comment

The schema sees what a YAML reader makes of the text, under the rules of YAML 1.1 and of YAML 1.2 alike; a text that is
no YAML counts as refused. A file beyond the schema need be accepted under one of them.
"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

import jsonschema
import yaml


class Yaml11(yaml.SafeLoader):
    """YAML 1.1 without dates, which are no JSON."""


class Yaml12(yaml.SafeLoader):
    """The core schema of YAML 1.2."""


Yaml11.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", list("-+.")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))
READERS = (Yaml11, Yaml12)


class SchemaAgreement(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        schema = json.loads(subprocess.run([PROGRAM, "schema"], check=True, capture_output=True).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        cls.comment = schema["$comment"]
        cls.validator = jsonschema.Draft7Validator(schema)

    def schema_accepts(self, path):
        """One answer per reader."""
        answers = []
        for reader in READERS:
            try:
                as_json = json.loads(json.dumps(yaml.load(path.read_text(), reader)))
                answers.append(self.validator.is_valid(as_json))
            except (yaml.YAMLError, TypeError, ValueError):  # no YAML, or nothing that JSON could hold
                answers.append(False)
        return answers

    @staticmethod
    def check_accepts(paths):
        """The paths that the program finds valid."""
        run = subprocess.run([PROGRAM, "check", *paths], capture_output=True, text=True)
        return {Path(line.split(": ok, ")[0]) for line in run.stdout.splitlines()}

    def judge(self, paths, check, schema):
        """Expects that the program's answer is `check` and that the schema's answers satisfy `schema`."""
        self.assertTrue(paths, "no files")
        valid = self.check_accepts(paths)
        for path in paths:
            with self.subTest(path.relative_to(SOURCE)):
                self.assertEqual(path in valid, check, "stampede check")
                self.assertTrue(schema(self.schema_accepts(path)), "schema")

    def test_both_accept_good_scenarios(self):
        self.judge(sorted((CORPUS / "good").glob("*.yaml")), True, all)

    def test_both_accept_the_scenarios_that_are_shipped(self):
        self.judge(sorted((SOURCE / "scenarios").glob("*.yaml")), True, all)

    def test_both_refuse_bad_scenarios(self):
        self.judge(sorted((CORPUS / "bad").glob("*.yaml")), False, lambda answers: not any(answers))

    def test_only_the_program_refuses_what_a_schema_cannot_express(self):
        for folder in sorted((CORPUS / "beyond-schema").iterdir()):
            self.assertIn(f"({folder.name})", self.comment)
            self.judge(sorted(folder.glob("*.yaml")), False, any)


if __name__ == "__main__":
    PROGRAM, SOURCE = sys.argv[1], Path(sys.argv[2]).resolve()
    CORPUS = SOURCE / "harness" / "scenario" / "corpus"
    unittest.main(argv=sys.argv[:1])
