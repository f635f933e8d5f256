#include "harness/results/result_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "harness/base/rounds_testing.h"
#include "harness/base/temporary_folder.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;

Result everything() {
  CellRecord unlimited = cell_of_everything("locked", 7);
  unlimited.servers = kUnlimitedServers;
  unlimited.phases.clear();
  return result_of({cell_of_everything("lru", 7), cell_of_everything("lru", 8), unlimited});
}

std::string problem_in(std::string_view text, const ReadLimits& limits = {}) {
  const auto read = read_result("x.json", text, limits);
  const auto* problem = std::get_if<ResultProblem>(&read);
  return problem == nullptr ? "no problem" : problem->message;
}

// The problem of the result in which one value, named by a JSON pointer, is another.
std::string with(const std::string& pointer, const Json& value) {
  Json json = to_json(everything());
  json[Json::json_pointer(pointer)] = value;
  return problem_in(json.dump());
}

std::string without(const std::string& parent, const std::string& name) {
  Json json = to_json(everything());
  json[Json::json_pointer(parent)].erase(name);
  return problem_in(json.dump());
}

TEST(ResultReader, ReadsBackWhatWasWritten) {
  const Result written = everything();
  const auto read = read_result("x.json", result_text(written));
  ASSERT_TRUE(std::holds_alternative<Result>(read)) << std::get<ResultProblem>(read).message;
  EXPECT_EQ(std::get<Result>(read), written);
  EXPECT_EQ(result_text(std::get<Result>(read)), result_text(written));
}

TEST(ResultReader, ReadsAnIncompleteResult) {
  Result written = result_of({cell_of_everything("lru", 7)});
  written.complete = written.cells[0].complete = false;
  for (const Result& result : {written, result_of({})}) {
    const auto read = read_result("x.json", result_text(result));
    ASSERT_TRUE(std::holds_alternative<Result>(read)) << std::get<ResultProblem>(read).message;
    EXPECT_EQ(std::get<Result>(read), result);
  }
}

TEST(ResultReader, RefusesWhatIsNoResult) {
  EXPECT_EQ(problem_in(""), "x.json:1:1: error: it ends in the middle: the file was cut off");
  EXPECT_EQ(problem_in("name: x\n"), "x.json:1:2: error: this is no JSON");
  EXPECT_EQ(problem_in("{\n  \"schema\": NaN\n}"), "x.json:2:13: error: this is no JSON");
  EXPECT_EQ(problem_in("{}"), "x.json: error: this is no result of stampede: it does not begin with its schema");
  EXPECT_EQ(problem_in("[[1], [2]]"),
            "x.json: error: this is no result of stampede: it does not begin with its schema");
  EXPECT_EQ(problem_in(R"({"schema": "other/1"})"),
            "x.json: error: schema: 'other/1' is no result of stampede; that would be 'stampede.result/1'");
  EXPECT_EQ(problem_in("{\"schema\": \"\xff\"}"), "x.json:1:13: error: this is no JSON");
}

TEST(ResultReader, RefusesAnotherVersionBeforeItReadsCells) {
  EXPECT_EQ(problem_in(R"({"schema": "stampede.result/2", "cells": [1]})"),
            "x.json: error: schema: 'stampede.result/2' is of another version of stampede; this one reads "
            "'stampede.result/1'");
  EXPECT_EQ(problem_in(R"({"cells": [1], "schema": "stampede.result/1"})"),
            "x.json: error: this is no result of stampede: it does not begin with its schema");
}

TEST(ResultReader, NoticesAFileThatWasCutOffAnywhere) {
  const std::string text = result_text(everything());
  for (const std::uint64_t round : rounds((text.size() - 2) / 4999)) {
    SCOPED_TRACE(to_repeat(round));
    const std::size_t length = round * 4999;
    EXPECT_NE(problem_in(text.substr(0, length)).find("it ends in the middle: the file was cut off"), std::string::npos)
        << length;
  }
}

