// What a user asked for, checked and complete: plain data, no text left to interpret.
//
// A Scenario comes from `load_scenario` (load.h), which fills every default and refuses everything that does not make
// sense; whoever holds one needs no further checks. Durations are nanoseconds, sizes are bytes.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/base/distribution.h"
#include "harness/base/ids.h"
#include "harness/base/options.h"
#include "harness/base/quantity.h"
#include "harness/base/time.h"
#include "harness/base/ttl_from.h"

namespace stampede {

inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

enum class ClockKind { kVirtual, kReal };

enum class ArrivalProcess { kConstant, kPoisson, kRenewal };

// Requests that come whatever happens to the earlier ones.
struct OpenLoop {
  ArrivalProcess process = ArrivalProcess::kPoisson;
  Rate rate;         // of kConstant and kPoisson
  Distribution gap;  // of kRenewal: between requests, in nanoseconds
};

// Clients that think, ask, and wait for the answer.
struct ClosedLoop {
  std::int64_t clients = 1;
  Distribution think = Distribution::constant(0);
};

enum class KeyPopulation { kZipf, kUniform, kHotspot, kSingle };

// How popular each key is. Only a description: the tables are built once per scenario by whoever runs it.
struct KeySettings {
  KeyPopulation population = KeyPopulation::kSingle;
  std::int64_t count = 1;
  double exponent = 0;  // of kZipf
  Share hot;            // of kHotspot: this share of the keys ...
  Share traffic;        // ... gets this share of the requests
};

// Relative to each other, in billionths.
struct OperationWeights {
  std::int64_t read = 1'000'000'000;
  std::int64_t write = 0;
  std::int64_t remove = 0;  // `delete` in YAML
};

enum class TraceFormat { kCsv, kOracleGeneral, kTwitter };

// Where a CSV trace keeps what. Columns are header names, or numbers from 1 when the file has no header.
struct TraceColumns {
  bool header = true;
  std::string key;
  std::string time;  // empty: the trace has no times
  Duration time_unit = kSecond;
  std::string operation;                        // empty: every record is a read
  std::map<std::string, Operation> operations;  // the file's word -> operation
  std::string size;                             // empty: the trace has no sizes
  std::string ttl;                              // empty: the trace has no TTLs
  Duration ttl_unit = kSecond;
};

// At which speed a trace is replayed.
struct RecordedSpeed {
  std::int64_t factor_billionths = 1'000'000'000;  // `x10` is 10 x 1e9; `recorded` is x1
};
using TraceSpeed = std::variant<RecordedSpeed, Rate>;

struct TraceSettings {
  std::string file;  // as to be opened: a relative path was relative to the scenario file
  TraceFormat format = TraceFormat::kCsv;
  TraceSpeed speed;
  TraceColumns columns;  // of kCsv
};

using Arrivals = std::variant<OpenLoop, ClosedLoop>;

struct WorkloadSettings {
  std::optional<TraceSettings> trace;  // if present, it takes the place of arrivals, keys and operations
  Arrivals arrivals;
  KeySettings keys;
  OperationWeights operations;
  Distribution value_size = Distribution::constant(1);  // with a trace: of values whose size the trace does not tell
  std::int64_t max_in_flight = 1'000'000;
  Share sample = Share::whole();  // of the keys: only their requests are issued
};

// The name and options of something that exists by name, e.g. an eviction policy or the value of a strategy's axis.
struct NamedChoice {
  std::string name;
  OptionValues options;
};

enum class CapacityKind { kUnlimited, kEntries, kBytes };

struct Capacity {
  CapacityKind kind = CapacityKind::kUnlimited;
  std::int64_t amount = kUnlimited;
};

// How fast requests come: a factor of the workload's own rate, or a rate in its place.
struct RateFactor {
  std::int64_t billionths = 1'000'000'000;  // `x3` is 3 x 1e9
};
using Pace = std::variant<RateFactor, Rate>;

struct CacheSettings {
  Capacity capacity;
  NamedChoice eviction;
  Duration ttl = kNever;  // kNever: entries do not expire
  Share jitter;
  TtlFrom ttl_from = TtlFrom::kFill;
  Distribution latency = Distribution::constant(0);
  bool shared = false;  // by all instances of the service, and not lost with them
};

// How a service calls its store.
struct ClientSettings {
  Duration timeout = kNever;
  bool cancel_abandoned = false;
  bool fill_late = true;  // `late_result: fill`
};

struct StoreSettings {
  Distribution latency = Distribution::constant(0);
  Distribution write_latency = Distribution::constant(0);
  std::int64_t concurrency = kUnlimited;
  std::int64_t queue = kUnlimited;
  Share snapshot;
  ClientSettings client;  // unless a strategy has its own
  std::int64_t retries = 0;
  Distribution backoff = Distribution::constant(0);
  double backoff_growth = 1;
  Share backoff_jitter;
  Share error_rate;
};

// What can happen during the measured part.
struct StoreDegraded {
  double slowdown = 1;
  Share error_rate;
};
struct StoreDown {};
struct StoreStall {};
struct CacheFlush {};
struct CacheDown {
  Duration failure_latency = 0;
};
struct RateChange {
  Pace from;
  Pace to;  // the same, unless it is a ramp
};
struct ProcessCrash {};
using Happening = std::variant<StoreDegraded, StoreDown, StoreStall, CacheFlush, CacheDown, RateChange, ProcessCrash>;

struct TimelineAction {
  std::string name;     // empty: it has no phase of its own
  Instant at = 0;       // from the start of the measured part
  Duration length = 0;  // it lasts during [at, at + length)
  Happening what;
};

struct StrategySpec {
  std::string name;
  std::string preset;                       // empty: made of axes by the user
  std::map<std::string, NamedChoice> axes;  // by axis; empty for a preset that is a whole strategy of its own
  OptionValues options;                     // of a preset that is a whole strategy of its own
  Duration ttl = kNever;
  Share jitter;
  TtlFrom ttl_from = TtlFrom::kFill;
  ClientSettings client;
  int line = 0;  // of the entry in the scenario file, from 1; 0 when it came from elsewhere
};

// A line of `gate:`, a condition on the result. What it means, only those know who know the metrics.
struct GateLine {
  std::string text;
  Diagnostic place = {};  // where the text begins, without a message
};

struct Scenario {
  std::string name;
  std::string description;
  ClockKind clock = ClockKind::kVirtual;
  std::uint64_t seed = 1;
  std::int64_t repetitions = 1;
  Duration warmup = 0;
  Duration duration = kNever;  // kNever: until the trace ends
  std::int64_t instances = 1;  // of the service
  WorkloadSettings workload;
  CacheSettings cache;
  StoreSettings store;
  std::vector<TimelineAction> timeline;  // in order of `at`; equal ones in the order of the file
  std::int64_t intervals = 120;          // into which the measured part is divided in results
  std::vector<StrategySpec> strategies;
  std::vector<GateLine> gate;

  std::string effective;  // canonical JSON text of all the above: every key, every default; itself a valid scenario
  // 16 hexadecimal digits over what is simulated: `effective` and the contents of the data files it names, but not the
  // seeds, the words that describe it, and what is demanded of the result.
  std::string digest;
  std::string data_digest;  // of the contents of the data files alone; empty without any
};

}  // namespace stampede
