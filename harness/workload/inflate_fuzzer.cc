// Any bytes as gzip or zstd data: what comes out, and what is wrong, does not depend on how the bytes are cut.
#include <algorithm>
#include <span>
#include <vector>

#include "harness/base/fuzz_testing.h"
#include "harness/workload/inflate.h"
#include "harness/workload/trace_error.h"

namespace stampede {
namespace {

constexpr std::size_t kMostOutput = std::size_t{1} << 18;  // a few bytes can inflate to very many

class Pieces final : public ByteSource {
 public:
  Pieces(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min({buffer.size(), piece_, text_.size()});
    std::copy_n(text_.data(), count, buffer.data());
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  std::size_t piece_;
};

struct Inflated {
  std::string output;
  std::string error;  // empty: none before the end of the output or its limit

  bool operator==(const Inflated&) const = default;
};

Inflated inflated(bool gzip, std::string_view compressed, std::size_t piece, std::size_t buffer_size) {
  const auto source = (gzip ? inflate_gzip : inflate_zstd)("t", std::make_unique<Pieces>(compressed, piece));
  Inflated inflated;
  std::vector<char> buffer(buffer_size);
  try {
    while (inflated.output.size() < kMostOutput) {
      const std::size_t count = source->read(buffer);
      STAMPEDE_CHECK(count <= buffer.size());
      if (count == 0) break;
      inflated.output.append(buffer.data(), count);
    }
  } catch (const TraceError& error) {
    inflated.error = error.what();
    check_showable_line(inflated.error);
    STAMPEDE_CHECK(inflated.error.starts_with("t: error: "));
  }
  return inflated;
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  std::string_view compressed = fuzz_input(data, size);
  const std::uint8_t choice = take_byte(compressed);
  const bool gzip = choice % 2 == 0;
  const Inflated whole = inflated(gzip, compressed, std::size_t{1} << 16, std::size_t{1} << 16);
  if (whole.output.size() >= kMostOutput) return 0;
  const Inflated cut = inflated(gzip, compressed, 1 + choice / 16, 1 + choice % 16 * 5);
  STAMPEDE_CHECK(cut.output.starts_with(whole.output) || whole.output.starts_with(cut.output));
  STAMPEDE_CHECK(cut.error.empty() == whole.error.empty());
  if (whole.error.empty()) STAMPEDE_CHECK(cut == whole);
  return 0;
}