TEST(ResultReader, SaysWhatIsMissingAndWhatIsUnknown) {
  EXPECT_EQ(without("/scenario", "digest"), "x.json: error: scenario: it has no 'digest'");
  EXPECT_EQ(without("/cells/1", "seed"), "x.json: error: cells[1]: it has no 'seed'");
  EXPECT_EQ(without("/cells/0/counts", "cache.fills"), "x.json: error: cells[0].counts: it has no 'cache.fills'");
  EXPECT_EQ(without("/cells/0/phases/2/histograms", "stale.age"),
            "x.json: error: cells[0].phases[2].histograms: it has no 'stale.age'");
  EXPECT_EQ(with("/notes", "mine"), "x.json: error: it has an unknown member 'notes'");
  EXPECT_EQ(with("/cells/0/counts/cache.hit", 1),
            "x.json: error: cells[0].counts: it has an unknown member 'cache.hit'");
  EXPECT_EQ(with("/cells/0/variant/ttl", 1), "x.json: error: cells[0].variant: it has an unknown member 'ttl'");
}

TEST(ResultReader, SaysWhatHasTheWrongType) {
  EXPECT_EQ(with("/cells/0/strategy", 5), "x.json: error: cells[0].strategy: 5 instead of a text");
  EXPECT_EQ(with("/cells/0/seed", "7"), "x.json: error: cells[0].seed: '7' instead of a whole number");
  EXPECT_EQ(with("/cells/0/valid", nullptr), "x.json: error: cells[0].valid: null instead of true or false");
  EXPECT_EQ(with("/cells/0/counts", Json::array()), "x.json: error: cells[0].counts: a list instead of an object");
  EXPECT_EQ(with("/cells", 5), "x.json: error: cells: 5 instead of a list");
  EXPECT_EQ(with("/cells/0/counts/requests.offered", 1.5),
            "x.json: error: cells[0].counts['requests.offered']: 1.5 instead of a whole number");
  EXPECT_EQ(with("/cells/0/counts/reads.hit_age", 5),
            "x.json: error: cells[0].counts['reads.hit_age']: 5 instead of a text");
  EXPECT_EQ(with("/cells/0/counts/reads.hit_age", "0x5"),
            "x.json: error: cells[0].counts['reads.hit_age']: '0x5' instead of a number as a text of digits");
}

TEST(ResultReader, RefusesNumbersThatCannotBe) {
  EXPECT_EQ(with("/cells/0/counts/requests.offered", -3),
            "x.json: error: cells[0].counts['requests.offered']: -3 is negative");
  EXPECT_EQ(with("/cells/0/counts/requests.offered", UINT64_MAX),
            "x.json: error: cells[0].counts['requests.offered']: 18446744073709551615 is too large: at most "
            "100000000000000");
  EXPECT_EQ(with("/cells/0/counts/store.busy", {1, "340282366920938463463374607431768211456", 1}),
            "x.json: error: cells[0].counts['store.busy'][1]: 340282366920938463463374607431768211456 is too large");
  EXPECT_EQ(with("/cells/0/counts/reads.outcomes", {1, 2}),
            "x.json: error: cells[0].counts['reads.outcomes']: a list of 7 counts, one an outcome");
  EXPECT_EQ(with("/cells/0/wall_seconds", -0.5),
            "x.json: error: cells[0].wall_seconds: -0.5 is negative or not finite");
  EXPECT_EQ(problem_in(R"({"schema": 1e999})"), "x.json: error: schema: a number beyond all bounds");
  EXPECT_EQ(with("/cells/0/counts/end", 5), "x.json: error: cells[0].counts.end: the end is before the start");
  EXPECT_EQ(with("/cells/0/servers", 0),
            "x.json: error: cells[0].servers: a store has at least one server; null means unlimited");
}

TEST(ResultReader, ReadsTheLargestThatAScenarioCanMeasure) {
  constexpr Duration kYear = 365 * kDay;
  constexpr std::int64_t kClients = 1'000'000;
  Result written = result_of({cell_of_everything("lru", 7)});
  Window& window = written.cells[0].window;
  window.start = kYear;
  window.end = 2 * kYear;
  window.length = kYear;
  window.store.busy = {.peak = kClients, .area = Int128{kYear} * kClients, .span = kYear};
  window.store.abandoned_time = Uint128{kYear} * 100'000'000;
  window.cache.bytes_peak = std::numeric_limits<std::uint64_t>::max();
  window.reads.latency.record(kYear, 1'000'000'000'000);
  written.cells[0].phases = {{"outage", 0, kYear, window}};
  const auto read = read_result("x.json", result_text(written));
  ASSERT_TRUE(std::holds_alternative<Result>(read)) << std::get<ResultProblem>(read).message;
  EXPECT_EQ(std::get<Result>(read), written);
}

