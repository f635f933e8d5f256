#include "harness/workload/key_interner.h"

#include "harness/base/check.h"

namespace stampede {
namespace {

// The number that the text spells without leading zeros, if there is one with at most 19 digits: those always fit.
std::optional<std::uint64_t> canonical_number(std::string_view text) {
  constexpr std::size_t kSafeDigits = 19;
  if (text.empty() || text.size() > kSafeDigits || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text) {
    const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
    if (digit > 9) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

}  // namespace

KeyInterner::KeyInterner(std::uint64_t limit) : limit_(static_cast<Key>(limit)) {
  STAMPEDE_CHECK(limit <= kMaxKeys);
}

std::optional<Key> KeyInterner::intern(std::string_view text) {
  const std::optional<std::uint64_t> number = canonical_number(text);
  return number ? intern(*number) : intern_text(text);
}

std::optional<Key> KeyInterner::intern(std::uint64_t number) {
  if (count_ == limit_) {
    const auto known = numbers_.find(number);
    return known == numbers_.end() ? std::nullopt : std::optional(known->second);
  }
  const auto [entry, is_new] = numbers_.try_emplace(number, count_);
  count_ += is_new ? 1 : 0;
  return entry->second;
}

std::optional<Key> KeyInterner::intern_text(std::string_view text) {
  if (count_ == limit_) {
    const auto known = texts_.find(text);
    return known == texts_.end() ? std::nullopt : std::optional(known->number());
  }
  const auto entry = texts_.lazy_emplace(text, [&](const auto& construct) { construct(arena_.add(text, count_++)); });
  return entry->number();
}

}  // namespace stampede
