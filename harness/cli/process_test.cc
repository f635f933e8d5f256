// The program as a process: signals, pipes, folders. And the processes that it starts.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "harness/base/rounds_testing.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/process.h"
#include "harness/cli/testing.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

// The program while it runs, with both of its outputs in one pipe.
class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      std::vector<char*> pointers = {const_cast<char*>(STAMPEDE_PROGRAM)};
      for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
      pointers.push_back(nullptr);
      ::execv(STAMPEDE_PROGRAM, pointers.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }
  ~Process() { ::close(pipe_); }

  // Reads on until the output holds `text`, or ends.
  void read_until(const std::string& text) {
    while (output_.find(text) == std::string::npos && read_some()) {
    }
  }
  void signal(int number) const { ::kill(child_, number); }

  // Reads to the end. The exit code, or minus the signal that ended the process.
  int wait() {
    while (read_some()) {
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  const std::string& output() const { return output_; }

 private:
  bool read_some() {
    char buffer[4096];
    const ssize_t got = ::read(pipe_, buffer, sizeof(buffer));
    if (got > 0) output_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }

  pid_t child_;
  int pipe_;
  std::string output_;
};

class ProcessTest : public CommandTest {
 protected:
  // A short cell, and then many: whoever interrupts after the first has plenty of time.
  static void write_long_scenario() {
    std::string text =
        "name: long\nduration: 1m\nworkload: {arrivals: {constant: {rate: 10k/s}}, keys: {uniform: {count: 1k}}}\n"
        "store: {latency: 1ms}\nstrategies:\n";
    for (int i = 0; i < 200; ++i) text += "  - {name: s" + std::to_string(i) + ", preset: no-cache}\n";
    write("long.yaml", text);
  }

  static void interrupt(int signal, int code, const std::string& last_line) {
    write_long_scenario();
    Process process({"run", "long.yaml", "--jobs", "1"});
    process.read_until("s0 done (1/200)");
    process.signal(signal);
    EXPECT_EQ(process.wait(), code);
    EXPECT_THAT(process.output(), HasSubstr("\nINCOMPLETE: interrupted before the end\n"));
    EXPECT_THAT(process.output(), HasSubstr("\nincomplete result: long.result.json\n"));
    EXPECT_THAT(process.output(), ::testing::EndsWith(last_line));
    const std::string text = read("long.result.json");
    const auto result = read_result_file("long.result.json");
    ASSERT_TRUE(std::holds_alternative<Result>(result)) << std::get<ResultProblem>(result).message;
    EXPECT_EQ(result_text(std::get<Result>(result)), text);
    const nlohmann::json json = nlohmann::json::parse(text);
    EXPECT_EQ(json["incomplete"], true);
    EXPECT_LT(json["cells"].size(), 200U);
    EXPECT_EQ(json["cells"][0]["valid"], true);
    EXPECT_EQ(json["cells"][0]["metrics"]["requests.offered"], 600'000);
  }
};

TEST_F(ProcessTest, InterruptedKeepsWhatWasMeasured) {
  interrupt(SIGINT, 130, "exit code 130 (interrupted)\n");
}

TEST_F(ProcessTest, TerminatedKeepsWhatWasMeasured) {
  interrupt(SIGTERM, 143, "exit code 143 (terminated)\n");
}

TEST_F(ProcessTest, WhatWasMeasuredIsKeptElsewhereWhenItsFolderIsGone) {
  write_long_scenario();
  std::filesystem::create_directory("gone");
  std::filesystem::create_directory("temporary");
  ::setenv("TMPDIR", std::filesystem::absolute("temporary").c_str(), 1);
  Process process({"run", "long.yaml", "--jobs", "1", "-o", "gone/"});
  ::unsetenv("TMPDIR");
  process.read_until("s0 done (1/200)");
  std::filesystem::remove_all("gone");
  process.signal(SIGINT);
  EXPECT_EQ(process.wait(), 130);
  EXPECT_THAT(process.output(), HasSubstr("\nerror: cannot write 'gone/long.result.json': No such file or directory\n"
                                          "  the result is kept in '"));
  const std::size_t start = process.output().find("kept in '") + 9;
  const auto kept = read_result_file(process.output().substr(start, process.output().find('\'', start) - start));
  ASSERT_TRUE(std::holds_alternative<Result>(kept)) << std::get<ResultProblem>(kept).message;
  EXPECT_FALSE(std::get<Result>(kept).complete);
  EXPECT_TRUE(std::get<Result>(kept).cells[0].complete);
}

TEST_F(ProcessTest, AFileThatMayNotGrowLeavesTheOldOne) {
  ASSERT_EQ(Process({"run", "small.yaml", "-o", "out.json", "--seed", "7"}).wait(), 0);
  const std::string before = read("out.json");
  const std::string command =
      std::string("ulimit -f 4; '") + STAMPEDE_PROGRAM + "' run small.yaml -o out.json >table.txt 2>errors.txt";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 6);
  EXPECT_THAT(read("table.txt"), HasSubstr("\nlocked "));
  EXPECT_THAT(read("errors.txt"), HasSubstr("error: cannot write 'out.json': File too large\n"
                                            "  choose another place with -o FILE, or -o - for the standard output\n"));
  EXPECT_EQ(read("out.json"), before);
}

TEST_F(ProcessTest, KilledAtAnyMomentItLeavesTheOldResultOrTheNew) {
  ASSERT_EQ(Process({"run", "small.yaml", "-o", "out.json", "--seed", "7"}).wait(), 0);
  for (const std::uint64_t round : rounds(20)) {
    SCOPED_TRACE(to_repeat(round));
    Process process({"run", "small.yaml", "-o", "out.json", "--seed", "8"});
    process.read_until("nothing to show");
    for (std::uint64_t i = 0; i < round * 20; ++i) read("out.json");
    process.signal(SIGKILL);
    process.wait();
    const auto result = read_result_file("out.json");
    ASSERT_TRUE(std::holds_alternative<Result>(result)) << std::get<ResultProblem>(result).message;
    EXPECT_EQ(std::get<Result>(result).cells.size(), 2U);
  }
}

TEST_F(ProcessTest, ExitCodesReachTheShell) {
  EXPECT_EQ(Process({"run", "small.yaml"}).wait(), 0);
  EXPECT_EQ(Process({"run", "--sed"}).wait(), 2);
  EXPECT_EQ(Process({"run", "small.yaml", "-o", "missing/out.json"}).wait(), 6);
}

TEST_F(ProcessTest, APipeGetsNeitherColoursNorRedrawnLines) {
  Process process({"run", "small.yaml"});
  process.wait();
  EXPECT_THAT(process.output(), HasSubstr("\nlocked "));
  EXPECT_EQ(process.output().find('\x1b'), std::string::npos);
  EXPECT_EQ(process.output().find('\r'), std::string::npos);
}

TEST_F(ProcessTest, AReaderThatLeavesDoesNotCostTheResult) {
  const std::string command = std::string("'") + STAMPEDE_PROGRAM + "' run small.yaml -q --format json 2>&1 | true";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(nlohmann::json::parse(read("small.result.json"))["scenario"]["name"], "small");
}

TEST(ProcessRun, KeepsWhatTheProgramSaid) {
  const ProcessEnd good = run_process({"/bin/sh", "-c", "echo out; echo err >&2"});
  EXPECT_EQ(good.problem, "");
  EXPECT_EQ(good.output, "out\nerr\n");
  const ProcessEnd bad = run_process({"/bin/sh", "-c", "echo out; exit 3"});
  EXPECT_EQ(bad.problem, "ended with exit code 3");
  EXPECT_EQ(bad.output, "out\n");
  EXPECT_EQ(run_process({"/bin/sh", "-c", "kill -9 $$"}).problem, "ended by signal 9");
  EXPECT_EQ(run_process({"/nowhere"}).problem, "cannot be run: No such file or directory");
}

TEST(ProcessRun, KeepsTheEndOfALongOutput) {
  const std::string output = run_process({"/bin/sh", "-c", "yes | head -c 100000; echo end"}).output;
  EXPECT_EQ(output.size(), 16'384U);
  EXPECT_THAT(output, ::testing::EndsWith("y\nend\n"));
}

TEST(ProcessRun, CountsTheTimeOfGrandchildrenToo) {
  const std::string busy = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
  EXPECT_GT(run_process({"/bin/sh", "-c", "/bin/sh -c '" + busy + "'; true"}).cpu_seconds, 0);
}

TEST(ProcessRun, HasNothingOnItsStandardInput) {
  EXPECT_EQ(run_process({"/bin/sh", "-c", "read line || echo nothing"}).output, "nothing\n");
}

TEST(ProcessRun, DoesNotIgnoreWhatTheCallerIgnores) {
  const Interrupt ignores_broken_pipes;
  EXPECT_EQ(run_process({"/bin/sh", "-c", "kill -PIPE $$; echo alive"}).problem, "ended by signal 13");
}

}  // namespace
}  // namespace stampede
