// The small integers by which the harness names things.
#pragma once

#include <cstdint>

namespace stampede {

using Key = std::uint32_t;            // dense: a population of n keys is 0 .. n-1
using RequestNumber = std::uint64_t;  // position of a request in its workload, from 0
using WriteNumber = std::uint64_t;    // position of a write among the writes issued, from 0
using LoadNumber = std::uint64_t;     // position of a load among the loads started, from 1
using LoadPlace = std::uint32_t;      // where the harness keeps account of a load while it is in flight
using Bytes = std::uint64_t;

inline constexpr std::uint64_t kMaxKeys = 4'000'000'000;  // what a Key can tell apart, with room to spare

inline constexpr LoadPlace kNoLoad = ~LoadPlace{0};
inline constexpr RequestNumber kNoRequest = ~RequestNumber{0};

// Work that no request sets off, but the time, has numbers from here on in the place of a request's.
inline constexpr RequestNumber kFirstTimed = RequestNumber{1} << 62;
constexpr bool is_timed(RequestNumber number) {
  return number >= kFirstTimed && number != kNoRequest;
}

enum class Operation : std::uint8_t { kRead, kWrite, kDelete };

}  // namespace stampede
