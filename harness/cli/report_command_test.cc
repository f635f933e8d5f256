#include <gmock/gmock.h>
#include <sys/stat.h>

#include "harness/cli/published_folder.h"
#include "harness/cli/python.h"
#include "harness/cli/report_writer.h"
#include "harness/cli/testing.h"
#include "harness/results/result_reader.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

class ReportCommand : public CommandTest {
 protected:
  ReportCommand() { EXPECT_EQ(run({"run", "small.yaml", "-q"}).code, ExitCode::kOk); }

  // An interpreter that only writes down what it is asked to do.
  static std::string fake_python(const std::string& script) {
    write("fake", "#!/bin/sh\n" + script);
    fs::permissions("fake", fs::perms::owner_all);
    return fs::absolute("fake").string();
  }

  // The error, without the line of the exit code.
  static std::string error_of(std::vector<std::string> arguments, ExitCode code = ExitCode::kUsage) {
    arguments.insert(arguments.begin(), "report");
    const Outcome outcome = run(std::move(arguments));
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(fs::exists("out")) << "half a report";
    return outcome.err.substr(0, outcome.err.find("exit code"));
  }
};

constexpr const char* kResult = "small.result.json";

// Says that it has all modules, and draws nothing but a page.
constexpr const char* kDrawsAPage = "for last; do :; done\n[ \"$3\" = -c ] || echo drawn > \"$last/index.html\"\n";

TEST_F(ReportCommand, WritesAPageMarkdownAndNumbers) {
  const Outcome outcome = run({"report", kResult, "-o", "out", "--python", fake_python(kDrawsAPage)});
  EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(outcome.out, "out/index.html\n");
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(names_in("out"), ElementsAre("index.html", "metrics.csv", "report.md"));
  EXPECT_THAT(read("out/report.md"), StartsWith("# small\n\n**"));
  EXPECT_THAT(read("out/metrics.csv"), StartsWith("scenario,strategy,seed,phase,"));
}

TEST_F(ReportCommand, SaysWhenThePageIsTooLargeToBeMailed) {
  const std::string python =
      fake_python("for last; do :; done\n[ \"$3\" = -c ] || truncate -s 12M \"$last/index.html\"\n");
  EXPECT_EQ(run({"report", kResult, "-o", "out", "--python", python}).err,
            "notice: the page has 12 MB, more than many mailboxes take; reports of fewer results are smaller\n");
}

TEST_F(ReportCommand, HandsThePageEverythingAndTheResultsAsTheyAre) {
  const std::string python = fake_python("[ \"$3\" = -c ] || cp -r \"$5\" \"$6/pictures\"\n");
  ASSERT_EQ(run({"report", kResult, "-o", "out", "--python", python}).code, ExitCode::kOk);
  EXPECT_THAT(names_in("out/pictures"), ElementsAre("0.json", "report.json"));
  EXPECT_EQ(read("out/pictures/0.json"), read(kResult));
  EXPECT_THAT(read("out/pictures/report.json"), HasSubstr("\"schema\": \"stampede.report/1\""));
}

TEST_F(ReportCommand, WithoutAPythonWritesTheRestAndSaysWhatToInstall) {
  const auto result = read_result_file(kResult);
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  Tool tool{.builtins = {.strategies = builtin_strategies(), .evictions = builtin_evictions()}, .console = console};
  ReportOptions options;
  options.folder = "out";
  options.usual = {"./none", "./nor-this"};
  const NamedResult named[] = {{kResult, std::get<Result>(result)}};
  EXPECT_EQ(write_report(tool, options, named), ExitCode::kOk);
  EXPECT_EQ(out.str(), "out/report.md\n");
  EXPECT_EQ(err.str(),
            "notice: no page and no pictures: ./none cannot be run: No such file or directory; install "
            "python3-matplotlib python3-numpy python3-jinja2\n");
  EXPECT_THAT(names_in("out"), ElementsAre("metrics.csv", "report.md"));
}

TEST_F(ReportCommand, TakesTheFirstPythonThatIsFit) {
  const std::string python = fake_python("exit 0\n");
  EXPECT_EQ(std::get<std::string>(find_python({"./none", python, "./nor-this"})), python);
}

