// What the fuzzers share. A broken STAMPEDE_CHECK is a finding.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/base/check.h"
#include "harness/base/quote.h"

// Every fuzzer defines it: libFuzzer's entry point, https://llvm.org/docs/LibFuzzer.html.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace stampede {

inline std::string_view fuzz_input(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size);
}

// The first byte of an input often chooses among settings; the rest is the text. An empty input chooses 0.
inline std::uint8_t take_byte(std::string_view& input) {
  if (input.empty()) return 0;
  const auto byte = static_cast<std::uint8_t>(input.front());
  input.remove_prefix(1);
  return byte;
}

// A message that a terminal shows and does not obey: UTF-8 without control characters, in one line.
inline void check_showable_line(std::string_view text) {
  STAMPEDE_CHECK(!text.empty());
  STAMPEDE_CHECK(find_invalid_utf8(text) == std::string_view::npos);
  STAMPEDE_CHECK(text.find('\n') == std::string_view::npos);
  STAMPEDE_CHECK(without_control_characters(text) == text);
}

// The same in lines, each of them ended.
inline void check_showable_lines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    STAMPEDE_CHECK(end != std::string_view::npos);
    if (end > 0) check_showable_line(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
}

// An editor counts lines like this.
inline std::size_t line_count(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace stampede
