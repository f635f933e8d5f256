// Made-up measurements whose truth is known: noise of a run, and a drift of the machine that both runs of a pair share.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/base/math.h"
#include "harness/base/random.h"
#include "harness/gate/noisy_metric.h"

namespace stampede {

struct Noise {
  double run = 0.03;    // standard deviation of the logarithm of every single value
  double drift = 0.10;  // and of what all values of a pair have in common: the mood of the machine
};

// Log-normal values around 100. The first metric is `worsening` larger on the side `after`, the others are equal.
inline std::vector<NoisyMetric> made_up_family(std::size_t size, std::size_t pairs, Noise noise, double worsening,
                                               RandomSequence& random) {
  const auto normal = [&] { return normal_quantile(unit_above_zero(random.next()) - 0x1p-54); };
  std::vector<NoisyMetric> family(size);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const double common = natural_log(100) + noise.drift * normal();
    for (std::size_t i = 0; i < size; ++i) {
      const double effect = i == 0 ? natural_log(1 + worsening) : 0;
      const double before = common + noise.run * normal();
      const double after = common + noise.run * normal() + effect;
      family[i].pairs.push_back({natural_exp(before), natural_exp(after)});
    }
  }
  for (std::size_t i = 0; i < size; ++i) family[i].name = "m" + std::to_string(i);
  return family;
}

}  // namespace stampede
