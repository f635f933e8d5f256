// Programming mistakes stop the program: a broken invariant is a bug in the tool, never in the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

// Linked into fuzzers only, https://llvm.org/docs/LibFuzzer.html.
extern "C" [[gnu::weak]] int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace stampede {

inline constexpr int kExitInternalError = 70;  // the exit code that says "a bug in the tool"

[[noreturn, gnu::cold]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr,
               "%s:%d: internal error: '%s' does not hold\n"
               "this is a bug in stampede: please report it with the scenario and the seed\n",
               file, line, condition);
  std::fflush(nullptr);
  if (&LLVMFuzzerTestOneInput != nullptr) std::abort();  // a fuzzer sees signals, not exits
  std::_Exit(kExitInternalError);
}

}  // namespace stampede

// Always on, in every build type: the conditions are cheap and the numbers must be right.
#define STAMPEDE_CHECK(condition)                                           \
  (__builtin_expect(static_cast<bool>(condition), 1) ? static_cast<void>(0) \
                                                     : ::stampede::check_failed(#condition, __FILE__, __LINE__))
