"""Mutants are small, have names of their own, and can all be made of the sources as they are."""

import unittest
from pathlib import Path

from mutation import catalogue
from mutation.operators import bugs_in_line

ROOT = Path(__file__).resolve().parent.parent.parent


class Operators(unittest.TestCase):
    def bugs(self, line):
        return dict(bugs_in_line(line))

    def test_put_one_bug_into_a_line(self):
        self.assertEqual(self.bugs("  if (now >= expiry && count == 0) {"), {
            "boundary": "  if (now > expiry && count == 0) {",
            "equality": "  if (now >= expiry && count != 0) {",
            "logic": "  if (now >= expiry || count == 0) {",
            "constant": "  if (now >= expiry && count == 1) {",
            "branch": "  if (!(now >= expiry && count == 0)) {"})

    def test_delete_statements(self):
        self.assertEqual(self.bugs("    places_.free();"), {"statement": "  ;"})
        self.assertEqual(self.bugs("  bytes_ += size;"), {"arithmetic": "  bytes_ -= size;", "statement": "  ;"})
        self.assertEqual(self.bugs("  const Slot slot = slot_of(key);"), {})

    def test_change_flags(self):
        self.assertEqual(self.bugs("  bool leased() const { return true; }"),
                         {"flag": "  bool leased() const { return false; }"})

    def test_leave_alone_what_is_no_code(self):
        for line in ("// a < b", "#include <map>", '  fail("a < b && c");', "template <typename T = int>",
                     "  STAMPEDE_CHECK(a < b);", "  virtual void drain() = 0;", "}  // namespace stampede"):
            self.assertEqual(self.bugs(line), {}, line)


class Catalogue(unittest.TestCase):
    def setUp(self):
        self.mutants = catalogue.all_mutants(ROOT)

    def test_has_at_least_a_hundred_with_names_of_their_own(self):
        self.assertGreaterEqual(len(self.mutants), 100)
        self.assertEqual(len({mutant.name for mutant in self.mutants}), len(self.mutants))

    def test_each_changes_its_source(self):
        for mutant in self.mutants:
            self.assertNotEqual(mutant.original, mutant.changed, mutant.name)
            self.assertTrue(mutant.difference(), mutant.name)

    def test_is_the_same_each_time(self):
        self.assertEqual(self.mutants, catalogue.all_mutants(ROOT))

    def test_reasons_are_about_mutants_that_exist(self):
        names = {mutant.name for mutant in catalogue.all_mutants(ROOT, 100)}
        self.assertEqual(set(catalogue.reasons(ROOT)) - names, set())


if __name__ == "__main__":
    unittest.main()
