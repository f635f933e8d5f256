// Any bytes as a CSV trace. The first byte chooses speed and columns.
#include "harness/workload/trace_fuzz_testing.h"

namespace stampede {
namespace {

TraceSpec::Columns columns_of(std::uint8_t choice) {
  TraceSpec::Columns columns = {.key = "key",
                                .time = "time",
                                .time_unit = kMicrosecond,
                                .operation = "op",
                                .operations = {{"r", Operation::kRead}, {"w", Operation::kWrite}},
                                .size = "size",
                                .ttl = "ttl",
                                .ttl_unit = kMillisecond};
  if ((choice & 1) != 0) columns = {.header = false, .key = "1", .time = "2"};
  if ((choice & 2) != 0) columns.time_unit = kSecond;
  if ((choice & 4) != 0) columns.operation = columns.size = columns.ttl = "";
  if ((choice & 8) != 0) columns.time = "";
  return columns;
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  std::string_view content = fuzz_input(data, size);
  const std::uint8_t choice = take_byte(content);
  check_trace({.format = TraceSpec::Format::kCsv, .columns = columns_of(choice >> 2)}, choice, content);
  return 0;
}
