#include "harness/results/window_json.h"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/metrics/interval_fields.h"
#include "harness/metrics/stampede_monitor.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/json_text.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

// A level of 10^14 for as long as there are instants; 4096 merged windows stay in range.
constexpr int kMostSumBits = 114;

template <typename Value>
constexpr bool kIsHistogram = std::is_same_v<std::remove_cvref_t<Value>, Histogram>;

Json buckets_json(const Histogram& histogram) {
  Json buckets = Json::array();
  for (const Histogram::Bucket& bucket : histogram.buckets()) {
    buckets.push_back(Json::array({bucket.index, bucket.count}));
  }
  return buckets;
}

Json json_of(const Histogram& histogram) {
  return {{"digits", histogram.digits() == Histogram::Digits::kTwo ? 2 : 3},
          {"count", histogram.count()},
          {"min", value_or_null(histogram.min())},
          {"max", value_or_null(histogram.max())},
          {"sum", decimal_text(histogram.sum())},
          {"buckets", buckets_json(histogram)}};
}

Json json_of(std::uint64_t value) {
  return value;
}
Json json_of(std::int64_t value) {
  return value;
}
// A time within one run.
Json json_of(Int128 value) {
  STAMPEDE_CHECK(value >= 0 && value <= kNever);
  return static_cast<Duration>(value);
}
Json json_of(Uint128 value) {
  return decimal_text(value);
}
Json json_of(const OutcomeCounts& counts) {
  return counts;
}
Json json_of(const GaugeSummary& gauge) {
  return Json::array({gauge.peak, decimal_text(static_cast<Uint128>(gauge.area)), json_of(gauge.span)});
}

// One bucket after the other; `Histogram` judges them together.
std::vector<Histogram::Bucket> read_buckets(const JsonPlace& list, Histogram::Digits digits) {
  const std::uint32_t most = Histogram::bucket_count(digits);
  std::vector<Histogram::Bucket> buckets;
  buckets.reserve(list.items());
  for (const Json& item : list.json()) {
    const auto fail = [&](const char* message) { list.item(buckets.size()).fail(message); };
    if (!item.is_array() || item.size() != 2) fail("a bucket is a list of its index and its count");
    if (!item[0].is_number_unsigned() || !item[1].is_number_unsigned()) fail("a bucket holds two whole numbers");
    const auto index = item[0].get<std::uint64_t>();
    const auto count = item[1].get<std::uint64_t>();
    if (index >= most) fail("no histogram has a bucket of that index");
    if (count == 0 || count > JsonPlace::kMostCount) fail("a bucket counts at least 1, and not without bounds");
    if (!buckets.empty() && index <= buckets.back().index) fail("buckets stand in ascending order");
    buckets.push_back({static_cast<std::uint32_t>(index), count});
  }
  return buckets;
}

Histogram read_parts(const JsonPlace& buckets, const JsonPlace& min, const JsonPlace& max, const JsonPlace& sum,
                     Histogram::Digits digits, HistogramBudget& budget) {
  const std::vector<Histogram::Bucket> counts = read_buckets(buckets, digits);
  const std::size_t bytes = counts.empty() ? 0 : (std::size_t{counts.back().index} + 1) * sizeof(std::uint64_t);
  if (bytes > budget.bytes) buckets.fail("the histograms up to here need too much memory");
  budget.bytes -= bytes;
  std::int64_t ends[2] = {0, 0};
  if (!counts.empty()) {
    ends[0] = min.nanoseconds();
    ends[1] = max.nanoseconds();
  } else if (!min.is_null() || !max.is_null()) {
    (min.is_null() ? max : min).fail("a histogram without buckets has neither min nor max");
  }
  const auto histogram = Histogram::from_buckets(digits, counts, ends[0], ends[1], sum.decimal_text());
  if (!histogram) buckets.fail("no histogram has these buckets, min, max and sum");
  return *histogram;
}

Histogram read_histogram(const JsonPlace& json, Histogram::Digits digits, HistogramBudget& budget) {
  json.expect_members({"digits", "count", "min", "max", "sum", "buckets"});
  const std::uint64_t wanted = digits == Histogram::Digits::kTwo ? 2 : 3;
  if (json["digits"].unsigned_number(3) != wanted) {
    json["digits"].fail("this histogram has " + std::to_string(wanted));
  }
  Histogram histogram = read_parts(json["buckets"], json["min"], json["max"], json["sum"], digits, budget);
  if (histogram.count() != json["count"].count()) {
    json["count"].fail("the buckets hold " + std::to_string(histogram.count()));
  }
  return histogram;
}

void read_value(const JsonPlace& json, std::uint64_t& value) {
  value = json.count();
}
void read_value(const JsonPlace& json, std::int64_t& value) {
  value = json.nanoseconds();
}
void read_value(const JsonPlace& json, Int128& value) {
  value = json.nanoseconds();
}
void read_value(const JsonPlace& json, Uint128& value) {
  value = json.decimal_text(kMostSumBits);
}
void read_value(const JsonPlace& json, OutcomeCounts& counts) {
  if (json.items() != counts.size())
    json.fail("a list of " + std::to_string(counts.size()) + " counts, one an outcome");
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = json.item(i).count();
}
void read_value(const JsonPlace& json, GaugeSummary& gauge) {
  if (json.items() != 3) json.fail("a level is a list of its peak, its area and its span");
  gauge.peak = json.item(0).nanoseconds();
  gauge.area = static_cast<Int128>(json.item(1).decimal_text(kMostSumBits));
  gauge.span = json.item(2).nanoseconds();
}

}  // namespace

