"""The JSON Schema of results accepts what the program writes, and nothing that differs from it.

usage: result_schema_test.py PROGRAM SOURCE_DIR
"""

import copy
import json
import signal
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema

WITH_TIMELINE = """
name: small
duration: 1s
workload: {arrivals: {constant: {rate: 200/s}}, keys: {uniform: {count: 10}}, operations: {read: 9, write: 1}}
cache: {ttl: 100ms}
store: {latency: 5ms, concurrency: 4}
timeline: [{at: 500ms, name: flush, cache: flush}, {at: 600ms, for: 100ms, name: outage, cache: down}]
strategies: [locked]
"""

# A short cell, and then many: whoever interrupts after the first has plenty of time.
LONG = """
name: long
duration: 20s
workload: {arrivals: {constant: {rate: 10k/s}}, keys: {uniform: {count: 1k}}}
store: {latency: 1ms}
strategies:
""" + "".join(f"  - {{name: s{i}, preset: no-cache}}\n" for i in range(400))

# A moment of a scenario, with a timeline that fits in.
SHORT = ["--repetitions", "2"]
for setting in ("warmup=0s", "duration=200ms", "timeline=[{at: 100ms, name: flush, cache: flush}]"):
    SHORT += ["--set", setting]

# Members that share one definition: one of them stands for all. The effective scenario has a schema of its own.
ALIKE = ("summary/*/metrics", "histograms")
ANYTHING = "scenario/effective"


def places(value, path=(), shape=()):
    """The path of each value, once for all that are described by the same part of the schema."""
    yield path, "/".join(shape)
    if isinstance(value, dict) and "/".join(shape) != ANYTHING:
        for name, member in value.items():
            is_alike = "/".join(shape).endswith(ALIKE)
            yield from places(member, path + (name,), shape + ("*" if is_alike else name,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, path + (index,), shape + ("*",))


def changed(document, path, change):
    """A copy in which `change(parent, name)` was applied to the value at `path`."""
    document = copy.deepcopy(document)
    parent = document
    for step in path[:-1]:
        parent = parent[step]
    change(parent, path[-1])
    return document


def replaced(document, path, value):
    return changed(document, path, lambda parent, name: parent.__setitem__(name, value))


class ResultSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run([PROGRAM, "schema", "result"], check=True, capture_output=True).stdout
        cls.schema = json.loads(text)
        jsonschema.Draft7Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft7Validator(cls.schema)

    @staticmethod
    def result_of(scenario, *options):
        run = subprocess.run([PROGRAM, "run", scenario, "-q", "-o", "-", *options], check=True, capture_output=True)
        return json.loads(run.stdout)

    def small_result(self):
        """With one of everything, and of each list one item or two."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "small.yaml"
            path.write_text(WITH_TIMELINE)
            result = self.result_of(path)
        cell = result["cells"][0]
        self.assertGreater(len(cell["phases"]), 3)
        for name, column in cell["series"].items():
            if isinstance(column, list):
                del column[1:]
        for column in cell["series"]["read_latency"].values():
            if isinstance(column, list):
                del column[1:]
        del cell["phases"][2:]
        return result

    def assert_valid(self, result):
        error = next(self.validator.iter_errors(result), None)
        self.assertIsNone(error, error and f"{list(error.absolute_path)}: {error.message[:200]}")

    def assert_all_refused(self, results):
        number = 0
        for what, result in results:
            with self.subTest(what):
                self.assertFalse(self.validator.is_valid(result))
            number += 1
        self.assertGreater(number, 20)

    def each_place(self, result):
        seen = {"": ()}
        for path, shape in places(result):
            seen.setdefault(shape, path)
        del seen[""]
        for shape, path in seen.items():
            value = result
            for step in path:
                value = value[step]
            yield shape, path, value

    def test_accepts_the_results_of_all_scenarios(self):
        shipped = sorted((SOURCE / "scenarios").glob("*.yaml"))
        self.assertGreater(len(shipped), 10)
        for path in shipped:
            with self.subTest(path.name):
                self.assert_valid(self.result_of(path, *SHORT))

    def test_accepts_a_result_with_phases_and_an_interrupted_one(self):
        self.assert_valid(self.small_result())
        with TemporaryDirectory() as folder:
            Path(folder, "long.yaml").write_text(LONG)
            command = [PROGRAM, "run", "long.yaml", "--jobs", "1", "-o", "long.json"]
            pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
            with subprocess.Popen(command, cwd=folder, text=True, **pipes) as run:
                for line in run.stderr:
                    if "s0 done (1/400)" in line:
                        break
                run.send_signal(signal.SIGINT)
                run.stderr.read()
            result = json.loads(Path(folder, "long.json").read_text())
        self.assertTrue(result["incomplete"])
        self.assert_valid(result)

    def test_accepts_a_result_that_was_interrupted_before_the_first_cell(self):
        result = self.small_result()
        result.update(cells=[], summary=[], incomplete=True)
        self.assert_valid(result)

    def test_refuses_a_result_without_one_of_its_members(self):
        result = self.small_result()
        self.assert_all_refused(
            (f"without {shape}", changed(result, path, lambda parent, name: parent.pop(name)))
            for shape, path, _ in self.each_place(result)
            if isinstance(path[-1], str) and not shape.startswith(ANYTHING + "/")
        )

    def test_refuses_members_of_the_wrong_type(self):
        result = self.small_result()
        self.assert_all_refused(
            (f"wrong {shape}", replaced(result, path, "wrong!" if isinstance(value, dict) else {"wrong": 1}))
            for shape, path, value in self.each_place(result)
        )

    def test_refuses_unknown_members(self):
        result = self.small_result()
        self.assert_all_refused(
            (f"more in {shape}", replaced(result, path + ("unknown",), 1))
            for shape, path, value in self.each_place(result)
            if isinstance(value, dict) and shape != ANYTHING
        )

    def test_refuses_negative_numbers(self):
        result = self.small_result()
        self.assert_all_refused(
            (f"negative {shape}", replaced(result, path, -1))
            for shape, path, value in self.each_place(result)
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        )

    def test_refuses_counts_with_a_fraction(self):
        result = self.small_result()
        self.assert_all_refused(
            (f"fraction in {shape}", replaced(result, path, value + 0.5))
            for shape, path, value in self.each_place(result)
            if "/counts/" in shape and isinstance(value, int)
        )

    def test_refuses_another_version(self):
        result = self.small_result()
        result["schema"] = "stampede.result/2"
        self.assertFalse(self.validator.is_valid(result))


if __name__ == "__main__":
    PROGRAM, SOURCE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    unittest.main(argv=sys.argv[:1])
