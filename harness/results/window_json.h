// Windows, histograms, series and episodes as JSON and back, without loss. `result_json.h` describes the format.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

#include "harness/metrics/episode.h"
#include "harness/metrics/series.h"
#include "harness/metrics/window.h"
#include "harness/results/json_place.h"

namespace stampede {

nlohmann::ordered_json counts_json(const Window& window);
nlohmann::ordered_json histograms_json(const Window& window);
nlohmann::ordered_json series_json(const Series& series);
nlohmann::ordered_json episodes_json(const std::vector<Episode>& episodes);

// How much memory the histograms that are read may still take: a few digits in a file are a large array of counts.
struct HistogramBudget {
  std::size_t bytes = std::size_t{1} << 31;
};

// These throw a JsonMistake for what no run can have measured.
Window read_window(const JsonPlace& counts, const JsonPlace& histograms, HistogramBudget& budget);
Series read_series(const JsonPlace& series, HistogramBudget& budget);
// Of a measured part of that length.
std::vector<Episode> read_episodes(const JsonPlace& episodes, Duration length);

}  // namespace stampede
