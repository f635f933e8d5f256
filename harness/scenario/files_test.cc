// Files that are not what they should be: how bytes become text before any YAML is read.
#include <filesystem>
#include <fstream>

#include "harness/base/temporary_folder.h"
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class Files : public ::testing::Test {
 protected:
  Files() {
    previous_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
  }
  ~Files() override { std::filesystem::current_path(previous_); }

  static void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::absolute(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  static LoadedScenario load(const std::string& path, const std::vector<std::string>& settings = {}) {
    return load_scenario(path, test_catalogue(), settings);
  }

  static std::string errors_in(const std::string& text) {
    write("t.yaml", text);
    const LoadedScenario loaded = load("t.yaml");
    EXPECT_FALSE(loaded.io_error);
    EXPECT_FALSE(loaded.scenario.has_value());
    return render_diagnostics(loaded.diagnostics);
  }

 private:
  TemporaryFolder folder_;
  std::filesystem::path previous_;
};

TEST_F(Files, ThatAreMissingAreAnIoError) {
  const LoadedScenario loaded = load("missing.yaml");
  EXPECT_TRUE(loaded.io_error);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "missing.yaml: error: no such file\n");
}

TEST_F(Files, ThatAreDirectoriesAreAnIoError) {
  std::filesystem::create_directory("folder");
  const LoadedScenario loaded = load("folder");
  EXPECT_TRUE(loaded.io_error);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "folder: error: is a directory, not a file\n");
}

TEST_F(Files, OfAHundredMegabytesAreRefusedUnread) {
  write("big.yaml", "");
  std::filesystem::resize_file("big.yaml", 100'000'000);
  const LoadedScenario loaded = load("big.yaml");
  EXPECT_FALSE(loaded.io_error);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "big.yaml: error: is larger than 1MiB\n");
}

TEST_F(Files, OfExactlyOneMebibyteAreRead) {
  std::string text = completed("");
  text.append("#").append((1 << 20) - text.size(), 'x');
  write("t.yaml", text);
  EXPECT_TRUE(load("t.yaml").scenario.has_value());
  write("t.yaml", text + "x");
  EXPECT_EQ(render_diagnostics(load("t.yaml").diagnostics), "t.yaml: error: is larger than 1MiB\n");
}

TEST_F(Files, ThatAreEmptySaySo) {
  EXPECT_EQ(errors_in(""), "t.yaml:1:1: error: nothing here but comments and blanks\n");
}

TEST_F(Files, WithOtherThanUtf8ArePointedAt) {
  EXPECT_EQ(errors_in("name: caf\xe9\n"), "t.yaml:1:10: error: not UTF-8 text\nname: caf?\n         ^\n");
  EXPECT_EQ(errors_in(std::string("\xff\xfen\0a\0", 6)), "t.yaml:1:1: error: not UTF-8 text\n??n?a?\n^\n");
}

TEST_F(Files, WithControlCharactersArePointedAt) {
  EXPECT_EQ(errors_in(std::string("name: t\nseed: \0001\n", 16)),
            "t.yaml:2:7: error: control character in the text\nseed: ?1\n      ^\n");
  // The YAML library takes this byte for the end of the file.
  EXPECT_EQ(errors_in("name: t\n\x04seed: 1\n"), "t.yaml:2:1: error: control character in the text\n?seed: 1\n^\n");
}

TEST_F(Files, MayBeginWithAByteOrderMark) {
  write("t.yaml", "\xef\xbb\xbf" + completed(""));
  EXPECT_TRUE(load("t.yaml").scenario.has_value());
  EXPECT_EQ(errors_in(completed("\xef\xbb\xbfsed: 1\n")),
            "t.yaml:1:1: error: unknown key 'sed'; did you mean 'seed'?\nsed: 1\n^\n");
}

TEST_F(Files, MayHaveTheLineEndsOfWindows) {
  EXPECT_EQ(errors_in("name: t\r\nsed: 1\r\nduration: 1m\r\nworkload: {arrivals: {poisson: {rate: 1/s}}, keys: single}"
                      "\r\nstore: {latency: 5ms}\r\nstrategies: [locked]\r\n"),
            "t.yaml:2:1: error: unknown key 'sed'; did you mean 'seed'?\nsed: 1\n^\n");
}

