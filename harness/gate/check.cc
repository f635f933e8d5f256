#include "harness/gate/check.h"

namespace stampede {

namespace {

// Of whole numbers: actual / 1 against limit x share, without rounding.
std::partial_ordering compare_scaled(std::uint64_t actual, std::uint64_t limit, Share share) {
  const Uint128 left = static_cast<Uint128>(actual) * static_cast<Uint128>(Share::kWhole);
  const Uint128 right = static_cast<Uint128>(limit) * static_cast<Uint128>(share.ppb);
  if (left == right) return std::partial_ordering::equivalent;
  return left < right ? std::partial_ordering::less : std::partial_ordering::greater;
}

std::partial_ordering compare_scaled(const MetricValue& actual, const MetricValue& limit, Share share) {
  if (share == Share::whole()) return compare(actual, limit);
  const auto* count = std::get_if<std::uint64_t>(&actual);
  const auto* bound = std::get_if<std::uint64_t>(&limit);
  if (count != nullptr && bound != nullptr) return compare_scaled(*count, *bound, share);
  return compare(actual, share_of(share, limit));
}

}  // namespace

std::string Check::expression() const {
  if (strategy.empty()) return text;
  const std::size_t begin = text.find_first_not_of(" \t", text.find(':') + 1);
  return text.substr(begin);
}

bool Check::applies_to(std::string_view name) const {
  if (!strategy.empty()) return strategy == name;
  return reference() == nullptr || reference()->strategy != name;
}

std::optional<bool> satisfies(const MetricValue& actual, Comparator comparator, const MetricValue& limit, Share share) {
  const std::partial_ordering ordering = compare_scaled(actual, limit, share);
  if (ordering == std::partial_ordering::unordered) return std::nullopt;
  return satisfies(ordering, comparator);
}

MetricValue share_of(Share share, const MetricValue& value) {
  const std::optional<double> number = number_of(value);
  if (!number || share == Share::whole()) return value;
  if (const auto* count = std::get_if<std::uint64_t>(&value)) {
    const Uint128 scaled = static_cast<Uint128>(*count) * static_cast<Uint128>(share.ppb);
    constexpr auto kWhole = static_cast<Uint128>(Share::kWhole);
    if (scaled % kWhole == 0 && scaled / kWhole <= UINT64_MAX) return static_cast<std::uint64_t>(scaled / kWhole);
  }
  return *number * (static_cast<double>(share.ppb) / static_cast<double>(Share::kWhole));
}

}  // namespace stampede
