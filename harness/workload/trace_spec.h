// Which trace to replay, how it is written, and how fast: plain data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "harness/base/ids.h"
#include "harness/base/quantity.h"
#include "harness/base/time.h"

namespace stampede {

struct TraceSpec {
  // Each may be plain or compressed (gzip, zstd); the content tells, not the name.
  enum class Format {
    kCsv,            // columns as described by `columns`
    kOracleGeneral,  // libCacheSim: 24-byte little-endian records of u32 time (s), u64 key, u32 size, i64 next access
    kTwitter,        // twitter/cache-trace: seconds, key, key size, value size, client, operation, TTL in seconds
  };

  // Where a CSV file keeps what. Columns are names of its header line or, without one, numbers from 1.
  struct Columns {
    bool header = true;
    std::string key = {};
    std::string time = {};                             // empty: the trace has no times
    Duration time_unit = kSecond;                      // a second, or a thousandth, millionth or billionth of it
    std::string operation = {};                        // empty: every record is a read
    std::map<std::string, Operation> operations = {};  // the file's words; a word that is not here is an error
    std::string size = {};                             // in bytes; empty: the trace has no sizes
    std::string ttl = {};                              // empty: the trace has no TTLs
    Duration ttl_unit = kSecond;                       // as for `time_unit`
  };

  // The times of the trace, divided by an exact factor. Records that share a timestamp are spread over the unit that
  // it was written in.
  struct Recorded {
    static constexpr std::int64_t kUnchanged = 1'000'000'000;

    std::int64_t factor_billionths;  // > 0; `x10` is 10 x 1e9
  };

  std::string file = {};
  Format format = Format::kCsv;
  // A rate ignores the times: request k is intended at floor(k x interval).
  std::variant<Recorded, Rate> speed = Recorded{Recorded::kUnchanged};
  Columns columns = {};  // of kCsv
};

}  // namespace stampede
