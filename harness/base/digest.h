// A fingerprint of what happened: equal digests mean that two runs did the same things in the same order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/random.h"

namespace stampede {

// Integers and texts in, 16 hexadecimal digits out. Not cryptographic: it guards against accidents, not against
// forgery.
class Digest {
 public:
  // Up to four integers make one step, so that a record costs one dependent multiplication chain.
  void add(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0, std::uint64_t d = 0) {
    const std::uint64_t record = (a * 0x9e3779b97f4a7c15u) ^ rotate(b * 0xc2b2ae3d27d4eb4fu, 17) ^
                                 rotate(c * 0x165667b19e3779f9u, 31) ^ rotate(d * 0x27d4eb2f165667c5u, 47);
    state_ = mix64(state_ + record);
  }

  // The length and every byte.
  void add(std::string_view text) {
    add(text.size());
    for (std::size_t at = 0; at < text.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      for (const char c : text.substr(at, sizeof(std::uint64_t))) word = (word << 8) | static_cast<unsigned char>(c);
      add(word);
    }
  }

  std::string hex() const {
    std::string text(16, '0');
    std::uint64_t rest = state_;
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, rest >>= 4) *digit = "0123456789abcdef"[rest & 15];
    return text;
  }

 private:
  static constexpr std::uint64_t rotate(std::uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

  std::uint64_t state_ = 0;
};

}  // namespace stampede
