#include "harness/results/output_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "harness/base/temporary_folder.h"

namespace stampede {
namespace {

namespace fs = std::filesystem;

class OutputFile : public ::testing::Test {
 protected:
  std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
  static std::string contents(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
  }

  TemporaryFolder folder_;
};

TEST_F(OutputFile, IsWrittenAndLeavesNothingBesideIt) {
  EXPECT_EQ(write_file(at("a"), "text\n"), std::nullopt);
  EXPECT_EQ(contents(at("a")), "text\n");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFile, ReplacesAnOlderOneAndKeepsItsPermissions) {
  write_file(at("a"), "a longer text than the new one");
  fs::permissions(at("a"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(write_file(at("a"), "new"), std::nullopt);
  EXPECT_EQ(contents(at("a")), "new");
  EXPECT_EQ(fs::status(at("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFile, FollowsASymbolicLink) {
  write_file(at("target"), "old");
  fs::create_symlink("target", at("link"));
  EXPECT_EQ(write_file(at("link"), "new"), std::nullopt);
  EXPECT_TRUE(fs::is_symlink(at("link")));
  EXPECT_EQ(contents(at("target")), "new");
}

TEST_F(OutputFile, LeavesADeviceWhatItIs) {
  EXPECT_EQ(write_file("/dev/null", "text"), std::nullopt);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(OutputFile, IsTheOldOneOrTheNewOneAtEveryMoment) {
  const std::string texts[2] = {std::string(300'000, 'a') + "\n", std::string(500'000, 'b') + "\n"};
  write_file(at("a"), texts[0]);
  for (int round = 1; round <= 10; ++round) {
    const pid_t writer = ::fork();
    if (writer == 0) {
      for (int i = 1;; ++i) write_file(at("a"), texts[i % 2]);
    }
    std::string seen = contents(at("a"));
    for (int changes = 0; changes < round;) {
      const std::string now = contents(at("a"));
      EXPECT_TRUE(now == texts[0] || now == texts[1]) << now.size();
      changes += now == seen ? 0 : 1;
      seen = now;
    }
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
    const std::string left = contents(at("a"));
    EXPECT_TRUE(left == texts[0] || left == texts[1]) << left.size();
  }
}

TEST_F(OutputFile, RemovesWhatAKilledWriterLeftBehindAndNothingElse) {
  const pid_t killed = ::fork();
  if (killed == 0) ::_exit(0);
  ::waitpid(killed, nullptr, 0);
  const std::string dead = std::to_string(killed);
  const std::string alive = std::to_string(::getppid());
  const std::vector<std::string> kept = {"a.tmp" + alive, "b.tmp" + dead,  "a.tmp" + dead + ".txt", "a.tmp",
                                         "a.tmp0" + dead, "a.tmp-" + dead, "a.tmp99999999999999",   "xa.tmp" + dead,
                                         "a" + dead,      "a.temporary"};
  for (const std::string& name : kept) std::ofstream(at(name)) << "kept";
  fs::create_directory(at("a.tmp" + std::to_string(killed)));
  EXPECT_EQ(write_file(at("a"), "text"), std::nullopt);
  EXPECT_TRUE(fs::is_directory(at("a.tmp" + dead)));
  fs::remove(at("a.tmp" + dead));

  std::ofstream(at("a.tmp" + dead)) << "half a te";
  EXPECT_EQ(write_file(at("a"), "text"), std::nullopt);
  EXPECT_FALSE(fs::exists(at("a.tmp" + dead)));
  EXPECT_EQ(files(), kept.size() + 1);
}

TEST_F(OutputFile, SaysWhyItCannotBeWritten) {
  EXPECT_EQ(write_file(at("missing/a"), "text"), "No such file or directory");
  EXPECT_EQ(write_file(folder_.path().string(), "text"), "Is a directory");
  EXPECT_EQ(write_file("/dev/full", "text"), "No space left on device");
  EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace stampede
