// The records of a trace file, in the order of the file, whatever its format and compression.
#pragma once

#include <memory>

#include "harness/base/ids.h"
#include "harness/workload/trace_record.h"
#include "harness/workload/trace_spec.h"

namespace stampede {

// Reads as a stream: memory grows with the number of distinct keys only. Used by one thread.
class TraceReader {
 public:
  virtual ~TraceReader() = default;

  // Reads the next record; returns false at the end, and from then on. Throws TraceError.
  virtual bool next(TraceRecord& record) = 0;

  // Number of distinct keys seen so far; they are 0 .. key_count()-1.
  virtual Key key_count() const = 0;
};

// One factory for each format; each opens `spec.file`. Throw TraceError.
std::unique_ptr<TraceReader> make_csv_reader(const TraceSpec& spec);
std::unique_ptr<TraceReader> make_oracle_general_reader(const TraceSpec& spec);
std::unique_ptr<TraceReader> make_twitter_reader(const TraceSpec& spec);

// The one that `spec.format` asks for.
std::unique_ptr<TraceReader> make_trace_reader(const TraceSpec& spec);

}  // namespace stampede
