"""Each rule finds what it looks for, says what to do instead, and leaves the code beside it alone."""

import unittest

from checks.coroutines import await_in_condition, capturing_coroutine
from checks.determinism import forbidden_sources
from checks.layers import MAY_INCLUDE, include_direction, pragma_once
from checks.names import repeated_local_names
from checks.sizes import file_length, function_length, functions
from checks.source import Source
from checks.words import leftover_marker, machine_path


def findings(rule, path, text):
    return [str(finding) for finding in rule(Source(path, text))]


class IncludeDirection(unittest.TestCase):
    def test_a_folder_may_not_include_one_above_it(self):
        self.assertEqual(
            findings(include_direction, "harness/cache/lru.cc", '#include <list>\n#include "harness/engine/cell.h"\n'),
            ["harness/cache/lru.cc:2: harness/cache must not know harness/engine: move the code up, or hand what is "
             "needed down to it"])

    def test_the_harness_knows_no_strategy(self):
        self.assertEqual(len(findings(include_direction, "harness/engine/cell.cc", '#include "strategies/builtins.h"')), 1)

    def test_cache_and_store_are_siblings(self):
        self.assertEqual(len(findings(include_direction, "harness/store/a.h", '#include "harness/cache/cache.h"')), 1)

    def test_includes_are_written_from_the_top_of_the_tree(self):
        self.assertEqual(
            findings(include_direction, "strategies/guard/lock.cc", '#include "parts.h"'),
            ['strategies/guard/lock.cc:1: "parts.h" is not a path from the top of the tree: write "strategies/parts.h"'])

    def test_a_test_may_include_from_above_but_its_helpers_stay_with_the_tests(self):
        self.assertEqual(findings(include_direction, "harness/cache/lru_test.cc", '#include "harness/engine/cell.h"'), [])
        self.assertEqual(
            findings(include_direction, "harness/engine/cell.cc", '#include "harness/runtime/testing.h"'),
            ['harness/engine/cell.cc:1: "harness/runtime/testing.h" is for tests only: move what is needed out of it'])

    def test_downwards_is_fine_and_so_is_a_comment(self):
        text = '#include "harness/base/time.h"\n#include "harness/cache/cache.h"\n// #include "harness/cli/run.h"\n'
        self.assertEqual(findings(include_direction, "harness/cache/lru.cc", text), [])

    def test_no_two_folders_may_include_each_other(self):
        for folder, below in MAY_INCLUDE.items():
            for other in below - {folder}:
                self.assertNotIn(folder, MAY_INCLUDE[other], f"{folder} and {other}")


class Headers(unittest.TestCase):
    def test_a_header_needs_pragma_once(self):
        self.assertEqual(findings(pragma_once, "harness/base/a.h", "// #pragma once\nint a();\n"),
                         ["harness/base/a.h:1: header without #pragma once: add it below the opening comment"])
        self.assertEqual(findings(pragma_once, "harness/base/a.h", "#pragma once\n"), [])
        self.assertEqual(findings(pragma_once, "harness/base/a.cc", "int a();\n"), [])