Json counts_json(const Window& window) {
  Json counts = Json::object();
  for_each_window_field([&](const auto& field) {
    const auto& value = field.of(window);
    if constexpr (!kIsHistogram<decltype(value)>) counts[std::string(field.name)] = json_of(value);
  });
  return counts;
}

Json histograms_json(const Window& window) {
  Json histograms = Json::object();
  for_each_window_field([&](const auto& field) {
    const auto& value = field.of(window);
    if constexpr (kIsHistogram<decltype(value)>) histograms[std::string(field.name)] = json_of(value);
  });
  return histograms;
}

Window read_window(const JsonPlace& counts, const JsonPlace& histograms, HistogramBudget& budget) {
  Window window;
  std::vector<std::string_view> names[2];
  for_each_window_field([&](const auto& field) {
    auto& value = field.of(window);
    if constexpr (kIsHistogram<decltype(value)>) {
      names[1].push_back(field.name);
      value = read_histogram(histograms[field.name], value.digits(), budget);
    } else {
      names[0].push_back(field.name);
      using Field = std::remove_cvref_t<decltype(field)>;
      constexpr bool kIsPeak = Field::rule == MergeRule::kMax && std::is_same_v<decltype(value), std::uint64_t&>;
      if constexpr (kIsPeak) {  // nobody adds peaks up
        value = counts[field.name].unsigned_number(std::numeric_limits<std::uint64_t>::max());
      } else {
        read_value(counts[field.name], value);
      }
    }
  });
  counts.expect_only(names[0]);
  histograms.expect_only(names[1]);
  if (window.start > window.end) counts["end"].fail("the end is before the start");
  return window;
}

// Columns, because they are what one draws.
Json series_json(const Series& series) {
  Json json = {{"interval_ns", series.interval}};
  for (const IntervalCounter& counter : kIntervalCounters) {
    Json& column = json[std::string(counter.name)] = Json::array();
    for (const Interval& interval : series.intervals) column.push_back(interval.*counter.member);
  }
  Json latency = {{"digits", 2}, {"min", Json::array()}, {"max", Json::array()}, {"sum", Json::array()}};
  latency["buckets"] = Json::array();
  for (const Interval& interval : series.intervals) {
    const Histogram& histogram = interval.read_latency;
    latency["min"].push_back(value_or_null(histogram.min()));
    latency["max"].push_back(value_or_null(histogram.max()));
    latency["sum"].push_back(decimal_text(histogram.sum()));
    latency["buckets"].push_back(buckets_json(histogram));
  }
  json["read_latency"] = std::move(latency);
  return json;
}

Series read_series(const JsonPlace& json, HistogramBudget& budget) {
  const JsonPlace latency = json["read_latency"];
  latency.expect_members({"digits", "min", "max", "sum", "buckets"});
  if (latency["digits"].unsigned_number(3) != 2) latency["digits"].fail("these histograms have 2");

  Series series;
  series.interval = json["interval_ns"].nanoseconds();
  series.intervals.resize(latency["buckets"].items());
  const auto column_of = [&](const JsonPlace& column) {
    if (column.items() != series.intervals.size()) {
      column.fail("it has " + std::to_string(column.items()) + " items for " + std::to_string(series.intervals.size()) +
                  " intervals");
    }
    return column;
  };
  std::vector<std::string_view> names = {"interval_ns", "read_latency"};
  for (const IntervalCounter& counter : kIntervalCounters) {
    names.push_back(counter.name);
    const JsonPlace column = column_of(json[counter.name]);
    for (std::size_t i = 0; i < series.intervals.size(); ++i)
      series.intervals[i].*counter.member = column.item(i).count();
  }
  json.expect_only(names);
  const JsonPlace min = column_of(latency["min"]);
  const JsonPlace max = column_of(latency["max"]);
  const JsonPlace sum = column_of(latency["sum"]);
  const JsonPlace buckets = latency["buckets"];
  for (std::size_t i = 0; i < series.intervals.size(); ++i) {
    series.intervals[i].read_latency =
        read_parts(buckets.item(i), min.item(i), max.item(i), sum.item(i), Histogram::Digits::kTwo, budget);
  }
  return series;
}

Json episodes_json(const std::vector<Episode>& episodes) {
  Json list = Json::array();
  for (const Episode& episode : episodes) {
    list.push_back(
        {{"key", episode.key}, {"at_ns", episode.start}, {"for_ns", episode.length}, {"loads", episode.loads}});
  }
  return list;
}

std::vector<Episode> read_episodes(const JsonPlace& json, Duration length) {
  constexpr std::size_t kMost = StampedeMonitor::kMostEpisodes;
  if (json.items() > kMost) json.fail(fmt::format("only the largest are listed, at most {}", kMost));
  std::vector<Episode> episodes;
  for (std::size_t i = 0; i < json.items(); ++i) {
    const JsonPlace item = json.item(i);
    item.expect_members({"key", "at_ns", "for_ns", "loads"});
    const Episode episode = {.key = static_cast<Key>(item["key"].unsigned_number(kMaxKeys - 1)),
                             .start = item["at_ns"].nanoseconds(),
                             .length = item["for_ns"].nanoseconds(),
                             .loads = item["loads"].count()};
    if (episode.start > length) item["at_ns"].fail("it begins after the end of the measured part");
    if (episode.length > kNever - episode.start) item["for_ns"].fail("it ends beyond all time");
    if (episode.loads < 2) item["loads"].fail("an episode has at least two loads");
    if (i > 0 && comes_before(episode, episodes.back())) item.fail("episodes stand in order of time, then of key");
    episodes.push_back(episode);
  }
  return episodes;
}

}  // namespace stampede
