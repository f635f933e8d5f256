// How far a run is, told on `err` while it runs.
#pragma once

#include <memory>
#include <string>

#include "harness/cli/console.h"
#include "harness/cli/run_options.h"
#include "harness/engine/matrix.h"
#include "harness/scenario/scenario.h"

namespace stampede {

// One line of at most 79 columns: strategy, repetition, simulated time, pace, and how long it may still take.
// `elapsed` is the wall time since the start in seconds.
std::string progress_line(const Scenario& scenario, const MatrixOptions::Progress& progress, double elapsed,
                          const MatrixPart& part = {});

// Whole seconds, or tenths below ten: "9.8s", "2m3s".
std::string coarse_seconds(double seconds);

class ProgressReport {
 public:
  virtual ~ProgressReport() = default;
  virtual void update(const MatrixOptions::Progress& progress, double elapsed) = 0;
  // The run is over, or interrupted.
  virtual void finish() {}
};

// One redrawn line on a terminal, else one plain line for each strategy of the part that is finished; kNone: silence.
std::unique_ptr<ProgressReport> make_progress(ProgressMode mode, const Scenario& scenario, Console& console,
                                              const MatrixPart& part = {});

}  // namespace stampede