class LocalNames(unittest.TestCase):
    def findings(self, *files):
        sources = [Source(path, "namespace stampede {\nnamespace {\n\n" + text + "\n\n}  // namespace\n}\n")
                   for path, text in files]
        return [str(finding) for finding in repeated_local_names(sources)]

    def test_two_files_of_a_folder_must_not_define_the_same_name(self):
        self.assertEqual(
            self.findings(("harness/cli/a.cc", "bool is_wanted(int a) {\n  return a;\n}"),
                          ("harness/cli/b.cc", "\nstd::vector<int> is_wanted(char b) {\n  return {b};\n}")),
            ["harness/cli/b.cc:5: 'is_wanted' is a local name of harness/cli/a.cc too, and both are compiled together: "
             "choose another name, or share it"])

    def test_types_and_constants_count(self):
        for text in ("struct Row {\n  int a;\n};", "class Row final : public Rows {\n};", "constexpr int Row = 3;",
                     "constexpr std::array<int, 2> Row = {1, 2};", "constexpr const char* Row[] = {};"):
            found = self.findings(("harness/cli/a.cc", "int Row() {\n}"), ("harness/cli/b.cc", text))
            self.assertEqual(len(found), 1, text)

    def test_other_folders_tests_overloads_of_one_file_and_what_is_inside_braces_are_apart(self):
        self.assertEqual(
            self.findings(("harness/cli/a.cc", "int f() {\n}\n\nint f(int a) {\n}"),
                          ("harness/gate/a.cc", "int f() {\n}"),
                          ("harness/cli/a_test.cc", "int f() {\n}"),
                          ("harness/cli/a_benchmark.cc", "int f() {\n}"),
                          ("harness/cli/b.cc", "int g() {\n  int f = 3;\n  return f;\n}")), [])

    def test_an_alias_may_be_repeated_if_it_means_the_same(self):
        same, other = "using Json = nlohmann::json;", "using Json = nlohmann::ordered_json;"
        self.assertEqual(self.findings(("harness/cli/a.cc", same), ("harness/cli/b.cc", same)), [])
        self.assertEqual(len(self.findings(("harness/cli/a.cc", same), ("harness/cli/b.cc", other))), 1)


class ForbiddenSources(unittest.TestCase):
    def test_clocks(self):
        text = "auto now() {\n  return std::chrono::steady_clock::now();\n}\n"
        self.assertEqual(findings(forbidden_sources, "harness/store/a.cc", text),
                         ["harness/store/a.cc:2: 'steady_clock' is an OS clock: take the time from the Runtime you are "
                          "handed"])
        self.assertEqual(findings(forbidden_sources, "harness/engine/cell.cc", text), [])
        for call in ("clock_gettime(a, b);", "std::time(nullptr);", "time(0);"):
            self.assertEqual(len(findings(forbidden_sources, "strategies/a.cc", call)), 1, call)

    def test_sleeping_threads_even_in_tests(self):
        for call in ("std::this_thread::sleep_for(1s);", "usleep(5);"):
            self.assertEqual(len(findings(forbidden_sources, "harness/cli/run_test.cc", call)), 1, call)
        self.assertEqual(findings(forbidden_sources, "harness/store/a.cc", "co_await runtime.sleep(5);"), [])

    def test_distributions_and_generators_of_the_library(self):
        for text in ("std::normal_distribution<> d;", "std::random_device r;", "std::mt19937 g;", "int r = rand();",
                     "std::shuffle(a, b, g);"):
            self.assertEqual(len(findings(forbidden_sources, "harness/base/a_test.cc", text)), 1, text)
        self.assertEqual(findings(forbidden_sources, "harness/base/a.cc", "operand(); Random random(1, 2);"), [])

    def test_libm_outside_tests(self):
        for text in ("std::log(x)", "std::expf(x)", "std::pow (x, y)", "log2(x)"):
            self.assertEqual(len(findings(forbidden_sources, "harness/base/a.cc", text)), 1, text)
        self.assertEqual(findings(forbidden_sources, "harness/base/a_test.cc", "std::log(x)"), [])
        self.assertEqual(findings(forbidden_sources, "harness/base/a.cc", "std::sqrt(x) + natural_log(x)"), [])

    def test_comments_and_literals_are_not_code(self):
        text = '// std::log(x)\n/* rand() */ auto s = "std::pow(x, y)"; auto r = R"(rand())"; int i = 1\'000;\n'
        self.assertEqual(findings(forbidden_sources, "harness/base/a.cc", text), [])


class AwaitInCondition(unittest.TestCase):
    def test_every_kind_of_condition(self):
        self.assertEqual(
            findings(await_in_condition, "harness/store/a.cc", "if (a &&\n    !co_await event.wait()) {}\n"),
            ["harness/store/a.cc:1: co_await in the condition of 'if', which g++ 12 miscompiles when the awaiter has a "
             "destructor: await into a named bool first"])
        for text in ("while (co_await f()) {}", "switch (co_await f()) {}", "for (int i = 0; co_await f(i); ++i) {}"):
            self.assertEqual(len(findings(await_in_condition, "a.cc", text)), 1, text)

    def test_a_named_bool_is_fine_and_so_are_body_and_range(self):
        text = "const bool woken = co_await f();\nif (woken) co_await g();\nfor (int x : co_await h()) use(x);\n"
        self.assertEqual(findings(await_in_condition, "harness/store/a.cc", text), [])