TEST_F(Files, ArePointedIntoByCharacterNotByByte) {
  EXPECT_EQ(errors_in(completed("cache: {\"\u00e4\": 1, tll: 1s}\n")),
            "t.yaml:1:9: error: unknown key '\u00e4' in 'cache'; known are 'capacity', 'eviction', 'ttl', 'jitter', "
            "'ttl_from', "
            "'latency' and 'shared'\n"
            "cache: {\"\u00e4\": 1, tll: 1s}\n"
            "        ^\n"
            "t.yaml:1:17: error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n"
            "cache: {\"\u00e4\": 1, tll: 1s}\n"
            "                ^\n");
}

TEST_F(Files, OfManyMistakesShowFiftyAndCountTheRest) {
  std::string text;
  for (int i = 0; i < 80'000; ++i) text.append("a").append(std::to_string(i)).append(": 1\n");
  const std::string errors = errors_in(completed(text));
  EXPECT_TRUE(errors.starts_with("t.yaml:1:1: error: unknown key 'a0'; known are")) << errors.substr(0, 100);
  EXPECT_TRUE(errors.ends_with("and 79950 more errors\n")) << errors.substr(errors.size() - 100);
}

TEST_F(Files, OfMeasuredLatenciesAreRelativeToTheScenario) {
  write("folder/t.yaml", completed("store: {latency: {empirical: {file: latencies.txt}}}\n"));
  write("folder/latencies.txt", "# measured on a Monday\n5ms\n\n  1.5s  # slow\r\n250us\n");
  const LoadedScenario loaded = load("folder/t.yaml");
  ASSERT_EQ(render_diagnostics(loaded.diagnostics), "");
  const Distribution expected = Distribution::empirical({5'000'000, 1'500'000'000, 250'000});
  EXPECT_EQ(loaded.scenario->store.latency, expected);
  EXPECT_EQ(loaded.scenario->store.write_latency, expected);
}

TEST_F(Files, NamedOnTheCommandLineAreRelativeToTheWorkingDirectory) {
  write("folder/t.yaml", completed(""));
  write("latencies.txt", "5ms");
  const LoadedScenario loaded = load("folder/t.yaml", {"store.latency={empirical: {file: latencies.txt}}"});
  ASSERT_EQ(render_diagnostics(loaded.diagnostics), "");
  EXPECT_EQ(loaded.scenario->store.write_latency, Distribution::empirical({5'000'000}));
}

TEST_F(Files, OfMeasuredLatenciesCountForTheDigest) {
  write("t.yaml", completed("store: {latency: {empirical: {file: latencies.txt}}}\n"));
  write("latencies.txt", "5ms\n");
  const Scenario before = *load("t.yaml").scenario;
  write("latencies.txt", "6ms\n");
  const Scenario after = *load("t.yaml").scenario;
  EXPECT_EQ(before.effective, after.effective);
  EXPECT_NE(before.digest, after.digest);
}

TEST_F(Files, OfMeasuredLatenciesArePointedInto) {
  write("latencies.txt", "5ms\n  5\n-1ms\n");
  EXPECT_EQ(errors_in(completed("store: {latency: {empirical: {file: latencies.txt}}, write_latency: 1ms}\n")),
            "latencies.txt:2:3: error: a duration needs a unit, e.g. '5s'\n"
            "  5\n"
            "  ^\n"
            "latencies.txt:3:1: error: a duration has no sign, unlike '-1ms'\n"
            "-1ms\n"
            "^\n");
}

TEST_F(Files, OfNoLatenciesAreRefused) {
  write("latencies.txt", "# none\n");
  EXPECT_EQ(errors_in(completed("store: {latency: {empirical: {file: latencies.txt}}, write_latency: 1ms}\n")),
            "t.yaml:1:37: error: 'latencies.txt' holds no values: one a line, e.g. '5ms'\n"
            "store: {latency: {empirical: {file: latencies.txt}}, write_latency: 1ms}\n"
            "                                    ^\n");
}

TEST_F(Files, OfLatenciesThatAreMissingAreAnIoError) {
  write("t.yaml", completed("store: {latency: {empirical: {file: latencies.txt}}}\n"));
  const LoadedScenario loaded = load("t.yaml");
  EXPECT_TRUE(loaded.io_error);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics),
            "t.yaml:1:37: error: 'latencies.txt': no such file\n"
            "store: {latency: {empirical: {file: latencies.txt}}}\n"
            "                                    ^\n");
}

}  // namespace
}  // namespace stampede
