// How long generative tests are, and how one of their inputs is tried again.
//
//   for (const std::uint64_t round : rounds(2'000)) {
//     SCOPED_TRACE(to_repeat(round));
//     ... an input that depends on `round` alone ...
//   }
//
// STAMPEDE_TEST_LENGTH multiplies all lengths: 1 by default, 0.1 under sanitizers, which look at the same inputs ten
// times slower, 10 by hand before a release. STAMPEDE_TEST_ROUND leaves one round of each test, and nothing but it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ranges>
#include <string>

namespace stampede {

// How many samples a test takes that usually takes `usual`: at least one.
inline std::uint64_t scaled(std::uint64_t usual) {
  const char* length = std::getenv("STAMPEDE_TEST_LENGTH");
  const double factor = length == nullptr ? 1 : std::strtod(length, nullptr);
  return std::max<std::uint64_t>(static_cast<std::uint64_t>(static_cast<double>(usual) * factor), 1);
}

// Five standard deviations of a share that so many samples estimate, whatever the share is.
inline double five_deviations(std::uint64_t samples) {
  return 2.5 / std::sqrt(static_cast<double>(samples));
}

// The numbers of the rounds of a test that usually has `usual` of them, the first ones first.
inline auto rounds(std::uint64_t usual) {
  if (const char* only = std::getenv("STAMPEDE_TEST_ROUND")) {
    const std::uint64_t round = std::strtoull(only, nullptr, 10);
    return std::views::iota(round, round + 1);
  }
  return std::views::iota(std::uint64_t{0}, scaled(usual));
}

// Whether so many rounds were made that shares of them mean something.
inline bool are_many(std::uint64_t count) {
  return count >= 100;
}

// The command that makes this round of the running test again.
inline std::string to_repeat(std::uint64_t round) {
  const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
  return "to repeat it: STAMPEDE_TEST_ROUND=" + std::to_string(round) + " " + ::program_invocation_name +
         " --gtest_filter=" + test.test_suite_name() + "." + test.name();
}

}  // namespace stampede
