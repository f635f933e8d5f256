#include "harness/workload/trace_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/quantity.h"
#include "harness/workload/arrivals.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_reader.h"

namespace stampede {
namespace {

constexpr std::size_t kMaxRun = std::size_t{1} << 20;

void set_content(Request& request, RequestNumber number, const TraceRecord& record) {
  request.number = number;
  request.key = record.key;
  request.operation = record.operation;
  request.size = record.size;
  request.ttl = record.ttl;
}

// Record k at floor(k x interval); the times of the trace are ignored.
class PacedTrace final : public TraceSource {
 public:
  PacedTrace(std::unique_ptr<TraceReader> reader, const TraceRecord& first, Rate rate)
      : reader_(std::move(reader)), record_(first), arrivals_(rate) {}

  bool next(Request& request) override {
    const bool is_first = number_ == 0;  // it has been read already
    if (!is_first && !reader_->next(record_)) return false;
    set_content(request, number_++, record_);
    request.intended = arrivals_.next();
    return true;
  }

  Key key_count() const override { return reader_->key_count(); }
  std::uint64_t clamped() const override { return 0; }

 private:
  std::unique_ptr<TraceReader> reader_;
  TraceRecord record_;
  ConstantArrivals arrivals_;
  RequestNumber number_ = 0;
};

// Records at their own times. A run is a series of records of the same time; how far apart its records are is known
// once it has been read as a whole.
class RecordedTrace final : public TraceSource {
 public:
  RecordedTrace(std::unique_ptr<TraceReader> reader, const TraceRecord& first, TraceSpec::Recorded speed)
      : reader_(std::move(reader)), factor_billionths_(speed.factor_billionths), origin_(first.time), upcoming_(first) {
    STAMPEDE_CHECK(factor_billionths_ > 0);
  }

  bool next(Request& request) override {
    if (position_ == run_.size() && !read_run()) return false;
    set_content(request, number_++, run_[position_]);
    const auto offset = static_cast<Duration>(position_ * static_cast<std::uint64_t>(window_) / run_.size());
    latest_ = std::max(latest_, start_ + offset);
    request.intended = at_speed(latest_);
    ++position_;
    return true;
  }

  Key key_count() const override { return reader_->key_count(); }
  std::uint64_t clamped() const override { return clamped_; }

 private:
  bool read_run() {
    if (!has_upcoming_) return false;
    const Instant time = upcoming_.time;
    if (run_is_cut_) {
      start_ += window_;
    } else {
      start_ = time - origin_;
      unit_left_ = upcoming_.time_unit;
    }
    run_.clear();
    position_ = 0;
    while (has_upcoming_ && upcoming_.time == time && run_.size() < kMaxRun) {
      run_.push_back(upcoming_);
      read_upcoming();
    }
    run_is_cut_ = has_upcoming_ && upcoming_.time == time;
    window_ = run_is_cut_ ? unit_left_ / 2 : has_upcoming_ ? std::min(unit_left_, upcoming_.time - time) : unit_left_;
    unit_left_ -= window_;
    return true;
  }

  void read_upcoming() {
    const Instant time = upcoming_.time;
    has_upcoming_ = reader_->next(upcoming_);
    if (has_upcoming_ && upcoming_.time < time) {
      upcoming_.time = time;
      ++clamped_;
    }
  }

  Instant at_speed(Instant instant) const {
    if (factor_billionths_ == TraceSpec::Recorded::kUnchanged) return instant;
    const Int128 scaled = static_cast<Int128>(instant) * 1'000'000'000 / factor_billionths_;
    return scaled > static_cast<Int128>(kNever) ? kNever : static_cast<Instant>(scaled);
  }

  std::unique_ptr<TraceReader> reader_;
  std::int64_t factor_billionths_;
  Instant origin_;  // of the trace's clock: the time of the first record
  TraceRecord upcoming_;
  bool has_upcoming_ = true;

  std::vector<TraceRecord> run_;
  std::size_t position_ = 0;  // in run_
  Instant start_ = 0;         // the run's records are spread over [start_, start_ + window_)
  Duration window_ = 0;
  Duration unit_left_ = 0;   // of the unit of the time, behind the window
  bool run_is_cut_ = false;  // more records of the same time follow

  Instant latest_ = 0;
  RequestNumber number_ = 0;
  std::uint64_t clamped_ = 0;
};

[[noreturn]] void fail_to_replay(const TraceSpec& spec, const char* message) {
  throw TraceError(TraceError::Kind::kContent, fmt::format("{}: error: {}", spec.file, message));
}

}  // namespace

std::unique_ptr<TraceReader> make_trace_reader(const TraceSpec& spec) {
  switch (spec.format) {
    case TraceSpec::Format::kCsv:
      return make_csv_reader(spec);
    case TraceSpec::Format::kOracleGeneral:
      return make_oracle_general_reader(spec);
    case TraceSpec::Format::kTwitter:
      return make_twitter_reader(spec);
  }
  STAMPEDE_CHECK(false);
}

std::unique_ptr<TraceSource> make_trace_source(const TraceSpec& spec) {
  const auto* recorded = std::get_if<TraceSpec::Recorded>(&spec.speed);
  if (recorded != nullptr && spec.format == TraceSpec::Format::kCsv && spec.columns.time.empty()) {
    fail_to_replay(spec,
                   "the trace has no times: name its time column in 'columns', or set a rate such as 'rate: 5000/s'");
  }
  auto reader = make_trace_reader(spec);
  TraceRecord first;
  if (!reader->next(first))
    fail_to_replay(spec, "the trace holds no records: check the path, or record some traffic first");
  if (recorded != nullptr) return std::make_unique<RecordedTrace>(std::move(reader), first, *recorded);
  return std::make_unique<PacedTrace>(std::move(reader), first, std::get<Rate>(spec.speed));
}

}  // namespace stampede
