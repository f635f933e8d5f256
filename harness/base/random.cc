#include "harness/base/random.h"

namespace stampede {

namespace {

// FNV-1a, 64 bits: stream names are short and few, what counts is that the value never changes.
constexpr std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name) : start_(mix64(mix64(seed) ^ name_hash(name))) {}

RandomStream RandomStream::named(std::string_view name) const {
  return RandomStream(mix64(start_ ^ name_hash(name)));
}

}  // namespace stampede