class CapturingCoroutine(unittest.TestCase):
    def test_captures_of_a_coroutine(self):
        text = "auto f = [&runtime](int x) -> Task<int> {\n  co_return co_await runtime.sleep(x);\n};\n"
        self.assertEqual(findings(capturing_coroutine, "harness/store/a.cc", text),
                         ["harness/store/a.cc:1: a capturing lambda is a coroutine, and its captures may die before it "
                          "ends: pass them as parameters by value"])

    def test_no_captures_or_no_coroutine(self):
        for text in ("auto f = [](int x) -> Task<int> { co_return x; };",
                     "auto f = [this](int x) { return x + y_; };",
                     "Task<int> f() { co_return a[i](3); }",
                     "[[nodiscard]] Task<int> f() { co_return 1; }"):
            self.assertEqual(findings(capturing_coroutine, "harness/store/a.cc", text), [], text)

    def test_a_coroutine_inside_is_not_the_lambda_around_it(self):
        text = "run([&] { spawn([](int x) -> Task<int> { co_return x; }(n)); });"
        self.assertEqual(findings(capturing_coroutine, "harness/store/a.cc", text), [])


class Sizes(unittest.TestCase):
    def test_a_long_function(self):
        text = "namespace a {\nclass B {\n  int c(int d) const {\n" + "    e();\n" * 69 + "  }\n};\n}\n"
        self.assertEqual(findings(function_length, "harness/base/a.cc", text),
                         ["harness/base/a.cc:3: c has 71 lines, more than 70: name its steps and move them out"])
        self.assertEqual(findings(function_length, "harness/base/a.cc", text.replace("    e();\n", "", 1)), [])

    def test_what_is_a_function(self):
        text = ("#define M(x) \\\n  { x }\n"
                "const Row kRows[] = {\n{1, f()},\n{2, g()},\n};\n"
                "struct A : B {\n  A(int x) : x_{x}, y_{f(x)} {\n    g();\n  }\n  int x_ = 0;\n};\n"
                "TEST(A, B) {\n  auto f = [] { return 1; };\n}\n"
                "template <typename T>\nenum class E { kA, kB };\nvoid h(std::span<int> x = {}) {}\n")
        found = [(name, lines) for _, name, lines in functions(Source("harness/base/a.cc", text))]
        self.assertEqual(found, [("A", 3), ("TEST", 3), ("h", 1)])

    def test_a_long_file(self):
        self.assertEqual(findings(file_length, "harness/base/a.cc", "\n" * 401),
                         ["harness/base/a.cc:401: 401 lines, more than 400: a file holds one idea, split it"])
        self.assertEqual(findings(file_length, "harness/base/a_test.cc", "\n" * 600), [])
        self.assertEqual(len(findings(file_length, "harness/base/a_test.cc", "\n" * 601)), 1)


class Words(unittest.TestCase):
    def test_markers_of_unfinished_work(self):
        marker = "TO" + "DO"
        self.assertEqual(findings(leftover_marker, "README.md", f"a\n// {marker}: b\n"),
                         [f"README.md:2: '{marker}': do it now, or file an issue and delete the word"])
        self.assertEqual(findings(leftover_marker, "README.md", f"{marker}S and mas{marker}n\n"), [])

    def test_paths_of_one_machine(self):
        self.assertEqual(findings(machine_path, "scenarios/a.yaml", "file: /home/me/a.csv\n"),
                         ["scenarios/a.yaml:1: '/home/' is a path of one machine: use a relative path, an argument or "
                          "mktemp"])
        self.assertEqual(findings(machine_path, "harness/cli/run_test.cc", '"/tmp/x"'), [])
        self.assertEqual(findings(machine_path, "README.md", "https://example.org/home/x ./work/x"), [])


if __name__ == "__main__":
    unittest.main()
