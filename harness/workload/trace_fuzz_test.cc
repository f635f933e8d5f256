// Whatever bytes a file holds, a reader ends: with records or with an error, never otherwise.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/base/random.h"
#include "harness/base/rounds_testing.h"
#include "harness/workload/trace_source.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

std::vector<TraceSpec> all_specs() {
  using Format = TraceSpec::Format;
  const TraceSpec::Columns columns = {.key = "key",
                                      .time = "time",
                                      .time_unit = kMicrosecond,
                                      .operation = "op",
                                      .operations = {{"r", Operation::kRead}, {"w", Operation::kWrite}},
                                      .size = "size",
                                      .ttl = "ttl"};
  return {{.format = Format::kCsv, .columns = columns},
          {.format = Format::kOracleGeneral},
          {.format = Format::kTwitter, .speed = TraceSpec::Recorded{.factor_billionths = 7}}};
}

std::vector<std::string> all_seeds() {
  std::vector<std::string> seeds = {
      "key,time,op,size,ttl\na,1,r,100,0\n\"b,\"\"c\",2.5,w,7,60.5\r\n\"two\nlines\",2.5,r,0,1\n17,9,r,1,1\n",
      oracle_record(1, 2, 3) + oracle_record(1, 5, 0) + oracle_record(4, 2, 9) + oracle_record(3, 1, 1),
      "1,a,1,2,3,get,0\n1,b,c,1,2,3,set,60\n2,a,1,2,3,delete,0\n"};
  for (std::size_t i = 0; i < 3; ++i) {
    seeds.push_back(gzip(seeds[i]) + gzip(seeds[i]));
    seeds.push_back(zstd(seeds[i]) + zstd(seeds[i]));
  }
  return seeds;
}

// Changes, inserts, removes or doubles some bytes.
std::string mutate(std::string text, RandomSequence& random) {
  constexpr std::string_view kTelling = ",\"\n\r.-09\xff";
  for (std::uint64_t edits = 1 + below(random.next(), 6); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = below(random.next(), text.size());
    const std::uint64_t bits = random.next();
    const char byte = bits % 2 == 0 ? kTelling[(bits >> 8) % kTelling.size()] : static_cast<char>(bits >> 16);
    switch (below(random.next(), 5)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1 + below(random.next(), 4));
        break;
      case 3:
        text.insert(at, text.substr(below(random.next(), text.size()), below(random.next(), 40)));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

TEST(TraceFuzz, AnyBytesEndInRecordsInOrderOrInAnError) {
  const auto seeds = all_seeds();
  const auto specs = all_specs();
  std::uint64_t errors = 0;
  const auto all = rounds(2'000);
  for (const std::uint64_t round : all) {
    SCOPED_TRACE(to_repeat(round));
    RandomSequence random(RandomStream(round, "fuzz"));
    const TemporaryFile file(mutate(seeds[round % seeds.size()], random));
    for (TraceSpec spec : specs) {
      spec.file = file.path();
      Instant last = 0;
      const std::string error = error_of("", [&] {
        for (const Request& request : read_requests(spec)) {
          ASSERT_GE(request.intended, last);
          last = request.intended;
        }
      });
      errors += error.empty() ? 0 : 1;
      if (!error.empty()) {
        ASSERT_TRUE(error.starts_with(file.path())) << error;
      }
    }
  }
  if (!are_many(all.size())) return;
  EXPECT_GT(errors, all.size());
  EXPECT_LT(errors, all.size() * specs.size());
}

}  // namespace
}  // namespace stampede
