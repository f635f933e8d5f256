#include "harness/results/metric_catalogue.h"

#include <algorithm>
#include <iterator>

#include "harness/results/catalogue/rows.h"

namespace stampede {

const std::vector<Metric>& metric_catalogue() {
  static const std::vector<Metric> catalogue = [] {
    std::vector<Metric> all;
    for (auto rows : {request_metrics, read_metrics, store_metrics, stampede_metrics, staleness_metrics, write_metrics,
                      cache_metrics, recovery_metrics}) {
      std::ranges::move(rows(), std::back_inserter(all));
    }
    return all;
  }();
  return catalogue;
}

const Metric* find_metric(std::string_view name) {
  const std::vector<Metric>& catalogue = metric_catalogue();
  const auto found = std::ranges::find(catalogue, name, &Metric::name);
  return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace stampede
