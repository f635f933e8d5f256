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
  RedrawnLine(const Scenario& scenario, const MatrixPart& part, std::ostream& err)
      : scenario_(scenario), part_(part), err_(err) {}

  void update(const MatrixOptions::Progress& progress, double elapsed) override {
    err_ << "\r" << progress_line(scenario_, progress, elapsed, part_) << "\x1b[K" << std::flush;
  }
  void finish() override { err_ << "\r\x1b[K" << std::flush; }

 private:
  const Scenario& scenario_;
  MatrixPart part_;
  std::ostream& err_;
};

class PlainLines final : public ProgressReport {
 public:
  PlainLines(const Scenario& scenario, const MatrixPart& part, std::ostream& err)
      : scenario_(scenario), part_(part), err_(err) {
    for (std::size_t i = 0; i < scenario.strategies.size(); ++i) of_ += cells_up_to(i + 1) > cells_up_to(i) ? 1 : 0;
  }

  // Cells start in order: those before the first that is running are done.
  void update(const MatrixOptions::Progress& progress, double elapsed) override {
    const bool all = progress.cells_done == progress.cells;
    const std::size_t cells = all ? progress.cells : std::min(progress.cell, progress.cells_done);
    for (; passed_ < scenario_.strategies.size() && cells_up_to(passed_ + 1) <= cells; ++passed_) {
      if (cells_up_to(passed_ + 1) == cells_up_to(passed_)) continue;  // all its cells are of other parts
      err_ << scenario_.name << ": " << scenario_.strategies[passed_].name << " done (" << ++told_ << "/" << of_
           << ") after " << coarse_seconds(elapsed) << std::endl;
    }
  }

 private:
  // Of the part, in the first strategies.
  std::size_t cells_up_to(std::size_t strategies) const {
    return part_.among(strategies * static_cast<std::size_t>(scenario_.repetitions));
  }

  const Scenario& scenario_;
  MatrixPart part_;
  std::ostream& err_;
  std::size_t passed_ = 0;  // strategies without a cell that is still to be done
  std::size_t told_ = 0;    // those of them that have cells
  std::size_t of_ = 0;      // how many have cells
};

class Silence final : public ProgressReport {
 public:
  void update(const MatrixOptions::Progress&, double) override {}
};

}  // namespace

std::string coarse_seconds(double seconds) {
  return coarse(static_cast<Duration>(std::min(seconds, 1e9) * static_cast<double>(kSecond)));
}

std::string progress_line(const Scenario& scenario, const MatrixOptions::Progress& progress, double elapsed,
                          const MatrixPart& part) {
  const auto repetitions = static_cast<std::size_t>(scenario.repetitions);
  const std::size_t cell = part.first + progress.cell * part.stride;
  const std::size_t strategy = cell / repetitions;
  std::string line =
      fmt::format("{} {}/{}", scenario.strategies[strategy].name, strategy + 1, scenario.strategies.size());
  if (repetitions > 1) line += fmt::format("  repetition {}/{}", cell % repetitions + 1, repetitions);
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

std::unique_ptr<ProgressReport> make_progress(ProgressMode mode, const Scenario& scenario, Console& console,
                                              const MatrixPart& part) {
  if (mode == ProgressMode::kNone) return std::make_unique<Silence>();
  if (mode == ProgressMode::kAuto && console.err_is_terminal) {
    return std::make_unique<RedrawnLine>(scenario, part, console.err);
  }
  return std::make_unique<PlainLines>(scenario, part, console.err);
}

}  // namespace stampede
