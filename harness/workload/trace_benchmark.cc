// Readers of traces, in records a second. The argument is the number of distinct keys: with one key, interning costs
// next to nothing and the scanning shows.
#include <benchmark/benchmark.h>

#include <functional>
#include <string>

#include "harness/base/random.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_source.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

constexpr std::uint64_t kRecords = 400'000;
constexpr std::uint64_t kRecordsPerSecond = 5'000;

using Line = std::function<std::string(std::uint64_t i, std::uint64_t key)>;

std::string content_of(const benchmark::State& state, const Line& line, const std::string& header = "") {
  const RandomStream random(1, "keys");
  std::string content = header;
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    content += line(i, mix64(below(random.at(i), static_cast<std::uint64_t>(state.range(0)))) >> 24);
  }
  return content;
}

void read_trace(benchmark::State& state, const std::string& content, TraceSpec spec) {
  const TemporaryFile file(content);
  spec.file = file.path();
  for (auto _ : state) {
    const auto reader = make_trace_reader(spec);
    TraceRecord record;
    while (reader->next(record)) benchmark::DoNotOptimize(record);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRecords));
}

std::string seconds(std::uint64_t i) {
  return std::to_string(1'600'000'000 + i / kRecordsPerSecond);
}

std::string csv_line(std::uint64_t, std::uint64_t key) {
  return std::to_string(key) + "\n";
}

const TraceSpec kKeyColumn = {.format = TraceSpec::Format::kCsv, .columns = {.key = "key"}};
const TraceSpec kOracle = {.format = TraceSpec::Format::kOracleGeneral};

std::string oracle_line(std::uint64_t i, std::uint64_t key) {
  return oracle_record(static_cast<std::uint32_t>(i / kRecordsPerSecond), key, 4096);
}

void ReadCsvKeyColumn(benchmark::State& state) {
  read_trace(state, content_of(state, csv_line, "key\n"), kKeyColumn);
}
BENCHMARK(ReadCsvKeyColumn)->Arg(1)->Arg(100'000);

void ReadCsvKeyColumnGzip(benchmark::State& state) {
  read_trace(state, gzip(content_of(state, csv_line, "key\n")), kKeyColumn);
}
BENCHMARK(ReadCsvKeyColumnGzip)->Arg(100'000);

void ReadCsvKeyColumnZstd(benchmark::State& state) {
  read_trace(state, zstd(content_of(state, csv_line, "key\n")), kKeyColumn);
}
BENCHMARK(ReadCsvKeyColumnZstd)->Arg(100'000);

void ReadCsvFiveColumns(benchmark::State& state) {
  const auto line = [](std::uint64_t i, std::uint64_t key) {
    return seconds(i) + "," + (i % 10 == 0 ? "w," : "r,") + std::to_string(key) + ",4096,60\n";
  };
  read_trace(state, content_of(state, line, "time,op,key,size,ttl\n"),
             {.columns = {.key = "key",
                          .time = "time",
                          .operation = "op",
                          .operations = {{"r", Operation::kRead}, {"w", Operation::kWrite}},
                          .size = "size",
                          .ttl = "ttl"}});
}
BENCHMARK(ReadCsvFiveColumns)->Arg(1)->Arg(100'000);

void ReadTwitter(benchmark::State& state) {
  const auto line = [](std::uint64_t i, std::uint64_t key) {
    return seconds(i) + ",nz:u:" + std::to_string(key) + ",22,304,65,get,0\n";
  };
  read_trace(state, content_of(state, line), {.format = TraceSpec::Format::kTwitter});
}
BENCHMARK(ReadTwitter)->Arg(1)->Arg(100'000);

void ReadOracleGeneral(benchmark::State& state) {
  read_trace(state, content_of(state, oracle_line), kOracle);
}
BENCHMARK(ReadOracleGeneral)->Arg(1)->Arg(100'000);

void ReadOracleGeneralZstd(benchmark::State& state) {
  read_trace(state, zstd(content_of(state, oracle_line)), kOracle);
}
BENCHMARK(ReadOracleGeneralZstd)->Arg(100'000);

// As a workload: with the spreading of the records over their seconds.
void PlayOracleGeneral(benchmark::State& state) {
  const TemporaryFile file(content_of(state, oracle_line));
  TraceSpec spec = kOracle;
  spec.file = file.path();
  for (auto _ : state) {
    const auto source = make_trace_source(spec);
    Request request;
    while (source->next(request)) benchmark::DoNotOptimize(request);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRecords));
}
BENCHMARK(PlayOracleGeneral)->Arg(1)->Arg(100'000);

}  // namespace
}  // namespace stampede
