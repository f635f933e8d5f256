// How far a search is, told on `err` while it runs, by all of its threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

#include "harness/cli/console.h"
#include "harness/cli/run_options.h"
#include "harness/engine/matrix.h"
#include "harness/scenario/scenario.h"

namespace stampede {

class SearchProgress {
 public:
  // On a terminal one redrawn line, else one plain line for each strategy that is finished; kNone: silence.
  SearchProgress(ProgressMode mode, std::string scenario, std::size_t strategies, Console& console);

  // A run of `scenario`, which has one strategy, is so far; `setting` is what the run tries.
  void update(const Scenario& scenario, const std::string& setting, const MatrixOptions::Progress& progress);
  // The search of a strategy is over after so many runs.
  void strategy_done(const std::string& strategy, std::size_t runs);
  // All are over, or interrupted.
  void finish();

 private:
  double elapsed() const;

  const ProgressMode mode_;  // kAuto: a redrawn line
  const std::string scenario_;
  const std::size_t strategies_;
  std::ostream& err_;
  const std::chrono::steady_clock::time_point start_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace stampede
