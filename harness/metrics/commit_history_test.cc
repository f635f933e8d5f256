#include "harness/metrics/commit_history.h"

#include <gmock/gmock.h>

#include <map>

#include "harness/base/random.h"

namespace stampede {
namespace {

using ::testing::Optional;

TEST(CommitHistory, TheLatestVersionIsNotSuperseded) {
  CommitHistory history;
  EXPECT_EQ(history.superseded_at(7, 0), std::nullopt) << "never written";
  history.commit(7, 100);
  EXPECT_EQ(history.superseded_at(7, 1), std::nullopt);
}

TEST(CommitHistory, AVersionIsSupersededByTheFirstCommitAfterIt) {
  CommitHistory history;
  history.commit(7, 100);
  history.commit(7, 200);
  history.commit(7, 200);
  EXPECT_THAT(history.superseded_at(7, 0), Optional(100));
  EXPECT_THAT(history.superseded_at(7, 1), Optional(200));
  EXPECT_THAT(history.superseded_at(7, 2), Optional(200));
  EXPECT_EQ(history.superseded_at(7, 3), std::nullopt);
}

TEST(CommitHistory, KeysDoNotKnowOfEachOther) {
  CommitHistory history;
  history.commit(7, 100);
  EXPECT_EQ(history.superseded_at(6, 0), std::nullopt);
  EXPECT_EQ(history.superseded_at(8, 0), std::nullopt) << "a key beyond all that were written";
}

TEST(CommitHistory, AgreesWithAPlainListOfCommits) {
  RandomSequence random(RandomStream(1, "commits"));
  CommitHistory history;
  std::map<Key, std::vector<Instant>> commits;
  for (Instant now = 0; now < 5000; ++now) {
    const Key key = static_cast<Key>(below(random.next(), 50) * below(random.next(), 50));
    if (below(random.next(), 3) == 0) {
      history.commit(key, now);
      commits[key].push_back(now);
    }
    for (std::uint64_t version = 0; version <= commits[key].size(); ++version) {
      const auto superseded = history.superseded_at(key, version);
      if (version < commits[key].size()) {
        EXPECT_THAT(superseded, Optional(commits[key][version]));
      } else {
        EXPECT_EQ(superseded, std::nullopt);
      }
    }
  }
}

}  // namespace
}  // namespace stampede