TEST(ResultReader, RefusesTimesThatNoRunCanLast) {
  EXPECT_EQ(with("/cells/0/counts/length", 9'223'372'036'854'775'808U),
            "x.json: error: cells[0].counts.length: 9223372036854775808 is too large: at most 9223372036854775807");
  EXPECT_EQ(with("/cells/0/counts/store.busy", {1, "1", 9'223'372'036'854'775'808U}),
            "x.json: error: cells[0].counts['store.busy'][2]: 9223372036854775808 is too large: at most "
            "9223372036854775807");
  EXPECT_EQ(with("/cells/0/counts/store.abandoned_time", "20769187434139310514121985316880384"),
            "x.json: error: cells[0].counts['store.abandoned_time']: 20769187434139310514121985316880384 is too large");
}

TEST(ResultReader, RefusesHistogramsThatCannotBe) {
  const std::string histogram = "/cells/0/histograms/store.queue_wait";
  const std::string place = "x.json: error: cells[0].histograms['store.queue_wait'].";
  EXPECT_EQ(with(histogram + "/buckets", {{10, 1}, {20, 2}}), place +
                                                                  "buckets: no histogram has these buckets, min, "
                                                                  "max and sum");
  EXPECT_EQ(with(histogram + "/buckets", {{20, 1}, {10, 1}}), place + "buckets[1]: buckets stand in ascending order");
  EXPECT_EQ(with(histogram + "/buckets", {{10, 1}, {99'999, 1}}),
            place + "buckets[1]: no histogram has a bucket of that index");
  EXPECT_EQ(with(histogram + "/buckets", {{10, 0}}),
            place + "buckets[0]: a bucket counts at least 1, and not without bounds");
  EXPECT_EQ(with(histogram + "/buckets", {{10, -1}}), place + "buckets[0]: a bucket holds two whole numbers");
  EXPECT_EQ(with(histogram + "/buckets", {10, 1}), place + "buckets[0]: a bucket is a list of its index and its count");
  EXPECT_EQ(with(histogram + "/count", 3), place + "count: the buckets hold 2");
  EXPECT_EQ(with(histogram + "/digits", 2), place + "digits: this histogram has 3");
  EXPECT_EQ(with(histogram + "/max", 2000), place + "buckets: no histogram has these buckets, min, max and sum");
  EXPECT_EQ(with(histogram + "/max", nullptr), place + "max: null instead of a whole number");
}

TEST(ResultReader, RefusesSeriesWhoseListsDiffer) {
  EXPECT_EQ(with("/cells/0/series/hits", {1, 2}),
            "x.json: error: cells[0].series.hits: it has 2 items for 3 intervals");
  EXPECT_EQ(with("/cells/0/series/read_latency/sum/1", "5"),
            "x.json: error: cells[0].series.read_latency.buckets[1]: no histogram has these buckets, min, max and sum");
}

TEST(ResultReader, RefusesEpisodesThatCannotBe) {
  const std::string first = "/cells/0/episodes/0";
  const std::string place = "x.json: error: cells[0].episodes[0].";
  EXPECT_EQ(with(first + "/loads", 1), place + "loads: an episode has at least two loads");
  EXPECT_EQ(with(first + "/loads", 200'000'000'000'000),
            place + "loads: 200000000000000 is too large: at most 100000000000000");
  EXPECT_EQ(with(first + "/key", 4'000'000'000), place + "key: 4000000000 is too large: at most 3999999999");
  EXPECT_EQ(with(first + "/key", "<b>"), place + "key: '<b>' instead of a whole number");
  EXPECT_EQ(with(first + "/at_ns", 4 * kSecond + 1), place + "at_ns: it begins after the end of the measured part");
  EXPECT_EQ(with(first + "/for_ns", INT64_MAX), place + "for_ns: it ends beyond all time");
  EXPECT_EQ(with(first + "/at_ns", 2 * kSecond),
            "x.json: error: cells[0].episodes[1]: episodes stand in order of time, then of key");
  EXPECT_EQ(with(first + "/strategy", "lru"),
            "x.json: error: cells[0].episodes[0]: it has an unknown member 'strategy'");
  EXPECT_EQ(without("/cells/0", "episodes"), "x.json: error: cells[0]: it has no 'episodes'");
  EXPECT_EQ(with("/cells/0/episodes", Json(101, {{"key", 1}, {"at_ns", 2}, {"for_ns", 3}, {"loads", 4}})),
            "x.json: error: cells[0].episodes: only the largest are listed, at most 100");
}

TEST(ResultReader, RefusesPhasesAndCellsThatDoNotBelong) {
  EXPECT_EQ(with("/cells/0/phases", Json::array()), "x.json: error: cells[0].phases: the phase 'all' is missing");
  EXPECT_EQ(with("/cells/0/phases/0/to_ns", 5), "x.json: error: cells[0].phases[0]: it goes from 0 to 4000000000");
  EXPECT_EQ(with("/cells/0/phases/1/to_ns", 0), "no problem");
  EXPECT_EQ(with("/cells/0/phases/3/to_ns", 0),
            "x.json: error: cells[0].phases[3].to_ns: the phase ends before it begins");
  EXPECT_EQ(with("/cells/1/seed", 7), "x.json: error: cells[1].seed: 'lru' with this seed is there twice");
  EXPECT_EQ(with("/cells/0/strategy", "locked"),
            "x.json: error: cells[2].strategy: the cells of 'locked' do not stand together");
}

TEST(ResultReader, RefusesShardsThatCannotBe) {
  EXPECT_EQ(with("/shard", {{"index", 2}, {"of", 3}}), "no problem");
  EXPECT_EQ(with("/shard", {{"index", 0}, {"of", 3}}), "x.json: error: shard: shards are numbered from 1 to 'of'");
  EXPECT_EQ(with("/shard", {{"index", 4}, {"of", 3}}), "x.json: error: shard: shards are numbered from 1 to 'of'");
  EXPECT_EQ(with("/shard", {{"index", 0}, {"of", 0}}), "x.json: error: shard: shards are numbered from 1 to 'of'");
  EXPECT_EQ(with("/shard", {{"index", 1}, {"of", UINT64_MAX}}),
            "x.json: error: shard.of: 18446744073709551615 is too large: at most 100000000000000");
  EXPECT_EQ(with("/shard", {{"index", -1}, {"of", 3}}), "x.json: error: shard.index: -1 is negative");
  EXPECT_EQ(with("/shard", {{"index", "1"}, {"of", 3}}), "x.json: error: shard.index: '1' instead of a whole number");
  EXPECT_EQ(with("/shard", {{"index", 1}}), "x.json: error: shard: it has no 'of'");
  EXPECT_EQ(with("/shard", {{"index", 1}, {"of", 3}, {"total", 3}}),
            "x.json: error: shard: it has an unknown member 'total'");
  EXPECT_EQ(with("/shard", "1/3"), "x.json: error: shard: '1/3' instead of an object");
  EXPECT_EQ(without("", "shard"), "x.json: error: it has no 'shard'");
}

TEST(ResultReader, ReadsAShard) {
  for (Result shard : {result_of({cell_of_everything("lru", 7)}), result_of({})}) {
    shard.shard = Shard{.index = 2, .of = 3};
    const auto read = read_result("x.json", result_text(shard));
    ASSERT_TRUE(std::holds_alternative<Result>(read)) << std::get<ResultProblem>(read).message;
    EXPECT_EQ(std::get<Result>(read), shard);
  }
}

TEST(ResultReader, NamesAreSafeToShowAndToMakeFilesOf) {
  EXPECT_EQ(with("/scenario/name", "../../etc/x"), "x.json: error: scenario.name: '../../etc/x' is no name");
  EXPECT_EQ(with("/cells/0/strategy", "a\x1b[31m"), "x.json: error: cells[0].strategy: 'a?[31m' is no name");
  EXPECT_EQ(with("/cells/0/phases/1/name", "after "),
            "x.json: error: cells[0].phases[1].name: 'after ' is no name of a phase");
}

TEST(ResultReader, NoticesTwoMembersOfOneName) {
  EXPECT_EQ(problem_in(R"({"schema": "stampede.result/1", "tool": {"name": "a", "name": "b"}})"),
            "x.json: error: tool: it has two members 'name'");
  EXPECT_EQ(problem_in(R"({"schema": "stampede.result/1", "cells": [{"a": 1, "a": 2}]})"),
            "x.json: error: cells[0]: it has two members 'a'");
}

TEST(ResultReader, HasBounds) {
  ReadLimits limits;
  limits.json = {.bytes = 1 << 20, .values = 50'000, .members = 200, .depth = 9};
  limits.histograms.bytes = 1 << 20;
  limits.histogram_bytes_per_byte = 0;
  limits.cells = 2;
  const std::string head = R"({"schema": "stampede.result/1", "tool": )";
  EXPECT_EQ(problem_in(head + std::string(1'000'000, '[')).substr(0, 36), "x.json: error: tool[0][0][0][0][0][0");
  EXPECT_NE(problem_in(head + std::string(1'000'000, '['), limits).find(": more than 9 levels deep"),
            std::string::npos);
  EXPECT_EQ(problem_in(std::string(2 << 20, ' '), limits), "x.json: error: it is larger than 1048576 bytes");
  std::string many = head + "{\"name\": [0";
  for (int i = 0; i < 50'000; ++i) many += ",0";
  EXPECT_EQ(problem_in(many + "]}}", limits), "x.json: error: tool.name: more than 50000 values at a time");
  std::string members = head + "{\"0\": 0";
  for (int i = 1; i <= 200; ++i) members += ", \"" + std::to_string(i) + "\": 0";
  EXPECT_EQ(problem_in(members + "}}", limits), "x.json: error: tool: it has more than 200 members");
  EXPECT_EQ(problem_in(result_text(everything()), limits), "x.json: error: cells[2]: more than 2 cells");
  limits.histograms.bytes = 110'000;
  EXPECT_EQ(problem_in(result_text(everything()), limits),
            "x.json: error: cells[0].phases[3].histograms['read.service_latency'].buckets: the histograms up to here "
            "need too "
            "much memory");
}

TEST(ResultReader, ManyCellsMayHaveMoreHistogramsThanFew) {
  ReadLimits limits;
  limits.histograms.bytes = 0;
  EXPECT_EQ(problem_in(result_text(everything()), limits), "no problem");
}

TEST(ResultReader, ManyCellsNeedNoMoreThanOneAtATime) {
  ReadLimits limits;
  limits.json.values = 50'000;
  Result result = result_of({});
  for (std::uint64_t seed = 1; seed <= 20; ++seed) result.cells.push_back(cell_of_everything("lru", seed));
  const auto read = read_result("x.json", result_text(result), limits);
  ASSERT_TRUE(std::holds_alternative<Result>(read)) << std::get<ResultProblem>(read).message;
  EXPECT_EQ(std::get<Result>(read).cells.size(), 20U);
}

// Whatever stands in a file, it is refused, or it is a result that can be pooled and written.
TEST(ResultReader, WithstandsEveryChangeOfASingleCharacter) {
  Result result = result_of({cell_of_everything("lru", 7)});
  result.cells[0].phases.resize(1);
  result.cells[0].window.reads.latency = result.cells[0].window.reads.service_latency = Histogram();
  result.cells[0].window.writes.latency = result.cells[0].phases[0].window.reads.latency = Histogram();
  const std::string text = result_text(result);
  const std::string replacements = "0-9.e\"[]{},:n \\";
  int read_again = 0;
  const auto all = rounds(text.size() / 37);
  for (const std::uint64_t round : all) {
    SCOPED_TRACE(to_repeat(round));
    const std::size_t i = round * 37 % text.size();
    std::string changed = text;
    changed[i] = replacements[i % replacements.size()];
    const auto read = read_result("x.json", changed);
    if (const auto* other = std::get_if<Result>(&read)) read_again += result_text(*other).empty() ? 0 : 1;
  }
  if (!are_many(all.size())) return;
  EXPECT_GT(read_again, 0);
}

TEST(ResultReader, SaysWhyAFileCannotBeRead) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "x.json").string();
  const auto missing = read_result_file(path);
  EXPECT_TRUE(std::get<ResultProblem>(missing).unreadable);
  EXPECT_EQ(std::get<ResultProblem>(missing).message,
            path + ": error: the result cannot be read (No such file or directory)");
  EXPECT_EQ(std::get<ResultProblem>(read_result_file(folder.path().string())).message,
            folder.path().string() + ": error: the result cannot be read (Is a directory)");
  std::ofstream(path) << result_text(everything());
  EXPECT_EQ(std::get<Result>(read_result_file(path)), everything());
}

}  // namespace
}  // namespace stampede
