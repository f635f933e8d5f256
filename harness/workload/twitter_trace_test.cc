#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <utility>

#include "harness/base/random.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Records = std::vector<TraceRecord>;

constexpr std::array<std::pair<const char*, Operation>, 11> kWords = {{{"get", Operation::kRead},
                                                                       {"gets", Operation::kRead},
                                                                       {"set", Operation::kWrite},
                                                                       {"add", Operation::kWrite},
                                                                       {"replace", Operation::kWrite},
                                                                       {"cas", Operation::kWrite},
                                                                       {"append", Operation::kWrite},
                                                                       {"prepend", Operation::kWrite},
                                                                       {"incr", Operation::kWrite},
                                                                       {"decr", Operation::kWrite},
                                                                       {"delete", Operation::kDelete}}};

TraceSpec twitter_spec(const TemporaryFile& file) {
  return {.file = file.path(), .format = TraceSpec::Format::kTwitter};
}

Records twitter_records(const std::string& content) {
  const TemporaryFile file(content);
  return read_records(twitter_spec(file));
}

std::string twitter_error(const std::string& content) {
  const TemporaryFile file(content);
  return error_of(file.path(), [&] { read_records(twitter_spec(file)); });
}

TEST(TwitterTrace, ALineIsARequestWithTheSizeOfItsValue) {
  EXPECT_EQ(
      twitter_records("0,nz:u:eeW511W3dcH3de3d15ec,22,304,65,get,0\n3,nz:u:k,22,7,65,set,86400\n"),
      Records({{0, kSecond, 304, 0, 0, Operation::kRead}, {3 * kSecond, kSecond, 7, kDay, 1, Operation::kWrite}}));
  EXPECT_EQ(twitter_records(""), Records());
}

TEST(TwitterTrace, EveryOperationOfMemcacheIsAReadAWriteOrADelete) {
  for (const auto& [word, operation] : kWords) {
    const Records records = twitter_records("0,k,1,1,1," + std::string(word) + ",0\n");
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].operation, operation) << word;
  }
}

TEST(TwitterTrace, AKeyMayHoldCommasAndQuotes) {
  const Records records = twitter_records("0,a,b,1,1,1,get,0\n0,a,1,1,1,get,0\n0,\"a,1,1,1,get,0\n0,a,b,1,1,1,get,0\n");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].key, 0u);
  EXPECT_EQ(records[1].key, 1u);
  EXPECT_EQ(records[2].key, 2u);
  EXPECT_EQ(records[3].key, 0u);
}

TEST(TwitterTrace, ALineWithMissingFieldsIsAnError) {
  const std::string error =
      "error: the line is not 'time,key,key size,value size,client,operation,TTL': complete or remove it, or check "
      "'format'";
  EXPECT_EQ(twitter_error("0,k,1,1,1,get,0\n0,1,1,1,get,0\n"), "FILE:2: " + error);
  EXPECT_EQ(twitter_error("key\n"), "FILE:1: " + error);
  EXPECT_EQ(twitter_error(",\n"), "FILE:1: " + error);
}

TEST(TwitterTrace, FieldsThatAreNotWhatTheyShouldBeAreErrors) {
  EXPECT_EQ(twitter_error("1.5,k,1,1,1,get,0\n"),
            "FILE:1: error: '1.5' is no time in whole seconds: correct it, or check 'format'");
  EXPECT_EQ(twitter_error("1,k,1,1,1,get,\n"),
            "FILE:1: error: '' is no TTL in whole seconds: correct it, or check 'format'");
  EXPECT_EQ(twitter_error("1,k,1,-1,1,get,0\n"),
            "FILE:1: error: '-1' is no value size in whole bytes up to 1 TiB: correct it, or check 'format'");
  EXPECT_EQ(twitter_error("1,,1,1,1,get,0\n"), "FILE:1: error: the key is empty: give it a name or remove the line");
  EXPECT_EQ(twitter_error("1,k,1,1,1,touch,0\n"),
            "FILE:1: error: unknown operation 'touch'; known are get, gets, set, add, cas, replace, append, prepend, "
            "incr, decr and delete: correct it, or check 'format'");
}

TEST(TwitterTrace, AgreesWithANaiveWriterOnRandomFiles) {
  const RandomStream random(6, "twitter trace");
  std::map<std::string, Key> keys;
  Records expected;
  std::string content;
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    const auto seconds = static_cast<std::int64_t>(i / 100);
    const std::string key = "ns:" + std::to_string(below(random.at(i, 0), 4'000)) + "zzzzzzzzzzzzzzzz";
    const Bytes size = below(random.at(i, 1), 10'000);
    const auto ttl = static_cast<std::int64_t>(below(random.at(i, 2), 1'000));
    const auto& [word, operation] = kWords[below(random.at(i, 3), kWords.size())];
    content += std::to_string(seconds) + "," + key + "," + std::to_string(key.size()) + "," + std::to_string(size) +
               ",12," + word + "," + std::to_string(ttl) + "\n";
    expected.push_back({seconds * kSecond, kSecond, size, ttl * kSecond,
                        keys.try_emplace(key, static_cast<Key>(keys.size())).first->second, operation});
  }
  EXPECT_EQ(twitter_records(content), expected);
  EXPECT_EQ(twitter_records(zstd(content)), expected);
}

}  // namespace
}  // namespace stampede
