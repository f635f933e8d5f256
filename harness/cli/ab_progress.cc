#include "harness/cli/ab_progress.h"

#include <fmt/format.h>

#include "harness/cli/progress.h"

namespace stampede {

AbProgress::AbProgress(bool silent, Console& console)
    : silent_(silent), redrawn_(console.err_is_terminal), err_(console.err), start_(std::chrono::steady_clock::now()) {}

void AbProgress::warmed_up(std::uint64_t pairs) {
  tell(fmt::format("warm-up done after {}; {} pairs take about {}", coarse_seconds(elapsed()), pairs,
                   coarse_seconds(elapsed() * static_cast<double>(pairs))));
}

void AbProgress::begin(const std::string& prefix) {
  prefix_ = prefix;
}

void AbProgress::pair_done(std::uint64_t done, std::uint64_t pairs) {
  tell(fmt::format("{}pair {}/{} done after {}", prefix_, done, pairs, coarse_seconds(elapsed())));
}

void AbProgress::finish() {
  if (!silent_ && redrawn_) err_ << "\r\x1b[K" << std::flush;
}

void AbProgress::tell(const std::string& line) {
  if (silent_) return;
  if (redrawn_) {
    err_ << "\r" << line << "\x1b[K" << std::flush;
  } else {
    err_ << line << std::endl;
  }
}

double AbProgress::elapsed() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

}  // namespace stampede