TEST_F(ReportCommand, RefusesAPythonThatIsNamedAndUnfit) {
  EXPECT_EQ(error_of({kResult, "-o", "out", "--python", "./none"}),
            "error: ./none cannot be run: No such file or directory\n"
            "  name another with --python, or install python3-matplotlib python3-numpy python3-jinja2\n");
  const std::string python = fake_python("echo 'has no matplotlib' >&2\nexit 1\n");
  EXPECT_EQ(error_of({kResult, "-o", "out", "--python", python}),
            "error: " + python +
                " has no matplotlib\n"
                "  name another with --python, or install python3-matplotlib python3-numpy python3-jinja2\n");
}

TEST_F(ReportCommand, LeavesNothingBehindWhenTheGeneratorFails) {
  const std::string python = fake_python(
      "for last; do :; done\n[ \"$3\" = -c ] && exit 0\necho half > \"$last/index.html\"\necho broken >&2\nexit 1\n");
  EXPECT_EQ(
      error_of({kResult, "-o", "out", "--python", python}, ExitCode::kInternalError),
      "broken\n\nerror: the report generator failed\n  please report what it said above; no report was written\n");
  EXPECT_THAT(names_in("."), ElementsAre("fake", "small.result.json", "small.yaml"));
}

TEST_F(ReportCommand, ReplacesAnEarlierReportAsAWhole) {
  const std::string python = fake_python(kDrawsAPage);
  fs::create_directories("out/pictures");
  write("out/pictures/old.png", "old");
  write("out/index.html", "old");
  EXPECT_EQ(run({"report", kResult, "-o", "out/", "--python", python}).code, ExitCode::kOk);
  EXPECT_THAT(names_in("out"), ElementsAre("index.html", "metrics.csv", "report.md"));
}

TEST_F(ReportCommand, TouchesNoFolderThatHoldsAnythingElse) {
  write("thesis/chapter.tex", "mine");
  EXPECT_EQ(error_of({kResult, "-o", "thesis", "--python", fake_python(kDrawsAPage)}, ExitCode::kIo),
            "error: cannot write the report to 'thesis': holds 'chapter.tex', which is no report\n"
            "  choose another folder\n");
  EXPECT_THAT(names_in("thesis"), ElementsAre("chapter.tex"));
}

TEST_F(ReportCommand, RefusesWhatItCannotUse) {
  EXPECT_EQ(error_of({"-o", "out"}), "error: no result given\n  'stampede run SCENARIO' writes one\n");
  EXPECT_EQ(error_of({kResult}), "error: no folder given\n  name one: -o DIR\n");
  EXPECT_EQ(error_of({kResult, "-o", "out", "--reference", "loked"}),
            "error: no strategy 'loked' in the results; did you mean 'locked'?\n"
            "  there are cache-aside, locked\n");
  write("cut.json", read(kResult).substr(0, 5000));
  EXPECT_THAT(error_of({"cut.json", kResult, "-o", "out"}),
              HasSubstr("error: it ends in the middle: the file was cut off\n"));
  EXPECT_THAT(error_of({"missing.json", "-o", "out"}, ExitCode::kIo), HasSubstr("missing.json"));
}

TEST_F(ReportCommand, ComesAlsoAtTheEndOfARun) {
  const Outcome outcome = run(
      {"run", "small.yaml", "-q", "--report", "out", "--reference", "locked", "--python", fake_python(kDrawsAPage)});
  EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, ::testing::EndsWith("out/index.html\n"));
  EXPECT_THAT(read("out/report.md"), HasSubstr("relative to locked"));
}

TEST_F(ReportCommand, IsTheSameForTheSameResult) {
  const std::string python = fake_python(kDrawsAPage);
  ASSERT_EQ(run({"report", kResult, "-o", "one", "--python", python, "--jobs", "1"}).code, ExitCode::kOk);
  ASSERT_EQ(run({"report", kResult, "-o", "two", "--python", python, "--jobs", "2"}).code, ExitCode::kOk);
  EXPECT_EQ(read("one/report.md"), read("two/report.md"));
  EXPECT_EQ(read("one/metrics.csv"), read("two/metrics.csv"));
}

}  // namespace
}  // namespace stampede
