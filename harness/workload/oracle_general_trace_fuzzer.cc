// Any bytes as an oracle-general trace. The first byte chooses the speed.
#include "harness/workload/trace_fuzz_testing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  std::string_view content = fuzz_input(data, size);
  const std::uint8_t choice = take_byte(content);
  check_trace({.format = TraceSpec::Format::kOracleGeneral}, choice, content);
  return 0;
}
