// When the TTL of a cached value starts.
#pragma once

#include <cstdint>

namespace stampede {

enum class TtlFrom : std::uint8_t {
  kFill,    // when it takes its place in the cache
  kLoad,    // when the load that brought it started; a written value's with its fill
  kAccess,  // with its fill, and again with each look-up that finds it within its TTL
};

}  // namespace stampede
