#include "harness/results/file_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stampede {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> labels(const std::vector<std::string>& paths) {
  return file_labels(paths);
}

TEST(FileLabels, AreTheNamesOfTheFiles) {
  EXPECT_THAT(labels({"out/before.result.json", "after.json", "other"}), ElementsAre("before", "after", "other"));
  EXPECT_THAT(labels({"canonical.result.json"}), ElementsAre("canonical"));
  EXPECT_THAT(labels({".json", "-"}), ElementsAre(".json", "-"));
}

TEST(FileLabels, OfFilesOfOneNameAreTheFoldersThatDiffer) {
  EXPECT_THAT(labels({"runs/a/canonical.result.json", "runs/b/canonical.result.json"}), ElementsAre("a", "b"));
  EXPECT_THAT(labels({"/x/a/1/c.json", "/x/b/2/c.json"}), ElementsAre("a/1", "b/2"));
}

TEST(FileLabels, AreTheWholePathsWhereNothingShorterWillDo) {
  EXPECT_THAT(labels({"c.json", "old/c.json"}), ElementsAre("c.json", "old/c.json"));
}

TEST(FileLabels, OfOneFileGivenTwiceAreNumbered) {
  EXPECT_THAT(labels({"c.json", "c.json"}), ElementsAre("c (1)", "c (2)"));
}

TEST(FileLabels, AreSafeToShow) {
  EXPECT_THAT(labels({"a\x1b.json", "b\n.json"}), ElementsAre("a?", "b?"));
  EXPECT_THAT(labels({"a\x1b.json", "a\x1c.json"}), ElementsAre("a? (1)", "a? (2)"));
}

}  // namespace
}  // namespace stampede
