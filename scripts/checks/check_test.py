"""scripts/check as its users run it: on a tree of files."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from checks.formatting import find_clang_format

CHECK = Path(__file__).resolve().parents[1] / "check"
CLEAN = "// The answer.\n#pragma once\n\nnamespace stampede {\n\nint answer();\n\n}  // namespace stampede\n"


class Check(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        (self.root / ".clang-format").write_text("BasedOnStyle: Google\n")

    def check(self, files, *options):
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text)
        run = subprocess.run([sys.executable, CHECK, *options, self.root], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout

    def test_a_clean_tree_passes(self):
        self.assertEqual(self.check({"harness/base/answer.h": CLEAN}), (0, "1 files, 0 findings\n"))

    def test_a_finding_fails_and_names_file_and_line(self):
        status, output = self.check({"harness/base/answer.h": CLEAN.replace("#pragma once\n", "")})
        self.assertEqual(status, 1)
        self.assertEqual(output, "harness/base/answer.h:1: header without #pragma once: add it below the opening "
                         "comment\n1 files, 1 findings\n")

    def test_aims_never_fail(self):
        status, output = self.check({"harness/base/a.cc": "int a() {\n" + "  b();\n" * 50 + "}\n"}, "--aims")
        self.assertEqual(status, 0)
        self.assertIn("harness/base/a.cc:1: a has 52 lines, more than 40", output)

    def test_files_outside_the_project_are_not_looked_at(self):
        bad = "int a = rand();\n"
        self.assertEqual(self.check({"build/a.cc": bad, "harness/base/a.o": bad}), (0, "0 files, 0 findings\n"))

    @unittest.skipUnless(find_clang_format(), "our version of clang-format is not installed")
    def test_layout(self):
        status, output = self.check({"harness/base/answer.h": CLEAN.replace("int answer", "int  answer")})
        self.assertEqual(status, 1)
        self.assertRegex(output, r"^harness/base/answer.h:6: not formatted: run clang-format\S* -i harness/base/answer.h\n")


if __name__ == "__main__":
    unittest.main()
