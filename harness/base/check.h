// Programming mistakes stop the program: a broken invariant is a bug in the tool, never in the input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace stampede {

inline constexpr int kExitInternalError = 70;  // the exit code that says "a bug in the tool"

[[noreturn, gnu::cold]] inline void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr,
               "%s:%d: internal error: '%s' does not hold\n"
               "this is a bug in stampede: please report it with the scenario and the seed\n",
               file, line, condition);
  std::fflush(nullptr);
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  std::abort();  // a fuzzer sees signals, not exits
#else
  std::_Exit(kExitInternalError);
#endif
}

}  // namespace stampede

// Always on, in every build type: the conditions are cheap and the numbers must be right.
#define STAMPEDE_CHECK(condition)                                           \
  (__builtin_expect(static_cast<bool>(condition), 1) ? static_cast<void>(0) \
                                                     : ::stampede::check_failed(#condition, __FILE__, __LINE__))
