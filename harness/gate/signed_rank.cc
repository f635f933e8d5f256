#include "harness/gate/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "harness/base/check.h"
#include "harness/gate/median.h"

namespace stampede {

namespace {

using Ranks = std::vector<std::uint32_t>;

// The rank of each size, in the order of the sizes; if ties make halves, twice the ranks: the test is the same.
Ranks whole_ranks(const std::vector<double>& sorted_sizes) {
  Ranks doubled(sorted_sizes.size());
  for (auto begin = sorted_sizes.begin(); begin != sorted_sizes.end();) {
    const auto end = std::upper_bound(begin, sorted_sizes.end(), *begin);
    const auto first = begin - sorted_sizes.begin();
    const auto last = end - sorted_sizes.begin();
    // The ranks first + 1 .. last share their mean.
    std::fill(doubled.begin() + first, doubled.begin() + last, static_cast<std::uint32_t>(first + 1 + last));
    begin = end;
  }
  const bool even = std::ranges::none_of(doubled, [](std::uint32_t rank) { return rank % 2 == 1; });
  for (std::uint32_t& rank : doubled) rank /= even ? 2 : 1;
  return doubled;
}

// P(the sum of the ranks with a plus is s), for every s, if each sign is a fair coin: one rank after the other either
// adds itself or does not. Halving is exact, so the only errors are those of sums of positive numbers.
std::vector<double> null_distribution(const Ranks& ranks) {
  std::vector<double> probability(std::accumulate(ranks.begin(), ranks.end(), std::size_t{1}), 0.0);
  probability[0] = 1;
  std::size_t largest = 0;
  for (const std::size_t rank : ranks) {
    largest += rank;
    for (std::size_t sum = largest; sum >= rank; --sum) {
      probability[sum] = probability[sum] / 2 + probability[sum - rank] / 2;
    }
    for (std::size_t sum = 0; sum < rank; ++sum) probability[sum] /= 2;
  }
  return probability;
}

// The sum of the probabilities of 0 .. last, from the smallest, so that little is lost. At most 1.
double lower_tail(const std::vector<double>& probability, std::size_t last) {
  return std::min(1.0, std::accumulate(probability.begin(), probability.begin() + last + 1, 0.0));
}

// How many sums, from 0 on, are so small that all of them together have at most `probability` without an effect.
std::size_t rejected_sums(std::size_t count, double probability) {
  Ranks ranks(count);
  std::iota(ranks.begin(), ranks.end(), 1U);
  const std::vector<double> distribution = null_distribution(ranks);
  std::size_t sums = 0;
  double total = distribution[0];
  while (total <= probability) total += distribution[++sums];
  return sums;
}

std::vector<double> sorted_walsh_averages(std::span<const double> differences) {
  std::vector<double> averages;
  averages.reserve(differences.size() * (differences.size() + 1) / 2);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    for (std::size_t j = i; j < differences.size(); ++j) averages.push_back(differences[i] / 2 + differences[j] / 2);
  }
  std::ranges::sort(averages);
  return averages;
}

}  // namespace

SignedRankTest signed_rank_test(std::span<const double> differences) {
  std::vector<double> kept;
  std::ranges::copy_if(differences, std::back_inserter(kept), [](double difference) { return difference != 0; });
  if (kept.empty()) return {};
  std::ranges::sort(kept, {}, [](double difference) { return std::abs(difference); });
  std::vector<double> sizes(kept.size());
  std::ranges::transform(kept, sizes.begin(), [](double difference) { return std::abs(difference); });

  const Ranks ranks = whole_ranks(sizes);
  std::size_t positive = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    STAMPEDE_CHECK(sizes[i] <= std::numeric_limits<double>::max());
    all += ranks[i];
    if (kept[i] > 0) positive += ranks[i];
  }
  // The distribution is its own mirror image.
  const std::vector<double> distribution = null_distribution(ranks);
  return {.count = kept.size(),
          .p_above = lower_tail(distribution, all - positive),
          .p_below = lower_tail(distribution, positive)};
}

Shift shift_of(std::span<const double> differences, double alpha) {
  STAMPEDE_CHECK(!differences.empty() && alpha > 0 && alpha < 1);
  const std::vector<double> averages = sorted_walsh_averages(differences);
  STAMPEDE_CHECK(std::isfinite(averages.front()) && std::isfinite(averages.back()));
  // W+ of what is left without a shift is the number of Walsh averages above the shift (Tukey): so a shift is rejected
  // for being low while at most `rejected` - 1 averages lie below it.
  const std::size_t rejected = rejected_sums(differences.size(), alpha / 2);
  constexpr double kUnbounded = std::numeric_limits<double>::infinity();
  return {.estimate = median_of_sorted(averages),
          .low = rejected == 0 ? -kUnbounded : averages[rejected - 1],
          .high = rejected == 0 ? kUnbounded : averages[averages.size() - rejected]};
}

}  // namespace stampede
