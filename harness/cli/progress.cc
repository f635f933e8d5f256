#include "harness/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/base/units.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

constexpr std::size_t kLineWidth = 79;

// Whole seconds, or tenths below ten.
std::string coarse(Duration duration) {
  const Duration grain = duration < 10 * kSecond ? kSecond / 10 : kSecond;
  return format_duration(duration / grain * grain);
}

// How much of the whole is done, in [0, 1].
double share_done(const Scenario& scenario, const MatrixOptions::Progress& progress) {
  auto cells = static_cast<double>(progress.cells_done);
  const Instant end = after(scenario.warmup, scenario.duration);
  if (progress.cells_done < progress.cells && end != kNever) {
    cells += std::min(1.0, static_cast<double>(progress.simulated) / static_cast<double>(end));
  }
  return std::min(1.0, cells / static_cast<double>(progress.cells));
}

class RedrawnLine final : public ProgressReport {
 public:
  RedrawnLine(const Scenario& scenario, std::ostream& err) : scenario_(scenario), err_(err) {}

  void update(const MatrixOptions::Progress& progress, double elapsed) override {
    err_ << "\r" << progress_line(scenario_, progress, elapsed) << "\x1b[K" << std::flush;
  }
  void finish() override { err_ << "\r\x1b[K" << std::flush; }

 private:
  const Scenario& scenario_;
  std::ostream& err_;
};

class PlainLines final : public ProgressReport {
 public:
  PlainLines(const Scenario& scenario, std::ostream& err) : scenario_(scenario), err_(err) {}

  // Cells start in order: those before the first that is running are done.
  void update(const MatrixOptions::Progress& progress, double elapsed) override {
    const bool all = progress.cells_done == progress.cells;
    const std::size_t cells = all ? progress.cells : std::min(progress.cell, progress.cells_done);
    const std::size_t finished = cells / static_cast<std::size_t>(scenario_.repetitions);
    for (; told_ < finished; ++told_) {
      err_ << scenario_.name << ": " << scenario_.strategies[told_].name << " done (" << told_ + 1 << "/"
           << scenario_.strategies.size() << ") after " << coarse_seconds(elapsed) << std::endl;
    }
  }

 private:
  const Scenario& scenario_;
  std::ostream& err_;
  std::size_t told_ = 0;
};

class Silence final : public ProgressReport {
 public:
  void update(const MatrixOptions::Progress&, double) override {}
};

}  // namespace

std::string coarse_seconds(double seconds) {
  return coarse(static_cast<Duration>(std::min(seconds, 1e9) * static_cast<double>(kSecond)));
}

std::string progress_line(const Scenario& scenario, const MatrixOptions::Progress& progress, double elapsed) {
  const auto repetitions = static_cast<std::size_t>(scenario.repetitions);
  const std::size_t strategy = progress.cell / repetitions;
  std::string line =
      fmt::format("{} {}/{}", scenario.strategies[strategy].name, strategy + 1, scenario.strategies.size());
  if (repetitions > 1) line += fmt::format("  repetition {}/{}", progress.cell % repetitions + 1, repetitions);
  line += "  simulated " + coarse(progress.simulated);
  const Instant end = after(scenario.warmup, scenario.duration);
  if (end != kNever) line += " of " + coarse(end);
  line += "  " + coarse_seconds(elapsed);
  if (elapsed > 0) {
    line += "  " + short_count(static_cast<std::uint64_t>(static_cast<double>(progress.requests) / elapsed)) + " req/s";
  }
  const double done = share_done(scenario, progress);
  if (done > 0) line += "  ETA " + coarse_seconds(elapsed * (1 - done) / done);
  return line.substr(0, kLineWidth);
}

std::unique_ptr<ProgressReport> make_progress(ProgressMode mode, const Scenario& scenario, Console& console) {
  if (mode == ProgressMode::kNone) return std::make_unique<Silence>();
  if (mode == ProgressMode::kAuto && console.err_is_terminal) {
    return std::make_unique<RedrawnLine>(scenario, console.err);
  }
  return std::make_unique<PlainLines>(scenario, console.err);
}

}  // namespace stampede
