// The scripts at work, in the shells themselves.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Completion : public CommandTest {
 protected:
  static bool has_shell(const std::string& shell) {
    return std::system(("command -v " + shell + " >/dev/null").c_str()) == 0;
  }

  // The lines that a shell prints when it runs `script`.
  static std::vector<std::string> lines_of(const std::string& shell, const std::string& script) {
    write("script", script);
    std::FILE* pipe = ::popen((shell + " script").c_str(), "r");
    std::string output;
    std::array<char, 4096> part;
    for (std::size_t n; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), n);
    EXPECT_EQ(::pclose(pipe), 0) << output;
    std::vector<std::string> lines;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }

  // What bash offers for the last of `words`, as its line editor breaks them.
  static std::vector<std::string> bash(const std::vector<std::string>& words) {
    std::string script = "source stampede.bash\nCOMP_WORDS=('" STAMPEDE_PROGRAM "'";
    for (const std::string& word : words) script += " '" + word + "'";
    script += ")\nCOMP_CWORD=" + std::to_string(words.size()) + "\n_stampede\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    write("stampede.bash", run({"completion", "bash"}).out);
    std::vector<std::string> lines = lines_of("bash", script);
    if (lines == std::vector<std::string>{""}) lines.clear();
    return lines;
  }
};

TEST_F(Completion, InBashKnowsCommandsAndTheirOptions) {
  EXPECT_THAT(bash({""}), testing::IsSupersetOf({"run", "check", "list", "explain", "schema", "--help"}));
  EXPECT_THAT(bash({"ru"}), ElementsAre("run"));
  EXPECT_THAT(bash({"run", "--rep"}), ElementsAre("--repetitions", "--report"));
  EXPECT_THAT(bash({"check", "--re"}), IsEmpty());
}

TEST_F(Completion, InBashKnowsTheValuesOfOptions) {
  EXPECT_THAT(bash({"run", "--format", ""}), ElementsAre("table", "json", "csv", "markdown"));
  EXPECT_THAT(bash({"run", "--format", "=", "j"}), ElementsAre("json"));
  EXPECT_THAT(bash({"run", "--format", "="}), ElementsAre("table", "json", "csv", "markdown"));
  EXPECT_THAT(bash({"run", "--strategy", "write-"}), ElementsAre("write-through", "write-behind", "write-around"));
  EXPECT_THAT(bash({"run", "--set", "cache.t"}), ElementsAre("cache.ttl=", "cache.ttl_from="));
  EXPECT_THAT(bash({"run", "--set", "cache.ttl", "=", "3"}), IsEmpty());
  EXPECT_THAT(bash({"run", "--jobs", ""}), IsEmpty());
}

TEST_F(Completion, InBashKnowsWhatCommandsTake) {
  write("scenarios/other.yaml", kSmallScenario);
  EXPECT_THAT(bash({"run", "ot"}), ElementsAre("other"));
  EXPECT_THAT(bash({"check", "scenarios/o"}), ElementsAre("scenarios/other.yaml"));
  EXPECT_THAT(bash({"run", "can"}), ElementsAre("canonical"));
  EXPECT_THAT(bash({"list", "me"}), ElementsAre("metrics"));
  EXPECT_THAT(bash({"explain", "hit_"}), ElementsAre("hit_ratio"));
  EXPECT_THAT(bash({"explain", "cache.tt"}), ElementsAre("cache.ttl", "cache.ttl_from"));
}

TEST_F(Completion, InFishKnowsTheSame) {
  if (!has_shell("fish")) GTEST_SKIP() << "fish is not installed";
  write("stampede.fish", run({"completion", "fish"}).out);
  const auto offers = [](const std::string& typed) {
    return lines_of("fish --no-config", "set PATH (dirname " STAMPEDE_PROGRAM
                                        ") $PATH\nsource stampede.fish\ncomplete -C '" +
                                            typed + "'\n");
  };
  EXPECT_THAT(offers("stampede ru"), ElementsAre("run\trun every strategy of a scenario and compare them"));
  EXPECT_THAT(offers("stampede run --repe"), ElementsAre("--repetitions\tsame as --set repetitions=N"));
  EXPECT_THAT(offers("stampede run --strategy xf"),
              ElementsAre("xfetch\tonly this strategy of the scenario; repeatable"));
  EXPECT_THAT(offers("stampede run --format j"),
              ElementsAre("json\twhat is printed in the end (default table); csv: a row per repetition and phase"));
  EXPECT_THAT(offers("stampede explain hit_"), ElementsAre("hit_ratio"));
}

TEST_F(Completion, InZshIsAScriptThatLoads) {
  if (!has_shell("zsh")) GTEST_SKIP() << "zsh is not installed";
  write("stampede.zsh", run({"completion", "zsh"}).out);
  EXPECT_THAT(lines_of("zsh -f",
                       "autoload -U compinit\ncompinit -u -D\nsource ./stampede.zsh\n"
                       "print -r -- $_comps[stampede]\n"),
              ElementsAre("_stampede"));
}

TEST_F(Completion, OfEveryShellNamesEveryCommandAndSaysHowToInstallIt) {
  const std::string help = run({"completion", "--help"}).out;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    EXPECT_THAT(help, HasSubstr("stampede completion " + std::string(shell) + " > "));
    const std::string script = run({"completion", shell}).out;
    for (const char* command : {"run", "check", "list", "explain", "schema", "completion"}) {
      EXPECT_THAT(script, HasSubstr(command)) << shell;
    }
  }
}

TEST_F(Completion, OfAnotherShellDoesNotExist) {
  EXPECT_EQ(run({"completion", "bsh"}).err,
            "error: no completion for 'bsh'; did you mean 'bash'?\n"
            "  name bash, zsh or fish; see 'stampede completion --help'\n"
            "exit code 2 (usage)\n");
}

}  // namespace
}  // namespace stampede
