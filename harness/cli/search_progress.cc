#include "harness/cli/search_progress.h"

#include <fmt/format.h>

#include <utility>

#include "harness/base/units.h"
#include "harness/cli/progress.h"

namespace stampede {

namespace {

constexpr std::size_t kProgressWidth = 79;

ProgressMode shown_mode(ProgressMode mode, const Console& console) {
  return mode == ProgressMode::kAuto && !console.err_is_terminal ? ProgressMode::kPlain : mode;
}

}  // namespace

SearchProgress::SearchProgress(ProgressMode mode, std::string scenario, std::size_t strategies, Console& console)
    : mode_(shown_mode(mode, console)),
      scenario_(std::move(scenario)),
      strategies_(strategies),
      err_(console.err),
      start_(std::chrono::steady_clock::now()) {}

void SearchProgress::update(const Scenario& scenario, const std::string& setting,
                            const MatrixOptions::Progress& progress) {
  if (mode_ != ProgressMode::kAuto) return;
  const std::lock_guard lock(mutex_);
  const std::string line =
      fmt::format("{}/{} done  {}  {}: {}  simulated {}", done_, strategies_, coarse_seconds(elapsed()),
                  scenario.strategies.front().name, setting, format_duration(progress.simulated / kSecond * kSecond));
  err_ << "\r" << line.substr(0, kProgressWidth) << "\x1b[K" << std::flush;
}

void SearchProgress::strategy_done(const std::string& strategy, std::size_t runs) {
  const std::lock_guard lock(mutex_);
  ++done_;
  if (mode_ != ProgressMode::kPlain) return;
  err_ << scenario_ << ": " << strategy << " done (" << done_ << "/" << strategies_ << ") after "
       << coarse_seconds(elapsed()) << ", " << runs << " runs" << std::endl;
}

void SearchProgress::finish() {
  if (mode_ == ProgressMode::kAuto) err_ << "\r\x1b[K" << std::flush;
}

double SearchProgress::elapsed() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace stampede
