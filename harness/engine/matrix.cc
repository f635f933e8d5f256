#include "harness/engine/matrix.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace stampede {

namespace {

// One cell of the matrix, while the matrix runs.
struct Place {
  const StrategySpec* strategy;
  std::uint64_t seed;
  CellProgress progress;
  std::atomic<bool> running = false;
  std::atomic<bool> done = false;
  std::optional<CellResult> result;
};

class Matrix {
 public:
  Matrix(const CellInputs& inputs, const MatrixOptions& options) : inputs_(inputs), options_(options) {
    std::size_t cell = 0;
    for (const StrategySpec& strategy : inputs.scenario.strategies) {
      for (std::int64_t i = 0; i < inputs.scenario.repetitions; ++i) {
        if (!options.part.holds(cell++)) continue;
        Place& place = places_.emplace_back();
        place.strategy = &strategy;
        place.seed = inputs.scenario.seed + static_cast<std::uint64_t>(i);
      }
    }
  }

  std::vector<CellResult> run() {
    if (places_.empty()) return {};
    working_ = std::min<std::size_t>(static_cast<std::size_t>(std::max(options_.jobs, 1)), places_.size());
    std::vector<std::thread> threads;
    for (std::size_t i = working_; i > 0; --i) threads.emplace_back([this] { work(); });
    watch();
    for (std::thread& thread : threads) thread.join();
    std::vector<CellResult> results;
    for (Place& place : places_) {
      if (place.result) results.push_back(std::move(*place.result));
    }
    return results;
  }

 private:
  void work() {
    while (!stop_wanted()) {
      const std::size_t next = next_.fetch_add(1);
      if (next >= places_.size()) break;
      Place& place = places_[next];
      place.running = true;
      place.result = run_cell(inputs_, *place.strategy, place.seed, place.progress);
      place.done = true;
    }
    const std::lock_guard lock(mutex_);
    if (--working_ == 0) all_done_.notify_one();
  }

  // Reports, and passes the wish to stop on to the cells, until all workers are done.
  void watch() {
    std::unique_lock lock(mutex_);
    while (!all_done_.wait_for(lock, std::chrono::milliseconds(100), [this] { return working_ == 0; })) {
      if (stop_wanted()) {
        for (Place& place : places_) place.progress.stop = true;
      }
      if (options_.on_progress) options_.on_progress(report());
    }
    if (options_.on_progress) options_.on_progress(report());
  }

  MatrixOptions::Progress report() const {
    MatrixOptions::Progress report{.cells = places_.size(), .cell = places_.size() - 1};
    for (std::size_t i = places_.size(); i-- > 0;) {
      const Place& place = places_[i];
      report.requests += place.progress.requests;
      if (place.done) {
        ++report.cells_done;
      } else if (place.running) {
        report.cell = i;
        report.simulated = place.progress.simulated;
      }
    }
    return report;
  }

  bool stop_wanted() const { return options_.stop != nullptr && *options_.stop; }

  const CellInputs& inputs_;
  const MatrixOptions& options_;
  std::deque<Place> places_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::condition_variable all_done_;
  std::size_t working_ = 0;
};

}  // namespace

std::vector<CellResult> run_matrix(const CellInputs& inputs, const MatrixOptions& options) {
  return Matrix(inputs, options).run();
}

}  // namespace stampede
